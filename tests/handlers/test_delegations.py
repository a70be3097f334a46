"""Absences: somebody else decides in the meantime, signed with both names, and never what is their own."""

from datetime import UTC, datetime

import pytest

from bot.ticker import do_chores
from domain.places import Identity, Platform
from handlers.replies import Amend, Correct, Reply
from tests.handlers.test_appeals import appeals, rejects
from tests.handlers.test_extensions import approved, extends, with_rule
from tests.handlers.test_joinings import joins
from tests.office import Office, buttons, card_of, form_of, options_of, words_of
from views.vocabulary import Button, plain

MONDAY, FRIDAY = "2026-11-23", "2026-11-27"
"""The office's clock begins on this Monday, at noon in Warsaw."""
BACK = datetime(2026, 11, 27, 23, 0, tzinfo=UTC)
"""The end of that Friday in Warsaw."""


async def leaves(office: Office, who: str, to: str = "", *, since: str = MONDAY, until: str = FRIDAY) -> Reply:
    form = form_of(await office.types(who, "approvals delegate"))
    chosen = office.person(to).id if to else ""
    reply = await office.sends(who, form, to=chosen, since=since, until=until, why="Holiday")
    await ticks(office)
    return reply


async def ticks(office: Office, at: datetime | None = None) -> None:
    office.clock[0] = at or office.clock[0]
    for _ in range(2):
        await do_chores(office.dispatch)
    await office.delivers()


def asked(office: Office, who: str) -> list[Button]:
    """What this person is asked to approve, each once."""
    cards = [card for _, card in office.letters.cards.get(who, [])]
    every = [button for card in cards for button in buttons(card).values() if button.route == "approval-approve"]
    return list({button.ref: button for button in every}.values())


def faults(reply: Reply) -> str:
    assert isinstance(reply, Correct), reply
    return " ".join(plain(words) for words in reply.form.errors.values())


async def history(office: Office, who: str, ref: str) -> str:
    return words_of(card_of(await office.types(who, f"deal {ref}")))


def decisions(office: Office) -> list[str]:
    with office.database.read() as store:
        return [act.detail for act in store.acts.all() if act.what == "decision"]


async def test_what_waits_goes_to_the_delegate_and_is_signed_with_both_names(office: Office):
    ref = await office.registers("rival")
    await leaves(office, "manager", "second")

    (approve,) = asked(office, "second")
    assert "Prosimy Cię o decyzję w zastępstwie" in words_of(office.card("second", about="Prosimy"))
    reply = await office.presses("second", approve)
    await office.delivers()

    assert "Piotr Bak (w zastępstwie: Ola Lis)" in words_of(card_of(reply))
    assert "Piotr Bak (for Ola Lis)" in words_of(office.card("manager"))
    assert "Approved by Piotr Bak (for Ola Lis)" in await history(office, "rival", ref)
    assert f'"whom":"{office.person("manager").id}"' in decisions(office)[-1]


async def test_what_is_still_open_comes_back_at_the_end_and_what_came_meanwhile_too(office: Office):
    await office.registers("rival", customer="Before AG")
    await leaves(office, "manager", "second")
    await office.registers("rival", customer="Meanwhile AG")
    assert len(asked(office, "second")) == 2
    assert len(asked(office, "manager")) == 1
    old = asked(office, "second")[0]

    await ticks(office, BACK)

    assert len(asked(office, "manager")) == 2
    assert not asked(office, "second")
    assert "decyduje znów Ola Lis" in words_of(office.card("second", about="Zastępstwo"))
    assert "Nie ma" in words_of(card_of(await office.presses("second", old)))


async def test_without_a_delegate_others_are_asked_and_the_clock_runs_on(office: Office):
    ref = await office.registers("rival")
    with office.database.read() as store:
        before = store.deadlines.due(datetime(2030, 1, 1, tzinfo=UTC), size=9)

    await leaves(office, "manager")

    assert len(asked(office, "lead")) == 1
    assert "Lena Berg" in await history(office, "rival", ref)
    with office.database.read() as store:
        assert store.deadlines.due(datetime(2030, 1, 1, tzinfo=UTC), size=9) == before


async def test_nothing_is_passed_on_twice(office: Office):
    await office.registers("rival")
    await leaves(office, "manager", "second")

    await leaves(office, "second")

    assert len(asked(office, "lead")) == 1
    assert "in the place of" not in words_of(office.card("lead"))


