"""What was typed in reply to a message of ours, until a button sends it or a form takes it up."""

from collections.abc import Mapping

from domain.deals import LONGEST_WORDS
from domain.refusal import Refusal
from handlers.requests import Press, Request, Written
from storage.drafts import Draft, about
from storage.store import Store


def keep(form: str, values: Mapping[str, str], request: Request, store: Store) -> Draft:
    """Each by itself: a button sends the words that stand above it, whatever was typed since."""
    draft = Draft(id=store.new_id(), form=form, values=values, saved_at=request.at)
    store.drafts.keep(draft.id, person=request.person.id, form=form, values=values, at=request.at)
    return draft


def keep_for(form: str, ref: str, version: int, request: Written, store: Store) -> None:
    """As much as the form takes stands in it when it is opened."""
    draft = about(request.person.id, form, ref, version)
    typed = {"words": request.text[:LONGEST_WORDS]}
    store.drafts.keep(draft, person=request.person.id, form=form, values=typed, at=request.at)


def taken(form: str, request: Press, store: Store) -> Draft:
    """What this button sends; Refusal where it is too old, or was sent."""
    draft = store.drafts.get(request.ref, person=request.person.id, at=request.at)
    if draft is None or draft.form != form:
        raise Refusal("reply-gone")
    if "words" not in draft.values:
        raise Refusal("reply-sent-before")
    return draft


def sent_now(draft: Draft, request: Request, store: Store) -> None:
    """The words are not needed any more; that they were sent is, for who presses twice."""
    store.drafts.keep(draft.id, person=request.person.id, form=draft.form, values={}, at=request.at)
