"""Every secret is a canary: whatever happens, none is in the database, a log or a metric, nor is what was typed."""

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr
from sqlalchemy import inspect, text

from bot.keys import Keys
from bot.settings import Settings
from bot.slack.oauth import COOKIE
from domain.places import Platform
from storage.database import Database
from storage.installations import Installation
from tests.journeys.people import MEMBERS, TEAMS_EVERYBODY
from tests.journeys.processes import Tandem, killed_at_last
from tests.journeys.slack_actor import SlackActor
from tests.journeys.teams_actor import TeamsActor
from tests.journeys.world import fill, good
from tests.wire.connector import Connector
from tests.wire.slack_api import SlackApi
from tests.wire.slack_client import SlackUser
from tests.wire.slack_doors import HttpDoor
from tests.wire.slack_oauth import CLIENT_ID, CLIENT_SECRET, PUBLIC_URL, workspace
from tests.wire.teams_client import TeamsUser

TYPED = "tYpEd-by-somebody"
VENDOR = "T0VENDOR"
MANAGER = MEMBERS["manager"].slack
REP = MEMBERS["rep"].teams

SECRETS = {
    "slack_bot_token": "xoxb-cAnArY-bot",
    "slack_signing_secret": "cAnArY0signing0secret",
    "slack_app_token": "xapp-cAnArY-app",
    "slack_client_secret": CLIENT_SECRET,
    "microsoft_app_password": "cAnArY~password",
    "token_keys": Fernet.generate_key().decode(),
}
INSTALLED = "xoxb-cAnArY-of-another-workspace"
WAYS = {
    "one workspace": {"slack_bot_token", "slack_app_token"},
    "many workspaces": {"slack_client_secret"},
}
"""How Slack comes by its tokens: the secrets that the one has and the other has not."""


def test_every_secret_setting_has_its_canary():
    secret = {name for name, field in Settings.model_fields.items() if isinstance(field.default, SecretStr)}

    assert secret == SECRETS.keys()


@dataclass
class Watched:
    """A process that serves both platforms; `seen` are the secrets that came up meanwhile."""

    tandem: Tandem
    slack: SlackApi
    teams: Connector
    database: Database
    seen: set[str]

    @property
    def manager(self) -> SlackActor:
        door = HttpDoor(self.tandem.url, SECRETS["slack_signing_secret"])
        return SlackActor("manager", SlackUser(self.slack, MANAGER, door))

    def at_teams(self, stranger: int = 0) -> TeamsActor:
        """The rep, or somebody in the vendor's tenant whom nobody vouches for."""
        number = f"{stranger:012d}"
        other = replace(
            MEMBERS["manager"].teams, user=f"29:{number}", aad=f"dddddddd-0000-4000-8000-{number}", email=None
        )
        who = other if stranger else REP
        self.teams.add_person(who)
        return TeamsActor("other" if stranger else "rep", TeamsUser(self.teams, who, self.tandem.url))

    async def posts(self, path: str, body: bytes, **headers: str) -> int:
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.tandem.url + path, data=body, headers=headers) as answer,
        ):
            await answer.read()
            return answer.status

    async def metrics(self) -> str:
        url = f"http://127.0.0.1:{self.tandem.ops}/metrics"
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            return await answer.text()

    async def installs(self) -> None:
        """An administrator, by a browser; all that passes to and fro is a secret."""
        self.slack.oauth.rotates = True
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as browser:
            async with browser.get(f"{self.tandem.url}/slack/install", allow_redirects=False) as begun:
                cookie = SimpleCookie(begun.headers["Set-Cookie"])[COOKIE].value
                back = self.slack.authorize(begun.headers["Location"], workspace(VENDOR)).removeprefix(PUBLIC_URL)
            async with browser.get(self.tandem.url + back, headers={"Cookie": f"{COOKIE}={cookie}"}) as ended:
                assert ended.status == 200
        asked = parse_qs(urlsplit(back).query)
        self.seen |= {cookie, asked["state"][0], *self.slack.oauth.tokens, *self.slack.oauth.refresh}


@asynccontextmanager
async def watched(url: str, log: Path, way: str) -> AsyncIterator[Watched]:
    fill(url)
    others = {name for names in WAYS.values() for name in names} - WAYS[way]
    given = {name.upper(): secret for name, secret in SECRETS.items() if name not in others}
    many = {"SLACK_CLIENT_ID": CLIENT_ID, "PUBLIC_URL": PUBLIC_URL} if way == "many workspaces" else {}
    with closing(Database(url)) as database:
        async with AsyncExitStack() as stack:
            tokens = {} if many else {SECRETS["slack_bot_token"]: VENDOR}
            slack = await stack.enter_async_context(SlackApi(tokens=tokens, people=(MANAGER,)))
            connector = Connector(people=TEAMS_EVERYBODY, secret=SECRETS["microsoft_app_password"])
            teams = await stack.enter_async_context(connector)
            settings = {
                "DATABASE_URL": url,
                "SLACK_API_URL": slack.base_url,
                "CONNECTOR": teams.url,
                "CONNECTOR_SECRET": SECRETS["microsoft_app_password"],
                **{name: secret for name, secret in given.items() if not name.startswith("MICROSOFT")},
                **many,
            }
            tandem = Tandem(("tests.journeys.serve_teams",), settings, log)
            await stack.enter_async_context(killed_at_last(tandem))
            watched = Watched(tandem, slack, teams, database, {*SECRETS.values(), INSTALLED})
            if many:
                await watched.installs()
            yield watched


# --- what happens ---


