"""What somebody wants to be reminded of, in their own words: "friday 9:00 about module 2", "jutro o 9"."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.refusal import Refusal
from domain.training_reminders import About, Reminder, Step
from domain.when import LONGEST, Moment, instant, read_moment

KEPT = timedelta(weeks=1)
"""So long it can still be told after its moment."""

_ME = frozenset({"me", "us", "mi", "nam", "nos"})
_ABOUT = frozenset({"about", "to", "of", "that", "o", "że", "żeby", "aby", "sobre", "de", "que", "para"})
_WORDS = 12
"""So many words a phrase that says when may have."""


@dataclass(frozen=True)
class Wish:
    """When, and of what, "" where that was not said. To be read back before it counts."""

    moment: Moment
    about: str = ""


def read_wish(text: str, *, language: str, zone: ZoneInfo, at: datetime) -> Wish:
    """When is what can be read of the first words, else of the last: as many of them as can be; the rest is of what.

    Raises nothing but Refusal: those of `read_moment`, and field-too-long.
    """
    if len(text) > LONGEST:
        raise Refusal("field-too-long", limit=LONGEST)
    words = text.split()
    while words and words[0].casefold() in _ME:
        words = words[1:]
    for when, rest in _splits(words):
        try:
            moment = read_moment(" ".join(when), language=language, zone=zone, at=at)
        except Refusal as refusal:
            if refusal.reason != "moment-unreadable":
                raise
        else:
            return Wish(moment, _about(rest))
    raise Refusal("moment-unreadable", given=text)


def _splits(words: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    longest = min(len(words), _WORDS)
    for count in range(longest, 0, -1):
        yield words[:count], words[count:]
    for count in range(longest, 0, -1):
        yield words[-count:], words[:-count]


def _about(words: list[str]) -> str:
    return " ".join(words[1:] if words and words[0].casefold() in _ABOUT else words)


def own_reminder(wish: Wish, *, person: str, zone: ZoneInfo) -> Reminder:
    """`meant` is the wall time: whoever moves to another zone is reminded by the clocks there."""
    wall = wish.moment.at.astimezone(zone).replace(tzinfo=None, fold=0)
    return Reminder(
        person=person,
        about=About.OWN,
        subject=wish.about,
        step=Step.AGAIN,
        meant=wall.isoformat(timespec="seconds"),
        at=wish.moment.at,
        over_at=wish.moment.at + KEPT,
        zone=zone.key,
    )


def followed(one: Reminder, zone: ZoneInfo) -> Reminder:
    """The same by the clocks of this zone, where its person is by now; what was put off comes when that was said.

    Where it does not say by which clocks it was meant, which older releases did not, it is by these.
    """
    if one.zone == zone.key:
        return one
    wall = datetime.fromisoformat(one.meant)
    if one.at != instant(wall.date(), wall.time(), ZoneInfo(one.zone or zone.key)):
        return replace(one, zone=zone.key)
    then = instant(wall.date(), wall.time(), zone)
    return replace(one, at=then, over_at=then + KEPT, zone=zone.key)
