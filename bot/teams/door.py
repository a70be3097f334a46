"""Teams as a whole, from its settings: the gateway, the tenants it lets in, and the messenger."""

import asyncio
import time
from collections.abc import Container
from dataclasses import dataclass

from aiohttp import ClientSession, web

from bot.dispatch import Dispatch
from bot.settings import Settings, on_loopback
from bot.teams.background import Background
from bot.teams.connector import LOGIN, Connector
from bot.teams.gateway import PATH, TeamsGateway
from bot.teams.guard import METADATA, LoopbackGuard, TeamsGuard, is_loopback, is_microsoft
from bot.teams.messenger import TeamsMessenger
from bot.teams.sight import losses
from domain.places import Platform
from storage.file_store import FileStore, Folder
from storage.store import Store

FRESH_SECONDS = 5.0
"""After how long a tenant that the programme newly names is let in, and one that it names no more is kept out."""


@dataclass(frozen=True)
class Microsoft:
    """Where Microsoft is; `loopback` lets tests play its part on this machine."""

    metadata: str = METADATA
    login: str = LOGIN
    loopback: bool = False


class Tenants(Container[str]):
    """The tenants of the programme in force, in lower case, and `own`, that of the bot; no others until `refresh`."""

    def __init__(self, dispatch: Dispatch, own: str) -> None:
        self._dispatch = dispatch
        self._own = own.lower()
        self._named: frozenset[str] = frozenset()

    def __contains__(self, tenant: object) -> bool:
        return tenant in self._named or (tenant == self._own and tenant != "")

    async def refresh(self) -> None:
        """As the database has them now."""
        self._named = await self._dispatch.in_read(_tenants)


def _tenants(store: Store) -> frozenset[str]:
    programme = store.programmes.newest()
    workspaces = programme.workspaces if programme else ()
    return frozenset(space.tenant.lower() for space in workspaces if Platform(space.platform) is Platform.TEAMS)


class TeamsDoor:
    """Open from start() to close()."""

    def __init__(self, gateway: TeamsGateway, tenants: Tenants) -> None:
        self._gateway = gateway
        self._tenants = tenants
        self._background = Background()
        self._watching: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        await self._tenants.refresh()
        self._watching = [asyncio.create_task(one) for one in (self._watch(), self._gateway.channels.run())]

    async def close(self) -> None:
        for task in self._watching:
            task.cancel()
        await asyncio.gather(*self._watching, return_exceptions=True)
        await self._background.close(0)
        await self._gateway.close()

    async def _watch(self) -> None:
        """While the database does not answer, the tenants of before hold."""
        while True:
            await asyncio.sleep(FRESH_SECONDS)
            await asyncio.wait({self._background.start(self._tenants.refresh())})


def where(settings: Settings) -> Microsoft:
    """Where the settings say; on this machine where they say so."""
    login, metadata = settings.microsoft_login_url, settings.bot_openid_metadata
    return Microsoft(metadata, login, loopback=on_loopback(login) and on_loopback(metadata))


def connected(settings: Settings, session: ClientSession, microsoft: Microsoft) -> Connector:
    """The way out to Teams."""
    return Connector(
        session,
        app_id=settings.microsoft_app_id,
        password=settings.microsoft_app_password.get_secret_value(),
        tenant=settings.microsoft_app_tenantid,
        trusted=lambda service: is_microsoft(service) or (microsoft.loopback and is_loopback(service)),
        login=microsoft.login,
    )


def teams(
    settings: Settings,
    dispatch: Dispatch,
    session: ClientSession,
    front: web.Application,
    *,
    microsoft: Microsoft | None = None,
    sending: ClientSession | None = None,
) -> tuple[TeamsDoor, TeamsMessenger]:
    """What Teams needs of the process; it comes at POST /api/messages. `microsoft` is where the settings say.

    The messenger goes by `sending`, that nothing which somebody waits for stands behind its messages; else by
    `session`.
    """
    microsoft = microsoft or where(settings)
    tenants = Tenants(dispatch, settings.microsoft_app_tenantid)
    connector = connected(settings, session, microsoft)
    guard = TeamsGuard(
        settings.microsoft_app_id,
        tenants,
        session=lambda: session,
        clock=time.time,
        metadata=microsoft.metadata,
        loopback=microsoft.loopback,
    )
    files = Folder(settings.files_folder)
    gateway = TeamsGateway(dispatch, guard, connector, loopback=microsoft.loopback, files=files)
    dispatch.sights[Platform.TEAMS] = losses
    front.router.add_post(PATH, gateway.receive)
    apart = connected(settings, sending, microsoft) if sending else connector
    return TeamsDoor(gateway, tenants), TeamsMessenger(apart)


def without_tokens(
    dispatch: Dispatch, session: ClientSession, files: FileStore, *, tenant: str
) -> tuple[TeamsGateway, TeamsMessenger]:
    """For the demo with TEAMS_AUTH=off: Microsoft's local test clients, on this machine, all of them of this tenant.
    The demo adds the route.
    """
    connector = Connector(session, app_id="tandem-demo", password="", tenant="", trusted=is_loopback)
    gateway = TeamsGateway(dispatch, LoopbackGuard(tenant), connector, loopback=True, files=files)
    return gateway, TeamsMessenger(connector)
