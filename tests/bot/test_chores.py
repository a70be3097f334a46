"""The clock's chores: what they end, tidy up, and leave alone."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import insert, select
from structlog.testing import capture_logs

from bot.ticker import do_chores
from storage.tables import drafts, inbox
from tests.office import NOON, Office, an_office, buttons, card_of, words_of


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    async with an_office(sqlite_url) as office:
        yield office


async def test_a_protection_that_has_ended_is_told_once_and_not_a_moment_too_soon(office: Office):
    ref = await office.registers("rep")
    await office.presses("manager", buttons(office.card("manager"))["Approve"])
    await office.delivers()

    office.later(days=90, seconds=-1)
    await do_chores(office.dispatch)
    assert "Approved" in words_of(card_of(await office.types("rep", f"deal {ref}")))
    office.later(seconds=1)
    for _ in range(3):
        await asyncio.gather(do_chores(office.dispatch), do_chores(office.dispatch))
    await office.delivers()

    assert "xpired" in words_of(card_of(await office.types("rep", f"deal {ref}")))
    assert len(office.letters.cards["rep"]) == 4, "the receipt, the decision, one reminder, the end"


async def test_what_nobody_needs_is_tidied_up_and_nothing_else(office: Office):
    with office.database.engine.begin() as connection:
        for days in (0, 2, 4):
            connection.execute(insert(inbox).values(key=f"k{days}", digest="d", at=NOON - timedelta(days=days)))
        for days in (0, 6, 8):
            person = office.person("rep").id
            at = NOON - timedelta(days=days)
            connection.execute(insert(drafts).values(id=f"d{days}", person=person, form="f", body="{}", saved_at=at))

    await do_chores(office.dispatch)

    with office.database.engine.connect() as connection:
        assert set(connection.execute(select(inbox.c.key)).scalars()) == {"k0", "k2"}
        assert set(connection.execute(select(drafts.c.id)).scalars()) == {"d0", "d6"}


async def test_a_chore_that_fails_does_not_stop_the_others(office: Office):
    """A deal of somebody who is nobody's any more still expires; an old draft still goes."""
    with office.database.engine.begin() as connection:
        connection.execute(insert(inbox).values(key="old", digest="d", at=NOON - timedelta(days=9)))
        connection.exec_driver_sql("ALTER TABLE deals RENAME TO deals_away")

    with capture_logs() as logs:
        await do_chores(office.dispatch)

    chores = ["expire deals", "ask what has stalled", "ask without a desk", "learn names"]
    assert [line["chore"] for line in logs] == chores
    with office.database.engine.connect() as connection:
        assert not connection.execute(select(inbox)).all()
