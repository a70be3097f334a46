"""Who can be asked, in one word: a look through all that waits is worth its time only where that has changed."""

from hashlib import sha256

from sqlalchemy import Connection, func, select, text

from domain.delegations import Course
from storage.tables import copies, delegations, identities, lookouts, persons, programmes
from storage.tables.messages import UNTOLD
from storage.upsert import upsert

_PEOPLE = select(func.count(), func.sum(persons.c.version))
_ACCOUNTS = select(func.count()).select_from(identities)
_AWAY = select(delegations.c.id).where(delegations.c.course == Course.RUNNING)
_VERSION = select(func.max(programmes.c.version))
_UNTOLD = select(func.max(copies.c.done_at)).where(text(UNTOLD))


class Lookouts:
    """How far each look has come, and what it saw when it began."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def mark(self) -> str:
        """Another word after somebody came, left, went away, came back, or got another role or account, after the
        programme changed, and after a copy did not reach its reader. People and accounts are counted by the database;
        nobody is added without one more, and all else that counts raises a version: no order of commits hides it.
        """
        away = sorted(self._connection.execute(_AWAY).scalars())
        counted = [tuple(self._connection.execute(one).one()) for one in (_PEOPLE, _ACCOUNTS, _VERSION, _UNTOLD)]
        return sha256(repr((away, counted)).encode()).hexdigest()

    def last(self, name: str) -> tuple[str, str]:
        """The mark when this look began last, and after what it goes on, "" where it came to its end."""
        row = self._connection.execute(select(lookouts).where(lookouts.c.name == name)).first()
        return (row.mark, row.after) if row else ("", "")

    def keep(self, name: str, mark: str, after: str) -> None:
        """How far this look has come, which began when this was the mark."""
        upsert(self._connection, lookouts, {"name": name}, {"mark": mark, "after": after})
