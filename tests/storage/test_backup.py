"""A backup is whole or is not there; a database that somebody uses is not replaced."""

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from storage import backup
from storage.backup import UnfitError
from storage.database import Database
from tests.storage.examples import rep

HOUSE = Path(__file__).parents[2]


@pytest.fixture
def file(sqlite_url: str) -> Path:
    """A database with somebody in it."""
    with closing(Database(sqlite_url)) as database, database.write() as store:
        rep(store)
    return Path(sqlite_url.removeprefix("sqlite:///"))


def people(file: Path) -> int:
    with closing(sqlite3.connect(file)) as opened:
        return int(opened.execute("SELECT count(*) FROM persons").fetchone()[0])


@contextmanager
def used_by_another(file: Path):
    """A process that has read from the database and does nothing more."""
    program = (
        "import sys; from storage.database import Database; database = Database(sys.argv[1])\n"
        "with database.read() as store: store.people.everybody()\n"
        "print('open', flush=True); sys.stdin.readline()"
    )
    command = [sys.executable, "-c", program, f"sqlite:///{file}"]
    with subprocess.Popen(command, cwd=HOUSE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "open\n"
        yield process
        process.communicate("\n")


def test_a_backup_is_one_whole_file_that_only_its_owner_reads(file, tmp_path):
    new = tmp_path / "copy.db"

    rows = backup.back_up(file, new)

    assert rows["persons"] == people(new) == 1
    assert stat.S_IMODE(new.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["copy.db"]
    assert backup.verified(new) == rows


def test_what_is_not_yet_in_the_file_itself_is_in_the_backup(file, tmp_path):
    with closing(Database(f"sqlite:///{file}")) as database:
        with database.write() as store:
            rep(store, "Ola")
        assert file.with_name(f"{file.name}-wal").stat().st_size

        backup.back_up(file, tmp_path / "copy.db")

    assert people(tmp_path / "copy.db") == 2


def test_a_transaction_that_is_open_is_not_in_the_backup(file, tmp_path):
    with closing(Database(f"sqlite:///{file}")) as database, database.write() as store:
        rep(store, "Ola")

        backup.back_up(file, tmp_path / "copy.db")

    assert people(tmp_path / "copy.db") == 1


def test_nothing_is_overwritten(file, tmp_path):
    (tmp_path / "copy.db").write_text("mine")

    with pytest.raises(FileExistsError):
        backup.back_up(file, tmp_path / "copy.db")

    assert (tmp_path / "copy.db").read_text() == "mine"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_damaged_database_makes_no_backup(file, tmp_path):
    damage(file)

    with pytest.raises((UnfitError, sqlite3.DatabaseError)):
        backup.back_up(file, tmp_path / "copy.db")

    assert list(tmp_path.iterdir()) == []


def damage(file: Path) -> None:
    """Every page but the first two is another's."""
    size = file.stat().st_size
    with file.open("r+b") as opened:
        opened.seek(8192)
        opened.write(os.urandom(size - 8192))


def sql(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as opened:
        for statement in statements:
            opened.execute(statement)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda file: file.write_text("a letter"), "cannot be read: file is not a database"),
        (damage, "is damaged|cannot be read"),
        (lambda file: file.write_bytes(b""), "is no database of Tandem's"),
        (lambda file: sql(file, "DROP TABLE alembic_version"), "is no database of Tandem's"),
        (lambda file: sql(file, "UPDATE alembic_version SET version_num = 'next'"), "newer version of Tandem"),
        (
            lambda file: sql(file, "INSERT INTO codes (digest, person, expires_at) VALUES ('d', 'nobody', 1)"),
            "names another one that is not there",
        ),
        (lambda file: file.unlink(), "There is no"),
    ],
)
def test_what_is_no_sound_backup_replaces_nothing(spoil, told, file, tmp_path):
    copy = tmp_path / "copy.db"
    backup.back_up(file, copy)
    before = file.read_bytes()
    spoil(copy)

    with pytest.raises(UnfitError, match=told), backup.replacement(file, copy):
        pass

    assert file.read_bytes() == before
    assert [one.name for one in file.parent.glob("*.part*")] == []


def test_what_goes_wrong_while_it_is_made_ready_replaces_nothing(file, tmp_path):
    copy = tmp_path / "copy.db"
    backup.back_up(file, copy)
    sql(copy, "DELETE FROM persons")

    with pytest.raises(ZeroDivisionError), backup.replacement(file, copy):
        raise ZeroDivisionError

    assert people(file) == 1
    assert [one.name for one in file.parent.glob("*.part*")] == []


def test_a_backup_takes_the_place_of_the_database_and_keeps_its_mode(file, tmp_path):
    copy = tmp_path / "copy.db"
    backup.back_up(file, copy)
    sql(file, "DELETE FROM persons")
    file.chmod(0o640)

    with backup.alone(file), backup.replacement(file, copy):
        backup.set_aside(file, tmp_path / "before.db")

    assert (people(file), people(tmp_path / "before.db")) == (1, 0)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_database_that_somebody_uses_is_left_alone(file):
    with used_by_another(file), pytest.raises(UnfitError, match="stop Tandem first"), backup.alone(file):
        pass

    with backup.alone(file):
        pass


def test_nobody_can_begin_to_use_it_meanwhile(file):
    look = f"import sqlite3; sqlite3.connect({str(file)!r}, timeout=0).execute('SELECT count(*) FROM persons')"

    with backup.alone(file):
        tried = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=False)

    assert "database is locked" in tried.stderr


def test_a_damaged_database_is_set_aside_whole(file, tmp_path):
    """Even one that a process left behind in the middle: what is not written back yet goes with it."""
    copy = tmp_path / "copy.db"
    backup.back_up(file, copy)
    with used_by_another(file) as process:
        sql(file, "PRAGMA wal_autocheckpoint=0", "INSERT INTO tries VALUES ('w', 'x', 1, 1)")
        process.kill()
    log = file.with_name(f"{file.name}-wal")
    assert log.stat().st_size
    damage(file)
    damaged = file.read_bytes(), log.read_bytes()

    with backup.alone(file), backup.replacement(file, copy):
        backup.set_aside(file, tmp_path / "before.db")

    assert people(file) == 1
    assert ((tmp_path / "before.db").read_bytes(), (tmp_path / "before.db-wal").read_bytes()) == damaged
