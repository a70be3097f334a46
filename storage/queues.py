"""What is due stands in queues, one a workspace and lane: one that must wait is in no other's way.

The queues are found by leaps through an index that holds only what is left to do, so that a look costs by how many
workspaces there are, and not by how much waits in them. What has no address yet is a queue of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    Connection,
    Label,
    Select,
    Text,
    and_,
    bindparam,
    func,
    literal,
    select,
    true,
    type_coerce,
    union_all,
)

from domain.places import Platform
from storage.clock import Clock
from storage.copies import NOW, CopyState, Lane
from storage.pauses import FURTHEST, is_believed
from storage.rooms import CHANGED
from storage.tables import Moment, copies, notices, pauses


@dataclass(frozen=True)
class Queue:
    """What is due in one place and lane; `free`, where it is known, is from when on anything may go there, and
    `changes` from when on anything may be changed.
    """

    platform: str
    host: str
    lane: Lane
    free: datetime | None
    changes: datetime | None

    @property
    def place(self) -> tuple[str, str]:
        """Whose bucket it takes from."""
        return self.platform, self.host


class Due(NamedTuple):
    """A copy that is due, as its row and its notice say, moments as they are kept. A tuple, as thousands are made in a
    moment; its fields are the columns of the statement, and the first two the order in which they go.
    """

    due: int
    id: str
    person: str | None
    state: str
    lane: int
    wanted: int
    attempts: int
    fence: int
    started_at: int | None
    refused: str
    platform: str
    tenant: str
    host: str
    conversation: str
    user: str
    message: str
    service: str
    channel: str
    language: str
    zone: str
    linked: str
    kind: str
    subject: str
    occasion: str
    put_at: int


def queues(connection: Connection, at: datetime) -> Sequence[Queue]:
    """In which something is due; those first that have rested longest."""
    rows = connection.execute(_QUEUES, {"now": at, "latest": at + FURTHEST})
    return [Queue(row.platform, row.host, Lane(row.lane), row.until, row.changes) for row in rows]


def due_in(connection: Connection, queue: Queue, at: datetime, size: int) -> list[Due]:
    """The oldest, locked; what another is taking is left to it."""
    where = {"at_platform": queue.platform, "at_host": queue.host, "in_lane": queue.lane}
    found = connection.execute(_DUE, {**where, "now": at, "size": size})
    return list(map(_due, found.cursor.fetchall()))


_due = partial(tuple.__new__, Due)
"""Of a row of the driver's, which is a tuple of as many: `_make` would count again, once a copy."""

# --- the statements, built once ---

_OPEN = copies.c.due.is_not(None)


def _platforms() -> Select[Any]:
    names = union_all(*[select(literal(name, Text).label("platform")) for name in ("", *Platform)]).subquery()
    first = select(func.min(copies.c.host)).where(_OPEN, copies.c.platform == names.c.platform).scalar_subquery()
    return select(names.c.platform, first.label("host"))


_HOSTS = _platforms().cte("hosts", recursive=True)
_NEXT = (
    select(func.min(copies.c.host))
    .where(_OPEN, copies.c.platform == _HOSTS.c.platform, copies.c.host > _HOSTS.c.host)
    .scalar_subquery()
)
_HOSTS = _HOSTS.union_all(select(_HOSTS.c.platform, _NEXT).where(_HOSTS.c.host.is_not(None)))
_LANES = union_all(*[select(literal(lane.value).label("lane")) for lane in Lane]).subquery("lanes")
_FIRST = (
    select(func.min(copies.c.due, type_=Moment()))
    .where(
        _OPEN,
        copies.c.platform == _HOSTS.c.platform,
        copies.c.host == _HOSTS.c.host,
        copies.c.lane == _LANES.c.lane,
    )
    .scalar_subquery()
)
_BUCKET = and_(pauses.c.platform == _HOSTS.c.platform, pauses.c.tenant == _HOSTS.c.host, is_believed(pauses))
_CHANGES = pauses.alias("changes")
_CHANGED = and_(
    _CHANGES.c.platform == _HOSTS.c.platform, _CHANGES.c.tenant == _HOSTS.c.host + CHANGED, is_believed(_CHANGES)
)
_QUEUES = (
    select(_HOSTS.c.platform, _HOSTS.c.host, _LANES.c.lane, pauses.c.until, _CHANGES.c.until.label("changes"))
    .select_from(_HOSTS.join(_LANES, true()).outerjoin(pauses, _BUCKET).outerjoin(_CHANGES, _CHANGED))
    .where(_HOSTS.c.host.is_not(None), _FIRST <= NOW)
    .order_by(_LANES.c.lane, func.coalesce(pauses.c.until, literal(0)), _HOSTS.c.host)
)
_OF_NOTICE = frozenset({"kind", "subject", "occasion", "put_at"})


def _as_kept(name: str) -> Label[Any]:
    column = (notices if name in _OF_NOTICE else copies).c[name]
    return (type_coerce(column, BigInteger) if isinstance(column.type, Moment) else column).label(name)


_DUE: Select[Any] = (
    select(*map(_as_kept, Due._fields))
    .join(notices, notices.c.id == copies.c.notice)
    .where(
        copies.c.platform == bindparam("at_platform"),
        copies.c.host == bindparam("at_host"),
        copies.c.lane == bindparam("in_lane"),
        copies.c.due <= NOW,
        copies.c.state != CopyState.SENDING,
        copies.c.lease < Clock(),
    )
    .order_by(copies.c.due, copies.c.id)
    .limit(bindparam("size"))
    .with_for_update(of=copies, skip_locked=True)
)
