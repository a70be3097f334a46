"""Forged requests against the whole application: none is let in, none makes it stumble, nothing changes."""

import asyncio
import base64
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.teams.guard import TeamsGuard
from bot.ticker import do_chores
from tests.handlers.worlds import dump
from tests.journeys.forging import Request, answers, hundredth
from tests.journeys.pairs import both, in_soak_on_both
from tests.journeys.slack_actor import SlackActor
from tests.journeys.teams_actor import TeamsActor
from tests.journeys.world import SLACK, TEAMS, World, good
from tests.wire.altering import altered
from tests.wire.connector_keys import SigningKey, claims_for
from tests.wire.payloads import SLACK_SECRET, TEAMS_APP
from tests.wire.server import Json
from tests.wire.slack_doors import Sent, encoded, signed

AFTERWARDS = 0.5
"""Seconds in which whatever follows an acknowledgement would be seen."""

pytestmark = [both, in_soak_on_both]


# --- Slack ---


async def everything_sent(world: World) -> list[Sent]:
    """A command, a submission, a press, a message and a file, as they really came."""
    partner, manager = await world.meets_at_slack("rep"), await world.meets_at_slack("manager")
    await partner.types("deal new")
    command = last(partner)
    await partner.fills(**good())
    submission = last(partner)
    await manager.hears("Kowalski")
    await manager.presses("Approve")
    await partner.hears("Approved: Kowalski")
    await partner.user.message("deal list")
    message = last(partner)
    await partner.user.drop(world.slack.share("people.csv", b"name,email"))
    return [command, submission, last(manager), message, last(partner)]


async def shortcuts_sent(world: World) -> list[Sent]:
    """What opens a form for whoever asks, however often."""
    partner = await world.meets_at_slack("rep")
    await partner.user.shortcut("deal-form")
    form = last(partner)
    await partner.user.message_shortcut("deal-from-message", "Huta Szkła, 5000 EUR")
    return [form, last(partner)]


def last(actor: SlackActor) -> Sent:
    assert actor.user.last
    sent: Sent = actor.user.last.sent
    return sent


def as_request(body: bytes, media: str, signature: Mapping[str, str]) -> Request:
    headers = {"Content-Type": media, **signature}
    return Request("/slack/events", [(name, value.encode()) for name, value in headers.items()], body)


def mutants(chance: random.Random, sent: Sequence[Sent], times: int) -> Iterator[Request]:
    """Each differs from what was signed in its body, its time or its signature."""
    for _ in range(times):
        body, media = encoded(chance.choice(sent))
        whole = as_request(body, media, signed(SLACK_SECRET, body, int(time.time())))
        yield _altered_body(chance, whole) if chance.random() < 0.5 else _altered_signature(chance, whole)


def _altered_body(chance: random.Random, whole: Request) -> Request:
    other = altered(chance, whole.body)
    return Request(whole.path, whole.headers, other if other != whole.body else other + b"&")


def _altered_signature(chance: random.Random, whole: Request) -> Request:
    media, *signature = whole.headers
    at = chance.randrange(2)
    name, value = signature[at]
    match chance.randrange(4):
        case 0:
            del signature[at]
        case 1:
            signature.append((name, value))
        case 2:
            signature[at] = (name, chance.choice([b"", b"0", b"v0=", b"\xc3\xa9", b"9" * 400, b"v0=" + b"f" * 64]))
        case _:
            place = chance.randrange(len(value))
            other = chance.choice([one for one in b"0123456789abcdefv=" if one != value[place]])
            signature[at] = (name, value[:place] + bytes([other]) + value[place + 1 :])
    return Request(whole.path, [media, *signature], whole.body)


async def nothing_comes_due(world: World) -> None:
    """However long it takes: the clock stands, and what it does each minute has been done."""
    await world.settles()
    at = world.clock()
    world.app.dispatch._clock = lambda: at
    await do_chores(world.app.dispatch)
    await world.settles()


