"""A visit: what a browser asked of the web door, read without trust."""

import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from aiohttp import BodyPartReader, web

from bot.arrivals import Arrival, Asked, Dropped, Message
from bot.dropped import most, too_large
from bot.web.cast import Cast, Pair
from bot.web.forms import together, typed
from bot.web.guard import new_session
from domain.places import Place, Platform

COOKIE = "tandem"
DROP = "/drop"
_FIELDS = 100
_CHUNK = 65536
_SESSION = re.compile(r"[\w-]{43}", re.ASCII)
_KEY = re.compile(r"[\w-]{22}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Visit:
    """`fields` are those of the form, or of the address, `file` what was sent with them; `pair` is valid,
    whatever was asked for; `language` is the browser's, for whoever has chosen none.
    """

    session: str
    pair: Pair
    language: str
    fields: Mapping[str, str]
    cast: Cast
    file: Dropped | None = None

    def field(self, name: str) -> str:
        """What was sent under this name, "" for nothing."""
        return self.fields.get(name, "")

    @property
    def id(self) -> str:
        """The same for whatever is sent twice from one page, and for nothing else."""
        body = sorted((name, value) for name, value in self.fields.items() if name != "token")
        sent = body if self.file is None else [*body, self.file.name, self.file.body]
        return hashlib.sha256(repr(sent).encode(errors="surrogatepass")).hexdigest()

    def arrival(self, asked: Asked, message: Message | None = None) -> Arrival:
        """For the dispatcher. Without a key of ours nothing says that two deliveries are one."""
        key = self.field("key") if _KEY.fullmatch(self.field("key")) else new_key()
        known = self.cast.account(self.pair.me)
        place = Place(Platform.WEB, known.host, known.identity.user, private=True)
        return Arrival(
            key=f"web:{key}:{self.id}",
            digest=self.id,
            known=known,
            place=place,
            asked=asked,
            message=message,
            locale=self.language,
        )

    @property
    def back(self) -> str:
        """Where the page is: that of the other one where something was pressed beside."""
        if self.field("from") == "beside":
            return f"{page_of(Pair(self.pair.them, self.pair.me))}#beside"
        return page_of(self.pair)


async def read(request: web.Request, cast: Cast) -> Visit:
    """ValueError for a body that no form sends."""
    fields, file = dict(request.query), None
    if request.path == DROP and request.content_type == "multipart/form-data":
        fields, file = await _parts(request)
    elif request.method == "POST":
        body = (await request.read()).decode(errors="replace")
        fields = together(parse_qsl(body, keep_blank_values=True, max_num_fields=_FIELDS))
    fields = {name: typed(value) for name, value in fields.items()}
    cookie = request.cookies.get(COOKIE, "")
    languages = request.headers.get("Accept-Language", "")
    return Visit(
        session=cookie if _SESSION.fullmatch(cookie) else new_session(),
        pair=cast.chosen(fields.get("as", ""), fields.get("beside", ""), languages),
        language=cast.language(languages),
        fields=fields,
        cast=cast,
        file=file,
    )


async def _parts(request: web.Request) -> tuple[dict[str, str], Dropped | None]:
    """The fields, and the file among them; no more of it is held than is read."""
    fields: dict[str, str] = {}
    file: Dropped | None = None
    reader = await request.multipart()
    for _ in range(_FIELDS):
        part = await reader.next()
        if part is None:
            return fields, file
        if not isinstance(part, BodyPartReader):
            break
        body = await _capped(part, most(part.filename or ""))
        if part.filename is None:
            fields[part.name or ""] = (body or b"").decode(errors="replace")
        elif body is None:
            file = Dropped(typed(part.filename), refusal=too_large(part.filename))
        else:
            file = Dropped(typed(part.filename), body)
    raise ValueError("no form of ours")


async def _capped(part: BodyPartReader, most: int) -> bytes | None:
    """None where it is larger than what is read."""
    body = bytearray()
    while chunk := await part.read_chunk(_CHUNK):
        body += chunk
        if len(body) > most:
            await part.release()
            return None
    return bytes(body)


def new_key() -> str:
    """For a page or a form: never the same again."""
    return secrets.token_urlsafe(16)


def page_of(pair: Pair) -> str:
    """The address of the chat page."""
    return "/?" + urlencode({"as": pair.me, "beside": pair.them})
