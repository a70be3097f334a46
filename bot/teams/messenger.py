"""TeamsMessenger: posts, amends and retracts cards through the Bot Connector, and says why it could not."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from http import HTTPStatus

from bot.answered import NEVER_LEFT, NO_ANSWER, object_in, reason_of
from bot.drawn import Drawn
from bot.messenger import LOOK, Address, Found, Gone, Paused, Refused, Scope, Uncertain, Unreachable
from bot.teams import cards, consents
from bot.teams.connector import Connector, Failed, NoToken, Untrusted
from views.vocabulary import Card

# learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages, status codes from bot
# conversational APIs; MessageWritesBlocked and BotDisabledByUser are what a personal chat says in practice.
_REFUSALS = {
    "MessageWritesBlocked": "blocked",  # blocked or uninstalled by the person
    "ConversationBlockedByUser": "blocked",
    "BotDisabledByUser": "blocked",
    "BotNotInConversationRoster": "not-in-conversation",
    "ForbiddenOperationException": "not-in-conversation",
    "ConversationNotFound": "conversation-gone",
    "MessageSizeTooBig": "too-large",
}
_STATUSES = {403: "forbidden", 404: "conversation-gone", 413: "too-large"}
_DISABLED = "BotDisabledByAdmin"
_UNREACHABLE = frozenset({"blocked", "not-in-conversation", "conversation-gone", "forbidden"})
"""It is the account, not the message."""
SHARED = "shared-channel"
"""Why nothing is said that only the vendor's own people may read."""
_CONVERSATIONS_KEPT = 20_000
_BUSY = 5.0  # seconds to wait after a 429 or 412 that names none
_MISCONFIGURED = 60.0
_LONG = 3600.0  # until an admin of the tenant acts


class TeamsMessenger:
    """Fulfils bot.messenger.Messenger for Teams."""

    def __init__(self, connector: Connector, *, look: float = LOOK) -> None:
        """`look`: seconds for which a closed place is believed to be so."""
        self._connector = connector
        self._drawn = Drawn(cards.activity)
        self._look = look
        self._closed: dict[str, float] = {}
        self._conversations: dict[tuple[str, str, str], str] = {}

    async def post(self, address: Address, card: Card, *, key: str) -> Address:
        """Sends; where only the user is known it opens their personal conversation first.

        Opening is certain: asked again it gives the same conversation, and no message has left yet. Teams has
        no place for `key` but on the card that offers a file, whose bytes follow when it is taken.
        """
        activity = consents.asking(card, card.handed, key) if card.handed else self._drawn(card)
        await self._check_closed(address)
        there = await self._opened(address)
        try:
            async with _reasons():
                message = await self._connector.send(there.service, there.conversation, activity)
        except Refused:
            self._conversations.pop(_whose(address), None)
            raise
        return replace(there, message=message)

    async def _opened(self, address: Address) -> Address:
        """The address with its conversation; one with a person is opened when first needed, and known from then on."""
        if address.conversation:
            return address
        whose = _whose(address)
        if whose not in self._conversations:
            async with _reasons(repeatable=True):
                conversation = await self._connector.open(address.service, self._personal(address))
            if not conversation:
                raise Refused("conversation-unnamed")
            if len(self._conversations) >= _CONVERSATIONS_KEPT:
                self._conversations.clear()
            self._conversations[whose] = conversation
        return replace(address, conversation=self._conversations[whose])

    async def amend(self, address: Address, card: Card) -> None:
        """Replaces; Gone where somebody deleted the message. When Uncertain it may be done again.

        What stands by now where outsiders can read it, or where that cannot be known, is taken away.
        """
        try:
            await self._check_closed(address)
        except Refused as refused:
            await self.retract(address)
            raise Gone(refused.reason) from refused
        async with _reasons(of_message=True):
            await self._connector.update(address.service, address.conversation, address.message, cards.activity(card))

    async def _check_closed(self, address: Address) -> None:
        """Refused where a guest or anybody of another tenant is a member, or nobody is named: Tandem would be there."""
        now = asyncio.get_running_loop().time()
        if not address.closed or now < self._closed.get(address.conversation, 0.0):
            return
        async with _reasons(repeatable=True):
            members = [one async for one in self._connector.members(address.service, address.conversation)]
        if not members or any(_outside(one, address.tenant) for one in members):
            raise Refused(SHARED)
        self._closed[address.conversation] = now + self._look

    async def retract(self, address: Address) -> None:
        """Deletes; Gone where somebody did so before."""
        async with _reasons(of_message=True):
            await self._connector.delete(address.service, address.conversation, address.message)

    async def find(self, address: Address, *, key: str, since: datetime) -> Found | None:  # noqa: ARG002
        """Teams lets a bot read no messages: there is no way to look."""
        return None

    def _personal(self, address: Address) -> cards.Json:
        return {
            "isGroup": False,
            "bot": {"id": f"28:{self._connector.app_id}"},
            "members": [{"id": address.user}],
            "tenantId": address.tenant,
            "channelData": {"tenant": {"id": address.tenant}},
        }


