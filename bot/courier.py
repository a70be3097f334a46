"""The courier: takes what is due from the outbox, has it worded for its reader, posts, amends, tries again.

The intent is committed before each send, and the result after it; what is uncertain is looked for, never sent
again blindly. Several couriers (replicas) may run on one database.
"""

import asyncio
import contextlib
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import assert_never

import structlog

from bot.dispatch import Dispatch
from bot.messenger import Address, Found, Gone, Messenger, Paused, Refused, Uncertain
from domain.places import Platform
from domain.refusal import Refusal
from handlers.routes import NOTICES
from storage.outbox import LEASE, Claim, Work
from storage.store import Store
from views.translator import translator
from views.vocabulary import Card

log = structlog.get_logger()

BATCH = 10
"""Copies claimed at once: after a crash at most so many are uncertain (failures.md's in-flight window)."""
POLL = 1.0
"""Seconds between two looks at the outbox when nobody wakes the courier."""
TRIES = 8
"""How often a copy is tried that could certainly not be delivered, before it counts as failed."""
LONGEST_WAIT = 300.0
"""Seconds between two tries at most."""


@dataclass
class Courier:
    """One loop; `deliver_due` is one round of it. `delivered` is called after each round that did something."""

    dispatch: Dispatch
    messengers: Mapping[Platform, Messenger]
    delivered: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        self._awake = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        """Something was put into the outbox. Call it on the loop's own thread."""
        self._awake.set()

    async def run(self) -> None:
        """Until `stop`. A fault of the database is logged and waited out."""
        while not self._stopping:
            try:
                busy = await self.deliver_due()
            except Exception:  # the loop must outlive whatever happens to one round
                log.exception("courier.round_failed")
                busy = False
            if not busy:
                await self._rest()

    async def _rest(self) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._awake.wait(), POLL)
        self._awake.clear()

    def stop(self) -> None:
        """After the round that is under way."""
        self._stopping = True
        self.wake()

    async def deliver_due(self) -> bool:
        """One round: claim, send side by side, note what became of each. Whether there was anything to do."""
        at = self.dispatch.now()
        platforms = tuple(self.messengers)
        began = asyncio.get_running_loop().time()
        claims = await self.dispatch.in_write(lambda store: store.outbox.claim(at=at, platforms=platforms, size=BATCH))
        await asyncio.gather(*(self._deliver(claim, began) for claim in claims))
        if claims:
            self.delivered()
        return bool(claims)

    async def _deliver(self, claim: Claim, began: float) -> None:
        try:
            await self._work(claim, began)
        except Exception as bug:  # one copy's bug must not stop the others
            log.exception("courier.copy_failed", copy=claim.copy, kind=claim.kind)
            await self._again(claim, type(bug).__name__, self._backoff(claim))

    async def _work(self, claim: Claim, began: float) -> None:
        messenger = self.messengers[claim.known.identity.platform]
        address = _address(claim)
        if claim.work is Work.FIND:
            await self._find(claim, messenger, address)
            return
        try:
            card = await self.dispatch.in_read(lambda store: worded(claim, store))
        except Refusal as refusal:
            reason = refusal.reason
            await self.dispatch.in_write(lambda store: store.outbox.skip(claim, reason, at=self.dispatch.now()))
            return
        if asyncio.get_running_loop().time() - began > LEASE / 2:
            # Frozen for too long: somebody else may think us dead and take over. Nothing has been sent.
            await self._again(claim, "too-slow", 0)
            return
        await self._send(claim, messenger, address, card)

    async def _send(self, claim: Claim, messenger: Messenger, address: Address, card: Card) -> None:
        try:
            if claim.work is Work.AMEND:
                await messenger.amend(address, card)
                await self.dispatch.in_write(lambda store: store.outbox.amended(claim))
            else:
                sent = await messenger.post(address, card, key=claim.copy)
                await self._sent(claim, sent)
        except Gone:
            await self.dispatch.in_write(lambda store: store.outbox.gone(claim))
        except Refused as refused:
            reason = refused.reason
            log.warning("courier.refused", copy=claim.copy, reason=reason)
            await self.dispatch.in_write(lambda store: store.outbox.failed(claim, reason, at=self.dispatch.now()))
        except Paused as paused:
            await self._pause(claim, paused)
        except Uncertain as uncertain:
            await self._uncertain(claim, uncertain.reason)

    async def _sent(self, claim: Claim, sent: Address) -> None:
        at = self.dispatch.now()
        kept = await self.dispatch.in_write(
            lambda store: store.outbox.sent(claim, conversation=sent.conversation, message=sent.message, at=at)
        )
        if not kept:
            log.error("courier.fence_passed", copy=claim.copy)

    async def _uncertain(self, claim: Claim, reason: str) -> None:
        """An amend can be made twice without harm; a post cannot."""
        log.warning("courier.uncertain", copy=claim.copy, reason=reason, work=claim.work)
        if claim.work is Work.AMEND:
            await self._again(claim, reason, self._backoff(claim))
            return
        await self.dispatch.in_write(lambda store: store.outbox.uncertain(claim, reason, at=self.dispatch.now()))

    async def _pause(self, claim: Claim, paused: Paused) -> None:
        at = self.dispatch.now()
        identity, host = claim.known.identity, claim.known.host
        seconds = max(paused.seconds, 0.0)
        if paused.tenant_wide:
            until = at + timedelta(seconds=seconds)
            await self.dispatch.in_write(
                lambda store: store.outbox.pause(identity.platform, host, until=until, reason=paused.reason)
            )
            await self._again(claim, paused.reason, seconds, counted=False)
        elif claim.attempts + 1 >= TRIES:
            await self.dispatch.in_write(
                lambda store: store.outbox.failed(claim, paused.reason, at=self.dispatch.now())
            )
        else:
            await self._again(claim, paused.reason, max(seconds, self._backoff(claim)))

    async def _again(self, claim: Claim, reason: str, seconds: float, *, counted: bool = True) -> None:
        due = self.dispatch.now() + timedelta(seconds=seconds)
        await self.dispatch.in_write(lambda store: store.outbox.again(claim, reason, due=due, counted=counted))

    @staticmethod
    def _backoff(claim: Claim) -> float:
        """Doubling, with jitter, so that what failed together does not come back together."""
        return float(min(2.0 ** min(claim.attempts, 10), LONGEST_WAIT) * random.uniform(0.5, 1.0))  # noqa: S311  # jitter

    async def _find(self, claim: Claim, messenger: Messenger, address: Address) -> None:
        try:
            found = await messenger.find(address, key=claim.copy, since=claim.started_at)
        except (Paused, Uncertain) as later:
            await self._again(claim, later.reason, max(self._backoff(claim), 5.0))
            return
        except Refused:
            found = None
        at = self.dispatch.now()
        match found:
            case Found(address=Address() as there):
                await self._sent(claim, there)
            case Found():
                await self.dispatch.in_write(lambda store: store.outbox.not_there(claim, at=at))
            case None:
                log.error("courier.held", copy=claim.copy, kind=claim.kind)
                await self.dispatch.in_write(lambda store: store.outbox.hold(claim))
            case _:
                assert_never(found)


def worded(claim: Claim, store: Store) -> Card:
    """The card as it is true now, in the reader's language and zone; Refusal where the reader may not see it."""
    reader = store.people.get(claim.person)
    if reader is None:
        raise Refusal("not-found")
    return NOTICES[claim.kind](claim.subject, reader, store, translator(reader.language, reader.zone))


def _address(claim: Claim) -> Address:
    known = claim.known
    return Address(
        platform=known.identity.platform,
        tenant=known.host,
        conversation=known.conversation,
        user=known.identity.user,
        message=claim.message,
        service=known.service,
    )
