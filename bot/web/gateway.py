"""The web door of the demo: the chat page, what is said, sent and pressed there, and what is new."""

import contextlib
import hmac
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from importlib import resources
from types import MappingProxyType
from urllib.parse import quote, urlencode

import structlog
from aiohttp import web
from markupsafe import Markup

from bot.arrivals import Answer, Asked, Dropped, Pressed, Render, Sought, Typed
from bot.dispatch import Dispatch
from bot.dropped import Readings
from bot.handing import Nowhere, bytes_of
from bot.web import chat, forms, guard, pages, visit
from bot.web.cast import Cast
from bot.web.chat import Sight
from bot.web.kept import Kept, Memory
from bot.web.live import Live
from bot.web.pages import Labels
from bot.web.visit import Visit
from domain.refusal import Refusal
from handlers.commands import says_something
from handlers.replies import Amend, Correct, OpenForm, Options, Reply, Show
from storage.file_store import FileStore
from storage.store import Store
from views.translator import Translator, translator
from views.vocabulary import Handed

log = structlog.get_logger()

_STATIC: Mapping[str, str] = MappingProxyType(
    {"live.js": "text/javascript", "style.css": "text/css", "tandem.svg": "image/svg+xml"}
)
_HEADERS = {**guard.HEADERS, "Cache-Control": "no-cache"}
FRESH = 300
"""Seconds for which the address of a file is good; the page makes it anew whenever it is looked at."""
_MANY_DIGITS = 12
_WORDS = 500
"""As many as the page's own field takes."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class WebGateway:
    """Serves people who are on this very machine; its own guard refuses all others."""

    def __init__(
        self, dispatch: Dispatch, live: Live, cast: Cast, *, key: bytes, files: FileStore | None = None
    ) -> None:
        """`key` signs the forms' tokens; made anew when the process starts. `files` has what is handed out."""
        self._dispatch = dispatch
        self._live = live
        self._cast = cast
        self._key = key
        self._files = files or Nowhere()
        self._readings = Readings(self._files)
        self._memory = Memory()
        self._templates = pages.environment()
        self._static = {name: (resources.files("bot.web") / "static" / name).read_bytes() for name in _STATIC}

    def add_to(self, app: web.Application) -> None:
        """Its routes, each behind the guard; when the app shuts down, open pages are let go."""
        app.router.add_get("/", self._guarded(self._look))
        app.router.add_get("/live", self._guarded(self._listen), allow_head=False)
        app.router.add_get("/file", self._guarded(self._hand), allow_head=False)
        app.router.add_get("/search", self._guarded(self._search))
        app.router.add_get("/static/{name}", self._guarded(self._file))
        for path, ask in (("/say", _said), ("/send", _sent), ("/press", _pressed), (visit.DROP, _dropped)):
            app.router.add_post(path, self._guarded(self._asking(ask)))
        app.on_shutdown.append(self._stop)

    async def _stop(self, _app: web.Application) -> None:
        self._live.stop()

    def _guarded(self, handler: Handler) -> Handler:
        async def guarded(request: web.Request) -> web.StreamResponse:
            why = guard.objection(request.method, request.headers, remote=request.remote, port=port_of(request))
            if why is not None:
                log.warning("web.refused", why=why)
                return web.Response(status=403, text="403: Forbidden", headers=_HEADERS)
            try:
                return await handler(request)
            except (ValueError, web.RequestPayloadError):
                return web.Response(status=400, text="400: Bad Request", headers=_HEADERS)

        return guarded

    # --- looking ---

    async def _look(self, request: web.Request) -> web.Response:
        return await self._page(await visit.read(request, self._cast))

    async def _page(self, seen: Visit, form: Markup | None = None) -> web.Response:
        sight = Sight(
            cast=self._cast,
            language=seen.language,
            pair=seen.pair,
            at=self._dispatch.now(),
            token=self._token(seen),
            key=visit.new_key(),
            mine=self._memory.chat(seen.session, seen.pair.me),
            theirs=self._memory.chat(seen.session, seen.pair.them),
            form=form,
            file=lambda copy: self._address(seen, copy),
        )
        html = await self._dispatch.in_read(lambda store: pages.chat_page(chat.seen(sight, store), self._templates))
        response = web.Response(text=html, content_type="text/html", headers=_HEADERS)
        response.set_cookie(visit.COOKIE, seen.session, httponly=True, samesite="Strict")
        return response

    def _address(self, seen: Visit, copy: str) -> str:
        """Where this browser, as this person, gets the file of a copy for a few minutes; nobody else does."""
        until = int(self._dispatch.now().timestamp()) + FRESH
        sign = guard.sign_file(seen.session, seen.pair.me, copy, until, key=self._key)
        return "/file?" + urlencode({"as": seen.pair.me, "copy": copy, "until": until, "sign": sign})

    async def _hand(self, request: web.Request) -> web.Response:
        """A file, to be kept and not shown; 404 alike for what there is not and what is not theirs (any more)."""
        seen = await visit.read(request, self._cast)
        if self._may_have(seen):
            with contextlib.suppress(Refusal):
                file = await self._dispatch.in_read(lambda store: self._handed(seen, store))
                if (body := await bytes_of(file, self._files)) is not None:
                    kept = {**_HEADERS, "Cache-Control": "no-store", "Content-Disposition": _attached(file.name)}
                    return web.Response(body=body, content_type=file.type, headers=kept)
        return web.Response(status=404, text="404: Not Found", headers=_HEADERS)

    def _may_have(self, seen: Visit) -> bool:
        """Whether this very page gave out the address, and not too long ago."""
        said = seen.field("until")
        until = int(said) if said.isascii() and said.isdigit() and len(said) < _MANY_DIGITS else 0
        if until < self._dispatch.now().timestamp():
            return False
        sign = guard.sign_file(seen.session, seen.pair.me, seen.field("copy"), until, key=self._key)
        return hmac.compare_digest(sign.encode(), seen.field("sign").encode(errors="surrogatepass"))

    def _handed(self, seen: Visit, store: Store) -> Handed:
        return chat.handed(
            seen.field("copy"), chat.person_of(seen.pair.me, seen, store), store, at=self._dispatch.now()
        )

    def _token(self, seen: Visit) -> str:
        return guard.token_for(seen.session, key=self._key)

    async def _file(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in self._static:
            return web.Response(status=404, text="404: Not Found", headers=_HEADERS)
        return web.Response(body=self._static[name], content_type=_STATIC[name], charset="utf-8", headers=_HEADERS)

    async def _search(self, request: web.Request) -> web.Response:
        seen = await visit.read(request, self._cast)
        asked = Sought(seen.field("route"), seen.field("text"))
        answer = await self._dispatch.serve(seen.arrival(asked), self._render(seen))
        found = answer["html"] if answer["is"] == "options" else ""
        return web.Response(text=found, content_type="text/html", headers=_HEADERS)

    async def _listen(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={**_HEADERS, "Content-Type": "text/event-stream"})
        await response.prepare(request)
        seen = -1
        with contextlib.suppress(ConnectionResetError):  # the page was closed
            while not self._live.over:
                news = await self._live.after(seen)
                seen = self._live.count
                await response.write(f"data: {seen}\n\n".encode() if news else b":\n\n")
        return response

    # --- asking ---

    def _asking(self, read: Callable[[Visit], Asked | None]) -> Handler:
        async def asking(request: web.Request) -> web.Response:
            seen = await visit.read(request, self._cast)
            if not guard.token_matches(seen.session, seen.field("token"), key=self._key):
                return await self._stale(seen)
            asked = read(seen)
            return _redirect(seen.back) if asked is None else await self._ask(seen, asked)

        return asking

    async def _stale(self, seen: Visit) -> web.Response:
        """No token of this session: another page sent it, or one from before the last start."""
        html = await self._dispatch.in_read(lambda store: self._stale_page(seen, store))
        return web.Response(status=403, text=html, content_type="text/html", headers=_HEADERS)

    def _stale_page(self, seen: Visit, store: Store) -> str:
        person = chat.person_of(seen.pair.me, seen, store)
        t = translator(person.language, person.zone)
        return pages.refusal_page(t.language, t.plain("web-stale"), t.plain("web-again"), self._templates)

    async def _ask(self, seen: Visit, asked: Asked) -> web.Response:
        at = self._dispatch.now()
        if isinstance(asked, Typed | Dropped):
            mine = _words(seen) if isinstance(asked, Typed) else asked.name
            bubble = Kept(id=f"said-{seen.id}", at=at, html=pages.bubble(mine), mine=True)
            self._memory.keep(seen.session, seen.pair.me, bubble)
        if isinstance(asked, Dropped) and await self._dispatch.allows(seen.arrival(asked)):
            asked = await self._readings.of(asked)
        answer = await self._dispatch.serve(seen.arrival(asked), self._render(seen))
        if answer["is"] == "form":
            return await self._page(seen, _markup(answer))
        await self._keep(seen, answer, at)
        self._live.tell()
        return _redirect(seen.back)

    async def _keep(self, seen: Visit, answer: Answer, at: datetime) -> None:
        """In the chat. An amended copy shows by itself how it is now, so only what it does not say is added."""
        card = Kept(id=f"card-{seen.id}", at=at, html=answer["html"], buttons=frozenset(answer["buttons"]))
        if answer["is"] == "amend":
            if self._memory.amend(seen.session, seen.pair.me, seen.field("press"), card):
                return
            if await self._dispatch.in_read(lambda store: self._stands(card.html, seen, store, at)):
                return
        self._memory.keep(seen.session, seen.pair.me, card)

    def _stands(self, html: str, seen: Visit, store: Store, at: datetime) -> bool:
        person = chat.person_of(seen.pair.me, seen, store)
        return any(message.html == html for _, message in chat.inbox(person, store, at=at))

    def _render(self, seen: Visit) -> Render:
        hidden = {"as": seen.pair.me, "beside": seen.pair.them, "token": self._token(seen), "key": visit.new_key()}
        return lambda reply, t: _rendered(reply, t, hidden, self._cast)


def _rendered(reply: Reply, t: Translator, hidden: Mapping[str, str], cast: Cast) -> Answer:
    match reply:
        case Show(card) | Amend(card):
            kind = "amend" if isinstance(reply, Amend) else "card"
            html = pages.card(card, Labels.spoken(t.plain))
            return {"is": kind, "html": html, "buttons": list(pages.packed(card))}
        case OpenForm(form) | Correct(form):
            return {"is": "form", "html": forms.form(form, Labels.spoken(t.plain), hidden, cast.accounts)}
        case Options(options):
            return {"is": "options", "html": forms.options(options)}


def _attached(name: str) -> str:
    """RFC 6266: never shown in the page's own place."""
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"


def _words(seen: Visit) -> str:
    return seen.field("words").strip()[:_WORDS]


def _said(seen: Visit) -> Asked | None:
    return Typed(_words(seen).removeprefix("/")) if says_something(_words(seen)) else None


def _sent(seen: Visit) -> Asked:
    return forms.submitted(seen.fields)


def _pressed(seen: Visit) -> Asked | None:
    button = pages.unpack(seen.field("press"))
    return Pressed(button.route, button.ref, button.version) if button else None


def _dropped(seen: Visit) -> Asked | None:
    return seen.file if seen.file and seen.file.name else None


def _markup(answer: Answer) -> Markup:
    return Markup(answer["html"])  # noqa: S704  # rendered by forms.py, which escaped it


def _redirect(where: str) -> web.Response:
    return web.Response(status=303, headers={**_HEADERS, "Location": where})


def port_of(request: web.Request) -> int:
    """Where we listen; 0, under which nobody is let in, where the browser has gone already."""
    return int(request.transport.get_extra_info("sockname")[1]) if request.transport else 0
