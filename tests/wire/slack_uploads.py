"""Files that the bot uploads to Slack: an address, the bytes, and the call after which somebody sees them."""

import itertools
from dataclasses import dataclass, field

from .payloads import SLACK_BOT_USER
from .server import Json
from .slack_rooms import Rooms, SlackError

LARGEST = 1024**3
"""docs.slack.dev/messaging/working-with-files: a gigabyte."""


@dataclass
class Upload:
    name: str
    length: int
    body: bytes | None = None
    shared: bool = False


@dataclass
class Uploads:
    """Not locked: the server that owns it holds its lock."""

    rooms: Rooms
    url: str = ""
    allowed: bool = True
    """Whether the tokens have the scope files:write."""
    found: dict[str, Upload] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._count = itertools.count(1)

    def begin(self, args: Json) -> Json:
        """files.getUploadURLExternal; its arguments come as a query or a form, and as nothing else."""
        if not self.allowed:
            raise SlackError("missing_scope")
        name, length = str(args.get("filename", "")), str(args.get("length", ""))
        if not name or not length.isdigit() or not 0 < int(length) <= LARGEST:
            raise SlackError("invalid_arguments")
        number = f"F08{next(self._count):08d}"
        self.found[number] = Upload(name, int(length))
        return {"upload_url": f"{self.url}/upload/v1/{number}", "file_id": number}

    def take(self, number: str, body: bytes) -> bool:
        """The bytes came; nobody sees them yet."""
        upload = self.found.get(number)
        if upload is None or upload.shared or len(body) != upload.length:
            return False
        upload.body = body
        return True

    def complete(self, args: Json) -> Json:
        """files.completeUploadExternal: a conversation's id, never a user's; each file once."""
        if not self.allowed:
            raise SlackError("missing_scope")
        channel, given = str(args.get("channel_id", "")), args.get("files")
        if not isinstance(given, list) or not given:
            raise SlackError("invalid_arguments")
        uploads = [(one, self.found.get(str(one.get("id", "")))) for one in given]
        if any(upload is None or upload.body is None or upload.shared for _, upload in uploads):
            raise SlackError("file_not_found")
        self.rooms.writable(channel)
        files: list[Json] = []
        for one, upload in uploads:
            assert upload is not None
            upload.shared = True
            files.append({"id": one["id"], "name": upload.name, "title": one.get("title", upload.name)})
        self.rooms.put(channel, SLACK_BOT_USER, "", args.get("blocks") or (), files=tuple(files))
        return {"files": files}
