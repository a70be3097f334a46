"""Joining as its asker sees it, and as something to decide."""

from collections.abc import Mapping

from domain.joinings import LIMITS, Joining
from domain.partners import Partner
from domain.people import Person
from domain.programme import VENDOR
from views.approvals import Described
from views.common import told
from views.people import first_buttons
from views.translator import Translator
from views.vocabulary import (
    REF_LIMIT,
    Card,
    Choice,
    Fact,
    Form,
    Manner,
    Note,
    Paragraph,
    TextField,
    Tone,
    Words,
    said,
)


def form(t: Translator, values: Mapping[str, str] | None = None, *, channel: str = "") -> Form:
    """Who asks, and for which company; `channel` is where the answer can go if it cannot go in private."""
    given = values or {}
    return Form(
        route="join-ask",
        title=t("door-join"),
        submit=t("join-send"),
        intro=(Paragraph(t("join-lead")), Note(t("join-code"))),
        fields=(
            _text("name", given, t("join-name"), t("join-name-hint"), required=True),
            _text("company", given, t("join-company"), t("join-company-hint"), required=True),
            _text("note", given, t("join-note"), t("join-note-hint")),
        ),
        ref=channel if len(channel) <= REF_LIMIT else "",
    )


def _text(name: str, given: Mapping[str, str], label: Words, hint: Words, *, required: bool = False) -> TextField:
    value, limit = given.get(name, ""), LIMITS[name]
    return TextField(name=name, label=label, hint=hint, value=value, required=required, lines=not required, limit=limit)


def asked(t: Translator) -> Card:
    """The same to everybody: it never says whether a company or a person is known."""
    return told(t("join-asked-title"), t("join-asked"))


def described(
    joining: Joining, partner: Partner | None, home: Partner | None, house: str | None, t: Translator
) -> Described:
    """To whoever decides. `house` is whose workspace the account is in, `home` the partner that this is."""
    company = partner.name if partner else joining.company
    note = (Fact(t("join-note"), said(joining.note)),) if joining.note else ()
    return Described(
        title=t("joining-title", name=joining.name, company=company),
        lead=t(
            "joining-lead",
            platform=t(f"platform-{joining.account.platform}"),
            standing=t(f"standing-{joining.standing}"),
            workspace=_workspace(joining, home, house, t),
        ),
        facts=(
            Fact(t("joining-company"), said(partner.name) if partner else t("joining-company-unclear")),
            Fact(t("joining-typed"), said(joining.company)),
            *note,
        ),
        history=(t("joining-effect"),),
        choice=None if partner else _company(t),
        asks=False,
    )


def _workspace(joining: Joining, home: Partner | None, house: str | None, t: Translator) -> Words:
    if house == VENDOR:
        return t("joining-at-vendor")
    if home is not None:
        return t("joining-at-partner", partner=home.name)
    return t("joining-elsewhere", id=joining.account.tenant)


def _company(t: Translator) -> Choice:
    return Choice(
        name="choice",
        label=t("joining-company"),
        hint=t("joining-company-hint"),
        required=True,
        manner=Manner.SEARCH,
        search="joining-companies",
    )


def welcome(person: Person, partner: str, t: Translator) -> Card:
    """To whoever was let in."""
    return Card(
        title=t("joining-welcome-title", name=person.name),
        summary=t("joining-welcome", partner=partner),
        tone=Tone.GOOD,
        parts=first_buttons(person, t),
    )


def rejected(t: Translator) -> Card:
    """To whoever was not; it says nothing of anybody."""
    return told(t("joining-rejected-title"), t("joining-rejected"))
