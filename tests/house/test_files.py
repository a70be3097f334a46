"""What may stand in a file of this repository, and what the requirements promise."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.conftest import HOUSE

# Written so that this file does not contain what it looks for.
REGISTRY = re.compile(
    r"py[p]i[.]org|python[h]osted[.]org|npm[j]s[.](?:org|com)|deb[.]debia[n][.]org|proxy[.]golan[g][.]org|/simpl[e]\b"
)
MACHINE = re.compile(r"(?<![\w.:/-])/(?:root|home|work|Users|tmp|opt/[\w-]+)/[\w.]")
INDEX_OPTION = re.compile(r"^\s*(?:-i|-f|--(?:extra-)?index-url|--find-links|--trusted-host)\b", re.MULTILINE)

REQUIREMENTS = ("requirements.txt", "requirements-dev.txt", "requirements-uv.txt")


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Gives every text that is, or is about to be, committed."""
    if not shutil.which("git") or not (HOUSE / ".git").exists():
        pytest.skip("this is no clone: git says which files belong to the house")
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    files = [HOUSE / name for name in listed.split("\0") if name]
    return {str(file.relative_to(HOUSE)): text for file in files if (text := _text(file)) is not None}


def _text(file: Path) -> str | None:
    try:
        return file.read_text("utf-8")
    except (FileNotFoundError, UnicodeDecodeError):  # deleted but not yet committed; a picture
        return None


def _pins(name: str) -> dict[str, str]:
    """Gives each pinned distribution and its version; every pin must carry its hashes."""
    pins = {}
    for block in re.split(r"\n(?=\S)", (HOUSE / name).read_text("utf-8").strip()):
        pinned = re.match(r"([a-z0-9-]+)==(\S+)", block)
        assert pinned, block
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block
        pins[pinned[1]] = pinned[2]
    return pins


def _asked(table: list[str]) -> list[Requirement]:
    return [Requirement(line) for line in table]


def test_no_file_names_a_package_registry(texts):
    assert len(texts) > 20
    assert not [name for name, text in texts.items() if REGISTRY.search(text)]


def test_no_file_names_a_path_of_one_machine(texts):
    found = {name: hits for name, text in texts.items() if (hits := [m[0] for m in MACHINE.finditer(text)])}

    assert len(texts) > 20
    assert not found


@pytest.mark.parametrize("place", ["https://pypi" + ".org", "http://127.0.0.1:3141/root/pypi/" + "simple"])
def test_a_registry_is_recognised(place):
    assert REGISTRY.search(place)


@pytest.mark.parametrize("path", ["/" + "tmp/x", "see /" + "home/ana/tandem", '"/' + 'root/.venv"'])
def test_a_path_of_one_machine_is_recognised(path):
    assert MACHINE.search(path)


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_any_package_index_can_serve_the_requirements(name):
    assert _pins(name)
    assert not INDEX_OPTION.search((HOUSE / name).read_text("utf-8"))


@pytest.mark.parametrize(
    ("name", "group"),
    [("requirements.txt", "runtime"), ("requirements-dev.txt", "runtime"), ("requirements-dev.txt", "dev")],
)
def test_requirements_are_in_step_with_the_project(name, group):
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))
    asked = _asked(project["project"]["dependencies"] if group == "runtime" else project["dependency-groups"]["dev"])
    pins = _pins(name)

    assert len(asked) > 10
    assert not [str(r) for r in asked if r.name.lower() not in pins or pins[r.name.lower()] not in r.specifier]


def test_all_requirements_agree_on_each_version():
    development = _pins("requirements-dev.txt")

    assert _pins("requirements.txt").items() <= development.items()
    assert not {
        name: (version, development[name])
        for name, version in _pins("requirements-uv.txt").items()
        if development.get(name, version) != version
    }
