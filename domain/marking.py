"""Makes of what somebody typed plain words, and marks those that a language has numbers for."""

import re
import unicodedata
from collections.abc import Iterator

from domain.tongue import Tongue

_ALIKE = str.maketrans({"ł": "l", "º": "o", "°": "o", "ª": "a", "\u2019": "'"})
_TENS = range(20, 100, 10)
_ONES = range(1, 10)


def plain(text: str) -> str:
    """Lower case, without accents, commas and the dots of abbreviations; a comma within a number is a dot."""
    marks = unicodedata.normalize("NFD", text.lower().translate(_ALIKE))
    bare = "".join(each for each in marks if not unicodedata.combining(each))
    bare = re.sub(r"\b([ap])\.? ?m\b\.?", r"\1m", re.sub(r"(?<=[0-9]),(?=[0-9](?![0-9]))", ".", bare))
    return " ".join(re.sub(r",|\.(?![0-9])", " ", bare).split())


def marked(text: str, tongue: Tongue) -> tuple[str, ...]:
    """The words of a plain text. What is a number, month or weekday stands as a letter and its number.

    "N05" is a number in figures, as typed; "X5" one in words; "O5" an ordinal; "M3" is March; "W0" Monday. A word that
    may be several of them is all of them: Portuguese "segunda" is "W0O2". Any other stays as it is.
    """
    text = re.sub(rf"(?<![\w.:/-])([0-9]{{1,2}})-?(?:{tongue.nth})(?![\w'])", r"O\1", text)
    text = re.sub(r"(?<=[^\W\d])[-./](?=\w)|(?<=\b[qt][1-4])[-/](?=20)|(?<=[0-9])[-./](?=[^\W\d])", " ", text)
    (any_of_them, _), *each = tongue.rewriting
    if any_of_them.search(text):
        for short, whole in each:
            text = short.sub(whole, text)
    return tuple(_joined([_mark(word, tongue) for word in text.split()], tongue))


def _mark(word: str, tongue: Tongue) -> str:
    if word[0] in "0123456789":
        return f"N{word}" if re.fullmatch("[0-9]{1,4}", word) else word
    return tongue.senses.get(word, word)


def _joined(words: list[str], tongue: Tongue) -> Iterator[str]:
    """Tens and ones as one number: "X20", "X5" are "X25"; "X20", "O5" are "O25"."""
    place = 0
    while place < len(words):
        length = 2 + (place + 1 < len(words) and words[place + 1] == tongue.joint)
        run = words[place : place + length]
        number = _number(run[0], run[-1]) if len(run) == length else ""
        yield number or words[place]
        place += length if number else 1


def _number(first: str, last: str) -> str:
    high, low = re.fullmatch(r"([XOH])([0-9]+)", first), re.fullmatch(r"([XOH])([0-9]+)", last)
    if (
        not high
        or not low
        or int(high[2]) not in _TENS
        or int(low[2]) not in _ONES
        or (high[1] != low[1] and high[1] + low[1] != "XO")
    ):
        return ""
    return f"{low[1]}{int(high[2]) + int(low[2])}"
