"""Registrations and their history."""

import json
import secrets
from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    true,
    union_all,
    update,
)
from sqlalchemy.sql.dml import ReturningInsert

from domain.acts import commitment
from domain.customers import name_key, website_key
from domain.deals import WAITING, Conflict, Deal, Happening, State, Step, Terms, read_ref
from domain.money import Money
from domain.page import Page
from domain.people import Person, Scope
from domain.refusal import Refusal
from storage.acts import Acts
from storage.cursors import before, cursor, read_cursor
from storage.ids import new_id, ref
from storage.memory import Memory, foretell, read_once
from storage.tables import approvals, counts, deals, happenings, reminders
from storage.tables import secrets as keys
from storage.tables.columns import as_kept, moment, moment_or_none
from storage.upsert import insert_into, insert_new

_NAMES = tuple(one.name for one in deals.c if one.name not in {"draft", "customer_key", "website_key"})
_KEPT = tuple(as_kept(deals.c[name]) for name in _NAMES)
_BY_REF = select(*_KEPT).where(deals.c.ref == bindparam("of"))
_BY_ID = select(*_KEPT).where(deals.c.id == bindparam("of"))
_BY_IDS = select(*_KEPT).where(deals.c.id.in_(bindparam("these", expanding=True)))
_SENT = select(exists().where(deals.c.draft == bindparam("of")))
_CHANGE = update(deals).where(deals.c.id == bindparam("of"), deals.c.version == bindparam("was"))
_STALLED = (
    select(*_KEPT)
    .where(deals.c.stalls_at <= bindparam("now"))
    .order_by(deals.c.stalls_at, deals.c.id)
    .limit(bindparam("size"))
    .offset(bindparam("beyond"))
)
_NUDGED = (
    update(deals)
    .where(deals.c.id == bindparam("of"), deals.c.version == bindparam("was"), deals.c.stalls_at == bindparam("due"))
    .values(stalls_at=bindparam("then"))
)
_TELL = insert(happenings)
_HAPPENED = select(
    happenings.c.deal,
    happenings.c.step,
    happenings.c.at,
    happenings.c.by,
    happenings.c.by_name,
    happenings.c.reason,
    happenings.c.words,
    happenings.c.version,
    happenings.c.before,
)
# Who was reminded of it, or asked as well, while it waited: that is no change of the deal.
_REMINDED = (
    select(
        *(approvals.c.subject, reminders.c.step, reminders.c.at, literal(""), reminders.c.names),
        *(literal(""), literal(""), literal(0), literal("")),
    )
    .join(approvals, approvals.c.id == reminders.c.approval)
    .where(approvals.c.kind == "deal")
)


def _histories(which: Callable[[ColumnElement[str]], ColumnElement[bool]]) -> CompoundSelect[Any]:
    told = _HAPPENED.where(which(happenings.c.deal)), _REMINDED.where(which(approvals.c.subject))
    return union_all(*told).order_by("version", "at")


_HISTORY = _histories(lambda deal: deal == bindparam("of"))
_HISTORIES = _histories(lambda deal: deal.in_(bindparam("these", expanding=True)))


