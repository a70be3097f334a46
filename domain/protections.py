"""Protections: who has a customer and a product to themselves, for how long, and when they are reminded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from domain.deals import Terms
from domain.money import Money
from domain.programme import Programme, Window
from domain.when import instant

REMINDERS = (30, 14, 7, 1)
"""How many days before the end of a protection its people are reminded."""
MORNING = time(9)
_FRIDAY = 4


@dataclass(frozen=True, kw_only=True)
class Protection:
    """One approved deal's hold on its customer, country and product, from `since` up to, not including, `until`.

    `remind_at` is when its people are to be reminded next.
    """

    deal: str
    partner: str
    since: datetime
    until: datetime
    remind_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """So many days before the end, at nine in the morning where the partner is, on a day of work."""

    days: int
    at: datetime


def reminders(until: datetime, zone: ZoneInfo) -> tuple[Reminder, ...]:
    """All of them, in the order of their moments; what falls on a weekend is on the Friday before."""
    ends = until.astimezone(zone).date()
    days = ((before, ends - timedelta(days=before)) for before in REMINDERS)
    weekdays = ((before, day - timedelta(days=max(day.weekday() - _FRIDAY, 0))) for before, day in days)
    return tuple(Reminder(days=before, at=instant(day, MORNING, zone)) for before, day in weekdays)


def next_reminder(until: datetime, zone: ZoneInfo, *, after: datetime) -> datetime | None:
    """The first that is still to come."""
    return next((one.at for one in reminders(until, zone) if one.at > after), None)


def due(protection: Protection, zone: ZoneInfo, *, at: datetime) -> int | None:
    """Which reminder is to be sent now, None for none: of several since Tandem stood still only the last is news."""
    since = protection.remind_at or at
    days = [one.days for one in reminders(protection.until, zone) if since <= one.at <= at < protection.until]
    return days[-1] if days else None


def is_near(protection: Protection, zone: ZoneInfo) -> bool:
    """Whether the first reminder of its end is out; an extension puts it off."""
    return protection.remind_at != reminders(protection.until, zone)[0].at


def days_protected(programme: Programme, tier: str, terms: Terms) -> int:
    """What the first rule that covers the deal says, else its tier; 0 for a tier that the programme has dropped."""
    known = programme.tiers.get(tier)
    if known is None:
        return 0
    windows = programme.protection.windows
    return next((one.days for one in windows if _covers(one, tier, terms)), known.protection_days)


def _covers(window: Window, tier: str, terms: Terms) -> bool:
    """What is not named covers everything; an amount in a currency that is not named is not covered."""
    return (
        window.tier in (None, tier)
        and window.deal_type in (None, terms.deal_type)
        and _bounded(window.at_least, terms.amount, above=True)
        and _bounded(window.up_to, terms.amount, above=False)
    )


def _bounded(limits: Mapping[str, Decimal] | None, money: Money, *, above: bool) -> bool:
    if limits is None:
        return True
    limit = limits.get(money.currency)
    if limit is None:
        return False
    return money.amount >= limit if above else money.amount <= limit
