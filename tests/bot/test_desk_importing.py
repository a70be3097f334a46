"""A long import at the desk while others work: a part at a time, so that nobody waits for all of it."""

import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer

from bot.desk import importing as desk
from domain.channels import Channel
from domain.places import Platform
from domain.programme_text import read_programme
from handlers.channels_csv import CHANNELS, COLUMNS
from handlers.kinds import plan_of
from storage.database import Database
from storage.faults import UnusableError
from storage.store import Store
from tests.bot.command_line import Running, started
from tests.office import PROGRAMME

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LINES = 1_200
IMPORT = ("channels", "import", "channels.csv")


@pytest.fixture
def database(database_url: str):
    with closing(Database(database_url)) as opened:
        with opened.write() as store:
            store.programmes.apply(read_programme(PROGRAMME), at=NOON)
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = (f"nowak,slack,T0VENDOR,{conversation(line)},ext-{line},," for line in range(LINES))
    (tmp_path / "channels.csv").write_text("\n".join((",".join(COLUMNS), *lines)), "utf-8")
    return tmp_path


def conversation(line: int) -> str:
    return f"C{line:07}"


def linked(database: Database) -> int:
    with database.read() as store:
        return len(store.channels.all())


def until_begun(importing: Running, database: Database) -> None:
    importing.until(lambda: linked(database) > 0)


def test_one_that_is_killed_is_run_again_and_does_each_line_once(folder, database, database_url):
    with started(*IMPORT, folder=folder, DATABASE_URL=database_url) as importing:
        until_begun(importing, database)
        importing.stop(signal.SIGKILL)
    done = linked(database)
    with started(*IMPORT, folder=folder, DATABASE_URL=database_url) as importing:
        assert importing.process.wait(60) == 0

    assert 0 < done < LINES, "others could write in between"
    with database.read() as store:
        acts = store.acts.all()
    assert [act.what for act in acts].count("import") == 1
    told = Counter(act.about for act in acts if act.what == "channel-linked")
    assert (len(told), set(told.values())) == (LINES, {1})


class Lost(Database):
    """No more than two transactions are written."""

    left = 2

    @contextmanager
    def write(self) -> Iterator[Store]:
        if not self.left:
            raise UnusableError("The database cannot be used: disk I/O error.")
        self.left -= 1
        with super().write() as store:
            yield store


def test_where_the_database_is_lost_in_the_midst_it_is_said_that_it_is_to_be_run_again(
    folder, database, database_url, capsys
):
    with database.read() as store:
        plan = plan_of(CHANNELS, (folder / "channels.csv").read_text("utf-8"), store)
    with closing(Lost(database_url)) as lost, pytest.raises(typer.Exit):
        desk._import(CHANNELS, plan, "channels.csv", lost)

    told = " ".join(capsys.readouterr().err.split())
    assert "disk I/O error. Perhaps not all was imported. Run it again" in told
    assert linked(database) == 2 * desk.BATCH


def test_what_somebody_else_does_meanwhile_stands_and_the_rest_is_said_to_be_missing(folder, database, database_url):
    with started(*IMPORT, folder=folder, DATABASE_URL=database_url) as importing:
        until_begun(importing, database)
        with database.write() as store:
            store.channels.link(theirs(), by="x", at=NOON)
        assert importing.process.wait(60) == 1
    told = importing.err

    with started(*IMPORT, "--keep-going", folder=folder, DATABASE_URL=database_url) as importing:
        assert importing.process.wait(60) == 1
    assert "Run it again: it names what is wrong." in told
    assert f"line {LINES + 1}: " in importing.err
    with database.read() as store:
        found = Counter(one.partner for one in store.channels.all())
    assert found == {"nowak": LINES - 1, "rival": 1}


def theirs() -> Channel:
    """The channel of the last line."""
    return Channel(
        platform=Platform.SLACK,
        host="T0VENDOR",
        conversation=conversation(LINES - 1),
        partner="rival",
        name="ext-rival",
    )
