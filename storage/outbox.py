"""What is to be told, to whom and when.

A notice holds a name and ids, never a rendered card. A copy is one reader's: its state counts the first
delivery only; `wanted` and `shown` are the revisions that amends go by; `due` is NULL when nothing is left to
do. Put in the transaction that changes what is told of, so that the two cannot part.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Select, Text, and_, bindparam, case, exists, func, insert, or_, select, update

from domain.digests import URGENT, next_digest
from domain.notices.kinds import KINDS
from domain.notices.notice import Notice
from domain.people import Person
from domain.when import QuietHours
from storage.broadcasts import make_copies
from storage.copies import (
    AMENDED,
    AT_DESK,
    IS_OUT,
    LIVE,
    MINE,
    NO_ACCOUNT_YET,
    NOW,
    PARKED,
    CopyState,
    Lane,
    Told,
    address_of,
    in_order,
)
from storage.ids import new_id
from storage.people import Known
from storage.tables import Moment, copies, notices
from storage.upsert import insert_new, new_rows

_Row = dict[str, Any]


class Outbox:
    """Put, amend, call off, replace, take back; and who was told."""

    def __init__(self, connection: Connection, quiet: Callable[[], QuietHours | None]) -> None:
        self._connection = connection
        self._quiet = quiet
        self._gathered: list[tuple[_Row, list[_Row]]] | None = None

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is put inside is put at the end, all of it by two statements; nobody can ask for it before."""
        gathered: list[tuple[_Row, list[_Row]]] = []
        self._gathered = gathered
        try:
            yield
        finally:
            self._gathered = None
        if gathered:
            new = self._new([row for row, _ in gathered])
            if rows := [one for row, theirs in gathered if row["id"] in new for one in theirs]:
                self._connection.execute(_PUT, rows)

    def put(
        self,
        notice: Notice,
        *,
        to: Iterable[Person],
        at: datetime,
        after: timedelta = timedelta(),
        promised: datetime | None = None,
        at_desk: Collection[str] = (),
    ) -> bool:
        """To be told once to each reader, so long `after`; the same notice again adds nothing, and is False.
        Of what is put `together` nobody knows yet, and it is True.

        Who wants requests together has this one with the next digest, unless the answer is `promised` too soon; who
        is told `at_desk`, has no message of their own.
        """
        readers = {person.id: person for person in to}
        row = _notice(notice, at)
        if not readers or (self._gathered is None and not insert_new(self._connection, notices, row)):
            return False
        quiet = self._quiet() if notice.waits else None
        rows = [
            _told_there(row["id"], reader, at)
            if reader.id in at_desk
            else _copy(notice, row["id"], reader, at + after, quiet, promised)
            for reader in readers.values()
        ]
        if self._gathered is None:
            self._connection.execute(_PUT, rows)
        else:
            self._gathered.append((row, rows))
        return True

    def put_each(
        self, some: Iterable[tuple[Notice, Person, timedelta]], *, at: datetime, lane: Lane = Lane.PERSONAL
    ) -> int:
        """Each to its one reader, so long after, in a few statements; what was put before adds nothing. How many.

        Where they may be a great many, `lane` lets what one person is told by itself go before them.
        """
        rows = [(_notice(notice, at), notice, person, after) for notice, person, after in some]
        if not rows:
            return 0
        quiet, new = self._quiet(), self._new([row for row, *_ in rows])
        put = [
            {**_copy(notice, row["id"], person, at + after, quiet if notice.waits else None, None), "lane": lane}
            for row, notice, person, after in rows
            if row["id"] in new
        ]
        if put:
            self._connection.execute(_PUT, put)
        return len(put)

    def _new(self, rows: Sequence[_Row]) -> set[str]:
        """The ids of those of these notices that were put just now, and not before."""
        ids = [row["id"] for row in rows]
        if self._connection.execute(new_rows(self._connection, notices), rows).rowcount == len(rows):
            return set(ids)
        parts = (ids[start : start + _TOGETHER] for start in range(0, len(ids), _TOGETHER))
        return {one for part in parts for one in self._connection.execute(_THESE, {"these": part}).scalars()}

    def address(self, notice: Notice, *, to: Known, language: str, zone: str, at: datetime) -> None:
        """The same, to somebody who is nobody yet, or to a channel: in these words, whoever reads it."""
        row = _notice(notice, at)
        if insert_new(self._connection, notices, row):
            copy = {**_new(row["id"], at), **address_of(to), "language": language, "zone": zone}
            self._connection.execute(_PUT, copy)

    def broadcast(self, notice: Notice, readers: Select[Any], *, at: datetime, lane: Lane = Lane.CROWD) -> int:
        """To be told once to each row of `readers`, in one statement, however many they are. How many; none where this
        notice was put before.

        A row is a `person`, or where there is none the address of a channel or an account, as the columns of `copies`
        are called: platform, tenant, host, conversation (or user), service, channel, language, zone. `due` may differ
        from row to row (NULL would be never); without that column all are due `at` once.
        """
        row = _notice(notice, at)
        if not insert_new(self._connection, notices, row):
            return 0
        return make_copies(self._connection, row["id"], readers, lane, at)

    def amend(self, topic: str, *, at: datetime, only: str = "") -> None:
        """Every copy about this thing, or only those of one kind of notice, is to show how it is now."""
        self._connection.execute(_AMEND, {"about": topic, "now": at, "only": only})

    def amend_soon(self, topic: str, *, due: datetime) -> None:
        """The same, then: what is to be amended anyway is not amended for this sooner, or once more."""
        self._connection.execute(_AMEND_SOON, {"about": topic, "only": "", "then": due})

    def amend_apart(self, topic: str, *, at: datetime, told_at: datetime) -> None:
        """What those read who decide shows at once how it is, everything else, sent or not, only when it is told."""
        self._connection.execute(_AMEND_APART, {"about": topic, "only": "", "now": at, "then": told_at})

    def call_off(self, notice: Notice, reason: str, *, at: datetime) -> bool:
        """Nobody is told. False where somebody has it by now, or may have it: then this is to be undone."""
        self._connection.execute(_CALL_OFF, {"the": notice.key, "why": reason, "now": at})
        return not self._connection.execute(_MAY_BE_KNOWN, {"the": notice.key}).scalar_one()

    def replace(self, notice: Notice, reason: str, *, at: datetime) -> None:
        """What nobody knows yet of this kind about the same is told no more: `notice`, put after this, says it."""
        asked = {"about": notice.topic, "only": notice.kind, "why": reason, "now": at}
        self._connection.execute(_REPLACE, asked)

    def take_back(self, some: Iterable[str], reason: str, *, at: datetime) -> None:
        """These copies are for their readers no more: not sent, or amended once more, to say so."""
        for copy in sorted(some):
            self._connection.execute(_TAKE_BACK, {"of": copy, "why": reason, "now": at})

    def hand_on(self, told: Told, *, to: Iterable[Person], at: datetime) -> None:
        """These are told as well, when it was due; whoever has a copy of it, or had, gets no other."""
        notice = self._connection.execute(_NOTICE_OF, {"of": told.copy}).scalar_one()
        had = frozenset(self._connection.execute(_READERS, {"of": notice}).scalars())
        due = told.due if told.due < PARKED else at
        rows = [{**_new(notice, due), "person": reader.id} for reader in to if reader.id not in had]
        if rows:
            self._connection.execute(_PUT, rows)

    def leave_out(self, person: str, state: CopyState, reason: str, *, at: datetime) -> None:
        """What was to be told to this person is skipped, or has failed; what is out stays out."""
        self._connection.execute(_LEAVE_OUT, {"whose": person, "then": state, "why": reason, "now": at})

    def wake(self, person: str, *, at: datetime) -> None:
        """An account was linked: what waited for one is due."""
        self._connection.execute(_WAKE, {"whose": person, "now": at})

    def audience(self, topic: str, kind: str, *, tried: bool = False, ending: str = "") -> frozenset[str]:
        """Whose copies of this kind about this thing are out, or on their way; `tried`: or have failed.

        `ending` is that of the occasions that count.
        """
        states = (*LIVE, CopyState.FAILED) if tried else LIVE
        asked = {"about": topic, "of_kind": kind, "states": states, "occasions": f"%{ending}"}
        return frozenset(self._connection.execute(_AUDIENCE, asked).scalars())

    def sole(self, person: str) -> tuple[Told, ...]:
        """What is still to be told to this person, and is not told to anybody else; `due` is when."""
        rows = self._connection.execute(_SOLE, {"whose": person})
        return tuple(
            Told(copy=row.id, kind=row.kind, subject=row.subject, occasion=row.occasion, due=row.due) for row in rows
        )

    def lately(self, notice: Notice, reader: Person, *, since: datetime) -> bool:
        """Whether a notice of this kind about the same was put for this person since then."""
        asked = {"about": notice.topic, "of_kind": notice.kind, "whose": reader.id, "since": since}
        return bool(self._connection.execute(_LATELY, asked).scalar_one())

    def subjects(self, some: Collection[str]) -> frozenset[str]:
        """What these copies tell of."""
        found = self._connection.execute(_SUBJECTS, {"some": list(some)}).scalars() if some else ()
        return frozenset(found)

    def times(self, topic: str, kind: str) -> int:
        """How often a notice of this kind was put about this thing."""
        return int(self._connection.execute(_TIMES, {"about": topic, "of_kind": kind}).scalar_one())


