"""Extensions: a partner asks for more time, which comes by itself or is decided by who looks after the partner."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.approvals import Approval, Decision, Outcome
from domain.deals import Deal, Happening, State, Step, protected_until
from domain.extensions import KIND, Extension, asked, comes_by_itself, granted, read_id, waiting
from domain.notices.deals import DealUndecidable, ExtensionAwaitsDecision, ExtensionDecided
from domain.notices.notice import topic
from domain.people import Person, Role
from domain.protections import next_reminder
from domain.refusal import Refusal
from domain.when import instant
from handlers.deals_asked import hearers
from handlers.deals_changes import own
from handlers.deals_known import detail, keep, partner_of, recorded, shown
from handlers.deals_told import Worded, readable
from handlers.lookout import ask_new, asking_anew
from handlers.policy import asked_by
from handlers.replies import OpenForm, Reply, Show
from handlers.requests import Command, Press, Submission
from handlers.standing_in import as_asked
from storage.store import Store
from views import approvals as requests
from views import extensions as views
from views.approvals import Described
from views.translator import Translator
from views.vocabulary import Card, Form

WORDS = 500


# --- asking ---


def form(request: Command | Press, store: Store) -> Reply:
    """Asks until when, and how the deal stands."""
    deal = _extendable(request, store)
    return OpenForm(views.form(deal, _latest(deal, store), request.t))


def form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    deal = own(request, store)
    return views.form(deal, _latest(deal, store), request.t, request.values)


def _extendable(request: Command | Press | Submission, store: Store) -> Deal:
    """A deal of the person's own partner that is protected, and for which nobody has asked for time yet."""
    deal = own(request, store)
    deal.after(Step.EXTEND)
    if deal.protected_until is None or deal.protected_until <= request.at:
        raise Refusal("deal-not-now", state=State.EXPIRED)
    if waiting(deal.id, store.deals.history(deal.id)):
        raise Refusal("extension-waits")
    return deal


def _latest(deal: Deal, store: Store) -> date:
    """The last day that can be asked for, where the partner is."""
    zone = _zone(deal, store)
    days = store.programme.protection.extensions.days
    return protected_until(_until(deal), days, zone).astimezone(zone).date()


def _until(deal: Deal) -> datetime:
    return deal.protected_until or deal.filed_at


def _zone(deal: Deal, store: Store) -> ZoneInfo:
    return ZoneInfo(partner_of(deal, store).zone)


def extend(request: Submission, store: Store) -> Reply:
    """More time at once where the programme gives it by itself, else a question to who looks after the partner."""
    deal = _extendable(request, store)
    until, words = _asked_until(request, deal, store), request.values.get("words", "").strip()[:WORDS]
    if not words:
        raise Refusal("field-required", field="words")
    if request.version != deal.version:
        raise Refusal("deal-changed")
    happening = recorded(Step.EXTEND, request.person, request.at, reason=until.isoformat(), words=words)
    if comes_by_itself(store.programme.protection.extensions, store.deals.history(deal.id)):
        return Show(detail(_lengthened(deal, until, happening, store), request, store))
    kept = keep(deal, deal.after(Step.ASK_TIME), replace(happening, step=Step.ASK_TIME), store)
    people = _ask_for_decision(kept, request, store)
    return Show(views.asked(kept, until, [person.name for person in people], request.t))


def _asked_until(request: Submission, deal: Deal, store: Store) -> datetime:
    """At the time of day at which the protection ends now; Refusal where it is no later day, or one too late."""
    zone = _zone(deal, store)
    ends, latest = _until(deal).astimezone(zone), _latest(deal, store)
    try:
        day = date.fromisoformat(request.values.get("until", ""))
    except ValueError:
        raise Refusal("field-required", field="until") from None
    if not ends.date() < day <= latest:
        raise Refusal("extension-days", field="until", first=ends.date(), last=latest)
    return instant(day, ends.time(), zone)


