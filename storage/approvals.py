"""What waits for a decision. The compare-and-set on the version makes each answer count once."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Text,
    and_,
    bindparam,
    case,
    cast,
    delete,
    false,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from domain.approvals import UNDECIDED, Approval, Decision, Outcome, Phase, Vote, signature
from domain.delegations import Course
from domain.page import Page
from domain.people import ANSWER_FOR, DECIDERS, PARTNER_ROLES, Can, Person, Role
from domain.policy import Plan, from_json, to_json
from domain.programme import VENDOR
from domain.refusal import Refusal
from domain.waiting import EVERYTHING, Narrowed
from storage.acts import Acts
from storage.copies import AT_DESK
from storage.cursors import after, cursor, read_cursor
from storage.ids import new_id
from storage.memory import Memory, read_once
from storage.tables import approvals, copies, delegations, notices, persons, votes
from storage.waiting import narrowed

TURN = 50
"""How many of those that nobody has heard of are looked at in one go, twice."""

_ASK = insert(approvals)
_BY_ID = select(approvals).where(approvals.c.id == bindparam("of"))
_BY_SUBJECT = select(approvals).where(
    approvals.c.kind == bindparam("of_kind"), approvals.c.subject == bindparam("of_subject")
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
    ) -> Approval:
        """Open a question to those who answer for `role` over the partner, or to those of the plan's first step."""
        asked = Approval(
            id=new_id(),
            kind=kind,
            subject=subject,
            partner=partner,
            region=region,
            asked=_first(role, plan),
            plan=plan,
            filed_by=filed_by,
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
                "phase": asked.phase,
                "version": asked.version,
                "asked_at": at,
            },
        )
        return asked

    def get(self, approval_id: str) -> Approval | None:
        """The approval with this id."""
        row = self._connection.execute(_BY_ID, {"of": approval_id}).first()
        return _approval(row) if row else None

    @read_once
    def of(self, kind: str, subject: str) -> Approval | None:
        """The approval of this thing."""
        row = self._connection.execute(_BY_SUBJECT, {"of_kind": kind, "of_subject": subject}).first()
        return _approval(row) if row else None

    def undecided(self, kind: str) -> tuple[Approval, ...]:
        """All of this kind that wait, oldest first."""
        return tuple(map(_approval, self._connection.execute(_UNDECIDED, {"of_kind": kind})))

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

    def by_email(self, kind: str, *, after: str) -> tuple[tuple[Approval, ...], str]:
        """The next TURN that wait and may ask somebody by an e-mail that was nobody's; after what to go on, "" at the
        end.
        """
        found = self._connection.execute(_BY_EMAIL, {"of_kind": kind, "after": after}).all()
        return tuple(map(_approval, found)), found[-1].id if len(found) == TURN else ""

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

    def unheard(self, kind: str, notice: str, *, after: str) -> tuple[tuple[Approval, ...], str]:
        """The next TURN that wait for a decision while no copy of this notice about them is out or on its way, and
        after what to go on, "" at the end.
        """
        asked = {"of_kind": kind, "of_notice": notice, "after": after}
        found = self._connection.execute(_UNHEARD, asked).all()
        return tuple(map(_approval, found)), found[-1].id if len(found) == TURN else ""

    def heard_at(self, kind: str, subject: str, of_notices: Sequence[str], person: str) -> datetime | None:
        """When the newest message by which one of these told this person of it was posted, be it a digest; None where
        there is none.
        """
        about = {"of_notices": list(of_notices), "about": f"{kind}:{subject}", "of_person": person}
        return self._connection.execute(_HEARD_AT, about).scalar()

    def misplaced(self, kind: str, of_notices: Sequence[str]) -> tuple[str, ...]:
        """Copies of these notices about what waits, whose readers have left, or may not decide it any more."""
        asked = {"of_kind": kind, "of_notices": list(of_notices)}
        return tuple(self._connection.execute(_MISPLACED, asked).scalars())

    def waiting_for(
        self, person: Person, *, cursor_text: str = "", size: int = 5, only: Narrowed = EVERYTHING
    ) -> Page[Approval]:
        """What this person may decide and nobody has decided yet, oldest first; `only` some of it."""
        waits = and_(approvals.c.phase.in_(UNDECIDED), _decidable_by(person), narrowed(only))
        return self._page(waits, cursor_text, size)

    def touched_by(self, person: Person, *, cursor_text: str = "", size: int = 5) -> Page[Approval]:
        """The same, and what they filed: all that others may have to answer when this person comes or goes."""
        touched = or_(_decidable_by(person), approvals.c.filed_by == person.id)
        return self._page(and_(approvals.c.phase.in_(UNDECIDED), touched), cursor_text, size)

    def _page(self, waits: ColumnElement[bool], cursor_text: str, size: int) -> Page[Approval]:
        at, row_id = read_cursor(cursor_text) or _AFTER_ALL
        rows = self._connection.execute(
            select(approvals)
            .where(
                waits,
                after(
                    approvals.c.asked_at,
                    approvals.c.id,
                    bindparam("after", at, approvals.c.asked_at.type),
                    bindparam("after_id", row_id),
                ),
            )
            .order_by(approvals.c.asked_at, approvals.c.id)
            .limit(size + 1)
        ).all()
        total = self._connection.execute(select(func.count()).select_from(approvals).where(waits)).scalar_one()
        page = tuple(map(_approval, rows[:size]))
        more = cursor(page[-1].asked_at, page[-1].id) if len(rows) > size else ""
        return Page(page, total, more)


