"""TeamsAdapter: botbuilder's turn on top of our own Connector; the way out of botbuilder is this file."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from botbuilder.core import BotAdapter, TurnContext
from botbuilder.schema import (
    Activity,
    ChannelAccount,
    ConversationAccount,
    ConversationReference,
    ResourceResponse,
)

from bot.teams.cards import Json, mapping, text_of
from bot.teams.connector import Connector

Handle = Callable[[TurnContext], Awaitable[Json | None]]
_LONG = 4096


class TeamsAdapter(BotAdapter):  # type: ignore[misc]  # botbuilder has no types
    """Runs a turn and sends what botbuilder's own calls send; the cards go through TeamsMessenger."""

    def __init__(self, connector: Connector) -> None:
        super().__init__()
        self._connector = connector

    async def turn(self, activity: Mapping[str, Any], handle: Handle) -> Json | None:
        """Runs botbuilder's pipeline on a checked activity; gives the body that answers an invoke."""
        answer: Json | None = await self.run_pipeline(TurnContext(self, _activity(activity)), handle)
        return answer

    async def send_activities(self, _: TurnContext, activities: list[Activity]) -> list[ResourceResponse]:
        return [ResourceResponse(id=await self._send(activity)) for activity in activities]

    async def update_activity(self, _: TurnContext, activity: Activity) -> ResourceResponse:
        await self._connector.update(activity.service_url, activity.conversation.id, activity.id, activity.serialize())
        return ResourceResponse(id=activity.id)

    async def delete_activity(self, _: TurnContext, reference: ConversationReference) -> None:
        await self._connector.delete(reference.service_url, reference.conversation.id, reference.activity_id)

    async def _send(self, activity: Activity) -> str:
        return await self._connector.send(
            activity.service_url, activity.conversation.id, activity.serialize(), activity.reply_to_id or ""
        )


def _activity(said: Mapping[str, Any]) -> Activity:
    """What a turn needs, by hand.

    botbuilder's own reading raises on an unknown timestamp or a list where it expects an object, and takes a
    hundred times as long.
    """
    conversation = mapping(said.get("conversation"))
    return Activity(
        type=text_of(said, "type"),
        id=text_of(said, "id", _LONG),
        name=text_of(said, "name"),
        channel_id=text_of(said, "channelId"),
        service_url=text_of(said, "serviceUrl", _LONG),
        locale=text_of(said, "locale"),
        text=text_of(said, "text", 2**20),
        value=said.get("value"),
        channel_data=said.get("channelData"),
        from_property=_account(mapping(said.get("from"))),
        recipient=_account(mapping(said.get("recipient"))),
        conversation=ConversationAccount(
            id=text_of(conversation, "id", _LONG),
            tenant_id=text_of(conversation, "tenantId"),
            conversation_type=text_of(conversation, "conversationType"),
        ),
    )


def _account(said: Mapping[str, Any]) -> ChannelAccount:
    return ChannelAccount(
        id=text_of(said, "id", _LONG),
        name=text_of(said, "name", _LONG),
        aad_object_id=text_of(said, "aadObjectId"),
    )
