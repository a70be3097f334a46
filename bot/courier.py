"""The courier: takes what is due from the outbox, has it worded for its reader, posts, amends, tries again.

The intent is committed before each send, and the result after it; what is uncertain is looked for, never sent
again blindly. Several couriers (replicas) may run on one database.
"""

import asyncio
import contextlib
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from operator import itemgetter
from typing import TypeVar, assert_never
from zoneinfo import ZoneInfo

import structlog

from bot.dispatch import Dispatch
from bot.messenger import Address, Found, Gone, Messenger, Paused, Refused, Scope, Uncertain, Undelivered, Unreachable
from domain.audience import next_open
from domain.digests import LATE
from domain.notices import KINDS, RequestsWait
from domain.people import Person, stranger
from domain.places import Platform
from domain.refusal import Refusal
from handlers import channels_met
from handlers.deals_told import looked_at
from handlers.people import at_home
from handlers.rest import source_of
from handlers.routes import HELD_UP, MISSED, NOTICES
from storage.claims import LEASE, TOO_FAR, Claim, Work, work_at
from storage.deliveries import Late
from storage.faults import UnusableError
from storage.paces import Paces
from storage.pauses import places_of
from storage.store import Store
from views.common import closed, renewed
from views.rest import button
from views.translator import translator
from views.vocabulary import Card

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
TRIES = 8
"""How often a copy is tried that could certainly not be delivered, before it counts as failed."""
LONGEST_WAIT = 300.0
"""Seconds between two tries at most."""
BREATH = 0.02
"""Seconds without a request after which nobody is thought to be waiting for an answer."""
BREATHS = 5
"""How many of those a round lets people pass at most: they wait for their answer now, and nobody knows of a message
before it comes. Without it a form is answered half as fast while the copies of the one before are being sent."""
NOTING = 10
"""How often, a second apart, a database that does not answer is asked within a round; after that the lease runs out."""

BUG = "bug"
"""The reason of what broke in our own hands."""
NOT_LINKED = "channel-not-linked"
"""The reason of what was meant for a channel that is not that partner's any more, or where others read along."""

