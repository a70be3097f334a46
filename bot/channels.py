"""What a platform says of channels is kept, and where it matters it is looked who is in one."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.dispatch import Dispatch
from domain.channels import Met
from domain.places import Platform
from handlers.channels_met import LOOKS, Change, added, changed, known


@dataclass(frozen=True, kw_only=True)
class Heard:
    """`change` is None where Tandem was added, by the account `by`."""

    conversation: str
    change: Change | None = None
    value: str = ""
    by: str = ""


H = TypeVar("H", bound=Heard)


@dataclass(frozen=True)
class Channels(Generic[H]):
    """Keeps the list of partners' channels as `platform` has them; `met` asks it who is in one, None where it does not
    tell.
    """

    dispatch: Dispatch
    platform: Platform
    met: Callable[[H], Awaitable[Met | None]]
    beside: Callable[[H], Awaitable[Sequence[H]]] | None = None
    """What the same says of other channels."""

    async def heard(self, what: H) -> None:
        """It is kept; where Tandem was added, or somebody came or left who matters, it is looked who is in it."""
        await self._heard(what)
        for other in await self.beside(what) if self.beside else ():
            await self._heard(other)

    async def _heard(self, what: H) -> None:
        if await self._kept(what):
            for _ in range(LOOKS):
                if not await self._looked(what):
                    break

    async def _looked(self, what: H) -> bool:
        """Whether it has to be looked once more."""
        met = await self.met(what)
        if met is None:
            return False
        at = self.dispatch.now()
        return await self.dispatch.in_write(lambda store: added(met, store, at=at))

    async def _kept(self, what: H) -> bool:
        """Whether it is to be looked who is in it. Of a channel that is on no list nothing is written."""
        change, there = what.change, (self.platform, what.conversation)
        if change is None:
            return True
        if not await self.dispatch.in_read(lambda store: known(*there, store)):
            return False
        return await self.dispatch.in_write(lambda store: changed(*there, change, what.value, store))
