"""The gallery: every view in every state, as examples. A Filling brings the values and the reader's language."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from domain.announcements import REASON, SENDER_LOST, Announcement
from domain.announcements import State as Stands
from domain.announcements_followed import Acknowledged, Fate, Progress
from domain.announcements_timed import Timing, Way
from domain.announcements_written import ALT, BODY, BUTTONS, LABEL, TITLE, Act, Action, Content, Picture, Text
from domain.approvals import Outcome, Phase, Vote
from domain.audience import Audience, Reach, Recipient, To, Unreached, Why
from domain.channels import Channel, Trouble
from domain.channels import State as ChannelState
from domain.deals import Conflict, Deal, Rejection, State, Step
from domain.delegations import WHY, Course, Delegation
from domain.documents import LONGEST_NOTE, LONGEST_TITLE, Circle, Document, Shelf, Sort, Version
from domain.documents import State as Edition
from domain.documents_used import Gap, Unused, Used
from domain.feedback import WORDS as FEEDBACK
from domain.feedback import Feedback
from domain.imports import Counts, Effect, Entry, Plan, Template
from domain.imports import State as ImportState
from domain.joinings import LIMITS
from domain.money import Money
from domain.page import Page
from domain.partners import Partner
from domain.people import ANSWER_FOR, Role, stranger
from domain.places import Platform, Standing
from domain.policy import Ground
from domain.policy import Plan as Steps
from domain.programme import Conditions, Language, Messaging
from domain.questions import Question, Tally
from domain.refusal import Refusal
from domain.sheets import Mistake
from domain.waiting import Narrowed
from domain.when import Turn
from handlers.several import AT_ONCE
from tests import filling_training as learning
from tests.filling import PROSE, STATES, TYPED, WORDS, Filling
from tests.office import NOON
from views import (
    acceptances,
    announcements,
    announcements_files,
    announcements_followed,
    announcements_more,
    announcements_review,
    announcements_unreached,
    announcements_who,
    appeals,
    approvals,
    channels,
    common,
    compared,
    deal_desks,
    deals,
    deals_facts,
    deals_forms,
    deals_history,
    deals_told,
    delegations,
    digests,
    documents,
    documents_approved,
    documents_dropped,
    documents_edited,
    documents_kept,
    documents_owned,
    documents_renewed,
    documents_shared,
    documents_used,
    extensions,
    feedback,
    handed,
    home,
    imports,
    installations,
    joinings,
    partners,
    people,
    policy,
    protections,
    questions,
    questions_kept,
    replied,
    rest,
    several,
    stalls,
    team,
    training,
    training_attendance,
    training_lapsed,
    training_lapsing,
    training_own,
)
from views.channels import Shown as ChannelShown
from views.common import refused
from views.documents import Found
from views.translator import translator
from views.vocabulary import Card, Form, Row, Words, said

Shown = Card | Form
Given = Callable[[Filling], Mapping[str, object]]

REFUSALS: Mapping[str, Mapping[str, object]] = {
    **{
        reason: {}
        for reason in (
            *("approval-changed", "approval-reason-missing", "approval-words-missing", "own-approval"),
            *("approval-choice-missing", "join-not-here", "join-not-theirs", "desk-not-yours"),
            *(
                "document-changed",
                "document-not-yours",
                "document-key-taken",
                "document-drop-over",
                "document-same",
                "document-added-before",
            ),
            *("document-not-for-channel", "document-review-past"),
            *("question-document-closed", "question-kept-before"),
            *("document-bomb", "document-empty", "document-encrypted", "document-macros", "document-not-kept"),
            *("document-no-right-to-files", "document-not-fetched"),
            *("document-too-heavy", "document-too-large", "document-type-unknown", "document-unreadable"),
            *("code-already-linked", "code-not-here", "code-wrong"),
            *(
                "announcement-changed",
                "announcement-cancelled",
                "announcement-acknowledged",
                "request-decided",
                "announcement-course-not-yours",
                "announcement-document-not-yours",
                "announcement-empty",
                "announcement-alt-missing",
                "announcement-words",
                "announcement-nobody",
                "announcement-nobody-to-send",
                "announcement-not-begun",
                "announcement-not-yours",
                "announcement-long-ago",
                "announcement-paused",
                "announcement-way",
                "announcement-not-now",
                "question-answered",
                "deal-already-sent",
                "extension-waits",
                "appeal-once",
                "deal-being-decided",
                "deal-changed",
                "deal-email-unreadable",
                "deal-for-nobody",
                "deal-ref-missing",
            ),
            *("deal-website-unreadable", "field-not-an-option", "field-required", "money-not-positive"),
            *("delegate-not-able", "delegation-turned", "reply-gone", "reply-sent-before"),
            *("import-no-right-to-files", "import-no-text", "import-not-fetched", "import-one-at-a-time"),
            *("import-too-large", "import-unreadable", "import-workbook"),
            *("not-allowed", "not-found", "partner-unknown", "quiet-hours-empty", "stranger"),
            *("team-came-in", "team-last-admin", "team-invitation-over", "training-changed"),
            *(
                "training-no-course",
                "training-no-seats",
                "training-code-wrong",
                "training-over",
                "training-not-yet",
                "training-no-later",
                "training-reminder-over",
            ),
            *("channel-taken", "channel-host-missing"),
        )
    },
    "announcement-picture-type": {"given": ".webp"},
    "announcement-buttons": {"limit": BUTTONS},
    "announcement-link": {"given": "https://evil.example/prices", "allowed": ("vendor.example", "vendor.pl")},
    "announcement-no-links": {"given": "https://evil.example/prices"},
    "announcement-language": {"languages": ("pl", "pt-BR")},
    "announcement-unknown-name": {"given": "Nowack"},
    "announcement-unknown-document": {"given": "F-7K3QX"},
    "announcement-unknown-course": {"given": "Sensor basics"},
    "announcement-opens-nothing": {"given": "F-7K3QX"},
    "announcement-too-long": {"count": 2345, "limit": BODY},
    "approval-undo-late": {"seconds": 60},
    "date-ambiguous": {"first": date(2027, 3, 4), "second": date(2027, 4, 3)},
    "date-past": {"day": date(2026, 3, 31)},
    "date-too-far": {"day": date(2046, 3, 31), "latest": date(2031, 11, 23)},
    "date-unreadable": {"given": "kiedyś"},
    "deal-certificate-ended": {"product": "Edge Gateway", "day": date(2026, 11, 1)},
    "deal-not-now": {"state": State.WITHDRAWN},
    "deal-capacity-reached": {"partner": "Nowak Systems", "limit": 25},
    "deal-protected-already": {"ref": "D-7K3QX", "partner": "Rival GmbH", "since": NOON, "until": NOON},
    "training-own-too-many": {"limit": 50},
    "appeal-over": {"until": NOON},
    "delegate-away": {"name": "Ola Lis"},
    "delegation-overlaps": {"until": date(2026, 11, 30)},
    "absence-day": {"given": "24.12."},
    "absence-nobody": {"given": "ola.lis@vendor.example"},
    "attendance-nobody": {"given": "jan@nowak.example"},
    "attendance-session": {"given": "sensor-basics spring"},
    "training-leads-none": {},
    "training-no-trainer": {"given": "anna@vendor.example"},
    "channel-host-elsewhere": {"host": "T0RIVAL"},
    "channel-host-unknown": {"host": "T0NOBODY"},
    "channel-platform": {"given": "teams", "found": Platform.SLACK},
    "channel-unreadable": {"given": "#nowak"},
    "digest-hours": {"most": 4},
    "extension-days": {"first": date(2027, 2, 22), "last": date(2027, 3, 24)},
    "field-too-long": {"limit": 75},
    "import-columns-count": {"count": 5, "wanted": 7},
    "import-email": {"given": "jan@"},
    "import-formula": {"given": "=1+1"},
    "import-header": {"columns": "email,name,organisation"},
    "import-language": {"given": "de", "allowed": "en, pl, pt-BR"},
    "import-looks-after": {"given": "rio", "allowed": "ce, latam"},
    "import-looks-after-nothing": {"given": "ce"},
    "import-name": {"limit": 200},
    "import-organisation": {"given": "nowhere", "allowed": "nowak, rio, vendor"},
    "import-role": {"given": "boss", "organisation": "nowak", "allowed": "partner-admin, partner-rep"},
    "import-role-missing": {"organisation": "nowak", "allowed": "partner-admin, partner-rep"},
    "import-too-many-lines": {"limit": 5000},
    "import-twice": {"line": "2"},
    "import-country": {"given": "Polen", "allowed": "BR, DE, PL"},
    "import-customer-kind": {"given": "big", "allowed": "customer, named, none"},
    "import-owner": {"given": "nobody@vendor.example", "allowed": "ce, latam"},
    "import-partner": {"given": "nobody", "allowed": "nowak, rio, rival"},
    "import-zone": {"given": "Warschau"},
    "import-key": {"given": "Sensor Basics", "limit": 40},
    "import-option": {"given": "boss", "column": "roles", "allowed": "partner-admin, partner-rep"},
    "import-number": {"given": "many", "column": "capacity", "least": 1, "most": 100_000},
    "import-day": {"given": "4.3.2027"},
    "import-time": {"given": "half past nine"},
    "import-link": {"given": "ftp://learn.example", "limit": 300},
    "money-ambiguous": {"first": Money(Decimal(1234), "EUR"), "second": Money(Decimal("1.23"), "EUR")},
    "money-currency-missing": {"allowed": ("EUR", "PLN", "BRL", "USD")},
    "money-currency-not-allowed": {"given": "zł kr", "allowed": ("EUR", "BRL")},
    "money-too-large": {"limit": Money(Decimal(10**12), "EUR")},
    "money-too-precise": {"currency": "JPY", "decimals": 0},
    "money-unreadable": {"given": "dużo"},
    "team-already": {"name": "Jan Nowak"},
    "moment-ambiguous": {"first": NOON, "second": NOON},
    "moment-past": {"given": NOON},
    "announcement-grown-since": {"count": 412, "asked": 40},
    "announcement-moment-past": {"given": NOON},
    "announcement-day-past": {"day": NOON.date()},
    "moment-unreadable": {"given": "niebawem"},
    "moment-without-hour": {"day": date(2027, 3, 31)},
    "time-ambiguous": {"first": time(5), "second": time(17)},
    "time-unreadable": {"given": "wieczorem"},
    "too-much-at-once": {"seconds": 12},
    "too-many-tries": {"until": NOON},
    "zone-unknown": {"given": "Warschau"},
}
"""Every reason for which something is refused, with values of the kinds it comes with."""


MISTAKES = {
    "": "deal-changed",
    "gone": "too-many-tries",
    "customer": "field-too-long",
    "amount": "money-ambiguous",
    "currency": "money-currency-not-allowed",
    "product": "field-not-an-option",
    "close_on": "date-past",
    "deal_type": "field-required",
    "country": "field-not-an-option",
    "website": "deal-website-unreadable",
    "contact": "field-too-long",
    "email": "deal-email-unreadable",
    "note": "field-too-long",
}
"""One at each field of a deal, and two that belong to none."""


def _nothing(_: Filling) -> Mapping[str, object]:
    return {}


@dataclass(frozen=True)
class Example:
    """A view and, by name, what it is given; the reader's Translator comes on top."""

    view: Callable[..., Shown]
    state: str = ""
    given: Given = _nothing

    @property
    def name(self) -> str:
        view = f"{self.view.__module__.removeprefix('views.')}.{self.view.__name__}"
        return f"{view}: {self.state}" if self.state else view

    def shown(self, filling: Filling) -> Shown:
        reader = {"t": filling.t} if "t" in self.view.__annotations__ else {}
        shown: Shown = self.view(**self.given(filling), **reader)
        return shown.shown_at(NOON) if isinstance(shown, Card) else shown