async def test_no_mutant_of_a_signed_slack_request_is_let_in(world: World, count: Callable[[int], int]):
    sent = [*await everything_sent(world), *await shortcuts_sent(world)]
    await nothing_comes_due(world)
    before, calls = dump(world.app.database), len(world.slack.calls)

    found = await answers(world.url, mutants(random.Random(20_000), sent, hundredth(count, 200_000)))

    assert set(found) <= {400, 401}
    assert found[401] == found.total() or found[400] < found.total() / 10
    assert dump(world.app.database) == before
    assert len(world.slack.calls) == calls


async def test_a_copy_of_a_slack_request_has_no_effect_and_after_five_minutes_is_not_let_in(world: World):
    sent, now = await everything_sent(world), int(time.time())
    copies = [as_request(body, media, signed(SLACK_SECRET, body, now)) for body, media in map(encoded, sent)]
    await nothing_comes_due(world)
    before, calls = dump(world.app.database), len(world.slack.calls)

    assert await answers(world.url, copies * 3) == {200: 15}
    await asyncio.sleep(AFTERWARDS)
    assert dump(world.app.database) == before
    assert [call.method for call in world.slack.calls[calls:]] == []

    world.app.gateways[SLACK]._gateway._clock = lambda: time.time() + 301  # type: ignore[attr-defined]  # five minutes later
    assert await answers(world.url, copies * 3) == {401: 15}
    assert dump(world.app.database) == before


async def test_no_signed_slack_request_whatever_it_says_makes_it_stumble(world: World, count: Callable[[int], int]):
    chance, sent = random.Random(20_001), [*await everything_sent(world), *await shortcuts_sent(world)]
    bodies = [
        (altered(chance, body), media) for body, media in (encoded(chance.choice(sent)) for _ in range(count(2_000)))
    ]

    now = int(time.time())
    found = await answers(
        world.url, [as_request(body, media, signed(SLACK_SECRET, body, now)) for body, media in bodies]
    )

    assert set(found) <= {200, 400}
    assert found[400]


# --- Teams ---


def forgeries(chance: random.Random, world: World, bodies: Sequence[bytes], times: int) -> Iterator[Request]:
    """Tokens that Microsoft did not give, or not for this."""
    valid = world.teams.token()
    foreign = SigningKey(world.teams.key.kid, SigningKey.make().private)
    for _ in range(times):
        token = forged(chance, world, valid, foreign)
        headers = [("Content-Type", b"application/json"), ("Authorization", b"Bearer " + token)]
        yield Request("/api/messages", headers, chance.choice(bodies))


def forged(chance: random.Random, world: World, valid: str, foreign: SigningKey) -> bytes:
    header, says, signature = valid.split(".")
    match chance.randrange(6):
        case 0:
            place = chance.randrange(len(valid) - 1)  # not the last: a few bits of it say nothing
            other = chance.choice([one for one in "AZaz09-_" if one != valid[place]])
            return (valid[:place] + other + valid[place + 1 :]).encode()
        case 1:
            lie: Json = {
                chance.choice(["iss", "aud", "exp", "serviceurl"]): chance.choice(["", "x", -1, None, [], {}, True])
            }
            return f"{header}.{_packed(claims_for(TEAMS_APP, world.teams.service_url, lie))}.{signature}".encode()
        case 2:
            odd = {
                "alg": chance.choice(["none", "HS256", "RS256", "ES256", ""]),
                "kid": chance.choice(["", "x", 7, None]),
            }
            return f"{_packed(odd)}.{says}.{chance.choice([signature, ''])}".encode()
        case 3:
            return foreign.sign(claims_for(TEAMS_APP, world.teams.service_url, {})).encode()
        case 4:
            return world.teams.token(**chance.choice(WRONG)).encode()
        case _:
            octets = altered(chance, valid.encode()).translate(None, b"\r\n\0 \t")  # HTTP's own
            return octets if octets != valid.encode() else b"x"


