"""Slack as a whole, from its settings: the gateway, its socket where there is one, and the messenger."""

import asyncio
import contextlib

import structlog
from aiohttp import ClientSession, web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.dispatch import Dispatch
from bot.keys import Keys
from bot.settings import Settings
from bot.slack.gateway import SlackGateway
from bot.slack.grants import Grants
from bot.slack.installed import Installed
from bot.slack.messenger import SlackMessenger
from bot.slack.oauth import Installing
from bot.slack.sight import losses
from bot.slack.tokens import Tokens
from domain.places import Platform
from storage.file_store import Folder

log = structlog.get_logger()

PATH = "/slack/events"
CONNECTING = 2.0
"""Seconds the start waits for the socket; Slack may be down, and then it goes on trying."""


class SlackDoor:
    """Open from start() to close(); first the socket is shut, then what is under way is finished."""

    def __init__(
        self,
        gateway: SlackGateway,
        installed: Installed,
        *,
        app_token: str,
        base_url: str,
        session: ClientSession,
    ) -> None:
        """Without an `app_token` there is no socket."""
        self._gateway = gateway
        self._installed = installed
        self._watching: list[asyncio.Task[None]] = []
        self._app_token = app_token
        self._base_url = base_url
        self._session = session
        self._socket: AsyncSocketModeHandler | None = None
        self._connecting: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._watching = [asyncio.create_task(one) for one in (self._installed.watch(), self._gateway.channels.run())]
        if not self._app_token:
            return
        client = AsyncWebClient(base_url=self._base_url, session=self._session)
        self._socket = AsyncSocketModeHandler(self._gateway.bolt, self._app_token, web_client=client)
        self._connecting = asyncio.create_task(self._socket.connect_async())  # type: ignore[no-untyped-call]  # Bolt's own
        await asyncio.wait({self._connecting}, timeout=CONNECTING)
        if not self._connecting.done():
            log.warning("slack.socket_not_open_yet")

    async def close(self) -> None:
        if self._socket is not None and self._connecting is not None:
            self._connecting.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._connecting
            await self._socket.close_async()  # type: ignore[no-untyped-call]  # as above
        await self._gateway.close()
        for task in self._watching:
            task.cancel()
        await asyncio.gather(*self._watching, return_exceptions=True)


def slack(
    settings: Settings,
    dispatch: Dispatch,
    session: ClientSession,
    front: web.Application,
    *,
    tokens: Tokens | None = None,
    sending: ClientSession | None = None,
) -> tuple[SlackDoor, SlackMessenger]:
    """What Slack needs of the process; by HTTP it comes at POST /slack/events, where there is a signing secret.

    Without `tokens` they are those of the table of installations, and that of the settings. The messenger goes by
    `sending`, that nothing which somebody waits for stands behind its messages; else by `session` too.
    """
    base_url = settings.slack_api_url
    client = AsyncWebClient(base_url=base_url, session=session, retry_handlers=[])
    keys = Keys(settings.token_keys)
    grants = _grants(settings, client) if settings.slack_installs else None
    installed = Installed(
        dispatch,
        keys,
        own=settings.slack_bot_token,
        client=client,
        grants=grants,
    )
    secret = settings.slack_signing_secret
    files = Folder(settings.files_folder)
    dispatch.sights[Platform.SLACK] = losses
    gateway = SlackGateway(
        dispatch, secret=secret, tokens=tokens or installed, base_url=base_url, session=session, files=files
    )
    if grants:
        Installing(dispatch, grants, keys, installed, gateway.installed).add_to(front)
    if secret.get_secret_value():
        front.router.add_post(PATH, gateway.events)
    app_token = settings.slack_app_token.get_secret_value()
    door = SlackDoor(gateway, installed, app_token=app_token, base_url=base_url, session=session)
    return door, SlackMessenger(tokens or installed, base_url, sending or session, gateway.tabs.stir, files=files)


def _grants(settings: Settings, client: AsyncWebClient) -> Grants:
    return Grants(
        client=client,
        base_url=settings.slack_api_url,
        client_id=settings.slack_client_id,
        client_secret=settings.slack_client_secret,
        public_url=settings.public_url,
    )
