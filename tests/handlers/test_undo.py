"""A decision is taken back by whoever made it, within a minute, before its partner is told."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.arrivals import Pressed
from bot.messenger import Address, Found, Uncertain
from bot.ticker import do_chores
from domain.approvals import Phase
from domain.deals import State, Step
from domain.notices.deals import DealDecided
from domain.places import Platform
from domain.programme_text import read_programme
from domain.refusal import Refusal
from handlers.deals_told import NOTICES
from handlers.leaving import leave
from storage.tables import copies, notices, votes
from tests.office import GOOD_DEAL, NOON, PROGRAMME, Letterbox, Office, account, buttons, card_of, form_of, words_of
from views.translator import translator
from views.vocabulary import Button, Card


@pytest.fixture
async def office(office: Office) -> Office:
    """Its programme gives a minute."""
    with office.database.write() as store:
        store.programmes.apply(store.programme.model_copy(update={"undo_seconds": 60}), at=NOON)
    return office


async def approved(office: Office) -> tuple[str, Card]:
    """A deal that the manager has just approved, and the card that was pressed, as it is then."""
    ref = await office.registers("rep")
    office.letters.cards["rep"].clear()
    card = card_of(await office.presses("manager", buttons(office.card("manager"))["Approve"]))
    await office.delivers()
    return ref, card


def state(office: Office, ref: str) -> State:
    return office.deal(ref).state


def told(office: Office) -> list[str]:
    """What became of each copy of a decision."""
    with office.database.engine.connect() as connection:
        of_decision = select(copies.c.state).join(notices, notices.c.id == copies.c.notice)
        return list(connection.execute(of_decision.where(notices.c.kind == DealDecided.kind)).scalars())


async def test_the_partner_is_told_after_a_minute_and_the_decider_sees_until_when(office: Office):
    _, card = await approved(office)

    assert "told at 12:01:01" in words_of(card)
    assert "Undo" in buttons(card)
    assert "Undo" in buttons(office.card("manager"))
    assert "Cofnij" not in buttons(office.card("second"))
    assert "zatwierdzono, Ola Lis" in words_of(office.card("second"))
    assert not office.letters.cards["rep"]
    office.later(seconds=59)
    await office.delivers()
    assert not office.letters.cards["rep"]

    office.later(seconds=1)
    await office.delivers()

    assert "approved" in words_of(office.card("rep")).lower()
    assert "Undo" not in buttons(office.card("manager"))
    assert "told at" not in words_of(office.card("manager"))


async def test_what_the_partner_has_already_is_not_amended_before_it_is_told(office: Office):
    await office.registers("rep")
    await office.presses("manager", buttons(office.card("manager"))["Approve"])
    await office.delivers()
    assert "Ola Lis or Piotr Bak will decide" in words_of(office.card("rep"))

    office.later(minutes=1)
    await office.delivers()

    receipt, decision = (words_of(card) for _, card in office.letters.cards["rep"])
    assert "will decide" not in receipt
    assert "Approved" in decision


@dataclass
class Unsteady(Letterbox):
    """Something comes between while the partner's first message is on its way; it may not arrive, nor be known."""

    between: Callable[[], Awaitable[object]] | None = None
    arrives: bool = True
    knows: bool = True
    there: Address | None = None

    async def post(self, address: Address, card: Card, *, key: str) -> Address:
        if address.user != "rep" or self.between is None:
            return await super().post(address, card, key=key)
        between, self.between = self.between, None
        self.there = await super().post(address, card, key=key) if self.arrives else None
        await between()
        if self.there is None or not self.knows:
            raise Uncertain("timeout")
        return self.there

    async def find(self, address: Address, *, key: str, since: datetime) -> Found:
        return Found(self.there)


@pytest.mark.parametrize("undone", [False, True])
@pytest.mark.parametrize(("arrives", "knows"), [(True, True), (True, False), (False, False)])
async def test_a_receipt_that_is_on_its_way_when_it_is_decided_tells_nothing_before_its_time(
    office: Office, *, arrives: bool, knows: bool, undone: bool
):
    async def decided() -> None:
        with office.database.read() as store:
            [waiting] = store.asked.waiting_for(office.person("manager")).items
        await office.asks("manager", Pressed("approval-approve", waiting.id, waiting.version))

    office.letters = Unsteady(between=decided, arrives=arrives, knows=knows)
    office.courier.messengers = {Platform.WEB: office.letters}
    await office.registers("rep")

    for _ in range(5):
        office.later(seconds=11)
        await office.delivers()
        assert "approved" not in " ".join(words_of(card).lower() for _, card in office.letters.cards.get("rep", ()))
    if undone:
        await office.presses("manager", buttons(office.card("manager"))["Undo"])
    office.later(seconds=11)
    await office.delivers()

    said = [words_of(card) for _, card in office.letters.cards["rep"]]
    if undone:
        assert ["will decide" in words for words in said] == [True]
    else:
        assert ["pproved" in words for words in said] == [True, True]


