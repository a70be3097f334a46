"""Stalls: when an approved deal of which nothing was heard is asked about."""

from datetime import datetime, timedelta
from zlib import crc32
from zoneinfo import ZoneInfo

from domain.business import calendar_of
from domain.programme import Programme

_DAY = timedelta(days=1)


LATE = timedelta(hours=1)
"""So long after its moment a deal is still asked about; it can have been missed, or be from before there were any."""
SPREAD = 10
"""Over so many days of work those are spread that were missed."""


def stalls_at(programme: Programme, zone: str, *, since: datetime) -> datetime:
    """When work begins where the partner is, so many days after the last change; on the first day of work from then."""
    calendar = calendar_of(zone, programme.working)
    day = since.astimezone(ZoneInfo(zone)).date() + timedelta(days=programme.stalled_days)
    return calendar.begins(day)


def in_time(programme: Programme, zone: str, *, due: datetime, at: datetime) -> bool:
    """Whether work has just begun there, at the moment it was due."""
    calendar = calendar_of(zone, programme.working)
    return at - due < LATE and due == calendar.begins(due.astimezone(ZoneInfo(zone)).date())


def put_off(programme: Programme, zone: str, *, deal_id: str, at: datetime) -> datetime:
    """When work begins there on one of the next days: another for each deal, so that not all come at once."""
    calendar = calendar_of(zone, programme.working)
    day = at.astimezone(ZoneInfo(zone)).date()
    then = at
    for _ in range(crc32(deal_id.encode()) % SPREAD + 1):
        day += _DAY
        then = calendar.begins(day)
        day = then.astimezone(ZoneInfo(zone)).date()
    return then
