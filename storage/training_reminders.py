"""Reminders of training, made ahead: what is planned, and what became of it; any number of processes work on them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, Text, bindparam, delete, literal_column, select, update

from domain.training_reminders import About, Reminder, Step
from storage.ids import new_id
from storage.tables import Moment, training_reminders
from storage.upsert import insert_new


class Fate(StrEnum):
    """What became of one."""

    ASKED = "asked"
    """Understood, and not agreed to yet."""
    PLANNED = "planned"
    SENT = "sent"
    STALE = "stale"


Planned = Row[Any]
"""One as it stands in the table: of the many that are looked at each day hardly any has changed."""

_T = training_reminders
_PEOPLE: BindParameter[str] = bindparam("people", expanding=True)
# Written out, and not as a parameter: only so do the databases see that their index of what is planned holds it all.
_PLANNED = _T.c.fate == literal_column(f"'{Fate.PLANNED}'", Text())
_PLANNED_OF = select(_T).where(_T.c.person.in_(_PEOPLE), _PLANNED)
_ONE = select(_T).where(_T.c.id == bindparam("of"))
# What another process has in its hands is left to it.
_DUE = (
    select(_T)
    .where(_PLANNED, _T.c.at <= bindparam("now", type_=Moment))
    .order_by(_T.c.at, _T.c.id)
    .limit(bindparam("size"))
    .offset(bindparam("beyond"))
    .with_for_update(skip_locked=True)
)
_AS_SEEN = update(_T).where(_T.c.id == bindparam("of"), _PLANNED, _T.c.at == bindparam("seen", type_=Moment))
_SAME = update(_T).where(
    _T.c.person == bindparam("whose"),
    _T.c.subject == bindparam("about_"),
    _T.c.step == bindparam("how"),
    _T.c.meant == bindparam("what"),
)
_DROP = delete(_T).where(_T.c.id == bindparam("of"), _PLANNED)


_OWN_OF = (
    select(_T)
    .where(_T.c.person == bindparam("whose"), _T.c.about == About.OWN.value, _PLANNED)
    .order_by(_T.c.at, _T.c.id)
)
_UNASKED = delete(_T).where(
    _T.c.person == bindparam("whose"), _T.c.about == About.OWN.value, _T.c.fate == Fate.ASKED.value
)
_AGREE = update(_T).where(_T.c.id == bindparam("of"), _T.c.fate == Fate.ASKED.value)
_FORGET = delete(_T).where(_T.c.id == bindparam("of"), _T.c.person == bindparam("whose"), _T.c.about == About.OWN.value)
_FORGET_ALL = delete(_T).where(_T.c.person == bindparam("whose"), _T.c.about == About.OWN.value)
_SAME_ONE = select(_T).where(
    _T.c.person == bindparam("whose"),
    _T.c.subject == bindparam("about_"),
    _T.c.step == bindparam("how"),
    _T.c.meant == bindparam("what"),
)


class TrainingReminders:
    """One a person, thing, step and moment that was meant; what was sent is never planned again."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, reminder_id: str) -> Reminder | None:
        """The one with this id."""
        row = self._connection.execute(_ONE, {"of": reminder_id}).first()
        return reminder_of(row) if row else None

    def planned_for(self, people: Collection[str]) -> Mapping[str, Sequence[Planned]]:
        """What these people are still to get, by person."""
        found: dict[str, list[Planned]] = {}
        for row in self._connection.execute(_PLANNED_OF, {"people": sorted(people)}):
            found.setdefault(row.person, []).append(row)
        return found

    def plan(self, wanted: Collection[Reminder], planned: Iterable[Planned], *, at: datetime) -> None:
        """What is wanted of one person is planned, at its moment, and nothing else; what is past is not begun.

        What its reader wanted to hear again stays as long as what it is about is meant as it was.
        """
        left = {(row.subject, row.step, row.meant): row for row in planned}
        meant = {(one.subject, one.meant) for one in wanted}
        for one in wanted:
            there = left.pop(one.key, None)
            if there is None and one.at > at and one.at < one.over_at:
                self.add(one)
            elif there is not None and (there.about, there.at, there.over_at, there.zone) != _moment(one):
                self.move(reminder_of(there), one)
        for gone in left.values():
            if gone.step != Step.AGAIN or (gone.subject, gone.meant) not in meant:
                self._connection.execute(_DROP, {"of": gone.id})

    def add(self, reminder: Reminder) -> bool:
        """Planned; False where it was, or was sent."""
        return insert_new(self._connection, training_reminders, _row(reminder))

    def repeat(self, reminder: Reminder) -> None:
        """Planned, also where it was sent before."""
        if not self.add(reminder):
            values = {"fate": Fate.PLANNED.value, "done_at": None, **_values(reminder)}
            asked = {"whose": reminder.person, "about_": reminder.subject, "how": reminder.step, "what": reminder.meant}
            self._connection.execute(_SAME.values(values), asked)

    def ask(self, reminder: Reminder) -> Reminder:
        """Kept until its person agrees to it, in place of what they asked before; the same one, where it is there."""
        self._connection.execute(_UNASKED, {"whose": reminder.person})
        insert_new(self._connection, training_reminders, {**_row(reminder), "fate": Fate.ASKED.value})
        same = {"whose": reminder.person, "about_": reminder.subject, "how": reminder.step, "what": reminder.meant}
        return reminder_of(self._connection.execute(_SAME_ONE, same).one())

    def agree(self, reminder: Reminder) -> None:
        """It is planned, at its moment."""
        self._connection.execute(_AGREE.values(fate=Fate.PLANNED.value, **_values(reminder)), {"of": reminder.id})

    def forget(self, reminder_id: str, person: str) -> None:
        """What this person asked for themselves is gone, words and all."""
        self._connection.execute(_FORGET, {"of": reminder_id, "whose": person})

    def forget_all(self, person: str) -> None:
        """The same of all that this person asked for themselves, whatever became of it."""
        self._connection.execute(_FORGET_ALL, {"whose": person})

    def own_of(self, person: str) -> tuple[Reminder, ...]:
        """What this person asked for themselves and is to come, the next first."""
        return tuple(map(reminder_of, self._connection.execute(_OWN_OF, {"whose": person})))

    def move(self, seen: Reminder, now: Reminder) -> None:
        """Another moment; where somebody else has it by now, nothing."""
        self._connection.execute(_AS_SEEN.values(_values(now)), {"of": seen.id, "seen": seen.at})

    def due(self, at: datetime, *, size: int, beyond: int = 0) -> tuple[Reminder, ...]:
        """The next, which nobody else has in hand."""
        asked = {"now": at, "size": size, "beyond": beyond}
        return tuple(map(reminder_of, self._connection.execute(_DUE, asked)))

    def settle(self, some: Collection[Reminder], fate: Fate, *, at: datetime) -> None:
        """What became of these, which `due` gave this transaction and nobody else."""
        if some:
            values = {"fate": fate.value, "done_at": at}
            rows = [{"of": one.id, "seen": one.at} for one in some]
            self._connection.execute(_AS_SEEN.values(values), rows)


def _moment(one: Reminder) -> tuple[str, datetime, datetime, str]:
    """What may change: the end of a certificate is the day on which its course is due, once that is assigned."""
    return one.about.value, one.at, one.over_at, one.zone


def _values(one: Reminder) -> dict[str, Any]:
    return dict(zip(("about", "at", "over_at", "zone"), _moment(one), strict=True))


def _row(one: Reminder) -> dict[str, Any]:
    return {
        "id": new_id(),
        "person": one.person,
        "subject": one.subject,
        "step": one.step.value,
        "meant": one.meant,
        **_values(one),
        "fate": Fate.PLANNED.value,
    }


def reminder_of(row: Planned) -> Reminder:
    """As it stands in the table."""
    return Reminder(
        id=row.id,
        person=row.person,
        about=About(row.about),
        subject=row.subject,
        step=Step(row.step),
        meant=row.meant,
        at=row.at,
        over_at=row.over_at,
        zone=row.zone,
    )
