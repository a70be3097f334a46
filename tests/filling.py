"""What fills the gallery's examples: partners, people and deals of usual values, of the longest, or of hostile ones."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property

from domain import extensions, joinings
from domain.approvals import Approval, Outcome, Phase, Vote
from domain.conflicts import Rival, Said
from domain.deals import AUTOMATIC, ON_BEHALF, WAITING, Conflict, Deal, Happening, Rejection, State, Step, Terms, edited
from domain.extensions import Extension
from domain.inside import Inside
from domain.joinings import Joining
from domain.money import LARGEST, Money
from domain.partners import Partner
from domain.people import PARTNER_ROLES, Person, Role
from domain.places import Identity, Platform, Standing
from domain.policy import Ground, Plan
from domain.policy import Step as Asking
from domain.programme import VENDOR, Announcing, Label, Programme
from domain.programme_text import read_programme
from domain.rates import Rate
from domain.when import QuietHours
from tests.office import NOON, PROGRAMME
from views.deals_facts import Shown
from views.deals_forms import FIELDS, LIMITS
from views.policy import Explained
from views.translator import Translator

Typed = Callable[[str, int], str]
"""Gives what stands in a slot, from the usual value and the most characters that the slot may hold."""

NAME = 200  # handlers/people_csv.py
LABEL = 75  # domain/programme.py, Text
PROSE = 1500  # domain/programme.py, Prose
WORDS = 1000  # of a question and an answer; 500 of other reasons
TYPED = 100  # of words that are no command

_BASE = read_programme(PROGRAMME)
_PATHS: dict[State, tuple[Step, ...]] = {
    State.SUBMITTED: (Step.SUBMIT,),
    State.INFORMATION_ASKED: (Step.SUBMIT, Step.ASK),
    State.APPROVED: (Step.SUBMIT, Step.ASK, Step.ANSWER, Step.APPROVE),
    State.REJECTED: (Step.SUBMIT, Step.EDIT, Step.REJECT),
    State.WITHDRAWN: (Step.SUBMIT, Step.WITHDRAW),
    State.EXPIRED: (Step.SUBMIT, Step.APPROVE, Step.EXPIRE),
    State.WON: (Step.SUBMIT, Step.APPROVE, Step.MOVE, Step.WIN),
    State.LOST: (Step.SUBMIT, Step.APPROVE, Step.LOSE),
}
STATES = tuple(_PATHS)
"""Every state that a deal can be seen in; a draft is a form."""

_BY_PARTNER = (
    *(Step.SUBMIT, Step.EDIT, Step.ANSWER, Step.WITHDRAW, Step.MOVE, Step.WIN, Step.LOSE),
    *(Step.ASK_TIME, Step.EXTEND, Step.APPEAL),
)
_SAYS = {
    Step.ASK: "Who runs the plant in Gdynia?",
    Step.ANSWER: "Their own maintenance team, 12 people.",
    Step.WITHDRAW: "The customer has put it off.",
    Step.ASK_TIME: "Their budget is decided in March.",
    Step.APPEAL: "They are one company with the one that we registered.",
    Step.EXTEND: "Their budget is decided in March.",
}


USUAL_AMOUNT = Money(Decimal(12500), "PLN")
LARGEST_AMOUNT = Money(LARGEST - Decimal("0.01"), "PLN")


def _as_usual(usual: str, _: int) -> str:
    return usual


@dataclass(frozen=True)
class Filling:
    """`rows` and `lines` say how long lists and histories are."""

    t: Translator
    text: Typed = _as_usual
    amount: Money = USUAL_AMOUNT
    rows: int = 3
    lines: int = 0

    # --- the programme and who belongs to it ---

    @cached_property
    def programme(self) -> Programme:
        """Its labels are texts, too: somebody typed them into programme.toml."""
        tiers = {
            key: tier.model_copy(update={"label": self._label(_BASE.tier(key))}) for key, tier in _BASE.tiers.items()
        }
        regions = {
            key: one.model_copy(update={"label": self._label(_BASE.region(key))}) for key, one in _BASE.regions.items()
        }
        return _BASE.model_copy(
            update={
                "tiers": tiers,
                "regions": regions,
                "products": self._labels(_BASE.products, _BASE.product),
                "deal_types": {key: self._label(_BASE.deal_type(key)) for key in _BASE.deal_types},
                "stages": self._labels(_BASE.stages, _BASE.stage),
            }
        )

    @cached_property
    def linking(self) -> Programme:
        """With domains that announcements may lead to, and languages that may be missing."""
        rules = Announcing(link_domains=("vendor.example", "vendor.pl"), missing_language="fall-back")
        return self.programme.model_copy(update={"announcements": rules})

    def _label(self, label: Label) -> str:
        return self.text(label.label(self.t.language), LABEL)

    def _labels(self, known: Iterable[str], label_of: Callable[[str], Label]) -> dict[str, str]:
        """As many as a list has rows."""
        keys = [*known, *(f"more-{number}" for number in range(self.rows))][: max(self.rows, 2)]
        return {key: self._label(label_of(key)) for key in keys}

    def partner(self, name: str = "Nowak Systems", type_: str = "channel") -> Partner:
        return Partner(
            key="nowak",
            name=self.text(name, LABEL),
            type=type_,
            tier="gold",
            region="ce",
            country="PL",
            language="pl",
            zone="Europe/Warsaw",
            currency="PLN",
        )

    def some_partners(self, count: int) -> tuple[Partner, ...]:
        """As many, the first of them Nowak's."""
        return tuple(
            replace(self.partner(), key="nowak" if number == 0 else f"partner-{number}") for number in range(count)
        )

    @property
    def manager(self) -> Person:
        """Who looks after Nowak."""
        return replace(self.person(Role.CHANNEL_MANAGER), looks_after=frozenset({"nowak"}))

    def person(self, *roles: Role, quiet: bool = True) -> Person:
        inside = bool(set(roles) & PARTNER_ROLES)
        return Person(
            id="p1",
            name=self.name("Jan Nowak" if inside else "Ola Lis"),
            organisation="nowak" if inside else VENDOR,
            language="pl",
            zone="Europe/Warsaw",
            roles=frozenset(roles),
            quiet=QuietHours(time(20), time(8)) if quiet else None,
        )

    @property
    def gatherer(self) -> Person:
        """Somebody who decides, and wants requests together."""
        return replace(self.person(Role.CHANNEL_MANAGER), digest=(9, 13, 16))

    def name(self, usual: str) -> str:
        return self.text(usual, NAME)

    @property
    def managers(self) -> Sequence[str]:
        return [self.name("Ola Lis"), self.name("Piotr Bąk"), self.name("Dana Cole")]

    # --- deals ---

    @property
    def terms(self) -> Terms:
        return Terms(
            customer=self.text("Kowalski Sp. z o.o.", LIMITS["customer"]),
            amount=self.amount,
            country="PL",
            product="sensor",
            close_on=date(2027, 3, 31),
            deal_type="new",
            website=self.text("https://www.kowalski.example/sklep", LIMITS["website"]),
            contact=self.text("Maria Wójcik-Żółć", LIMITS["contact"]),
            email=self.text("maria.wojcik@kowalski.example", LIMITS["email"]),
            note=self.text("They replace 40 old sensors.\nBudget is confirmed.", LIMITS["note"]),
        )

    def deal(self, state: State = State.SUBMITTED, *, conflict: Conflict = Conflict.NONE, bare: bool = False) -> Deal:
        """A registration; a `bare` one holds only what every programme asks for."""
        terms = self.terms
        decided = state not in (*WAITING, State.WITHDRAWN)
        return Deal(
            id="d1",
            ref="D-7K3QX",
            partner="nowak",
            region="ce",
            filed_by="p1",
            filed_at=NOON,
            terms=Terms(customer=terms.customer, amount=terms.amount, country="PL")
            if bare
            else replace(terms, country="BR" if conflict is Conflict.TERRITORY else "PL"),
            state=state,
            version=3,
            stage="offer" if state in (State.APPROVED, State.WON, State.LOST) and not bare else "",
            conflict=conflict,
            rival_until=_after(60) if conflict is Conflict.OTHER else None,
            answer_by=None if bare else _after(2),
            decided_at=_after(1) if decided else None,
            protected_until=_after(91) if decided and state is not State.REJECTED else None,
        )

    def deals(self) -> tuple[Deal, ...]:
        """A page of them, in one state after the other."""
        states = [STATES[number % len(STATES)] for number in range(self.rows)]
        return tuple(
            replace(self.deal(state), ref=f"D-7K3{number:02}", filed_at=NOON - timedelta(days=number))
            for number, state in enumerate(states)
        )

    def history(self, state: State, reason: Rejection = Rejection.CUSTOMER_TAKEN) -> tuple[Happening, ...]:
        first, *rest = _PATHS[state]
        asked = (Step.ASK, Step.ANSWER) * ((self.lines - len(rest)) // 2)
        return tuple(
            self._happening(step, NOON + timedelta(hours=hour), reason)
            for hour, step in enumerate((first, *asked, *rest))
        )

    def whole_history(self, state: State) -> tuple[Happening | Inside, ...]:
        """As the vendor's people read it: thirteen lines, the first on behalf of a partner."""
        first, *steps = self.history(state)
        first = replace(first, reason=ON_BEHALF)
        asked = Inside(at=NOON, what="asked", names=tuple(self.managers))
        noted = Inside(at=NOON, what="said", who=self.name("Ola Lis"))
        lines: list[Happening | Inside] = [first, asked, noted, *steps, *([asked] * 13)]
        return tuple(lines[:13])

    def _happening(self, step: Step, at: datetime, reason: Rejection) -> Happening:
        names = "" if step is Step.EXPIRE else self.name("Jan Nowak" if step in _BY_PARTNER else "Ola Lis")
        own_words = step is Step.REJECT and reason in (Rejection.OTHER, Rejection.NOT_ELIGIBLE)
        says = "We sell to them directly." if own_words else _SAYS.get(step, "")
        return Happening(
            step=step,
            at=at,
            by="p1" if names else "",
            by_name=names,
            reason=reason if step is Step.REJECT else "",
            words=self.text(says, WORDS) if says else "",
        )

    def shown(
        self,
        state: State = State.SUBMITTED,
        *,
        conflict: Conflict = Conflict.NONE,
        reason: Rejection = Rejection.CUSTOMER_TAKEN,
        deciders: bool = True,
        rivals: bool = False,
        reveals: bool = False,
        bare: bool = False,
    ) -> Shown:
        """`rivals` are known to the vendor's readers only; `reveals` lets partners know of a protection."""
        reveal = "protected-until" if reveals else "nothing"
        return Shown(
            deal=self.deal(state, conflict=conflict, bare=bare),
            partner=self.partner(),
            programme=self.programme.model_copy(update={"conflict_reveal": reveal}),
            history=self.history(state, reason),
            deciders=self.managers if deciders else (),
            rivals=self._rivals(conflict) if rivals else (),
        )

    def edited(self, state: State = State.SUBMITTED) -> Shown:
        """A deal that was edited since its reader was asked; the other half of its words is new."""
        shown, now = self.shown(state), self.terms
        before = replace(
            now,
            amount=Money(now.amount.amount // 2, now.amount.currency),
            close_on=date(2027, 2, 28),
            website="",
            note=self.text("They replace 20 old sensors.", LIMITS["note"] - 1),
        )
        line = self._happening(Step.EDIT, _after(1), Rejection.OTHER)
        line = replace(line, reason=edited(before, now), version=2, before=before)
        return replace(shown, seen=before, history=(*shown.history, line))

    def appealed(self, state: State = State.SUBMITTED) -> Shown:
        """A rejected deal that was appealed against, and perhaps decided since."""
        shown, answer = self.shown(state), {State.APPROVED: (Step.APPROVE,), State.REJECTED: (Step.REJECT,)}
        steps = (Step.SUBMIT, Step.REJECT, Step.APPEAL, *answer.get(state, ()))
        lines = (self._happening(step, _after(day), Rejection.NOT_ELIGIBLE) for day, step in enumerate(steps))
        return replace(shown, history=tuple(lines))

    def extended(self, *steps: Step, words: bool = True) -> Shown:
        """An approved deal, and what was asked and said about more time for it."""
        shown, until = self.shown(State.APPROVED), _after(121).isoformat()
        lines = (self._happening(step, _after(80), Rejection.OTHER) for step in steps)
        given = (
            replace(line, reason=until, words=line.words if words else "", version=3 + number)
            for number, line in enumerate(lines, 1)
        )
        return replace(shown, history=(*shown.history, *given))

    def extension(self) -> Extension:
        """What was asked for in it."""
        found = extensions.asked("d1", 4, self.extended(Step.ASK_TIME).history)
        assert found is not None
        return found

    def on_behalf(self) -> Shown:
        """A deal that the partner's manager registered for it."""
        shown = self.shown()
        first, *rest = shown.history
        filed = replace(first, by="p9", by_name=self.name("Ola Lis"), reason=ON_BEHALF)
        return replace(shown, history=(filed, *rest))

    def by_rule(self) -> Shown:
        """A deal that a rule approved."""
        shown = self.shown(State.APPROVED)
        filed, *_, approved = shown.history
        return replace(shown, history=(filed, replace(approved, by="", by_name="", reason=AUTOMATIC)))

    def _rivals(self, gravest: Conflict) -> tuple[tuple[Rival, str], ...]:
        """One for each kind of evidence, and of each kind that is no graver."""
        order = list(Conflict)
        return tuple(one for one in self._known() if order.index(one[0].conflict) <= order.index(gravest))

    def _known(self) -> tuple[tuple[Rival, str], ...]:
        name, customer = self.text("Rival GmbH", LABEL), self.text("Kowalski sp. z o.o.", LIMITS["customer"])
        deal = Rival(id="r1", kind=Conflict.OTHER, customer=customer, since=NOON - timedelta(days=3), partner="rival")
        listed = replace(deal, partner="", owner=self.name("Ola Lis"))
        return (
            (replace(deal, ref="D-2M8RT", state=State.SUBMITTED, same_key=True), name),
            (replace(deal, ref="D-4H6PW", state=State.INFORMATION_ASKED, same_site=True), name),
            (replace(deal, ref="D-9F1ZX", state=State.APPROVED, score=98), name),
            (replace(deal, ref="D-5K2MN", state=State.APPROVED, score=60, said=Said.SAME, kind=Conflict.OWN), name),
            (replace(listed, kind=Conflict.CUSTOMER, score=98), ""),
            (replace(listed, kind=Conflict.NAMED, owner="", same_key=True), ""),
            (replace(deal, ref="D-8V4XB", state=State.SUBMITTED, score=92), name),
            (replace(deal, ref="D-7T3WC", state=State.SUBMITTED, score=90, said=Said.NOT), name),
        )

    def typed(self) -> dict[str, str]:
        """The form of a deal as a person left it, valid or not."""
        usual = {
            "customer": "Kowalski Sp. z o.o.",
            "amount": "12 500",
            "website": "www.kowalski.example",
            "contact": "Maria Wójcik-Żółć",
            "email": "maria.wojcik@kowalski.example",
            "note": "They replace 40 old sensors.\nBudget is confirmed.",
        }
        chosen = {"currency": "PLN", "product": "sensor", "close_on": "2027-03-31", "deal_type": "new", "country": "PL"}
        return {name: chosen.get(name) or self.text(usual[name], LIMITS[name]) for name in FIELDS}

    # --- approvals ---

    def joining(self, standing: Standing = Standing.GUEST, partner: str = "nowak") -> Joining:
        return Joining(
            id="j1",
            account=Identity(Platform.SLACK, "T0ELSEWHERE", "U1"),
            host="T0VENDOR",
            conversation="",
            channel="",
            service="",
            standing=standing,
            name=self.text("Maria Wójcik-Żółć", joinings.LIMITS["name"]),
            company=self.text("nowak systems sp. z o.o.", joinings.LIMITS["company"]),
            note=self.text("I took over from Jan in October.", joinings.LIMITS["note"]),
            partner=partner,
            language="pl",
            zone="Europe/Warsaw",
            asked_at=NOON,
        )

    def approval(self, phase: Phase = Phase.OPEN, outcome: Outcome | None = None) -> Approval:
        return Approval(
            id="a1",
            kind="deal",
            subject="d1",
            partner="nowak",
            region="ce",
            asked=(Role.CHANNEL_MANAGER,),
            filed_by="p9",
            phase=phase,
            version=3,
            asked_at=NOON,
            outcome=outcome,
            decided_by="p2" if outcome else "",
            decided_by_name=self.name("Dana Cole") if outcome else "",
            decided_at=_after(1) if outcome else None,
        )

    def stepping(self, step: int) -> tuple[Approval, tuple[Vote, ...], Mapping[str, str]]:
        """Two steps, two people each; one has said yes in the present one."""
        steps = (Asking(("channel-manager",), 2), Asking(("regional-lead", "p5"), 0))
        answers = frozenset({"channel-manager"}), frozenset({"regional-lead"})
        votes = [
            Vote(step=n, by="p2", by_name=self.name(who), outcome=Outcome.APPROVED, at=NOON, answers=answers[n])
            for n, who in ((0, "Ola Lis"), (0, "Piotr Bak"), (1, "Lena Berg"))
        ]
        by = Rate(of="PLN", to="EUR", rate=Decimal("0.22707662"), day=date(2026, 10, 23))
        plan = Plan(rule=2, programme=7, name=self.text("Large", 100), steps=steps, rate=by)
        approval = replace(self.approval(), plan=plan, step=step, asked=steps[step].asked)
        return approval, tuple(votes if step else votes[:1]), {"p5": self.name("Dana Cole")}

    def explained(self, step: int, reader: Ground | None, **more: bool) -> Explained:
        """The same with those asked from this step on, or nobody."""
        approval, votes, names = self.stepping(step)
        first = (
            (self.name("Ola Lis"), Ground("channel-manager", Role.CHANNEL_MANAGER)),
            (self.name("Lena Berg"), Ground("channel-manager", Role.REGIONAL_LEAD)),
        )
        second = ((self.name("Dana Cole"), Ground("p5")), (self.name("Nina Roy"), Ground("p5", Role.DIRECTOR)))
        return Explained(
            approval=approval,
            votes=votes,
            names=names,
            asked={1: ()} if step else {0: first, 1: second},
            partner=self.partner().name,
            region="Central Europe",
            reader=reader,
            **more,
        )


def _after(days: int) -> datetime:
    return NOON + timedelta(days=days)


# --- how full ---

PATTERNS = {
    "wide": "株式会社",
    "emoji": "👨‍👩‍👧‍👦",
    "polish": "Grzegorz Brzęczyszczykiewicz-Konstantynopolitańczykowianeczka ",
    "unbroken": "W",
    "escapes": "&",
}


def longest(pattern: str, t: Translator, *, lines: int = 200) -> Filling:
    """Every text at its limit, made of `pattern`; the largest amount, 25 rows, a long history."""
    return Filling(t, lambda _, most: (pattern * most)[:most].strip(), LARGEST_AMOUNT, rows=25, lines=lines)
