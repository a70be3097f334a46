"""What is due stands in queues, one a workspace and lane: one that must wait is in no other's way.

The queues are found by leaps through an index that holds only what is left to do, so that a look costs by how many
workspaces there are, and not by how much waits in them. What has no address yet is a queue of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, Text, and_, bindparam, func, literal, select, true, union_all

from domain.places import Platform
from storage.clock import Clock
from storage.copies import NOW, CopyState, Lane
from storage.tables import Moment, copies, notices, pauses


@dataclass(frozen=True)
class Queue:
    """What is due in one place and lane; `free`, where it is known, is from when on anything may go there."""

    platform: str
    host: str
    lane: Lane
    free: datetime | None

    @property
    def place(self) -> tuple[str, str]:
        """Whose bucket it takes from."""
        return self.platform, self.host


def queues(connection: Connection, at: datetime) -> Sequence[Queue]:
    """In which something is due; those first that have rested longest."""
    rows = connection.execute(_QUEUES, {"now": at})
    return [Queue(row.platform, row.host, Lane(row.lane), row.until) for row in rows]


def due_in(connection: Connection, queue: Queue, at: datetime, size: int) -> Sequence[Row[Any]]:
    """The oldest, locked; what another is taking is left to it. Claims unpacks the columns in their order."""
    where = {"at_platform": queue.platform, "at_host": queue.host, "in_lane": queue.lane}
    return connection.execute(_DUE, {**where, "now": at, "size": size}).all()


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
_BUCKET = and_(pauses.c.platform == _HOSTS.c.platform, pauses.c.tenant == _HOSTS.c.host)
_QUEUES = (
    select(_HOSTS.c.platform, _HOSTS.c.host, _LANES.c.lane, pauses.c.until)
    .select_from(_HOSTS.join(_LANES, true()).outerjoin(pauses, _BUCKET))
    .where(_HOSTS.c.host.is_not(None), _FIRST <= NOW)
    .order_by(_LANES.c.lane, func.coalesce(pauses.c.until, literal(0)), _HOSTS.c.host)
)
_DUE: Select[Any] = (
    select(
        copies.c.id,
        copies.c.person,
        copies.c.state,
        copies.c.lane,
        copies.c.due,
        copies.c.wanted,
        copies.c.attempts,
        copies.c.fence,
        copies.c.started_at,
        copies.c.refused,
        copies.c.platform,
        copies.c.tenant,
        copies.c.host,
        copies.c.conversation,
        copies.c.user,
        copies.c.message,
        copies.c.service,
        copies.c.channel,
        copies.c.language,
        copies.c.zone,
        copies.c.linked,
        notices.c.kind,
        notices.c.subject,
        notices.c.occasion,
        notices.c.put_at,
    )
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
