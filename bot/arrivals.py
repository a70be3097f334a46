"""What comes in at a platform's door, in one form for all of them, and what goes back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from domain.places import Place, Standing
from domain.refusal import Refusal
from handlers.replies import Reply
from storage.documents import File
from storage.people import Known
from views.translator import Translator

Answer = Mapping[str, Any]
Render = Callable[[Reply, Translator], Answer]


@dataclass(frozen=True)
class Typed:
    """Words of a command or a message, without a leading slash: "deal list"."""

    text: str


@dataclass(frozen=True)
class Pressed:
    """A button; `text` is the message that it was pressed on, where it is a message's shortcut."""

    route: str
    ref: str = ""
    version: int = 0
    text: str = ""


@dataclass(frozen=True)
class Sent:
    """A form."""

    route: str
    values: Mapping[str, str]
    draft: str = ""
    ref: str = ""
    version: int = 0


@dataclass(frozen=True)
class Sought:
    """What was typed so far in a field that searches."""

    route: str
    text: str


@dataclass(frozen=True)
class Dropped:
    """A file, dropped where nobody else reads; `refusal` says why it could not be fetched, or is not taken.

    Of a document `file` is what was read in it, and the store has its bytes.
    """

    name: str
    body: bytes = b""
    refusal: Refusal | None = None
    file: File | None = None


@dataclass(frozen=True)
class Replied:
    """Words that are an answer or a question, or perhaps one; a route of REPLIES, `ref` names what they are to."""

    route: str
    ref: str
    text: str
    files: bool = False
    nearest: str = ""


Asked = Typed | Pressed | Sent | Sought | Dropped | Replied


@dataclass(frozen=True)
class Message:
    """What somebody wrote, line by line as they wrote it; `to` is the message that it replies to, "" for none, and
    `files` came with it.
    """

    lines: str
    to: str = ""
    files: bool = False


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """What came in at a platform's door.

    `key` is the same for every delivery of the same thing, `digest` the hash of its body; `locale` and `zone` are
    what the platform says of the sender just now, "" where it says nothing. `message` is what was typed as a whole.
    """

    key: str
    digest: str
    known: Known
    place: Place
    asked: Asked
    message: Message | None = None
    locale: str = ""
    zone: str = ""
    standing: Standing = Standing.UNKNOWN


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What a platform vouches for of one of its users. `vouched`: a full member of `known.identity.tenant`, neither
    guest nor bot nor deactivated, whose e-mail that tenant's own administrator answers for.
    """

    known: Known
    email: str = ""
    locale: str = ""
    zone: str = ""
    vouched: bool = False
    standing: Standing = Standing.UNKNOWN
