"""The whole application on a real socket, between loopback servers that play Slack and Teams, and its people."""

import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from aiohttp import ClientSession, CookieJar
from pydantic import SecretStr

from bot.app import App, build
from bot.demonstration import SIGHTS
from bot.serving import open_for_requests
from bot.settings import Settings
from bot.slack.door import slack
from bot.teams.door import Microsoft, teams
from bot.web.cast import Cast, Pair
from bot.web.gateway import WebGateway
from bot.web.live import Live
from bot.web.messenger import WebMessenger
from domain.deals import Deal, Happening
from domain.people import Person
from domain.places import Identity, Platform
from domain.programme_text import read_programme
from domain.sheets import Line
from handlers.people_csv import read_people
from storage.database import Database
from storage.file_store import Folder
from storage.people import Known
from storage.store import Store
from tests.journeys.actors import Actor
from tests.journeys.people import EVERYWHERE, MEMBERS, SLACK_EVERYBODY, TEAMS_EVERYBODY, TOKENS
from tests.journeys.processes import is_leaving, states
from tests.journeys.slack_actor import SlackActor
from tests.journeys.teams_actor import TeamsActor
from tests.journeys.web_actor import WebActor
from tests.office import GOOD_DEAL, NOON, PEOPLE, WHO
from tests.wire.connector import Connector
from tests.wire.payloads import SLACK_SECRET, SlackIdentity, TeamsIdentity
from tests.wire.slack_api import SlackApi
from tests.wire.slack_client import SlackUser
from tests.wire.slack_doors import HttpDoor
from tests.wire.slack_tokens import Given
from tests.wire.teams_client import TeamsUser

T = TypeVar("T")
MANY = 100_000
"""Nobody in these journeys is slowed down but where that is the journey."""
SOON = timedelta(minutes=1)
"""What is put off for its turn, or tried again, is due by then."""
SLACK, TEAMS, WEB = Platform.SLACK, Platform.TEAMS, Platform.WEB


@dataclass
class Clock:
    """Begins at NOON and then runs as fast as any other; `ahead` lets time pass."""

    began: float = field(default_factory=time.monotonic)
    ahead: timedelta = timedelta(0)
    stopped: float | None = None

    def __call__(self) -> datetime:
        now = time.monotonic() if self.stopped is None else self.stopped
        return NOON + timedelta(seconds=now - self.began) + self.ahead

    def stop(self) -> None:
        """It stands still from now on."""
        self.stopped = time.monotonic()


@dataclass
class World:
    """`url` is where the application listens."""

    app: App
    url: str
    slack: SlackApi
    teams: Connector
    clock: Clock
    browsers: AsyncExitStack

    @property
    def files(self) -> Folder:
        """Where the bytes of the catalogue are."""
        return Folder(self.app.settings.files_folder)

    async def meets(self, who: str, on: Platform) -> Actor:
        """Somebody of the office, known there from the first word on."""
        match on:
            case Platform.SLACK:
                return await self.meets_at_slack(who)
            case Platform.TEAMS:
                return await self.meets_at_teams(who)
            case Platform.WEB:
                return await self._meets_at_the_web_door(who)

    async def meets_at_slack(self, who: str) -> SlackActor:
        actor = self.at_slack(MEMBERS[who].slack, who)
        await actor.types("help")
        return actor

    async def meets_at_teams(self, who: str) -> TeamsActor:
        actor = self.at_teams(MEMBERS[who].teams, who)
        await actor.types("help")
        return actor

    async def _meets_at_the_web_door(self, who: str) -> WebActor:
        session = ClientSession(self.url, cookie_jar=CookieJar(unsafe=True), headers={"Origin": self.url})
        await self.browsers.enter_async_context(session)
        actor = WebActor(who, MEMBERS[who].name, session, beside="auditor" if who != "auditor" else "admin")
        await actor.looks()
        return actor

    def at_slack(self, identity: SlackIdentity, who: str = "") -> SlackActor:
        return SlackActor(who or identity.user, SlackUser(self.slack, identity, HttpDoor(self.url, SLACK_SECRET)))

    def at_teams(self, identity: TeamsIdentity, who: str = "") -> TeamsActor:
        return TeamsActor(who or identity.user, TeamsUser(self.teams, identity, self.url))

    async def settles(self) -> None:
        """Waits until nothing that was begun is on its way to anybody at Slack or Teams any more."""

        def since() -> float:
            return time.monotonic() - max((call.at for call in (*self.slack.calls, *self.teams.calls)), default=0.0)

        # However slow the courier is, what is due soon goes first; the silence is for answers that it knows nothing of.
        await self.slack.until(lambda: not is_leaving(self.app.database, self.clock() + SOON) and since() > 1)

    async def notes(self) -> None:
        """Waits until of all that was sent it is noted that it was: what is on its way is left to the clock."""
        await self.slack.until(lambda: "sending" not in states(self.app.database))

    def a_minute_later(self) -> None:
        """What this process has seen of anybody's account is older than a minute."""
        self.passes(61)

    def passes(self, seconds: float) -> None:
        """For what is remembered of accounts."""
        slack, teams = (self.app.gateways[one]._gateway._profiles for one in (SLACK, TEAMS))  # type: ignore[attr-defined]  # of the doors
        slack.clock, teams._clock = _ahead(slack.clock, seconds), _ahead(teams._clock, seconds)

    # What is in the database.

    def look(self, work: Callable[[Store], T]) -> T:
        with self.app.database.read() as store:
            return work(store)

    def person(self, who: str) -> Person:
        return self.look(lambda store: next(one for one in store.people.everybody() if one.email == WHO[who]))

    def deals(self, who: str = "rep") -> list[Deal]:
        """What this person sees, newest first."""
        person = self.person(who)
        return list(self.look(lambda store: store.deals.seen_by(person, size=50).items))

    def history(self, deal: Deal) -> Sequence[Happening]:
        """What happened to it, oldest first."""
        return self.look(lambda store: store.deals.history(deal.id))

    def steps(self, deal: Deal) -> list[str]:
        """The same in one word each."""
        return [line.step.value for line in self.history(deal)]


