"""For whom an announcement is: the rules that narrow it, as they are chosen and as they are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.announcements import Announcement
from domain.audience import Audience, To
from domain.programme import Programme
from views.common import fact
from views.translator import NAMES, Translator
from views.vocabulary import Choice, Fact, Field, Form, Manner, Option, TextField, Words, plain, said

ANY = "*"
"""Chosen where no rule is meant."""
ACTIVITIES = {"active-30": (30, 0), "active-90": (90, 0), "idle-90": (0, 90), "idle-180": (0, 180)}
"""By what is chosen: the days in which a deal was registered, and those in which none was."""
SOME = 100
"""So many are offered to be chosen from; more are typed. Slack lists no more in one select."""
NAMED = 20
"""So many of one rule are told by name: as long as they may be, Slack still shows them whole in a field of 2,000
characters (docs.slack.dev, section block).
"""
TYPED = 3000
SEPARATORS = ",;\n"
"""What may stand between two names that are typed."""
RULES = ("partners", "tiers", "regions", "countries", "languages", "types", "products", "certificates")
"""As the rules of an Audience are called that name several things."""


@dataclass(frozen=True, kw_only=True)
class Offered:
    """What the rules can name beside the programme's own: partners that the author may write to, and courses; names by
    key.
    """

    partners: Mapping[str, str] = field(default_factory=dict)
    courses: Mapping[str, str] = field(default_factory=dict)


def known(rule: str, offered: Offered, programme: Programme, t: Translator) -> dict[str, Words]:
    """By key, all that a rule can name, in the reader's words."""
    match rule:
        case "partners":
            return {key: said(name) for key, name in offered.partners.items()}
        case "tiers":
            return {key: said(programme.tier(key).label(t.language)) for key in programme.tiers}
        case "regions":
            return {key: said(programme.region(key).label(t.language)) for key in programme.regions}
        case "countries":
            return {code: said(t.country(code)) for code in sorted({one.country for one in programme.partners})}
        case "languages":
            return {tag: said(NAMES[tag]) for tag in programme.languages}
        case "types":
            return {key: t(f"partner-type-{key}") for key in programme.partner_types}
        case "products":
            return {key: said(programme.product(key).label(t.language)) for key in programme.products}
        case _:
            return {key: said(name) for key, name in offered.courses.items()}


def who_form(
    one: Announcement, values: Mapping[str, str], offered: Offered, programme: Programme, t: Translator
) -> Form:
    """Channels or people, and the rules that narrow it: of each rule as many as one likes, none for all."""
    rules = tuple(_several(rule, known(rule, offered, programme, t), values, t) for rule in RULES)
    return Form(
        route="announcement-who",
        title=t("announcement-who-title"),
        submit=t("announcement-who-next"),
        fields=(
            Choice(
                name="to",
                label=t("announcement-who-to"),
                value=values.get("to") or To.CHANNELS,
                required=True,
                manner=Manner.FEW,
                options=tuple(Option(to, t(f"announcement-to-{to}")) for to in To),
            ),
            *(field for field in rules if field),
            _activity(values, t),
        ),
        ref=one.id,
        version=one.version,
    )


def _several(rule: str, options: Mapping[str, Words], values: Mapping[str, str], t: Translator) -> Field | None:
    """What can be chosen; where they are many, what can be typed; nothing where there is nothing to choose."""
    label, value = t(f"announcement-who-{rule}"), values.get(rule, "")
    if not options and not value:
        return None
    if len(options) > SOME:
        return TextField(
            name=rule, label=label, hint=t("announcement-who-several"), value=_typed(value, options), limit=TYPED
        )
    keys = [key for key in value.split(",") if key]
    # What is there no more stays chosen until somebody says otherwise: without it, it would be for everybody.
    gone = {key: said(key) for key in keys if key not in options}
    return Choice(
        name=rule,
        label=label,
        hint=t("announcement-who-none"),
        value=",".join(keys),
        several=True,
        options=tuple(Option(key, words) for key, words in {**options, **gone}.items()),
    )


def _typed(value: str, options: Mapping[str, Words]) -> str:
    """By name, but for a name that could not be told apart from two."""
    names = {key: name for key, words in options.items() if not set(SEPARATORS) & set(name := plain(words))}
    return ", ".join(names.get(key, key) for key in map(str.strip, value.split(",")))


def _activity(values: Mapping[str, str], t: Translator) -> Choice:
    value = values.get("activity", "")
    options = (Option(key, t(f"announcement-activity-{key}")) for key in ACTIVITIES)
    return Choice(
        name="activity",
        label=t("announcement-who-activity"),
        value=value if value in ACTIVITIES else ANY,
        required=True,
        options=(Option(ANY, t("announcement-any")), *options),
    )


def chosen(audience: Audience) -> dict[str, str]:
    """As the form holds it."""
    days = (audience.active_days, audience.idle_days)
    return {
        "to": audience.to,
        **{rule: ",".join(sorted(getattr(audience, rule))) for rule in RULES},
        "activity": next((key for key, each in ACTIVITIES.items() if each == days), ""),
    }


def _listed(names: Sequence[str], t: Translator) -> Words:
    """Of many, some by name, and how many there are beside them: platforms cut what is too long, and say no number."""
    text = t.all_of(names[:NAMED])
    return t("announcement-who-more", names=text, more=len(names) - NAMED) if len(names) > NAMED else said(text)


def rules(audience: Audience, programme: Programme, t: Translator, courses: Mapping[str, str]) -> tuple[Fact, ...]:
    """For whom it is, in words; a course that is not known any more by its key."""
    offered = Offered(partners={one.key: one.name for one in programme.partners}, courses=courses)
    facts = [fact(t, "announcement-who-to", t(f"announcement-to-{audience.to}"))]
    for rule in RULES:
        if keys := sorted(getattr(audience, rule)):
            names = known(rule, offered, programme, t)
            text = _listed([plain(names[key]) if key in names else key for key in keys], t)
            facts.append(fact(t, f"announcement-who-{rule}", text))
    if activity := chosen(audience)["activity"]:
        facts.append(fact(t, "announcement-who-activity", t(f"announcement-activity-{activity}")))
    return tuple(facts)
