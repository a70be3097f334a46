"""What was sent late: whoever stood still between the last look at the clock and the send, for longer than its lease,
has sent what another may have sent as well. Then one of the two is taken away again.
"""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.carrying.addresses import address_of
from bot.dispatch import Dispatch
from bot.messenger import Address, Messenger, Paused, Uncertain, Undelivered
from domain.places import Platform
from storage.claimed import Claim
from storage.claims import SETTLE
from storage.deliveries import Late
from storage.faults import UnusableError
from storage.store import Store

log = structlog.get_logger()

NONE = timedelta()


@dataclass(frozen=True)
class _Sent:
    """`there` without a message: nobody knows whether it arrived. It is looked for `after` that moment."""

    claim: Claim
    there: Address
    after: datetime


@dataclass
class Twins:
    """Of one courier: nobody else knows of what it has sent late."""

    dispatch: Dispatch
    _late: list[_Sent] = field(default_factory=list)

    def arrived(self, claim: Claim, there: Address) -> None:
        """It stands there, and its fence has passed on; where its answer did not name it, it is looked for."""
        log.error("courier.fence_passed", copy=claim.copy)
        self._late.append(_Sent(claim, there, self.dispatch.now() + (NONE if there.message else SETTLE)))

    def doubted(self, claim: Claim) -> None:
        """Nobody knows whether it arrived, and its fence has passed on: whoever has it now does not look for ours."""
        log.error("courier.late_and_uncertain", copy=claim.copy)
        self._late.append(_Sent(claim, replace(address_of(claim), message=""), self.dispatch.now() + SETTLE))

    async def take_back(self, messengers: Mapping[Platform, Messenger]) -> None:
        """What can be told of those by now."""
        for sent in tuple(self._late):
            if sent.after > self.dispatch.now():
                continue
            try:
                settled = await self._is_settled(sent, messengers[sent.there.platform])
            except UnusableError:
                raise
            except Exception:  # neither the others nor what is due waits for this one
                log.exception("courier.twin_not_settled", copy=sent.claim.copy)
                continue
            if settled:
                self._late.remove(sent)

    async def look_once_more(self, messengers: Mapping[Platform, Messenger]) -> None:
        """Before the courier ends."""
        with contextlib.suppress(UnusableError):
            await self.take_back(messengers)
        for sent in self._late:
            log.error("courier.twin_left", copy=sent.claim.copy, kind=sent.claim.kind)

    async def _is_settled(self, sent: _Sent, messenger: Messenger) -> bool:
        """False where it is to be tried again."""
        try:
            there = [sent.there] if sent.there.message else await _found(sent, messenger)
            return all([await self._is_alone(sent.claim, one, messenger) for one in there])
        except (Paused, Uncertain):
            return False
        except Undelivered as error:
            log.warning("courier.twin_stays", copy=sent.claim.copy, reason=error.reason)
            return True

    async def _is_alone(self, claim: Claim, there: Address, messenger: Messenger) -> bool:
        """It counts, or is taken away; False while somebody is at it."""
        stands = await self.dispatch.in_write(partial(self._became_of, claim, there))
        if stands is Late.TWIN:
            log.error("courier.twin", copy=claim.copy, kind=claim.kind)
            await messenger.retract(there)
        return stands is not Late.OPEN

    def _became_of(self, claim: Claim, there: Address, store: Store) -> Late:
        where = {"conversation": there.conversation, "message": there.message}
        return store.deliveries.late(claim, **where, at=self.dispatch.now())


async def _found(sent: _Sent, messenger: Messenger) -> Sequence[Address]:
    """Where it stands by now, ours and the other; nowhere where nobody can look: then nobody has sent it again."""
    found = await messenger.find(sent.there, key=sent.claim.copy, since=sent.after)
    return (found.address, *found.others) if found and found.address else ()
