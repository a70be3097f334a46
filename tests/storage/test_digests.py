"""Digests as they are kept: two who look at the same moment gather each request once."""

from dataclasses import replace
from datetime import timedelta

from domain.notices.deals import ExtensionAwaitsDecision
from domain.notices.digests import RequestsWait
from domain.people import Role
from handlers.digests import gather_due
from handlers.notices import HELD_UP
from storage.copies import CopyState
from tests.storage.examples import NOON, at_once, manager, programme, rep

LATE = NOON + timedelta(days=1)


def test_two_at_once_gather_once(database, count):
    with database.write() as store:
        store.programmes.apply(programme(), at=NOON)
        filer, people = rep(store), [manager(store, "wislan", name=f"M{n}") for n in range(count(50))]
        people = [replace(person, digest=(15,)) for person in people]
        for n in range(2):
            store.approvals.ask(
                "extension",
                f"d{n}.1",
                partner="wislan",
                region="",
                role=Role.CHANNEL_MANAGER,
                filed_by=filer.id,
                at=NOON,
            )
            store.outbox.put(ExtensionAwaitsDecision(f"d{n}.1"), to=people, at=NOON)

    def works_off() -> None:
        going = True
        while going:
            with database.write() as store:
                going = gather_due(LATE, store, HELD_UP)

    at_once(*[works_off] * 3)

    with database.read() as store:
        assert store.deliveries.tally() == {CopyState.GATHERED: 2 * len(people), CopyState.PENDING: len(people)}
        assert all(store.outbox.times(f"digest:{person.id}", RequestsWait.kind) == 1 for person in people)
