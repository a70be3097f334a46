"""What the courier takes to deliver.

Claim, send, finish: the intent (`sending`, with a fence and a lease) is committed before the send, so that
a crash leaves a copy that is known to be uncertain, never one that is sent again blindly.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Float, Row, and_, bindparam, select, update

from domain.notices import DIGESTS
from domain.places import Identity, Platform
from storage.caps import Caps
from storage.clock import Clock
from storage.copies import MINE, NO_ACCOUNT_YET, PARKED, THIS, UNGATHER, CopyState, Lane, address_of, in_order
from storage.paces import AHEAD, SHARE, Bucket, Paces
from storage.pauses import Pauses, places_of
from storage.people import Known
from storage.queues import Queue, due_in, queues
from storage.rooms import NONE_BUSY, UNPACED, Place, Rooms
from storage.tables import Moment, copies, identities

LEASE = 30.0
"""Seconds in which a claim must be finished; a sender does not start a send past half of it."""
SETTLE = timedelta(seconds=10)
"""How long an uncertain send is left before it is looked for: histories lag behind."""
NO_ACCOUNT = timedelta(minutes=5)
"""When somebody without an account is looked at again."""
CHANGING = timedelta(seconds=1)
"""When somebody is looked at again whose installation is changed at this very moment."""
ROUNDS = 8
"""How often one claim looks for others in the place of copies that must wait."""
LEAST = 5
"""How many of one queue are looked at together, where there are many queues."""
TOO_FAR = timedelta(seconds=2)
"""What is given a moment later than that, since another has taken the places before it, is not claimed yet."""

_NOWHERE: Mapping[str, str] = MappingProxyType({})


class Work(StrEnum):
    """What a claimed copy needs."""

    POST = "post"
    AMEND = "amend"
    FIND = "find"


_WORK = {
    CopyState.PENDING: Work.POST,
    CopyState.SENT: Work.AMEND,
    CopyState.RETRACTED: Work.AMEND,
    CopyState.UNCERTAIN: Work.FIND,
}


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One copy to work on; only whoever holds this fence may finish it."""

    copy: str
    work: Work
    kind: str
    subject: str
    occasion: str
    person: str
    """ "" where it goes to an account or a channel; `language` and `zone` say in which words."""
    known: Known
    language: str
    zone: str
    message: str
    wanted: int
    attempts: int
    fence: int
    put_at: datetime
    due: datetime
    slot: datetime
    """Not to be sent before: its turn in the pace of the place where it goes."""
    started_at: datetime
    refused: str = ""
    """The accounts that turned it away, each with the reason; it goes to none of them again."""
    linked: str = ""
    """The channel for which it was meant, by our id; "" where it goes to nothing that a partner is linked to."""
    retracted: bool = False
    """Amended for the last time: it is not for its reader any more."""


class Claims:
    """Takes what is due."""

    def __init__(self, connection: Connection, pauses: Pauses, caps: Caps) -> None:
        self._connection = connection
        self._pauses = pauses
        self._caps = caps

    def take(
        self,
        *,
        at: datetime,
        platforms: Sequence[Platform],
        size: int,
        lease: float = LEASE,
        paces: Paces = UNPACED,
        busy: Mapping[Place, int] = NONE_BUSY,
    ) -> tuple[Claim, ...]:
        """Up to `size` copies that are due and may go by `paces`, each with a fence and a lease of so many seconds; in
        the order in which they fell due.

        What must wait, for an account, for a pause to end or for a digest, is put off and does not count. `busy` is how
        many are under way in which place.
        """
        self._connection.execute(_EXPIRE, {"look_at": at + SETTLE})
        taken: list[Claim] = []
        for _ in range(ROUNDS):
            under_way = Counter(busy) + Counter(places_of(claim.known)[0] for claim in taken)
            look = _Look(self._connection, self._pauses, self._caps, at, platforms, lease, paces, under_way)
            taken += look.take(size - len(taken))
            if not look.aside or len(taken) >= size:
                break
        return tuple(sorted(taken, key=attrgetter("due", "copy")))


