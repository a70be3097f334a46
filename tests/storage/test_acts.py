"""Acts: who did what to whom, for the audit."""

from datetime import timedelta

from storage.acts import OPERATOR
from tests.storage.examples import NOON


def test_acts_come_back_in_the_order_in_which_they_were_done(database):
    with database.write() as store:
        store.acts.note("ola", "second", "jan", at=NOON + timedelta(seconds=1))
        store.acts.note(OPERATOR, "first", "ola", at=NOON)

    with database.read() as store:
        assert [(act.who, act.what, act.about, act.at) for act in store.acts.all()] == [
            ("operator", "first", "ola", NOON),
            ("ola", "second", "jan", NOON + timedelta(seconds=1)),
        ]
