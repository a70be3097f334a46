"""What became of one copy, and what is to be kept of it: sent, put off, to be looked for, held, failed."""

import random
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.carrying.twins import Twins
from bot.carrying.wording import NOT_LINKED
from bot.messenger import Address, Found, Paused, Scope
from domain.announcements import SENDER_LOST
from domain.announcements_followed import PAUSED
from domain.places import Platform
from handlers import announcements_withheld, channels_met
from handlers.missed import Missed
from handlers.notices import MISSED
from storage.claimed import Claim, Work, is_a_file, work_at
from storage.faults import UnusableError, answering
from storage.queues import Due
from storage.store import Store

log = structlog.get_logger()

TRIES = 8
"""How often a copy is tried that could certainly not be delivered, before it counts as failed."""
LONGEST_WAIT = 300.0
"""Seconds between two tries at most."""
BUG = "bug"
"""The reason of what broke in our own hands."""

Note = Callable[[Store], object]
"""What to keep of a copy's fate, in the transaction that all of a round share."""


@dataclass(frozen=True)
class Fates:
    """Each gives the note to keep. `twins` are told of what was sent though its fence had passed on."""

    now: Callable[[], datetime]
    platforms: Collection[Platform]
    twins: Twins

    def sent(self, claim: Claim, there: Address, anew: datetime | None = None) -> Note:
        """It is there; `anew` is when it is to be amended by itself."""
        return Arrived(self, claim, there) if anew is None else partial(self.keep, claim, there, anew)

    def keep(self, claim: Claim, there: Address, anew: datetime | None, store: Store) -> None:
        """By itself: the note of what is there."""
        where = {"conversation": there.conversation, "message": there.message}
        if not store.deliveries.sent(claim, **where, at=self.now(), anew=anew):
            self.twins.arrived(claim, there)

    def found(self, claim: Claim, found: Found | None) -> Note:
        """Of a look; None where nobody can look."""
        if found is None:
            log.error("courier.held", copy=claim.copy, kind=claim.kind)
            return self._hold(claim)
        if found.address:
            return partial(self._keep_found, claim, found.address, found.others)
        if claim.attempts >= TRIES:
            return self._failed(claim, "not-there")
        return partial(self._not_there, claim)

    def _not_there(self, claim: Claim, store: Store) -> None:
        if store.deliveries.not_there(claim, at=self.now()):
            self.twins.missing(claim)

    def _keep_found(self, claim: Claim, there: Address, others: Sequence[Address], store: Store) -> None:
        """What it says may have been over by the time that it was sent; one of several counts."""
        self.keep(claim, there, self.now(), store)
        for other in others:
            self.twins.arrived(claim, other)

    def gone(self, claim: Claim) -> Note:
        """Somebody deleted the message."""
        return self._missed(claim, lambda store: store.deliveries.gone(claim))

    def refused(self, claim: Claim, reason: str, *, elsewhere: bool = False) -> Note:
        """Certainly not there; `elsewhere`: the reader's next account is written to, once."""
        log.warning("courier.refused", copy=claim.copy, reason=reason)
        if claim.work is Work.FIND:
            return self._hold(claim)
        if elsewhere and claim.person and claim.work is Work.POST:
            platforms = tuple(self.platforms)
            return self._missed(
                claim,
                lambda store: store.deliveries.turned_away(claim, reason, platforms=platforms, at=self.now()),
            )
        return self._failed(claim, reason)

    def left_out(self, claim: Claim, reason: str) -> Note:
        """It is not for its reader; a channel's failed, so that its author reads of it, and may try again later. Of a
        file it was said that it comes.
        """
        if reason == NOT_LINKED:
            return self._failed(claim, reason)
        if reason == SENDER_LOST:
            return partial(self._withheld, claim)

        def skipped(store: Store) -> bool:
            return store.deliveries.skip(claim, reason, at=self.now())

        return self._missed(claim, skipped) if is_a_file(claim.kind, claim.work) else skipped

    def _withheld(self, claim: Claim, store: Store) -> None:
        """Nor is anything else of it, until somebody says so: then this copy goes on as well."""
        at = self.now()
        if announcements_withheld.hold(claim.subject, store, at):
            store.deliveries.skip(claim, PAUSED, at=at)
        else:
            store.deliveries.later(claim, PAUSED, due=at + timedelta(seconds=1))

    def uncertain(self, claim: Claim, reason: str) -> Note:
        """To look and to amend can be done twice without harm; to post cannot."""
        log.warning("courier.uncertain", copy=claim.copy, reason=reason, work=claim.work)
        return partial(self._keep_doubt, claim, reason) if claim.work is Work.POST else self.retried(claim, reason)

    def _keep_doubt(self, claim: Claim, reason: str, store: Store) -> None:
        if not store.deliveries.uncertain(claim, reason, at=self.now()):
            self.twins.doubted(claim)

    def broken(self, claim: Claim) -> Note:
        """Another look would break as well, in the end."""
        if claim.work is Work.FIND and claim.attempts >= TRIES:
            return self._hold(claim)
        return self.uncertain(claim, BUG)

    def retried(self, claim: Claim, reason: str, least: float = 0.0) -> Note:
        """Later and later, and after TRIES no more; only to look is tried for ever, since nothing is lost by it."""
        if claim.attempts + 1 >= TRIES and claim.work is not Work.FIND:
            return self.refused(claim, reason)
        return self._again(claim, reason, max(least, _backoff(claim)))

    def paused(self, claim: Claim, paused: Paused) -> Note:
        """Once more after the pause; where it is of more than this message, nothing else goes there before."""
        seconds = max(paused.seconds, 0.0)
        if paused.scope is Scope.COPY:
            return self.retried(claim, paused.reason, seconds)
        put_off = self._again(claim, paused.reason, seconds, counted=False)
        platform, host = claim.known.identity.platform, claim.known.host
        alone = claim.work is not Work.POST or is_a_file(claim.kind, claim.work)
        work = work_at(host, claim.work, claim.kind)
        # What is changed may be counted by itself there, and then asks for no other moment.
        where = (work,) if alone and paused.scope is Scope.WORK else (host, work_at(host, Work.AMEND, claim.kind))

        def note(store: Store) -> None:
            until = self.now() + timedelta(seconds=seconds)
            for place in where:
                store.pauses.add(platform, place, until=until, reason=paused.reason)
            put_off(store)

        return note

    def too_slow(self, claim: Claim) -> Note:
        """Not begun in time: nothing has been sent."""
        return TooSlow(self._again(claim, "too-slow", 0, counted=False))

    def worded_anew(self, claim: Claim) -> Note:
        """Nothing has been sent; it may have been called off since it was worded. It keeps its place."""
        return lambda store: store.deliveries.later(claim, "too-slow", due=claim.due)

    def _failed(self, claim: Claim, reason: str) -> Note:
        def ended(store: Store) -> bool:
            done = store.deliveries.failed(claim, reason, at=self.now())
            if done and not claim.person:
                channels_met.refused(claim.known.identity.platform, claim.known.conversation, reason, store)
            return done

        return ended if claim.work is Work.AMEND else self._missed(claim, ended)  # an amended one stands, as it was

    def _hold(self, claim: Claim) -> Note:
        return self._missed(claim, lambda store: store.deliveries.hold(claim, at=self.now()))

    def _missed(self, claim: Claim, ended: Callable[[Store], bool]) -> Note:
        """With what is done, in the same transaction, where nobody can count on its being there."""

        def note(store: Store) -> None:
            if ended(store):
                channel = f"{claim.known.identity.platform}:{claim.known.conversation}"
                tell_missed(claim.row, channel, store, self.now())

        return note

    def _again(self, claim: Claim, reason: str, seconds: float, *, counted: bool = True) -> Note:
        due = self.now() + timedelta(seconds=seconds)
        return lambda store: store.deliveries.again(claim, reason, due=due, counted=counted)


