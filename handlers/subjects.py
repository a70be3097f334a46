"""SUBJECTS: what can be decided, by kind. Approvals know no deals; they go through this table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain import announcements as announcement
from domain import documents as document
from domain import extensions as extension
from domain import joinings as joining
from domain.approvals import Approval, Decision, Phase, Question
from domain.money import Money
from domain.people import Person
from handlers import (
    announcements_approved,
    deals_asked,
    deals_compared,
    deals_known,
    deals_told,
    documents_approved,
    extensions,
    joinings,
)
from storage.store import Store
from views.approvals import Described
from views.translator import Translator


@dataclass(frozen=True, kw_only=True)
class Undoing:
    """How a decision is taken back: `waited` says how the thing waited before it, `length` for how long after it."""

    waited: Callable[[str, Store], Phase]
    take_back: Callable[[Approval, Person, datetime, Store], None]
    length: Callable[[Approval, Store], timedelta]


@dataclass(frozen=True, kw_only=True)
class Subject:
    """How one kind of thing is described to whoever decides, and what a decision or a question does to it.

    `summon` asks those of a later step, where there can be one; `reach` those who are to be asked now and were not.
    `reasons` says that a rejection must give one; without `ask` nobody can be asked for information; `undo` takes a
    decision back, and without it one counts at once.
    `clashes` says whether something speaks against approving it together with others, without looking at it, and
    `worth` how much it is; without them it is never done so.
    """

    described: Callable[[str, Person, Store, Translator], Described]
    decide: Callable[[str, Decision, Store], None]
    ask: Callable[[str, Question, Store], None] | None = None
    summon: Callable[[Approval, Store, datetime], None] | None = None
    undo: Undoing | None = None
    reach: Callable[[Approval, Store, datetime], object] | None = None
    reasons: bool = False
    clashes: Callable[[str, Store], bool] | None = None
    worth: Callable[[str, Store], Money] | None = None


SUBJECTS: Mapping[str, Subject] = {
    deals_known.KIND: Subject(
        described=deals_told.described,
        decide=deals_told.decide,
        ask=deals_told.ask,
        undo=Undoing(waited=deals_told.waited, take_back=deals_told.undo, length=lambda _, store: store.programme.undo),
        summon=deals_asked.summon,
        reach=deals_asked.reach,
        reasons=True,
        clashes=deals_compared.clashes,
        worth=lambda deal_id, store: deals_known.kept(deal_id, store).terms.amount,
    ),
    extension.KIND: Subject(described=extensions.described, decide=extensions.decide, reach=extensions.reach),
    announcement.KIND: Subject(
        described=announcements_approved.described,
        decide=announcements_approved.decide,
        reach=announcements_approved.reach,
        undo=Undoing(
            waited=lambda _subject, _store: Phase.CLOSED,  # its author asks anew, or does not
            take_back=announcements_approved.undo,
            length=announcements_approved.undoable,
        ),
    ),
    document.KIND: Subject(
        described=documents_approved.described, decide=documents_approved.decide, reach=documents_approved.reach
    ),
    joining.KIND: Subject(described=joinings.described, decide=joinings.decide, reach=joinings.reach),
}
