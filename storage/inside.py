"""What happened to something inside the vendor's house: who was asked, and what was noted about it beside its steps."""

import json

from sqlalchemy import Connection, bindparam, select

from domain.inside import Entry, Inside
from domain.notices.notice import topic
from storage.tables import acts, copies, notices, persons

_ASKED = (
    select(notices.c.id, notices.c.put_at, persons.c.name)
    .join(copies, copies.c.notice == notices.c.id)
    .join(persons, persons.c.id == copies.c.person)
    .where(
        notices.c.topic == bindparam("topic"),
        notices.c.kind == bindparam("kind"),
        # Whoever it never reached was not asked; from whom it was taken back was.
        copies.c.state.not_in(("failed", "skipped")),
    )
    .order_by(notices.c.put_at, notices.c.id, persons.c.name)
)
_NOTED = (
    select(acts.c.at, acts.c.what, acts.c.detail, persons.c.name)
    .outerjoin(persons, persons.c.id == acts.c.who)
    .where(
        acts.c.about.in_([bindparam("subject"), bindparam("topic")]),
        # Its steps, and the decision among them, are told to everybody who sees it.
        ~acts.c.what.startswith(bindparam("steps"), autoescape=False),
        acts.c.what != "decision",
    )
    .order_by(acts.c.n)
)


class Insides:
    """Never to be shown to a partner."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, kind: str, subject: str, *, asking: str) -> tuple[Inside, ...]:
        """In the order in which it happened; `asking` is the kind of notice by which people are asked."""
        asked = self._asked(topic(kind, subject), asking)
        return tuple(sorted((*asked, *self._noted(kind, subject)), key=lambda line: line.at))

    def _asked(self, about: str, asking: str) -> list[Inside]:
        rows = self._connection.execute(_ASKED, {"topic": about, "kind": asking}).all()
        moments = {row.id: row.put_at for row in rows}
        return [
            Inside(at=at, what=Entry.ASKED, names=tuple(row.name for row in rows if row.id == notice))
            for notice, at in moments.items()
        ]

    def _noted(self, kind: str, subject: str) -> list[Inside]:
        about = {"subject": subject, "topic": topic(kind, subject), "steps": f"{kind}-"}
        rows = self._connection.execute(_NOTED, about)
        return [Inside(at=row.at, what=_what(row.what, row.detail), who=row.name or "") for row in rows]


def _what(what: str, detail: str) -> str:
    """A vote is another word for each outcome."""
    outcome = json.loads(detail).get("outcome", "") if detail else ""
    return f"{what}-{outcome}" if outcome else what
