"""Absences that come from elsewhere: the port through which a calendar, a file or a staff system says who is away."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from domain.absences import Stretch, from_now_on, left_over
from domain.acts import TANDEM
from domain.delegations import LIVE, Course, Delegation
from domain.people import Person
from domain.programme import VENDOR
from storage.store import Store


def follow(
    person: Person, source: str, stretches: Iterable[Stretch], store: Store, *, at: datetime, by: str = TANDEM
) -> None:
    """From now on the absences of this person that `source` knows of are exactly these; again changes nothing.

    What the person says by hand wins: what they planned themselves stays, and what they ended stays ended. Nobody
    decides in their name; others who hold the role are asked. The clock begins and ends them, within a minute.
    """
    store.people.team(VENDOR, alone=True)  # two who plan at once see each other
    said = tuple(stretches)
    while not _follow(person, source, said, store, at=at, by=by):
        pass  # the clock began or ended one at this moment: once more, as it is now


def _follow(person: Person, source: str, stretches: Iterable[Stretch], store: Store, *, at: datetime, by: str) -> bool:
    """False where something else changed one of them meanwhile."""
    known = store.delegations.by_person(person.id, after=at)
    mine = [one for one in known if one.source == source and one.course in LIVE]
    taken = [Stretch(one.since, one.until) for one in known if one not in mine]
    wanted = {one.since: one for one in left_over(from_now_on(stretches, at), taken)}
    for one in mine:
        there = wanted.pop(max(one.since, at), None)
        if there is None:
            done = store.delegations.keep(one, over(one, at), by=by, at=at)
        else:
            done = there.until == one.until or store.delegations.move(one, until=there.until, by=by, at=at)
        if not done:
            return False
    for new in wanted.values():
        absence = Delegation(id="", by=person.id, to="", since=new.since, until=new.until, source=source)
        store.delegations.add(absence, at=at, said_by=by)
    return True


def give_way(person: Person, store: Store, *, at: datetime) -> None:
    """What came from elsewhere is what the person has not planned by hand meanwhile."""
    known = store.delegations.by_person(person.id, after=at)
    theirs = [one for one in known if one.source and one.course in LIVE]
    for source in sorted({one.source for one in theirs}):
        spans = [Stretch(one.since, one.until) for one in theirs if one.source == source]
        follow(person, source, spans, store, at=at, by=person.id)


def over(absence: Delegation, at: datetime) -> Delegation:
    """Ended at this moment; what was passed on comes back where it had begun."""
    left = "" if absence.course is Course.RUNNING else None
    until = max(absence.since, min(absence.until, at))
    return replace(absence, course=Course.OVER, until=until, after=left)
