"""`tandem documents import`: a folder becomes the catalogue; a bad file is named, and the rest go on."""

import os
from contextlib import closing
from datetime import UTC, datetime

import pytest

from domain.documents import Circle, Reader, Sort
from storage.database import Database
from storage.file_store import Folder, hash_of
from tests.bot.command_line import run
from tests.bot.paper import SAMPLES
from tests.bot.test_desk import EXAMPLE, PEOPLE

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = datetime(2099, 1, 1, tzinfo=UTC)
ALL = Reader(person="", circle=Circle.OWNER)
TOLD = """
[defaults]
owner = "dana.whitlock@ostrelle.example"
kind = "guide"
languages = ["en"]

[[documents]]
file = "prices.pdf"
title = "Prices"
kind = "price-list"
regions = ["latin-america"]
review_days = 90

[[documents]]
file = "sub/guide.md"
title = "Guide"
view = "vendor"
"""


@pytest.fixture
def folder(tmp_path):
    there = tmp_path / "handbook"
    (there / "sub").mkdir(parents=True)
    (tmp_path / "programme.toml").write_text(EXAMPLE, "utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE, "utf-8")
    (there / "documents.toml").write_text(TOLD, "utf-8")
    (there / "prices.pdf").write_bytes(SAMPLES["pdf"])
    (there / "sub" / "guide.md").write_text("# Guide\n\nFirst steps", "utf-8")
    return there


@pytest.fixture
def here(folder, sqlite_url):
    def said(*words):
        return run(*words, folder=folder.parent, DATABASE_URL=sqlite_url)

    assert said("programme", "apply", "programme.toml", "--yes").code == 0
    assert said("people", "import", "people.csv").code == 0
    return said


def catalogue(sqlite_url):
    with closing(Database(sqlite_url)) as database, database.read() as store:
        return {one.title: (one, version) for one, version in store.documents.seen_by(ALL, at=LATER, size=50).items}


def test_a_folder_becomes_the_catalogue_and_again_changes_nothing(here, folder, sqlite_url):
    first = here("documents", "import", "handbook")

    assert (first.code, first.out.strip()) == (0, "2 added, 0 renewed, 0 changed, 0 same.")
    prices, version = catalogue(sqlite_url)["Prices"]
    assert (prices.sort, prices.shelf.regions, prices.key) == (Sort.PRICE_LIST, {"latin-america"}, "prices.pdf")
    assert prices.review_at is not None
    assert Folder(folder.parent / "tandem-files").read(version.file) == SAMPLES["pdf"]
    with closing(Database(sqlite_url)) as database, database.read() as store:
        kept = store.documents.file(version.file)
    assert kept is not None
    assert kept.text == "Price list of 2026\nSecond page"

    assert here("documents", "import", "handbook").out.strip() == "0 added, 0 renewed, 0 changed, 2 same."


def test_a_changed_file_is_a_new_version_and_changed_words_are_no_version(here, folder, sqlite_url):
    here("documents", "import", "handbook")
    (folder / "prices.pdf").write_bytes(SAMPLES["docx"])
    (folder / "documents.toml").write_text(TOLD.replace('"Guide"', '"Handbook"'), "utf-8")

    assert here("documents", "import", "handbook").out.strip() == "0 added, 1 renewed, 1 changed, 0 same."

    found = catalogue(sqlite_url)
    assert (found["Prices"][1].number, found["Handbook"][1].number) == (2, 1)


def test_a_bad_file_is_named_and_the_rest_go_on(here, folder, sqlite_url):
    bad = {
        "gone.md": "This cannot be read: No such file or directory.",
        "../programme.toml": "This is outside of the folder.",
        "picture.png": "This kind of file cannot be read.",
        "loop.md": "This is a link to itself.",
        "pipe.md": "This is no file.",
    }
    (folder / "loop.md").symlink_to("loop.md")
    os.mkfifo(folder / "pipe.md")
    (folder / "picture.png").write_bytes(b"\x89PNG\0\0")
    more = "".join(f'\n[[documents]]\nfile = "{name}"\ntitle = "x"\n' for name in bad)
    more += '\n[[documents]]\nfile = "a.md"\ntitle = "x"\nregions = ["mars"]\nowner = "x@y.example"\n'
    more += '\n[[documents]]\nfile = "c.md"\ntitle = "x"\nnote = "a\\u0000"\n'
    more += '\n[[documents]]\nfile = "b.md"\nkind = "poem"\n\n[[documents]]\nfile = "prices.pdf"\ntitle = "x"\n'
    (folder / "a.md").write_text("a", "utf-8")
    (folder / "documents.toml").write_text(TOLD + more, "utf-8")

    said = here("documents", "import", "handbook")

    assert said.code == 1
    assert said.out.strip() == "2 added, 0 renewed, 0 changed, 0 same."
    for name, why in bad.items():
        assert f"{name}: {why}" in said.err
    assert 'a.md: regions: the programme has no "mars".' in said.err
    assert "c.md: note:" in said.err
    assert "b.md: title: Field required. kind: Input should be 'price-list'" in said.err
    assert 'prices.pdf: "prices.pdf" is described twice.' in said.err
    assert "9 files were left out." in said.err
    assert len(catalogue(sqlite_url)) == 2


def test_a_file_that_cannot_be_kept_is_named_and_the_rest_go_on(here, folder, sqlite_url):
    store = folder.parent / "tandem-files"
    store.mkdir()
    there = store / hash_of(SAMPLES["pdf"])[:2]
    there.touch()  # no folder: as where a disk takes nothing more

    done = here("documents", "import", "handbook")

    assert done.code == 1
    assert "prices.pdf: This cannot be kept in FILES_FOLDER: " in done.err
    assert "1 added, 0 renewed, 0 changed, 0 same." in done.out
    assert list(catalogue(sqlite_url)) == ["Guide"]

    there.unlink()
    assert here("documents", "import", "handbook").out.strip() == "1 added, 0 renewed, 0 changed, 1 same."


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_says_the_same(separator, here, folder, sqlite_url):
    (folder / "documents.toml").unlink()
    line = "prices.pdf,Prices,price-list,dana.whitlock@ostrelle.example,en pl,latin-america north-america,,true"
    header = "file,title,kind,owner,languages,regions,from,customers"
    (folder / "documents.csv").write_text(f"{header}\n{line}\n".replace(",", separator), "utf-8")

    assert here("documents", "import", "handbook").code == 0

    prices, _ = catalogue(sqlite_url)["Prices"]
    assert prices.languages == ("en", "pl")
    assert prices.shelf.regions == {"latin-america", "north-america"}
    assert prices.customers


def test_a_csv_is_read_as_spreadsheets_write_it(here, folder, sqlite_url):
    (folder / "documents.toml").unlink()
    header = "\nsep=;\nFile ;title;kind;owner;languages\n"
    line = "prices.pdf; Preços ;price-list;dana.whitlock@ostrelle.example;pt-BR;\n"
    (folder / "documents.csv").write_text(f"{header}{line};;;;\n", "utf-16")

    assert here("documents", "import", "handbook").out.strip() == "1 added, 0 renewed, 0 changed, 0 same."
    assert list(catalogue(sqlite_url)) == ["Preços"]


@pytest.mark.parametrize(("text", "told"), [("[[x]]", "It holds [[documents]]"), ("a =", "This is not valid TOML")])
def test_a_description_that_cannot_be_read_is_told(text, told, here, folder):
    (folder / "documents.toml").write_text(text, "utf-8")

    said = here("documents", "import", "handbook")

    assert said.code == 1
    assert told in said.err


def test_a_folder_that_describes_nothing_is_told(here, folder):
    assert (
        "handbook/sub has neither documents.toml nor documents.csv" in here("documents", "import", "handbook/sub").err
    )
    assert "x cannot be read: File name too long." in here("documents", "import", "x" * 300).err
