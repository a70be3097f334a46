"""A deal as whoever looks at it may know it, and the one way to change it."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.approvals import signature
from domain.conflicts import Rival
from domain.deals import (
    WAITING,
    Deal,
    Happening,
    State,
    Step,
    appeal_until,
    before_decision,
    is_untold,
    outside,
    read_ref,
)
from domain.notices.notice import topic
from domain.partners import Partner
from domain.people import Can, Person
from domain.refusal import Refusal
from domain.stalls import stalls_at
from handlers.certified import lapsed_of
from handlers.policy import asked_by
from handlers.protections import close_request
from handlers.requests import Command, Press, Request, Submission, Written
from storage.deals import access_deal
from storage.store import Store
from views import deals as views
from views.deals_facts import Shown
from views.vocabulary import Card

KIND = "deal"


def today(request: Request) -> date:
    return request.at.astimezone(ZoneInfo(request.person.zone)).date()


def kept(deal_id: str, store: Store) -> Deal:
    """The deal with this id; Refusal("not-found") where there is none."""
    deal = store.deals.get(deal_id)
    if deal is None:
        raise Refusal("not-found")
    return deal


def look_ahead(ids: Collection[str], store: Store) -> None:
    """These deals are about to be looked at, each with who decides it and what has happened to it."""
    store.deals.look_ahead(ids)
    store.approvals.look_ahead(KIND, ids)


def accessed(request: Command | Press | Submission | Written, store: Store) -> Deal:
    text = request.words if isinstance(request, Command) else request.ref
    ref = read_ref(text.partition(" ")[0])
    if ref is None:
        raise Refusal("deal-ref-missing")
    return access_deal(store.deals, request.person, ref)


def detail(deal: Deal, request: Request, store: Store) -> Card:
    return views.detail(shown(deal, request.person, store, at=request.at), request.person, request.t)


def as_told(deal: Deal, reader: Person, store: Store, *, at: datetime) -> Deal:
    """The deal as its reader knows it: for its partner it waits as long as its decision can be undone."""
    return before_decision(deal, store.deals.history(deal.id)) if _untold(deal, reader, at=at) else deal


def _untold(deal: Deal, reader: Person, *, at: datetime) -> bool:
    return bool(reader.partner) and is_untold(deal, at=at)


def check_told(deal: Deal, reader: Person, *, at: datetime) -> None:
    """Refusal while this reader does not know of its decision: whatever is done to it now would tell."""
    if _untold(deal, reader, at=at):
        raise Refusal("deal-being-decided")


def shown(deal: Deal, reader: Person, store: Store, *, at: datetime | None = None) -> Shown:
    """The deal with what its reader may know besides; rivals only for the vendor's people.

    Without `at`, where its reader is not a partner's, or its decision was told long ago.
    """
    told_at = deal.told_at if at and _untold(deal, reader, at=at) else None
    lines, partner = history(deal, reader, store, at=at), partner_of(deal, store)
    deal = as_told(deal, reader, store, at=at) if at else deal
    waits = deal.state in WAITING
    appealed = any(line.step is Step.APPEAL for line in lines)
    may_appeal = reader.may(Can.CHANGE_DEALS) and not appealed
    return Shown(
        deal=deal,
        partner=partner,
        programme=store.programme,
        history=lines,
        appeal_until=appeal_until(deal, store.programme.appeal_days, partner.zone) if may_appeal else None,
        deciders=_deciding(deal, reader, store) if waits else (),
        rivals=() if reader.partner else _rivals(deal, store),
        told_at=told_at,
        lapsed_on=lapsed_of(deal, store) if waits and not reader.partner else None,
    )


def _deciding(deal: Deal, reader: Person, store: Store) -> Sequence[str]:
    """Their names; the vendor's own for a partner who could tell from theirs what others have registered."""
    approval = store.approvals.of(KIND, deal.id)
    names = [person.name for person in asked_by(approval, store)] if approval else []
    return [store.programme.name] if names and reader.partner and store.programme.routes_conflicts else names


def history(deal: Deal, reader: Person, store: Store, *, at: datetime | None = None) -> tuple[Happening, ...]:
    """What happened to it, as far as this reader may know (at this moment); stages by their names of today."""
    lines = tuple(_named(line, reader, store) for line in store.deals.history(deal.id))
    if not reader.partner:
        return lines
    return outside(lines[:-1] if at and _untold(deal, reader, at=at) else lines)


def _named(line: Happening, reader: Person, store: Store) -> Happening:
    """In the reader's language; a stage that the programme has dropped is called as it was then."""
    if line.step is not Step.MOVE or line.reason not in store.programme.stages:
        return line
    return replace(line, words=store.programme.stage(line.reason).label(reader.language))


def _rivals(deal: Deal, store: Store) -> tuple[tuple[Rival, str], ...]:
    """Each with its partner's name; the programme may have dropped the partner since."""
    found = rivals_of(deal, store) if deal.state in WAITING else ()
    partners = ((rival, store.partners.get(rival.partner)) for rival in found)
    return tuple((rival, partner.name if partner else rival.partner) for rival, partner in partners)


def rivals_of(deal: Deal, store: Store) -> tuple[Rival, ...]:
    """What else is known of its customer now."""
    return store.conflicts.rivals(deal.terms, own=deal.partner, besides=deal.id)


def partner_of(deal: Deal, store: Store) -> Partner:
    """The programme may have dropped the partner since: its key is then all we know."""
    return store.partners.get(deal.partner) or Partner(
        key=deal.partner,
        name=deal.partner,
        type="channel",
        tier="",
        region=deal.region,
        country=deal.terms.country,
        language=store.programme.language,
        zone=store.programme.zone,
        currency=deal.terms.amount.currency,
    )


def recorded(
    step: Step, by: Person, at: datetime, *, reason: str = "", words: str = "", whom: Person | None = None
) -> Happening:
    return Happening(step=step, at=at, by=by.id, by_name=signature(by, whom), reason=reason, words=words)


def _stays_protected(deal: Deal, store: Store) -> bool:
    return deal.state is State.WON and store.programme.protection.keep_when_won


def _watched(deal: Deal, at: datetime, store: Store) -> Deal:
    """With the moment from which on nothing was heard of it for long: each change of an approved deal moves it."""
    due = stalls_at(store.programme, partner_of(deal, store).zone, since=at) if deal.state is State.APPROVED else None
    return replace(deal, stalls_at=due)


def keep(deal: Deal, changed: Deal, happening: Happening, store: Store, *, untold: timedelta = timedelta()) -> Deal:
    """Every copy that shows the deal is amended; `untold` is how long it is kept from everybody but who decides."""
    over = deal.state is State.APPROVED and changed.state is not State.APPROVED
    if over:
        close_request(deal, store, at=happening.at)
    kept = store.deals.change(deal, _watched(changed, happening.at, store), happening)
    if over and not _stays_protected(changed, store):
        store.protections.release(deal.id, at=happening.at)
    if untold:
        store.outbox.amend_apart(topic(KIND, deal.id), at=happening.at, told_at=happening.at + untold)
    else:
        store.outbox.amend(topic(KIND, deal.id), at=happening.at)
    return kept
