"""How far a request is, and by which rule it is decided, as people see it."""

from collections.abc import Mapping, Sequence

from domain.approvals import UNDECIDED, Approval, Outcome, Vote
from domain.people import ROLES
from domain.policy import Step
from views.translator import Translator
from views.vocabulary import Words, plain


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
        "who": t.all_of([vote.by_name for vote in yes]),
        "asked": whom(step, names, t),
    }
    if step.settled([vote.answers for vote in yes]):
        return t("approval-step-done", **values)
    if number == approval.step and approval.phase in UNDECIDED:
        return t("approval-step-now" if yes else "approval-step-begun", **values)
    return t("approval-step-then" if approval.phase in UNDECIDED else "approval-step-never", **values)


def whom(step: Step, names: Mapping[str, str], t: Translator) -> str:
    """Those asked in a step, by role or by name."""
    called = [plain(t(f"role-{one}")) if one in ROLES else names.get(one, one) for one in step.asked]
    return t.all_of(called) if step.size == len(called) else t.any_of(called)
