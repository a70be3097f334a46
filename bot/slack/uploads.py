"""A file into a direct message: docs.slack.dev/messaging/working-with-files, an address, the bytes, and completing it.

Nobody sees anything of it before it is completed: until then it may be begun anew without harm.
"""

from collections.abc import Mapping
from http import HTTPStatus
from io import BytesIO
from typing import Any

from yarl import URL

from bot import outward
from bot.answered import NO_ANSWER
from bot.messenger import Paused, Refused, Scope
from bot.slack.blocks import section
from bot.slack.files import is_slacks
from bot.slack.mrkdwn import Json
from storage.claimed import UPLOAD
from views.vocabulary import Card, plain

AT_ONCE = 4
"""Files that are read and uploaded side by side: they share the memory and the line."""
_BASE, _SLOWEST = 9.0, 500_000
"""Seconds for the address, and bytes a second: 4 Mbit/s."""
_SHORT = 5.0
_MARK = "tandem-copy-"
_BYTES = "application/octet-stream"


def patience(size: int) -> float:
    """Seconds for the address and for so many bytes: with what completes it, no longer than a copy's lease allows."""
    return _BASE + min(size / _SLOWEST, UPLOAD)


def asked_for(name: str, size: int) -> Json:
    """The arguments of files.getUploadURLExternal."""
    return {"filename": name, "length": str(size)}


def where(answer: Mapping[str, Any], base_url: str) -> tuple[str, str]:
    """The address for the bytes, and the file's id; Refused where it is not one of Slack's."""
    url, file = answer.get("upload_url"), answer.get("file_id")
    if not isinstance(url, str) or not isinstance(file, str) or not is_slacks(url, base_url):
        raise Refused("upload-elsewhere")
    return url, file


async def sent(url: str, body: bytes, *, home: bool) -> None:
    """The bytes, piece by piece, without our token, and to no other place; Paused where they did not arrive."""
    try:
        async with (
            outward.session(home=home) as session,
            session.post(
                URL(url, encoded=True), data=BytesIO(body), allow_redirects=False, headers={"Content-Type": _BYTES}
            ) as response,
        ):
            status = response.status
    except NO_ANSWER as error:
        raise Paused("upload-lost", _SHORT, scope=Scope.COPY) from error
    if status != HTTPStatus.OK:
        raise Paused("upload-lost", _SHORT, scope=Scope.COPY)


def completed(card: Card, file: str, conversation: str, key: str) -> Json:
    """The arguments of files.completeUploadExternal; the key of the copy is the name of its one block, which is how it
    is found again: the method takes no metadata.
    """
    block = {**section(card.summary or card.title), "block_id": f"{_MARK}{key}"}
    return {"files": [{"id": file, "title": plain(card.title)}], "channel_id": conversation, "blocks": [block]}


def key_in(message: Mapping[str, Any]) -> str | None:
    """Of a message with a file of ours."""
    blocks = message.get("blocks")
    names = [one.get("block_id") for one in blocks if isinstance(one, Mapping)] if isinstance(blocks, list) else []
    found = (name.removeprefix(_MARK) for name in names if isinstance(name, str) and name.startswith(_MARK))
    return next(found, None)
