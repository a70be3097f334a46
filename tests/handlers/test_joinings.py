"""Joining: asked by somebody nobody knows, decided once by those who speak for the company, told to whoever asked."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from bot.arrivals import Asked, Pressed, Sent
from bot.ticker import do_chores
from domain.people import Person, Role
from domain.places import Identity, Platform, Standing
from handlers.joinings import ask_anew
from handlers.replies import Amend, Correct, OpenForm, Reply, Show
from storage.people import Known
from storage.tables import copies
from storage.tables import joinings as table
from tests.handlers.worlds import dump
from tests.office import Office, buttons, card_of, filled, form_of, options_of, words_of
from views.vocabulary import Button, Card, plain

AWAY = Identity(Platform.WEB, "away", "newcomer")
OTHER = Identity(Platform.WEB, "away", "another")
AT_NOWAK = Identity(Platform.SLACK, "T0NOWAK", "U9")


async def asks_as(
    office: Office, account: Identity, asked: Asked, *, standing: Standing = Standing.UNKNOWN, locale: str = ""
) -> Reply:
    known = Known(identity=account, host="test")
    arrival = replace(office.arrival("nobody", asked), known=known, standing=standing, locale=locale)
    await office.dispatch.serve(arrival, office._keep)
    return office.replies[-1]


async def joins(office: Office, account: Identity = AWAY, **values: str) -> Reply:
    """Asks, and what is due is delivered."""
    form = form_of(await asks_as(office, account, Pressed("door-join")))
    typed = {**filled(form), "name": "Maria Zając", "company": "NOWAK SYSTEMS Sp. z o.o.", **values}
    reply = await asks_as(office, account, Sent(form.route, typed))
    await office.delivers()
    return reply


def who_is(office: Office, account: Identity = AWAY) -> Person | None:
    with office.database.read() as store:
        return store.people.known_as(account)


def told(office: Office, who: str, about: str = "asks to join") -> bool:
    return any(about in words_of(card) for _, card in office.letters.cards.get(who, []))


# --- asking ---


async def test_the_answer_is_the_same_whatever_is_known(office: Office):
    """Companies that are there and not, a name that is there and not: one sentence."""
    answers = set()
    for number, (name, company) in enumerate(
        [("Jan Nowak", "Nowak Systems"), ("Nobody", "Nobody Ltd"), ("Dana Cole", "vendor"), ("X", "Rival GmbH")]
    ):
        account = Identity(Platform.WEB, "away", f"u{number}")
        answers.add(repr(await joins(office, account, name=name, company=company)))

    assert len(answers) == 1
    assert "passed this on" in answers.pop()


async def test_the_companys_own_admin_and_its_managers_are_asked_and_nobody_else(office: Office):
    await joins(office)

    assert {who for who in office.letters.cards if told(office, who)} == {"manager"}
    assert set(office.letters.cards) == {"boss", "second", "manager"}
    assert told(office, "boss", "prosi o dołączenie")
    card = office.card("manager", about="Maria Zając")
    assert plain(card.title) == "Maria Zając asks to join Nowak Systems"
    assert "Web · account not checked · in a workspace that is not on the list (away)" in plain(card.summary)
    assert list(buttons(card)) == ["Approve", "Reject", "Why me?"]


async def test_a_company_that_nobody_knows_goes_to_the_vendors_admins_who_choose_one(office: Office):
    await joins(office, company="Nowack")
    assert {who for who in office.letters.cards if told(office, who)} == {"admin"}

    form = form_of(await office.presses("admin", buttons(office.card("admin"))["Approve"]))
    assert options_of(await office.seeks("admin", "joining-companies", "now")) == ["nowak"]
    assert isinstance(await office.sends("admin", form, choice=""), Correct)
    assert isinstance(await office.sends("admin", form, choice="vendor"), Correct)
    assert who_is(office) is None
    assert isinstance(await office.sends("admin", form, choice="nowak"), Show)

    person = who_is(office)
    assert person is not None
    assert (person.organisation, person.roles) == ("nowak", frozenset({Role.PARTNER_REP}))


async def test_where_nobody_of_the_company_can_be_reached_the_admins_are_asked_too(office: Office):
    await joins(office, company="Rio Automacao")

    assert told(office, "admin")
    assert "Approve" in buttons(office.card("admin"))


async def test_where_those_of_the_company_could_not_be_told_the_admins_are_asked(office: Office):
    await joins(office)
    assert not told(office, "admin")
    with office.database.engine.begin() as connection:
        connection.execute(update(copies).values(state="failed", done_at=office.clock[0], due=None))

    for _ in range(3):
        office.later(minutes=1)
        await do_chores(office.dispatch)
        await office.delivers()

    assert len(office.letters.cards["admin"]) == 1
    assert isinstance(await office.presses("admin", buttons(office.card("admin"))["Approve"]), Amend)


async def test_a_second_ask_changes_the_first(office: Office):
    await joins(office, name="Mara Zajac")
    old = buttons(office.card("manager"))["Approve"]
    await joins(office, note="I took over from Jan")

    with office.database.read() as store:
        waiting = store.asked.waiting_for(office.person("manager"))
    assert waiting.total == 1
    assert len(dump_of(office)) == 1
    card = office.card("manager")
    assert "Maria Zając" in words_of(card)
    assert "I took over from Jan" in words_of(card)
    late = card_of(await office.presses("manager", old))
    assert "changed since you saw it" in words_of(late)
    assert who_is(office) is None


async def test_asking_for_another_company_withdraws_the_first(office: Office):
    await joins(office)
    old = buttons(office.card("boss"))
    await joins(office, company="Rival GmbH")

    assert not buttons(office.card("second"))
    await office.presses("boss", next(iter(old.values())))
    assert who_is(office) is None
    await office.presses("manager", buttons(office.card("manager"))["Approve"])
    person = who_is(office)
    assert person is not None
    assert person.organisation == "rival"


async def test_what_is_missing_or_too_long_is_said_at_its_field_and_nothing_typed_is_lost(office: Office):
    form = form_of(await asks_as(office, AWAY, Pressed("door-join")))

    reply = await asks_as(office, AWAY, Sent(form.route, {"name": " ", "company": "x" * 101, "note": "Hello"}))

    assert isinstance(reply, Correct)
    assert set(reply.form.errors) == {"name", "company"}
    assert filled(reply.form)["note"] == "Hello"
    assert not dump_of(office)


async def test_an_account_asks_five_times_a_day(office: Office):
    for number in range(5):
        await joins(office, note=str(number))

    form = form_of(await joins(office, note="6"))
    assert "too often" in plain(form.errors[""])
    assert isinstance(await joins(office, OTHER), Show)
    office.later(days=1)
    assert isinstance(await joins(office, note="7"), Show)


async def test_many_accounts_of_one_workspace_ask_no_company_to_death(office: Office):
    asked = Sent("join-ask", {"name": "Maria", "company": "Nowak Systems"})
    for number in range(320):
        await asks_as(office, Identity(Platform.WEB, "away", f"flood{number}"), asked)

    assert len(dump(office.database)["joinings"]) == 300
    assert "too often" in plain(form_of(await asks_as(office, AWAY, asked)).errors[""])
    assert isinstance(await asks_as(office, AT_NOWAK, asked), Show)


@pytest.mark.parametrize("standing", [Standing.BOT, Standing.GONE])
async def test_bots_and_deactivated_accounts_ask_in_vain(office: Office, standing: Standing):
    form = form_of(await asks_as(office, AWAY, Pressed("door-join")))
    before = dump(office.database)

    reply = await asks_as(office, AWAY, Sent(form.route, {"name": "X", "company": "nowak"}), standing=standing)

    assert "passed this on" in words_of(card_of(reply))
    assert dump(office.database) == before


async def test_an_account_of_nowhere_is_told_so(office: Office):
    reply = await asks_as(
        office, Identity(Platform.TEAMS, "", "u"), Sent("join-ask", {"name": "X", "company": "nowak"})
    )

    assert isinstance(reply, Correct)
    assert "which organisation" in plain(reply.form.errors[""])
    assert not dump_of(office)


async def test_whoever_is_somebody_already_need_not_ask(office: Office):
    for asked in (Pressed("door-join"), Sent("join-ask", {"name": "X", "company": "nowak"})):
        assert "linked already" in words_of(card_of(await office.asks("rep", asked)))
    assert not dump_of(office)


def dump_of(office: Office) -> list[object]:
    with office.database.engine.connect() as connection:
        return list(connection.execute(table.select()))


# --- deciding ---


@pytest.mark.parametrize("who", ["boss", "manager", "second", "admin"])
async def test_those_who_speak_for_the_company_let_somebody_in(office: Office, who: str):
    await joins(office)
    [waiting] = buttons_of_waiting(card_of(await office.types(who, "approvals")))
    card = card_of(await office.presses(who, waiting))
    reply = await office.presses(who, next(iter(buttons(card).values())))
    assert isinstance(reply, Amend)
    await office.delivers()

    person = who_is(office)
    assert person is not None
    assert (person.name, person.organisation, person.roles) == ("Maria Zając", "nowak", frozenset({Role.PARTNER_REP}))
    assert person.zone == "Europe/Warsaw"
    for each in ("boss", "manager", "second"):
        assert not buttons(office.card(each)), each
    welcome = office.card("newcomer", about="Welcome, Maria Zając")
    assert "Register a deal" in buttons(welcome)
    assert isinstance(await asks_as(office, AWAY, Pressed("deal-form")), OpenForm)


def buttons_of_waiting(card: Card) -> list[Button]:
    return [one for one in buttons(card).values() if one.route == "approval-open"]


@pytest.mark.parametrize("who", ["rep", "rio", "rival", "lead", "director", "auditor"])
async def test_nobody_else_sees_it_or_decides_it(office: Office, who: str):
    await joins(office)
    before = dump(office.database)
    approval = buttons(office.card("manager"))["Approve"].ref

    for route in ("approval-open", "approval-approve", "approval-approve-form", "approval-refuse"):
        reply = await office.asks(who, Pressed(route, approval, 1))
        assert "Maria" not in repr(reply), route
    await office.asks(who, Sent("approval-choose", {"choice": "nowak"}, "", approval, 1))
    assert "Maria" not in repr(await office.types(who, "approvals"))

    assert dump(office.database) == before


async def test_a_partner_admin_decides_no_deal_and_sees_none(office: Office):
    await office.registers("rep")
    await office.registers("rival")
    with office.database.read() as store:
        asked = [
            store.approvals.of("deal", deal.id) for deal in store.deals.seen_by(office.person("director"), size=9).items
        ]
    before = dump(office.database)

    waiting = card_of(await office.types("boss", "approvals"))
    assert "Kowalski" not in words_of(waiting)
    for approval in asked:
        assert approval is not None
        assert not approval.decidable_by(office.person("boss"))
        assert not approval.decidable_by(office.person("admin"))
        for who in ("boss", "admin"):
            for route in ("approval-open", "approval-approve", "approval-refuse", "approval-approve-form"):
                assert "Kowalski" not in repr(await office.asks(who, Pressed(route, approval.id, 1)))
            await office.asks(who, Sent("approval-choose", {"choice": "nowak"}, "", approval.id, 1))

    assert dump(office.database) == before


async def test_a_deal_is_not_rejected_without_a_reason_by_the_way_of_joinings(office: Office):
    await office.registers("rep")
    button = buttons(office.card("manager"))["Reject"]
    before = dump(office.database)

    for asked in (
        Pressed("approval-refuse", button.ref, button.version),
        Pressed("approval-approve-form", button.ref, button.version),
    ):
        assert isinstance(await office.asks("manager", asked), Show)

    assert dump(office.database) == before


async def test_of_two_who_decide_one_does_and_the_other_hears_who(office: Office):
    await joins(office)
    button = buttons(office.card("manager"))["Approve"]
    await office.presses("second", button)

    late = await office.presses("manager", button)
    refused = await office.asks("manager", Pressed("approval-refuse", button.ref, button.version))

    assert "Piotr Bak approved it already" in words_of(card_of(late))
    assert "Piotr Bak approved it already" in words_of(card_of(refused))
    with office.database.read() as store:
        assert [person.name for person in store.people.everybody()].count("Maria Zając") == 1


async def test_whoever_is_not_let_in_hears_so_once_in_their_own_language(office: Office):
    form = form_of(await asks_as(office, AWAY, Pressed("door-join"), locale="pt-BR"))
    await asks_as(office, AWAY, Sent(form.route, {"name": "Rui", "company": "nowak"}), locale="pt-BR")
    await office.delivers()
    await office.presses("manager", buttons(office.card("manager"))["Reject"])
    await office.delivers()
    await office.delivers()

    [(_, card)] = office.letters.cards["newcomer"]
    assert "não foi aceito" in words_of(card)
    assert who_is(office) is None
    assert "passed this on" in words_of(card_of(await joins(office)))


async def test_nobody_lets_themselves_in(office: Office):
    """The manager's second account asked; meanwhile it was linked to the manager by a code."""
    account = Identity(Platform.WEB, "vendor", "second account")
    await joins(office, account)
    with office.database.write() as store:
        store.people.link(Known(identity=account, host="test"), office.person("manager"), at=office.clock[0])
    before = dump(office.database)

    reply = await office.presses("manager", buttons(office.card("manager"))["Approve"])

    assert "somebody else must decide" in words_of(card_of(reply))
    assert dump(office.database) == before
    await office.presses("second", buttons(office.card("second"))[next(iter(buttons(office.card("second"))))])
    person = who_is(office, account)
    assert person is not None
    assert person.id == office.person("manager").id


