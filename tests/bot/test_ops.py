"""What an operator sees of a running process: probes and figures."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import closing

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client.parser import text_string_to_metric_families

from bot.dispatch import Dispatch
from bot.ops import EXPOSITION, Meters, operations, timed, watch
from domain.notices.deals import DealReceived
from storage.database import Database
from tests.databases import SQLiteFiles
from tests.office import Office, an_office

Client = TestClient[web.Request, web.Application]


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    async with an_office(database_url) as opened:
        yield opened


@pytest.fixture
def meters() -> Meters:
    return Meters()


@pytest.fixture
async def ops(office: Office, meters: Meters) -> AsyncIterator[Client]:
    async with TestClient(TestServer(operations(office.dispatch, meters))) as client:
        yield client


async def figures(client: Client) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    answer = await client.get("/metrics")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == EXPOSITION
    families = text_string_to_metric_families(await answer.text())
    return {
        (sample.name, tuple(sample.labels.items())): sample.value for family in families for sample in family.samples
    }


def of_state(state: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    return ("tandem_outbox_copies", (("state", state),))


OLDEST = ("tandem_outbox_oldest_due_seconds", ())


async def test_it_is_alive_and_ready(ops: Client) -> None:
    for path, said in (("/livez", {"live": True}), ("/readyz", {"ready": True})):
        answer = await ops.get(path)
        assert (answer.status, await answer.json()) == (200, said)


async def test_without_a_programme_it_is_not_ready(sqlite: SQLiteFiles, office: Office, meters: Meters) -> None:
    with closing(Database(sqlite.fresh())) as empty:
        dispatch = Dispatch(empty, writer=office.dispatch._writer, reader=office.dispatch._reader)
        async with TestClient(TestServer(operations(dispatch, meters))) as ops:
            answer = await ops.get("/readyz")

            assert answer.status == 503
            assert await answer.json() == {"ready": False, "programme": "none was applied yet"}


async def test_where_nothing_can_be_written_it_is_not_ready(postgresql_url: str, meters: Meters) -> None:
    async with (
        an_office(postgresql_url) as office,
        TestClient(TestServer(operations(office.dispatch, meters))) as ops,
    ):
        assert (await ops.get("/readyz")).status == 200
        with office.database.engine.begin() as connection:  # as a standby is, or soon will be
            name = connection.engine.url.database
            connection.exec_driver_sql(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
        office.database.close()

        answer = await ops.get("/readyz")

        assert answer.status == 503
        assert "read-only transaction" in (await answer.json())["database"]


@pytest.mark.parametrize(
    ("ahead", "told"),
    [
        (0, None),
        (110, None),
        (-110, None),
        (130, "130 s ahead of the database's"),
        (-130, "130 s behind the database's"),
        (3600, "3600 s ahead of the database's"),
    ],
)
async def test_a_clock_that_is_far_from_the_databases_is_not_ready(
    ahead: int, told: str | None, office: Office, meters: Meters
) -> None:
    server = TestServer(operations(office.dispatch, meters, clock=lambda: time.time() + ahead))
    async with TestClient(server) as ops:
        answer = await ops.get("/readyz")

        assert answer.status == (503 if told else 200)
        assert (await answer.json()).get("clock") == told


async def test_the_outbox_is_counted_and_its_lateness_told(office: Office, ops: Client) -> None:
    before = await figures(ops)
    assert before[of_state("pending")] == before[OLDEST] == 0

    await office.registers()  # the receipt and the managers' cards are delivered
    sent = (await figures(ops))[of_state("sent")]
    assert sent >= 2

    with office.database.write() as store:
        store.outbox.put(DealReceived("another"), to=[office.person("rep")], at=office.dispatch.now())
    office.later(minutes=7)
    late = await figures(ops)
    assert late[of_state("pending")] == 1
    assert late[of_state("sent")] == sent
    assert late[OLDEST] == 7 * 60


async def test_the_process_and_its_version_are_told(ops: Client) -> None:
    told = await figures(ops)

    assert told[("process_start_time_seconds", ())] <= time.time()
    assert any(name == "tandem_info" for name, _ in told)


async def test_the_longest_stall_is_told_once(ops: Client, meters: Meters) -> None:
    watching = asyncio.create_task(watch(meters))
    await asyncio.sleep(0.05)
    time.sleep(0.2)  # noqa: ASYNC251  # this is the stall
    await asyncio.sleep(0.05)
    watching.cancel()

    stall = ("tandem_loop_stall_seconds", ())
    assert (await figures(ops))[stall] >= 0.15
    assert (await figures(ops))[stall] == 0


async def test_every_answer_is_timed_by_its_route_and_status(meters: Meters, ops: Client) -> None:
    async def fine(_request: web.Request) -> web.Response:
        return web.Response()

    async def gone(_request: web.Request) -> web.Response:
        raise web.HTTPGone

    async def broken(_request: web.Request) -> web.Response:
        raise ValueError

    app = web.Application(middlewares=[timed(meters)])
    app.add_routes([web.get("/fine/{id}", fine), web.get("/gone", gone), web.get("/broken", broken)])
    async with TestClient(TestServer(app)) as client:
        for path in ("/fine/1", "/fine/2", "/gone", "/broken", "/anything", "/else"):
            await client.get(path)

    told = await figures(ops)
    assert {labels: value for (name, labels), value in told.items() if name == "tandem_http_seconds_count"} == {
        (("path", "/fine/{id}"), ("status", "200")): 2,
        (("path", "/gone"), ("status", "410")): 1,
        (("path", "/broken"), ("status", "500")): 1,
        (("path", "other"), ("status", "404")): 2,
    }
