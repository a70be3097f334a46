"""Feedback: what somebody thinks of Tandem, told to those who run it."""

from dataclasses import dataclass
from datetime import datetime

WORDS = 2000
"""Characters."""


@dataclass(frozen=True, kw_only=True)
class Feedback:
    """`person` is an id; without `may_answer` nobody is told whose words these are, only from which company."""

    id: str
    person: str
    at: datetime
    words: str
    may_answer: bool