def _rest() -> Iterator[Example]:
    yield Example(
        rest.after,
        "of a deal",
        lambda v: {
            "card": replace(
                deals_told.receipt(v.shown(State.APPROVED), v.t), rest=rest.button("b:deal-open:D-7K3QX", v.t)
            ),
            "shown": 4,
        },
    )


def _deals() -> Iterator[Example]:
    yield Example(
        deals_forms.form,
        "empty",
        lambda v: {"values": {"currency": "PLN", "country": "PL"}, "programme": v.programme, "draft": "dr1"},
    )
    yield Example(deals_forms.form, "restored draft", _form(note="deal-draft-restored"))
    yield Example(deals_forms.form, "every field wrong", _form(errors=True))
    yield Example(deals_forms.form, "edit", lambda v: {**_form()(v), "deal": v.deal()})
    yield Example(deals_forms.form, "found in a message", _form(check=True))
    yield Example(deals_forms.form, "for a partner to choose", _form(partners=3))
    yield Example(deals_forms.form, "for one of very many partners", _form(partners=120))
    yield Example(deals_told.receipt, "for a partner", lambda v: {"shown": v.on_behalf()})
    yield Example(
        deals.detail,
        "for a partner, vendor",
        lambda v: {"shown": v.on_behalf(), "reader": v.person(Role.CHANNEL_MANAGER)},
    )
    for state in STATES:
        yield Example(deals_told.receipt, state, _of(state))
        yield Example(deals.detail, f"{state}, partner", _detail(state, Role.PARTNER_REP))
    yield Example(
        deals.detail,
        "submitted, vendor, conflict",
        lambda v: {"shown": v.shown(rivals=True, conflict=Conflict.OTHER), "reader": v.person(Role.DIRECTOR)},
    )
    yield Example(deals_told.receipt, "nobody to decide", lambda v: {"shown": v.shown(deciders=False)})
    yield Example(deals_told.receipt, "nothing but what is required", lambda v: {"shown": v.shown(bare=True)})
    yield Example(
        deals_told.receipt,
        "a protection that may be known",
        lambda v: {"shown": v.shown(conflict=Conflict.OTHER, reveals=True)},
    )
    yield Example(deals_told.decided, "by a rule", lambda v: {"shown": v.by_rule()})
    yield Example(deals_told.decided, "approved", _of(State.APPROVED))
    for reason in Rejection:
        yield Example(deals_told.decided, f"rejected, {reason}", _rejected(reason))
    yield Example(
        deals_told.decided,
        "rejected, may appeal",
        lambda v: {"shown": replace(v.shown(State.REJECTED), appeal_until=NOON)},
    )
    yield Example(
        deals.detail,
        "rejected, may appeal",
        lambda v: {
            "shown": replace(v.shown(State.REJECTED), appeal_until=NOON),
            "reader": v.person(Role.PARTNER_REP),
        },
    )
    for state in (State.APPROVED, State.REJECTED):
        yield Example(deals_told.decided, f"{state}, after an appeal", _appealed(state))
    yield Example(appeals.form, "empty", lambda v: {"deal": v.deal(State.REJECTED)})
    yield Example(
        appeals.form,
        "again",
        lambda v: {"deal": v.deal(State.REJECTED), "value": v.text("They are one company.", WORDS)},
    )
    yield Example(deals_told.question, "open", _of(State.INFORMATION_ASKED))
    yield Example(deals_told.question, "answered", _of(State.APPROVED))
    for request in ("ap1", ""):
        yield Example(deals_told.answered, request and "theirs to decide", _answer_told(request))
    yield Example(deals_told.answered, "by an edit", lambda v: {"shown": _answered_by_an_edit(v), "request": "ap1"})
    yield Example(deals_told.question, "answered by an edit", lambda v: {"shown": _answered_by_an_edit(v)})
    yield Example(deals_told.undecidable, "", _of(State.SUBMITTED))
    yield Example(deals_told.expired, "", _of(State.EXPIRED))
    for state in (State.APPROVED, State.WON):
        yield Example(deals_told.expiring, state, _detail(state, Role.PARTNER_REP))
    yield Example(deals_told.expiring, "vendor", _detail(State.APPROVED, Role.CHANNEL_MANAGER))
    for state in (State.APPROVED, State.LOST):
        yield Example(stalls.stalled, state, _detail(state, Role.PARTNER_REP))
    yield Example(stalls.stalled, "vendor", _detail(State.APPROVED, Role.CHANNEL_MANAGER))
    yield from _extensions()
    yield Example(
        deals_history.history,
        "partner",
        lambda v: {"deal": v.deal(State.REJECTED), "lines": v.history(State.REJECTED)},
    )
    yield Example(
        deals_history.history,
        "vendor, an older page",
        lambda v: {"deal": v.deal(State.LOST), "lines": v.whole_history(State.LOST), "until": 10},
    )
    yield Example(
        deals_history.history,
        "vendor, the first page",
        lambda v: {"deal": v.deal(State.WON), "lines": v.whole_history(State.WON)},
    )
    yield Example(
        protections.full,
        "",
        lambda v: {"deals": v.deals(), "partner": v.partner().name, "limit": 25, "draft": "dr1"},
    )
    yield Example(deals_forms.withdraw_form, "empty", lambda v: {"deal": v.deal()})
    yield Example(
        deals_forms.withdraw_form,
        "again",
        lambda v: {"deal": v.deal(State.APPROVED), "value": v.text("The customer has put it off.", 500)},
    )
    yield Example(
        deals_forms.answer_form,
        "",
        lambda v: {
            "deal": v.deal(State.INFORMATION_ASKED),
            "question_": deals_facts.happened(v.history(State.INFORMATION_ASKED)[-1], v.t),
            "value": v.text("Their own maintenance team, 12 people.", WORDS),
        },
    )
    yield Example(deals_forms.stage_form, "", lambda v: {"deal": v.deal(State.APPROVED), "programme": v.programme})
    yield Example(deals.listing, "partner, drafts", _list(Role.PARTNER_REP, drafts=True, more=True))
    yield Example(deals.listing, "vendor", _list(Role.AUDITOR))
    yield Example(
        deals.listing, "partner, none", lambda v: {"page": Page[Deal]((), 0), "reader": v.person(Role.PARTNER_REP)}
    )
    yield Example(deals.kept)


def _answer_told(request: str) -> Given:
    return lambda v: {"shown": v.shown(State.APPROVED), "request": request}


def _answered_by_an_edit(v: Filling) -> deals_facts.Shown:
    edited = v.edited()
    return replace(edited, history=(*v.history(State.INFORMATION_ASKED), edited.history[-1]))


def _appealed(state: State) -> Given:
    return lambda v: {"shown": v.appealed(state)}


def _extensions() -> Iterator[Example]:
    yield Example(
        deals_told.expiring, "not any more", lambda v: {**_detail(State.APPROVED, Role.PARTNER_REP)(v), "soon": False}
    )
    yield Example(
        deals.detail,
        "approved, partner, extended",
        lambda v: {"shown": v.extended(Step.EXTEND), "reader": v.person(Role.PARTNER_REP)},
    )
    yield Example(extensions.form, "empty", lambda v: {"deal": v.deal(State.APPROVED), "latest": date(2027, 3, 24)})
    yield Example(
        extensions.form,
        "again",
        lambda v: {
            "deal": v.deal(State.APPROVED),
            "latest": date(2027, 3, 24),
            "values": {"until": "2027-03-10", "words": v.text("Their budget is decided in March.", 500)},
        },
    )
    for name, deciders in (("", True), ("nobody to decide", False)):
        yield Example(extensions.asked, name, _extension_asked(deciders=deciders))
    yield Example(
        approvals.request,
        "more time",
        lambda v: {
            "approval": v.approval(),
            "what": extensions.described(v.extended(Step.ASK_TIME), v.extension(), 1, v.t),
        },
    )
    for step in (Step.EXTEND, Step.KEEP_TIME):
        yield Example(extensions.decided, step, _extension_decided(step))


def _extension_asked(*, deciders: bool) -> Given:
    return lambda v: {
        "deal": v.deal(State.APPROVED),
        "until": v.extension().until,
        "deciders": v.managers if deciders else (),
    }


def _extension_decided(step: Step) -> Given:
    return lambda v: {"shown": v.extended(Step.ASK_TIME, step, words=False), "extension": v.extension()}


def _form(note: str = "", *, errors: bool = False, partners: int = 0, check: bool = False) -> Given:
    def given(v: Filling) -> Mapping[str, object]:
        return {
            "values": {**v.typed(), "partner": "nowak"},
            "programme": v.programme,
            "draft": "dr1",
            "note": v.t(note, at=NOON) if note else None,
            "errors": _mistakes(v) if errors else None,
            **({"check": deals_forms.FIELDS, "note": v.t("deal-found-some")} if check else {}),
            **({"partners": v.some_partners(partners)} if partners else {}),
        }

    return given


def _mistakes(v: Filling) -> dict[str, Words]:
    return {name: _refused(reason, v) for name, reason in MISTAKES.items()}


def _refused(reason: str, v: Filling) -> Words:
    values = dict(REFUSALS[reason])
    if "given" in values:
        given = values["given"]
        values["given"] = v.text(given, 60) if isinstance(given, str) else given
    return refused(Refusal(reason, None, **values), v.t)


def _of(state: State) -> Given:
    return lambda v: {"shown": v.shown(state)}


def _rejected(reason: Rejection) -> Given:
    return lambda v: {"shown": v.shown(State.REJECTED, reason=reason)}


def _detail(state: State, role: Role) -> Given:
    return lambda v: {"shown": v.shown(state), "reader": v.person(role)}


def _list(role: Role, *, drafts: bool = False, more: bool = False) -> Given:
    def given(v: Filling) -> Mapping[str, object]:
        found = v.deals()
        page = Page(found, len(found) + 5 * more, "c" * 100 if more else "")
        return {"page": page, "reader": v.person(role), "drafts": _drafts(v) if drafts else ()}

    return given


def _drafts(v: Filling) -> tuple[Row, ...]:
    return (deals.draft_row(v.text("Kowalski Sp. z o.o.", 75), "dr1", v.t), deals.draft_row("", "dr2", v.t))


