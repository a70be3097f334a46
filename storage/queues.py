"""What is due stands in queues, one a workspace and lane: one that must wait is in no other's way.

The queues are found by leaps through an index that holds only what is left to do, so that a look costs by how many
workspaces there are, and not by how much waits in them. What has no address yet is a queue of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from operator import add, itemgetter
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    Select,
    Text,
    and_,
    bindparam,
    func,
    literal,
    select,
    text,
    true,
    union_all,
)

from domain.places import Platform
from storage.clock import Clock
from storage.copies import NOW, Lane
from storage.given import among, listed
from storage.pauses import FURTHEST, is_believed
from storage.rooms import CHANGED
from storage.tables import Moment, copies, notices, pauses
from storage.tables.columns import as_kept
from storage.tables.messages import QUEUED

_Row = tuple[Any, ...]
"""A copy as its row alone says it, in the order of Due."""


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
    """A copy that is due, as its row, its queue and its notice say, moments as they are kept. A tuple, as thousands are
    made in a moment; the first two of its fields are the order in which they go.
    """

    due: int
    id: str
    person: str | None
    state: str
    wanted: int
    attempts: int
    fence: int
    started_at: int | None
    refused: str
    tenant: str
    conversation: str
    user: str
    message: str
    service: str
    channel: str
    language: str
    zone: str
    linked: str
    notice: str
    platform: str
    host: str
    lane: int
    kind: str
    subject: str
    occasion: str
    put_at: int


def queues(connection: Connection, at: datetime) -> Sequence[Queue]:
    """In which something is due; those first that have rested longest."""
    rows = connection.execute(_QUEUES, {"now": at, "latest": at + FURTHEST})
    return [Queue(row.platform, row.host, Lane(row.lane), row.until, row.changes) for row in rows]


def rows_in(connection: Connection, queue: Queue, at: datetime, size: int) -> Sequence[_Row]:
    """The oldest, locked; what another is taking is left to it."""
    where = {"at_platform": queue.platform, "at_host": queue.host, "in_lane": queue.lane}
    found = connection.execute(_DUE, {**where, "now": at, "size": size})
    return found.cursor.fetchall()


def due_of(connection: Connection, found: Sequence[tuple[Queue, Sequence[_Row]]]) -> list[Due]:
    """These rows of these queues. What is alike in many is not read with each of them: on SQLite that was a tenth of
    what it costs to take one and to note that it is sent.
    """
    notices_ = {notice for _, rows in found for notice in map(_NOTICE, rows)}
    if not notices_:
        return []
    dialect = connection.dialect.name
    told = connection.execute(_told(dialect), {"these": listed(dialect, sorted(notices_))})
    of = {notice: rest for notice, *rest in told.cursor.fetchall()}
    due: list[Due] = []
    for queue, rows in found:
        place = (queue.platform, queue.host, queue.lane.value)
        rest = {notice: (*place, *of[notice]) for notice in set(map(_NOTICE, rows))}
        due += map(_due, map(add, rows, map(rest.__getitem__, map(_NOTICE, rows))))
    return due


_due = partial(tuple.__new__, Due)
"""Of a tuple of as many: `_make` would count again, once a copy."""

# --- the statements, built once ---

_QUEUED = text(QUEUED)


def _platforms() -> Select[Any]:
    names = union_all(*[select(literal(name, Text).label("platform")) for name in ("", *Platform)]).subquery()
    first = select(func.min(copies.c.host)).where(_QUEUED, copies.c.platform == names.c.platform).scalar_subquery()
    return select(names.c.platform, first.label("host"))


_HOSTS = _platforms().cte("hosts", recursive=True)
_NEXT = (
    select(func.min(copies.c.host))
    .where(_QUEUED, copies.c.platform == _HOSTS.c.platform, copies.c.host > _HOSTS.c.host)
    .scalar_subquery()
)
_HOSTS = _HOSTS.union_all(select(_HOSTS.c.platform, _NEXT).where(_HOSTS.c.host.is_not(None)))
_LANES = union_all(*[select(literal(lane.value).label("lane")) for lane in Lane]).subquery("lanes")
_FIRST = (
    select(func.min(copies.c.due, type_=Moment()))
    .where(
        _QUEUED,
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
_OF_QUEUE = ("platform", "host", "lane")
_OF_NOTICE = ("kind", "subject", "occasion", "put_at")
_OWN = [name for name in Due._fields if name not in (*_OF_QUEUE, *_OF_NOTICE)]
_NOTICE = itemgetter(_OWN.index("notice"))
_DUE: Select[Any] = (
    select(*[as_kept(copies.c[name]) for name in _OWN])
    .where(
        copies.c.platform == bindparam("at_platform"),
        copies.c.host == bindparam("at_host"),
        copies.c.lane == bindparam("in_lane"),
        copies.c.due <= NOW,
        _QUEUED,
        copies.c.lease < Clock(),
    )
    .order_by(copies.c.due, copies.c.id)
    .limit(bindparam("size"))
    .with_for_update(skip_locked=True)
)


@cache
def _told(dialect: str) -> Select[Any]:
    told = [as_kept(notices.c[name]) for name in _OF_NOTICE]
    return select(notices.c.id, *told).where(among(dialect, notices.c.id, "these"))
