"""Digests: what was held for somebody goes to them in one message, at the hours that they chose."""

from collections.abc import Mapping
from datetime import datetime

from domain.approvals import UNDECIDED, Approval
from domain.notices import RequestsWait
from domain.people import Person
from domain.refusal import Refusal
from handlers.approvals import listed
from handlers.deals_told import Worded
from handlers.standing_in import stand_in
from handlers.subjects import SUBJECTS
from storage.store import Store
from views import digests as views
from views.translator import Translator
from views.vocabulary import Card

LISTED = 10
"""How many stand in the message; the others are a press away."""


def gather_due(at: datetime, store: Store) -> bool:
    """One reader's; whether there may be more. It costs what is due, and not what is held."""
    reader = store.people.get(store.digests.ripe(at))
    if reader is None:
        return False
    _gather(stand_in(reader, store, at=at), store, at=at)
    return True


def _gather(reader: Person, store: Store, *, at: datetime) -> None:
    """What still waits for them is told together, what is over is not; where nothing waits they are told nothing.

    What was decided a moment ago and may be undone is looked at again afterwards: it may wait then.
    """
    waits, over = [], []
    for held in store.digests.held(reader.id, at=at):
        approval = store.approvals.of(held.about, held.subject)
        if approval and approval.phase in UNDECIDED and approval.decidable_by(reader):
            waits.append(held.copy)
        elif (until := _undoable(approval, store)) and until > at:
            store.digests.put_off([held.copy], until=until)
        else:
            over.append(held.copy)
    store.digests.drop(over, at=at)
    if waits:
        store.digests.gather(waits, at=at)
        store.outbox.put(RequestsWait(reader.id, at.isoformat()), to=[reader], at=at)


def _undoable(approval: Approval | None, store: Store) -> datetime | None:
    """Until when a decision may be taken back; None where there is none, or it counts at once."""
    if approval is None or approval.decided_at is None or SUBJECTS[approval.kind].undo is None:
        return None
    return approval.decided_at + store.programme.undo


def waiting(reader_id: str, reader: Person, store: Store, t: Translator) -> Card:
    """All that waits for the reader, the oldest first; Refusal("not-found") where nothing does any more."""
    reader = stand_in(reader, store)
    page = store.approvals.waiting_for(reader, size=LISTED)
    if reader.id != reader_id or not page.items:
        raise Refusal("not-found")
    return views.digest(listed(page, reader, store, t), t)


NOTICES: Mapping[str, Worded] = {RequestsWait.kind: waiting}