def _approvals() -> Iterator[Example]:
    for phase, outcome in (
        (Phase.OPEN, None),
        (Phase.PAUSED, None),
        (Phase.DECIDED, Outcome.APPROVED),
        (Phase.DECIDED, Outcome.REJECTED),
        (Phase.CLOSED, None),
    ):
        name = outcome or phase
        yield Example(approvals.request, name, _request(phase, outcome))
        yield Example(approvals.request, f"{name}, too late", _request(phase, outcome, late=True))
    for outcome in Outcome:
        mine = _request(Phase.DECIDED, outcome, late=True, mine=True)
        yield Example(approvals.request, f"{outcome}, by the reader already", mine)
    for step in (0, 1):
        yield Example(approvals.request, f"steps, {step + 1} of 2", _in_steps(step))
    yield Example(approvals.request, "steps, others are asked", _in_steps(1, may=False, late=True))
    yield Example(approvals.request, "decided by a rule", _by_rule)
    for reader in (*_GROUNDS, Ground("p5")):
        yield Example(policy.why, f"as {reader.role or 'named'}", _why(0, reader))
    yield Example(policy.why, "nobody to answer", _why(1, None))
    yield Example(policy.why, "has answered, rate unknown", _why(1, None, voted=True, unknown="ARS"))
    yield Example(policy.why, "rate too old", _why(0, _GROUNDS[0], old=NOON.date()))
    yield Example(policy.why, "decided", _why_decided)
    yield Example(
        approvals.request,
        "open, an appeal",
        lambda v: {"approval": v.approval(), "what": approvals.of_deal(v.appealed(), v.t)},
    )
    yield Example(
        approvals.request,
        "open, edited since",
        lambda v: {"approval": v.approval(), "what": approvals.of_deal(v.edited(), v.t)},
    )
    yield Example(
        approvals.request,
        "open, certificate ended",
        lambda v: {"approval": v.approval(), "what": approvals.of_deal(learning.registered_without(v), v.t)},
    )
    yield Example(approvals.request, "open, no longer yours", _request(Phase.OPEN, may=False))
    for conflict in list(Conflict)[1:]:
        yield Example(approvals.request, f"open, conflict, {conflict}", _request(Phase.OPEN, conflict=conflict))
    yield Example(approvals.reminded, "reminded", _late(Phase.OPEN, "approval-still-waits"))
    yield Example(approvals.reminded, "asked as well", _late(Phase.OPEN, "approval-escalated"))
    yield Example(approvals.reminded, "decided", _late(Phase.DECIDED, "approval-escalated", Outcome.APPROVED))
    yield Example(
        approvals.request,
        "open, for a partner",
        lambda v: {"approval": v.approval(), "what": approvals.of_deal(v.on_behalf(), v.t)},
    )
    yield Example(approvals.reject_form, "empty", _asking)
    yield Example(
        approvals.reject_form,
        "again",
        lambda v: {**_asking(v), "reason": "other", "words": v.text("We sell to them directly.", 500)},
    )
    yield Example(approvals.ask_form, "empty", _asking)
    yield Example(
        approvals.ask_form, "again", lambda v: {**_asking(v), "words": v.text("Who runs the plant in Gdynia?", WORDS)}
    )
    yield Example(
        approvals.request,
        "approved a moment ago, by the reader",
        lambda v: {**_request(Phase.DECIDED, Outcome.APPROVED)(v), "undo_until": NOON + timedelta(seconds=61)},
    )
    yield Example(approvals.noted, given=_noted)
    yield Example(approvals.request, "in the place of somebody", _instead)
    yield Example(approvals.request, "approved in the place of somebody", _signed_for)
    yield Example(approvals.waiting, "some", _waiting(more=True))
    yield Example(approvals.waiting, "none", lambda _: {"page": Page((), 0)})
    yield Example(approvals.waiting, "narrowed", _waiting(more=True, narrowed=True))
    yield Example(digests.digest, given=_digest)
    yield Example(digests.together, given=_together)
    yield Example(deal_desks.at_desk, "free", _at_desk())
    yield Example(deal_desks.at_desk, "taken", _at_desk(taken=True))
    yield Example(deal_desks.at_desk, "decided", _at_desk(Phase.DECIDED, Outcome.APPROVED, taken=True))
    yield Example(deal_desks.yours)
    yield Example(deal_desks.anothers, given=lambda v: {"name": v.name("Ola Lis")})
    yield Example(deal_desks.given_back)
    yield Example(deal_desks.unreachable, "slack", lambda _: {"platform": Platform.SLACK, "channel": "C0123ABCD"})
    yield Example(
        deal_desks.unreachable, "teams", lambda _: {"platform": Platform.TEAMS, "channel": "19:abc@thread.tacv2"}
    )
    yield Example(several.offer, "some", _several(left=2))
    yield Example(several.nothing)
    for skipped in (0, 1, 2):
        yield Example(several.done, f"{skipped} left out", _done(skipped))


def _replied() -> Iterator[Example]:
    yield Example(replied.answer_sent, "", _answering)
    yield Example(replied.answer_sent, "with a file", lambda v: {**_answering(v), "files": True})
    yield Example(replied.answer_offered, "", _offered)
    yield Example(replied.answer_offered, "near a command", lambda v: {**_offered(v), "nearest": "approvals"})
    for state in (State.SUBMITTED, State.APPROVED):
        yield Example(replied.answered_before, state, _before(state))
    yield Example(replied.question_offered, "", _about)
    yield Example(replied.question_offered, "changed since", lambda v: {**_about(v), "changed": True})
    for phase in (Phase.OPEN, Phase.PAUSED):
        yield Example(replied.not_asked, phase, _vain(phase))
    yield Example(replied.not_asked, "decided", _vain(Phase.DECIDED, Outcome.APPROVED))
    yield Example(replied.no_words, "", _nothing)
    yield Example(replied.too_long, "", lambda v: {"form": "deal-answer-form", "ref": v.deal().ref, "version": 2})


def _answering(v: Filling) -> Mapping[str, object]:
    return {"deal": v.deal(), "words": v.text("It is for the plant in Gdynia.", WORDS)}


def _offered(v: Filling) -> Mapping[str, object]:
    asked = next(line for line in v.history(State.INFORMATION_ASKED) if line.step is Step.ASK)
    return {**_answering(v), "question": asked, "draft": "d" * 32}


def _before(state: State) -> Given:
    def given(v: Filling) -> Mapping[str, object]:
        asked = v.shown(State.INFORMATION_ASKED).history
        return {"deal": v.deal(state), "history": (*asked, replace(asked[-1], step=Step.ANSWER))}

    return given


def _about(v: Filling) -> Mapping[str, object]:
    return {**_asking(v), "words": v.text("Who runs the plant in Gdynia?", WORDS), "draft": "d" * 32}


def _vain(phase: Phase, outcome: Outcome | None = None) -> Given:
    return lambda v: {"approval": v.approval(phase, outcome)}


def _in_steps(step: int, **more: bool) -> Callable[[Filling], Mapping[str, object]]:
    def made(v: Filling) -> Mapping[str, object]:
        approval, votes, names = v.stepping(step)
        lines = policy.progress(approval, votes, names, v.t)
        return {"approval": approval, "what": approvals.of_deal(v.shown(), v.t), "progress": lines, **more}

    return made


_GROUNDS = tuple(Ground(role, role) for role in ANSWER_FOR)


def _why(step: int, reader: Ground | None, *, voted: bool = False, unknown: str = "", old: date | None = None) -> Given:
    def made(v: Filling) -> Mapping[str, object]:
        it = v.explained(step, reader, voted=voted)
        if unknown or old:
            plan = Steps(rule=1, programme=7, steps=it.approval.steps, unknown=unknown, old=old)
            it = replace(it, approval=replace(it.approval, plan=plan))
        return {"it": it, "title": deals_facts.headline(v.deal(), v.t)}

    return made


def _why_decided(v: Filling) -> Mapping[str, object]:
    approval = v.approval(Phase.DECIDED, Outcome.REJECTED)
    votes = [Vote(step=0, by="p2", by_name="Ola Lis", outcome=Outcome.REJECTED, at=NOON, answers=frozenset())]
    it = replace(v.explained(0, None), approval=approval, votes=votes, asked={})
    return {"it": it, "title": deals_facts.headline(v.deal(), v.t)}


def _delegations() -> Iterator[Example]:
    yield Example(delegations.form, "empty", lambda _: {"values": {}, "to": None})
    yield Example(delegations.form, "again", _absence_form)
    yield Example(delegations.listing, "none", lambda v: {"live": (), "reader": v.person(Role.CHANNEL_MANAGER)})
    yield Example(delegations.listing, "some", _absences)
    for course in Course:
        yield Example(delegations.asked, course, _absence(course))


def _absence_form(v: Filling) -> Mapping[str, object]:
    why = v.text("Holiday by the sea", WHY)
    values = {"since": "2026-11-23", "until": "2026-11-30", "why": why}
    return {"values": values, "to": replace(v.person(Role.REGIONAL_LEAD), name=v.name("Lena Berg"))}


def _absence(course: Course) -> Given:
    return lambda v: {"delegation": _one_absence(v, course), "name": v.name("Ola Lis")}


def _one_absence(v: Filling, course: Course = Course.PLANNED, by: str = "p9", to: str = "p8") -> Delegation:
    why = v.text("Holiday by the sea", WHY)
    return Delegation(id="dl1", by=by, to=to, since=NOON, until=NOON + timedelta(days=7), why=why, course=course)


def _absences(v: Filling) -> Mapping[str, object]:
    reader = v.person(Role.CHANNEL_MANAGER)
    mine, alone = _one_absence(v, by=reader.id), _one_absence(v, by=reader.id, to="")
    known = replace(alone, source="calendar")
    return {
        "live": (
            (mine, v.name("Lena Berg")),
            (alone, ""),
            (known, ""),
            (_one_absence(v, to=reader.id), v.name("Ola Lis")),
        ),
        "reader": reader,
    }


def _instead(v: Filling) -> Mapping[str, object]:
    lines = (v.t("approval-instead", name=v.name("Ola Lis")),)
    return {"approval": v.approval(), "what": approvals.of_deal(v.shown(), v.t), "progress": lines}


def _signed_for(v: Filling) -> Mapping[str, object]:
    names = f"{v.name('Piotr Bak')}\n{v.name('Ola Lis')}"
    approval = replace(v.approval(Phase.DECIDED, Outcome.APPROVED), decided_by_name=names)
    return {"approval": approval, "what": approvals.of_deal(v.shown(State.APPROVED), v.t)}


def _by_rule(v: Filling) -> Mapping[str, object]:
    approval = replace(v.approval(Phase.DECIDED, Outcome.APPROVED), decided_by="", decided_by_name="")
    return {"approval": approval, "what": approvals.of_deal(v.shown(State.APPROVED), v.t)}


def _asking(v: Filling) -> Mapping[str, object]:
    return {"approval": v.approval(), "what": approvals.of_deal(v.shown(), v.t)}


_ENDS = {Outcome.APPROVED: State.APPROVED, Outcome.REJECTED: State.REJECTED}


def _request(
    phase: Phase,
    outcome: Outcome | None = None,
    *,
    conflict: Conflict = Conflict.NONE,
    late: bool = False,
    mine: bool = False,
    may: bool = True,
) -> Given:
    undecided = {Phase.PAUSED: State.INFORMATION_ASKED, Phase.CLOSED: State.WITHDRAWN}.get(phase, State.SUBMITTED)

    def given(v: Filling) -> Mapping[str, object]:
        shown = v.shown(_ENDS[outcome] if outcome else undecided, conflict=conflict, rivals=True)
        what = approvals.of_deal(shown, v.t)
        return {"approval": v.approval(phase, outcome), "what": what, "late": late, "mine": mine, "may": may}

    return given


def _late(phase: Phase, why: str, outcome: Outcome | None = None) -> Given:
    def given(v: Filling) -> Mapping[str, object]:
        shown = v.shown(State.APPROVED if outcome else State.SUBMITTED)
        approval = v.approval(phase, outcome)
        return {
            "card": approvals.request(approval, approvals.of_deal(shown, v.t), v.t),
            "approval": approval,
            "why": why,
        }

    return given


def _noted(v: Filling) -> Mapping[str, object]:
    approval = v.approval(Phase.DECIDED, Outcome.APPROVED)
    card = approvals.request(approval, approvals.of_deal(v.shown(State.APPROVED), v.t), v.t)
    return {"card": card, "words": v.t("approval-undo-late", seconds=60)}


def _waiting(*, more: bool, narrowed: bool = False) -> Given:
    def given(v: Filling) -> Mapping[str, object]:
        what = approvals.of_deal(v.shown(conflict=Conflict.OTHER), v.t)
        items = tuple((v.approval(), what) for _ in range(v.rows))
        only = {"only": _only(v), "several": True} if narrowed else {}
        return {"page": Page(items, v.rows + 5, "c" * (45 if narrowed else 100) if more else ""), **only}

    return given


