"""What was above somebody's cap comes in one digest a day: a line each, and a button that opens it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.announcements_followed import OFTEN, PAUSED
from domain.cap import digest_at, next_told
from domain.digests import suits
from domain.notices.announcements import AnnouncementFollowed
from domain.notices.digests import ToldTogether
from domain.notices.notice import topic
from domain.people import Person
from domain.refusal import Refusal
from handlers.deals_told import Worded, looked_at
from handlers.missed import Missed
from handlers.rest import source_of
from storage.digests import Held
from storage.store import Store
from views import digests as views
from views.translator import Translator
from views.vocabulary import Card

HeldUp = Mapping[str, Callable[[str, Store, datetime], bool]]
"""What is asked before a notice of this kind is told: a Refusal stops it."""
Until = Callable[[Held, Person, Store], datetime | None]
"""Until when what waits makes sense to its reader; None for ever."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


def gather(reader: Person, store: Store, held_up: HeldUp, *, at: datetime) -> None:
    """All that has waited until now is told together; what lost its sense meanwhile is not, and of what is paused it is
    asked again with the next.
    """
    quiet = reader.rests(store.programme.quiet)
    held = store.digests.held(reader.id, at=at, capped=True)
    if not held:
        return
    later = digest_at(_hour(reader, store), reader.zone, quiet, after=at)
    if not suits(at, reader.zone, quiet):  # it was to come before, as in an outage
        store.digests.put_off([one.copy for one in held], until=later)
        return
    store.digests.call_back(reader.id, at=at, capped=True)
    goes = []
    for one in store.digests.held(reader.id, at=at, capped=True):
        if (reason := _stopped(one, store, held_up, at)) is None:
            goes.append(one.copy)
        elif reason == PAUSED:
            store.digests.put_off([one.copy], until=later)
        else:
            store.digests.drop([one.copy], at=at, reason=reason)
    if goes:
        store.digests.gather(goes, at=at)
        store.outbox.put(ToldTogether(f"{reader.id}.{(at - _EPOCH) // _TICK}"), to=[reader], at=at)


def _hour(reader: Person, store: Store) -> int:
    return store.programme.messages.digest_hour if reader.digest_hour is None else reader.digest_hour


def follow(people: Sequence[Person], store: Store, *, until: Until, at: datetime) -> None:
    """What waits for these people comes at the hour and by the clock that they have by now; by itself, where that is
    too late for it.
    """
    waiting = store.digests.capped({person.id for person in people}, at=at)
    for person in sorted((one for one in people if one.id in waiting), key=lambda one: one.id):
        quiet = person.rests(store.programme.quiet)
        then = next_told(_hour(person, store), person.zone, quiet, after=at)
        some = store.digests.held(person.id, at=then, capped=True)
        late = [one.copy for one in some if (over := until(one, person, store)) and over <= then]
        store.digests.let_go(late, at=quiet.next_allowed(at, ZoneInfo(person.zone)) if quiet else at)
        store.digests.move_capped(person.id, to=then, at=at)


def missed(digest: Missed, store: Store, at: datetime) -> None:
    """Whoever announced what it was to tell sees on their card that it has not certainly arrived."""
    for announcement in store.following.stuck_for(digest.person):
        store.outbox.amend_soon(topic(AnnouncementFollowed.about, announcement), due=at + OFTEN)


def _stopped(one: Held, store: Store, held_up: HeldUp, at: datetime) -> str | None:
    """Why it is not told now; None where it is."""
    asks = held_up.get(one.kind)
    try:
        if asks:
            asks(one.subject, store, at)
    except Refusal as refusal:
        return refusal.reason
    return None


def together(
    subject: str, reader: Person, store: Store, t: Translator, at: datetime, *, notices: Mapping[str, Worded]
) -> Card:
    """Each of what it tells, as it is now; what its reader may not see any more is left out."""
    lines = tuple(line for one in told(subject, reader, store) if (line := _line(one, reader, store, t, at, notices)))
    if not lines:
        raise Refusal("not-found")
    return views.together(lines, t)


def told(subject: str, reader: Person, store: Store) -> Sequence[Held]:
    """What is told in this digest of theirs; Refusal where it is another's."""
    whose, _, moment = subject.partition(".")
    if whose != reader.id or not moment.isdecimal():
        raise Refusal("not-found")
    return store.digests.told_at(reader.id, _EPOCH + int(moment) * _TICK)


def _line(
    one: Held, reader: Person, store: Store, t: Translator, at: datetime, notices: Mapping[str, Worded]
) -> views.Line | None:
    try:
        card = looked_at(notices[one.kind], one.subject, reader, store, t, at=at)
    except Refusal:
        return None
    return views.Line(title=card.title, at=one.put_at, source=source_of(one.kind, one.subject))
