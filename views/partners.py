"""A partner as its own people and the vendor's see it."""

from collections.abc import Sequence

from domain.partners import Partner
from domain.people import Person, Role
from domain.programme import Programme
from views.people import first_buttons
from views.translator import Translator
from views.vocabulary import Button, Buttons, Card, Fact, Facts, Row, Rows, Tone, Words, said


def profile(partner: Partner, managers: Sequence[str], programme: Programme, reader: Person, t: Translator) -> Card:
    """Type, tier, region, who looks after it, and what this reader can do."""
    return Card(
        title=said(partner.name),
        summary=_manager(managers, reader, t),
        parts=(
            Facts(
                (
                    Fact(t("partner-type"), t(f"partner-type-{partner.type}")),
                    Fact(t("partner-tier"), said(programme.tier(partner.tier).label(t.language))),
                    Fact(t("partner-region"), said(programme.region(partner.region).label(t.language))),
                    Fact(t("partner-country"), said(t.country(partner.country))),
                    Fact(t("partner-currency"), said(partner.currency)),
                    *_protection(partner, programme, t),
                    Fact(t("partner-you"), said(", ".join(_roles(reader, t)))),
                )
            ),
            *_for_it(partner, reader, t),
            Buttons((Button(t("team-title"), "team", partner.key),)),
            *first_buttons(reader, t),
        ),
    )


def _protection(partner: Partner, programme: Programme, t: Translator) -> tuple[Fact, ...]:
    """For how long its deals are protected, where that is the same for all."""
    if any(window.tier in (None, partner.tier) for window in programme.protection.windows):
        return ()
    return (Fact(t("partner-protection"), t("days", count=programme.protection_days(partner.tier))),)


def _for_it(partner: Partner, reader: Person, t: Translator) -> tuple[Buttons, ...]:
    """What somebody who looks after the partner can do for it."""
    if not reader.decides_as(Role.CHANNEL_MANAGER, partner=partner.key, region=partner.region):
        return ()
    return (Buttons((Button(t("deal-for"), "deal-for", partner.key, tone=Tone.GOOD, opens=True),)),)


def _roles(reader: Person, t: Translator) -> list[str]:
    return sorted(t.plain(f"role-{role.value}") for role in reader.roles)


def _manager(managers: Sequence[str], reader: Person, t: Translator) -> Words:
    if not managers:
        return t("partner-no-manager")
    name = "partner-your-manager" if reader.partner else "partner-manager"
    return t(name, names=t.any_of(managers))


def directory(
    partners: Sequence[Partner], programme: Programme, reader: Person, t: Translator, *, after: str = ""
) -> Card:
    """Every partner the reader looks after, a few at a time; `after` is the key the page follows."""
    keys = [partner.key for partner in partners]
    start = keys.index(after) + 1 if after in keys else 0
    page = partners[start : start + _PAGE]
    more = Button(t("more"), "partners-more", page[-1].key) if start + _PAGE < len(partners) else None
    count = t("partners-count", count=len(partners))
    return Card(
        title=t("partners-title"),
        summary=count,
        parts=(
            *((Rows(tuple(_row(partner, programme, t) for partner in page), more),) if page else ()),
            *first_buttons(reader, t),
        ),
    )


_PAGE = 5


def _row(partner: Partner, programme: Programme, t: Translator) -> Row:
    return Row(
        title=said(partner.name),
        detail=t(
            "partner-row",
            tier=programme.tier(partner.tier).label(t.language),
            region=programme.region(partner.region).label(t.language),
        ),
        button=Button(t("deal-open"), "partner-open", partner.key),
    )
