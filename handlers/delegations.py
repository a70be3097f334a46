"""Absences: who is away says until when, and who decides for them; what waits goes there, and comes back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.acts import TANDEM
from domain.approvals import Approval
from domain.delegations import WHY, Course, Delegation, as_high
from domain.notices.deals import Delegated
from domain.notices.notice import topic
from domain.people import DECIDERS, Person
from domain.programme import VENDOR
from domain.refusal import Refusal
from domain.when import instant, read_day
from handlers.absences import give_way, over
from handlers.apart import each, in_parts, together
from handlers.deals_known import today
from handlers.deals_told import Worded
from handlers.people import folded
from handlers.replies import Amend, OpenForm, Options, Reply, Show
from handlers.requests import Command, Press, Request, Search, Submission
from handlers.standing_in import stand_in
from handlers.subjects import SUBJECTS
from storage.delegations import access_delegation
from storage.store import Store
from views import delegations as views
from views.translator import LANGUAGES, Translator, typed_words
from views.vocabulary import Card, Form, Option, said

KIND = "delegation"
FOUND = 15
PAGE = 20
"""How much of what waits is passed on in one transaction, so that nobody waits behind it."""
_DAY = timedelta(days=1)
_MOMENT = timedelta(microseconds=1)


# --- planning an absence ---


def form(request: Command | Press, store: Store) -> Reply:
    """Asks who decides, and from when until when; what was typed behind the command stands there already."""
    words = request.words.strip() if isinstance(request, Command) else ""
    values = {"since": today(request).isoformat(), **_read(words, request, store)}
    return OpenForm(_form(values, request, store))


def _read(words: str, request: Request, store: Store) -> Mapping[str, str]:
    """The name of somebody who could, or the last day: "Ola Lis", "until friday"."""
    if not words:
        return {}
    able = _able(request.person, words, store)
    if len(able) == 1:
        return {"to": able[0].id}
    first, _, rest = words.partition(" ")
    untils = {word for language in LANGUAGES for word in typed_words(language).text("word-until").split()}
    try:
        last = read_day(
            rest if first.casefold() in untils else words, language=request.t.language, today=today(request)
        )
    except Refusal:
        return {}
    return {"until": last.isoformat()}


def form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    return _form(request.values, request, store)


def _form(values: Mapping[str, str], request: Request, store: Store) -> Form:
    to = _named(values.get("to", ""), request.person, store)
    return views.form(values, to, request.t)


def _named(person_id: str, absent: Person, store: Store) -> Person | None:
    """The one with this id, where they may decide for who is away."""
    found = store.people.get(person_id) if person_id else None
    return found if found and found.id != absent.id and as_high(found, absent) else None


def search(request: Search, store: Store) -> Reply:
    """Who could decide for this person, by what was typed of the name."""
    able = _able(request.person, request.text, store)
    return Options(tuple(Option(person.id, said(person.name)) for person in able[:FOUND]))


def _able(absent: Person, typed: str, store: Store) -> tuple[Person, ...]:
    everybody = {person.id: person for role in DECIDERS for person in store.people.holders(role)}
    able = (
        person
        for person in everybody.values()
        if person.id != absent.id and as_high(person, absent) and folded(typed) in folded(person.name)
    )
    return tuple(sorted(able, key=lambda person: (person.name, person.id)))


def save(request: Submission, store: Store) -> Reply:
    """Planned, or begun at once; whoever is to decide is told."""
    person, given = request.person, request.values
    delegate = _delegate(request, store)
    since, until = _days(request)
    store.people.team(VENDOR, alone=True)  # two who plan at once see each other
    _check_free(person, delegate, since, until, store)
    new = Delegation(
        id="",
        by=person.id,
        to=delegate.id if delegate else "",
        since=since,
        until=until,
        why=" ".join(given.get("why", "").split())[:WHY],
    )
    new = store.delegations.add(new, at=request.at)
    give_way(person, store, at=request.at)
    if delegate:
        store.outbox.put(Delegated(new.id), to=[delegate], at=request.at)
    if new.since <= request.at:
        _move(new, store, by=person.id, at=request.at)
    return Show(_listing(request, store))


def _delegate(request: Submission, store: Store) -> Person | None:
    """Who was picked, or whose name was typed where no other is like it."""
    wanted = request.values.get("to", "").strip()
    if not wanted:
        return None
    picked = _named(wanted, request.person, store)
    able = (picked,) if picked else _able(request.person, wanted, store)
    if len(able) != 1:
        raise Refusal("delegate-not-able", field="to")
    return able[0]


def _days(request: Submission) -> tuple[datetime, datetime]:
    """From the beginning of the first day, or from now on, to the end of the last, where the person is."""
    zone = ZoneInfo(request.person.zone)
    first, last = _day("since", request), _day("until", request)
    if last < first:
        raise Refusal("delegation-turned", field="until")
    begins = instant(first, time(), zone)
    return max(begins, request.at), instant(last + _DAY, time(), zone)


def _day(field: str, request: Submission) -> date:
    typed = request.values.get(field, "").strip()
    if not typed:
        raise Refusal("field-required", field=field)
    try:
        return read_day(typed, language=request.t.language, today=today(request))
    except Refusal as refusal:
        refusal.field = field
        raise


def _check_free(person: Person, delegate: Person | None, since: datetime, until: datetime, store: Store) -> None:
    """Refusal where they are away then already; or whoever is to decide is, for nobody passes on what was passed on."""

    def away(who: Person) -> list[Delegation]:
        return [one for one in store.delegations.of(who.id) if one.by == who.id and one.overlaps(since, until)]

    by_hand = [one for one in away(person) if not one.source]  # what a calendar says gives way
    if by_hand:
        raise Refusal("delegation-overlaps", field="since", until=_last_day(by_hand[0], person))
    if delegate and away(delegate):
        raise Refusal("delegate-away", field="to", name=delegate.name)


def _last_day(delegation: Delegation, person: Person) -> date:
    return (delegation.until - _MOMENT).astimezone(ZoneInfo(person.zone)).date()


# --- one's own ---


def listing(request: Request, store: Store) -> Reply:
    """One's own absences, and for whom one decides."""
    return Show(_listing(request, store))


