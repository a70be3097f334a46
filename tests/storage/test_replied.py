"""A copy is found by where it stands, and a question by whose it is: by their indexes, on both databases."""

from typing import Any

from sqlalchemy import Engine, event

from domain.notices.deals import DealQuestion
from domain.places import Place, Platform
from storage.people import Known
from storage.store import Store
from tests.office import NOON, Office, account, an_office, buttons, form_of


async def asked(office: Office, customer: str) -> str:
    ref = await office.registers(customer=customer)
    ask = buttons(office.card("manager", about=ref))["Ask"]
    await office.sends("manager", form_of(await office.presses("manager", ask)), words="Which plant?")
    await office.delivers()
    return ref


def here(conversation: str = "dm:rep", *, platform: Platform = Platform.WEB, host: str = "test") -> Place:
    return Place(platform, host, conversation, private=True)


async def test_a_copy_is_found_where_it_is_and_nowhere_else(database_url: str):
    async with an_office(database_url) as office:
        ref = await asked(office, "First")
        message, known = office.message("rep", about="Which plant?"), Known(identity=account("rep"), host="test")
        elsewhere = (
            (here("dm:boss"), known, message),
            (here(platform=Platform.SLACK), known, message),
            (here(host="other"), Known(identity=account("rep"), host="other"), message),
            (here(), known, "nothing"),
            (here(), known, ""),
        )

        with office.database.read() as store:
            found = store.replied.at(here(), known, message)
            assert found
            assert store.replied.copy(found.copy) == found
            assert found.kind == DealQuestion.kind
            assert not [one for one in elsewhere if store.replied.at(*one)]
            assert store.replied.copy("nothing") is None
            assert _refs(store, office, "rep") == {ref}
            assert not _refs(store, office, "boss"), "they were not asked"


async def test_more_than_one_question_is_known_to_be(database_url: str):
    async with an_office(database_url) as office:
        for customer in ("First", "Second", "Third"):
            await asked(office, customer)

        with office.database.read() as store:
            assert len(_refs(store, office, "rep")) == 2


def _refs(store: Store, office: Office, who: str) -> set[str]:
    waiting = store.replied.waiting_for(office.person(who).id, "nowak")
    return {deal.ref for one in waiting if (deal := store.deals.get(one))}


async def test_nothing_is_walked_through(sqlite_url: str):
    said: list[tuple[str, Any]] = []

    def heard(_connection: object, _cursor: object, statement: str, given: Any, *_: object) -> None:
        said.append((statement, given))

    async with an_office(sqlite_url) as office:
        event.listen(Engine, "before_cursor_execute", heard)
        with office.database.read() as store:
            store.replied.at(here(), Known(identity=account("rep"), host="test"), "1.0")
            store.replied.waiting_for("somebody", "nowak")
            store.replied.untold("somebody", "nowak", at=NOON, until=NOON)
        event.remove(Engine, "before_cursor_execute", heard)
        with office.database.engine.connect() as connection:
            plans = [
                row.detail
                for statement, given in said
                if statement.startswith("SELECT")
                for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
            ]

    assert any("ix_copies_message" in line for line in plans), plans
    assert any("ix_deals_asked" in line for line in plans), plans
    assert any("ix_copies_due" in line for line in plans), plans
    assert not [line for line in plans if line.startswith("SCAN")], plans