def _notice(notice: Notice, at: datetime) -> dict[str, Any]:
    return {
        "id": new_id(),
        "key": notice.key,
        "kind": notice.kind,
        "topic": notice.topic,
        "subject": notice.subject,
        "occasion": notice.occasion,
        "put_at": at,
    }


def _copy(
    notice: Notice,
    notice_id: str,
    reader: Person,
    at: datetime,
    quiet: QuietHours | None,
    promised: datetime | None,
) -> dict[str, Any]:
    quiet, urgent = reader.rests(quiet) if notice.waits else None, promised - URGENT if promised else None
    gather_at = next_digest(reader.digest, reader.zone, after=at) if notice.gathers and reader.digest else None
    held = gather_at is not None and (urgent is None or gather_at < urgent)
    due = urgent if held else at
    due = quiet.next_allowed(due, ZoneInfo(reader.zone)) if quiet and due else due
    return {**_new(notice_id, due), "person": reader.id, "gather_at": gather_at if held else None}


def _told_there(notice_id: str, reader: Person, at: datetime) -> dict[str, Any]:
    told = {"state": CopyState.GATHERED, "reason": AT_DESK, "done_at": at}
    return {**_new(notice_id, None), "person": reader.id, **told}


def _new(notice_id: str, due: datetime | None) -> dict[str, Any]:
    return {
        "id": new_id(),
        "notice": notice_id,
        "state": CopyState.PENDING,
        "due": due,
        "gather_at": None,
        "done_at": None,
        "reason": "",
        "wanted": 1,
        "shown": 0,
        "attempts": 0,
        "fence": 0,
        "lease": 0.0,
    }