def _among(words: ColumnElement[str], word: ColumnElement[str] | str) -> ColumnElement[bool]:
    """Whether it is one of these, which are separated by spaces."""
    return (" " + words + " ").like("% " + word + " %")


# A notice of a later step names it at the end of its occasion.
_OF_STEP = or_(approvals.c.step == 0, notices.c.occasion.like("%.s" + cast(approvals.c.step, Text)))
_TOLD = and_(
    notices.c.id == copies.c.notice,
    notices.c.topic == approvals.c.kind + ":" + approvals.c.subject,
    notices.c.kind == bindparam("of_notice"),
    _OF_STEP,
)
_OTHERS = or_(copies.c.person.is_(None), ~_among(approvals.c.not_by, copies.c.person))
_HEARD = select(copies.c.id).where(_TOLD, _OTHERS, copies.c.state.not_in(("failed", "skipped", "retracted"))).exists()
# It was worded after it was taken to be sent, which an amend leaves as it is, or in a digest.
_WORDED = case((copies.c.state == "gathered", copies.c.done_at), else_=copies.c.started_at)
_HEARD_AT = (
    select(func.max(_WORDED))
    .join(copies, copies.c.notice == notices.c.id)
    .where(
        notices.c.topic == bindparam("about"),
        notices.c.kind.in_(bindparam("of_notices", expanding=True)),
        copies.c.person == bindparam("of_person"),
        or_(copies.c.state == "sent", and_(copies.c.state == "gathered", copies.c.reason != AT_DESK)),
    )
)
_BY_EMAIL = (
    select(approvals)
    .where(
        approvals.c.kind == bindparam("of_kind"),
        approvals.c.phase.in_(UNDECIDED),
        approvals.c.id > bindparam("after"),
        approvals.c.plan.contains("@"),
    )
    .order_by(approvals.c.id)
    .limit(TURN)
)
_UNHEARD = (
    select(approvals)
    .where(
        approvals.c.kind == bindparam("of_kind"),
        approvals.c.phase.in_(UNDECIDED),
        approvals.c.id > bindparam("after"),
        ~_HEARD,
    )
    .order_by(approvals.c.id)
    .limit(TURN)
)


def _asks(roles: Sequence[Role]) -> ColumnElement[bool]:
    """Whether one of these is asked in the present step."""
    return or_(false(), *(_among(approvals.c.asked, role.value) for role in roles))


_OVER = {Role.CHANNEL_MANAGER: approvals.c.partner, Role.REGIONAL_LEAD: approvals.c.region}


