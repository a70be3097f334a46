"""Dispatch: one effect for each thing asked, the same answer each time; races; bugs; who it is."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import delete, insert, select
from structlog.testing import capture_logs

from bot.dispatch import Answer, Arrival, Asked, Pressed, Profile, Sent, Sought, Typed
from domain.deals import TRANSITIONS, Deal, State, Terms
from domain.money import Money
from domain.people import Role
from domain.places import Identity, Place, Platform
from handlers.replies import Correct, Reply, Show
from storage.people import Known
from storage.tables import approvals, deals, denials, happenings, inbox, programmes
from tests.databases import SQLiteFiles
from tests.handlers.worlds import counted
from tests.office import GOOD_DEAL, NOON, Office, an_office, buttons, card_of, filled, form_of, words_of
from views.translator import Translator
from views.vocabulary import plain


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    async with an_office(database_url) as office:
        yield office


def said(reply: Reply, _: Translator) -> Answer:
    """An answer that shows whatever is in the reply."""
    return {"said": repr(reply)}


async def delivered(office: Office, arrival: Arrival, *, times: int = 1, together: bool = False) -> list[Answer]:
    """The same thing so many times, one after another or all at once."""
    if together:
        return await asyncio.gather(*(office.dispatch.serve(arrival, said) for _ in range(times)))
    return [await office.dispatch.serve(arrival, said) for _ in range(times)]


# --- the same delivery ---

Ask = Callable[[str, Asked], Awaitable[Reply]]


async def a_day(office: Office, ask: Ask) -> None:
    """Everything that writes, at least once, by those who may; mistakes and refusals too."""
    form = form_of(await office.types("rep", "deal new"))
    await ask("rep", Sent("deal-draft", {"customer": "Kept"}, form.draft))
    await ask("rep", Sent("deal-register", {**GOOD_DEAL, "amount": "lots"}, form.draft))
    await ask("rep", Sent("deal-register", filled(form) | GOOD_DEAL, form.draft))
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


MANY = [(2, False), (4, False), (2, True), (4, True)]


@pytest.mark.parametrize(("times", "together"), MANY)
async def test_the_same_delivery_has_one_effect_and_one_answer(
    office: Office, sqlite: SQLiteFiles, times: int, together: bool
):
    async def counts(of: Office, *, times: int, together: bool) -> list[Mapping[str, int]]:
        found: list[Mapping[str, int]] = []

        async def ask(who: str, asked: Asked) -> Reply:
            answers = await delivered(of, of.arrival(who, asked), times=times, together=together)
            assert len({str(answer) for answer in answers}) == 1, asked
            assert "sorry-title" not in str(answers[0])
            assert "Something went wrong" not in str(answers[0])
            found.append(counted(of.database))
            return of.replies[-1]

        await a_day(of, ask)
        return found

    async with an_office(sqlite.fresh()) as twin:
        once = await counts(twin, times=1, together=False)
    assert await counts(office, times=times, together=together) == once
    assert len(once) >= 14


async def test_the_same_key_with_another_body_is_refused(office: Office):
    asked = Sent("deal-draft", {"customer": "One"}, "draftone")
    await office.asks("rep", asked, key="k", digest="one")

    with capture_logs() as logs:
        reply = await office.asks("rep", Sent("deal-register", GOOD_DEAL, "drafttwo"), key="k", digest="two")

    assert "received already" in words_of(card_of(reply)) or "already" in words_of(card_of(reply))
    assert [line["event"] for line in logs] == ["inbox.same_key_other_body"]
    assert counted(office.database)["deals"] == 0


async def test_a_thing_asked_by_two_people_under_one_key_is_answered_once(office: Office):
    """A platform's keys are unique; whoever forges one gets nobody else's answer."""
    await office.registers("rep")
    await office.asks("rep", Typed("partner link"), key="same", digest="one")

    reply = await office.asks("rival", Typed("partner link"), key="same", digest="two")

    assert "Code" not in repr(buttons(card_of(reply)))
    assert counted(office.database)["codes"] == 1


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


@pytest.mark.parametrize("asked", [Typed("deal list"), Pressed("settings-form"), Sought("deal-customers", "K")])
async def test_a_bug_in_a_read_gives_a_reference_or_goes_unnoticed(office: Office, asked: Asked):
    break_programme(office)

    with capture_logs() as logs:
        answer = await office.dispatch.serve(office.arrival("rep", asked), said)

    for line in logs:
        assert line["reference"] in str(answer)


async def test_a_stranger_whose_request_meets_a_bug_gets_words_too(office: Office):
    break_programme(office)

    with capture_logs() as logs:
        answer = await office.dispatch.serve(office.arrival("nobody", Sent("code-redeem", {"code": "x"})), said)

    assert any(line.get("reference", "-") in str(answer) for line in logs)


# --- refusals and drafts ---


async def test_a_refused_read_writes_a_denial(office: Office):
    ref = await office.registers("rep")

    await office.types("rival", f"deal {ref}")
    office.later(seconds=1)
    await office.types("auditor", "approvals")
    office.later(seconds=1)
    await office.types("nobody", "deal list")

    with office.database.read() as store:
        denied = [(row.who, row.route, row.reason) for row in store.people.denied()]
    assert denied == [
        (office.person("rival").id, "deal show", "not-found"),
        (office.person("auditor").id, "approvals", "not-allowed"),
        ("web:test:nobody", "deal list", "stranger"),
    ]


async def test_a_mistyped_field_is_no_denial(office: Office):
    form = form_of(await office.types("rep", "deal new"))
    await office.sends("rep", form, amount="lots")

    with office.database.read() as store:
        assert not store.people.denied()


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


# --- races ---


def many_deals(office: Office, number: int, *, state: State = State.SUBMITTED) -> list[tuple[str, str, str]]:
    """So many deals of nowak's that wait; each as (id, ref, approval)."""
    rep = office.person("rep")
    terms = Terms(
        customer="Race", amount=Money(Decimal(100), "PLN"), country="PL", product="sensor", deal_type="new"
    )
    made = []
    with office.database.write() as store:
        for index in range(number):
            deal = store.deals.add(
                Deal(
                    id="",
                    ref="",
                    partner="nowak",
                    region="ce",
                    filed_by=rep.id,
                    filed_at=NOON + timedelta(seconds=index),
                    terms=terms,
                    state=state,
                    version=1,
                ),
                draft=f"race{index}",
                by_name=rep.name,
            )
            approval = store.approvals.ask(
                "deal", deal.id, partner="nowak", region="ce", role=Role.CHANNEL_MANAGER, filed_by=rep.id, at=NOON
            )
            made.append((deal.id, deal.ref, approval.id))
    return made


