"""Announcements as their author sees them while writing, and as their readers do."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.announcements import Announcement, State
from domain.announcements_written import BODY, TITLE, Content, Text
from domain.page import Page
from domain.programme import Programme
from views.announcements_more import ROOM, adding, attached, leading, seen
from views.announcements_review import Review, goes, reached, sending
from views.announcements_who import rules
from views.common import fact
from views.questions import asking
from views.translator import NAMES, Translator, marked
from views.vocabulary import (
    Button,
    Buttons,
    Card,
    Choice,
    Facts,
    Form,
    Manner,
    Note,
    Option,
    Paragraph,
    Part,
    Row,
    Rows,
    TextField,
    Tone,
    Words,
    said,
)

_PARAGRAPH = 400
"""The longest first paragraph that stands above all others: Teams shows no more of it in a notification."""
_APART = 20
"""Paragraphs that stand each for itself: Slack takes fifty blocks, buttons and all."""
_TONES = {
    State.DRAFT: Tone.NEUTRAL,
    State.WAITING: Tone.WAITING,
    State.SCHEDULED: Tone.WAITING,
    State.SENDING: Tone.WAITING,
    State.PAUSED: Tone.WARNING,
    State.CANCELLED: Tone.BAD,
    State.SENT: Tone.GOOD,
    State.RETRACTED: Tone.BAD,
}


# --- writing ---


def form(
    values: Mapping[str, str],
    programme: Programme,
    t: Translator,
    *,
    draft: str = "",
    of: Announcement | None = None,
    note: Words | None = None,
) -> Form:
    """What it says, in each language of the programme."""
    return Form(
        route="announcement-edit" if of else "announcement-write",
        title=t("announcement-form-title"),
        submit=t("announcement-form-save"),
        intro=(*((Note(note),) if note else ()), Note(_marks(programme, t))),
        fields=(
            *(field for language in programme.languages for field in _fields(language, values, t)),
            _asking(values, t),
        ),
        draft=draft,
        ref=of.id if of else "",
        version=of.version if of else 0,
    )


def _asking(values: Mapping[str, str], t: Translator) -> Choice:
    chosen = values.get("acknowledge", "")
    return Choice(
        name="acknowledge",
        label=t("announcement-asks"),
        value=chosen if chosen in _ASKS else "no",
        required=True,
        manner=Manner.FEW,
        options=tuple(Option(value, t(f"announcement-asks-{value}")) for value in _ASKS),
    )


_ASKS = ("no", "yes")


def _marks(programme: Programme, t: Translator) -> Words:
    signs = {"bold": "**…**", "italic": "_…_", "code": "`…`"}
    domains = programme.announcements.link_domains
    if not domains:
        return t("announcement-marks", **signs)
    link = f"[…](https://{domains[0]}/…)"
    return t("announcement-marks-links", **signs, link=link, domains=t.all_of(domains[:_DOMAINS]))


_DOMAINS = 5


def _fields(language: str, values: Mapping[str, str], t: Translator) -> tuple[TextField, TextField]:
    title, body, name = f"title-{language}", f"body-{language}", NAMES[language]
    return (
        TextField(
            name=title,
            label=t("announcement-title-in", language=name),
            value=values.get(title, ""),
            limit=ROOM,
        ),
        TextField(
            name=body,
            label=t("announcement-body-in", language=name),
            hint=t("announcement-body-hint", limit=BODY, title=TITLE),
            value=values.get(body, ""),
            lines=True,
            limit=ROOM,
        ),
    )


def typed(content: Content) -> dict[str, str]:
    """As the form holds it."""
    texts = {
        f"{name}-{language}": value
        for language, text in content.texts.items()
        for name, value in (("title", text.title), ("body", text.body))
    }
    return {**texts, "acknowledge": "yes" if content.asks else "no"}


# --- the author's card ---


def detail(
    one: Announcement,
    programme: Programme,
    t: Translator,
    *,
    review: Review | None = None,
    courses: Mapping[str, str] | None = None,
    own: bool = True,
) -> Card:
    """How it stands, and what its author can do with it now; `review` before it goes. Not its `own` author reads it."""
    text = _text(one, programme, t.language)
    facts = (
        fact(t, "announcement-state", t("announcement-state-is", stands=one.state)),
        *(rules(one.audience, programme, t, courses or {}) if one.audience else ()),
        *goes(one, t),
        fact(t, "announcement-languages", said(_named(tuple(one.content.texts), t))),
        fact(t, "announcement-changed-at", said(t.moment(one.changed_at))),
    )
    return Card(
        title=t("announcement-of", ref=one.ref),
        summary=said(text.title),
        parts=(
            Facts(facts),
            *(reached(review.reach, t) if review else ()),
            *_missing(one, programme, t),
            *(attached(one, programme, t) if one.state is State.DRAFT else ()),
            *_nobody(review, t),
            *_unreached(one, review, t),
            Buttons(_choices(one, review, programme, t) if own else (_preview(one, t),)),
        ),
        tone=_TONES[one.state],
    )


def _unreached(one: Announcement, review: Review | None, t: Translator) -> tuple[Part, ...]:
    """To all who are not reached, where some are not."""
    if not review or not review.reach.unreached:
        return ()
    return (Buttons((Button(t("unreached-list"), "announcement-unreached", one.id),)),)


def _nobody(review: Review | None, t: Translator) -> tuple[Note, ...]:
    return (Note(t("announcement-nobody")),) if review and not review.reach.reached else ()


def _text(one: Announcement, programme: Programme, language: str) -> Text:
    return one.content.text(language, programme.languages)


def _named(languages: Sequence[str], t: Translator) -> str:
    return t.all_of([NAMES[language] for language in languages])


def _missing(one: Announcement, programme: Programme, t: Translator) -> tuple[Note, ...]:
    missing = one.content.missing(programme.languages)
    if not missing:
        return ()
    way = "blocks" if programme.announcements.missing_language == "block" else "falls-back"
    return (Note(t(f"announcement-missing-{way}", languages=_named(missing, t))),)


def _preview(one: Announcement, t: Translator) -> Button:
    return Button(t("announcement-preview"), "announcement-preview", one.id)


def _choices(one: Announcement, review: Review | None, programme: Programme, t: Translator) -> tuple[Button, ...]:
    at = (one.id, one.version)
    always = (
        _preview(one, t),
        Button(t("announcement-test"), "announcement-test", *at),
        Button(t("announcement-duplicate"), "announcement-duplicate", *at),
    )
    back = Button(t("announcement-take-back"), "announcement-take-back", *at, tone=Tone.BAD)
    edit = Button(t("announcement-edit"), "announcement-edit-form", *at, opens=True)
    match one.state:
        case State.DRAFT:
            return (
                *_onward(one, review, t),
                edit,
                *adding(one, programme, t),
                *always,
            )
        case State.WAITING | State.SCHEDULED:
            return (back, *always)
        case _:
            return always


def _onward(one: Announcement, review: Review | None, t: Translator) -> tuple[Button, ...]:
    """The next of the three steps."""
    at = (one.id, one.version)
    if review is None:
        return (Button(t("announcement-next"), "announcement-who-form", *at, tone=Tone.GOOD, opens=True),)
    return (
        *sending(one, review, t),
        Button(t("announcement-when"), "announcement-when-form", *at, opens=True),
        Button(t("announcement-who"), "announcement-who-form", *at, opens=True),
    )


def listing(page: Page[Announcement], programme: Programme, t: Translator) -> Card:
    """A page of one's own, what was changed last first."""
    rows = tuple(_row(one, programme, t) for one in page.items)
    new = Buttons((writing(t),))
    if not rows:
        return Card(title=t("announcements-title"), summary=t("announcements-none"), parts=(new,))
    more = Button(t("more"), "announcements", page.next) if page.next else None
    return Card(
        title=t("announcements-title"),
        summary=t("announcements-count", count=page.total),
        parts=(Rows(rows, more), new),
    )


