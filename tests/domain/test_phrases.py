"""Days as people type them: every phrase is read right, asked back or refused, and never read wrong."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest

from domain.grammar import grammar
from domain.refusal import Refusal
from domain.tongues import TONGUES
from domain.when import Turn, read_day, read_moment

SATURDAY = date(2026, 11, 21)
WEDNESDAY = date(2026, 11, 18)
FRIDAY = date(2026, 11, 27)

ASKED = {
    ("en", "03/04/2027"): ("2027-04-03", "2027-03-04"),
    ("pl", "03/04/2027"): ("2027-04-03", "2027-03-04"),
    ("pt-BR", "03/04/2027"): ("2027-04-03", "2027-03-04"),
    ("pt-PT", "3/4/2027"): ("2027-04-03", "2027-03-04"),
    ("pl", "03-04-2027"): ("2027-04-03", "2027-03-04"),
    ("en", "03.04.2027"): ("2027-04-03", "2027-03-04"),
    ("pl", "do 03/04/2027"): ("2027-04-03", "2027-03-04"),
    ("en", "3/4/27"): ("2027-04-03", "2027-03-04"),
    ("pl", "3/4"): ("2027-04-03", "2027-03-04"),
    ("en", "12/11/2026"): ("2026-11-12", "2026-12-11"),  # one is past: a slip in the year is as likely
}

UNREADABLE = (
    *("", " ", ".", "?", "1", "12", "2027", "may", "March 2027", "03/2027", "12/26", "27-01-30", "26-12", "0/0"),
    *("31/02/2027", "2027-02-30", "2027-13-01", "0000-00-00", "32 December", "30 february", "0 March 2027"),
    *("monday 27 november", "Monday, 27 November 2026", "friday at 10", "tomorrow at 9", "at 5", "noon", "soon"),
    *("in -3 days", "in 1.5 weeks", "in 3-4 weeks", "in 3 business days", "in 5000 years", "before friday"),
    *(
        "next week",
        "next month",
        "last friday",
        "1 quarter",
        "1 trimestre",
        "mid March",
        "beginning of March",
        "not 5 March 2027",
    ),
    *("5 or 6 March 2027", "5-6 March 2027", "5 March 2027 at 10:00", "monday 27 2026", "1 hour 2027", "now"),
    *("jutro o 9", "w piątek o 10", "dziś o 18", "za godzinę", "za 3 dni robocze", "za półtora roku", "w marcu"),
    *("połowa marca", "początek marca", "wtorek 27 listopada", "w przyszłym tygodniu", "pt o 15"),
    *("amanhã às 9h", "hoje às 18h", "sexta às 10h", "próxima semana", "mês que vem", "em 3 dias úteis", "meados"),
    *("início de março", "quinta, 27 de novembro", "fim de semana", "daqui a pouco", "2 de março às 15h", "dom 27"),
    *(
        "٣ مارس",
        "２０２７-０４-０３",
        "2027-04-03T10:00",
        "3²/04/2027",
        "1² March",
        "\0",
        "ł" * 200,
        "5 March 2027 " * 9,
    ),
)

T = TypeVar("T")
LANGUAGES = ("en", "pl", "pt-BR")


@dataclass(frozen=True)
class Line:
    """One line of a table: what is typed, where and when, and what it means."""

    language: str
    typed: str
    at: datetime
    zone: ZoneInfo
    means: str


def lines(language: str) -> Iterator[Line]:
    at, zone = datetime.min.replace(tzinfo=UTC), ZoneInfo("UTC")
    for line in (Path(__file__).parent / "phrases" / f"{language}.txt").read_text().splitlines():
        if line.startswith("@"):
            day, hour, name = line[1:].split()
            zone = ZoneInfo(name)
            at = datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=zone).astimezone(UTC)
        elif line and not line.startswith("#"):
            typed, _, means = line.rpartition(" = ")
            yield Line(language, typed, at, zone, means)


def understood(line: Line) -> str:
    """What is made of it, in the words of the table."""
    try:
        moment = read_moment(line.typed, language=line.language, zone=line.zone, at=line.at)
    except Refusal as refusal:
        return refused(line, refusal)
    local = moment.at.astimezone(line.zone)
    return f"{local:%Y-%m-%d %H:%M}" + ("" if moment.turn is Turn.NONE else f" {moment.turn.name.lower()}")


def refused(line: Line, refusal: Refusal) -> str:
    if refusal.reason == "moment-ambiguous":
        return "? " + " ".join(f"{moment.astimezone(line.zone):%Y-%m-%d %H:%M}" for moment in moments(refusal))
    if refusal.reason == "date-ambiguous":
        return "? {first} {second}".format_map(refusal.values)
    if refusal.reason in {"moment-without-hour", "moment-unreadable"}:
        return day_of(line) or f"! {refusal.reason}"
    return f"! {refusal.reason}"


def moments(refusal: Refusal) -> Iterator[datetime]:
    yield from (value for value in refusal.values.values() if isinstance(value, datetime))


def day_of(line: Line) -> str:
    """The day alone; nothing where a part of it was named as well."""
    try:
        return str(read_day(line.typed, language=line.language, today=line.at.astimezone(line.zone).date()))
    except Refusal as refusal:
        reason = refusal.reason
    return "! date-unreadable" if line.means == "! date-unreadable" and reason == "date-unreadable" else ""


LINES = [line for language in LANGUAGES for line in lines(language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_is_read_as_what_it_means(language):
    wrong = {
        f"{line.at:%a %H:%M} {line.typed}": (line.means, made)
        for line in LINES
        if line.language == language and (made := understood(line)) != line.means
    }

    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_is_long_enough_to_mean_something(language):
    typed = {(line.typed.casefold(), line.at) for line in LINES if line.language == language}
    assert len(typed) >= 300


@pytest.mark.parametrize(("language", "phrase"), ASKED)
def test_an_ambiguous_day_is_asked_and_not_guessed(language, phrase):
    with pytest.raises(Refusal) as refused:
        read_day(phrase, language=language, today=SATURDAY)

    assert (refused.value.reason, refused.value.field) == ("date-ambiguous", None)
    both = refused.value.values["first"], refused.value.values["second"]
    assert tuple(map(str, both)) == ASKED[language, phrase]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("phrase", UNREADABLE)
def test_what_is_not_surely_a_day_is_refused(language, phrase):
    with pytest.raises(Refusal, match="date-unreadable"):
        read_day(phrase, language=language, today=SATURDAY)


@pytest.mark.parametrize(
    ("language", "phrase", "today", "day"),
    [
        ("en", "friday", WEDNESDAY, "2026-11-20"),
        ("en", "next friday", WEDNESDAY, "2026-11-27"),
        ("en", "friday next week", WEDNESDAY, "2026-11-27"),
        ("pl", "w piątek", WEDNESDAY, "2026-11-20"),
        ("pl", "przyszły piątek", WEDNESDAY, "2026-11-27"),
        ("pl", "w najbliższy piątek", WEDNESDAY, "2026-11-20"),
        ("pt-BR", "sexta", WEDNESDAY, "2026-11-20"),
        ("pt-BR", "próxima sexta", WEDNESDAY, "2026-11-20"),
        ("pt-BR", "sexta da semana que vem", WEDNESDAY, "2026-11-27"),
        ("en", "friday", FRIDAY, "2026-12-04"),
        ("en", "next friday", FRIDAY, "2026-12-04"),
        ("pt-PT", "próxima sexta-feira", FRIDAY, "2026-12-04"),
        ("en", "in a month", date(2027, 1, 31), "2027-02-28"),
        ("en", "in 3 months", date(2027, 11, 30), "2028-02-29"),
        ("en", "end of March", date(2027, 3, 31), "2027-03-31"),
        ("en", "end of March", date(2027, 4, 1), "2028-03-31"),
        ("pl", "koniec przyszłego miesiąca", date(2027, 1, 31), "2027-02-28"),
        ("pl", "koniec kwartału", date(2027, 1, 1), "2027-03-31"),
        ("pt-BR", "fim do próximo trimestre", date(2026, 12, 31), "2027-03-31"),
        ("de", "31.12.2026", SATURDAY, "2026-12-31"),
    ],
)
def test_a_phrase_is_read_from_the_day_on_which_it_is_said(language, phrase, today, day):
    assert str(read_day(phrase, language=language, today=today)) == day


@pytest.mark.parametrize(
    ("language", "phrase", "today"),
    [
        ("pl", "następny piątek", WEDNESDAY),
        ("pl", "w kolejny piątek", WEDNESDAY),
        ("pt-BR", "sexta-feira que vem", WEDNESDAY),
        ("en", "this friday", FRIDAY),
        ("pl", "w ten piątek", FRIDAY),
        ("pt-BR", "nesta sexta", FRIDAY),
    ],
)
def test_a_weekday_that_may_be_either_of_two_is_asked(language, phrase, today):
    with pytest.raises(Refusal, match="date-ambiguous") as refused:
        read_day(phrase, language=language, today=today)

    first, second = (date.fromisoformat(str(refused.value.values[each])) for each in ("first", "second"))
    assert second - first == timedelta(days=7)


@pytest.mark.parametrize("phrase", ["2026-11-20", "31.12.2025", "end of 2025", "20 November 2026", "3/4/2026"])
def test_a_past_day_is_refused_by_name(phrase):
    with pytest.raises(Refusal, match="date-past") as refused:
        read_day(phrase, language="en", today=SATURDAY)

    assert date.fromisoformat(str(refused.value.values["day"])) < SATURDAY


@pytest.mark.parametrize(
    "phrase", ["2031-11-22", "in 6 years", "end of 2099", "9998-12-31", "in 999 years", "3/4/2040"]
)
def test_a_day_more_than_five_years_away_is_refused(phrase):
    with pytest.raises(Refusal, match="date-too-far") as refused:
        read_day(phrase, language="en", today=SATURDAY)

    assert refused.value.values["latest"] == date(2031, 11, 21)


@pytest.mark.parametrize("filler", ["9", "a", " ", "1/", "do ", "ł", ".", "-", "end of ", "2027 ", "\u0301"])
def test_however_long_a_text_is_it_comes_to_an_end(filler):
    """Anything that grows faster than the text would run into the suite's time-out."""
    for length in (200, 1_000_000):
        with pytest.raises(Refusal):
            read_day((filler * length)[:length], language="pl", today=SATURDAY)


