"""tandem announcements: whom one does not reach is written to a file in which nothing is a formula."""

import csv
from pathlib import Path

from domain.announcements import Step
from domain.announcements_written import Content, Text
from domain.audience import Audience
from domain.channels import Channel, Trouble
from domain.places import Platform
from domain.programme_text import read_programme
from storage.database import Database
from tests.bot.command_line import run
from tests.office import NOON, PROGRAMME
from tests.storage.examples import director, rep


def announced(url: str) -> str:
    """By a director, to all channels; its ref. One channel is archived, and is called like a formula."""
    database = Database(url)
    there = Channel(platform=Platform.SLACK, host="T0VENDOR", conversation="C1", partner="nowak", name="=1+1")
    with database.write() as store:
        store.programmes.apply(read_programme(PROGRAMME), at=NOON)
        rep(store, "Max", partner="rival")
        store.channels.link(there, by="operator", at=NOON)
        store.channels.trouble(Platform.SLACK, "C1", Trouble.ARCHIVED)
        author = director(store)
        made = store.announcements.add(Content({"en": Text("Title", "Text")}), author=author, draft="d", at=NOON)
        store.announcements.change(made, made.edited(audience=Audience()), Step.EDIT, by=author.id, at=NOON)
    database.close()
    return made.ref


def test_who_is_not_reached_is_written_with_the_reason_and_an_address(sqlite_url: str, tmp_path: Path):
    ref = announced(sqlite_url)

    said = run("announcements", "unreached", ref, "out.csv", folder=tmp_path, DATABASE_URL=sqlite_url)
    again = run("announcements", "unreached", ref, "out.csv", folder=tmp_path, DATABASE_URL=sqlite_url)
    other = run("announcements", "unreached", "A-00000", "other.csv", folder=tmp_path, DATABASE_URL=sqlite_url)

    assert said.out == "3 who are not reached are in out.csv.\n"
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["partner", "name", "why", "email"],
            ["Nowak Systems", "'=1+1", "archived", ""],
            ["Rio Automação", "", "no-channel", ""],
            ["Rival GmbH", "", "no-channel", "max@rival.example"],
        ]
    assert (again.code, other.code) == (1, 1)
    assert "there already" in again.err
    assert not (tmp_path / "other.csv").exists()
