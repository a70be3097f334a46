"""Protection: what a deal gets when it is approved, how many there may be, and who is reminded of the end."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.deals import Deal, State, protected_until
from domain.notices import DealExpiring
from domain.partners import Partner
from domain.protections import Protection, days_protected, next_reminder, reminders
from domain.refusal import Refusal
from handlers.deals import hearers, limit_of, partner_of
from storage.store import Store


def protected(deal: Deal, at: datetime, store: Store) -> Deal:
    """With its protection; Refusal where there can be none, and nothing is decided then."""
    partner = partner_of(deal, store)
    zone = ZoneInfo(partner.zone)
    until = protected_until(at, days_protected(store.programme, partner.tier, deal.terms), zone)
    if until > at:
        _check_room(partner, at, store)
        other = store.protections.take(deal, since=at, until=until, remind_at=next_reminder(until, zone, after=at))
        if other is not None:
            raise _taken(other, store)
    return replace(deal, protected_until=until)


def _check_room(partner: Partner, at: datetime, store: Store) -> None:
    limit = limit_of(partner, store)
    if limit is not None and store.protections.count(partner.key, at=at, alone=True) >= limit:
        raise Refusal("deal-capacity-reached", partner=partner.name, limit=limit)


def _taken(other: Protection, store: Store) -> Refusal:
    holder = store.deals.get(other.deal)
    if holder is None:
        return Refusal("not-found")
    return Refusal(
        "deal-protected-already",
        ref=holder.ref,
        partner=partner_of(holder, store).name,
        since=other.since,
        until=other.until,
    )


def remind_due(at: datetime, store: Store) -> None:
    """Whoever filed a deal whose protection ends soon is reminded, once for each of the days before."""
    for protection in store.protections.to_remind(at):
        deal = store.deals.get(protection.deal)
        if deal is not None:
            _remind(deal, protection, at, store)


def _remind(deal: Deal, protection: Protection, at: datetime, store: Store) -> None:
    """Of several that are due since Tandem stood still, only the last is still news."""
    zone = ZoneInfo(partner_of(deal, store).zone)
    since = protection.remind_at or at
    due = [one for one in reminders(protection.until, zone) if since <= one.at <= at]
    if not store.protections.reminded(protection, then=next_reminder(protection.until, zone, after=at)):
        return
    if due and deal.state is State.APPROVED and at < protection.until:
        notice = DealExpiring(deal.id, f"{int(protection.until.timestamp())}.{due[-1].days}")
        store.outbox.put(notice, to=hearers(deal, store.people.get(deal.filed_by), store), at=at)
