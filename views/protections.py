"""What people see where no more deals can be protected."""

from collections.abc import Sequence

from domain.deals import Deal
from views.deals_facts import headline
from views.translator import Translator
from views.vocabulary import Button, Buttons, Card, Row, Rows, Tone


def full(deals: Sequence[Deal], partner: str, limit: int, draft: str, t: Translator) -> Card:
    """As many deals as the tier allows are protected: these, each a button away from being closed."""
    rows = tuple(
        Row(
            title=headline(deal, t),
            detail=t("deal-full-row", ref=deal.ref, until=deal.protected_until or deal.filed_at),
            button=Button(t("deal-open"), "deal-open", deal.ref),
        )
        for deal in deals
    )
    return Card(
        title=t("deal-full-title"),
        summary=t("deal-full", partner=partner, limit=limit),
        tone=Tone.WARNING,
        parts=(
            *((Rows(rows),) if rows else ()),
            Buttons((Button(t("deal-draft-continue"), "deal-form", draft, tone=Tone.GOOD, opens=True),)),
        ),
    )
