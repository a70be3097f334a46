"""attendance.csv: who was in which session, read line by line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.people import Can
from domain.refusal import Refusal
from handlers.kinds import Kind
from handlers.training_attendance import attend, tell
from storage.store import Store


@dataclass(frozen=True, kw_only=True)
class Present:
    """A line of it; `title` says it in a list."""

    session: str
    person: str
    title: str = ""

    @property
    def key(self) -> str:
        """What must not stand in a file twice."""
        return f"{self.session} {self.person}"


def _read(cells: Mapping[str, str], store: Store) -> Present:
    named = f"{cells['course']} {cells['session']}"
    session, people = store.training.named(cells["course"], cells["session"]), store.people.addressed(cells["email"])
    if session is None or session.cancelled:
        raise Refusal("attendance-session", given=named)
    if len(people) != 1 or people[0].left:
        raise Refusal("attendance-nobody", given=cells["email"])
    return Present(session=session.id, person=people[0].id, title=f"{people[0].name}: {named}")


def _keep(one: Present, store: Store, at: datetime, by: str) -> None:
    session, person = store.training.session(one.session), store.people.get(one.person)
    assert session is not None, "sessions stay"
    assert person is not None, "people stay"
    tell(attend(session, (person,), store, at=at, by=by), store, at=at)


def _present(store: Store) -> Mapping[str, Present]:
    noted = (Present(session=session, person=person) for session, person in store.enrolments.attendances())
    return {one.key: one for one in noted}


ATTENDANCE = Kind[Present](
    name="attendance",
    columns=("course", "session", "email"),
    example=("sensor-basics", "spring", "jan@nowak.example"),
    may=Can.IMPORT_TRAINING,
    read=_read,
    key=lambda one: one.key,
    present=_present,
    differing=lambda *_: (),
    titled=lambda one: one.title,
    keep=_keep,
)
