"""How far a request is, and by which rule it is decided, as people see it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.approvals import UNDECIDED, Approval, Outcome, Vote
from domain.people import ROLES
from domain.policy import Ground, Plan, Step
from views.approvals import over
from views.common import signed
from views.translator import Translator
from views.vocabulary import Card, Note, Paragraph, Words, plain

Line = Paragraph | Note


@dataclass(frozen=True, kw_only=True)
class Explained:
    """All that is to be said of who decides it: `asked` has those of each step from the present one on, and why.

    `names` are those asked by name, `partner` and `region` whom it is about, in words; `reader` is why they ask.
    """

    approval: Approval
    votes: Sequence[Vote]
    names: Mapping[str, str]
    asked: Mapping[int, Sequence[tuple[str, Ground]]]
    partner: str
    region: str
    reader: Ground | None = None
    voted: bool = False


def progress(approval: Approval, votes: Sequence[Vote], names: Mapping[str, str], t: Translator) -> tuple[Words, ...]:
    """A line a step: who has said yes, who is asked now, who is asked then. `names` are those asked by name."""
    return tuple(
        _line(number, step, approval, [vote for vote in votes if vote.step == number], names, t)
        for number, step in enumerate(approval.steps)
    )


def _line(
    number: int, step: Step, approval: Approval, votes: Sequence[Vote], names: Mapping[str, str], t: Translator
) -> Words:
    yes = [vote for vote in votes if vote.outcome is Outcome.APPROVED]
    counted = step.counted([vote.answers for vote in yes])
    values: dict[str, str | int] = {
        "step": number + 1,
        "steps": len(approval.steps),
        "done": counted,
        "needed": step.size,
        "who": t.all_of([signed(vote.by_name, t) for vote in yes]),
        "asked": whom(step, names, t),
    }
    if no := [signed(vote.by_name, t) for vote in votes if vote.outcome is Outcome.REJECTED]:
        return t("approval-step-rejected", **{**values, "who": t.all_of(no)})
    if step.settled([vote.answers for vote in yes]):
        return t("approval-step-done", **values)
    if number == approval.step and approval.phase in UNDECIDED:
        return t("approval-step-now" if yes else "approval-step-begun", **values)
    return t("approval-step-then" if approval.phase in UNDECIDED else "approval-step-never", **values)


def whom(step: Step, names: Mapping[str, str], t: Translator) -> str:
    """Those asked in a step, by role or by name."""
    called = [plain(t(f"role-{one}")) if one in ROLES else names.get(one, one) for one in step.asked]
    return t.all_of(called) if step.size == len(called) else t.any_of(called)


def why(it: Explained, title: Words, t: Translator) -> Card:
    """To one of those asked: why they are, by which rule, and who else decides. `title` is what it is about."""
    waits = it.approval.phase in UNDECIDED
    return Card(
        title=t("why-title" if it.reader else "why-title-others"),
        summary=title,
        parts=(*((Paragraph(_yours(it, t)),) if waits else ()), *explained(it, t)),
    )


def _yours(it: Explained, t: Translator) -> Words:
    if it.voted:
        return t("why-voted")
    if it.reader is None:
        return t("approval-others-now")
    if it.reader.role is None:
        return t("why-you-named")
    return t("why-you", role=it.reader.role, partner=it.partner, region=it.region)


def explained(it: Explained, t: Translator) -> tuple[Line, ...]:
    """By which rule, at what rate, and each step: how far it is, who has answered, who may answer and why."""
    return (*_rule(it.approval.plan, t), *_steps(it, t))


def _rule(plan: Plan | None, t: Translator) -> Iterator[Line]:
    if plan and plan.rule:
        named = {"name": plan.name} if plan.name else {}
        message = "why-rule-named" if named else "why-rule"
        yield Paragraph(t(message, rule=plan.rule, version=plan.programme, **named))
    if plan and (by := plan.rate):
        yield Paragraph(t("why-rate", day=by.day, rate=t.rate(by.rate), of=by.of, to=by.to))
    if plan and plan.unknown:
        yield Paragraph(t("why-unknown", currency=plan.unknown))
    if plan and plan.old:
        yield Paragraph(t("why-old", day=plan.old))


def _steps(it: Explained, t: Translator) -> Iterator[Line]:
    approval = it.approval
    if approval.phase not in UNDECIDED:
        yield Paragraph(over(approval, t))
    if approval.decided_at and not it.votes:  # nobody was asked, or it was decided before answers were kept
        return
    for number, words in enumerate(progress(approval, it.votes, it.names, t)):
        yield Paragraph(words)
        yield from (Note(_voted(vote, t)) for vote in it.votes if vote.step == number)
        people = it.asked.get(number)
        yield from (Note(_person(name, ground, it, t)) for name, ground in people or ())
        if people == ():
            yield Note(t("why-nobody"))


def _voted(vote: Vote, t: Translator) -> Words:
    return t("why-vote", outcome=vote.outcome, who=signed(vote.by_name, t), at=vote.at)


def _person(name: str, ground: Ground, it: Explained, t: Translator) -> Words:
    if ground.role is None:
        return t("why-person-named", who=name)
    return t("why-person", who=name, role=ground.role, partner=it.partner, region=it.region)
