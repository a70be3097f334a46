"""Questions about an announcement: its readers ask, its author has a card of each, and who asked reads the answer."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from domain.announcements import Announcement
from domain.announcements_followed import OFTEN
from domain.notices import AnnouncementFollowed, QuestionAnswered, QuestionAsked, QuestionStillWaits, topic
from domain.people import Person, Role
from domain.questions import KIND, Question, checked, in_place_of
from domain.refusal import Refusal
from handlers.announcements_followed import access_followed, may_follow
from handlers.deadlines import promised
from handlers.deals_told import Worded
from handlers.missed import Missed
from handlers.replies import OpenForm, Reply, Show
from handlers.requests import Command, Press, Request, Submission
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


def access_asking(store: Store, person: Person, ref: str) -> tuple[Announcement, Question | None]:
    """What was told to this person, or in a channel of their company's; and their own question whose answer it is
    about, where `ref` names one behind a dot. Refusal("not-found") alike for missing and forbidden.
    """
    announcement_id, _, before_id = ref.partition(".")
    one, before = store.announcements.get(announcement_id), store.questions.get(before_id) if before_id else None
    if one is None or not one.has_begun or not store.acknowledgements.concerns(one.id, person):
        raise Refusal("not-found")
    if before_id and (before is None or before.by != person.id or before.announcement != one.id):
        raise Refusal("not-found")
    return one, before


def form(request: Press, store: Store) -> Reply:
    """For what somebody wants to know."""
    one, before = access_asking(store, request.person, request.ref)
    return OpenForm(views.form(one, before, store.programme, request.t))


def form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    one, before = access_asking(store, request.person, request.ref)
    return views.form(one, before, store.programme, request.t, words=request.values.get("words", ""))


def ask(request: Submission, store: Store) -> Reply:
    """Kept, and told to whoever answers."""
    one, before = access_asking(store, request.person, request.ref)
    return Show(asked(one, before, request.values.get("words", ""), request, store))


def asked(
    one: Announcement, before: Question | None, words: str, request: Request, store: Store, *, files: bool = False
) -> Card:
    """That it is with whoever answers; the same once more is the one that was asked."""
    person, at = request.person, request.at
    question = Question(
        id=store.new_id(),
        announcement=one.id,
        by=person.id,
        by_name=person.name,
        partner=person.partner,
        words=checked(words),
        asked_at=at,
        channel=_channel(request, store),
        follows=before.id if before else "",
    )
    store.people.count_try(person.id, KIND, at=at, limit=ASKED, window=WINDOW)
    kept = store.questions.add(question)
    if kept.id == question.id:
        tell(kept, answerers(one, store), store, at=at)
        _count_anew(one, store, at=at)
    return views.sent(kept, one, store.programme, request.t, files=files)


def _channel(request: Request, store: Store) -> str:
    """What the channel is called in which it was asked, "" for in private."""
    if request.place.private:
        return ""
    # A channel's conversation in Teams names the thread behind it.
    room = request.place.conversation.partition(";")[0]
    found = store.channels.get(request.place.platform, room)
    return found.name if found else ""


def answerers(one: Announcement, store: Store) -> tuple[Person, ...]:
    """Its author; the admins, where the author has left, may not announce any more, or has no account to be told at."""
    author = store.people.get(one.author)
    told = author if author and store.people.reachable(author.id) else None
    return in_place_of(told, store.people.holders(Role.ADMIN))


def tell(question: Question, people: tuple[Person, ...], store: Store, *, at: datetime, occasion: str = "") -> None:
    """Each has a card; and another, once, where nobody has answered when the programme's answer time is over."""
    store.outbox.put(QuestionAsked(question.id, occasion), to=people, at=at)
    late = promised(people, store, at=at) - at
    store.outbox.put(QuestionStillWaits(question.id, occasion), to=people, at=at, after=late)


def _count_anew(one: Announcement, store: Store, *, at: datetime) -> None:
    """The author's report counts them: soon, since there may be many at once."""
    store.outbox.amend_soon(topic(AnnouncementFollowed.about, one.id), due=at + OFTEN)


# --- answering ---


def access_question(store: Store, person: Person, question_id: str) -> tuple[Question, Announcement]:
    """One about what this person may follow; Refusal("not-found") alike for missing and forbidden."""
    question = store.questions.get(question_id)
    one = store.announcements.get(question.announcement) if question else None
    if question is None or one is None or not may_follow(person, one):
        raise Refusal("not-found")
    return question, one


def shown(question: Question, one: Announcement, store: Store) -> Shown:
    """With all that its card says."""
    partner, asker = store.partners.get(question.partner), store.people.get(question.by)
    return Shown(
        question=question,
        one=one,
        company=partner.name if partner else question.partner,
        before=store.questions.get(question.follows) if question.follows else None,
        gone=not _reads(asker, question),
    )


