"""Forms about something that is there already: what was sent and not done stands in them when they are opened again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from domain.people import Person
from domain.refusal import Refusal
from handlers.replies import Correct, OpenForm, Reply
from handlers.requests import Request, Submission
from handlers.routes import FORMS
from storage.drafts import about
from storage.store import Store
from views.vocabulary import Form, Note

KEPT = frozenset(
    {
        *("deal-edit", "deal-answer", "deal-withdraw", "deal-appeal", "deal-extend"),
        *("approval-reject", "approval-ask", "delegation-save", "feedback-give"),
        *("document-add", "document-renew", "document-replace", "document-edit", "document-hand-on"),
        *("announcement-edit", "announcement-alone", "announcement-revise"),
        *("question-ask", "question-answer"),
    }
)
DRAFTED = {"deal-register": "deal-register", "deal-draft": "deal-register", "announcement-write": "announcement-write"}
"""The forms of something new, and that which opens it: a draft with a name of its own, which its owner can open."""


def keep(route: str, person: Person, sent: Mapping[str, str], store: Store, *, draft: str, at: datetime) -> bool:
    """What this person sent and what was not done; `draft` as the form names it, or `name`. Whether it is kept.

    It takes no more than it gets: it is called where a bug has undone everything else.
    """
    kept = bool(draft) and route in {*KEPT, *DRAFTED} and person.may(FORMS[route].may)
    if kept:
        store.drafts.keep(draft, person=person.id, form=DRAFTED.get(route, route), values=sent, at=at)
    return kept


def restored(reply: Reply, request: Request, store: Store) -> Reply:
    """The form with what was typed before, where something was."""
    if not (isinstance(reply, OpenForm) and reply.form.route in KEPT):
        return reply
    form = reply.form
    kept = name(request.person, form.route, form.ref, form.version)
    draft = store.drafts.get(kept, person=request.person.id, at=request.at)
    return OpenForm(_again(form, draft.values, draft.saved_at, request, store)) if draft else reply


def done(reply: Reply, route: str, sent: Submission, store: Store) -> None:
    """It was sent, and is not needed any more."""
    if route in KEPT and not isinstance(reply, Correct):
        store.drafts.drop(name(sent.person, route, sent.ref, sent.version), person=sent.person.id)


def _again(form: Form, values: Mapping[str, str], saved_at: datetime, request: Request, store: Store) -> Form:
    view = FORMS[form.route].view
    if view is None:
        return form
    try:
        typed = view(_sent(form, values, request), store)
    except Refusal:
        return form
    note = Note(request.t("typed-restored", at=saved_at))
    return replace(typed, ref=form.ref, version=form.version, intro=(note, *typed.intro))


def _sent(form: Form, values: Mapping[str, str], request: Request) -> Submission:
    return Submission(
        person=request.person,
        known=request.known,
        at=request.at,
        place=request.place,
        t=request.t,
        values=values,
        draft=form.draft,
        ref=form.ref,
        version=form.version,
    )


def name(person: Person, route: str, ref: str, version: int) -> str:
    """Of the draft: this person's, about this thing as it was in this version."""
    return about(person.id, route, ref, version)