class Deals:
    """Every read that answers a person goes through a Scope; `access_deal` is the door for one deal."""

    def __init__(self, connection: Connection, acts: Acts, memory: Memory | None = None) -> None:
        self._connection = connection
        self._acts = acts
        self._memory = memory

    def sent(self, draft: str) -> bool:
        """Whether a deal was made of this draft."""
        return bool(self._connection.execute(_SENT, {"of": draft}).scalar_one())

    def add(self, deal: Deal, *, draft: str, by_name: str, reason: str = "") -> Deal:
        """A new registration with its id and ref; Refusal("deal-already-sent") for a draft that was sent."""
        deal_id = new_id()
        while True:
            added = replace(deal, id=deal_id, ref=self._next_ref(deal.partner))
            if insert_new(self._connection, deals, {"draft": draft, **_row(added)}):
                break
            if self.sent(draft):
                raise Refusal("deal-already-sent")
            # Five letters collide now and then: the next count makes another ref.
        first = Happening(step=Step.SUBMIT, at=deal.filed_at, by=deal.filed_by, by_name=by_name, reason=reason)
        self._tell(added, first)
        return added

    def _next_ref(self, partner: str) -> str:
        count, key = self._connection.execute(_count_on(self._connection.dialect.name), {"partner": partner}).one()
        return ref(key, partner, count)

    def change(self, deal: Deal, changed: Deal, happening: Happening) -> Deal:
        """Keep `changed` if `deal` is still what is kept; Refusal("deal-changed") where it is not."""
        done = self._connection.execute(_CHANGE, {"of": deal.id, "was": deal.version, **_row(changed)})
        if done.rowcount != 1:
            raise Refusal("deal-changed")
        self._tell(changed, happening)
        return changed

    def _tell(self, deal: Deal, happening: Happening) -> None:
        salt = secrets.token_hex(16)
        line = {
            "step": happening.step,
            "by": happening.by,
            "by_name": happening.by_name,
            "reason": happening.reason,
            "words": happening.words,
        } | ({"before": terms_to_json(happening.before)} if happening.before else {})
        key = {"deal": deal.id, "version": deal.version, "at": happening.at}
        self._connection.execute(_TELL, {"before": "", **key, **line, "salt": salt})
        self._acts.note(
            happening.by,
            f"deal-{happening.step}",
            deal.id,
            at=happening.at,
            partner=deal.partner,
            version=deal.version,
            state=deal.state,
            line=commitment(salt, line),
        )

    @read_once
    def get(self, deal_id: str) -> Deal | None:
        """By its id."""
        row = self._connection.execute(_BY_ID, {"of": deal_id}).first()
        return _deal(row) if row else None

    def by_ref(self, deal_ref: str) -> Deal | None:
        """By what people see, however they type it."""
        made = read_ref(deal_ref)
        row = self._connection.execute(_BY_REF, {"of": made}).first() if made else None
        return _deal(row) if row else None

    @read_once
    def history(self, deal_id: str) -> tuple[Happening, ...]:
        """What happened to it, oldest first; changes in the order of their versions, whatever the clocks said."""
        return _in_order(map(_happening, self._connection.execute(_HISTORY, {"of": deal_id})))

    def look_ahead(self, ids: Collection[str]) -> None:
        """These are to be looked at in this transaction, each with its history: in two statements for all."""
        found = map(_deal, self._connection.execute(_BY_IDS, {"these": sorted(ids)}))
        foretell(self._memory, Deals.get, {(deal.id,): deal for deal in found})
        lines: dict[str, list[Happening]] = {}
        for row in self._connection.execute(_HISTORIES, {"these": sorted(ids)}):
            lines.setdefault(row.deal, []).append(_happening(row))
        foretell(self._memory, Deals.history, {(of,): _in_order(told) for of, told in lines.items()})

    def seen_by(self, person: Person, *, cursor_text: str = "", size: int = 5) -> Page[Deal]:
        """What is in the person's scope, newest first."""
        wall, values = _within(person.scope)
        at, row_id = read_cursor(cursor_text) or BEFORE_ALL
        rows = self._connection.execute(
            _page(wall), values | {"before": at, "before_id": row_id, "size": size + 1}
        ).all()
        page = tuple(map(_deal, rows[:size]))
        more = cursor(page[-1].filed_at, page[-1].id) if len(rows) > size else ""
        return Page(page, rows[0].total if rows else 0, more)

    def customers_of(self, partner: str, text: str, *, size: int) -> tuple[str, ...]:
        """Names that this partner, and nobody else, has used before, and that contain `text`."""
        key = name_key(text)
        query = select(deals.c.customer, func.max(deals.c.filed_at)).where(deals.c.partner == partner)
        if key:
            # By what was typed too: of "Kowalski Sp. z o.o." half the legal form may be there so far.
            typed = func.lower(deals.c.customer).contains(text.strip().lower(), autoescape=True)
            query = query.where(or_(deals.c.customer_key.contains(key, autoescape=True), typed))
        rows = self._connection.execute(
            query.group_by(deals.c.customer).order_by(func.max(deals.c.filed_at).desc(), deals.c.customer).limit(size)
        )
        return tuple(row.customer for row in rows)

    def waiting_for(self, *customers: str, size: int) -> tuple[tuple[str, str], ...]:
        """Partner and id of deals that wait for a decision and have one of these customers, in that order."""
        keys = [name_key(customer) for customer in customers]
        waits = and_(deals.c.customer_key.in_(keys), deals.c.state.in_(WAITING))
        found = select(deals.c.partner, deals.c.id).where(waits).order_by(deals.c.partner, deals.c.id).limit(size)
        return tuple((row.partner, row.id) for row in self._connection.execute(found))

    def customers(self, *, after: str, size: int) -> tuple[str, ...]:
        """The next names of anybody's customers, as they were written."""
        named = select(deals.c.customer).distinct().where(deals.c.customer > after).order_by(deals.c.customer)
        return tuple(self._connection.execute(named.limit(size)).scalars())

    def outlived(self, at: datetime, *, size: int = 100, beyond: int = 0) -> tuple[Deal, ...]:
        """Approved deals whose protection has ended; not while their partners do not know of the decision. Without the
        first `beyond`, as everywhere where a chore looks for what is due.
        """
        told = or_(deals.c.told_at.is_(None), deals.c.told_at <= at)
        rows = self._connection.execute(
            select(*_KEPT)
            .where(deals.c.state == State.APPROVED, deals.c.protected_until <= at, told)
            .order_by(deals.c.protected_until, deals.c.id)
            .limit(size)
            .offset(beyond)
        )
        return tuple(map(_deal, rows))

    def stalled(self, at: datetime, *, size: int = 100, beyond: int = 0) -> tuple[Deal, ...]:
        """Approved deals in which nothing has changed for long, and of which nobody was asked yet."""
        asked = {"now": at, "size": size, "beyond": beyond}
        return tuple(map(_deal, self._connection.execute(_STALLED, asked)))

    def nudged(self, deal: Deal, *, then: datetime | None = None) -> bool:
        """Whether it is this transaction that asks about it, as it is; or puts it off until `then`."""
        mine = {"of": deal.id, "was": deal.version, "due": deal.stalls_at, "then": then}
        return self._connection.execute(_NUDGED, mine).rowcount == 1


