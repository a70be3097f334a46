"""Installing by a browser: only who began can finish, once, in time, for a workspace of the programme; tokens renew."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, quote, urlsplit

import aiohttp
import pytest
from aiohttp import web
from pydantic import SecretStr
from slack_sdk.web.async_client import AsyncWebClient

from bot.keys import Keys, new_key
from bot.slack import handshakes
from bot.slack.grants import Grants
from bot.slack.installed import EARLY, Installed
from bot.slack.manifest import scopes
from bot.slack.oauth import COOKIE, Installing
from domain.places import Platform
from storage.ids import digest
from storage.installations import Installation
from tests.office import Office, an_office
from tests.wire.server import Json
from tests.wire.slack_api import SlackApi
from tests.wire.slack_oauth import CALLBACK, CLIENT_ID, CLIENT_SECRET, PUBLIC_URL, organisation, workspace

SLACK = Platform.SLACK
KEYS = Keys(SecretStr(new_key()))
HOURS = timedelta(hours=1)


@dataclass
class Page:
    status: int
    text: str
    headers: Mapping[str, str]


@dataclass
class Begun:
    """What a browser has after /slack/install: where it was sent to, and its cookie."""

    address: str
    cookie: str

    @property
    def state(self) -> str:
        return parse_qs(urlsplit(self.address).query)["state"][0]


@dataclass
class Place:
    office: Office
    api: SlackApi
    grants: Grants
    session: aiohttp.ClientSession
    url: str

    async def get(self, path: str, cookie: str = "", method: str = "GET", **headers: str) -> Page:
        whole = {**headers, **({"Cookie": f"{COOKIE}={cookie}"} if cookie else {})}
        async with self.session.request(method, self.url + path, headers=whole, allow_redirects=False) as answer:
            return Page(answer.status, await answer.text(), answer.headers)

    async def begins(self, **headers: str) -> Begun:
        page = await self.get("/slack/install", **headers)
        assert page.status == 302, page.text
        return Begun(page.headers["Location"], SimpleCookie(page.headers["Set-Cookie"])[COOKIE].value)

    def allowed(self, begun: Begun, answer: Json) -> str:
        """The person presses Allow; the path that the browser then asks for."""
        return self.api.authorize(begun.address, answer).removeprefix(PUBLIC_URL)

    async def installs(self, answer: Json, **headers: str) -> Page:
        begun = await self.begins(**headers)
        return await self.get(self.allowed(begun, answer), begun.cookie, **headers)

    def rows(self) -> list[Installation]:
        with self.office.database.read() as store:
            found = (store.installations.get(SLACK, host) for host in ("T0NOWAK", "T0VENDOR", "T0OTHER", "E0", "E1"))
            return [row for row in found if row]

    def a_replica(self) -> Installed:
        return Installed(self.office.dispatch, KEYS, own=SecretStr(""), client=self.grants.client, grants=self.grants)

    async def token(self, of: Installed, host: str) -> str | None:
        found = of.of(host)
        return found if found is None or isinstance(found, str) else await found


@pytest.fixture
async def place(sqlite_url: str) -> AsyncIterator[Place]:
    async with a_place(sqlite_url) as place:
        yield place


@pytest.fixture
async def anywhere(database_url: str) -> AsyncIterator[Place]:
    """The same on either database, where what happens at once could differ."""
    async with a_place(database_url) as place:
        yield place


@asynccontextmanager
async def a_place(url: str) -> AsyncIterator[Place]:
    async with AsyncExitStack() as stack:
        office = await stack.enter_async_context(an_office(url))
        api = await stack.enter_async_context(SlackApi(tokens={}))
        session = await stack.enter_async_context(aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()))
        client = AsyncWebClient(base_url=api.base_url, session=session, retry_handlers=[])
        grants = Grants(client, api.base_url, CLIENT_ID, SecretStr(CLIENT_SECRET), PUBLIC_URL)
        installed = Installed(office.dispatch, KEYS, own=SecretStr(""), client=client, grants=grants)
        front = web.Application()
        Installing(office.dispatch, grants, KEYS, installed).add_to(front)
        runner = web.AppRunner(front, access_log=None)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield Place(office, api, grants, session, f"http://127.0.0.1:{runner.addresses[0][1]}")


async def test_a_workspace_of_the_programme_is_installed(place):
    page = await place.installs(workspace("T0NOWAK"))

    assert (page.status, "Tandem is installed" in page.text) == (200, True)
    [row] = place.rows()
    assert (row.host, row.bot_user, row.installed_by, row.enterprise) == ("T0NOWAK", "U07TANDEMBOT", "U0ADMIN", "")
    assert set(row.scopes.split(",")) == scopes().needed | scopes().optional
    assert "xoxb" not in row.token
    assert place.api.tokens[await place.token(place.a_replica(), "T0NOWAK") or ""] == "T0NOWAK"


async def test_the_browser_is_sent_to_slack_and_nowhere_else(place):
    begun = await place.begins(Host="evil.example", **{"X-Forwarded-Host": "evil.example"})
    asked = parse_qs(urlsplit(begun.address).query)

    assert begun.address.startswith(f"{place.api.url}/oauth/v2/authorize?")
    assert asked["redirect_uri"] == [CALLBACK]
    assert asked["scope"] == [",".join(sorted(scopes().needed | scopes().optional))]
    assert "evil" not in begun.address


async def test_what_is_in_the_address_sends_nobody_anywhere(place):
    begun = await place.begins()
    path = place.allowed(begun, workspace("T0NOWAK"))

    page = await place.get(f"{path}&redirect_uri=https://evil.example&next=//evil.example", begun.cookie)

    assert page.status == 200
    assert "Location" not in page.headers
    assert "evil" not in page.text


async def test_the_cookie_is_for_this_host_and_this_journey_alone(place):
    page = await place.get("/slack/install")

    cookie = page.headers["Set-Cookie"]
    for mark in ("__Host-", "Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=600"):
        assert mark in cookie
    assert "Domain" not in cookie


async def test_whoever_begins_leaves_nothing_and_the_database_holds_a_hash_of_what_finished(place):
    begun = await place.begins()
    assert not rows_of_handshakes(place)

    await place.get(place.allowed(begun, workspace("T0NOWAK")), begun.cookie)

    dump = rows_of_handshakes(place)
    assert dump
    assert begun.state not in dump
    assert begun.cookie not in dump


def rows_of_handshakes(place: Place) -> str:
    with place.office.database.engine.connect() as connection:
        return str(connection.exec_driver_sql("SELECT * FROM handshakes").all()).strip("[]")


async def test_an_honest_installer_finishes_however_many_others_begin(place, count):
    """Nothing is kept of those who begin: they use up no places."""
    mine = await place.begins()
    path = place.allowed(mine, workspace("T0NOWAK"))

    for _ in range(count(1_000)):
        await place.begins()

    assert (await place.get(path, mine.cookie)).status == 200
    assert len(place.rows()) == 1


async def test_a_key_that_is_exchanged_meanwhile_lets_an_installer_finish(place):
    old, new = new_key(), new_key()
    begun = handshakes.begin(Keys(SecretStr(old)), at=place.office.clock[0])

    both, later = Keys(SecretStr(f"{new},{old}")), Keys(SecretStr(new))

    assert handshakes.is_ours(begun, both, at=place.office.clock[0])
    assert not handshakes.is_ours(begun, later, at=place.office.clock[0])
    assert not handshakes.is_ours(begun, Keys(SecretStr("")), at=place.office.clock[0])


@pytest.mark.parametrize(
    ("language", "words"),
    [("pl-PL,pl;q=0.9", "Tandem jest zainstalowany"), ("de,pt-BR;q=0.8", "está instalado"), ("xx", "is installed")],
)
async def test_the_page_is_in_the_browsers_language_and_runs_nothing(place, language, words):
    page = await place.installs(workspace("T0NOWAK"), **{"Accept-Language": language})

    assert words in page.text
    assert "<script" not in page.text
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert page.headers["Cache-Control"] == "no-store"


@dataclass
class Trip:
    """What this browser began, what another one began, and the path that Slack sent this one to."""

    mine: Begun
    other: Begun
    path: str


Bend = Callable[[Trip], tuple[str, str]]
"""To the path and the cookie that come back."""


def _path(**query: str) -> str:
    return "/slack/oauth_redirect?" + "&".join(f"{name}={quote(value, safe='')}" for name, value in query.items())


def _later(state: str) -> str:
    number, since, signature = state.split(".")
    return f"{number}.{int(since) + 60}.{signature}"


def _code(path: str) -> str:
    return parse_qs(urlsplit(path).query)["code"][0]


FORGED: dict[str, Bend] = {
    "no cookie": lambda trip: (trip.path, ""),
    "another browser's cookie": lambda trip: (trip.path, trip.other.cookie),
    "a cookie of one's own": lambda trip: (trip.path, "A" * 43),
    "a cookie that goes on": lambda trip: (trip.path, trip.mine.cookie + "A"),
    "a cookie cut short": lambda trip: (trip.path, trip.mine.cookie[:-1]),
    "a cookie without end": lambda trip: (trip.path, trip.mine.cookie + "A" * 4000),
    "the cookie's hash": lambda trip: (trip.path, digest(trip.mine.cookie)),
    "the state as the cookie": lambda trip: (trip.path, trip.mine.state),
    "no state": lambda trip: (_path(code=_code(trip.path)), trip.mine.cookie),
    "an empty state": lambda trip: (_path(code=_code(trip.path), state=""), trip.mine.cookie),
    "another browser's state": lambda trip: (_path(code=_code(trip.path), state=trip.other.state), trip.mine.cookie),
    "a state of one's own": lambda trip: (_path(code=_code(trip.path), state="A" * 43), trip.mine.cookie),
    "the state in capitals": lambda trip: (
        _path(code=_code(trip.path), state=trip.mine.state.swapcase()),
        trip.mine.cookie,
    ),
    "the state and a blank": lambda trip: (_path(code=_code(trip.path), state=trip.mine.state + " "), trip.mine.cookie),
    "the state and a NUL": lambda trip: (_path(code=_code(trip.path), state=trip.mine.state + "\0"), trip.mine.cookie),
    "the state twice": lambda trip: (f"{trip.path}&state={trip.mine.state}", trip.mine.cookie),
    "two states, the wrong one first": lambda trip: (
        _path(state=trip.other.state) + trip.path.replace("/slack/oauth_redirect?", "&"),
        trip.mine.cookie,
    ),
    "a state without end": lambda trip: (_path(code=_code(trip.path), state="A" * 4000), trip.mine.cookie),
    "a later time in the state": lambda trip: (
        _path(code=_code(trip.path), state=_later(trip.mine.state)),
        trip.mine.cookie,
    ),
    "no signature": lambda trip: (
        _path(code=_code(trip.path), state=trip.mine.state.rpartition(".")[0] + "."),
        trip.mine.cookie,
    ),
    "a signature in letters of others": lambda trip: (
        _path(code=_code(trip.path), state=trip.mine.state[:-1] + "é"),
        trip.mine.cookie,
    ),
    "the state's hash": lambda trip: (_path(code=_code(trip.path), state=digest(trip.mine.state)), trip.mine.cookie),
    "both hashes": lambda trip: (
        _path(code=_code(trip.path), state=digest(trip.mine.state)),
        digest(trip.mine.cookie),
    ),
    "state and cookie changed over": lambda trip: (
        _path(code=_code(trip.path), state=trip.mine.cookie),
        trip.mine.state,
    ),
    "no code": lambda trip: (_path(state=trip.mine.state), trip.mine.cookie),
    "an empty code": lambda trip: (_path(code="", state=trip.mine.state), trip.mine.cookie),
    "a code of one's own": lambda trip: (_path(code="code-99", state=trip.mine.state), trip.mine.cookie),
    "two codes": lambda trip: (f"{trip.path}&code=code-99", trip.mine.cookie),
    "a code without end": lambda trip: (_path(code="A" * 4000, state=trip.mine.state), trip.mine.cookie),
    "an error beside the code": lambda trip: (f"{trip.path}&error=access_denied", trip.mine.cookie),
    "cancelled at Slack": lambda trip: (_path(error="access_denied", state=trip.mine.state), trip.mine.cookie),
}


@pytest.mark.parametrize("bend", FORGED.values(), ids=FORGED)
async def test_what_is_forged_installs_nothing_and_says_what_to_do(place, bend):
    mine, other = await place.begins(), await place.begins()
    path, cookie = bend(Trip(mine, other, place.allowed(mine, workspace("T0NOWAK"))))

    page = await place.get(path, cookie)

    assert not place.rows()
    assert page.status < 500 or page.status == 502
    assert "/slack/install" in page.text
    assert "Location" not in page.headers


@pytest.mark.parametrize("minutes", [10, 11, 60 * 24])
async def test_what_is_too_old_installs_nothing(place, minutes):
    begun = await place.begins()
    path = place.allowed(begun, workspace("T0NOWAK"))
    place.office.later(minutes=minutes)

    assert (await place.get(path, begun.cookie)).status == 400
    assert not place.rows()


async def test_a_state_is_good_once_whatever_came_of_it(place):
    begun = await place.begins()
    path = place.allowed(begun, workspace("T0NOWAK"))
    assert (await place.get(_path(error="access_denied", state=begun.state), begun.cookie)).status == 200

    assert (await place.get(path, begun.cookie)).status == 400
    assert not place.rows()


async def test_of_two_that_come_back_at_once_one_installs(anywhere):
    place = anywhere
    begun = await place.begins()
    path = place.allowed(begun, workspace("T0NOWAK"))

    pages = await asyncio.gather(*(place.get(path, begun.cookie) for _ in range(5)))

    assert sorted(page.status for page in pages) == [200, 400, 400, 400, 400]
    assert len(place.api.calls_of("oauth.v2.access")) == 1


@pytest.mark.parametrize("method", ["HEAD", "POST", "PUT"])
async def test_only_a_browsers_own_coming_back_counts(place, method):
    begun = await place.begins()

    assert (await place.get(place.allowed(begun, workspace("T0NOWAK")), begun.cookie, method)).status == 405
    assert not place.rows()


@pytest.mark.parametrize(
    "answer",
    [workspace("T0OTHER"), organisation("E0"), workspace("T0OTHER", enterprise="E0"), workspace("t0nowak")],
    ids=["a workspace", "an organisation", "a workspace of an organisation", "an id in other letters"],
)
async def test_a_workspace_that_the_programme_does_not_name_is_told_so_and_given_back(place, answer):
    page = await place.installs(answer)

    assert page.status == 403
    assert "not in the programme" in page.text
    assert ((answer["team"] or answer["enterprise"])["id"]) in page.text
    assert not place.rows()
    assert len(place.api.calls_of("auth.revoke")) == 1


@pytest.mark.parametrize(
    "answer",
    [
        {"team": None, "enterprise": None, "is_enterprise_install": False},
        {"team": {"id": "T0NOWAK"}, "enterprise": None, "is_enterprise_install": True},
        {**workspace("T0NOWAK"), "token_type": "user"},
        {**workspace("T0NOWAK"), "access_token": ""},
    ],
    ids=["nowhere", "an organisation without id", "a person's token", "no token"],
)
async def test_a_grant_that_is_none_is_not_kept(place, answer):
    begun = await place.begins()
    path = place.allowed(begun, workspace("T0NOWAK"))
    place.api.oauth.bent = {"access_token": "xoxb-1", **answer}

    assert (await place.get(path, begun.cookie)).status == 502
    assert not place.rows()


def names_an_organisation(place: Place) -> None:
    """The programme names E1 as the vendor's."""
    with place.office.database.write() as store:
        old = store.programme
        house = old.workspaces[0].model_copy(update={"platform": "slack", "tenant": "E1", "organisation": "vendor"})
        store.programmes.apply(
            old.model_copy(update={"workspaces": (*old.workspaces, house)}), at=place.office.clock[0]
        )


