"""An announcement before it goes: for whom, when, and whom it reaches."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from domain.announcements import REASON, SENDER_LOST, Announcement, State, is_edit
from domain.announcements_timed import TAKE_BACK, Timing, Way
from domain.approvals import Approval, Outcome
from domain.audience import Audience, Reach, Recipient, Unreached
from domain.programme import Programme
from views.announcements_who import rules
from views.approvals import Described, over
from views.common import back_in_words, fact
from views.translator import Translator
from views.vocabulary import (
    Button,
    Buttons,
    Card,
    Choice,
    Confirm,
    DayField,
    Fact,
    Facts,
    Form,
    Manner,
    Note,
    Option,
    Paragraph,
    Part,
    TextField,
    Tone,
    Words,
    said,
)

_NEW = 10
"""At how many partners those who are new are counted by name."""


# --- when ---


def when_form(one: Announcement, values: Mapping[str, str], t: Translator) -> Form:
    """Now, at a moment, or in everybody's morning; and why it cannot wait."""
    return Form(
        route="announcement-when",
        title=t("announcement-when-title"),
        submit=t("announcement-when-save"),
        fields=(
            Choice(
                name="way",
                label=t("announcement-when-way"),
                value=values.get("way") or Way.NOW,
                required=True,
                manner=Manner.FEW,
                options=tuple(Option(way, t(f"announcement-when-{way}")) for way in Way),
            ),
            DayField(
                name="day",
                label=t("announcement-when-day"),
                hint=t("announcement-when-day-hint"),
                value=back_in_words(values.get("day", "")),
            ),
            TextField(
                name="moment",
                label=t("announcement-when-moment"),
                hint=t("announcement-when-moment-hint", place=t.place()),
                value=values.get("moment", ""),
            ),
            TextField(
                name="urgent",
                label=t("announcement-when-urgent"),
                hint=t("announcement-when-urgent-hint"),
                value=values.get("urgent", ""),
                limit=REASON,
            ),
        ),
        ref=one.id,
        version=one.version,
    )


def timed(timing: Timing, t: Translator) -> dict[str, str]:
    """As the form holds it."""
    local = timing.at.astimezone(t.zone) if timing.at else None
    day = timing.day or (local.date() if local else None)
    return {
        "way": timing.way,
        "day": day.isoformat() if day else "",
        "moment": f"{local:%H:%M}" if local else "",
        "urgent": timing.urgent,
    }


def goes(one: Announcement, t: Translator) -> tuple[Fact, ...]:
    """When, read back in words with the zone; and why it does not wait."""
    timing = one.timing
    return (
        fact(t, "announcement-goes", _when(timing, t)),
        *((fact(t, "announcement-urgent", said(timing.urgent)),) if timing.urgent else ()),
    )


def _when(timing: Timing, t: Translator) -> Words:
    if timing.way is Way.MORNING:
        return t("announcement-goes-morning-of", day=timing.day) if timing.day else t("announcement-goes-morning")
    return said(t.moment(timing.at)) if timing.at else t("announcement-goes-now")


# --- whom it reaches ---


@dataclass(frozen=True, kw_only=True)
class Review:
    """Whom it reaches now; `second`: to so many somebody else has to send it; `alone`: its author may do without."""

    reach: Reach
    second: bool = False
    alone: bool = False


def reached(reach: Reach, t: Translator) -> tuple[Part, ...]:
    """How many at once, later, and not, and why; some of them by name."""
    counts = (
        fact(t, "announcement-reachable", t.words(reach.reachable)),
        *((fact(t, "announcement-deferred", t.words(reach.deferred)),) if reach.deferred else ()),
        *((fact(t, "announcement-unreached", t.words(reach.unreached)),) if reach.unreached else ()),
    )
    return (Facts(counts), *(Note(words) for words in _named(reach, t)))


def _named(reach: Reach, t: Translator) -> Iterator[Words]:
    if reach.samples:
        yield t("announcement-samples", names=t.all_of([_sample(one) for one in reach.samples]))
    for why, count in reach.unreachable.items():
        names = t.all_of([_missed(one) for one in reach.missed if one.why is why])
        yield t(f"announcement-why-{why}", count=count)
        if names:
            yield t("announcement-missed", names=names)


def _sample(one: Recipient) -> str:
    return f"{one.name} ({one.partner})"


