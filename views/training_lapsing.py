"""Whose certificates end soon, with one button that reminds them all."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.people import Person
from domain.training import Certificate, last_day
from views.translator import Translator
from views.vocabulary import Button, Buttons, Card, Confirm, Row, Rows, Tone, Words, said

PAGE = 10


@dataclass(frozen=True, kw_only=True)
class Lapsing:
    """Somebody of a partner's, and what of theirs ends soon, or has."""

    person: Person
    partner: str
    course: str
    certificate: Certificate


def lapsing(
    found: Sequence[Lapsing], t: Translator, *, key: str = "", after: str = "", lead: Words | None = None
) -> Card:
    """A few at a time; `key` is the partner whose they are, "" where they are several partners'."""
    ids = [one.certificate.id for one in found]
    start = ids.index(after) + 1 if after in ids else 0
    page = found[start : start + PAGE]
    more = Button(t("more"), "training-lapsing", f"{key} {ids[start + PAGE - 1]}") if start + PAGE < len(ids) else None
    buttons = (*((_remind(key, len(found), t),) if found else ()), Button(t("training-team"), "training-team", key))
    return Card(
        title=t("training-lapsing"),
        summary=lead or t("training-lapsing-count", count=len(found)),
        tone=Tone.WARNING if found and not lead else Tone.NEUTRAL,
        parts=(*((Rows(tuple(_row(one, t) for one in page), more),) if page else ()), Buttons(buttons)),
    )


def _row(one: Lapsing, t: Translator) -> Row:
    ends_on = one.certificate.ends_on
    assert ends_on is not None, "it ends"
    day = last_day(ends_on)
    return Row(said(one.person.name), t("training-lapsing-row", partner=one.partner, course=one.course, day=day))


def _remind(key: str, count: int, t: Translator) -> Button:
    sure = Confirm(
        t("training-remind-all"), t("training-remind-sure", count=count), t("training-remind-all"), t("cancel")
    )
    return Button(t("training-remind-all"), "training-remind-all", key, tone=Tone.GOOD, confirm=sure)
