"""Who is asked to decide a deal, and who hears what became of it."""

from collections.abc import Iterable
from datetime import datetime

from domain.approvals import UNDECIDED, Approval
from domain.deals import Deal
from domain.notices.deals import DealAtDesk, DealAwaitsDecision, DealEscalated, DealStillWaits, DealUndecidable
from domain.notices.notice import topic
from domain.people import Person, Role
from domain.policy import Plan
from handlers.deadlines import begin
from handlers.deal_desks import ask_deciders
from handlers.deals_known import KIND, kept
from handlers.policy import asked_by, too_few
from storage.store import Store


def deciders(deal: Deal, store: Store) -> tuple[Person, ...]:
    """Who is asked now; nobody once it is decided."""
    approval = store.approvals.of(KIND, deal.id)
    return asked_by(approval, store) if approval and approval.phase in UNDECIDED else ()


def ask_for_decision(deal: Deal, plan: Plan, people: tuple[Person, ...], store: Store, *, at: datetime) -> None:
    approval = store.approvals.ask(
        KIND, deal.id, partner=deal.partner, region=deal.region, plan=plan, filed_by=deal.filed_by, at=at
    )
    begin(approval, people, store, at=at)
    tell_deciders(deal, people, store, at=at, few=too_few(approval, people, store))


def ask_again(deal: Deal, store: Store, *, at: datetime) -> bool:
    """Whoever was asked is not there any more: those who hold the role now are, each once, or the admins are told.

    Whether anybody is asked who was not before.
    """
    approval = store.approvals.of(KIND, deal.id)
    people = asked_by(approval, store) if approval else ()
    new = _ask_new(deal, approval, people, store, at=at) if approval else []
    few = approval is not None and too_few(approval, people, store)
    _tell_admins(deal, new, store, at=at, occasion=str(deal.version), few=few)
    return bool(new)


def ask_others(deal: Deal, store: Store, *, at: datetime) -> None:
    """Others are asked now than before: each who was not yet is told, or the admins are, where nobody can be."""
    approval = store.approvals.of(KIND, deal.id)
    if approval is None or approval.phase not in UNDECIDED:
        return
    times = store.outbox.times(topic(KIND, deal.id), DealAwaitsDecision.kind)
    people = asked_by(approval, store)
    _ask_new(deal, approval, people, store, at=at)
    few = too_few(approval, people, store)
    _tell_admins(deal, people, store, at=at, occasion=f"{deal.version}.{times}", few=few)


def _ask_new(deal: Deal, approval: Approval, people: Iterable[Person], store: Store, *, at: datetime) -> list[Person]:
    """Those of the present step who were not told of it yet."""
    about = topic(KIND, deal.id)
    told = store.outbox.audience(about, DealAwaitsDecision.kind, tried=True, ending=approval.mark)
    new = [person for person in people if person.id not in told]
    if new:
        ask_deciders(deal, _occasion(deal, approval, store), new, store, at=at, more=True)
    return new


def _occasion(deal: Deal, approval: Approval, store: Store) -> str:
    """Of one more notice; a later step's ends as storage.approvals looks for it."""
    times = store.outbox.times(topic(KIND, deal.id), DealAwaitsDecision.kind)
    return f"{deal.version}.{times}{approval.mark}"


def _tell_admins(
    deal: Deal, people: Iterable[Person], store: Store, *, at: datetime, occasion: str, few: bool = False
) -> None:
    """Where none of these can be reached, or they are too few."""
    if few or not any(store.people.reachable(person.id) for person in people):
        store.outbox.put(DealUndecidable(deal.id, occasion), to=store.people.holders(Role.ADMIN), at=at)


def reach(approval: Approval, store: Store, at: datetime) -> None:
    """Those who are to be asked now and were not are; who was asked again for a time only sees that it is over, and a
    desk who has it.
    """
    for card in (DealStillWaits, DealEscalated, DealAtDesk):
        store.outbox.amend(topic(KIND, approval.subject), at=at, only=card.kind)
    ask_others(kept(approval.subject, store), store, at=at)


def tell_deciders(
    deal: Deal, people: tuple[Person, ...], store: Store, *, at: datetime, again: bool = False, few: bool = False
) -> None:
    """Each is asked once, unless `again`: what was said is void.

    Where none can be reached, or they are too few, the admins are told.
    """
    asked_before = deal.version > 1 and not again
    told = store.outbox.audience(topic(KIND, deal.id), DealAwaitsDecision.kind) if asked_before else ()
    occasion = str(deal.version)
    new = [person for person in people if person.id not in told]
    if new:
        ask_deciders(deal, occasion, new, store, at=at)
    _tell_admins(deal, people, store, at=at, occasion=occasion, few=few)


def summon(approval: Approval, store: Store, at: datetime) -> None:
    """A later step has begun: those of it are asked, each by a new message; where nobody is, the admins are told."""
    deal, people = kept(approval.subject, store), asked_by(approval, store)
    occasion = _occasion(deal, approval, store)
    store.deal_desks.drop(approval.id)
    ask_deciders(deal, occasion, people, store, at=at)
    _tell_admins(deal, people, store, at=at, occasion=occasion, few=too_few(approval, people, store))


def hearers(deal: Deal, filer: Person | None, store: Store) -> tuple[Person, ...]:
    """Who is told what becomes of it: its filer; where that is nobody of the partner's (any more), its people too."""
    filers = (filer,) if filer and not filer.left else ()
    if filers and filers[0].partner == deal.partner:
        return filers
    return (*store.people.team(deal.partner), *filers)
