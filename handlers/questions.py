"""Questions: readers ask, whoever answers has a card of each, and who asked reads the answer."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from domain.announcements import KIND as ANNOUNCEMENT
from domain.documents import Document
from domain.notices.announcements import QuestionAnswered, QuestionAsked, QuestionStillWaits
from domain.notices.notice import topic
from domain.page import number_in
from domain.people import Person, Role
from domain.questions import KIND, Question, checked, in_place_of
from domain.refusal import Refusal
from handlers.announcements_followed import access_followed
from handlers.apart import each, in_parts, together
from handlers.deadlines import promised
from handlers.deals_told import AsOf, Worded
from handlers.documents_found import reader, reader_as
from handlers.missed import Missed
from handlers.questions_about import Thing, thing_named, thing_of
from handlers.replies import OpenForm, Reply, Show
from handlers.requests import Command, Press, Request, Submission
from storage.documents import access_document
from storage.store import Store
from views import questions as views
from views.questions import Shown
from views.translator import Translator
from views.vocabulary import Card, Form

ASKED, WINDOW = 20, timedelta(hours=1)
"""How many questions in which time one person may ask."""
SIZE = 8
SEVERAL = 100
"""Questions that one transaction looks through for somebody who answers them."""


# --- asking ---


def access_asking(store: Store, person: Person, ref: str, at: datetime) -> tuple[Thing, Question | None]:
    """What this person may ask about; and their own question whose answer it is about, where `ref` names one behind a
    dot. Refusal("not-found") alike for missing and forbidden.
    """
    named, _, before_id = ref.partition(".")
    thing, before = thing_named(named, store), store.questions.get(before_id) if before_id else None
    if thing is None or not thing.open_to(person, store, at):
        raise Refusal("not-found")
    if before_id and (before is None or before.by != person.id or before.about != thing.about):
        raise Refusal("not-found")
    return thing, before


def form(request: Press, store: Store) -> Reply:
    """For what somebody wants to know."""
    thing, before = access_asking(store, request.person, request.ref, request.at)
    return OpenForm(views.form(thing.worded(store, request.t), before, request.t))


def form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    thing, before = access_asking(store, request.person, request.ref, request.at)
    return views.form(thing.worded(store, request.t), before, request.t, words=request.values.get("words", ""))


def ask(request: Submission, store: Store) -> Reply:
    """Kept, and told to whoever answers."""
    thing, before = access_asking(store, request.person, request.ref, request.at)
    return Show(asked(thing, before, request.values.get("words", ""), request, store))


def asked(
    thing: Thing, before: Question | None, words: str, request: Request, store: Store, *, files: bool = False
) -> Card:
    """That it is with whoever answers; the same once more is the one that was asked."""
    person, at, people = request.person, request.at, thing.answerers(store)
    question = Question(
        id=store.new_id(),
        about=thing.about,
        by=person.id,
        by_name=person.name,
        partner=person.partner,
        words=checked(words),
        asked_at=at,
        channel=_channel(request, store),
        follows=before.id if before else "",
        others_at=promised(people, store, at=promised(people, store, at=at)),
    )
    store.people.count_try(person.id, KIND, at=at, limit=ASKED, window=WINDOW)
    kept = store.questions.add(question)
    if kept.id == question.id:
        tell(kept, people, store, at=at)
        thing.count_anew(store, at)
    document = answer_in(kept, person, store, at=at)
    return views.sent(kept, thing.worded(store, request.t), request.t, files=files, document=document)


def _channel(request: Request, store: Store) -> str:
    """What the channel is called in which it was asked, "" for in private."""
    if request.place.private:
        return ""
    # A channel's conversation in Teams names the thread behind it.
    room = request.place.conversation.partition(";")[0]
    found = store.channels.get(request.place.platform, room)
    return found.name if found else ""


def tell(question: Question, people: Sequence[Person], store: Store, *, at: datetime, occasion: str = "") -> None:
    """Each has a card; and another, once, where nobody has answered when the programme's answer time is over."""
    store.outbox.put(QuestionAsked(question.id, occasion), to=people, at=at)
    late = promised(people, store, at=at) - at
    store.outbox.put(QuestionStillWaits(question.id, occasion), to=people, at=at, after=late)


