"""Messenger: the one Protocol through which cards leave; every platform and the test double fulfil it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from domain.places import Platform
from views.vocabulary import Card


@dataclass(frozen=True)
class Address:
    """Where a message is, or is to go.

    `tenant` is whose limits and token count, `conversation` a channel, a chat or (where none is open yet)
    "" with `user` set, `message` the message once it exists, `service` what a platform needs besides
    (Teams: the service URL), `channel` where the user was met among others. `closed`: refused where anybody from
    outside the tenant could read it.
    """

    platform: Platform
    tenant: str
    conversation: str = ""
    user: str = ""
    message: str = ""
    service: str = ""
    channel: str = ""
    closed: bool = False


LOOK = 30.0
"""Seconds for which it is believed that nobody from outside is in a closed place: many cards change at once there."""


class Undelivered(Exception):
    """It was certainly not delivered; `reason` is a short code for the ledger."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Refused(Undelivered):
    """Permanent for this reader: blocked, uninstalled, gone, too long."""


class Unreachable(Refused):
    """Refused since nothing can be written to this account; to another one of the same person it may."""


class Scope(StrEnum):
    """What has to wait."""

    TENANT = "tenant"
    """All that goes to this tenant."""
    WORK = "work"
    """All, where it was posted; where it was amended or looked for, or was a file, only that: each has a limit of its
    own there.
    """
    COPY = "copy"
    """This message alone."""


class Paused(Undelivered):
    """Not now: wait `seconds` at least."""

    def __init__(self, reason: str, seconds: float, *, scope: Scope = Scope.TENANT) -> None:
        super().__init__(reason)
        self.seconds = seconds
        self.scope = scope


class Uncertain(Exception):
    """Nobody knows whether it was delivered: a time-out, a reset, a 5xx after the request was sent."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Gone(Undelivered):
    """The message to amend was deleted."""


@dataclass(frozen=True)
class Found:
    """What a look-up of an uncertain message found: its address, or None where it is certainly not there.

    `others`: where it stands as well, since somebody who had stood still has sent it once more.
    """

    address: Address | None = field(default=None)
    others: tuple[Address, ...] = ()


class Messenger(Protocol):
    """Posts, amends and retracts; raises Refused or Unreachable, Paused, Gone or Uncertain, and nothing else."""

    async def post(self, address: Address, card: Card, *, key: str) -> Address:
        """Send; `key` is unique to this copy, so that it can be found again. Returns where it is now."""
        ...

    async def amend(self, address: Address, card: Card) -> None:
        """Replace the message at `address`."""
        ...

    async def retract(self, address: Address) -> None:
        """Delete the message at `address`."""
        ...

    async def find(self, address: Address, *, key: str, since: datetime) -> Found | None:
        """Look for an uncertain message; None where this platform has no way to look."""
        ...