async def test_an_organisation_and_a_workspace_of_it_are_two_installations(place):
    names_an_organisation(place)
    for answer in (organisation("E1"), workspace("T0OTHER", enterprise="E1")):
        assert (await place.installs(answer)).status == 200

    replica = place.a_replica()
    tokens = {host: await place.token(replica, host) for host in ("E1", "T0OTHER", "T0NOWAK")}

    assert {place.api.tokens[token]: host for host, token in tokens.items() if token} == {
        "E1": "E1",
        "T0OTHER": "T0OTHER",
    }
    assert tokens["T0NOWAK"] is None


async def test_installed_again_it_has_the_newer_token(place):
    await place.installs(workspace("T0NOWAK"))
    replica = place.a_replica()
    old = await place.token(replica, "T0NOWAK")

    await place.installs(workspace("T0NOWAK"))
    await replica._look()

    assert await place.token(replica, "T0NOWAK") not in {None, old}
    assert len(place.rows()) == 1


# --- tokens that end ---


@pytest.fixture
async def rotating(anywhere: Place) -> Place:
    anywhere.api.oauth.rotates = True
    await anywhere.installs(workspace("T0NOWAK"))
    return anywhere


async def test_a_token_that_ends_soon_is_renewed_once_by_whichever_replica(rotating):
    replicas = [rotating.a_replica() for _ in range(4)]
    old = await rotating.token(replicas[0], "T0NOWAK")
    rotating.office.later(hours=12, minutes=-90)

    found = await asyncio.gather(*(rotating.token(replica, "T0NOWAK") for replica in replicas))
    for replica in replicas:
        await replica._look()
    later = {await rotating.token(replica, "T0NOWAK") for replica in replicas}

    assert rotating.api.oauth.refreshed == 1
    assert set(found) <= {old} | later
    assert len(later) == 1
    assert old not in later


