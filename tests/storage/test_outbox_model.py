"""The outbox against a model of it: whatever happens in whatever order, nothing is lost, doubled or forgotten.

The model knows what the platform really shows, which the outbox is told only in part: a sender that is lost may
have sent or not.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import cast

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete, text

from storage.claimed import Claim, Work
from storage.database import Database
from storage.tables import acts, metadata
from tests.storage.examples import ALL, MINUTE, NOON, News, account, rep

SUBJECTS = ("1", "2")
READERS = ("a", "b", "c")
POSTING = ("sent", "uncertain", "sent", "uncertain", "again", "failed", "skip")
AMENDING = ("amended", "uncertain", "amended", "again", "gone", "skip")
FINDING = ("look", "look", "look", "again", "hold")


@dataclass
class Copy:
    """One reader's copy: the revision wanted, the one asked of the platform last, the one its reader really sees."""

    subject: str
    reader: str
    state: str = "pending"
    wanted: int = 1
    seen: int = 0
    asked: int = 0
    arrivals: int = 0
    resent: int = 0
    gone: bool = False
    held: bool = False

    @property
    def work(self) -> Work | None:
        if self.state == "sent":
            return None if self.gone else Work.AMEND
        if self.held:
            return None
        return {"pending": Work.POST, "uncertain": Work.FIND}.get(self.state)

    def arrive(self, revision: int) -> None:
        self.seen = revision
        self.arrivals += 1