async def at_once(office: Office, *asked: tuple[str, Asked]) -> list[str]:
    arrivals = [office.arrival(who, one) for who, one in asked]
    answers = await asyncio.gather(*(office.dispatch.serve(arrival, said) for arrival in arrivals))
    return [str(answer["said"]) for answer in answers]


async def test_of_two_who_decide_at_once_one_decides_and_the_other_is_told_who(
    office: Office, count: Callable[[int], int]
):
    pairs = many_deals(office, count(1000))
    won = {"approved": 0, "rejected": 0}

    for _, _, approval in pairs:
        reject = Sent("approval-reject", {"reason": "duplicate"}, "", approval, 1)
        yes, no = await at_once(office, ("manager", Pressed("approval-approve", approval, 1)), ("second", reject))
        with office.database.read() as store:
            kept = store.approvals.get(approval)
        assert kept is not None
        assert kept.outcome is not None
        won[kept.outcome] += 1
        loser = no if kept.outcome == "approved" else yes
        assert kept.decided_by_name in loser
        assert ("already" if loser is yes else "chwilę wcześniej") in loser, loser
        assert "route='approval" not in yes + no, "no button is left"

    with office.database.engine.connect() as connection:
        steps = connection.execute(select(happenings.c.deal).where(happenings.c.step.in_(["approve", "reject"]))).all()
        states = connection.execute(select(deals.c.state, approvals.c.outcome).join(approvals, approvals.c.subject == deals.c.id)).all()
    assert len(steps) == len({row.deal for row in steps}) == len(pairs)
    assert all(row.state == row.outcome for row in states)
    assert sum(won.values()) == len(pairs)


