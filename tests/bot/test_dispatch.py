"""Dispatch: one effect for each thing asked and the same answer each time; bugs, refusals and drafts."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from threading import Barrier
from typing import TypeVar

import pytest
from sqlalchemy import delete, insert
from structlog.testing import capture_logs

from bot.arrivals import Answer, Arrival, Asked, Pressed, Sent, Typed
from bot.dispatch import Dispatch
from bot.workers import Workers, Works
from handlers.replies import Correct, Reply, Show
from storage.database import Database
from storage.faults import UnusableError
from storage.store import Store
from storage.tables import programmes
from tests.databases import SQLiteFiles
from tests.handlers.worlds import broken, counted, said
from tests.office import GOOD_DEAL, NOON, Office, an_office, buttons, card_of, filled, form_of, words_of
from views.common import problem
from views.translator import translator
from views.vocabulary import plain

T = TypeVar("T")


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    async with an_office(database_url) as office:
        yield office


async def delivered(office: Office, arrival: Arrival, *, times: int = 1, together: bool = False) -> list[Answer]:
    """The same thing so many times, one after another or all at once."""
    if together:
        return await asyncio.gather(*(office.dispatch.serve(arrival, said) for _ in range(times)))
    return [await office.dispatch.serve(arrival, said) for _ in range(times)]


# --- a connection that is cut ---


class Cut(Dispatch):
    """So many times it is not heard that something was done."""

    cuts = 0

    async def _run(self, workers: Works, work: Callable[[], T]) -> T:
        done = await super()._run(workers, work)
        if self.cuts and workers is self._writer:
            self.cuts -= 1
            raise UnusableError("server closed the connection unexpectedly")
        return done


async def approved(office: Office, cuts: int) -> Answer:
    """What somebody reads who approves while the connection to the database is cut so often."""
    await office.sends("rep", form_of(await office.types("rep", "deal new")), **GOOD_DEAL)
    await office.delivers()
    button = buttons(office.card("manager"))["Approve"]
    dispatch = office.dispatch_of(Cut)
    dispatch.cuts = cuts
    with capture_logs():
        return await dispatch.serve(office.arrival("manager", Pressed(button.route, button.ref, button.version)), said)


async def test_who_is_not_told_by_the_database_what_was_done_reads_it_all_the_same(office: Office):
    assert "Approved" in str(await approved(office, cuts=1))

    with office.database.read() as store:
        (deal,) = store.deals.seen_by(office.person("rep")).items
        assert [one.step.value for one in store.deals.history(deal.id)] == ["submit", "approve"]


async def test_who_waits_for_a_database_that_does_not_answer_is_told_after_the_second_time(office: Office):
    assert "does not answer" in str(await approved(office, cuts=2))


# --- the same delivery ---

Ask = Callable[[str, Asked], Awaitable[Reply]]


async def a_day(office: Office, ask: Ask) -> None:
    """Everything that writes, at least once, by those who may; mistakes and refusals too."""
    form = form_of(await office.types("rep", "deal new"))
    await ask("rep", Sent("deal-draft", {"customer": "Kept"}, form.draft))
    await ask("rep", Sent("deal-register", {**GOOD_DEAL, "amount": "lots"}, form.draft))
    await ask("rep", Sent("deal-register", {**filled(form), **GOOD_DEAL}, form.draft))
    await office.delivers()
    with office.database.read() as store:
        ref = store.deals.seen_by(office.person("rep")).items[0].ref
    ask_ = form_of(await office.presses("manager", buttons(office.card("manager"))["Ask"]))
    await ask("manager", Sent(ask_.route, {"words": "Which plant?"}, "", ask_.ref, ask_.version))
    answer = form_of(await office.asks("rep", Pressed("deal-answer-form", ref)))
    await ask("boss", Sent(answer.route, {"words": "Both"}, "", answer.ref, answer.version))
    edit = form_of(await office.types("rep", f"deal edit {ref}"))
    await ask("rep", Sent(edit.route, filled(edit) | {"amount": "13000"}, "", edit.ref, edit.version))
    await office.delivers()
    await ask("rival", Pressed("deal-won", ref, 1))
    card = card_of(await office.asks("manager", Pressed("approval-open", ask_.ref)))
    await ask("manager", Pressed("approval-approve", ask_.ref, buttons(card)["Approve"].version))
    await ask("second", Pressed("approval-approve", ask_.ref, buttons(card)["Approve"].version))
    await ask("rep", Sent("deal-stage", {"stage": "offer"}, "", ref, 5))
    await ask("rep", Typed(f"deal won {ref}"))
    await ask("rep", Typed(f"deal lost {ref}"))
    await ask("boss", Sent("settings-save", {"language": "en", "zone": "Asia/Tokyo"}))
    await ask("rep", Typed("partner link"))
    await ask("nobody", Sent("code-redeem", {"code": "WRONG"}))
    await office.delivers()


_T = translator("en", "UTC")
ONCE = str(said(Show(problem(_T("answered-once"), _T)), _T))
"""What a second delivery gets where the answer held a secret."""

MANY = [(2, False), (4, False), (2, True), (4, True)]


@pytest.mark.parametrize(("times", "together"), MANY)
async def test_the_same_delivery_has_one_effect_and_one_answer(
    office: Office, sqlite: SQLiteFiles, times: int, *, together: bool
):
    async def counts(of: Office, *, times: int, together: bool) -> list[Mapping[str, int]]:
        found: list[Mapping[str, int]] = []

        async def ask(who: str, asked: Asked) -> Reply:
            answers = await delivered(of, of.arrival(who, asked), times=times, together=together)
            assert len({str(answer) for answer in answers} - {ONCE}) == 1, asked
            assert not broken(str(answers[0])), answers[0]
            found.append(counted(of.database))
            return of.replies[-1]

        await a_day(of, ask)
        return found

    async with an_office(sqlite.fresh()) as twin:
        once = await counts(twin, times=1, together=False)
    assert await counts(office, times=times, together=together) == once
    assert len(once) >= 14


@pytest.mark.parametrize(
    ("who", "asked"), [("rep", Typed("partner link")), ("nobody", Sent("code-redeem", {"code": "WRONG"}))]
)
async def test_an_answer_with_a_secret_is_given_once(who: str, asked: Asked, office: Office):
    first, second, third = await delivered(office, office.arrival(who, asked), times=3)

    assert str(second) == str(third) == ONCE != str(first)


async def test_the_same_key_with_another_body_is_refused(office: Office):
    await office.asks("rep", Sent("deal-draft", {"customer": "One"}, "draftone"), key="k", digest="one")

    with capture_logs() as logs:
        reply = await office.asks("rep", Sent("deal-register", GOOD_DEAL, "drafttwo"), key="k", digest="two")

    assert "received already" in words_of(card_of(reply))
    assert [line["event"] for line in logs] == ["inbox.same_key_other_body"]
    assert counted(office.database)["deals"] == 0


async def test_whoever_forges_a_key_does_not_get_the_answer_under_it(office: Office):
    await office.asks("rep", Typed("partner link"), key="same", digest="one")

    reply = await office.asks("rival", Typed("partner link"), key="same", digest="two")

    assert "received already" in words_of(card_of(reply))
    assert counted(office.database)["codes"] == 1


async def test_two_deliveries_on_two_machines_are_one(office: Office, database_url: str):
    """A replica is a second dispatch on the same database."""
    database = Database(database_url)
    with Workers(2) as pool:
        replica = Dispatch(database, writer=pool, reader=pool, clock=lambda: NOON)
        for number in range(10):
            sent = office.arrival("rep", Sent("deal-register", GOOD_DEAL, f"draft{number}"))
            one, other = await asyncio.gather(office.dispatch.serve(sent, said), replica.serve(sent, said))
            assert one == other
    database.close()
    assert counted(office.database)["deals"] == 10


# --- a bug ---


def break_programme(office: Office) -> None:
    with office.database.engine.begin() as connection:
        connection.execute(insert(programmes).values(version=99, at=NOON, body='{"name": "half'))


def mend_programme(office: Office) -> None:
    with office.database.engine.begin() as connection:
        connection.execute(delete(programmes).where(programmes.c.version == 99))


async def test_a_bug_gives_a_reference_keeps_the_draft_and_can_be_tried_again(office: Office):
    form = form_of(await office.types("rep", "deal new"))
    sent = Sent("deal-register", {**GOOD_DEAL, "customer": "Kept Ltd"}, form.draft)
    break_programme(office)

    with capture_logs() as logs:
        sorry = words_of(card_of(await office.asks("rep", sent, key="k")))

    bugs = [line for line in logs if line["event"] == "dispatch.bug"]
    assert len(bugs) == 1
    assert bugs[0]["route"] == "deal-register"
    assert len(bugs[0]["reference"]) == 8
    assert bugs[0]["reference"] in sorry
    assert "Kept Ltd" not in str({**bugs[0], "exc_info": ""})
    assert counted(office.database)["deals"] == 0

    mend_programme(office)
    assert filled(form_of(await office.types("rep", "deal")))["customer"] == "Kept Ltd"
    await office.asks("rep", sent, key="k")
    assert counted(office.database)["deals"] == 1, "the inbox row went with the rest"


async def test_of_what_is_in_no_form_a_bug_says_nothing_of_a_draft(office: Office):
    for sent in (Sent("settings-save", {"language": "en", "zone": "Asia/Tokyo"}), Typed("deal won D-00000")):
        break_programme(office)
        sorry = words_of(card_of(await office.asks("rep", sent)))
        mend_programme(office)
        assert "reference" in sorry
        assert "draft" not in sorry


async def test_an_edit_that_a_bug_interrupts_stands_in_the_form_when_it_is_opened_again(office: Office):
    await office.sends("rep", form_of(await office.types("rep", "deal new")), **GOOD_DEAL)
    with office.database.read() as store:
        [deal] = store.deals.seen_by(office.person("rep")).items
    form = form_of(await office.types("rep", f"deal edit {deal.ref}"))
    break_programme(office)
    sorry = words_of(card_of(await office.sends("rep", form, customer="Kept Ltd")))
    mend_programme(office)
    assert "is kept as a draft" in sorry

    again = form_of(await office.types("rep", f"deal edit {deal.ref}"))
    assert filled(again)["customer"] == "Kept Ltd"
    assert "Restored" in str(again.intro)
    await office.sends("rep", again)

    office.later(seconds=1)
    last = form_of(await office.types("rep", f"deal edit {deal.ref}"))
    assert filled(last)["customer"] == "Kept Ltd"
    assert not last.intro


@pytest.mark.parametrize("asked", [Typed("deal new"), Typed("partner"), Pressed("settings-form")], ids=str)
@pytest.mark.parametrize("who", ["rep", "nobody"])
async def test_a_bug_in_a_read_gives_a_reference_too(office: Office, who: str, asked: Asked):
    break_programme(office)

    with capture_logs() as logs:
        answer = await office.dispatch.serve(office.arrival(who, asked), said)

    assert [line["event"] for line in logs] == ["dispatch.bug"]
    assert logs[0]["reference"] in str(answer)


# --- refusals and drafts ---


async def test_a_refused_read_writes_a_denial(office: Office):
    ref = await office.registers("rep")

    await office.types("rival", f"deal {ref}")
    office.later(seconds=1)
    await office.types("auditor", "approvals")
    office.later(seconds=1)
    await office.types("nobody", "deal list")

    with office.database.read() as store:
        denied = [(row.who, row.route, row.reason) for row in store.acts.denied()]
    assert denied == [
        (office.person("rival").id, "deal show", "not-found"),
        (office.person("auditor").id, "approvals", "not-allowed"),
        ("web:test:nobody", "deal list", "stranger"),
    ]


async def test_a_mistyped_field_is_no_denial(office: Office):
    form = form_of(await office.types("rep", "deal new"))
    await office.sends("rep", form, amount="lots")

    with office.database.read() as store:
        assert not store.acts.denied()


async def test_a_draft_is_kept_for_seven_days_and_no_longer(office: Office):
    form = form_of(await office.types("rep", "deal new"))
    await office.sends("rep", form, customer="Kept Ltd", amount="lots")

    office.later(days=7, seconds=-1)
    assert filled(form_of(await office.types("rep", "deal")))["customer"] == "Kept Ltd"
    office.later(seconds=1)
    assert filled(form_of(await office.types("rep", "deal")))["customer"] == ""


async def test_somebody_elses_draft_is_left_alone_and_can_still_be_sent(office: Office):
    form = form_of(await office.types("rep", "deal new"))
    await office.sends("rep", form, customer="Kept Ltd", amount="lots")

    await office.asks("rival", Sent("deal-draft", {"customer": "Stolen"}, form.draft))
    await office.asks("rival", Sent("deal-register", {**GOOD_DEAL, "amount": "none"}, form.draft))
    assert isinstance(await office.asks("rival", Sent("deal-register", GOOD_DEAL, form.draft)), Show)

    again = form_of(await office.types("rep", "deal"))
    assert filled(again)["customer"] == "Kept Ltd"
    assert again.draft == form.draft
    assert isinstance(await office.sends("rep", again, **GOOD_DEAL), Show)


async def test_what_was_sent_twice_does_not_come_back_as_a_draft(office: Office):
    form = form_of(await office.types("rep", "deal new"))
    await office.sends("rep", form, **GOOD_DEAL)

    twice = await office.sends("rep", form, **GOOD_DEAL)

    assert isinstance(twice, Correct)
    assert "sent already" in plain(twice.form.errors[""])
    fresh = form_of(await office.types("rep", "deal"))
    assert fresh.draft != form.draft
    assert isinstance(await office.sends("rep", fresh, **GOOD_DEAL), Show)


async def test_two_that_wait_for_each_other_are_both_done(postgresql_url: str):
    """Not on SQLite, where writers come one after another."""
    both = Barrier(2)

    def crosswise(first: str, second: str) -> Callable[[Store], None]:
        tries = itertools.count()

        def work(store: Store) -> None:
            store.lookouts.keep(first, second, "")
            if next(tries) == 0:
                both.wait(30)
            store.lookouts.keep(second, first, "")

        return work

    async with an_office(postgresql_url) as office:
        await asyncio.gather(*(office.dispatch.in_write(crosswise(*names)) for names in (("a", "b"), ("b", "a"))))

        with office.database.read() as store:
            assert {store.lookouts.last("a")[0], store.lookouts.last("b")[0]} == {"a", "b"}
