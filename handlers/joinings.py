"""Joinings: somebody nobody knows asks to work for a partner, and is let in by those who speak for it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from domain.approvals import Approval, Decision, Outcome, Phase
from domain.customers import name_key
from domain.delegations import represented
from domain.joinings import KIND, LIMITS, Joining, meant
from domain.notices.notice import topic
from domain.notices.people import JoiningApproved, JoiningAwaitsDecision, JoiningRejected
from domain.partners import Partner
from domain.people import Person, Role
from domain.places import NOBODY
from domain.refusal import Refusal
from handlers.deals_told import Worded
from handlers.lookout import ask_new, asking_anew
from handlers.people import at_home
from handlers.replies import OpenForm, Options, Reply, Show
from handlers.requests import Press, Search, Submission
from handlers.standing_in import may_answer
from storage.people import Known
from storage.store import Store
from views import approvals as requests
from views import joinings as views
from views.approvals import Described
from views.translator import Translator
from views.vocabulary import Card, Form, Option, said

ASKS = 5
A_DAY = timedelta(days=1)
"""How often an account may ask, or change what it asked, in which time."""
ASKS_TOGETHER = 300
"""The same for all accounts of one workspace or tenant: each may ask somebody for a decision."""
FOUND = 15


# --- asking ---


def ask_form(request: Press, store: Store) -> Reply:
    """Asks for name and company; the form remembers the channel, where it was asked for in one."""
    _check_stranger(request.person)
    channel = "" if request.place.private else request.place.conversation
    return OpenForm(views.form(request.t, channel=channel))


def ask_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    _check_stranger(request.person)
    return views.form(request.t, request.values, channel=request.ref)


def _check_stranger(person: Person) -> None:
    if not person.stranger:
        raise Refusal("code-already-linked")


def ask(request: Submission, store: Store) -> Reply:
    """The answer is the same, whoever asks and whatever company is named. A second ask changes the first."""
    _check_stranger(request.person)
    if not request.known.identity.tenant:
        raise Refusal("join-not-here")
    asked = _asked(request, store)
    account, at = asked.account, request.at
    store.people.count_stranger(account, KIND, at=at, limit=ASKS, together=ASKS_TOGETHER, window=A_DAY)
    if request.standing not in NOBODY:
        _file(asked, store)
    return Show(views.asked(request.t))


def _asked(request: Submission, store: Store) -> Joining:
    typed = _typed(request.values)
    known, person = request.known, request.person
    partner = store.partners.get(meant(typed["company"], store.partners.all()))
    welcome = partner is not None and _welcome(partner, known, store)
    return Joining(
        id=store.new_id(),
        account=known.identity,
        host=known.host,
        conversation=known.conversation,
        channel=request.ref if request.place.private else request.place.conversation,
        service=known.service,
        standing=request.standing,
        partner=partner.key if partner and welcome else "",
        language=person.language,
        zone=person.zone,
        asked_at=request.at,
        **typed,
    )


def _typed(values: Mapping[str, str]) -> dict[str, str]:
    """Name and company in one line each; Refusal with every fault."""
    typed = {name: " ".join(values.get(name, "").split()) for name in ("name", "company")}
    typed["note"] = values.get("note", "").strip()
    faults = [Refusal("field-required", field=name) for name in ("name", "company") if not typed[name]]
    faults += [
        Refusal("field-too-long", field=name, limit=limit) for name, limit in LIMITS.items() if len(typed[name]) > limit
    ]
    if faults:
        first, *first.others = faults
        raise first
    return typed


def _welcome(partner: Partner, known: Known, store: Store) -> bool:
    """Whether this account may be one of that partner's: nobody is let in from another partner's workspace."""
    anybody = Person(id="", name="", organisation=partner.key, language="", zone="")
    return at_home(anybody, known.identity, store.programme)


def _file(asked: Joining, store: Store) -> None:
    """What waits is changed, while nobody has decided it; for another company it is withdrawn and asked anew."""
    earlier = store.joinings.open_of(asked.account)
    waits = store.approvals.of(KIND, earlier.id) if earlier else None
    if earlier and waits:
        same = earlier.partner == asked.partner
        if not store.approvals.turn(waits, Phase.OPEN if same else Phase.CLOSED):
            if store.people.known_as(asked.account) is not None:
                return  # let in at this very moment
        elif same:
            store.joinings.save(replace(asked, id=earlier.id))
            store.outbox.amend(topic(KIND, earlier.id), at=asked.asked_at)
            return
        else:
            store.outbox.amend(topic(KIND, earlier.id), at=asked.asked_at)
    store.joinings.add(asked)
    _ask_for_decision(asked, store)


def _ask_for_decision(joining: Joining, store: Store) -> None:
    partner = store.partners.get(joining.partner)
    approval = store.approvals.ask(
        KIND,
        joining.id,
        partner=joining.partner,
        region=partner.region if partner else "",
        role=Role.PARTNER_ADMIN if partner else Role.ADMIN,
        filed_by="",
        at=joining.asked_at,
    )
    _tell_deciders(approval, store, at=joining.asked_at)


def _tell_deciders(approval: Approval, store: Store, *, at: datetime) -> None:
    """Each once: those who speak for the partner; the vendor's admins too, where nobody new can be reached."""
    new = ask_new(approval, JoiningAwaitsDecision, _deciders(approval, store), store, at=at)
    if not any(store.people.reachable(person.id) for person in new):
        ask_new(approval, JoiningAwaitsDecision, store.people.holders(Role.ADMIN), store, at=at)