def _whose(address: Address) -> tuple[str, str, str]:
    return address.service, address.tenant, address.user


def _outside(member: cards.Json, tenant: str) -> bool:
    return str(member.get("tenantId")).casefold() != tenant.casefold() or member.get("userRole") == "guest"


@asynccontextmanager
async def _reasons(*, of_message: bool = False, repeatable: bool = False) -> AsyncIterator[None]:
    """Says a failure in the courier's words; `repeatable` where doubt does no harm, so none is reported."""
    try:
        yield
    except Untrusted as error:
        raise Refused("untrusted-service") from error
    except NoToken as error:
        raise Paused("no-token", _MISCONFIGURED) from error
    except NEVER_LEFT as error:
        raise Paused("unreachable", _BUSY) from error
    except Failed as error:
        raise _told(error, of_message=of_message, repeatable=repeatable) from error
    except NO_ANSWER as error:
        raise _doubt(reason_of(error), repeatable=repeatable) from error


def _told(failed: Failed, *, of_message: bool, repeatable: bool) -> Exception:
    """429 and 412 come before anything is sent (bots/how-to/rate-limit); of a 5xx nobody knows."""
    if failed.status == HTTPStatus.TOO_MANY_REQUESTS:
        return Paused("status-429", _wait(failed), scope=Scope.WORK)
    if failed.status == HTTPStatus.PRECONDITION_FAILED:  # others write into the same conversation at this moment
        return Paused("status-412", _wait(failed), scope=Scope.COPY)
    if failed.status == HTTPStatus.UNAUTHORIZED:
        return Paused("token-refused", _MISCONFIGURED)
    if failed.status < HTTPStatus.BAD_REQUEST:  # a redirect: there is a proxy in between
        return Paused(f"status-{failed.status}", _MISCONFIGURED)
    if failed.status == HTTPStatus.FORBIDDEN and _DISABLED in failed.text:
        return Paused("disabled-by-admin", _LONG)
    if failed.status >= HTTPStatus.INTERNAL_SERVER_ERROR or failed.status == HTTPStatus.REQUEST_TIMEOUT:
        return _doubt(f"status-{failed.status}", repeatable=repeatable)
    if _is_a_page(failed):
        return Paused(f"status-{failed.status}", _MISCONFIGURED, scope=Scope.COPY)
    named = next((reason for code, reason in _REFUSALS.items() if code in failed.text), None)
    if failed.status == HTTPStatus.NOT_FOUND and of_message and named is None:
        return Gone("message-gone")
    reason = named or _STATUSES.get(failed.status, f"status-{failed.status}")
    return Unreachable(reason) if reason in _UNREACHABLE else Refused(reason)


def _is_a_page(failed: Failed) -> bool:
    """It is not Teams that says no, which does so in JSON, but something in between: of this conversation, or of this
    message, that says nothing; of how large it is, it does.
    """
    too_large = failed.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return bool(failed.text) and not too_large and object_in(failed.text.encode()) is None


def _wait(failed: Failed) -> float:
    """Seconds; one at least, as what may be asked again at once is asked for ever."""
    return _BUSY if failed.wait is None else max(failed.wait, 1.0)


def _doubt(reason: str, *, repeatable: bool) -> Exception:
    return Paused(reason, _BUSY, scope=Scope.COPY) if repeatable else Uncertain(reason)
