"""Deal desks: one card in a channel for all who want requests there, and whoever takes it has it in private."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from domain.approvals import UNDECIDED, Approval
from domain.deals import Deal
from domain.notices.deals import DealAtDesk, DealAwaitsDecision, DealTaken, DeskUnreachable
from domain.notices.notice import topic
from domain.people import Person, Role
from domain.places import Identity, Platform
from domain.programme import DealDesk
from domain.refusal import Refusal
from handlers.apart import each, together
from handlers.missed import Missed
from handlers.replies import Reply, Show
from handlers.requests import Press
from handlers.standing_in import may_answer
from storage.approvals import access_approval
from storage.deal_desks import Untold
from storage.people import Known
from storage.store import Store
from views import deal_desks as views
from views.translator import Translator
from views.vocabulary import Card

KIND = DealAwaitsDecision.about
PATIENCE = timedelta(minutes=5)
"""How long a request may be on its way to a desk: its workspace may be paused, or Tandem taken out of it."""


def ask_deciders(
    deal: Deal, occasion: str, people: Iterable[Person], store: Store, *, at: datetime, more: bool = False
) -> None:
    """Each is asked by a message of their own, and those who want it so by one card at the desk of the region.

    `more` are asked besides others: a card that stands there already does for them. Else a new one takes its place.
    """
    people = tuple(people)
    desk = _desk(deal, store) if any(person.desk for person in people) else None
    there = frozenset(person.id for person in people if person.desk) if desk else frozenset()
    notice = DealAwaitsDecision(deal.id, occasion)
    store.outbox.put(notice, to=people, at=at, promised=deal.answer_by, at_desk=there)
    standing = store.deal_desks.standing(topic(KIND, deal.id)) if desk else ()
    if desk and not (more and standing):
        store.outbox.take_back(standing, "renewed", at=at)
        words = {"language": store.programme.language, "zone": store.programme.zone}
        store.outbox.address(DealAtDesk(deal.id, occasion), to=_address(desk, store), at=at, **words)


def _desk(deal: Deal, store: Store) -> DealDesk | None:
    """None where there is none, or nothing can be said in its workspace now."""
    desk = store.programme.desk_of(deal.region)
    there = store.installations.get(Platform(desk.platform), desk.tenant) if desk else None
    return None if there and there.disabled else desk


def _address(desk: DealDesk, store: Store) -> Known:
    platform = Platform(desk.platform)
    return Known(
        identity=Identity(platform, desk.tenant, ""),
        conversation=desk.channel,
        service=store.installations.service(platform, desk.tenant),
        host=desk.tenant,
    )


def missed(one: Missed, store: Store, at: datetime) -> None:
    """What waits is not there to be read: those who were to read it are told by themselves, and once the admins."""
    approval = _open(one.subject, store)
    if approval:
        _tell_each(approval, store, at=at)
        _tell_admins(one.channel, store, at=at)


def tell_directly(at: datetime, store: Store) -> None:
    """What could not be said at a desk for PATIENCE, or may not have been, whatever it waits for, is told to each."""

    def tell(untold: Untold) -> None:
        approval = _open(untold.deal, store) if store.deal_desks.call_off(untold, at=at) else None
        if approval and _tell_each(approval, store, at=at):
            _tell_admins(untold.channel, store, at=at)

    together(store.deal_desks.untold(at - PATIENCE), each(tell), store, about=lambda untold: untold.deal)


def _open(deal_id: str, store: Store) -> Approval | None:
    approval = store.approvals.of(KIND, deal_id)
    return approval if approval and approval.phase in UNDECIDED else None


def _tell_each(approval: Approval, store: Store, *, at: datetime) -> bool:
    """Each once who may decide it now; whoever has taken it has it already. Whether anybody is told."""
    taker = store.deal_desks.taker(approval.id)
    there = store.deal_desks.told_there(topic(KIND, approval.subject), ending=approval.mark)
    some = [copy for person, copy in there.items() if _able(person, approval, store) and person != taker]
    return store.deal_desks.fall_back(some, at=at)


def _tell_admins(channel: str, store: Store, *, at: datetime) -> None:
    notice = DeskUnreachable(channel, at.date().isoformat())
    store.outbox.put(notice, to=store.people.holders(Role.ADMIN), at=at)


# --- taking ---


def take(request: Press, store: Store) -> Reply:
    """Whoever may decide it has it in private from now on; the others read who that is."""
    approval, me = _accessed(request, store), request.person.id
    if approval.phase not in UNDECIDED:
        return Show(at_desk(approval.subject, request.person, store, request.t))
    while True:  # until it is mine, or somebody's: others may take it, or give it back, meanwhile
        before = store.deal_desks.taker(approval.id)
        other = _holder(before, approval, store)
        if other and other.id != me:
            return Show(views.anothers(other.name, request.t))
        if store.deal_desks.take(approval.id, me, instead=before, at=request.at):
            break
    if before != me:
        taken = DealTaken(approval.subject, f"{me}.{request.at.isoformat()}{approval.mark}")
        store.outbox.put(taken, to=[request.person], at=request.at)
        _note(approval, "desk-taken", request, store)
    _amend(approval, store, at=request.at)
    return Show(views.yours(request.t))


def give_back(request: Press, store: Store) -> Reply:
    """It is anybody's again; only who has taken it can say so, and where they cannot any more, whoever may decide."""
    approval = _accessed(request, store)
    if approval.phase not in UNDECIDED:
        return Show(at_desk(approval.subject, request.person, store, request.t))
    before = store.deal_desks.taker(approval.id)
    other = _holder(before, approval, store)
    if other and other.id != request.person.id:
        raise Refusal("desk-not-yours")
    if store.deal_desks.give_back(approval.id, before):
        _note(approval, "desk-given-back", request, store, whom=before)
    _amend(approval, store, at=request.at)
    return Show(views.given_back(request.t))


