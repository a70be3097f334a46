"""Conflicts: what else is known of a deal's customer, on what evidence, and what it amounts to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.alike import SAME
from domain.deals import Conflict, State


class Said(StrEnum):
    """What a manager has said of two names."""

    NOTHING = ""
    SAME = "same"
    NOT = "not"


class Evidence(StrEnum):
    """Why something is taken for the same customer."""

    NAME = "name"
    SITE = "site"
    SAID = "said"
    NEARLY = "nearly"
    """The names differ by so little that it is taken for a slip."""
    PERHAPS = "perhaps"
    """The names are alike: somebody has to look."""
    APART = "apart"
    """A manager has said that these are two customers."""


@dataclass(frozen=True, kw_only=True)
class Rival:
    """Something known of perhaps the same customer: a live deal, or a line of the vendor's own list.

    `kind` is the conflict that it is if it is the same. `ref` and `state` are a deal's; `partner` is whose deal it is,
    `owner` who looks after it at the vendor's. `score` compares the names.
    """

    id: str
    kind: Conflict
    customer: str
    since: datetime
    partner: str = ""
    owner: str = ""
    ref: str = ""
    state: State | None = None
    protected_until: datetime | None = None
    same_key: bool = False
    same_site: bool = False
    score: int = 0
    said: Said = Said.NOTHING

    @property
    def evidence(self) -> Evidence:
        """The strongest there is; a manager's word counts more than a website, and less than the very same name."""
        if self.same_key:
            return Evidence.NAME
        if self.said:
            return Evidence.SAID if self.said is Said.SAME else Evidence.APART
        if self.same_site:
            return Evidence.SITE
        return Evidence.NEARLY if self.score >= SAME else Evidence.PERHAPS

    @property
    def conflict(self) -> Conflict:
        """What it amounts to."""
        match self.evidence:
            case Evidence.APART:
                return Conflict.NONE
            case Evidence.PERHAPS:
                return Conflict.POSSIBLE
            case _:
                return self.kind


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A line of the vendor's own list. `kind` is CUSTOMER or NAMED, NONE for one that was taken off.

    `partners` may register deals for it all the same; `owner` is a region, or an e-mail address of the vendor's.
    """

    name: str
    country: str
    kind: Conflict
    website: str = ""
    owner: str = ""
    partners: frozenset[str] = frozenset()


def gravest(rivals: Sequence[Rival], *, outside: bool = False) -> Conflict:
    """What it all amounts to; `outside` says that the customer is outside the partner's territory."""
    found = [rival.conflict for rival in rivals] + ([Conflict.TERRITORY] if outside else [])
    return max(found, key=tuple(Conflict).index, default=Conflict.NONE)
