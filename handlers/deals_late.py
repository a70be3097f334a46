"""Deals that nobody decides: those asked are reminded, then others are asked as well, each once."""

from collections.abc import Sequence
from datetime import datetime

from domain.approvals import Approval
from domain.deadlines import Deadline, Level
from domain.deals import Step
from domain.notices.deals import DealAwaitsDecision, DealEscalated, DealStillWaits, DealTaken, DealUndecidable
from domain.notices.notice import topic
from domain.people import DECIDERS, Person, Role
from handlers import approvals, deadlines
from handlers.apart import each, in_parts, together
from handlers.deals_known import KIND, kept
from handlers.policy import asked_by
from handlers.standing_in import may_answer
from storage.store import Store
from views import approvals as views
from views.translator import Translator
from views.vocabulary import Card

BATCH = 20
"""How many are taken in one transaction, so that nobody waits behind them."""


def remind_due(at: datetime, store: Store) -> bool:
    """Each level that is due is done, once, whatever other process looks as well; whether there may be more."""

    def find(beyond: int) -> Sequence[Deadline]:
        return store.deadlines.due(at, size=BATCH, beyond=beyond)

    def remind(deadline: Deadline) -> None:
        taken = deadlines.raised(deadline, store, at=at)
        if taken:
            _remind(*taken, store, at=at)

    return in_parts(find, BATCH, each(remind), store, about=lambda deadline: deadline.approval)


def begin_missing(at: datetime, store: Store, _after: str = "") -> str:
    """Requests from before there were answer times have one from now on."""
    missing = store.deadlines.missing(KIND, size=BATCH)

    def begin(approval_id: str) -> None:
        if approval := store.approvals.get(approval_id):
            deadlines.begin(approval, asked_by(approval, store), store, at=at)

    together(missing, each(begin), store, about=str)
    return missing[-1] if len(missing) == BATCH else ""


def _remind(deadline: Deadline, approval: Approval, store: Store, *, at: datetime) -> None:
    asked = _asked(approval, store)
    held = store.digests.waits_with(DealAwaitsDecision.kind, topic(KIND, approval.subject))
    here = tuple(person for person in _here(asked) if person.id not in held)
    more = _further(approval, asked, deadline.level, store)
    if not (more or asked):  # nobody hears of it, so nothing happened to it
        notice = DealUndecidable(approval.subject, f"{approval.id}.{deadline.version}")
        store.outbox.put(notice, to=store.people.holders(Role.ADMIN), at=at)
        return
    for kind in (DealAwaitsDecision, DealTaken, DealStillWaits, DealEscalated):  # their history grows by a line
        store.outbox.amend(topic(KIND, approval.subject), at=at, only=kind.kind)
    time = store.deadlines.times(approval.id) + 1
    occasion = f"{approval.id}.{time}"
    if more:
        store.outbox.put(DealEscalated(approval.subject, occasion), to=more, at=at)
    else:
        promised = kept(approval.subject, store).answer_by
        store.outbox.put(DealStillWaits(approval.subject, occasion), to=here, at=at, promised=promised)
    step = Step.ESCALATE if more else Step.REMIND
    if more or here:
        store.deadlines.note(approval.id, time, step, ", ".join(person.name for person in more or here), at=at)


def _asked(approval: Approval, store: Store) -> tuple[Person, ...]:
    """Those who were asked, or have taken it, and may still decide it, by name."""
    about = topic(KIND, approval.subject)
    ids = {one for kind in (DealAwaitsDecision, DealEscalated) for one in store.outbox.audience(about, kind.kind)}
    people = (store.people.get(one) for one in ids | {store.deal_desks.taker(approval.id)})
    may = (person for person in people if person and may_answer(person, approval, store))
    return tuple(sorted(may, key=lambda person: (person.name, person.id)))


def _here(people: Sequence[Person]) -> Sequence[Person]:
    """Who is away need not hear of it, unless everybody is."""
    return tuple(person for person in people if person.away is None) or people


def _further(approval: Approval, asked: tuple[Person, ...], level: Level, store: Store) -> tuple[Person, ...]:
    """At the end of the answer time one more of the same role, else of the next; later all of the next role above.

    Nobody stands in for who is asked by name.
    """
    ranks = [DECIDERS.index(Role(one)) for one in approval.asked if one in DECIDERS and one not in approval.answered]
    if level is Level.REMINDED or not ranks:
        return ()
    above, known = min(ranks) + (level is Level.ABOVE), {person.id for person in asked}
    for role in DECIDERS[above:]:
        people = tuple(
            person
            for person in store.people.holders(role)
            if person.id not in known
            and person.away is None
            and may_answer(person, approval, store)
            and person.holds(role, partner=approval.partner, region=approval.region)
        )
        if people:
            return people[:1] if level is Level.SECOND else people
    return ()


def still_waits(deal_id: str, reader: Person, store: Store, t: Translator) -> Card:
    """To those asked: it still waits."""
    return _card(deal_id, reader, store, t, "approval-still-waits")


def escalated(deal_id: str, reader: Person, store: Store, t: Translator) -> Card:
    """To somebody else who may decide: those asked have not answered in time."""
    approval = store.approvals.of(KIND, deal_id)
    alone = approval is None or (approval.now.size == 1 and approval.step == len(approval.steps) - 1)
    return _card(deal_id, reader, store, t, "approval-escalated" if alone else "approval-escalated-among-others")


def _card(deal_id: str, reader: Person, store: Store, t: Translator, why: str) -> Card:
    card = approvals.awaits_deal(deal_id, reader, store, t)
    approval = store.approvals.of(KIND, deal_id)
    return views.reminded(card, approval, why, t) if approval and may_answer(reader, approval, store) else card
