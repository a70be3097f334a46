"""What was done and what was refused, for the audit: one log that is only added to, each row sealed with the last."""

import json
import secrets
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Connection, Row, Text, bindparam, exists, func, insert, or_, select, type_coerce

from domain.acts import DENIED, EMPTY, Act, Head, Kept, canonical, commitment, sealed
from storage.tables import acts, openings
from storage.upsert import Insert, insert_into

_HEAD = select(acts.c.n, acts.c.seal).order_by(acts.c.n.desc()).limit(1)
_OPEN = insert(openings)
_WHO, _ABOUT = openings.alias("whose"), openings.alias("what")
_COLUMNS = ("n", "at", "who", "what", "about", "partner", "detail", "seal")
_FROM = (
    select(acts, _WHO.c.value, _ABOUT.c.value.label("shown"))
    .outerjoin(_WHO, _WHO.c.commitment == acts.c.who)
    .outerjoin(_ABOUT, _ABOUT.c.commitment == acts.c.about)
    .where(acts.c.n > bindparam("after"))
    .order_by(acts.c.n)
    .limit(bindparam("size"))
)
_PARTNERS = (
    select(acts.c.partner)
    .where(acts.c.n > bindparam("after"), acts.c.what.in_(bindparam("such", expanding=True)))
    .distinct()
)
_BATCH = 2_000


@dataclass(frozen=True, kw_only=True)
class Denial:
    """Somebody asked for what they may not; `who` is a person's id or an account."""

    at: datetime
    who: str
    route: str
    reason: str


@dataclass
class LastHead:
    """The head as this process committed it last. It may be old: the statement that appends to it finds that out."""

    head: Head | None = None


class Acts:
    """Only ever added to. What is noted is appended when the transaction ends, whole or not at all."""

    def __init__(self, connection: Connection, last: LastHead) -> None:
        self._connection = connection
        self._last = last
        self._noted: list[Act] = []
        self._mine: Head | None = None

    def note(self, who: str, what: str, about: str, *, at: datetime, partner: str = "", **detail: str | int) -> None:
        """A row for the audit; `detail` holds codes, numbers and commitments, never what somebody typed."""
        told = canonical(detail) if detail else ""
        self._noted.append(Act(n=0, at=at, who=who, what=what, about=about, partner=partner, detail=told))

    def deny(self, who: str, route: str, reason: str, *, at: datetime, partner: str = "") -> None:
        """Who asked for what, and why it was refused."""
        self.note(who, DENIED, route, at=at, partner=partner, reason=reason)

    def conceal(self, value: str, *, at: datetime) -> str:
        """What stands in the log for something personal. What it stands for is kept apart, and can be forgotten."""
        salt = secrets.token_hex(16)
        concealed = commitment(salt, value)
        self._connection.execute(_OPEN, {"commitment": concealed, "salt": salt, "value": value, "at": at})
        return concealed

    # --- the end of a transaction ---

    @property
    def noted(self) -> int:
        """How many rows wait for the end."""
        return len(self._noted)

    def forget(self, since: int) -> None:
        """What was noted after that is undone."""
        del self._noted[since:]

    def keep(self) -> None:
        """Append what was noted: the last thing in a transaction, so that others wait for its commit alone.

        Two that append at once want the same number. The second waits for the first, finds it taken, and looks again.
        """
        if not self._noted:
            return
        noted, self._noted = self._noted, []
        statement, (known, self._last.head) = _append(self._connection.dialect.name), (self._last.head, None)
        rows, head = _chained(noted, known or self.head())
        old = False
        while self._connection.execute(statement, rows).rowcount != len(rows):
            old = True
            rows, head = _chained(noted, self.head())
        # Where another process writes too, the next one had better look: to find out costs more.
        self._mine = None if old else head

    def remember(self) -> None:
        """It is committed: the next transaction of this process need not look for the head."""
        self._last.head = self._mine or self._last.head

    # --- looking ---

    def head(self) -> Head:
        """The last row's number and seal."""
        row = self._connection.execute(_HEAD).first()
        return Head(row.n, row.seal) if row else EMPTY

    def count(self) -> int:
        """How many rows there are."""
        return int(self._connection.execute(select(func.count()).select_from(acts)).scalar_one())

    def sealed_rows(self) -> Iterator[Kept]:
        """Every row as it is kept, in order, for `domain.acts.first_fault`."""
        after = -(2**62)
        while rows := self._connection.execute(_RAW, {"after": after, "size": _BATCH}).all():
            for row in rows:
                yield (row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7])
            after = rows[-1][0]

    def partners(self, what: Collection[str], *, after: int) -> frozenset[str]:
        """Those of whose things such a row was added behind that number."""
        return frozenset(self._connection.execute(_PARTNERS, {"after": after, "such": sorted(what)}).scalars())

    def since(self, after: int = 0) -> Iterator[Act]:
        """What was done, in the order in which it was kept; an account where what it was is still known."""
        while rows := self._connection.execute(_FROM, {"after": after, "size": _BATCH}).all():
            yield from map(_act, rows)
            after = rows[-1].n

    def all(self) -> tuple[Act, ...]:
        """What was done; without what was refused."""
        return tuple(act for act in self.since() if act.what != DENIED)

    def denied(self, *, after: int = 0) -> tuple[Denial, ...]:
        """What was refused for want of a right."""
        return tuple(
            Denial(at=act.at, who=act.who, route=act.about, reason=_reason(act))
            for act in self.since(after)
            if act.what == DENIED
        )


_RAW = (
    select(acts.c.n, type_coerce(acts.c.at, BigInteger), *(acts.c[name] for name in _COLUMNS[2:]))
    .where(acts.c.n > bindparam("after"))
    .order_by(acts.c.n)
    .limit(bindparam("size"))
)


@cache
def _append(dialect: str) -> Insert:
    """A row that comes after the one it is sealed with, and nothing where another one is there by now."""
    new = {name: bindparam(f"new_{name}", type_=acts.c[name].type) for name in _COLUMNS}
    before = acts.alias("before")
    last = bindparam("last", type_=Text)
    follows = exists(select(before.c.n).where(before.c.n == new["n"] - 1, before.c.seal == last))
    rows = select(*new.values()).where(or_(new["n"] == 1, follows))
    statement = insert_into(dialect, acts).from_select(list(_COLUMNS), rows)
    # Of an INSERT, SQLAlchemy forgets the count of rows unless it is asked to keep it.
    return statement.on_conflict_do_nothing().execution_options(preserve_rowcount=True)


def _chained(noted: Sequence[Act], head: Head) -> tuple[list[dict[str, object]], Head]:
    """The rows as they will stand, numbered and sealed, and the head that they make."""
    rows: list[dict[str, object]] = []
    for act in noted:
        last, head = head.seal, Head(head.count + 1, sealed(head.seal, replace(act, n=head.count + 1)))
        values = vars(act) | {"n": head.count, "seal": head.seal}
        rows.append({"last": last, **{f"new_{name}": value for name, value in values.items()}})
    return rows, head


def _act(row: Row[Any]) -> Act:
    return Act(
        n=row.n,
        at=row.at,
        who=row.value or row.who,
        what=row.what,
        about=row.shown or row.about,
        partner=row.partner,
        detail=row.detail,
        seal=row.seal,
    )


def _reason(act: Act) -> str:
    return str(json.loads(act.detail)["reason"])
