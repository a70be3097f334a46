"""The web door of the demo: the chat page, what is said, sent and pressed there, and what is new."""

import contextlib
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from importlib.resources import files
from types import MappingProxyType

import structlog
from aiohttp import web
from markupsafe import Markup

from bot.arrivals import Answer, Asked, Dropped, Pressed, Render, Sent, Sought, Typed
from bot.dispatch import Dispatch
from bot.web import chat, forms, guard, pages, visit
from bot.web.cast import Cast
from bot.web.chat import Sight
from bot.web.kept import Kept, Memory
from bot.web.live import Live
from bot.web.pages import Labels
from bot.web.visit import Visit
from handlers.commands import says_something
from handlers.replies import Amend, Correct, OpenForm, Options, Reply, Show
from storage.store import Store
from views.translator import Translator, translator

log = structlog.get_logger()

_STATIC: Mapping[str, str] = MappingProxyType(
    {"live.js": "text/javascript", "style.css": "text/css", "tandem.svg": "image/svg+xml"}
)
_HEADERS = {**guard.HEADERS, "Cache-Control": "no-cache"}
_WORDS = 500
"""As many as the page's own field takes."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class WebGateway:
    """Serves people who are on this very machine; its own guard refuses all others."""

    def __init__(self, dispatch: Dispatch, live: Live, cast: Cast, *, key: bytes) -> None:
        """`key` signs the forms' tokens; made anew when the process starts."""
        self._dispatch = dispatch
        self._live = live
        self._cast = cast
        self._key = key
        self._memory = Memory()
        self._templates = pages.environment()
        self._static = {name: (files("bot.web") / "static" / name).read_bytes() for name in _STATIC}

    def add_to(self, app: web.Application) -> None:
        """Its routes, each behind the guard; when the app shuts down, open pages are let go."""
        app.router.add_get("/", self._guarded(self._look))
        app.router.add_get("/live", self._guarded(self._listen), allow_head=False)
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
            except ValueError:
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
        )
        html = await self._dispatch.in_read(lambda store: pages.chat_page(chat.seen(sight, store), self._templates))
        response = web.Response(text=html, content_type="text/html", headers=_HEADERS)
        response.set_cookie(visit.COOKIE, seen.session, httponly=True, samesite="Strict")
        return response

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


def _words(seen: Visit) -> str:
    return seen.field("words").strip()[:_WORDS]


def _said(seen: Visit) -> Asked | None:
    return Typed(_words(seen).removeprefix("/")) if says_something(_words(seen)) else None


def _sent(seen: Visit) -> Asked:
    form = forms.submitted(seen.fields)
    return Sent(form.route, form.values, draft=form.draft, ref=form.ref, version=form.version)


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