def given_back(claim: Claim) -> Note:
    """Of what may have been claimed, and was certainly not begun."""
    return lambda store: store.deliveries.not_begun(claim)


def tell_missed(row: Due, channel: str, store: Store, at: datetime) -> None:
    """Whoever counts on its having arrived hears that it has not, or may not have. A bug in that is logged, and stops
    neither what is noted of it nor what is claimed beside it: else it would be on its way for ever.
    """
    missed = MISSED.get(row.kind)
    if missed is None:
        return
    try:
        with answering(), store.savepoint():
            missed(Missed(row.id, row.subject, row.person or "", channel, row.occasion), store, at)
    except UnusableError:
        raise
    except Exception:
        log.exception("courier.missed_not_told", copy=row.id, kind=row.kind)


@dataclass(frozen=True)
class Arrived:
    """It is there: several such are kept by one statement."""

    fates: Fates
    claim: Claim
    there: Address

    def __call__(self, store: Store) -> None:
        self.fates.keep(self.claim, self.there, None, store)


@dataclass(frozen=True)
class TooSlow:
    """Who took it has taken more than it can begin with in time."""

    put_off: Note

    def __call__(self, store: Store) -> None:
        self.put_off(store)


def keep_all(notes: Sequence[Note], store: Store) -> None:
    """Those of one round: together where all of them arrived, else one by one, in their order."""
    arrived = [note for note in notes if isinstance(note, Arrived)]
    if len(arrived) < len(notes):
        for note in notes:
            note(store)
    elif arrived:
        _keep_together(arrived, arrived[0].fates, store)


def _keep_together(arrived: Sequence[Arrived], fates: Fates, store: Store) -> None:
    there = {note.claim.copy: note.there for note in arrived}
    all_of_them = [(note.claim, note.there.conversation, note.there.message) for note in arrived]
    for claim in store.deliveries.sent_all(all_of_them, at=fates.now()):
        fates.twins.arrived(claim, there[claim.copy])


def _backoff(claim: Claim) -> float:
    """Doubling, with jitter, so that what failed together does not come back together."""
    return float(min(2.0 ** min(claim.attempts, 10), LONGEST_WAIT) * random.uniform(0.5, 1.0))  # noqa: S311  # jitter
