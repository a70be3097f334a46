"""Nine in the morning wherever a channel is, on the days on which clocks change too: each copy in that minute, once."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import literal, select, union_all

from bot.courier import POLL, Courier
from bot.messenger import Address
from domain.notices.people import JoiningRejected
from domain.places import Platform
from domain.when import instant
from storage.tables import Moment
from tests import crowd
from tests.office import NOON, Letterbox, Office, an_office
from views.vocabulary import Card

NINE = time(9)
ZONES = (
    "Africa/Cairo", "Africa/Casablanca", "Africa/Lagos", "America/Caracas", "America/Los_Angeles", "America/New_York",
    "America/Santiago", "America/Sao_Paulo", "America/St_Johns", "Asia/Beirut", "Asia/Jerusalem", "Asia/Kathmandu",
    "Asia/Kolkata", "Asia/Tehran", "Asia/Tokyo", "Atlantic/Azores", "Australia/Lord_Howe", "Australia/Sydney",
    "Europe/Lisbon", "Europe/Warsaw", "Pacific/Apia", "Pacific/Chatham", "Pacific/Kiritimati", "Pacific/Pago_Pago",
)  # fmt: skip
DAYS = (
    date(2027, 1, 15), date(2027, 3, 14), date(2027, 3, 28), date(2027, 4, 4), date(2027, 9, 5), date(2027, 10, 31),
)  # fmt: skip
"""A day like any other, and days on which clocks change: in America, Europe, Australia and New Zealand, and Chile."""


@dataclass
class Wall(Letterbox):
    """Notes when a channel was written to; a channel is called after its zone."""

    clock: list[datetime] = field(default_factory=list)
    heard: list[tuple[str, datetime]] = field(default_factory=list)

    async def post(self, address: Address, card: Card, *, key: str) -> Address:
        self.heard.append((address.conversation, self.clock[0]))
        return await super().post(address, card, key=key)


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    async with an_office(sqlite_url) as office:
        with office.database.write() as store:
            crowd.prepare(store, NOON)
        yield office


def announce(office: Office, day: date) -> list[datetime]:
    """One broadcast, due at nine in each channel's own zone; when that is."""
    dues = {zone: instant(day, NINE, ZoneInfo(zone)) for zone in ZONES}
    where = {"platform": Platform.WEB.value, "tenant": "T0VENDOR", "host": "T0VENDOR", "language": "en"}
    fixed = [literal(value).label(name) for name, value in where.items()]
    readers = [
        select(
            *fixed, literal(zone).label("conversation"), literal(zone).label("zone"), literal(due, Moment).label("due")
        )
        for zone, due in dues.items()
    ]
    with office.database.write() as store:
        store.outbox.broadcast(
            JoiningRejected(crowd.SUBJECT, str(day)), select(union_all(*readers).subquery()), at=NOON
        )
    return sorted(dues.values())


async def test_each_channel_hears_at_nine_of_its_own_once_a_day(office: Office):
    wall = Wall(clock=office.clock)
    office.courier = Courier(office.dispatch, {Platform.WEB: wall})
    dues = sorted({due for day in DAYS for due in announce(office, day)})

    for due in dues:  # the last look before it is due, and the first one after
        for at in (due - timedelta(seconds=0.1), due - timedelta(seconds=0.1) + timedelta(seconds=POLL)):
            office.clock[0] = max(office.clock[0], at)
            await office.delivers()

    local = [(zone, at.astimezone(ZoneInfo(zone))) for zone, at in wall.heard]
    assert sorted((zone, at.date()) for zone, at in local) == sorted((zone, day) for zone in ZONES for day in DAYS)
    assert {at.strftime("%H:%M") for _, at in local} == {"09:00"}


def test_there_are_zones_of_every_kind():
    offsets = {
        zone: {instant(day, NINE, ZoneInfo(zone)).astimezone(ZoneInfo(zone)).utcoffset() for day in DAYS}
        for zone in ZONES
    }

    assert len(ZONES) == 24
    assert offsets["Asia/Kathmandu"] == {timedelta(hours=5, minutes=45)}
    assert sum(len(some) > 1 for some in offsets.values()) > 10
