"""Who can be asked, in one word: a look through all that waits is worth its time only where that has changed."""

from hashlib import sha256

from sqlalchemy import Connection, func, select

from domain.delegations import Course
from storage.tables import copies, delegations, identities, lookouts, persons, programmes
from storage.upsert import upsert

UNTOLD = ("failed", "skipped", "retracted")

_PEOPLE = select(persons.c.id, persons.c.organisation, persons.c.roles, persons.c.looks_after, persons.c.left_at)
_ACCOUNTS = select(identities.c.person, func.count()).group_by(identities.c.person)
_AWAY = select(delegations.c.id).where(delegations.c.course == Course.RUNNING)
_VERSION = select(func.max(programmes.c.version))
_UNTOLD = select(func.max(copies.c.done_at)).where(copies.c.state.in_(UNTOLD))


class Lookouts:
    """How far each look has come, and what it saw when it began."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def mark(self) -> str:
        """Another word after somebody came, left, went away, came back, or got another role or account, after the
        programme changed, and after a copy did not reach its reader. It costs what people there are, and not what
        waits.
        """
        rows = [sorted(map(tuple, self._connection.execute(some)), key=repr) for some in (_PEOPLE, _ACCOUNTS, _AWAY)]
        newest = [self._connection.execute(one).scalar() for one in (_VERSION, _UNTOLD)]
        return sha256(repr((rows, newest)).encode()).hexdigest()

    def last(self, name: str) -> tuple[str, str]:
        """The mark when this look began last, and after what it goes on, "" where it came to its end."""
        row = self._connection.execute(select(lookouts).where(lookouts.c.name == name)).first()
        return (row.mark, row.after) if row else ("", "")

    def keep(self, name: str, mark: str, after: str) -> None:
        """How far this look has come, which began when this was the mark."""
        upsert(self._connection, lookouts, {"name": name}, {"mark": mark, "after": after})
