"""What is written in reply to a message of ours becomes an answer or a question, some of it only by a button."""

from dataclasses import replace

from domain.approvals import Approval, Phase
from domain.deals import LONGEST_WORDS, Deal, Happening, State, Step
from domain.people import Person
from domain.refusal import Refusal
from handlers import approvals, deals_changes
from handlers.deals_known import as_told, check_told, kept
from handlers.replied import ANSWER, ASK, asked_about
from handlers.replied_kept import keep, keep_for, sent_now, taken
from handlers.replies import Amend, Reply, Show
from handlers.requests import Press, Request, Submission, Written
from storage.approvals import access_approval
from storage.drafts import Draft
from storage.replied import Posted
from storage.store import Store
from views import replied as views
from views.common import asked
from views.translator import Translator
from views.vocabulary import Card

# --- an answer ---


def answer(request: Written, store: Store) -> Reply:
    """In reply to our question: the answer to it, as if it had been sent in the form."""
    posted = _posted(request, store)
    deal = deals_changes.belonging(kept(posted.subject, store), request.person)
    lines, known = store.deals.history(deal.id), as_told(deal, request.person, store, at=request.at)
    question = asked(lines, Step.ASK)
    if known.state is not State.INFORMATION_ASKED or question is None:
        return Show(views.answered_before(known, lines, request.t))
    check_told(deal, request.person, at=request.at)
    if not request.text:
        return Show(views.no_words(request.t))
    if len(request.text) > LONGEST_WORDS:
        return _too_long(deal, request, store)
    if str(question.version) != posted.occasion:  # it is another question by now
        return _offer_answer(deal, question, request, store)
    return Show(_answered(deal, request.text, request, store, files=request.files))


def _posted(request: Written, store: Store) -> Posted:
    posted = store.replied.copy(request.ref)
    if posted is None:
        raise Refusal("not-found")
    return posted


def _answered(deal: Deal, words: str, request: Request, store: Store, *, files: bool = False) -> Card:
    now = deals_changes.answered(deal, words, request, store)
    return views.answer_sent(now, words, request.t, files=files)


def _too_long(deal: Deal, request: Written, store: Store) -> Reply:
    """As much as the form takes stands in it when it is opened."""
    keep_for("deal-answer", deal.ref, deal.version, request, store)
    return Show(views.too_long(request.t, "deal-answer-form", deal.ref, deal.version))


def perhaps(request: Written, store: Store) -> Reply:
    """Words while a question waits: whether they are its answer, a button says."""
    deal = deals_changes.own(request, store)
    question = asked(store.deals.history(deal.id), Step.ASK)
    if deal.state is not State.INFORMATION_ASKED or question is None:
        raise Refusal("not-found")
    if len(request.text) > LONGEST_WORDS:
        return _too_long(deal, request, store)
    return _offer_answer(deal, question, request, store)


def _offer_answer(deal: Deal, question: Happening, request: Written, store: Store) -> Reply:
    draft = keep(ANSWER, {"words": request.text, "ref": deal.ref}, request, store)
    return Show(_offered(deal, question, draft, request.t, nearest=request.nearest))


def _offered(deal: Deal, question: Happening, draft: Draft, t: Translator, *, nearest: str = "") -> Card:
    return views.answer_offered(deal, question, draft.values["words"], draft.id, t, nearest=nearest)


def send_answer(request: Press, store: Store) -> Reply:
    """Yes, that is the answer; `version` is the question's that it was written to."""
    draft = taken(ANSWER, request, store)
    deal = deals_changes.own(replace(request, ref=draft.values["ref"]), store)
    lines = store.deals.history(deal.id)
    question = asked(lines, Step.ASK)
    if deal.state is not State.INFORMATION_ASKED or question is None:
        return Amend(views.answered_before(deal, lines, request.t))
    if question.version != request.version:
        return Amend(_offered(deal, question, draft, request.t))
    card = _answered(deal, draft.values["words"], request, store)
    sent_now(draft, request, store)
    return Amend(card)


# --- a question ---


def ask(request: Written, store: Store) -> Reply:
    """In reply to what this person decides: whether it is a question to the partner, a button says."""
    approval = asked_about(_posted(request, store), request.person, store)
    if not _is_open(approval, request.person):
        return Show(views.not_asked(approval, request.t))
    if not request.text:
        return Show(views.no_words(request.t))
    if len(request.text) > LONGEST_WORDS:
        keep_for("approval-ask", approval.id, approval.version, request, store)
        return Show(views.too_long(request.t, "approval-ask-form", approval.id, approval.version))
    draft = keep(ASK, {"words": request.text, "approval": approval.id}, request, store)
    return Show(_question(approval, draft, request, store))


def _is_open(approval: Approval, person: Person) -> bool:
    return approval.phase is Phase.OPEN and approval.decidable_by(person)


def _question(approval: Approval, draft: Draft, request: Request, store: Store, *, changed: bool = False) -> Card:
    what = approvals.described(approval, request.person, store, request.t)
    return views.question_offered(approval, what, draft.values["words"], draft.id, request.t, changed=changed)


def send_question(request: Press, store: Store) -> Reply:
    """Yes, that is the question; `version` is that of what it was asked about."""
    draft = taken(ASK, request, store)
    approval = access_approval(store.approvals, request.person, draft.values["approval"])
    if not _is_open(approval, request.person):
        return Amend(views.not_asked(approval, request.t))
    if not approval.opened <= request.version <= approval.version:
        return Amend(_question(approval, draft, request, store, changed=True))
    reply = approvals.ask(_sent(draft, approval, request), store)
    sent_now(draft, request, store)
    return Amend(reply.card) if isinstance(reply, Show) else reply


def _sent(draft: Draft, approval: Approval, request: Press) -> Submission:
    return Submission(
        person=request.person,
        known=request.known,
        at=request.at,
        place=request.place,
        t=request.t,
        values={"words": draft.values["words"]},
        ref=approval.id,
        version=request.version,
    )
