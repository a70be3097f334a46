"""People as they see themselves: the door, settings, linking a second account, help."""

from collections.abc import Mapping, Sequence
from datetime import time

from domain.people import Can, Person
from domain.programme import Programme
from views.common import told
from views.translator import NAMES, Translator
from views.vocabulary import (
    Button,
    Buttons,
    Card,
    Choice,
    Fact,
    Facts,
    Form,
    Manner,
    Note,
    Option,
    Paragraph,
    TextField,
    Tone,
    Words,
    plain,
    said,
)


def door(t: Translator) -> Card:
    """To a stranger: nothing of anybody's, and a way in."""
    code = Button(t("door-code"), "code-form", tone=Tone.GOOD, opens=True)
    join = Button(t("door-join"), "door-join", opens=True)
    return Card(
        title=t("door-title"),
        summary=t("door-words"),
        parts=(Buttons((code, join)),),
    )


def code_form(t: Translator, value: str = "") -> Form:
    """To type a one-time code."""
    return Form(
        route="code-redeem",
        title=t("code-title"),
        submit=t("code-submit"),
        fields=(
            TextField(name="code", label=t("code-label"), hint=t("code-hint"), value=value, required=True, limit=20),
        ),
        secret=True,
    )


def code(letters: str, t: Translator) -> Card:
    """A code to type on another platform."""
    return Card(
        title=t("code-title"),
        summary=t("code-offer", code=letters),
        parts=(Note(t("code-private")),),
        secret=True,
    )


def linked(person: Person, t: Translator) -> Card:
    """The account is linked."""
    return Card(
        title=t("code-linked-title", name=person.name),
        summary=t("code-linked"),
        tone=Tone.GOOD,
        parts=(Buttons((Button(t("help"), "help"),)),),
    )


def settings_form(person: Person, programme: Programme, t: Translator, values: Mapping[str, str] | None = None) -> Form:
    """Language, zone and quiet hours."""
    given = values or _present(person, programme)
    zone = given.get("zone", "")
    return Form(
        route="settings-save",
        title=t("settings-title"),
        submit=t("settings-save"),
        fields=(
            Choice(
                name="language",
                label=t("settings-language"),
                value=given.get("language", ""),
                required=True,
                manner=Manner.FEW,
                options=tuple(Option(tag, said(NAMES[tag])) for tag in programme.languages),
            ),
            Choice(
                name="zone",
                label=t("settings-zone"),
                hint=t("settings-zone-hint"),
                value=zone,
                required=True,
                manner=Manner.SEARCH,
                options=(Option(zone, said(zone)),) if zone else (),
                search="zones",
            ),
            _wall("quiet_from", given, t("settings-quiet-from"), t("settings-quiet-hint")),
            _wall("quiet_to", given, t("settings-quiet-to"), Words()),
            *(_arrival(given, programme, t) if person.may(Can.DECIDE) else ()),
            *(_messages(given, programme, t) if programme.messages.per_day else ()),
        ),
    )


USUAL = "usual"
"""As the programme says."""
HOURS = (USUAL, *(str(hour) for hour in range(24)))
FEWEST = 5
"""So many a day can be chosen one by one; more are as the programme says."""


def per_days(programme: Programme) -> tuple[str, ...]:
    """How many a day somebody can choose: fewer than the programme says, none included."""
    most = programme.messages.per_day or 0
    return (USUAL, *(str(number) for number in range(min(most, FEWEST + 1))))


def _messages(given: Mapping[str, str], programme: Programme, t: Translator) -> tuple[Choice, Choice]:
    """How many messages that can wait come a day, and when the others do."""
    rules = programme.messages
    many = {one: _many(int(one), t) for one in per_days(programme)[1:]}
    hours = {one: t.words(time(int(one))) for one in HOURS[1:]}
    usual = t("settings-per-day-usual", count=rules.per_day or 0)
    return (
        _choice("per_day", given, t("settings-per-day"), {USUAL: usual, **many}, Manner.FEW),
        _choice(
            "digest_hour",
            given,
            t("settings-digest-hour"),
            {USUAL: t("settings-hour-usual", hour=time(rules.digest_hour)), **hours},
            Manner.MANY,
        ),
    )


def _choice(name: str, given: Mapping[str, str], label: Words, options: Mapping[str, Words], manner: Manner) -> Choice:
    value = given.get(name, "")
    return Choice(
        name=name,
        label=label,
        value=value if value in options else USUAL,
        required=True,
        manner=manner,
        options=tuple(Option(key, words) for key, words in options.items()),
    )


def _arrival(given: Mapping[str, str], programme: Programme, t: Translator) -> tuple[Choice, TextField]:
    """How requests come to whoever decides; each by itself to who wanted them at a desk, where there is none now."""
    ways = ("each", "digest", *(("desk",) if programme.deal_desks else ()))
    return (
        Choice(
            name="arrive",
            label=t("settings-arrive"),
            value=way if (way := given.get("arrive", "")) in ways else "each",
            required=True,
            manner=Manner.FEW,
            options=tuple(Option(one, t(f"settings-arrive-{one}")) for one in ways),
        ),
        TextField(
            name="digest",
            label=t("settings-digest"),
            hint=t("settings-digest-hint"),
            value=given.get("digest", ""),
            limit=30,
        ),
    )


def _wall(name: str, given: Mapping[str, str], label: Words, hint: Words) -> TextField:
    return TextField(name=name, label=label, hint=hint, value=given.get(name, ""), limit=10)


def _present(person: Person, programme: Programme) -> Mapping[str, str]:
    quiet = person.rests(programme.quiet)
    return {
        "language": person.language,
        "zone": person.zone,
        "quiet_from": f"{quiet.start:%H:%M}" if quiet else "",
        "quiet_to": f"{quiet.end:%H:%M}" if quiet else "",
        "arrive": _arrives(person),
        "digest": ", ".join(map(str, person.digest)),
        "per_day": USUAL if person.per_day is None else str(person.per_day),
        "digest_hour": USUAL if person.digest_hour is None else str(person.digest_hour),
    }


