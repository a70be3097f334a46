"""A deal's life in any order, by a partner's two people and two managers, with stale buttons and forms kept.

Whatever is pressed or sent again, by whomever: one decision at most, a history that adds up, and cards that show
what is true.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as run_machine
from sqlalchemy import select

from bot.arrivals import Pressed, Sent, Typed
from bot.ticker import do_chores
from domain.approvals import Outcome, Phase
from domain.deals import TRANSITIONS, Deal, State, Step
from handlers.notices import NOTICES
from handlers.replies import Amend, Correct, OpenForm, Reply, Show
from storage.copies import CopyState
from storage.retention import RETENTION
from storage.tables import copies, notices
from tests.databases import SQLiteFiles
from tests.handlers.worlds import broken
from tests.office import NOON, Office, an_office, buttons, filled
from views.translator import translator
from views.vocabulary import Card

PARTNERS, DECIDERS = ("rep", "boss"), ("manager", "second")
EVERYBODY = (*PARTNERS, *DECIDERS)
KEPT = next(kind.days for kind in RETENTION if kind.table is copies)
"""For how many days it is known that a message is out."""
TYPED = {"words": "Some words", "reason": "other", "stage": "offer", "amount": "13000"}
people = st.sampled_from(EVERYBODY)
picks = st.integers(0, 10_000)
ROUTES = (
    *("approval-ask-form", "deal-answer-form", "deal-edit-form") * 4,
    *("approval-approve", "approval-reject-form", "deal-withdraw-form", "deal-stage-form", "deal-won", "deal-lost"),
)
"""What leads nowhere comes often, what ends a deal's life seldom."""
PARTNERS_STEPS = (
    *(Step.SUBMIT, Step.EDIT, Step.ANSWER, Step.WITHDRAW, Step.WIN, Step.LOSE, Step.MOVE, Step.ASK_TIME),
    Step.APPEAL,
)
"""What the partner's own people do; no rule of this programme gives more time by itself."""