_Worded = Card | Exception | datetime | None
_Sends = asyncio.Future[list[tuple[str, "Note"]]]
Note = Callable[[Store], object]
"""What to keep of a copy's fate, in the transaction that all of a round share."""


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

    def __post_init__(self) -> None:
        self._awake = asyncio.Event()
        self._stopping = False
        self._late: list[tuple[Claim, Address]] = []
        self._size = BATCH
        self._slow = False
        self._under_way: dict[_Sends, tuple[str, Sequence[Claim]]] = {}

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
        await self._look_once_more()

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

    async def deliver_due(self) -> bool:
        """One round: claim, word, send side by side, note what became of each. Whether there was anything to do.

        A round is one write to claim, one read to word, and as a rule one write to note: what arrives together is
        noted together.
        """
        await self._take_back_twins()
        at, began = self.dispatch.now(), asyncio.get_running_loop().time()
        claims = await self.dispatch.in_write(lambda store: self._claimed(store, at))
        if claims:
            cards = await self._patiently(partial(self.dispatch.in_read, lambda store: all_worded(claims, store, at)))
            self._send(list(zip(claims, cards, strict=True)), began)
        if not self._under_way:
            return False
        await self._settle()
        # Where it cannot begin in time with all that it took, it takes less, until it can.
        self._size, self._slow = (max(1, self._size // 2) if self._slow else min(BATCH, self._size * 2)), False
        self.delivered()
        return True

    def _claimed(self, store: Store, at: datetime) -> Sequence[Claim]:
        busy = Counter(places_of(claim.known)[0] for _, theirs in self._under_way.values() for claim in theirs)
        return store.claims.take(
            at=at,
            platforms=tuple(self.messengers),
            size=self._size,
            lease=self.lease,
            paces=self.paces,
            busy=busy,
        )

    def _send(self, copies: Sequence[tuple[Claim, _Worded]], began: float) -> None:
        """Side by side; one reader's one after another, and after those that are under way to them. Their leases last
        since `began`.
        """
        readers: dict[str, list[tuple[Claim, _Worded]]] = {}
        for claim, card in copies:
            readers.setdefault(claim.person or claim.copy, []).append((claim, card))
        before = {reader: sends for sends, (reader, _) in self._under_way.items()}
        for reader, theirs in readers.items():
            sends = asyncio.ensure_future(self._outcomes(theirs, began, before.get(reader)))
            self._under_way[sends] = reader, [claim for claim, _ in theirs]

    async def _settle(self) -> None:
        """What is sent is noted; no longer than the patience lasts."""
        loop = asyncio.get_running_loop()
        until = loop.time() + self.patience
        while self._under_way and (left := until - loop.time()) > 0:
            done, _ = await asyncio.wait(self._under_way, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            for send in done:
                del self._under_way[send]
            # In the order of ids, as an amend locks its copies: else the two could wait for each other.
            outcomes = sorted((outcome for send in done for outcome in send.result()), key=itemgetter(0))
            await self._note([note for _, note in outcomes])

    async def _take_back_twins(self) -> None:
        """Whoever stood still between the last look at the clock and the send has sent what another sent as well."""
        for claim, there in tuple(self._late):
            try:
                settled = await self._is_settled(claim, there)
            except UnusableError:
                raise
            except Exception:  # neither the others nor what is due waits for this one
                log.exception("courier.twin_not_settled", copy=claim.copy)
                continue
            if settled:
                self._late.remove((claim, there))

    async def _is_settled(self, claim: Claim, there: Address) -> bool:
        stands = await self.dispatch.in_write(partial(self._became_of, claim, there))
        return stands is Late.KEPT or (stands is Late.TWIN and await self._taken_back(claim, there))

    async def _look_once_more(self) -> None:
        """Before it ends: nobody else knows of what it has sent late."""
        with contextlib.suppress(UnusableError):
            await self._take_back_twins()
        for claim, _ in self._late:
            log.error("courier.twin_left", copy=claim.copy, kind=claim.kind)

    def _became_of(self, claim: Claim, there: Address, store: Store) -> Late:
        where = {"conversation": there.conversation, "message": there.message}
        return store.deliveries.late(claim, **where, at=self.dispatch.now())

    async def _taken_back(self, claim: Claim, there: Address) -> bool:
        """False where it is to be tried again."""
        log.error("courier.twin", copy=claim.copy, kind=claim.kind)
        try:
            await self.messengers[there.platform].retract(there)
        except (Paused, Uncertain):
            return False
        except Undelivered as error:
            log.warning("courier.twin_stays", copy=claim.copy, reason=error.reason)
        return True

    async def _note(self, notes: Sequence[Note]) -> None:
        """Never raises. Where one of them cannot be noted, the others are all the same: it would be uncertain what
        became of them.
        """
        if not notes:
            return
        try:
            await self._patiently(partial(self.dispatch.in_write, lambda store: self._noted(store, notes)))
        except Exception as error:
            log.exception("courier.not_noted", copies=len(notes))
            if len(notes) > 1 and not isinstance(error, UnusableError):
                for note in notes:
                    await self._note([note])

    @staticmethod
    async def _patiently(ask: Callable[[], Awaitable[T]]) -> T:
        """A database that does not answer is asked again: what was claimed would be uncertain if it were left alone."""
        for _ in range(NOTING - 1):
            try:
                return await ask()
            except UnusableError:
                log.exception("courier.no_database")
                await asyncio.sleep(1)
        return await ask()

    def _noted(self, store: Store, notes: Sequence[Note]) -> None:
        arrived = [note for note in notes if isinstance(note, _Arrived)]
        if len(arrived) < len(notes):  # one by one, in their order
            for note in notes:
                note(store)
            return
        there = {note.claim.copy: note.there for note in arrived}
        all_of_them = [(note.claim, note.there.conversation, note.there.message) for note in arrived]
        for claim in store.deliveries.sent_all(all_of_them, at=self.dispatch.now()):
            self._passed(claim, there[claim.copy])

    async def _outcomes(
        self, theirs: Sequence[tuple[Claim, _Worded]], began: float, before: _Sends | None
    ) -> list[tuple[str, Note]]:
        """One reader's, in the order in which they fell due: the receipt before the decision. Each with its copy."""
        if before:
            await asyncio.wait([before])
        return [(claim.copy, await self._outcome(claim, card, began)) for claim, card in theirs]

    async def _outcome(self, claim: Claim, card: _Worded, began: float) -> Note:
        """Never raises: the others of the round must be noted whatever happens to this one."""
        await self._turn(claim)
        match card:
            case Refusal(reason=reason):
                return self._left_out(claim, reason)
            case datetime():
                return lambda store: store.deliveries.later(claim, "quiet-hours", due=card)
            case Exception():
                log.error("courier.not_worded", copy=claim.copy, kind=claim.kind, exc_info=card)
                return self._retried(claim, BUG)
            case _ if asyncio.get_running_loop().time() - began > self.lease / 2:
                # Frozen for too long: somebody else may think us dead and take over. Nothing has been sent.
                self._slow = True
                return self._again(claim, "too-slow", 0, counted=False)
        try:
            return await self._done(claim, card)
        except Gone:
            return self._missed(claim, lambda store: store.deliveries.gone(claim))
        except Refused as refused:
            return self._refused(claim, refused.reason, elsewhere=isinstance(refused, Unreachable))
        except Paused as paused:
            return self._paused(claim, paused)
        except Uncertain as uncertain:
            return self._uncertain(claim, uncertain.reason)
        except Exception:
            # In the midst of a send: whether it arrived, nobody knows.
            log.exception("courier.copy_failed", copy=claim.copy, kind=claim.kind)
            return self._broken(claim)

    async def _turn(self, claim: Claim) -> None:
        """Not before its pace allows it, and never longer than a claim may be ahead of that."""
        wait = (claim.slot - self.dispatch.now()).total_seconds()
        if wait > 0:
            await asyncio.sleep(min(wait, TOO_FAR.total_seconds()))

    async def _done(self, claim: Claim, card: Card | None) -> Note:
        messenger, address = self.messengers[claim.known.identity.platform], _address(claim)
        if claim.work is Work.FIND or card is None:
            return self._found(claim, await messenger.find(address, key=claim.copy, since=claim.started_at))
        anew = card.passing.until if card.passing else None
        card = card.shown_at(self.dispatch.now())
        if claim.work is Work.AMEND:
            await messenger.amend(address, card)
            return lambda store: store.deliveries.amended(claim, anew=anew)
        return self._sent(claim, await messenger.post(address, card, key=claim.copy), anew)

    def _sent(self, claim: Claim, there: Address, anew: datetime | None = None) -> Note:
        return _Arrived(self, claim, there) if anew is None else partial(self._keep, claim, there, anew)

    def _keep(self, claim: Claim, there: Address, anew: datetime | None, store: Store) -> None:
        where = {"conversation": there.conversation, "message": there.message}
        if not store.deliveries.sent(claim, **where, at=self.dispatch.now(), anew=anew):
            self._passed(claim, there)

    def _passed(self, claim: Claim, there: Address) -> None:
        log.error("courier.fence_passed", copy=claim.copy)
        self._late.append((claim, there))

    def _found(self, claim: Claim, found: Found | None) -> Note:
        match found:
            case Found(address=Address() as there):
                # What it says may have been over by the time that it was sent.
                return self._sent(claim, there, self.dispatch.now())
            case Found() if claim.attempts >= TRIES:
                return self._failed(claim, "not-there")
            case Found():
                return lambda store: store.deliveries.not_there(claim, at=self.dispatch.now())
            case None:
                log.error("courier.held", copy=claim.copy, kind=claim.kind)
                return self._hold(claim)
            case _:
                assert_never(found)

    def _refused(self, claim: Claim, reason: str, *, elsewhere: bool = False) -> Note:
        """Certainly not there; `elsewhere`: the reader's next account is written to, once."""
        log.warning("courier.refused", copy=claim.copy, reason=reason)
        if claim.work is Work.FIND:
            return self._hold(claim)
        if elsewhere and claim.person and claim.work is Work.POST:
            platforms, now = tuple(self.messengers), self.dispatch.now
            return lambda store: store.deliveries.turned_away(claim, reason, platforms=platforms, at=now())
        return self._failed(claim, reason)

    def _failed(self, claim: Claim, reason: str) -> Note:
        def ended(store: Store) -> bool:
            done = store.deliveries.failed(claim, reason, at=self.dispatch.now())
            if done and not claim.person:
                channels_met.refused(claim.known.identity.platform, claim.known.conversation, reason, store)
            return done

        return ended if claim.work is Work.AMEND else self._missed(claim, ended)  # an amended one stands, as it was

    def _left_out(self, claim: Claim, reason: str) -> Note:
        """It is not for its reader; a channel's failed, so that its author reads of it, and may try again later."""
        if reason == NOT_LINKED:
            return self._failed(claim, reason)
        return lambda store: store.deliveries.skip(claim, reason, at=self.dispatch.now())

    def _hold(self, claim: Claim) -> Note:
        return self._missed(claim, lambda store: store.deliveries.hold(claim))

    def _missed(self, claim: Claim, ended: Callable[[Store], bool]) -> Note:
        """With what is done, in the same transaction, where nobody can count on its being there."""
        missed = MISSED.get(claim.kind)

        def note(store: Store) -> None:
            if ended(store) and missed:
                channel = f"{claim.known.identity.platform}:{claim.known.conversation}"
                missed(claim.subject, channel, store, self.dispatch.now())

        return note

    def _uncertain(self, claim: Claim, reason: str) -> Note:
        """To look and to amend can be done twice without harm; to post cannot."""
        log.warning("courier.uncertain", copy=claim.copy, reason=reason, work=claim.work)
        if claim.work is Work.POST:
            return lambda store: store.deliveries.uncertain(claim, reason, at=self.dispatch.now())
        return self._retried(claim, reason)

    def _broken(self, claim: Claim) -> Note:
        """Another look would break as well, in the end."""
        if claim.work is Work.FIND and claim.attempts >= TRIES:
            return self._hold(claim)
        return self._uncertain(claim, BUG)

    def _retried(self, claim: Claim, reason: str, least: float = 0.0) -> Note:
        """Later and later, and after TRIES no more; only to look is tried for ever, since nothing is lost by it."""
        if claim.attempts + 1 >= TRIES and claim.work is not Work.FIND:
            return self._refused(claim, reason)
        return self._again(claim, reason, max(least, self._backoff(claim)))

    def _paused(self, claim: Claim, paused: Paused) -> Note:
        seconds = max(paused.seconds, 0.0)
        if paused.scope is Scope.COPY:
            return self._retried(claim, paused.reason, seconds)
        put_off = self._again(claim, paused.reason, seconds, counted=False)
        platform, host = claim.known.identity.platform, claim.known.host
        alone = paused.scope is Scope.WORK and claim.work is not Work.POST
        where = work_at(host, claim.work) if alone else host

        def note(store: Store) -> None:
            until = self.dispatch.now() + timedelta(seconds=seconds)
            store.pauses.add(platform, where, until=until, reason=paused.reason)
            put_off(store)

        return note

    def _again(self, claim: Claim, reason: str, seconds: float, *, counted: bool = True) -> Note:
        due = self.dispatch.now() + timedelta(seconds=seconds)
        return lambda store: store.deliveries.again(claim, reason, due=due, counted=counted)

    @staticmethod
    def _backoff(claim: Claim) -> float:
        """Doubling, with jitter, so that what failed together does not come back together."""
        return float(min(2.0 ** min(claim.attempts, 10), LONGEST_WAIT) * random.uniform(0.5, 1.0))  # noqa: S311  # jitter


@dataclass(frozen=True)
class _Arrived:
    """It is there: several such are kept by one statement."""

    courier: Courier
    claim: Claim
    there: Address

    def __call__(self, store: Store) -> None:
        self.courier._keep(self.claim, self.there, None, store)  # noqa: SLF001  # a part of it


def all_worded(claims: Sequence[Claim], store: Store, at: datetime) -> list[_Worded]:
    """The card of each; what is the same for all is worded once a language and zone, and is then one card."""
    same: dict[tuple[object, ...], _Worded] = {}
    unfit = _unfit(claims, store)
    cards: list[_Worded] = []
    for claim in claims:
        key = _alike(claim)
        if key is None:
            card = _tried(claim, store, at)
        else:
            card = same[key] = same[key] if key in same else _tried(claim, store, at)
        cards.append(Refusal(NOT_LINKED) if claim.copy in unfit and not isinstance(card, Refusal) else card)
    return cards


def _unfit(claims: Sequence[Claim], store: Store) -> frozenset[str]:
    """What was meant for a channel that is not that partner's any more, or where others read along: it is not sent."""
    meant = {claim.copy: claim.linked for claim in claims if claim.linked and claim.work is Work.POST}
    fit = store.channels.fit(frozenset(meant.values())) if meant else frozenset()
    return frozenset(copy for copy, channel in meant.items() if channel not in fit)


def _alike(claim: Claim) -> tuple[object, ...] | None:
    """What is told to no person, and says the same to whoever reads it."""
    if claim.person or claim.retracted or not KINDS[claim.kind].same_for_all:
        return None
    return claim.kind, claim.subject, claim.occasion, claim.work, claim.language, claim.zone


def _tried(claim: Claim, store: Store, at: datetime) -> _Worded:
    """The card, or why there is none, or when it may come: one that cannot be worded does not stop the others."""
    if claim.work is Work.FIND:
        return None
    try:
        asks = HELD_UP.get(claim.kind) if claim.work is Work.POST else None
        holds = asks(claim.subject, store, at) if asks else False
        later = _after_quiet(claim, store, at, holds=holds)
        return later if later > at else _passing(worded(claim, store, at), at)
    except Exception as error:  # noqa: BLE001  # it is logged, or is a Refusal, where the outcome is noted
        return error


def _passing(card: Card, at: datetime) -> Card:
    """Only where it changes after it was worded: it may be over by the time that it is sent."""
    return card if card.changes_after(at) else replace(card, passing=None)


def worded(claim: Claim, store: Store, at: datetime) -> Card:
    """The card as its reader knows it now, in their language and zone; Refusal where they may not see it.

    What is out already, and may not be seen any more, is amended to say no more than that.
    """
    reader = store.people.get(claim.person) if claim.person else stranger(claim.language, claim.zone)
    if claim.retracted and reader:
        t = translator(reader.language, reader.zone)
        return closed(t) if claim.person else renewed(t)
    try:
        return _worded(claim, reader, store, at)
    except Refusal:
        if claim.work is not Work.AMEND or reader is None:
            raise
        return closed(translator(reader.language, reader.zone))


def _worded(claim: Claim, reader: Person | None, store: Store, at: datetime) -> Card:
    if reader is None or (claim.person and (reader.left or not at_home(reader, claim.known.identity, store.programme))):
        raise Refusal("not-found")
    t = translator(reader.language, reader.zone)
    card = looked_at(NOTICES[claim.kind], claim.subject, reader, store, t, at=at)
    return replace(card, rest=button(source_of(claim.kind, claim.subject), t)) if claim.person else card


def _after_quiet(claim: Claim, store: Store, at: datetime, *, holds: bool) -> datetime:
    """What was put off, by a pause or a fault, may have come into its reader's quiet hours meanwhile.

    `holds`: what was written to many waits for a working day as well, in a channel where the programme says so.
    """
    reader = store.people.get(claim.person)
    if holds and reader:
        return next_open(at, reader.zone, reader.rests(store.programme.quiet))
    if holds and not claim.person and store.programme.announcements.hold_channels:
        return next_open(at, claim.zone, store.programme.quiet)
    waits = KINDS[claim.kind].waits or (claim.kind == RequestsWait.kind and at - claim.put_at > LATE)
    quiet = reader.rests(store.programme.quiet) if reader and waits else None
    return quiet.next_allowed(at, ZoneInfo(reader.zone)) if reader and quiet and claim.work is Work.POST else at


def _address(claim: Claim) -> Address:
    known = claim.known
    return Address(
        platform=known.identity.platform,
        tenant=known.host,
        conversation=known.conversation,
        user=known.identity.user,
        message=claim.message,
        service=known.service,
        channel=known.channel,
        closed=KINDS[claim.kind].closed,
    )
