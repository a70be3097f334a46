"""Announcements on their way: what became of each copy."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    case,
    delete,
    func,
    or_,
    select,
)

from domain.announcements import BEGUN, Announcement, State
from domain.announcements_followed import LATELY, PAUSED, Fate, Progress
from domain.audience import UNREACHED, Why
from domain.notices.announcements import Announced, AnnouncementFollowed
from storage.announcements import announcement_of
from storage.copies import DELETED, HELD, IS_OUT, MINE, NAMELESS, NOW, RESTORED, THIS, CopyState, in_order
from storage.sweeps import ASIDE, AWAY, FAR
from storage.tables import Moment, announcements, channels, copies, notices, persons, unlinked


class Which(Enum):
    """Whom the author reads about by name."""

    FAILED = "failed"
    UNSURE = "unsure"
    """Nobody knows whether it arrived."""
    AS_IT_WAS = "as-it-was"
    """It is out, and could not be changed or taken back."""


class ToCome(NamedTuple):
    """A copy that was not tried yet, and when it is due; where it is paused, when it was."""

    copy: str
    announcement: str
    person: str
    due: datetime
    paused: bool


class Following:
    """Of the copies of one announcement."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def progress(self, announcement_id: str, *, at: datetime) -> Progress:
        """How far it is; one statement, whatever the audience."""
        asked = {"the": Announced(announcement_id).key, "now": at, "since": at - LATELY}
        return _progress(self._connection.execute(_COUNTS, asked).all(), at)

    def take_back(self, announcement_id: str) -> bool:
        """It has no copies any more, and can be sent anew; False where one of them may have left."""
        for notice in (Announced(announcement_id), AnnouncementFollowed(announcement_id)):
            self._connection.execute(_UNMAKE, {"the": notice.key})
            if self._connection.execute(_UNPUT, {"the": notice.key}).rowcount != 1:
                return False
        return True

    def newest(self, size: int) -> tuple[Announcement, ...]:
        """Those that have begun to leave, what is on its way first, then what was changed last."""
        return tuple(map(announcement_of, self._connection.execute(_NEWEST, {"size": size})))

    def stuck(self) -> tuple[str, ...]:
        """Of which announcements something has failed or is held, by their ids."""
        return tuple(self._connection.execute(_STUCK).scalars())

    def stuck_for(self, person: str) -> tuple[str, ...]:
        """Of which announcements this person's copy has failed or is held, by their ids."""
        return tuple(self._connection.execute(_STUCK_FOR, {"whose": person}).scalars())

    def named(self, announcement_id: str, which: Which, *, size: int) -> Sequence[Fate]:
        """Some of its copies of which this is so, by name."""
        asked = {"the": Announced(announcement_id).key, "size": size}
        return [_fate(row) for row in self._connection.execute(_NAMED[which], asked)]

    def to_come(self, people: Collection[str]) -> tuple[ToCome, ...]:
        """What these people are to get of any announcement, in the order of its ids."""
        return tuple(_to_come(row) for row in self._connection.execute(_TO_COME, {"these": sorted(people)}))

    def move(self, one: ToCome, due: datetime) -> None:
        """It is due then, unless it has been tried meanwhile."""
        away = AWAY if one.paused else timedelta()
        self._connection.execute(_MOVE, {"of": one.copy, "was": one.due + away, "then": due + away})

    def every(self, announcement_id: str) -> Iterator[Fate]:
        """All its copies, by name."""
        return map(_fate, self._connection.execute(_EVERY, {"the": Announced(announcement_id).key}))


def _progress(rows: Sequence[Row[Any]], at: datetime) -> Progress:
    sums: dict[str, int] = {}
    for row in rows:
        group = _group(CopyState(row.state), row.reason)
        sums[group] = sums.get(group, 0) + row.many
    failures = {row.reason: row.many for row in rows if row.state == CopyState.FAILED}
    unreached = {row.reason: row.many for row in rows if row.reason.startswith(UNREACHED)}
    return Progress(
        at=at,
        **sums,
        due=sum(row.due for row in rows),
        since=min((row.since for row in rows if row.since), default=None),
        later=sum(row.later for row in rows),
        behind=sum(row.behind for row in rows),
        as_it_was=sum(row.as_it_was for row in rows),
        next_at=min((row.next_at for row in rows if row.next_at), default=None),
        lately=sum(row.lately for row in rows),
        failures=_most_first(failures),
        unreached={Why(reason.removeprefix(UNREACHED)): many for reason, many in _most_first(unreached).items()},
        gathered=sum(row.many for row in rows if row.state == CopyState.GATHERED),
    )


