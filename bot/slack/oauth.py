"""Installing by a browser: GET /slack/install sends it to Slack, GET /slack/oauth_redirect takes it back."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

import structlog
from aiohttp import web

from bot.dispatch import Dispatch
from bot.keys import Keys
from bot.slack import handshakes
from bot.slack.grants import CALLBACK, Grant, Grants, NotGrantedError
from bot.slack.handshakes import LIFE, Handshake
from bot.slack.installed import Installed
from bot.slack.page import page, reader
from handlers import installations as life
from storage.faults import UnusableError
from storage.installations import Installation
from views import installations as views
from views.translator import Translator
from views.vocabulary import Card

log = structlog.get_logger()

PATH = "/slack/install"
COOKIE = "__Host-tandem-install"
"""The prefix: a browser takes it from https alone, for this host alone, and lets no other page set it."""
_LONGEST = 512
_End = tuple[Callable[[Translator], Card], int]


@dataclass(frozen=True)
class Installing:
    """The two addresses. What a browser brings never says where it is sent. `done` is told what was installed."""

    dispatch: Dispatch
    grants: Grants
    keys: Keys
    installed: Installed
    done: Callable[[Installation], None] = lambda _: None

    def add_to(self, front: web.Application) -> None:
        """Serve them."""
        front.router.add_get(PATH, self.install, allow_head=False)
        front.router.add_get(CALLBACK, self.take_back, allow_head=False)

    async def install(self, _: web.Request) -> web.Response:
        """To Slack, with a state that this browser alone can bring back, once, within ten minutes."""
        begun = handshakes.begin(self.keys, at=self.dispatch.now())
        response = web.Response(status=HTTPStatus.FOUND, headers={"Location": self.grants.authorize(begun.state)})
        response.headers["Cache-Control"] = "no-store"
        response.set_cookie(
            COOKIE,
            begun.browser,
            max_age=int(LIFE.total_seconds()),
            secure=True,
            httponly=True,
            samesite="Lax",
            path="/",
        )
        return response

    async def take_back(self, request: web.Request) -> web.Response:
        """Back from Slack. Every end is a page that says what to do next."""
        t = reader(request)
        try:
            view, status = await self._taken_back(request)
        except UnusableError:
            view, status = views.install_later, HTTPStatus.SERVICE_UNAVAILABLE
        log.info("slack.install", status=int(status))
        response = page(view(t), t, status=status)
        response.del_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="Lax")
        return response

    async def _taken_back(self, request: web.Request) -> _End:
        back, at = Handshake(_only(request, "state"), request.cookies.get(COOKIE, "")[:_LONGEST]), self.dispatch.now()
        if not handshakes.is_ours(back, self.keys, at=at):
            return views.install_expired, HTTPStatus.BAD_REQUEST
        if not await self.dispatch.in_write(lambda store: store.handshakes.finish(back.state, at=at, life=LIFE)):
            return views.install_expired, HTTPStatus.BAD_REQUEST
        code = _only(request, "code")
        if not code or "error" in request.query:
            return views.install_declined, HTTPStatus.OK
        try:
            grant = await self.grants.exchange(code, at=at)
        except NotGrantedError as refused:
            log.warning("slack.not_granted", error=refused.code)
            return views.install_failed, HTTPStatus.BAD_GATEWAY
        return await self._keep(grant)

    async def _keep(self, grant: Grant) -> _End:
        """Only where the programme names the workspace: of any other nothing is kept, and the grant is given back."""
        kept, at = grant.sealed(self.keys), self.dispatch.now()
        if not await self.dispatch.in_write(lambda store: life.installed(kept, store, at=at)):
            await self.grants.revoke(grant)
            return partial(views.install_not_listed, kept.host), HTTPStatus.FORBIDDEN
        self.installed.forget()
        self.done(kept)
        return views.install_done, HTTPStatus.OK


def _only(request: web.Request, name: str) -> str:
    """What the address says once, and not at length; else nothing."""
    values = request.query.getall(name, [])
    return values[0] if len(values) == 1 and len(values[0]) <= _LONGEST else ""
