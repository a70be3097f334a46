"""What is said of a deal on any card: what was registered, how it stands, what happened."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum

from domain.conflicts import Rival, gravest
from domain.deals import AUTOMATIC, ON_BEHALF, WAITING, Conflict, Deal, Happening, Rejection, State, Step, Terms
from domain.partners import Partner
from domain.programme import Programme
from views.common import fact, signed
from views.translator import Translator
from views.vocabulary import Fact, Tone, Words, plain, said

TONES: Mapping[State, Tone] = {
    State.SUBMITTED: Tone.WAITING,
    State.INFORMATION_ASKED: Tone.WARNING,
    State.APPROVED: Tone.GOOD,
    State.WON: Tone.GOOD,
    State.REJECTED: Tone.BAD,
}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A deal and what its reader may know besides."""

    deal: Deal
    partner: Partner
    programme: Programme
    history: Sequence[Happening] = ()
    deciders: Sequence[str] = ()
    appeal_until: datetime | None = None
    """Until when its reader may appeal against the rejection."""
    seen: Terms | None = None
    """What it said when its reader was asked to decide, where it has been edited since."""
    rivals: Sequence[tuple[Rival, str]] = ()
    """What else is known of this customer, each with its partner's name: only ever filled for the vendor."""
    lapsed_on: date | None = None
    """Since when the certificate of whoever registered it had ended then: only ever filled for the vendor."""
    told_at: datetime | None = None
    """When its reader learns more of it; None where they know all that they may."""

    @property
    def conflict(self) -> Conflict:
        """While it waits, as it is now: a rival may have come, or gone, since the first look."""
        if self.deal.state not in WAITING:
            return self.deal.conflict
        return gravest([rival for rival, _ in self.rivals], outside=self.outside)

    @property
    def outside(self) -> bool:
        """Whether the customer is outside the partner's territory."""
        return not self.programme.covers(self.deal.region, self.deal.terms.country)


def conflict(found: Conflict, t: Translator) -> Words:
    """The conflict in one word."""
    return t("deal-conflict", conflict=found)


def terms(shown: Shown, t: Translator) -> tuple[Fact, ...]:
    """What was registered, as facts; what was left empty is left out."""
    return tuple(fact(t, _label(name), value) for name, value in _terms(shown, t).items() if value)


def now(shown: Shown, names: Collection[str], t: Translator) -> tuple[Fact, ...]:
    """These fields of its form as they are in it now, those that are empty too."""
    wanted, nothing = {"amount" if name == "currency" else name for name in names}, t("deal-change-nothing")
    return tuple(fact(t, _label(name), value or nothing) for name, value in _terms(shown, t).items() if name in wanted)


def _label(name: str) -> str:
    return f"deal-field-{name.replace('_', '-')}"


def _terms(shown: Shown, t: Translator) -> Mapping[str, Words]:
    programme, given = shown.programme, shown.deal.terms
    return {
        "customer": said(given.customer),
        "amount": said(t.money(given.amount)),
        "product": said(programme.product(given.product).label(t.language) if given.product else ""),
        "close_on": said(t.day(given.close_on) if given.close_on else ""),
        "deal_type": said(programme.deal_type(given.deal_type).label(t.language) if given.deal_type else ""),
        "country": said(t.country(given.country)),
        "website": said(given.website),
        "contact": said(given.contact),
        "email": said(given.email),
        "note": said(given.note),
    }


def changes(shown: Shown, before: Terms, t: Translator) -> tuple[Fact, ...]:
    """What is not as it was before, each old and new."""
    was = _valued(replace(shown, deal=replace(shown.deal, terms=before)), t)
    now, nothing = _valued(shown, t), t("deal-change-nothing")
    return tuple(
        Fact(label, t("deal-change", old=was.get(label, nothing), new=now.get(label, nothing)))
        for label in dict.fromkeys((*now, *was))
        if was.get(label) != now.get(label)
    )


def _valued(shown: Shown, t: Translator) -> Mapping[Words, Words]:
    return {one.label: one.value for one in terms(shown, t)}


