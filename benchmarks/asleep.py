"""The database sleeps for five seconds: how late is the slowest acknowledgement, and does every answer follow?

Another process holds SQLite's write lock; in WAL mode reads go on, so that they must not wait for it.
"""

import asyncio
import sqlite3
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks import stack
from benchmarks.figures import Figure, note
from benchmarks.filling import CROWD, MANAGER, SLACK_PEOPLE
from benchmarks.processes import OTHER_CORE, running
from benchmarks.requests import SECRET
from domain.deals import State
from tests.office import GOOD_DEAL
from tests.wire.answers import Answer
from tests.wire.payloads import SlackIdentity
from tests.wire.slack_api import SlackApi
from tests.wire.slack_client import SlackUser
from tests.wire.slack_doors import HttpDoor

SLEEP = 5.0
LATE = 2.0
"""Seconds after which an acknowledgement can only have been one without the answer."""
FOLLOWS = 20.0
"""Seconds after the sleep in which every answer must have followed."""


def figures(folder: Path) -> Iterator[Figure]:
    """Commands, submissions and buttons in two waves, while it sleeps."""
    with SlackApi(tokens={"xoxb-bench": "T0VENDOR"}, people=SLACK_PEOPLE) as api:
        # A trigger's age is Slack's matter; here the machine may be slow for reasons of its own.
        api.screens.trigger_seconds = 30.0
        with stack.tandem(folder, api.base_url) as tandem:
            yield from asyncio.run(_asleep(folder, api, tandem))


async def _asleep(folder: Path, api: SlackApi, tandem: stack.Tandem) -> list[Figure]:
    reps, manager = [_user(api, tandem, who) for who in CROWD], _user(api, tandem, MANAGER)
    cards = await _prepared(api, reps, manager)
    file = str(tandem.database.engine.url.database)
    asleep = folder / "asleep.log"
    api.forget_calls()
    with running("-m", "benchmarks.asleep", file, core=OTHER_CORE, log=asleep):
        await _until(lambda: b"asleep" in asleep.read_bytes())
        half = len(reps) // 2
        first = asyncio.create_task(_wave(reps[:half], manager, cards[:half]))
        await asyncio.sleep(SLEEP * 0.4)
        second = asyncio.create_task(_wave(reps[half:], manager, cards[half:]))
        acts = [*await first, *await second]
    late = [act for act in acts if act.elapsed > LATE]
    await _until(lambda: all(_followed(act, api) for act in late))
    followed = sum(_followed(act, api) for act in late)
    assert all(act.status == 200 for act in acts), [act.status for act in acts]
    note("asleep.acts", f"{len(acts)}, of which {len(late)} were acknowledged without the answer")
    kept, decided = _outcome(tandem)
    return [
        Figure("asleep.kept", f"of {len(reps)} deals sent", kept, least=len(reps)),
        Figure("asleep.decided", f"of {len(cards)} deals approved", decided, least=len(cards)),
        Figure("asleep.slowest", "s", max(act.elapsed for act in acts), most=2.5),
        Figure("asleep.followed", f"of {len(late)} late answers", followed, least=len(late)),
    ]


async def _until(seen: Callable[[], bool]) -> None:
    """For at most FOLLOWS seconds."""
    for _ in range(int(FOLLOWS / 0.05)):
        if seen():
            return
        await asyncio.sleep(0.05)


def _user(api: SlackApi, tandem: stack.Tandem, who: SlackIdentity) -> SlackUser:
    return SlackUser(api, who, HttpDoor(f"http://127.0.0.1:{tandem.port}", SECRET))


async def _prepared(api: SlackApi, reps: Sequence[SlackUser], manager: SlackUser) -> Sequence[Any]:
    """A deal of each, for the manager to decide; and another form open in front of each. Gives the manager's cards."""
    for rep in reps:
        await rep.command("/deal", "new")
        await rep.submit(rep.view, await _typed(rep, "before"))
    await api.until(lambda: len(_cards(manager)) == len(reps), 30.0)
    for rep in reps:
        await rep.command("/deal", "new")
        await rep.type_ahead(rep.view, "customer", f"asleep {rep.who.name}")
    return _cards(manager)


def _cards(manager: SlackUser) -> Sequence[Any]:
    return [message for message in manager.messages if "approval-approve" in message.everything]


async def _typed(rep: SlackUser, when: str) -> Mapping[str, Any]:
    customer = f"{when} {rep.who.name}"
    await rep.type_ahead(rep.view, "customer", customer)
    soon = (datetime.now(UTC) + timedelta(days=90)).date()
    return {**GOOD_DEAL, "customer": customer, "currency": "EUR", "country": "DE", "close_on": soon}


async def _wave(reps: Sequence[SlackUser], manager: SlackUser, cards: Sequence[Any]) -> list[Answer]:
    """At once: each sends the form, asks for a code and for a list, and the manager approves."""
    acts: list[Awaitable[Answer]] = []
    for rep, card in zip(reps, cards, strict=True):
        soon = (datetime.now(UTC) + timedelta(days=90)).date()
        values = {**GOOD_DEAL, "customer": f"asleep {rep.who.name}", "currency": "EUR", "country": "DE"}
        acts += [
            rep.submit(rep.view, {**values, "close_on": soon}),
            SlackUser(rep.api, rep.who, rep.door).command("/partner", "link"),
            SlackUser(rep.api, rep.who, rep.door).command("/deal", "list"),
            manager.press(card, "approval-approve"),
        ]
    return list(await asyncio.gather(*acts))


def _followed(act: Answer, api: SlackApi) -> bool:
    """Whether the answer came by the one way or the other: the form amended, or said through the response_url."""
    payload = act.sent.payload
    door = str(payload.get("response_url", "")).rpartition("/")[2]
    view = payload.get("view", {}).get("id", "")
    return any(
        call.answer == "ok" and ((door and call.token == door) or (view and call.args.get("view_id") == view))
        for call in api.calls
    )


def _outcome(tandem: stack.Tandem) -> tuple[int, int]:
    """How many of the deals that were sent meanwhile are there, and how many of the older ones are approved."""
    with tandem.database.read() as store:
        director = next(person for person in store.people.everybody() if person.scope.everything)
        found = store.deals.seen_by(director, size=1000).items
    sent = [deal for deal in found if deal.terms.customer.startswith("asleep ")]
    return len(sent), sum(deal.state is State.APPROVED for deal in found)


def _sleep(file: str) -> None:
    connection = sqlite3.connect(file, isolation_level=None, timeout=5)
    connection.execute("BEGIN EXCLUSIVE")
    print("asleep", flush=True)
    time.sleep(SLEEP)
    connection.execute("ROLLBACK")


if __name__ == "__main__":
    _sleep(sys.argv[1])
