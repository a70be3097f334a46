"""Approvals: something waits for one decision. They know nothing of what is decided."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.people import Person, Role


class Phase(StrEnum):
    """Whether a decision can still be made; `paused` while information is asked for."""

    OPEN = "open"
    PAUSED = "paused"
    DECIDED = "decided"
    CLOSED = "closed"
    """Closed without a decision: what was asked for was withdrawn."""


UNDECIDED = (Phase.OPEN, Phase.PAUSED)


class Outcome(StrEnum):
    """What can be decided."""

    APPROVED = "approved"
    REJECTED = "rejected"


@dataclass(frozen=True, kw_only=True)
class Approval:
    """One question to whoever answers for `role` over a partner; `version` makes the decision happen once.

    `filed_by` is "" where it was filed by somebody who is nobody yet.
    """

    id: str
    kind: str
    subject: str
    partner: str
    region: str
    role: Role
    filed_by: str
    phase: Phase
    version: int
    asked_at: datetime
    outcome: Outcome | None = None
    decided_by: str = ""
    decided_by_name: str = ""
    decided_at: datetime | None = None

    def decidable_by(self, person: Person) -> bool:
        """Whether this person may decide it, whatever it is: never their own."""
        return person.id != self.filed_by and person.decides_as(self.role, partner=self.partner, region=self.region)


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What was decided, by whom, when and why; `choice` is what an approval had to say besides, where it had to."""

    outcome: Outcome
    by: Person
    at: datetime
    reason: str = ""
    words: str = ""
    choice: str = ""


@dataclass(frozen=True, kw_only=True)
class Question:
    """What somebody who may decide wants to know first."""

    by: Person
    at: datetime
    words: str
