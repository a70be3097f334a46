"""A file is handed to whoever asks for it, in private, once, and only if it is theirs when it leaves."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.arrivals import Pressed
from bot.courier import Courier
from bot.extraction.limits import LARGEST
from bot.messenger import Address, Paused, Refused, Scope, Unreachable
from bot.slack.uploads import patience
from domain.documents import Circle
from domain.notices.deals import DealReceived
from domain.notices.kinds import BRING_FILES
from domain.places import Platform
from handlers.notices import MISSED
from storage.tables import copies, notices
from tests.handlers.test_channels import in_slack, linked
from tests.handlers.test_documents import described, put, put_in
from tests.office import Letterbox, Office, buttons, card_of, words_of
from views.vocabulary import Card, Handed


def files_of(office: Office, who: str) -> list[tuple[str, Handed]]:
    """With the copies that brought them."""
    return [(key, card.handed) for key, card in office.letters.cards.get(who, []) if card.handed]


def closed(office: Office, ref: str) -> None:
    """Only the vendor's people may have the file from now on."""
    with office.database.write() as store:
        document = store.documents.by_ref(ref)
        assert document
        store.documents.change(
            document, replace(document, download=Circle.VENDOR), by="x", what="changed", at=office.clock[0]
        )


async def test_who_opens_a_document_gets_its_file_in_the_version_that_counts(office: Office):
    put(office, "Prices", "Old")
    ref = put(office, "Prices", "New words")

    opened = card_of(await office.types("rep", f"docs {ref}"))
    await office.delivers()

    assert "Prices.txt (Text, 1 kB)" in words_of(opened)
    [(_, file)] = files_of(office, "rep")
    assert (file.name, file.type, file.content, file.size) == ("Prices.txt", "text/plain", b"New words", 9)


async def test_two_presses_at_once_hand_over_one_file_and_a_later_one_another(office: Office):
    ref = put(office, "Prices")

    for _ in range(2):
        await office.asks("rep", Pressed("document-open", ref))
    await office.delivers()
    assert len(files_of(office, "rep")) == 1

    office.later(seconds=20)
    await office.asks("rep", Pressed("document-open", ref))
    await office.delivers()
    assert len(files_of(office, "rep")) == 2


class Faulty(Letterbox):
    """Every file meets with the fault, until there is none."""

    fault: Exception | None = None

    async def post(self, address: Address, card: Card, *, key: str) -> Address:
        if card.handed and self.fault:
            raise self.fault
        return await super().post(address, card, key=key)


def faulty(office: Office, fault: Exception) -> Faulty:
    office.letters = letters = Faulty()
    office.courier = Courier(office.dispatch, {Platform.WEB: letters, Platform.SLACK: letters})
    letters.fault = fault
    return letters


async def test_two_presses_a_moment_apart_hand_over_one_file_whatever_the_clock_shows(office: Office):
    ref = put(office, "Prices")
    office.clock[0] = office.clock[0].replace(second=9, microsecond=900_000)
    for _ in range(2):
        await office.asks("rep", Pressed("document-open", ref))
        office.later(seconds=1)
    await office.delivers()
    assert len(files_of(office, "rep")) == 1


async def test_a_limit_on_files_keeps_no_request_back(office: Office):
    letters = faulty(office, Paused("ratelimited", 3600, scope=Scope.WORK))
    await office.asks("rep", Pressed("document-open", put(office, "Prices")))
    await office.delivers()
    await office.registers("boss")
    await office.delivers()
    assert letters.cards["manager"], "it does not wait"

    letters.fault = None
    office.later(hours=2)
    await office.delivers()
    assert len(files_of(office, "rep")) == 1


async def test_a_limit_on_a_file_that_goes_into_a_channel_keeps_no_request_back(office: Office):
    letters = faulty(office, Paused("ratelimited", 3600, scope=Scope.WORK))
    in_slack(office, "manager", "U0MANAGER")
    ref = put(office, "Prices")
    await office.asks("manager", Pressed("document-share-there", f"{ref}.{linked(office).id}"))
    await office.delivers()
    await office.registers("boss")
    await office.delivers()
    assert letters.cards["U0MANAGER"], "it does not wait"


async def test_who_was_told_that_a_file_comes_hears_why_it_does_not_and_has_it_once_it_may(office: Office):
    letters = faulty(office, Refused("slack_connect_file_upload_sharing_blocked"))
    await office.asks("rep", Pressed("document-open", put(office, "Prices")))
    await office.delivers()

    told = office.card("rep")
    assert "do not allow this file" in words_of(told)

    letters.fault = None
    await office.presses("rep", buttons(told)["Send it after all"])
    await office.delivers()
    assert len(files_of(office, "rep")) == 1


async def test_who_cannot_be_written_to_with_a_file_hears_it_where_a_card_can_go(office: Office):
    faulty(office, Unreachable("cannot_dm_user"))
    await office.asks("rep", Pressed("document-open", put(office, "Prices")))
    await office.delivers()
    assert "could not be sent to you here" in words_of(office.card("rep"))


async def test_a_copy_that_brings_a_file_has_the_time_to_be_uploaded(office: Office):
    ref = put(office, "Prices")
    in_slack(office, "boss", "U0BOSS")
    await office.asks("rep", Pressed("document-open", ref))
    await office.asks("manager", Pressed("document-share-there", f"{ref}.{linked(office).id}"))
    with office.database.write() as store:
        store.outbox.put(DealReceived("d1"), to=(office.person("boss"),), at=office.clock[0])
        store.claims.take(at=office.clock[0], platforms=(Platform.WEB, Platform.SLACK), size=10)
    asked = select(notices.c.kind, copies.c.lease).join(copies, copies.c.notice == notices.c.id)
    with office.database.engine.connect() as connection:
        leases = dict(connection.execute(asked).all())

    assert leases["file-handed"] - leases["deal-received"] > patience(LARGEST) - 10
    assert leases["document-shared"] == pytest.approx(leases["file-handed"], abs=1)  # the clock goes on between them


async def test_a_right_that_went_before_it_left_hands_over_nothing(office: Office):
    ref = put(office, "Prices")
    await office.types("rep", f"docs {ref}")

    closed(office, ref)
    await office.delivers()

    assert files_of(office, "rep") == []


async def test_what_is_to_be_read_only_is_not_handed_over(office: Office):
    with office.database.write() as store:
        told = described("Secret recipe", download="vendor")
        ref = put_in(store, office.person("manager"), told, "Words", at=office.clock[0])

    card = card_of(await office.types("rep", f"docs {ref}"))
    await office.types("manager", f"docs {ref}")
    await office.delivers()

    assert "to be read here only" in words_of(card)
    assert files_of(office, "rep") == []
    assert len(files_of(office, "manager")) == 1


async def test_what_was_not_taken_is_sent_again_once_and_to_nobody_else(office: Office):
    ref = put(office, "Prices")
    await office.types("rep", f"docs {ref}")
    await office.delivers()
    [(copy, _)] = files_of(office, "rep")

    for who in ("rep", "rep", "boss"):
        answer = card_of(await office.asks(who, Pressed("file-again", copy)))
        assert isinstance(answer, Card)
        await office.delivers()

    assert len(files_of(office, "rep")) == 2
    assert files_of(office, "boss") == []
    missing = await office.asks("boss", Pressed("file-again", "nothing"))
    assert await office.asks("boss", Pressed("file-again", copy)) == missing


def test_whoever_was_told_that_a_file_comes_hears_it_of_every_kind_where_it_does_not():
    assert {"file-handed", "document-shared"} <= BRING_FILES
    assert MISSED.keys() >= BRING_FILES
