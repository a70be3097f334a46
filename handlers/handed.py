"""Files that are handed to one person in private: each comes by the outbox, once, if it is theirs when it leaves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from domain.notices.documents import FileHanded, FileMissed
from domain.people import Person
from domain.refusal import Refusal
from handlers.deals_told import AsOf, Worded
from handlers.missed import Missed
from handlers.replies import Amend, Reply
from handlers.requests import Press, Request
from storage.store import Store
from views import handed as views
from views.translator import Translator
from views.vocabulary import Card, Handed

Make = Callable[[str, Person, Store, Translator, datetime], Handed]
"""Makes a file for its reader: (ref, reader, store, t, at); Refusal("not-found") where it is not theirs (any more)."""

AT_ONCE = timedelta(seconds=10)
"""Whoever asks for the same again within that has pressed twice."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def hand_over(what: str, ref: str, request: Request, store: Store) -> None:
    """A file of the kind `what` of FILES goes to whoever asks, in the private chat, in any place they ask from.

    It is made when it leaves, with the rights of that moment. The reply is the caller's: it says that the file comes.
    """
    subject = f"{what}:{ref}"
    if not store.outbox.lately(FileHanded(subject), request.person, since=request.at - AT_ONCE):
        # Two at the same moment do not see each other.
        _put(subject, f"{request.person.id}:{(request.at - _EPOCH) // AT_ONCE}", request, store)


def hand_over_once(what: str, ref: str, request: Request, store: Store) -> None:
    """The same of what `ref` tells apart by itself from all that this person is ever handed."""
    _put(f"{what}:{ref}", request.person.id, request, store)


def _put(subject: str, occasion: str, request: Request, store: Store) -> None:
    store.outbox.put(FileHanded(subject, occasion), to=(request.person,), at=request.at)


def missed(one: Missed, store: Store, at: datetime) -> None:
    """Whoever was told that it comes hears that it did not, and why."""
    reader = store.people.get(one.person)
    if reader:
        store.outbox.put(FileMissed(one.copy), to=(reader,), at=at)


@dataclass(frozen=True)
class Handing:
    """What the files of FILES need of the tables of routes."""

    files: Mapping[str, Make]

    def notices(self) -> Mapping[str, Worded]:
        """Their messages."""
        return {FileHanded.kind: AsOf(self._worded), FileMissed.kind: AsOf(self._missed)}

    def again(self, request: Press, store: Store) -> Reply:
        """Whoever did not take a file, or could not, has it sent once more; `ref` is the copy that asked them."""
        subject = store.handed.subject(request.ref, request.person.id)
        if subject is None:
            raise Refusal("not-found")
        file = self._made(subject, request.person, store, request.t, request.at)
        _put(subject, f"again:{request.ref}", request, store)
        return Amend(views.comes(file, request.t))

    def _worded(self, subject: str, reader: Person, store: Store, t: Translator, at: datetime) -> Card:
        return views.handed(self._made(subject, reader, store, t, at), t)

    def _missed(self, copy: str, reader: Person, store: Store, t: Translator, at: datetime) -> Card:
        found = store.handed.missed(copy, reader.id)
        if found is None:
            raise Refusal("not-found")
        subject, reason = found
        return views.missed(self._made(subject, reader, store, t, at), copy, reason, t)

    def _made(self, subject: str, reader: Person, store: Store, t: Translator, at: datetime) -> Handed:
        what, _, ref = subject.partition(":")
        make = self.files.get(what)
        if make is None:
            raise Refusal("not-found")
        return make(ref, reader, store, t, at)
