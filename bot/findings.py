"""Findings: what `tandem doctor` found, a line each, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum

SKEW = 120.0
"""Seconds by which the clock may be off; Slack's signatures are refused from 300 on (docs.slack.dev, verifying
requests)."""


class Level(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Finding:
    """`remedy` is what to do: a command, a click, a setting."""

    level: Level
    about: str
    words: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.level:8} {self.about}: {self.words}" + (f" {self.remedy}" if self.remedy else "")


def ok(about: str, words: str) -> Finding:
    """It is as it should be."""
    return Finding(Level.OK, about, words)


def warning(about: str, words: str, remedy: str) -> Finding:
    """It works, but not all of it."""
    return Finding(Level.WARNING, about, words, remedy)


def error(about: str, words: str, remedy: str) -> Finding:
    """It cannot work so."""
    return Finding(Level.ERROR, about, words, remedy)


def clock(about: str, headers: Mapping[str, str], now: datetime) -> Finding:
    """Our clock against the platform's own, which it says with every answer."""
    try:
        theirs = parsedate_to_datetime(headers.get("Date", ""))
    except ValueError:
        return warning(about, "the answer had no date, so that the clock could not be compared.", "")
    off = (now - (theirs if theirs.tzinfo else theirs.replace(tzinfo=UTC))).total_seconds()
    if abs(off) <= SKEW:
        return ok(about, "the clocks agree.")
    way = "ahead of" if off > 0 else "behind"
    return error(about, f"this machine's clock is {abs(off):.0f} s {way} theirs.", "Set it, by NTP for good.")
