"""A file that somebody dropped in the personal chat: what is offered, and how it is fetched."""

from dataclasses import dataclass, replace

import structlog
from yarl import URL

from bot import outward
from bot.arrivals import Dropped
from bot.dispatch import Dispatch
from bot.download import TooLarge, Unavailable, download
from bot.dropped import Readings, most, not_fetched, too_large
from bot.teams.arrivals import Turn
from bot.teams.guard import is_loopback

log = structlog.get_logger()

_DOMAIN = ".sharepoint.com"


@dataclass(frozen=True)
class Files:
    """Fetches without a token of ours, from SharePoint and nowhere else; `loopback` lets tests play its part here."""

    dispatch: Dispatch
    readings: Readings
    loopback: bool = False

    async def brought(self, turn: Turn) -> Turn:
        """The same with the file in it, or with why it is not; nothing is fetched for whoever may import nothing."""
        asked = turn.arrival.asked
        if not isinstance(asked, Dropped) or asked.refusal or not await self.dispatch.allows(turn.arrival):
            return turn
        return replace(
            turn, arrival=replace(turn.arrival, asked=await self.readings.of(await self._fetched(asked, turn.file)))
        )

    async def _fetched(self, asked: Dropped, url: str) -> Dropped:
        if not (is_sharepoints(url) or (self.loopback and is_loopback(url))):
            return replace(asked, refusal=not_fetched(asked.name))
        try:
            async with outward.session(home=self.loopback) as session:
                return replace(asked, body=await download(session, url, most=most(asked.name)))
        except TooLarge:
            return replace(asked, refusal=too_large(asked.name))
        except Unavailable as error:
            log.info("teams.file_not_fetched", error=str(error))
            return replace(asked, refusal=not_fetched(asked.name))


def is_sharepoints(url: str) -> bool:
    """Whether this is an address of a tenant's own SharePoint, over https and under no other name."""
    try:
        parsed = URL(url)
        plain = parsed.user is None and parsed.password is None
        return plain and (parsed.scheme, parsed.port) == ("https", 443) and (parsed.raw_host or "").endswith(_DOMAIN)
    except (ValueError, TypeError):
        return False
