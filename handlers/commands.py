"""From typed words to a route: commands are understood in each of our languages, whatever one's own."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from unicodedata import normalize

from rapidfuzz import fuzz, process

from domain.announcements import read_ref as read_announcement
from domain.deals import read_ref
from domain.documents import read_ref as read_document
from domain.refs import QUOTES
from handlers.routes import COMMANDS
from storage.ids import read_code
from views.translator import LANGUAGES, typed_words

ROOTS = ("deal", "approvals", "partner", "docs", "announce", "training", "help")
ALONE = ("new", "list", "calendar", "attendance", "pin", "help", "settings", "import", "usage")
"""Understood only with nothing behind: "/deal List Ltd 500" registers a deal with List Ltd."""
WITH_REF = ("history", "edit", "withdraw", "stage", "extend", "won", "lost", "appeal")
"""Understood only with a ref, behind or before: "deal edit D-7K3QX", "deal D-7K3QX edit"."""
OF_ONE = ("questions",)
"""The same of an announcement: "announce A-7K3QX questions"."""
WITH_WORDS = ("link", "code", "remind", "team", "channels", "feedback", "delegate")
NEAR = 70
"""From here on, of 100, a mistyped command is near enough to be offered."""
NEARER = 85
"""The same for a word inside a sentence: what is not meant as a command is not taken for one."""
LOOKED_AT = 12
"""Words of a sentence in which a command is looked for."""
THANKS = 4
"""Words in a sentence that is no more than thanks."""

_CODE = re.compile(r"\w{4}[- ]?\w{4}")
_SHORTCODE = re.compile(r":[\w+'-]+:")
_STOPS = "!?.,;:…"
_QUOTED = re.compile(f"[{QUOTES}]+([^{QUOTES}]*)[{QUOTES}]+")


@dataclass(frozen=True)
class Asked:
    """`name` of COMMANDS and the words behind it, "" for what is no command; `nearest` may have been meant."""

    name: str
    words: str = ""
    nearest: str = ""


@lru_cache(maxsize=1024)
def read_command(text: str) -> Asked:
    """What was typed, without a leading slash."""
    # An accent may be typed as a letter of its own (macOS, iOS): NFC makes both spellings one.
    first, _, rest = normalize("NFC", text).strip().lstrip("/").partition(" ")
    root = _roots().get(_bare(first))
    if root is None:
        return _said(text)
    words = " ".join(rest.split())
    return _under(root, words)


def says_something(text: str) -> bool:
    """Whether there are words, or at least a question mark: emoji and pictures alone ask for no answer."""
    return any(sign.isalnum() or sign == "?" for sign in _SHORTCODE.sub("", text))


class Reading(Enum):
    """How words read that may be meant for somebody: as a command, as none, or as either."""

    COMMAND = "command"
    SENTENCE = "sentence"
    EITHER = "either"


@lru_cache(maxsize=1024)
def reading(text: str) -> Reading:
    """A whole command is one wherever it is typed; "deal is signed in May", or thanks alone, may be an answer too."""
    first, _, rest = normalize("NFC", text).strip().partition(" ")
    if first.startswith("/") or read_ref(text):
        return Reading.COMMAND
    root = _roots().get(_bare(first))
    if root is None:
        words = [_bare(word) for word in normalize("NFC", text).split()[: THANKS + 1]]
        spoken = _spoken("hello") | _spoken("thanks")
        return Reading.EITHER if len(words) <= THANKS and spoken & set(words) else Reading.SENTENCE
    asked = _under(root, " ".join(rest.split()))
    whole = not asked.words or read_ref(asked.words) or _is_code(asked.words)
    return Reading.COMMAND if whole else Reading.EITHER


def _under(root: str, words: str) -> Asked:
    first, _, rest = words.partition(" ")
    sub = _sub(first)
    if f"{root} {sub}" in COMMANDS and _fits(sub, rest):
        return _further(f"{root} {sub}", rest)
    if root == "deal" and sub in WITH_REF and not rest:
        return Asked("deal show")  # which asks for the ref: nobody's customer is called "withdraw"
    if root == "deal" and read_ref(first):
        sub = "show" if not rest else _sub(rest)
        if sub in ("show", *WITH_REF):
            return Asked(f"deal {sub}", first)
    if root == "announce" and read_announcement(first) and (not rest or _sub(rest) in OF_ONE):
        return Asked(f"announce {_sub(rest) or 'show'}", first)
    if root == "docs" and not rest and read_document(first):
        return Asked("docs show", first)
    return Asked(root, words, _nearest_under(root, first))


def _said(text: str) -> Asked:
    """No command: a greeting, thanks, a deal's ref, or a sentence, with the command that is nearest to it."""
    words = [_bare(word) for word in normalize("NFC", text).split()]
    if not any(words) or words[0] in _spoken("hello"):
        return Asked("help")
    if len(words) <= THANKS and any(word in _spoken("thanks") for word in words):
        return Asked("help thanks")
    refs = [word for word in words[:LOOKED_AT] if read_ref(word)]
    if len(refs) == 1:
        return Asked("deal show", refs[0])
    nearest = _nearest(words)
    return Asked("partner code" if not nearest and _is_code(text.strip()) else "", text.strip(), nearest)


