"""The outbox against a model of it: whatever happens in whatever order, nothing is lost, doubled or forgotten."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete, text

from storage.outbox import HELD, NO_ACCOUNT, SETTLE, Work
from storage.tables import metadata
from tests.storage.examples import ALL, MINUTE, NOON, News, account, rep

SUBJECTS = ("1", "2")
READERS = ("a", "b", "c")
CLAIMS = consumes  # a claim is finished once; what is finished a second time is told apart by its fence


@dataclass
class Copy:
    """What is known of one reader's copy, in the words of the promise."""

    subject: str
    reader: str
    due: object
    state: str = "pending"
    wanted: int = 1
    shown: int = 0
    message: bool = False
    fence: int = 0
    working: bool = False
    posts: list[int] = field(default_factory=list)

    @property
    def work(self):
        """What is left to do."""
        if self.state == "sent":
            return Work.AMEND if self.wanted > self.shown and self.message else None
        return {"pending": Work.POST, "uncertain": Work.FIND}.get(self.state)


class OutboxMachine(RuleBasedStateMachine):
    database = None

    def __init__(self):
        super().__init__()
        self.now = NOON
        self.copies = {}
        self.noticed = set()
        self.linked = set()
        self.paused_until = NOON - MINUTE

    @initialize()
    def begin(self):
        with self.database.engine.begin() as connection:
            for table in reversed(metadata.sorted_tables):
                if table.name != "secrets":
                    connection.execute(delete(table))
        with self.database.write() as store:
            self.people = {name: rep(store, name) for name in READERS}
        self.names = {person.id: name for name, person in self.people.items()}

    # --- what the house does ---

    @rule(subject=st.sampled_from(SUBJECTS), occasion=st.sampled_from("xyz"), readers=st.sets(st.sampled_from(READERS)))
    def put(self, subject, occasion, readers):
        with self.database.write() as store:
            store.outbox.put(News(subject, occasion), to=[self.people[name] for name in readers], at=self.now)
        if readers and (subject, occasion) not in self.noticed:
            self.noticed.add((subject, occasion))
            for reader in readers:
                self.copies[subject, occasion, reader] = Copy(subject, reader, self.now)

    @rule(subject=st.sampled_from(SUBJECTS))
    def amend(self, subject):
        with self.database.write() as store:
            store.outbox.amend(f"thing:{subject}", at=self.now)
        for copy in self.copies.values():
            if copy.subject == subject:
                copy.wanted += 1
                if copy.state == "sent" and copy.message:
                    copy.due = self.now

    @rule(reader=st.sampled_from(READERS))
    def link(self, reader):
        person = self.people[reader]
        with self.database.write() as store:
            store.people.link(account(person), person, at=self.now)
            store.outbox.wake(person.id, at=self.now)
        if reader not in self.linked:
            self.linked.add(reader)
            for copy in self.copies.values():
                if copy.reader == reader and copy.state == "pending":
                    copy.due = min(copy.due, self.now)

    @rule(minutes=st.integers(1, 6))
    def wait(self, minutes):
        self.now += minutes * MINUTE

    @rule(minutes=st.integers(1, 3))
    def pause(self, minutes):
        self.paused_until = self.now + minutes * MINUTE
        with self.database.write() as store:
            store.outbox.pause("web", "home", until=self.paused_until, reason="rate-limited")
