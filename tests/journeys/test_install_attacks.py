"""Altered visits to the two addresses of an installation: none installs anything, none makes them stumble."""

import random
from collections.abc import Callable, Iterator
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, urlsplit

from bot.slack.oauth import COOKIE
from tests.journeys.forging import Request, answers, hundredth
from tests.journeys.pairs import in_soak_on_both
from tests.journeys.test_installing import House, a_house
from tests.wire.altering import altered
from tests.wire.slack_oauth import PUBLIC_URL, workspace

SPACES = bytes(range(33)) + b"\x7f"
"""What ends a line or a word of HTTP: it would be another request, not another visit."""


@in_soak_on_both
async def test_no_altered_visit_installs_anything(database_url: str, count: Callable[[int], int]):
    async with a_house(database_url) as house:
        house.clock.stop()  # an installation is to be finished within ten minutes, and the visits may take longer
        begun = [await begins(house) for _ in range(20)]

        found = await answers(house.url, visits(random.Random(20_002), begun, hundredth(count, 50_000)))

        assert set(found) <= {302, 400, 404, 405}
        assert found[302]
        assert found[400] > found.total() / 4
        assert not house.api.calls_of("oauth.v2.access")
        assert rows(house, "installations") == rows(house, "handshakes") == 0
        path, cookie = begun[0]
        assert await answers(house.url, [visit(path, cookie)]) == {200: 1}, "the true one still does"
        assert rows(house, "installations") == 1


async def begins(house: House) -> tuple[bytes, bytes]:
    """An installation that is allowed at Slack: the path that the browser then asks for, and its cookie."""
    async with house.browser.get(f"{house.url}/slack/install", allow_redirects=False) as answer:
        cookie = SimpleCookie(answer.headers["Set-Cookie"])[COOKIE].value
        path = house.api.authorize(answer.headers["Location"], workspace("T0NOWAK")).removeprefix(PUBLIC_URL)
    return path.encode(), cookie.encode()


def rows(house: House, table: str) -> int:
    with house.app.database.engine.connect() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())


def visit(path: bytes, cookie: bytes) -> Request:
    return Request(path.decode("latin-1"), [("Cookie", COOKIE.encode() + b"=" + cookie)], method="GET")


def visits(chance: random.Random, begun: list[tuple[bytes, bytes]], times: int) -> Iterator[Request]:
    """To begin, with whatever in the address; to come back, with another state or another cookie."""
    for _ in range(times):
        path, cookie = chance.choice(begun)
        match chance.randrange(4):
            case 0:
                yield visit(b"/slack/install?" + clean(altered(chance, path)), clean(altered(chance, cookie)))
            case 1:
                yield visit(path, other(chance, cookie))
            case 2:
                _, cookie = chance.choice([one for one in begun if one[1] != cookie])
                yield visit(path, cookie)
            case _:
                state = parse_qs(urlsplit(path.decode()).query)["state"][0].encode()
                yield visit(path.replace(state, other(chance, state)), cookie)


def other(chance: random.Random, octets: bytes) -> bytes:
    """Never the same, however it is read."""
    while not (found := clean(altered(chance, octets))) or b"%" in found or found == octets:
        continue
    return found


def clean(octets: bytes) -> bytes:
    return octets.translate(None, SPACES + b";#&")
