"""trainers.csv: who leads which session, read line by line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.people import Can
from domain.programme import VENDOR
from domain.refusal import Refusal
from handlers.kinds import Kind
from storage.store import Store


@dataclass(frozen=True, kw_only=True)
class Leads:
    """A line of it: `trainer` is a person's id, "" for nobody; `title` says it in a list."""

    course: str
    session: str
    trainer: str
    title: str = ""

    @property
    def key(self) -> str:
        """What must not stand in a file twice."""
        return f"{self.course} {self.session}"


def _read(cells: Mapping[str, str], store: Store) -> Leads:
    """Only the vendor's people lead: on the list stand people of all partners."""
    course, session, email = cells["course"], cells["session"], cells["trainer"]
    if store.training.named(course, session) is None:
        raise Refusal("attendance-session", given=f"{course} {session}")
    person = store.people.with_email(VENDOR, email) if email else None
    if email and (person is None or person.left):
        raise Refusal("training-no-trainer", given=email)
    name, trainer = (person.name, person.id) if person else ("-", "")
    return Leads(course=course, session=session, trainer=trainer, title=f"{course} {session}: {name}")


def _keep(one: Leads, store: Store, at: datetime, by: str) -> None:
    session = store.training.named(one.course, one.session)
    assert session is not None, "sessions stay"
    store.training.keep_trainer(session, one.trainer)
    store.acts.note(by, "trainer", session.id, at=at, course=one.course, trainer=one.trainer)


def _present(store: Store) -> Mapping[str, Leads]:
    there = (Leads(course=one.course, session=one.key, trainer=one.trainer) for one in store.training.sessions())
    return {one.key: one for one in there if one.trainer}


TRAINERS = Kind[Leads](
    name="trainers",
    columns=("course", "session", "trainer"),
    example=("sensor-basics", "spring", "anna@vendor.example"),
    may=Can.IMPORT_TRAINING,
    read=_read,
    key=lambda one: one.key,
    present=_present,
    differing=lambda new, old: ("trainer",) if new.trainer != old.trainer else (),
    titled=lambda one: one.title,
    keep=_keep,
)