def _missed(one: Unreached) -> str:
    return f"{one.name} ({one.partner})" if one.name else one.partner


def sending(one: Announcement, review: Review, t: Translator) -> tuple[Button, ...]:
    """To send it, or to have it sent; where nobody is reached, neither."""
    count = review.reach.reached
    if not count:
        return ()
    # What is pressed says how many its author has read: to others it does not go by that press.
    seen = (f"{one.id}.{count}", one.version)
    if not review.second:
        label = t("announcement-send")
        sure = Confirm(label, _sure(one, count, t), label, t("cancel"))
        return (Button(label, "announcement-send", *seen, tone=Tone.GOOD, confirm=sure),)
    label = t("announcement-ask")
    alone = Button(t("announcement-alone"), "announcement-alone-form", *seen, tone=Tone.BAD, opens=True)
    ask = Button(label, "announcement-have-sent", *seen, tone=Tone.GOOD)
    return (ask, *((alone,) if review.alone else ()))


def _sure(one: Announcement, count: int, t: Translator) -> Words:
    """To how many it goes, and until when it can be taken back."""
    if at := one.timing.at:
        return t("announcement-send-sure-later", count=count, at=at)
    return t("announcement-send-sure", count=count)


def grown(card: Card, review: Review, t: Translator) -> Card:
    """Its author's card as it is now, which is not what they had before them when they pressed."""
    says = "announcement-look-again-second" if review.second else "announcement-look-again"
    return replace(card, parts=(Paragraph(t(says, count=review.reach.reached)), *card.parts), tone=Tone.WARNING)


def alone_form(one: Announcement, t: Translator, *, seen: str = "", reason: str = "") -> Form:
    """Asks why nobody else can send it now; `seen` is how many it reached on the card that was pressed."""
    return Form(
        route="announcement-alone",
        title=t("announcement-alone-title"),
        submit=t("announcement-send"),
        intro=(Paragraph(t("announcement-alone-lead")),),
        fields=(
            TextField(
                name="reason",
                label=t("announcement-alone-reason"),
                value=reason,
                required=True,
                lines=True,
                limit=REASON,
            ),
        ),
        ref=f"{one.id}.{seen}",
        version=one.version,
    )


# --- the second person ---


def described(
    one: Announcement,
    reach: Reach,
    programme: Programme,
    t: Translator,
    *,
    courses: Mapping[str, str] | None = None,
    edit: bool = False,
    back: bool = False,
) -> Described:
    """As whoever may send it reads it: what it says, for whom, when; the whole of it behind a button. `back`: they have
    sent it, and it is a draft again.
    """
    text = (one.revision or one.content).text(t.language, programme.languages)
    audience = one.audience or Audience()
    asked = "announcement-asked-edit" if edit else "announcement-asked"
    return Described(
        title=t(f"{asked}-title", ref=one.ref, title=text.title),
        lead=t(asked, who=one.author_name, count=reach.reached),
        facts=(*rules(audience, programme, t, courses or {}), *goes(one, t)),
        history=(*((t("announcement-was-back"),) if back else ()), *_named(reach, t)),
        asks=False,
        doors=(Button(t("announcement-preview"), "announcement-preview", one.id),),
        yes=t("announcement-edit-agree" if edit else "announcement-send"),
        undo="announcement-undo-until",
    )


def decided(one: Announcement, approval: Approval, t: Translator) -> Card:
    """To its author: who sent it, or did not; and that it was taken back then."""
    sent = approval.outcome is Outcome.APPROVED
    void = sent and one.state is State.WAITING and one.timing.stopped == SENDER_LOST
    back = sent and not void and one.state in (State.DRAFT, State.WAITING)
    about = "announcement-edit-was" if is_edit(approval.subject) else "announcement-was"
    open_ = Button(t("announcement-open"), "announcement-open", one.id)
    says, when = t(f"{about}-sent" if sent else f"{about}-not-sent"), tuple[Part, ...]()
    if void or back:
        says = t("announcement-was-void" if void else "announcement-was-back")
    elif sent and one.starts_at and one.starts_at - one.changed_at > TAKE_BACK:
        says, when = t("announcement-was-sent-for", at=one.starts_at), (Facts(goes(one, t)),)
    return Card(
        title=t("announcement-of", ref=one.ref),
        summary=over(approval, t),
        parts=(*when, Paragraph(says), Buttons((open_,))),
        tone=Tone.NEUTRAL if back or void else Tone.GOOD if sent else Tone.BAD,
    )


