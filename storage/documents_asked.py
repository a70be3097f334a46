"""Questions about documents: who asked what, and what they were answered."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from domain.documents_asked import KIND, DocumentQuestion
from domain.people import Person
from storage.acts import Acts
from storage.tables import document_questions
from storage.upsert import insert_new

_C = document_questions.c
_ONE = select(document_questions).where(_C.id == bindparam("of"))
_SAME = select(document_questions).where(_C.same_as == bindparam("of"))
_ANSWER = update(document_questions).where(_C.id == bindparam("of"), _C.answered_at.is_(None))


class DocumentsAsked:
    """Each is asked once and answered once."""

    def __init__(self, connection: Connection, acts: Acts) -> None:
        self._connection = connection
        self._acts = acts

    def add(self, question: DocumentQuestion) -> DocumentQuestion:
        """As it is kept: the same question again is the one that is there."""
        row = {**asdict(question), "same_as": question.same_as}
        if insert_new(self._connection, document_questions, row):
            self._note(question, question.by, "asked", question.asked_at)
            return question
        return _question(self._connection.execute(_SAME, {"of": question.same_as}).one())

    def answer(self, question: DocumentQuestion, words: str, by: Person, at: datetime) -> bool:
        """Whether it is answered by this; False where somebody else was quicker."""
        values = {"answer": words, "answered_by": by.id, "answered_by_name": by.name, "answered_at": at}
        if self._connection.execute(_ANSWER, {"of": question.id, **values}).rowcount != 1:
            return False
        self._note(question, by.id, "answered", at)
        return True

    def get(self, question_id: str) -> DocumentQuestion | None:
        """By its id; None where its time is over."""
        row = self._connection.execute(_ONE, {"of": question_id}).first()
        return _question(row) if row else None

    def _note(self, question: DocumentQuestion, by: str, what: str, at: datetime) -> None:
        self._acts.note(by, f"question-{what}", f"{KIND}:{question.id}", at=at, partner=question.partner)


def _question(row: Row[Any]) -> DocumentQuestion:
    kept = row._asdict()
    del kept["same_as"]
    return DocumentQuestion(**kept)
