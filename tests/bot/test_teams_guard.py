import asyncio
import base64
import hmac
import json
import random
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp
import jwt
import pytest
from aiohttp import web
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from structlog.testing import capture_logs

from bot.teams import guard as teams
from bot.teams.arrivals import read_turn
from bot.teams.guard import Accepted, Denied, LoopbackGuard, TeamsGuard, is_loopback, is_microsoft
from bot.teams.keys import FETCH_SECONDS
from tests.wire.altering import altered

APP = "6f1c2a34-9b1e-4c53-8d2f-0a7d1c5e9b10"
OURS = "11111111-aaaa-4bbb-8ccc-000000000001"
PARTNERS = "22222222-aaaa-4bbb-8ccc-000000000002"
CONNECTOR = "https://smba.trafficmanager.net/emea/"
HOUR = 3600

BAD_TOKEN = Denied(401, "no valid token")
MALFORMED = Denied(400, "malformed")
ELSEWHERE = Denied(401, "a token for another place")
STRANGER = Denied(401, "unknown tenant")
NOT_TEAMS = Denied(400, "not from Teams")

ACTIVITY = {
    "type": "message", "id": "1790000000000", "channelId": "msteams", "serviceUrl": CONNECTOR, "text": "Łódź",
    "from": {"id": "29:1", "aadObjectId": "a1"}, "recipient": {"id": f"28:{APP}"},
    "conversation": {"id": "a:1", "tenantId": OURS}, "channelData": {"tenant": {"id": OURS}},
}  # fmt: skip

KIDS = ("old", "new", "foreign")
PRIVATE = {kid: rsa.generate_private_key(public_exponent=65537, key_size=2048) for kid in KIDS}
RS256 = jwt.algorithms.RSAAlgorithm(jwt.algorithms.RSAAlgorithm.SHA256)


@dataclass
class Clock:
    now: float = 1_790_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Microsoft:
    """Plays login.botframework.com: what it publishes, how it fails, how often it was asked."""

    address: str = ""
    kids: Sequence[str] = ("old",)
    asked: int = 0
    broken: Callable[[], web.Response] | None = None
    hangs: asyncio.Event | None = None
    extra: Sequence[object] = ()
    endorsements: Sequence[str] | None = ("msteams", "skype")
    open_now: int = 0
    open_most: int = 0

    async def metadata(self, _: web.Request) -> web.Response:
        self.asked += 1
        self.open_now += 1
        self.open_most = max(self.open_most, self.open_now)
        try:
            if self.hangs is not None:
                await self.hangs.wait()
            await asyncio.sleep(0.01)
        finally:
            self.open_now -= 1
        if self.broken is not None:
            return self.broken()
        return web.json_response({"issuer": teams.ISSUER, "jwks_uri": f"{self.address}/keys"})

    async def keys(self, _: web.Request) -> web.Response:
        return web.json_response({"keys": [*self.extra, *(self._published(kid) for kid in self.kids)]})

    def _published(self, kid: str) -> Mapping[str, object]:
        key = jwt.algorithms.RSAAlgorithm.to_jwk(PRIVATE[kid].public_key(), as_dict=True)
        named = {} if self.endorsements is None else {"endorsements": list(self.endorsements)}
        return {**key, "kid": kid, "use": "sig", **named}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def microsoft() -> AsyncIterator[Microsoft]:
    played = Microsoft()
    app = web.Application()
    app.router.add_get("/openid", played.metadata)
    app.router.add_get("/keys", played.keys)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    played.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield played
    if played.hangs is not None:
        played.hangs.set()
    await runner.cleanup()


@pytest.fixture
async def guard(microsoft: Microsoft, clock: Clock) -> AsyncIterator[TeamsGuard]:
    async with aiohttp.ClientSession() as session:
        yield TeamsGuard(APP, {OURS}, session=lambda: session, clock=clock, metadata=f"{microsoft.address}/openid")


def claims(clock: Clock, **other: object) -> dict[str, Any]:
    now = int(clock())
    plain = {"iss": teams.ISSUER, "aud": APP, "serviceurl": CONNECTOR, "nbf": now, "exp": now + HOUR}
    return _without_none({**plain, **other})


def body(**other: object) -> bytes:
    return json.dumps(_without_none({**ACTIVITY, **other})).encode()


