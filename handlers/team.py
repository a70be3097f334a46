"""A partner's team, in the hands of its own administrators and of the vendor's people who look after it."""

from collections.abc import Sequence
from datetime import timedelta

from domain.partners import Partner
from domain.people import Can, Person, Role
from domain.refusal import Refusal
from domain.team import EMAIL_LIMIT, INVITATION_LIFE, NAME_LIMIT, removed, role_named, with_role
from handlers import leaving, partners
from handlers.replies import Amend, OpenForm, Reply, Show
from handlers.requests import Command, Press, Request, Submission
from handlers.terms import EMAIL
from storage.partners import access_partner
from storage.people import access_colleague
from storage.store import Store
from views import team as views
from views.vocabulary import Card, Form

INVITED = 30
"""Invitations that one person may send in WINDOW: each may write to somebody who did not ask."""
WINDOW = timedelta(hours=24)


def show(request: Command, store: Store) -> Reply:
    """One's own team; for the vendor's people that of the partner they name, else the partners to choose from."""
    wanted = request.words.strip().casefold()
    if not wanted and request.person.partner:
        return Show(_card(access_partner(store.partners, request.person, request.person.partner), request, store))
    seen = store.partners.seen_by(request.person)
    named = [partner for partner in seen if wanted in (partner.key, partner.name.casefold())]
    if wanted and not named:
        raise Refusal("not-found")
    return Show(_card(named[0], request, store)) if named else partners.directory(request, store)


def open_team(request: Press, store: Store) -> Reply:
    """The team of a partner; where more of it was asked for, what follows."""
    key, _, after = request.ref.partition(" ")
    return Show(_card(access_partner(store.partners, request.person, key), request, store, after=after))


def _card(partner: Partner, request: Request, store: Store, *, after: str = "") -> Card:
    team, reached = store.people.team(partner.key), store.people.reached(partner.key)
    return views.team(partner, team, reached, request.person, request.t, after=after)


# --- one colleague ---


def open_colleague(request: Press, store: Store) -> Reply:
    """One of them, and what can be done."""
    return Show(_colleague_card(_accessed(request, store), request, store))


def _accessed(request: Press, store: Store) -> Person:
    return access_colleague(store.people, store.partners, request.person, request.ref)


def _colleague_card(colleague: Person, request: Request, store: Store) -> Card:
    partner = access_partner(store.partners, request.person, colleague.partner)
    reached = store.people.reached(partner.key).get(colleague.id, frozenset())
    return views.colleague(colleague, partner, reached, request.person, request.t)


def make_admin(request: Press, store: Store) -> Reply:
    """A partner administrator from now on."""
    return _placed(request, store, Role.PARTNER_ADMIN)


def make_rep(request: Press, store: Store) -> Reply:
    """A partner representative from now on."""
    return _placed(request, store, Role.PARTNER_REP)


def _placed(request: Press, store: Store, role: Role) -> Reply:
    colleague, team = _alone(request, store)
    changed = with_role(colleague, role, by=request.person, team=team)
    store.people.save(changed)
    if changed.id == request.person.id and not changed.may(Can.RUN_TEAM):
        return Amend(views.stepped_down(changed, request.t))
    return Amend(_colleague_card(changed, request, store))


def remove(request: Press, store: Store) -> Reply:
    """Out of the team, at once."""
    colleague, team = _alone(request, store)
    leaving.leave(removed(colleague, by=request.person, team=team), store, at=request.at)
    return Amend(views.removed(colleague, request.t))


def _alone(request: Press, store: Store) -> tuple[Person, Sequence[Person]]:
    """The colleague, and the team as nobody else can change it meanwhile.

    Whoever asks may have been removed by the very one they are removing: then they are nobody here by now.
    """
    team = store.people.team(_accessed(request, store).partner, alone=True)
    if request.person.partner and not any(one.id == request.person.id and one.may(Can.RUN_TEAM) for one in team):
        raise Refusal("not-allowed")
    return _accessed(request, store), team


# --- one more ---


def add_form(request: Press, store: Store) -> Reply:
    """Asks who it is."""
    return OpenForm(views.add_form(access_partner(store.partners, request.person, request.ref), request.t))


def add_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    partner = access_partner(store.partners, request.person, request.ref)
    return views.add_form(partner, request.t, request.values)


def add(request: Submission, store: Store) -> Reply:
    """A colleague who may come in from now on, and what to pass on to them."""
    partner = access_partner(store.partners, request.person, request.ref)
    colleague = store.people.keep(_described(request, partner, store.people.team(partner.key, alone=True)))
    return _invited(colleague, partner, request, store)


def _described(request: Submission, partner: Partner, team: Sequence[Person]) -> Person:
    given = {name: " ".join(value.split()) for name, value in request.values.items()}
    name, email = given.get("name", ""), given.get("email", "").casefold()
    if not name:
        raise Refusal("field-required", field="name")
    if len(name) > NAME_LIMIT:
        raise Refusal("field-too-long", field="name", limit=NAME_LIMIT)
    if email and (len(email) > EMAIL_LIMIT or not EMAIL.fullmatch(email)):
        raise Refusal("deal-email-unreadable", field="email")
    for one in team:
        if email and email == one.email:
            raise Refusal("team-already", field="email", name=one.name)
        if not email and name.casefold() == one.name.casefold():
            raise Refusal("team-already", field="name", name=one.name)
    return Person(
        id="",
        name=name,
        email=email,
        organisation=partner.key,
        roles=frozenset({role_named(given.get("role") or Role.PARTNER_REP)}),
        language=partner.language,
        zone=partner.zone,
    )


def invite(request: Press, store: Store) -> Reply:
    """A new code for a colleague who has not come in yet."""
    colleague = _accessed(request, store)
    if store.people.accounts(colleague.id):
        raise Refusal("team-came-in")
    partner = access_partner(store.partners, request.person, colleague.partner)
    return _invited(colleague, partner, request, store)


def _invited(colleague: Person, partner: Partner, request: Request, store: Store) -> Reply:
    store.people.count_try(request.person.id, "invite", at=request.at, limit=INVITED, window=WINDOW)
    code = store.people.offer_code(colleague, at=request.at, life=INVITATION_LIFE)
    return Show(views.invitation(colleague, partner, code, request.at + INVITATION_LIFE, request.t))