def _ask_for_decision(deal: Deal, request: Submission, store: Store) -> tuple[Person, ...]:
    approval = store.approvals.ask(
        KIND,
        f"{deal.id}.{deal.version}",
        partner=deal.partner,
        region=deal.region,
        role=Role.CHANNEL_MANAGER,
        filed_by=request.person.id,
        at=request.at,
    )
    return _tell_deciders(approval, store, at=request.at)


def _tell_deciders(approval: Approval, store: Store, *, at: datetime) -> tuple[Person, ...]:
    """Each is asked once; where nobody who was not yet can be reached, the admins are told."""
    new = reach(approval, store, at)
    if not any(store.people.reachable(person.id) for person in new):
        deal, version = read_id(approval.subject)
        store.outbox.put(DealUndecidable(deal, f"{KIND}.{version}"), to=store.people.holders(Role.ADMIN), at=at)
    return new


def reach(approval: Approval, store: Store, at: datetime) -> tuple[Person, ...]:
    """Who is to decide now and was not asked is, before the protection ends: there is nothing to decide then."""
    _, deal = _kept(approval.subject, store)
    people = asked_by(approval, store)
    return ask_new(approval, ExtensionAwaitsDecision, people, store, at=at, promised=_until(deal))


def _ask_again(approval: Approval, store: Store, at: datetime) -> None:
    _tell_deciders(approval, store, at=at)


ask_anew = asking_anew(KIND, ExtensionAwaitsDecision.kind, _ask_again)


# --- deciding ---


def described(subject: str, reader: Person, store: Store, t: Translator) -> Described:
    """The request as something to decide."""
    extension, deal = _kept(subject, store)
    return views.described(shown(deal, reader, store), extension, granted(store.deals.history(deal.id)), t)


def _kept(subject: str, store: Store) -> tuple[Extension, Deal]:
    deal_id, version = read_id(subject)
    deal = store.deals.get(deal_id)
    extension = asked(deal_id, version, store.deals.history(deal_id)) if deal else None
    if deal is None or extension is None:
        raise Refusal("not-found")
    return extension, deal


def decide(subject: str, decision: Decision, store: Store) -> None:
    """More time, or not; whoever asked is told."""
    extension, deal = _kept(subject, store)
    approved = decision.outcome is Outcome.APPROVED
    step = Step.EXTEND if approved else Step.KEEP_TIME
    happening = recorded(step, decision.by, decision.at, reason=extension.until.isoformat(), words=decision.words)
    if approved:
        _lengthened(deal, extension.until, happening, store)
    else:
        keep(deal, deal.after(step), happening, store)
    store.outbox.amend(topic(KIND, subject), at=decision.at)
    told = hearers(deal, store.people.get(extension.by), store)
    store.outbox.put(ExtensionDecided(subject), to=told, at=decision.at)


def _lengthened(deal: Deal, until: datetime, happening: Happening, store: Store) -> Deal:
    """Protected for longer, and reminded of the new end; Refusal where the protection has ended meanwhile."""
    at = happening.at
    kept = keep(deal, replace(deal.after(Step.EXTEND), protected_until=until), happening, store)
    remind_at = next_reminder(until, _zone(deal, store), after=at)
    if not store.protections.extend(deal.id, until=until, remind_at=remind_at, at=at):
        raise Refusal("deal-not-now", state=State.EXPIRED)
    return kept


# --- telling ---


def _awaits(subject: str, reader: Person, store: Store, t: Translator) -> Card:
    """The request, for one of those asked; Refusal("not-found") where it is out of the reader's sight by now."""
    approval, reader = as_asked(store.approvals.of(KIND, subject), reader, store)
    return requests.request(approval, described(subject, reader, store, t), t, may=approval.decidable_by(reader))


def _decided(subject: str, reader: Person, store: Store, t: Translator) -> Card:
    extension, deal = _kept(subject, store)
    return views.decided(readable(deal.id, reader, store), extension, t)


NOTICES: Mapping[str, Worded] = {
    ExtensionAwaitsDecision.kind: _awaits,
    ExtensionDecided.kind: _decided,
}
