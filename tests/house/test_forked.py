"""A forked process is one of its own: words, folder, environment, files and end, and nothing of its siblings'."""

import signal
import subprocess
import sys

import pytest

from tests.conftest import HOUSE
from tests.forked import PIPE, Forked, ran


def test_it_has_its_own_words_folder_and_environment(tmp_path):
    program = "import os, sys; print(sys.argv[1:], os.getcwd(), sorted(os.environ)); print('!', file=sys.stderr)"

    done = ran("-c", program, "a", "b", folder=tmp_path, env={"ONLY": "this"})

    assert (done.returncode, done.stderr) == (0, "!\n")
    assert done.stdout == f"['a', 'b'] {tmp_path} ['ONLY']\n"


def test_a_module_is_run_as_by_its_name():
    from_nothing = subprocess.check_output([sys.executable, "-m", "bot", "--help"], cwd=HOUSE, text=True)

    assert ran("-m", "bot", "--help").stdout == from_nothing


@pytest.mark.parametrize(
    ("program", "code"),
    [("pass", 0), ("raise SystemExit(3)", 3), ("raise ValueError", 1), ("import os; os.abort()", -signal.SIGABRT)],
)
def test_how_it_ends_is_told(program, code):
    assert ran("-c", program).returncode == code


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_it_can_be_signalled_while_it_runs_and_no_longer(how):
    process = Forked("-c", "print('up', flush=True); import time; time.sleep(60)", stdout=PIPE)
    assert process.stdout
    assert process.stdout.readline() == "up\n"
    assert process.poll() is None
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.01)

    process.send_signal(how)

    assert process.wait(30) == process.poll() == -how
    process.kill()
    process.communicate()


def test_one_that_is_forgotten_is_nobodys_end():
    forgotten = Forked("-c", "input()", stdin=PIPE)
    forgotten._told.close()
    assert forgotten.stdin
    with forgotten.stdin as stdin:
        stdin.write("go\n")

    assert [ran("-c", "import time; time.sleep(0.1)").returncode for _ in range(3)] == [0, 0, 0]


def test_each_reads_and_says_its_own_and_has_no_file_of_another():
    program = "import os; print(input(), sorted(os.listdir('/proc/self/fd')))"
    several = [Forked("-c", program, stdin=PIPE, stdout=PIPE) for _ in range(3)]

    said = [process.communicate(f"zażółć {number}\n")[0] for number, process in enumerate(several)]

    assert said == [f"zażółć {number} ['0', '1', '2', '3']\n" for number in range(3)]  # 3 is the folder that is read
