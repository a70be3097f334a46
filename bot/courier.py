"""The courier: takes what is due from the outbox, has it worded for its reader, posts, amends, tries again.

The intent is committed before each send, and the result after it; what is uncertain is looked for, never sent
again blindly. Several couriers (replicas) may run on one database.
"""

import asyncio
import contextlib
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from operator import itemgetter
from typing import TypeVar

import structlog

from bot.carrying.delivery import Delivery, Sends
from bot.carrying.fates import Fates, Note, TooSlow, given_back, keep_all, tell_missed
from bot.carrying.twins import Twins
from bot.carrying.wording import Worded, all_worded
from bot.dispatch import Dispatch
from bot.messenger import Messenger
from domain.places import Platform
from handlers import announcements_followed
from storage.claimed import Claim
from storage.claims import LEASE
from storage.faults import UnusableError
from storage.paces import Paces
from storage.rooms import Lately, Place
from storage.store import Store

log = structlog.get_logger()
T = TypeVar("T")

BATCH = 50
"""Copies claimed at once; of one workspace or tenant no more than the window of its pace, since so many are uncertain
after a crash."""
POLL = 1.0
"""Seconds between two looks at the outbox when nobody wakes the courier."""
GATHER = 0.1
"""Seconds between being woken and looking: what is put into the outbox together leaves together, in one round."""
PATIENCE = 0.25
"""Seconds that a round of several waits for a platform's answer: a slow workspace delays no other one."""
STOPS = 1.8
"""Seconds after it was looked at in which what somebody may call off, or hold up, leaves; after that it is looked at
anew, so that nothing leaves two seconds after it was called off."""
TOGETHER = 0.02
"""Seconds after the first answer in which others are awaited, so that they are noted together: a note for each would
cost more than all the sends."""
BRISK = 0.03
"""Seconds that a round of as many as are claimed at once waits: more are due, and in other places there is room."""
FEW = 0.05
"""As TOGETHER, where a place has as many under way as it may: with each answer another can go."""
BREATH = 0.02
"""Seconds without a request after which nobody is thought to be waiting for an answer."""
BREATHS = 5
"""How many of those a round lets people pass at most: they wait for their answer now, and nobody knows of a message
before it comes. Without it a form is answered half as fast while the copies of the one before are being sent."""
ROUNDS = 4
"""So many rounds at least a lease must last: what is noted after its lease may be thought uncertain by then, and is
looked for in vain, which takes longer than to send it.
"""
NOTING = 10
"""How often, a second apart, a database that does not answer is asked within a round; what was sent is kept in mind."""