def standing(shown: Shown, t: Translator) -> tuple[Fact, ...]:
    """How it stands: the state, who decides by when, until when it is protected."""
    deal = shown.deal
    facts = [fact(t, "deal-fact-state", t("deal-state", state=deal.state)), *filed(shown, t)]
    if deal.state in WAITING and shown.deciders:
        facts.append(fact(t, "deal-fact-decider", said(t.any_of(shown.deciders))))
    if deal.state is State.SUBMITTED and deal.answer_by:
        facts.append(fact(t, "deal-fact-answer-by", t.words(deal.answer_by)))
    if deal.state is State.APPROVED and deal.protected_until:
        facts.append(fact(t, "deal-fact-protected-until", t.words(deal.protected_until)))
    if deal.stage:
        facts.append(fact(t, "deal-fact-stage", said(shown.programme.stage(deal.stage).label(t.language))))
    return tuple(facts)


def filed(shown: Shown, t: Translator) -> tuple[Fact, ...]:
    """Who registered it, where that was not the partner."""
    first = shown.history[0] if shown.history else None
    if first is None or first.reason != ON_BEHALF:
        return ()
    who = t("deal-filed-for", who=first.by_name, vendor=shown.programme.name, partner=shown.partner.name)
    return (fact(t, "deal-fact-filed", who),)


def amount(deal: Deal, t: Translator) -> Fact:
    """What it is worth."""
    return fact(t, "deal-field-amount", t.words(deal.terms.amount))


def headline(deal: Deal, t: Translator) -> Words:
    """Customer and amount in one line."""
    return t("deal-headline", customer=deal.terms.customer, amount=deal.terms.amount)


def happened(line: Happening, t: Translator) -> Words:
    """One line of the history, worded for its reader."""
    if line.reason == ON_BEHALF:
        return t("deal-happened-on-behalf", who=line.by_name, at=line.at)
    if line.reason == AUTOMATIC:
        return t("deal-happened-automatic", at=line.at)
    return t(
        "deal-happened",
        step=line.step,
        who=signed(line.by_name, t) or t("deal-tandem"),
        at=line.at,
        why=why(line, t),
    )


def why(line: Happening, t: Translator) -> Words:
    """The words or the reason that came with it, to stand behind a sentence; nothing where none came."""
    if line.step is Step.REJECT:
        return _rejected(line, t)
    if line.step is Step.EDIT and line.reason:
        names = (plain(t(_label(name))) for name in line.reason.split())
        return t("deal-why-fields", fields=t.all_of(list(names)))
    if line.step in (Step.ASK_TIME, Step.EXTEND, Step.KEEP_TIME):
        until = datetime.fromisoformat(line.reason)
        return t("deal-why-until", until=until, words=line.words) if line.words else t("deal-until", until=until)
    return t("deal-why", words=line.words) if line.words else Words()


def _rejected(line: Happening, t: Translator) -> Words:
    """The reason in the reader's language, and the words beside it; "another" says nothing that the words do not."""
    reason = t(f"deal-rejection-{line.reason}")
    if not line.words:
        return t("deal-why", words=reason)
    if line.reason == Rejection.OTHER:
        return t("deal-why", words=line.words)
    return t("deal-why-both", reason=reason, words=line.words)


LINES = 8
"""How much of the history a card shows; the newest lines."""


def evidence(shown: Shown, t: Translator) -> tuple[Fact, ...]:
    """All that speaks for a conflict, the surest first: which name, why, and since when."""
    if shown.deal.state not in WAITING:
        return ()
    region = shown.programme.region(shown.deal.region).label(t.language)
    where = t("deal-territory", country=t.country(shown.deal.terms.country), region=region)
    outside = (fact(t, "deal-fact-territory", where),) if shown.outside else ()
    return (*(_rival(rival, name, shown.programme, t) for rival, name in shown.rivals), *outside)


def _rival(rival: Rival, partner: str, programme: Programme, t: Translator) -> Fact:
    label = t("deal-fact-rival", conflict=rival.conflict)
    known: Mapping[str, str | Enum | datetime] = {
        "customer": rival.customer,
        "evidence": rival.evidence,
        "since": rival.since,
    }
    if rival.state is None:
        owner = programme.region(rival.owner).label(t.language) if rival.owner else "-"  # or an e-mail address
        return Fact(label, t("deal-rival-listed", conflict=rival.kind, owner=owner, **known))
    return Fact(label, t("deal-rival", ref=rival.ref, partner=partner, state=rival.state, **known))
