"""A folder that is watched: what changes counts, what vanishes is asked about, a disk that is gone harms nobody."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.watched import WatchedFolder, Watching
from domain.documents_text import Described
from handlers.documents import renew
from handlers.documents_kept import review_due
from storage.documents import File
from storage.file_store import Folder, hash_of
from tests.handlers.test_documents import titles
from tests.office import Office, an_office, buttons, words_of

TOLD = """[defaults]
owner = "manager@vendor.example"
kind = "price-list"
languages = ["en"]
[[documents]]
file = "prices.md"
title = "Prices"
[[documents]]
file = "guide.md"
title = "Guide"
"""


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    async with an_office(sqlite_url) as office:
        yield office


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    there = tmp_path / "shared"
    there.mkdir()
    (there / "documents.toml").write_text(TOLD)
    (there / "prices.md").write_text("# Sensors cost 10 EUR")
    (there / "guide.md").write_text("# How to begin")
    return there


@pytest.fixture
def watching(office: Office, folder: Path, tmp_path: Path) -> Watching:
    return Watching(office.dispatch, WatchedFolder(folder), Folder(tmp_path / "files"))


async def looks(watching: Watching) -> None:
    """So that what has changed is as it was at the look before."""
    for _ in range(2):
        await watching.look()


async def listed(office: Office) -> list[str]:
    return sorted(titles(await office.types("rep", "docs")))


async def test_what_is_new_or_has_changed_counts_and_the_rest_is_left_alone(office: Office, watching, folder):
    await looks(watching)
    assert await listed(office) == ["Guide", "Prices"]

    (folder / "prices.md").write_text("# Sensors cost 11 EUR, and more")
    await looks(watching)
    await looks(watching)

    with office.database.read() as store:
        prices, guide = (store.documents.by_key(f"watched/{name}.md") for name in ("prices", "guide"))
        assert prices
        assert guide
        assert [len(store.documents.versions(one.id)) for one in (prices, guide)] == [2, 1]
    assert watching.files.read(store_hash(office)) == b"# Sensors cost 11 EUR, and more"


def store_hash(office: Office) -> str:
    with office.database.read() as store:
        prices = store.documents.by_key("watched/prices.md")
        assert prices
        return store.documents.versions(prices.id)[-1].file


async def test_of_what_vanished_the_owner_is_asked_once_and_it_stays_until_they_say_so(
    office: Office, watching, folder
):
    await looks(watching)
    (folder / "guide.md").unlink()
    for _ in range(2):
        office.later(minutes=1)
        await looks(watching)
        due(office)
        await office.delivers()

    card = office.card("manager", about="not in the watched folder any more")
    assert len(office.letters.cards["manager"]) == 1
    assert "Guide" in await listed(office)
    await office.presses("manager", buttons(card)["Retire"])
    assert await listed(office) == ["Prices"]

    (folder / "guide.md").write_text("# How to begin")
    await looks(watching)
    await office.delivers()
    assert "was taken out" in words_of(office.card("manager"))


def due(office: Office) -> None:
    with office.database.write() as store:
        review_due(office.clock[0], store)


async def test_what_is_back_is_what_it_was(office: Office, watching, folder):
    await looks(watching)
    (folder / "guide.md").unlink()
    await looks(watching)
    (folder / "guide.md").write_text("# How to begin, again")
    await looks(watching)

    with office.database.read() as store:
        guide = store.documents.by_key("watched/guide.md")
        assert guide
        assert len(store.documents.versions(guide.id)) == 2
        assert guide.verified(office.clock[0])


@pytest.mark.parametrize("how", ["no folder", "all files", "a description that is being written"])
async def test_a_disk_that_is_gone_takes_nothing_with_it(office: Office, watching, folder, how):
    await looks(watching)
    match how:
        case "no folder":
            folder.rename(folder.with_name("elsewhere"))
        case "all files":
            for file in folder.glob("*.md"):
                file.unlink()
        case _:
            (folder / "documents.toml").write_text(TOLD[: len(TOLD) // 2])

    await looks(watching)

    with office.database.read() as store:
        assert all(store.documents.by_key(f"watched/{name}.md") for name in ("prices", "guide"))


async def test_a_bad_file_is_left_out_and_the_rest_go_on(office: Office, watching, folder):
    (folder / "prices.md").write_bytes(b"\x00\x01 no text")
    await looks(watching)
    assert await listed(office) == ["Guide"]


async def test_a_restart_brings_no_older_file_back_over_what_came_by_the_chat(
    office: Office, watching, folder, tmp_path
):
    await looks(watching)
    body, at, manager = b"Sensors cost 99 EUR", office.clock[0], office.person("manager").id
    newer = File(hash=hash_of(body), size=len(body), type="text/plain", text=body.decode(), at=at)
    with office.database.write() as store:
        prices = store.documents.by_key("watched/prices.md")
        assert prices
        renew(prices, newer, store, name="p.txt", note="new", by=manager, at=at)
    office.later(minutes=1)

    restarted = Watching(office.dispatch, WatchedFolder(folder), Folder(tmp_path / "files"))
    await looks(restarted)
    assert store_hash(office) == newer.hash

    (folder / "prices.md").write_text("# Sensors cost 100 EUR")
    await looks(restarted)
    assert store_hash(office) == hash_of(b"# Sensors cost 100 EUR")


async def test_what_is_being_copied_is_no_version_and_what_is_being_described_misses_nothing(
    office: Office, watching, folder
):
    await looks(watching)
    for text in ("# Sensors cost 11 EUR, and", "# Sensors cost 11 EUR, and valves 20 EUR"):
        (folder / "prices.md").write_text(text)
        await watching.look()
    half, rest = TOLD[: TOLD.rindex("[[documents]]")], TOLD[TOLD.rindex("[[documents]]") :]
    for told in (half, half + rest):
        (folder / "documents.toml").write_text(told)
        await looks(watching) if told.endswith(rest) else await watching.look()

    with office.database.read() as store:
        prices, guide = (store.documents.by_key(f"watched/{name}.md") for name in ("prices", "guide"))
        assert prices
        assert guide
        assert len(store.documents.versions(prices.id)) == 2


async def test_what_could_not_be_taken_is_taken_once_it_can_be(office: Office, watching, folder):
    (folder / "documents.toml").write_text(TOLD.replace("manager@vendor.example", "later@vendor.example"))
    await looks(watching)
    assert await listed(office) == []

    with office.database.write() as store:
        store.people.save(replace(office.person("manager"), email="later@vendor.example"))
    await watching.look()

    assert await listed(office) == ["Guide", "Prices"]


async def test_one_that_fails_keeps_nothing_behind_it_back(office: Office, folder, tmp_path):
    class Broken(WatchedFolder):
        def body(self, one: Described) -> bytes:
            if one.file == "prices.md":
                raise MemoryError
            return super().body(one)

    watching = Watching(office.dispatch, Broken(folder), Folder(tmp_path / "files"))
    await looks(watching)
    assert await listed(office) == ["Guide"]

    watching.source = WatchedFolder(folder)
    await watching.look()
    assert await listed(office) == ["Guide", "Prices"]


async def test_what_was_changed_in_the_chat_stays_until_the_folder_says_something_new(
    office: Office, watching, folder, tmp_path
):
    await looks(watching)
    with office.database.write() as store:
        prices = store.documents.by_key("watched/prices.md")
        assert prices
        edited = prices.edited(replace(prices, title="Prices of 2027"))
        store.documents.change(prices, edited, by="x", what="changed", at=office.clock[0])

    await looks(Watching(office.dispatch, WatchedFolder(folder), Folder(tmp_path / "files")))
    assert await listed(office) == ["Guide", "Prices of 2027"]

    (folder / "documents.toml").write_text(TOLD.replace('"Prices"', '"All prices"'))
    await looks(watching)
    assert await listed(office) == ["All prices", "Guide"]
