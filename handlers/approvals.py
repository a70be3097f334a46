"""Approvals: exactly one decision, by somebody who may make it, on whatever SUBJECTS holds."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from domain.approvals import UNDECIDED, Approval, Decision, Outcome, Phase, Question, Vote, signature
from domain.deals import LONGEST_WORDS, Rejection
from domain.notices.notice import topic
from domain.page import Page
from domain.people import Person
from domain.refusal import Refusal
from domain.waiting import EVERYTHING, Narrowed
from handlers import deadlines, deals_known
from handlers.narrowing import read_narrowed
from handlers.policy import asked_by, barred_from, explained, names_in
from handlers.replies import Amend, OpenForm, Reply, Show
from handlers.requests import Command, Press, Request, Submission
from handlers.standing_in import as_asked
from handlers.subjects import SUBJECTS
from storage.approvals import access_approval
from storage.store import Store
from views import approvals as views
from views import policy as policy_views
from views.approvals import Described
from views.translator import Translator
from views.vocabulary import Card, Form, Words

TRIES = 10
"""How often an answer is tried again that met another at this very moment."""


def waiting(request: Command | Press, store: Store) -> Reply:
    """What waits for this person, oldest first, as far as typed words say; a press brings the next page's cursor."""
    typed = request.words if isinstance(request, Command) else request.ref.partition(" ")[2]
    cursor = request.ref.partition(" ")[0] if isinstance(request, Press) else ""
    only = read_narrowed(typed, request, store)
    page = store.asked.waiting_for(request.person, cursor_text=cursor, only=only)
    return Show(listed(page, request.person, store, request.t, only=only))


def listed(page: Page[Approval], reader: Person, store: Store, t: Translator, *, only: Narrowed = EVERYTHING) -> Card:
    """A page of what waits for this reader."""
    items = tuple((approval, described(approval, reader, store, t)) for approval in page.items)
    several = page.total > 1 and any(SUBJECTS[approval.kind].clashes for approval in page.items)
    return views.waiting(Page(items, page.total, page.next), t, only=only, several=several)


def show(request: Press, store: Store) -> Reply:
    """One approval, with its buttons."""
    return Show(_card(_accessed(request, store), request, store))


def why(request: Press, store: Store) -> Reply:
    """Why this person is asked, by which rule, and who else decides; for their eyes only."""
    approval = _accessed(request, store)
    what = described(approval, request.person, store, request.t)
    found = explained(approval, store, request.t.language, reader=request.person)
    return Show(policy_views.why(found, what.title, request.t))


def _accessed(request: Press | Submission, store: Store) -> Approval:
    return access_approval(store.approvals, request.person, request.ref)


def described(approval: Approval, reader: Person, store: Store, t: Translator) -> Described:
    """What is to be decided, in words."""
    return SUBJECTS[approval.kind].described(approval.subject, reader, store, t)


def _card(approval: Approval, request: Request, store: Store, *, late: bool = False) -> Card:
    what = described(approval, request.person, store, request.t)
    may = approval.decidable_by(request.person)
    lines = _lines(approval, request.person, store, request.t)
    card = views.request(
        approval,
        what,
        request.t,
        late=late,
        mine=approval.is_by(request.person),
        may=may,
        progress=lines,
        undo_until=_undoable(approval, request.person, store),
    )
    return card.shown_at(request.at)


def _undoable(approval: Approval, person: Person, store: Store) -> datetime | None:
    """Until when; None where it counts at once."""
    undo = SUBJECTS[approval.kind].undo
    return approval.undoable_until(person, undo.length(approval, store)) if undo else None


def undo(request: Press, store: Store) -> Reply:
    """The decision is taken back by whoever made it, before anybody was told; it is open again, as it was."""
    approval = _decided_by(request.person, request, store) or _accessed(request, store)
    until, undoing = _undoable(approval, request.person, store), SUBJECTS[approval.kind].undo
    if undoing is None or approval.version != request.version or until is None or request.at >= until:
        return Amend(_too_late(approval, request, store))
    phase = undoing.waited(approval.subject, store)
    if not store.approvals.reopen(approval, phase, by=request.person, at=request.at):
        return Amend(_too_late(store.approvals.get(approval.id) or approval, request, store))
    now = store.approvals.get(approval.id) or approval
    undoing.take_back(now, request.person, request.at, store)
    about, since = topic(now.kind, now.subject), approval.decided_at or request.at
    store.digests.bring_back(about, since=since, at=request.at)
    reach = SUBJECTS[now.kind].reach
    if reach and not now.decidable_by(request.person):  # it waits for others by now, who may never have been asked
        reach(now, store, request.at)
    return Amend(_card(now, request, store))


def _decided_by(person: Person, request: Press, store: Store) -> Approval | None:
    """What this person has just decided is theirs to take back, also where who they did it for is here again."""
    found = store.approvals.get(request.ref)
    until = _undoable(found, person, store) if found else None
    return found if until and request.at < until else None