def _listing(request: Request, store: Store) -> Card:
    live = store.delegations.of(request.person.id)
    return views.listing([(one, _other(one, request.person, store)) for one in live], request.person, request.t)


def _other(delegation: Delegation, person: Person, store: Store) -> str:
    """The name of who is on the other side."""
    other = store.people.get(delegation.to if delegation.by == person.id else delegation.by)
    return other.name if other else ""


def end(request: Press, store: Store) -> Reply:
    """Over from now on; what still waits is asked of this person again."""
    mine = access_delegation(store.delegations, request.person, request.ref)
    if mine.course is not Course.OVER:
        # How long it was to be is kept: what was ended by hand is not to come from a calendar again.
        ended = replace(over(mine, request.at), until=mine.until)
        store.delegations.keep(mine, ended, by=request.person.id, at=request.at)
        store.outbox.amend(topic(KIND, mine.id), at=request.at)
        if ended.after is not None:
            _move(ended, store, by=request.person.id, at=request.at)
    return Amend(_listing(request, store))


# --- by the clock ---


def pass_on(at: datetime, store: Store) -> bool:
    """An absence that begins or ends, a page of what waits at a time; whether there may be more."""

    def find(beyond: int) -> Sequence[Delegation]:
        due = store.delegations.due(at, beyond=beyond)
        return (due,) if due else ()

    def move(delegation: Delegation) -> None:
        _move(delegation, store, by=TANDEM, at=at)

    return in_parts(find, 1, each(move), store, about=lambda delegation: delegation.id)


def _move(delegation: Delegation, store: Store, *, by: str, at: datetime) -> None:
    """Those are asked who are to be asked now and were not; what was somebody's only for the time is taken back."""
    turned = delegation.turned(at)
    absent = store.people.get(delegation.by)
    assert absent is not None, "nobody is ever deleted"
    page = store.asked.touched_by(stand_in(absent, store, at=at), cursor_text=turned.after or "", size=PAGE)
    if not store.delegations.keep(delegation, replace(turned, after=page.next or None), by=by, at=at):
        return
    some = sorted(page.items, key=lambda one: (one.partner, one.subject))

    def reach(approval: Approval) -> None:
        if asks := SUBJECTS[approval.kind].reach:
            asks(approval, store, at)

    if by == TANDEM:
        together(some, each(reach), store, about=lambda one: one.id)
    else:  # whoever plans or ends an absence hears of a fault
        each(reach)(some)
    if turned.course is not delegation.course:
        store.outbox.amend(topic(KIND, delegation.id), at=at)


# --- told ---


def asked(delegation_id: str, reader: Person, store: Store, t: Translator) -> Card:
    """To whoever is to decide: for whom, from when until when."""
    delegation = store.delegations.get(delegation_id)
    if delegation is None or delegation.to != reader.id:
        raise Refusal("not-found")
    absent = store.people.get(delegation.by)
    return views.asked(delegation, absent.name if absent else "", t)


NOTICES: Mapping[str, Worded] = {Delegated.kind: asked}
