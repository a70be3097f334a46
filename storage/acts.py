"""What was done that an auditor will ask about and no deal's history holds: who, what, to whom, when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from storage.ids import new_id
from storage.tables import acts

OPERATOR = "operator"
"""Who acts at the command line: whoever may read the settings."""

_NOTE = insert(acts)
_ALL = select(acts).order_by(acts.c.at, acts.c.id)


@dataclass(frozen=True, kw_only=True)
class Act:
    """`who` is a person's id or OPERATOR, `what` a short word of ours, `about` the id of what it was done to."""

    id: str
    at: datetime
    who: str
    what: str
    about: str


class Acts:
    """Only ever added to."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, who: str, what: str, about: str, *, at: datetime) -> None:
        """A row for the audit."""
        self._connection.execute(_NOTE, {"id": new_id(), "at": at, "who": who, "what": what, "about": about})

    def all(self) -> tuple[Act, ...]:
        """What was done, oldest first."""
        return tuple(
            Act(id=row.id, at=row.at, who=row.who, what=row.what, about=row.about)
            for row in self._connection.execute(_ALL)
        )