WORDS = {
    language: sorted(
        {*TONGUES[language[:2]].senses, *TONGUES[language[:2]].units, *TONGUES[language[:2]].offsets}
        | {word for line in LINES if line.language == language for word in line.typed.split()}
        | set("0123456789/.-,:@i")
        | {"31", "12", "2027", "9:30", "14h30", "5pm", "\u0301", "\U0001f600"}
    )
    for language in LANGUAGES
}
REASONS = {"date-unreadable", "date-past", "date-too-far", "date-ambiguous"}
MOMENT_REASONS = REASONS | {"moment-unreadable", "moment-past", "moment-ambiguous", "moment-without-hour"}


def random_text(chance: Random, language: str) -> str:
    """Words of the language in any order, a line of the table with one word changed, or any signs at all."""
    words = WORDS[language]
    match chance.randrange(4):
        case 0:
            return " ".join(chance.choices(words, k=chance.randint(1, 7)))
        case 1:
            return "".join(chr(chance.randrange(1, 0x3000)) for _ in range(chance.randint(0, 220)))
        case 2:
            return "".join(chance.choices("0123456789:./- hT,ap m", k=chance.randint(1, 20)))
        case _:
            line = chance.choice(LINES).typed.split()
            line[chance.randrange(len(line))] = chance.choice(words)
            return " ".join(line)


