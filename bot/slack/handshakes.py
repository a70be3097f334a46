"""Handshakes: installations that were begun in a browser. Nothing is kept of one, so that nobody can use them up."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.keys import Keys
from storage.ids import digest

LIFE = timedelta(minutes=10)


@dataclass(frozen=True)
class Handshake:
    """`state` goes to Slack and comes back, `browser` stays in a cookie."""

    state: str
    browser: str


def begin(keys: Keys, *, at: datetime) -> Handshake:
    """The state says when, and is signed together with the browser: it is worth nothing in another one."""
    number, browser = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    since = f"{number}.{int(at.timestamp())}"
    return Handshake(f"{since}.{keys.sign(_whole(since, browser))}", browser)


def is_ours(back: Handshake, keys: Keys, *, at: datetime) -> bool:
    """Whether this browser began it, less than LIFE ago. It may have come back before: storage/handshakes.py knows."""
    since, _, signature = back.state.rpartition(".")
    if not (back.state + back.browser).isascii():
        return False
    if not keys.has_signed(_whole(since, back.browser), signature):
        return False
    age = at.timestamp() - int(since.rpartition(".")[2])
    return age < LIFE.total_seconds()


def _whole(since: str, browser: str) -> str:
    return f"handshake\n{since}\n{digest(browser)}"
