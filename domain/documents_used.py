"""What is used of the catalogue, what is not, and what is missing in it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Used:
    """How many people opened a document, how often, and how many of them said that it was useful, or was not."""

    ref: str
    title: str
    people: int = 0
    times: int = 0
    useful: int = 0
    useless: int = 0


@dataclass(frozen=True)
class Unused:
    """How many documents nobody opened, and those of them that have stood there longest."""

    count: int
    some: tuple[Used, ...]


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Words that found nothing in a region: for how many partners, how often, and when last."""

    region: str
    words: str
    partners: int
    times: int
    at: datetime
