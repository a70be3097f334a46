"""Reads a programme from TOML, and says all that is wrong with it at once, in plain English."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from domain.programme import (
    Announcing,
    ApprovalStep,
    Conditions,
    DealDesk,
    Extending,
    Partner,
    Programme,
    Protecting,
    QuietTimes,
    Region,
    Rule,
    Tier,
    Window,
    WorkingTimes,
    Workspace,
)
from domain.programme_checks import Finding, findings, shortened
from domain.programme_lines import Path, line_of, lines_of

_TABLES: Mapping[str, type[BaseModel]] = {
    "quiet_hours": QuietTimes,
    "working_hours": WorkingTimes,
    "terms": Conditions,
    "protection": Protecting,
    "announcements": Announcing,
    "tiers": Tier,
    "regions": Region,
    "approvals": Rule,
    "workspaces": Workspace,
    "deal_desks": DealDesk,
    "partners": Partner,
}
_KINDS = {
    bool: "true or false",
    int: "a whole number",
    Decimal: "a number with a point",
    str: "text",
    list: "a list",
    dict: "a table",
}
_WORDS = {
    "string_too_short": "This must not be empty.",
    "too_short": "This must not be empty.",
    "int_from_float": "This must be a whole number.",
    "decimal_max_digits": "This amount is too long; at most 15 digits.",
    "decimal_whole_digits": "This amount is too long; at most 12 digits before the point.",
    "decimal_max_places": "This amount has too many digits after the point; at most 3.",
    "finite_number": "This must be an amount.",
    "time_parsing": 'This must be a time of day, such as "20:00".',
}


@dataclass(frozen=True)
class Problem:
    """`path` counts list items from 0, `line` counts lines from 1 (None: the whole file)."""

    path: str
    line: int | None
    sentence: str

    def __str__(self) -> str:
        line = f"line {self.line}" if self.line else ""
        place = ", ".join(part for part in (line, self.path) if part)
        return f"{place}: {self.sentence}" if place else self.sentence


class ProgrammeError(Exception):
    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def read_programme(text: str) -> Programme:
    """The programme, whole and consistent; else ProgrammeError with every problem, by line."""
    data = _parsed(text)
    programme, found = _validated(data)
    if programme is None or found:
        raise ProgrammeError(_problems(text, found))
    return programme


def _parsed(text: str) -> dict[str, Any]:
    try:
        text.encode()
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise ProgrammeError((_syntax_problem(str(error)),)) from error
    except UnicodeEncodeError as error:
        raise ProgrammeError((Problem("", None, "The file is not UTF-8 text."),)) from error
    except (ValueError, ArithmeticError) as error:
        # Beyond TOML's grammar, within Python's limits: a number of thousands of digits or a huge exponent.
        raise ProgrammeError((Problem("", None, "A number in the file is too long."),)) from error
    except RecursionError as error:
        sentence = "Lists or tables are nested too deeply."
        raise ProgrammeError((Problem("", None, sentence),)) from error


def _syntax_problem(message: str) -> Problem:
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)", message)
    if place is None:
        return Problem("", None, f"This is not valid TOML: {message}.")
    line = int(place[1]) if place[1] else None
    where = "" if line else " at the end of the file"
    return Problem("", line, f"This is not valid TOML{where}: {message[: place.start()]}.")


def _validated(data: Mapping[str, Any]) -> tuple[Programme | None, Mapping[Path, str]]:
    """One sentence a place: what a check between the parts says names more than what a type says."""
    found: dict[Path, str] = dict(reversed(list(findings(data))))
    try:
        return Programme.model_validate(data), found
    except ValidationError as error:
        for path, sentence in _type_findings(error):
            found.setdefault(path, sentence)
        return None, found


def _problems(text: str, found: Mapping[Path, str]) -> tuple[Problem, ...]:
    lines = lines_of(text)
    problems = [Problem(_written(path), line_of(path, lines), said) for path, said in found.items()]
    return tuple(sorted(problems, key=lambda problem: (problem.line or 0, problem.path)))


def _written(path: Path) -> str:
    written = ""
    for part in path:
        if isinstance(part, int):
            written += f"[{part}]"
        else:
            plain = re.fullmatch(r"[A-Za-z0-9_-]+", part)
            written += "." * bool(written) + (part if plain else json.dumps(part, ensure_ascii=False))
    return written


def _type_findings(error: ValidationError) -> Iterator[Finding]:
    for detail in error.errors(include_url=False):
        # Pydantic's own marks within a place: a dictionary's key, and the tags of Wording.
        path = tuple(part for part in detail["loc"] if part not in ("[key]", "<text>", "<by language>"))
        yield path, _sentence(detail, path)


def _sentence(detail: ErrorDetails, path: Path) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    match kind:
        case "missing":
            return f'"{path[-1]}" is missing; needed here: {_fields(path, needed_only=True)}.'
        case "extra_forbidden":
            return f"{_shown(path[-1])} is not known here; allowed: {_fields(path)}."
        case "literal_error":
            allowed = str(context["expected"]).replace("'", "").replace(" or ", ", ")
            return f"{_shown(detail['input'])} is not allowed; allowed: {allowed}."
        case "value_error":
            return str(context["error"])
        case "string_too_long":
            return f"This is too long; at most {context['max_length']} characters."
        case "string_pattern_mismatch":
            return _pattern_sentence(detail)
        case "greater_than_equal" | "greater_than" | "less_than_equal":
            return _bound_sentence(context)
    return _WORDS.get(kind) or _kind_sentence(detail)


def _pattern_sentence(detail: ErrorDetails) -> str:
    pattern = detail["ctx"]["pattern"]
    wanted = {
        "^[A-Z]{2}$": "a two-letter ISO 3166 country code, such as PL",
        "^[A-Z]{3}$": "a three-letter ISO 4217 currency code, such as EUR",
        r"^\S+$": "an id without spaces",
        r"^(channel-manager|regional-lead|director|\S+@\S+)$": "channel-manager, regional-lead, director, or an e-mail",
        r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9-]+)+$": "a domain in small letters, such as acme.example",
        r"^[A-Za-z0-9][A-Za-z0-9._-]*$": "letters, digits, points and hyphens, such as 2026-11",
        r"^https://[^\s<>|]+$": "an address that begins with https://",
        r"^[\P{Cc}\n]*$": "text without control characters",
        r"^\P{Cc}*$": "text on one line, without control characters",
    }.get(pattern, "small letters a-z, digits and single hyphens, such as central-europe")
    return f"{_shown(detail['input'])} is not allowed; allowed: {wanted}."


def _bound_sentence(context: Mapping[str, object]) -> str:
    if "gt" in context:
        return f"This must be more than {context['gt']}."
    if "le" in context:
        return f"This must be at most {context['le']}."
    return f"This must be at least {context['ge']}."


def _kind_sentence(detail: ErrorDetails) -> str:
    wanted = {
        "string": "text in quotes", "int": "a whole number", "tuple": "a list in square brackets",
        "model": "a table", "dict": "a table", "mapping": "a table", "decimal": "an amount",
        "bool": "true or false",
    }.get(detail["type"].split("_")[0])  # fmt: skip
    if wanted is None:
        return f"{detail['msg']}."
    return f"This must be {wanted}, not {_shown(detail['input'])}."


def _fields(path: Path, *, needed_only: bool = False) -> str:
    """The keys of the table in which the last part of the path stands."""
    fields = _table_of(path).model_fields
    return ", ".join(name for name, field in fields.items() if field.is_required() or not needed_only)


def _table_of(path: Path) -> type[BaseModel]:
    if path[:-1] == ():
        return Programme
    if "windows" in path[1:-1]:
        return Window
    if "extensions" in path[1:-1]:
        return Extending
    return ApprovalStep if "steps" in path else _TABLES[str(path[0])]


def _shown(value: object) -> str:
    if isinstance(value, str):
        return f'"{shortened(value)}"'
    return next((words for kind, words in _KINDS.items() if isinstance(value, kind)), "a date or time")
