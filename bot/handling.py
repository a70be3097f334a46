"""From what came in to a handler's Reply, inside one transaction: its route, who asks, the rights, what went wrong."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypedDict

from bot.arrivals import Arrival, Asked, Dropped, Pressed, Replied, Sent, Sought, Typed
from bot.filenames import is_document
from domain.people import Can, Person, stranger
from domain.places import Place, Standing
from domain.refusal import Refusal
from handlers import documents_found, kept, people, rest, routes
from handlers.commands import read_command
from handlers.replies import Amend, Correct, OpenForm, Options, Reply, Show
from handlers.requests import Command, Drop, Press, Request, Search, Submission, Written
from storage.people import Known
from storage.store import Store
from views.common import problem, refused
from views.translator import Translator, language_of, translator

DENIALS = frozenset({"stranger", "not-allowed", "not-found", "own-approval"})
"""The refusals for which a right was missing."""


@dataclass(frozen=True)
class Found:
    """The route of what was asked; `words` are what is left of typed text."""

    name: str
    route: routes.Route | None
    words: str = ""
    nearest: str = ""


def find(asked: Asked) -> Found:
    """The route of what was asked; None for what there is not."""
    match asked:
        case Typed(text):
            command = read_command(text)
            return Found(command.name, routes.COMMANDS.get(command.name), command.words, command.nearest)
        case Pressed(route, text=text):
            return Found(route, routes.BUTTONS.get(route), text)
        case Sent(route):
            return Found(route, routes.FORMS.get(route))
        case Sought(route):
            return Found(route, routes.SEARCHES.get(route))
        case Dropped(name):
            return Found("drop-document", routes.DROP_DOCUMENT) if is_document(name) else Found("drop", routes.DROP)
        case Replied(route):
            return Found(route, routes.REPLIES.get(route))


def requested(arrival: Arrival, store: Store, at: datetime, support: str) -> Request:
    account = arrival.known.identity
    person = store.sender(account)
    if person is None or person.left or not people.at_home(person, account, store.programme):
        person = stranger(language_of(arrival.locale) or store.programme.language)
        person = people.settled(person, language=None, zone_name=arrival.zone, allowed=())
    t = translator(person.language, person.zone)
    return Request(
        person=person,
        known=arrival.known,
        at=at,
        place=arrival.place,
        t=t,
        standing=arrival.standing,
        support=support,
    )


def handled(arrival: Arrival, found: Found, request: Request, store: Store) -> Reply:
    asked = _asked(arrival.asked, found, request)
    if found.route is None:
        return _nothing(asked, store)
    if request.person.stranger and found.route.may is not Can.COME_IN:
        raise Refusal("stranger")
    if not request.person.may(found.route.may):
        raise Refusal("not-allowed")
    reply = found.route.handler(asked, store)
    if not found.route.writes:
        reply = rest.marked(reply, found.name, asked)
    if isinstance(asked, Submission):
        kept.done(reply, found.name, asked, store)
    return kept.restored(reply, request, store)


def _nothing(asked: Request, store: Store) -> Reply:
    if asked.person.stranger:
        raise Refusal("stranger")
    if isinstance(asked, Command):
        return documents_found.asked_plainly(asked, store) or people.unknown(asked)
    if isinstance(asked, Search):
        return Options(())
    raise Refusal("not-found")


class _Base(TypedDict):
    person: Person
    known: Known
    at: datetime
    place: Place
    t: Translator
    standing: Standing
    support: str


def _asked(asked: Asked, found: Found, request: Request) -> Request:
    base: _Base = {
        "person": request.person,
        "known": request.known,
        "at": request.at,
        "place": request.place,
        "t": request.t,
        "standing": request.standing,
        "support": request.support,
    }
    match asked:
        case Typed():
            return Command(**base, words=found.words, nearest=found.nearest)
        case Pressed(_, ref, version, text):
            return Press(**base, ref=ref, version=version, text=text)
        case Sent(_, values, draft, ref, version):
            return Submission(**base, values=values, draft=draft, ref=ref, version=version)
        case Sought(_, text):
            return Search(**base, text=text)
        case Dropped(name, body, refusal, file):
            return Drop(**base, name=name, body=body, refusal=refusal, file=file)
        case Replied(_, ref, text, files, nearest):
            return Written(**base, ref=ref, text=text, files=files, nearest=nearest)


def refusal_of(arrival: Arrival, request: Request, refusal: Refusal) -> Reply:
    if isinstance(arrival.asked, Sought):
        return Options(())
    if refusal.reason == "stranger":
        return people.door(request)
    return Show(problem(refused(refusal, request.t), request.t))


def is_secret(reply: Reply) -> bool:
    """Whether the answer must not be kept, not even for whoever asks the same again."""
    match reply:
        case Show(card) | Amend(card):
            return card.secret
        case OpenForm(form) | Correct(form):
            return form.secret
        case _:
            return False


def corrected(arrival: Arrival, found: Found, request: Request, refusal: Refusal, store: Store) -> Reply:
    """A form comes back as it was sent, with what is wrong at each field."""
    asked = _asked(arrival.asked, found, request)
    view = found.route.view if isinstance(found.route, routes.Form) else None
    if view is None or not isinstance(asked, Submission) or not request.person.may(found.route.may):  # type: ignore[union-attr]  # a view comes from a route
        return refusal_of(arrival, request, refusal)
    try:
        form = view(asked, store)
    except Refusal:  # what the form was about cannot be seen by this person (any more)
        return refusal_of(arrival, request, refusal)
    names = {field.name for field in form.fields}
    errors = {
        fault.field if fault.field in names else "": refused(fault, request.t)
        for fault in (*reversed(refusal.others), refusal)
    }
    return Correct(replace(form, errors=errors))


def deny(request: Request, found: Found, refusal: Refusal, store: Store) -> None:
    """A row for the audit: only where a right was missing, not where a field was mistyped."""
    if refusal.reason in DENIALS:
        who = request.person.id or store.acts.conceal(request.known.identity.name, at=request.at)
        route = found.name if found.route else ""
        store.acts.deny(who, route, refusal.reason, at=request.at, partner=request.person.partner)


def keep(asked: Asked, person: Person, store: Store, *, at: datetime) -> bool:
    """Whether what was sent in a form and not done stands in it again when it is opened."""
    if not isinstance(asked, Sent):
        return False
    draft = asked.draft or kept.name(person, asked.route, asked.ref, asked.version)
    return kept.keep(asked.route, person, asked.values, store, draft=draft, at=at)