CLAIMS = ("iss", "aud", "exp", "serviceurl")
WRONG: Sequence[Json] = [{"aud": "another"}, {"iss": "https://evil.example"}, {"exp": 1}, {"exp": None}]


def _packed(thing: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(thing).encode()).rstrip(b"=").decode()


async def test_no_forged_token_is_let_in_at_teams(world: World, count: Callable[[int], int]):
    bodies = [json.dumps(activity).encode() for activity in await everything_said(world)]
    await nothing_comes_due(world)
    before, calls = dump(world.app.database), len(world.teams.calls_of("send"))

    found = await answers(world.url, forgeries(random.Random(5_000), world, bodies, hundredth(count, 50_000)))

    assert set(found) <= {400, 401}
    assert found[401] > found[400]
    assert dump(world.app.database) == before
    assert len(world.teams.calls_of("send")) == calls


async def test_a_copy_of_what_teams_sent_has_no_effect_and_is_not_let_in_when_its_token_is_too_old(world: World):
    sent, token = await everything_said(world), world.teams.token()
    copies = [as_activity(json.dumps(activity).encode(), token) for activity in sent]
    await nothing_comes_due(world)
    before, calls = dump(world.app.database), len(world.teams.calls)

    assert await answers(world.url, copies * 3) == {200: 15}
    await asyncio.sleep(AFTERWARDS)
    assert dump(world.app.database) == before
    assert [call.method for call in world.teams.calls[calls:]] == []

    in_teams_guard(world)._clock = lambda: time.time() + 3600 + 301  # an hour, and the five minutes that clocks differ
    assert await answers(world.url, copies * 3) == {401: 15}
    assert dump(world.app.database) == before


async def everything_said(world: World) -> list[Json]:
    """A form, a submission, a press, a message and a file, as they really came."""
    partner, manager = await world.meets_at_teams("rep"), await world.meets_at_teams("manager")
    await partner.types("deal new")
    opened = last_of(partner)
    await partner.fills(**good())
    submission = last_of(partner)
    await manager.hears("Kowalski")
    await manager.presses("Approve")
    await partner.hears("Approved: Kowalski")
    await partner.user.say("deal list")
    message = last_of(partner)
    await partner.user.drop(world.teams.share("people.csv", b"name,email"))
    return [opened, submission, last_of(manager), message, last_of(partner)]


def last_of(actor: TeamsActor) -> Json:
    assert actor.user.last
    sent: Json = actor.user.last.sent
    return sent


def as_activity(body: bytes, token: str) -> Request:
    headers = [("Content-Type", b"application/json"), ("Authorization", f"Bearer {token}".encode())]
    return Request("/api/messages", headers, body)


def in_teams_guard(world: World) -> TeamsGuard:
    guard: TeamsGuard = world.app.gateways[TEAMS]._gateway._guard  # type: ignore[attr-defined]  # of TeamsDoor
    return guard


async def test_a_key_that_changes_amid_forgeries_fails_no_valid_request(world: World, count: Callable[[int], int]):
    """Unknown keys make us ask Microsoft as often as we ever do; a new one is published before it signs."""
    partner = await world.meets_at_teams("rep")
    body = json.dumps((await partner.user.say("help")).sent).encode()
    keys, ahead, statuses = in_teams_guard(world)._keys, [0], list[int]()
    keys._clock = lambda: time.time() + ahead[0]

    async def speaks() -> None:
        for times in range(count(300)):
            if times == count(100):
                world.teams.announce()
                ahead[0] += 61
            elif times == count(200):
                world.teams.rotate()
            statuses.append((await partner.user.say("help")).status)

    unknown = forgeries(random.Random(6_000), world, [body], count(5_000))
    found, _ = await asyncio.gather(answers(world.url, unknown), speaks())

    assert set(found) <= {400, 401}
    assert set(statuses) <= {200, 202}, Counter(statuses)