def _without_none(thing: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in thing.items() if value is not None}


def bearer(says: Mapping[str, Any], *, kid: object = "old", key: str = "old", **header: object) -> str:
    named = {"kid": kid, **header} if kid is not None else header
    return f"Bearer {_compact({'typ': 'JWT', 'alg': 'RS256', **named}, says, key)}"


def _compact(header: Mapping[str, object], says: object, key: str) -> str:
    signed = f"{_packed(json.dumps(header).encode())}.{_packed(json.dumps(says).encode())}"
    return f"{signed}.{_packed(RS256.sign(signed.encode(), PRIVATE[key]))}"


def _packed(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


# --- what the Connector sends ---


async def test_a_signed_activity_comes_through_already_read(guard, clock):
    assert await guard.check(bearer(claims(clock)), body()) == Accepted(ACTIVITY, OURS)


async def test_the_tenant_may_stand_in_either_place_and_in_any_case(guard, clock):
    valid = bearer(claims(clock))
    upper = {"tenant": {"id": OURS.upper()}}
    assert isinstance(await guard.check(valid, body(channelData=None)), Accepted)
    assert isinstance(await guard.check(valid, body(conversation={"id": "a:1"})), Accepted)
    verdict = await guard.check(valid, body(channelData=upper))
    assert isinstance(verdict, Accepted)
    assert verdict.tenant == OURS


async def test_a_tenant_that_joins_while_we_run_is_let_in(microsoft, clock):
    tenants = {OURS}
    async with aiohttp.ClientSession() as session:
        guard = TeamsGuard(APP, tenants, session=lambda: session, clock=clock, metadata=f"{microsoft.address}/openid")
        theirs = body(conversation={"id": "a:1", "tenantId": PARTNERS}, channelData=None)
        assert await guard.check(bearer(claims(clock)), theirs) == STRANGER
        tenants.add(PARTNERS)
        assert isinstance(await guard.check(bearer(claims(clock)), theirs), Accepted)


def test_without_an_app_id_there_is_no_guard():
    with pytest.raises(ValueError, match="app id"):
        TeamsGuard("", {OURS}, session=aiohttp.ClientSession, clock=Clock())


# --- forged tokens ---


@pytest.mark.parametrize(
    "authorization",
    [
        None, "", " ", "Bearer", "Bearer ", "Bearer  ", "Basic YTpi", "bearer a.b.c", "Bearer garbage", "Bearer a.b",
        "Bearer ...", "Bearer a.b.c.d", "Bearer e30.e30.e30", "Bearer é.é.é", "Bearer \udcff.\udcff.\udcff",
        "\0", "Bearer \0", "Bearer " + "." * 16_000, "Bearer " + "a" * 1_000_000,
        f"Bearer {_packed(b'[' * 9000)}.e30.e30", f"Bearer {_packed(b'[]')}.e30.e30",
        f"Bearer {_packed(b'null')}.e30.e30", f"Bearer {_packed(b'{')}.e30.e30",
    ],
)  # fmt: skip
async def test_what_is_no_token_is_denied_without_asking_anybody(guard, microsoft, authorization):
    assert await guard.check(authorization, body()) == BAD_TOKEN
    assert microsoft.asked == 0


@pytest.mark.parametrize(
    "other",
    [
        {"exp": None}, {"iss": None}, {"aud": None}, {"serviceurl": None}, {"serviceurl": 7},
        {"exp": 1_790_000_000 - 301}, {"exp": 0}, {"exp": "soon"}, {"exp": True}, {"exp": [1]}, {"exp": {}},
        {"exp": float("nan")}, {"exp": float("-inf")}, {"exp": "1" * 400}, {"exp": -(10**400)},
        {"nbf": 1_790_000_000 + 301}, {"nbf": 10**400}, {"nbf": "now"}, {"nbf": float("inf")},
        {"nbf": float("nan")}, {"aud": "another"}, {"aud": [APP]}, {"aud": [APP, "another"]}, {"aud": ""},
        {"aud": 7}, {"aud": f"{APP} "}, {"iss": "https://sts.windows.net/x/"}, {"iss": f"{teams.ISSUER}/"},
        {"iss": [teams.ISSUER]}, {"iss": 7}, {"sub": 7}, {"jti": 7},
    ],
)  # fmt: skip
async def test_a_token_that_says_something_else_is_denied(guard, clock, other):
    assert await guard.check(bearer(claims(clock, **other)), body()) == BAD_TOKEN


@pytest.mark.parametrize("seconds", [-299, 299])
async def test_five_minutes_of_difference_are_forgiven(guard, clock, seconds):
    late = claims(clock, exp=int(clock()) + seconds, nbf=int(clock()) + seconds)
    assert isinstance(await guard.check(bearer(late), body()), Accepted)


async def test_a_token_without_nbf_is_good(guard, clock):
    assert isinstance(await guard.check(bearer(claims(clock, nbf=None)), body()), Accepted)


@pytest.mark.parametrize("says", [[], "x", 7, None, {}])
async def test_signed_claims_that_are_no_claims_are_denied(guard, says):
    token = _compact({"alg": "RS256", "kid": "old"}, says, "old")
    assert await guard.check(f"Bearer {token}", body()) == BAD_TOKEN


@pytest.mark.parametrize(
    "header",
    [
        {"kid": None}, {"kid": 7}, {"kid": ["old"]}, {"kid": {"old": 1}}, {"kid": ""}, {"kid": "OLD"},
        {"kid": "old\0"}, {"kid": "../../old"}, {"kid": "' OR 1=1 --"}, {"kid": "x" * 5000}, {"kid": "\ud800"},
        {"alg": "none"}, {"alg": "None"}, {"alg": "HS256"}, {"alg": "RS512"}, {"alg": "PS256"},
        {"alg": None}, {"alg": ["RS256"]}, {"crit": ["b64"], "b64": False}, {"crit": "exp"},
    ],
)  # fmt: skip
async def test_a_header_of_another_kind_is_denied(guard, clock, header):
    assert await guard.check(bearer(claims(clock), **header), body()) == BAD_TOKEN


async def test_neither_no_signature_nor_one_with_the_public_key_is_enough(guard, clock):
    public = (
        PRIVATE["old"]
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    says = _packed(json.dumps(claims(clock)).encode())
    for alg in ("none", "HS256", "RS256"):
        start = f"{_packed(json.dumps({'alg': alg, 'kid': 'old'}).encode())}.{says}"
        shared = _packed(hmac.digest(public, start.encode(), "sha256"))
        assert await guard.check(f"Bearer {start}.", body()) == BAD_TOKEN
        assert await guard.check(f"Bearer {start}.{shared}", body()) == BAD_TOKEN


async def test_another_key_is_denied_whoever_it_says_it_is(guard, clock):
    own = jwt.algorithms.RSAAlgorithm.to_jwk(PRIVATE["foreign"].public_key(), as_dict=True)
    assert await guard.check(bearer(claims(clock), key="foreign"), body()) == BAD_TOKEN
    assert await guard.check(bearer(claims(clock), key="foreign", jwk=own), body()) == BAD_TOKEN
    injected = bearer(claims(clock), key="foreign", kid="foreign", jku="http://127.0.0.1:9/keys", x5u="x")
    assert await guard.check(injected, body()) == BAD_TOKEN


async def test_another_spelling_of_the_same_bytes_is_another_token(guard, clock):
    valid = bearer(claims(clock))
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    for letter in last.replace(valid[-1], ""):
        assert await guard.check(valid[:-1] + letter, body()) == BAD_TOKEN
    bare = valid.removeprefix("Bearer ")
    for other in (f"{valid}==", f"{valid} ", f"{valid}\n", valid.replace(".", ".\n", 1), bare):
        assert await guard.check(other, body()) == BAD_TOKEN


# --- a good token for something else ---


async def test_a_token_for_another_service_url_is_denied(guard, clock):
    elsewhere = body(serviceUrl="https://smba.trafficmanager.net/amer/")
    assert await guard.check(bearer(claims(clock)), elsewhere) == ELSEWHERE


@pytest.mark.parametrize("endorsements", [None, [], ["skype"], ["msteams2"]])
async def test_a_key_that_may_not_speak_for_teams_is_denied(guard, microsoft, clock, endorsements):
    microsoft.endorsements = endorsements
    assert await guard.check(bearer(claims(clock)), body()) == ELSEWHERE


@pytest.mark.parametrize(
    "place",
    [
        {"conversation": {"id": "a:1"}, "channelData": None},
        {"conversation": {"id": "a:1"}, "channelData": {}},
        {"conversation": {"id": "a:1"}, "channelData": {"tenant": None}},
        {"conversation": {"id": "a:1", "tenantId": ""}, "channelData": None},
        {"conversation": {"id": "a:1", "tenantId": PARTNERS}, "channelData": None},
        {"conversation": {"id": "a:1", "tenantId": PARTNERS}, "channelData": {"tenant": {"id": OURS}}},
        {"conversation": {"id": "a:1", "tenantId": OURS}, "channelData": {"tenant": {"id": PARTNERS}}},
    ],
)
async def test_another_tenant_none_or_two_are_denied(guard, clock, place):
    assert await guard.check(bearer(claims(clock)), body(**place)) == STRANGER


@pytest.mark.parametrize("channel", ["emulator", "webchat", "MSTEAMS", "msteams "])
async def test_another_channel_is_denied(guard, clock, channel):
    assert await guard.check(bearer(claims(clock)), body(channelId=channel)) == NOT_TEAMS


# --- the body ---


@pytest.mark.parametrize(
    "octets",
    [
        b"", b"[]", b"null", b"{}", b"{bad", b"\xff", b"[" * 50_000, b'{"a":' * 50_000, b'"x"',
        body(channelId=None), body(serviceUrl=None), body(type=None), body(conversation=None),
        body(**{"from": None}), body(channelId=""), body(channelId=7), body(type=["message"]),
        body(serviceUrl={}), body(conversation=[]), body(conversation={"id": 7}),
        body(conversation={"id": "a", "tenantId": 7}), body(channelData="x"), body(channelData={"tenant": "x"}),
        body(channelData={"tenant": {"id": ["x"]}}), body(text=7), body(id=7), body(name={}),
        body(**{"from": {"id": "29:1", "aadObjectId": 7}}), body(text="\0"), body(text="\ud800"),
        body(more=json.loads("[" * 64 + "]" * 64)),
    ],
)  # fmt: skip
async def test_a_body_that_is_no_activity_is_malformed(guard, clock, octets):
    assert await guard.check(bearer(claims(clock)), octets) == MALFORMED
    assert await guard.check(None, octets) == BAD_TOKEN


async def test_more_than_a_mebibyte_is_too_much(guard, clock):
    verdict = await guard.check(bearer(claims(clock)), body(text="x" * 1024 * 1024))
    assert isinstance(verdict, Denied)
    assert verdict.status == 413


# --- where our token may go ---


@pytest.mark.parametrize(
    "url",
    [
        CONNECTOR, "https://smba.trafficmanager.net", "https://smba.trafficmanager.net:443/teams/",
        "https://SMBA.trafficmanager.net/emea/", "https://smba.onyx.prod.teams.trafficmanager.net/",
        "https://smba.infra.gcc.teams.microsoft.com/teams", "https://msteams.botframework.com",
        f"https://smba.trafficmanager.net/amer/{OURS}/",
    ],
)  # fmt: skip
async def test_microsofts_hosts_are_known(guard, clock, url):
    assert is_microsoft(url)
    verdict = await guard.check(bearer(claims(clock, serviceurl=url)), body(serviceUrl=url))
    assert isinstance(verdict, Accepted)


@pytest.mark.parametrize(
    "url",
    [
        "", "x", "http://smba.trafficmanager.net/emea/", "https://trafficmanager.net/",
        "https://evil.trafficmanager.net", "https://smba.trafficmanager.net.evil.com/",
        "https://evilsmba.trafficmanager.net/", "https://botframework.com", "https://evilbotframework.com",
        "https://xteams.microsoft.com", "https://smba.trafficmanager.net@evil.com/",
        "https://evil.com#smba.trafficmanager.net", "https://evil.com?.botframework.com",
        "https://evil.com/.botframework.com", "https://evil.com\\.botframework.com",
        "https://evil.com\t.botframework.com",
        "https://smba.trafficmanager.net:8443/", "https://user:word@smba.trafficmanager.net/",
        "https://smba.trafficmanager.net\n", "https://smba.trafficmanager.net/\n", " https://smba.trafficmanager.net/",
        "https://smba。trafficmanager。net/", "https://ſmba.trafficmanager.net/", "https://127.0.0.1/",
        "https://[::1]/", "https://.botframework.com", "https://a..botframework.com", "//smba.trafficmanager.net/",
        "https://smba.trafficmanager.net/?x=https://evil.com", "https://smba.trafficmanager.net./", "HTTPS:/x",
        "http://127.0.0.1:3978/", "http://localhost:3978/", "https://smba%2etrafficmanager.net/",
    ],
)  # fmt: skip
async def test_no_other_host_is_taken_for_microsofts(guard, clock, url):
    assert not is_microsoft(url)
    verdict = await guard.check(bearer(claims(clock, serviceurl=url)), body(serviceUrl=url))
    assert verdict in (NOT_TEAMS, MALFORMED)


async def test_only_a_test_lets_this_machine_play_the_connector(microsoft, clock):
    here = "http://127.0.0.1:5555/"
    async with aiohttp.ClientSession() as session:
        guard = TeamsGuard(
            APP,
            {OURS},
            session=lambda: session,
            clock=clock,
            metadata=f"{microsoft.address}/openid",
            loopback=True,
        )
        verdict = await guard.check(bearer(claims(clock, serviceurl=here)), body(serviceUrl=here))
    assert isinstance(verdict, Accepted)


# --- the demo's guard ---


@pytest.mark.parametrize("url", ["http://localhost:56150", "http://127.0.0.1:3978/", "https://[::1]:1/v3"])
async def test_the_demo_lets_in_a_client_on_this_machine_without_a_token(url):
    assert is_loopback(url)
    assert isinstance(await LoopbackGuard(OURS).check(None, body(serviceUrl=url)), Accepted)


@pytest.mark.parametrize(
    "made_up",
    [
        {"channelId": "emulator", "channelData": None, "conversation": {"id": "c"}, "from": {"id": "u-1"}},
        {"channelData": {"tenant": {"id": "0" * 35}}, "conversation": {"id": "c", "tenantId": "0" * 35}},
        {"channelData": {"tenant": None}, "conversation": {"id": "c", "conversationType": "personal"}},
    ],
)
async def test_in_the_demo_whoever_uses_a_test_client_is_somebody_of_its_own_tenant_in_a_chat_with_tandem(made_up):
    verdict = await LoopbackGuard(OURS).check(None, body(serviceUrl="http://localhost:56150", text="help", **made_up))
    assert isinstance(verdict, Accepted)
    turn = read_turn(verdict)

    assert turn is not None
    assert turn.private
    assert turn.arrival.known.identity.tenant == turn.arrival.known.host == turn.arrival.place.tenant == OURS


@pytest.mark.parametrize(
    "url",
    [CONNECTOR, "http://localhost.evil.com/", "http://127.0.0.1@evil.com/", "http://127.0.0.2:1/",
     "http://10.0.0.1/", "http://localhost:1/?", "ftp://localhost/", "http://localhost:1#@evil.com"],
)  # fmt: skip
async def test_the_demo_answers_nobody_elsewhere(url):
    assert await LoopbackGuard(OURS).check(None, body(serviceUrl=url)) == Denied(400, "not from this machine")


@pytest.mark.parametrize("octets", [b"", b"[]", b"[" * 50_000, body(type=None), body(channelId="slack")])
async def test_the_demo_reads_the_body_as_strictly(octets):
    verdict = await LoopbackGuard(OURS).check("Bearer x", octets)
    assert isinstance(verdict, Denied)
    assert verdict.status == 400


# --- keys ---


async def test_keys_are_fetched_once_however_many_ask_at_once(guard, microsoft, clock):
    verdicts = await asyncio.gather(*(guard.check(bearer(claims(clock)), body()) for _ in range(50)))
    assert all(isinstance(verdict, Accepted) for verdict in verdicts)
    assert microsoft.asked == 1


async def test_a_rotation_fails_no_valid_request(guard, microsoft, clock):
    verdicts = []
    for turn in range(60):
        clock.now += 30
        if turn == 20:
            microsoft.kids = ("old", "new")
        if turn == 40:
            microsoft.kids = ("new",)
        kid = "old" if turn < 20 else "new"
        verdicts += await asyncio.gather(
            *(guard.check(bearer(claims(clock), kid=kid, key=kid), body()) for _ in range(5))
        )
    assert all(isinstance(verdict, Accepted) for verdict in verdicts)
    assert microsoft.asked == 2


async def test_unknown_keys_make_us_ask_once_a_minute_at_most(guard, microsoft, clock):
    await guard.check(bearer(claims(clock)), body())
    for number in range(120):
        clock.now += 1
        assert await guard.check(bearer(claims(clock), kid=f"k{number}"), body()) == BAD_TOKEN
    assert microsoft.asked == 3
    assert microsoft.open_most == 1


async def test_day_old_keys_are_renewed_without_making_anybody_wait(guard, microsoft, clock):
    await guard.check(bearer(claims(clock)), body())
    clock.now += 24 * HOUR + 1
    microsoft.kids = ("new",)
    microsoft.hangs = asyncio.Event()
    assert isinstance(await guard.check(bearer(claims(clock)), body()), Accepted)
    microsoft.hangs.set()
    await _until(lambda: "new" in guard._keys._keys)
    assert await guard.check(bearer(claims(clock)), body()) == BAD_TOKEN
    assert isinstance(await guard.check(bearer(claims(clock), kid="new", key="new"), body()), Accepted)


FAULTS = [
    lambda: web.Response(status=500),
    lambda: web.Response(status=404),
    lambda: web.Response(status=302, headers={"Location": "http://127.0.0.1:9/"}),
    lambda: web.Response(text="<html>"),
    lambda: web.Response(body=b"\xff"),
    lambda: web.Response(text="[" * 50_000),
    lambda: web.json_response([]),
    lambda: web.json_response({}),
    lambda: web.json_response({"jwks_uri": None}),
    lambda: web.json_response({"jwks_uri": "nowhere"}),
    lambda: web.json_response({"jwks_uri": "http://127.0.0.1:9/"}),
]


@pytest.mark.parametrize("fault", FAULTS)
async def test_the_last_good_keys_outlive_an_outage(guard, microsoft, clock, fault):
    await guard.check(bearer(claims(clock)), body())
    microsoft.broken = fault
    for _ in range(4):
        clock.now += 24 * HOUR
        assert isinstance(await guard.check(bearer(claims(clock)), body()), Accepted)
        assert await guard.check(bearer(claims(clock), kid="new", key="new"), body()) == BAD_TOKEN
    microsoft.broken, microsoft.kids = None, ("new",)
    clock.now += 60
    assert isinstance(await guard.check(bearer(claims(clock), kid="new", key="new"), body()), Accepted)


@pytest.mark.parametrize("fault", FAULTS)
async def test_without_any_key_nobody_gets_in_and_soon_after_everybody_does(guard, microsoft, clock, fault):
    microsoft.broken = fault
    valid = bearer(claims(clock))
    with capture_logs() as logs:
        assert await guard.check(valid, body()) == BAD_TOKEN
        assert await guard.check(valid, body()) == BAD_TOKEN
    assert [line["event"] for line in logs] == ["teams-keys-unavailable"]
    assert set(logs[0]) == {"event", "log_level", "error", "kept"}
    microsoft.broken = None
    clock.now += 5
    assert isinstance(await guard.check(valid, body()), Accepted)


async def test_a_server_that_is_not_there_is_an_outage_too(clock):
    async with aiohttp.ClientSession() as session:
        nowhere = "http://127.0.0.1:9/openid"
        guard = TeamsGuard(APP, {OURS}, session=lambda: session, clock=clock, metadata=nowhere)
        assert await guard.check(bearer(claims(clock)), body()) == BAD_TOKEN
    clock.now += HOUR
    assert await guard.check(bearer(claims(clock)), body()) == BAD_TOKEN  # the session is closed now


async def test_strange_keys_among_them_harm_nobody(guard, microsoft, clock):
    microsoft.extra = [
        None, 7, [], {}, {"kty": "RSA"}, {"kty": "RSA", "kid": "k"}, {"kty": "RSA", "kid": 7},
        {"kty": "RSA", "kid": "odd", "n": "!", "e": "AQAB"}, {"kty": "RSA", "kid": "zero", "n": "AA", "e": "AA"},
        {"kty": "EC", "kid": "old"}, {"kty": "oct", "kid": "old", "k": "YQ"},
    ]  # fmt: skip
    assert isinstance(await guard.check(bearer(claims(clock)), body()), Accepted)


async def test_a_server_that_hangs_stops_neither_the_loop_nor_those_with_a_known_key(guard, microsoft, clock):
    await guard.check(bearer(claims(clock)), body())
    microsoft.hangs = asyncio.Event()
    clock.now += HOUR
    began = time.monotonic()
    waiting = asyncio.create_task(guard.check(bearer(claims(clock), kid="new", key="new"), body()))
    beats = 0
    while not waiting.done():
        await asyncio.sleep(0.01)
        assert isinstance(await guard.check(bearer(claims(clock)), body()), Accepted)
        beats += 1
    assert await waiting == BAD_TOKEN
    assert time.monotonic() - began > FETCH_SECONDS - 0.5
    assert beats > 20


async def test_whoever_hangs_up_while_keys_are_fetched_takes_nobody_along(guard, microsoft, clock):
    microsoft.hangs = asyncio.Event()
    first, second = (asyncio.create_task(guard.check(bearer(claims(clock)), body())) for _ in range(2))
    await _until(lambda: microsoft.asked == 1)
    first.cancel()
    microsoft.hangs.set()
    assert isinstance(await second, Accepted)
    assert first.cancelled() or first.cancelling()


async def _until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not true():  # noqa: ASYNC110 - what is waited for is not ours
            await asyncio.sleep(0.01)


# --- mutants ---


async def test_no_mutant_of_a_valid_token_gets_in(guard, microsoft, clock, count: Callable[[int], int]):
    chance = random.Random(5_000)
    valid = bearer(claims(clock))
    for number in range(count(5_000)):
        mutant = _mutant(chance, clock, valid)
        if mutant == valid:
            continue
        verdict = await guard.check(mutant, body())
        assert isinstance(verdict, Denied), mutant
        assert verdict.status == 401
        if number % 50 == 0:
            clock.now += 61
            microsoft.kids = ("new",) if microsoft.kids == ("old",) else ("old",)
            kid = microsoft.kids[0]
            fresh = bearer(claims(clock), kid=kid, key=kid)
            assert isinstance(await guard.check(fresh, body()), Accepted)
            valid = fresh


async def test_no_mutant_of_a_valid_activity_raises(guard, clock, count: Callable[[int], int]):
    chance = random.Random(5_001)
    valid = bearer(claims(clock))
    for _ in range(count(5_000)):
        verdict = await guard.check(valid, altered(chance, body()))
        assert isinstance(verdict, Accepted) or verdict.status in {400, 401}
        if isinstance(verdict, Accepted):
            assert verdict.tenant == OURS
            assert verdict.activity["serviceUrl"] == CONNECTOR


def _mutant(chance: random.Random, clock: Clock, valid: str) -> str:
    scheme, _, compact = valid.partition(" ")
    header, says, signature = compact.split(".")
    match chance.randrange(7):
        case 0:
            return altered(chance, valid.encode()).decode("utf-8", "surrogateescape")
        case 1:
            lie = claims(clock, **{chance.choice(["exp", "aud", "iss", "serviceurl"]): chance.choice(JUNK)})
            return f"{scheme} {header}.{_packed(json.dumps(lie).encode())}.{signature}"
        case 2:
            odd = {"alg": "RS256", "kid": "old", chance.choice(["alg", "kid", "crit"]): chance.choice(JUNK)}
            return f"{scheme} {_packed(json.dumps(odd).encode())}.{says}.{signature}"
        case 3:
            kid = chance.choice(["old", "new", "foreign"])
            return bearer(claims(clock), kid=kid, key="foreign", alg=chance.choice(["RS256", "none", "HS256"]))
        case 4:
            parts = [header, says, signature]
            chance.shuffle(parts)
            return f"{scheme} {'.'.join(parts[: chance.randrange(4)])}"
        case 5:
            octets = base64.urlsafe_b64decode(says + "==")
            return f"{scheme} {header}.{_packed(altered(chance, octets))}.{signature}"
        case _:
            return bearer(claims(clock, **{chance.choice(["aud", "iss"]): chance.choice(JUNK)}))


JUNK: Sequence[Any] = ["", "x", "é\0", -1, 1e308, float("nan"), True, [], {}, [APP], "\ud800", "none", "HS256"]
