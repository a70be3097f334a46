"""Assigning: everybody has what the rules say to do, and nothing else, soon after anything of it has changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.deals import Step
from domain.people import Person
from domain.refusal import Refusal
from domain.training import Certificate, Enrolment, Rule, Standing, assigned, last_day
from handlers import announcements_moved, digests_daily
from handlers.apart import in_parts, together
from handlers.training_planned import plan
from handlers.training_reminders import over_at
from storage.enrolments import by_person
from storage.store import Store

BATCH = 200
"""People that one transaction looks at."""
_SELLING = "products sold"
"""What is kept of how far it was looked what partners sell."""


def mark(at: datetime, store: Store) -> str:
    """Another word where something may be assigned to anybody that was not: after the programme or a rule has changed,
    and on a new day, which may bring a certificate to renew. Who has changed is looked at by itself.
    """
    return f"{store.programmes.version} {store.training.mark()} {at.date()}"


def assign_missing(at: datetime, store: Store, after: str = "", *, size: int = BATCH) -> str:
    """The next `size` people: what the rules say is assigned to each, and what they say no more is dropped."""
    people = store.enrolments.learners(after, size=size)
    if not people:
        return ""
    rules = store.training.rules()

    def assign(some: Sequence[Person]) -> None:
        plan(_look_at(some, rules, store, at), store, at=at)

    together(people, assign, store, about=_id)
    return people[-1].id if len(people) == size else ""


def assign_changed(at: datetime, store: Store) -> bool:
    """The same for those who came, left or changed, or whose partner may have sold another product, however many others
    there are; and what is announced at nine, or waits for their daily digest, comes by the clock that they have now.
    True where there may be more.
    """
    _look_at_sellers(store)

    def find(beyond: int) -> Sequence[Person]:
        return store.enrolments.changed(size=BATCH, beyond=beyond)

    def assign(people: Sequence[Person]) -> None:
        store.enrolments.looked_at([person.id for person in people])
        _look_at(people, store.training.rules(), store, at)
        plan(people, store, at=at)
        announcements_moved.follow(people, store, at=at)
        digests_daily.follow(people, store, until=over_at, at=at)

    return in_parts(find, BATCH, assign, store, about=_id)


def _look_at_sellers(store: Store) -> None:
    """Where a rule asks what a partner sells: those at whose deals somebody has been since."""
    if not any(rule.products for rule in store.training.rules()):
        return
    seen, _ = store.lookouts.last(_SELLING)
    newest = str(store.acts.head().count)
    if seen:  # else whoever there is is looked at for the rule's sake
        sellers = store.acts.partners((f"deal-{Step.SUBMIT}", f"deal-{Step.EDIT}"), after=int(seen))
        store.enrolments.look_again_at(sellers)
    if seen != newest:
        store.lookouts.keep(_SELLING, newest, "")


def _id(person: Person) -> str:
    return person.id


def _look_at(people: Sequence[Person], rules: Sequence[Rule], store: Store, at: datetime) -> Sequence[Person]:
    """What each has to do is as the rules say, where there are any; of whoever has left, nothing. Those for whom
    something of it is new.
    """
    ids = [person.id for person in people]
    asked = {person.partner for person in people if person.partner} if any(rule.products for rule in rules) else set()
    courses, sold = (store.training.courses(), store.training.sold(asked)) if rules else ({}, {})
    doing, won = by_person(store.enrolments.open_of(ids)), by_person(store.enrolments.certificates_of(ids))
    new, unsettled = list[Person](), list[str]()
    for person in people:
        partner = store.partners.get(person.partner) if person.partner else None
        # Whoever works for a partner that there is no more has left.
        who = person if partner or not person.partner else replace(person, roles=frozenset())
        wanted = assigned(who, partner, rules, courses, sold.get(person.partner, ()))
        if rules or who.left:
            try:
                new += [person] * _bring(who, wanted, doing.get(person.id, ()), won.get(person.id, ()), store, at)
            except Refusal:
                unsettled.append(person.id)
    store.enrolments.look_again(unsettled)
    return new


def _bring(
    person: Person,
    wanted: Mapping[str, Rule],
    doing: Iterable[Enrolment],
    won: Iterable[Certificate],
    store: Store,
    at: datetime,
) -> bool:
    """What this person has to do, as it is wanted; whether any of it is new. Refusal where it is in other hands."""
    zone = ZoneInfo(person.zone)
    today, newest = at.astimezone(zone).date(), {one.course: one for one in reversed(tuple(won))}
    open_, new = {one.course: one for one in doing}, False
    for course, rule in wanted.items():
        last = newest.get(course)
        if there := open_.get(course):
            since_on = there.since_on if there.rule else today  # what somebody wished to take is assigned only now
            due_on = _due(rule, since_on or there.since.astimezone(zone).date(), last)
            new |= store.enrolments.confirm(there, rule=rule.key, due_on=due_on, since_on=since_on) is not there
        elif last is None or last.to_renew(today):
            due_on = _due(rule, today, last)
            store.enrolments.assign(person.id, course, at=at, rule=rule.key, due_on=due_on, since_on=today)
            new = True
    for there in open_.values():
        if there.course not in wanted and (there.rule or person.left):
            _leave(there, person, store)
            new = True
    return new


def _due(rule: Rule, since: date, last: Certificate | None) -> date | None:
    """The last day on which it is done in time: before a certificate ends, or so many days after it was assigned."""
    if last and last.ends_on and last.ends_on > since:
        return last_day(last.ends_on)
    return None if rule.days is None else since + timedelta(days=rule.days)


def _leave(there: Enrolment, person: Person, store: Store) -> None:
    """Nobody asks for it any more; whoever has a seat keeps it, unless they have left."""
    if there.standing is Standing.REGISTERED and not person.left:
        store.enrolments.confirm(there, rule="", due_on=None)
    else:
        store.enrolments.drop(there)