# --- answering ---


def access_question(store: Store, person: Person, question_id: str) -> tuple[Question, Thing]:
    """One that this person may answer; Refusal("not-found") alike for missing and forbidden."""
    question = store.questions.get(question_id)
    thing = thing_of(question.about, store) if question else None
    if question is None or thing is None or not thing.answered_by(person, store):
        raise Refusal("not-found")
    return question, thing


def shown(question: Question, thing: Thing, store: Store, t: Translator) -> Shown:
    """With all that its card says."""
    partner = store.partners.get(question.partner) if question.partner else None
    return Shown(
        question=question,
        about=thing.worded(store, t),
        company=partner.name if partner else question.partner or store.programme.name,
        before=store.questions.get(question.follows) if question.follows else None,
        gone=not _reads(store.people.get(question.by), question),
        document=store.documents.get(question.document) if question.document else None,
    )


def _reads(asker: Person | None, question: Question) -> bool:
    """Whether there is still somebody to be answered: who asked, at the company that they asked for."""
    return asker is not None and not asker.left and asker.partner == question.partner


def show(request: Press, store: Store) -> Reply:
    """As it is now."""
    return Show(card(request.ref, request.person, store, request.t))


def card(question_id: str, reader: Person, store: Store, t: Translator) -> Card:
    """For whoever may answer."""
    question, thing = access_question(store, reader, question_id)
    return views.asked(shown(question, thing, store, t), t)


def answer_form(request: Press, store: Store) -> Reply:
    """With the question above; the answer, where there is one by now."""
    question, thing = access_question(store, request.person, request.ref)
    if not question.waits:
        return Show(card(question.id, request.person, store, request.t))
    return OpenForm(views.answer_form(shown(question, thing, store, request.t), request.t))


def answer_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    question, thing = access_question(store, request.person, request.ref)
    it = shown(question, thing, store, request.t)
    try:
        seen, _ = access_document(
            store.documents, reader(request, store), request.values.get("document", ""), at=request.at
        )
    except Refusal:
        return views.answer_form(it, request.t, words=request.values.get("words", ""))
    return views.answer_form(it, request.t, words=request.values.get("words", ""), document=seen)


def answer(request: Submission, store: Store) -> Reply:
    """To whoever asked, and to nobody else."""
    question, _ = access_question(store, request.person, request.ref)
    document = _chosen(question, request, store)
    return Show(answered(question, request.values.get("words", ""), request, store, document=document))


def _chosen(question: Question, request: Submission, store: Store) -> str:
    """The document that answers it: one that who asked may read as well; "" for none."""
    ref = request.values.get("document", "").strip()
    if not ref:
        return ""
    try:
        document, version = access_document(store.documents, reader(request, store), ref, at=request.at)
    except Refusal:
        raise Refusal("field-not-an-option", field="document") from None
    asker = store.people.get(question.by)
    if asker and _reads(asker, question) and not document.shows(version, reader_as(asker, store)):
        raise Refusal("question-document-closed", field="document")
    return document.id


def answer_in(question: Question, person: Person, store: Store, *, at: datetime) -> Document | None:
    """The document that answers it, as long as there is something of it that this person may read."""
    document = store.documents.get(question.document) if question.document else None
    version = store.documents.current(document.id, at) if document and not document.retired(at) else None
    return document if document and version and document.shows(version, reader_as(person, store)) else None


def answered(question: Question, words: str, request: Request, store: Store, *, document: str = "") -> Card:
    """The card as it is now: with this answer, or with that of whoever was quicker."""
    words = checked(words, needed=not document)
    sent = store.questions.answer(question, words, request.person, request.at, document=document)
    now, thing = access_question(store, request.person, question.id)
    if sent:
        asker = store.people.get(now.by)
        store.outbox.put(QuestionAnswered(now.id), to=[asker] if asker and _reads(asker, now) else [], at=request.at)
        store.outbox.amend(topic(KIND, now.id), at=request.at)
        thing.count_anew(store, request.at)
    return views.asked(shown(now, thing, store, request.t), request.t, late=not sent)