def writing(t: Translator) -> Button:
    """The way to a new one."""
    return Button(t("announcement-new"), "announcement-form", tone=Tone.GOOD, opens=True)


def _row(one: Announcement, programme: Programme, t: Translator) -> Row:
    state = t("announcement-row", ref=one.ref, stands=one.state, at=one.changed_at)
    return Row(
        said(_text(one, programme, t.language).title),
        state,
        Button(t("announcement-open"), "announcement-open", one.id),
    )


# --- what its readers see ---


def announced(
    one: Announcement, programme: Programme, t: Translator, *, acknowledged_at: datetime | None = None
) -> Card:
    """The announcement, in its reader's language as far as it is written in it."""
    text = _text(one, programme, t.language)
    first, *others = _paragraphs(text.body)
    edited = (Note(t("announcement-edited", at=one.edited_at)),) if one.edited_at else ()
    parts = (*seen(one.content, programme, t), *(Paragraph(marked(each)) for each in others), *edited)
    below = (*leading(one.content, programme, t), *_answering(one, acknowledged_at, t))
    return Card(title=said(text.title), summary=marked(first), parts=(*parts, *below))


def _answering(one: Announcement, at: datetime | None, t: Translator) -> tuple[Part, ...]:
    """What a reader can say to it: that it was read, where that is asked, and what it leaves open."""
    if not one.content.asks:
        return (Buttons((asking(one, t),)),)
    if at:
        return (Note(t("announcement-acknowledged-at", at=at)), Buttons((asking(one, t),)))
    read = Button(t("announcement-acknowledge"), "announcement-acknowledge", one.id, tone=Tone.GOOD)
    return (Buttons((read, asking(one, t))),)


def preview(one: Announcement, programme: Programme, t: Translator, own: Translator) -> Card:
    """The same as somebody who reads `t` will see it, with a line below for its author, who reads `own`."""
    shown = announced(one, programme, t)
    others = tuple(
        Button(said(NAMES[language]), "announcement-preview", f"{one.id}.{language}")
        for language in programme.languages
        if language != t.language
    )
    note = own("announcement-preview-of", ref=one.ref, language=NAMES[t.language])
    below: tuple[Part, ...] = (Note(note), *((Buttons(others),) if others else ()))
    return Card(title=shown.title, summary=shown.summary, parts=(*shown.parts, *below), tone=shown.tone)


def tested(one: Announcement, t: Translator) -> Card:
    """A copy is on its way to its author."""
    back = Button(t("announcement-back"), "announcement-open", one.id)
    return Card(
        title=t("announcement-of", ref=one.ref),
        summary=t("announcement-tested"),
        parts=(Buttons((back,)),),
        tone=Tone.GOOD,
    )


def _paragraphs(body: str) -> list[str]:
    """Split where a line is empty; a first one that is long stands below, so that nothing of it is cut."""
    found = [each for each in body.split("\n\n") if each.strip()] or [""]
    found = [*found[: _APART - 1], *(["\n\n".join(found[_APART - 1 :])] if len(found) >= _APART else [])]
    return found if len(found[0]) <= _PARAGRAPH else ["", *found]