RACES: Mapping[str, Callable[[str, str], tuple[tuple[str, Asked], ...]]] = {
    "withdraw": lambda ref, _: (("rep", Sent("deal-withdraw", {"words": "x"}, "", ref, 1)),),
    "edit": lambda ref, _: (("rep", Sent("deal-edit", {**GOOD_DEAL, "amount": "77"}, "", ref, 1)),),
    "ask": lambda _, approval: (("second", Sent("approval-ask", {"words": "Why?"}, "", approval, 1)),),
    "all": lambda ref, approval: (
        ("rep", Sent("deal-withdraw", {"words": "x"}, "", ref, 1)),
        ("boss", Sent("deal-edit", {**GOOD_DEAL, "amount": "77"}, "", ref, 1)),
        ("second", Sent("approval-ask", {"words": "Why?"}, "", approval, 1)),
    ),
}


@pytest.mark.parametrize("against", RACES)
async def test_a_decision_and_what_the_partner_does_at_once_never_contradict(
    office: Office, count: Callable[[int], int], against: str
):
    for deal_id, ref, approval in many_deals(office, count(200)):
        answers = await at_once(
            office, ("manager", Pressed("approval-approve", approval, 1)), *RACES[against](ref, approval)
        )

        assert not [one for one in answers if "broke here" in one or "zepsuło" in one], answers
        with office.database.read() as store:
            deal, asked, history = store.deals.get(deal_id), store.approvals.get(approval), store.deals.history(deal_id)
        assert deal is not None
        assert asked is not None
        assert consistent(deal, [line.step for line in history]), history
        approved = deal.state in (State.APPROVED, State.WITHDRAWN) and asked.outcome == "approved"
        assert approved or asked.phase == {
            State.SUBMITTED: "open",
            State.INFORMATION_ASKED: "paused",
            State.WITHDRAWN: "closed",
        }.get(deal.state), (deal.state, asked)


def consistent(deal: Deal, steps: list[Any]) -> bool:
    """Whether the history leads to the state, by listed transitions only."""
    state = State.DRAFT
    for step in steps:
        state = TRANSITIONS[step][state]
    return state is deal.state and deal.version == len(steps)


async def test_two_deliveries_on_two_machines_are_one(office: Office, database_url: str):
    """A replica is a second office's dispatch on the same database."""
    from concurrent.futures import ThreadPoolExecutor

    from bot.dispatch import Dispatch
    from storage.database import Database

    database = Database(database_url)
    with ThreadPoolExecutor(2) as pool:
        replica = Dispatch(database, writer=pool, reader=pool, clock=lambda: NOON)
        for number in range(10):
            sent = office.arrival("rep", Sent("deal-register", GOOD_DEAL, f"draft{number}"))
            one, other = await asyncio.gather(office.dispatch.serve(sent, said), replica.serve(sent, said))
            assert one == other
    database.close()
    assert counted(office.database)["deals"] == 10
    with office.database.engine.connect() as connection:
        assert len(connection.execute(select(inbox)).all()) == 10


# --- who it is ---

SLACK_VENDOR = Identity(Platform.SLACK, "T0VENDOR", "U1")
SLACK_NOWAK = Identity(Platform.SLACK, "T0NOWAK", "U1")
TEAMS_VENDOR = Identity(Platform.TEAMS, "11111111-aaaa-4bbb-8ccc-000000000001", "u1")
ELSEWHERE = Identity(Platform.SLACK, "T0OTHER", "U1")


def profile(identity: Identity, email: str, *, vouched: bool = True, locale: str = "", zone: str = "") -> Profile:
    return Profile(
        known=Known(identity=identity, host="T0VENDOR"), email=email, vouched=vouched, locale=locale, zone=zone
    )