async def test_a_longer_time_to_undo_unsays_nothing_that_was_told(office: Office):
    ref, _ = await approved(office)
    office.later(seconds=61)
    with office.database.write() as store:
        store.programmes.apply(store.programme.model_copy(update={"undo_seconds": 600}), at=NOON)
    await office.delivers()

    assert "approved" in words_of(office.card("rep")).lower()
    assert "State: Approved" in words_of(card_of(await office.types("rep", f"deal {ref}")))


async def test_undone_it_is_as_it_was_and_the_partner_never_hears_of_it(office: Office):
    ref, card = await approved(office)

    office.later(seconds=50)
    again = card_of(await office.presses("manager", buttons(card)["Undo"]))
    await office.delivers()

    assert {"Approve", "Reject", "Ask"} <= set(buttons(again))
    assert "Decision taken back by Ola Lis" in words_of(again)
    assert "Zatwierdź" in buttons(office.card("second"))
    assert state(office, ref) is State.SUBMITTED
    assert told(office) == ["skipped"]
    with office.database.read() as store:
        deal = store.deals.by_ref(ref)
        assert deal is not None
        assert deal.protected_until is None
        assert store.protections.holder(deal.terms) is None
        assert [line.step for line in store.deals.history(deal.id)] == [Step.SUBMIT, Step.APPROVE, Step.UNDO]
        assert [act.what for act in store.acts.all()][-2:] == ["decision-undone", "deal-undo"]
    mine = words_of(card_of(await office.types("rep", f"deal {ref}")))
    assert "Approved" not in mine
    assert "taken back" not in mine
    office.later(minutes=5)
    await office.delivers()
    assert not office.letters.cards["rep"]


async def test_what_was_undone_is_decided_again_and_told_once(office: Office):
    ref, card = await approved(office)
    again = card_of(await office.presses("manager", buttons(card)["Undo"]))

    form = form_of(await office.presses("second", buttons(again)["Reject"]))
    await office.sends("second", form, reason="duplicate")
    office.later(seconds=61)
    await office.delivers()

    assert "rejected" in words_of(office.card("rep")).lower()
    assert len(office.letters.cards["rep"]) == 1
    assert sorted(told(office)) == ["sent", "skipped"]
    assert state(office, ref) is State.REJECTED


async def test_a_rejection_is_undone_too(office: Office):
    ref = await office.registers("rep")
    form = form_of(await office.presses("manager", buttons(office.card("manager"))["Reject"]))
    card = card_of(await office.sends("manager", form, reason="duplicate"))

    await office.presses("manager", buttons(card)["Undo"])

    assert state(office, ref) is State.SUBMITTED


async def test_undone_while_its_partner_was_asked_it_waits_for_the_answer_again(office: Office):
    ref = await office.registers("rep")
    promised = office.deal(ref).answer_by
    form = form_of(await office.presses("manager", buttons(office.card("manager"))["Ask"]))
    await office.sends("manager", form, words="Which model?")
    await office.delivers()
    office.later(days=3)
    card = card_of(await office.presses("manager", buttons(office.card("manager"))["Approve"]))

    await office.presses("manager", buttons(card)["Undo"])
    office.later(seconds=61)
    await office.delivers()

    deal = office.deal(ref)
    assert (deal.state, deal.answer_by) == (State.INFORMATION_ASKED, promised)
    with office.database.read() as store:
        approval = store.approvals.of("deal", deal.id)
        assert approval is not None
        deadline = store.deadlines.of(approval.id)
        assert deadline is not None
        assert (approval.phase, deadline.since) == (Phase.PAUSED, None)
    answer = form_of(await office.presses("rep", buttons(office.card("rep", about="Which model?"))["Answer"]))
    await office.sends("rep", answer, words="The small one")
    assert state(office, ref) is State.SUBMITTED
    assert office.deal(ref).answer_by != promised


async def test_an_answer_that_was_begun_before_a_decision_that_was_undone_is_taken(office: Office):
    ref = await office.registers("rep")
    form = form_of(await office.presses("manager", buttons(office.card("manager"))["Ask"]))
    await office.sends("manager", form, words="Which model?")
    await office.delivers()
    answer = form_of(await office.presses("rep", buttons(office.card("rep", about="Which model?"))["Answer"]))
    card = card_of(await office.presses("manager", buttons(office.card("manager"))["Approve"]))
    await office.presses("manager", buttons(card)["Undo"])

    await office.sends("rep", answer, words="The small one")

    assert state(office, ref) is State.SUBMITTED
    assert "The small one" in words_of(card_of(await office.types("manager", f"deal {ref}")))