def listing(request: Command | Press, store: Store) -> Reply:
    """All about one announcement: what waits first."""
    typed, _, start = (request.words if isinstance(request, Command) else request.ref).partition(".")
    one = access_followed(store, request.person, typed)
    about = topic(ANNOUNCEMENT, one.id)
    first = number_in(start) or 0
    some = store.questions.page(about, start=first, size=SIZE + 1)
    companies = {partner.key: partner.name for partner in store.programme.partners}
    more = f"{one.id}.{first + SIZE}" if len(some) > SIZE else ""
    tally = store.questions.tally(about)
    return Show(views.listing(one, some[:SIZE], tally, store.programme, request.t, companies, more))


# --- told ---


def _asked(question_id: str, reader: Person, store: Store, t: Translator) -> Card:
    return card(question_id, reader, store, t)


def _still_waits(question_id: str, reader: Person, store: Store, t: Translator) -> Card:
    question, thing = access_question(store, reader, question_id)
    return views.asked(shown(question, thing, store, t), t, again=True)


def _answered(question_id: str, asker: Person, store: Store, t: Translator, at: datetime) -> Card:
    question = store.questions.get(question_id)
    thing = thing_of(question.about, store) if question else None
    mine = question is not None and question.by == asker.id and _reads(asker, question)
    if question is None or thing is None or not mine or not thing.read_by(asker, store):
        raise Refusal("not-found")
    return views.answered(question, thing.worded(store, t), t, document=answer_in(question, asker, store, at=at))


def _waits_still(question_id: str, store: Store, _at: datetime) -> bool:
    """Refusal where it was answered before its time was over; else it waits for working hours."""
    question = store.questions.get(question_id)
    if question is None or not question.waits:
        raise Refusal("question-answered")
    return True


NOTICES: Mapping[str, Worded] = {
    QuestionAsked.kind: _asked,
    QuestionStillWaits.kind: _still_waits,
    QuestionAnswered.kind: AsOf(_answered),
}
HELD_UP = {QuestionStillWaits.kind: _waits_still}
"""What is asked before such a copy leaves for the first time."""


# --- somebody else's ---


def ask_anew(at: datetime, store: Store, after: str = "") -> str:
    """What waits for somebody who answers no more is told to those who do."""
    waiting = store.questions.waiting(after=after, size=SEVERAL)

    def ask(question: Question) -> None:
        if thing := thing_of(question.about, store):
            _pass_on(question, thing.answerers(store), store, at=at)

    together(waiting, each(ask), store, about=_id)
    return waiting[-1].id if len(waiting) == SEVERAL else ""


def ask_others(at: datetime, store: Store) -> bool:
    """What nobody has answered in twice the answer time is told to the admins as well; whether there may be more."""

    def find(beyond: int) -> Sequence[Question]:
        return store.questions.late(at, size=SEVERAL, beyond=beyond)

    def ask(question: Question) -> None:
        if store.questions.ask_others(question):
            _pass_on(question, _admins(store), store, at=at)

    return in_parts(find, SEVERAL, each(ask), store, about=_id)


def _id(question: Question) -> str:
    return question.id


def missed(one: Missed, store: Store, at: datetime) -> None:
    """Where whoever answers cannot be told, the admins are, once."""
    question = store.questions.get(one.subject)
    if question and question.waits:
        _pass_on(question, _admins(store), store, at=at)


def _admins(store: Store) -> tuple[Person, ...]:
    return in_place_of(None, store.people.holders(Role.ADMIN))


def _pass_on(question: Question, people: Sequence[Person], store: Store, *, at: datetime) -> None:
    about = topic(KIND, question.id)
    told = store.outbox.audience(about, QuestionAsked.kind, tried=True)
    new = tuple(person for person in people if person.id not in told)
    if new:
        tell(question, new, store, at=at, occasion=str(store.outbox.times(about, QuestionAsked.kind)))
