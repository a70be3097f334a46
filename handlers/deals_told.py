"""What happens to a deal by somebody else's hand, the clock's too, and how it is told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.approvals import Approval, Decision, Outcome, Phase, Question
from domain.deals import WAITING, Deal, Happening, State, Step, Terms, terms_at, waits_for_answer
from domain.notices.deals import (
    DealAnswered,
    DealAtDesk,
    DealAwaitsDecision,
    DealDecided,
    DealExpired,
    DealExpiring,
    DealQuestion,
    DealReceived,
    DealTaken,
    DealUndecidable,
)
from domain.notices.notice import topic
from domain.people import Person
from domain.protections import Protection, due, is_near, next_reminder
from domain.refusal import Refusal
from handlers.apart import each, in_parts, together
from handlers.deadlines import reopen
from handlers.deals_asked import ask_again, ask_others, hearers
from handlers.deals_known import KIND, keep, kept, partner_of, recorded, shown
from handlers.lookout import asking_anew
from handlers.policy import named_since
from handlers.protections import protected
from handlers.standing_in import as_asked
from storage.copies import Told
from storage.store import Store
from views import deals_told as views
from views.approvals import Described, of_deal
from views.deals_facts import Shown
from views.translator import Translator
from views.vocabulary import Card, Passing

Worded = Callable[[str, Person, Store, Translator], Card]
"""(subject's id, reader, store, translator) -> the card as it is true now; Refusal where the reader may not."""


def described(deal_id: str, reader: Person, store: Store, t: Translator) -> Described:
    """The deal as something to decide; of one that was edited since its reader was asked, what has changed."""
    found = shown(kept(deal_id, store), reader, store)
    whole = not reader.scope.holds(found.deal.partner, found.deal.region)  # they have nowhere else to read the rest
    return of_deal(found if whole else replace(found, seen=_seen(found, reader, store)), t)


def _seen(found: Shown, reader: Person, store: Store) -> Terms | None:
    """What it said when the newest message was posted by which this reader was asked; None where nothing differs."""
    deal = found.deal
    if deal.state not in WAITING or not any(line.before for line in found.history):
        return None
    heard_at = store.asked.heard_at(KIND, deal.id, _ASKED, reader.id)
    return terms_at(heard_at, deal, found.history) if heard_at else None


def decide(deal_id: str, decision: Decision, store: Store) -> None:
    """What a decision does to the deal; whoever registered it, and whom for, is told."""
    deal = kept(deal_id, store)
    approved = decision.outcome is Outcome.APPROVED
    changed = replace(deal.after(Step.APPROVE if approved else Step.REJECT), decided_at=decision.at)
    settle(deal, protected(changed, partner_of(deal, store), decision, store) if approved else changed, decision, store)


def settle(deal: Deal, changed: Deal, decision: Decision, store: Store) -> None:
    """The deal as it is once decided. Its partner is told when the decision cannot be undone any more."""
    step = Step.APPROVE if decision.outcome is Outcome.APPROVED else Step.REJECT
    happening = recorded(
        step, decision.by, decision.at, reason=decision.reason, words=decision.words, whom=decision.whom
    )
    untold = store.programme.undo if decision.by.id else timedelta()
    changed = replace(changed, told_at=decision.at + untold if untold else None)
    kept_ = keep(deal, changed, happening, store, untold=untold)
    store.outbox.put(_told(kept_), to=_filer(deal, store), at=decision.at, after=untold)


def _told(deal: Deal) -> DealDecided:
    return DealDecided(deal.id, str(deal.version))


def waited(deal_id: str, store: Store) -> Phase:
    """How it waited before it was decided: paused, where its partner had been asked and had not answered yet."""
    return Phase.PAUSED if waits_for_answer(store.deals.history(deal_id)) else Phase.OPEN


def undo(approval: Approval, by: Person, at: datetime, store: Store) -> None:
    """The deal as it was before its decision; Refusal where its partner has been told, or has done something since.

    What was protected is free at once.
    """
    deal = kept(approval.subject, store)
    late = Refusal("approval-undo-late", seconds=store.programme.undo_seconds)
    if store.deals.history(deal.id)[-1].step not in (Step.APPROVE, Step.REJECT):
        raise late
    changed = replace(deal.after(Step.UNDO), decided_at=None, protected_until=None)
    if approval.phase is Phase.PAUSED:
        changed = replace(changed, state=State.INFORMATION_ASKED)
    else:
        changed = replace(changed, answer_by=reopen(approval, store, at=at) or deal.answer_by)
    # First the deal and then its copies, as whatever else happens to it: else the two could wait for each other.
    keep(deal, changed, recorded(Step.UNDO, by, at), store, untold=store.programme.undo)
    if not store.outbox.call_off(_told(deal), "undone", at=at):
        raise late


def ask(deal_id: str, question: Question, store: Store) -> None:
    """What a question does to the deal; whoever can answer it for the partner is asked."""
    deal = kept(deal_id, store)
    changed = deal.after(Step.ASK)
    keep(deal, changed, recorded(Step.ASK, question.by, question.at, words=question.words, whom=question.whom), store)
    store.outbox.put(DealQuestion(deal.id, str(changed.version)), to=_answerers(deal, store), at=question.at)


def _filer(deal: Deal, store: Store) -> tuple[Person, ...]:
    """With the partner's people, where one of the vendor's registered it for them."""
    return hearers(deal, store.people.get(deal.filed_by), store)


def _answerers(deal: Deal, store: Store) -> tuple[Person, ...]:
    heard = _filer(deal, store)
    return tuple(person for person in heard if person.partner == deal.partner) or heard


def tell_others(untold: Sequence[Told], leaver: str, store: Store, *, at: datetime) -> None:
    """What nobody but `leaver` would have been told about a deal is told to those who hear of it without them."""
    for told in untold:
        if told.kind in _TO_PARTNERS:
            deal = kept(told.subject, store)
            filer = None if deal.filed_by == leaver else store.people.get(deal.filed_by)
            store.outbox.hand_on(told, to=hearers(deal, filer, store), at=at)


def readable(deal_id: str, reader: Person, store: Store, *, at: datetime | None = None) -> Shown:
    """Rights are looked at when it is sent: Refusal("not-found") where the reader has lost them; `at` as of `shown`."""
    deal = kept(deal_id, store)
    if not reader.scope.holds(deal.partner, deal.region):
        raise Refusal("not-found")
    return shown(deal, reader, store, at=at)


@dataclass(frozen=True)
class _OfDeal:
    """A card about a deal: as it is, or as its reader knows it at a moment."""

    view: Callable[[Shown, Translator], Card]

    def __call__(self, deal_id: str, reader: Person, store: Store, t: Translator) -> Card:
        return self.view(readable(deal_id, reader, store), t)

    def looked_at(self, deal_id: str, reader: Person, store: Store, t: Translator, *, at: datetime) -> Card:
        found = readable(deal_id, reader, store, at=at)
        card = self.view(found, t)
        return replace(card, passing=Passing(found.told_at, ())) if found.told_at else card


@dataclass(frozen=True)
class AsOf:
    """A card that shows how something stands at a moment."""

    view: Callable[[str, Person, Store, Translator, datetime], Card]

    def __call__(self, *_: object) -> Card:
        """Nobody is told who is nobody yet: they would not know when."""
        raise Refusal("not-found")

    def looked_at(self, subject: str, reader: Person, store: Store, t: Translator, *, at: datetime) -> Card:
        return self.view(subject, reader, store, t, at)


def looked_at(worded: Worded, subject: str, reader: Person, store: Store, t: Translator, *, at: datetime) -> Card:
    """What this person is told, as they know it at that moment; Refusal where they may not see it (any more).

    What cannot be told yet is told by the same card, shown anew.
    """
    if isinstance(worded, _OfDeal | AsOf):
        return worded.looked_at(subject, reader, store, t, at=at)
    return worded(subject, reader, store, t)


def _answered(deal_id: str, reader: Person, store: Store, t: Translator) -> Card:
    """To whoever asked, in whosever name: they may decide it, which is enough."""
    approval, reader = as_asked(store.approvals.of(KIND, deal_id), reader, store)
    request = approval.id if approval.concerns(reader) else ""
    return views.answered(shown(kept(deal_id, store), reader, store), t, request=request)


def _expiring(deal_id: str, reader: Person, store: Store, t: Translator) -> Card:
    found = readable(deal_id, reader, store)
    protection = store.protections.of(deal_id)
    soon = protection is None or is_near(protection, ZoneInfo(found.partner.zone))
    return views.expiring(found, reader, t, soon=soon)


_ASKED = (DealAwaitsDecision.kind, DealTaken.kind)
"""By which somebody has the whole request."""
_TO_PARTNERS = frozenset({DealDecided.kind, DealQuestion.kind, DealExpired.kind, DealExpiring.kind})
"""What somebody at the partner has to know, whoever registered the deal."""

NOTICES: Mapping[str, Worded] = {
    DealReceived.kind: _OfDeal(views.receipt),
    DealDecided.kind: _OfDeal(views.decided),
    DealQuestion.kind: _OfDeal(views.question),
    DealAnswered.kind: _answered,
    DealUndecidable.kind: _OfDeal(views.undecidable),
    DealExpired.kind: _OfDeal(views.expired),
    DealExpiring.kind: _expiring,
}


BATCH = 100
"""Deals that the clock takes in one transaction."""
_EMAILS = "@"
"""What a look has come to begins with it while it is at those who are asked by e-mail."""


def _ask_again(approval: Approval, store: Store, at: datetime) -> None:
    ask_again(kept(approval.subject, store), store, at=at)


def _ask_others(deal_id: str, store: Store, at: datetime) -> None:
    """One of those who were asked is not there any more: the others still have it, but may be too few, and it may be
    nobody's at its desk.
    """
    store.outbox.amend(topic(KIND, deal_id), at=at, only=DealAtDesk.kind)
    if store.outbox.audience(topic(KIND, deal_id), DealAwaitsDecision.kind):
        ask_others(kept(deal_id, store), store, at=at)


_ask_anew = asking_anew(KIND, DealAwaitsDecision.kind, _ask_again, also=(DealTaken.kind,), left=_ask_others)


def ask_anew(at: datetime, store: Store, after: str = "") -> str:
    """First those whom a rule asks by an e-mail, where it is somebody's only now; then as of whatever waits."""
    if after and not after.startswith(_EMAILS):
        return _ask_anew(at, store, after)
    found, after = store.asked.by_email(KIND, after=after.removeprefix(_EMAILS))

    def ask(approval: Approval) -> None:
        if named_since(approval, store):
            store.outbox.amend(topic(KIND, approval.subject), at=at)
            _ask_others(approval.subject, store, at)

    some = sorted(found, key=lambda one: (one.partner, one.subject))
    together(some, each(ask), store, about=lambda one: one.id)
    return _EMAILS + after if after else _ask_anew(at, store)


def expire_due(at: datetime, store: Store) -> bool:
    """Approved deals whose protection has ended expire, each once; of one that somebody changes meanwhile the next
    round sees how it stands.
    """

    def find(beyond: int) -> Sequence[Deal]:
        over = store.deals.outlived(at, size=BATCH, beyond=beyond)
        return sorted(over, key=lambda deal: (deal.partner, deal.id))

    def expire(deal: Deal) -> None:
        keep(deal, deal.after(Step.EXPIRE), Happening(step=Step.EXPIRE, at=at, by=""), store)
        store.outbox.put(DealExpired(deal.id), to=_filer(deal, store), at=at)

    return in_parts(find, BATCH, each(expire), store, about=lambda deal: deal.id)


def remind_due(at: datetime, store: Store) -> bool:
    """Whoever filed a deal whose protection ends soon is reminded, once for each of the days before."""

    def remind(protection: Protection) -> None:
        deal = kept(protection.deal, store)
        zone = ZoneInfo(partner_of(deal, store).zone)
        days = due(protection, zone, at=at)
        then = next_reminder(protection.until, zone, after=at)
        if store.protections.reminded(protection, then=then) and days and deal.state is State.APPROVED:
            notice = DealExpiring(deal.id, f"{int(protection.until.timestamp())}.{days}")
            store.outbox.put(notice, to=_filer(deal, store), at=at)

    def find(beyond: int) -> Sequence[Protection]:
        return store.protections.to_remind(at, size=BATCH, beyond=beyond)

    return in_parts(find, BATCH, each(remind), store, about=lambda protection: protection.deal)
