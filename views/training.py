"""Training as its learner sees it: what is to do, a course with its sessions, the calendar, a team."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.partners import Partner
from domain.people import Can, Person
from domain.training import Certificate, Course, Enrolment, Progress, Session, last_day
from views.common import fact
from views.translator import Translator
from views.vocabulary import (
    Button,
    Buttons,
    Card,
    Fact,
    Facts,
    Link,
    Note,
    Paragraph,
    Part,
    Row,
    Rows,
    Tone,
    Words,
    plain,
    said,
)

PAGE = 5


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A course as somebody stands with it: what they have still to do, their seat, and what they have won."""

    course: Course
    enrolment: Enrolment | None = None
    session: Session | None = None
    certificate: Certificate | None = None
    coming: Sequence[Session] = ()
    product: str = ""
    led_by: str = ""

    def begun(self, at: datetime) -> bool:
        """Whether the session in which they have a seat is under way, or over."""
        return self.session is not None and not self.session.cancelled and self.session.at <= at

    def can_be_done(self, at: datetime) -> bool:
        """Whether they may say that they have done it."""
        return self.enrolment is not None and (bool(self.course.link) or self.begun(at))


def overview(
    doing: Sequence[Shown], won: Sequence[Shown], reader: Person, t: Translator, *, at: datetime, today: date
) -> Card:
    """What is to do, the most pressing first, and what was won."""
    parts: list[Part] = []
    if doing:
        parts.append(Rows(tuple(Row(said(one.course.name), _state(one, t, today), _act(one, t, at)) for one in doing)))
    if won:
        parts += [Paragraph(t("training-won")), Rows(tuple(_won(one, t, today) for one in won))]
    late = sum(one.enrolment is not None and one.enrolment.late(today) for one in doing)
    lead = t("training-to-do", count=len(doing)) if doing else t("training-nothing")
    return Card(
        title=t("training-title"),
        summary=t("training-late", count=late) if late else lead,
        tone=Tone.WARNING if late else Tone.NEUTRAL,
        parts=(*parts, Buttons((*_ways(reader, t),))),
    )


def _ways(reader: Person, t: Translator) -> tuple[Button, ...]:
    team = Button(t("training-team"), "training-team") if reader.may(Can.SEE_LEARNERS) else None
    return (Button(t("training-calendar"), "training-calendar"), *((team,) if team else ()))


def _state(one: Shown, t: Translator, today: date) -> Words:
    """One sentence: the seat, else by when, else that it is to do."""
    enrolment, session = one.enrolment, one.session
    if enrolment is None:
        return _validity(one.certificate, t, today) if one.certificate else t("training-offered")
    if session is not None:
        return t("training-moved-away") if session.cancelled else t("training-seat", at=session.at)
    if enrolment.due_on is None:
        return t("training-open")
    return t("training-overdue" if enrolment.late(today) else "training-due", day=enrolment.due_on)


def _validity(certificate: Certificate, t: Translator, today: date) -> Words:
    if certificate.ends_on is None:
        return t("training-valid")
    told = "training-valid-until" if certificate.valid(today) else "training-ended"
    return t(told, day=last_day(certificate.ends_on))


def _act(one: Shown, t: Translator, at: datetime) -> Button:
    """What is most likely to be done next, by one press."""
    if one.can_be_done(at):
        return _done(one, t)
    if one.session is not None and one.session.comes(at):
        return _cannot(one.session, t)
    return Button(t("training-choose" if one.coming else "training-look"), "training-course", one.course.key)


def _done(one: Shown, t: Translator) -> Button:
    return Button(t("training-done"), "training-done", one.course.key, tone=Tone.GOOD)


def _cannot(session: Session, t: Translator) -> Button:
    return Button(t("training-cannot"), "training-cannot", session.id)


def _code(t: Translator) -> Button:
    return Button(t("training-code-enter"), "training-code-form", opens=True)


def _won(one: Shown, t: Translator, today: date) -> Row:
    assert one.certificate is not None, "it is among what was won"
    return Row(
        said(one.course.name),
        _validity(one.certificate, t, today),
        Button(t("training-look"), "training-course", one.course.key),
    )


# --- one course ---


def course(one: Shown, t: Translator, *, at: datetime, today: date, lead: Words | None = None, again: str = "") -> Card:
    """How its reader stands with it, where to take it, and what can be done; `lead` says what happened or comes.

    `again` is the reminder that it is: then it can be put off.
    """
    state = _state(one, t, today)
    late = one.enrolment is not None and one.enrolment.late(today)
    buttons = (
        *((_done(one, t),) if one.can_be_done(at) else ()),
        *((_cannot(one.session, t),) if one.session and one.session.comes(at) else ()),
        *((_code(t),) if one.session and one.session.takes_code(at) else ()),
        *((Button(t("training-again"), "training-again", again),) if again else ()),
        Button(t("training-mine"), "training"),
    )
    return Card(
        title=said(one.course.name),
        summary=lead or state,
        tone=Tone.WARNING if late else Tone.NEUTRAL,
        parts=(
            *((Paragraph(state),) if lead else ()),
            *_facts(one, t),
            *(Paragraph(Words((Link(plain(label), url),))) for label, url in _links(one, t, at)),
            *_sessions(one, t),
            Buttons(buttons),
        ),
    )


