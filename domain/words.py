"""Words as they are looked for: without case, diacritics, width and endings, the same for every database.

A text becomes terms. A word is one; what is written with digits or with a hyphen ("X200", "2026-Q1", "co-sell") is one
as a whole, "x200", and one for each part, "x" and "200".
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from unicodedata import normalize

from domain import stems_english, stems_polish, stems_portuguese
from domain.folding import folded
from domain.programme import Language

LANGUAGES: tuple[Language, ...] = ("en", "pl", "pt-BR")
LONGEST = 40
"""Letters of a term that are looked at."""
_KEPT = 32_768
"""Words whose terms are remembered, in each process: nearly all of a text are among the commonest few thousand."""
_WORD = re.compile(r"[^\W_]+(?:[-_.,/\\'\u2019+&@:][^\W_]+)*")
_WORD_OR_END = re.compile(_WORD.pattern + "|\x01")
_RUN = re.compile("[a-z]+|[0-9]+")
_OWNER = re.compile("['\u2019]s$")

_STEM: dict[str, Callable[[str], str]] = {
    "en": stems_english.stem,
    "pl": stems_polish.stem,
    "pt-BR": stems_portuguese.stem,
}

# The words of which every text is full: who asks with them asks for the others.
_COMMON = {
    "en": """a about all am an and any are as at be been but by can could did do does for from get give had has have
        how i if in into is it its just let like may me more my need no not of on or our please shall should show so
        some tell than that the their them then there these they this those to up us want was we were what when where
        which who whom whose why will with would you your""",
    "pl": """a aby albo ale ani bo by byc byl byla bylo byly bez ci co czy czyli da dla do gdy gdzie go i ich ile im
        innych inne ja jak jaka jaki jakie jakich jako jego jej jest jestem jesli juz kiedy kto ktora ktore ktorego
        ktorej ktory ktorych ktorym lub ma maja mam mamy mi mnie moge moj moja moje moze mozna musi my na nam nami nas
        nasz nasza nasze nie niej nim niz o od ona one oni ono oraz po pod podaj pokaz poprosze potrzebuje pod prosze
        przez przy sa sie sobie ta tak takie tam te tego tej ten to tu ty tylko tym tych u w we wiec wraz wszystkie z za
        zas ze znajde znalezc""",
    "pt-BR": """a ao aos as ate com como da das de do dos e ela elas ele eles em entre era essa esse esta estao este eu
        existe favor foi ha isso isto ja la lhe mais mas me meu meus minha minhas mostre na nao nas nem no nos nossa
        nosso num numa o onde os ou para pela pelo pode podem por porque posso preciso qual quais quando quanto quantos
        que quem quero se sem ser sera seu seus so sob sobre sua suas sao tem tenho temos ter um uma umas uns voce
        voces""",
}
_IS_COMMON = {language: frozenset(words.split()) for language, words in _COMMON.items()}

Way = tuple[str, ...]
"""Terms that stand for a word where all of them are found."""


@dataclass(frozen=True)
class Word:
    """A word that is looked for: it is found where all terms of any of its `ways` are, the likeliest way first.

    Of a `common` one, such as "where" or "the", every text is full.
    """

    typed: str
    ways: tuple[Way, ...]
    common: bool = False


def terms(text: str, language: str) -> list[str]:
    """What a text in this language is found by, in the order of its words."""
    found: list[str] = []
    for word in spelled(text):
        found += _terms(word[: 2 * LONGEST], language)
    return found


BREAK = "."
"""Stands between the terms of one sentence and those of the next."""
_BROKEN = f" {BREAK} "
_END = "\x01"


def terms_of(sentences_: Sequence[str], language: str) -> list[str]:
    """What a passage is found by; a BREAK stands between its sentences."""
    found: list[str] = []
    for word in _WORD_OR_END.findall(_plain(f" {_END} ".join(sentences_))):
        found += _terms(word[: 2 * LONGEST], language)
    return found


def spelled(text: str) -> list[str]:
    """Its words as they are written, in small letters."""
    return _WORD.findall(_plain(text))


_ENOUGH = 80
"""Words by which a language is told."""


def language_of(text: str, among: Sequence[str] = ()) -> Language:
    """In which language a text is: the one of `among`, or of all where none is known, with the most common words."""
    known = [language for language in LANGUAGES if language in among] or list(LANGUAGES)
    if len(known) == 1:
        return known[0]
    words_ = spelled(text[: 10 * _ENOUGH])[:_ENOUGH]
    here = Counter(chain.from_iterable(_common_in(word[:LONGEST]) for word in words_))
    return max(known, key=lambda language: here[language])


@lru_cache(_KEPT)
def _common_in(word: str) -> tuple[str, ...]:
    run = folded(word)
    return tuple(language for language in LANGUAGES if run in _IS_COMMON[language])


def _plain(text: str) -> str:
    return (text if text.isascii() else normalize("NFKC", text)).lower()


@lru_cache(_KEPT)
def _terms(word: str, language: str) -> tuple[str, ...]:
    if word == _END:
        return (BREAK,)
    runs = _runs(word)
    if len(runs) < 2:  # noqa: PLR2004
        return tuple(_stemmed(run, language) for run in runs)
    whole = "".join(runs)[:LONGEST]
    if whole.isalpha():
        whole = _STEM[language](whole)
    return tuple(dict.fromkeys((whole, *(_stemmed(run, language) for run in runs))))


def _runs(word: str) -> list[str]:
    """Its letters and its digits: "x200" is "x" and "200"."""
    return _RUN.findall(folded(_OWNER.sub("", word)))


def _stemmed(run: str, language: str) -> str:
    return run[:LONGEST] if run.isdecimal() or len(run) < 2 else _STEM[language](run[:LONGEST])  # noqa: PLR2004


def words(text: str, language: str, *, most: int = 24) -> tuple[Word, ...]:
    """What is looked for, each word once; those behind the first `most` are not."""
    found = {word: _word(word[: 2 * LONGEST], language) for word in spelled(text)[: 2 * most]}
    return tuple(word for word in found.values() if word.ways)[:most]


_MOST_KEPT = 8
"""Words of a question that are kept."""


def asked_for(text: str, language: str) -> frozenset[str]:
    """The words of a question that may be kept: no common ones, nothing like an address, no numbers alone."""
    typed = " ".join(part for part in text.split() if "@" not in part and "://" not in part)
    said = (word.typed for word in words(typed, language) if not word.common)
    return frozenset([word[:LONGEST] for word in said if any(map(str.isalpha, word))][:_MOST_KEPT])


@lru_cache(_KEPT // 8)
def _word(word: str, language: str) -> Word:
    runs = _runs(word)
    if not runs:
        return Word(word, ())
    if len(runs) > 1:
        whole, *_ = _terms(word, language)
        return Word(word, ((whole,), tuple(dict.fromkeys(_stemmed(run, language) for run in runs))))
    run = runs[0][:LONGEST]
    if run.isdecimal() or len(run) < 2:  # noqa: PLR2004
        return Word(word, ((run,),))
    ways = dict.fromkeys((one,) for one in _others(run, word, language) if len(one) > 1)
    return Word(word, tuple(ways), run in _IS_COMMON[language])


def _others(run: str, word: str, language: str) -> Iterator[str]:
    """Its own stem, and those of its other forms."""
    if language == "pl":
        return stems_polish.others(run, word)
    return stems_portuguese.others(run) if language == "pt-BR" else stems_english.others(run)


# --- where it was found ---

_SENTENCE = re.compile(r"(?<=[.!?\u2026])\s+|\n")
LONGEST_SENTENCE = 240
"""Characters that are shown of it."""


def sentences(text: str) -> list[str]:
    """The text, sentence by sentence; a line is one at least."""
    return [part for part in map(str.strip, _SENTENCE.split(text.replace(_END, " "))) if part]


def best_sentence(found: str, weights: Sequence[tuple[frozenset[str], float]]) -> int:
    """Which sentence of these terms, as an index keeps them, says the most; -1 where none says a thing.

    `weights` holds, for each word, its terms and how much it says.
    """
    says: defaultdict[int, float] = defaultdict(float)
    for wanted, weight in weights:
        for number in {number for term in wanted for number in _sentences_with(f" {term} ", found)}:
            says[number] += weight
    return min(says, key=lambda number: (-says[number], number), default=-1)


def _sentences_with(term: str, found: str) -> Iterator[int]:
    """Their numbers, each once."""
    number, start = 0, 0
    at = found.find(term)
    while at >= 0:
        number += found.count(_BROKEN, start, at + 1)
        yield number
        start = found.find(_BROKEN, at)
        if start < 0:
            return
        at = found.find(term, start)


def shortened(found: str, language: str, wanted: frozenset[str]) -> str:
    """A sentence to be shown: a long one from a little before the first word with one of these terms."""
    found = " ".join(found.split())
    if len(found) <= LONGEST_SENTENCE:
        return found
    spots = (match.start() for match in re.finditer(r"\S+", found) if not wanted.isdisjoint(terms(match[0], language)))
    start = found.rfind(" ", 0, max(0, next(spots, 0) - LONGEST_SENTENCE // 4)) + 1
    if len(found) - start <= LONGEST_SENTENCE:
        return "\u2026" + found[start:]
    end = found.rfind(" ", start, start + LONGEST_SENTENCE)
    return ("\u2026" if start else "") + found[start : end if end > start else start + LONGEST_SENTENCE] + "\u2026"
