"""Buttons of an announcement that open a document or a course: chosen by its author, opened as the reader may."""

from collections.abc import Callable
from itertools import islice

from domain.announcements import Step
from domain.announcements_written import Act, opening
from domain.documents import Document
from domain.people import Can
from domain.refusal import Refusal
from handlers import documents_found, training
from handlers.announcements_card import changed, labels, present, shown
from handlers.announcements_written import line_of
from handlers.replies import OpenForm, Options, Reply
from handlers.requests import Press, Search, Submission
from storage.announcements import access_own
from storage.documents import access_document
from storage.store import Store
from views import announcements_more as views
from views.vocabulary import Form, Option, said

_EACH = 7
"""Documents, and courses, that are offered together: Teams shows 15."""


def opening_form(request: Press, store: Store) -> Reply:
    """For one more button."""
    one = access_own(store.announcements, request.person, request.ref)
    one.after(Step.EDIT)
    return OpenForm(views.opening_form(one, {}, store.programme, request.t))


def opening_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    one = access_own(store.announcements, request.person, request.ref)
    return views.opening_form(one, request.values, store.programme, request.t)


def opens(request: Submission, store: Store) -> Reply:
    """With one more button; its author sees what it opens, or it is none."""
    one = present(request, store)
    typed = labels(request.values, "label", store.programme.languages)
    content = opening(one.content, *_target(request, store), typed)
    return shown(changed(one, one.edited(content), Step.EDIT, request, store), request, store)


def targets(request: Search, store: Store) -> Reply:
    """Documents that its author may read, and courses, by what was typed so far."""
    found = documents_found.offered(request, store) if request.person.may(Can.READ_DOCUMENTS) else Options(())
    assert isinstance(found, Options), "it offers"
    typed = request.text.strip().casefold()
    courses = (
        Option(key, said(course.name))
        for key, course in store.training.courses().items()
        if course.open and (typed in course.name.casefold() or typed in key.casefold())
    )
    return Options((*found.options[:_EACH], *islice(courses, _EACH)))


def _target(request: Submission, store: Store) -> tuple[Act, str]:
    given = line_of(request.values, "target")
    if not given:
        raise Refusal("field-required", field="target")
    match request.values.get("act"):
        case Act.DOCUMENT:
            return Act.DOCUMENT, _document(given, request, store).ref
        case Act.TRAINING:
            return Act.TRAINING, _course(given, store)
        case _:
            raise Refusal("field-not-an-option", field="act")


def _document(given: str, request: Submission, store: Store) -> Document:
    try:
        return access_document(store.documents, documents_found.reader(request, store), given, at=request.at)[0]
    except Refusal:
        raise Refusal("announcement-unknown-document", field="target", given=given[:100]) from None


def _course(given: str, store: Store) -> str:
    """By its key, or by its name where only one is called so."""
    courses = {key: course for key, course in store.training.courses().items() if course.open}
    found = [key for key, course in courses.items() if given.casefold() in (key.casefold(), course.name.casefold())]
    if len(found) != 1:
        raise Refusal("announcement-unknown-course", field="target", given=given[:100])
    return found[0]


# --- what readers press ---


def document(request: Press, store: Store) -> Reply:
    """Opened as if they had found it themselves."""
    return _theirs(documents_found.open_one, Refusal("announcement-document-not-yours"), request, store)


def course(request: Press, store: Store) -> Reply:
    """With the dates for which they can register."""
    return _theirs(training.open_course, Refusal("announcement-course-not-yours"), request, store)


def _theirs(opened: Callable[[Press, Store], Reply], otherwise: Refusal, request: Press, store: Store) -> Reply:
    """Missing, over and forbidden are alike; that one was offered it is no reason to be let in."""
    try:
        return opened(request, store)
    except Refusal as refusal:
        raise (otherwise if refusal.reason == "not-found" else refusal) from None
