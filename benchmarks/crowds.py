"""Something announced to many channels, and a courier that has it to deliver."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Select, Text, cast, literal, select

from benchmarks.filling import numbered
from bot.courier import PATIENCE, Courier
from bot.dispatch import Dispatch
from bot.messenger import Messenger
from bot.workers import Workers
from domain.announcements import Step
from domain.announcements_timed import Timing
from domain.announcements_written import Content
from domain.announcements_written import Text as Written
from domain.notices.announcements import Announced
from domain.places import Platform
from storage.database import Database
from storage.paces import Bucket, Pace

HOST = "T0VENDOR"
NO_PACE = Pace(
    Bucket(timedelta(microseconds=1), burst=1000), Bucket(timedelta(microseconds=1), burst=1000), window=1000
)


@asynccontextmanager
async def courier_on(
    url: str, carries: Mapping[Platform, Messenger], its: Pace
) -> AsyncIterator[tuple[Database, Courier]]:
    """Not begun; `its` is the pace of each platform."""
    database = Database(url)
    with Workers(1) as writer, Workers(2) as reader:
        dispatch = Dispatch(database, writer=writer, reader=reader)
        yield database, Courier(dispatch, carries, paces=dict.fromkeys(carries, its), patience=PATIENCE)
    database.close()


def announce(
    database: Database, number: int, platform: Platform = Platform.SLACK, service: str = "", *, first: int = 0
) -> None:
    """To so many channels from the `first` on, whatever the hour."""
    with database.write() as store:
        author = next(iter(store.people.everybody()))
        content = Content({"en": Written("Hello", "all")})
        one = store.announcements.add(content, author=author, draft=store.new_id(), at=datetime.now(UTC))
        urgent = replace(one, timing=Timing(urgent="Whatever the hour"))
        store.announcements.change(one, urgent, Step.EDIT, by=author.id, at=datetime.now(UTC))
        store.outbox.broadcast(
            Announced(one.id), channels(number, platform, service, first=first), at=datetime.now(UTC)
        )


def channels(number: int, platform: Platform = Platform.SLACK, service: str = "", *, first: int = 0) -> Select[Any]:
    """As `outbox.broadcast` reads them."""
    numbers = numbered(number, first=first)
    there = {
        "platform": platform.value,
        "service": service,
        "host": HOST,
        "tenant": HOST,
        "language": "en",
        "zone": "UTC",
    }
    columns: list[Any] = [literal(value).label(name) for name, value in there.items()]
    return select(*columns, (literal("C") + cast(numbers.c.n, Text)).label("conversation"))
