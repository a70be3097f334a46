"""Whatever anybody types, in every value of every example: no mention, no link, no mark, no other structure."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle
from random import Random

import pytest

from tests.filling import Filling
from tests.gallery import EXAMPLES
from tests.golden.hostile import KINDS, slack_faults, strings, teams_faults, web_faults
from views.translator import LANGUAGES, Translator, translator


def faults(filling: Filling, t: Translator) -> Iterator[str]:
    harmless = Filling(t)
    for name, example in EXAMPLES.items():
        shown, plain = example.shown(filling), example.shown(harmless)
        if shown == plain:  # no value in it
            continue
        found = (*slack_faults(shown, plain, t), *teams_faults(shown, plain), *web_faults(shown, plain, t))
        yield from (f"{name}: {fault}" for fault in found)


@pytest.mark.parametrize("kind", KINDS, ids=range(len(KINDS)))
def test_a_kind_in_every_value_does_nothing(kind):
    t = translator(LANGUAGES[KINDS.index(kind) % len(LANGUAGES)], "Europe/Warsaw")
    filling = Filling(t, lambda _, most: kind[:most])

    assert not list(faults(filling, t))


def _another(typed: defaultdict[str, str], usual: str, most: int) -> str:
    return typed[usual][:most]


def test_ten_thousand_strings_do_nothing(count: Callable[[int], int]):
    """Each value has another string; the same value has the same one wherever it stands."""
    random = Random(2026)
    hostile = strings(random)
    left = count(10_000)

    for language in cycle(LANGUAGES):
        t = translator(language, "Europe/Warsaw")
        typed = defaultdict[str, str](lambda: next(hostile))
        filling = Filling(t, partial(_another, typed))

        assert not list(faults(filling, t)), dict(typed)

        left -= len(typed)
        if left <= 0:
            break
