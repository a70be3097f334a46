"""An announcement on its way: how far it is, how fast it goes, and what is left."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.audience import Why

LATELY = timedelta(minutes=1)
"""Over so long the rate is measured."""
OFTEN, SELDOM = timedelta(seconds=5), timedelta(minutes=1)
"""How long the author's card stands at least, while copies leave and while none does: platforms count each change."""
PAUSED, CANCELLED = "announcement-paused", "announcement-cancelled"
"""Why a copy did not leave, though it was due."""
ACKNOWLEDGED = "announcement-acknowledged"
"""Why a reminder does not leave any more: its reader, or somebody of theirs, has done what it asks for."""


@dataclass(frozen=True, kw_only=True)
class Progress:
    """What became of its copies: nobody is lost between these.

    `uncertain` is looked for, `held` waits for somebody who knows. Of what is `waiting`, `due` could go now, `since`
    being when the first of it could; `later` could not yet, `next_at` being when the first of it can. `lately` is how
    many copies were sent, or failed, in the last LATELY before `at`. Of what was sent, `behind` does not show the last
    change yet, and `as_it_was` never will; `gathered` were told in a digest.
    """

    at: datetime
    sent: int = 0
    failed: int = 0
    waiting: int = 0
    skipped: int = 0
    uncertain: int = 0
    held: int = 0
    due: int = 0
    since: datetime | None = None
    later: int = 0
    next_at: datetime | None = None
    behind: int = 0
    as_it_was: int = 0
    gathered: int = 0
    lately: int = 0
    failures: Mapping[str, int] = field(default_factory=dict)
    """How many for which reason, the most first."""
    unreached: Mapping[Why, int] = field(default_factory=dict)
    """Of those who were left out: how many it could not reach when the list was made, the most first."""

    @property
    def reached(self) -> int:
        """To how many it could go."""
        return self.audience - sum(self.unreached.values())

    @property
    def audience(self) -> int:
        """To how many it was meant to go."""
        return self.sent + self.failed + self.waiting + self.skipped + self.uncertain + self.held

    @property
    def unsure(self) -> int:
        """Of how many nobody knows yet whether they arrived."""
        return self.uncertain + self.held

    @property
    def done(self) -> int:
        """How many need nothing any more."""
        return self.audience - self.waiting - self.uncertain

    @property
    def left(self) -> timedelta | None:
        """How long what is due will take at this rate; None where nothing is due, or nothing leaves."""
        return LATELY * self.due / self.lately if self.due and self.lately else None

    def changed_anew_at(self, changed_at: datetime) -> datetime | None:
        """When to look again at how far a change has come: ever more seldom, since some never shows it."""
        return self.at + max(OFTEN, (self.at - changed_at) / 10) if self.behind else None

    @property
    def anew_at(self) -> datetime | None:
        """When this is to be looked at again: soon while it changes, else when the next copy is due.

        None where all that waits waits for something else, such as an installation that comes back.
        """
        if self.lately or (self.since and self.at - self.since < LATELY):
            return self.at + OFTEN
        if self.due:
            return self.at + SELDOM
        return max(self.next_at, self.at) + OFTEN if self.next_at else None


@dataclass(frozen=True, kw_only=True)
class Acknowledged:
    """Who has said that they read it: `people`, over all platforms, each once.

    It was asked of `asked` people who are still here, or have said so, of whom `told` have; and in channels of
    `asked_partners`, of whom `partners` have, by anybody of theirs. A reminder is on its way to `coming` of the others.
    """

    people: int = 0
    asked: int = 0
    told: int = 0
    asked_partners: int = 0
    partners: int = 0
    coming: int = 0

    @property
    def silent(self) -> int:
        """How many there are to be reminded."""
        return max(0, self.asked - self.told + self.asked_partners - self.partners - self.coming)

    @property
    def percent(self) -> int:
        """Of those it was asked of."""
        asked = self.asked + self.asked_partners
        return 100 * (self.told + self.partners) // asked if asked else 0


@dataclass(frozen=True, kw_only=True)
class Fate:
    """One copy, as its author reads of it: whose, what became of it, why and when."""

    name: str
    partner: str
    email: str
    platform: str
    state: str
    reason: str
    at: datetime | None
