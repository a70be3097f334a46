"""Digests: what was held for somebody goes to them in one message, at the hours that they chose."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import islice

from domain.approvals import UNDECIDED, Approval
from domain.digests import LATE, next_digest, suits
from domain.notices.digests import RequestsWait
from domain.page import Page
from domain.people import Person
from domain.refusal import Refusal
from handlers import digests_daily as daily
from handlers.apart import each, in_parts
from handlers.approvals import listed
from handlers.deals_told import Worded
from handlers.digests_daily import HeldUp
from handlers.standing_in import stand_in
from handlers.subjects import SUBJECTS
from storage.digests import TURN
from storage.store import Store
from views import digests as views
from views.translator import Translator
from views.vocabulary import Card

LISTED = 10
"""How many stand in the message; the others are a press away."""


def gather_due(at: datetime, store: Store, held_up: HeldUp) -> bool:
    """Those of a few readers, each by itself; whether there may be more. It costs what is due, and not what is held."""

    def find(beyond: int) -> Sequence[tuple[str, datetime]]:
        return tuple(store.digests.ripe(at, beyond=beyond).items())

    def gather(ripe: tuple[str, datetime]) -> None:
        reader, since = ripe
        if person := store.people.get(reader):
            _look(person, since, store, at=at)
            daily.gather(person, store, held_up, at=at)

    return in_parts(find, TURN, each(gather), store, about=lambda ripe: ripe[0])


def _look(reader: Person, since: datetime, store: Store, *, at: datetime) -> None:
    """Who has missed the hour, as in an outage, has it with the next, unless it may still come now."""
    if reader.digest and at - since > LATE and not suits(at, reader.zone, reader.rests(store.programme.quiet)):
        store.digests.move(reader.id, to=next_digest(reader.digest, reader.zone, after=at), at=at)
    else:
        _gather(stand_in(reader, store, at=at), store, at=at)


def _gather(reader: Person, store: Store, *, at: datetime) -> None:
    """What still waits for them is told together, what is over is not; where nothing waits they are told nothing.

    What was decided a moment ago and may be undone is looked at again afterwards: it may wait then.
    """
    if not store.digests.held(reader.id, at=at):
        return  # another process was first, and its digest stands
    store.digests.call_back(reader.id, at=at)
    waits, over = [], []
    for held in store.digests.held(reader.id, at=at):
        approval = store.approvals.of(held.about, held.subject)
        if approval and _waits(approval, reader):
            waits.append(held.copy)
        elif (until := _undoable(approval, store)) and until > at:
            store.digests.put_off([held.copy], until=until)
        else:
            over.append(held.copy)
    store.digests.drop(over, at=at)
    if waits:
        store.digests.gather(waits, at=at)
        store.outbox.put(RequestsWait(reader.id, store.new_id()), to=[reader], at=at)


def _undoable(approval: Approval | None, store: Store) -> datetime | None:
    """Until when a decision may be taken back; None where there is none, or it counts at once."""
    if approval is None or approval.decided_at is None or SUBJECTS[approval.kind].undo is None:
        return None
    return approval.decided_at + store.programme.undo


def waiting(reader_id: str, reader: Person, store: Store, t: Translator) -> Card:
    """All that waits for the reader; Refusal("not-found") where nothing does any more."""
    reader = stand_in(reader, store)
    page = _first(reader, store)
    if reader.id != reader_id or not page.items:
        raise Refusal("not-found")
    return views.digest(listed(page, reader, store, t), t)


def _first(reader: Person, store: Store) -> Page[Approval]:
    """The oldest first; where these are more than are listed, before them what is told in this digest."""
    page = store.asked.waiting_for(reader, size=LISTED)
    if not page.next:
        return page
    told = (store.approvals.of(held.about, held.subject) for held in store.digests.told_last(reader.id))
    new = tuple(islice((one for one in told if one and _waits(one, reader)), LISTED - 1))
    older = store.asked.waiting_for(reader, size=LISTED - len(new))
    return Page(tuple({one.id: one for one in (*new, *older.items)}.values()), page.total, older.next)


def _waits(approval: Approval, reader: Person) -> bool:
    return approval.phase in UNDECIDED and approval.decidable_by(reader)


NOTICES: Mapping[str, Worded] = {RequestsWait.kind: waiting}
