"""As `tandem serve`, with Microsoft played on this machine: CONNECTOR says where, CONNECTOR_SECRET with which secret.

Slack comes with its own settings. To be run as a process.
"""

import asyncio
import os

from pydantic import SecretStr

from bot import logs
from bot.app import build
from bot.serving import open_for_requests, told_to_stop
from bot.settings import Settings
from bot.teams.door import Microsoft, teams
from domain.places import Platform
from tests.wire.payloads import TEAMS_APP, TEAMS_SECRET, VENDOR_TENANT


async def serve() -> None:
    stop, connector = told_to_stop(), os.environ["CONNECTOR"]
    known = {
        "microsoft_app_id": TEAMS_APP,
        "microsoft_app_password": SecretStr(os.environ.get("CONNECTOR_SECRET", TEAMS_SECRET)),
        "microsoft_app_tenantid": VENDOR_TENANT,
    }
    microsoft = Microsoft(f"{connector}/v1/.well-known/openidconfiguration", connector, loopback=True)
    own = Settings()
    logs.configure(own.log_format)
    async with build(own) as app:
        settings = app.settings.model_copy(update=known)
        door, messenger = teams(settings, app.dispatch, app.session, app.front, microsoft=microsoft)
        app.gateways = {**app.gateways, Platform.TEAMS: door}
        app.courier.messengers = {**app.courier.messengers, Platform.TEAMS: messenger}
        async with open_for_requests(app):
            await stop.wait()


if __name__ == "__main__":
    asyncio.run(serve())
