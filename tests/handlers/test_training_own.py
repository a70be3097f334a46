"""Reminders of one's own: read back before they count, told once at their moment, put off and ended by one press."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from bot.arrivals import Profile
from bot.introductions import met
from handlers.leaving import leave
from storage.people import Known
from storage.tables import training_reminders
from tests.handlers.learning import minute
from tests.office import Office, account, buttons, card_of, form_of, words_of
from views.vocabulary import Card

FRIDAY = "training remind me friday 9:00 about module 2"


def told(office: Office, who: str = "rep") -> list[Card]:
    return [card for _, card in office.letters.cards.get(who, [])]


async def passes(office: Office, until: str) -> None:
    office.clock[0] = datetime.fromisoformat(until).replace(tzinfo=UTC)
    minute(office, "remind learners", seconds=1)
    await office.delivers()


async def presses(office: Office, card: Card, label: str, who: str = "rep") -> Card:
    return card_of(await office.presses(who, buttons(card)[label]))


@pytest.mark.parametrize(
    ("who", "words", "read_back", "yes"),
    [
        ("rep", FRIDAY, "Friday, November 27, 2026: Nov 27, 2026, 9:00", "Yes, remind me"),
        (
            "boss",
            "szkolenia przypomnij mi jutro o 9",
            "wtorek, 24 listopada 2026: 24 lis 2026, 09:00 (Warszawa)",
            "Tak",
        ),
        ("rio", "treinamento lembrar amanhã às 9h", "terça-feira, 24 de novembro de 2026: 24 de nov.", "Sim"),
    ],
)
async def test_what_was_understood_is_read_back_with_its_zone_and_counts_when_it_is_agreed_to(
    office: Office, who: str, words: str, read_back: str, yes: str
):
    asked = card_of(await office.types(who, words))
    assert read_back in words_of(asked)
    await passes(office, "2026-11-28T09:00")
    assert not told(office, who), "nobody has agreed to it"

    office.clock[0] = datetime(2026, 11, 23, 11, 5, tzinfo=UTC)
    asked = card_of(await office.types(who, words))
    await presses(office, asked, next(label for label in buttons(asked) if label.startswith(yes)), who)
    await passes(office, "2026-11-28T09:00")
    await passes(office, "2026-11-28T10:00")

    assert len(told(office, who)) == 1


async def test_it_comes_at_its_moment_and_is_put_off_and_ended_by_one_press_each(office: Office):
    await presses(office, card_of(await office.types("rep", FRIDAY)), "Yes, remind me")
    await passes(office, "2026-11-27T07:59")
    assert not told(office)
    await passes(office, "2026-11-27T08:00")
    [card] = told(office)
    assert "module 2" in words_of(card)

    assert "Nov 27, 2026, 10:00" in words_of(await presses(office, card, "In an hour"))
    await passes(office, "2026-11-27T09:00")
    assert "Nov 28, 2026, 9:00" in words_of(await presses(office, told(office)[-1], "Tomorrow"))
    await passes(office, "2026-11-28T08:00")
    assert len(told(office)) == 3

    await presses(office, told(office)[-1], "Done")
    with office.database.engine.connect() as connection:
        assert connection.execute(select(training_reminders)).all() == [], "its words are forgotten"


async def test_it_is_listed_can_be_taken_back_and_is_nobody_else_s(office: Office):
    asked = card_of(await office.types("rep", FRIDAY))
    await presses(office, asked, "Yes, remind me")
    mine = card_of(await office.types("rep", "training remind"))
    assert "You have asked for 1 reminder." in words_of(mine)

    for label in ("Yes, remind me", "Not needed"):
        await office.presses("boss", buttons(asked)[label])
    assert "1 reminder" in words_of(card_of(await office.types("rep", "training remind")))

    await presses(office, mine, "Not needed")
    assert "no reminder" in words_of(card_of(await office.types("rep", "training remind")))


async def test_who_moves_to_another_zone_is_reminded_by_the_clocks_there(office: Office):
    await presses(office, card_of(await office.types("rep", FRIDAY)), "Yes, remind me")

    await office.sends("rep", form_of(await office.types("rep", "partner settings")), zone="America/Sao_Paulo")
    await passes(office, "2026-11-27T11:59")
    assert not told(office)
    await passes(office, "2026-11-27T12:00")

    assert len(told(office)) == 1


async def test_what_the_platform_s_profile_says_of_the_zone_is_followed_too(office: Office):
    for hour in (9, 11):
        agreed = card_of(await office.types("rep", f"training remind me friday {hour}:00"))
        await presses(office, agreed, "Yes, remind me")
    asked = card_of(await office.types("rep", "training remind me friday 13:00"))

    with office.database.write() as store:
        here = Known(identity=account("rep"), host="test")
        met(Profile(known=here, locale="en-US", zone="Europe/Helsinki"), store, office.clock[0])
    assert "1:00\u202fPM (Helsinki)" in words_of(await presses(office, asked, "Yes, remind me"))
    minute(office, "look at learners", seconds=1)

    for hour in (7, 9, 11):  # in Helsinki two hours later
        await passes(office, f"2026-11-27T{hour - 1:02}:58")
        before = len(told(office))
        await passes(office, f"2026-11-27T{hour:02}:00")
        assert len(told(office)) == before + 1


async def test_who_moves_after_all_was_planned_is_asked_of_once_more_when_it_is_due(office: Office):
    await presses(office, card_of(await office.types("rep", FRIDAY)), "Yes, remind me")
    with office.database.write() as store:
        store.people.save(replace(office.person("rep"), zone="Europe/Lisbon"))

    await passes(office, "2026-11-27T08:00")
    assert not told(office), "nine o'clock is an hour away"
    await passes(office, "2026-11-27T09:00")

    assert len(told(office)) == 1


async def test_who_has_left_is_reminded_of_nothing(office: Office):
    await presses(office, card_of(await office.types("rep", FRIDAY)), "Yes, remind me")
    with office.database.write() as store:
        store.people.save(replace(office.person("rep"), roles=frozenset()))

    await passes(office, "2026-11-27T08:00")
    minute(office, "look at learners", seconds=1)

    assert not told(office)
    with office.database.read() as store:
        assert not store.training_reminders.own_of(office.person("rep").id)


async def test_the_words_go_with_whoever_leaves_whatever_became_of_them(office: Office):
    for when in ("friday 9:00", "friday 10:00"):
        await presses(office, card_of(await office.types("rep", f"training remind {when} lawyer")), "Yes, remind me")
    await passes(office, "2026-11-27T08:30")
    await office.types("rep", "training remind monday 9:00 lawyer")  # not agreed to
    with office.database.write() as store:
        leave(replace(office.person("rep"), roles=frozenset()), store, at=office.clock[0])

    with office.database.engine.connect() as connection:
        assert not connection.execute(select(training_reminders)).all()


async def test_what_cannot_be_a_moment_says_what_to_type(office: Office):
    assert "1 reminder" not in words_of(card_of(await office.types("rep", "training remind me about module 2")))
    assert "but not the time" in words_of(
        card_of(await office.types("rep", "training remind me friday about module 2"))
    )


async def test_one_that_an_older_release_has_kept_comes_as_the_others_do(office: Office):
    for who in ("rep", "rio"):
        await office.presses(who, next(iter(buttons(card_of(await office.types(who, FRIDAY))).values())))
    with office.database.engine.begin() as connection:
        theirs = update(training_reminders).where(training_reminders.c.person == office.person("rep").id)
        connection.execute(theirs.values(zone=""))

    minute(office, "plan reminders", days=1)
    minute(office, "remind learners", days=4)
    await office.delivers()

    assert "module 2" in words_of(office.card("rep"))
    assert "module 2" in words_of(office.card("rio"))
