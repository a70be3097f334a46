"""A partner's team, in the hands of its own administrators and of the vendor's people who look after it."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta

from domain.notices.people import Invited
from domain.partners import Partner
from domain.people import Can, Person, Role
from domain.places import NOBODY, Identity
from domain.refusal import Refusal
from domain.team import EMAIL_LIMIT, INVITATION_LIFE, NAME_LIMIT, removed, role_named, with_role
from handlers import leaving, partners, people
from handlers.deals_told import Worded
from handlers.replies import Amend, OpenForm, Reply, Show
from handlers.requests import Command, Press, Request, Submission
from handlers.terms import EMAIL
from storage.partners import access_partner
from storage.people import Invitation, Known, access_colleague
from storage.store import Store
from views import joinings as joining_views
from views import team as views
from views.translator import Translator, translator
from views.vocabulary import Card, Form

INVITED = 30
"""Invitations that one person may send in WINDOW: each may write to somebody who did not ask."""
WINDOW = timedelta(hours=24)
_USER = re.compile(r"[\w.@-]{1,100}")


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
    _note("role", changed, request, store)
    if changed.id == request.person.id and not changed.may(Can.RUN_TEAM):
        return Amend(views.stepped_down(changed, request.t))
    return Amend(_colleague_card(changed, request, store))


def remove(request: Press, store: Store) -> Reply:
    """Out of the team, at once."""
    colleague, team = _alone(request, store)
    _note("removed", colleague, request, store)
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
    team = store.people.team(partner.key, alone=True)
    described, picked = _described(request, partner, team), _picked(request, partner, store)
    colleague = store.people.keep(described)
    _note("added", colleague, request, store)
    return _invited(colleague, partner, request, store, picked)


def _picked(request: Submission, partner: Partner, store: Store) -> Known | None:
    """The account that was picked, where it can be written to: where whoever picks it is heard.

    That somebody else's colleague is known is not said; such an account hears it when it presses the button.
    """
    user, known = request.values.get("account", "").strip(), request.known
    if not user:
        return None
    if not _USER.fullmatch(user):
        raise Refusal("field-not-an-option", field="account")
    platform = known.identity.platform
    picked = Known(identity=Identity(platform, known.host, user), host=known.host, service=known.service)
    colleague = store.people.met_as(picked)
    if colleague is not None and colleague.organisation == partner.key:
        raise Refusal("team-already", field="account", name=colleague.name)
    return picked


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
    if store.people.reachable(colleague.id):
        raise Refusal("team-came-in")
    partner = access_partner(store.partners, request.person, colleague.partner)
    return _invited(colleague, partner, request, store)


def _invited(colleague: Person, partner: Partner, request: Request, store: Store, picked: Known | None = None) -> Reply:
    """What to pass on; the account that was picked gets a button as well, and either works once."""
    store.people.count_try(request.person.id, "invite", at=request.at, limit=INVITED, window=WINDOW)
    at, until, invitation = request.at, request.at + INVITATION_LIFE, store.new_id()
    code = store.people.offer_code(colleague, at=at, life=INVITATION_LIFE, to=picked, invitation=invitation)
    _note("invited", colleague, request, store)
    if picked:
        store.outbox.address(Invited(invitation), to=picked, language=partner.language, zone=partner.zone, at=at)
    return Show(views.invitation(colleague, partner, code, until, request.t, written=picked is not None))


def _note(what: str, colleague: Person, request: Request, store: Store) -> None:
    roles = " ".join(sorted(colleague.roles))
    store.acts.note(request.person.id, what, colleague.id, at=request.at, partner=colleague.partner, roles=roles)


# --- coming in ---


def join(request: Press, store: Store) -> Reply:
    """Whoever the invitation was sent to is that colleague from now on; everybody else gets the door."""
    invitation = store.people.invited(request.ref)
    colleague = store.people.get(invitation.person) if invitation else None
    if invitation is None or colleague is None or colleague.left or not invitation.is_for(request.known):
        return people.door(request)
    if not request.person.stranger and request.person.id != colleague.id:
        raise Refusal("code-already-linked")
    if request.person.stranger:
        _let_in(colleague, invitation, request, store)
    partner = access_partner(store.partners, colleague, colleague.partner)
    return Amend(joining_views.welcome(colleague, partner.name, translator(colleague.language, colleague.zone)))


def _let_in(colleague: Person, invitation: Invitation, request: Press, store: Store) -> None:
    if request.standing in NOBODY or not people.at_home(colleague, request.known.identity, store.programme):
        raise Refusal("code-not-here")
    if not store.people.take(invitation, at=request.at):
        raise Refusal("team-invitation-over")
    store.people.link(request.known, colleague, at=request.at)
    store.outbox.wake(colleague.id, at=request.at)


def _invitation_told(invitation_id: str, _: Person, store: Store, t: Translator) -> Card:
    """To an account that is nobody's (yet); what was voided is said no more."""
    invitation = store.people.invited(invitation_id)
    colleague = store.people.get(invitation.person) if invitation else None
    partner = store.partners.get(colleague.partner) if colleague else None
    if invitation is None or colleague is None or colleague.left or partner is None:
        raise Refusal("not-found")
    return views.invited(invitation.id, colleague, partner, invitation.until, t, used=invitation.used)


NOTICES: Mapping[str, Worded] = {Invited.kind: _invitation_told}
