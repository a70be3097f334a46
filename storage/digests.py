"""Requests that are held until their reader's next digest: pending, with the moment at which they are gathered.

Only such copies have that moment, so that an index over it holds nothing else.
`due` of such a copy is when it has become urgent and goes by itself, if nobody has gathered it by then.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Select,
    Update,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    or_,
    select,
    union_all,
    update,
)

from domain.notices.digests import RequestsWait, ToldTogether
from domain.notices.notice import Notice
from storage.copies import AMENDED, AT_DESK, CAPPED, MINE, NOW, THIS, UNGATHER, CopyState, Lane, in_order
from storage.given import among, listed
from storage.tables import Moment, copies, notices

TURN = 20
"""How many readers are looked at in one transaction."""
OVER = "over"
"""The reason of a copy that was held until there was nothing to decide any more."""

_SINCE = func.min(copies.c.gather_at, type_=Moment()).label("since")
# Not the column itself: SQLite would walk through all copies in its order.
_WHO = copies.c.person + literal_column("''")
_RIPE = (
    select(_WHO.label("person"), _SINCE)
    .where(copies.c.gather_at <= NOW)
    .group_by(_WHO)
    .order_by(_SINCE, _WHO)
    .limit(TURN)
    .offset(bindparam("beyond"))
)
_THING = select(copies.c.id, notices.c.topic, notices.c.subject, notices.c.kind, notices.c.put_at).join(
    notices, notices.c.id == copies.c.notice
)
_HELD = (
    _THING.where(
        copies.c.person == bindparam("whose"),
        copies.c.gather_at <= NOW,
        (copies.c.reason == CAPPED) == bindparam("capped", type_=Boolean),
    )
    # In the order of their ids: two that change several at once cannot wait for each other.
    .order_by(copies.c.id)
    .with_for_update(of=copies)
)
_TOLD = and_(
    copies.c.person == bindparam("whose"),
    copies.c.state == CopyState.GATHERED,
    copies.c.reason.not_in((AT_DESK, CAPPED)),
)
_LAST = select(func.max(copies.c.done_at)).where(_TOLD).scalar_subquery()
_TOLD_LAST = _THING.where(_TOLD, copies.c.done_at == _LAST).order_by(notices.c.put_at, copies.c.id)
_TOLD_THEN = _THING.where(
    copies.c.person == bindparam("whose"),
    copies.c.state == CopyState.GATHERED,
    copies.c.reason == CAPPED,
    copies.c.done_at == bindparam("then", type_=Moment),
).order_by(notices.c.put_at, copies.c.id)
_NOT_GONE = (
    select(copies.c.id)
    .join(notices, notices.c.id == copies.c.notice)
    .where(
        copies.c.person == bindparam("whose"),
        copies.c.state == CopyState.PENDING,
        notices.c.kind == bindparam("of_kind"),
    )
    .order_by(copies.c.id)
    .with_for_update(of=copies)
)
_THEN = bindparam("then", type_=Moment)
_DIGEST = copies.alias("digest")
_OF_DIGEST = notices.alias("of_digest")
_LEFT_OUT = exists().where(
    _OF_DIGEST.c.id == _DIGEST.c.notice,
    _OF_DIGEST.c.kind == RequestsWait.kind,
    _OF_DIGEST.c.put_at == MINE.c.done_at,
    _DIGEST.c.person == MINE.c.person,
    _DIGEST.c.started_at >= _THEN,
)
_UNTOLD = and_(
    MINE.c.notice.in_(select(notices.c.id).where(notices.c.topic == bindparam("about"))),
    MINE.c.started_at.is_(None),
    or_(
        # Left as it is; but somebody may be dropping it at this very moment, and then it is looked at once more.
        MINE.c.gather_at.is_not(None),
        and_(MINE.c.state == CopyState.SKIPPED, MINE.c.reason.in_((OVER, "not-found")), MINE.c.done_at >= _THEN),
        and_(MINE.c.state == CopyState.GATHERED, MINE.c.reason.not_in((AT_DESK, CAPPED)), _LEFT_OUT),
    ),
)
_AGAIN = {"state": CopyState.PENDING, "reason": "", "done_at": None}
_BRING_BACK = (
    update(copies)
    .where(copies.c.id.in_(in_order(_UNTOLD)))
    .values(gather_at=func.coalesce(copies.c.gather_at, NOW), **_AGAIN)
)
_GATHERED, _OF_GATHERED = copies.alias("gathered"), notices.alias("of_gathered")


def _telling(digest: ColumnElement[bool]) -> Select[str]:
    """Digests in which something was told about this thing, by the index of a person's copies."""
    return (
        select(_DIGEST.c.id)
        .join(_GATHERED, and_(_GATHERED.c.person == _DIGEST.c.person, digest))
        .join(_OF_GATHERED, _OF_GATHERED.c.id == _GATHERED.c.notice)
        .join(_OF_DIGEST, and_(_OF_DIGEST.c.id == _DIGEST.c.notice, _OF_DIGEST.c.put_at == _GATHERED.c.done_at))
        .where(
            _OF_GATHERED.c.topic == bindparam("about"),
            _GATHERED.c.state == CopyState.GATHERED,
            _GATHERED.c.reason == CAPPED,
            _OF_DIGEST.c.kind == ToldTogether.kind,
        )
    )