def _may_still(who: FromClause) -> ColumnElement[bool]:
    """Whether this row of `persons` is asked, or stands above who is."""
    return or_(
        and_(_among(approvals.c.asked, who.c.id), or_(*(who.c.roles.contains(rank.value) for rank in DECIDERS))),
        _among(approvals.c.barred, who.c.id),
        *(
            and_(
                _asks(DECIDERS[: DECIDERS.index(rank) + 1]),
                who.c.organisation == VENDOR,
                who.c.roles.contains(rank.value),
                _among(who.c.looks_after, _OVER[rank]) if rank in _OVER else true(),
            )
            for rank in DECIDERS
        ),
    )


_ABSENT = persons.alias("absent")
# `Approval.decidable_by`, in the query, for whoever a copy was sent to; what partners decide themselves is not looked
# at, and whoever has voted keeps the copy.
_STILL = or_(
    approvals.c.asked.in_([role.value for role in Role if role not in DECIDERS]),
    _may_still(persons),
    select(delegations.c.id)
    .join(_ABSENT, _ABSENT.c.id == delegations.c.by)
    .where(delegations.c.to == persons.c.id, delegations.c.course == Course.RUNNING, _may_still(_ABSENT))
    .correlate(approvals, persons)
    .exists(),
)
_MISPLACED = (
    select(copies.c.id)
    .join(notices, notices.c.id == copies.c.notice)
    # By their unique key from both sides: an expression over one of them would be looked for in all of the other.
    .join(approvals, and_(approvals.c.kind == bindparam("of_kind"), approvals.c.subject == notices.c.subject))
    .join(persons, persons.c.id == copies.c.person)
    .where(
        approvals.c.phase.in_(UNDECIDED),
        notices.c.kind.in_(bindparam("of_notices", expanding=True)),
        _OF_STEP,
        copies.c.state.in_(("pending", "sent", "gathered")),
        or_(persons.c.left_at.is_not(None), persons.c.roles == "", ~_STILL),
    )
)
_AFTER_ALL = (datetime(1970, 1, 1, tzinfo=UTC), "")


def _decidable_by(person: Person) -> ColumnElement[bool]:
    """`Approval.decidable_by`, in the query: what somebody may not decide is not even read."""
    if person.stranger:
        return false()
    names = (person, *person.stands_in)
    others = (approvals.c.filed_by != one.id for one in names)
    theirs = (and_(_not_yet(one), _waits_for_one(one)) for one in names)
    return and_(*others, _not_yet(person), or_(false(), *theirs))


def _not_yet(person: Person) -> ColumnElement[bool]:
    """Whether they have neither answered in this step, nor rejected it before."""
    return and_(~_among(approvals.c.not_by, person.id), ~_among(approvals.c.barred, person.id))


def _waits_for_one(person: Person) -> ColumnElement[bool]:
    """Whether they are asked in their own name."""
    held = (rank for rank in sorted(person.roles) if (rank in PARTNER_ROLES) is bool(person.partner))
    walls = [and_(_waits_for(*_asked_of(rank)), _over(rank, person)) for rank in held if _asked_of(rank)]
    if person.may(Can.DECIDE) and not person.partner:
        walls.append(_waits_for(person.id))
    return or_(false(), *walls)


def _waits_for(*asked: str) -> ColumnElement[bool]:
    """Whether one of these is asked in the present step and not answered for yet."""
    return or_(*(and_(_among(approvals.c.asked, one), ~_among(approvals.c.answered, one)) for one in asked))


def _first(role: Role | None, plan: Plan | None) -> tuple[str, ...]:
    if role:
        return (role,)
    return plan.steps[0].asked if plan and plan.steps else ()


def _asked_of(rank: Role) -> list[Role]:
    """The roles for which this one answers."""
    return [role for role, answerers in ANSWER_FOR.items() if rank in answerers]


def _over(rank: Role, person: Person) -> ColumnElement[bool]:
    match rank:
        case Role.PARTNER_ADMIN:
            return approvals.c.partner == person.partner
        case Role.CHANNEL_MANAGER:
            return approvals.c.partner.in_(sorted(person.looks_after))
        case Role.REGIONAL_LEAD:
            return approvals.c.region.in_(sorted(person.looks_after))
        case _:
            return true()


def _approval(row: Row[Any]) -> Approval:
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
