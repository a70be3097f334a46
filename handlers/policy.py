"""Who is asked: the programme's rules as they fall on a deal, and the people behind each step."""

from dataclasses import replace
from datetime import date

from domain.approvals import UNDECIDED, Approval
from domain.deals import Deal
from domain.partners import Partner
from domain.people import DECIDERS, ROLES, Person, Role
from domain.policy import Filing, Ground, Plan, Step, ground, named, planned, summoned, with_ids
from domain.programme import VENDOR, Programme
from storage.store import Store
from views.policy import Explained


def plan_for(
    deal: Deal, partner: Partner, store: Store, *, on: date, auto: bool = True, programme: Programme | None = None
) -> Plan:
    """By whom this deal is to be decided, under the programme in force if no other; without `auto` always by people."""
    filing = Filing(
        region=deal.region,
        amount=deal.terms.amount,
        tier=partner.tier,
        product=deal.terms.product,
        partner_type=partner.type,
        deal_type=deal.terms.deal_type,
        conflict=deal.conflict,
        on=on,
    )
    plan = planned(programme or store.programme, filing, auto=auto)
    return named(replace(plan, programme=store.programmes.version), lambda email: _id_of(email, store))


def _id_of(email: str, store: Store) -> str:
    known = store.people.with_email(VENDOR, email)
    return known.id if known else ""


def named_since(approval: Approval, store: Store) -> bool:
    """Whether it asks somebody by an e-mail that is a person's only now; from now on that person is asked."""
    if approval.plan is None:
        return False
    plan = named(approval.plan, lambda email: _id_of(email, store))
    asked = with_ids(approval.asked, lambda email: _id_of(email, store))
    return plan != approval.plan and store.approvals.name(approval, asked=asked, plan=plan)


def first_asked(plan: Plan, deal: Deal, store: Store, *, filer: Person | None = None) -> tuple[Person, ...]:
    """Who is asked first; nobody, where a rule decides."""
    if not plan.steps:
        return ()
    # Of the partners' people nobody has a delegate, and most deals are theirs.
    besides = (deal.filed_by,) if filer and filer.partner else own_hands(deal.filed_by, store)
    return _summoned(plan.steps[0], deal.partner, deal.region, store, besides=besides)[0]


def own_hands(filed_by: str, store: Store) -> tuple[str, ...]:
    """Whoever filed it, and who decides for them while they are away: neither decides it."""
    filer = store.people.get(filed_by) if filed_by else None
    return (filed_by, filer.away.to) if filer and filer.away and filer.away.to else (filed_by,)


def asked_by(approval: Approval, store: Store) -> tuple[Person, ...]:
    """Who may answer in the present step, as far up as it takes; those who have count among them, and are left out."""
    return store.once((asked_by, approval), lambda: _asked_by(approval, store))


def _asked_by(approval: Approval, store: Store) -> tuple[Person, ...]:
    votes = store.approvals.votes(approval) if approval.barred else ()
    here = {vote.by for vote in votes if vote.step == approval.step}
    over = [one for one in approval.barred if one not in here]
    besides = (*own_hands(approval.filed_by, store), *approval.not_by, *over)
    people = _summoned(approval.now, approval.partner, approval.region, store, besides=besides)[0]
    return tuple(person for person in people if approval.decidable_by(person))


def too_few(approval: Approval, people: tuple[Person, ...], store: Store) -> bool:
    """Whether the present step cannot be done by these and those who have said yes in it."""
    step, partner, region = approval.now, approval.partner, approval.region
    votes = store.approvals.votes(approval) if approval.barred and step.size > 1 else ()
    said = [vote.answers for vote in votes if vote.step == approval.step]
    could = [step.answered_by(person, partner=partner, region=region) for person in people]
    return not step.settled([answers for answers in (*said, *could) if answers])


def barred_from(approval: Approval, step: Step, voted: tuple[str, ...], store: Store) -> tuple[str, ...]:
    """Who may not answer in this step because they have voted before; nobody, where there is nobody else."""
    besides = (*own_hands(approval.filed_by, store), *approval.not_by, *voted)
    return voted if _summoned(step, approval.partner, approval.region, store, besides=besides)[1] else ()


def _summoned(
    step: Step, partner: str, region: str, store: Store, *, besides: tuple[str, ...]
) -> tuple[tuple[Person, ...], bool]:
    """The filer is never asked: they may not decide. Who is away is not asked either, but who decides for them."""

    def holders(role: Role) -> tuple[Person, ...]:
        return tuple(person for person in store.people.holders(role) if person.id not in besides)

    by_name = [store.people.get(one) for one in step.asked if one not in ROLES and one not in besides]
    people = [person for person in by_name if person]

    def find(person_id: str) -> Person | None:
        return None if person_id in ("", *besides) else store.people.get(person_id)

    return summoned(step, holders, people, partner=partner, region=region, find=find)


def names_in(approval: Approval, store: Store) -> dict[str, str]:
    """Those who are asked by name, by their id."""
    asked = {one for step in approval.steps for one in step.asked if one not in ROLES}
    found = {one: store.people.get(one) for one in sorted(asked)}
    return {one: person.name for one, person in found.items() if person}


def explained(approval: Approval, store: Store, language: str, *, reader: Person | None = None) -> Explained:
    """Who decides it, and why, as it is now; `reader` is who asks."""
    partner, region = store.partners.get(approval.partner), approval.region
    votes = store.approvals.votes(approval)
    return Explained(
        approval=approval,
        votes=votes,
        names=names_in(approval, store),
        asked=_asked(approval, store) if approval.phase in UNDECIDED else {},
        partner=partner.name if partner else approval.partner,
        region=store.programme.region(region).label(language) if region else "",
        reader=_ground(approval, approval.now, reader) if reader and approval.decidable_by(reader) else None,
        voted=reader is not None and reader.id in approval.barred,
    )


def _asked(approval: Approval, store: Store) -> dict[int, tuple[tuple[str, Ground], ...]]:
    """From the present step on, where the vendor decides; what partners decide themselves has other ways."""
    found: dict[int, tuple[tuple[str, Ground], ...]] = {}
    for number, step in enumerate(approval.steps):
        if number < approval.step or all(one in ROLES and one not in DECIDERS for one in step.asked):
            continue
        now = number == approval.step
        people = asked_by(approval, store) if now else _later(approval, step, store)
        grounds = [(person.name, _ground(approval, approval.now if now else step, person)) for person in people]
        found[number] = tuple((name, why) for name, why in grounds if why)
    return found


def _later(approval: Approval, step: Step, store: Store) -> tuple[Person, ...]:
    besides = (*own_hands(approval.filed_by, store), *approval.not_by)
    return _summoned(step, approval.partner, approval.region, store, besides=besides)[0]


def _ground(approval: Approval, step: Step, person: Person) -> Ground | None:
    """Their own, else that of somebody for whom they decide."""
    grounds = (
        ground(step.asked, name, partner=approval.partner, region=approval.region)
        for name in (person, *person.stands_in)
    )
    return next(filter(None, grounds), None)