def _too_late(approval: Approval, request: Request, store: Store) -> Card:
    """How it is now, and that nothing was undone."""
    card, undo = _card(approval, request, store), SUBJECTS[approval.kind].undo
    seconds = round(undo.length(approval, store).total_seconds()) if undo else 0
    return views.noted(card, request.t("approval-undo-late", seconds=seconds))


def _lines(approval: Approval, reader: Person, store: Store, t: Translator) -> tuple[Words, ...]:
    """In whose name the reader is asked, where not in their own, and how far it is."""
    name = approval.in_whose_name(reader) if approval.phase in UNDECIDED else None
    instead = (t("approval-instead", name=name.name),) if name and name.id != reader.id else ()
    return (*instead, *progress(approval, store, t))


def progress(approval: Approval, store: Store, t: Translator) -> tuple[Words, ...]:
    """How far it is, where more than one person decides."""
    if approval.plan is None or approval.plan.plain:
        return ()
    return policy_views.progress(approval, store.approvals.votes(approval), names_in(approval, store), t)


def approve(request: Press, store: Store) -> Reply:
    """Yes."""
    card = _decide(request, store, Decision(outcome=Outcome.APPROVED, by=request.person, at=request.at))
    return Amend(card)


def approve_form(request: Press, store: Store) -> Reply:
    """Asks what an approval has to say besides, or says that it is too late."""
    approval = _accessed(request, store)
    if not _current(approval, request):
        return Amend(_card(approval, request, store, late=True))
    return OpenForm(_choosing(approval, request, store))


def approve_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    return _choosing(_accessed(request, store), request, store, choice=request.values.get("choice", ""))


def _choosing(approval: Approval, request: Request, store: Store, *, choice: str = "") -> Form:
    what = described(approval, request.person, store, request.t)
    if what.choice is None:
        raise Refusal("not-found")
    return views.approve_form(approval, what, request.t, choice=choice)


def choose(request: Submission, store: Store) -> Reply:
    """Yes, and what was chosen with it; whether it can be chosen, the subject says."""
    approval, choice = _accessed(request, store), request.values.get("choice", "").strip()
    _check_version(approval, request)
    if not choice:
        raise Refusal("field-required", field="choice")
    decision = Decision(outcome=Outcome.APPROVED, by=request.person, at=request.at, choice=choice)
    return Show(_decide(request, store, decision))


def refuse(request: Press, store: Store) -> Reply:
    """No, where no reason is asked for."""
    if SUBJECTS[_accessed(request, store).kind].reasons:
        raise Refusal("approval-reason-missing")
    card = _decide(request, store, Decision(outcome=Outcome.REJECTED, by=request.person, at=request.at))
    return Amend(card)


def _reasoned(request: Press | Submission, store: Store) -> Approval:
    approval = _accessed(request, store)
    if not SUBJECTS[approval.kind].reasons:
        raise Refusal("not-found")
    return approval


def reject_form(request: Press, store: Store) -> Reply:
    """Asks for the reason, or says that it is too late."""
    approval = _reasoned(request, store)
    if not _current(approval, request):
        return Amend(_card(approval, request, store, late=True))
    return OpenForm(views.reject_form(approval, described(approval, request.person, store, request.t), request.t))


def reject_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    approval = _reasoned(request, store)
    what = described(approval, request.person, store, request.t)
    given = request.values
    return views.reject_form(approval, what, request.t, reason=given.get("reason", ""), words=given.get("words", ""))


def reject(request: Submission, store: Store) -> Reply:
    """No, and why."""
    approval = _reasoned(request, store)
    reason, words = request.values.get("reason", ""), request.values.get("words", "").strip()[:500]
    what = described(approval, request.person, store, request.t)
    _check_version(approval, request)
    if reason not in {option.value for option in what.reasons}:
        raise Refusal("approval-reason-missing", field="reason")
    if reason == Rejection.OTHER and not words:
        raise Refusal("approval-words-missing", field="words")
    decision = Decision(outcome=Outcome.REJECTED, by=request.person, at=request.at, reason=reason, words=words)
    return Show(_decide(request, store, decision))


def _decide(request: Press | Submission, store: Store, decision: Decision) -> Card:
    """The card as it is afterwards: with this person's answer, or with those of whoever came first."""
    for _ in range(TRIES):
        approval = _accessed(request, store)
        if not _current(approval, request):
            break
        if (answered := give(approval, decision, store)) is not None:
            return _card(answered, request, store)
    return _card(_accessed(request, store), request, store, late=True)


def _signed(decision: Decision, approval: Approval) -> Decision:
    """With the one in whose name it is, where that is somebody who is away."""
    name = approval.in_whose_name(decision.by)
    return replace(decision, whom=name) if name and name.id != decision.by.id else decision