async def work(tandem: Watched) -> None:
    """A deal, from a form with mistakes to the decision."""
    rep, manager = tandem.at_teams(), tandem.manager
    await manager.types("help")
    await rep.types("deal new")
    await rep.fills(**good(customer=TYPED, amount=TYPED))
    assert rep.opened.errors["amount"]
    await rep.fills(amount="12500")
    await manager.hears(f"{TYPED} ·")
    await manager.presses("Approve")
    await rep.hears(f"Approved: {TYPED}")
    await rep.types(f"deal {TYPED} 5 eur")
    await rep.types(f"what is {TYPED}?")


async def come_in(tandem: Watched) -> None:
    """With a code: a wrong one, one that is tried too often, and the right one; what was offered is asked for twice."""
    manager, elsewhere = tandem.manager, tandem.at_teams(1)
    await manager.types("partner link")
    await manager.hears("Your one-time code is")
    [code] = set(re.findall(r"partner link ([0-9A-Z]{8})", manager.reads))
    tandem.seen |= {code, code.lower()}
    await manager.user.redeliver()
    await elsewhere.types("approvals")
    await elsewhere.presses("I have a code")
    await elsewhere.fills(code=f"{code}X")
    await elsewhere.fills(code=code)
    await elsewhere.hears("Welcome, Ola Lis")


async def try_too_often(tandem: Watched) -> None:
    """A code that works is typed where it must not be tried any more."""
    manager, elsewhere = tandem.manager, tandem.at_teams(2)
    await manager.types("partner link")
    await manager.hears("Your one-time code is")
    code = re.findall(r"partner link ([0-9A-Z]{8})", manager.reads)[-1]
    tandem.seen |= {code, code.lower()}
    for _ in range(5):
        await elsewhere.types("partner link WRONG123")
    await elsewhere.types("approvals")
    await elsewhere.presses("I have a code")
    await elsewhere.fills(code=code)


async def install(tandem: Watched) -> None:
    """Another workspace, whose token is kept."""
    kept = Installation(platform=Platform.SLACK, host="T0ANOTHER", at=datetime.now(UTC))
    sealed = Keys(SecretStr(SECRETS["token_keys"])).seal(INSTALLED, of=kept, column="token")
    with tandem.database.write() as store:
        store.installations.keep(replace(kept, token=sealed))


async def forge(tandem: Watched) -> None:
    """What no platform sends, with secrets and words in every place."""
    secret = SECRETS["slack_signing_secret"]
    forged = {"X-Slack-Signature": f"v0={secret}", "X-Slack-Request-Timestamp": "1"}
    assert await tandem.posts("/slack/events", f"text={TYPED}".encode(), **forged) in (400, 401)
    bearer = {"Authorization": f"Bearer {tandem.teams.token()}x", "Content-Type": "application/json"}
    assert await tandem.posts("/api/messages", f'{{"text": "{TYPED}"}}'.encode(), **bearer) in (400, 401, 403)
    tandem.seen.add(bearer["Authorization"].removeprefix("Bearer "))
    assert await tandem.posts(f"/{secret}/{TYPED}?token={INSTALLED}", TYPED.encode()) == 404


async def break_down(tandem: Watched) -> None:
    """A fault of ours while a form is sent, and platforms that fail."""
    rep = tandem.at_teams()
    await rep.types("deal new")
    values = good(customer=TYPED, note=TYPED)
    await rep._search(values)
    with renamed(tandem.database):
        await rep.user.submit(rep.user.dialog, values)
        await rep.hears("Something broke here")
    tandem.slack.fail("chat.postMessage", times=2, kind="error", error="invalid_auth")
    tandem.teams.fail("send", times=2, kind="500")
    await tandem.manager.types(f"partner {TYPED}")


class renamed:  # noqa: N801  # read as a verb
    """The table of deals is elsewhere: what the driver then says quotes the values."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def __enter__(self) -> None:
        self._say("ALTER TABLE deals RENAME TO elsewhere")

    def __exit__(self, *_error: object) -> None:
        self._say("ALTER TABLE elsewhere RENAME TO deals")

    def _say(self, statement: str) -> None:
        with self.database.engine.begin() as connection:
            connection.execute(text(statement))


# --- what is found afterwards ---


def dump(database: Database) -> Iterator[tuple[str, str]]:
    """Every table as text; and SQLite's files byte by byte, with what was deleted."""
    with database.engine.connect() as connection:
        for table in inspect(connection).get_table_names():
            yield table, repr(connection.execute(text(f'SELECT * FROM "{table}"')).all())
    if database.sqlite:
        file = str(database.engine.url.database)
        for name in (file, f"{file}-wal"):
            yield name, Path(name).read_bytes().decode("latin-1")


@pytest.mark.parametrize("way", WAYS)
async def test_no_secret_and_nothing_typed_is_where_it_must_not_be(way, database_url, tmp_path):
    log = tmp_path / "log"
    async with watched(database_url, log, way) as tandem:
        await work(tandem)
        await come_in(tandem)
        await try_too_often(tandem)
        await install(tandem)
        await forge(tandem)
        await break_down(tandem)
        metrics = await tandem.metrics()
        found = dict(dump(tandem.database))
        secrets = tandem.seen

    assert TYPED in found["deals"], "the dump has what was typed, where it belongs"
    for name, rows in found.items():
        assert not [secret for secret in secrets if secret in rows], name
    told = log.read_text("utf-8") + metrics
    assert "dispatch.bug" in told, "the log has what went wrong"
    assert not [word for word in (*secrets, TYPED) if word in told]


def test_a_secret_that_is_kept_would_be_found(database):
    with database.write() as store:
        store.inbox.take("key", INSTALLED, at=datetime.now(UTC))

    assert [name for name, rows in dump(database) if INSTALLED in rows]


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with closing(Database(database_url)) as opened:
        yield opened
