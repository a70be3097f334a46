"""What can be asked about, an announcement or a document: who may ask, who answers, and what it is called."""

from dataclasses import dataclass
from datetime import datetime

from domain.announcements import KIND as ANNOUNCEMENT
from domain.announcements import Announcement
from domain.announcements_followed import OFTEN
from domain.documents import Document
from domain.notices.announcements import AnnouncementFollowed
from domain.notices.documents import DocumentDue
from domain.notices.notice import topic
from domain.people import Person, Role
from domain.questions import in_place_of
from handlers.announcements_followed import may_follow
from handlers.documents_found import reader_as
from handlers.documents_kept import keepers
from storage.store import Store
from views import questions as views
from views.questions import About
from views.translator import Translator

DOCUMENT = DocumentDue.about


@dataclass(frozen=True)
class OfAnnouncement:
    """Its author answers, or the admins."""

    one: Announcement

    @property
    def about(self) -> str:
        """As notices name it."""
        return topic(ANNOUNCEMENT, self.one.id)

    def open_to(self, person: Person, store: Store, _at: datetime) -> bool:
        """Whether they may ask: it was told to them, or in a channel of their company's."""
        return self.one.has_begun and store.acknowledgements.concerns(self.one.id, person)

    def read_by(self, _person: Person, _store: Store) -> bool:
        """Whether whoever asked may read the answer: what they were told stays told."""
        return True

    def answerers(self, store: Store) -> tuple[Person, ...]:
        """Its author; the admins, where the author has left, may not announce any more, or has no account."""
        author = store.people.get(self.one.author)
        told = author if author and store.people.reachable(author.id) else None
        return in_place_of(told, store.people.holders(Role.ADMIN))

    def answered_by(self, person: Person, _store: Store) -> bool:
        """Whether they may answer."""
        return may_follow(person, self.one)

    def count_anew(self, store: Store, at: datetime) -> None:
        """The author's report counts them: soon, since there may be many at once."""
        store.outbox.amend_soon(topic(AnnouncementFollowed.about, self.one.id), due=at + OFTEN)

    def worded(self, store: Store, t: Translator) -> About:
        """For its reader."""
        return views.about_announcement(self.one, store.programme, t)


@dataclass(frozen=True)
class OfDocument:
    """Its owner answers, or the admins."""

    document: Document

    @property
    def about(self) -> str:
        """As notices name it."""
        return topic(DOCUMENT, self.document.id)

    def open_to(self, person: Person, store: Store, at: datetime) -> bool:
        """Whether they may ask: they may read it, and there is something to be read."""
        version = store.documents.current(self.document.id, at)
        if version is None or self.document.retired(at):
            return False
        return self.document.shows(version, reader_as(person, store))

    def read_by(self, person: Person, store: Store) -> bool:
        """Whether whoever asked may read the answer: of what is not theirs any more they hear no more."""
        return self.document.open_to(reader_as(person, store))

    def answerers(self, store: Store) -> tuple[Person, ...]:
        """Its owner; the admins, where the owner has left, may not keep it any more, or has no account."""
        return tuple(keepers(self.document, store))

    def answered_by(self, person: Person, store: Store) -> bool:
        """Whether they may answer: who may change it."""
        return self.document.editable_by(reader_as(person, store))

    def count_anew(self, _store: Store, _at: datetime) -> None:
        """Nothing counts them."""

    def worded(self, _store: Store, t: Translator) -> About:
        """For its reader."""
        return views.about_document(self.document, t)


Thing = OfAnnouncement | OfDocument


def thing_named(named: str, store: Store) -> Thing | None:
    """By what a form calls it: an announcement's id, or a document's ref."""
    if one := store.announcements.get(named):
        return OfAnnouncement(one)
    document = store.documents.by_ref(named)
    return OfDocument(document) if document else None


def thing_of(about: str, store: Store) -> Thing | None:
    """By how notices name it."""
    kind, _, of = about.partition(":")
    if kind == ANNOUNCEMENT:
        one = store.announcements.get(of)
        return OfAnnouncement(one) if one else None
    document = store.documents.get(of)
    return OfDocument(document) if document else None
