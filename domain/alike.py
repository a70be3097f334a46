"""How alike two customers' names are, and by which marks a name that is nearly the same is found among a million."""

import re
from collections.abc import Callable, Iterator
from itertools import combinations

from rapidfuzz import fuzz

SAME = 97
"""From here on, two names are one customer's: all the same words, in any order, or one slip in a long name."""
PERHAPS = 80
"""From here on, a person is asked."""
WORDS = 6
"""So many words of a name are looked at, and so many letters of each."""
LETTERS = 12
_SHORT = 4
"""A shorter word has to be spelled right, and this many letters stand for a word that is looked for with another."""
_NUMBER = re.compile("[0-9]+")
_INITIALS = re.compile(r"\b([a-z0-9]) (?=[a-z0-9]\b)")


def score(one: str, other: str) -> int:
    """0-100, of two names as `name_words` gives them: 100 for the same words in any order, however they are joined.

    Other words count against it half as much as other letters do; another number is another branch or another year.
    """
    return scorer(one)(other, fuzz.token_sort_ratio(one, other))


def scorer(one: str) -> Callable[[str, float], int]:
    """The score of `one` with each of many, of which each comes with its `fuzz.token_sort_ratio` with `one`."""
    joined, words, numbers = one.replace(" ", ""), _sorted(one), _numbers(one)
    letters = sorted(joined)

    def score(other: str, in_order: float) -> int:
        joined_other = other.replace(" ", "")
        # The same words have the same letters, which is quicker to tell.
        if joined == joined_other or (letters == sorted(joined_other) and words == _sorted(other)):
            return 100
        alike = int(0.6 * in_order + 0.4 * fuzz.token_set_ratio(one, other))
        if alike < PERHAPS:
            return alike
        return min(alike, 99 if numbers == _numbers(other) else PERHAPS - 1)

    return score


def _numbers(name: str) -> list[str]:
    return sorted(_NUMBER.findall(name))


def _sorted(name: str) -> list[str]:
    return sorted(_INITIALS.sub(r"\1", name).split())


def words_of(name: str) -> tuple[str, ...]:
    """What is looked for in a name that `name_words` gave: initials are one word, long words are cut."""
    words = dict.fromkeys(word[:LETTERS] for word in _INITIALS.sub(r"\1", name).split())
    return tuple(words)[:WORDS]


def spellings(word: str) -> Iterator[str]:
    """The word, and the word with any one letter left out: two words one slip apart share one of them."""
    yield word
    if len(word) > _SHORT and not word.isdecimal():
        yield from {word[:at] + word[at + 1 :] for at in range(len(word))}


def pairs(words: tuple[str, ...]) -> Iterator[str]:
    """Two of its words together, by their beginnings and by their ends: for names of which each word is common."""
    for one, other in combinations(sorted(words), 2):
        yield f"{one[:_SHORT]} {other[:_SHORT]}"
        yield " ".join(sorted((one[-_SHORT:], other[-_SHORT:]))) + "$"