async def test_whoever_decides_for_the_filer_does_not_decide_what_they_filed(office: Office):
    form = form_of(await office.types("manager", "deal for nowak Kowalski 12500 PLN"))
    await office.sends("manager", form, customer="Kowalski", product="sensor", close_on="2027-03-31", deal_type="new")
    await office.delivers()
    (approve,) = asked(office, "second")

    await leaves(office, "manager", "second")

    assert len(asked(office, "lead")) == 1
    await office.presses("second", approve)
    assert not decisions(office)
    await office.presses("lead", asked(office, "lead")[0])
    assert len(decisions(office)) == 1


@pytest.mark.parametrize(
    ("who", "to", "days", "words"),
    [
        ("lead", "manager", {}, "cannot decide for you"),
        ("manager", "rep", {}, "cannot decide for you"),
        ("manager", "manager", {}, "cannot decide for you"),
        ("manager", "admin", {}, "cannot decide for you"),
        ("manager", "second", {"until": "2026-11-22"}, "in the past"),
        ("manager", "second", {"since": FRIDAY, "until": MONDAY}, "before the first"),
    ],
)
async def test_only_somebody_as_high_can_be_chosen_and_days_in_their_order(office: Office, who, to, days, words):
    reply = await leaves(office, who, to, **days)

    assert words in faults(reply)
    with office.database.read() as store:
        assert not store.delegations.of(office.person(who).id)


async def test_nobody_is_away_twice_nor_passes_on_to_who_is_away(office: Office):
    await leaves(office, "second", "lead", since=FRIDAY, until="2026-11-30")

    again = await leaves(office, "second", since="2026-11-30", until="2026-12-01")
    loop = await leaves(office, "manager", "second")

    assert "30 listopada" in faults(again)
    assert "Piotr Bak is away" in faults(loop)


async def test_the_list_shows_both_sides_and_ends_ones_own(office: Office):
    await office.registers("rival")
    await leaves(office, "manager", "second")
    theirs = card_of(await office.types("second", "zatwierdzenia deleguj lista"))
    mine = card_of(await office.types("manager", "approvals delegate list"))
    assert "Ola Lis" in words_of(theirs)
    assert [button.route for button in buttons(theirs).values()] == ["delegation-form"]
    ending = buttons(mine)["End it"]
    assert "There is nothing here" in words_of(card_of(await office.presses("lead", ending)))

    reply = await office.presses("manager", ending)
    await ticks(office)

    assert isinstance(reply, Amend)
    assert "Nothing is planned" in words_of(reply.card)
    assert not asked(office, "second")
    with office.database.read() as store:
        log = [(act.who, act.what) for act in store.acts.all() if "delegat" in act.what]
    me = office.person("manager").id
    assert log == [(me, "delegated"), (me, "delegation-running"), (me, "delegation-over")]


async def test_what_was_typed_stands_in_the_form(office: Office):
    named = form_of(await office.types("manager", "approvals delegate lena"))
    until = form_of(await office.types("manager", "approvals away until friday"))

    assert named.fields[0].value == office.person("lead").id
    assert str(until.fields[2].value) == FRIDAY
    assert options_of(await office.seeks("manager", "delegates", "ber")) == [office.person("lead").id]
    assert len(options_of(await office.seeks("manager", "delegates", ""))) == 3


async def test_an_appeal_goes_neither_to_the_delegate_who_rejected_nor_to_whom_it_was_rejected_for(office: Office):
    ref = await office.registers("rival")
    await leaves(office, "manager", "second")
    await rejects(office, ref, "second")
    await ticks(office, BACK)
    office.letters.cards.clear()

    await appeals(office, ref, "rival")

    assert not asked(office, "manager")
    assert not asked(office, "second")
    assert len(asked(office, "lead")) == 1


async def test_who_asks_to_join_is_a_matter_of_the_delegates_too(office: Office):
    await joins(office, company="Rival")
    await leaves(office, "manager", "second")
    await joins(office, Identity(Platform.WEB, "elsewhere", "u2"), name="Olga Wrona", company="Rival")

    cards = [card for _, card in office.letters.cards["second"] if "Rival GmbH" in words_of(card)]
    assert len(cards) == 2
    reply = await office.presses("second", asked(office, "second")[-1])

    assert "Piotr Bak (w zastępstwie: Ola Lis)" in words_of(card_of(reply))


async def test_more_time_is_a_matter_of_the_delegates_too(office: Office):
    with_rule(office)
    ref = await approved(office, "rival")
    office.clock[0] = datetime(2026, 12, 14, 11, 0, tzinfo=UTC)
    await extends(office, ref, "rival", until="2027-01-10")
    await leaves(office, "manager", "second", since="2026-12-14", until="2026-12-18")

    [card] = [card for _, card in office.letters.cards["second"] if "Max Rival" in words_of(card)]

    assert "Zatwierdź" in buttons(card)