def _in_order(found: Iterable[Happening]) -> tuple[Happening, ...]:
    """Found by version and then by the clock: what is no change of the deal stands where it was."""
    lines = list(found)
    beside = sum(not line.version for line in lines)
    told = lines[beside:]
    for line in lines[:beside]:
        told.insert(next((n for n, later in enumerate(told) if later.at > line.at), len(told)), line)
    return tuple(told)


def access_deal(deals_: Deals, person: Person, deal_ref: str) -> Deal:
    """The deal, or Refusal("not-found") alike for missing and forbidden."""
    found = deals_.by_ref(deal_ref)
    if found is None or not person.scope.holds(found.partner, found.region):
        raise Refusal("not-found")
    return found


BEFORE_ALL = (datetime(9999, 1, 1, tzinfo=UTC), "")


class _Wall(Enum):
    """The shapes of a scope, each with a statement of its own."""

    NONE = "none"
    ONE = "one"
    SOME = "some"


def _within(scope: Scope) -> tuple[_Wall, dict[str, object]]:
    if scope.everything:
        return _Wall.NONE, {}
    if len(scope.partners) == 1 and not scope.regions:
        return _Wall.ONE, {"partner": next(iter(scope.partners))}
    return _Wall.SOME, {"partners": sorted(scope.partners), "regions": sorted(scope.regions)}


def _walled(wall: _Wall) -> ColumnElement[bool]:
    match wall:
        case _Wall.NONE:
            return true()
        case _Wall.ONE:
            return deals.c.partner == bindparam("partner")
        case _Wall.SOME:
            partners: BindParameter[str] = bindparam("partners", expanding=True)
            regions: BindParameter[str] = bindparam("regions", expanding=True)
            return or_(deals.c.partner.in_(partners), deals.c.region.in_(regions))