def _facts(one: Shown, t: Translator) -> tuple[Facts, ...]:
    enrolment, session = one.enrolment, one.session
    facts: tuple[Fact, ...] = (
        *((fact(t, "training-due-on", t.words(enrolment.due_on)),) if enrolment and enrolment.due_on else ()),
        *((fact(t, "training-lasts", t("training-minutes", count=session.minutes)),) if session else ()),
        *((fact(t, "training-led-by", said(one.led_by)),) if one.led_by else ()),
        *((fact(t, "training-product", said(one.product)),) if one.product else ()),
        *((fact(t, "training-mandatory", t("training-yes")),) if one.course.mandatory else ()),
    )
    return (Facts(facts),) if facts else ()


def _links(one: Shown, t: Translator, at: datetime) -> tuple[tuple[Words, str], ...]:
    session = one.session
    return (
        *(((t("training-module"), one.course.link),) if one.course.link else ()),
        *(((t("training-meeting"), session.link),) if session and session.link and at < session.ends_at else ()),
        *(((t("training-recording"), session.recording),) if session and session.recording else ()),
    )


def _sessions(one: Shown, t: Translator) -> tuple[Part, ...]:
    mine = one.session.id if one.session else ""
    others = tuple(_session(session, t, change=bool(mine)) for session in one.coming if session.id != mine)
    if not others:
        return () if one.session or one.course.link or not one.enrolment else (Note(t("training-no-session")),)
    return (Paragraph(t("training-sessions")), Rows(others))


def _session(session: Session, t: Translator, *, change: bool) -> Row:
    """`change`: whoever takes it gives back the seat that they have."""
    seats = t("training-is-full") if session.full else t("training-seats", count=session.capacity - session.taken)
    return Row(said(t.moment(session.at)), seats, None if session.full else _register(session, t, change=change))


def _register(session: Session, t: Translator, *, change: bool = False) -> Button:
    label = t("training-change" if change else "training-register")
    return Button(label, "training-register", session.id, tone=Tone.GOOD)


# --- the calendar ---


def calendar(
    sessions: Sequence[Session], courses: Mapping[str, Course], mine: frozenset[str], t: Translator, *, after: str = ""
) -> Card:
    """What comes, a few at a time; `mine` are the sessions in which the reader has a seat."""
    ids = [session.id for session in sessions]
    start = ids.index(after) + 1 if after in ids else 0
    page = sessions[start : start + PAGE]
    more = Button(t("more"), "training-calendar", page[-1].id) if start + PAGE < len(sessions) else None
    return Card(
        title=t("training-calendar-title"),
        summary=t("training-coming", count=len(sessions)) if sessions else t("training-no-sessions"),
        parts=(
            *((Rows(tuple(_dated(one, courses[one.course], mine, t) for one in page), more),) if page else ()),
            Note(t("training-zone", place=t.place())),
            Buttons(
                (
                    *((Button(t("training-file"), "training-file"),) if mine else ()),
                    Button(t("training-mine"), "training"),
                )
            ),
        ),
    )


def _dated(session: Session, of: Course, mine: frozenset[str], t: Translator) -> Row:
    name, at = said(of.name), session.at
    if session.id in mine:
        return Row(name, t("training-yours-at", at=at), _cannot(session, t))
    if session.full:
        return Row(name, t("training-full-at", at=at))
    return Row(name, t("training-seats-at", at=at, count=session.capacity - session.taken), _register(session, t))


# --- a team ---


def team(
    partner: Partner,
    people: Sequence[tuple[Person, Progress]],
    t: Translator,
    *,
    courses: int,
    asked: Sequence[tuple[str, int]] = (),
    after: str = "",
    runs: bool = False,
) -> Card:
    """How far each of a partner's people is, a few at a time; `asked` are the certificates of its tier, with how many
    have each. Whoever `runs` training can remind those whose certificates end.
    """
    ids = [person.id for person, _ in people]
    start = ids.index(after) + 1 if after in ids else 0
    page = people[start : start + PAGE]
    more = f"{partner.key} {page[-1][0].id}" if start + PAGE < len(people) else ""
    rows = tuple(Row(said(person.name), _far(far, t)) for person, far in page)
    whole = sum((far for _, far in people), Progress())
    return Card(
        title=t("training-team-of", partner=partner.name),
        summary=_far(whole, t) if courses else t("training-no-courses"),
        tone=Tone.WARNING if whole.late else Tone.NEUTRAL,
        parts=(
            *(
                (Facts(tuple(Fact(said(name), t("training-holders", count=count)) for name, count in asked)),)
                if asked
                else ()
            ),
            *((Rows(rows, Button(t("more"), "training-team", more) if more else None),) if rows else ()),
            Buttons((*((_lapsing(partner.key, t),) if runs else ()), Button(t("training-mine"), "training"))),
        ),
    )


def _lapsing(key: str, t: Translator) -> Button:
    return Button(t("training-lapsing"), "training-lapsing", key)


def _far(far: Progress, t: Translator) -> Words:
    return t("training-far", todo=far.to_do, late=far.late, valid=far.valid, ending=far.ending)


def partners(
    page: Sequence[tuple[Partner, Progress]], t: Translator, *, count: int, after: str = "", runs: bool = False
) -> Card:
    """The partners whom a manager may see, each as a whole; `after` is what asks for the next."""
    rows = tuple(
        Row(said(partner.name), _far(far, t), Button(t("deal-open"), "training-team", partner.key))
        for partner, far in page
    )
    more = Button(t("more"), "training-partners", after) if after else None
    return Card(
        title=t("training-team-title"),
        summary=t("training-partners", count=count),
        parts=(*((Rows(rows, more),) if rows else ()), *((Buttons((_lapsing("", t),)),) if runs else ())),
    )
