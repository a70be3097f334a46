"""Tokens: which token speaks for a workspace, and what happens where one is worth nothing any more."""

from collections.abc import Awaitable, Collection
from datetime import datetime
from typing import Protocol

LOST = frozenset({
    "account_inactive", "app_not_installed", "invalid_auth", "not_authed", "token_expired", "token_revoked",
})  # fmt: skip
"""Slack's words for a token that will never be good again; each method's page on docs.slack.dev lists them."""
SHUT_OUT = "team_access_not_granted"
"""Its word where the token of an organisation is good, but not for this workspace of it."""


class Tokens(Protocol):
    """A `host` is a workspace, or an organisation that Tandem is installed in as a whole."""

    def of(self, host: str) -> Awaitable[str | None] | str | None:
        """The bot token, None where Tandem is not installed."""
        ...

    async def lost(self, host: str, token: str, code: str) -> bool:
        """Slack refused this token with one of LOST, or with SHUT_OUT. Whether that is dealt with: then it need only be
        asked again.
        """
        ...

    async def ended(self, host: str, reason: str, at: datetime) -> None:
        """Slack says that Tandem was taken out of there at that time."""
        ...

    async def let_in(self, hosts: Collection[str]) -> None:
        """Slack says that their organisation, which has Tandem as a whole, lets it into these workspaces."""
        ...
