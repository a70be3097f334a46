"""What was sent late: whoever stood still between the last look at the clock and the send, for longer than its lease,
has sent what another may have sent as well. Then one of the two is taken away again.
"""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

import structlog

from bot.dispatch import Dispatch
from bot.messenger import Address, Messenger, Paused, Uncertain, Undelivered
from domain.places import Platform
from storage.claims import Claim
from storage.deliveries import Late
from storage.faults import UnusableError
from storage.store import Store

log = structlog.get_logger()


@dataclass
class Twins:
    """Of one courier: nobody else knows of what it has sent late."""

    dispatch: Dispatch
    _late: list[tuple[Claim, Address]] = field(default_factory=list)

    def add(self, claim: Claim, there: Address) -> None:
        """It stands there, and its fence has passed on."""
        log.error("courier.fence_passed", copy=claim.copy)
        self._late.append((claim, there))

    async def take_back(self, messengers: Mapping[Platform, Messenger]) -> None:
        """What can be told of those by now."""
        for claim, there in tuple(self._late):
            try:
                settled = await self._is_settled(claim, there, messengers)
            except UnusableError:
                raise
            except Exception:  # neither the others nor what is due waits for this one
                log.exception("courier.twin_not_settled", copy=claim.copy)
                continue
            if settled:
                self._late.remove((claim, there))

    async def look_once_more(self, messengers: Mapping[Platform, Messenger]) -> None:
        """Before the courier ends."""
        with contextlib.suppress(UnusableError):
            await self.take_back(messengers)
        for claim, _ in self._late:
            log.error("courier.twin_left", copy=claim.copy, kind=claim.kind)

    async def _is_settled(self, claim: Claim, there: Address, messengers: Mapping[Platform, Messenger]) -> bool:
        stands = await self.dispatch.in_write(partial(self._became_of, claim, there))
        if stands is Late.TWIN:
            return await _taken_back(claim, there, messengers[there.platform])
        return stands is Late.KEPT

    def _became_of(self, claim: Claim, there: Address, store: Store) -> Late:
        where = {"conversation": there.conversation, "message": there.message}
        return store.deliveries.late(claim, **where, at=self.dispatch.now())


async def _taken_back(claim: Claim, there: Address, messenger: Messenger) -> bool:
    """False where it is to be tried again."""
    log.error("courier.twin", copy=claim.copy, kind=claim.kind)
    try:
        await messenger.retract(there)
    except (Paused, Uncertain):
        return False
    except Undelivered as error:
        log.warning("courier.twin_stays", copy=claim.copy, reason=error.reason)
    return True
