"""The chat page of two people: what each was told, said and was answered, in each one's own language and zone."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from markupsafe import Markup

from bot.web import pages
from bot.web.cast import Cast, Pair, quick, someone
from bot.web.kept import Kept
from bot.web.pages import ChatPage, Labels, Message, Side
from domain.notices.documents import FileHanded
from domain.people import Can, Person, stranger
from domain.places import Identity
from domain.refusal import Refusal
from handlers.deals_told import looked_at
from handlers.notices import NOTICES
from storage.store import Store
from views.translator import Translator, translator
from views.vocabulary import Handed


@dataclass(frozen=True, kw_only=True)
class Sight:
    """What a page is made of besides the database; `token` and `key` go with everything it sends."""

    cast: Cast
    pair: Pair
    language: str
    at: datetime
    token: str
    key: str
    mine: Sequence[Kept] = ()
    theirs: Sequence[Kept] = ()
    form: Markup | None = None
    file: Callable[[str], str] = lambda _copy: ""
    """The address, for whoever looks, of the file that a copy hands over."""


def seen(sight: Sight, store: Store) -> ChatPage:
    """The page as it is now."""
    me = person_of(sight.pair.me, sight, store)
    them = person_of(sight.pair.them, sight, store)
    t = translator(me.language, me.zone)
    return ChatPage(
        language=t.language,
        token=sight.token,
        key=sight.key,
        labels=Labels.spoken(t.plain),
        people=tuple(
            someone(known.identity.user, person_of(known.identity.user, sight, store), sight.cast, t)
            for known in sight.cast.people
        ),
        mine=_side(sight.pair.me, me, sight.mine, t, sight, store),
        other=_side(sight.pair.them, them, sight.theirs, t, sight, store),
        quick=quick(me, t),
        drops=me.may(Can.IMPORT) or me.may(Can.KEEP_DOCUMENTS),
        form=sight.form,
    )


class Looking(Protocol):
    """Whoever looks: a Sight, or a Visit."""

    @property
    def cast(self) -> Cast: ...
    @property
    def language(self) -> str: ...


def person_of(user: str, by: Looking, store: Store) -> Person:
    """One of the cast, or a stranger: whoever was removed from their team is one."""
    person = store.people.known_as(by.cast.account(user).identity)
    return stranger(by.language) if person is None or person.left else person


def inbox(
    person: Person, store: Store, *, at: datetime, file: Callable[[str], str] = lambda _copy: ""
) -> Iterator[tuple[datetime, Message]]:
    """The cards that were sent to this person, worded anew; without those that are out of sight by now. `file` gives
    the address of the file that a copy hands over, "" where it is not for whoever looks.
    """
    t = translator(person.language, person.zone)
    labels = Labels.spoken(t.plain)
    for told in store.deliveries.inbox_of(person.id, at=at):
        try:
            card = looked_at(NOTICES[told.kind], told.subject, person, store, t, at=at).shown_at(at)
        except Refusal:
            continue
        html = pages.card(card, labels, file(told.copy) if card.handed else "")
        yield told.due, Message(id=told.copy, html=html, moment=t.moment(told.due))


def handed(copy: str, person: Person, store: Store, *, at: datetime) -> Handed:
    """The file that a copy hands over to this person; Refusal("not-found") where it is not theirs (any more)."""
    subject = store.handed.subject(copy, person.id)
    if subject is None:
        raise Refusal("not-found")
    t = translator(person.language, person.zone)
    card = looked_at(NOTICES[FileHanded.kind], subject, person, store, t, at=at)
    assert card.handed is not None, "that is what such a notice is"
    return card.handed


def letters(account: Identity, reader: Person, store: Store, *, at: datetime) -> Iterator[tuple[datetime, Message]]:
    """The cards that were sent to an account that is nobody's."""
    t = translator(reader.language, store.programme.zone)
    for told in store.deliveries.letters_to(account, at=at):
        try:
            card = NOTICES[told.kind](told.subject, reader, store, t)
        except Refusal:
            continue
        html = pages.card(card, Labels.spoken(t.plain))
        yield told.due, Message(id=told.copy, html=html, moment=t.moment(told.due))


def _side(user: str, person: Person, kept: Sequence[Kept], t: Translator, sight: Sight, store: Store) -> Side:
    """In order of time; `t` is that of whoever looks, who is told by it who this is."""
    own = translator(person.language, person.zone)
    dated = [(one.at, _message(one, own)) for one in kept]
    account = sight.cast.account(user).identity
    theirs = user != sight.pair.me
    inbox_ = inbox(person, store, at=sight.at) if theirs else inbox(person, store, at=sight.at, file=sight.file)
    dated += letters(account, person, store, at=sight.at) if person.stranger else inbox_
    return Side(
        who=someone(user, person, sight.cast, t),
        language=own.language,
        messages=tuple(message for _, message in sorted(dated, key=lambda one: one[0])),
    )


def _message(kept: Kept, t: Translator) -> Message:
    return Message(
        id=kept.id,
        html=Markup(kept.html),  # noqa: S704  # rendered by pages.py, which escaped it
        mine=kept.mine,
        moment=t.moment(kept.at),
    )