@pytest.mark.parametrize(("company", "organisation"), [("Rival GmbH", "nowak"), ("vendor", "nowak")])
async def test_an_account_in_one_partners_workspace_joins_no_other(office: Office, company: str, organisation: str):
    """And carries no vendor's role into it, whatever it calls itself."""
    await joins(office, AT_NOWAK, name="Dana Cole", company=company)
    assert not told(office, "manager")
    form = form_of(await office.presses("admin", buttons(office.card("admin"))["Approve"]))

    wrong = await office.sends("admin", form, choice="rival")
    assert isinstance(wrong, Correct)
    assert "another partner" in plain(wrong.form.errors["choice"])
    await office.sends("admin", form, choice=organisation)

    person = who_is(office, AT_NOWAK)
    assert person is not None
    assert (person.organisation, person.roles, person.email) == (organisation, frozenset({Role.PARTNER_REP}), "")


async def test_a_partner_that_left_the_programme_lets_nobody_in(office: Office):
    await joins(office)
    with office.database.write() as store:
        left = [partner for partner in store.programme.partners if partner.key != "nowak"]
        store.programmes.apply(store.programme.model_copy(update={"partners": tuple(left)}), at=office.clock[0])
    approval = buttons(office.card("manager"))["Approve"]

    for who in ("boss", "manager"):
        await office.presses(who, approval)
        await office.asks(who, Sent("approval-choose", {"choice": "rio"}, "", approval.ref, 1))

    assert who_is(office) is None


@pytest.mark.parametrize("told_before", [False, True])
async def test_when_all_who_were_asked_have_left_others_are_asked(office: Office, *, told_before: bool):
    form = form_of(await asks_as(office, AWAY, Pressed("door-join")))
    await asks_as(office, AWAY, Sent(form.route, {"name": "Maria", "company": "nowak"}))
    if told_before:
        await office.delivers()
    with office.database.write() as store:
        for who in ("boss", "manager", "second"):
            store.people.save(replace(office.person(who), roles=frozenset(), looks_after=frozenset()))
    await office.delivers()
    assert bool(office.letters.cards) is told_before

    for _ in range(2):
        with office.database.write() as store:
            ask_anew(office.clock[0], store)
        await office.delivers()

    assert told(office, "admin")
    assert len(office.letters.cards["admin"]) == 1