async def test_the_token_of_an_organisation_is_renewed_where_a_workspace_of_it_needs_it(rotating):
    names_an_organisation(rotating)
    for answer in (organisation("E1"), workspace("T0OTHER", enterprise="E1")):
        assert (await rotating.installs(answer)).status == 200
    replica = rotating.a_replica()
    await replica.ended("T0OTHER", "app_uninstalled", rotating.office.clock[0])
    old = await rotating.token(replica, "T0OTHER")
    rotating.office.later(hours=12, minutes=-90)

    new = await rotating.token(replica, "T0OTHER")

    assert rotating.api.oauth.refreshed == 1
    assert new not in {None, old}
    assert await rotating.token(replica, "E1") == new


async def test_until_shortly_before_its_end_nothing_is_asked(rotating):
    replica = rotating.a_replica()
    rotating.office.later(hours=9)

    assert await rotating.token(replica, "T0NOWAK")
    assert rotating.api.oauth.refreshed == 0


async def test_while_slack_does_not_answer_the_old_token_is_used_and_it_is_tried_again(rotating):
    replica = rotating.a_replica()
    rotating.office.later(hours=11)
    rotating.api.fail("oauth.v2.access", kind="500", times=1)

    old = await rotating.token(replica, "T0NOWAK")
    assert old
    assert await rotating.token(replica, "T0NOWAK") == old
    assert len(rotating.api.calls_of("oauth.v2.access")) == 2  # the installation, and one try

    with rotating.office.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE installations SET lease = 0")  # half a minute later
    rotating.office.later(seconds=31)
    assert await rotating.token(replica, "T0NOWAK") not in {None, old}


