"""What became of every copy, and who is not reached, as files in the private chat of whoever may know it."""

import csv
import io
from dataclasses import replace

import pytest
from sqlalchemy import update

from domain.channels import Trouble
from domain.places import Platform
from handlers.announcements_files import COPIES
from handlers.announcements_report import COLUMNS
from handlers.notices import FILES
from storage.tables import persons
from tests.following import begun
from tests.handlers.test_announcements_sending import chosen, linked, passes
from tests.handlers.test_handed import files_of
from tests.office import Office, buttons, card_of, words_of
from views.translator import translator

CHANNELS = {"to": "channels", "partners": "nowak,rival"}


def sheet(office: Office, who: str) -> tuple[str, list[list[str]]]:
    [(_, file)] = files_of(office, who)
    assert isinstance(file.content, bytes)
    return file.name, list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))


async def test_every_copy_and_who_was_not_reached_comes_as_a_file_whose_cells_are_no_formulas(office: Office):
    linked(office, "=C1", "C2")
    with office.database.write() as store:
        store.channels.trouble(Platform.WEB, "C2", Trouble.ARCHIVED)
    await office.presses("manager", buttons(await chosen(office, to=CHANNELS))["Send"])
    await passes(office, minutes=2)
    await passes(office, minutes=1)
    card = office.card("manager", about="has been sent")

    comes = card_of(await office.presses("manager", buttons(card)["Every copy as a file"]))
    await office.delivers()

    assert "The file comes by itself in our private chat." in words_of(comes)
    name, (_, *rows) = sheet(office, "manager")
    assert name.startswith("A-")
    assert name.endswith("-copies.csv")
    assert [(row[0], row[1], row[4]) for row in rows] == [
        ("Nowak Systems", "'=C1", "sent"),
        ("Nowak Systems", "C2", "left out"),
        ("Rival GmbH", "", "left out"),
    ]
    assert "Link one" in rows[2][6]


async def test_who_is_not_reached_comes_as_a_file_before_it_is_sent_and_to_its_author_alone(office: Office):
    linked(office, "C1")
    review = await chosen(office, to=CHANNELS)
    listing = card_of(await office.presses("manager", buttons(review)["Who is not reached"]))
    door = buttons(listing)["All of them as a file"]

    others, missing = [
        await office.presses("second", replace(door, ref=ref)) for ref in (door.ref, door.ref.replace(door.ref[0], "z"))
    ]
    assert others == missing
    await office.presses("manager", door)
    await office.delivers()

    name, rows = sheet(office, "manager")
    assert name.endswith("-unreached.csv")
    assert rows[1:] == [["Rival GmbH", "", "No channel of the partner is linked. Link one.", "rep@rival.example"]]


def copies(office: Office, language: str, name: str) -> str:
    """The file of every copy, read in `language`, where a reader is called `name`."""
    one = begun(office)
    with office.database.engine.begin() as connection:
        connection.execute(update(persons).where(persons.c.name == "Max Rival").values(name=name))
    with office.database.read() as store:
        handed = FILES[COPIES](one.id, office.person("director"), store, translator(language, "UTC"), office.clock[0])
    assert isinstance(handed.content, bytes)
    return handed.content.decode("utf-8-sig")


@pytest.mark.parametrize("language", ["en", "pl", "pt-BR"])
@pytest.mark.parametrize(
    "name", ["Max;=1+1", "Max;;=1+1", 'Max; "=1+1"', "Max\t@SUM(1)", "Max;＝1+1", "Max,=1+1", 'Max;1,"=1+1"', "=1;2,=3"]
)
async def test_no_cell_is_a_formula_whatever_separates_cells_where_it_is_opened(
    office: Office, name: str, language: str
):
    text = copies(office, language, name)

    assert "Max" in text or "'=1" in text
    for separator in ",;\t":
        cells = [cell for line in csv.reader(io.StringIO(text), delimiter=separator) for cell in line]
        assert not [cell for cell in cells if cell.strip(' "')[:1] in set("=+-@＝")]


@pytest.mark.parametrize(("language", "separator"), [("en", ","), ("pl", ";"), ("pt-BR", ";")])
async def test_its_cells_end_as_spreadsheets_of_its_readers_country_expect(
    office: Office, language: str, separator: str
):
    text = copies(office, language, "Max, Rival; GmbH")

    header, *rows = csv.reader(io.StringIO(text), delimiter=separator)
    assert len(header) == len(COLUMNS)
    assert "Max, Rival; GmbH" in [row[1] for row in rows]
