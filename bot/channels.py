"""What a platform says of channels is kept, and where it matters it is looked who is in one."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from pydantic import TypeAdapter

from bot.dispatch import Dispatch
from bot.rounds import rounds
from domain.channels import Channel, Met, State
from domain.places import Platform
from handlers.channels_met import ENDS, LOOKS, Change, added, changed, known
from storage.store import Store


@dataclass(frozen=True, kw_only=True)
class Heard:
    """`change` is None where Tandem was added, by the account `by`."""

    conversation: str
    change: Change | None = None
    value: str = ""
    by: str = ""
    listed: bool = False
    """Nothing was heard: it is as the list has it, and goes on being called so."""


H = TypeVar("H", bound=Heard)

EVERY = 60.0
"""Seconds between two looks for what is to be looked at again."""
AT_ONCE = 40
"""How many of those are looked at in one round: each is some questions to the platform."""


class NotNow(Exception):
    """The platform could not be asked: it is asked later."""


@dataclass(frozen=True)
class Channels(Generic[H]):
    """Keeps the list of partners' channels as `platform` has them; `met` asks it who is in one, None where it does not
    tell, NotNow where it cannot be asked. `read` reads what was heard again; `of` is what of one on the list would be.
    """

    dispatch: Dispatch
    platform: Platform
    read: TypeAdapter[H]
    of: Callable[[Channel], H]
    met: Callable[[H], Awaitable[Met | None]]
    beside: Callable[[H], Awaitable[Sequence[H]]] | None = None
    """What the same says of other channels; NotNow as above."""

    async def run(self) -> None:
        """Until it is cancelled: looks again where it could not be looked."""
        await rounds(self.look_again, every=EVERY, failed="channels.look_failed")

    async def look_again(self) -> None:
        """At those whose time has come."""
        at = self.dispatch.now()
        for one in await self.dispatch.in_write(lambda store: store.unseen.take(self.platform, AT_ONCE, at=at)):
            if one.heard:
                await self._again(self.read.validate_json(one.heard))
            else:
                await self._listed(one.conversation)

    async def _again(self, what: H) -> None:
        """What has ended since, or is on no list, is not looked at: it was about other channels."""
        if not await self._beside(what):
            return
        there = (self.platform, what.conversation)
        listed = what.change is None or await self.dispatch.in_read(lambda store: known(*there, store))
        if listed and what.change not in ENDS:
            await self._look(what)
        else:
            await self.dispatch.in_write(lambda store: store.unseen.seen(*there))

    async def _listed(self, conversation: str) -> None:
        """Where nothing can be told there it is not looked: that would take it for one where it can."""
        there = (self.platform, conversation)
        found = await self.dispatch.in_read(lambda store: store.channels.get(*there))
        if found and found.state is State.LINKED and not found.ended:
            await self._look(self.of(found))
        else:
            await self.dispatch.in_write(lambda store: store.unseen.seen(*there))

    async def heard(self, what: H) -> None:
        """It is kept; where Tandem was added, or somebody came or left who matters, it is looked who is in it."""
        await self._heard(what)
        await self._beside(what)

    async def _beside(self, what: H) -> bool:
        """Whether the platform has told of which others it is true."""
        try:
            others = await self.beside(what) if self.beside else ()
        except NotNow:
            await self._later(what)
            return False
        for other in others:
            await self._heard(other)
        return True

    async def _heard(self, what: H) -> None:
        if await self._kept(what):
            await self._look(what)

    async def _look(self, what: H) -> None:
        for _ in range(LOOKS):
            if not await self._looked(what):
                break

    async def _looked(self, what: H) -> bool:
        """Whether it has to be looked once more."""
        try:
            met = await self.met(what)
        except NotNow:
            await self._later(what)
            return False
        at = self.dispatch.now()
        if met and what.listed:
            met = replace(met, name="")

        def keep(store: Store) -> bool:
            store.unseen.seen(self.platform, what.conversation)
            return met is not None and added(met, store, at=at)

        return await self.dispatch.in_write(keep)

    async def _later(self, what: H) -> None:
        at, heard = self.dispatch.now(), self.read.dump_json(what).decode()
        await self.dispatch.in_write(lambda store: store.unseen.keep(self.platform, what.conversation, heard, at=at))

    async def _kept(self, what: H) -> bool:
        """Whether it is to be looked who is in it. Of a channel that is on no list nothing else is written."""
        change, there = what.change, (self.platform, what.conversation)
        if change and not await self.dispatch.in_read(lambda store: known(*there, store)):
            return False
        at, heard = self.dispatch.now(), self.read.dump_json(what).decode()

        def keep(store: Store) -> bool:
            looks = change is None or changed(*there, change, what.value, store)
            if looks:
                store.unseen.add(*there, heard, at=at)
            elif change in ENDS:  # it is looked at when it is back
                store.unseen.seen(*there)
            return looks

        return await self.dispatch.in_write(keep)
