"""Where nothing may be sent for a while: what a platform asked for, what its pace leaves, and where its installation is
disabled.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Executable,
    FromClause,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    text,
    type_coerce,
    update,
)

from storage.copies import MINE, NOW, PARKED, in_order
from storage.paces import Bucket
from storage.people import Known
from storage.rooms import CHANGED
from storage.tables import Moment, copies, installations, pauses
from storage.tables.messages import QUEUED
from storage.upsert import Insert, insert_into

PACE = "pace"
"""The reason of a row that only says when the next message may go."""
RECENT = timedelta(seconds=30)
"""For how long it counts what of a pace was not used."""
FURTHEST = timedelta(minutes=1)
"""How far ahead a pace may say that the next message goes: more than several replicas take at once."""


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

    def spend(
        self, taken: Mapping[tuple[tuple[str, str], Bucket], int], *, at: datetime
    ) -> Mapping[tuple[str, str], Iterator[datetime]]:
        """So many are taken from each place's bucket; gives the moments from which on they may go, one after another.

        Exact however many take at once: each gets moments of its own, after those of whoever was first.
        """
        return {
            place: self._spend(place, bucket, number, at)
            for (place, bucket), number in sorted(taken.items(), key=_by_place)
        }

    def _spend(self, place: tuple[str, str], bucket: Bucket, number: int, at: datetime) -> Iterator[datetime]:
        base, cost = bucket.base(at), bucket.every * number
        platform, tenant = place
        taking = {"platform": platform, "tenant": tenant, "until": base + cost, "reason": PACE}
        now = {"base": base, "cost": cost // timedelta(microseconds=1), "latest": at + FURTHEST}
        free = self._connection.execute(_spending(self._connection.dialect.name), taking | now).scalar_one()
        return (max(at, free - bucket.every * left) for left in range(number, 0, -1))

    def lift(self, platform: str, tenant: str, *, at: datetime) -> None:
        """Whatever it was paused for is over, and what was put off for that is due."""
        these = {"of_platform": platform, "of_tenants": (tenant, tenant + CHANGED)}
        self._connection.execute(_NO_LATER, {**these, "now": at})
        self._connection.execute(_LIFT, these)

    def at(self, at: datetime) -> Mapping[tuple[str, str], datetime]:
        """From when on something may go to which host or conversation of a platform: those of the last seconds too."""
        rows = self._connection.execute(_AT, {"now": at - RECENT, "latest": at + FURTHEST})
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


def _by_place(taken: tuple[tuple[tuple[str, str], Bucket], int]) -> tuple[str, str]:
    """Two that take from the same buckets cannot wait for each other."""
    return taken[0][0]


def places_of(known: Known) -> tuple[tuple[str, str], tuple[str, str]]:
    """What a pause can be of: the host of this account, and its very conversation."""
    platform = known.identity.platform
    return (platform, known.host), (platform, known.conversation)


def is_believed(at: FromClause) -> ColumnElement[bool]:
    """Not what a clock has written that was wrong by more than any pace is ahead: nothing would go there until then."""
    return or_(at.c.reason != PACE, at.c.until <= bindparam("latest", type_=Moment))


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
    .where(pauses.c.until > NOW, is_believed(pauses))
    .union_all(select(installations.c.platform, installations.c.host, literal(PARKED, Moment)).where(_DISABLED))
    .order_by("until")
)


@cache
def _spending(dialect: str) -> Executable:
    new = insert_into(dialect, pauses).values(
        platform=bindparam("platform"),
        tenant=bindparam("tenant"),
        until=bindparam("until", type_=Moment),
        reason=bindparam("reason"),
    )
    base, cost = bindparam("base", type_=Moment), bindparam("cost", type_=BigInteger)
    counts = and_(pauses.c.until > base, is_believed(pauses))
    later = case((counts, type_coerce(pauses.c.until, BigInteger)), else_=type_coerce(base, BigInteger))
    reason = case((counts, pauses.c.reason), else_=PACE)
    done = new.on_conflict_do_update(
        index_elements=["platform", "tenant"], set_={"until": later + cost, "reason": reason}
    )
    return done.returning(pauses.c.until)


_OUT = (
    select(installations.c.platform, installations.c.host)
    .where(_DISABLED, installations.c.host.in_(bindparam("hosts", expanding=True)))
    .with_for_update(read=True, skip_locked=True)
)
_THESE = and_(
    pauses.c.platform == bindparam("of_platform"), pauses.c.tenant.in_(bindparam("of_tenants", expanding=True))
)
_LIFT = delete(pauses).where(_THESE)
_MET = and_(
    MINE.c.platform == bindparam("of_platform"),
    MINE.c.host.in_(bindparam("of_tenants", expanding=True)),
    text(QUEUED),
    MINE.c.due > NOW,
    MINE.c.reason.in_(select(pauses.c.reason).where(_THESE, pauses.c.reason != PACE)),
)
_NO_LATER = update(copies).where(copies.c.id.in_(in_order(_MET))).values(due=NOW)
_PARKED = select(func.count()).select_from(copies).where(text(QUEUED), copies.c.due >= PARKED)
_RESUME = (
    update(copies)
    .where(copies.c.id.in_(in_order(and_(text(QUEUED), MINE.c.due >= PARKED, ~_is_disabled(MINE)))))
    .values(due=NOW, reason="")
)
