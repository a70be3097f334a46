"""Approving several at once: what nothing speaks against, seen together first, each with a decision of its own."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from domain.approvals import UNDECIDED, Approval, Decision, Outcome, Phase
from domain.money import Money
from domain.refusal import Refusal
from handlers.approvals import described, give
from handlers.narrowing import read_narrowed
from handlers.replies import Reply, Show
from handlers.requests import Press
from handlers.subjects import SUBJECTS
from storage.approvals import access_approval
from storage.store import Store
from views import approvals as approval_views
from views import several as views
from views.common import refused
from views.vocabulary import Words, plain, said

AT_ONCE = 25
"""As many as one looks through before one says yes to all of them."""
FORM = "approvals-several"


def offer(request: Press, store: Store) -> Reply:
    """What would be approved, how many and how much; what was seen is kept, so that what changes is not approved."""
    only = replace(read_narrowed(request.ref, request, store), conflict=False)
    page = store.asked.waiting_for(request.person, only=only, size=AT_ONCE)
    clear = tuple(one for one in page.items if one.phase is Phase.OPEN and one.decidable_by(request.person))
    if not clear:
        return Show(views.nothing(request.t))
    items = tuple((one, described(one, request.person, store, request.t)) for one in clear)
    seen = {one.id: f"{one.version} {plain(what.title)}" for one, what in items}
    draft = store.new_id()
    store.drafts.keep(draft, person=request.person.id, form=FORM, values=seen, at=request.at)
    left = page.total - len(page.items)
    return Show(views.offer([what for _, what in items], _totals(clear, store), draft, request.t, left=left))


def _totals(some: Sequence[Approval], store: Store) -> tuple[Money, ...]:
    """What they are worth together, in each currency."""
    sums: dict[str, Decimal] = {}
    for approval in some:
        worth = SUBJECTS[approval.kind].worth
        if worth is not None:
            money = worth(approval.subject, store)
            sums[money.currency] = sums.get(money.currency, Decimal(0)) + money.amount
    return tuple(Money(amount, currency) for currency, amount in sorted(sums.items()))


def approve(request: Press, store: Store) -> Reply:
    """Each by itself; what changed since it was seen is skipped, and named."""
    draft = store.drafts.get(request.ref, person=request.person.id, at=request.at)
    if draft is None or draft.form != FORM:
        raise Refusal("not-found")
    store.approvals.lock(draft.values)
    seen = [(store.approvals.get(approval_id), approval_id, *_read(kept)) for approval_id, kept in draft.values.items()]
    seen.sort(key=lambda one: (one[0].partner, one[0].subject) if one[0] else ("", ""))
    outcomes = [(title, _approved(approval_id, version, request, store)) for _, approval_id, version, title in seen]
    skipped = tuple((said(title), why) for title, why in outcomes if why)
    mine = [approval_id for (_, approval_id, _, _), (_, why) in zip(seen, outcomes, strict=True) if why is None]
    others = [one for one in map(store.approvals.get, mine) if one and one.phase in UNDECIDED]
    return Show(views.done(len(mine), skipped, request.t, others=len(others)))


def _read(kept: str) -> tuple[int, str]:
    version, _, title = kept.partition(" ")
    return int(version), title


def _approved(approval_id: str, version: int, request: Press, store: Store) -> Words | None:
    """None, or why it was not; what one of them may have changed by then is undone."""
    try:
        with store.savepoint():
            approval = access_approval(store.approvals, request.person, approval_id)
            if (why := _objection(approval, version, request, store)) is not None:
                return why
            decision = Decision(outcome=Outcome.APPROVED, by=request.person, at=request.at)
            if give(approval, decision, store) is None:
                return request.t("approval-changed")
    except Refusal as refusal:
        return refused(refusal, request.t)
    return None


def _objection(approval: Approval, version: int, request: Press, store: Store) -> Words | None:
    """Why it is not approved with the others, where it is not as it was seen."""
    if approval.phase not in UNDECIDED or not approval.decidable_by(request.person):
        return approval_views.too_late(approval, request.t, mine=approval.is_by(request.person), may=False)
    if approval.version != version or approval.phase is not Phase.OPEN:
        return request.t("several-changed")
    clashes = SUBJECTS[approval.kind].clashes
    if clashes is None or clashes(approval.subject, store):
        return request.t("several-conflict")
    return None
