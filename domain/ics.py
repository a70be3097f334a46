"""A calendar file (RFC 5545): what comes, moves and is called off, as any calendar reads it."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

_LONGEST = 75
"""Octets of a line, RFC 5545, 3.1; what is longer goes on in the next, behind a blank."""
_NO_TEXT = frozenset({"Cc", "Cs", "Zl", "Zp"})
_FIRST = datetime(2026, 1, 1, tzinfo=UTC)
"""A file made later counts more than one made before it, whatever has changed in between: a seat or a session."""
_NOBODY = "mailto:nobody@tandem.invalid"
"""A file that is published must name an organiser (RFC 5546, 3.2.1); nobody is to be written to."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """`uid` stays whatever changes; of two files the one that was made later counts."""

    uid: str
    start: datetime
    end: datetime
    title: str
    about: str = ""
    link: str = ""
    cancelled: bool = False


def calendar(events: Iterable[Event], *, organiser: str, made_at: datetime) -> bytes:
    """A file with all of these; where each of them is called off, it takes them out of a calendar.

    Moments stand in UTC, so that no calendar's own rules of zones can move them.
    """
    all_ = tuple(events)
    method = "CANCEL" if all_ and all(one.cancelled for one in all_) else "PUBLISH"
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Tandem//Training//EN",
        f"METHOD:{method}",
        *(line for one in all_ for line in _event(one, organiser, made_at)),
        "END:VCALENDAR",
    )
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(one: Event, organiser: str, made_at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{one.uid}"
    yield f"DTSTAMP:{_moment(made_at)}"
    yield f"SEQUENCE:{int((made_at - _FIRST).total_seconds())}"
    yield f"DTSTART:{_moment(one.start)}"
    yield f"DTEND:{_moment(one.end)}"
    yield f"SUMMARY:{_text(one.title)}"
    yield f'ORGANIZER;CN="{_clean(organiser).replace(chr(34), "")}":{_NOBODY}'
    yield f"STATUS:{'CANCELLED' if one.cancelled else 'CONFIRMED'}"
    if one.about:
        yield f"DESCRIPTION:{_text(one.about)}"
    if one.link:
        yield f"LOCATION:{_text(one.link)}"
        yield f"URL:{one.link}"
    yield "END:VEVENT"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return _clean(escaped)


def _clean(words: str) -> str:
    """In one line: what some reader would take for the end of it is a blank."""
    return "".join(" " if unicodedata.category(sign) in _NO_TEXT else sign for sign in words)


def _folded(line: str) -> Iterator[str]:
    """Never within a letter."""
    part, room = "", _LONGEST
    for sign in line:
        if len(sign.encode()) > room:
            yield part
            part, room = " ", _LONGEST - 1
        part, room = part + sign, room - len(sign.encode())
    yield part
