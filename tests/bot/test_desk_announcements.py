"""tandem announcements: figures that add up, and every copy in a file in which nothing is a formula."""

import csv
from pathlib import Path

from sqlalchemy import update

from storage.tables import persons
from tests.bot.command_line import run
from tests.following import begun, choosy
from tests.office import an_office


async def test_the_status_adds_up_and_the_report_names_everybody(sqlite_url: str, tmp_path: Path):
    async with an_office(sqlite_url) as office:
        choosy(office, "rio")
        one = begun(office)
        with office.database.engine.begin() as connection:
            connection.execute(update(persons).where(persons.c.name == "Max Rival").values(name="=1+1"))
        await office.delivers()

    status = run("announcements", "status", one.ref.lower(), folder=tmp_path, DATABASE_URL=sqlite_url).out
    assert f"{one.ref}  sending  [{'#' * 30}] 100%" in status
    assert "3 sent + 1 failed + 0 waiting + 0 left out + 0 being looked for + 0 held = 4" in status
    assert one.ref in run("announcements", "status", folder=tmp_path, DATABASE_URL=sqlite_url).out
    said = run("announcements", "report", one.ref, "report.csv", folder=tmp_path, DATABASE_URL=sqlite_url)
    assert said.out == "4 copies are in report.csv.\n"
    with (tmp_path / "report.csv").open(encoding="utf-8") as file:
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
    assert "No announcement has begun" in run("announcements", "status", folder=tmp_path, DATABASE_URL=sqlite_url).err
    said = run("announcements", "report", "A-7K3QX", "r.csv", folder=tmp_path, DATABASE_URL=sqlite_url)
    assert "There is no announcement A-7K3QX" in said.err
    assert not (tmp_path / "r.csv").exists()
