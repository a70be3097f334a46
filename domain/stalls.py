"""Stalls: when an approved deal of which nothing was heard is asked about."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.business import calendar_of
from domain.programme import Programme
from domain.when import instant

_DAY = timedelta(days=1)


def stalls_at(programme: Programme, zone: str, *, since: datetime) -> datetime:
    """When work begins where the partner is, so many days after the last change; on the first day of work from then."""
    calendar = calendar_of(zone, programme.working)
    day = since.astimezone(ZoneInfo(zone)).date() + timedelta(days=programme.stalled_days)
    while not calendar.works_on(day):
        day += _DAY
    return instant(day, calendar.hours.start, calendar.zone)
