"""Whom an announcement does not reach, why, and by which address they can be asked."""

from collections.abc import Sequence

from domain.announcements import Announcement
from domain.audience import Unreached
from views.common import told
from views.translator import Translator
from views.vocabulary import Button, Buttons, Card, Row, Rows, Tone, said


def listing(one: Announcement, page: Sequence[Unreached], t: Translator, *, more: str = "") -> Card:
    """A page of them."""
    title = t("announcement-of", ref=one.ref)
    if not page:
        return told(title, t("unreached-nobody"))
    next_page = Button(t("more"), "announcement-unreached", more) if more else None
    return Card(
        title=title,
        summary=t("unreached-lead"),
        parts=(Rows(tuple(_row(each, t) for each in page), next_page), Buttons((_file(one, t),))),
        tone=Tone.WARNING,
    )


def _file(one: Announcement, t: Translator) -> Button:
    return Button(t("unreached-file"), "announcement-unreached-file", one.id)


def _row(one: Unreached, t: Translator) -> Row:
    title = t("unreached-named", name=one.name, partner=one.partner) if one.name else said(one.partner)
    return Row(title, t("unreached-row", why=one.why, email=one.email or t.plain("unreached-no-email")))
