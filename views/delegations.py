"""Absences: the form, one's own list, and what whoever is to decide reads."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from domain.delegations import WHY, Course, Delegation
from domain.people import Person
from views.common import back_in_words
from views.translator import Translator
from views.vocabulary import (
    Button,
    Buttons,
    Card,
    Choice,
    Confirm,
    DayField,
    Form,
    Manner,
    Note,
    Option,
    Paragraph,
    Row,
    Rows,
    TextField,
    Tone,
    Words,
    said,
)

_MOMENT = timedelta(microseconds=1)


def form(values: Mapping[str, str], to: Person | None, t: Translator) -> Form:
    """Asks who decides meanwhile, and from when until when; `to` is who was chosen."""
    return Form(
        route="delegation-save",
        title=t("delegation-form-title"),
        submit=t("delegation-save"),
        intro=(Paragraph(t("delegation-lead")),),
        fields=(
            Choice(
                name="to",
                label=t("delegation-to"),
                hint=t("delegation-to-hint"),
                value=to.id if to else "",
                manner=Manner.SEARCH,
                options=(Option(to.id, said(to.name)),) if to else (),
                search="delegates",
            ),
            DayField(
                name="since", label=t("delegation-since"), value=back_in_words(values.get("since", "")), required=True
            ),
            DayField(
                name="until", label=t("delegation-until"), value=back_in_words(values.get("until", "")), required=True
            ),
            TextField(name="why", label=t("delegation-why"), value=values.get("why", "")[:WHY], limit=WHY),
        ),
    )


def listing(live: Sequence[tuple[Delegation, str]], reader: Person, t: Translator) -> Card:
    """One's own absences, and for whom one decides, each with the name of the other one."""
    rows = tuple(_row(one, name, reader, t) for one, name in live)
    plan = Button(t("delegation-plan"), "delegation-form", opens=True)
    return Card(
        title=t("delegation-title"),
        summary=t("delegation-some" if rows else "delegation-none"),
        parts=(*((Rows(rows),) if rows else ()), Buttons((plan,))),
    )


def _row(delegation: Delegation, name: str, reader: Person, t: Translator) -> Row:
    if delegation.by != reader.id:
        return Row(t("delegation-row-for", name=name), _moments(delegation, t))
    sure = Confirm(t("delegation-end"), t("delegation-end-sure"), t("delegation-end"), t("cancel"))
    return Row(
        title=t("delegation-row-by", name=name) if name else t("delegation-row-nobody"),
        detail=_days(delegation, t),
        button=Button(t("delegation-end"), "delegation-end", delegation.id, tone=Tone.BAD, confirm=sure),
    )


def _days(delegation: Delegation, t: Translator) -> Words:
    """From the first day to the last, where the reader is."""
    first, last = (at.astimezone(t.zone).date() for at in (delegation.since, delegation.until - _MOMENT))
    return t("delegation-days-known" if delegation.source else "delegation-days", since=first, until=last)


def _moments(delegation: Delegation, t: Translator) -> Words:
    """For a reader whose days may begin elsewhere."""
    return t("delegation-moments", since=delegation.since, until=delegation.until)


def asked(delegation: Delegation, name: str, t: Translator) -> Card:
    """To whoever decides for somebody who is away; once it is over, that it is."""
    if delegation.course is Course.OVER:
        return Card(title=t("delegation-asked-title", name=name), summary=t("delegation-over", name=name))
    return Card(
        title=t("delegation-asked-title", name=name),
        summary=_moments(delegation, t),
        parts=(
            Paragraph(t("delegation-asked", name=name)),
            *((Note(t("delegation-because", words=delegation.why)),) if delegation.why else ()),
        ),
    )
