"""Channels of which it is still to be looked who is in them: what was heard of each, until its platform has told."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, select, update

from domain.places import Platform
from storage.tables import unseen
from storage.tables.columns import Moment
from storage.upsert import insert_new, upsert

FIRST = timedelta(minutes=1)
"""After which it is looked once more; then after twice as long, each time."""
TRIES = 12
"""In some three days."""

_THIS = (unseen.c.platform == bindparam("of_platform"), unseen.c.conversation == bindparam("of_conversation"))
_DUE = (
    select(unseen)
    .where(unseen.c.platform == bindparam("of_platform"), unseen.c.due <= bindparam("now", type_=Moment))
    .order_by(unseen.c.due, unseen.c.conversation)
    .limit(bindparam("size"))
    .with_for_update(skip_locked=True)
)
_LATER = update(unseen).where(*_THIS).values(tries=bindparam("tried"), due=bindparam("then", type_=Moment))
_SOONER = (
    update(unseen)
    .where(*_THIS, unseen.c.heard == "", unseen.c.due > bindparam("then", type_=Moment))
    .values(tries=0, due=bindparam("then", type_=Moment))
)
_SEEN = delete(unseen).where(*_THIS)


class ToSee(NamedTuple):
    """A channel, and what was heard of it: "" where nothing was, and it is as the list has it."""

    conversation: str
    heard: str


class Unseen:
    """One row a channel, and so one look, however often it was heard of."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, platform: Platform, conversation: str, heard: str, *, at: datetime) -> None:
        """It is to be looked who is in it: now, by whoever has heard it, and where they cannot, later."""
        there = {"platform": platform, "conversation": conversation}
        upsert(self._connection, unseen, there, {"heard": heard, "tries": 0, "due": at + FIRST})

    def keep(self, platform: Platform, conversation: str, heard: str, *, at: datetime) -> None:
        """The same where nobody is to look any more; where somebody is, it is as it was."""
        row = {"platform": platform, "conversation": conversation, "heard": heard, "tries": 0, "due": at + FIRST}
        insert_new(self._connection, unseen, row)

    def ask(self, platform: Platform, conversation: str, *, at: datetime) -> None:
        """It is on the list, and nothing was heard of it: it is to be looked then, or before, where that was said."""
        row = {"platform": platform, "conversation": conversation, "heard": "", "tries": 0, "due": at}
        if not insert_new(self._connection, unseen, row):
            there = {"of_platform": platform, "of_conversation": conversation}
            self._connection.execute(_SOONER, {**there, "then": at})

    def take(self, platform: Platform, size: int, *, at: datetime) -> tuple[ToSee, ...]:
        """So many that are due; they are due again later, unless they were tried often enough."""
        asked = {"of_platform": platform, "now": at, "size": size}
        found = self._connection.execute(_DUE, asked).all()
        for row in found:
            there = {"of_platform": platform, "of_conversation": row.conversation}
            then = at + FIRST * 2 ** (row.tries + 1)
            if row.tries + 1 < TRIES:
                self._connection.execute(_LATER, {**there, "tried": row.tries + 1, "then": then})
            else:
                self._connection.execute(_SEEN, there)
        return tuple(ToSee(row.conversation, row.heard) for row in found)

    def seen(self, platform: Platform, conversation: str) -> None:
        """It was looked, or never can be."""
        self._connection.execute(_SEEN, {"of_platform": platform, "of_conversation": conversation})
