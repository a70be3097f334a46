"""Whether somebody's certificate for a product has ended: asked when a deal is registered, and when it is decided."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.deals import Deal
from domain.people import Person
from domain.training import lapse, last_day
from storage.store import Store


@dataclass(frozen=True, kw_only=True)
class Lapse:
    """Somebody's certificate for a product counted until `on`, its last day; from `blocks_on` nothing is registered."""

    product: str
    on: date
    blocks_on: date | None

    def blocks(self, today: date) -> bool:
        """Whether it does on this day."""
        return self.blocks_on is not None and today >= self.blocks_on


def lapsed(person: Person, product: str, store: Store, *, at: datetime) -> Lapse | None:
    """Of a partner's people, by their own clock at this moment; nothing is asked where the programme says nothing."""
    rules = store.programme.certificates
    if not person.partner or not rules.asks(product):
        return None
    on = lapse(store.enrolments.certificates_for(person.id, product), at.astimezone(ZoneInfo(person.zone)).date())
    return Lapse(product=product, on=last_day(on), blocks_on=rules.blocks_on(product, on)) if on else None


def all_lapsed(person: Person, store: Store, *, at: datetime) -> tuple[Lapse, ...]:
    """Those of all products for which the programme asks; it costs a statement only where there are any."""
    rules = store.programme.certificates
    asked = {*rules.warn, *rules.block}
    if not person.partner or not asked:
        return ()
    today, won = at.astimezone(ZoneInfo(person.zone)).date(), store.enrolments.certificates_by_product(person.id)
    ended = ((product, lapse(won.get(product, ()), today)) for product in sorted(asked))
    return tuple(Lapse(product=of, on=last_day(on), blocks_on=rules.blocks_on(of, on)) for of, on in ended if on)


def lapsed_of(deal: Deal, store: Store) -> date | None:
    """The last day of the certificate that had ended when its holder registered it; None where it is renewed by now."""
    filer = store.people.get(deal.filed_by) if store.programme.certificates.asks(deal.terms.product) else None
    found = lapsed(filer, deal.terms.product, store, at=deal.filed_at) if filer else None
    return found.on if found else None