def _at_desk(phase: Phase = Phase.OPEN, outcome: Outcome | None = None, *, taken: bool = False) -> Given:
    def given(v: Filling) -> Mapping[str, object]:
        taker = v.name("Ola Lis") if taken else ""
        deal, partner = v.shown().deal, v.text("Nowak Systems", 75)
        return {"approval": v.approval(phase, outcome), "deal": deal, "partner": partner, "taker": taker}

    return given


def _digest(v: Filling) -> Mapping[str, object]:
    what = approvals.of_deal(v.shown(conflict=Conflict.OTHER), v.t)
    page = Page(tuple((v.approval(), what) for _ in range(v.rows)), v.rows + 5, "c" * 100)
    return {"listed": approvals.waiting(page, v.t, several=True)}


def _only(v: Filling) -> Narrowed:
    """Each of what a list can leave out."""
    typed = v.text("Baltic Fish", 40)
    over = Money(Decimal(10_000), "EUR")
    return Narrowed(words="baltic fish", name=typed, key="k", ref="D-7K3QX", over=over, conflict=True, overdue=NOON)


def _several(*, left: int) -> Given:
    def given(v: Filling) -> Mapping[str, object]:
        totals = (Money(Decimal(9_000), "EUR"), Money(Decimal("12500.50"), "PLN"))
        return {
            "some": [approvals.of_deal(v.shown(), v.t)] * AT_ONCE,
            "totals": totals,
            "draft": "d" * 22,
            "left": left,
        }

    return given


def _done(skipped: int) -> Given:
    def given(v: Filling) -> Mapping[str, object]:
        why = (v.t("several-changed"), v.t("several-conflict"))[:skipped]
        return {"count": 2 - skipped, "skipped": [(said(v.text("Baltic Fish", 80)), one) for one in why], "others": 1}

    return given


def _people() -> Iterator[Example]:
    yield Example(people.door)
    yield Example(people.code_form, "empty")
    yield Example(people.code_form, "again", lambda v: {"value": v.text("7K3Q-X2AB", 20)})
    yield Example(people.code, "", lambda _: {"letters": "7K3QX2AB"})
    yield Example(people.test_card)
    yield Example(people.linked, "", lambda v: {"person": v.person(Role.PARTNER_REP)})
    yield Example(
        people.settings_form, "as it is", lambda v: {"person": v.person(Role.PARTNER_REP), "programme": v.programme}
    )
    yield Example(
        people.settings_form,
        "again",
        lambda v: {"person": v.person(Role.PARTNER_REP), "programme": v.programme, "values": _settings(v)},
    )
    yield Example(people.settings_form, "with a cap", _capped)
    yield Example(people.settings_form, "of who decides", lambda v: {"person": v.gatherer, "programme": v.programme})
    yield Example(people.settings_saved, "together", lambda v: {"person": v.gatherer})
    yield Example(people.settings_saved, "quiet hours", lambda v: {"person": v.person(Role.PARTNER_REP)})
    yield Example(people.thanks)
    yield Example(people.welcome, "partner", lambda v: {"person": v.person(Role.PARTNER_REP)})
    yield Example(people.welcome, "manager", lambda v: {"person": v.person(Role.CHANNEL_MANAGER)})
    yield Example(people.welcome_here)
    yield Example(people.settings_saved, "none", lambda v: {"person": v.person(Role.PARTNER_REP, quiet=False)})
    for role in Role:
        yield Example(people.help_card, role, _help(role))
    yield Example(
        people.help_card,
        "not understood",
        lambda v: {"person": v.person(*Role), "unknown": v.text("dael list", TYPED), "nearest": "/deal list"},
    )
    yield Example(
        people.help_card,
        "where to get help",
        lambda v: {"person": v.person(Role.AUDITOR), "support": f"mailto:{v.text('help@acme.example', 100)}"},
    )
    yield Example(people.help_card, "stranger", lambda v: {"person": stranger(v.t.language)})


def _feedback() -> Iterator[Example]:
    yield Example(feedback.form)
    yield Example(feedback.form, "again", lambda v: {"words": v.text("Wszystko działa.", FEEDBACK), "answer": "no"})
    yield Example(feedback.thanks, "with a name", lambda _: {"may_answer": True})
    yield Example(feedback.thanks, "without", lambda _: {"may_answer": False})
    yield Example(feedback.given, "with a name", lambda v: {"one": _told(v)})
    yield Example(feedback.given, "without", lambda v: {"one": _told(v, named=False)})
    yield Example(feedback.listing, "", lambda v: {"some": [_told(v), *[_told(v, named=False)] * v.rows]})
    yield Example(feedback.listing, "none", lambda _: {"some": ()})


def _told(v: Filling, *, named: bool = True) -> feedback.Told:
    words = v.text("Wszystko działa.", FEEDBACK)
    one = Feedback(id="f1", person="p1", at=NOON, words=words, may_answer=named)
    return feedback.Told(one, v.text("Nowak Systems", 75), v.person(Role.PARTNER_REP) if named else None)


def _settings(v: Filling) -> Mapping[str, str]:
    zone, wall = v.text("Warschau", 75), v.text("wieczorem", 10)
    hours = {"arrive": "digest", "digest": v.text("rano i po południu", 30)}
    return {"language": v.text("polski", 10), "zone": zone, "quiet_from": wall, "quiet_to": wall, **hours}


def _help(role: Role) -> Given:
    return lambda v: {"person": v.person(role)}


def _joinings() -> Iterator[Example]:
    yield Example(joinings.form, "empty")
    yield Example(joinings.form, "again", lambda v: {"values": {name: getattr(v.joining(), name) for name in LIMITS}})
    yield Example(joinings.asked)
    for standing in Standing:
        yield Example(approvals.request, f"joining, {standing}", _joins(standing=standing))
    yield Example(approvals.request, "joining, unclear", _joins(partner=""))
    yield Example(approvals.request, "joining, elsewhere", _joins(house=None))
    yield Example(approvals.request, "joining, approved", _joins(Phase.DECIDED, Outcome.APPROVED))
    yield Example(approvals.request, "joining, rejected", _joins(Phase.DECIDED, Outcome.REJECTED))
    yield Example(approvals.approve_form, "empty", _joins(partner="", form=True))
    yield Example(
        approvals.approve_form, "again", lambda v: {**_joins(partner="", form=True)(v), "choice": v.text("nowak", 40)}
    )
    yield Example(
        joinings.welcome, "", lambda v: {"person": v.person(Role.PARTNER_REP), "partner": v.text("Nowak Systems", 75)}
    )
    yield Example(joinings.rejected)


def _joins(
    phase: Phase = Phase.OPEN,
    outcome: Outcome | None = None,
    *,
    standing: Standing = Standing.GUEST,
    partner: str = "nowak",
    house: str | None = "vendor",
    form: bool = False,
) -> Given:
    def given(v: Filling) -> Mapping[str, object]:
        joining = v.joining(standing=standing, partner=partner)
        found = v.partner() if partner else None
        home = v.partner("Rival GmbH") if standing is Standing.MEMBER else None
        what = joinings.described(joining, found, home, "rival" if home else house, v.t)
        return {"approval": v.approval(phase, outcome), "what": what} | ({} if form else {"late": False})

    return given


def _partners() -> Iterator[Example]:
    for type_ in ("channel", "technology", "referral", "joint-venture", "alliance"):
        yield Example(partners.profile, f"{type_}, partner", _profile(type_, Role.PARTNER_ADMIN))
    yield Example(partners.profile, "vendor", _profile("channel", *set(Role) - {Role.PARTNER_REP, Role.PARTNER_ADMIN}))
    yield Example(partners.profile, "its channel manager", _looked_after)
    yield Example(
        partners.profile, "no manager", lambda v: {**_profile("channel", Role.PARTNER_REP)(v), "managers": ()}
    )
    yield Example(partners.directory, "some", _directory)
    yield Example(partners.directory, "none", lambda v: {**_directory(v), "partners": ()})


def _profile(type_: str, *roles: Role) -> Given:
    return lambda v: {
        "partner": v.partner(type_=type_),
        "managers": v.managers,
        "programme": v.programme,
        "reader": v.person(*roles),
    }


def _looked_after(v: Filling) -> Mapping[str, object]:
    return {**_profile("channel")(v), "reader": v.manager}


def _directory(v: Filling) -> Mapping[str, object]:
    found = [v.partner() for _ in range(v.rows + 5)]
    return {"partners": found, "programme": v.programme, "reader": v.person(Role.CHANNEL_MANAGER)}


def _installations() -> Iterator[Example]:
    yield Example(installations.lost, "slack", _installation(Platform.SLACK, "T0NOWAK"))
    yield Example(installations.lost, "teams", _installation(Platform.TEAMS, "22222222-aaaa-4bbb-8ccc-000000000002"))
    yield Example(installations.back, "slack", _installation(Platform.SLACK, "T0NOWAK"))
    yield Example(installations.back, "teams", _installation(Platform.TEAMS, "22222222-aaaa-4bbb-8ccc-000000000002"))
    for page in ("done", "declined", "expired", "failed", "later"):
        yield Example(getattr(installations, f"install_{page}"))
    yield Example(installations.install_not_listed, "", lambda _: {"host": "T0NOWAK"})


def _installation(platform: Platform, host: str) -> Given:
    return lambda v: {"whose": v.text("Nowak Systems", 75), "platform": platform, "host": host, "since": NOON}


def _channels() -> Iterator[Example]:
    yield Example(channels.listing, "none", lambda _: {"rows": (), "count": 0, "needy": 0})
    yield Example(channels.listing, "a page", _some_channels)
    for why in (Why.NO_APP, Why.NO_ADDRESS, *(Why(trouble) for trouble in Trouble)):
        yield Example(channels.detail, why, _channel(wrong=why, may=True))
    yield Example(channels.detail, "well, to read", _channel())
    yield Example(channels.proposed, "guessed", _channel(may=True, state=ChannelState.PROPOSED))
    yield Example(channels.proposed, "the partner's own", _channel(may=True, state=ChannelState.PROPOSED, outside=True))
    others: dict[str, Any] = {"state": ChannelState.PROPOSED, "troubles": frozenset({Trouble.OTHERS})}
    yield Example(channels.proposed, "nobody's, with others in it", _channel(may=True, partner="", **others))
    yield Example(channels.link_form, "empty", _linking(lambda _: None))
    yield Example(channels.link_form, "again", _linking(lambda v: v.partner()))
    yield Example(channels.gone, "named", lambda v: {"name": v.text("ext-nowak", 100)})
    yield Example(channels.gone, "unnamed", lambda _: {"name": ""})


def _channel(*, wrong: Why | None = None, may: bool = False, partner: str = "Nowak Systems", **state: Any) -> Given:
    return lambda v: {"one": _one_channel(v, wrong=wrong, may=may, partner=partner, **state)}


def _one_channel(
    v: Filling, *, wrong: Why | None = None, may: bool = False, partner: str = "Nowak Systems", **state: Any
) -> ChannelShown:
    made = {"platform": Platform.SLACK, "host": "T0VENDOR", "conversation": "C1", "partner": "nowak", "id": "c1"}
    return ChannelShown(
        channel=Channel(**{**made, "name": v.text("ext-nowak", 100), **state}),
        partner=v.text(partner, 75) if partner else "",
        language="pt-BR",
        zone="America/Argentina/ComodRivadavia",
        wrong=wrong,
        may=may,
    )


def _linking(partner: Callable[[Filling], Partner | None]) -> Given:
    return lambda v: {"channel": _one_channel(v).channel, "partner": partner(v)}


def _some_channels(v: Filling) -> Mapping[str, object]:
    proposed = [_one_channel(v, partner=one, state=ChannelState.PROPOSED) for one in ("Nowak Systems", "")]
    made = [*proposed, _one_channel(v, wrong=Why.OTHERS), *[_one_channel(v)] * 3]
    return {"rows": made, "count": 4000, "needy": 3, "more": "nowak.6"}