def _reads(asker: Person | None, question: Question) -> bool:
    """Whether there is still somebody to be answered: who asked, at the company that they asked for."""
    return asker is not None and not asker.left and asker.partner == question.partner


def show(request: Press, store: Store) -> Reply:
    """As it is now."""
    return Show(card(request.ref, request.person, store, request.t))


def card(question_id: str, reader: Person, store: Store, t: Translator) -> Card:
    """For whoever may answer."""
    question, one = access_question(store, reader, question_id)
    return views.asked(shown(question, one, store), store.programme, t)


def answer_form(request: Press, store: Store) -> Reply:
    """With the question above."""
    question, one = access_question(store, request.person, request.ref)
    if not question.waits:
        return Show(card(question.id, request.person, store, request.t))
    return OpenForm(views.answer_form(shown(question, one, store), store.programme, request.t))


def answer_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    question, one = access_question(store, request.person, request.ref)
    words = request.values.get("words", "")
    return views.answer_form(shown(question, one, store), store.programme, request.t, words=words)


def answer(request: Submission, store: Store) -> Reply:
    """To whoever asked, and to nobody else."""
    question, _ = access_question(store, request.person, request.ref)
    return Show(answered(question, request.values.get("words", ""), request, store))


def answered(question: Question, words: str, request: Request, store: Store) -> Card:
    """The card as it is now: with this answer, or with that of whoever was quicker."""
    sent = store.questions.answer(question, checked(words), request.person, request.at)
    now, one = access_question(store, request.person, question.id)
    if sent:
        asker = store.people.get(now.by)
        store.outbox.put(QuestionAnswered(now.id), to=[asker] if asker and _reads(asker, now) else [], at=request.at)
        store.outbox.amend(topic(KIND, now.id), at=request.at)
        _count_anew(one, store, at=request.at)
    return views.asked(shown(now, one, store), store.programme, request.t, late=not sent)


def listing(request: Command | Press, store: Store) -> Reply:
    """All about one announcement: what waits first."""
    typed, _, start = (request.words if isinstance(request, Command) else request.ref).partition(".")
    one = access_followed(store, request.person, typed)
    first = int(start) if start.isdecimal() and len(start) < SIZE else 0
    some = store.questions.page(one.id, start=first, size=SIZE + 1)
    companies = {partner.key: partner.name for partner in store.programme.partners}
    more = f"{one.id}.{first + SIZE}" if len(some) > SIZE else ""
    return Show(
        views.listing(one, some[:SIZE], store.questions.tally(one.id), store.programme, request.t, companies, more)
    )


# --- told ---


def _asked(question_id: str, reader: Person, store: Store, t: Translator) -> Card:
    return card(question_id, reader, store, t)


def _still_waits(question_id: str, reader: Person, store: Store, t: Translator) -> Card:
    question, one = access_question(store, reader, question_id)
    return views.asked(shown(question, one, store), store.programme, t, again=True)


def _answered(question_id: str, reader: Person, store: Store, t: Translator) -> Card:
    question = store.questions.get(question_id)
    one = store.announcements.get(question.announcement) if question else None
    if question is None or one is None or question.by != reader.id or not _reads(reader, question):
        raise Refusal("not-found")
    return views.answered(question, one, store.programme, t)


def _waits_still(question_id: str, store: Store, _at: datetime) -> bool:
    """Refusal where it was answered before its time was over; else it waits for working hours."""
    question = store.questions.get(question_id)
    if question is None or not question.waits:
        raise Refusal("question-answered")
    return True


NOTICES: Mapping[str, Worded] = {
    QuestionAsked.kind: _asked,
    QuestionStillWaits.kind: _still_waits,
    QuestionAnswered.kind: _answered,
}
HELD_UP = {QuestionStillWaits.kind: _waits_still}
"""What is asked before such a copy leaves for the first time."""


# --- somebody else's ---


def ask_anew(at: datetime, store: Store, after: str = "") -> str:
    """What waits for somebody who answers no more is told to those who do."""
    waiting = store.questions.waiting(after=after, size=SEVERAL)
    for question in waiting:
        if one := store.announcements.get(question.announcement):
            _pass_on(question, answerers(one, store), store, at=at)
    return waiting[-1].id if len(waiting) == SEVERAL else ""


def missed(one: Missed, store: Store, at: datetime) -> None:
    """Where whoever answers cannot be told, the admins are, once."""
    question = store.questions.get(one.subject)
    if question and question.waits:
        _pass_on(question, in_place_of(None, store.people.holders(Role.ADMIN)), store, at=at)


def _pass_on(question: Question, people: tuple[Person, ...], store: Store, *, at: datetime) -> None:
    about = topic(KIND, question.id)
    told = store.outbox.audience(about, QuestionAsked.kind, tried=True)
    new = tuple(person for person in people if person.id not in told)
    if new:
        tell(question, new, store, at=at, occasion=str(store.outbox.times(about, QuestionAsked.kind)))
