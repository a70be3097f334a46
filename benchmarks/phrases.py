"""What reading a phrase by our grammar costs, beside dateparser with the language given."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from statistics import median
from time import perf_counter
from zoneinfo import ZoneInfo

from dateparser import parse

from benchmarks.figures import Figure, note
from domain.refusal import Refusal
from domain.when import LONGEST, read_moment

WARSAW = ZoneInfo("Europe/Warsaw")
NOON = datetime(2026, 11, 21, 11, tzinfo=UTC)
TYPED = {
    "en": ("tomorrow at 9", "friday at 15:00", "in 2 hours", "3 May 2027, 14:30", "soon"),
    "pl": ("jutro o 9", "w piątek o 15:00", "za 2 godziny", "3 maja 2027 14:30", "niebawem"),
    "pt": ("amanhã às 9h", "sexta às 15:00", "em 2 horas", "3 de maio de 2027 14:30", "em breve"),
}
TIMES = 40


def figures() -> Iterator[Figure]:
    """At the median, once both have read each language; what is not understood at its slowest."""
    ours, theirs = _p50(_ours), _p50(_theirs)
    note("phrases.us", f"ours {ours * 1e6:.0f}, dateparser {theirs * 1e6:.0f}")
    yield Figure("phrases.ratio", "of dateparser", ours / theirs, most=1)
    yield Figure(
        "phrases.longest", "ms", max(_seconds(_ours, "9 o w " * (LONGEST // 6), "pl") for _ in range(5)) * 1e3, most=50
    )


def _p50(read: Callable[[str, str], object]) -> float:
    texts = [(text, language) for language, phrases in TYPED.items() for text in phrases]
    for text, language in texts:
        read(text, language)
    return median(_seconds(read, text, language) for text, language in texts * TIMES)


def _seconds(read: Callable[[str, str], object], text: str, language: str) -> float:
    began = perf_counter()
    read(text, language)
    return perf_counter() - began


def _ours(text: str, language: str) -> object:
    try:
        return read_moment(text, language=language, zone=WARSAW, at=NOON)
    except Refusal as refusal:
        return refusal


def _theirs(text: str, language: str) -> object:
    return parse(text, languages=[language], settings={"RELATIVE_BASE": NOON.replace(tzinfo=None)})
