"""What is written in reply to an announcement, a question or an answer, or to a digest of them: a question, an answer,
or perhaps one.
"""

from datetime import timedelta

from domain.deals import LONGEST_WORDS
from domain.notices.announcements import (
    Announced,
    AnnouncementReminder,
    QuestionAnswered,
    QuestionAsked,
    QuestionStillWaits,
)
from domain.notices.digests import ToldTogether
from domain.people import Can
from domain.questions import Question
from domain.refusal import Refusal
from handlers import digests_daily, questions
from handlers.questions import access_asking, access_question
from handlers.questions_about import Thing, thing_of
from handlers.replied_kept import keep, keep_for, sent_now, taken
from handlers.replies import Amend, Reply, Show
from handlers.requests import Press, Request, Written
from storage.replied import Posted
from storage.store import Store
from views import questions as views
from views import replied

ASK, ASK_PERHAPS = "reply-question", "reply-question-perhaps"
TELL, TELL_PERHAPS = "reply-told", "reply-told-perhaps"
"""The routes: to an announcement, or to an answer; and to a question."""

LATELY = timedelta(days=1)
"""So long after it was put, words that name nothing may be about what somebody was told."""
_ANNOUNCED = frozenset({Announced.kind, AnnouncementReminder.kind})
_ASKED = frozenset({QuestionAsked.kind, QuestionStillWaits.kind})
_About = tuple[Thing, Question | None]


def meant(posted: Posted, request: Request, store: Store, *, clear: bool) -> tuple[str, str] | None:
    """A route of REPLIES and its ref; None for words like any others. What may be a command is only offered."""
    try:
        if posted.kind in _ANNOUNCED or posted.kind == QuestionAnswered.kind:
            _asking(posted, request, store)
            return ASK if clear else ASK_PERHAPS, posted.copy
        if posted.kind in _ASKED and request.person.may(Can.ANNOUNCE):
            access_question(store, request.person, posted.subject)
            return TELL if clear else TELL_PERHAPS, posted.copy
        if posted.kind == ToldTogether.kind:
            return _told_together(posted, request, store)
    except Refusal:
        return None
    return None


def _told_together(posted: Posted, request: Request, store: Store) -> tuple[str, str] | None:
    """To a daily digest: what the only thing that it tells, of those that a reply can be to, is only offered."""
    copies = (store.replied.copy(one.copy) for one in digests_daily.told(posted.subject, request.person, store))
    found = {one.subject: way for one in copies if one and (way := meant(one, request, store, clear=False))}
    return next(iter(found.values())) if len(found) == 1 else None


def loose(request: Request, store: Store) -> tuple[str, str] | None:
    """The same of words to Tandem alone that are no command: what they were told last may be what they are about, and
    is only offered.
    """
    for told in store.deliveries.inbox_of(request.person.id, at=request.at, size=1):
        posted = store.replied.copy(told.copy)
        if posted and request.at - told.due < LATELY:
            return meant(posted, request, store, clear=False)
    return None


def _asking(posted: Posted, request: Request, store: Store) -> _About:
    return access_asking(store, request.person, _ref(posted, request, store), request.at)


def _ref(posted: Posted, request: Request, store: Store) -> str:
    """What it is about; with the question's id behind a dot, where it is a reply to the answer."""
    if posted.kind in _ANNOUNCED:
        return posted.subject
    question = store.questions.get(posted.subject)
    thing = thing_of(question.about, store) if question else None
    if question is None or thing is None:
        raise Refusal("not-found")
    return _named(thing, question, request, store)


def _posted(request: Written, store: Store) -> Posted:
    posted = store.replied.copy(request.ref)
    if posted is None:
        raise Refusal("not-found")
    return posted


# --- a question ---


def ask(request: Written, store: Store) -> Reply:
    """In reply to what can be asked about: a question, as if it had been sent in the form."""
    thing, before = _asking(_posted(request, store), request, store)
    ref = _named(thing, before, request, store)
    if reply := _unfit("question-ask", "question-form", ref, request, store):
        return reply
    return Show(questions.asked(thing, before, request.text, request, store, files=request.files))


def perhaps(request: Written, store: Store) -> Reply:
    """Whether it is a question, a button says."""
    thing, before = _asking(_posted(request, store), request, store)
    ref = _named(thing, before, request, store)
    if reply := _unfit("question-ask", "question-form", ref, request, store):
        return reply
    draft = keep(ASK, {"words": request.text, "ref": ref}, request, store)
    about = thing.worded(store, request.t)
    return Show(views.offered(about, request.text, draft.id, request.t, nearest=request.nearest))


def send(request: Press, store: Store) -> Reply:
    """Yes, that is a question."""
    draft = taken(ASK, request, store)
    thing, before = access_asking(store, request.person, draft.values["ref"], request.at)
    card = questions.asked(thing, before, draft.values["words"], request, store)
    sent_now(draft, request, store)
    return Amend(card)


def _named(thing: Thing, before: Question | None, request: Request, store: Store) -> str:
    named = thing.worded(store, request.t).named
    return f"{named}.{before.id}" if before else named


# --- an answer ---


def tell(request: Written, store: Store) -> Reply:
    """In reply to a question: the answer to it, as if it had been sent in the form."""
    question, _ = access_question(store, request.person, _posted(request, store).subject)
    if reply := _unfit("question-answer", "question-answer-form", question.id, request, store):
        return reply
    return Show(questions.answered(question, request.text, request, store))


def tell_perhaps(request: Written, store: Store) -> Reply:
    """Whether it is the answer, a button says."""
    question, thing = access_question(store, request.person, _posted(request, store).subject)
    if reply := _unfit("question-answer", "question-answer-form", question.id, request, store):
        return reply
    draft = keep(TELL, {"words": request.text, "ref": question.id}, request, store)
    it = questions.shown(question, thing, store, request.t)
    return Show(views.answer_offered(it, request.text, draft.id, request.t, nearest=request.nearest))


def send_answer(request: Press, store: Store) -> Reply:
    """Yes, that is the answer."""
    draft = taken(TELL, request, store)
    question, _ = access_question(store, request.person, draft.values["ref"])
    card = questions.answered(question, draft.values["words"], request, store)
    sent_now(draft, request, store)
    return Amend(card)


def _unfit(form: str, button: str, ref: str, request: Written, store: Store) -> Reply | None:
    """No words, or too many: as much as the form takes stands in it when it is opened."""
    if not request.text:
        return Show(replied.no_words(request.t))
    if len(request.text) <= LONGEST_WORDS:
        return None
    keep_for(form, ref, 0, request, store)
    return Show(replied.too_long(request.t, button, ref, 0))