def _most_first(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _group(state: CopyState, reason: str) -> str:
    """Under which of the figures of Progress it counts."""
    if state is CopyState.UNCERTAIN:
        return "held" if reason in (HELD, RESTORED) else "uncertain"
    if state is CopyState.SKIPPED and reason == PAUSED:
        return "waiting"
    return _GROUPS[state]


_GROUPS = {
    CopyState.SENT: "sent",
    CopyState.RETRACTED: "sent",
    CopyState.FAILED: "failed",
    CopyState.PENDING: "waiting",
    CopyState.SENDING: "waiting",
    CopyState.SKIPPED: "skipped",
    CopyState.GATHERED: "sent",
}


def _fate(row: Row[Any]) -> Fate:
    return Fate(
        name=row.name or "",
        partner=row.partner or "",
        email=row.email or "",
        platform=row.platform,
        state=row.state,
        reason=row.reason,
        at=row.done_at,
    )


def _to_come(row: Row[Any]) -> ToCome:
    paused = row.due >= FAR
    due = row.due - AWAY if paused else row.due
    return ToCome(copy=row.id, announcement=row.subject, person=row.person, due=due, paused=paused)


# --- the statements, built once ---


def _many(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((which, 1), else_=0))


_THE = select(notices.c.id).where(notices.c.key == bindparam("the")).scalar_subquery()
_DUE = or_(copies.c.state == CopyState.SENDING, and_(copies.c.state == CopyState.PENDING, copies.c.due <= NOW))
_LATER = and_(copies.c.state == CopyState.PENDING, copies.c.due > NOW, copies.c.due < FAR)
_AMENDED_TO = select(notices.c.amended_to).where(notices.c.key == bindparam("the")).scalar_subquery()
_NOT_SHOWN = or_(copies.c.wanted > copies.c.shown, copies.c.id > _AMENDED_TO)
_BEHIND = and_(IS_OUT, _NOT_SHOWN)
_NAMELESS = and_(copies.c.state == CopyState.SENT, copies.c.message == "", copies.c.reason != DELETED, _NOT_SHOWN)
_REFUSED = and_(copies.c.state == CopyState.SENT, copies.c.reason.not_in(("", DELETED)), copies.c.due.is_(None))
_AS_IT_WAS = or_(_NAMELESS, _REFUSED)
# Not those who were left out, or called off: nothing left for them.
_LATELY = and_(copies.c.done_at > bindparam("since", type_=Moment), copies.c.state != CopyState.SKIPPED)
_COUNTS = (
    select(
        copies.c.state,
        copies.c.reason,
        func.count().label("many"),
        _many(_DUE).label("due"),
        _many(_LATER).label("later"),
        _many(_BEHIND).label("behind"),
        _many(_AS_IT_WAS).label("as_it_was"),
        _many(_LATELY).label("lately"),
        func.min(case((_DUE, copies.c.due)), type_=Moment()).label("since"),
        func.min(case((_LATER, copies.c.due)), type_=Moment()).label("next_at"),
    )
    .where(copies.c.notice == _THE)
    .group_by(copies.c.state, copies.c.reason)
)


# What a courier has in hand, or had, is not unmade: then there is a notice still.
_UNMADE = (CopyState.PENDING, CopyState.SKIPPED)
_UNMAKE = delete(copies).where(
    copies.c.id.in_(in_order(and_(MINE.c.notice == _THE, MINE.c.state.in_(_UNMADE)))), copies.c.state.in_(_UNMADE)
)
_UNPUT = delete(notices).where(
    notices.c.key == bindparam("the"), ~select(copies.c.id).where(copies.c.notice == notices.c.id).exists()
)
_STUCK = (
    select(notices.c.subject)
    .distinct()
    .join(copies, copies.c.notice == notices.c.id)
    .where(notices.c.kind == Announced.kind, copies.c.state.in_((CopyState.FAILED, CopyState.UNCERTAIN)))
    .order_by(notices.c.subject)
)
_STUCK_FOR = _STUCK.where(copies.c.person == bindparam("whose"))
_OVER = case((announcements.c.state.in_((State.SENDING, State.PAUSED)), 0), else_=1)
_NEWEST = (
    select(announcements)
    .where(announcements.c.state.in_(sorted(BEGUN)))
    .order_by(_OVER, announcements.c.changed_at.desc(), announcements.c.id)
    .limit(bindparam("size"))
)
# What is parked comes when Tandem is back, whatever the hour.
_UNTRIED = and_(
    copies.c.state == CopyState.PENDING,
    copies.c.done_at.is_(None),
    copies.c.started_at.is_(None),
    copies.c.due < ASIDE,
)
_TO_COME: Select[Any] = (
    select(copies.c.id, copies.c.person, copies.c.due, notices.c.subject)
    .join(notices, notices.c.id == copies.c.notice)
    .where(copies.c.person.in_(bindparam("these", expanding=True)), notices.c.kind == Announced.kind, _UNTRIED)
    .order_by(copies.c.id)
)
_MOVE = THIS.where(_UNTRIED, copies.c.due == bindparam("was", type_=Moment)).values(due=bindparam("then", type_=Moment))
_NO_CHANNEL = and_(copies.c.person.is_(None), copies.c.platform == "")
"""It says of a partner that it has no channel: storage/audience.py."""
_FATES: Select[Any] = (
    select(
        case(
            (_NO_CHANNEL, ""),
            else_=func.coalesce(persons.c.name, channels.c.name, unlinked.c.name, copies.c.conversation),
        ).label("name"),
        case(
            (_NO_CHANNEL, copies.c.conversation),
            else_=func.coalesce(persons.c.organisation, channels.c.partner, unlinked.c.partner),
        ).label("partner"),
        persons.c.email,
        copies.c.platform,
        copies.c.state,
        case((_NAMELESS, NAMELESS), else_=copies.c.reason).label("reason"),
        copies.c.done_at,
    )
    .outerjoin(persons, persons.c.id == copies.c.person)
    .outerjoin(channels, channels.c.id == copies.c.linked)
    .outerjoin(unlinked, unlinked.c.id == copies.c.linked)
    .where(copies.c.notice == _THE)
)
_WHICH = {
    Which.FAILED: copies.c.state == CopyState.FAILED,
    Which.UNSURE: copies.c.state == CopyState.UNCERTAIN,
    Which.AS_IT_WAS: _AS_IT_WAS,
}
_NAMED: dict[Which, Select[Any]] = {
    which: _FATES.where(rows).order_by(copies.c.done_at, copies.c.id).limit(bindparam("size"))
    for which, rows in _WHICH.items()
}
_EVERY: Select[Any] = _FATES.order_by("partner", "name", copies.c.id)
