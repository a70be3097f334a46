"""A deal's history, a page at a time."""

from collections.abc import Sequence

from domain.deals import AUTOMATIC, ON_BEHALF, Deal, Happening
from domain.inside import Entry, Inside
from views.common import signed
from views.deals_facts import why
from views.translator import Translator
from views.vocabulary import Button, Buttons, Card, Row, Rows, Words

PAGE = 10
"""Lines on a page: of the longest words these are about a third of what a message takes."""


Line = Happening | Inside


def history(deal: Deal, lines: Sequence[Line], t: Translator, *, until: int = 0) -> Card:
    """The newest first. `lines` are all there are, oldest first; `until` says how many are older than the page before.

    0 where this is the first page. Lines are only added at the end, so that a page stays what it was.
    """
    end = until if 0 < until < len(lines) else len(lines)
    start = max(0, end - PAGE)
    older = Button(t("more"), "deal-history", f"{deal.ref} {start}") if start else None
    return Card(
        title=t("deal-history-title", ref=deal.ref, customer=deal.terms.customer),
        summary=t("deal-history-count", count=len(lines)),
        parts=(
            Rows(tuple(_row(line, t) for line in reversed(lines[start:end])), older),
            Buttons((Button(t("deal-open"), "deal-open", deal.ref),)),
        ),
    )


def _row(line: Line, t: Translator) -> Row:
    if isinstance(line, Inside):
        told = t("deal-history-asked", names=t.all_of(line.names), at=line.at) if line.names else _by(line.who, line, t)
        return Row(t("deal-history-entry", entry=_entry(line.what)), told)
    entry = _entry(line.reason) if line.reason in (ON_BEHALF, AUTOMATIC) else line.step
    return Row(t("deal-history-entry", entry=entry), Words((*_by(line.by_name, line, t).spans, *why(line, t).spans)))


def _by(name: str, line: Line, t: Translator) -> Words:
    return t("deal-history-line", who=signed(name, t) or t("deal-tandem"), at=line.at)


def _entry(what: str) -> str:
    """As one that has a wording of its own, where it has."""
    return next((entry for entry in Entry if entry == what), what)
