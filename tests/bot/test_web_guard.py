import random
from collections.abc import Callable

import pytest
from multidict import CIMultiDict

from bot.web.guard import HEADERS, new_session, objection, token_for, token_matches

HERE = {"Host": "localhost:8080"}
OURS = {**HERE, "Origin": "http://localhost:8080"}
KEY = b"made when the process started"


def ask(method: str, headers, *, remote: str | None = "127.0.0.1", port: int = 8080) -> str | None:
    return objection(method, headers, remote=remote, port=port)


# --- who may look ---


@pytest.mark.parametrize("host", ["localhost:8080", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST:8080"])
@pytest.mark.parametrize("remote", ["127.0.0.1", "::1"])
def test_a_browser_on_this_machine_may_look(host, remote):
    assert ask("GET", {"Host": host}, remote=remote) is None


def test_on_port_80_the_port_may_be_left_out():
    assert ask("GET", {"Host": "localhost"}, port=80) is None
    assert ask("GET", {"Host": "localhost"}) == "under another name"


@pytest.mark.parametrize("remote", [None, "", "10.0.0.7", "192.168.1.2", "2001:db8::1", "0.0.0.0", "local", "\udcff"])
def test_nobody_elsewhere_may_look(remote):
    assert ask("GET", HERE, remote=remote) == "not from this machine"


@pytest.mark.parametrize(
    "host",
    ["", "evil.com", "evil.com:8080", "localhost:8081", "localhost", "localhost.:8080", "localhost.evil.com:8080",
     "127.0.0.1", "127.0.0.2:8080", "0.0.0.0:8080", "[::]:8080", "::1:8080", "x@localhost:8080", "localhost:08080",
     "localhost:8080 ", "localhost:8080,evil.com", "\udcff"],
)  # fmt: skip
def test_a_name_that_leads_here_by_a_trick_is_refused(host):
    assert ask("GET", {"Host": host}) == "under another name"


def test_no_host_or_two_are_refused():
    assert ask("GET", {}) == "under another name"
    assert ask("GET", CIMultiDict([("Host", "localhost:8080"), ("Host", "localhost:8080")])) == "under another name"


@pytest.mark.parametrize(
    "name", ["Forwarded", "X-Forwarded-For", "x-forwarded-host", "X-FORWARDED-PROTO", "Via", "X-Real-IP"]
)
def test_what_came_through_a_proxy_is_refused(name):
    assert ask("GET", {**HERE, name: "127.0.0.1"}) == "through a proxy"


# --- who may change something ---


@pytest.mark.parametrize(
    "witness",
    [
        {"Origin": "http://localhost:8080"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost:8080"},
        {"Referer": "http://localhost:8080/chat"},
    ],
)
def test_our_own_page_may_post(witness):
    assert ask("POST", {**HERE, **witness}) is None


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "post", "get", ""])
@pytest.mark.parametrize(
    "witness",
    [
        {},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://evil.com"},
        {"Origin": "https://localhost:8080"},
        {"Origin": "http://localhost:8081"},
        {"Origin": "http://127.0.0.1:8080"},
        {"Origin": "http://localhost:8080/"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost:8080"},
        {"Referer": "http://evil.com/http://localhost:8080/"},
        {"Referer": "http://localhost:8080.evil.com/"},
        {"Referer": "http://localhost:8080@evil.com/"},
        {"Origin": "http://evil.com", "Referer": "http://localhost:8080/chat"},
    ],
)
def test_no_other_page_may_post(method, witness):
    assert ask(method, {**HERE, **witness}) == "from another page"


def test_two_origins_are_none():
    headers = CIMultiDict(OURS)
    headers.add("Origin", "http://localhost:8080")
    assert ask("POST", headers) == "from another page"


# --- forms ---


def test_a_form_carries_the_token_of_its_session():
    session = new_session()
    assert token_matches(session, token_for(session, key=KEY), key=KEY)


def test_no_other_sessions_token_matches_nor_one_from_before_the_restart():
    session = new_session()
    for other in (token_for(new_session(), key=KEY), token_for(session, key=b"another"), "", session, "é", "\udcff\0"):
        assert not token_matches(session, other, key=KEY)


@pytest.mark.parametrize("session", ["é", "\udcff", "\0", "x" * 100_000])
def test_whatever_cookie_a_browser_sends_is_no_error(session):
    assert not token_matches(session, "0" * 64, key=KEY)


def test_without_a_session_nothing_matches():
    assert not token_matches("", token_for("", key=KEY), key=KEY)


def test_sessions_are_never_the_same():
    assert len({new_session() for _ in range(1000)}) == 1000


def test_a_changed_letter_is_another_token(count: Callable[[int], int]):
    chance = random.Random(7)
    session = new_session()
    token = token_for(session, key=KEY)
    for _ in range(count(2_000)):
        at = chance.randrange(len(token))
        mutant = token[:at] + chr(chance.randrange(0x3000)) + token[at + 1 :]
        assert token_matches(session, mutant, key=KEY) == (mutant == token)


# --- what every answer carries ---


def test_pages_load_nothing_from_elsewhere_and_stand_in_no_frame():
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert HEADERS["X-Content-Type-Options"] == "nosniff"
    # "no-referrer" would make browsers send "Origin: null" with our own forms, which we refuse.
    assert HEADERS["Referrer-Policy"] == "same-origin"
