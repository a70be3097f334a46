"""An answer on its way into the catalogue."""

from collections.abc import Mapping

from domain.deals import LONGEST_WORDS
from domain.partners import Partner
from domain.programme import Programme
from domain.questions import Question
from views.documents_dropped import described
from views.translator import Translator
from views.vocabulary import Form, TextField


def form(
    question: Question, values: Mapping[str, str], programme: Programme, t: Translator, partner: Partner | None
) -> Form:
    """As the form for a dropped file, with its text."""
    title, *others = described(values, programme, t, partner)
    text = TextField(
        name="text",
        label=t("question-keep-text"),
        value=values.get("text", ""),
        required=True,
        lines=True,
        limit=LONGEST_WORDS,
    )
    return Form(
        route="question-keep",
        title=t("document-add-title"),
        submit=t("document-add-submit"),
        fields=(title, text, *others),
        ref=question.id,
    )
