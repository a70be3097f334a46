"""What waits, narrowed: what `domain.waiting.Narrowed` means to the database."""

from sqlalchemy import ColumnElement, Double, FromClause, and_, cast, exists, false, or_, true

from domain.conflicts import Said
from domain.deals import LIVE, Conflict
from domain.waiting import Named, Narrowed
from storage.tables import alike, approvals, customers, deals

_RIVAL = deals.alias("rival")


def _known(table: FromClause, besides: ColumnElement[bool]) -> ColumnElement[bool]:
    """The same customer, or perhaps the same, as `Conflicts.rivals` finds it; each branch by an index of its own."""
    there, here = table.c, deals.c
    apart = exists().where(
        alike.c.one == here.customer_key, alike.c.other == there.customer_key, alike.c.said == Said.NOT
    )
    like = and_(alike.c.one == here.customer_key, alike.c.other == there.customer_key, alike.c.said != Said.NOT)
    return or_(
        exists().where(here.customer_key != "", there.customer_key == here.customer_key, _there(table), besides),
        exists().where(here.website_key != "", there.website_key == here.website_key, ~apart, besides),
        exists().where(like, _there(table), besides),
    )


def _there(table: FromClause) -> ColumnElement[bool]:
    return table.c.country == deals.c.country


_CONTESTED = or_(
    deals.c.conflict == Conflict.TERRITORY.value,
    _known(_RIVAL, and_(_RIVAL.c.id != deals.c.id, _RIVAL.c.state.in_(sorted(LIVE)))),
    _known(
        customers,
        and_(
            customers.c.kind != Conflict.NONE.value,
            ~(" " + customers.c.partners + " ").contains(" " + deals.c.partner + " "),
        ),
    ),
)
"""Somebody should look at it first: what is kept of its customer, now."""


def narrowed(only: Narrowed) -> ColumnElement[bool]:
    """Which approvals fit: by their deal, or, where they are about something else, by their partner."""
    if only.everything:
        return true()
    return or_(_by_partner(only), exists().where(approvals.c.kind == "deal", *_of_deal(only)))


def _by_partner(only: Narrowed) -> ColumnElement[bool]:
    """A request to join has a partner and a region, and nothing else that could fit."""
    if not only.named or only.ref or only.over or only.overdue or only.conflict is not None:
        return false()
    fits = (or_(approvals.c.partner.in_(named.partners), approvals.c.region.in_(named.regions)) for named in only.named)
    return and_(approvals.c.kind != "deal", *fits)


def _of_deal(only: Narrowed) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [deals.c.id == approvals.c.subject]
    if only.key:
        whole = deals.c.customer_key.contains(only.key, autoescape=True)
        conditions.append(or_(whole, and_(true(), *map(_has_to_do_with, only.named))) if only.named else whole)
    if only.ref:
        conditions.append(deals.c.ref == only.ref)
    if only.limits:
        conditions.append(_worth_more(only))
    if only.conflict is not None:
        conditions.append(_CONTESTED if only.conflict else ~_CONTESTED)
    if only.overdue:
        conditions.append(deals.c.answer_by < only.overdue)
    return conditions


def _has_to_do_with(named: Named) -> ColumnElement[bool]:
    return or_(
        deals.c.country.in_(named.countries),
        deals.c.region.in_(named.regions),
        deals.c.partner.in_(named.partners),
        deals.c.customer_key.contains(named.key, autoescape=True),
    )


def _worth_more(only: Narrowed) -> ColumnElement[bool]:
    """Amounts are kept as text: as floating numbers they are in the same order, up to fifteen digits."""
    worth = cast(deals.c.amount, Double)
    known = [currency for currency, _ in only.limits]
    more = (and_(deals.c.currency == currency, worth > float(limit)) for currency, limit in only.limits)
    return or_(deals.c.currency.not_in(known), *more)
