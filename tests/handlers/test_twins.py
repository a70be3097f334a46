"""Twin worlds: W and W' differ only in what the rival does; all that Nowak's people see is the same in both."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from random import Random

import pytest

from bot.arrivals import Asked, Pressed, Sent, Sought, Typed
from handlers.replies import Show
from handlers.routes import BUTTONS, COMMANDS, SEARCHES
from tests.databases import SQLiteFiles
from tests.handlers.test_acceptances import has_terms
from tests.handlers.worlds import MINE, without_chance
from tests.office import GOOD_DEAL, Office, account, an_office, buttons, card_of, form_of

OURS = ("Kowalski Sp. z o.o.", "Zeta S.A.", "Müller GmbH")
"""Nowak's customers; the rival registers the same ones, differently in each world."""

NEWCOMER = {"name": "Maria Joiner", "note": "We met"}
COLLEAGUE = {"name": "New Colleague", "email": "new@colleague.example", "role": "partner-rep"}

Rival = Callable[[Office, Random], Awaitable[None]]


async def nothing(office: Office, chance: Random) -> None:
    """The rival is away."""


async def something(office: Office, chance: Random) -> None:
    """The rival does one thing or another: registers what Nowak registers, keeps a draft, takes in the same people."""
    if chance.random() < 0.5:
        await office.asks("away", Sent("join-ask", {**NEWCOMER, "company": "rival"}))
        await office.asks("manager", Sent("team-add", COLLEAGUE, "", "rival"))
    for _ in range(chance.randrange(3)):
        asked = await office.types("rival", "deal new")
        if isinstance(asked, Show):  # the terms, which the rival has not accepted in each of these worlds
            asked = await office.asks("rival", Pressed("terms-accept", "1 en"))
        form = form_of(asked)
        values = {
            **GOOD_DEAL,
            **MINE["rival"],
            "customer": chance.choice([*OURS, "Somebody else"]),
            # Of another product: for the same one a manager could not approve both, and Nowak's deal would wait.
            "product": "gateway",
            "country": chance.choice(["PL", "DE"]),
            "website": chance.choice(["", "kowalski.example", "zeta.example"]),
            "amount": chance.choice(["1", "99000", "lots"]),
        }
        await office.sends("rival", form, **values)
    await office.delivers()
    cards = office.letters.cards.get("manager", [])
    if cards and chance.random() < 0.7:
        button = buttons(chance.choice(cards)[1]).get("Approve")
        approval = button and _is_rivals(office, button.ref)
        if button and approval:
            await office.presses("manager", button)
    await office.delivers()


def _is_rivals(office: Office, approval_id: str) -> bool:
    with office.database.read() as store:
        approval = store.approvals.get(approval_id)
    return approval is not None and approval.partner == "rival"


async def seen(office: Office, rival: Rival, chance: Random) -> list[str]:
    """All that Nowak's people are answered and told, through everything they can ask."""
    told: list[str] = []

    async def asks(who: str, asked: Asked) -> None:
        office.later(seconds=1)
        told.append(repr(await office.asks(who, asked)))

    for who in ("rep", "boss"):
        await asks(who, Pressed("terms-accept", "1 en"))
    await rival(office, chance)
    for number, customer in enumerate(OURS):
        office.later(minutes=5)
        form = form_of(await office.types("rep", "deal new"))
        site = ("kowalski.example", "", "zeta.example")[number]
        await asks("rep", Sent("deal-register", {**GOOD_DEAL, "customer": customer, "website": site}, form.draft))
        await office.delivers()
        await rival(office, chance)
    with office.database.read() as store:
        mine = list(reversed(store.deals.seen_by(office.person("rep")).items))
        asked = [store.approvals.of("deal", deal.id) for deal in mine]
    first, second = (approval.id for approval in asked[:2] if approval)
    await asks("second", Pressed("approval-approve", first, 1))
    await asks("second", Sent("approval-ask", {"words": "Why?"}, "", second, 1))
    told.clear()  # what managers see may differ: they see the conflict
    await takes_in(office, asks)
    await office.delivers()
    await rival(office, chance)
    for who in ("rep", "boss"):
        for command in sorted(COMMANDS):
            await asks(who, Typed(command))
            await asks(who, Typed(f"{command} {mine[1].ref}"))
        for button in sorted(BUTTONS):
            for ref in ("", mine[0].ref, mine[1].ref, "rival"):
                await asks(who, Pressed(button, ref, 2))
        for route in sorted(SEARCHES):
            for text in ("", "K", "Some", "e"):
                await asks(who, Sought(route, text))
    edit = {**GOOD_DEAL, "customer": "Somebody else", "website": "zeta.example"}
    await asks("rep", Sent("deal-edit", edit, "", mine[2].ref, 1))
    await asks("rep", Sent("deal-answer", {"words": "So"}, "", mine[1].ref, 2))
    await asks("boss", Sent("deal-withdraw", {"words": "No"}, "", mine[1].ref, 3))
    await asks("rep", Typed("deal list"))
    await office.delivers()
    letters = [repr(card) for who in ("rep", "boss") for _, card in office.letters.cards.get(who, [])]
    # What is due together goes side by side: in no order.
    return [*without_chance("\n".join(told)).split("\n"), *sorted(map(without_chance, letters))]


async def takes_in(office: Office, asks: Callable[[str, Asked], Awaitable[None]]) -> None:
    """Nowak lets somebody in who asked, and adds a colleague."""
    await asks("joiner", Sent("join-ask", {**NEWCOMER, "company": "nowak"}))
    await asks("boss", Sent("team-add", COLLEAGUE, "", "nowak"))
    with office.database.read() as store:
        joining = store.joinings.open_of(account("joiner"))
        approval = joining and store.approvals.of("joining", joining.id)
    assert approval
    await asks("boss", Pressed("approval-open", approval.id, 1))
    await asks("boss", Pressed("approval-approve", approval.id, 1))
    await asks("joiner", Typed("deal list"))


@asynccontextmanager
async def a_world(sqlite: SQLiteFiles, *, terms: bool = False) -> AsyncIterator[Office]:
    async with an_office(sqlite.fresh()) as office:
        if terms:
            has_terms(office)
        yield office


@pytest.mark.parametrize(("terms", "worlds"), [(False, 40), (True, 10)], ids=["without terms", "with terms"])
async def test_whatever_the_rival_does_nowaks_people_see_the_same(
    sqlite: SQLiteFiles, count: Callable[[int], int], *, terms: bool, worlds: int
):
    async with a_world(sqlite, terms=terms) as office:
        alone = await seen(office, nothing, Random(0))
    rivals = 0
    for seed in range(count(worlds)):
        async with a_world(sqlite, terms=terms) as office:
            told = await seen(office, something, Random(seed))
            with office.database.read() as store:
                rivals += store.deals.seen_by(office.person("rival")).total
        for one, other in zip(alone, told, strict=True):
            assert one == other, seed
    assert len(alone) > 250
    assert rivals >= count(worlds), "the rival did something"


async def test_a_manager_does_see_it(sqlite: SQLiteFiles):
    """The twins are no proof where the worlds do not really differ."""
    async with a_world(sqlite) as office:
        for who in ("rival", "rep"):
            form = form_of(await office.types(who, "deal new"))
            await office.sends(who, form, **{**GOOD_DEAL, "customer": OURS[0]})
        await office.delivers()

        assert "Conflict" in repr(card_of(await office.types("manager", "approvals")))
