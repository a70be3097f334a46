"""Channels of partners as those who link them see them: whose each is, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.audience import Why
from domain.channels import Channel, State, Trouble
from domain.partners import Partner
from views.common import fact, told
from views.translator import NAMES, Translator
from views.vocabulary import (
    Button,
    Buttons,
    Card,
    Choice,
    Confirm,
    Facts,
    Form,
    Manner,
    Option,
    Paragraph,
    Row,
    Rows,
    Tone,
    Words,
    said,
)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A channel with what is not in itself: its partner's name, "" for nobody's; what it speaks; what is wrong with it.

    `may`: the reader may say whose it is.
    """

    channel: Channel
    partner: str
    language: str
    zone: str
    wrong: Why | None = None
    may: bool = False


def listing(rows: Sequence[Shown], count: int, needy: int, t: Translator, *, more: str = "") -> Card:
    """A page of them; `more` is where the next one begins."""
    if not rows:
        return told(t("channels-title"), t("channels-none"))
    next_page = Button(t("more"), "channels", more) if more else None
    return Card(
        title=t("channels-title"),
        summary=t("channels-count", count=count, needy=needy),
        parts=(Rows(tuple(_row(one, t) for one in rows), next_page),),
        tone=Tone.WARNING if needy else Tone.NEUTRAL,
    )


def _row(one: Shown, t: Translator) -> Row:
    detail = _wrong(one, t) or t("channel-row", partner=one.partner, language=NAMES[one.language], zone=one.zone)
    title = t("channel-titled", name=one.channel.name, platform=one.channel.platform)
    return Row(title, detail, Button(t("channel-open"), "channel-open", one.channel.id))


def _wrong(one: Shown, t: Translator) -> Words | None:
    if one.channel.state is State.PROPOSED:
        name = "channel-proposed-row" if one.partner else "channel-proposed-row-nobodys"
        return t(name, partner=one.partner)
    return t("channel-wrong", partner=one.partner, why=one.wrong) if one.wrong else None


def detail(one: Shown, t: Translator) -> Card:
    """One of them, and what can be done with it."""
    channel = one.channel
    if channel.state is State.PROPOSED:
        return proposed(one, t)
    return Card(
        title=t("channel-titled", name=channel.name, platform=channel.platform),
        summary=_wrong(one, t) or t("channel-linked", partner=one.partner),
        parts=(_facts(one, t), *((Buttons((_unlink(one, t),)),) if one.may else ())),
        tone=Tone.WARNING if one.wrong else Tone.GOOD,
    )


def _facts(one: Shown, t: Translator) -> Facts:
    whose = t("channel-owner-partner" if one.channel.outside else "channel-owner-vendor")
    return Facts(
        (
            fact(t, "channel-language", said(NAMES[one.language])),
            fact(t, "channel-zone", said(one.zone)),
            fact(t, "channel-owner", whose),
        )
    )


def _unlink(one: Shown, t: Translator) -> Button:
    label = t("channel-unlink")
    sure = Confirm(title=label, text=t("channel-unlink-sure", partner=one.partner), yes=label, no=t("cancel"))
    return Button(label, "channel-unlink", one.channel.id, tone=Tone.BAD, confirm=sure)


def proposed(one: Shown, t: Translator) -> Card:
    """The question whose it is, with the warning that others are in it, where they are."""
    channel = one.channel
    lead = t("channel-looks-like", partner=one.partner) if one.partner else t("channel-whose")
    others = (Paragraph(t("channel-others-warning")),) if Trouble.OTHERS in channel.troubles else ()
    return Card(
        title=t("channel-titled", name=channel.name, platform=channel.platform),
        summary=lead,
        parts=(*others, *((Buttons(_choices(one, t)),) if one.may else ())),
        tone=Tone.WARNING if others else Tone.WAITING,
    )


def _choices(one: Shown, t: Translator) -> tuple[Button, ...]:
    channel = one.channel
    yes = Button(t("channel-link"), "channel-link", channel.id, tone=Tone.GOOD)
    other = Button(t("channel-another"), "channel-link-form", channel.id, opens=True)
    no = Button(t("channel-leave"), "channel-leave", channel.id)
    return (*((yes,) if one.partner else ()), *(() if channel.outside else (other,)), no)


def link_form(channel: Channel, partner: Partner | None, t: Translator) -> Form:
    """Asks whose it is."""
    return Form(
        route="channel-link-to",
        title=t("channel-form-title"),
        submit=t("channel-form-link"),
        intro=(Paragraph(t("channel-titled", name=channel.name, platform=channel.platform)),),
        fields=(
            Choice(
                name="partner",
                label=t("channel-form-partner"),
                value=partner.key if partner else "",
                required=True,
                manner=Manner.SEARCH,
                options=(Option(partner.key, said(partner.name)),) if partner else (),
                search="channel-partners",
            ),
        ),
        ref=channel.id,
    )


def gone(name: str, t: Translator) -> Card:
    """It is nobody's."""
    return told(t("channel-gone-title"), t("channel-gone", name=name) if name else t("channel-gone-unnamed"))
