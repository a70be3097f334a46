"""Deal desks as they are kept: of two who take a request at the same moment one has it."""

from domain.notices.deals import DealAwaitsDecision
from domain.notices.notice import topic
from domain.people import Role
from storage.copies import CopyState
from tests.storage.examples import NOON, at_once, manager, programme, rep


def test_of_two_who_take_it_at_once_one_has_it(database):
    with database.write() as store:
        filer, two = rep(store), [manager(store, "wislan", name=name) for name in ("Zofia", "Nina")]
        asked = store.approvals.ask(
            "deal", "d1", partner="wislan", region="", role=Role.CHANNEL_MANAGER, filed_by=filer.id, at=NOON
        )

    def takes(person_id: str, instead: str = "") -> bool:
        with database.write() as store:
            return bool(store.deal_desks.take(asked.id, person_id, instead=instead, at=NOON))

    for before in ("", filer.id):
        if before:
            with database.write() as store:
                assert store.deal_desks.give_back(asked.id, store.deal_desks.taker(asked.id))
                assert store.deal_desks.take(asked.id, filer.id, instead="", at=NOON)
        won = at_once(*[lambda one=one, before=before: takes(one.id, before) for one in two])
        assert sorted(won) == [False, True]
        with database.read() as store:
            assert store.deal_desks.taker(asked.id) == two[won.index(True)].id


def test_who_was_to_read_it_there_is_told_by_themselves_and_nobody_else(database):
    with database.write() as store:
        store.programmes.apply(programme(), at=NOON)
        there, own = manager(store, "wislan", name="Zofia"), manager(store, "wislan", name="Nina")
        store.outbox.put(DealAwaitsDecision("d1"), to=[there, own], at=NOON, at_desk=[there.id])
        assert store.deliveries.tally() == {CopyState.GATHERED: 1, CopyState.PENDING: 1}
        assert store.outbox.audience(topic("deal", "d1"), DealAwaitsDecision.kind) == {there.id, own.id}

        told = store.deal_desks.told_there(topic("deal", "d1"), ending="")
        assert set(told) == {there.id}
        assert [store.deal_desks.fall_back(told.values(), at=NOON) for _ in range(2)] == [True, False]

        assert store.deliveries.tally() == {CopyState.PENDING: 2}