def undecidable(one: Announcement, t: Translator, *, waits: bool) -> Card:
    """To its author: nobody can be told who could send it, and what to do."""
    return Card(
        title=t("announcement-of", ref=one.ref),
        summary=t("announcement-undecidable" if waits else "announcement-waits-no-more"),
        parts=(Buttons((Button(t("announcement-open"), "announcement-open", one.id),)),),
        tone=Tone.WARNING if waits else Tone.NEUTRAL,
    )


def given_back(one: Announcement, programme: Programme, t: Translator, *, own: bool) -> Card:
    """It did not go when its moment came, or would not: to its author, with who is new and what to do; else to the
    admins.
    """
    if own and one.state is State.WAITING:
        return _asked_again(one, t)
    why = _STOPPED.get(one.timing.stopped, "announcement-given-back-grown") if own else "announcement-given-back-left"
    open_ = (Buttons((Button(t("announcement-open"), "announcement-open", one.id),)),) if own else ()
    return Card(
        title=t("announcement-given-back-title", ref=one.ref),
        summary=t(why, who=one.author_name),
        parts=(*(_new(one, programme, t) if own and not one.timing.stopped else ()), *open_),
        tone=Tone.BAD,
    )


def _asked_again(one: Announcement, t: Translator) -> Card:
    return Card(
        title=t("announcement-asked-again-title", ref=one.ref),
        summary=t("announcement-asked-again"),
        parts=(Buttons((Button(t("announcement-open"), "announcement-open", one.id),)),),
        tone=Tone.WARNING,
    )


_STOPPED = {
    SENDER_LOST: "announcement-given-back-sender",
    "announcement-link": "announcement-given-back-link",
    "announcement-no-links": "announcement-given-back-link",
    "announcement-opens-nothing": "announcement-given-back-opens",
    "announcement-nobody": "announcement-given-back-nobody",
    "announcement-language": "announcement-given-back-language",
}


def _new(one: Announcement, programme: Programme, t: Translator) -> tuple[Note, ...]:
    return _at_partners("announcement-grown", one.timing.new, programme, t)


def fewer(one: Announcement, programme: Programme, t: Translator) -> tuple[Note, ...]:
    """Where it went to fewer than were agreed to: to how many, at which partners."""
    return _at_partners("announcement-shrunk", one.timing.lost, programme, t)


def _at_partners(says: str, counts: Mapping[str, int], programme: Programme, t: Translator) -> tuple[Note, ...]:
    if not counts:
        return ()
    names = {partner.key: partner.name for partner in programme.partners}
    shown = t.all_of([f"{names.get(key, key)} ({count})" for key, count in list(counts.items())[:_NEW]])
    if len(counts) <= _NEW:
        return (Note(t(says, names=shown)),)
    return (Note(t(f"{says}-more", names=shown, more=len(counts) - _NEW)),)


def withheld(one: Announcement, programme: Programme, t: Translator) -> Card:
    """To the admins: it waits for one of them."""
    follow = Button(t("announcement-open"), "announcement-follow", one.id)
    return Card(
        title=t("announcement-withheld-title", ref=one.ref),
        summary=t("announcement-withheld", who=one.author_name),
        parts=(Facts((_titled(one, programme, t),)), Buttons((follow,))),
        tone=Tone.WARNING,
    )


def _titled(one: Announcement, programme: Programme, t: Translator) -> Fact:
    return fact(t, "announcement-titled", said(one.content.text(t.language, programme.languages).title))


def sent_alone(one: Announcement, programme: Programme, t: Translator) -> Card:
    """To the admins; where it was taken back in time, or did not go, that."""
    title = t("announcement-sent-alone-title", ref=one.ref)
    if one.state is State.WAITING and one.timing.stopped == SENDER_LOST:
        return Card(title=title, summary=t("announcement-was-void"))
    if one.state is State.DRAFT or not one.timing.alone:
        return Card(title=title, summary=t("announcement-was-back"))
    return Card(
        title=title,
        summary=t("announcement-sent-alone", who=one.author_name),
        parts=(
            Facts(
                (
                    fact(t, "announcement-alone-reason", said(one.timing.alone)),
                    _titled(one, programme, t),
                    *goes(one, t),
                )
            ),
        ),
        tone=Tone.WARNING,
    )
