"""What is written in reply to a message of ours, or while a question waits: who means what by it."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.approvals import Approval
from domain.deals import Deal, State
from domain.notices.deals import DealQuestion
from domain.notices.kinds import KINDS
from domain.people import Can, Person
from domain.refusal import Refusal
from handlers import deals_changes, questions_replied
from handlers.deals_known import KIND, as_told, kept
from handlers.requests import Request
from handlers.standing_in import stand_in
from storage.approvals import access_approval
from storage.deals import access_deal
from storage.replied import Posted
from storage.store import Store

ANSWER, ASK, PERHAPS = "reply-answer", "reply-ask", "reply-perhaps"
"""The routes: to our question; to what somebody decides; to neither, while exactly one question waits."""

OF_KIND: Mapping[str, str] = {
    **{kind: ASK for kind, notice in KINDS.items() if notice.inner and notice.about == KIND},
    DealQuestion.kind: ANSWER,
}
"""What a reply to a copy of this kind of notice is: what only those read who decide is about what they decide."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """How they came: in reply to the message `to`, "" for none; `clear` are those that cannot be a command, `loose`
    those that are none; `ref` is what they name of a deal.
    """

    to: str
    clear: bool
    loose: bool
    ref: str


def meant(words: Words, request: Request, store: Store) -> tuple[str, str] | None:
    """A route of REPLIES and its ref; None for words like any others.

    Who may not answer or ask learns nothing from it, not even that there is something.
    """
    to, clear = words.to, words.clear
    posted = store.replied.at(request.place, request.known, to) if to else None
    if posted and (found := questions_replied.meant(posted, request, store, clear=clear)):
        return found
    route = OF_KIND.get(posted.kind) if posted else None
    if posted and route == ANSWER and (deal := _answerable(posted, request.person, store)):
        return (ANSWER, posted.copy) if clear else _offerable(deal, request, store)
    if posted and route == ASK and _askable(posted, request, store):
        return ASK, posted.copy
    if not request.place.private:
        return None
    if words.ref and clear:
        return _named(words.ref, request, store)
    return _alone(request, store) or questions_replied.loose(request, store) if words.loose else None


def _answerable(posted: Posted, person: Person, store: Store) -> Deal | None:
    deal = store.deals.get(posted.subject) if person.may(Can.CHANGE_DEALS) else None
    try:
        return deals_changes.belonging(deal, person) if deal else None
    except Refusal:
        return None


def _offerable(deal: Deal, request: Request, store: Store) -> tuple[str, str] | None:
    """Also where it is decided and its partner does not know yet: what differed would tell."""
    told = as_told(deal, request.person, store, at=request.at)
    return (PERHAPS, deal.ref) if told.state is State.INFORMATION_ASKED else None


def _askable(posted: Posted, request: Request, store: Store) -> bool:
    if not request.person.may(Can.DECIDE):
        return False
    try:
        asked_about(posted, stand_in(request.person, store, at=request.at), store)
    except Refusal:
        return False
    return True


def asked_about(posted: Posted, person: Person, store: Store) -> Approval:
    """The approval of the deal that a copy tells of; Refusal alike for missing and forbidden."""
    found = store.approvals.of(KIND, posted.subject)
    if found is None:
        raise Refusal("not-found")
    return access_approval(store.approvals, person, found.id)


def _named(ref: str, request: Request, store: Store) -> tuple[str, str] | None:
    person = request.person
    try:
        deal = deals_changes.belonging(access_deal(store.deals, person, ref), person)
    except Refusal:
        return None
    return _offerable(deal, request, store) if person.may(Can.CHANGE_DEALS) else None


def _alone(request: Request, store: Store) -> tuple[str, str] | None:
    """The one question that waits for this person, where it is exactly one."""
    person = request.person
    if not (person.partner and person.may(Can.CHANGE_DEALS)):
        return None
    waiting = store.replied.waiting_for(person.id, person.partner)
    if undo := store.programme.undo:
        waiting += store.replied.untold(person.id, person.partner, at=request.at, until=request.at + undo)
    found = [meant for one in waiting if (meant := _offerable(kept(one, store), request, store))]
    return found[0] if len(found) == 1 else None
