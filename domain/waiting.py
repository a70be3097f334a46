"""What of all that waits for somebody is to be listed: named, worth more than so much, in conflict, overdue."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from domain.money import Money


@dataclass(frozen=True, kw_only=True)
class Named:
    """A word that fits a country, a region, a partner, or a part of a customer's name; any of them will do."""

    key: str
    """As in `domain.customers.name_key`."""
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Narrowed:
    """Each of these that is there must hold; with none of them, everything that waits.

    `words` is what was typed, from which it can be read again. `conflict` is None where it does not matter.
    """

    words: str = ""
    name: str = ""
    """What was typed of names, to be said again."""
    key: str = ""
    """All of the name, as a customer's; its words one by one are `named`."""
    named: tuple[Named, ...] = ()
    ref: str = ""
    over: Money | None = None
    limits: tuple[tuple[str, Decimal], ...] = ()
    """The same in each currency whose rate is known; what is in another one is listed, since nobody can say."""
    conflict: bool | None = None
    overdue: datetime | None = None
    """By when the answer was promised."""

    @property
    def everything(self) -> bool:
        """Nothing is left out."""
        return not (self.key or self.named or self.ref or self.over or self.overdue) and self.conflict is None


EVERYTHING = Narrowed()