@pytest.mark.parametrize("how", ["account gone", "removed"])
async def test_where_whoever_registered_leaves_before_it_is_told_their_colleagues_are_told(office: Office, how: str):
    ref, _ = await approved(office)

    if how == "removed":
        with office.database.write() as store:
            leave(replace(office.person("rep"), roles=frozenset()), store, at=office.clock[0])
    else:
        await office.dispatch.part(account("rep"))
    await office.delivers()
    assert "boss" not in office.letters.cards, "it can be undone still"
    office.later(seconds=61)
    await office.delivers()

    assert ref in words_of(office.card("boss"))
    assert len(office.letters.cards["boss"]) == 1
    assert not office.letters.cards["rep"]


async def test_what_was_handed_on_is_not_told_where_it_is_undone(office: Office):
    _, card = await approved(office)
    await office.dispatch.part(account("rep"))

    await office.presses("manager", buttons(card)["Undo"])
    office.later(seconds=61)
    await office.delivers()

    assert "boss" not in office.letters.cards


@pytest.fixture
async def unprotecting(office: Office) -> Office:
    """Its programme protects nothing for a day."""
    with office.database.write() as store:
        gold = store.programme.tiers["gold"].model_copy(update={"protection_days": 0})
        store.programmes.apply(store.programme.model_copy(update={"tiers": {"gold": gold, "base": gold}}), at=NOON)
    return office


async def test_what_is_protected_for_no_day_can_be_undone_too(unprotecting: Office):
    ref, card = await approved(unprotecting)
    unprotecting.later(seconds=30)
    await do_chores(unprotecting.dispatch)

    await unprotecting.presses("manager", buttons(card)["Undo"])

    assert state(unprotecting, ref) is State.SUBMITTED


async def test_that_no_protection_has_ended_is_told_where_there_was_none(unprotecting: Office):
    ref, _ = await approved(unprotecting)
    for _ in range(3):
        unprotecting.later(seconds=31)
        await do_chores(unprotecting.dispatch)
        await unprotecting.delivers()

    [decision] = (words_of(card) for _, card in unprotecting.letters.cards["rep"])
    assert "Approved" in decision
    assert state(unprotecting, ref) is State.APPROVED


async def test_a_decision_that_was_taken_back_is_shown_to_nobody(office: Office):
    ref, card = await approved(office)
    await office.presses("manager", buttons(card)["Undo"])
    deal = office.deal(ref)

    for who in ("rep", "manager"):
        reader = office.person(who)
        with office.database.read() as store, pytest.raises(Refusal, match="not-found"):
            NOTICES[DealDecided.kind](deal.id, reader, store, translator("en", "Europe/Warsaw"))


async def test_only_whoever_decided_undoes_it_and_only_in_time(office: Office):
    ref, card = await approved(office)
    undo = buttons(card)["Undo"]

    for who in ("second", "lead", "director", "rep", "admin"):
        assert "Undo" not in buttons(card_of(await office.presses(who, undo)))
    stale = Button(undo.label, undo.route, undo.ref, undo.version - 1)
    await office.presses("manager", stale)
    office.later(seconds=60)
    late = card_of(await office.presses("manager", undo))

    assert "cannot be undone any more" in words_of(late)
    assert not buttons(late)
    assert state(office, ref) is State.APPROVED


async def test_what_is_on_its_way_to_the_partner_is_not_undone(office: Office):
    ref, card = await approved(office)
    with office.database.write() as store:
        platforms = [account.identity.platform for account in store.people.accounts(office.person("rep").id)]
        assert store.claims.take(at=NOON + timedelta(minutes=2), platforms=platforms, size=10)

    late = card_of(await office.presses("manager", buttons(card)["Undo"]))

    assert "cannot be undone any more" in words_of(late)
    assert state(office, ref) is State.APPROVED


async def everything_a_partner_sees(office: Office, ref: str, who: str) -> dict[str, str]:
    """Each surface on which one of the partner's people can read of the deal, but messages."""
    replies = {
        "looked up": await office.types(who, f"deal {ref}"),
        "opened": await office.asks(who, Pressed("deal-open", ref)),
        "list": await office.types(who, "deal list"),
        "next page": await office.asks(who, Pressed("deals-more", "")),
        "history": await office.types(who, f"deal {ref} history"),
        "history opened": await office.asks(who, Pressed("deal-history", ref)),
        "home": await office.asks(who, Pressed("home", "")),
    }
    shown = {name: card_of(reply) for name, reply in replies.items()}
    return {name: f"{words_of(card)} {sorted(buttons(card))}" for name, card in shown.items()}


