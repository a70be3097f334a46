"""The form with which a partner appeals against a rejection."""

from domain.deals import Deal
from views.translator import Translator
from views.vocabulary import Form, Paragraph, TextField


def form(deal: Deal, t: Translator, value: str = "") -> Form:
    """Asks why; it can be sent once."""
    return Form(
        route="deal-appeal",
        title=t("appeal-title"),
        submit=t("appeal-send"),
        intro=(Paragraph(t("appeal-intro", ref=deal.ref, customer=deal.terms.customer)),),
        fields=(TextField(name="words", label=t("appeal-words"), value=value, required=True, lines=True, limit=1000),),
        ref=deal.ref,
        version=deal.version,
    )
