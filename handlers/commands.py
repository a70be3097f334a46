"""From typed words to a route: commands are understood in each of our languages, whatever one's own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from rapidfuzz import fuzz, process

from domain.deals import read_ref
from handlers.routes import COMMANDS
from views.translator import LANGUAGES, typed_words

ROOTS = ("deal", "approvals", "partner", "help")
ALONE = ("new", "list", "pin", "help", "settings")
"""Understood only with nothing behind: "/deal List Ltd 500" registers a deal with List Ltd."""
WITH_REF = ("edit", "withdraw", "stage", "won", "lost")
"""Understood only with a ref behind."""
WITH_WORDS = ("link",)
NEAR = 70
"""From here on, of 100, a mistyped command is near enough to be offered."""


@dataclass(frozen=True)
class Asked:
    """`name` of COMMANDS and the words behind it; "" for what is no command, with the nearest one."""

    name: str
    words: str = ""
    nearest: str = ""


def read_command(text: str) -> Asked:
    """What was typed, without a leading slash."""
    # An accent may be typed as a letter of its own (macOS, iOS): NFC makes both spellings one.
    first, _, rest = normalize("NFC", text).strip().lstrip("/").partition(" ")
    root = _roots().get(first.casefold())
    if root is None:
        return Asked("", text.strip(), _nearest(first))
    words = " ".join(rest.split())
    return _under(root, words)


def _under(root: str, words: str) -> Asked:
    first, _, rest = words.partition(" ")
    sub = _subs().get(first.casefold(), "")
    if f"{root} {sub}" in COMMANDS and _fits(sub, rest):
        return Asked(f"{root} {sub}", rest)
    if root == "deal" and not rest and read_ref(first):
        return Asked("deal show", first)
    return Asked(root, words)


def _fits(sub: str, rest: str) -> bool:
    if sub in WITH_REF:
        return read_ref(rest.partition(" ")[0]) is not None
    return sub in WITH_WORDS or not rest


def _nearest(word: str) -> str:
    found = process.extractOne(word.casefold(), list(_roots()), scorer=fuzz.ratio, score_cutoff=NEAR)
    return found[0] if found else ""


@lru_cache(maxsize=1)
def _roots() -> Mapping[str, str]:
    return dict(_spellings(ROOTS))


@lru_cache(maxsize=1)
def _subs() -> Mapping[str, str]:
    return dict(_spellings((*ALONE, *WITH_REF, *WITH_WORDS)))


def _spellings(words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each language's own spellings, several to a word, separated by spaces in locales/*/commands.ftl."""
    for word in words:
        yield word, word
        for language in LANGUAGES:
            for spelling in typed_words(language).text(f"word-{word}").split():
                yield spelling, word