_SENT = and_(_DIGEST.c.done_at >= _GATHERED.c.done_at, _DIGEST.c.state == CopyState.SENT, _DIGEST.c.message != "")
# Worded before, perhaps, and changed as soon as it is known to be there.
_NOT_THERE = (CopyState.PENDING, CopyState.SENDING, CopyState.UNCERTAIN)
_ON_ITS_WAY = and_(_DIGEST.c.done_at.is_(None), _DIGEST.c.state.in_(_NOT_THERE))
_TELLING = union_all(_telling(_SENT), _telling(_ON_ITS_WAY))
_AMEND_DIGESTS = update(copies).where(copies.c.id.in_(in_order(MINE.c.id.in_(_TELLING)))).values(AMENDED)
# Nobody begins with one of them meanwhile: what it does not tell is held, and would come twice.
_NOT_BEGUN = (
    select(_GATHERED.c.id)
    .join(_DIGEST, and_(_DIGEST.c.person == _GATHERED.c.person, _DIGEST.c.done_at.is_(None)))
    .join(_OF_DIGEST, and_(_OF_DIGEST.c.id == _DIGEST.c.notice, _OF_DIGEST.c.put_at == _GATHERED.c.done_at))
    .where(
        _GATHERED.c.notice == select(notices.c.id).where(notices.c.key == bindparam("the")).scalar_subquery(),
        _GATHERED.c.person > "",  # channels, of which there may be many more, have no digest
        _GATHERED.c.state == CopyState.GATHERED,
        _GATHERED.c.reason == CAPPED,
        _OF_DIGEST.c.kind == ToldTogether.kind,
        _DIGEST.c.state == CopyState.PENDING,
    )
    .order_by(_DIGEST.c.id)
    .with_for_update(of=_DIGEST)
)


@cache
def _hold_again(dialect: str) -> Update:
    held = {**_AGAIN, "reason": CAPPED, "gather_at": NOW}
    return update(copies).where(among(dialect, copies.c.id, "these")).values(held)


_THESE = update(copies).where(copies.c.id.in_(bindparam("some", expanding=True)))
_REQUESTS = and_(MINE.c.person == bindparam("whose"), MINE.c.gather_at.is_not(None), MINE.c.reason != CAPPED)
_ALL = in_order(and_(_REQUESTS, MINE.c.done_at.is_(None)))
_WHOSE = (
    select(copies.c.person)
    .join(notices, notices.c.id == copies.c.notice)
    .where(
        notices.c.topic == bindparam("about"),
        notices.c.kind == bindparam("of_kind"),
        copies.c.gather_at.is_not(None),
    )
)
_MOVE = (
    update(copies)
    .where(copies.c.id.in_(_ALL))
    .values(gather_at=_THEN, due=case((_THEN.is_(None), NOW), else_=copies.c.due))
)

# What is due by now is gathered, and says itself when it comes if it cannot.
_CAPPED_LATER = and_(MINE.c.reason == CAPPED, MINE.c.gather_at > NOW)
_WHO_WAITS = (
    select(MINE.c.person)
    .where(MINE.c.person.in_(bindparam("these", expanding=True)), _CAPPED_LATER)
    # In the order of their ids: two that change several at once cannot wait for each other.
    .order_by(MINE.c.id + "")
    .with_for_update()
)
_MOVE_CAPPED = (
    update(copies)
    .where(copies.c.id.in_(in_order(and_(MINE.c.person == bindparam("whose"), _CAPPED_LATER))))
    .values(gather_at=_THEN)
)


@dataclass(frozen=True, kw_only=True)
class Held:
    """A copy that is held, and what it tells of: the kind of thing, and its id."""

    copy: str
    about: str
    subject: str
    kind: str
    put_at: datetime