def _team() -> Iterator[Example]:
    yield Example(team.team, "administrator", _colleagues(Role.PARTNER_ADMIN))
    yield Example(team.team, "representative", _colleagues(Role.PARTNER_REP))
    yield Example(team.team, "nobody yet", lambda v: {**_colleagues(Role.ADMIN)(v), "people": ()})
    yield Example(team.colleague, "representative, not here yet", _one(Role.PARTNER_REP))
    yield Example(team.colleague, "administrator", _one(Role.PARTNER_ADMIN, reached=frozenset(Platform)))
    yield Example(team.colleague, "oneself", _one(Role.PARTNER_ADMIN, reached=frozenset(Platform), own=True))
    yield Example(team.stepped_down, "", lambda v: {"person": v.person(Role.PARTNER_REP)})
    yield Example(team.removed, "", lambda v: {"person": v.person(Role.PARTNER_REP)})
    yield Example(team.add_form, "empty", lambda v: {"partner": v.partner()})
    yield Example(team.add_form, "again", lambda v: {"partner": v.partner(), "values": _added(v)})
    yield Example(
        team.invitation,
        "",
        lambda v: {
            "person": v.person(Role.PARTNER_REP),
            "partner": v.partner(),
            "letters": "7K3QX2AB",
            "until": NOON,
        },
    )
    yield Example(team.invitation, "written", lambda v: {**_invited(v), "letters": "7K3QX2AB", "written": True})
    yield Example(team.invited, "", lambda v: {**_invited(v), "invitation_id": "i1"})
    yield Example(team.invited, "used", lambda v: {**_invited(v), "invitation_id": "i1", "used": True})


def _invited(v: Filling) -> Mapping[str, object]:
    return {"person": v.person(Role.PARTNER_REP), "partner": v.partner(), "until": NOON}


def _colleagues(role: Role) -> Given:
    def given(v: Filling) -> Mapping[str, object]:
        people_ = [
            replace(v.person(Role.PARTNER_ADMIN if number else Role.PARTNER_REP), id=f"p{number}")
            for number in range(v.rows + 5)
        ]
        reached = {"p0": frozenset(Platform), "p1": frozenset({Platform.SLACK})}
        return {"partner": v.partner(), "people": people_, "reached": reached, "reader": v.person(role)}

    return given


def _one(role: Role, *, reached: frozenset[Platform] = frozenset(), own: bool = False) -> Given:
    return lambda v: {
        "person": replace(v.person(role), id="p1" if own else "p2", email=v.text("jan@nowak.example", 254)),
        "partner": v.partner(),
        "reached": reached,
        "reader": v.person(Role.PARTNER_ADMIN),
    }


def _added(v: Filling) -> Mapping[str, str]:
    return {"name": v.text("Jan Nowak", 200), "email": v.text("jan@nowak", 254), "role": v.text("director", 20)}


def _home() -> Iterator[Example]:
    yield Example(
        home.home,
        "partner",
        lambda v: {
            "person": v.person(Role.PARTNER_REP),
            "sections": [_section(deals.listing, _list(Role.PARTNER_REP), v)],
        },
    )
    yield Example(
        home.home,
        "manager",
        lambda v: {
            "person": v.person(Role.CHANNEL_MANAGER),
            "sections": [
                _section(approvals.waiting, _waiting(more=True), v),
                _section(deals.listing, _list(Role.CHANNEL_MANAGER, more=True), v),
            ],
        },
    )
    yield Example(home.home, "stranger", lambda v: {"person": stranger(v.t.language), "sections": ()})
    yield Example(home.pinned)


def _imports() -> Iterator[Example]:
    yield Example(imports.dry_run, "good", _dry_run(wrong=0))
    yield Example(imports.dry_run, "some wrong, more pages", _dry_run(wrong=12))
    yield Example(imports.dry_run, "the next page", lambda v: {**_dry_run(wrong=12)(v), "after": 8})
    yield Example(imports.dry_run, "all wrong", _dry_run(wrong=2, right=0))
    yield Example(imports.dry_run, "broken", _dry_run(wrong=1, broken=True))
    yield Example(
        imports.dry_run,
        "changed meanwhile, a code page",
        lambda v: {**_dry_run(wrong=0)(v), "changed": True, "code_page": "1250"},
    )
    yield Example(imports.nothing, "same", lambda v: {"name": v.text("people.csv", 100), "lines": 12})
    yield Example(imports.nothing, "empty", lambda _: {"name": "people.csv", "lines": 0})
    for state in (ImportState.APPLIED, ImportState.DISCARDED, ImportState.REPLACED, ImportState.EXPIRED):
        yield Example(imports.over, state, _over(state))
    onward = _both(_over(ImportState.APPLIED), lambda v: {"onward": (announcements.writing(v.t),)})
    yield Example(imports.over, "and what may come next", onward)
    yield Example(imports.unknown, "nothing known", lambda _: {"header": (), "templates": (_TEMPLATE,)})
    yield Example(
        imports.unknown,
        "nearly",
        lambda v: {"header": ("email", "name", v.text("surname", 60)), "templates": (_TEMPLATE,)},
    )
    yield Example(imports.lines_form, "empty")
    yield Example(imports.lines_form, "again", lambda v: {"value": v.text("email,name", 3000)})


_TEMPLATE = Template("people", ("email", "name", "organisation"), ("jan@partner.example", "Jan", "partner"))


def _dry_run(*, wrong: int, right: int = 2, broken: bool = False) -> Given:
    def given(v: Filling) -> Mapping[str, object]:
        entries = [
            Entry(line + 2, None, v.text("Jan Nowak <jan@nowak.example>, nowak", 300), effect, columns)
            for line, (effect, columns) in enumerate(
                ((Effect.ADD, ()), (Effect.CHANGE, ("name", "roles")), (Effect.NONE, ()))
            )
        ]
        mistakes = [
            Mistake(line + 5, Refusal("import-email", given=v.text("jan@", 200)), fatal=broken) for line in range(wrong)
        ]
        plan = Plan(entries[: right + 1] if right else (), mistakes)
        return {"plan": plan, "name": v.text("people.csv", 100), "ref": "i1"}

    return given


def _over(state: ImportState) -> Given:
    return lambda v: {"name": v.text("people.csv", 100), "state": state, "counts": Counts(3, 1, 2), "at": NOON}


def _terms() -> Iterator[Example]:
    yield Example(acceptances.terms, "first", _conditions(again=False))
    yield Example(acceptances.terms, "again, a link alone", _conditions(again=True))


def _conditions(*, again: bool) -> Given:
    def given(v: Filling) -> Mapping[str, object]:
        words = v.text("Register a deal only with the customer's consent.\nWe answer within 48 hours.", PROSE - 3)
        prose = f"1. {words}"  # never blank, as in a programme
        link: Mapping[Language, str] = {"en": "https://vendor.example/terms", "pl": "https://vendor.example/warunki"}
        # Past its own checks: a programme takes less than what is tried here, and the card must bear all of it.
        conditions = Conditions.model_construct(version="2026-11", text=None if again else prose, link=link)
        return {"conditions": conditions, "programme": v.programme, "ref": "2026-11 pl " + "w" * 80, "again": again}

    return given


def _section(view: Callable[..., Card], given: Given, v: Filling) -> Card:
    return view(t=v.t, **given(v))


def _common() -> Iterator[Example]:
    for reason in REFUSALS:
        yield Example(common.problem, reason, _problem(reason))
    yield Example(common.closed)
    yield Example(common.renewed)
    yield Example(
        common.told,
        "",
        lambda v: {
            "title": v.t("deal-thanks-title", ref="D-7K3QX"),
            "words": v.t("deal-thanks", ref="D-7K3QX", customer=v.terms.customer, amount=v.amount),
        },
    )


def _problem(reason: str) -> Given:
    return lambda v: {"words": _refused(reason, v)}


# --- announcements ---


def _announcement(v: Filling, state: Stands = Stands.DRAFT, *languages: str) -> Announcement:
    """With texts as long as they may be, in these languages, else in all."""
    first = "**New prices** from _1 January_: `SENSOR-7`, and [the list](https://vendor.example/prices)."
    more = _unmarked(v.text("The old ones end.", BODY - len(first) - len("\n\nAsk: ")))
    written = Text(v.text("New prices in January", TITLE), f"{first}\n\nAsk: {more}")
    return Announcement(
        id="an1",
        ref="A-7K3QX",
        author="p1",
        author_name=v.text("Ola Lis", 200),
        state=state,
        version=3,
        content=Content(
            dict.fromkeys(languages or v.programme.languages, written),
            Picture("https://vendor.example/sensor.png", {"en": v.text("A sensor on a pipe", ALT)}),
            (Action(Act.LINK, "https://vendor.example/prices", {"pl": v.text("Cennik", LABEL)}),) * BUTTONS,
        ),
        made_at=NOON,
        changed_at=NOON,
    )


def _unmarked(text: str) -> str:
    """Without the marks that an author may use, and in one paragraph: what is left has to do nothing."""
    return re.sub(r"\n\s*\n", "\n", re.sub(r"[*_`\[\]]", "", text))


def _announcing(state: Stands = Stands.DRAFT, *languages: str) -> Given:
    return lambda v: {"one": _announcement(v, state, *languages), "programme": v.programme}


def _reach(v: Filling) -> Reach:
    """With every reason why somebody is not reached."""
    partner, name = v.text("Nowak Systems", 75), v.text("nowak-vendor", 200)
    return Reach(
        reachable=12_345,
        deferred=22,
        unreachable={why: number + 1 for number, why in enumerate(Why)},
        languages={"en": 12_000, "pl": 367},
        samples=(Recipient(name=name, partner=partner, language="pl", zone="Europe/Warsaw"),) * 5,
        missed=(
            Unreached(partner=partner, name="", why=Why.NO_CHANNEL),
            Unreached(partner=partner, name=name, why=Why.ARCHIVED),
        ),
    )


def _for_many(v: Filling, state: Stands = Stands.DRAFT) -> Announcement:
    """For all whom every rule lets in, urgent."""
    audience = Audience(
        tiers=frozenset({"gold", "base"}),
        regions=frozenset({"ce"}),
        countries=frozenset({"PL", "DE"}),
        languages=frozenset({"pl", "en"}),
        types=frozenset({"channel"}),
        certificates=frozenset({"sensor-basics"}),
        products=frozenset({"sensor"}),
        partners=frozenset({"nowak", "rival"}),
        active_days=30,
    )
    urgent = v.text("The old firmware loses its data on 1 January.", REASON)
    return replace(_announcement(v, state), audience=audience, timing=Timing(way=Way.AT, at=NOON, urgent=urgent))


def _unreached(v: Filling) -> Mapping[str, object]:
    partner, name = v.text("Nowak Systems", 75), v.text("nowak-vendor", 200)
    page = [Unreached(partner=partner, name=name, why=why, email="jan.nowak@nowak.example") for why in Why]
    page[0] = Unreached(partner=partner, name="", why=Why.NO_CHANNEL)
    return {"one": _announcement(v), "page": page[:8], "more": "a1.8"}


def _that_opens(v: Filling) -> Mapping[str, object]:
    one = _announcement(v)
    named = Action(Act.DOCUMENT, "F-7K3QX", dict.fromkeys(v.programme.languages, v.text("The list", LABEL)))
    actions = (named, Action(Act.DOCUMENT, "F-7K3QX"), Action(Act.TRAINING, "sensor-basics"), Action(Act.ACKNOWLEDGE))
    return {"one": replace(one, content=replace(one.content, actions=actions)), "programme": v.programme}


