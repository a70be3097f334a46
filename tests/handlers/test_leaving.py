"""Whoever leaves loses access at once, and what waited for their decision is asked of somebody else, once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from bot.arrivals import Profile
from domain.people import Role
from domain.places import Identity, Platform
from handlers.lookout import after_changes
from storage.people import Known
from storage.store import Store
from storage.tables import copies
from tests.office import NOON, WHO, Office, account, buttons, card_of, words_of

SLACK = Identity(Platform.SLACK, "T0VENDOR", "U1")


def requests(office: Office, who: str, about: str) -> list[str]:
    return [words_of(card) for _, card in office.letters.cards.get(who, []) if about in words_of(card)]


async def the_others_leave(office: Office) -> None:
    """So that `second` alone decides for nowak, and after them the lead."""
    with office.database.write() as store:
        manager = office.person("manager")
        store.people.save(replace(manager, looks_after=frozenset({"rival"})))


async def test_the_lead_gets_what_waited_for_a_manager_whose_account_is_gone_once(office: Office):
    await the_others_leave(office)
    ref = await office.registers("rep")
    assert requests(office, "second", ref)

    await office.dispatch.part(account("second"))
    await office.delivers()
    await office.dispatch.part(account("second"))
    office.later(minutes=2)
    await office.delivers()

    assert len(requests(office, "lead", ref)) == 1
    assert "Approve" in buttons(office.card("lead", about=ref))
    assert ref not in repr(office.letters.cards["second"]), "what stood there is closed"
    assert "I do not know you" in words_of(card_of(await office.types("second", f"deal {ref}")))
    await office.presses("lead", buttons(office.card("lead", about=ref))["Approve"])
    await office.delivers()
    assert "approved" in words_of(office.card("rep", about=ref))


async def test_it_goes_to_whoever_else_holds_the_role_before_it_goes_higher(office: Office):
    await the_others_leave(office)
    ref = await office.registers("rep")
    with office.database.write() as store:
        store.people.save(replace(office.person("manager"), looks_after=frozenset({"nowak"})))

    await office.dispatch.part(account("second"))
    await office.delivers()

    assert len(requests(office, "manager", ref)) == 1
    assert not requests(office, "lead", ref)


@pytest.mark.parametrize("change", ["role", "partner", "organisation"])
async def test_whoever_may_not_decide_any_more_hands_it_on_within_a_minute(office: Office, change: str):
    await the_others_leave(office)
    ref = await office.registers("rep")
    second = office.person("second")
    changed = {
        "role": replace(second, roles=frozenset({Role.AUDITOR})),
        "partner": replace(second, looks_after=frozenset({"rival"})),
        "organisation": replace(second, organisation="rival", roles=frozenset({Role.PARTNER_REP})),
    }
    with office.database.write() as store:
        store.people.save(changed[change])

    await tick(office)
    await tick(office)

    assert len(requests(office, "lead", ref)) == 1
    assert "Zatwierdź" not in buttons(office.letters.cards["second"][0][1])
    before = list(office.letters.posted)
    with office.database.write() as store:
        store.people.save(second)
    await tick(office)
    assert office.letters.posted == before, "who comes back is not asked beside whoever has it now"


async def tick(office: Office) -> None:
    from handlers.deals_told import ask_anew

    office.later(minutes=1)
    await office.dispatch.in_write(lambda store: ask_anew(office.clock[0], store))
    await office.delivers()


async def test_where_nobody_is_left_to_decide_the_admins_are_told_once(office: Office):
    await the_others_leave(office)
    ref = await office.registers("rep")
    for who in ("second", "lead", "director"):
        await office.dispatch.part(account(who))
    for _ in range(3):
        await tick(office)

    assert len(requests(office, "admin", ref)) == 1


async def test_what_waits_goes_to_the_other_account_and_without_one_it_has_failed(office: Office):
    with office.database.write() as store:
        store.people.link(Known(identity=SLACK, host="T0VENDOR"), office.person("second"), at=office.clock[0])
    ref = await office.registers("rep")
    await office.dispatch.part(SLACK)
    await office.delivers()

    assert requests(office, "second", ref)
    with office.database.read() as store:
        assert [one.identity for one in store.people.accounts(office.person("second").id)] == [account("second")]


async def sent_to_two_accounts(office: Office) -> str:
    """A deal whose receipt went to the account that this person was seen at last; its ref."""
    phone = Known(identity=account("phone"), host="test")
    with office.database.write() as store:
        store.people.link(phone, office.person("rep"), at=office.clock[0] + timedelta(minutes=1))
    ref = await office.registers("rep")
    assert ref in words_of(office.card("phone"))
    return ref


@pytest.mark.parametrize("by_now", [None, "rival"], ids=["nobody's", "a rival's"])
async def test_what_was_sent_to_an_account_that_is_theirs_no_more_tells_nothing_new(office: Office, by_now: str | None):
    ref = await sent_to_two_accounts(office)
    await office.dispatch.part(account("phone"))
    if by_now:
        with office.database.write() as store:
            known = Known(identity=account("phone"), host="test")
            store.people.link(known, office.person(by_now), at=office.clock[0])

    await office.presses("manager", buttons(office.card("manager"))["Approve"])
    await office.delivers()

    assert ref in words_of(office.card("rep", about="approved"))
    [told] = office.letters.cards["phone"]
    assert "approved" not in words_of(told[1])
    assert ref not in words_of(told[1])


async def test_what_was_sent_before_the_workspace_joined_an_organisation_goes_on_telling(office: Office):
    ref = await sent_to_two_accounts(office)
    with office.database.write() as store:
        store.people.unlink(account("phone"))
        known = Known(identity=replace(account("phone"), tenant="organisation"), host="test")
        store.people.link(known, office.person("rep"), at=office.clock[0])

    await office.presses("manager", buttons(office.card("manager"))["Approve"])
    await office.delivers()

    assert "approved" in words_of(office.letters.cards["phone"][0][1])
    assert ref in words_of(office.letters.cards["phone"][0][1])


async def test_a_member_who_becomes_a_guest_loses_what_the_address_gave_and_a_code_gave_nothing_of_that(office: Office):
    known = Known(identity=SLACK, host="T0VENDOR")
    member = Profile(known=known, email=WHO["director"], vouched=True)
    guest = Profile(known=known, email=WHO["director"])
    assert await office.dispatch.introduce(member)

    assert not await office.dispatch.introduce(guest)
    with office.database.read() as store:
        assert store.people.known_as(SLACK) is None
    with office.database.write() as store:
        store.people.link(known, office.person("director"), at=office.clock[0])
    assert await office.dispatch.introduce(guest), "who came in with a code stays"


async def test_whoever_comes_back_is_asked_again_from_then_on(office: Office):
    await the_others_leave(office)
    await office.dispatch.part(account("second"))
    first = await office.registers("rep")
    assert requests(office, "lead", first)

    with office.database.write() as store:
        store.people.link(Known(identity=account("second"), host="test"), office.person("second"), at=office.clock[0])
    ref = await office.registers("rep", customer="Another")

    assert requests(office, "second", ref)
    assert not requests(office, "lead", ref)


async def test_the_chore_looks_through_what_waits_only_after_a_change_and_goes_on_where_it_was(office: Office):
    parts = []

    def look(at: datetime, store: Store, after: str = "") -> str:  # it is called with all three
        parts.append(after)
        return {"": "a", "a": "b"}.get(after, "")

    chore = after_changes("test", look)

    async def goes() -> bool:
        return await office.dispatch.in_write(lambda store: chore(office.clock[0], store))

    assert [await goes() for _ in range(4)] == [True, True, False, False]
    assert parts == ["", "a", "b"]
    with office.database.write() as store:
        store.people.save(replace(office.person("second"), roles=frozenset({Role.AUDITOR})))
    assert await goes()
    with office.database.write() as store:
        store.people.save(replace(office.person("second"), roles=frozenset({Role.DIRECTOR})))
    assert [await goes() for _ in range(6)] == [True, False, True, True, False, False]
    assert parts == ["", "a", "b"] * 3


async def test_what_could_not_be_told_is_a_change(office: Office):
    await office.registers("rep")
    with office.database.read() as store:
        before = store.lookouts.mark()
    with office.database.engine.begin() as connection:
        connection.execute(update(copies).values(state="failed", done_at=office.clock[0]))

    with office.database.read() as store:
        assert store.lookouts.mark() != before


async def test_whatever_makes_others_be_asked_is_a_change_and_nothing_else_is(office: Office):
    manager, seen = office.person("manager"), [""]
    known = Known(identity=Identity(Platform.SLACK, "T0VENDOR", "U7"), host="T0VENDOR")

    def changes(what: Callable[[Store], object]) -> bool:
        with office.database.write() as store:
            what(store)
            seen.append(store.lookouts.mark())
        return seen[-1] != seen[-2]

    assert changes(lambda _: None)
    assert changes(lambda store: store.people.link(known, manager, at=NOON))
    assert changes(lambda store: store.people.link(known, office.person("second"), at=NOON))
    assert changes(lambda store: store.people.unlink(known.identity))
    assert changes(lambda store: store.people.leave(manager.id, at=NOON))
    assert changes(lambda store: store.people.save(replace(manager, roles=frozenset({Role.DIRECTOR}))))
    assert changes(lambda store: store.people.keep(replace(manager, id="", email="new@vendor.example")))
    assert not changes(lambda store: store.people.save(replace(manager, roles=frozenset({Role.DIRECTOR}), zone="UTC")))
