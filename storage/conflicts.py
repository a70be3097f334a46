"""What else is known of a deal's customer: live deals, the vendor's own list, and what managers said of two names."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Executable,
    Integer,
    Row,
    Select,
    Subquery,
    Table,
    Text,
    and_,
    bindparam,
    cast,
    func,
    literal_column,
    null,
    or_,
    select,
    union,
    union_all,
)

from domain.alike import score
from domain.conflicts import Listed, Rival, Said
from domain.customers import name_key, name_words, website_key
from domain.deals import LIVE, Conflict, State, Terms
from storage.ids import new_id
from storage.memory import Memory, read_once
from storage.tables import alike, customers, deals
from storage.upsert import insert_into, upsert

MOST = 12
"""More rivals than these nobody reads."""

# Constants stand in these statements as they are: each value beside them is put together anew for each registration.
_NOTHING: ColumnElement[str] = literal_column("''", Text)
_KEY = bindparam("of_customer", type_=Text)
_SITE = bindparam("of_site", type_=Text)
_COUNTRY = bindparam("of_country", type_=Text)


def _alike(table: Table) -> Subquery:
    """The ids of what may be the same customer; each branch by an index of its own."""
    of_name = select(table.c.id).where(_KEY != _NOTHING, table.c.customer_key == _KEY, table.c.country == _COUNTRY)
    of_site = select(table.c.id).where(_SITE != _NOTHING, table.c.website_key == _SITE)
    of_likeness = (
        select(table.c.id)
        .join(alike, alike.c.other == table.c.customer_key)
        .where(alike.c.one == _KEY, table.c.country == _COUNTRY)
    )
    return union(of_name, of_site, of_likeness).subquery()


def _evidence(table: Table) -> tuple[ColumnElement[Any], ...]:
    return (
        and_(_KEY != _NOTHING, table.c.customer_key == _KEY).label("same_key"),
        and_(_SITE != _NOTHING, table.c.website_key == _SITE).label("same_site"),
        func.coalesce(alike.c.score, literal_column("100", Integer)).label("score"),
        func.coalesce(alike.c.said, _NOTHING).label("said"),
    )


def _compared(selected: Select[Any], table: Table) -> Select[Any]:
    pair = and_(alike.c.one == _KEY, alike.c.other == table.c.customer_key)
    return selected.outerjoin(alike, pair).where(table.c.id.in_(select(_alike(table).c.id)))


_DEALS = _compared(
    select(
        deals.c.id,
        literal_column("'deal'", Text).label("kind"),
        deals.c.customer.label("name"),
        deals.c.filed_at.label("since"),
        deals.c.partner.label("partner"),
        _NOTHING.label("owner"),
        deals.c.ref.label("ref"),
        deals.c.state.label("state"),
        deals.c.protected_until.label("protected_until"),
        *_evidence(deals),
    ).select_from(deals),
    deals,
).where(
    # Not the column itself: SQLite would walk through all live deals by its index, and not look up these few.
    or_(*(deals.c.state + _NOTHING == literal_column(f"'{state}'", Text) for state in sorted(LIVE))),
    deals.c.id != bindparam("besides"),
)

_LISTED = _compared(
    select(
        customers.c.id,
        customers.c.kind,
        customers.c.name,
        customers.c.at,
        customers.c.partners,
        customers.c.owner,
        _NOTHING,
        _NOTHING,
        cast(null(), BigInteger),
        *_evidence(customers),
    ).select_from(customers),
    customers,
).where(customers.c.kind != literal_column(f"'{Conflict.NONE}'", Text))
_FOUND = union_all(_DEALS, _LISTED).subquery()
_RIVALS = (
    select(_FOUND)
    # Other partners' first: the partner's own repeats must not crowd them out.
    .order_by(_FOUND.c.partner == bindparam("own"), _FOUND.c.score.desc(), _FOUND.c.since, _FOUND.c.id)
    .limit(literal_column(str(MOST), Integer))
)


_KIND = select(customers.c.kind).where(
    customers.c.customer_key == bindparam("of_customer"), customers.c.country == bindparam("of_country")
)


class Conflicts:
    """For the vendor's eyes and the conflict check: never shown to a partner."""

    def __init__(self, connection: Connection, memory: Memory | None = None) -> None:
        self._connection = connection
        self._memory = memory

    @read_once
    def rivals(self, terms: Terms, *, own: str = "", besides: str = "") -> tuple[Rival, ...]:
        """What is live for the same customer or a similar name in the same country, or for the same website.

        The surest first, and those of `own` last. A similar name is found once `Customers.learn` has seen both.
        """
        asked = {
            "of_customer": name_key(terms.customer),
            "of_country": terms.country,
            "of_site": website_key(terms.website),
        }
        rows = self._connection.execute(_RIVALS, {"besides": besides, "own": own, **asked})
        return tuple(_rival(row, own) for row in rows if row.kind == "deal" or own not in row.partner.split())

    def listed(self) -> tuple[Listed, ...]:
        """The vendor's own list."""
        rows = self._connection.execute(select(customers).order_by(customers.c.name, customers.c.id))
        return tuple(
            Listed(
                name=row.name,
                country=row.country,
                kind=Conflict(row.kind),
                website=row.website,
                owner=row.owner,
                partners=frozenset(row.partners.split()),
            )
            for row in rows
        )

    def kind_of(self, one: Listed) -> Conflict | None:
        """As what the one with this name and country stands on the list; None where it does not."""
        asked = {"of_customer": name_key(one.name), "of_country": one.country}
        kind = self._connection.execute(_KIND, asked).scalar()
        return Conflict(kind) if kind else None

    def keep(self, one: Listed, *, at: datetime) -> str:
        """Put it on the list, or change the one with this name and country; since when it is there stays. Its id."""
        kept = self._connection.execute(
            _keeping(self._connection.dialect.name),
            {
                "id": new_id(),
                "kind": one.kind.value,
                "name": one.name,
                "customer_key": name_key(one.name),
                "country": one.country,
                "website": one.website,
                "website_key": website_key(one.website),
                "owner": one.owner,
                "partners": " ".join(sorted(one.partners)),
                "at": at,
            },
        )
        return str(kept.scalar_one())

    def say(self, one: str, other: str, said: Said) -> None:
        """From now on these two names are one customer's, or not, or nobody has said; as customers are written."""
        points = score(name_words(one), name_words(other))
        for pair in ((one, other), (other, one)):
            first, second = map(name_key, pair)
            upsert(self._connection, alike, {"one": first, "other": second}, {"score": points, "said": said.value})


@cache
def _keeping(dialect: str) -> Executable:
    statement = insert_into(dialect, customers)
    changed = ("kind", "name", "website", "website_key", "owner", "partners")
    changing = {name: statement.excluded[name] for name in changed}
    kept = statement.on_conflict_do_update(index_elements=["customer_key", "country"], set_=changing)
    return kept.returning(customers.c.id)


def _rival(row: Row[Any], own: str) -> Rival:
    is_deal = row.kind == "deal"
    kind = (Conflict.OWN if row.partner == own else Conflict.OTHER) if is_deal else Conflict(row.kind)
    return Rival(
        id=row.id,
        kind=kind,
        customer=row.name,
        since=row.since,
        partner=row.partner if is_deal else "",
        owner=row.owner,
        ref=row.ref,
        state=State(row.state) if is_deal else None,
        protected_until=row.protected_until,
        same_key=bool(row.same_key),
        same_site=bool(row.same_site),
        score=row.score,
        said=Said(row.said),
    )
