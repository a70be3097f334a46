"""A partner's team: who is in it, what can be done about each, and what a new colleague is given."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.partners import Partner
from domain.people import Can, Person, Role
from domain.places import Platform
from domain.team import EMAIL_LIMIT, NAME_LIMIT
from views.common import fact, told
from views.translator import Translator
from views.vocabulary import (
    AccountChoice,
    Button,
    Buttons,
    Card,
    Choice,
    Confirm,
    Facts,
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

Reached = Mapping[str, frozenset[Platform]]
"""On which platforms each person has an account."""

_PAGE = 5
_ROLES = (Role.PARTNER_REP, Role.PARTNER_ADMIN)


def team(
    partner: Partner, people: Sequence[Person], reached: Reached, reader: Person, t: Translator, *, after: str = ""
) -> Card:
    """A few at a time; `after` is the id of the person whom the page follows."""
    ids = [person.id for person in people]
    start = ids.index(after) + 1 if after in ids else 0
    page = people[start : start + _PAGE]
    more = f"{partner.key} {page[-1].id}" if start + _PAGE < len(people) else ""
    rows = tuple(_row(person, reached.get(person.id, frozenset()), reader, t) for person in page)
    add = Button(t("team-add"), "team-add-form", partner.key, tone=Tone.GOOD, opens=True)
    return Card(
        title=t("team-title-of", partner=partner.name),
        summary=t("team-count", count=len(people)),
        parts=(
            *((Rows(rows, Button(t("more"), "team", more) if more else None),) if rows else ()),
            *((Buttons((add,)),) if reader.may(Can.RUN_TEAM) else ()),
        ),
    )


def _row(person: Person, reached: frozenset[Platform], reader: Person, t: Translator) -> Row:
    change = Button(t("team-change"), "team-colleague", person.id) if reader.may(Can.RUN_TEAM) else None
    return Row(
        title=said(person.name),
        detail=t("team-row", role=_role(person, t), account=_account(reached, t)),
        button=change,
    )


def _role(person: Person, t: Translator) -> Words:
    return t(f"role-{next(role for role in reversed(_ROLES) if role in person.roles)}")


def _account(reached: frozenset[Platform], t: Translator) -> Words:
    names = ", ".join(t.plain(f"platform-{platform}") for platform in Platform if platform in reached)
    return said(names) if names else t("team-no-account")


def colleague(person: Person, partner: Partner, reached: frozenset[Platform], reader: Person, t: Translator) -> Card:
    """One of them: role, account, and what can be done. About oneself it is asked twice."""
    own = person.id == reader.id
    return Card(
        title=said(person.name),
        summary=t("team-one", role=_role(person, t), partner=partner.name),
        parts=(
            Facts(
                (
                    fact(t, "team-account", _account(reached, t)),
                    *((fact(t, "team-email", said(person.email)),) if person.email else ()),
                )
            ),
            Buttons(
                (
                    _other_role(person, t, own=own),
                    *(() if reached else (Button(t("team-invite"), "team-invite", person.id),)),
                    _remove(person, t, own=own),
                    Button(t("team-title"), "team", partner.key),
                )
            ),
        ),
    )


def _other_role(person: Person, t: Translator, *, own: bool) -> Button:
    if Role.PARTNER_ADMIN not in person.roles:
        return Button(t("team-make-admin"), "team-make-admin", person.id)
    warning = _asked(t("team-make-rep"), t("team-step-down"), t) if own else None
    return Button(t("team-make-rep"), "team-make-rep", person.id, confirm=warning)


def _remove(person: Person, t: Translator, *, own: bool) -> Button:
    label = t("team-remove")
    question = t("team-leave") if own else t("team-remove-sure", name=person.name)
    return Button(label, "team-remove", person.id, tone=Tone.BAD, confirm=_asked(label, question, t))


def _asked(what: Words, question: Words, t: Translator) -> Confirm:
    return Confirm(title=what, text=question, yes=what, no=t("cancel"))


def stepped_down(person: Person, t: Translator) -> Card:
    """To somebody who is an administrator no more."""
    return told(said(person.name), t("team-stepped-down"))


def removed(person: Person, t: Translator) -> Card:
    """What is so from now on."""
    return Card(
        title=t("team-removed-title", name=person.name),
        summary=t("team-removed"),
        tone=Tone.GOOD,
        parts=(Buttons((Button(t("team-title"), "team", person.partner),)),),
    )


def add_form(partner: Partner, t: Translator, values: Mapping[str, str] | None = None) -> Form:
    """Who is to come in, and as what."""
    given = values or {"role": Role.PARTNER_REP}
    return Form(
        route="team-add",
        title=t("team-add"),
        submit=t("team-add-submit"),
        ref=partner.key,
        intro=(Paragraph(t("team-add-how")),),
        fields=(
            AccountChoice(name="account", label=t("team-pick"), value=given.get("account", "")),
            TextField(name="name", label=t("team-name"), value=given.get("name", ""), required=True, limit=NAME_LIMIT),
            TextField(
                name="email",
                label=t("team-email"),
                hint=t("team-email-hint"),
                value=given.get("email", ""),
                limit=EMAIL_LIMIT,
            ),
            Choice(
                name="role",
                label=t("team-role"),
                value=given.get("role", ""),
                required=True,
                manner=Manner.FEW,
                options=tuple(Option(role, t(f"role-{role}")) for role in _ROLES),
            ),
        ),
    )


def invitation(
    person: Person, partner: Partner, letters: str, until: datetime, t: Translator, *, written: bool = False
) -> Card:
    """What to pass on to the new colleague; `written`: in case that what Tandem wrote to them does not arrive."""
    pass_on = t("team-invited", code=letters)
    return Card(
        title=t("team-invited-title", name=person.name),
        summary=t("team-invited-written") if written else pass_on,
        tone=Tone.GOOD,
        parts=(
            *((Paragraph(t("team-invited-otherwise")), Paragraph(pass_on)) if written else ()),
            Note(t("team-invited-until", until=until)),
            Buttons((Button(t("team-title"), "team", partner.key),)),
        ),
        secret=True,
    )


def invited(
    invitation_id: str, person: Person, partner: Partner, until: datetime, t: Translator, *, used: bool = False
) -> Card:
    """To the account that was picked: one button, and nothing of the company's but its name."""
    title = t("team-invites-you", partner=partner.name)
    if used:
        return told(title, t("team-invitation-used"))
    return Card(
        title=title,
        summary=t("team-invites-you-as", name=person.name),
        parts=(
            Buttons((Button(t("team-join"), "team-join", invitation_id, tone=Tone.GOOD),)),
            Note(t("team-invites-until", until=until)),
        ),
    )
