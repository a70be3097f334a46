"""An announcement on its way, as its author follows it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from domain.announcements import Announcement, State
from domain.announcements_followed import Acknowledged, Fate, Progress
from domain.announcements_written import Content
from domain.programme import Programme
from domain.questions import Tally
from views import announcements as writing
from views import questions, reasons
from views.announcements_review import fewer
from views.common import fact
from views.translator import Translator
from views.vocabulary import Button, Buttons, Card, Confirm, Fact, Facts, Form, Note, Paragraph, Part, Tone, Words, said

_STAYS = {False: "announcement-not-edited", True: "announcement-not-taken-back"}
_REASONS = 3
"""How many reasons are told on the card; all of them are in the file."""
_TONES = {
    State.SENDING: Tone.WAITING,
    State.PAUSED: Tone.WARNING,
    State.CANCELLED: Tone.BAD,
    State.SENT: Tone.GOOD,
    State.RETRACTED: Tone.BAD,
}


def progress(
    one: Announcement,
    now: Progress,
    programme: Programme,
    t: Translator,
    *,
    failed: Sequence[Fate] = (),
    unsure: Sequence[Fate] = (),
    as_it_was: Sequence[Fate] = (),
    acknowledged: Acknowledged | None = None,
    tally: Tally | None = None,
    left: bool = False,
) -> Card:
    """How far it is, in figures that add up to its audience; who did not get it; and what can be done. `left`: its
    author follows it no more.
    """
    text = one.content.text(t.language, programme.languages)
    return Card(
        title=t("announcement-progress", ref=one.ref, stands=one.state),
        summary=t("announcement-progress-of", sent=now.sent, audience=now.audience, title=text.title),
        parts=(
            *((Note(t("announcement-author-left", who=one.author_name)),) if left else ()),
            Facts(tuple(_figures(now, t))),
            *_pace(one, now, t),
            *fewer(one, programme, t),
            *(Note(t(f"announcement-why-{why}", count=count)) for why, count in now.unreached.items()),
            *_failures(now, failed, programme, t),
            *_named("announcement-unsure", unsure, now.unsure, programme, t),
            *_changes(one, now, t),
            *_named(_STAYS[one.state is State.RETRACTED], as_it_was, now.as_it_was, programme, t),
            *((Note(t("announcement-gathered", count=now.gathered)),) if now.gathered else ()),
            *_acknowledged(acknowledged, t),
            *((Paragraph(questions.counted(tally, t)),) if tally and tally.count else ()),
            Buttons((*_choices(one, now, acknowledged, t), *_asked(one, tally, t))),
        ),
        tone=_TONES.get(one.state, Tone.NEUTRAL),
    )


def forgotten(one: Announcement, programme: Programme, t: Translator) -> Card:
    """So old that nobody knows any more what became of its copies."""
    text = one.content.text(t.language, programme.languages)
    return Card(
        title=t("announcement-progress", ref=one.ref, stands=one.state),
        summary=t("announcement-forgotten", title=text.title, at=one.starts_at or one.changed_at),
        parts=(Buttons((Button(t("announcement-preview"), "announcement-preview", one.id),)),),
    )


def revise_form(one: Announcement, content: Content, programme: Programme, t: Translator) -> Form:
    """What it is to say everywhere."""
    form = writing.form(writing.typed(content), programme, t, of=one)
    title, submit = t("announcement-revise-title"), t("announcement-revise-save")
    return replace(form, route="announcement-revise", title=title, submit=submit)


def acknowledged(one: Announcement, programme: Programme, t: Translator, *, at: datetime) -> Card:
    """To whoever pressed in a channel."""
    text = one.content.text(t.language, programme.languages)
    return Card(title=said(text.title), summary=t("announcement-acknowledged-at", at=at), tone=Tone.GOOD)


def reminder(
    one: Announcement, programme: Programme, t: Translator, *, acknowledged_at: datetime | None = None
) -> Card:
    """The announcement once more, to whoever has not acknowledged it."""
    card = writing.announced(one, programme, t, acknowledged_at=acknowledged_at)
    text = one.content.text(t.language, programme.languages)
    return replace(card, title=t("announcement-reminder", title=text.title))


def taken_back(one: Announcement, t: Translator) -> Card:
    """In the place of an announcement that was taken back."""
    return Card(
        title=t("announcement-taken-back-title"),
        summary=t("announcement-taken-back", at=one.edited_at or one.changed_at),
    )


def _figures(now: Progress, t: Translator) -> Iterator[Fact]:
    figures = {
        "announcement-count-audience": now.audience,
        "announcement-count-sent": now.sent,
        "announcement-count-failed": now.failed,
        "announcement-count-waiting": now.waiting,
        "announcement-count-skipped": now.skipped,
    }
    for name, count in figures.items():
        yield fact(t, name, t.words(count))
    # Only where there are any: as a rule there are none.
    for name, count in {"announcement-count-uncertain": now.uncertain, "announcement-count-held": now.held}.items():
        if count:
            yield fact(t, name, t.words(count))


def _pace(one: Announcement, now: Progress, t: Translator) -> Iterator[Part]:
    if one.state is not State.SENDING:
        return
    if now.left is not None:
        minutes = max(1, round(now.left.total_seconds() / 60))
        yield Paragraph(t("announcement-pace", rate=now.lately, minutes=minutes))
    if now.later and now.next_at:
        yield Note(t("announcement-later", count=now.later, at=now.next_at))


def _failures(now: Progress, failed: Sequence[Fate], programme: Programme, t: Translator) -> Iterator[Part]:
    for reason, count in list(now.failures.items())[:_REASONS]:
        yield Note(t("announcement-failed-since", count=count, why=reasons.why(reason, t, failed=True)))
    yield from _named("announcement-failed-named", failed, now.failed, programme, t)


def _changes(one: Announcement, now: Progress, t: Translator) -> Iterator[Part]:
    """How many copies show what was changed last."""
    if one.revision:
        yield Note(t("announcement-edit-waits"))
    if one.edited_at and now.sent:
        name = "announcement-taken-back-in" if one.state is State.RETRACTED else "announcement-edited-in"
        shown = now.sent - now.behind - now.as_it_was
        yield Paragraph(t(name, count=shown, sent=now.sent, at=one.edited_at))


def _named(message: str, fates: Sequence[Fate], count: int, programme: Programme, t: Translator) -> Iterator[Part]:
    if not fates:
        return
    names = _names(fates, programme, t)
    if count > len(fates):
        yield Note(t(f"{message}-more", names=names, more=count - len(fates)))
    else:
        yield Note(t(message, names=names))


def _names(fates: Sequence[Fate], programme: Programme, t: Translator) -> str:
    partners = {one.key: one.name for one in programme.partners}
    return t.all_of([_name(fate.name, partners.get(fate.partner, "")) for fate in fates])


def _name(name: str, partner: str) -> str:
    return f"{name} ({partner})" if name and partner else name or partner or "?"


def _acknowledged(found: Acknowledged | None, t: Translator) -> Iterator[Part]:
    if found and found.asked:
        yield Paragraph(t("announcement-acknowledged-people", count=found.told, asked=found.asked, rate=found.percent))
    if found and found.asked_partners:
        yield Paragraph(
            t(
                "announcement-acknowledged-partners",
                people=found.people,
                count=found.partners,
                asked=found.asked_partners,
                rate=found.percent,
            )
        )
    if found and found.coming:
        yield Note(t("announcement-reminders-coming", count=found.coming))


def _choices(one: Announcement, now: Progress, acknowledged: Acknowledged | None, t: Translator) -> Iterator[Button]:
    at = (one.id, one.version)
    match one.state:
        case State.SENDING:
            yield Button(t("announcement-pause"), "announcement-pause", *at)
        case State.PAUSED:
            yield Button(t("announcement-resume"), "announcement-resume", *at, tone=Tone.GOOD)
        case _:
            pass
    if now.failed and one.state in (State.SENDING, State.SENT):
        label = t("announcement-retry", count=now.failed)
        yield Button(label, "announcement-retry", *at)
    if acknowledged and acknowledged.silent and one.state in (State.SENDING, State.SENT):
        yield _remind(acknowledged.silent, at, t)
    if one.state in (State.SENDING, State.PAUSED):
        yield _sure("announcement-cancel", t("announcement-cancel-sure", count=now.waiting), at, t)
    if one.state is not State.RETRACTED:
        yield Button(t("announcement-revise"), "announcement-revise-form", *at, opens=True)
        yield _sure("announcement-retract", t("announcement-retract-sure"), at, t)
    yield Button(t("announcement-refresh"), "announcement-follow", one.id)
    yield Button(t("announcement-copies"), "announcement-copies", one.id)
    yield Button(t("announcement-preview"), "announcement-preview", one.id)


def _asked(one: Announcement, tally: Tally | None, t: Translator) -> tuple[Button, ...]:
    return (questions.reported(one, tally, t),) if tally and tally.count else ()


def _remind(count: int, at: tuple[str, int], t: Translator) -> Button:
    label, title = t("announcement-remind", count=count), t("announcement-remind-title")
    sure = Confirm(title, t("announcement-remind-sure", count=count), title, t("cancel"))
    return Button(label, "announcement-remind", *at, confirm=sure)


def _sure(route: str, question: Words, at: tuple[str, int], t: Translator) -> Button:
    """What cannot be undone is asked about first."""
    label = t(route)
    return Button(label, route, *at, tone=Tone.BAD, confirm=Confirm(label, question, label, t("announcement-leave")))
