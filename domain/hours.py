"""What each phrase for an hour, or for a length of hours, comes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from domain.tongue import Part

HOUR, DAY = 60, 24 * 60
_NOON = 12
_LAST = 24
_EARLY = 7
"""From this hour of the morning on, an hour without more is of the morning: "at 9"."""


@dataclass(frozen=True)
class Hours:
    """The wall times that a phrase may mean, in minutes from the beginning of its day; 1440 is its end.

    `later` are those that it means where all of `likely` are over: "today at 9", said at ten.
    """

    likely: tuple[int, ...]
    later: tuple[int, ...] = ()


_IN_PART: Mapping[Part, Mapping[int, tuple[int, ...]]] = {
    Part.MORNING: {hour: (hour,) for hour in range(1, 12)},
    Part.AFTERNOON: {
        12: (12,),
        **{hour: (hour + 12,) for hour in range(1, 8)},
        **{hour: (hour,) for hour in range(13, 20)},
    },
    Part.EVENING: {**{hour: (hour + 12,) for hour in range(4, 12)}, **{hour: (hour,) for hour in range(16, 24)}},
    Part.NIGHT: {
        **{hour: (hour, hour + 24) for hour in range(6)},
        **{hour: (hour + 12,) for hour in range(6, 12)},
        **{hour: (hour,) for hour in range(18, 24)},
        12: (0, 24),
        24: (24,),
    },
}


def hours(said: Mapping[str, str | None], part: Part | None, *, precise: bool) -> Hours | None:
    """Of the groups of a pattern (domain/tongue.py); None where no clock shows such a time."""
    minute = int(said.get("minute") or said.get("few") or 0)
    shift = _shift(said)
    if minute >= HOUR or abs(shift) >= HOUR:
        return None
    shift += minute
    if said.get("noon"):
        return Hours((_NOON * HOUR + shift,)) if part in (None, Part.AFTERNOON) else None
    if said.get("midnight"):
        return Hours(_of_day((shift, DAY + shift))) if part in (None, Part.NIGHT) else None
    typed = said.get("hour") or said.get("figure") or said.get("clock") or ""
    hour = int(typed)
    if hour > _LAST or (hour == _LAST and shift):
        return None
    if half := said.get("half"):
        return _of_half(hour, half, shift, part)
    if part:
        found = _of_day(tuple(each * HOUR + shift for each in _IN_PART[part].get(hour, ())))
        return Hours(found) if found else None
    if typed.startswith("0") or (precise and said.get("clock")) or not 1 <= hour < _NOON:
        return Hours(_of_day((hour * HOUR + shift,)))
    return _either(hour * HOUR + shift, figure=bool(said.get("figure")))


def _shift(said: Mapping[str, str | None]) -> int:
    """Minutes after the hour; fewer than none where they are before it."""
    minutes = (
        int(said.get("minutes") or said.get("less") or 0)
        + 15 * bool(said.get("quarter"))
        + 30 * bool(said.get("halfway"))
    )
    less = 30 * bool(said.get("half_to"))
    return (-minutes if said.get("before") is not None else minutes) - less


def _of_half(hour: int, half: str, shift: int, part: Part | None) -> Hours | None:
    """With a part of the day as well, where the two agree: "8pm tonight"."""
    if not 1 <= hour <= _NOON:
        return None
    hour = hour % _NOON + _NOON * (half == "pm")
    wanted = _IN_PART[part].get(hour, ()) if part else (hour,)
    found = _of_day(tuple(each * HOUR + shift for each in wanted))
    return Hours(found) if found else None


def _either(minutes: int, *, figure: bool) -> Hours:
    """On a clock of twelve hours, of which nobody said whether it is before noon; `figure` is rather one of 24."""
    afternoon = minutes + _NOON * HOUR
    if minutes < HOUR:
        return Hours((afternoon,))
    if minutes < _EARLY * HOUR:
        return Hours((minutes, afternoon))
    return Hours((minutes,), () if figure else (afternoon,))


def _of_day(minutes: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(each for each in minutes if each >= 0)


def length(said: Mapping[str, str | None]) -> timedelta:
    """Of the groups of a pattern for a length of time."""
    whole = int(said.get("hours") or 0) + bool(said.get("one"))
    parts = 30 * bool(said.get("halves")) + 15 * bool(said.get("quarters")) + 45 * bool(said.get("three_quarters"))
    return timedelta(hours=whole, minutes=parts + int(said.get("minutes") or 0) + bool(said.get("minute")))
