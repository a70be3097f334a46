"""kill -9 of a real process between the commit and the send, and SIGTERM: nothing is lost, nothing is sent twice."""

import asyncio
import contextlib
import json
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest

from domain.people import Person
from domain.places import Identity, Platform
from storage.database import Database
from storage.people import Known
from storage.store import Store
from tests.journeys.people import MEMBERS
from tests.journeys.processes import Tandem, killed_at_last, leases_run_out, states, time_passes
from tests.journeys.teams_actor import TeamsActor
from tests.journeys.world import fill, good
from tests.office import WHO
from tests.wire.connector import Connector
from tests.wire.payloads import SLACK_SECRET, SlackIdentity
from tests.wire.server import Json
from tests.wire.slack_api import SlackApi
from tests.wire.slack_client import SlackUser
from tests.wire.slack_doors import HttpDoor, Sent
from tests.wire.slack_fields import fields_of
from tests.wire.teams_client import TeamsUser

VENDOR = "T0VENDOR"
LUCKLESS = 20
"""How often a kill may come at a moment when nothing is on its way, as on a slow machine."""
SPEED = 4
"""How many people register at once."""

MANAGER, SECOND = MEMBERS["manager"].slack, MEMBERS["second"].slack
REP = replace(MEMBERS["rep"].slack, team=VENDOR, installed_in=VENDOR, is_restricted=True)
"""With one bot token there is one workspace: the partner is a guest in the vendor's, let in by a code."""


@dataclass
class Office:
    """One Slack workspace, the process that serves it, and those who register deals there without a pause."""

    api: SlackApi
    tandem: Tandem
    database: Database
    form: Json = field(default_factory=dict)
    unanswered: dict[str, Sent] = field(default_factory=dict)
    registered: set[str] = field(default_factory=set)
    made: int = 0

    def user(self, who: SlackIdentity) -> SlackUser:
        return SlackUser(self.api, who, HttpDoor(self.tandem.url, SLACK_SECRET))

    async def opens(self) -> None:
        """The first deal, as a person registers it: what is then sent is sent again with other words."""
        rep = self.user(REP)
        await rep.command("/deal", "new")
        for _ in range(600):  # on a busy machine "this takes a little longer" comes first
            if not fields_of(rep.view):
                await asyncio.sleep(0.05)
        await rep.type_ahead(rep.view, "customer", "CUSTOMER")
        answer = await rep.submit(rep.view, good(customer="CUSTOMER"))
        self.form = answer.sent.payload
        self.registered.add("CUSTOMER")

    async def registers(self) -> None:
        """One deal after the other, until nobody answers."""
        with contextlib.suppress(aiohttp.ClientError):
            while True:
                self.made += 1
                customer = f"Customer {self.made}."
                self.unanswered[customer] = self.filled(customer)
                await self.sends(customer, self.unanswered[customer])

    async def sends(self, customer: str, sent: Sent) -> None:
        answer = await HttpDoor(self.tandem.url, SLACK_SECRET).deliver(sent)
        assert answer.status == 200, answer.text
        self.registered.add(customer)
        del self.unanswered[customer]

    def filled(self, customer: str) -> Sent:
        """The form as this person sends it, of a draft of its own."""
        whole = json.dumps(self.form).replace("CUSTOMER", customer)
        payload = json.loads(whole)
        payload["trigger_id"] = self.api.new_trigger(REP)
        payload["view"]["private_metadata"] = json.dumps({"draft": customer, "ref": "", "version": 0})
        return Sent("interactive", payload)

    async def again(self) -> None:
        """Whoever got no answer presses the button once more: another trigger, the same form."""
        for customer, sent in list(self.unanswered.items()):
            fresh = {**sent.payload, "trigger_id": self.api.new_trigger(REP)}
            await self.sends(customer, Sent("interactive", fresh))

    async def delivers(self) -> None:
        """Until nothing is left to do; of many to one person Slack lets one a second pass, and each is waited for."""
        sent, until = 0, time.monotonic() + 60
        while set(found := states(self.database)) != {"sent"}:
            if found.get("sent", 0) != sent:
                sent, until = found.get("sent", 0), time.monotonic() + 60
            assert time.monotonic() < until, found
            time_passes(self.database)
            await asyncio.sleep(0.3)


@pytest.fixture
async def office(database_url: str, tmp_path: Path) -> AsyncIterator[Office]:
    fill(database_url)
    database = Database(database_url)
    for who, identity in (("rep", REP), ("manager", MANAGER), ("second", SECOND)):
        link(database, who, Known(identity=Identity(Platform.SLACK, VENDOR, identity.user), host=VENDOR))
    with SlackApi(tokens={"xoxb-vendor": VENDOR}, people=(REP, MANAGER, SECOND)) as api:
        settings = {
            "DATABASE_URL": database_url,
            "SLACK_BOT_TOKEN": "xoxb-vendor",
            "SLACK_SIGNING_SECRET": SLACK_SECRET,
            "SLACK_API_URL": api.base_url,
        }
        async with killed_at_last(Tandem(("bot", "serve"), settings, tmp_path / "log")) as tandem:
            office = Office(api, tandem, database)
            await office.opens()
            yield office
    database.close()


