"""Digests: what waits for somebody, together in one message at hours of their choice; what is urgent does not wait."""

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from domain.business import calendar_of
from domain.refusal import Refusal
from domain.when import QuietHours, instant, read_wall_time

MOST = 4
"""How many hours a day somebody can choose."""
URGENT = timedelta(hours=2)
"""What is to be answered so soon goes at once, whatever its reader chose."""
LATE = timedelta(hours=1)
"""So long after its hour a digest comes no more at any time of any day."""
_DAY = timedelta(days=1)
_BETWEEN = re.compile(r"[,;]")


def read_hours(text: str, *, language: str) -> tuple[int, ...]:
    """The whole hours of a day that a person typed, in their order: "9, 16", "9:00; 4 pm", "9 16".

    Refusal digest-hours for none, for more than MOST, and for anything else.
    """
    typed = _BETWEEN.split(text) if _BETWEEN.search(text) else text.split()
    try:
        times = {read_wall_time(one, language=language) for one in typed if one.strip()}
    except Refusal:
        times = set()
    if not 0 < len(times) <= MOST or any(one.minute for one in times):
        raise Refusal("digest-hours", field="digest", most=MOST)
    return tuple(sorted(one.hour for one in times))


def next_digest(hours: Sequence[int], zone: str, *, after: datetime) -> datetime:
    """The first moment later than `after`, in UTC, at which one of these hours begins on a working day in this zone.

    An hour that comes twice on a day counts the first time; one that the clocks skip is the moment after the gap.
    """
    calendar = calendar_of(zone)
    day = after.astimezone(calendar.zone).date()
    while True:
        moments = (instant(day, time(hour), calendar.zone) for hour in hours if calendar.works_on(day))
        later = [moment for moment in moments if moment > after]
        if later:
            return min(later)
        day += _DAY


def suits(at: datetime, zone: str, quiet: QuietHours | None) -> bool:
    """Whether what comes too late may come now: on a working day, and not in the quiet hours."""
    calendar = calendar_of(zone)
    works = calendar.works_on(at.astimezone(calendar.zone).date())
    return works and (quiet is None or quiet.next_allowed(at, calendar.zone) == at)