def _whom(of: Callable[[Filling], Announcement], many: int) -> Given:
    def given(v: Filling) -> Mapping[str, object]:
        one = of(v)
        partners = {"nowak": v.text("Nowak Systems", 75), "rival": "Rival, GmbH"} if many else {}
        partners |= {f"p{number}": f"Partner {number}" for number in range(2, many)}
        offered = announcements_who.Offered(partners=partners, courses={"sensor-basics": v.text("Sensor basics", 75)})
        values = announcements_who.chosen(one.audience) if one.audience else {}
        return {"one": one, "values": values, "offered": offered, "programme": v.programme}

    return given


_MANY = Audience(partners=frozenset(f"p{number:03}" for number in range(1_000)))


def _reviewed() -> Iterator[Example]:
    for name, second, alone in (
        ("to a few", False, False),
        ("to many", True, False),
        ("to many, director", True, True),
    ):
        yield Example(announcements.detail, f"reviewed, {name}", _reviewing(second=second, alone=alone))
    for second in (True, False):
        yield Example(announcements_review.grown, f"second person {second}", _grown(second=second))
    yield Example(
        announcements.detail,
        "reviewed, to nobody",
        lambda v: {**_announcing()(v), "one": _mornings(v), "review": announcements_review.Review(reach=Reach())},
    )
    yield Example(
        announcements.detail,
        "for many partners",
        lambda v: {**_announcing()(v), "one": replace(_announcement(v), audience=_MANY)},
    )
    for name, of, many in (("empty", _announcement, 0), ("chosen", _for_many, 3), ("of many partners", _for_many, 400)):
        yield Example(announcements_who.who_form, name, _whom(of, many))
    yield Example(compared.told, "", _compared)
    yield Example(announcements_files.comes, "", lambda v: {"one": _announcement(v)})
    yield Example(announcements.announced, "that opens a document and a course", _that_opens)
    yield Example(announcements_unreached.listing, "nobody", lambda v: {"one": _announcement(v), "page": ()})
    yield Example(announcements_unreached.listing, "a page", _unreached)
    yield Example(announcements_review.when_form, "empty", lambda v: {"one": _announcement(v), "values": {}})
    yield Example(
        announcements_review.when_form,
        "chosen",
        lambda v: {"one": _for_many(v), "values": announcements_review.timed(_for_many(v).timing, v.t)},
    )
    yield Example(announcements_review.alone_form, "empty", lambda v: {"one": _for_many(v), "seen": "12"})
    yield Example(
        announcements_review.alone_form,
        "again",
        lambda v: {"one": _for_many(v), "reason": v.text("Nobody answers tonight.", REASON)},
    )
    yield Example(approvals.request, "an announcement", _sending_asked)
    for outcome in (Outcome.APPROVED, Outcome.REJECTED):
        yield Example(announcements_review.decided, outcome, _decided_about(outcome))
    yield Example(
        announcements_review.decided,
        "void",
        lambda v: {"one": _void(v), "approval": v.approval(Phase.DECIDED, Outcome.APPROVED)},
    )
    yield Example(announcements_review.sent_alone, "void", lambda v: {"one": _void(v), "programme": v.programme})
    yield Example(announcements_review.sent_alone, "", _alone)
    yield Example(announcements_review.withheld, "", _alone)
    for own in (True, False):
        yield Example(announcements_review.given_back, "own" if own else "", _given_back(own=own))
    for stopped in (
        "announcement-nobody",
        "announcement-language",
        "announcement-link",
        "announcement-opens-nothing",
        SENDER_LOST,
    ):
        yield Example(announcements_review.given_back, stopped, _given_back(own=True, stopped=stopped))
    yield Example(
        announcements_review.given_back,
        "others are asked",
        lambda v: {"one": _announcement(v, Stands.WAITING), "programme": v.programme, "own": True},
    )
    yield Example(
        announcements_review.sent_alone,
        "taken back",
        lambda v: {"one": _announcement(v), "programme": v.programme},
    )
    for waits in (True, False):
        yield Example(announcements_review.undecidable, f"waits {waits}", _undecidable(waits=waits))


def _mornings(v: Filling) -> Announcement:
    timing = Timing(way=Way.MORNING, day=date(2026, 12, 1))
    return replace(_announcement(v), audience=Audience(to=To.PEOPLE), timing=timing)


def _reviewing(*, second: bool, alone: bool) -> Given:
    def given(v: Filling) -> Mapping[str, object]:
        review = announcements_review.Review(reach=_reach(v), second=second, alone=alone)
        return {"one": _for_many(v), "programme": v.programme, "review": review}

    return given


def _grown(*, second: bool) -> Given:
    def given(v: Filling) -> Mapping[str, object]:
        review = announcements_review.Review(reach=_reach(v), second=second)
        card = announcements.detail(_for_many(v), v.programme, v.t, review=review)
        return {"card": card, "review": review}

    return given


def _sending_asked(v: Filling) -> Mapping[str, object]:
    one = _for_many(v, Stands.WAITING)
    return {"approval": v.approval(), "what": announcements_review.described(one, _reach(v), v.programme, v.t)}


def _compared(v: Filling) -> Mapping[str, object]:
    lost = dict.fromkeys(compared.Loss, ("English", "Polski"))
    card = announcements.preview(_announcement(v), v.linking, v.t, v.t)
    return {"card": card, "found": {Platform.SLACK: {}, Platform.TEAMS: lost}}


def _void(v: Filling) -> Announcement:
    return replace(_announcement(v, Stands.WAITING), timing=Timing(stopped=SENDER_LOST))


def _decided_about(outcome: Outcome) -> Given:
    return lambda v: {"one": _for_many(v, Stands.SCHEDULED), "approval": v.approval(Phase.DECIDED, outcome)}


def _fewer(v: Filling) -> Mapping[str, object]:
    given = dict(_following(Stands.SENDING, sent=300, waiting=100)(v))
    one = given["one"]
    assert isinstance(one, Announcement)
    lost = {partner.key: 2 for partner in v.programme.partners} | {f"p{number}": 1 for number in range(12)}
    return {**given, "one": replace(one, timing=replace(one.timing, lost=lost)), "left": True}


def _undecidable(*, waits: bool) -> Given:
    return lambda v: {"one": _announcement(v, Stands.WAITING), "waits": waits}


def _given_back(*, own: bool, stopped: str = "") -> Given:
    def given(v: Filling) -> Mapping[str, object]:
        one = _for_many(v)
        new = {partner.key: 3 for partner in v.programme.partners} | {f"p{number}": 1 for number in range(12)}
        return {
            "one": replace(one, timing=replace(one.timing, new=new, stopped=stopped)),
            "programme": v.programme,
            "own": own,
        }

    return given


def _alone(v: Filling) -> Mapping[str, object]:
    one = _for_many(v, Stands.SCHEDULED)
    alone = v.text("Nobody answers tonight.", REASON)
    return {"one": replace(one, timing=replace(one.timing, alone=alone)), "programme": v.programme}


def _announcements() -> Iterator[Example]:
    yield Example(announcements.form, "empty", lambda v: {"values": {}, "programme": v.programme, "draft": "dr1"})
    yield Example(
        announcements.form,
        "edit, with links",
        lambda v: {
            "values": announcements.typed(_announcement(v).content),
            "programme": v.linking,
            "of": _announcement(v),
        },
    )
    for state in (Stands.DRAFT, Stands.WAITING, Stands.SCHEDULED):
        yield Example(announcements.detail, state, _announcing(state))
    yield from _reviewed()
    for view in (
        announcements_more.picture_form,
        announcements_more.link_form,
        announcements_more.opening_form,
    ):
        yield Example(view, "empty", lambda v: {"one": _announcement(v), "values": {}, "programme": v.linking})
    yield Example(
        announcements_more.picture_form,
        "again",
        lambda v: {
            "one": _announcement(v),
            "values": announcements_more.pictured(_announcement(v).content),
            "programme": v.linking,
        },
    )
    yield Example(announcements.detail, "a language missing", _announcing(Stands.DRAFT, "en"))
    yield Example(
        announcements.detail,
        "a language falls back",
        lambda v: {"one": _announcement(v, Stands.DRAFT, "pl"), "programme": v.linking},
    )
    yield Example(announcements.announced, "", _announcing(Stands.SENDING))
    yield Example(announcements.preview, "in Polish", lambda v: {**_announcing()(v), "own": translator("pl", "UTC")})
    yield Example(announcements.tested, "", lambda v: {"one": _announcement(v)})
    yield Example(
        announcements.listing, "none", lambda v: {"page": Page[Announcement]((), 0), "programme": v.programme}
    )
    yield Example(
        announcements.listing,
        "a page",
        lambda v: {
            "page": Page((_announcement(v), _announcement(v, Stands.SENT)), 12, "c" * 40),
            "programme": v.programme,
        },
    )


def _stands(name: str, lead: str = "") -> Given:
    def given(v: Filling) -> Mapping[str, object]:
        said = {"lead": v.t(lead, at=NOON)} if lead else {}
        return {"one": learning.shown(v)[name], "at": NOON, "today": learning.TODAY, **said}

    return given


def _understood(turn: Turn) -> Given:
    return lambda v: {"one": learning.own(v), "turn": turn}


def _training() -> Iterator[Example]:
    grace = date(2026, 11, 30)
    yield Example(training.overview, "", learning.overview)
    yield Example(training.overview, "in time", lambda v: learning.overview(v, late=False))
    yield Example(training.overview, "nothing", lambda v: learning.overview(v, nothing=True))
    for name in ("to do", "overdue", "no date", "a seat", "begun", "cancelled", "module", "offered", "won", "ended"):
        yield Example(training.course, name, _stands(name))
    yield Example(training.course, "registered", _stands("a seat", "training-registered"))
    yield Example(training.course, "freed", _stands("to do", "training-freed"))
    yield Example(training.course, "full", _stands("to do", "training-full-now"))
    yield Example(training.course, "full, no other", _stands("no date", "training-full-none"))
    yield Example(training.course, "done", _stands("won", "training-won-now"))
    yield Example(training.course, "soon", lambda v: {**_stands("a seat", "training-soon")(v), "again": "r1"})
    yield Example(training.course, "moved", _stands("a seat", "training-moved"))
    yield Example(training.course, "there", _stands("won", "training-attended"))
    yield Example(training_attendance.code_form, "", lambda _: {})
    yield Example(training_attendance.sessions, "", learning.sessions)
    yield Example(training_attendance.sessions, "none", lambda _: {"found": [], "courses": {}})
    yield Example(training_attendance.attendance, "", learning.attendance)
    yield Example(training_attendance.attendance, "before", lambda v: {**learning.attendance(v), "begun": False})
    yield Example(training_attendance.attendance, "all noted", lambda v: {**learning.attendance(v), "seated": []})
    yield Example(training.course, "lapses", lambda v: {**_stands("won")(v), "lead": v.t("training-lapses", day=grace)})
    yield Example(training_lapsing.lapsing, "", learning.lapsing)
    yield Example(training_lapsing.lapsing, "none", lambda _: {"found": []})
    reminded = {"count": 3, "before": 2}
    yield Example(
        training_lapsing.lapsing,
        "reminded",
        lambda v: {**learning.lapsing(v), "lead": v.t("training-reminded", **reminded)},
    )
    for turn in Turn:
        yield Example(training_own.understood, turn.name, _understood(turn))
    yield Example(training_own.kept, "", lambda v: {"one": learning.own(v)})
    yield Example(training_own.told, "", lambda v: {"one": learning.own(v)})
    yield Example(training_own.told, "of nothing", lambda v: {"one": replace(learning.own(v), subject="")})
    yield Example(training_own.gone, "", lambda _: {})
    yield Example(training_own.listing, "", lambda v: {"mine": [learning.own(v)] * 3})
    yield Example(training_own.listing, "none", lambda _: {"mine": []})
    yield Example(training.course, "to renew", _stands("module", "training-renew-module"))
    yield Example(training.course, "to renew later", _stands("no date", "training-renew-later"))
    yield Example(training_lapsed.blocked, "", learning.blocked)
    yield Example(training_lapsed.foretold, "", learning.foretold)
    yield Example(training_lapsed.foretold, "in the grace", lambda v: {**learning.foretold(v), "blocks_on": grace})
    yield Example(training_lapsed.foretold, "blocked", lambda v: {**learning.foretold(v), "blocked": True})
    yield Example(training_lapsed.warned, "", learning.warned)
    yield Example(training_lapsed.warned, "in the grace", lambda v: {**learning.warned(v), "blocks_on": grace})
    yield Example(training.calendar, "", learning.calendar)
    yield Example(training.calendar, "nothing", lambda v: {**learning.calendar(v), "sessions": []})
    yield Example(training.team, "", learning.team)
    yield Example(training.team, "no courses", lambda v: {**learning.team(v), "courses": 0})
    yield Example(training.partners, "", learning.partners)