def link(database: Database, who: str, known: Known) -> None:
    with database.write() as store:
        store.people.link(known, person_of(who, store), at=datetime.now(UTC))


def person_of(who: str, store: Store) -> Person:
    return next(one for one in store.people.everybody() if one.email == WHO[who])


def all_is_there(office: Office) -> None:
    """One deal each, one receipt each, one request each."""
    with office.database.read() as store:
        deals = store.deals.seen_by(person_of("rep", store), size=10_000).items
    customers = Counter(deal.terms.customer for deal in deals)
    assert customers == Counter(office.registered)
    assert {key: len(some) for key, some in office.api.copies().items() if key and len(some) > 1} == {}
    receipts = Counter(message.text.split()[0] for message in office.api.messages_to(REP) if message.metadata)
    assert receipts == Counter(deal.ref for deal in deals)
    for manager in (MANAGER, SECOND):
        requests = Counter(message.text.partition(" · ")[0] for message in office.api.messages_to(manager))
        assert requests == customers


async def test_after_a_kill_nothing_is_lost_and_nothing_comes_twice(office: Office, count: Callable[[int], int]):
    chance = random.Random(9)
    office.api.fail("chat.postMessage", times=None, kind="delay", seconds=0.02)
    cut_off, rounds = 0, 0
    while rounds < max(3, count(50) // 2) or (not cut_off and rounds < LUCKLESS):
        rounds += 1
        working = [asyncio.create_task(office.registers()) for _ in range(SPEED)]
        await asyncio.sleep(chance.uniform(0.1, 0.5))
        await office.tandem.kill()
        await asyncio.gather(*working)
        cut_off += states(office.database).get("sending", 0)
        leases_run_out(office.database)
        await office.tandem.start()
        await office.again()

    office.api.heal()
    await office.delivers()
    all_is_there(office)
    assert cut_off, "no kill came between the commit and the send"


async def test_sigterm_loses_nothing_and_leaves_nothing_uncertain(office: Office):
    office.api.fail("chat.postMessage", times=None, kind="delay", seconds=0.02)
    working = [asyncio.create_task(office.registers()) for _ in range(SPEED)]
    await asyncio.sleep(0.3)
    assert await office.tandem.stop() == 0
    await asyncio.gather(*working)
    assert set(states(office.database)) <= {"sent", "pending"}

    office.api.heal()
    await office.tandem.start()
    await office.again()
    await office.delivers()
    all_is_there(office)


# --- Teams, where a bot cannot look what has arrived ---


async def test_what_may_have_arrived_at_teams_is_held_listed_and_sent_when_told_to(database_url: str, tmp_path: Path):
    fill(database_url)
    database = Database(database_url)
    with Connector(people=(MEMBERS["rep"].teams, MEMBERS["manager"].teams)) as connector:
        settings = {"DATABASE_URL": database_url, "CONNECTOR": connector.url}
        async with killed_at_last(Tandem(("tests.journeys.serve_teams",), settings, tmp_path / "log")) as tandem:
            rep, manager = (
                TeamsActor(who, TeamsUser(connector, MEMBERS[who].teams, tandem.url)) for who in ("rep", "manager")
            )
            await manager.types("help")
            await rep.types("deal Held Ltd 5000 pln")
            connector.fail("send", times=None, kind="delay", seconds=20)
            await rep.fills(product="sensor", deal_type="new", close_on="2027-03-31")
            await rep.hears("Registered: D-")
            await connector.until(lambda: len(connector.calls_of("send")) >= BEFORE + 2)
            await tandem.kill()
            connector.heal()

            leases_run_out(database)
            await tandem.start()
            async with asyncio.timeout(30):
                while states(database).get("held") != 2:
                    time_passes(database)
                    await asyncio.sleep(0.2)
            listed = (await tandem.run("outbox", "list")).splitlines()
            assert "Received" not in rep.reads
            held = [line for line in listed if "uncertain: held" in line]
            assert sorted(line.rpartition("to ")[2] for line in held) == [
                "Jan Nowak <rep@nowak.example>, nowak",
                "Ola Lis <manager@vendor.example>, vendor",
            ]

            for line in held:
                await tandem.run("outbox", "resend", line.split()[0], "--yes")
            await manager.hears("Held Ltd · PLN 5,000")
            await rep.hears("Held Ltd (D-")
            async with asyncio.timeout(30):
                while "sending" in states(database):  # noqa: ASYNC110  # it is read before it is noted
                    await asyncio.sleep(0.05)
            assert states(database) == {"sent": 2, "pending": 1}, "the second manager has no account yet"
    database.close()


BEFORE = 2
"""Messages that were sent before: the help, and the card that opens the form."""
