"""What tests of training share: files of courses, sessions and rules, the clock's minute, and who is quicker."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Engine, event

from domain.imports import Plan
from domain.training import Certificate, Enrolment
from handlers.chores import CHORES
from handlers.kinds import carry_out, plan_of
from handlers.training_csv import COURSES, RULES, SESSIONS
from storage.database import Database
from tests.office import NOON, Office

HEADERS = {kind.name: ",".join(kind.columns) for kind in (COURSES, RULES, SESSIONS)}
KINDS = {kind.name: kind for kind in (COURSES, RULES, SESSIONS)}

BASICS = "basics,Sensor basics,en,sensor,,yes,12,,open"
MODULE = "module,Gateway module,en,gateway,,no,0,https://learn.example/gateway,"
SPRING = "basics,spring,2026-12-03,10:00,Europe/Warsaw,90,2,https://meet.example/spring,,"
SUMMER = "basics,summer,2027-01-12,10:00,Europe/Warsaw,90,2,https://meet.example/summer,,"
EVERYBODY = "all,basics,,,,,,30,on"


def imports(database: Database, kind: str, *lines: str, at: datetime = NOON) -> Plan:
    with database.write() as store:
        plan = plan_of(KINDS[kind], "\n".join((HEADERS[kind], *lines)), store)
        carry_out(KINDS[kind], plan.due, store, by="operator", at=at)
    return plan


def minute(office: Office, name: str = "assign courses", **later: float) -> None:
    """The clock comes by, until nothing is left."""
    office.later(**(later or {"minutes": 1}))
    again: bool | None = True
    while again:
        with office.database.write() as store:
            again = CHORES[name](office.clock[0], store)


@contextmanager
def quicker(before: str, do: Callable[[], object]) -> Iterator[None]:
    """Somebody else does this right before the first statement that begins so."""
    waits = [do]

    def heard(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if waits and statement.startswith(before):
            waits.pop()()

    event.listen(Engine, "before_cursor_execute", heard)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", heard)
    assert not waits, "nobody has said that"


def to_do(office: Office, who: str) -> dict[str, Enrolment]:
    with office.database.read() as store:
        return {one.course: one for one in store.enrolments.open_of([office.person(who).id])}


def won(office: Office, who: str) -> list[Certificate]:
    with office.database.read() as store:
        return list(store.enrolments.certificates_of([office.person(who).id]))
