"""Told to whoever may still see it, as it is by then, and when they want to be told."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import time, timedelta

import pytest
from sqlalchemy import update

from domain.places import Identity, Platform
from domain.when import QuietHours
from storage.people import Known
from storage.tables import deals
from tests.bot.moody import changed, files, in_time, moody, tally
from tests.office import Office, an_office, buttons, card_of, form_of, words_of
from views.vocabulary import plain


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    async with an_office(sqlite_url) as office:
        yield office


async def test_what_is_decided_while_its_card_is_on_the_way_is_shown_at_last(office: Office):
    messenger = moody(office)
    await files(office)

    async def approve() -> None:
        waiting = buttons(card_of(await office.types("second", "approvals")))
        opened = await office.presses("second", next(iter(waiting.values())))
        await office.presses("second", next(iter(buttons(card_of(opened)).values())))

    messenger.meanwhile = approve
    await office.delivers()

    for who in ("manager", "second"):
        assert not buttons(office.card(who)), who
    assert "Approved by Piotr Bak" in words_of(office.card("manager"))
    assert messenger.tries.count("manager") == 1


async def test_who_lost_the_right_before_it_was_sent_is_told_nothing(office: Office):
    await files(office)
    changed(office, "manager", lambda person: replace(person, looks_after=frozenset({"rival"})))
    changed(office, "rep", lambda person: replace(person, roles=frozenset()))

    await office.delivers()

    assert tally(office) == {"skipped": 2, "sent": 1}
    assert set(office.letters.cards) == {"second"}


async def test_who_lost_the_right_afterwards_learns_nothing_new_and_the_old_card_is_closed(office: Office):
    await office.registers("rep")
    changed(office, "manager", lambda person: replace(person, looks_after=frozenset()))

    waiting = buttons(office.card("second"))
    await office.presses("second", next(iter(waiting.values())))
    await office.delivers()

    assert plain(office.card("manager").title) == "Not open to you any more"
    assert not buttons(office.card("manager"))
    assert tally(office) == {"sent": 4}


async def test_who_may_no_longer_decide_loses_the_buttons_not_the_card(office: Office):
    ref = await office.registers("rep")
    changed(office, "manager", lambda person: replace(person, looks_after=frozenset({"nowak"})))
    edit = form_of(await office.types("rep", f"deal edit {ref}"))

    await office.sends("rep", edit, amount="250000")
    await office.delivers()

    assert not buttons(office.card("manager")), "it is the regional lead's now"
    assert "250,000" in words_of(office.card("manager"))
    assert "Approve" in buttons(office.card("lead"))


async def test_what_can_wait_waits_for_the_end_of_the_readers_quiet_hours(office: Office):
    changed(office, "manager", lambda person: replace(person, quiet=QuietHours(time(11), time(14)), quiet_chosen=True))
    await files(office)
    await office.delivers()
    assert "manager" not in office.letters.cards

    await in_time(office, hours=1, minutes=59)
    assert "manager" not in office.letters.cards
    await in_time(office, minutes=1)
    assert "manager" in office.letters.cards


async def test_who_has_no_account_yet_is_told_once_there_is_one(office: Office):
    account = Identity(Platform.WEB, "vendor", "manager")
    with office.database.write() as store:
        store.people.unlink(account)
    await files(office)
    await office.delivers()
    await in_time(office, hours=1)
    assert tally(office) == {"sent": 2, "pending": 1}

    with office.database.write() as store:
        store.people.link(Known(identity=account, host="test"), office.person("manager"), at=office.clock[0])
        store.outbox.wake(office.person("manager").id, at=office.clock[0])
    await office.delivers()

    assert tally(office) == {"sent": 3}


async def test_who_is_on_a_platform_that_is_off_is_told_where_they_are_too(office: Office):
    """The account seen last is on Slack, which has no messenger here: the older one is used."""
    with office.database.write() as store:
        slack = Known(identity=Identity(Platform.SLACK, "T0VENDOR", "U1"), host="T0VENDOR")
        store.people.link(slack, office.person("manager"), at=office.clock[0] + timedelta(hours=1))
    await files(office)
    await office.delivers()

    assert tally(office) == {"sent": 3}


async def test_a_deal_that_cannot_be_read_stops_none_of_those_told_in_the_same_round(office: Office):
    await files(office)
    with office.database.engine.begin() as connection:
        connection.execute(update(deals).values(state="of a later release"))
    await files(office)

    await office.delivers()

    assert tally(office) == {"sent": 3, "pending": 3}