def _arrives(person: Person) -> str:
    return "digest" if person.digest else "desk" if person.desk else "each"


def settings_saved(person: Person, t: Translator) -> Card:
    """What holds from now on, in the language that was chosen."""
    quiet = person.quiet
    hours = t("settings-quiet-is", start=quiet.start, end=quiet.end) if quiet else t("settings-quiet-none")
    times = t.all_of([plain(t.words(time(hour))) for hour in person.digest])
    arrive = t("settings-digest-is", hours=times) if person.digest else t(f"settings-arrive-{_arrives(person)}")
    return Card(
        title=t("settings-saved"),
        summary=t("settings-saved"),
        tone=Tone.GOOD,
        parts=(
            Facts(
                (
                    Fact(t("settings-language"), said(NAMES.get(person.language, person.language))),
                    Fact(t("settings-zone"), said(t.place())),
                    Fact(t("settings-quiet"), hours),
                    *((Fact(t("settings-arrive"), arrive),) if person.may(Can.DECIDE) else ()),
                    *((Fact(t("settings-per-day"), _many(person.per_day, t)),) if person.per_day is not None else ()),
                )
            ),
        ),
    )


def _many(per_day: int, t: Translator) -> Words:
    return t("settings-per-day-is", count=per_day) if per_day else t("settings-per-day-none")


_COMMANDS: Sequence[tuple[str, Can]] = (
    ("help-deal", Can.REGISTER_DEALS),
    ("help-deal-prefilled", Can.CHANGE_DEALS),  # one's own; the next is the vendor's
    ("help-deal-for", Can.REGISTER_FOR_PARTNERS),
    ("help-deal-list", Can.SEE_DEALS),
    ("help-deal-one", Can.SEE_DEALS),
    ("help-deal-history", Can.SEE_DEALS),
    ("help-deal-change", Can.CHANGE_DEALS),
    ("help-deal-life", Can.CHANGE_DEALS),
    ("help-deal-pin", Can.BELONG),
    ("help-approvals", Can.APPROVE),
    ("help-approvals-delegate", Can.DECIDE),
    ("help-docs", Can.READ_DOCUMENTS),
    ("help-docs-one", Can.READ_DOCUMENTS),
    ("help-docs-usage", Can.SEE_DOCUMENT_USE),
    ("help-announce", Can.ANNOUNCE),
    ("help-announce-list", Can.ANNOUNCE),
    ("help-announce-questions", Can.ANNOUNCE),
    ("help-training", Can.BELONG),
    ("help-training-calendar", Can.BELONG),
    ("help-training-code", Can.BELONG),
    ("help-training-remind", Can.BELONG),
    ("help-training-team", Can.SEE_LEARNERS),
    ("help-training-attendance", Can.BELONG),
    ("help-partner", Can.SEE_PARTNERS),
    ("help-import", Can.IMPORT),
    ("help-team", Can.SEE_TEAM),
    ("help-channels", Can.SEE_CHANNELS),
    ("help-settings", Can.BELONG),
    ("help-arrive", Can.DECIDE),
    ("help-link", Can.BELONG),
    ("help-feedback", Can.BELONG),
    ("help-feedback-list", Can.READ_FEEDBACK),
)


def welcome(person: Person, t: Translator) -> Card:
    """Tandem introduces itself, and says how to begin."""
    return Card(
        title=t("welcome-title", name=person.name),
        summary=t("welcome-words"),
        parts=(Paragraph(t("welcome-help")), *first_buttons(person, t)),
    )


def welcome_here(t: Translator) -> Card:
    """The same to a channel, in one line: it shows nobody's data."""
    return told(t("welcome-here-title"), t("welcome-here"))


def thanks(t: Translator) -> Card:
    """A friendly line."""
    return told(t("thanks-title"), t("thanks-words"))


def help_card(person: Person, t: Translator, *, unknown: str = "", nearest: str = "", support: str = "") -> Card:
    """What this person can do; where something was not understood, that, and the nearest command."""
    missed = t("help-unknown", typed=unknown) if unknown else None
    near = t("help-nearest", command=nearest) if nearest else None
    lines = tuple(Paragraph(t(name)) for name, can in _COMMANDS if person.may(can))
    return Card(
        title=t("help-title"),
        summary=missed or t("help-lead"),
        parts=(
            *((Paragraph(near),) if near else ()),
            *lines,
            *((Note(t("help-forms")),) if person.may(Can.REGISTER_DEALS) else ()),
            *((Note(t("help-support", address=support.removeprefix("mailto:"))),) if support else ()),
            *first_buttons(person, t),
        ),
    )


def test_card(t: Translator) -> Card:
    """What `tandem doctor` sends to see whether a card arrives."""
    return Card(title=t("test-title"), summary=t("test-words"), tone=Tone.GOOD)


def first_buttons(person: Person, t: Translator) -> tuple[Buttons, ...]:
    """The few things this person comes for."""
    register = (Button(t("deal-register"), "deal-form", tone=Tone.GOOD, opens=True), Can.REGISTER_DEALS)
    buttons = (
        *((register,) if person.partner else ()),
        (Button(t("deals-title") if person.partner else t("deals-title-all"), "deals"), Can.SEE_DEALS),
        (Button(t("approvals-title"), "approvals"), Can.APPROVE),
        (Button(t("settings-title"), "settings-form", opens=True), Can.BELONG),
    )
    allowed = tuple(button for button, can in buttons if person.may(can))
    return (Buttons(allowed),) if allowed else ()