@dataclass
class _Look:
    """One look at all that is due; `aside` is how much of it was put off."""

    connection: Connection
    pauses: Pauses
    caps: Caps
    at: datetime
    platforms: Sequence[Platform]
    lease: float
    paces: Paces
    busy: Counter[Place]
    aside: int = 0

    def take(self, size: int) -> list[Claim]:
        """What is told by itself first, of all places; a part is kept for broadcasts."""
        waiting = queues(self.connection, self.at)
        crowds = frozenset(queue.place for queue in waiting if queue.lane is not Lane.PERSONAL)
        free: Mapping[Place, datetime] = {queue.place: queue.free for queue in waiting if queue.free}
        taken: list[Claim] = []
        for lane in Lane:
            kept = -(-size // SHARE) if crowds and lane is Lane.PERSONAL and size > 1 else 0
            rooms = Rooms(self.at, self.paces, self.busy, free, crowds)
            these = [queue for queue in waiting if queue.lane is lane]
            rows = self._rows(these, rooms, size - kept - len(taken))
            if rows:
                # Looked at after the rows: an installation that came back made them due, and is seen to be back.
                free = self.pauses.at(self.at)
                some = self._take(rows, Rooms(self.at, self.paces, self.busy, free, crowds))
                self.busy.update(places_of(claim.known)[0] for claim in some)
                taken += some
        return taken

    def _rows(self, these: Sequence[Queue], rooms: Rooms, size: int) -> list[Row[Any]]:
        """A fair part of each queue."""
        rows: list[Row[Any]] = []
        for left, queue in zip(range(len(these), 0, -1), these, strict=True):
            most = size - len(rows)
            wanted = min(most, max(LEAST, -(-most // left)), rooms.host(queue.place, queue.lane))
            if wanted > 0:
                rows += due_in(self.connection, queue, self.at, wanted)
        return sorted(rows, key=attrgetter("due", "id"))

    def _take(self, rows: Sequence[Row[Any]], rooms: Rooms) -> list[Claim]:
        """All of them in a few statements, however many they are."""
        readers = {row.person for row in rows if row.person and row.state == CopyState.PENDING}
        accounts = accounts_of(self.connection, readers, self.platforms)
        found: list[tuple[Row[Any], Known]] = []
        parked: list[tuple[str, Known]] = []
        for row in rows:
            posts = row.person and row.state == CopyState.PENDING
            known = _reachable(accounts, row, rooms.held) if posts else _kept(row)
            if known is None and row.refused:
                self._fail(row)
            elif known is None or known.identity.platform not in self.platforms:
                self._put_off(row.id, self.at + NO_ACCOUNT, NO_ACCOUNT_YET)
            elif _is_parked(known, rooms.held):
                parked.append((row.id, known))
            elif self._has_room(row, known, rooms):
                found.append((row, known))
        self._park(parked)
        above = self.caps.hold([row for row, _ in found], self.at)
        self.aside += len(above)
        return self._mark(self._in_turn([one for one in found if one[0].id not in above]))

    def _has_room(self, row: Row[Any], known: Known, rooms: Rooms) -> bool:
        """Else it waits in the queue of its place for its turn, or for the pause of its conversation to end."""
        host, channel = places_of(known)
        work = (host[0], work_at(known.host, _WORK[CopyState(row.state)]))
        if (until := rooms.held.get(work, self.at)) > self.at:
            self._put_off(row.id, until, "paused", address_of(known))
        elif rooms.channel(channel) <= 0:
            until = max(rooms.held.get(channel, self.at), self.at + AHEAD)
            self._put_off(row.id, until, "paused", address_of(known))
        elif rooms.host(host, Lane(row.lane)) > 0:
            rooms.take(host, channel if _is_a_channels(row) else host)
            return True
        elif (row.platform, row.host) != host:
            self._put_off(row.id, row.due, "paused", address_of(known))
        return False

    def _park(self, parked: Sequence[tuple[str, Known]]) -> None:
        """Until the installation is back. One that changes at this very moment may not see them any more: they are
        looked at again.
        """
        firm = self.pauses.keep_out([known for _, known in parked]) if parked else set()
        for copy, known in parked:
            until = PARKED if firm.intersection(places_of(known)) else self.at + CHANGING
            self._put_off(copy, until, "paused", address_of(known))

    def _fail(self, row: Row[Any]) -> None:
        """Its reader has no other account any more."""
        ended = {"of": row.id, "state": CopyState.FAILED, "done_at": self.at}
        self.connection.execute(THIS, {**ended, "due": None})
        if row.kind in DIGESTS:
            self.connection.execute(UNGATHER, {**ended, "whose": row.person})
        self.aside += 1

    def _put_off(self, copy: str, due: datetime, reason: str, whither: Mapping[str, str] = _NOWHERE) -> None:
        self.connection.execute(THIS, {"of": copy, "due": due, "reason": reason, **whither})
        self.aside += 1

    def _in_turn(self, found: Sequence[tuple[Row[Any], Known]]) -> list[tuple[Row[Any], Known, datetime]]:
        """Each with the moment that its buckets give it. Where another has just taken the places before it, or was told
        to wait, it is left for later.
        """
        taken = Counter(bucket for row, known in found for bucket in self._buckets(row, known))
        slots = self.pauses.spend(taken, at=self.at)
        ready: list[tuple[Row[Any], Known, datetime]] = []
        for row, known in found:
            slot = max((next(slots[place]) for place, _ in self._buckets(row, known)), default=self.at)
            if slot > self.at + TOO_FAR:
                self._put_off(row.id, slot, "paused", address_of(known))
            else:
                ready.append((row, known, slot))
        return ready

    def _buckets(self, row: Row[Any], known: Known) -> Iterator[tuple[Place, Bucket]]:
        host, channel = places_of(known)
        if pace := self.paces.get(known.identity.platform):
            yield host, pace.host
            if _is_a_channels(row):
                yield channel, pace.channel

    def _mark(self, ready: Sequence[tuple[Row[Any], Known, datetime]]) -> list[Claim]:
        """Taken; what is sent now shows the revision that is wanted now, whenever it is known to have arrived."""
        claims: list[Claim] = []
        others: list[Claim] = []
        posts: dict[bool, list[Claim]] = {True: [], False: []}
        for row, known, slot in ready:
            claim = _claim(row, known, self.at, slot)
            claims.append(claim)
            (posts[_is_there(row, known)] if claim.work is Work.POST else others).append(claim)
        marked = {"lasting": self.lease}
        posted = marked | {"at": self.at}
        if posts[False]:
            rows = [posted | {"of": claim.copy} | address_of(claim.known) for claim in posts[False]]
            self.connection.execute(_POST_TO, rows)
        if posts[True]:
            self.connection.execute(_POST, posted | {"these": [claim.copy for claim in posts[True]]})
        if others:
            self.connection.execute(_AMEND, marked | {"these": [claim.copy for claim in others]})
        return claims


def accounts_of(
    connection: Connection, readers: Collection[str], platforms: Sequence[Platform]
) -> Mapping[str, list[Known]]:
    """Where each person can be written to, the account seen last last."""
    if not readers:
        return {}
    asked = {"whose": sorted(readers), "platforms": list(platforms)}
    found: dict[str, list[Known]] = {}
    for row in connection.execute(_ACCOUNTS, asked):
        found.setdefault(row.person, []).append(_kept(row))
    return found


def turned_away(known: Known, refused: str) -> bool:
    """Whether nothing could be written to this account."""
    return any(line.startswith(f"{known.identity.name} ") for line in refused.splitlines())


def _claim(row: Row[Any], known: Known, at: datetime, slot: datetime) -> Claim:
    work = _WORK[CopyState(row.state)]
    return Claim(
        copy=row.id,
        work=work,
        kind=row.kind,
        subject=row.subject,
        occasion=row.occasion,
        person=row.person or "",
        known=known,
        language=row.language,
        zone=row.zone,
        message=row.message,
        wanted=row.wanted,
        attempts=row.attempts,
        refused=row.refused,
        linked=row.linked,
        retracted=row.state == CopyState.RETRACTED,
        fence=row.fence + 1,
        put_at=row.put_at,
        due=row.due,
        slot=slot,
        started_at=at if work is Work.POST else row.started_at or at,
    )


def _mine(claim: Claim) -> dict[str, Any]:
    return {"of": claim.copy, "fence": claim.fence}


def _reachable(accounts: Mapping[str, list[Known]], row: Row[Any], held: Mapping[Place, datetime]) -> Known | None:
    """The account seen last of those that did not turn it away; one whose installation is disabled only where there
    is no other.
    """
    left = [known for known in accounts.get(row.person, ()) if not turned_away(known, row.refused)]
    return next((known for known in reversed(left) if not _is_parked(known, held)), left[0] if left else None)


def work_at(host: str, work: Work) -> str:
    """What is paused where only this work is: platforms limit each by itself, and a look must not stop a post."""
    return f"{host} {work}"


def _is_parked(known: Known, held: Mapping[Place, datetime]) -> bool:
    """Whether its workspace, its tenant or this very conversation is disabled."""
    return any(held.get(place) == PARKED for place in places_of(known))


def _is_there(row: Row[Any], known: Known) -> bool:
    """Whether the row says already where it goes."""
    return not row.person or (row.platform != "" and known == _kept(row))


def _is_a_channels(row: Row[Any]) -> bool:
    """A channel that is told many things at once is told them one after another; what a broadcast tells it is one."""
    return not row.person and row.lane == Lane.PERSONAL and row.conversation != ""


def _kept(row: Row[Any]) -> Known:
    return Known(
        identity=Identity(Platform(row.platform), row.tenant, row.user),
        conversation=row.conversation,
        service=row.service,
        host=row.host,
        channel=row.channel,
    )


# --- the statements, built once ---

# Whoever was sending these has gone: nobody knows whether they arrived.
_LOST = and_(MINE.c.state == CopyState.SENDING, MINE.c.lease < Clock())
_EXPIRE = (
    update(copies)
    .where(copies.c.id.in_(in_order(_LOST, skip_locked=True)))
    .values(state=CopyState.UNCERTAIN, reason="sender-lost", due=bindparam("look_at"), lane=Lane.PERSONAL)
)
_ACCOUNTS = (
    select(identities)
    .where(
        identities.c.person.in_(bindparam("whose", expanding=True)),
        identities.c.platform.in_(bindparam("platforms", expanding=True)),
    )
    .order_by(identities.c.seen_at, identities.c.platform.desc(), identities.c.user.desc())
)
_POSTED = {
    "state": CopyState.SENDING,
    "started_at": bindparam("at", type_=Moment),
    "gather_at": None,
    "shown": copies.c.wanted,
}
_TAKEN = {"fence": copies.c.fence + 1, "lease": Clock() + bindparam("lasting", type_=Float)}
_THESE = update(copies).where(copies.c.id.in_(bindparam("these", expanding=True)))
_POST, _AMEND = _THESE.values(**_POSTED, **_TAKEN), _THESE.values(**_TAKEN)
_POST_TO = THIS.values(**_POSTED, **_TAKEN)