class Life(RuleBasedStateMachine):
    """One office, one deal; `kept` is every button and form that anybody ever had before their eyes."""

    databases: ClassVar[SQLiteFiles]

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.opened = an_office(self.databases.fresh())
        self.office: Office = self.runner.run(self.opened.__aenter__())
        self.kept: list[Pressed | Sent] = []
        self.ref = ""

    def teardown(self) -> None:
        self.runner.run(self.opened.__aexit__(None, None, None))
        self.runner.close()

    @initialize()
    def register(self) -> None:
        self.ref = self.runner.run(self.office.registers("rep"))
        self.look()

    def ask(self, who: str, asked: Pressed | Sent | Typed) -> None:
        self.office.later(seconds=1)
        reply = self.runner.run(self.office.asks(who, asked))
        assert not broken(repr(reply)), asked
        self.keep(reply)

    def keep(self, reply: Reply) -> None:
        match reply:
            case Show(card) | Amend(card):
                self.keep_cards([card])
            case OpenForm(form) | Correct(form):
                values = {**filled(form), **{name: TYPED[name] for name in filled(form) if name in TYPED}}
                self.add(Sent(form.route, values, form.draft, form.ref, form.version))
            case _:
                pass

    def keep_cards(self, cards: Sequence[Card]) -> None:
        """In an order of their own: what is due together is posted in any."""
        found = {(one.route, one.version): one for card in cards for one in buttons(card).values()}
        for _, button in sorted(found.items()):
            self.add(Pressed(button.route, button.ref, button.version))

    def add(self, asked: Pressed | Sent) -> None:
        if asked in self.kept:
            self.kept.remove(asked)
        if not asked.route.startswith(("deal-register", "deal-form")):
            self.kept.append(asked)

    @rule()
    def look(self) -> None:
        """Everybody reads what has come, and looks at the deal."""
        self.runner.run(self.office.delivers())
        self.keep_cards([card for cards in self.office.letters.cards.values() for _, card in cards])
        for who in EVERYBODY:
            self.ask(who, Typed(f"deal {self.ref}"))
        self.cards_agree()

    @rule(who=people, which=picks)
    def do(self, who: str, which: int) -> None:
        """Anything that was ever in sight, by anybody."""
        self.ask(who, self.kept[which % len(self.kept)])

    @rule(second=st.booleans(), route=st.sampled_from(ROUTES))
    def go_on(self, *, second: bool, route: str) -> None:
        """What somebody who may does now, with what they see now; a form is sent at once."""
        with self.office.database.read() as store:
            approval = store.approvals.of("deal", self.deal().id)
        assert approval is not None
        if route.startswith("approval"):
            self.ask(DECIDERS[second], Pressed(route, approval.id, approval.version))
        else:
            self.ask(PARTNERS[second], Pressed(route, self.ref, self.deal().version))
        form = self.kept[-1]
        if route.endswith("form") and isinstance(form, Sent) and form.route == route.removesuffix("-form"):
            self.ask((DECIDERS if route.startswith("approval") else PARTNERS)[second], form)

    @rule(who=people, step=st.sampled_from(["edit", "withdraw", "stage", "won", "lost"]))
    def write(self, who: str, step: str) -> None:
        self.ask(who, Typed(f"deal {step} {self.ref}"))

    @rule(days=st.sampled_from([1, 60, 91]))
    def wait(self, days: int) -> None:
        """Not for so long that a message which is out is forgotten."""
        if self.office.clock[0] + timedelta(days=days) < NOON + timedelta(days=360):
            self.office.later(days=days)
        self.runner.run(do_chores(self.office.dispatch))

    # --- what must hold ---

    def deal(self) -> Deal:
        with self.office.database.read() as store:
            found = store.deals.by_ref(self.ref)
        assert found is not None
        return found

    @invariant()
    def the_history_adds_up(self) -> None:
        if not self.ref:
            return
        deal = self.deal()
        with self.office.database.read() as store:
            lines, approval = store.deals.history(deal.id), store.approvals.of("deal", deal.id)
            protection = store.protections.holder(deal.terms)
        assert approval is not None
        assert (protection is not None) is (deal.state is State.APPROVED)
        assert protection is None or protection.until == deal.protected_until
        state = State.DRAFT
        history = [line for line in lines if line.step not in (Step.REMIND, Step.ESCALATE)]
        for line in history:
            state = TRANSITIONS[line.step][state]
            assert line.by or line.step is Step.EXPIRE
            partners = line.step in PARTNERS_STEPS
            if line.by:
                assert (line.by_name in ("Jan Nowak", "Ewa Nowak")) is partners, line
        assert (state, len(history)) == (deal.state, deal.version)
        assert [line.at for line in lines] == sorted(line.at for line in lines)
        appeal = next((place for place, line in enumerate(history) if line.step is Step.APPEAL), 0)
        decisions = [line for line in history[appeal:] if line.step in (Step.APPROVE, Step.REJECT)]
        rejections = [line.by for line in history[:appeal] if line.step is Step.REJECT]
        assert not any(line.by in rejections for line in decisions), "somebody else decides an appeal"
        assert len(decisions) == (1 if approval.phase is Phase.DECIDED else 0)
        for decision in decisions:
            assert approval.outcome is (Outcome.APPROVED if decision.step is Step.APPROVE else Outcome.REJECTED)
            assert (approval.decided_by, approval.decided_at) == (decision.by, decision.at)
        waits = {State.SUBMITTED: Phase.OPEN, State.INFORMATION_ASKED: Phase.PAUSED}
        assert approval.phase is waits.get(deal.state, Phase.DECIDED if decisions else Phase.CLOSED)

    def cards_agree(self) -> None:
        """Each reader's newest card is what would be said now."""
        shown = {key: card for cards in self.office.letters.cards.values() for key, card in cards}
        wanted = select(copies.c.id, copies.c.person, notices.c.kind, notices.c.subject).join(
            notices, notices.c.id == copies.c.notice
        )
        with self.office.database.engine.connect() as connection:
            rows = connection.execute(wanted.where(copies.c.state == CopyState.SENT)).all()
            everything = connection.execute(select(copies.c.id)).all()
        assert len(rows) == len(everything)
        # What was finished long ago is not kept, and stays on the screen as it was.
        tidied = self.office.clock[0] - NOON > timedelta(days=KEPT)
        assert tidied or len(rows) == len(shown)
        with self.office.database.read() as store:
            for row in rows:
                reader = store.people.get(row.person)
                assert reader is not None
                now = NOTICES[row.kind](row.subject, reader, store, translator(reader.language, reader.zone))
                assert shown[row.id] == now, row.kind


def test_whatever_is_done_in_whatever_order_the_deal_adds_up(sqlite: SQLiteFiles, count: Callable[[int], int]):
    Life.databases = sqlite
    run_machine(
        Life,
        settings=settings(
            max_examples=count(200),
            stateful_step_count=30,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
