"""The file that a message brings, as far as Tandem can make something of it."""

from collections.abc import Mapping
from typing import Any

from bot.arrivals import Dropped
from bot.filenames import is_table, is_taken
from bot.teams.cards import mapping, text_of
from bot.teams.quotes import replied_to
from domain.refusal import Refusal

# learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4: `content.downloadUrl` needs no token and is
# good for a few minutes.
_KIND = "application/vnd.microsoft.teams.file.download.info"
_LONG = 8192


def offered(activity: Mapping[str, Any]) -> tuple[Dropped, str] | None:
    """The table or the document among the files of a message, and where it is; None where there is none.

    What comes with words, or quotes a message, may belong to them: only a table is taken then.
    """
    takes = is_table if text_of(activity, "text", _LONG).strip() or replied_to(activity) else is_taken
    tables = [file for file in _files(activity) if takes(text_of(file, "name", _LONG))]
    if not tables:
        return None
    name = text_of(tables[0], "name", _LONG)
    if len(tables) > 1:
        return Dropped(name, refusal=Refusal("import-one-at-a-time")), ""
    return Dropped(name), text_of(mapping(tables[0].get("content")), "downloadUrl", _LONG)


def _files(activity: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    brought = activity.get("attachments")
    found = [mapping(one) for one in brought] if isinstance(brought, list) else []
    return [one for one in found if one.get("contentType") == _KIND]
