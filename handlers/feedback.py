"""Feedback: what people think of Tandem, and those who run it being told."""

from collections.abc import Mapping
from datetime import timedelta

from domain.feedback import WORDS, Feedback
from domain.notices.people import FeedbackGiven
from domain.people import Can, Person, Role
from domain.refusal import Refusal
from handlers.deals_told import Worded
from handlers.replies import OpenForm, Reply, Show
from handlers.requests import Command, Press, Request, Submission
from storage.store import Store
from views import feedback as views
from views.translator import Translator
from views.vocabulary import Card, Form

GIVEN, WINDOW = 5, timedelta(hours=1)
"""How often in which time one person may say something."""
NEWEST = 100
"""How many are listed."""


def form(request: Command | Press, store: Store) -> Reply:
    """Asks what they think; what was typed behind the command stands there already."""
    words = request.words if isinstance(request, Command) else ""
    return OpenForm(views.form(request.t, words=words))


def form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    return views.form(request.t, words=request.values.get("words", ""), answer=request.values.get("answer", ""))


def give(request: Submission, store: Store) -> Reply:
    """Kept, and those who run Tandem are told."""
    words, answer = request.values.get("words", "").strip(), request.values.get("answer", "")
    if not words:
        raise Refusal("field-required", field="words")
    if len(words) > WORDS:
        raise Refusal("field-too-long", field="words", limit=WORDS)
    if answer not in views.ANSWERS:
        raise Refusal("field-not-an-option", field="answer")
    store.people.count_try(request.person.id, "feedback", at=request.at, limit=GIVEN, window=WINDOW)
    may_answer = answer == views.YES
    given = store.feedback.add(person=request.person.id, words=words, may_answer=may_answer, at=request.at)
    store.outbox.put(FeedbackGiven(given.id), to=store.people.holders(Role.ADMIN), at=request.at)
    return Show(views.thanks(request.t, may_answer=may_answer))


def listing(request: Request, store: Store) -> Reply:
    """The newest, for those who run Tandem."""
    found = store.feedback.newest(NEWEST)
    return Show(views.listing(tuple(_told(one, store) for one in found), request.t))


def _told(given: Feedback, store: Store) -> views.Told:
    person = store.people.get(given.person)
    partner = store.partners.get(person.organisation) if person else None
    return views.Told(
        feedback=given,
        company=partner.name if partner else store.programme.name,
        who=person if person and given.may_answer else None,
    )


def _worded(feedback_id: str, reader: Person, store: Store, t: Translator) -> Card:
    """For an admin, also of later."""
    given = store.feedback.get(feedback_id)
    if given is None or not reader.may(Can.READ_FEEDBACK):
        raise Refusal("not-found")
    return views.given(_told(given, store), t)


NOTICES: Mapping[str, Worded] = {FeedbackGiven.kind: _worded}
