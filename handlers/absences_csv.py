"""absences.csv: who of those who decide is away, read line by line; every mistake is said with its line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.absences import Stretch
from domain.people import Can, Person
from domain.programme import VENDOR
from domain.refusal import Refusal
from domain.sheets import Line, Mistake, read_lines
from domain.when import instant
from handlers.absences import follow
from storage.store import Store

COLUMNS = ("email", "from", "until")
SOURCE = "file"
"""Under which name these absences are kept: the next file says anew what they are."""
_DAY = timedelta(days=1)
_LAST = date(9998, 12, 31)
"""Staff systems write the last day there is for an absence without an end."""


@dataclass(frozen=True)
class Told:
    """What a line says of a person; without a stretch, that they are not away."""

    person: Person
    stretch: Stretch | None

    @property
    def key(self) -> str:
        """What must not stand in a file twice."""
        return f"{self.person.id} {self.stretch}"


def read_absences(text: str, store: Store, wrong: set[str] | None = None) -> Iterator[Line[Told] | Mistake]:
    """Each line as what it says, or a mistake; into `wrong` go the ids of people of whom a line is one."""

    def read(cells: Mapping[str, str]) -> Told:
        try:
            return _told(cells, store)
        except Refusal:
            person = store.people.with_email(VENDOR, cells["email"])
            if person and wrong is not None:
                wrong.add(person.id)
            raise

    return read_lines(text, COLUMNS, read, lambda told: told.key)


def keep_absences(all_: list[Told], store: Store, *, at: datetime, by: str) -> int:
    """Of each person whom the file names, exactly what it says; how many people these are."""
    theirs: dict[str, list[Told]] = {}
    for told in all_:
        theirs.setdefault(told.person.id, []).append(told)
    for person_id in sorted(theirs):
        lines = theirs[person_id]
        stretches = [told.stretch for told in lines if told.stretch]
        follow(lines[0].person, SOURCE, stretches, store, at=at, by=by)
    return len(theirs)


def _told(cells: Mapping[str, str], store: Store) -> Told:
    person = store.people.with_email(VENDOR, cells["email"])
    if person is None or not person.may(Can.DECIDE):
        raise Refusal("absence-nobody", given=cells["email"])
    if not cells["from"] and not cells["until"]:
        return Told(person, None)
    first, last, zone = _day(cells["from"]), min(_day(cells["until"]), _LAST), ZoneInfo(person.zone)
    if last < first:
        raise Refusal("delegation-turned")
    return Told(person, Stretch(instant(first, time(), zone), instant(last + _DAY, time(), zone)))


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        raise Refusal("absence-day", given=text) from None