class Digests:
    """What is held, and what becomes of it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ripe(self, at: datetime, *, beyond: int = 0) -> Mapping[str, datetime]:
        """The ids of up to TURN who are to have a digest, and since when, the longest overdue first."""
        return {row.person: row.since for row in self._connection.execute(_RIPE, {"now": at, "beyond": beyond})}

    def held(self, person: str, *, at: datetime, capped: bool = False) -> tuple[Held, ...]:
        """What is to be gathered for this person by now: requests, or what is above their cap. Nobody else gathers it
        until the transaction ends.
        """
        return self._found(_HELD, {"whose": person, "now": at, "capped": capped})

    def told_at(self, person: str, moment: datetime) -> tuple[Held, ...]:
        """What was above this person's cap, and is told by the digest of that moment."""
        return self._found(_TOLD_THEN, {"whose": person, "then": moment})

    def told_last(self, person: str) -> tuple[Held, ...]:
        """What this person's newest digest was put for."""
        return self._found(_TOLD_LAST, {"whose": person})

    def _found(self, which: Select[Any], asked: Mapping[str, object]) -> tuple[Held, ...]:
        return tuple(
            Held(
                copy=row.id,
                about=row.topic.removesuffix(f":{row.subject}"),
                subject=row.subject,
                kind=row.kind,
                put_at=row.put_at,
            )
            for row in self._connection.execute(which, asked)
        )

    def call_back(self, person: str, *, at: datetime, capped: bool = False) -> None:
        """A digest that has not gone by now goes no more: what it was to tell is held again."""
        kind, again = (ToldTogether.kind, {**_AGAIN, "reason": CAPPED}) if capped else (RequestsWait.kind, _AGAIN)
        for digest in self._connection.execute(_NOT_GONE, {"whose": person, "of_kind": kind}).scalars().all():
            self._connection.execute(UNGATHER, {"of": digest, "whose": person, "gather_at": at, **again})
            ended = {"state": CopyState.SKIPPED, "reason": OVER, "due": None, "done_at": at}
            self._connection.execute(THIS, {"of": digest, **ended})

    def bring_back(self, topic: str, *, since: datetime, at: datetime) -> None:
        """What no digest told `since` then, as there seemed to be nothing to decide, is held again until now."""
        self._connection.execute(_BRING_BACK, {"about": topic, "then": since, "now": at})

    def amend(self, topic: str, *, at: datetime) -> None:
        """The digests in which something was told about this thing show how it is now."""
        self._connection.execute(_AMEND_DIGESTS, {"about": topic, "now": at})

    def leave_out(self, notice: Notice, *, at: datetime) -> None:
        """What no digest has begun to tell of it is held again until now."""
        these = self._connection.execute(_NOT_BEGUN, {"the": notice.key}).scalars().all()
        if these:
            dialect = self._connection.dialect.name
            self._connection.execute(_hold_again(dialect), {"these": listed(dialect, these), "now": at})

    def gather(self, some: Collection[str], *, at: datetime) -> None:
        """They are told in a digest that is put at this very moment; that is how they are found if it fails."""
        self._set(some, state=CopyState.GATHERED, gather_at=None, due=None, done_at=at)

    def drop(self, some: Collection[str], *, at: datetime, reason: str = OVER) -> None:
        """There is nothing to decide, or to tell, any more: nobody is told."""
        self._set(some, state=CopyState.SKIPPED, reason=reason, gather_at=None, due=None, done_at=at)

    def put_off(self, some: Collection[str], *, until: datetime) -> None:
        """To be looked at again."""
        self._set(some, gather_at=until)

    def waits_with(self, notice_kind: str, topic: str) -> frozenset[str]:
        """Whose copy of this kind about this thing is held."""
        asked = {"of_kind": notice_kind, "about": topic}
        return frozenset(self._connection.execute(_WHOSE, asked).scalars())

    def move(self, person: str, *, to: datetime | None, at: datetime) -> None:
        """What is held for this person comes with the digest of that moment; without one, at once."""
        self._connection.execute(_MOVE, {"whose": person, "then": to, "now": at})

    def capped(self, people: Collection[str], *, at: datetime) -> frozenset[str]:
        """For which of these people something that is above their cap waits for a later digest. Nobody else changes it
        until the transaction ends.
        """
        asked = {"these": sorted(people), "now": at}
        return frozenset(self._connection.execute(_WHO_WAITS, asked).scalars())

    def move_capped(self, person: str, *, to: datetime, at: datetime) -> None:
        """What is above this person's cap, and is not due to be gathered yet, comes with the digest of that moment."""
        self._connection.execute(_MOVE_CAPPED, {"whose": person, "then": to, "now": at})

    def let_go(self, some: Collection[str], *, at: datetime) -> None:
        """They wait for no digest any more: each goes by itself at this moment, whatever the cap says."""
        self._set(some, gather_at=None, due=at, reason="", lane=Lane.URGENT)

    def _set(self, some: Collection[str], **values: object) -> None:
        if some:
            self._connection.execute(_THESE, {"some": list(some), **values})