@dataclass
class Courier:
    """One loop; `deliver_due` is one round of it. `delivered` is called after each round that did something."""

    dispatch: Dispatch
    messengers: Mapping[Platform, Messenger]
    delivered: Callable[[], None] = lambda: None
    lease: float = LEASE
    """Seconds for which a claim is nobody else's."""
    patience: float = LEASE
    """Seconds after which a round goes on without those whose platform has not answered yet."""
    paces: Paces = field(default_factory=dict)
    stops: float = STOPS
    """Seconds for which it counts that something may be sent which somebody may stop."""

    def __post_init__(self) -> None:
        self._awake = asyncio.Event()
        self._stopping = False
        self._twins = Twins(self.dispatch)
        self._size = BATCH
        self._slow = False
        self._under_way: dict[Sends, tuple[str, Sequence[Claim]]] = {}
        self._unnoted: list[Note] = []
        self._lately = Lately()

    def wake(self) -> None:
        """Something was put into the outbox. Call it on the loop's own thread."""
        self._awake.set()

    async def run(self) -> None:
        """Until `stop`. A fault of the database is logged and waited out."""
        while not self._stopping:
            try:
                await self._let_people_pass()
                busy = await self.deliver_due()
            except Exception:  # the loop must outlive whatever happens to one round
                log.exception("courier.round_failed")
                busy = False
            if not busy:
                await self._rest()
        while self._under_way:
            await self._settle()
        await self._note_at_last()
        await self._twins.look_once_more(self.messengers)

    async def _let_people_pass(self) -> None:
        for _ in range(BREATHS):
            if self.dispatch.rested() >= BREATH:
                return
            await asyncio.sleep(BREATH)

    async def _rest(self) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._awake.wait(), POLL)
            await asyncio.sleep(GATHER)
        self._awake.clear()

    def stop(self) -> None:
        """After the round that is under way."""
        self._stopping = True
        self.wake()

    # --- one round ---

    async def deliver_due(self) -> bool:
        """One round: claim, word, send side by side, note what became of each. Whether there was anything to do.

        A round is one write to claim, one read to word, and as a rule one write to note: what arrives together is
        noted together.
        """
        await self._note_at_last()
        await self._twins.look(self.messengers, self.patience)
        at, began = self.dispatch.now(), asyncio.get_running_loop().time()
        copies, since, swept = await self._taken(at)
        if copies:
            self._send(copies, began, stops=since + self.stops)
        if not self._under_way:
            return swept
        await self._settle(full=len(copies) >= self._size)
        self._slow = self._slow or asyncio.get_running_loop().time() - began > self.lease / ROUNDS
        # Where it cannot be through in time with all that it took, it takes less, until it can.
        self._size, self._slow = (max(1, self._size // 2) if self._slow else min(BATCH, self._size * 2)), False
        self.delivered()
        return True

    async def _taken(self, at: datetime) -> tuple[Sequence[tuple[Claim, Worded]], float, bool]:
        """What is claimed, as it is worded, and since when that is so, on the loop's clock; and whether something else
        was to be done, and more of it may be.

        Where the database is lost in the midst, it may have been claimed all the same: then it is given back.
        """
        claims: list[Claim] = []
        try:
            swept = await self.dispatch.in_write(lambda store: self._claimed(store, at, claims))
            cards, since = await _patiently(partial(self._worded, claims, at)) if claims else ((), 0.0)
        except UnusableError:
            self._unnoted += map(given_back, claims)
            raise
        return list(zip(claims, cards, strict=True)), since, swept

    def _claimed(self, store: Store, at: datetime, claims: list[Claim]) -> bool:
        swept = announcements_followed.sweep_on(store, at=at)
        claims[:] = store.claims.take(
            at=at,
            platforms=tuple(self.messengers),
            size=self._size,
            lease=self.lease,
            paces=self.paces,
            busy=self._busy(),
            lately=self._lately,
        )
        for row in store.claims.failed:
            tell_missed(row, "", store, at)
        return swept

    async def _worded(self, claims: Sequence[Claim], at: datetime) -> tuple[Sequence[Worded], float]:
        """And since when it is so, on the loop's clock."""
        since = asyncio.get_running_loop().time()
        return await self.dispatch.in_read(lambda store: all_worded(claims, store, at)), since

    def _send(self, copies: Sequence[tuple[Claim, Worded]], began: float, *, stops: float) -> None:
        """Side by side; one reader's one after another, and after those that are under way to them. Their leases last
        since `began`; until when what may be stopped has to leave, `stops` says.
        """
        self._slow = self._slow or asyncio.get_running_loop().time() > stops
        readers: dict[str, list[tuple[Claim, Worded]]] = {}
        for claim, card in copies:
            readers.setdefault(claim.person or claim.copy, []).append((claim, card))
        before = {reader: sends for sends, (reader, _) in self._under_way.items()}
        fates = Fates(self.dispatch.now, tuple(self.messengers), self._twins)
        delivery = Delivery(
            self.messengers,
            fates,
            until=began + self.lease / 2,
            lapses=began + self.lease,
            stops=stops,
            stopping=lambda: self._stopping,
        )
        for reader, theirs in readers.items():
            sends = asyncio.ensure_future(delivery.outcomes(theirs, before.get(reader)))
            self._under_way[sends] = reader, [claim for claim, _ in theirs]

    # --- and its end ---

    def _busy(self) -> Counter[Place]:
        return Counter(claim.host for _, theirs in self._under_way.values() for claim in theirs)

    def _filled(self) -> bool:
        """Whether somewhere as many are under way as may be."""
        windows = {platform: pace.window for platform, pace in self.paces.items()}
        return any(many >= windows.get(place[0], many + 1) for place, many in self._busy().items())

    async def _settle(self, *, full: bool = False) -> None:
        """What is sent is noted; no longer than the patience lasts, nor than nothing else can go."""
        loop = asyncio.get_running_loop()
        until = loop.time() + (min(self.patience, BRISK) if full else self.patience)
        filled = self._filled()
        while self._under_way and (left := until - loop.time()) > 0:
            some, _ = await asyncio.wait(self._under_way, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            done, _ = await asyncio.wait(self._under_way, timeout=min(left, FEW if filled else TOGETHER))
            for send in done:
                del self._under_way[send]
            # In the order of ids, as an amend locks its copies: else the two could wait for each other.
            outcomes = sorted((outcome for send in done for outcome in send.result()), key=itemgetter(0))
            await self._note([note for _, note in outcomes])
            if filled and some:
                return

    async def _note_at_last(self) -> None:
        """What the database did not take when it was asked: whatever has become of it there since, we know better."""
        notes, self._unnoted = self._unnoted, []
        await self._note(notes)

    async def _note(self, notes: Sequence[Note]) -> None:
        """Never raises. Where one of them cannot be noted, the others are all the same: it would be uncertain what
        became of them. Where the database does not answer, they are kept for the next round.
        """
        if not notes:
            return
        self._slow = self._slow or any(isinstance(note, TooSlow) for note in notes)
        try:
            await _patiently(partial(self.dispatch.in_write, lambda store: keep_all(notes, store)))
        except Exception as error:
            log.exception("courier.not_noted", copies=len(notes))
            if isinstance(error, UnusableError):
                self._unnoted += notes
            elif len(notes) > 1:
                for note in notes:
                    await self._note([note])


async def _patiently(ask: Callable[[], Awaitable[T]]) -> T:
    """A database that does not answer is asked again: what was claimed would be uncertain if it were left alone."""
    for _ in range(NOTING - 1):
        try:
            return await ask()
        except UnusableError as unusable:
            log.exception("courier.no_database", why=str(unusable))
            await asyncio.sleep(1)
    return await ask()
