"""What is held for review: after a restore nobody knows whether what was due had been sent. An operator decides."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, case, select, update

from storage.outbox import HELD, RESTORED, CopyState
from storage.tables import copies, notices

_MINE = copies.alias("mine")
_UNSENT = and_(
    _MINE.c.state.in_((CopyState.PENDING, CopyState.SENDING, CopyState.UNCERTAIN)),
    _MINE.c.reason.not_in((HELD, RESTORED)),
)
_TO_AMEND = and_(_MINE.c.state == CopyState.SENT, _MINE.c.due.is_not(None))
_HELD_POST = and_(_MINE.c.state == CopyState.UNCERTAIN, _MINE.c.reason.in_((HELD, RESTORED)))
_HELD_AMEND = and_(_MINE.c.state == CopyState.SENT, _MINE.c.reason == RESTORED, _MINE.c.due.is_(None))


class Review:
    """Hold everything; release or drop it, one copy, one kind of notice, or all."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def hold(self) -> int:
        """Nothing that is waiting or under way by now goes by itself any more; how many copies that are.

        What is put afterwards goes as ever, and so does a later change of a message that is out.
        """
        held = {"reason": RESTORED, "due": None, "lease": 0.0, "fence": copies.c.fence + 1}
        posts = self._change(_UNSENT, state=CopyState.UNCERTAIN, **held)
        return posts + self._change(_TO_AMEND, **held)

    def release(self, *, at: datetime, copy: str = "", kind: str = "") -> int:
        """Due now. What had been begun is looked for first, where its platform lets us look."""
        begun = and_(copies.c.reason == RESTORED, copies.c.started_at.is_not(None))
        due = {"reason": "released", "due": at, "attempts": 0}
        state = case((begun, CopyState.UNCERTAIN), else_=CopyState.PENDING)
        return self._change(_these(_HELD_POST, copy, kind), state=state, **due) + self._change(
            _these(_HELD_AMEND, copy, kind), **due
        )

    def drop(self, *, at: datetime, copy: str = "", kind: str = "") -> int:
        """Never sent. A message that is out stays as it is until the next change."""
        dropped = {"reason": "dropped", "due": None}
        return self._change(
            _these(_HELD_POST, copy, kind), state=CopyState.SKIPPED, done_at=at, **dropped
        ) + self._change(_these(_HELD_AMEND, copy, kind), shown=copies.c.wanted, **dropped)

    def _change(self, which: ColumnElement[bool], **values: object) -> int:
        """In the order of their ids: two that change several at once cannot wait for each other."""
        ids = select(_MINE.c.id).where(which).order_by(_MINE.c.id).with_for_update()
        statement = update(copies).where(copies.c.id.in_(ids)).values(values)
        return self._connection.execute(statement).rowcount


def _these(held: ColumnElement[bool], copy: str, kind: str) -> ColumnElement[bool]:
    """All that is held, or only this copy, or only what tells of this kind of thing."""
    if copy:
        held = and_(held, _MINE.c.id == copy)
    if kind:
        held = and_(held, _MINE.c.notice.in_(select(notices.c.id).where(notices.c.kind == kind)))
    return held
