"""Requests that are held until their reader's next digest: pending, with the moment at which they are gathered.

Only such copies have that moment, so that an index over it holds nothing else.
`due` of such a copy is when it has become urgent and goes by itself, if nobody has gathered it by then.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, case, select, update

from storage.copies import MINE, NOW, CopyState, in_order
from storage.tables import Moment, copies, notices

_RIPE = select(copies.c.person).where(copies.c.gather_at <= NOW).order_by(copies.c.gather_at, copies.c.person).limit(1)
_HELD = (
    select(copies.c.id, notices.c.topic, notices.c.subject)
    .join(notices, notices.c.id == copies.c.notice)
    .where(copies.c.person == bindparam("whose"), copies.c.gather_at <= NOW)
    # In the order of their ids: two that change several at once cannot wait for each other.
    .order_by(copies.c.id)
    .with_for_update(of=copies)
)
_THESE = update(copies).where(copies.c.id.in_(bindparam("some", expanding=True)))
_ALL = in_order(and_(MINE.c.person == bindparam("whose"), MINE.c.done_at.is_(None), MINE.c.gather_at.is_not(None)))
_WHOSE = (
    select(copies.c.person)
    .join(notices, notices.c.id == copies.c.notice)
    .where(
        notices.c.topic == bindparam("about"),
        notices.c.kind == bindparam("of_kind"),
        copies.c.gather_at.is_not(None),
    )
)
_THEN = bindparam("then", type_=Moment)
_MOVE = (
    update(copies)
    .where(copies.c.id.in_(_ALL))
    .values(gather_at=_THEN, due=case((_THEN.is_(None), NOW), else_=copies.c.due))
)


@dataclass(frozen=True, kw_only=True)
class Held:
    """A copy that is held, and what it tells of: the kind of thing, and its id."""

    copy: str
    about: str
    subject: str


class Digests:
    """What is held, and what becomes of it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ripe(self, at: datetime) -> str:
        """The id of whoever is to have a digest, the longest overdue first; "" where nobody is."""
        return str(self._connection.execute(_RIPE, {"now": at}).scalar() or "")

    def held(self, person: str, *, at: datetime) -> tuple[Held, ...]:
        """What is to be gathered for this person by now; nobody else gathers it until the transaction ends."""
        return tuple(
            Held(copy=row.id, about=row.topic.removesuffix(f":{row.subject}"), subject=row.subject)
            for row in self._connection.execute(_HELD, {"whose": person, "now": at})
        )

    def gather(self, some: Collection[str], *, at: datetime) -> None:
        """They are told in a digest that is put at this very moment; that is how they are found if it fails."""
        self._set(some, state=CopyState.GATHERED, gather_at=None, due=None, done_at=at)

    def drop(self, some: Collection[str], *, at: datetime) -> None:
        """There is nothing to decide any more: nobody is told."""
        self._set(some, state=CopyState.SKIPPED, reason="over", gather_at=None, due=None, done_at=at)

    def put_off(self, some: Collection[str], *, until: datetime) -> None:
        """To be looked at again."""
        self._set(some, gather_at=until)

    def waits_with(self, notice_kind: str, topic: str) -> frozenset[str]:
        """Whose copy of this kind about this thing is held."""
        asked = {"of_kind": notice_kind, "about": topic}
        return frozenset(self._connection.execute(_WHOSE, asked).scalars())

    def move(self, person: str, *, to: datetime | None, at: datetime) -> None:
        """What is held for this person comes with the digest of that moment; without one, at once."""
        self._connection.execute(_MOVE, {"whose": person, "then": to, "now": at})

    def _set(self, some: Collection[str], **values: object) -> None:
        if some:
            self._connection.execute(_THESE, {"some": list(some), **values})