@cache
def _page(wall: _Wall) -> Select[Any]:
    """Newest first, with the number of all in each row: a list is one statement."""
    total = select(func.count()).select_from(deals).where(_walled(wall)).scalar_subquery().label("total")
    return (
        select(*_KEPT, total)
        .where(_walled(wall), before(deals.c.filed_at, deals.c.id, bindparam("before"), bindparam("before_id")))
        .order_by(deals.c.filed_at.desc(), deals.c.id.desc())
        .limit(bindparam("size"))
    )


@cache
def _count_on(dialect: str) -> ReturningInsert[int, str]:
    """The partner's next number, and the key that hides it; two at once wait for one another."""
    return (
        insert_into(dialect, counts)
        .values(deals=1)
        .on_conflict_do_update(index_elements=["partner"], set_={"deals": counts.c.deals + 1})
        .returning(counts.c.deals, select(keys.c.value).where(keys.c.name == "refs").scalar_subquery())
    )


def _deal(row: Row[Any]) -> Deal:
    return _made(tuple(row)[: len(_KEPT)])


@lru_cache(maxsize=1024)
def _made(kept: tuple[Any, ...]) -> Deal:
    """Of the values of _KEPT. While nothing happens to a deal, each look at it gives this one again, and finds what was
    made of it before.
    """
    one = dict(zip(_NAMES, kept, strict=True))
    return Deal(
        id=one["id"],
        ref=one["ref"],
        partner=one["partner"],
        region=one["region"],
        filed_by=one["filed_by"],
        filed_at=moment(one["filed_at"]),
        state=State(one["state"]),
        version=one["version"],
        stage=one["stage"],
        conflict=Conflict(one["conflict"]),
        rival_until=moment_or_none(one["rival_until"]),
        answer_by=moment_or_none(one["answer_by"]),
        decided_at=moment_or_none(one["decided_at"]),
        told_at=moment_or_none(one["told_at"]),
        protected_until=moment_or_none(one["protected_until"]),
        stalls_at=moment_or_none(one["stalls_at"]),
        terms=Terms(
            customer=one["customer"],
            amount=Money(Decimal(one["amount"]), one["currency"]),
            country=one["country"],
            product=one["product"],
            close_on=date.fromisoformat(one["close_on"]) if one["close_on"] else None,
            deal_type=one["deal_type"],
            website=one["website"],
            contact=one["contact"],
            email=one["email"],
            note=one["note"],
        ),
    )


def terms_to_json(terms: Terms) -> str:
    """What `terms_from_json` reads back."""
    return json.dumps(asdict(terms), default=str, ensure_ascii=False)


def terms_from_json(text: str) -> Terms:
    """The terms that were kept."""
    kept = json.loads(text)
    money, day = kept.pop("amount"), kept.pop("close_on")
    amount = Money(Decimal(money["amount"]), money["currency"])
    return Terms(amount=amount, close_on=date.fromisoformat(day) if day else None, **kept)


def _happening(row: Row[Any]) -> Happening:
    return Happening(
        step=Step(row.step),
        at=row.at,
        by=row.by,
        by_name=row.by_name,
        reason=row.reason,
        words=row.words,
        version=row.version,
        before=terms_from_json(row.before) if row.before else None,
    )


def _row(deal: Deal) -> dict[str, Any]:
    terms = deal.terms
    return {
        "id": deal.id,
        "ref": deal.ref,
        "partner": deal.partner,
        "region": deal.region,
        "filed_by": deal.filed_by,
        "filed_at": deal.filed_at,
        "state": deal.state,
        "version": deal.version,
        "stage": deal.stage,
        "conflict": deal.conflict,
        "rival_until": deal.rival_until,
        "answer_by": deal.answer_by,
        "decided_at": deal.decided_at,
        "told_at": deal.told_at,
        "protected_until": deal.protected_until,
        "stalls_at": deal.stalls_at,
        "customer": terms.customer,
        "customer_key": name_key(terms.customer),
        "country": terms.country,
        "amount": terms.amount.amount,
        "currency": terms.amount.currency,
        "product": terms.product,
        "close_on": terms.close_on,
        "deal_type": terms.deal_type,
        "website": terms.website,
        "website_key": website_key(terms.website),
        "contact": terms.contact,
        "email": terms.email,
        "note": terms.note,
    }
