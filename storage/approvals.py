"""What waits for a decision. The compare-and-set on the version makes each answer count once."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from domain.approvals import UNDECIDED, Approval, Decision, Outcome, Phase, Vote, signature
from domain.people import Person, Role
from domain.policy import Plan, from_json, to_json
from domain.refusal import Refusal
from storage.acts import Acts
from storage.ids import new_id
from storage.memory import Memory, foretell, read_once
from storage.tables import approvals, votes

_ASK = insert(approvals)
_BY_ID = select(approvals).where(approvals.c.id == bindparam("of"))
_BY_SUBJECT = select(approvals).where(
    approvals.c.kind == bindparam("of_kind"), approvals.c.subject == bindparam("of_subject")
)
_BY_SUBJECTS = select(approvals).where(
    approvals.c.kind == bindparam("of_kind"), approvals.c.subject.in_(bindparam("these", expanding=True))
)
_CAST = insert(votes)
_VOTES = (
    select(votes)
    .where(votes.c.approval == bindparam("of"), votes.c.version >= bindparam("from"))
    .order_by(votes.c.version)
)
_UNDECIDED = (
    select(approvals)
    .where(approvals.c.kind == bindparam("of_kind"), approvals.c.phase.in_(UNDECIDED))
    .order_by(approvals.c.asked_at, approvals.c.id)
)
_LOCK = (
    select(approvals.c.id)
    .where(approvals.c.id.in_(bindparam("some", expanding=True)))
    .order_by(approvals.c.id)
    .with_for_update()
)
_REOPEN = update(approvals).where(
    approvals.c.id == bindparam("of"),
    approvals.c.version == bindparam("was"),
    approvals.c.phase == Phase.DECIDED.value,
    approvals.c.decided_by == bindparam("whose"),
)
_UNCAST = delete(votes).where(votes.c.approval == bindparam("of"), votes.c.version == bindparam("then"))
_UNLESS_CHANGED = update(approvals).where(
    approvals.c.id == bindparam("of"), approvals.c.version == bindparam("was"), approvals.c.phase.in_(UNDECIDED)
)
_UNLESS_APPEALED = update(approvals).where(
    approvals.c.id == bindparam("of"),
    approvals.c.version == bindparam("was"),
    approvals.c.outcome == Outcome.REJECTED,
    approvals.c.not_by == "",
)


class Approvals:
    """One row a question; they know nothing of what is decided."""

    def __init__(self, connection: Connection, acts: Acts, memory: Memory | None = None) -> None:
        self._connection = connection
        self._acts = acts
        self._memory = memory

    def ask(
        self,
        kind: str,
        subject: str,
        *,
        partner: str,
        region: str,
        filed_by: str,
        at: datetime,
        role: Role | None = None,
        plan: Plan | None = None,
        not_by: tuple[str, ...] = (),
    ) -> Approval:
        """Open a question to those who answer for `role` over the partner, or to those of the plan's first step.

        `not_by`: others who may not answer it either.
        """
        asked = Approval(
            id=new_id(),
            kind=kind,
            subject=subject,
            partner=partner,
            region=region,
            asked=_first(role, plan),
            plan=plan,
            filed_by=filed_by,
            not_by=not_by,
            phase=Phase.OPEN,
            version=1,
            asked_at=at,
        )
        self._connection.execute(
            _ASK,
            {
                "id": asked.id,
                "kind": kind,
                "subject": subject,
                "partner": partner,
                "region": region,
                "asked": " ".join(asked.asked),
                "plan": to_json(plan) if plan else "",
                "filed_by": filed_by,
                "not_by": " ".join(not_by),
                "phase": asked.phase,
                "version": asked.version,
                "asked_at": at,
            },
        )
        return asked

    def get(self, approval_id: str) -> Approval | None:
        """The approval with this id."""
        row = self._connection.execute(_BY_ID, {"of": approval_id}).first()
        return approval_of(row) if row else None

    @read_once
    def of(self, kind: str, subject: str) -> Approval | None:
        """The approval of this thing."""
        row = self._connection.execute(_BY_SUBJECT, {"of_kind": kind, "of_subject": subject}).first()
        return approval_of(row) if row else None

    def look_ahead(self, kind: str, subjects: Collection[str]) -> None:
        """Those of these things are to be looked at in this transaction: in one statement for all."""
        rows = self._connection.execute(_BY_SUBJECTS, {"of_kind": kind, "these": sorted(subjects)})
        foretell(self._memory, Approvals.of, {(kind, row.subject): approval_of(row) for row in rows})

    def undecided(self, kind: str) -> tuple[Approval, ...]:
        """All of this kind that wait, oldest first."""
        return tuple(map(approval_of, self._connection.execute(_UNDECIDED, {"of_kind": kind})))

    def lock(self, ids: Iterable[str]) -> None:
        """Nobody else answers these until this transaction ends."""
        self._connection.execute(_LOCK, {"some": sorted(ids)})

    def decide(self, approval: Approval, decision: Decision, *, version: int) -> bool:
        """Whether this decision is the one: False where another came first or the thing has changed."""
        decided = self._set(
            approval,
            version,
            phase=Phase.DECIDED,
            outcome=decision.outcome,
            decided_by=decision.by.id,
            decided_by_name=signature(decision.by, decision.whom),
            decided_for=decision.whom.id if decision.whom else "",
            decided_at=decision.at,
        )
        if decided:
            details: dict[str, str | int] = {"rule": approval.plan.rule} if approval.plan else {}
            if decision.whom:
                details["whom"] = decision.whom.id
            self._note(approval, decision.by.id, "decision", decision.outcome, at=decision.at, **details)
        return decided

    def reopen(self, approval: Approval, phase: Phase, *, by: Person, at: datetime) -> bool:
        """The decision is taken back, and its vote does not count; False where it has changed meanwhile."""
        asked = {"of": approval.id, "was": approval.version, "whose": by.id}
        opened = {"phase": phase, "version": approval.version + 1, "opened": approval.version + 1}
        nothing = {"outcome": None, "decided_by": "", "decided_by_name": "", "decided_for": "", "decided_at": None}
        if self._connection.execute(_REOPEN, asked | opened | nothing).rowcount != 1:
            return False
        self._connection.execute(_UNCAST, {"of": approval.id, "then": approval.version - 1})
        about = f"{approval.kind}:{approval.subject}"
        self._acts.note(by.id, "decision-undone", about, at=at, partner=approval.partner)
        return True

    def advance(self, approval: Approval, *, answered: Sequence[str], barred: Sequence[str]) -> bool:
        """One more yes of those that the present step needs; whoever sees the step as it was may answer still."""
        return self._set(approval, approval.version, answered=" ".join(answered), barred=" ".join(barred))

    def next_step(self, approval: Approval, *, barred: Sequence[str]) -> bool:
        """The present step is done, and those of the next one are asked; `barred` may not answer in it."""
        return self._set(
            approval,
            approval.version,
            step=approval.step + 1,
            asked=" ".join(approval.steps[approval.step + 1].asked),
            answered="",
            barred=" ".join(barred),
            opened=approval.version + 1,
        )

    def turn(self, approval: Approval, phase: Phase, *, role: Role | None = None, plan: Plan | None = None) -> bool:
        """Pause, reopen or close it; with a plan it begins anew. False where it has changed meanwhile."""
        version = approval.version + 1
        values: dict[str, object] = {"phase": phase, "opened": version}
        if role or plan:
            values["asked"] = " ".join(_first(role, plan))
        if plan:
            values |= {"plan": to_json(plan), "step": 0, "answered": "", "barred": "", "since": version}
        return self._set(approval, approval.version, **values)

    def name(self, approval: Approval, *, asked: Sequence[str], plan: Plan) -> bool:
        """With ids in the place of e-mails: whoever sees it as it was may answer still. False where it has changed."""
        return self._set(approval, approval.version, asked=" ".join(asked), plan=to_json(plan))

    def appeal(self, approval: Approval, *, plan: Plan, at: datetime) -> Approval | None:
        """What was rejected, open again for anybody but who rejected it; None where it was before, or has changed."""
        version = approval.version + 1
        values = {
            "phase": Phase.OPEN,
            "outcome": None,
            "decided_by": "",
            "decided_by_name": "",
            "decided_for": "",
            "decided_at": None,
            "not_by": " ".join(filter(None, (approval.decided_by, approval.decided_for))),
            "asked_at": at,
            "asked": " ".join(_first(None, plan)),
            "plan": to_json(plan),
            "step": 0,
            "answered": "",
            "barred": "",
            "version": version,
            "since": version,
            "opened": version,
        }
        done = self._connection.execute(_UNLESS_APPEALED, {"of": approval.id, "was": approval.version, **values})
        return self.get(approval.id) if done.rowcount == 1 else None

    def cast(self, approval: Approval, vote: Vote, *, whom: str = "", ends: bool = False) -> None:
        """A row for who said what in which step; the version, which the step has just left, makes it the only one.

        What ends it is on record already, as the decision. `whom`: the id of the one in whose name.
        """
        self._connection.execute(
            _CAST,
            {
                "approval": approval.id,
                "version": approval.version,
                "step": vote.step,
                "by": vote.by,
                "by_name": vote.by_name,
                "outcome": vote.outcome,
                "answers": " ".join(sorted(vote.answers)),
                "at": vote.at,
            },
        )
        if not ends:
            details: dict[str, str | int] = {"step": vote.step + 1, **({"whom": whom} if whom else {})}
            self._note(approval, vote.by, "vote", vote.outcome, at=vote.at, **details)

    def _note(
        self, approval: Approval, who: str, what: str, outcome: Outcome, *, at: datetime, **detail: str | int
    ) -> None:
        about = f"{approval.kind}:{approval.subject}"
        self._acts.note(who, what, about, at=at, partner=approval.partner, outcome=outcome, **detail)

    @read_once
    def votes(self, approval: Approval) -> tuple[Vote, ...]:
        """Who has said what about it as it is now, in their order."""
        rows = self._connection.execute(_VOTES, {"of": approval.id, "from": approval.since})
        return tuple(
            Vote(
                step=row.step,
                by=row.by,
                by_name=row.by_name,
                outcome=Outcome(row.outcome),
                at=row.at,
                answers=frozenset(row.answers.split()),
            )
            for row in rows
        )

    def _set(self, approval: Approval, version: int, **values: object) -> bool:
        changed = self._connection.execute(
            _UNLESS_CHANGED, {"of": approval.id, "was": version, "version": version + 1, **values}
        )
        return changed.rowcount == 1


def _first(role: Role | None, plan: Plan | None) -> tuple[str, ...]:
    if role:
        return (role,)
    return plan.steps[0].asked if plan and plan.steps else ()


def approval_of(row: Row[Any]) -> Approval:
    """As a row of all its columns says."""
    return Approval(
        id=row.id,
        kind=row.kind,
        subject=row.subject,
        partner=row.partner,
        region=row.region,
        asked=tuple(row.asked.split()),
        answered=tuple(row.answered.split()),
        barred=tuple(row.barred.split()),
        plan=from_json(row.plan) if row.plan else None,
        step=row.step,
        since=row.since,
        opened=row.opened,
        not_by=tuple(row.not_by.split()),
        filed_by=row.filed_by,
        phase=Phase(row.phase),
        version=row.version,
        asked_at=row.asked_at,
        outcome=Outcome(row.outcome) if row.outcome else None,
        decided_by=row.decided_by,
        decided_by_name=row.decided_by_name,
        decided_for=row.decided_for,
        decided_at=row.decided_at,
    )


def access_approval(approvals_: Approvals, person: Person, approval_id: str) -> Approval:
    """The approval where this person decides over it; Refusal("not-found") alike for missing and forbidden.

    Whoever is asked in another step may look; whether they may answer now, `decidable_by` says.
    Whoever filed it hears "own-approval" instead: they know that it is there.
    """
    found = approvals_.get(approval_id)
    if found is not None and found.filed_by == person.id:
        raise Refusal("own-approval")
    if found is None or not found.concerns(person):
        raise Refusal("not-found")
    return found
