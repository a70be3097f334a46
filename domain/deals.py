"""Deals: what a registration holds, the states it goes through, and who may move it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

from domain.money import Money
from domain.refs import ref_in
from domain.refusal import Refusal
from domain.when import instant


class State(StrEnum):
    """Where a deal is in its life; a draft is not a deal yet."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    INFORMATION_ASKED = "information-asked"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    WON = "won"
    LOST = "lost"


class Step(StrEnum):
    """What happens to a deal; each is a line of its history."""

    SUBMIT = "submit"
    EDIT = "edit"
    ASK = "ask"
    ANSWER = "answer"
    APPROVE = "approve"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    APPEAL = "appeal"
    EXPIRE = "expire"
    WIN = "win"
    LOSE = "lose"
    MOVE = "move"
    UNDO = "undo"
    """A decision is taken back by whoever made it, before anybody was told."""
    REMIND = "remind"
    ESCALATE = "escalate"
    ASK_TIME = "ask-time"
    EXTEND = "extend"
    KEEP_TIME = "keep-time"
    """The protection stays as long as it is."""


INSIDE = frozenset({Step.REMIND, Step.ESCALATE, Step.UNDO})
"""What the vendor does inside: no partner reads who else was asked."""

_WORDS = frozenset({Step.ASK, Step.ANSWER, Step.EDIT, Step.APPEAL})
"""After a question the word is with the partner, after the others with whoever decides."""

WAITING = frozenset({State.SUBMITTED, State.INFORMATION_ASKED})
LIVE = WAITING | {State.APPROVED}
"""A deal that a new registration for the same customer may collide with."""

TRANSITIONS: Mapping[Step, Mapping[State, State]] = {
    Step.SUBMIT: {State.DRAFT: State.SUBMITTED},
    Step.EDIT: dict.fromkeys(WAITING, State.SUBMITTED),
    Step.ASK: {State.SUBMITTED: State.INFORMATION_ASKED},
    Step.ANSWER: {State.INFORMATION_ASKED: State.SUBMITTED},
    Step.APPROVE: dict.fromkeys(WAITING, State.APPROVED),
    Step.REJECT: dict.fromkeys(WAITING, State.REJECTED),
    Step.WITHDRAW: dict.fromkeys(LIVE, State.WITHDRAWN),
    Step.APPEAL: {State.REJECTED: State.SUBMITTED},
    Step.EXPIRE: {State.APPROVED: State.EXPIRED},
    Step.WIN: {State.APPROVED: State.WON},
    Step.LOSE: {State.APPROVED: State.LOST},
    Step.MOVE: {State.APPROVED: State.APPROVED},
    Step.ASK_TIME: {State.APPROVED: State.APPROVED},
    Step.EXTEND: {State.APPROVED: State.APPROVED},
    Step.KEEP_TIME: {State.APPROVED: State.APPROVED},
    Step.UNDO: {State.APPROVED: State.SUBMITTED, State.REJECTED: State.SUBMITTED},
}
"""Only these; what is not listed does not happen. To remind, or to ask one more, changes no deal."""


ON_BEHALF = "on-behalf"
"""The reason of the first happening where the vendor registered the deal for a partner."""


AUTOMATIC = "automatic"
"""The reason of an approval that a rule of the programme made, and nobody else."""


class Rejection(StrEnum):
    """Why a deal was rejected; words are asked only for OTHER."""

    CUSTOMER_TAKEN = "customer-taken"
    DUPLICATE = "duplicate"
    NOT_QUALIFIED = "not-qualified"
    NOT_ELIGIBLE = "not-eligible"
    INCOMPLETE = "incomplete"
    OTHER = "other"


