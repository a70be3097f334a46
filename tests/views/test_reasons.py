"""Every reason that a messenger or the courier can give is a sentence that says what to do, in three languages."""

import ast

import pytest

from bot.carrying.fates import BUG
from bot.carrying.wording import NOT_LINKED
from bot.handing import MISSING
from bot.slack import messenger as slack
from bot.slack.tokens import LOST
from bot.teams import messenger as teams
from domain.announcements_followed import ACKNOWLEDGED, CANCELLED, PAUSED
from storage.copies import AT_DESK, CAPPED, DELETED, HELD, NAMELESS, NO_ACCOUNT_YET, RESTORED
from tests.conftest import HOUSE
from tests.house.test_words import messages
from views.reasons import KNOWN, why
from views.translator import translator
from views.vocabulary import plain

GIVEN = (
    slack._UNCERTAIN | slack._NO_TOKEN | slack._UNREACHABLE | slack._GONE | LOST | {slack.SHARED, *slack._LATER}
    | {*teams._REFUSALS.values(), *teams._STATUSES.values(), teams.SHARED}
    | {AT_DESK, BUG, CAPPED, DELETED, HELD, MISSING, NAMELESS, NOT_LINKED, NO_ACCOUNT_YET, RESTORED}
)  # fmt: skip


FILES = (
    "bot/carrying/delivery.py", "bot/carrying/fates.py", "bot/carrying/wording.py",
    "bot/slack/messenger.py", "bot/slack/uploads.py", "bot/teams/messenger.py",
)  # fmt: skip
NAMES = {
    "Refused", "Unreachable", "Paused", "Uncertain", "Gone", "Refusal", "_again", "_failed", "_doubt", "later",
}  # fmt: skip


def test_every_reason_in_the_messengers_tables_has_a_sentence():
    assert not GIVEN - KNOWN


def test_what_a_proxy_answers_in_place_of_slack_has_a_sentence():
    assert {"http-500", "http-502", "http-503", "http-504"} <= KNOWN


def raised() -> set[str]:
    """The reasons that stand where a messenger, or the courier, raises or notes them."""
    calls = [node for file in FILES for node in ast.walk(ast.parse((HOUSE / file).read_text("utf-8")))]
    given = [arg for call in calls if isinstance(call, ast.Call) and _name(call) in NAMES for arg in call.args]
    said = {arg.value for arg in given if isinstance(arg, ast.Constant) and isinstance(arg.value, str)}
    return {one for one in said if "." not in one}


def _name(call: ast.Call) -> str:
    return str(getattr(call.func, "id", getattr(call.func, "attr", "")))


def test_every_reason_that_the_code_names_has_a_sentence():
    assert len(raised()) > 10
    assert not raised() - KNOWN


@pytest.mark.parametrize("language", ["en", "pl", "pt-BR"])
def test_every_sentence_is_used_and_says_something(language):
    t = translator(language, "UTC")
    said = {plain(why(reason, t, failed=failed)) for reason in KNOWN for failed in (False, True)}
    elsewhere = {
        plain(t(reason))
        for reason in (
            *(PAUSED, CANCELLED, ACKNOWLEDGED, "request-decided"),
            *("training-reminder-over", "document-not-for-channel"),
        )
    }

    assert len(said - elsewhere) == len([name for name in messages(language) if name.startswith("reason-")]) - 1
    assert "a_new_code" in plain(why("a_new_code", t))


def test_what_has_failed_is_not_said_to_be_tried_again():
    t = translator("en", "UTC")
    assert not [
        reason
        for reason in sorted(KNOWN)
        if any(word in plain(why(reason, t, failed=True)) for word in ("is tried again", "Nobody knows yet"))
    ]
