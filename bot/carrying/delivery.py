"""One copy, from its turn to what became of it."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import inf

import structlog

from bot.carrying.addresses import address_of
from bot.carrying.fates import BUG, Fates, Note, given_back
from bot.carrying.wording import Worded, may_be_stopped
from bot.leaving import LEAVES_BY, never_left
from bot.messenger import Gone, Messenger, Paused, Refused, Uncertain, Unreachable
from domain.places import Platform
from domain.refusal import Refusal
from storage.claimed import UPLOAD, Claim, Work, is_a_file
from storage.claims import TOO_FAR
from views.vocabulary import Card

log = structlog.get_logger()

Sends = asyncio.Future[list[tuple[str, Note]]]
"""One reader's copies under way; each with its note in the end."""


@dataclass(frozen=True)
class Delivery:
    """Of what one round has claimed. On the loop's clock: it may begin to send `until` then, and what is posted leaves
    by `lapses`, when the lease may be another's. What somebody may stop leaves by `stops`, or is worded anew. Once the
    process is `stopping` nothing more is begun: what is left goes with the next one.
    """

    messengers: Mapping[Platform, Messenger]
    fates: Fates
    until: float
    lapses: float
    stops: float
    stopping: Callable[[], bool]

    async def outcomes(self, theirs: Sequence[tuple[Claim, Worded]], before: Sends | None) -> list[tuple[str, Note]]:
        """One reader's, in the order in which they fell due: the receipt before the decision. Each with its copy."""
        if before:
            await asyncio.wait([before])
        return [(claim.copy, await self._outcome(claim, card)) for claim, card in theirs]

    async def _outcome(self, claim: Claim, card: Worded) -> Note:
        """Never raises: the others of the round must be noted whatever happens to this one."""
        await self._turn(claim)
        if self.stopping():
            return given_back(claim)
        leaves_by, now = self._leaves_by(claim), asyncio.get_running_loop().time()
        match card:
            case Refusal(reason=reason):
                return self.fates.left_out(claim, reason)
            case datetime():
                return lambda store: store.deliveries.later(claim, "quiet-hours", due=card)
            case Exception():
                log.error("courier.not_worded", copy=claim.copy, kind=claim.kind, exc_info=card)
                return self.fates.retried(claim, BUG)
            case _ if now > self.until:
                # Frozen for too long: somebody else may think us dead and take over. Nothing has been sent.
                return self.fates.too_slow(claim)
            case _ if now > leaves_by:
                return self.fates.worded_anew(claim)
        return await self._sent(claim, card, leaves_by)

    async def _turn(self, claim: Claim) -> None:
        """Not before its pace allows it, and never longer than a claim may be ahead of that."""
        wait = (claim.slot - self.fates.now()).total_seconds()
        if wait > 0:
            await asyncio.sleep(min(wait, TOO_FAR.total_seconds()))

    async def _sent(self, claim: Claim, card: Card | None, leaves_by: float) -> Note:
        LEAVES_BY.set(leaves_by)
        try:
            return await self._done(claim, card)
        except Gone:
            return self.fates.gone(claim)
        except Refused as refused:
            return self.fates.refused(claim, refused.reason, elsewhere=isinstance(refused, Unreachable))
        except (Paused, Uncertain) as why:
            if never_left(why):
                return self._late(claim)
            if isinstance(why, Paused):
                return self.fates.paused(claim, why)
            return self.fates.uncertain(claim, why.reason)
        except Exception:
            # In the midst of a send: whether it arrived, nobody knows.
            log.exception("courier.copy_failed", copy=claim.copy, kind=claim.kind)
            return self.fates.broken(claim)

    def _leaves_by(self, claim: Claim) -> float:
        if claim.work is not Work.POST:
            return inf
        if is_a_file(claim.kind, claim.work):
            return self.lapses + UPLOAD
        return min(self.stops, self.lapses) if may_be_stopped(claim) else self.lapses

    def _late(self, claim: Claim) -> Note:
        """A chat that had to be opened first is open now: the next time it leaves at once."""
        late = asyncio.get_running_loop().time() > self.until
        return self.fates.too_slow(claim) if late else self.fates.worded_anew(claim)

    async def _done(self, claim: Claim, card: Card | None) -> Note:
        messenger, address = self.messengers[claim.known.identity.platform], address_of(claim)
        if claim.work is Work.FIND or card is None:
            return self.fates.found(claim, await messenger.find(address, key=claim.copy, since=claim.started_at))
        anew = card.passing.until if card.passing else None
        card = card.shown_at(self.fates.now())
        if claim.work is Work.AMEND:
            await messenger.amend(address, card)
            return lambda store: store.deliveries.amended(claim, anew=anew)
        return self.fates.sent(claim, await messenger.post(address, card, key=claim.copy), anew)