class Conflict(StrEnum):
    """What is known besides of a deal's customer, in one word; the gravest where there are several, in rising order."""

    NONE = "none"
    POSSIBLE = "possible"
    """A name that is nearly the same: a person has to look."""
    OWN = "own"
    """The partner's own repeat."""
    TERRITORY = "territory"
    """The customer's country is outside the region in which the partner sells."""
    NAMED = "named"
    """A named account, and the partner is none of those who work it."""
    CUSTOMER = "customer"
    """The vendor sells to this customer itself."""
    OTHER = "other"
    """Another partner's live deal."""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What the form asks: all that a partner says about a deal. `amount` is net of tax."""

    customer: str
    amount: Money
    country: str
    product: str = ""
    close_on: date | None = None
    deal_type: str = ""
    website: str = ""
    contact: str = ""
    email: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Deal:
    """A registration. `version` counts its changes; `ref` is what people see."""

    id: str
    ref: str
    partner: str
    region: str
    filed_by: str
    filed_at: datetime
    terms: Terms
    state: State
    version: int
    stage: str = ""
    conflict: Conflict = Conflict.NONE
    rival_until: datetime | None = None
    """Until when another partner's deal for this customer was protected, as of the registration."""
    answer_by: datetime | None = None
    decided_at: datetime | None = None
    told_at: datetime | None = None
    """When its partner learns of the decision, which can be undone before; None where it was told at once."""
    protected_until: datetime | None = None
    stalls_at: datetime | None = None
    """When whoever filed it is asked how it stands, unless something changes before."""

    def after(self, step: Step) -> "Deal":
        """The deal after a step, one version on; Refusal where the step is not possible now."""
        return replace(self, state=next_state(self.state, step), version=self.version + 1, told_at=None)


@dataclass(frozen=True, kw_only=True)
class Happening:
    """A line of a deal's history: who did what, when, and why.

    `reason` is a code, `words` what somebody wrote, `by` a person's id ("" is Tandem itself).
    """

    step: Step
    at: datetime
    by: str
    by_name: str = ""
    reason: str = ""
    words: str = ""
    version: int = 0
    """The deal's, which it made; 0 where it changed nothing."""
    before: Terms | None = None
    """What an edit found; its `reason` then names what it changed."""


def edited(before: Terms, after: Terms) -> str:
    """The names of what is not the same, with spaces between."""
    return " ".join(one.name for one in fields(Terms) if getattr(before, one.name) != getattr(after, one.name))


def terms_at(at: datetime, deal: Deal, history: Sequence[Happening]) -> Terms:
    """What the deal said then: what the first edit after it found."""
    edits = (line.before for line in history if line.before and line.at > at)
    return next(edits, deal.terms)


def outside(history: Sequence[Happening]) -> tuple[Happening, ...]:
    """What a partner reads of it: of a decision that was taken back, it was never told."""
    undone = {line for line, later in pairwise(history) if later.step is Step.UNDO}
    return tuple(line for line in history if line.step not in INSIDE and line not in undone)


def waits_for_answer(history: Sequence[Happening]) -> bool:
    """Whether a question was the last word about it, whatever was decided since."""
    said = (line.step for line in reversed(history) if line.step in _WORDS)
    return next(said, None) is Step.ASK


def is_untold(deal: Deal, *, at: datetime) -> bool:
    """Whether its last step is somebody's decision that can be undone still: its partner does not know of it yet."""
    return deal.told_at is not None and at < deal.told_at


def before_decision(deal: Deal, history: Sequence[Happening]) -> Deal:
    """The deal as it waited; its version is that of now."""
    state = State.INFORMATION_ASKED if waits_for_answer(history) else State.SUBMITTED
    return replace(deal, state=state, decided_at=None, told_at=None, protected_until=None)


def next_state(state: State, step: Step) -> State:
    """Where `step` leads; Refusal("deal-not-now") where it leads nowhere."""
    try:
        return TRANSITIONS[step][state]
    except KeyError:
        raise Refusal("deal-not-now", state=state) from None


def protected_until(approved_at: datetime, days: int, zone: ZoneInfo) -> datetime:
    """The same wall time `days` later where the partner lives."""
    local = approved_at.astimezone(zone)
    return instant(local.date() + timedelta(days=days), local.time(), zone)


def appeal_until(deal: Deal, days: int, zone: str) -> datetime | None:
    """Until when a rejection can be appealed against: the same wall time so many days later; None where it cannot."""
    if deal.state is not State.REJECTED or deal.decided_at is None or days == 0:
        return None
    return protected_until(deal.decided_at, days, ZoneInfo(zone))


LONGEST_WORDS = 1000
"""Characters of a question about a deal, or of an answer."""


def read_ref(text: str) -> str | None:
    """D-7K3QX as people type it, without the dash too; None where it is none."""
    return ref_in(text, "D")
