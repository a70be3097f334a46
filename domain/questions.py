"""Questions: what readers ask whoever answers for what they read, and what they are answered."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from domain.deals import LONGEST_WORDS
from domain.people import Can, Person, Role
from domain.refusal import Refusal

KIND = "question"


@dataclass(frozen=True, kw_only=True)
class Question:
    """What somebody asked about something that `about` names as notices do ("document:..."); `by` works for `partner`,
    "" for the vendor. Without `answered_at` it waits.

    `channel` is what it was called where it was asked, "" for in private. `follows` is an earlier one, whose answer it
    is about. `others_at` is when others are asked as well, where nobody has answered by then.
    """

    id: str
    about: str
    by: str
    by_name: str
    partner: str
    words: str
    asked_at: datetime
    channel: str = ""
    follows: str = ""
    others_at: datetime | None = None
    answer: str = ""
    answered_by: str = ""
    answered_by_name: str = ""
    answered_at: datetime | None = None
    document: str = ""
    """The id of the one that is the answer, or a part of it."""

    @property
    def waits(self) -> bool:
        """Whether nobody has answered it yet."""
        return self.answered_at is None

    @property
    def same_as(self) -> str:
        """By what it is found again when it comes once more from the same person: the same words on one day are one
        question.
        """
        parts = (self.about, self.by, self.follows, f"{self.asked_at:%Y-%m-%d}", self.words)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def answered(self, words: str, by: Person, at: datetime, *, document: str = "") -> "Question":
        """With this answer."""
        answered = replace(self, answer=words, document=document, answered_at=at)
        return replace(answered, answered_by=by.id, answered_by_name=by.name)


@dataclass(frozen=True)
class Tally:
    """How many questions there are about something, and how many of them wait."""

    count: int = 0
    waiting: int = 0


def checked(words: str, *, needed: bool = True) -> str:
    """Without what surrounds it; Refusal where nothing is left, if it is `needed`, or too much."""
    words = words.strip()
    if needed and not words:
        raise Refusal("field-required", field="words")
    if len(words) > LONGEST_WORDS:
        raise Refusal("field-too-long", field="words", limit=LONGEST_WORDS)
    return words


def may_answer(person: Person) -> bool:
    """Whether this is still somebody who writes to partners."""
    return not person.left and not person.partner and person.may(Can.ANNOUNCE)


def in_place_of(author: Person | None, admins: tuple[Person, ...]) -> tuple[Person, ...]:
    """Who answers: the author, as long as they may; else the admins."""
    if author and may_answer(author):
        return (author,)
    return tuple(one for one in admins if may_answer(one) and Role.ADMIN in one.roles)
