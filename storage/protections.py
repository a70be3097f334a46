"""Protections. A unique index over the live ones holds that a customer and a product have one at most."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, exists, func, select, update

from domain.customers import name_key
from domain.deals import Deal, Terms
from domain.protections import Protection
from storage.tables import counts, deals, protections
from storage.upsert import insert_new

_LIVE = protections.c.released_at.is_(None)
_SAME = and_(
    protections.c.customer_key == bindparam("of_customer"),
    protections.c.country == bindparam("of_country"),
    protections.c.product == bindparam("of_product"),
    _LIVE,
)
_HOLDER = select(protections).where(_SAME)
_LAPSE = (
    update(protections).where(_SAME, protections.c.until <= bindparam("now")).values(released_at=protections.c.until)
)
_HELD = and_(protections.c.partner == bindparam("whose"), protections.c.until > bindparam("now"), _LIVE)
_TOLD = ~exists().where(deals.c.id == protections.c.deal, deals.c.told_at > bindparam("now"))
_COUNT = select(func.count()).select_from(protections).where(_HELD)
_COUNT_TOLD = _COUNT.where(_TOLD)
_HELD_DEALS = select(protections.c.deal).where(_HELD).order_by(protections.c.until).limit(bindparam("size"))
_HELD_TOLD = _HELD_DEALS.where(_TOLD)
_LOCK = update(counts).where(counts.c.partner == bindparam("whose")).values(deals=counts.c.deals)
_TO_REMIND = (
    select(protections)
    .where(protections.c.remind_at <= bindparam("now"), _LIVE)
    .order_by(protections.c.remind_at, protections.c.deal)
    .limit(bindparam("size"))
    .offset(bindparam("beyond"))
)
_REMINDED = update(protections).where(
    protections.c.deal == bindparam("of"), protections.c.remind_at == bindparam("was"), _LIVE
)
_OF = select(protections).where(protections.c.deal == bindparam("of"), _LIVE)
_EXTEND = update(protections).where(
    protections.c.deal == bindparam("of"), protections.c.until > bindparam("now"), _LIVE
)
_RELEASE = update(protections).where(protections.c.deal == bindparam("of"), _LIVE)


class Protections:
    """One row each time a deal is protected; it is live until it is released."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(
        self, deal: Deal, *, since: datetime, until: datetime, remind_at: datetime | None = None
    ) -> Protection | None:
        """Protect the deal; None, or the protection of another deal that is in its way.

        Of several at once one gets it: the others wait for that transaction's end, and are told of it then.
        """
        row = _row(deal, since, until) | {"remind_at": remind_at}
        while not insert_new(self._connection, protections, row):
            # What has ended, and the clock has not come by yet, is in nobody's way.
            self._connection.execute(_LAPSE, {**_same(deal.terms), "now": since})
            other = self.holder(deal.terms)
            if other is not None:
                return other
            # Protected and released at this very moment, by a decision that was undone: a moment later, then.
            since += timedelta(microseconds=1)
            row["since"] = since
        return None

    def holder(self, terms: Terms) -> Protection | None:
        """Whose protection is live for this customer, country and product."""
        row = self._connection.execute(_HOLDER, _same(terms)).first()
        return _protection(row) if row else None

    def release(self, deal_id: str, *, at: datetime) -> None:
        """The customer is free for others; what is not protected stays so."""
        self._connection.execute(_RELEASE, {"of": deal_id, "released_at": at})

    def extend(self, deal_id: str, *, until: datetime, remind_at: datetime | None, at: datetime) -> bool:
        """Protected for longer; False where the protection has ended by `at`."""
        values = {"of": deal_id, "until": until, "remind_at": remind_at, "now": at}
        return self._connection.execute(_EXTEND, values).rowcount == 1

    def of(self, deal_id: str) -> Protection | None:
        """The deal's own, where it is live."""
        row = self._connection.execute(_OF, {"of": deal_id}).first()
        return _protection(row) if row else None

    def count(self, partner: str, *, at: datetime, alone: bool = False, told: bool = False) -> int:
        """How many deals of this partner are protected now; `alone`: nobody adds one until this transaction ends.

        `told`: those of which the partner knows that they are.
        """
        if alone:
            self._connection.execute(_LOCK, {"whose": partner})
        return int(
            self._connection.execute(_COUNT_TOLD if told else _COUNT, {"whose": partner, "now": at}).scalar_one()
        )

    def held(self, partner: str, *, at: datetime, size: int, told: bool = False) -> tuple[str, ...]:
        """The ids of this partner's protected deals, those first whose time is over first; `told` as above."""
        asked = {"whose": partner, "now": at, "size": size}
        return tuple(self._connection.execute(_HELD_TOLD if told else _HELD_DEALS, asked).scalars())

    def to_remind(self, at: datetime, *, size: int = 100, beyond: int = 0) -> tuple[Protection, ...]:
        """Live ones of which somebody is to be reminded by now."""
        asked = {"now": at, "size": size, "beyond": beyond}
        return tuple(map(_protection, self._connection.execute(_TO_REMIND, asked)))

    def reminded(self, protection: Protection, *, then: datetime | None) -> bool:
        """Whether it is this transaction that reminds of it; `then` is when it is to be done next."""
        values = {"of": protection.deal, "was": protection.remind_at, "remind_at": then}
        return self._connection.execute(_REMINDED, values).rowcount == 1


def _customer(terms: Terms) -> str:
    """A name of which nothing can be compared is compared as it is."""
    return name_key(terms.customer) or terms.customer.casefold()


def _same(terms: Terms) -> dict[str, str]:
    return {"of_customer": _customer(terms), "of_country": terms.country, "of_product": terms.product}


def _row(deal: Deal, since: datetime, until: datetime) -> dict[str, object]:
    terms = deal.terms
    return {
        "deal": deal.id,
        "partner": deal.partner,
        "customer_key": _customer(terms),
        "country": terms.country,
        "product": terms.product,
        "since": since,
        "until": until,
    }


def _protection(row: Row[Any]) -> Protection:
    return Protection(deal=row.deal, partner=row.partner, since=row.since, until=row.until, remind_at=row.remind_at)
