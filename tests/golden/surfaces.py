"""Every surface on which a card or a form can be shown, as the platforms get it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
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


@dataclass(frozen=True)
class AtTeams:
    """What is sent of a card, and the dialog of a card or a form."""

    messages: Sequence[Json]
    dialog: Json

    @property
    def cards(self) -> Sequence[Json]:
        """The Adaptive Card of each surface."""
        of_dialog = self.dialog["task"]["value"]["card"]["content"]
        return [*(message["attachments"][0]["content"] for message in self.messages), of_dialog]


def teams(shown: Shown) -> AtTeams:
    if isinstance(shown, Card):
        return AtTeams([cards.activity(shown)], dialogs.shown(shown))
    return AtTeams([], dialogs.dialog(shown))


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
