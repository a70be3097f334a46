"""Deals as people look them up: the list, and one deal whole."""

from collections.abc import Sequence
from functools import lru_cache

from domain.deals import Deal
from domain.page import Page
from domain.people import Can, Person
from views.common import fact, told
from views.deals_buttons import appeal, what_can_be_done
from views.deals_facts import LINES, TONES, Shown, evidence, happened, headline, standing, terms
from views.translator import Translator
from views.vocabulary import Button, Buttons, Card, Fact, Facts, Note, Part, Row, Rows, Tone, said


def detail(shown: Shown, reader: Person, t: Translator) -> Card:
    """One deal whole: what was registered, how it stands, what happened, and what the reader can do."""
    deal = shown.deal
    buttons = (*what_can_be_done(deal, reader, t), *appeal(shown, t))
    return Card(
        title=t("deal-detail-title", ref=deal.ref, customer=deal.terms.customer),
        summary=t("deal-receipt-summary", ref=deal.ref, customer=deal.terms.customer, state=deal.state),
        tone=TONES.get(deal.state, Tone.NEUTRAL),
        parts=(
            Facts((*standing(shown, t), *_seen_by_vendor(shown, t))),
            Facts(terms(shown, t)),
            *(Note(happened(line, t)) for line in shown.history[-LINES:]),
            Buttons((*buttons, Button(t("deal-history"), "deal-history", deal.ref))),
        ),
    )


def _seen_by_vendor(shown: Shown, t: Translator) -> tuple[Fact, ...]:
    return (fact(t, "deal-fact-partner", said(shown.partner.name)), *evidence(shown, t))


def listing(page: Page[Deal], reader: Person, t: Translator, *, drafts: Sequence[Row] = ()) -> Card:
    """The reader's deals, newest first."""
    rows = tuple(_row(deal, t) for deal in page.items)
    more = Button(t("more"), "deals-more", page.next) if page.next else None
    register = Button(t("deal-register"), "deal-form", tone=Tone.GOOD, opens=True)
    parts: list[Part] = []
    if drafts or rows:
        parts.append(Rows((*drafts, *rows), more))
    if reader.partner and reader.may(Can.REGISTER_DEALS):
        parts.append(Buttons((register,)))
    return Card(
        title=t("deals-title") if reader.partner else t("deals-title-all"),
        summary=t("deals-count", count=page.total) if rows else t("deals-none"),
        parts=tuple(parts),
    )


def draft_row(customer: str, draft: str, t: Translator) -> Row:
    """A form that was begun and not sent."""
    button = Button(t("deal-draft-continue"), "deal-form", draft, opens=True)
    return Row(
        title=t("deal-draft-title", customer=customer) if customer else t("deal-draft-unnamed"),
        detail=t("deal-draft-detail"),
        button=button,
    )


@lru_cache(maxsize=1024)
def _row(deal: Deal, t: Translator) -> Row:
    """Worded once a reader's language and zone: as long as nothing happens to a deal, each list that shows it says the
    same of it.
    """
    return Row(
        title=headline(deal, t),
        detail=t("deal-row", ref=deal.ref, state=deal.state, at=deal.filed_at),
        button=Button(t("deal-open"), "deal-open", deal.ref),
    )


def kept(t: Translator) -> Card:
    """A draft was saved."""
    return told(t("deal-kept-title"), t("deal-kept"))
