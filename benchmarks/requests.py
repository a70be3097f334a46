"""What Slack sends, whole and signed before the clock runs; each request is another one (trigger, draft, customer)."""

import itertools
import json
import time
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from bot.slack.modals import modal
from domain.programme_text import read_programme
from tests.office import GOOD_DEAL, PROGRAMME
from tests.wire.payloads import SLACK_APP, SlackIdentity
from tests.wire.slack_doors import signed
from tests.wire.slack_fields import fields_of, filled
from views import deals_forms
from views.translator import translator

SECRET = "the-signing-secret-of-the-benchmark"
_NUMBER = "NUMBER0NUMBER"  # stands in a body where each request has a number of its own
_numbers = itertools.count(10_000_000)


def http(path: str, body: bytes, headers: dict[str, str]) -> bytes:
    """One POST as it goes over the wire."""
    lines = {
        "Host": "127.0.0.1",
        "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "Accept": "application/json,*/*",
        **headers,
        "Content-Length": str(len(body)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"POST {path} HTTP/1.1\r\n{head}\r\n".encode() + body


def many(path: str, template: bytes, count: int) -> list[bytes]:
    """So many of it, signed now, none like another in all this run."""
    at, made = int(time.time()), []
    for _ in range(count):
        body = template.replace(_NUMBER.encode(), b"%d" % next(_numbers))
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        made.append(http(path, body, {**form, **signed(SECRET, body, at)}))
    return made


def command(who: SlackIdentity, name: str, text: str, api: str) -> bytes:
    """A slash command in the conversation with the bot."""
    return urlencode({
        "token": "", "team_id": who.installed_in, "team_domain": who.installed_in.lower(),
        "channel_id": f"D{who.user[1:]}", "channel_name": "directmessage", "user_id": who.user,
        "user_name": "jan", "command": name, "text": text, "api_app_id": SLACK_APP,
        "is_enterprise_install": "false", "response_url": f"{api}response/{_NUMBER}",
        "trigger_id": f"{_NUMBER}.1.aaaa",
    }).encode()  # fmt: skip


def submission(who: SlackIdentity) -> bytes:
    """The deal form, filled in: with the whole view, as Slack sends it."""
    payload: dict[str, Any] = {
        "type": "view_submission", "token": "", "api_app_id": SLACK_APP, "enterprise": None,
        "is_enterprise_install": False, "team": {"id": who.team, "domain": who.domain},
        "user": {"id": who.user, "username": "max", "name": "max", "team_id": who.team},
        "trigger_id": f"{_NUMBER}.2.aaaa", "response_urls": [], "view": _filled_form(who),
    }  # fmt: skip
    return urlencode({"payload": json.dumps(payload)}).encode()


def _filled_form(who: SlackIdentity) -> dict[str, Any]:
    t, customer = translator("en", "Europe/Berlin"), f"Customer {_NUMBER} GmbH"
    given = {
        **GOOD_DEAL,
        "customer": customer,
        "currency": "EUR",
        "country": "DE",
        "close_on": (datetime.now(UTC) + timedelta(days=120)).date().isoformat(),
    }
    form = deals_forms.form(given, read_programme(PROGRAMME), t, draft=f"bench-{_NUMBER}")
    view = modal(form, close=t("cancel"))
    state: dict[str, dict[str, Any]] = {}
    for found in fields_of(view):
        value = given.get(found.block_id)
        state.setdefault(found.block_id, {})[found.action_id] = filled(found, value)
    return {
        **view, "id": "V0BENCH", "team_id": who.team, "state": {"values": state}, "hash": "1.aaaa",
        "previous_view_id": None, "root_view_id": "V0BENCH", "app_id": SLACK_APP, "external_id": "",
        "app_installed_team_id": who.installed_in, "bot_id": "B0BENCH", "clear_on_close": False,
    }  # fmt: skip
