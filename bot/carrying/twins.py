"""What may stand there twice: whoever stood still between the last look at the clock and the send, for longer than its
lease, has sent what another may have sent as well; and what was looked for, and not there, may still come. Then one of
the two is taken away again.
"""

import asyncio
import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from operator import attrgetter

import structlog

from bot.carrying.addresses import address_of
from bot.dispatch import Dispatch
from bot.messenger import Address, Gone, Messenger, Paused, Refused, Scope, Uncertain
from domain.places import Platform
from storage.claimed import Claim
from storage.claims import SETTLE
from storage.deliveries import Late
from storage.faults import UnusableError
from storage.rooms import Place
from storage.store import Store

log = structlog.get_logger()

NONE = timedelta()
LAGGED = timedelta(minutes=1)
"""After a look in vain it is looked for once more: a gateway may hold for so long what its sender has given up. nginx
does by default (nginx.org/en/docs/http/ngx_http_proxy_module.html, proxy_read_timeout)."""
HELD_UP = 10.0
"""Seconds after which a workspace is asked again that did not answer."""


@dataclass(frozen=True)
class _Sent:
    """`there` without a message: nobody knows whether it arrived. It is looked for around the moment `since`, once it
    is `due`. Most of what was `missing` never comes.
    """

    claim: Claim
    there: Address
    since: datetime
    due: datetime
    missing: bool = False


@dataclass
class Twins:
    """Of one courier: nobody else knows of what it has sent late."""

    dispatch: Dispatch
    _late: list[_Sent] = field(default_factory=list)
    _asked_not: dict[Place, datetime] = field(default_factory=dict)
    """Until when which workspace is asked nothing."""
    _looking: asyncio.Task[None] | None = None

    def arrived(self, claim: Claim, there: Address) -> None:
        """It stands there, and its fence has passed on; where its answer did not name it, it is looked for."""
        log.error("courier.fence_passed", copy=claim.copy)
        self._keep(claim, there, NONE if there.message else SETTLE)

    def doubted(self, claim: Claim) -> None:
        """Nobody knows whether it arrived, and its fence has passed on: whoever has it now does not look for ours."""
        log.error("courier.late_and_uncertain", copy=claim.copy)
        self._keep(claim, replace(address_of(claim), message=""), SETTLE)

    def missing(self, claim: Claim) -> None:
        """It was not there, and goes once more: what was sent first may come after all."""
        self._keep(claim, replace(address_of(claim), message=""), LAGGED, missing=True)

    def _keep(self, claim: Claim, there: Address, after: timedelta, *, missing: bool = False) -> None:
        due = self.dispatch.now() + after
        self._late.append(_Sent(claim, there, since=due, due=due, missing=missing))

    async def look(self, messengers: Mapping[Platform, Messenger], patience: float) -> None:
        """What can be told of those by now. A platform that takes longer to answer delays nobody: only the round in
        which it is asked waits for it, and no longer than it would for a message.
        """
        begins = self._looking is None and bool(self._late)
        if begins:
            self._looking = asyncio.create_task(self.take_back(messengers))
        if self._looking is None:
            return
        await asyncio.wait([self._looking], timeout=patience if begins else 0)
        if self._looking.done():
            looking, self._looking = self._looking, None
            looking.result()

    async def take_back(self, messengers: Mapping[Platform, Messenger]) -> None:
        """The same, however long it takes; what stands there before what may come."""
        for sent in sorted(self._late, key=attrgetter("missing")):
            if max(sent.due, self._asked_not.get(_place(sent), sent.due)) > self.dispatch.now():
                continue
            try:
                settled = await self._is_settled(sent, messengers[sent.there.platform])
            except (Paused, Uncertain) as why:
                self._put_off(sent, why)
                continue
            except UnusableError:
                raise
            except Exception:  # neither the others nor what is due waits for this one
                log.exception("courier.twin_not_settled", copy=sent.claim.copy)
                continue
            if settled:
                self._late.remove(sent)

    def _put_off(self, sent: _Sent, why: Paused | Uncertain) -> None:
        """By itself, or with all that is there; then those behind it have their turn first."""
        wait = timedelta(seconds=why.seconds if isinstance(why, Paused) else HELD_UP)
        due = self.dispatch.now() + wait
        if not (isinstance(why, Paused) and why.scope is Scope.COPY):
            self._asked_not[_place(sent)] = due
        self._late.remove(sent)
        self._late.append(replace(sent, due=due))

    async def look_once_more(self, messengers: Mapping[Platform, Messenger]) -> None:
        """Before the courier ends; what is left is named, be it that nobody waits for this any longer."""
        try:
            with contextlib.suppress(UnusableError):
                if self._looking:
                    await self._looking
                await self.take_back(messengers)
        finally:
            for sent in self._late:
                tell = log.warning if sent.missing else log.error
                tell("courier.twin_left", copy=sent.claim.copy, kind=sent.claim.kind)

    async def _is_settled(self, sent: _Sent, messenger: Messenger) -> bool:
        """False where somebody is at it: it is to be tried again."""
        try:
            there = [sent.there] if sent.there.message else await _found(sent, messenger)
            return all([await self._is_alone(sent.claim, one, messenger) for one in there])
        except (Gone, Refused) as error:
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


def _place(sent: _Sent) -> Place:
    return sent.there.platform, sent.there.tenant


async def _found(sent: _Sent, messenger: Messenger) -> Sequence[Address]:
    """Where it stands by now, ours and the other; nowhere where nobody can look: then nobody has sent it again."""
    found = await messenger.find(sent.there, key=sent.claim.copy, since=sent.since)
    return (found.address, *found.others) if found and found.address else ()