def _ahead(clock: Callable[[], float], seconds: float) -> Callable[[], float]:
    return lambda: clock() + seconds


@asynccontextmanager
async def a_world(url: str, *, web: bool = False) -> AsyncIterator[World]:
    """Slack and Teams served by one process, or the web door in its place."""
    fill(url, web=web)
    clock = Clock()
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(SlackApi(tokens=TOKENS, people=SLACK_EVERYBODY))
        connector = await stack.enter_async_context(Connector(people=TEAMS_EVERYBODY))
        folder = Path(stack.enter_context(TemporaryDirectory()))
        app = await stack.enter_async_context(an_app(url, api, connector, web=web, clock=clock, files=folder))
        port = await stack.enter_async_context(open_for_requests(app))
        browsers = await stack.enter_async_context(AsyncExitStack())
        yield World(app, f"http://127.0.0.1:{port}", api, connector, clock, browsers)


@asynccontextmanager
async def an_app(
    url: str,
    api: SlackApi,
    connector: Connector,
    *,
    web: bool = False,
    clock: Callable[[], datetime] | None = None,
    files: Path = Path("tandem-files"),
) -> AsyncIterator[App]:
    """As `build` makes it, with its platforms' addresses on this machine; not yet listening."""
    here = Settings(
        database_url=url, listen="127.0.0.1:0", ops_listen="127.0.0.1:0", limit_person=MANY, files_folder=files
    )
    async with build(here) as app:
        app.dispatch._clock = clock or app.dispatch._clock
        if web:
            live = Live()
            app.dispatch.sights |= SIGHTS
            WebGateway(app.dispatch, live, CAST, key=b"made when the process started", files=Folder(files)).add_to(
                app.front
            )
            app.courier.messengers, app.courier.delivered = {WEB: WebMessenger()}, live.tell
        else:
            _open_both(app, api, connector)
        yield app


def _open_both(app: App, api: SlackApi, connector: Connector) -> None:
    settings = Settings(
        slack_bot_token=SecretStr("xoxb-vendor"),
        slack_signing_secret=SecretStr(SLACK_SECRET),
        slack_api_url=api.base_url,
        microsoft_app_id=connector.app_id,
        microsoft_app_password=SecretStr(connector.secret),
        microsoft_app_tenantid=connector.tenant,
        files_folder=app.settings.files_folder,
    )
    installed = {team: token for token, team in TOKENS.items()}
    microsoft = Microsoft(connector.metadata_url, connector.login_url, loopback=True)
    slack_door, slack_messenger = slack(settings, app.dispatch, app.session, app.front, tokens=Given(installed))
    teams_door, teams_messenger = teams(settings, app.dispatch, app.session, app.front, microsoft=microsoft)
    app.gateways = {SLACK: slack_door, TEAMS: teams_door}
    app.courier.messengers = {SLACK: slack_messenger, TEAMS: teams_messenger}


# --- who is there ---


def _account(who: str) -> Known:
    return Known(identity=Identity(WEB, MEMBERS[who].organisation, who), host="web")


CAST = Cast(people=tuple(map(_account, MEMBERS)), pairs={"en": Pair("rep", "manager")})


def fill(url: str, *, web: bool = False, programme: str = EVERYWHERE) -> None:
    """The programme and its people; accounts only at the web door, which has nobody to vouch for them."""
    database = Database(url)
    read = read_programme(programme)
    with database.write() as store:
        store.programmes.apply(read, at=NOON)
        for line in read_people(PEOPLE, read):
            assert isinstance(line, Line), line
            person = store.people.keep(line.thing)
            if web:
                who = next(name for name, email in WHO.items() if email == person.email)
                store.people.link(_account(who), person, at=NOON)
    database.close()


# --- what everybody does ---


async def registers(actor: Actor, **values: str) -> str:
    """A deal; its ref, once the receipt is there."""
    deal = good(**values)
    await actor.types("deal new")
    await actor.fills(**deal)
    await actor.hears(f"{deal['customer']} (D-")
    return actor.reads.rpartition(f"{deal['customer']} (")[2][:7]


def good(**values: str) -> Mapping[str, str]:
    """A deal that is in order, with these values in it."""
    return {**GOOD_DEAL, **values}
