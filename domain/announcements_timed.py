"""When an announcement goes, and what was agreed to of whom it reaches."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from domain.audience import Leaving
from domain.programme import Announcing
from domain.refusal import Refusal
from domain.when import QuietHours

TAKE_BACK = timedelta(seconds=60)
"""How long it can be taken back before the first copy leaves."""
GROWTH, GROWTH_AT_LEAST = 0.1, 3
"""By what share, and by how many at least, an audience grows until it is not the one that was agreed to any more."""
MORNING = time(9)
_EAST, _WEST = timedelta(hours=14), timedelta(hours=12)


class Way(StrEnum):
    """When it goes."""

    NOW = "now"
    AT = "at"
    """At one moment, the same for everybody."""
    MORNING = "morning"
    """At MORNING by each reader's own clock, the first time from a moment on."""


@dataclass(frozen=True, kw_only=True)
class Timing:
    """`at` is that moment, None for as soon as it is sent; `day` the first on which it is MORNING.

    `urgent` is the reason why it does not wait for working hours, "" where it does; `alone`, why somebody sent it to
    many without a second person; `agreed`, how many it reached when it was said that it goes, or a second person was
    asked, `at_partners` how many at each partner, and `agreed_as` what a second person was asked who has sent it, ""
    where nobody was. `new` are those by how many more it had grown when it was given back for that, `stopped` why else
    it was, or is not sent by itself; `lost`, by how many fewer it went than were agreed to.
    """

    way: Way = Way.NOW
    at: datetime | None = None
    day: date | None = None
    urgent: str = ""
    alone: str = ""
    agreed: int = 0
    at_partners: Mapping[str, int] = field(default_factory=dict)
    new: Mapping[str, int] = field(default_factory=dict)
    lost: Mapping[str, int] = field(default_factory=dict)
    stopped: str = ""
    agreed_as: str = ""

    def afresh(self, *, agreed: int = 0, alone: str = "", agreed_as: str = "") -> "Timing":
        """When it goes, and nothing of what was agreed to before."""
        now = replace(self, agreed=agreed, alone=alone, agreed_as=agreed_as)
        return replace(now, at_partners={}, new={}, lost={}, stopped="")

    def check(self, at: datetime) -> None:
        """Refusal where the moment is over, or the morning of that day, wherever one is."""
        if self.way is Way.AT and self.at and self.at <= at:
            raise Refusal("announcement-moment-past", given=self.at)
        if self.day and datetime.combine(self.day, MORNING, tzinfo=UTC) + _WEST <= at:
            raise Refusal("announcement-day-past", day=self.day)

    def outgrown(self, reached: int, many: int) -> bool:
        """Whether it reaches so many now that somebody has to agree anew: those to whom it is sent by a second person
        above `many`, and nobody was asked then, or GROWTH more than were agreed to.
        """
        if reached <= many:
            return False
        return not (self.agreed_as or self.alone) or has_grown(self.agreed, reached)

    def newcomers(self, at_partners: Mapping[str, int]) -> dict[str, int]:
        """How many more it reaches at which partner, the most first; none where it was not kept how many it was."""
        return _more(at_partners, self.at_partners) if self.at_partners else {}

    def missing(self, at_partners: Mapping[str, int]) -> dict[str, int]:
        """How many fewer, in the same order."""
        return _more(self.at_partners, at_partners)

    def leaving(self, at: datetime, rules: Announcing, quiet: QuietHours | None) -> Leaving:
        """When each copy leaves, where the first may leave `at`."""
        return Leaving(
            at=max(self._from or at, at),
            wall=MORNING if self.way is Way.MORNING else None,
            day=self.day,
            urgent=bool(self.urgent),
            holds_channels=rules.hold_channels,
            quiet=quiet,
        )

    def starts_at(self, at: datetime) -> datetime:
        """Where it is sent `at`: when the first copy may leave, or where that is later than TAKE_BACK, when its copies
        are made. So long it can be taken back.

        What goes at one moment is made ready before, so that it leaves then.
        """
        return max(at + TAKE_BACK, self._from - TAKE_BACK) if self._from else at + TAKE_BACK

    @property
    def _from(self) -> datetime | None:
        """When the first copy may leave: a day begins in the east before it does anywhere else."""
        return datetime.combine(self.day, time(), tzinfo=UTC) - _EAST if self.day else self.at


def is_another(seen: int, reached: int) -> bool:
    """Whether an audience is another than the one that somebody has seen, in either way."""
    return has_grown(seen, reached) or has_grown(reached, seen)


def has_grown(seen: int, reached: int) -> bool:
    """Whether it is another audience than the one that somebody has seen."""
    more = reached - seen
    return more >= GROWTH_AT_LEAST and more > GROWTH * seen


def _more(these: Mapping[str, int], than: Mapping[str, int]) -> dict[str, int]:
    more = ((partner, count - than.get(partner, 0)) for partner, count in these.items())
    return dict(sorted((one for one in more if one[1] > 0), key=lambda one: (-one[1], one[0])))


# --- as it is kept ---


def timing_to_json(timing: Timing) -> str:
    """Lossless."""
    at, day = (value.isoformat() if value else "" for value in (timing.at, timing.day))
    kept = {"way": timing.way, "at": at, "day": day, "urgent": timing.urgent, "alone": timing.alone}
    agreed = {"agreed": timing.agreed, "at_partners": dict(timing.at_partners), "new": dict(timing.new)}
    since = {"lost": dict(timing.lost), "stopped": timing.stopped, "agreed_as": timing.agreed_as}
    return json.dumps({**kept, **agreed, **since}, ensure_ascii=False)


def timing_from_json(text: str) -> Timing:
    """What `timing_to_json` made."""
    kept = json.loads(text)
    return Timing(
        way=Way(kept["way"]),
        at=datetime.fromisoformat(kept["at"]) if kept["at"] else None,
        day=date.fromisoformat(kept["day"]) if kept["day"] else None,
        urgent=kept["urgent"],
        alone=kept["alone"],
        agreed=kept.get("agreed", 0),
        at_partners=kept.get("at_partners", {}),
        new=kept.get("new", {}),
        lost=kept.get("lost", {}),
        stopped=kept.get("stopped", ""),
        agreed_as=kept.get("agreed_as", ""),
    )
