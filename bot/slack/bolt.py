"""Bolt, the way in: one listener for each kind of payload, and all of them ours."""

import logging
import re
from collections.abc import Awaitable, Callable

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient


def listening(heard: Callable[..., Awaitable[BoltResponse]], client: AsyncWebClient) -> AsyncApp:
    """Everything goes to `heard`. Bolt tries listeners one by one, so they are few, and the busiest come first;
    what the guard did already is not done again.

    `process_before_response`: otherwise Bolt looks for the answer only every 10 ms (slack_bolt, asyncio_runner).
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
    anything = re.compile("")
    for listen in (
        app.command,
        app.view_submission,
        app.block_action,
        app.block_suggestion,
        app.event,
        app.shortcut,
        app.view_closed,
    ):
        listen(anything)(heard)
    return app


async def _authorized(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
    """No auth.test and no token: each call looks its token up by workspace, where it is made."""
    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)