def _deciders(approval: Approval, store: Store) -> tuple[Person, ...]:
    """In the place of a manager who is away stands who decides for them."""
    managers = store.people.holders(Role.CHANNEL_MANAGER)
    own = store.people.holders(Role.PARTNER_ADMIN, approval.partner) if approval.partner else ()
    asked = (person for person in (*own, *managers) if approval.decidable_by(person))
    return represented(asked, store.people.get)


def reach(approval: Approval, store: Store, at: datetime) -> None:
    """Somebody is away, or back: who is to decide now and was not asked is."""
    ask_new(approval, JoiningAwaitsDecision, _deciders(approval, store), store, at=at)


def _ask_again(approval: Approval, store: Store, at: datetime) -> None:
    _tell_deciders(approval, store, at=at)


ask_anew = asking_anew(KIND, JoiningAwaitsDecision.kind, _ask_again)


# --- deciding ---


def described(joining_id: str, reader: Person, store: Store, t: Translator) -> Described:
    """The request as something to decide; where the company is not clear, it must be chosen."""
    joining = _kept(joining_id, store)
    house = store.programme.organisation_of(joining.account.platform, joining.account.tenant)
    return views.described(joining, store.partners.get(joining.partner), store.partners.get(house or ""), house, t)


def _kept(joining_id: str, store: Store) -> Joining:
    joining = store.joinings.get(joining_id)
    if joining is None:
        raise Refusal("not-found")
    return joining


def companies(request: Search, store: Store) -> Reply:
    """The partners that this person may let somebody into, by what was typed of their names."""
    typed = name_key(request.text)
    found = [
        partner
        for partner in store.partners.all()
        if _speaks_for(request.person, partner) and typed in name_key(partner.name)
    ]
    return Options(tuple(Option(partner.key, said(partner.name)) for partner in found[:FOUND]))


def _speaks_for(person: Person, partner: Partner) -> bool:
    """Themselves, or in the name of somebody for whom they decide."""
    names = (person, *person.stands_in)
    return any(one.decides_as(Role.PARTNER_ADMIN, partner=partner.key, region=partner.region) for one in names)


def decide(joining_id: str, decision: Decision, store: Store) -> None:
    """Whoever is let in is a person from now on; whoever is not hears that, and no more."""
    joining = _kept(joining_id, store)
    store.outbox.amend(topic(KIND, joining.id), at=decision.at)
    earlier = store.people.known_as(joining.account)
    if earlier is not None and earlier.id == decision.by.id:
        raise Refusal("own-approval")
    if decision.outcome is Outcome.APPROVED:
        partner = _chosen(joining, decision, store)
        if earlier is None:  # else they came in by a code meanwhile, and stay who they are
            _let_in(joining, partner, decision, store)
    elif earlier is None:
        store.outbox.address(
            JoiningRejected(joining.id),
            to=_account(joining),
            language=joining.language,
            zone=joining.zone,
            at=decision.at,
        )


def _chosen(joining: Joining, decision: Decision, store: Store) -> Partner:
    """The company, where whoever decides speaks for it and the account can be one of its people's."""
    meant_ = store.partners.get(joining.partner)
    chosen = meant_ or store.partners.get(decision.choice) or store.partners.get(_named(decision.choice, store))
    if not meant_ and not decision.choice:
        raise Refusal("approval-choice-missing")
    if chosen is None or not _speaks_for(decision.by, chosen):
        raise Refusal("field-not-an-option", field="choice")
    if not _welcome(chosen, _account(joining), store):
        raise Refusal("join-not-theirs", field="choice")
    return chosen


def _named(company: str, store: Store) -> str:
    return meant(company, store.partners.all())


def _let_in(joining: Joining, partner: Partner, decision: Decision, store: Store) -> None:
    at = decision.at
    zone = joining.zone if joining.zone != "UTC" else partner.zone
    person = store.people.keep(
        Person(
            id="",
            name=joining.name,
            organisation=partner.key,
            language=joining.language,
            zone=zone,
            roles=frozenset({Role.PARTNER_REP}),
        )
    )
    store.acts.note(decision.by.id, "added", person.id, at=at, partner=partner.key, roles=Role.PARTNER_REP)
    store.people.link(_account(joining), person, at=at)
    store.outbox.put(JoiningApproved(joining.id), to=[person], at=at)


def _account(joining: Joining) -> Known:
    return Known(
        identity=joining.account,
        conversation=joining.conversation,
        service=joining.service,
        host=joining.host,
        channel=joining.channel,
    )


# --- telling ---


def _awaits(joining_id: str, reader: Person, store: Store, t: Translator) -> Card:
    """The request, for one of those asked; Refusal("not-found") where they have no say in it any more."""
    approval = store.approvals.of(KIND, joining_id)
    if approval is None or not may_answer(reader, approval, store):
        raise Refusal("not-found")
    return requests.request(approval, described(joining_id, reader, store, t), t)


def _approved(_: str, reader: Person, store: Store, t: Translator) -> Card:
    partner = store.partners.get(reader.partner)
    return views.welcome(reader, partner.name if partner else reader.partner, t)


def _rejected(joining_id: str, _: Person, store: Store, t: Translator) -> Card:
    """Whoever came in another way meanwhile need not hear it."""
    if store.people.known_as(_kept(joining_id, store).account) is not None:
        raise Refusal("not-found")
    return views.rejected(t)


NOTICES: Mapping[str, Worded] = {
    JoiningAwaitsDecision.kind: _awaits,
    JoiningApproved.kind: _approved,
    JoiningRejected.kind: _rejected,
}
