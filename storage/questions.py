"""Questions: who asked what about what, and what they were answered."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select, update

from domain.people import Person
from domain.questions import KIND, Question, Tally
from storage.acts import Acts
from storage.tables import Moment, questions
from storage.upsert import insert_new

_C = questions.c
_ONE = select(questions).where(_C.id == bindparam("of"))
_SAME = select(questions).where(_C.same_as == bindparam("of"))
_ANSWER = update(questions).where(_C.id == bindparam("of"), _C.answered_at.is_(None))
_ABOUT = _C.about == bindparam("about")
_COUNT = select(func.count(), func.count(_C.answered_at)).where(_ABOUT)
_PAGE = (
    select(questions)
    .where(_ABOUT)
    # What waits comes first, the longest waiting before the others; then what was answered last.
    .order_by(_C.answered_at.is_not(None), _C.answered_at.desc(), _C.asked_at, _C.id)
    .limit(bindparam("size"))
    .offset(bindparam("start"))
)
_WAITS = select(questions).where(_C.answered_at.is_(None)).limit(bindparam("size"))
_WAITING = _WAITS.where(_C.id > bindparam("after")).order_by(_C.id)
_LATE = (
    _WAITS.where(_C.others_at <= bindparam("now", type_=Moment))
    .order_by(_C.others_at, _C.id)
    .offset(bindparam("beyond"))
)
_OTHERS = update(questions).where(_C.id == bindparam("of"), _C.others_at.is_not(None)).values(others_at=None)


class Questions:
    """Each is asked once and answered once."""

    def __init__(self, connection: Connection, acts: Acts) -> None:
        self._connection = connection
        self._acts = acts

    def add(self, question: Question) -> Question:
        """As it is kept: the same question again is the one that is there."""
        if insert_new(self._connection, questions, _row(question)):
            self._acts.note(
                question.by, "question-asked", f"{KIND}:{question.id}", at=question.asked_at, partner=question.partner
            )
            return question
        return _question(self._connection.execute(_SAME, {"of": question.same_as}).one())

    def answer(self, question: Question, words: str, by: Person, at: datetime, *, document: str = "") -> bool:
        """Whether it is answered by this; False where somebody else was quicker."""
        row = _row(question.answered(words, by, at, document=document))
        values = {name: row[name] for name in ("answer", "answered_by", "answered_by_name", "answered_at", "document")}
        if self._connection.execute(_ANSWER, {"of": question.id, **values}).rowcount != 1:
            return False
        self._acts.note(by.id, "question-answered", f"{KIND}:{question.id}", at=at, partner=question.partner)
        return True

    def get(self, question_id: str) -> Question | None:
        """By its id; None where its time is over."""
        row = self._connection.execute(_ONE, {"of": question_id}).first()
        return _question(row) if row else None

    def tally(self, about: str) -> Tally:
        """How many there are about this."""
        count, answered = self._connection.execute(_COUNT, {"about": about}).one()
        return Tally(count=count, waiting=count - answered)

    def page(self, about: str, *, start: int, size: int) -> tuple[Question, ...]:
        """From the `start`th on: what waits first."""
        asked = {"about": about, "start": start, "size": size}
        return tuple(map(_question, self._connection.execute(_PAGE, asked)))

    def waiting(self, *, after: str, size: int) -> tuple[Question, ...]:
        """Those that wait, whatever they are about, by id."""
        return tuple(map(_question, self._connection.execute(_WAITING, {"after": after, "size": size})))

    def late(self, at: datetime, *, size: int, beyond: int = 0) -> tuple[Question, ...]:
        """Those of which others are to be asked by now, the longest waiting first."""
        asked = {"now": at, "size": size, "beyond": beyond}
        return tuple(map(_question, self._connection.execute(_LATE, asked)))

    def ask_others(self, question: Question) -> bool:
        """Once: False where somebody else does."""
        return self._connection.execute(_OTHERS, {"of": question.id}).rowcount == 1


def _row(one: Question) -> dict[str, Any]:
    return {**asdict(one), "same_as": one.same_as}


def _question(row: Row[Any]) -> Question:
    kept = row._asdict()
    del kept["same_as"]
    return Question(**kept)