def _following(state: Stands, **figures: Any) -> Given:
    return lambda v: {
        "one": _announcement(v, state),
        "now": Progress(at=NOON, **figures),
        "programme": v.programme,
    }


_ONE = {Why.NO_APP: 1, Why.NO_ADDRESS: 1}


def _followed() -> Iterator[Example]:
    view = announcements_followed.progress
    lost = {"failed": 12, "failures": {"is_archived": 7, "blocked": 3, "no-account": 1, "forbidden": 1}}
    yield Example(view, "at its beginning", _following(Stands.SENDING, waiting=400, later=120, next_at=NOON))
    one_each = _following(Stands.SENDING, sent=1, waiting=1, later=1, next_at=NOON, behind=0, skipped=2, unreached=_ONE)
    yield Example(
        view,
        "with one of each",
        lambda v: {
            **one_each(v),
            "one": replace(_announcement(v, Stands.SENDING), edited_at=NOON),
            "acknowledged": Acknowledged(people=1, asked=1, told=1),
        },
    )
    left_out = {"skipped": 31, "unreached": dict.fromkeys(Why, 3) | {Why.NO_CHANNEL: 7}}
    yield Example(view, "with some who are not reached", _following(Stands.SENT, sent=369, **left_out))
    yield Example(
        view,
        "with trouble",
        lambda v: {
            **_following(Stands.SENDING, sent=8214, waiting=1700, lately=480, uncertain=2, held=1, skipped=3, **lost)(
                v
            ),
            "failed": [_fate(v)] * 5,
            "unsure": [_fate(v)] * 3,
        },
    )
    for state in (Stands.PAUSED, Stands.CANCELLED, Stands.SENT, Stands.RETRACTED):
        yield Example(view, state, _following(state, sent=390, failed=10, failures={"blocked": 10}))


def _capped(v: Filling) -> Mapping[str, object]:
    programme = v.programme.model_copy(update={"messages": Messaging(per_day=4)})
    return {"person": v.person(Role.PARTNER_REP), "programme": programme}


def _together(v: Filling) -> Mapping[str, object]:
    line = digests.Line(said(v.text("New prices in January", TITLE)), NOON, f"n:announcement:{'a' * 32}")
    return {"lines": (line,) * v.rows}


def _question(v: Filling, *, answered: bool = False) -> Question:
    one = Question(
        id="q1",
        about="announcement:an1",
        by="p2",
        by_name=v.text("Jan Nowak", 200),
        partner="nowak",
        channel=v.text("nowak-vendor", 80),
        words=v.text("Do the new prices count for what we have offered already?", WORDS),
        asked_at=NOON,
    )
    return one.answered(v.text("No, only from January on.", WORDS), v.manager, NOON) if answered else one


def _asked_about(v: Filling) -> questions.About:
    return questions.about_announcement(_announcement(v, Stands.SENT), v.programme, v.t)


def _question_shown(*, answered: bool = False, document: bool = False, **more: Any) -> Given:
    def given(v: Filling) -> Mapping[str, object]:
        before = _question(v, answered=True) if more.get("before") else None
        about = questions.about_document(_document(v), v.t) if document else _asked_about(v)
        company, gone = v.text("Nowak Systems", 75), bool(more.get("gone"))
        with_one = _document(v) if more.get("answer") else None
        return {"it": questions.Shown(_question(v, answered=answered), about, company, before, gone, with_one)}

    return given


def _question_asked(*, answered: bool = False, document: bool = False, **more: Any) -> Given:
    def given(v: Filling) -> Mapping[str, object]:
        about = questions.about_document(_document(v), v.t) if document else _asked_about(v)
        return {"question": _question(v, answered=answered), "about": about, **more}

    return given


def _question_words(**more: Any) -> Given:
    return lambda v: {"words": v.text("Does it count for offers?", WORDS), "draft": "d" * 32, **more}


def _both(*some: Given) -> Given:
    return lambda v: {name: value for each in some for name, value in each(v).items()}


def _questions() -> Iterator[Example]:
    about = lambda v: {"about": _asked_about(v)}  # noqa: E731  # as the others
    yield Example(questions.form, "", lambda v: {**about(v), "before": None})
    yield Example(questions.form, "once more", lambda v: {**about(v), "before": _question(v, answered=True)})
    yield Example(questions.sent, "", _question_asked())
    yield Example(questions.sent, "with a file", _question_asked(files=True))
    yield Example(questions.sent, "of a document", _question_asked(document=True))
    yield Example(questions.offered, "", _both(about, _question_words(nearest="approvals")))
    yield Example(questions.answered, "", _question_asked(answered=True))
    yield Example(questions.answered, "of a document", _question_asked(answered=True, document=True))
    yield Example(
        questions.answered,
        "with a document",
        _both(_question_asked(answered=True), lambda v: {"document": _document(v)}),
    )
    bare = lambda v: {"question": replace(_question(v, answered=True), answer="", document="d" * 32)}  # noqa: E731  # as above
    yield Example(
        questions.answered, "a document", _both(_question_asked(), bare, lambda v: {"document": _document(v)})
    )
    yield Example(questions.answered, "a document that is gone", _both(_question_asked(), bare))
    yield Example(questions.asked, "", _question_shown())
    yield Example(questions.asked, "still waits", _both(_question_shown(before=True), lambda _: {"again": True}))
    yield Example(questions.asked, "nobody reads it", _question_shown(gone=True))
    yield Example(questions.asked, "answered", _question_shown(answered=True))
    yield Example(questions.asked, "too late", _both(_question_shown(answered=True), lambda _: {"late": True}))
    yield Example(questions.asked, "of a document", _question_shown(document=True))
    yield Example(questions.asked, "with a document", _question_shown(answered=True, answer=True))
    yield Example(questions.answer_form, "", _question_shown())
    yield Example(questions.answer_form, "chosen", _both(_question_shown(), lambda v: {"document": _document(v)}))
    yield Example(
        questions_kept.form,
        "",
        lambda v: {
            "question": _question(v, answered=True),
            "values": {"title": v.text("Why?", LONGEST_TITLE), "text": v.text("Because.", WORDS), "partner": "nowak"},
            "programme": v.programme,
            "partner": v.programme.partners[0],
        },
    )
    yield Example(questions.answer_offered, "", _both(_question_shown(), _question_words()))
    listed = lambda v: {"one": _announcement(v, Stands.SENT), "programme": v.programme}  # noqa: E731  # as above
    none = {"some": (), "tally": Tally(), "companies": {}}
    yield Example(questions.listing, "none", lambda v: {**listed(v), **none})
    yield Example(
        questions.listing,
        "a page",
        lambda v: {
            **listed(v),
            "some": (_question(v),) * 4 + (_question(v, answered=True),) * 4,
            "tally": Tally(12, 4),
            "companies": {"nowak": v.text("Nowak Systems", 75)},
            "more": "an1.8",
        },
    )


def _edited(state: Stands = Stands.SENT, *, waits: bool = False) -> Given:
    """After it had left; `waits`: the edit does, for a second person."""

    def given(v: Filling) -> Mapping[str, object]:
        one = _announcement(v, state)
        revision = one.content if waits else None
        return {"one": replace(one, edited_at=None if waits else NOON, edits=1, revision=revision)}

    return given


def _to_acknowledge(at: datetime | None) -> Given:
    def given(v: Filling) -> Mapping[str, object]:
        one = _announcement(v, Stands.SENT)
        asks = replace(one, content=replace(one.content, actions=(Action(Act.ACKNOWLEDGE),)))
        return {"one": asks, "programme": v.programme, "acknowledged_at": at}

    return given


def _changed(state: Stands, *, waits: bool = False) -> Given:
    counts = Progress(at=NOON, sent=390, gathered=12, behind=3, as_it_was=0 if waits else 2)

    def given(v: Filling) -> Mapping[str, object]:
        stays = [] if waits else [_fate(v)] * 2
        return {**_edited(state, waits=waits)(v), "now": counts, "programme": v.programme, "as_it_was": stays}

    return given


def _revised() -> Iterator[Example]:
    view = announcements_followed.progress
    yield Example(view, "edited", _changed(Stands.SENT))
    yield Example(view, "to fewer, and its author has left", _fewer)
    yield Example(view, "taken back", _changed(Stands.RETRACTED))
    yield Example(view, "an edit waits", _changed(Stands.SENT, waits=True))
    yield Example(
        view,
        "acknowledged",
        lambda v: {
            **_following(Stands.SENT, sent=390)(v),
            "tally": Tally(12, 4),
            "acknowledged": Acknowledged(people=120, asked=200, told=90, asked_partners=190, partners=30, coming=45),
        },
    )
    asking = _to_acknowledge(None)
    yield Example(announcements.announced, "to be acknowledged", asking)
    yield Example(announcements.announced, "acknowledged", _to_acknowledge(NOON))
    yield Example(announcements_followed.forgotten, "", _announcing(Stands.SENT))
    yield Example(announcements_followed.reminder, "", asking)
    yield Example(announcements_followed.acknowledged, "", lambda v: {**_announcing(Stands.SENT)(v), "at": NOON})
    yield Example(
        announcements_followed.revise_form,
        "",
        lambda v: {"one": _announcement(v), "content": _announcement(v).content, "programme": v.programme},
    )
    yield Example(announcements_followed.taken_back, "", lambda v: {"one": _announcement(v, Stands.RETRACTED)})
    yield Example(announcements.announced, "edited", lambda v: {**_edited()(v), "programme": v.programme})


def _fate(v: Filling) -> Fate:
    return Fate(
        name=v.text("#nowak-systems", 80),
        partner="nowak",
        email="",
        platform="slack",
        state="failed",
        reason="blocked",
        at=NOON,
    )


# --- documents ---


