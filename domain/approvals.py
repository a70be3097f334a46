"""Approvals: something waits for one decision. They know nothing of what is decided."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from domain.people import Person
from domain.policy import Plan, Step, answers_for


class Phase(StrEnum):
    """Whether a decision can still be made; `paused` while information is asked for."""

    OPEN = "open"
    PAUSED = "paused"
    DECIDED = "decided"
    CLOSED = "closed"
    """Closed without a decision: what was asked for was withdrawn."""


UNDECIDED = (Phase.OPEN, Phase.PAUSED)


def signature(by: Person, whom: Person | None) -> str:
    """How an answer is signed: by whom, and below it in whose name, where that is somebody else's."""
    return f"{by.name}\n{whom.name}" if whom else by.name


class Outcome(StrEnum):
    """What can be decided."""

    APPROVED = "approved"
    REJECTED = "rejected"


@dataclass(frozen=True, kw_only=True)
class Approval:
    """One question to whoever is asked in the present step over a partner; `version` makes each answer happen once.

    `filed_by` is "" where it was filed by somebody who is nobody yet.
    """

    id: str
    kind: str
    subject: str
    partner: str
    region: str
    asked: tuple[str, ...]
    """Roles and ids of persons, in the present step."""
    filed_by: str
    phase: Phase
    version: int
    asked_at: datetime
    answered: tuple[str, ...] = ()
    """Who of those asked has been answered for, while others have not."""
    barred: tuple[str, ...] = ()
    """Who has voted, and so may not again."""
    plan: Plan | None = None
    step: int = 0
    since: int = 1
    """Votes of earlier versions were about something else."""
    opened: int = 1
    """Who saw an earlier version saw another step, or other words."""
    not_by: tuple[str, ...] = ()
    """Others who may not answer, in whatever step: who rejected it, and in whose name, before somebody appealed; who
    brought what somebody else filed."""
    outcome: Outcome | None = None
    decided_by: str = ""
    decided_by_name: str = ""
    decided_for: str = ""
    """In whose name, where that is somebody else."""
    decided_at: datetime | None = None

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps; those before `step` are done."""
        return self.plan.steps if self.plan and self.plan.steps else (Step(self.asked),)

    @property
    def mark(self) -> str:
        """How the occasion of a notice ends that asks those of the present step; the first has none."""
        return f".s{self.step}" if self.step else ""

    @property
    def now(self) -> Step:
        """The present step, as it is asked: a role may have been raised since."""
        step = self.steps[self.step]
        return step if step.asked == self.asked else Step(self.asked, step.need)

    def decidable_by(self, person: Person) -> bool:
        """Whether this person may answer now, whatever it is: never their own, and nobody twice."""
        return self.in_whose_name(person) is not None

    def in_whose_name(self, person: Person) -> Person | None:
        """In whose name this person may answer now: their own, else that of somebody for whom they decide.

        Nobody answers what they filed, or what those filed for whom they decide; nor for who has answered already.
        """
        over = (*self.not_by, *self.barred)
        if self.filed_by in (person.id, *(one.id for one in person.stands_in)) or person.id in over:
            return None
        waits = [one for one in self.asked if one not in self.answered]
        names = (one for one in (person, *person.stands_in) if one.id not in over)
        return next((name for name in names if any(self._is(one, name) for one in waits)), None)

    def concerns(self, person: Person) -> bool:
        """Whether this person is asked in any of its steps, or stands above who is."""
        everybody = (*self.asked, *(one for step in self.steps for one in step.asked))
        return any(self._is(one, name) for one in everybody for name in (person, *person.stands_in))

    def after(self, decision: "Decision") -> "Approval":
        """Decided so."""
        return replace(
            self,
            phase=Phase.DECIDED,
            version=self.version + 1,
            outcome=decision.outcome,
            decided_by=decision.by.id,
            decided_by_name=signature(decision.by, decision.whom),
            decided_for=decision.whom.id if decision.whom else "",
            decided_at=decision.at,
        )

    def undoable_until(self, person: Person, length: timedelta) -> datetime | None:
        """Until when this person can take it back: a decision of their own, `length` after it. None: they cannot."""
        return self.decided_at + length if self.is_by(person) and length and self.decided_at else None

    def is_by(self, person: Person) -> bool:
        """Whether this person has decided it."""
        return self.phase is Phase.DECIDED and bool(person.id) and self.decided_by == person.id

    def _is(self, asked: str, person: Person) -> bool:
        return not person.stranger and answers_for(asked, person, self.partner, self.region)


@dataclass(frozen=True, kw_only=True)
class Vote:
    """One person's yes or no in one step; `answers` says for whom of those asked they could answer then."""

    step: int
    by: str
    by_name: str
    outcome: Outcome
    at: datetime
    answers: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What was decided, by whom, when and why; `choice` is what an approval had to say besides, where it had to.

    `whom` is the person in whose name, where it is not `by` themselves.
    """

    outcome: Outcome
    by: Person
    at: datetime
    whom: Person | None = None
    reason: str = ""
    words: str = ""
    choice: str = ""


@dataclass(frozen=True, kw_only=True)
class Question:
    """What somebody who may decide wants to know first; `whom` as of a decision."""

    by: Person
    at: datetime
    words: str
    whom: Person | None = None
