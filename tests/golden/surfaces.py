"""Every surface on which a card or a form can be shown, as the platforms get it."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, assert_never

from bot.slack import answers, blocks, modals
from bot.teams import cards, dialogs
from bot.web import forms, pages
from bot.web.pages import Labels
from tests.gallery import Shown
from views.translator import Translator
from views.vocabulary import Card, Form

Json = Mapping[str, Any]
PLATFORMS = ("slack", "teams", "web")


def slack_messages(shown: Shown, t: Translator) -> Iterator[Json]:
    """A card; for a form the way to it, where Slack gives no trigger to open it at once."""
    match shown:
        case Card():
            yield blocks.message(shown)
        case Form():
            yield from (answers.opener(view, t) for view in slack_views(shown, t))
        case _:
            assert_never(shown)


def slack_views(shown: Shown, t: Translator) -> Iterator[Json]:
    """A card in a modal and in App Home; a form in a modal."""
    match shown:
        case Card():
            yield modals.shown(shown, close=t("close"))
            yield modals.home([shown])
        case Form():
            yield modals.modal(shown, close=t("cancel"))
        case _:
            assert_never(shown)


def teams_message(shown: Shown) -> Iterator[Json]:
    if isinstance(shown, Card):
        yield cards.activity(shown)


def teams_dialog(shown: Shown) -> Json:
    return dialogs.shown(shown) if isinstance(shown, Card) else dialogs.dialog(shown)


def teams_cards(shown: Shown) -> Iterator[Json]:
    """The Adaptive Card of each surface."""
    for activity in teams_message(shown):
        yield activity["attachments"][0]["content"]
    yield teams_dialog(shown)["task"]["value"]["card"]["content"]


def web(shown: Shown, t: Translator) -> str:
    labels = Labels.spoken(t.plain)
    match shown:
        case Card():
            return pages.card(shown, labels)
        case Form():
            return forms.form(shown, labels, {"as": "jan"})
        case _:
            assert_never(shown)


def web_labels(t: Translator) -> Mapping[str, str]:
    """What the page says around cards and forms."""
    labels = Labels.spoken(t.plain)
    return {one.name: getattr(labels, one.name) for one in fields(labels)}