def give(approval: Approval, decision: Decision, store: Store) -> Approval | None:
    """With this person's yes or no; None where somebody else's came at this very moment.

    A no ends it, a yes too where nothing more is needed; else it waits for the others.
    """
    decision = _signed(decision, approval)
    partner, region = approval.partner, approval.region
    name = decision.whom or replace(decision.by, stands_in=())
    vote = Vote(
        step=approval.step,
        by=decision.by.id,
        by_name=signature(decision.by, decision.whom),
        outcome=decision.outcome,
        at=decision.at,
        answers=approval.now.answered_by(name, partner=partner, region=region),
    )
    cast = () if approval.now.size == 1 else store.approvals.votes(approval)
    answers = (*(one.answers for one in cast if one.step == approval.step), vote.answers)
    ends = decision.outcome is Outcome.REJECTED
    last = approval.step == len(approval.steps) - 1
    if ends or (last and approval.now.settled(answers)):
        if not store.approvals.decide(approval, decision, version=approval.version):
            return None
        store.approvals.cast(approval, vote, ends=True)
        SUBJECTS[approval.kind].decide(approval.subject, decision, store)
        return approval.after(decision)
    return _go_on(approval, vote, answers, store, name=name)


def _go_on(
    approval: Approval, vote: Vote, answers: Sequence[frozenset[str]], store: Store, *, name: Person
) -> Approval | None:
    """One more yes, and perhaps the next step; every copy shows how far it is.

    Neither who said it says it again, nor in whose `name` it was.
    """
    voted, step = tuple(dict.fromkeys((*approval.barred, vote.by, name.id))), approval.now
    done = step.settled(answers)
    if done:
        every = tuple(dict.fromkeys((*(one.by for one in store.approvals.votes(approval)), *voted)))
        barred = barred_from(approval, approval.steps[approval.step + 1], every, store)
        went = store.approvals.next_step(approval, barred=barred)
    else:
        open_ = step.open_to(answers)
        answered = [one for one in step.asked if one not in open_]
        went = store.approvals.advance(approval, answered=answered, barred=voted)
    if not went:
        return None
    store.approvals.cast(approval, vote, whom="" if name.id == vote.by else name.id)
    now, summon = store.approvals.get(approval.id), SUBJECTS[approval.kind].summon
    if done and now:
        deadlines.begin_anew(now, asked_by(now, store), store, at=vote.at)
    store.outbox.amend(topic(approval.kind, approval.subject), at=vote.at)
    if done and summon and now:
        summon(now, store, vote.at)
    return now


def _check_version(approval: Approval, request: Submission) -> None:
    """What was written about an earlier version comes back, to be sent again about the present one."""
    if approval.phase in UNDECIDED and not _seen(approval, request):
        raise Refusal("approval-changed")


def _current(approval: Approval, request: Press | Submission) -> bool:
    """Whether this person may answer now, and sees what it is about."""
    return approval.phase in UNDECIDED and _seen(approval, request) and approval.decidable_by(request.person)


def _seen(approval: Approval, request: Press | Submission) -> bool:
    """Others may have answered in this step since: that changes nothing for who has not."""
    return approval.opened <= request.version <= approval.version


def ask_form(request: Press, store: Store) -> Reply:
    """Asks for the question, or says that it is too late."""
    approval = _askable(request, store)
    if not _current(approval, request):
        return Amend(_card(approval, request, store, late=True))
    return OpenForm(views.ask_form(approval, described(approval, request.person, store, request.t), request.t))


def ask_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    approval = _askable(request, store)
    what = described(approval, request.person, store, request.t)
    return views.ask_form(approval, what, request.t, words=request.values.get("words", ""))


def ask(request: Submission, store: Store) -> Reply:
    """A question to whoever filed it; the decision waits for the answer, but need not."""
    approval = _askable(request, store)
    words = request.values.get("words", "").strip()[:LONGEST_WORDS]
    if not words:
        raise Refusal("field-required", field="words")
    _check_version(approval, request)
    if not (_current(approval, request) and store.approvals.turn(approval, Phase.PAUSED)):
        return Show(_card(approval, request, store, late=True))
    deadlines.stop(approval, store, at=request.at)
    name = approval.in_whose_name(request.person)
    whom = name if name and name.id != request.person.id else None
    question = Question(by=request.person, at=request.at, words=words, whom=whom)
    _asking(approval)(approval.subject, question, store)
    return Show(_card(store.approvals.get(approval.id) or approval, request, store))


def _askable(request: Press | Submission, store: Store) -> Approval:
    approval = _accessed(request, store)
    _asking(approval)
    return approval


def _asking(approval: Approval) -> Callable[[str, Question, Store], None]:
    """What a question does; not everything has somebody behind it who could be asked."""
    ask = SUBJECTS[approval.kind].ask
    if ask is None:
        raise Refusal("not-found")
    return ask


def awaits_deal(deal_id: str, reader: Person, store: Store, t: Translator) -> Card:
    """The request, for one of those asked; Refusal("not-found") where it is out of the reader's sight by now."""
    approval, reader = as_asked(store.approvals.of(deals_known.KIND, deal_id), reader, store)
    what, may = described(approval, reader, store, t), approval.decidable_by(reader)
    until = _undoable(approval, reader, store)
    return views.request(approval, what, t, may=may, progress=_lines(approval, reader, store, t), undo_until=until)