@pytest.mark.parametrize("outcome", ["approved", "rejected"])
@pytest.mark.parametrize("asked", [False, True])
async def test_until_it_is_told_the_partner_sees_the_deal_wait_everywhere_and_changes_nothing(
    office: Office, outcome: str, *, asked: bool
):
    ref = await office.registers("rep")
    if asked:
        form = form_of(await office.presses("manager", buttons(office.card("manager"))["Ask"]))
        await office.sends("manager", form, words="Which model?")
        await office.delivers()
    before = {who: await everything_a_partner_sees(office, ref, who) for who in ("rep", "boss")}

    if outcome == "approved":
        await office.presses("manager", buttons(office.card("manager"))["Approve"])
    else:
        form = form_of(await office.presses("manager", buttons(office.card("manager"))["Reject"]))
        await office.sends("manager", form, reason="duplicate")

    assert {who: await everything_a_partner_sees(office, ref, who) for who in ("rep", "boss")} == before
    for words in ("withdraw", "won", "lost", "edit", "stage", "appeal", "extend"):
        assert "right now" in words_of(card_of(await office.types("rep", f"deal {words} {ref}")))
    assert "Kowalski" in words_of(card_of(await office.types("manager", f"deal {ref}")))
    assert state(office, ref).value == outcome
    office.later(seconds=60)
    after = {who: await everything_a_partner_sees(office, ref, who) for who in ("rep", "boss")}
    assert all(after[who][name] != seen for who, mine in before.items() for name, seen in mine.items())


async def test_what_was_not_sent_before_the_decision_is_not_worded_before_it_is_told(office: Office):
    form = form_of(await office.types("rep", "deal new"))
    await office.sends("rep", form, **GOOD_DEAL)
    approval = office.person("manager")
    with office.database.read() as store:
        [waiting] = store.asked.waiting_for(approval).items
    await office.asks("manager", Pressed("approval-approve", waiting.id, waiting.version))

    await office.delivers()
    assert "rep" not in office.letters.cards
    office.later(seconds=60)
    await office.delivers()

    assert len(office.letters.cards["rep"]) == 2


async def test_a_rival_does_not_read_until_when_it_is_protected_before_its_partner_does(office: Office):
    await approved(office)
    early = await office.registers("rival", customer="Kowalski", currency="EUR", country="PL")
    office.later(seconds=60)
    late = await office.registers("rival", customer="Kowalski", currency="EUR", country="PL", product="gateway")

    assert office.deal(early).rival_until is None
    assert office.deal(late).rival_until


async def test_that_there_is_no_more_room_tells_no_decision(office: Office):
    text = PROGRAMME.replace("protection_days = 90", "protection_days = 90\nprotected_at_most = 1")
    with office.database.write() as store:
        programme = read_programme(text.replace("undo_seconds = 0", "undo_seconds = 60"))
        store.programmes.apply(programme, at=NOON)
    await approved(office)
    form = form_of(await office.types("rep", "deal new"))

    assert "Registered" in words_of(card_of(await office.sends("rep", form, **{**GOOD_DEAL, "customer": "Other"})))
    office.later(seconds=60)
    form = form_of(await office.types("rep", "deal new"))
    full = words_of(card_of(await office.sends("rep", form, **{**GOOD_DEAL, "customer": "Another"})))

    assert "as many as its tier allows" in full
    assert "Kowalski" in full


async def test_what_a_rule_has_approved_is_told_at_once(office: Office):
    rule = '[[approvals]]\ntiers = ["gold"]\nup_to = { PLN = 20000 }\nauto = true\n\n[[approvals]]'
    with office.database.write() as store:
        text = PROGRAMME.replace("[[approvals]]", rule, 1).replace("undo_seconds = 0", "undo_seconds = 60")
        store.programmes.apply(read_programme(text), at=NOON)

    ref = await office.registers("rep")

    assert "State: Approved" in words_of(card_of(await office.types("rep", f"deal {ref}")))


async def test_the_vote_that_was_undone_does_not_count(office: Office):
    _, card = await approved(office)

    await office.presses("manager", buttons(card)["Undo"])

    with office.database.engine.connect() as connection:
        assert not connection.execute(select(votes)).all()


async def test_a_programme_can_tell_at_once(office: Office):
    with office.database.write() as store:
        store.programmes.apply(store.programme.model_copy(update={"undo_seconds": 0}), at=NOON)

    _, card = await approved(office)

    assert not buttons(card)
    assert "approved" in words_of(office.card("rep")).lower()
