"""Sessions as files for a calendar: one seat, taken or given back, or all that somebody has."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.ics import Event, calendar
from domain.programme import Programme
from domain.training import Course, Session
from views.translator import Translator
from views.vocabulary import Handed, Words, said

TYPE = "text/calendar"


def seat(session: Session, of: Course, programme: Programme, t: Translator, *, at: datetime, given_up: bool) -> Handed:
    """One session; where it is `given_up` or cancelled, the file takes it out of the calendar."""
    event = _event(session, of, programme, t, cancelled=given_up or session.cancelled)
    return _file(said(of.name), f"{of.key}-{session.key}.ics", [event], programme, t, at)


def seats(
    sessions: Sequence[Session], courses: Mapping[str, Course], programme: Programme, t: Translator, *, at: datetime
) -> Handed:
    """All of them, in one file."""
    events = [_event(one, courses[one.course], programme, t, cancelled=one.cancelled) for one in sessions]
    return _file(t("training-calendar-title"), "training.ics", events, programme, t, at)


def _event(session: Session, of: Course, programme: Programme, t: Translator, *, cancelled: bool) -> Event:
    return Event(
        uid=f"{session.id}@tandem.invalid",
        start=session.at,
        end=session.ends_at,
        title=of.name,
        about=t.plain("training-file-about", programme=programme.name),
        link=session.link,
        cancelled=cancelled,
    )


def _file(
    title: Words, name: str, events: Sequence[Event], programme: Programme, t: Translator, at: datetime
) -> Handed:
    body = calendar(events, organiser=programme.name, made_at=at)
    return Handed(title, name, TYPE, content=body, size=len(body), otherwise=t("file-not-allowed"))
