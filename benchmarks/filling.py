"""The database that is measured: the test programme, its people with their accounts, five deals to list."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import CTE, literal, select

from domain.deals import Deal, State, Terms
from domain.money import Money
from domain.places import Identity, Platform
from domain.programme_text import read_programme
from domain.sheets import Line
from handlers.people_csv import read_people
from storage.database import Database
from storage.people import Known
from storage.schema import migrate
from storage.store import Store
from tests.office import PEOPLE, PROGRAMME
from tests.wire.payloads import VENDOR_TENANT, SlackIdentity, TeamsIdentity

READER = SlackIdentity("U0READER", "T0NOWAK", "Jan Nowak", "rep@nowak.example", locale="en-GB", installed_in="T0NOWAK")
WRITER = SlackIdentity("U0WRITER", "T0RIVAL", "Max Rival", "rep@rival.example", locale="en-GB", installed_in="T0RIVAL")
MANAGER = SlackIdentity(
    "U0MANAGER", "T0VENDOR", "Ola Lis", "manager@vendor.example", locale="en-GB", installed_in="T0VENDOR"
)
CROWD = tuple(
    SlackIdentity(f"U0CROWD{n}", "T0RIVAL", f"Max {n}", f"rep{n}@rival.example", locale="en-GB", installed_in="T0RIVAL")
    for n in range(8)
)
SLACK_PEOPLE = (READER, WRITER, MANAGER, *CROWD)
_CROWD_LINES = "".join(f"{who.email},{who.name},rival,partner-rep,en,Europe/Berlin,\n" for who in CROWD)
TEAMS_MANAGER = TeamsIdentity(
    "29:1manager", "aaaaaaaa-0000-4000-8000-000000000001", VENDOR_TENANT, "Ola Lis", "manager@vendor.example", "en-GB"
)
ROWS = 5


def fill(file: Path, service_url: str = "") -> str:
    """Makes the database in `file`, gives its URL; `service_url` is where Teams' Connector is."""
    url = f"sqlite:///{file}"
    migrate(url)
    database = Database(url)
    with database.write() as store:
        _programme(store, service_url)
        for number in range(ROWS):
            _deal(store, number)
    database.close()
    return url


def numbered(number: int, *, first: int = 0) -> CTE:
    """A table of so many numbers, `n`, for rows that the database itself is to make."""
    numbers = select(literal(first).label("n")).cte("numbers", recursive=True)
    return numbers.union_all(select(numbers.c.n + 1).where(numbers.c.n < first + number - 1))


def _programme(store: Store, service_url: str) -> None:
    programme, at = read_programme(PROGRAMME), datetime.now(UTC)
    store.programmes.apply(programme, at=at)
    accounts = [*(_slack(who) for who in SLACK_PEOPLE), _teams(TEAMS_MANAGER, service_url)]
    for line in read_people(PEOPLE + _CROWD_LINES, programme):
        assert isinstance(line, Line), line
        person = store.people.keep(line.thing)
        for email, known in accounts:
            if email == person.email:
                store.people.link(known, person, at=at)


def _slack(who: SlackIdentity) -> tuple[str | None, Known]:
    return who.email, Known(identity=Identity(Platform.SLACK, who.team, who.user), host=who.team)


def _teams(who: TeamsIdentity, service_url: str) -> tuple[str | None, Known]:
    identity = Identity(Platform.TEAMS, who.tenant, who.aad)
    return who.email, Known(identity=identity, host=who.tenant, conversation="a:bench", service=service_url)


def _deal(store: Store, number: int) -> None:
    rep = store.people.with_email("nowak", "rep@nowak.example")
    assert rep is not None
    at = datetime.now(UTC) - timedelta(days=number, hours=number)
    terms = Terms(
        customer=f"Customer {number} Sp. z o.o.",
        amount=Money(Decimal(12_500 + 125 * number), "PLN"),
        country="PL",
        product="sensor",
        deal_type="new",
    )
    deal = Deal(
        id="", ref="", partner="nowak", region="ce", filed_by=rep.id, filed_at=at, terms=terms,
        state=State.SUBMITTED, version=1, answer_by=at + timedelta(days=2),
    )  # fmt: skip
    store.deals.add(deal, draft=f"filled-{number}", by_name=rep.name)
