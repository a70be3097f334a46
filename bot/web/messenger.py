"""WebMessenger: the inbox on the page is the outbox's own copies, so to post is to say that there is one."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime

from bot.messenger import Address, Found
from bot.web.live import Live
from views.vocabulary import Card

_COMMITTED = (0.1, 0.5, 2.0)
"""Seconds after which the courier's own note that a copy is sent, without which no inbox shows it, may be committed."""


@dataclass(frozen=True)
class WebMessenger:
    """Fulfils bot.messenger.Messenger. A copy is worded anew whenever its reader looks; no card is kept here."""

    live: Live

    async def post(self, address: Address, card: Card, *, key: str) -> Address:  # noqa: ARG002  # see above
        """The copy is its own message."""
        for seconds in _COMMITTED:
            asyncio.get_running_loop().call_later(seconds, self.live.tell)
        return replace(address, message=key)

    async def amend(self, address: Address, card: Card) -> None:  # noqa: ARG002
        """Whoever looks again sees it as it is now."""
        self.live.tell()

    async def retract(self, address: Address) -> None:  # noqa: ARG002
        """A retracted copy is in no inbox."""
        self.live.tell()

    async def find(self, address: Address, *, key: str, since: datetime) -> Found | None:  # noqa: ARG002
        """Nothing is ever lost on the way here: it is there as soon as it counts as sent."""
        return Found(replace(address, message=key))
