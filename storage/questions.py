"""Questions about announcements: who asked what, and what they were answered."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select, update

from domain.people import Person
from domain.questions import KIND, Question, Tally
from storage.acts import Acts
from storage.tables import questions
from storage.upsert import insert_new

_C = questions.c
_ONE = select(questions).where(_C.id == bindparam("of"))
_SAME = select(questions).where(_C.same_as == bindparam("of"))
_ANSWER = update(questions).where(_C.id == bindparam("of"), _C.answered_at.is_(None))
_ABOUT = _C.announcement == bindparam("about")
_COUNT = select(func.count(), func.count(_C.answered_at)).where(_ABOUT)
_PAGE = (
    select(questions)
    .where(_ABOUT)
    # What waits comes first, the longest waiting before the others; then what was answered last.
    .order_by(_C.answered_at.is_not(None), _C.answered_at.desc(), _C.asked_at, _C.id)
    .limit(bindparam("size"))
    .offset(bindparam("start"))
)
_WAITING = (
    select(questions)
    .where(_C.answered_at.is_(None), _C.id > bindparam("after"))
    .order_by(_C.id)
    .limit(bindparam("size"))
)


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

    def answer(self, question: Question, words: str, by: Person, at: datetime) -> bool:
        """Whether it is answered by this; False where somebody else was quicker."""
        then = question.answered(words, by, at)
        values = {name: _row(then)[name] for name in ("answer", "answered_by", "answered_by_name", "answered_at")}
        if self._connection.execute(_ANSWER, {"of": question.id, **values}).rowcount != 1:
            return False
        self._acts.note(by.id, "question-answered", f"{KIND}:{question.id}", at=at, partner=question.partner)
        return True

    def get(self, question_id: str) -> Question | None:
        """By its id; None where its time is over."""
        row = self._connection.execute(_ONE, {"of": question_id}).first()
        return _question(row) if row else None

    def tally(self, announcement_id: str) -> Tally:
        """How many there are about this announcement."""
        count, answered = self._connection.execute(_COUNT, {"about": announcement_id}).one()
        return Tally(count=count, waiting=count - answered)

    def page(self, announcement_id: str, *, start: int, size: int) -> tuple[Question, ...]:
        """From the `start`th on: what waits first."""
        asked = {"about": announcement_id, "start": start, "size": size}
        return tuple(map(_question, self._connection.execute(_PAGE, asked)))

    def waiting(self, *, after: str, size: int) -> tuple[Question, ...]:
        """Those that wait, of whatever announcement, by id."""
        return tuple(map(_question, self._connection.execute(_WAITING, {"after": after, "size": size})))


def _row(one: Question) -> dict[str, Any]:
    return {
        "id": one.id,
        "same_as": one.same_as,
        "announcement": one.announcement,
        "by": one.by,
        "by_name": one.by_name,
        "partner": one.partner,
        "channel": one.channel,
        "follows": one.follows,
        "words": one.words,
        "asked_at": one.asked_at,
        "answer": one.answer,
        "answered_by": one.answered_by,
        "answered_by_name": one.answered_by_name,
        "answered_at": one.answered_at,
    }


def _question(row: Row[Any]) -> Question:
    return Question(
        id=row.id,
        announcement=row.announcement,
        by=row.by,
        by_name=row.by_name,
        partner=row.partner,
        channel=row.channel,
        follows=row.follows,
        words=row.words,
        asked_at=row.asked_at,
        answer=row.answer,
        answered_by=row.answered_by,
        answered_by_name=row.answered_by_name,
        answered_at=row.answered_at,
    )
