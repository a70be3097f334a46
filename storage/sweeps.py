"""What becomes of all copies of an announcement: held up, let go, called off or tried again, and what is out changed, a
part at a time, so that nobody waits long for the database.

What is left to do stands in one row, that of the notice. What is not reached yet is stopped where it is worded
(`handlers/announcements_followed.py`); what a courier has in hand meanwhile it finishes.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    Text,
    Update,
    and_,
    bindparam,
    case,
    func,
    literal,
    literal_column,
    or_,
    select,
    type_coerce,
    update,
)

from domain.announcements_followed import CANCELLED, PAUSED
from domain.notices.announcements import Announced
from domain.notices.notice import topic
from storage.broadcasts import BEFORE, LAST
from storage.copies import AMENDED, IS_OUT, MINE, NOW, PARKED, CopyState, Lane, in_order
from storage.digests import Digests
from storage.given import among, listed
from storage.tables import Moment, copies, notices

PART = 5_000
"""Copies that are changed in one transaction: some 50 ms of one processor, a hundred thousand being looked through."""
AWAY = timedelta(days=365_000)
"""What is paused is due so much later: it keeps its order and its hour, and is found by it."""
FAR = datetime(2900, 1, 1, tzinfo=UTC)
"""What is due after that is paused, or parked."""
ASIDE = PARKED - timedelta(days=1)
"""When that is due which was parked for an installation: it must not come when only that is back."""


class Sweep(StrEnum):
    """What is done to them."""

    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "cancel"
    RETRY = "retry"
    RESUME_AND_RETRY = "resume-and-retry"
    """What was to go on was not all reached when what had failed was to be tried again."""
    PAUSE_FIRST = "pause-first"
    """What had failed was not all tried again when it was paused: it is, once it goes on."""


_STOPS = (Sweep.PAUSE, Sweep.CANCEL)
"""A digest that was put, but has not left, may have to wait for long: it does not tell of what is stopped."""
RESTS = "rests"
"""What had failed is tried again once it goes on; until then there is nothing to do."""


class Swept(NamedTuple):
    """A part was done."""

    announcement: str
    over: bool
    """Whether it was the last one."""


class Sweeps:
    """Of the copies of announcements."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, announcement_id: str, sweep: Sweep, *, at: datetime) -> None:
        """In place of whatever was still to be done to them, but that what goes on does so, and what is tried again is,
        if need be after a pause: the first part at once.
        """
        if sweep in _STOPS:
            Digests(self._connection).leave_out(Announced(announcement_id), at=at)
        marked = {"the": Announced(announcement_id).key, "what": sweep, "now": at}
        row = self._connection.execute(_BEGIN, marked).first()
        if row:
            self._part(row.id, Sweep(row.sweep), begun=at, at=at)

    def amend(self, announcement_id: str, *, at: datetime) -> None:
        """All that is told of it is to show how it is now, as by `Outbox.amend`: the first part at once, with whatever
        was told to somebody by itself.
        """
        about = {"about": topic(Announced.about, announcement_id), "now": at}
        self._connection.execute(_AMEND_FEW, about)
        left = PART
        for row in self._connection.execute(_AMEND, about).all():
            if left:
                left -= self._amended(row.id, row.amended_to, left, at)

    def go_on(self, *, at: datetime) -> Swept | None:
        """Another part; None where nothing is left to do, or somebody else is at it."""
        row = self._connection.execute(_NEXT).first()
        if row is None:
            return None
        if row.sweep not in ("", RESTS):
            over = self._part(row.id, Sweep(row.sweep), begun=row.swept_since, at=at)
        else:
            over = self._amended(row.id, row.amended_to, PART, at) < PART
        return Swept(row.subject, over)

    def _amended(self, notice: str, after: str, size: int, at: datetime) -> int:
        """How many; fewer than `size` where these were the last."""
        which = {"in": notice, "after": after, "last": notice + LAST, "size": size}
        these = self._connection.execute(_AFTER, which).scalars().all()
        if these:
            dialect = self._connection.dialect.name
            self._connection.execute(_amend(dialect), {"these": listed(dialect, these), "now": at})
        if len(these) < size:
            self._connection.execute(_ALL_AMENDED, {"in": notice})
        else:
            self._connection.execute(_AMENDED_TO, {"in": notice, "to": these[-1]})
        return len(these)

    def _part(self, notice: str, sweep: Sweep, *, begun: datetime, at: datetime) -> bool:
        """Whether it was the last."""
        dialect = self._connection.dialect.name
        which = {"in": notice, "begun": begun, "size": PART}
        these = self._connection.execute(_WHICH[sweep], which).scalars().all()
        if these:
            self._connection.execute(_change(dialect, sweep), {"these": listed(dialect, these), "now": at})
        if over := len(these) < PART:
            self._connection.execute(_OVER, {"in": notice, "then": RESTS if sweep is Sweep.PAUSE_FIRST else ""})
        return over


