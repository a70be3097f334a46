"""A rejection is appealed against once, and somebody else than who rejected it decides."""

import asyncio

import pytest

from bot.arrivals import Pressed, Sent
from domain.programme_text import read_programme
from handlers.replies import Correct, Reply
from tests.office import NOON, PROGRAMME, Office, an_office, buttons, card_of, form_of, words_of
from views.vocabulary import plain

REASON = "They are one company with the one that we registered."


def approval_of(office: Office, ref: str) -> tuple[str, int]:
    with office.database.read() as store:
        approval = store.approvals.of("deal", office.deal(ref).id)
    assert approval is not None
    return approval.id, approval.version


async def rejects(office: Office, ref: str, who: str = "manager") -> None:
    approval, version = approval_of(office, ref)
    office.later(minutes=1)
    await office.asks(who, Sent("approval-reject", {"reason": "not-eligible"}, "", approval, version))
    await office.delivers()


async def rejected(office: Office, who: str = "manager", **values: str) -> str:
    ref = await office.registers("rep", **values)
    await rejects(office, ref, who)
    return ref


async def appeals(office: Office, ref: str, who: str = "rep", words: str = REASON) -> Reply:
    office.later(minutes=1)
    reply = await office.types(who, f"deal appeal {ref}")
    reply = await office.sends(who, form_of(reply), words=words)
    await office.delivers()
    return reply


def requests(office: Office, who: str) -> list[str]:
    """The labels of the buttons of the newest message by which this person was asked to decide."""
    return list(buttons(office.letters.cards[who][-1][1]))


async def test_it_goes_to_another_holder_of_the_role_and_is_granted(office: Office):
    ref = await rejected(office)
    card = office.card("rep", about="You can appeal until")
    assert "Dec 7, 2026" in words_of(card)
    form = form_of(await office.presses("rep", buttons(card)["Appeal"]))
    office.later(minutes=1)
    await office.sends("rep", form, words=REASON)
    await office.delivers()

    approval, version = approval_of(office, ref)
    await office.asks("manager", Pressed("approval-approve", approval, version))
    assert office.deal(ref).state == "submitted", "who rejected it has no say in it"
    assert "Nothing waits" in words_of(card_of(await office.types("manager", "approvals")))
    second = office.card("second", about="Odwołanie. Odmowa: Ola Lis")
    assert REASON in words_of(second)
    assert "Poza programem" in words_of(second)

    await office.presses("second", buttons(second)["Zatwierdź"])
    await office.delivers()
    assert office.deal(ref).state == "approved"
    assert "Appeal granted" in plain(office.card("rep", about="is approved").title)
    with office.database.read() as store:
        steps = [line.step.value for line in store.deals.history(office.deal(ref).id)]
    assert steps == ["submit", "reject", "appeal", "approve"]


async def test_it_can_be_upheld_and_that_is_the_end(office: Office):
    ref = await rejected(office)
    await appeals(office, ref)
    await rejects(office, ref, "second")

    assert office.deal(ref).state == "rejected"
    upheld = office.card("rep", about="Rejected by Piotr Bak")
    assert "Appeal rejected" in plain(upheld.title)
    assert "Appeal" not in buttons(upheld)
    again = await office.types("rep", f"deal appeal {ref}")
    assert "once" in words_of(card_of(again))


async def test_where_nobody_else_holds_the_role_the_next_higher_one_is_asked(office: Office):
    ref = await rejected(office, "lead", amount="250000")

    await appeals(office, ref)

    assert "Approve" in requests(office, "director")
    approval, version = approval_of(office, ref)
    await office.asks("lead", Pressed("approval-approve", approval, version))
    assert office.deal(ref).state == "submitted"
    await office.asks("director", Pressed("approval-approve", approval, version))
    assert office.deal(ref).state == "approved"


STEPS = """[[approvals]]
steps = [{ any_of = ["channel-manager"] }, { any_of = ["regional-lead", "director"] }]

"""


async def test_an_edit_and_a_later_step_do_not_let_them_in_again(office: Office):
    begins, ends = PROGRAMME.index("[[approvals]]"), PROGRAMME.index("[[workspaces]]")
    with office.database.write() as store:
        store.programmes.apply(read_programme(PROGRAMME[:begins] + STEPS + PROGRAMME[ends:]), at=NOON)
    ref = await office.registers("rep")
    approval, version = approval_of(office, ref)
    await office.asks("manager", Pressed("approval-approve", approval, version))
    await rejects(office, ref, "lead")
    await appeals(office, ref)
    office.later(minutes=1)
    await office.sends("rep", form_of(await office.types("rep", f"deal edit {ref}")), amount="13000")

    for who, state in (("second", "submitted"), ("lead", "submitted"), ("director", "approved")):
        approval, version = approval_of(office, ref)
        await office.asks(who, Pressed("approval-approve", approval, version))
        assert office.deal(ref).state == state, who


async def test_it_is_too_late_after_the_days_of_the_programme_and_never_without_words(office: Office):
    ref = await rejected(office)
    reply = await appeals(office, ref, words="  ")
    assert isinstance(reply, Correct)
    assert list(reply.form.errors) == ["words"]

    office.later(days=14)
    late = card_of(await office.types("rep", f"deal appeal {ref}"))
    assert "An appeal was possible until" in words_of(late)
    other = card_of(await office.types("rival", f"deal appeal {ref}"))
    assert "possible" not in words_of(other)


async def test_a_deal_that_is_not_rejected_is_not_appealed_against(office: Office):
    ref = await office.registers("rep")

    assert "waiting for a decision" in words_of(card_of(await office.types("rep", f"deal appeal {ref}")))


@pytest.mark.parametrize("turns", [3])
async def test_of_many_at_once_one_appeals_and_one_decides(database_url: str, turns: int):
    async with an_office(database_url) as office:
        ref = await rejected(office)
        version = office.deal(ref).version
        sent = Sent("deal-appeal", {"words": REASON}, "", ref, version)
        arrivals = [office.arrival(who, sent) for who in ("rep", "boss") for _ in range(turns)]

        await asyncio.gather(*(office.dispatch.serve(one, office._keep) for one in arrivals))
        approval, version = approval_of(office, ref)
        pressed = Pressed("approval-approve", approval, version)
        arrivals = [office.arrival(who, pressed) for who in ("manager", "second", "lead") for _ in range(turns)]
        await asyncio.gather(*(office.dispatch.serve(one, office._keep) for one in arrivals))

        with office.database.read() as store:
            lines = store.deals.history(office.deal(ref).id)
        assert [line.step.value for line in lines] == ["submit", "reject", "appeal", "approve"]
        assert lines[-1].by_name != "Ola Lis"
