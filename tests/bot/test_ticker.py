"""The ticker: the chores are done by the clock."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import text

from bot.arrivals import Sent
from bot.ticker import GOES, do_chores, ticker
from domain.announcements import Step
from domain.announcements_timed import TAKE_BACK, Timing, Way
from domain.announcements_written import Content
from domain.audience import Audience, To
from tests.following import TEXTS
from tests.office import Office, an_office, buttons, words_of


async def expired(office: Office) -> bool:
    await office.delivers()
    return "withdrawn" in words_of(office.card("rep")) or "has ended" in words_of(office.card("rep"))


async def test_an_approved_deal_expires_when_its_protection_ends_and_is_told_once(sqlite_url):
    async with an_office(sqlite_url) as office:
        await office.registers("rep")
        await office.presses("manager", buttons(office.card("manager"))["Approve"])
        await office.delivers()
        office.later(days=91)

        await do_chores(office.dispatch)
        await do_chores(office.dispatch)

        assert await expired(office)
        assert len(office.letters.cards["rep"]) == 3  # the receipt, the decision, the end


def drafts(office: Office) -> int:
    with office.database.engine.connect() as connection:
        return int(connection.execute(text("select count(*) from drafts")).scalar_one())


async def test_what_has_had_its_time_goes_part_by_part_in_one_round(sqlite_url):
    async with an_office(sqlite_url) as office:
        with office.database.write() as store:
            for number in range(1200):
                store.inbox.take(f"k{number}", "d", at=office.clock[0])
        office.later(days=4)

        await do_chores(office.dispatch)

        with office.database.engine.connect() as connection:
            assert connection.execute(text("select count(*) from inbox")).scalar_one() == 0


async def test_however_many_announcements_go_at_one_moment_all_begin_in_time(sqlite_url):
    async with an_office(sqlite_url) as office:
        moment = office.clock[0] + timedelta(hours=1)
        for _ in range(2 * GOES + 2):
            scheduled(office, moment)
        office.clock[0] = moment - TAKE_BACK

        await do_chores(office.dispatch)

        with office.database.read() as store:
            assert store.announcements.scheduled(100, after="") == ()


def scheduled(office: Office, moment: datetime) -> None:
    """An announcement to everybody, at this moment."""
    author, at = office.person("director"), office.clock[0]
    with office.database.write() as store:
        draft = store.announcements.add(Content(TEXTS), author=author, draft=store.new_id(), at=at)
        ready = replace(draft, audience=Audience(to=To.PEOPLE), timing=Timing(way=Way.AT, at=moment))
        store.announcements.change(draft, ready.sent(at, agreed=1_000_000), Step.SEND, by=author.id, at=at)


async def test_the_clock_does_the_chores(sqlite_url):
    async with an_office(sqlite_url) as office:
        await office.asks("rep", Sent("deal-draft", {"customer": "Old"}, "old-draft"))
        assert drafts(office) == 1
        office.later(days=8)
        clock = ticker(office.dispatch, seconds=0.05)
        clock.start()
        try:
            async with asyncio.timeout(30):
                while drafts(office):  # noqa: ASYNC110  # it is a table that changes, not an event of ours
                    await asyncio.sleep(0.02)
        finally:
            clock.shutdown(wait=False)