def _note(approval: Approval, what: str, request: Press, store: Store, **detail: str) -> None:
    about = topic(KIND, approval.subject)
    store.acts.note(request.person.id, what, about, at=request.at, partner=approval.partner, **detail)


def _accessed(request: Press, store: Store) -> Approval:
    """Refusal("not-found") for whoever may not decide it now: they learn nothing of it."""
    approval = access_approval(store.approvals, request.person, request.ref)
    waits = approval.phase in UNDECIDED
    if approval.kind != KIND or (waits and not approval.decidable_by(request.person)):
        raise Refusal("not-found")
    return approval


def _holder(person_id: str, approval: Approval, store: Store) -> Person | None:
    """This person, who has taken it, where they are here and may still decide it."""
    person = _able(person_id, approval, store)
    return person if person and person.away is None else None


def _able(person_id: str, approval: Approval, store: Store) -> Person | None:
    """This person, where they may (still) decide it."""
    person = store.people.get(person_id)
    return person if person and may_answer(person, approval, store) else None


def _amend(approval: Approval, store: Store, *, at: datetime) -> None:
    store.outbox.amend(topic(KIND, approval.subject), at=at, only=DealAtDesk.kind)


# --- telling ---


def at_desk(deal_id: str, _: Person, store: Store, t: Translator) -> Card:
    """To everybody in the channel: customer, amount, partner, until when, and who has taken it; nothing else."""
    approval, deal = store.approvals.of(KIND, deal_id), store.deals.get(deal_id)
    if approval is None or deal is None:
        raise Refusal("not-found")
    partner, taker = store.partners.get(deal.partner), _holder(store.deal_desks.taker(approval.id), approval, store)
    return views.at_desk(
        approval, deal, partner.name if partner else deal.partner, t, taker=taker.name if taker else ""
    )


def unreachable(subject: str, reader: Person, _: Store, t: Translator) -> Card:
    """To the admins: nothing can be said in this channel."""
    if Role.ADMIN not in reader.roles:
        raise Refusal("not-found")
    platform, channel = subject.split(":", 1)
    return views.unreachable(Platform(platform), channel, t)


Worded = Callable[[str, Person, Store, Translator], Card]

NOTICES: Mapping[str, Worded] = {
    DealAtDesk.kind: at_desk,
    DeskUnreachable.kind: unreachable,
}
