"""Looks through all that waits: whoever was asked and cannot decide any more is replaced by those who can.

They are done only where somebody came, left, changed or could not be told: else they cost nothing of what waits.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Protocol

from domain.approvals import UNDECIDED, Approval
from domain.notices.notice import Notice, topic
from domain.people import Person
from domain.refusal import Refusal
from handlers.apart import each, together
from handlers.deadlines import promised
from storage.store import Store


class Look(Protocol):
    """A part of the whole, and after what it goes on, "" at the end."""

    def __call__(self, at: datetime, store: Store, after: str = "", /) -> str: ...


def asking_anew(
    kind: str,
    notice: str,
    ask: Callable[[Approval, Store, datetime], object],
    *,
    also: Sequence[str] = (),
    left: Callable[[str, Store, datetime], None] | None = None,
) -> Look:
    """Whoever was asked by this notice has left, has lost the role, or could not be told: `ask` asks others.

    `also` are notices that are taken back from whoever has left. `left` hears of each thing of which any was.
    """

    def look(at: datetime, store: Store, after: str = "") -> str:
        if not after:
            misplaced = store.asked.misplaced(kind, (notice, *also))
            store.outbox.take_back(misplaced, "not-theirs", at=at)
            if left:
                several = sorted(store.outbox.subjects(misplaced))
                together(several, each(lambda subject: left(subject, store, at)), store, about=str)
        unheard, after = store.asked.unheard(kind, notice, after=after)
        some = sorted(unheard, key=lambda one: (one.partner, one.subject))
        together(some, each(lambda approval: ask(approval, store, at)), store, about=lambda one: one.id)
        return after

    return look


def ask_new(
    approval: Approval,
    notice: type[Notice],
    people: Iterable[Person],
    store: Store,
    *,
    at: datetime,
    promised: datetime | None = None,
) -> tuple[Person, ...]:
    """Those of them who were not asked by this notice yet are, and are returned; `promised` is when it is too late.

    Whoever could not be told is not asked again; whoever it was taken back from is.
    """
    about = topic(approval.kind, approval.subject)
    tried = store.outbox.audience(about, notice.kind, tried=True)
    new = tuple(person for person in people if person.id not in tried)
    asked = notice(approval.subject, str(store.outbox.times(about, notice.kind)))
    store.outbox.put(asked, to=new, at=at, promised=promised)
    return new


def ask_twice(
    approval: Approval, asks: type[Notice], again: type[Notice], people: Sequence[Person], store: Store, *, at: datetime
) -> bool:
    """`ask_new`, and by the other notice once more, where it still waits when the programme's answer time is over.

    Whether anybody who was asked, now or before, can be told.
    """
    new = ask_new(approval, asks, people, store, at=at)
    about = topic(approval.kind, approval.subject)
    still = again(approval.subject, str(store.outbox.times(about, again.kind)))
    store.outbox.put(still, to=new, at=at, after=promised(people, store, at=at) - at)
    return any(map(store.people.reachable, store.outbox.audience(about, asks.kind)))


def waits_still(kind: str) -> Callable[[str, Store, datetime], bool]:
    """What is asked before anybody is asked once more about such a thing: Refusal where it was decided by then; else it
    waits for working hours.
    """

    def asks(subject: str, store: Store, _at: datetime) -> bool:
        approval = store.approvals.of(kind, subject)
        if approval is None or approval.phase not in UNDECIDED:
            raise Refusal("request-decided")
        return True

    return asks


def who_can_be_asked(at: datetime, store: Store) -> str:
    """Another word after each change of who there is, and what the programme says."""
    return store.lookouts.mark()


def after_changes(
    name: str, look: Look, now: Callable[[datetime, Store], str] = who_can_be_asked
) -> Callable[[datetime, Store], bool]:
    """The look as a chore: from the beginning to the end, once after each change, which `now` tells by another word.

    What changes after it has begun is looked at from the beginning again, when it has come to its end; so is all of
    it where something was at fault.
    """

    def chore(at: datetime, store: Store) -> bool:
        mark, after = store.lookouts.last(name)
        if not after:
            seen, mark = mark, now(at, store)
            if seen == mark:
                return False
        after = look(at, store, after)
        store.lookouts.keep(name, _FAULTY if store.failed else mark, after)
        return bool(after)

    return chore


_FAULTY, _DONE = "faulty", "done"
"""No mark is ever one of these words."""


def once(name: str, look: Look) -> Callable[[datetime, Store], bool]:
    """The look as a chore, from the beginning to the end, until nothing of it was at fault: for what is from before an
    upgrade.
    """

    def chore(at: datetime, store: Store) -> bool:
        mark, after = store.lookouts.last(name)
        if mark == _DONE:
            return False
        faulty = bool(after) and mark == _FAULTY
        after = look(at, store, after)
        faulty = faulty or bool(store.failed)
        store.lookouts.keep(name, _FAULTY if faulty else "" if after else _DONE, after)
        return bool(after)

    return chore
