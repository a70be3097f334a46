"""Who was there: the code to say and to type, and the list of who runs a session."""

from collections.abc import Mapping, Sequence

from domain.people import Person
from domain.training import Course, Session
from views.common import fact
from views.translator import Translator
from views.vocabulary import (
    Button,
    Buttons,
    Card,
    Confirm,
    Fact,
    Facts,
    Form,
    Note,
    Row,
    Rows,
    TextField,
    Tone,
    said,
)

PAGE = 10
LONGEST = 40
"""Characters of a code as somebody may write it, with blanks and dashes."""


def code_form(t: Translator, value: str = "") -> Form:
    """To type the code that is said in a session."""
    return Form(
        route="training-code",
        title=t("training-code-title"),
        submit=t("training-code-submit"),
        fields=(
            TextField(
                name="code",
                label=t("training-code-label"),
                hint=t("training-code-hint"),
                value=value,
                required=True,
                limit=LONGEST,
            ),
        ),
    )


def sessions(found: Sequence[Session], courses: Mapping[str, Course], t: Translator) -> Card:
    """For those who run them: what was held lately, and is held soon; `found` has one more than PAGE, if there is."""
    page = found[:PAGE]
    more = Button(t("more"), "training-attendance", page[-1].id) if len(found) > PAGE else None
    rows = tuple(
        Row(
            said(courses[one.course].name),
            t("training-session-off", at=one.at) if one.cancelled else t("training-session-at", at=one.at),
            Button(t("training-look"), "training-session", one.id),
        )
        for one in page
    )
    return Card(
        title=t("training-attendance"),
        summary=t("training-attendance-lead") if rows else t("training-attendance-none"),
        parts=(Rows(rows, more),) if rows else (),
    )


def attendance(
    session: Session,
    course: Course,
    t: Translator,
    *,
    code: str,
    seated: Sequence[tuple[Person, str]],
    there: int,
    begun: bool,
    led_by: str = "",
    after: str = "",
) -> Card:
    """One session: its code as long as it counts, who has a seat with their company, how many were there."""
    ids = [person.id for person, _ in seated]
    start = ids.index(after) + 1 if after in ids else 0
    page = seated[start : start + PAGE]
    more = Button(t("more"), "training-session", f"{session.id} {page[-1][0].id}") if start + PAGE < len(ids) else None
    rows = tuple(
        Row(said(person.name), said(company), _absent(session, person, t) if begun else None)
        for person, company in page
    )
    facts: tuple[Fact, ...] = (
        *((fact(t, "training-code-label", said(code)),) if code else ()),
        *((fact(t, "training-led-by", said(led_by)),) if led_by else ()),
        fact(t, "training-there", said(str(there))),
        fact(t, "training-unmarked", said(str(len(ids)))),
    )
    buttons = (
        *((_all_there(session, len(ids), t),) if ids and begun else ()),
        Button(t("training-attendance"), "training-attendance"),
    )
    say = t("training-code-say", since=session.code_from, until=session.code_until)
    return Card(
        title=said(course.name),
        summary=t("training-session-off" if session.cancelled else "training-session-at", at=session.at),
        parts=(
            Facts(facts),
            *((Note(say),) if code else ()),
            *((Rows(rows, more),) if rows else ()),
            Buttons(buttons),
        ),
    )


def _absent(session: Session, person: Person, t: Translator) -> Button:
    sure = Confirm(t("training-absent"), t("training-absent-sure"), t("training-absent"), t("cancel"))
    return Button(t("training-absent"), "training-absent", f"{session.id} {person.id}", confirm=sure)


def _all_there(session: Session, count: int, t: Translator) -> Button:
    sure = Confirm(t("training-there"), t("training-all-there-sure", count=count), t("training-all-there"), t("cancel"))
    return Button(t("training-all-there"), "training-all-there", session.id, tone=Tone.GOOD, confirm=sure)
