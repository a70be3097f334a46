"""What the courier takes to deliver.

Claim, send, finish: the intent (`sending`, with a fence and a lease) is committed before the send, so that
a crash leaves a copy that is known to be uncertain, never one that is sent again blindly.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache, partial
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Float, Update, and_, bindparam, text, update

from domain.notices.kinds import DIGESTS
from domain.places import Platform
from storage.accounts import accounts_of, is_parked, kept_at, known_at, reachable
from storage.caps import Caps
from storage.claimed import OUT, UPLOAD, WORK, Claim, Work, is_a_file, work_at
from storage.clock import Clock
from storage.copies import IN_TURN, MINE, NO_ACCOUNT_YET, PARKED, THIS, UNGATHER, CopyState, Lane, address_of, in_order
from storage.given import among, listed
from storage.paces import AHEAD, Paces
from storage.pauses import Pauses, places_of
from storage.people import Known
from storage.queues import Due, Queue, due_of, queues, rows_in
from storage.rooms import LEAVES, NONE_BUSY, UNPACED, Lately, Place, Rooms, bucket_of, changes
from storage.tables import Moment, copies
from storage.tables.columns import moment
from storage.tables.messages import IN_DOUBT

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


_HOST = attrgetter("host")
_claim = partial(tuple.__new__, Claim)
"""Of its fields in a tuple: as in storage/queues.py."""
_Found = tuple[Due, Known, Place, Place | None]
"""What may go: its row, whither, the place whose pace it takes from, and the channel, where that has a pace too."""


class Claims:
    """Takes what is due."""

    def __init__(self, connection: Connection, pauses: Pauses, caps: Caps) -> None:
        self._connection = connection
        self._pauses = pauses
        self._caps = caps
        self.failed: list[Due] = []
        """What was due and has failed as it was looked at, since its reader has no other account any more."""

    def take(
        self,
        *,
        at: datetime,
        platforms: Sequence[Platform],
        size: int,
        lease: float = LEASE,
        paces: Paces = UNPACED,
        busy: Mapping[Place, int] = NONE_BUSY,
        lately: Lately | None = None,
    ) -> tuple[Claim, ...]:
        """Up to `size` copies that are due and may go by `paces`, each with a fence and a lease of so many seconds; in
        the order in which they fell due.

        What must wait, for an account, for a pause to end or for a digest, is put off and does not count. `busy` is how
        many are under way in which place, and `lately` what is kept from one claim to the next.
        """
        self._connection.execute(_EXPIRE, {"look_at": at + SETTLE})
        taken: list[Claim] = []
        told = Lately() if lately is None else lately
        for _ in range(ROUNDS):
            under_way = Counter(busy) + Counter(map(_HOST, taken))
            look = _Look(self._connection, self._pauses, self._caps, at, platforms, lease, paces, under_way, told)
            taken += look.take(size - len(taken))
            self.failed += look.failed
            if not look.aside or len(taken) >= size:
                break
        return tuple(sorted(taken))


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
    lately: Lately
    aside: int = 0
    failed: list[Due] = field(default_factory=list)
    _made_way: Counter[Place] = field(default_factory=Counter)
    _uncounted: set[Place] = field(default_factory=set)
    """Channels that were told something which their bucket does not know of."""

    def take(self, size: int) -> list[Claim]:
        """What is told by itself first, of all places; a part is kept for those who are looked at later."""
        waiting = queues(self.connection, self.at)
        lanes: dict[Place, set[Lane]] = {}
        for queue in waiting:
            lanes.setdefault(self._spends(queue), set()).add(queue.lane)
        all_lanes = {queue.lane for queue in waiting}
        counted = {changes(queue.place): queue.changes for queue in waiting if queue.changes}
        free: Mapping[Place, datetime] = counted | {queue.place: queue.free for queue in waiting if queue.free}
        before = free
        taken: list[Claim] = []
        for lane in IN_TURN:
            share, others = LEAVES.get(lane, (1, frozenset()))
            kept = -(-size // share) if not others.isdisjoint(all_lanes) and size > 1 else 0
            rooms = Rooms(self.at, self.paces, self.busy, free, before, lanes)
            these = [queue for queue in waiting if queue.lane is lane]
            rows = self._rows(these, rooms, size - kept - len(taken))
            if rows:
                # Looked at after the rows: an installation that came back made them due, and is seen to be back.
                free = self.pauses.at(self.at)
                some = self._take(rows, lane, Rooms(self.at, self.paces, self.busy, free, before, lanes))
                self.busy.update(map(_HOST, some))
                taken += some
        return taken

    def _spends(self, queue: Queue) -> Place:
        """Whose bucket it takes from."""
        counted = queue.lane is Lane.CHANGES and _counts_changes(self.paces, queue.place)
        return changes(queue.place) if counted else queue.place

    def _rows(self, these: Sequence[Queue], rooms: Rooms, size: int) -> list[Due]:
        """A fair part of each queue."""
        found = []
        for left, queue in zip(range(len(these), 0, -1), these, strict=True):
            wanted = min(size, max(LEAST, -(-size // left)), rooms.host(self._spends(queue), queue.lane))
            if wanted > 0:
                rows = rows_in(self.connection, queue, self.at, wanted)
                found.append((queue, rows))
                size -= len(rows)
        due = due_of(self.connection, found)
        return sorted(due) if len(found) > 1 else due

    def _take(self, rows: Sequence[Due], lane: Lane, rooms: Rooms) -> list[Claim]:
        """All of them in a few statements, however many they are."""
        readers = {row.person for row in rows if row.person and row.state == CopyState.PENDING}
        accounts = accounts_of(self.connection, readers, self.platforms)
        found: list[_Found] = []
        parked: list[tuple[str, Known]] = []
        held = rooms.held
        for row in rows:
            posts = row.person and row.state == CopyState.PENDING
            known = reachable(accounts, row, held) if posts else kept_at(row)
            if known is None and row.refused:
                self._fail(row)
            elif known is None or known.identity.platform not in self.platforms:
                self._put_off(row.id, self.at + NO_ACCOUNT, NO_ACCOUNT_YET)
            elif held and is_parked(known, held):
                parked.append((row.id, known))
            elif way := self._way(row, known, lane, rooms):
                found.append((row, known, *way))
        self._park(parked)
        above = self.caps.hold([one[0] for one in found], self.at)
        self.aside += len(above)
        return self._mark(self._in_turn([one for one in found if one[0].id not in above] if above else found))

    def _way(self, row: Due, known: Known, lane: Lane, rooms: Rooms) -> tuple[Place, Place | None] | None:
        """The places whose pace it takes from, as in what is found; None where it must wait."""
        host, channel = places_of(known)
        if host[0] not in self.paces:
            free = not rooms.held or self._has_room(row, known, (host, channel), lane, rooms)
            return (host, None) if free else None
        if row.state in OUT and _counts_changes(self.paces, host):
            host = changes(host)
        told = _is_a_channels(row) and (lane is Lane.PERSONAL or row.state == CopyState.PENDING)
        paced = channel if told and (self._is_told_more(channel, rooms) or lane is Lane.PERSONAL) else None
        if not self._has_room(row, known, (host, channel), lane, rooms):
            return None
        rooms.take(host, channel if told else host)
        if told and not paced:
            self.lately.note(channel, self.at)
        return host, paced

    def _is_told_more(self, channel: Place, rooms: Rooms) -> bool:
        """Whether it is told something else at this time: only then its bucket is asked by a broadcast's, as it would
        cost all the others too much.
        """
        if channel in rooms.held:
            return True
        if channel in self.lately:
            self._uncounted.add(channel)
            return True
        return False

    def _has_room(self, row: Due, known: Known, places: tuple[Place, Place], lane: Lane, rooms: Rooms) -> bool:
        """Else it waits in the queue of its place for its turn, or for the pause of its conversation to end; a change,
        where changes are counted by themselves, in no message's way.
        """
        host, channel = places
        held = rooms.held
        work = held and held.get((host[0], work_at(known.host, WORK[row.state], row.kind)))
        if work and work > self.at and host[1] == known.host:
            self._put_off(row.id, work, "paused", address_of(known))
        elif rooms.channel(channel) <= 0:
            until = max(held.get(channel, self.at), self.at + AHEAD)
            self._put_off(row.id, until, "paused", address_of(known))
        elif rooms.host(host, lane) > 0:
            return True
        elif host[1] != known.host:
            self._make_way(row, host, lane, rooms)
        elif (row.platform, row.host) != host:
            self._put_off(row.id, moment(row.due), "paused", address_of(known))
        return False

    def _make_way(self, row: Due, place: Place, lane: Lane, rooms: Rooms) -> None:
        """What others wait behind: each of several is looked at again when its own turn may have come."""
        if lane is Lane.CHANGES:
            return
        if lane is Lane.PERSONAL:
            turn = bucket_of(self.paces[place[0]], place).every * self._made_way[place]
            free = max(rooms.held.get(place, self.at), self.at + AHEAD + AHEAD)
            # As early as a broadcast's may take that turn: it would be first again and again.
            self.connection.execute(THIS, {"of": row.id, "due": free - AHEAD + turn})
            self._made_way[place] += 1
        else:
            self.connection.execute(THIS, {"of": row.id, "lane": Lane.CHANGES})
        self.aside += 1

    def _park(self, parked: Sequence[tuple[str, Known]]) -> None:
        """Until the installation is back. One that changes at this very moment may not see them any more: they are
        looked at again.
        """
        firm = self.pauses.keep_out([known for _, known in parked]) if parked else set()
        for copy, known in parked:
            until = PARKED if firm.intersection(places_of(known)) else self.at + CHANGING
            self._put_off(copy, until, "paused", address_of(known))

    def _fail(self, row: Due) -> None:
        """Nothing is sent; who is to hear of it is told by whoever takes."""
        self.failed.append(row)
        ended = {"of": row.id, "state": CopyState.FAILED, "done_at": self.at}
        self.connection.execute(THIS, {**ended, "due": None})
        if row.kind in DIGESTS:
            self.connection.execute(UNGATHER, {**ended, "whose": row.person})
        self.aside += 1

    def _put_off(self, copy: str, due: datetime, reason: str, whither: Mapping[str, str] = _NOWHERE) -> None:
        self.connection.execute(THIS, {"of": copy, "due": due, "reason": reason, **whither})
        self.aside += 1

    def _in_turn(self, found: Sequence[_Found]) -> list[Claim]:
        """Each with the moment that its buckets give it. Where another has just taken the places before it, or was told
        to wait, it is left for later.
        """
        paces = self.paces
        hosts = Counter((host, bucket_of(paces[host[0]], host)) for _, _, host, _ in found if host[0] in paces)
        channels = Counter((one, paces[one[0]].channel) for _, _, _, one in found if one and one[0] in paces)
        channels.update((one, paces[one[0]].channel) for one in self._uncounted & {one for one, _ in channels})
        slots = self.pauses.spend(hosts + channels, at=self.at)
        for place in self._uncounted.intersection(slots):
            next(slots[place])
        self._uncounted.clear()
        claims: list[Claim] = []
        late: list[Due] = []
        latest = self.at + TOO_FAR
        for row, known, host, channel in found:
            slot = next(slots[host]) if host in slots else self.at
            if channel and channel in slots:
                slot = max(slot, next(slots[channel]))
            if slot > latest:
                self._put_off(row.id, slot, "paused", address_of(known))
                late.append(row)
            else:
                claims.append(_claim((row, WORK[row.state], known, host, slot, self.at)))
        if late:
            self.caps.give_back(late, self.at)
        return claims

    def _mark(self, claims: list[Claim]) -> list[Claim]:
        """Taken; what is sent now shows the revision that is wanted now, whenever it is known to have arrived."""
        marked = {"lasting": self.lease}
        posted = marked | {"at": self.at}
        dialect = self.connection.dialect.name
        there: list[str] = []
        others: list[dict[str, Any]] = []
        amends: list[str] = []
        for row, work, known, _, _, _ in claims:
            file = is_a_file(row.kind, work)
            if work is not Work.POST:
                amends.append(row.id)
            elif file or not _says_where(row, known):
                others.append(posted | {"of": row.id, "lasting": self.lease + UPLOAD * file} | address_of(known))
            else:
                there.append(row.id)
        if there:
            self.connection.execute(_post(dialect), posted | {"these": listed(dialect, there)})
        if others:
            self.connection.execute(_POST_TO, others)
        if amends:
            self.connection.execute(_amend(dialect), marked | {"these": listed(dialect, amends)})
        return claims


def _says_where(row: Due, known: Known) -> bool:
    """Whether it says already where it goes."""
    return not row.person or (row.platform == known.identity.platform and known == known_at(row, known.identity))


def _counts_changes(paces: Paces, place: Place) -> bool:
    """Whether its platform counts changes by themselves."""
    return place[0] in paces and paces[place[0]].changes is not None


def _is_a_channels(row: Due) -> bool:
    """A channel that is told many things by themselves is told them one after another."""
    return not row.person and row.conversation != ""


# --- the statements, built once ---

# Whoever was sending these has gone: nobody knows whether they arrived.
_LOST = and_(text(IN_DOUBT), MINE.c.state == CopyState.SENDING, MINE.c.lease < Clock())
_EXPIRE = (
    update(copies)
    .where(copies.c.id.in_(in_order(_LOST, skip_locked=True)))
    .values(state=CopyState.UNCERTAIN, reason="sender-lost", due=bindparam("look_at"), lane=Lane.PERSONAL)
)
_POSTED = {
    "state": CopyState.SENDING,
    "started_at": bindparam("at", type_=Moment),
    "gather_at": None,
    "shown": copies.c.wanted,
}
_TAKEN = {"fence": copies.c.fence + 1, "lease": Clock() + bindparam("lasting", type_=Float)}
_POST_TO = THIS.values(**_POSTED, **_TAKEN)


@cache
def _post(dialect: str) -> Update:
    return update(copies).where(among(dialect, copies.c.id, "these")).values(**_POSTED, **_TAKEN)


@cache
def _amend(dialect: str) -> Update:
    return update(copies).where(among(dialect, copies.c.id, "these")).values(**_TAKEN)