async def test_a_refresh_token_that_slack_refuses_ends_the_installation_when_the_token_does(rotating):
    replica = rotating.a_replica()
    rotating.api.oauth.refresh.clear()
    rotating.office.later(hours=13)

    assert await rotating.token(replica, "T0NOWAK") is None

    [row] = rotating.rows()
    assert (row.disabled, row.reason, row.refresh_token) == (True, "invalid_refresh_token", "")


async def test_a_key_that_is_exchanged_meanwhile_costs_no_refresh_token(rotating):
    from bot.keys import rotate

    replica = rotating.a_replica()
    rotating.office.later(hours=11)
    rotating.api.fail("oauth.v2.access", kind="delay", seconds=0.3)
    asking = asyncio.create_task(rotating.token(replica, "T0NOWAK"))
    await rotating.api.until(lambda: len(rotating.api.calls_of("oauth.v2.access")) == 2)
    assert (await asyncio.to_thread(rotate, rotating.office.database, KEYS)).sealed == 1

    token = await asking

    [row] = rotating.rows()
    assert rotating.api.oauth.refreshed == 1
    assert KEYS.open(row.refresh_token, of=row, column="refresh_token") in rotating.api.oauth.refresh
    assert rotating.api.tokens[token or ""] == "T0NOWAK"
    assert row.expires_at is not None
    assert row.expires_at > rotating.office.clock[0] + EARLY