def test_any_text_gives_a_day_or_a_moment_to_come_or_a_refusal(count):
    chance = Random(6)
    warsaw = ZoneInfo("Europe/Warsaw")
    for _ in range(count(20_000)):
        language = chance.choice(LANGUAGES)
        text = random_text(chance, language)
        at = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(12 * 365 * 24 * 60))
        today = at.astimezone(warsaw).date()

        day = read_or_refused(partial(read_day, text, language=language, today=today))
        moment = read_or_refused(partial(read_moment, text, language=language, zone=warsaw, at=at))

        assert day.reason in REASONS if isinstance(day, Refusal) else today <= day <= today + timedelta(days=5 * 366), (
            text
        )
        if isinstance(moment, Refusal):
            assert moment.reason in MOMENT_REASONS, text
        else:
            assert at <= moment.at <= at + timedelta(days=5 * 366), text


def test_a_word_that_no_rule_knows_is_never_passed_over(count):
    chance = Random(7)
    sure = [line for line in LINES if line.means[0] not in "!?"]
    for _ in range(count(10_000)):
        line = chance.choice(sure)
        words = line.typed.split()
        words.insert(chance.randint(0, len(words)), chance.choice(["not", "xyz", "nie", "não", "1x", "+1"]))

        assert understood(replace(line, typed=" ".join(words), means="")).startswith("!"), words


def test_each_group_of_a_phrase_is_counted():
    """A group that nobody looks at would be a word that is passed over in silence."""
    for code in TONGUES:
        known = grammar(code)
        assert {name for pattern in [each for _, each in known.clocks] for name in pattern.groupindex} <= CLOCK_GROUPS
        assert {name for pattern in known.spans for name in pattern.groupindex} <= LENGTH_GROUPS
        assert {name for _, pattern in known.days for name in pattern.groupindex} <= DAY_GROUPS


CLOCK_GROUPS = frozenset(
    {
        *(
            "at",
            "hour",
            "figure",
            "clock",
            "minute",
            "few",
            "minutes",
            "less",
            "quarter",
            "halfway",
            "half_to",
            "before",
        ),
        *("half", "noon", "midnight"),
    }
)
LENGTH_GROUPS = frozenset(["one", "hours", "minute", "minutes", "halves", "quarters", "three_quarters", "now"])
DAY_GROUPS = frozenset(
    {
        *("figures", "day", "number", "month", "year", "year2", "weekday", "n", "nth", "unit", "quarter", "quarter2"),
        *("nth_quarter", "offset", "next", "later"),
    }
)


def test_what_our_grammar_understands_never_loads_dateparser():
    """Its import alone takes a tenth of a second."""
    program = """
import sys
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo
from domain.when import read_day, read_moment
read_day("koniec marca", language="pl", today=date(2026, 11, 21))
read_moment("jutro o 9", language="pl", zone=ZoneInfo("Europe/Warsaw"), at=datetime(2026, 11, 21, tzinfo=UTC))
sys.exit("dateparser" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def read_or_refused(read: Callable[[], T]) -> T | Refusal:
    try:
        return read()
    except Refusal as refusal:
        return refusal