def _bare(word: str) -> str:
    return _unquoted(word.casefold().strip(_STOPS))


def _unquoted(word: str) -> str:
    """What opens with a quote and does not close with one is the beginning of a name: "Team Group"."""
    found = _QUOTED.fullmatch(word)
    return found[1] if found else word


def _sub(word: str) -> str:
    """The word of a command that this is in some language, "" where it is none."""
    return _subs().get(_unquoted(word.casefold()), "")


def _further(name: str, words: str) -> Asked:
    """A third word may be a command's, too."""
    further = f"{name} {_sub(words)}"
    return Asked(further) if further in COMMANDS else Asked(name, words)


def _fits(sub: str, rest: str) -> bool:
    if sub in WITH_REF:
        return read_ref(rest.partition(" ")[0]) is not None
    if sub in OF_ONE:
        return read_announcement(rest) is not None
    return sub in WITH_WORDS or not rest


def _is_code(text: str) -> bool:
    """Somebody who was given a code often sends it with nothing around it."""
    return bool(_CODE.fullmatch(text) and read_code(text))


def _nearest(words: Sequence[str]) -> str:
    """The command whose name is like the first word; else like one within the sentence, where it stands out more."""
    further = (_like(word, _roots(), NEARER) for word in words[1:LOOKED_AT])
    return _like(words[0], _roots(), NEAR) or next(filter(None, further), "")


def _nearest_under(root: str, word: str) -> str:
    """With the name of a partner behind, "partner" is a command too: the caller knows better."""
    known = [spelling for spelling, sub in _subs().items() if f"{root} {sub}" in COMMANDS]
    found = _like(word.casefold(), known, NEAR) if root != "deal" else ""
    return f"{root} {found}" if found else ""


def _like(word: str, known: Iterable[str], least: int) -> str:
    found = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=least)
    return found[0] if found else ""


@lru_cache(maxsize=1)
def _roots() -> Mapping[str, str]:
    return dict(_spellings(ROOTS))


@lru_cache(maxsize=2)
def _spoken(word: str) -> frozenset[str]:
    return frozenset(spelling for spelling, _ in _spellings((word,)))


@lru_cache(maxsize=1)
def _subs() -> Mapping[str, str]:
    return dict(_spellings((*ALONE, *WITH_REF, *OF_ONE, *WITH_WORDS)))


def _spellings(words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each language's own spellings, several to a word, separated by spaces in locales/*/commands.ftl."""
    for word in words:
        yield word, word
        for language in LANGUAGES:
            for spelling in typed_words(language).text(f"word-{word}").split():
                yield spelling, word
