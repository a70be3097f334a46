"""What people think of Tandem, until it has had its time."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select

from domain.feedback import Feedback
from storage.ids import new_id
from storage.tables import feedback

_ADD = insert(feedback)
_ONE = select(feedback).where(feedback.c.id == bindparam("of"))
_NEWEST = select(feedback).order_by(feedback.c.at.desc(), feedback.c.id).limit(bindparam("size"))


class Feedbacks:
    """Written once, read by those who run Tandem."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, *, person: str, words: str, may_answer: bool, at: datetime) -> Feedback:
        """Keep it."""
        given = Feedback(id=new_id(), person=person, at=at, words=words, may_answer=may_answer)
        row = {"id": given.id, "person": person, "at": at, "words": words, "may_answer": may_answer}
        self._connection.execute(_ADD, row)
        return given

    def get(self, feedback_id: str) -> Feedback | None:
        """The one with this id, None where its time is over."""
        row = self._connection.execute(_ONE, {"of": feedback_id}).first()
        return _feedback(row) if row else None

    def newest(self, size: int) -> tuple[Feedback, ...]:
        """The last ones, newest first."""
        return tuple(map(_feedback, self._connection.execute(_NEWEST, {"size": size})))


def _feedback(row: Row[Any]) -> Feedback:
    return Feedback(id=row.id, person=row.person, at=row.at, words=row.words, may_answer=row.may_answer)