class OutboxMachine(RuleBasedStateMachine):
    def __init__(self, database: Database) -> None:
        super().__init__()
        self.database = database
        self.now = NOON
        self.paused_until = NOON
        self.copies: dict[tuple[str, str, str], Copy] = {}
        self.linked: set[str] = set()
        self.open: list[Claim] = []
        self.lost: list[Claim] = []
        self.stale: list[Claim] = []

    @initialize()
    def begin(self):
        with self.database.engine.begin() as connection:
            for table in reversed(metadata.sorted_tables):
                if table is not acts:  # nobody can take a row out of it
                    connection.execute(delete(table))
        with self.database.write() as store:
            self.people = {name: rep(store, name) for name in READERS}
        self.names = {person.id: name for name, person in self.people.items()}
        self.link("a")
        self.link("b")

    def told(self, claim: Claim) -> Copy:
        return self.copies[claim.subject, claim.occasion, self.names[claim.person]]

    def finish(self, what: str, claim: Claim, **given: object) -> bool:
        with self.database.write() as store:
            return bool(getattr(store.deliveries, what)(claim, **given))

    # --- what the house does ---

    @rule(
        subject=st.sampled_from(SUBJECTS),
        occasion=st.sampled_from("xyz"),
        readers=st.sets(st.sampled_from(READERS), min_size=1),
    )
    def put(self, subject, occasion, readers):
        with self.database.write() as store:
            store.outbox.put(News(subject, occasion), to=[self.people[name] for name in readers], at=self.now)
        if not any((subject, occasion, name) in self.copies for name in READERS):  # or else it was put before
            self.copies |= {(subject, occasion, name): Copy(subject, name) for name in readers}

    @rule(subject=st.sampled_from(SUBJECTS))
    def amend(self, subject):
        with self.database.write() as store:
            store.outbox.amend(f"thing:{subject}", at=self.now)
        for copy in self.copies.values():
            copy.wanted += copy.subject == subject

    @rule(reader=st.just("c"))
    def link(self, reader):
        person = self.people[reader]
        with self.database.write() as store:
            store.people.link(account(person), person, at=self.now)
            store.outbox.wake(person.id, at=self.now)
        self.linked.add(reader)

    @rule(minutes=st.integers(1, 3))
    def pause(self, minutes):
        self.paused_until = self.now + minutes * MINUTE
        with self.database.write() as store:
            store.pauses.add("web", "home", until=self.paused_until, reason="rate-limited")

    # --- what the courier does ---

    @rule(minutes=st.integers(0, 6), size=st.integers(2, 9))
    def claim(self, minutes, size):
        self.now += minutes * MINUTE
        for claim in self.lost:
            if claim.work is Work.POST and self.told(claim).state == "sending":
                self.told(claim).state = "uncertain"
        with self.database.write() as store:
            claims = store.claims.take(at=self.now, platforms=ALL, size=size)

        assert len(claims) <= size
        assert not claims or self.paused_until <= self.now
        for claim in claims:
            copy = self.told(claim)
            assert claim.copy not in {each.copy for each in self.open}
            assert claim.work is copy.work
            assert copy.reader in self.linked
            assert claim.wanted == copy.wanted
            if claim.work is Work.POST:
                copy.state = "sending"
                copy.asked = claim.wanted
            if claim.work is Work.AMEND:
                assert claim.wanted > copy.asked, "there is nothing to amend"
        again = {claim.copy for claim in claims}
        self.stale += [claim for claim in self.lost if claim.copy in again]
        self.lost = [claim for claim in self.lost if claim.copy not in again]
        self.open += claims

    @precondition(lambda self: self.open)
    @rule(data=st.data())
    def work_on(self, data):
        claim = self.open.pop(data.draw(st.integers(0, len(self.open) - 1)))
        match claim.work:
            case Work.POST:
                assert self.post(
                    claim, data.draw(st.sampled_from(["sent", "again", "failed", "uncertain", "skip"])), data
                )
            case Work.AMEND:
                assert self.change(claim, data.draw(st.sampled_from(["amended", "again", "uncertain", "gone", "skip"])))
            case Work.FIND:
                assert self.find(claim, data.draw(st.sampled_from(["look", "look", "again", "hold"])))

    def post(self, claim, outcome, data):
        copy = self.told(claim)
        match outcome:
            case "sent":
                copy.arrive(claim.wanted)
                copy.state = "sent"
                return self.finish("sent", claim, conversation="c", message="m", at=self.now)
            case "uncertain":
                if data.draw(st.booleans()):
                    copy.arrive(claim.wanted)
                copy.state = "uncertain"
                return self.finish("uncertain", claim, reason="timeout", at=self.now)
            case "again":
                copy.state = "pending"
                return self.finish("again", claim, reason="limited", due=self.now + MINUTE)
            case _:
                copy.state = "failed" if outcome == "failed" else "skipped"
                return self.finish(outcome, claim, reason="blocked", at=self.now)

    def change(self, claim, outcome):
        copy = self.told(claim)
        match outcome:
            case "amended":
                copy.seen = copy.asked = claim.wanted
                return self.finish("amended", claim)
            case "again":
                return self.finish("again", claim, reason="limited", due=self.now + MINUTE)
            case "uncertain":
                copy.seen = claim.wanted
                return self.finish("uncertain", claim, reason="timeout", at=self.now)
            case "gone":
                copy.gone = True
                return self.finish("gone", claim)
            case _:
                copy.seen = copy.asked = claim.wanted  # what may not be seen any more counts as shown
                return self.finish("skip", claim, reason="out-of-scope", at=self.now)

    def find(self, claim, outcome):
        copy = self.told(claim)
        match outcome:
            case "again":
                return self.finish("again", claim, reason="limited", due=self.now + MINUTE)
            case "hold":
                copy.held = True
                return self.finish("hold", claim, at=self.now)
        if copy.arrivals > copy.resent:
            copy.state = "sent"
            return self.finish("sent", claim, conversation="c", message="m", at=self.now)
        copy.state = "pending"
        return self.finish("not_there", claim, at=self.now)

    @precondition(lambda self: self.open)
    @rule(data=st.data(), arrives=st.booleans())
    def lose(self, data, arrives):
        """The sender is gone in the middle, before or after what it did."""
        claim = self.open.pop(data.draw(st.integers(0, len(self.open) - 1)))
        if arrives and claim.work is Work.POST:
            self.told(claim).arrive(claim.wanted)
        if arrives and claim.work is Work.AMEND:
            self.told(claim).seen = claim.wanted
        with self.database.engine.begin() as connection:
            connection.execute(text("UPDATE copies SET lease = 1 WHERE id = :id"), {"id": claim.copy})
        self.lost.append(claim)

    @precondition(lambda self: self.stale)
    @rule(data=st.data(), what=st.sampled_from(["amended", "gone"]))
    def come_back_too_late(self, data, what):
        before = self.rows()

        assert not self.finish(what, data.draw(st.sampled_from(self.stale)))

        assert self.rows() == before

    @rule()
    def resend(self):
        with self.database.write() as store:
            for stuck in store.review.stuck():
                assert store.review.resend(stuck.id, at=self.now) == (stuck.state != "pending")
        for copy in self.copies.values():
            if copy.state == "failed" or copy.held:
                copy.resent = copy.arrivals  # the operator knows that it may arrive twice
                copy.state, copy.held = "pending", False

    # --- what holds at every moment ---

    @invariant()
    def the_states_add_up_to_the_audience(self):
        with self.database.read() as store:
            assert Counter(store.deliveries.tally()) == Counter(copy.state for copy in self.copies.values())

    @invariant()
    def what_is_due_is_what_is_left_to_do(self):
        for row in self.rows():
            unshown = row.wanted > row.shown and row.message != ""
            open_ = row.state in ("pending", "sending") or (row.state == "uncertain" and row.reason != "held")
            assert (row.due is not None) == (open_ or (row.state == "sent" and unshown))

    @invariant()
    def where_nothing_is_left_to_do_the_newest_revision_is_seen(self):
        with self.database.engine.connect() as connection:
            done = connection.execute(
                text(
                    "SELECT n.subject, n.occasion, c.person FROM copies c JOIN notices n ON n.id = c.notice"
                    " WHERE c.state = 'sent' AND c.due IS NULL"
                )
            ).all()
        for subject, occasion, person in done:
            copy = self.copies[subject, occasion, self.names[person]]
            assert copy.seen == copy.wanted or copy.gone

    @invariant()
    def nothing_arrives_twice(self):
        assert all(copy.arrivals - copy.resent <= 1 for copy in self.copies.values())

    def rows(self):
        with self.database.engine.connect() as connection:
            return connection.execute(text("SELECT * FROM copies ORDER BY id")).all()

    def teardown(self):
        """In the end everybody sees the newest revision, whatever happened before."""
        for reader in READERS:
            self.link(reader)
        for claim in self.open:
            with self.database.engine.begin() as connection:
                connection.execute(text("UPDATE copies SET lease = 1 WHERE id = :id"), {"id": claim.copy})
        self.lost, self.open = self.lost + self.open, []
        self.resend()
        for _ in range(6):
            self.now += timedelta(hours=1)
            self.claim(minutes=0, size=99)
            claims, self.open = self.open, []
            for claim in claims:
                match claim.work:
                    case Work.POST:
                        self.post(claim, "sent", None)
                    case Work.AMEND:
                        self.change(claim, "amended")
                    case Work.FIND:
                        self.find(claim, "look")
        self.nothing_arrives_twice()
        for copy in self.copies.values():
            assert copy.state in ("sent", "skipped")
            assert copy.seen == copy.wanted or copy.gone or copy.state == "skipped"


@pytest.mark.timeout(600)
def test_the_outbox_does_what_its_model_does(database, count):
    run_state_machine_as_test(
        cast("type[OutboxMachine]", lambda: OutboxMachine(database)),  # anything that makes one will do
        settings=settings(max_examples=count(200), stateful_step_count=40, database=None),
    )
