"""Announcements: what is said to many at once, and the states that it goes through."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from domain.announcements_timed import TAKE_BACK, Timing
from domain.announcements_written import Content
from domain.audience import Audience
from domain.refs import ref_in
from domain.refusal import Refusal

KIND = "announcement"
REASON = 300
ON_RECORD = timedelta(days=365)
"""How long it is known what became of each message."""
SENDER_LOST = "announcement-sender-lost"
"""Why it does not go: who has sent it, or agreed to that, may not any more."""


class State(StrEnum):
    """Where an announcement is in its life."""

    DRAFT = "draft"
    WAITING = "waiting"
    """For a second person, who sends it."""
    SCHEDULED = "scheduled"
    """It goes later; until then it can be taken back."""
    SENDING = "sending"
    """It has its copies; for the first sixty seconds none of them leaves, and it can be taken back."""
    PAUSED = "paused"
    CANCELLED = "cancelled"
    SENT = "sent"
    RETRACTED = "retracted"


BEGUN = frozenset({State.SENDING, State.PAUSED, State.CANCELLED, State.SENT, State.RETRACTED})
"""From then on it has copies."""


class Step(StrEnum):
    """What happens to an announcement."""

    EDIT = "edit"
    ASK = "ask"
    """A second person is asked to send it."""
    SEND = "send"
    """It was said when it goes."""
    TAKE_BACK = "take-back"
    BEGIN = "begin"
    """The first copies can leave."""
    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "cancel"
    RETRY = "retry"
    """What has failed is sent once more."""
    REMIND = "remind"
    """Those who have not acknowledged it are told once more."""
    FINISH = "finish"
    PROPOSE = "propose"
    """A second person is asked about other words for what has left."""
    REVISE = "revise"
    """Its words are changed everywhere."""
    DISMISS = "dismiss"
    """They are not."""
    RETRACT = "retract"


_LEADS: Mapping[tuple[State, Step], State] = {
    (State.DRAFT, Step.EDIT): State.DRAFT,
    (State.DRAFT, Step.ASK): State.WAITING,
    (State.DRAFT, Step.SEND): State.SCHEDULED,
    (State.WAITING, Step.EDIT): State.DRAFT,
    (State.WAITING, Step.TAKE_BACK): State.DRAFT,
    (State.WAITING, Step.SEND): State.SCHEDULED,
    (State.SCHEDULED, Step.TAKE_BACK): State.DRAFT,
    (State.SCHEDULED, Step.ASK): State.WAITING,
    (State.SENDING, Step.TAKE_BACK): State.DRAFT,
    (State.SCHEDULED, Step.BEGIN): State.SENDING,
    (State.SENDING, Step.PAUSE): State.PAUSED,
    (State.PAUSED, Step.RESUME): State.SENDING,
    (State.SENDING, Step.CANCEL): State.CANCELLED,
    (State.PAUSED, Step.CANCEL): State.CANCELLED,
    (State.SENDING, Step.RETRY): State.SENDING,
    (State.SENT, Step.RETRY): State.SENDING,
    (State.SENDING, Step.FINISH): State.SENT,
    (State.SENDING, Step.RETRACT): State.RETRACTED,
    (State.PAUSED, Step.RETRACT): State.RETRACTED,
    (State.CANCELLED, Step.RETRACT): State.RETRACTED,
    (State.SENT, Step.RETRACT): State.RETRACTED,
}


_LEFT = (State.SENDING, State.PAUSED, State.CANCELLED, State.SENT)
_IN_PLACE = {(state, step): state for state in _LEFT for step in (Step.PROPOSE, Step.REVISE, Step.DISMISS, Step.REMIND)}


@dataclass(frozen=True, kw_only=True)
class Announcement:
    """`version` makes each change happen once; `starts_at` is when its copies are made, or where it has them, when the
    first may leave.

    `revision` is what it is to say where a second person agrees, `edits` numbers what was asked so; `edited_at` is when
    its words were changed, or taken back, after it had left.
    """

    id: str
    ref: str
    author: str
    author_name: str
    state: State
    version: int
    content: Content
    made_at: datetime
    changed_at: datetime
    audience: Audience | None = None
    timing: Timing = field(default_factory=Timing)
    starts_at: datetime | None = None
    revision: Content | None = None
    edits: int = 0
    edited_at: datetime | None = None

    @property
    def has_begun(self) -> bool:
        """Whether it has copies."""
        return self.state in BEGUN

    def forgotten(self, at: datetime) -> bool:
        """Whether it is not on record any more what became of its copies: nothing more can be done to them."""
        return self.has_begun and (self.starts_at or self.changed_at) + ON_RECORD <= at

    def after(self, step: Step) -> State:
        """Where this step leads; Refusal where it is not possible now."""
        then = _LEADS.get((self.state, step)) or _IN_PLACE.get((self.state, step))
        if then is None:
            raise Refusal("announcement-not-now")
        return then

    @property
    def asked_as(self) -> str:
        """What a second person is asked about: these words, for these readers, and no others."""
        return f"{self.id}.r{self.edits}" if self.revision else f"{self.id}.{self.version}"

    @property
    def sent_as(self) -> tuple[str, ...]:
        """What a second person was asked about who has sent it. Where that is not kept, it has changed once since, or
        twice where it began.
        """
        if self.timing.agreed_as:
            return (self.timing.agreed_as,)
        return tuple(f"{self.id}.{self.version - steps}" for steps in (1, 2))

    def to_revise(self, content: Content) -> "Announcement":
        """With other words that wait for a second person."""
        return replace(self, state=self.after(Step.PROPOSE), revision=content, edits=self.edits + 1)

    def revised(self, content: Content, at: datetime) -> "Announcement":
        """With other words, in every copy."""
        return replace(self, state=self.after(Step.REVISE), content=content, revision=None, edited_at=at)

    def edited(
        self, content: Content | None = None, audience: Audience | None = None, timing: Timing | None = None
    ) -> "Announcement":
        """With other words, readers or times; whatever was decided about the old ones does not count any more."""
        return replace(
            self,
            state=self.after(Step.EDIT),
            content=content or self.content,
            audience=audience or self.audience,
            timing=(timing or self.timing).afresh(),
        )

    def sent(self, at: datetime, *, agreed: int, alone: str = "", agreed_as: str = "") -> "Announcement":
        """It goes to so many, but for what holds it; for so long it can be taken back. What goes at once is SENDING.

        Refusal where the moment or the morning at which it was to go is over: nobody has agreed to another.
        """
        state, timing = self.after(Step.SEND), self.timing.afresh(agreed=agreed, alone=alone, agreed_as=agreed_as)
        timing.check(at)
        starts_at = timing.starts_at(at)
        at_once = starts_at <= at + TAKE_BACK
        return replace(self, state=State.SENDING if at_once else state, timing=timing, starts_at=starts_at)

    def asked(self, reached: int) -> "Announcement":
        """A second person is to send it to so many."""
        return replace(self.moved(Step.ASK), timing=self.timing.afresh(agreed=reached))

    def asked_again(self) -> "Announcement":
        """It was to go, and whoever had agreed to that does not count any more."""
        timing = replace(self.timing.afresh(agreed=self.timing.agreed), stopped=SENDER_LOST)
        return replace(self.moved(Step.ASK), timing=timing)

    def waits(self, at: datetime) -> bool:
        """Whether it has its copies and none of them may leave yet."""
        return self.state is State.SENDING and self.starts_at is not None and at < self.starts_at

    def taken_back(self, at: datetime) -> "Announcement":
        """A draft again; Refusal where a copy may have left."""
        then = self.moved(Step.TAKE_BACK)
        if self.has_begun and not self.waits(at):
            raise Refusal("announcement-not-now")
        return then

    def moved(self, step: Step) -> "Announcement":
        """One step on, with nothing to be made any more; of what has left it stays known since when."""
        then = self.after(step)
        return replace(self, state=then, starts_at=self.starts_at if then in BEGUN else None)


# --- what names it ---


def read_ref(text: str) -> str | None:
    """A-7K3QX as people type it, without the dash too; None where it is none."""
    return ref_in(text, "A")


def is_edit(asked: str) -> bool:
    """Whether a second person is asked about an edit of what has left."""
    return asked.rpartition(".")[2].startswith("r")


def read_asked(text: str) -> str:
    """The announcement in what a second person is asked about."""
    return text.rpartition(".")[0]
