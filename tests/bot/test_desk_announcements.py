"""tandem announcements: figures that add up, and every copy in a file in which nothing is a formula."""

import codecs
import csv
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.desk.announcements import status
from domain.announcements import ON_RECORD, Announcement, State
from domain.announcements_followed import Progress
from domain.announcements_written import Content, Text
from storage.tables import persons
from tests.bot.command_line import run
from tests.following import begun, choosy
from tests.office import NOON, an_office


async def test_the_status_adds_up_and_the_report_names_everybody(sqlite_url: str, tmp_path: Path):
    async with an_office(sqlite_url) as office:
        choosy(office, "rio")
        one = begun(office)
        with office.database.engine.begin() as connection:
            connection.execute(update(persons).where(persons.c.name == "Max Rival").values(name="=1+1"))
        await office.delivers()

    told = run("announcements", "status", one.ref.lower(), folder=tmp_path, DATABASE_URL=sqlite_url).out
    assert f"{one.ref}  sending  Prices (en)\n  [{'#' * 50}] 100%\n" in told
    assert "  3 sent + 1 failed + 0 waiting + 0 left out = 4\n" in told
    assert one.ref in run("announcements", "status", folder=tmp_path, DATABASE_URL=sqlite_url).out
    said = run("announcements", "report", one.ref, "report.csv", folder=tmp_path, DATABASE_URL=sqlite_url)
    assert said.out == "4 copies are in report.csv.\n"
    assert (tmp_path / "report.csv").read_bytes().startswith(codecs.BOM_UTF8)
    with (tmp_path / "report.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert {row["name"]: row["state"] for row in rows} == {
        "Ewa Nowak": "sent",
        "Jan Nowak": "sent",
        "'=1+1": "sent",
        "Ana Souza": "failed",
    }
    [failed] = [row for row in rows if row["state"] == "failed"]
    assert (failed["partner"], failed["reason"]) == ("Rio Automação", "is_archived")
    assert failed["what happened"].startswith("The channel is archived.")
    assert failed["at"].endswith("+0000")


def test_what_there_is_not_is_told(sqlite_url: str, tmp_path: Path):
    assert "There is no database" in run("announcements", "status", folder=tmp_path, DATABASE_URL="sqlite:///no.db").err
    assert "No announcement has begun" in run("announcements", "status", folder=tmp_path, DATABASE_URL=sqlite_url).out
    said = run("announcements", "report", "A-7K3QX", "r.csv", folder=tmp_path, DATABASE_URL=sqlite_url)
    assert "There is no announcement A-7K3QX" in said.err
    assert not (tmp_path / "r.csv").exists()


SENDING = Announcement(
    id="a1", ref="A-7K3QX", author="p", author_name="Ola Lis", state=State.SENDING, version=3, made_at=NOON,
    changed_at=NOON, content=Content({"en": Text("New prices\x1b[2J in January, and what they mean for you", "b")}),
)  # fmt: skip
ON_ITS_WAY = Progress(
    at=NOON,
    sent=98_765,
    failed=12,
    waiting=3,
    skipped=1,
    uncertain=2,
    held=4,
    due=3,
    lately=2345,
    later=1,
    next_at=NOON,
)


@pytest.mark.parametrize("width", [80, 40, 20])
@pytest.mark.parametrize("state", [State.SENDING, State.PAUSED, State.SENT])
def test_no_line_is_wider_than_the_terminal_and_the_bar_is_full_only_at_the_end(width: int, state: State):
    shown = "\n".join(status(replace(SENDING, state=state), ON_ITS_WAY, at=NOON, width=width))

    assert max(map(len, shown.splitlines())) <= width
    assert ".] 99%" in shown.replace("]  99%", "] 99%")
    assert "\x1b" not in shown
    words = " ".join(shown.split())
    assert "98,765 sent + 12 failed + 3 waiting + 1 left out + 2 being looked for + 4 held = 98,787" in words
    assert ("about 1 min left" in words and "to leave later: 1, the first at" in words) is (state is State.SENDING)


def test_what_left_over_a_year_ago_has_no_figures_that_are_wrong():
    shown = list(status(SENDING, Progress(at=NOON), at=NOON + ON_RECORD, width=80))

    assert shown[1:] == ["  It left over a year ago: its figures are not on record any more."]
