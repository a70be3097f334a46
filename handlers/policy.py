"""Who is asked: the programme's rules as they fall on a deal, and the people behind each step."""

from datetime import date

from domain.approvals import Approval
from domain.deals import Deal
from domain.partners import Partner
from domain.people import ROLES, Person, Role
from domain.policy import Filing, Plan, Step, named, planned, summoned
from domain.programme import VENDOR
from storage.store import Store


def plan_for(deal: Deal, partner: Partner, store: Store, *, on: date, auto: bool = True) -> Plan:
    """By whom this deal is to be decided under the programme in force; without `auto` always by people."""
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
    return named(planned(store.programme, filing, auto=auto), lambda email: _id_of(email, store))


def _id_of(email: str, store: Store) -> str:
    known = store.people.with_email(VENDOR, email)
    return known.id if known else ""


def first_asked(plan: Plan, deal: Deal, store: Store) -> tuple[Person, ...]:
    """Who is asked first; nobody, where a rule decides."""
    if not plan.steps:
        return ()
    return _summoned(plan.steps[0], deal.partner, deal.region, store, besides=(deal.filed_by,))[0]


def asked_by(approval: Approval, store: Store) -> tuple[Person, ...]:
    """Who may answer in the present step, as far up as it takes."""
    besides = (approval.filed_by, *approval.barred)
    return _summoned(approval.now, approval.partner, approval.region, store, besides=besides)[0]


def barred_from(approval: Approval, step: Step, voted: tuple[str, ...], store: Store) -> tuple[str, ...]:
    """Who may not answer in this step because they have voted before; nobody, where there is nobody else."""
    besides = (approval.filed_by, *voted)
    return voted if _summoned(step, approval.partner, approval.region, store, besides=besides)[1] else ()


def _summoned(
    step: Step, partner: str, region: str, store: Store, *, besides: tuple[str, ...]
) -> tuple[tuple[Person, ...], bool]:
    """The filer is never asked: they may not decide."""

    def holders(role: Role) -> tuple[Person, ...]:
        return tuple(person for person in store.people.holders(role) if person.id not in besides)

    by_name = [store.people.get(one) for one in step.asked if one not in ROLES and one not in besides]
    people = [person for person in by_name if person]
    return summoned(step, holders, people, partner=partner, region=region)
