"""Whatever anybody types, in every value of every example: no mention, no link, no mark, no other structure."""

import itertools
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, partial
from itertools import cycle
from random import Random

import pytest

from bot.slack.modals import suggested
from bot.teams import dialogs
from bot.web import forms
from handlers.replies import Options
from tests.bot import web_checks
from tests.filling import Filling
from tests.gallery import EXAMPLES, Shown
from tests.golden.hostile import KINDS, UNSEEN, Seen, seen, strings
from views.translator import LANGUAGES, Translator, translator
from views.vocabulary import Option, said


def faults(filling: Filling) -> Iterator[str]:
    for name, example in EXAMPLES.items():
        shown = example.shown(filling)
        plain, seen_plain = harmless(name, filling.t.language)
        if shown != plain:
            yield from (f"{name}: {fault}" for fault in seen(shown, filling.t).faults(seen_plain))


@cache
def harmless(name: str, language: str) -> tuple[Shown, Seen]:
    t = _reader(language)
    shown = EXAMPLES[name].shown(Filling(t))
    return shown, seen(shown, t)


def _reader(language: str) -> Translator:
    return translator(language, "Europe/Warsaw")


def test_every_kind_in_every_value_does_nothing(count):
    """In `make soak` each value has each kind; here each has every tenth, and each kind stands in a tenth of them."""
    steps = range(0, len(KINDS), len(KINDS) // count(len(KINDS)))
    for step, language in zip(steps, cycle(LANGUAGES), strict=False):
        numbers = defaultdict[str, int](partial(next, itertools.count(step)))
        filling = Filling(_reader(language), partial(_kind, numbers))

        assert not list(faults(filling)), step


def _kind(numbers: defaultdict[str, int], usual: str, most: int) -> str:
    return KINDS[numbers[usual] % len(KINDS)][:most]


def test_ten_thousand_strings_in_every_example_do_nothing(count):
    """Each value has another string; the same value has the same one wherever it stands."""
    hostile = strings(Random(2026))
    left = count(10_000)

    for language in cycle(LANGUAGES):
        typed = defaultdict[str, str](partial(next, hostile))
        filling = Filling(_reader(language), partial(_another, typed))

        assert not list(faults(filling)), dict(typed)

        left -= len(typed)
        if left <= 0:
            break


def _another(typed: defaultdict[str, str], usual: str, most: int) -> str:
    return typed[usual][:most]


@pytest.mark.parametrize("kind", KINDS, ids=range(len(KINDS)))
def test_a_kind_among_the_options_of_a_search_does_nothing(kind):
    """What people typed before is offered; what was found for another is not."""
    found = (Option(kind[:75], said(kind)), Option("Nowak", said("Nowak")))

    slack = suggested(found)["options"]
    teams = dialogs.options(Options(found))["value"]["results"]
    shape = web_checks.shape(str(forms.options(found)))

    assert slack[-1] == {"text": {"type": "plain_text", "text": "Nowak", "emoji": False}, "value": "Nowak"}
    assert teams[-1] == {"title": "Nowak", "value": "Nowak"}
    assert shape == web_checks.shape(str(forms.options((found[1], found[1]))))
    for text in (*(option["text"]["text"] for option in slack), *(option["title"] for option in teams)):
        assert text.strip()
        assert not UNSEEN.search(text)
