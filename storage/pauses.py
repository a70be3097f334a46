"""Where nothing may be sent for a while: what a platform asked for, and where its installation is disabled."""

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    and_,
    bindparam,
    delete,
    exists,
    func,
    literal,
    select,
    update,
)

from storage.copies import MINE, NOW, PARKED, in_order
from storage.people import Known
from storage.tables import Moment, copies, installations, pauses
from storage.upsert import Insert, insert_into


class Pauses:
    """Of a platform's workspace or tenant, and of one conversation."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, platform: str, tenant: str, *, until: datetime, reason: str) -> None:
        """Nothing goes to this tenant before `until`; kept, so that a restart and a replica honour it.

        A pause is never made shorter: of several that were asked for at once, the longest counts.
        """
        values = {"platform": platform, "tenant": tenant, "until": until, "reason": reason}
        self._connection.execute(_longer(self._connection.dialect.name), values)

    def lift(self, platform: str, tenant: str) -> None:
        """Whatever it was paused for is over."""
        self._connection.execute(_LIFT, {"of_platform": platform, "of_tenant": tenant})

    def at(self, at: datetime) -> Mapping[tuple[str, str], datetime]:
        """Until when nothing goes to which host or conversation of a platform."""
        rows = self._connection.execute(_AT, {"now": at})
        return {(row.platform, row.tenant): row.until for row in rows}

    def keep_out(self, accounts: Collection[Known]) -> set[tuple[str, str]]:
        """Which of their hosts and conversations are disabled, and stay so until this transaction ends.

        One that another transaction changes meanwhile is left out, never waited for.
        """
        theirs = [place for known in accounts for place in places_of(known)]
        rows = self._connection.execute(_OUT, {"hosts": [host for _, host in theirs]})
        return {(row.platform, row.host) for row in rows}.intersection(theirs)

    def resume(self, *, at: datetime) -> int:
        """What was parked, and is for an installation that is not disabled, is due. How many copies."""
        return self._connection.execute(_RESUME, {"now": at}).rowcount

    def parked(self) -> int:
        """How many copies wait for an installation to come back."""
        return int(self._connection.execute(_PARKED).scalar_one())


def places_of(known: Known) -> tuple[tuple[str, str], ...]:
    """What a pause can be of: the host of this account, and its very conversation."""
    platform = known.identity.platform
    return (platform, known.host), (platform, known.conversation)


_DISABLED = installations.c.state == "disabled"


def _is_disabled(at: FromClause) -> ColumnElement[bool]:
    """Whether nothing may be said where this account or copy is."""
    there = installations.c.host.in_((at.c.host, at.c.conversation))
    return exists().where(_DISABLED, installations.c.platform == at.c.platform, there)


@cache
def _longer(dialect: str) -> Insert:
    put = insert_into(dialect, pauses)
    new = {"until": put.excluded.until, "reason": put.excluded.reason}
    key = [pauses.c.platform, pauses.c.tenant]
    return put.on_conflict_do_update(index_elements=key, set_=new, where=pauses.c.until < put.excluded.until)


# The longest last, which counts.
_AT = (
    select(pauses.c.platform, pauses.c.tenant, pauses.c.until)
    .where(pauses.c.until > NOW)
    .union_all(select(installations.c.platform, installations.c.host, literal(PARKED, Moment)).where(_DISABLED))
    .order_by("until")
)
_OUT = (
    select(installations.c.platform, installations.c.host)
    .where(_DISABLED, installations.c.host.in_(bindparam("hosts", expanding=True)))
    .with_for_update(read=True, skip_locked=True)
)
_LIFT = delete(pauses).where(pauses.c.platform == bindparam("of_platform"), pauses.c.tenant == bindparam("of_tenant"))
_PARKED = select(func.count()).select_from(copies).where(copies.c.due >= PARKED)
_RESUME = (
    update(copies)
    .where(copies.c.id.in_(in_order(and_(MINE.c.due >= PARKED, ~_is_disabled(MINE)))))
    .values(due=NOW, reason="")
)
