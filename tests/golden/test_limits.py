"""Every example is valid on every platform, with usual values and with the longest, and our own words fit uncut."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from bot.slack import answers, blocks
from bot.teams import cards
from domain.deals import State
from tests.bot import teams_limits, web_checks
from tests.bot.slack_limits import assert_message, assert_view, texts, walk
from tests.bot.teams_limits import buttons_of, marked_texts, parts_of
from tests.conftest import SOAK
from tests.filling import PATTERNS, Filling, longest
from tests.gallery import EXAMPLES, Example, Shown
from tests.golden import surfaces
from tests.wire.schemas import card_faults
from views import approvals, common, deals, deals_facts, deals_history, deals_told, imports, partners, people, rest
from views.translator import LANGUAGES, Translator, translator
from views.vocabulary import Button, Buttons, Card, Choice, Form, Note, Rows, Words, plain

Json = Mapping[str, Any]

VIEW = 24  # docs.slack.dev/reference/views: title, submit and close
ON_A_BUTTON = 30  # what a phone shows of a button, and Slack's confirm and deny
FULL = [
    (language, full)
    for turn, full in enumerate(("usual", *PATTERNS))
    for number, language in enumerate(LANGUAGES)
    if os.environ.get(SOAK) or full == "usual" or number == turn % len(LANGUAGES)
]
"""In `make test` what is long is shown in one language, by turns."""
SHOWN_IN_A_MODAL = {
    *(common.problem, deals.kept, deals.listing, approvals.waiting, people.door),
    imports.unknown,
    *(people.code, people.settings_saved, people.help_card, partners.directory),
}
"""Cards that may come where a modal is open, as far as their titles hold no values."""


def filling(full: str, language: str) -> Filling:
    t = translator(language, "Europe/Warsaw")
    # 200 lines of history cost most and are cut alike whatever they hold: once will do.
    lines = 200 if (full, language) == ("polish", "pl") else 12
    return Filling(t) if full == "usual" else longest(PATTERNS[full], t, lines=lines)


def examples(full: str, language: str) -> Iterator[tuple[Shown, Translator]]:
    filled = filling(full, language)
    return ((example.shown(filled), filled.t) for example in EXAMPLES.values())


# --- valid, whatever it holds ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_is_valid_against_the_schemas(language, schemas, count):
    """Schemas know structure, not words: in `make test` each example is looked at in one language, by turns."""
    turns = 1 if count(10) == 10 else len(LANGUAGES)
    for shown, t in islice(examples("usual", language), LANGUAGES.index(language) % turns, None, turns):
        _assert_slack(shown, t, schemas)
        _assert_teams(shown)
        for card in surfaces.teams(shown).cards:
            assert card_faults(schemas, card) == []


@pytest.mark.parametrize("full", PATTERNS)
def test_the_longest_values_are_valid_against_the_schemas(full, schemas, count):
    """Schemas know structure, not lengths: in `make test` a few examples will do."""
    for shown, t in islice(examples(full, "pl"), 0, None, 10 // count(10)):
        _assert_slack(shown, t, schemas)
        for card in surfaces.teams(shown).cards:
            assert card_faults(schemas, card) == []


@pytest.mark.parametrize(("language", "full"), FULL)
def test_slack_takes_every_example(language, full):
    for shown, t in examples(full, language):
        _assert_slack(shown, t)


def _assert_slack(shown: Shown, t: Translator, schemas: Path | None = None) -> None:
    for message in surfaces.slack_messages(shown, t):
        assert_message(message, schemas)
    for view in surfaces.slack_views(shown, t):
        assert_view(view, schemas)


@pytest.mark.parametrize("language", LANGUAGES)
def test_slack_takes_what_stands_while_one_waits(language, schemas):
    t = translator(language, "Europe/Warsaw")

    assert_view(answers.waiting_view(t), schemas)
    assert_view(answers.saving_view(t), schemas)


@pytest.mark.parametrize(("language", "full"), FULL)
def test_teams_takes_every_example(language, full):
    for shown, _ in examples(full, language):
        _assert_teams(shown)


def _assert_teams(shown: Shown) -> None:
    teams = surfaces.teams(shown)
    for activity in teams.messages:
        assert 0 < len(activity["summary"]) <= 500
        assert teams_limits.size_of(activity) <= 100 * 1024
    assert 0 < len(teams.dialog["task"]["value"]["title"]) <= 64
    for card in teams.cards:
        assert card["fallbackText"].strip()
        assert teams_limits.size_of(card) <= teams_limits.CARD_BYTES
        assert all(text.strip() for text in marked_texts(card))
        for part in parts_of(card):
            teams_limits._assert_part(part)
        names = [part["id"] for part in parts_of(card) if "id" in part]
        assert len(names) == len(set(names))


@pytest.mark.parametrize(("language", "full"), FULL)
def test_the_web_shows_every_example(language, full):
    for shown, t in examples(full, language):
        html = surfaces.web(shown, t)
        assert not web_checks.unlabelled(html)
        assert not web_checks.dangling(html)
        assert not _empty(html)


def test_a_long_history_of_the_longest_words_is_read_to_its_end_a_press_at_a_time():
    t = translator("pl", "Europe/Warsaw")
    filled = longest(PATTERNS["polish"], t, lines=100)
    lines = tuple(Note(deals_facts.happened(line, t)) for line in filled.history(State.APPROVED))
    whole = replace(
        deals.detail(filled.shown(State.APPROVED), filled.manager, t), rest=rest.button("b:deal-open:D-7K3QX", t)
    )
    whole = replace(whole, parts=(*lines, *whole.parts))

    for pages in (_slack_pages(whole, t), _teams_pages(whole, t)):
        assert len(pages) > 1
        assert pages == sorted(set(pages))
    assert rest.ROUTE not in surfaces.web(whole, t), "a page has room for all of it"


def test_the_longest_words_of_a_history_and_of_a_note_are_read_whole():
    t = translator("pl", "Europe/Warsaw")
    filled = longest(PATTERNS["polish"], t, lines=20)
    shown = filled.shown(State.APPROVED)
    for card in (deals_history.history(shown.deal, shown.history, t), deals_told.receipt(shown, t)):
        assert not [text for text in texts(blocks.message(card)["blocks"]) if text["text"].rstrip("*”").endswith("…")]
        assert not [text for text in marked_texts(cards.card(card)) if text.rstrip("”").endswith("…")]


def _slack_pages(card: Card, t: Translator) -> list[int]:
    """After how many pieces each page ends, as its button says."""
    ends: list[int] = []
    while True:
        made = blocks.message(rest.after(card, ends[-1], t) if ends else card)
        assert_message(made)
        pressed = [part["value"] for part in walk(made) if part.get("action_id") == rest.ROUTE]
        if not pressed:
            return ends
        ends.append(int(blocks.unpack(pressed[0])[0].partition(":")[0]))


def _teams_pages(card: Card, t: Translator) -> list[int]:
    ends: list[int] = []
    while True:
        made = cards.card(rest.after(card, ends[-1], t) if ends else card)
        assert teams_limits.size_of(made) <= teams_limits.CARD_BYTES
        pressed = [button["data"]["ref"] for button in buttons_of(made) if button.get("verb") == rest.ROUTE]
        if not pressed:
            return ends
        ends.append(int(pressed[0].partition(":")[0]))


_NEVER_EMPTY = {"h2", "h3", "button", "summary", "label", "legend", "dt", "dd", "p", "option"}


class _Texts(HTMLParser):
    """Every element that must not be empty, with its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[list[str]] = []
        self.done: list[list[str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NEVER_EMPTY:
            self.open.append([tag])

    def handle_endtag(self, tag: str) -> None:
        if tag in _NEVER_EMPTY:
            self.done.append(self.open.pop())

    def handle_data(self, data: str) -> None:
        for each in self.open:
            each.append(data)


def _empty(html: str) -> list[str]:
    return [tag for tag, *text in _Texts(str(html)).done if not "".join(text).strip()]


# --- our own words, uncut ---


def _own(example: Example, t: Translator) -> Iterator[Words]:
    """The title of a view of its own, where it holds no value; what a button says."""
    shown = example.shown(Filling(t))
    if isinstance(shown, Form):
        yield from (shown.title, shown.submit)
    elif example.view in SHOWN_IN_A_MODAL:
        yield shown.title


def _buttons(shown: Shown) -> Iterator[Button]:
    if isinstance(shown, Form):
        yield from (shown.keep,) if shown.keep else ()
        return
    for part in shown.parts:
        match part:
            case Buttons(buttons):
                yield from buttons
            case Rows(rows, more):
                yield from (row.button for row in rows if row.button)
                yield from (more,) if more else ()
            case _:
                pass


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_and_buttons_of_a_modal_fit_uncut(language):
    t = translator(language, "Europe/Warsaw")
    words = {plain(words) for example in EXAMPLES.values() for words in _own(example, t)}
    words |= {t.plain(name) for name in ("close", "cancel", "waiting-title", "saving-title")}

    assert len(words) > 20
    assert not [text for text in words if not 0 < len(text) <= VIEW]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_button_says_is_seen_whole_on_a_phone(language):
    buttons = {button for shown, _ in examples("usual", language) for button in _buttons(shown)}
    labels = {plain(button.label) for button in buttons}
    labels |= {
        plain(words) for button in buttons if button.confirm for words in (button.confirm.yes, button.confirm.no)
    }

    assert len(labels) > 15
    assert not [text for text in labels if not 0 < len(text) <= ON_A_BUTTON]


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_usual_values_nothing_is_cut_on_any_platform(language):
    t = translator(language, "Europe/Warsaw")

    for shown, _ in examples("usual", language):
        slack = [*surfaces.slack_messages(shown, t), *surfaces.slack_views(shown, t)]
        bodies = [text for thing in slack for text in texts(thing) if text is not thing.get("title")]
        assert not [text for text in bodies if text["text"].endswith("…")]
        assert not [
            part for thing in slack for part in walk(thing) if part.get("accessibility_label", "").endswith("…")
        ]
        for card in surfaces.teams(shown).cards:
            assert not [text for text in marked_texts(card) if text.endswith("…")]
            assert not [button for button in buttons_of(card) if button["title"].endswith("…")]
            assert not [part for part in parts_of(card) if str(part.get("placeholder", "")).endswith("…")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_option_of_our_own_is_seen_whole(language):
    forms = [shown for shown, _ in examples("usual", language) if isinstance(shown, Form)]
    options = {
        plain(one.label)
        for form in forms
        for field in form.fields
        if isinstance(field, Choice)
        for one in field.options
    }

    assert len(options) > 10
    assert not [text for text in options if not 0 < len(text) <= 75]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_of_the_page_is_said(language):
    labels = surfaces.web_labels(translator(language, "Europe/Warsaw"))

    assert not [name for name, text in labels.items() if not re.search(r"\w", text)]