def _document(v: Filling, **changes: object) -> Document:
    made = Document(
        id="doc1",
        ref="F-7K3QX",
        title=v.text("Price list Brazil 2026", LONGEST_TITLE),
        sort=Sort.PRICE_LIST,
        owner="p1",
        shelf=Shelf(),
        languages=("pt-BR",),
        added_at=NOON,
        product="sensor",
        review_at=NOON + timedelta(days=90),
        verified_at=NOON,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # whatever an example wants to be otherwise


def _edition(v: Filling, number: int = 3, **changes: object) -> Version:
    made = Version(
        id=f"v{number}",
        document="doc1",
        number=number,
        file="f" * 64,
        name=v.text("prices.pdf", 100),
        note=v.text("Gas detectors are 2 % dearer.", LONGEST_NOTE),
        added_by="p1",
        added_at=NOON,
        wanted_from=NOON,
        shelf=Shelf(),
        state=Edition.APPROVED,
        counts_from=NOON,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # as above


def _hit(v: Filling, *, size: int = 240_000, kind: str = "application/pdf", sentence: str = "") -> Found:
    return Found(document=_document(v), version=_edition(v), size=size, type=kind, sentence=sentence)


def _reading(text: str = "", **changes: object) -> Given:
    return lambda v: {
        "one": replace(_hit(v), document=_document(v, **changes)),
        "text": v.text(text, 2000) if text else None,
        "mine": not text,
        "given": bool(text),
        "shares": not text,
        "whole": len(text) < 1000,  # one of them is longer
        "programme": v.programme,
        "at": NOON,
    }


def _answered(state: Edition) -> Given:
    return lambda v: {
        "document": _document(v),
        "version": _edition(v, state=state, approved_by_name=v.name("Dana Cole")),
    }


def _usage() -> Given:
    return lambda v: {
        "found": documents_used.Usage(
            region="",
            most=[Used(ref="F-7K3QX", title=v.text("Price list Brazil 2026", LONGEST_TITLE), people=12, times=1500)],
            unused=Unused(22, (Used(ref="F-7K3QY", title=v.text("Old brochure", LONGEST_TITLE)),)),
            gaps=[Gap(region=_region(v), words=v.text("contract list", 200), partners=1, times=5, at=NOON)],
        ),
        "programme": v.programme,
        "days": 90,
    }


def _unused_usage(v: Filling) -> documents_used.Usage:
    return documents_used.Usage(region=_region(v), most=(), unused=Unused(0, ()), gaps=())


def _region(v: Filling) -> str:
    return next(iter(v.programme.regions))


def _documents() -> Iterator[Example]:
    yield Example(
        documents.found,
        "sentences",
        lambda v: {
            "hits": (
                _hit(v, sentence=v.text("Flow meter FM200, 1,950 USD.", 300)),
                _hit(v, size=5_600_000, kind="text/plain"),
            ),
            "words": v.text("price list brazil", 200),
        },
    )
    yield Example(documents.found, "nothing", lambda v: {"hits": (), "words": v.text("submarine", 200)})
    yield Example(documents.found, "nearest", lambda v: {"hits": (), "words": "pric", "nearest": (_hit(v),)})
    yield Example(documents.found_plainly, "", lambda v: {"hits": (_hit(v),), "words": v.text("where is it?", 200)})
    yield Example(documents.listing, "none", lambda _: {"page": Page[Found]((), 0)})
    yield Example(documents.listing, "a page", lambda v: {"page": Page((_hit(v), _hit(v)), 12, "c" * 40)})
    yield Example(documents.pointer, "for all", lambda v: {"document": _document(v)})
    yield Example(
        documents.pointer,
        "for some",
        lambda v: {"document": replace(_document(v), shelf=Shelf(regions=frozenset({"ce"})))},
    )
    yield Example(documents.opened, "text", _reading("First paragraph.\n\nSecond paragraph."))
    yield Example(documents.opened, "long", _reading("A sentence of it. " * 150, review_at=None))
    yield Example(documents.opened, "without text", _reading(review_at=NOON, customers=True, product=""))
    yield Example(
        approvals.request,
        "a version of a document",
        lambda v: {
            "approval": v.approval(),
            "what": documents_approved.described(_document(v), _edition(v), "It begins so.", v.name("Ola Lis"), v.t),
        },
    )
    yield Example(documents_approved.decided, "approved", _answered(Edition.APPROVED))
    yield Example(documents_approved.decided, "rejected", _answered(Edition.REJECTED))
    yield Example(documents_approved.undecidable, "waits", _answered(Edition.WAITING))
    yield Example(documents_approved.undecidable, "over", _answered(Edition.APPROVED))
    yield Example(documents_kept.kept, "due", lambda v: {"document": _document(v, ask_at=None)})
    yield Example(
        documents_kept.kept, "vanished", lambda v: {"document": _document(v, ask_at=None, key="vanished/prices.pdf")}
    )
    yield Example(documents_kept.kept, "right", lambda v: {"document": _document(v, ask_at=NOON)})
    yield Example(documents_kept.kept, "retired", lambda v: {"document": _document(v, retired_at=NOON)})
    yield Example(documents_used.thanks, "useful", lambda v: {"document": _document(v), "useful": True})
    yield Example(documents_used.thanks, "of no use", lambda v: {"document": _document(v), "useful": False})
    yield Example(documents_used.usage, "of all regions", _usage())
    yield Example(documents_used.usage, "of one, empty", lambda v: {**_usage()(v), "found": _unused_usage(v)})
    yield Example(
        documents_renewed.renewed,
        "two at once",
        lambda v: {"document": _document(v), "newer": (_edition(v, 2, note=""), _edition(v)), "seen": 1},
    )
    yield Example(
        documents.history,
        "every state",
        lambda v: {
            "document": _document(v),
            "versions": (
                _edition(v, 1, counts_until=NOON),
                _edition(v, 2, state=Edition.REJECTED, counts_from=None),
                _edition(v, 3),
                _edition(v, 4, counts_from=NOON + timedelta(days=3), note=""),
                _edition(v, 5, state=Edition.WAITING, counts_from=None),
            ),
            "at": NOON,
        },
    )


def _brought(v: Filling, *near: Document, workbook: bool = False) -> dict[str, object]:
    about = {"media": "application/pdf", "size": 240_000, "workbook": workbook}
    return {"name": v.text("prices.pdf", 100), "dropped": "d" * 32, "near": near, **about}


def _documents_owned() -> Iterator[Example]:
    yield Example(
        documents_owned.form,
        "",
        lambda v: {"document": _document(v), "owner": v.name("Ola Lis"), "chosen": None},
    )
    yield Example(
        documents_owned.form,
        "chosen",
        lambda v: {"document": _document(v), "owner": v.name("Ola Lis"), "chosen": v.person(Role.REGIONAL_LEAD)},
    )
    yield Example(documents_owned.handed_on, "", lambda v: {"document": _document(v), "to": v.name("Ola Lis")})
    yield Example(documents_owned.yours, "", lambda v: {"document": _document(v)})


def _documents_edited() -> Iterator[Example]:
    some = Shelf(regions=frozenset({"ce"}), partners=frozenset({"nowak", "rival"}))
    yield Example(documents_edited.form, "several partners", lambda v: _editing(v, replace(_document(v), shelf=some)))
    yield Example(
        documents_edited.form,
        "one partner",
        lambda v: {**_editing(v, _document(v)), "partner": v.programme.partners[0]},
    )
    yield Example(
        documents_edited.edited,
        "for some",
        lambda v: {
            "document": replace(_document(v), shelf=some),
            "readers": 2,
            "named": v.programme.partners[:2],
            "programme": v.programme,
        },
    )
    hidden = Shelf(view=Circle.OWNER)
    yield Example(
        documents_edited.edited,
        "for nobody",
        lambda v: {
            "document": replace(_document(v), shelf=hidden),
            "readers": 12,
            "named": (),
            "programme": v.programme,
        },
    )


def _editing(v: Filling, document: Document) -> Mapping[str, object]:
    values = documents_edited.filled(document, v.t)
    return {
        "document": document,
        "values": values,
        "partner": None,
        "programme": v.programme,
        "every": ("0", "1", "90"),
    }


def _documents_dropped() -> Iterator[Example]:
    yield Example(documents_dropped.offered, "new", _brought)
    yield Example(documents_dropped.offered, "perhaps a version", lambda v: _brought(v, _document(v), workbook=True))
    yield Example(
        documents_dropped.add_form,
        "guessed",
        lambda v: {
            "dropped": "d" * 32,
            "values": {"title": v.text("Price list", LONGEST_TITLE), "kind": "price-list", "language": "pl"},
            "programme": v.programme,
        },
    )
    yield Example(
        documents_dropped.renew_form,
        "empty",
        lambda v: {"dropped": "d" * 32, "document": _document(v), "values": {"note": v.text("Dearer", LONGEST_NOTE)}},
    )
    yield Example(
        documents_dropped.replace_form, "empty", lambda _: {"dropped": "d" * 32, "chosen": None, "values": {}}
    )
    yield Example(
        documents_dropped.replace_form,
        "chosen",
        lambda v: {"dropped": "d" * 32, "chosen": _document(v), "values": {"note": v.text("Dearer", LONGEST_NOTE)}},
    )
    yield Example(documents_dropped.taken, "counts", lambda v: {"document": _document(v), "number": 2, "waits": False})
    yield Example(
        documents_dropped.taken,
        "new",
        lambda v: {"document": _document(v), "number": 1, "waits": False, "seen_in": [v.text("Central Europe", LABEL)]},
    )
    yield Example(documents_dropped.taken, "waits", lambda v: {"document": _document(v), "number": 2, "waits": True})


def _place(v: Filling) -> documents_shared.There:
    name, partner = v.text("ext-nowak", 80), v.name("Nowak Systems")
    made = Channel(platform=Platform.SLACK, host="T1", conversation="C1", partner="nowak", name=name, id="c" * 32)
    return documents_shared.There(made, partner)


def _not_shared(v: Filling, reason: str) -> dict[str, object]:
    there = _place(v)
    return {"document": _document(v), "channel": there.channel, "partner": there.partner, "reason": reason}


def _documents_shared() -> Iterator[Example]:
    def one(v: Filling) -> dict[str, object]:
        return {"document": _document(v), "version": _edition(v)}

    def file(v: Filling) -> dict[str, object]:
        return {**one(v), "size": 240_000, "media": "application/pdf"}

    yield Example(documents_shared.offer, "nowhere", lambda v: {**one(v), "there": ()})
    yield Example(
        documents_shared.offer, "two", lambda v: {**one(v), "there": (_place(v), _place(v)), "more": "F-7K3QX.6"}
    )
    yield Example(documents_shared.shared, "a channel", lambda v: {"document": _document(v), "there": _place(v)})
    yield Example(documents_shared.missed, "refused", partial(_not_shared, reason="blocked_file_type"))
    yield Example(documents_shared.missed, "over", partial(_not_shared, reason="not-found"))
    nowhere = {"channel": None}
    yield Example(documents_shared.missed, "unlinked", lambda v: _not_shared(v, reason="is_archived") | nowhere)
    yield Example(documents_shared.brought, "a file", lambda v: {**file(v), "content": "f" * 64})
    yield Example(documents_shared.named, "without a file", file)


def _file(v: Filling, **more: str) -> dict[str, object]:
    return {"file": documents.file(_document(v), _edition(v), v.t, size=240_000, media="application/pdf"), **more}


def _handed() -> Iterator[Example]:
    yield Example(handed.handed, "a document", _file)
    yield Example(handed.comes, "a document", _file)
    yield Example(handed.declined, "a document", lambda v: _file(v, copy="c" * 32))
    yield Example(handed.storing, "a document", lambda v: _file(v, copy="c" * 32))
    yield Example(handed.failed, "a document", lambda v: _file(v, copy="c" * 32))
    for reason in ("file_uploads_disabled", "file_upload_size_restricted", "file-missing", "upload-slow"):
        yield Example(handed.missed, reason, partial(_file, copy="c" * 32, reason=reason))


EXAMPLES: Mapping[str, Example] = {
    example.name: example
    for examples in (
        _rest,
        _deals,
        _terms,
        _documents,
        _documents_dropped,
        _documents_owned,
        _documents_edited,
        _documents_shared,
        _handed,
        _approvals,
        _replied,
        _delegations,
        _people,
        _feedback,
        _partners,
        _installations,
        _imports,
        _joinings,
        _team,
        _channels,
        _training,
        _home,
        _announcements,
        _followed,
        _questions,
        _revised,
        _common,
    )
    for example in examples()
}
