"""What Microsoft says of our settings: the app, its secret and tenant, the keys it signs with, the clock."""

import re
from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Any

import aiohttp

from bot.findings import Finding, clock, error, ok, warning
from bot.settings import Settings
from bot.teams.connector import SCOPE
from bot.teams.door import connected, where
from bot.teams.messenger import TeamsMessenger
from bot.untrusted import json_object
from domain.places import Platform
from domain.programme import VENDOR, Programme

# learn.microsoft.com/entra/identity-platform/reference-error-codes
_REFUSALS = {
    "AADSTS7000215": ("MICROSOFT_APP_PASSWORD is wrong.", "It is the secret's Value, not its ID: make a new one."),
    "AADSTS7000222": ("the client secret has ended.", "Make a new one and set MICROSOFT_APP_PASSWORD."),
    "AADSTS700016": ("that tenant has no such application.", "Compare MICROSOFT_APP_ID and MICROSOFT_APP_TENANTID."),
    "AADSTS90002": ("there is no such tenant.", "Compare MICROSOFT_APP_TENANTID: entra.microsoft.com, Overview."),
}
_SECRETS = "At entra.microsoft.com: App registrations, Certificates & secrets."
_CODE = re.compile(r"AADSTS[0-9]+")


async def checked(
    settings: Settings, programme: Programme | None, session: aiohttp.ClientSession, *, now: datetime
) -> AsyncIterator[Finding]:
    """One after the other."""
    async for finding in _token(settings, session, now):
        yield finding
    yield await _keys(settings, session)
    yield _tenant(settings.microsoft_app_tenantid.lower(), programme)


async def _token(settings: Settings, session: aiohttp.ClientSession, now: datetime) -> AsyncIterator[Finding]:
    asked = {
        "grant_type": "client_credentials",
        "client_id": settings.microsoft_app_id,
        "client_secret": settings.microsoft_app_password.get_secret_value(),
        "scope": SCOPE,
    }
    url = f"{settings.microsoft_login_url}/{settings.microsoft_app_tenantid}/oauth2/v2.0/token"
    try:
        async with session.post(url, data=asked, allow_redirects=False) as response:
            given, headers = json_object(await response.read()) or {}, response.headers
    except (aiohttp.ClientError, TimeoutError) as fault:
        words = f"{settings.microsoft_login_url} does not answer ({type(fault).__name__})."
        yield error("Teams login", words, "Let this machine out to login.microsoftonline.com.")
        return
    yield clock("Teams clock", headers, now)
    yield ok("Teams token", "the app's id, secret and tenant fit.") if given.get("access_token") else _refused(given)


def _refused(given: Mapping[str, Any]) -> Finding:
    found = _CODE.search(str(given.get("error_description", "")))
    code = found[0] if found else str(given.get("error", "nothing that can be read"))[:60]
    words, remedy = _REFUSALS.get(code, (f"Microsoft refuses it: {code}.", "Compare the MICROSOFT_APP_ settings."))
    return error("Teams token", words, f"{remedy} {_SECRETS}")


async def _keys(settings: Settings, session: aiohttp.ClientSession) -> Finding:
    try:
        async with session.get(settings.bot_openid_metadata, allow_redirects=False) as response:
            if "jwks_uri" in (json_object(await response.read()) or {}):
                return ok("Teams keys", "they can be fetched.")
    except (aiohttp.ClientError, TimeoutError):
        pass
    words = f"{settings.bot_openid_metadata} does not answer as it should: nothing from Teams can be verified."
    return error("Teams keys", words, "Let this machine out to login.botframework.com.")


def _tenant(tenant: str, programme: Programme | None) -> Finding:
    """The bot's own tenant is nearly always the vendor's; the programme must name at least one."""
    listed = [space for space in programme.workspaces if space.platform == "teams"] if programme else []
    if any(space.organisation == VENDOR for space in listed):
        theirs = "" if any(space.tenant == tenant for space in listed) else " (the app itself is of another one)"
        return ok("Teams tenant", f"the programme names the vendor's{theirs}.")
    table = f'[[workspaces]] platform = "teams", tenant = "{tenant}", organisation = "vendor"'
    return (error if not listed else warning)(
        "Teams tenant",
        "the programme names no tenant of the vendor's: what comes from there is refused.",
        f"Add to programme.toml: {table}; then tandem programme apply programme.toml",
    )


def messenger(settings: Settings, session: aiohttp.ClientSession) -> tuple[Platform, TeamsMessenger]:
    """With which a card can be sent."""
    return Platform.TEAMS, TeamsMessenger(connected(settings, session, where(settings)))
