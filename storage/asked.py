"""Who is asked: what waits for somebody, and who has heard of it. Nobody reads here what they may not decide."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Text,
    and_,
    bindparam,
    case,
    cast,
    false,
    func,
    or_,
    select,
    true,
)

from domain.approvals import UNDECIDED, Approval
from domain.delegations import Course
from domain.page import Page
from domain.people import ANSWER_FOR, DECIDERS, PARTNER_ROLES, Can, Person, Role
from domain.programme import VENDOR
from domain.waiting import EVERYTHING, Narrowed
from storage.approvals import approval_of
from storage.copies import AT_DESK
from storage.cursors import after, cursor, read_cursor
from storage.tables import approvals, copies, delegations, notices, persons
from storage.waiting import narrowed

TURN = 50
"""How many of those that nobody has heard of are looked at in one go, twice."""


class Asked:
    """Looks only; what an answer changes, storage/approvals.py keeps."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

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
        page = tuple(map(approval_of, rows[:size]))
        more = cursor(page[-1].asked_at, page[-1].id) if len(rows) > size else ""
        return Page(page, total, more)

    def by_email(self, kind: str, *, after: str) -> tuple[tuple[Approval, ...], str]:
        """The next TURN that wait and may ask somebody by an e-mail that was nobody's; after what to go on, "" at the
        end.
        """
        found = self._connection.execute(_BY_EMAIL, {"of_kind": kind, "after": after}).all()
        return tuple(map(approval_of, found)), found[-1].id if len(found) == TURN else ""

    def unheard(self, kind: str, notice: str, *, after: str) -> tuple[tuple[Approval, ...], str]:
        """The next TURN that wait for a decision while no copy of this notice about them is out or on its way, and
        after what to go on, "" at the end.
        """
        asked = {"of_kind": kind, "of_notice": notice, "after": after}
        found = self._connection.execute(_UNHEARD, asked).all()
        return tuple(map(approval_of, found)), found[-1].id if len(found) == TURN else ""

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


_ASKED_AS_ADMIN = and_(
    _among(approvals.c.asked, Role.ADMIN.value),
    _among(persons.c.roles, Role.ADMIN.value),
    persons.c.organisation == VENDOR,
)
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
    _ASKED_AS_ADMIN,
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
