"""Deadlines: how much of an answer time has been worked, and what is due when it runs out."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum

from domain.business import Calendar

APART = 4
"""A level that was done late, as after an outage, and the next are at least this part of the answer time apart."""


class Level(IntEnum):
    """What has been done about a request that nobody answers; each is done once."""

    ASKED = 0
    REMINDED = 1
    """At half of the answer time: those asked are reminded."""
    SECOND = 2
    """At the end of it: one more is asked."""
    ABOVE = 3
    """At one and a half: the next role above is asked. After that it waits, as long as it takes."""


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """The answer time of one approval, counted in the calendar of whoever was asked first.

    `used` was worked before `since`; without `since` the count is stopped. `next_at` is when the next level is due.
    """

    approval: str
    zone: str
    within: timedelta
    used: timedelta = timedelta()
    since: datetime | None = None
    level: Level = Level.ASKED
    raised_at: datetime | None = None
    """When the last level was done."""
    next_at: datetime | None = None
    version: int = 1

    def runs(self, calendar: Calendar, *, at: datetime) -> "Deadline":
        """Counting from now on; the levels that were done stay done."""
        return replace(self, since=at).placed(calendar)

    def anew(self, zone: str, within: timedelta) -> "Deadline":
        """For others who are asked now: all of it is left, nothing was done, and it does not run yet."""
        fresh = replace(self, zone=zone, within=within, used=timedelta(), since=None, level=Level.ASKED, raised_at=None)
        return fresh.over()

    def stops(self, calendar: Calendar, *, at: datetime) -> "Deadline":
        """What was worked so far is kept; nothing is due until it runs again."""
        worked = calendar.between(self.since, at) if self.since else timedelta()
        return replace(self, used=self.used + worked, since=None, next_at=None)

    def raised(self, calendar: Calendar, *, at: datetime) -> "Deadline":
        """One level on; those who heard of it late have time to answer before others are asked."""
        return replace(self, level=Level(self.level + 1), raised_at=at).placed(calendar)

    def over(self) -> "Deadline":
        """Nothing will be due any more."""
        return replace(self, next_at=None)

    def placed(self, calendar: Calendar) -> "Deadline":
        """With the moment at which its next level is due; none after the last."""
        if self.since is None or self.level is Level.ABOVE:
            return self.over()
        due = self._worked(calendar, self.since, self.within * (self.level + 1) / 2)
        apart = calendar.add(self.raised_at, self.within / APART) if self.raised_at else due
        return replace(self, next_at=max(due, apart))

    def answer_by(self, calendar: Calendar) -> datetime | None:
        """The moment promised; None while it is stopped."""
        return self._worked(calendar, self.since, self.within) if self.since else None

    def _worked(self, calendar: Calendar, since: datetime, length: timedelta) -> datetime:
        return calendar.add(since, length - self.used)