# --- the statements, built once ---

_PENDING, _SKIPPED = MINE.c.state == CopyState.PENDING, MINE.c.state == CopyState.SKIPPED
_STOPPED = and_(_SKIPPED, MINE.c.reason == PAUSED)
_ROWS: dict[Sweep, ColumnElement[bool]] = {
    Sweep.PAUSE: and_(_PENDING, or_(MINE.c.due < FAR, MINE.c.due >= PARKED)),
    Sweep.RESUME: or_(and_(_PENDING, or_(MINE.c.due.is_(None), MINE.c.due >= FAR)), _STOPPED),
    Sweep.CANCEL: or_(_PENDING, _STOPPED),
    Sweep.RETRY: and_(MINE.c.state == CopyState.FAILED, MINE.c.done_at <= bindparam("begun", type_=Moment)),
}
_ROWS |= {
    Sweep.RESUME_AND_RETRY: or_(_ROWS[Sweep.RESUME], _ROWS[Sweep.RETRY]),
    Sweep.PAUSE_FIRST: _ROWS[Sweep.PAUSE],
}


def _which(rows: ColumnElement[bool]) -> Select[str]:
    """Locked in the order of their ids: two that change several at once cannot wait for each other."""
    # Not the column itself: SQLite would walk through all copies in its order, and not look up what is asked for.
    of_notice = select(MINE.c.id).where(MINE.c.notice == bindparam("in"), rows)
    return of_notice.order_by(MINE.c.id + literal_column("''")).limit(bindparam("size")).with_for_update()


_WHICH = {sweep: _which(rows) for sweep, rows in _ROWS.items()}


