"""Tokens that are given, once and for all: for tests of what has nothing to do with installing."""

from collections.abc import Awaitable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class Given:
    """By workspace; `gone` are those that Slack refused."""

    by_host: Mapping[str, str]
    gone: list[tuple[str, str, str]] = field(default_factory=list)

    def of(self, host: str) -> Awaitable[str | None] | str | None:
        return self.by_host.get(host)

    async def lost(self, host: str, token: str, code: str) -> bool:
        self.gone.append((host, token, code))
        return False

    async def let_in(self, hosts: Collection[str]) -> None:
        raise AssertionError(f"nobody was to be let in: {hosts}")

    async def ended(self, host: str, reason: str, at: datetime) -> None:
        raise AssertionError(f"{host} was not to be removed: {reason}, {at}")
