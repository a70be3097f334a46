"""A file that somebody dropped in the conversation with Tandem: what is offered, and how it is fetched."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import structlog
from yarl import URL

from bot import outward
from bot.arrivals import Dropped
from bot.dispatch import Dispatch
from bot.download import TooLarge, Unavailable, download
from bot.dropped import Readings, forbidden, most, not_fetched, too_large
from bot.filenames import is_document, is_table
from bot.settings import on_loopback
from bot.slack.came import Came
from bot.slack.web_api import WebApi
from domain.refusal import Refusal

log = structlog.get_logger()

_HOST = "files.slack.com"
"""Where url_private_download leads (docs.slack.dev/reference/objects/file-object)."""
_TYPES = frozenset({"csv", "text", "tsv", "xls", "xlsx"})
"""Slack's own names of types, for what has no name of its own, such as a long text that was pasted."""


def offered(event: Mapping[str, Any]) -> tuple[Dropped, str] | None:
    """The table or the document among the files of a message, and where it is; None where there is none.

    What comes with words, or in a thread, may belong to them: only a table is taken then.
    """
    files, alone = event.get("files"), not (_text(event.get("text")).strip() or event.get("thread_ts"))
    found = [one for one in files if isinstance(one, Mapping)] if isinstance(files, list) else []
    tables = [one for one in found if _is_table(one) or (alone and is_document(_text(one.get("name"))))]
    if not tables:
        return None
    first, name = tables[0], _text(tables[0].get("name")) or _text(tables[0].get("title"))
    if len(tables) > 1:
        return Dropped(name, refusal=Refusal("import-one-at-a-time")), ""
    size = first.get("size")
    if isinstance(size, int) and size > most(name):
        return Dropped(name, refusal=too_large(name)), ""
    return Dropped(name), _text(first.get("url_private_download"))


def _is_table(file: Mapping[str, Any]) -> bool:
    return is_table(_text(file.get("name"))) or _text(file.get("filetype")) in _TYPES


def _text(thing: object) -> str:
    return thing if isinstance(thing, str) else ""


@dataclass(frozen=True)
class Files:
    """Fetches with the token of the workspace, which goes to Slack's own host and nowhere else."""

    dispatch: Dispatch
    api: WebApi
    readings: Readings

    async def brought(self, came: Came) -> Came:
        """The same with the file in it, or with why it is not; nothing is fetched for whoever may import nothing."""
        dropped = came.arrival.asked
        if not isinstance(dropped, Dropped) or dropped.refusal or not await self.dispatch.allows(came.arrival):
            return came
        return replace(
            came, arrival=replace(came.arrival, asked=await self.readings.of(await self._fetched(dropped, came)))
        )

    async def _fetched(self, dropped: Dropped, came: Came) -> Dropped:
        token = await self.api.token(came.host)
        if not token or not is_slacks(came.file, self.api.base_url):
            return replace(dropped, refusal=not_fetched(dropped.name))
        try:
            async with outward.session(home=on_loopback(self.api.base_url)) as session:
                body = await download(session, came.file, {"Authorization": f"Bearer {token}"}, most=most(dropped.name))
        except TooLarge:
            return replace(dropped, refusal=too_large(dropped.name))
        except Unavailable as error:
            log.info("slack.file_not_fetched", error=str(error))
            return replace(dropped, refusal=forbidden(dropped.name) if error.forbidden else not_fetched(dropped.name))
        return replace(dropped, body=body)


def is_slacks(url: str, base_url: str) -> bool:
    """Whether our token may go there: Slack's host for files, or where its Web API is said to be."""
    try:
        parsed, api = URL(url), URL(base_url)
        if parsed.user is not None or parsed.password is not None or not parsed.host:
            return False
        known = (parsed.scheme, parsed.host, parsed.port) == ("https", _HOST, 443)
        return known or parsed.origin() == api.origin()
    except (ValueError, TypeError):
        return False