def _shifted(by: timedelta) -> ColumnElement[datetime]:
    return type_coerce(type_coerce(copies.c.due, BigInteger) + by // timedelta(microseconds=1), Moment)


_WHEN = case((or_(copies.c.due.is_(None), copies.c.due < FAR, copies.c.due >= ASIDE), NOW), else_=_shifted(-AWAY))
_DONE: dict[Sweep, Mapping[str, Any]] = {
    Sweep.PAUSE: {"due": case((copies.c.due >= PARKED, literal(ASIDE, Moment)), else_=_shifted(AWAY))},
    Sweep.RESUME: {"state": CopyState.PENDING, "due": _WHEN, "gather_at": None, "done_at": None, "reason": ""},
    Sweep.CANCEL: {
        "state": CopyState.SKIPPED,
        "due": None,
        "gather_at": None,
        "done_at": NOW,
        "reason": CANCELLED,
    },
    Sweep.RETRY: {
        "state": CopyState.PENDING,
        "due": NOW,
        "done_at": None,
        "reason": "resent",
        "attempts": 0,
        "refused": "",
    },
}
_FAILED = copies.c.state == CopyState.FAILED
_DONE |= {
    Sweep.RESUME_AND_RETRY: {
        "state": CopyState.PENDING,
        "due": case((_FAILED, NOW), else_=_WHEN),
        "gather_at": None,
        "done_at": None,
        "reason": case((_FAILED, "resent"), else_=""),
        "attempts": case((_FAILED, 0), else_=copies.c.attempts),
        "refused": case((_FAILED, ""), else_=copies.c.refused),
    },
    Sweep.PAUSE_FIRST: _DONE[Sweep.PAUSE],
}


@cache
def _change(dialect: str, sweep: Sweep) -> Update:
    return update(copies).where(among(dialect, copies.c.id, "these")).values(_DONE[sweep])


_WHAT, _WAS = bindparam("what", type_=Text), notices.c.sweep
_WAITS = (Sweep.PAUSE_FIRST, RESTS)
_THEN = case(
    (and_(_WHAT == Sweep.RETRY, _WAS.in_((Sweep.RESUME, Sweep.RESUME_AND_RETRY))), Sweep.RESUME_AND_RETRY),
    (and_(_WHAT == Sweep.PAUSE, _WAS.in_((Sweep.RETRY, Sweep.RESUME_AND_RETRY, *_WAITS))), Sweep.PAUSE_FIRST),
    (and_(_WHAT == Sweep.RESUME, _WAS.in_(_WAITS)), Sweep.RESUME_AND_RETRY),
    else_=_WHAT,
)
_BEGIN = (
    update(notices)
    .where(notices.c.key == bindparam("the"))
    .values(sweep=_THEN, swept_since=NOW)
    .returning(notices.c.id, notices.c.sweep)
)
_LEFT: Sequence[ColumnElement[Any]] = (
    notices.c.id,
    notices.c.subject,
    notices.c.sweep,
    notices.c.amended_to,
    notices.c.swept_since,
)
_NEXT = (
    select(*_LEFT)
    .where(notices.c.swept_since.is_not(None))
    .order_by(notices.c.swept_since)
    .limit(1)
    # What another replica is at is left to it; the copies that are made of it meanwhile wait for nobody.
    .with_for_update(key_share=True, skip_locked=True)
)
_THIS = update(notices).where(notices.c.id == bindparam("in"))
_OVER = _THIS.values(
    sweep=bindparam("then"), swept_since=case((notices.c.amended_to.is_not(None), notices.c.swept_since))
)

# --- and of those that change what is out ---

_ABOUT = select(notices.c.id).where(notices.c.topic == bindparam("about"))
_NUMBERED = and_(MINE.c.id > MINE.c.notice + BEFORE, MINE.c.id <= MINE.c.notice + LAST)
"""Made with all others of a broadcast: those come in the order of their ids, so that one id says how far it is."""
_AMEND_FEW = (
    update(copies).where(copies.c.id.in_(in_order(and_(MINE.c.notice.in_(_ABOUT), ~_NUMBERED)))).values(AMENDED)
)
_AMEND = (
    update(notices)
    .where(notices.c.topic == bindparam("about"))
    .values(amended_to=notices.c.id + BEFORE, swept_since=func.coalesce(notices.c.swept_since, NOW))
    .returning(notices.c.id, notices.c.amended_to)
)
_AFTER = (
    select(MINE.c.id)
    .where(MINE.c.notice == bindparam("in"), MINE.c.id > bindparam("after"), MINE.c.id <= bindparam("last"))
    .order_by(MINE.c.id)
    .limit(bindparam("size"))
    .with_for_update()
)
_AMENDED_TO = _THIS.values(amended_to=bindparam("to"))
_GOING = notices.c.sweep.not_in(("", RESTS))
_ALL_AMENDED = _THIS.values(amended_to=None, swept_since=case((_GOING, notices.c.swept_since)))


@cache
def _amend(dialect: str) -> Update:
    lane = case((IS_OUT, Lane.CHANGES), else_=copies.c.lane)
    return update(copies).where(among(dialect, copies.c.id, "these")).values(AMENDED | {"lane": lane})
