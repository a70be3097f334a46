"""An announcement that has left: its words are changed everywhere, or it is taken back everywhere."""

from dataclasses import replace
from datetime import datetime

from domain.announcements import KIND, Announcement, Step
from domain.announcements_followed import Progress
from domain.announcements_written import Content, checked
from domain.notices.announcements import AnnouncementFollowed
from domain.notices.notice import topic
from domain.people import Person
from domain.refusal import Refusal
from handlers.announcements_card import close
from handlers.announcements_followed import access_changing, card
from handlers.announcements_sending import ask_second
from handlers.announcements_written import content_of
from handlers.replies import Amend, OpenForm, Reply, Show
from handlers.requests import Press, Request, Submission
from storage.store import Store
from storage.sweeps import Sweep
from views import announcements_followed as views
from views.translator import NAMES
from views.vocabulary import Form


def revise_form(request: Press, store: Store) -> Reply:
    """With what it says, or is to say where that waits for a second person."""
    one = _left(request, store)
    one.after(Step.REVISE)
    return OpenForm(views.revise_form(one, one.revision or one.content, store.programme, request.t))


def revise_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    one = _left(request, store)
    content = content_of(request.values, store.programme.languages, one.content)
    return views.revise_form(one, content, store.programme, request.t)


def revise(request: Submission, store: Store) -> Reply:
    """Other words in every copy at once; where it went to many, a second person is asked first."""
    one = _left(request, store)
    if one.version != request.version:
        raise Refusal("announcement-changed")
    typed = content_of(request.values, store.programme.languages, one.content)
    content = checked(typed, store.programme.announcements.link_domains)
    _check_languages(one.content, content, store)
    if one.revision:
        close(one, store, at=request.at)
    progress = store.following.progress(one.id, at=request.at)
    kept = _asked(one, content, request, store) if _is_many(progress, store) else _revised(one, content, request, store)
    return Show(card(kept, store, request.t, at=request.at))


def _check_languages(was: Content, content: Content, store: Store) -> None:
    """Who has it in a language goes on reading it in that, where the programme wants it so."""
    gone = next((language for language in was.texts if language not in content.texts), None)
    if gone and store.programme.announcements.missing_language == "block":
        raise Refusal("announcement-language", field=f"title-{gone}", languages=(NAMES[gone],))


def _left(request: Press | Submission, store: Store) -> Announcement:
    """One whose first copy may have left: before, it is taken back and changed as a draft."""
    one = access_changing(store, request.person, request.ref, at=request.at)
    if one.waits(request.at):
        raise Refusal("announcement-not-begun")
    return one


def _is_many(progress: Progress, store: Store) -> bool:
    return progress.reached > store.programme.announcements.approve_above


def _asked(one: Announcement, content: Content, request: Request, store: Store) -> Announcement:
    kept = _changed(one, one.to_revise(content), Step.PROPOSE, request.person, store, at=request.at)
    ask_second(kept, request, store)
    return kept


def _revised(one: Announcement, content: Content, request: Request, store: Store) -> Announcement:
    then = one.revised(content, request.at)
    kept = _changed(one, then, Step.REVISE, request.person, store, at=request.at)
    store.sweeps.amend(one.id, at=request.at)
    store.digests.amend(topic(KIND, one.id), at=request.at)
    return kept


def retract(request: Press, store: Store) -> Reply:
    """Nobody else gets it, and whoever has it reads that it was taken back."""
    one = _left(request, store)
    if one.version == request.version:
        if one.revision:
            close(one, store, at=request.at)
        then = replace(one, state=one.after(Step.RETRACT), revision=None, edited_at=request.at)
        one = _changed(one, then, Step.RETRACT, request.person, store, at=request.at)
        store.sweeps.begin(one.id, Sweep.CANCEL, at=request.at)
        store.sweeps.amend(one.id, at=request.at)
        store.digests.amend(topic(KIND, one.id), at=request.at)
    return Amend(card(one, store, request.t, at=request.at))


def _changed(
    one: Announcement, then: Announcement, step: Step, by: Person, store: Store, *, at: datetime
) -> Announcement:
    kept = store.announcements.change(one, then, step, by=by.id, at=at)
    store.outbox.amend(topic(AnnouncementFollowed.about, one.id), at=at)
    return kept
