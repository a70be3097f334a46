"""Notices: what is to be told, by name and ids; it is worded only when it is sent."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Notice:
    """`subject` is the thing told of; `occasion` tells apart two notices of a kind about one thing.

    `waits` says that it may be put off to the end of the reader's quiet hours; `inner`, that only those read it who
    decide, so that a decision shows there before it is told; `gathers`, that it asks for a decision and may come
    together with others, where the reader wants it so; `closed`, that it goes nowhere where outsiders could read it;
    `same_for_all`, that it says the same to all who read one language in one zone, and is worded once for them;
    `capped`, that nobody waits for it: of those only so many go to a person on one day, the others in one digest;
    `brings_file`, that it may bring a file, which takes its time, and meets with limits and rules of its own.
    """

    kind: ClassVar[str]
    about: ClassVar[str]
    waits: ClassVar[bool] = False
    inner: ClassVar[bool] = False
    gathers: ClassVar[bool] = False
    closed: ClassVar[bool] = False
    same_for_all: ClassVar[bool] = False
    capped: ClassVar[bool] = False
    brings_file: ClassVar[bool] = False

    subject: str
    occasion: str = ""

    @property
    def key(self) -> str:
        """Unique: the same notice is never put twice."""
        return f"{self.kind}:{self.subject}:{self.occasion}"

    @property
    def topic(self) -> str:
        """What an amend names to reach every copy about one thing."""
        return topic(self.about, self.subject)


def topic(about: str, subject: str) -> str:
    """The name of a thing that notices are about."""
    return f"{about}:{subject}"
