"""What was sent by somebody who may not any more, before it has left, waits for an admin."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from domain.announcements import Announcement, State, Step
from domain.audience import Audience, To
from domain.people import Role
from handlers.announcements_going import begin_due
from tests.following import again, begun, button
from tests.handlers.test_announcements import allow
from tests.handlers.test_announcements_sending import LATER, chosen, got, passes
from tests.office import Office, buttons, card_of, form_of, words_of

PEOPLE = Audience(to=To.PEOPLE)


def loses(office: Office, who: str, *roles: Role) -> None:
    with office.database.write() as store:
        store.people.keep(replace(office.person(who), roles=frozenset(roles)))


def told(office: Office) -> int:
    return sum("New from May" in words_of(card) for cards in office.letters.cards.values() for _, card in cards)


@pytest.mark.parametrize("on", [True, False])
async def test_nothing_leaves_all_admins_are_told_once_and_one_of_them_decides(office: Office, *, on: bool):
    one = begun(office, by="manager", to=PEOPLE)
    loses(office, "manager")
    await office.delivers()

    assert told(office) == 0
    assert again(office, one).state is State.PAUSED
    cards = [card for _, card in office.letters.cards["admin"] if "is held up" in words_of(card)]
    assert len(cards) == 1
    assert "Ola Lis wrote it" in words_of(cards[0])

    followed = card_of(await office.presses("admin", buttons(cards[0])["Open"]))
    await office.presses("admin", buttons(followed)["Go on" if on else "Cancel"])
    await office.delivers()
    assert (told(office) > 0) is on


async def test_a_director_who_sent_it_alone_and_is_none_any_more_is_not_enough(office: Office):
    one = begun(office, to=PEOPLE)
    with office.database.write() as store:
        kept = again(office, one)
        alone = replace(kept, timing=replace(kept.timing, alone="Fire"))
        store.announcements.change(kept, alone, Step.PROPOSE, by="", at=office.clock[0])
    loses(office, "director", Role.CHANNEL_MANAGER)
    await office.delivers()
    assert told(office) == 0
    assert "is held up" in words_of(office.card("admin"))


async def test_it_goes_where_nobody_has_lost_anything_and_later_on_whoever_leaves(office: Office):
    one = begun(office, by="manager", to=PEOPLE)
    await office.delivers()
    before = told(office)
    loses(office, "manager")
    office.later(hours=1)
    await office.presses("admin", button("announcement-follow", one))
    await office.delivers()
    assert before > 0
    assert again(office, one).state is not State.PAUSED


async def test_a_second_person_who_may_not_send_it_any_more_is_not_enough(office: Office):
    allow(office, approve_above=0)
    card = await chosen(office)
    await office.presses("manager", buttons(card)["Have it sent"])
    await office.delivers()
    await office.presses("director", buttons(office.card("director", about="asks you to send"))["Send"])
    loses(office, "director", Role.CHANNEL_MANAGER)
    await passes(office, minutes=2)

    assert not got(office)
    assert "is held up" in words_of(office.card("admin"))


async def held_up_and_on(office: Office, one: Announcement) -> None:
    await office.presses("manager", button("announcement-pause", one))
    await office.presses("manager", button("announcement-resume", again(office, one)))


async def test_a_second_person_who_lost_the_right_is_not_enough_after_a_pause_either(office: Office):
    await agreed_for(office, {"way": "now"})
    one = the_one(office)
    await held_up_and_on(office, one)
    loses(office, "director", Role.CHANNEL_MANAGER)
    await passes(office, minutes=2)

    assert not got(office)
    assert again(office, one).state is State.PAUSED
    assert "is held up" in words_of(office.card("admin"))


async def test_the_second_persons_card_says_also_after_a_pause_that_it_was_taken_back(office: Office):
    await agreed_for(office, {"way": "now"})
    one = the_one(office)
    await held_up_and_on(office, one)
    await office.presses("manager", button("announcement-take-back", again(office, one)))
    await passes(office, minutes=2)

    assert not got(office)
    assert "is a draft again" in words_of(office.card("director"))


def the_one(office: Office) -> Announcement:
    """What is on its way."""
    with office.database.read() as store:
        return next(iter(store.announcements.under_way(1, after="")))


async def agreed_for(office: Office, when: Mapping[str, str]) -> None:
    """Written by the manager, and a director has agreed that it goes then."""
    allow(office, approve_above=0)
    card = await chosen(office, when=when)
    await office.presses("manager", buttons(card)["Have it sent"])
    await office.delivers()
    await office.presses("director", buttons(office.card("director", about="asks you to send"))["Send"])
    await office.delivers()


async def test_whoever_agreed_to_what_goes_later_and_lost_the_right_is_replaced_in_time(office: Office):
    await agreed_for(office, LATER)
    loses(office, "director", Role.CHANNEL_MANAGER)
    await passes(office, minutes=1)

    assert "others are asked now" in words_of(office.card("manager", about="waits again"))
    assert "Others are asked" in words_of(office.card("manager", about="may not do so any more. Others"))
    await office.presses("admin", buttons(office.card("admin", about="asks you to send"))["Send"])
    await passes(office, days=7, hours=3)
    assert got(office) == {"rep", "boss", "rival"}


async def test_where_it_is_seen_only_when_its_time_comes_it_is_a_draft_again(office: Office):
    await agreed_for(office, LATER)
    loses(office, "director", Role.CHANNEL_MANAGER)
    office.later(days=7, hours=3)
    with office.database.write() as store:
        begin_due(office.clock[0], store)
    await office.delivers()

    assert not got(office)
    assert "seen only when its time came" in words_of(office.card("manager", about="has not gone"))


async def test_a_director_who_sent_alone_for_later_and_is_none_any_more_needs_a_second_person(office: Office):
    allow(office, approve_above=0)
    card = await chosen(office, "director", when=LATER)
    form = form_of(await office.presses("director", buttons(card)["Send in an emergency"]))
    await office.sends("director", form, reason="Fire")
    loses(office, "director", Role.REGIONAL_LEAD)
    await passes(office, minutes=1)

    assert "asks you to send it" in words_of(office.card("admin"))
    assert "may not do so any more" in words_of(office.card("admin", about="in an emergency"))
    assert "Send in an emergency" not in buttons(card_of(await office.types("director", "announce list")))
