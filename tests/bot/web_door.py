"""The web door on a real socket, and a browser that knows only HTML: it sends what the page's own forms hold."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from aiohttp import ClientResponse, ClientSession, CookieJar, web
from aiohttp.test_utils import TestServer

from bot.courier import Courier
from bot.dispatch import Dispatch
from bot.web import example
from bot.web.gateway import WebGateway
from bot.web.live import Live
from bot.web.messenger import WebMessenger
from bot.workers import Workers
from domain.places import Platform
from storage.database import Database
from tests.bot import web_checks


@dataclass
class Door:
    """Serves the example; nothing is delivered before `deliver`."""

    base: str
    dispatch: Dispatch
    courier: Courier
    live: Live

    async def deliver(self) -> None:
        while await self.courier.deliver_due():
            pass

    @asynccontextmanager
    async def browser(self, language: str = "") -> AsyncIterator["Browser"]:
        """With cookies of its own."""
        headers = {"Origin": self.base} | ({"Accept-Language": language} if language else {})
        async with ClientSession(self.base, cookie_jar=CookieJar(unsafe=True), headers=headers) as session:
            yield Browser(self, session)


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Door]:
    """On a migrated database."""
    database = Database(url)
    with database.write() as store:
        example.fill(store, at=datetime.now(UTC))
    with Workers(1) as writer, Workers(2) as reader:
        dispatch = Dispatch(database, writer=writer, reader=reader)
        live = Live()
        courier = Courier(dispatch, {Platform.WEB: WebMessenger()}, delivered=live.tell)
        app = web.Application()
        WebGateway(dispatch, live, example.CAST, key=b"made when the process started").add_to(app)
        async with TestServer(app, host="127.0.0.1", skip_url_asserts=True) as server:
            door = Door(f"http://127.0.0.1:{server.port}", dispatch, courier, live)
            await door.deliver()
            yield door
    database.close()


@dataclass
class Sheet:
    """A form of a page, as the browser has it."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Browser:
    """Keeps the page it is on."""

    door: Door
    session: ClientSession
    html: str = ""
    at: str = ""
    status: int = 0
    answer: ClientResponse | None = None

    @property
    def text(self) -> str:
        return " ".join(web_checks.text(self.html).split())

    def chat(self, side: str = "mine") -> str:
        """The messages on one side, as HTML."""
        return self.html.split(f'data-side="{side}"')[1].split("</form>")[0]

    def sheets(self, action: str) -> list[Sheet]:
        return [sheet for sheet in _sheets(self.html) if sheet.action == action]

    async def look(self, me: str = "", them: str = "") -> None:
        await self.take(self.session.get("/", params={"as": me, "beside": them} if me else {}))

    async def take(self, asked) -> None:
        self.answer = await asked
        self.html, self.at, self.status = await self.answer.text(), str(self.answer.real_url), self.answer.status

    async def post(self, path: str, fields: Mapping[str, str], **headers: str) -> None:
        await self.take(self.session.post(path, data=fields, headers=headers))

    async def say(self, words: str) -> None:
        sheet = self.sheets("/say")[-1]
        await self.post("/say", sheet.fields | {"words": words})

    def filled(self, **values: str) -> dict[str, str]:
        """The open form with these values in it."""
        [sheet] = self.sheets("/send")
        return sheet.fields | {f"f.{name}": value for name, value in values.items()}

    async def send(self, **values: str) -> None:
        await self.post("/send", self.filled(**values))

    def button(self, route: str, side: str = "mine") -> dict[str, str]:
        """What pressing the last button to this route sends."""
        sheet = self.sheets("/press")[0 if side == "mine" else 1]
        packed = [value for name, value in sheet.buttons if name == "press" and f":{route}:" in value]
        return sheet.fields | {"press": packed[-1]}

    async def press(self, route: str, side: str = "mine") -> None:
        await self.post("/press", self.button(route, side))


def _sheets(html: str) -> list[Sheet]:
    sheets: list[Sheet] = []
    chosen = ""
    for tag, has in web_checks.tags(html):
        name, value = has.get("name", ""), has.get("value", "")
        if tag == "form":
            sheets.append(Sheet(has["action"]))
        elif tag == "button" and name:
            sheets[-1].buttons.append((name, value))
        elif tag == "select":
            chosen = name
        elif tag == "option" and "selected" in has:
            sheets[-1].fields[chosen] = value
        elif tag == "input" and name and (has.get("type") != "radio" or "checked" in has):
            sheets[-1].fields[name] = value
    return sheets
