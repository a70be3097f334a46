"""Bolt, the way in: whatever it takes, by HTTP or by a socket, comes to us."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltContext, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

Heard = Callable[[dict[str, Any], AsyncBoltContext], Awaitable[BoltResponse]]


class _Everything(AsyncMiddleware):
    """Bolt asks its listeners one by one, and makes all that each could want of a request: twice what it does
    besides. We have a table of our own, so it asks none.
    """

    def __init__(self, heard: Heard) -> None:
        self._heard = heard

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002 - Bolt gives it by name
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002, ARG002 - and this
    ) -> BoltResponse:
        return await self._heard(req.body, req.context)


def listening(heard: Heard, client: AsyncWebClient) -> AsyncApp:
    """Everything goes to `heard`; what the guard did already is not done again.

    `process_before_response`: a listener's answer would be looked for only every 10 ms (slack_bolt, asyncio_runner).
    """
    logger = logging.getLogger("tandem.bolt")
    logger.setLevel(logging.ERROR)  # its warnings quote payloads
    app = AsyncApp(
        name="tandem",
        logger=logger,
        client=client,
        signing_secret="",
        authorize=_authorized,
        process_before_response=True,
        request_verification_enabled=False,
        ignoring_self_events_enabled=False,
        ssl_check_enabled=False,
        url_verification_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    app.use(_Everything(heard))
    return app


async def _authorized(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
    """No auth.test and no token: each call looks its token up by workspace, where it is made."""
    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)
