"""people.csv: who works with the programme, read line by line; every mistake is said with its line."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain.people import PARTNER_ROLES, VENDOR_ROLES, Person, Role
from domain.programme import VENDOR, Programme
from domain.refusal import Refusal
from domain.when import zone
from handlers.terms import EMAIL

COLUMNS = ("email", "name", "organisation", "roles", "language", "zone", "looks_after")
LONGEST = 200
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
"""No part of a name; PostgreSQL does not keep NUL."""


@dataclass(frozen=True)
class Mistake:
    """What is wrong in a line, and what would be right. `line` counts from 1, the header being 1."""

    line: int
    sentence: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.sentence}"


@dataclass(frozen=True)
class Line:
    """One line that was understood: a person, without an id yet."""

    number: int
    person: Person


class PeopleError(Exception):
    """The file as a whole cannot be read."""


def read_people(text: str, programme: Programme) -> Iterator[Line | Mistake]:
    """Each line as a person or a mistake; PeopleError where the header is not COLUMNS."""
    rows = _numbered(text)
    try:
        _, header = next(rows, (1, []))
        if tuple(map(str.casefold, header)) != COLUMNS:
            raise PeopleError(f"The first line must be: {','.join(COLUMNS)}")
        yield from _lines(rows, programme)
    except csv.Error as error:
        raise PeopleError(f"The file is not readable as CSV: {error}.") from error


def _numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    try:
        for cells in rows:
            yield rows.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise csv.Error(f"{error}, in line {rows.line_num}") from error


def _lines(rows: Iterator[tuple[int, list[str]]], programme: Programme) -> Iterator[Line | Mistake]:
    seen: dict[tuple[str, str], int] = {}
    for number, cells in rows:
        if not any(cells):
            continue
        try:
            person = _person(cells, programme)
        except _Wrong as wrong:
            yield Mistake(number, str(wrong))
            continue
        key = (person.organisation, person.email)
        if key in seen:
            yield Mistake(number, f"{person.email} of {person.organisation} stands in line {seen[key]} already")
            continue
        seen[key] = number
        yield Line(number, person)


class _Wrong(Exception):
    """What is wrong with one cell."""


def _person(cells: list[str], programme: Programme) -> Person:
    if len(cells) != len(COLUMNS):
        raise _Wrong(f"{len(cells)} columns instead of {len(COLUMNS)}")
    given = dict(zip(COLUMNS, cells, strict=True))
    organisation = _organisation(given["organisation"], programme)
    roles = _roles(given["roles"], organisation)
    return Person(
        id="",
        name=_name(given["name"]),
        email=_email(given["email"]),
        organisation=organisation,
        roles=roles,
        language=_language(given["language"], organisation, programme),
        zone=_zone(given["zone"], organisation, programme),
        looks_after=_looks_after(given["looks_after"], roles, programme),
    )


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name or len(name) > LONGEST or _CONTROL.search(name):
        raise _Wrong(f"a name of 1 to {LONGEST} characters is needed")
    return name


def _email(text: str) -> str:
    if not EMAIL.fullmatch(text):
        raise _Wrong(f'"{text}" is no e-mail address')
    return text.casefold()


def _organisation(text: str, programme: Programme) -> str:
    if text != VENDOR and programme.partner(text) is None:
        raise _Wrong(f'"{text}" is no organisation; allowed: {_allowed([VENDOR, *_partners(programme)])}')
    return text


def _roles(text: str, organisation: str) -> frozenset[Role]:
    allowed = VENDOR_ROLES if organisation == VENDOR else PARTNER_ROLES
    words = text.split()
    wrong = [word for word in words if word not in allowed]
    if wrong or not words:
        what = f'"{wrong[0]}" is no role' if wrong else "a role is needed"
        raise _Wrong(f"{what} of {organisation}; allowed: {_allowed(allowed)}")
    return frozenset(map(Role, words))


def _language(text: str, organisation: str, programme: Programme) -> str:
    partner = programme.partner(organisation)
    language = text or (partner.language if partner else programme.language)
    if language not in programme.languages:
        raise _Wrong(f'"{text}" is no language of the programme; allowed: {_allowed(programme.languages)}')
    return language


def _zone(text: str, organisation: str, programme: Programme) -> str:
    partner = programme.partner(organisation)
    try:
        return zone(text or (partner.zone if partner else programme.zone)).key
    except Refusal:
        raise _Wrong(f'"{text}" is no time zone; write it like Europe/Warsaw') from None


def _looks_after(text: str, roles: frozenset[Role], programme: Programme) -> frozenset[str]:
    allowed = set(_partners(programme)) if Role.CHANNEL_MANAGER in roles else set()
    allowed |= set(programme.regions) if Role.REGIONAL_LEAD in roles else set()
    wrong = [word for word in text.split() if word not in allowed]
    if wrong:
        raise _Wrong(f'"{wrong[0]}" cannot be looked after; allowed: {_allowed(allowed) or "nothing for these roles"}')
    return frozenset(text.split())


def _partners(programme: Programme) -> list[str]:
    return [partner.key for partner in programme.partners]


def _allowed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))