# --- the statements, built once ---

_PUT = insert(copies)
_TOGETHER = 10_000
"""Ids that one statement names: SQLite takes 32,766."""
_THESE = select(notices.c.id).where(notices.c.id.in_(bindparam("these", expanding=True)))
_ABOUT = select(notices.c.id).where(
    notices.c.topic == bindparam("about"),
    or_(bindparam("only", type_=Text) == "", notices.c.kind == bindparam("only", type_=Text)),
)
_AMEND = update(copies).where(copies.c.id.in_(in_order(MINE.c.notice.in_(_ABOUT)))).values(AMENDED)
# What is being amended at this moment has a due of the past: it is amended once more.
_AMEND_SOON = _AMEND.values(
    wanted=copies.c.wanted + 1,
    due=case((and_(IS_OUT, copies.c.due.is_(None)), bindparam("then", type_=Moment)), else_=copies.c.due),
)
_INNER = [kind for kind, notice in KINDS.items() if notice.inner]
_OF_INNER = select(notices.c.id).where(notices.c.topic == bindparam("about"), notices.c.kind.in_(_INNER))
_TOO_SOON = and_(
    copies.c.state == CopyState.PENDING,
    copies.c.notice.not_in(_OF_INNER),
    copies.c.due < bindparam("then", type_=Moment),
)
_AMEND_APART = _AMEND.values(
    due=case(
        (and_(IS_OUT, copies.c.notice.in_(_OF_INNER)), NOW),
        (IS_OUT, bindparam("then", type_=Moment)),
        # Nor is anything of it sent before; what waits for longer, or for an account, goes on waiting.
        (_TOO_SOON, bindparam("then", type_=Moment)),
        else_=copies.c.due,
    )
)
_THE = select(notices.c.id).where(notices.c.key == bindparam("the")).scalar_subquery()
_SKIP = update(copies).values(state=CopyState.SKIPPED, reason=bindparam("why"), done_at=NOW, due=None, gather_at=None)
_CALL_OFF, _REPLACE = (
    _SKIP.where(copies.c.id.in_(in_order(and_(these, MINE.c.state == CopyState.PENDING)))).where(
        copies.c.state == CopyState.PENDING
    )
    for these in (MINE.c.notice == _THE, MINE.c.notice.in_(_ABOUT))
)
# Pending too: one whose send was put off while the others were called off would still be sent.
_MAY_BE_KNOWN = select(exists().where(copies.c.notice == _THE, copies.c.state.in_(LIVE)))
_WAITS_FOR_AN_ACCOUNT = and_(
    MINE.c.person == bindparam("whose"), MINE.c.state == CopyState.PENDING, MINE.c.reason == NO_ACCOUNT_YET
)
_WAKE = update(copies).where(copies.c.id.in_(in_order(_WAITS_FOR_AN_ACCOUNT))).values(due=NOW)
_TAKE_BACK = (
    update(copies)
    .where(copies.c.id == bindparam("of"), copies.c.state.in_((CopyState.PENDING, CopyState.SENT, CopyState.GATHERED)))
    .values(
        state=case((copies.c.state == CopyState.PENDING, CopyState.SKIPPED), else_=CopyState.RETRACTED),
        due=case((IS_OUT, NOW), else_=None),
        gather_at=None,
        wanted=copies.c.wanted + 1,
        done_at=NOW,
        reason=bindparam("why"),
    )
)
_MINE_PENDING = and_(MINE.c.person == bindparam("whose"), MINE.c.state == CopyState.PENDING)
_LEAVE_OUT = (
    update(copies)
    .where(copies.c.id.in_(in_order(_MINE_PENDING)))
    .values(state=bindparam("then"), reason=bindparam("why"), done_at=NOW, due=None, gather_at=None)
)
_AUDIENCE = (
    select(copies.c.person)
    .join(notices, notices.c.id == copies.c.notice)
    .where(
        notices.c.topic == bindparam("about"),
        notices.c.kind == bindparam("of_kind"),
        notices.c.occasion.like(bindparam("occasions")),
        copies.c.person.is_not(None),
        copies.c.state.in_(bindparam("states", expanding=True)),
    )
)
_LATELY = select(
    exists().where(
        notices.c.topic == bindparam("about"),
        notices.c.kind == bindparam("of_kind"),
        notices.c.put_at >= bindparam("since", type_=Moment),
        copies.c.notice == notices.c.id,
        copies.c.person == bindparam("whose"),
    )
)
_SUBJECTS = (
    select(notices.c.subject)
    .join(copies, copies.c.notice == notices.c.id)
    .where(copies.c.id.in_(bindparam("some", expanding=True)))
)
_TIMES = select(func.count()).where(notices.c.topic == bindparam("about"), notices.c.kind == bindparam("of_kind"))
_OTHER = copies.alias("other")
_SOLE = (
    select(
        copies.c.id,
        func.coalesce(copies.c.due, copies.c.gather_at, type_=Moment()).label("due"),
        notices.c.kind,
        notices.c.subject,
        notices.c.occasion,
    )
    .join(notices, notices.c.id == copies.c.notice)
    .where(
        copies.c.person == bindparam("whose"),
        copies.c.state == CopyState.PENDING,
        ~exists().where(_OTHER.c.notice == copies.c.notice, _OTHER.c.id != copies.c.id, _OTHER.c.state.in_(LIVE)),
    )
    .order_by(copies.c.due, copies.c.id)
)
_NOTICE_OF = select(copies.c.notice).where(copies.c.id == bindparam("of"))
_READERS = select(copies.c.person).where(copies.c.notice == bindparam("of"), copies.c.person.is_not(None))