@pytest.mark.parametrize(
    ("identity", "email", "vouched", "name"),
    [
        (SLACK_VENDOR, "manager@vendor.example", True, "Ola Lis"),
        (SLACK_VENDOR, "MANAGER@Vendor.Example ", True, "Ola Lis"),
        (TEAMS_VENDOR, "manager@vendor.example", True, "Ola Lis"),
        (SLACK_NOWAK, "rep@nowak.example", True, "Jan Nowak"),
        # Another organisation's address, whatever its tenant says.
        (SLACK_NOWAK, "manager@vendor.example", True, None),
        (SLACK_NOWAK, "rep@rival.example", True, None),
        (SLACK_VENDOR, "rep@nowak.example", True, None),
        # Nobody answers for it: a guest, a bot, somebody deactivated, a Slack Connect user.
        (SLACK_VENDOR, "manager@vendor.example", False, None),
        (SLACK_NOWAK, "rep@nowak.example", False, None),
        # A workspace that is on no list.
        (ELSEWHERE, "manager@vendor.example", True, None),
        (ELSEWHERE, "rep@nowak.example", True, None),
        (Identity(Platform.TEAMS, "T0VENDOR", "U1"), "manager@vendor.example", True, None),
        # Nobody by that address, or none at all.
        (SLACK_VENDOR, "unknown@vendor.example", True, None),
        (SLACK_VENDOR, "", True, None),
        (SLACK_VENDOR, "%", True, None),
    ],
)
async def test_only_a_vouched_address_of_the_same_organisation_is_somebody(
    office: Office, identity: Identity, email: str, vouched: bool, name: str | None
):
    known = await office.dispatch.introduce(profile(identity, email, vouched=vouched))

    with office.database.read() as store:
        person = store.people.known_as(identity)
    assert known is (name is not None)
    assert (person.name if person else None) == name


async def test_a_known_account_stays_who_it_is_whatever_its_address_says_later(office: Office):
    await office.dispatch.introduce(profile(SLACK_VENDOR, "manager@vendor.example"))

    assert await office.dispatch.introduce(profile(SLACK_VENDOR, "admin@vendor.example"))

    with office.database.read() as store:
        person = store.people.known_as(SLACK_VENDOR)
    assert person is not None
    assert person.name == "Ola Lis"


async def test_language_and_zone_come_from_the_platform_until_somebody_chooses(office: Office):
    met = profile(SLACK_NOWAK, "rep@nowak.example", locale="pt-BR", zone="America/Sao_Paulo")
    await office.dispatch.introduce(met)
    assert (office.person("rep").language, office.person("rep").zone) == ("pt-BR", "America/Sao_Paulo")

    await office.asks("rep", Sent("settings-save", {"language": "pl", "zone": "Europe/Warsaw"}))
    await office.dispatch.meet(met)

    assert (office.person("rep").language, office.person("rep").zone) == ("pl", "Europe/Warsaw")


@pytest.mark.parametrize(("locale", "zone"), [("xx-YY", "Mars/Olympus"), ("", ""), ("de-DE", "../../etc/passwd")])
async def test_what_a_platform_says_that_we_do_not_know_changes_nothing(office: Office, locale: str, zone: str):
    before = office.person("rep")

    await office.dispatch.introduce(profile(SLACK_NOWAK, "rep@nowak.example", locale=locale, zone=zone))

    assert office.person("rep").zone == before.zone
    assert office.person("rep").language in ("en", before.language)


async def test_meeting_an_unknown_account_leaves_no_trace(office: Office):
    before = counted(office.database)

    await office.dispatch.meet(profile(ELSEWHERE, "rep@nowak.example", locale="pl", zone="Europe/Warsaw"))

    assert counted(office.database) == before


async def test_a_person_is_who_their_account_says_not_their_place(office: Office):
    """The same user id in another tenant is another account."""
    await office.dispatch.introduce(profile(SLACK_NOWAK, "rep@nowak.example"))
    stranger = Arrival(
        key="x",
        digest="d",
        known=Known(identity=ELSEWHERE, host="T0NOWAK"),
        place=Place(Platform.SLACK, "T0NOWAK", "C1", private=False),
        asked=Typed("deal list"),
    )

    answer = await office.dispatch.serve(stranger, said)

    assert "door" in str(answer) or "code-form" in str(answer)
    with office.database.engine.connect() as connection:
        assert [row.reason for row in connection.execute(select(denials))] == ["stranger"]


def test_noon_is_a_monday():
    assert NOON == datetime(2026, 11, 23, 11, tzinfo=UTC)
