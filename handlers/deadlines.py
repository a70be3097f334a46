"""Deadlines: by when an answer is promised, in the business time of whoever is asked first, and who is asked after."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from domain.approvals import UNDECIDED, Approval, Phase
from domain.business import Calendar, calendar_of
from domain.deadlines import Deadline
from domain.people import Person
from storage.store import Store


def _zone(asked: Sequence[Person], store: Store) -> str:
    """Of the first who is asked; the programme's where nobody is, or where the hour would tell who."""
    known = asked and not store.programme.routes_conflicts
    return asked[0].zone if known else store.programme.zone


def _calendar(zone: str, store: Store) -> Calendar:
    return calendar_of(zone, store.programme.working)


def _promise(store: Store) -> timedelta:
    return timedelta(hours=store.programme.answer_within_hours)


def promised(asked: Sequence[Person], store: Store, *, at: datetime) -> datetime:
    """When the programme's answer time, asked at `at`, will have been worked by the first who is asked.

    Where nobody is, or nobody may know who, the programme's own zone counts.
    """
    return _calendar(_zone(asked, store), store).add(at, _promise(store))


def begin(approval: Approval, asked: Sequence[Person], store: Store, *, at: datetime) -> None:
    """The answer time of this approval runs, or waits with it for an answer."""
    zone = _zone(asked, store)
    new = Deadline(approval=approval.id, zone=zone, within=_promise(store))
    store.deadlines.begin(new if approval.phase is Phase.PAUSED else new.runs(_calendar(zone, store), at=at))


def begin_anew(approval: Approval, asked: Sequence[Person], store: Store, *, at: datetime) -> None:
    """Others are asked now: they have the whole answer time, from now on, or from the answer that is waited for.

    Before anything is amended, as where a level is done: else the two could wait for each other.
    """
    zone = _zone(asked, store)

    def anew(deadline: Deadline) -> Deadline:
        fresh = deadline.anew(zone, _promise(store))
        return fresh if approval.phase is Phase.PAUSED else fresh.runs(_calendar(zone, store), at=at)

    if _change(approval, anew, store) is None:
        begin(approval, asked, store, at=at)


def _change(approval: Approval, change: Callable[[Deadline], Deadline], store: Store) -> Deadline | None:
    """As it is afterwards, None where there is none; where a level was done meanwhile, it is changed as it is now."""
    while deadline := store.deadlines.of(approval.id):
        changed = change(deadline)
        if changed == deadline or store.deadlines.keep(deadline, changed):
            return changed
    return None


def stop(approval: Approval, store: Store, *, at: datetime) -> None:
    """Somebody else has the word: what is left of the answer time is kept."""
    _change(approval, lambda it: it.stops(_calendar(it.zone, store), at=at) if it.since else it, store)


def resume(approval: Approval, store: Store, *, at: datetime) -> datetime | None:
    """What is left of it runs on: the moment that is promised now. None where it never ran."""
    running = _change(approval, lambda it: it if it.since else it.runs(_calendar(it.zone, store), at=at), store)
    return running.answer_by(_calendar(running.zone, store)) if running else None


def reopen(approval: Approval, store: Store, *, at: datetime) -> datetime | None:
    """It waits again: its answer time runs on as if nothing had been. The moment promised; None where it never ran."""
    answer_by = resume(approval, store, at=at)
    _change(approval, lambda it: it if it.next_at else it.placed(_calendar(it.zone, store)), store)
    return answer_by


def raised(deadline: Deadline, store: Store, *, at: datetime) -> tuple[Deadline, Approval] | None:
    """One level on, with what still waits; None where it is decided by now, or another process came first."""
    approval = store.approvals.get(deadline.approval)
    if approval is None or approval.phase not in UNDECIDED:
        store.deadlines.keep(deadline, deadline.over(), unless_busy=True)
        return None
    further = deadline.raised(_calendar(deadline.zone, store), at=at)
    return (further, approval) if store.deadlines.keep(deadline, further, unless_busy=True) else None
