"""customers.csv: the vendor's own list; mistakes with their lines, repeat-safe; and what it does to deals."""

import json

from domain.deals import Conflict
from domain.imports import Effect, Plan
from domain.refusal import Refusal
from handlers.customers_csv import COLUMNS, CUSTOMERS
from handlers.kinds import carry_out, plan_of
from tests.office import NOON, PROGRAMME, Office, an_office, words_of

HEADER = ",".join(COLUMNS)


def imported(office: Office, *lines: str) -> Plan:
    with office.database.write() as store:
        plan = plan_of(CUSTOMERS, "\n".join((HEADER, *lines)), store)
        carry_out(CUSTOMERS, plan.due, store, by="operator", at=NOON)
    return plan


def wrong(office: Office, line: str) -> Refusal:
    [mistake] = imported(office, line).mistakes
    return mistake.refusal


async def conflict(office: Office, **values: str) -> tuple[Conflict, str]:
    """What registering this comes to, and the manager's card."""
    ref = await office.registers("rep", **values)
    with office.database.read() as store:
        deal = store.deals.by_ref(ref)
    assert deal is not None
    return deal.conflict, words_of(office.card("manager", about=ref))


async def test_our_own_customer_and_a_named_account_are_conflicts_of_their_own(office: Office):
    imported(
        office,
        "Mleczarnia Trzy Jodły Sp. z o.o.,PL,,customer,manager@vendor.example,",
        "Größner & Söhne OHG,DE,groessner.example,named,ce,",
    )

    own, card = await conflict(office, customer="MLECZARNIA TRZY JODLY", country="PL")
    named, other = await conflict(office, customer="G & S", country="DE", website="www.groessner.example")

    assert (own, named) == (Conflict.CUSTOMER, Conflict.NAMED)
    assert "Our own customer “Mleczarnia Trzy Jodły Sp. z o.o.”, the same name" in card
    assert "manager@vendor.example" in card
    assert "Named account “Größner & Söhne OHG”, the same website" in other


async def test_the_partner_reads_nothing_of_the_list(office: Office):
    imported(office, "Kowalski Sp. z o.o.,PL,,customer,manager@vendor.example,")

    ref = await office.registers("rep", customer="Kowalski")

    told = words_of(office.card("rep", about=ref))
    assert "A manager will look" in told
    assert "own customer" not in told
    assert "vendor.example" not in told


async def test_partners_of_a_named_account_may_register_for_it(office: Office):
    imported(office, "Kowalski Sp. z o.o.,PL,,named,,nowak rio")

    assert (await conflict(office, customer="Kowalski"))[0] is Conflict.NONE


async def test_what_is_taken_off_the_list_is_no_conflict_any_more(office: Office):
    imported(office, "Kowalski,PL,,customer,,")
    plan = imported(office, "Kowalski,PL,,none,,")

    assert [(one.effect, one.columns) for one in plan.entries] == [(Effect.CHANGE, ("kind",))]
    assert (await conflict(office, customer="Kowalski"))[0] is Conflict.NONE
    with office.database.read() as store:
        noted = [(act.who, act.about, json.loads(act.detail)) for act in store.acts.all() if act.what == "customer"]
    assert len({about for _, about, _ in noted}) == 1
    assert [(who, detail["was"], detail["kind"]) for who, _, detail in noted] == [
        ("operator", "none", "customer"),
        ("operator", "customer", "none"),
    ]


async def test_a_name_that_is_only_similar_to_a_customers_is_for_a_person(office: Office):
    imported(office, "Deutsche Bank AG,DE,,customer,,")

    found, card = await conflict(office, customer="Deutsche Bahn", country="DE")

    assert found is Conflict.POSSIBLE
    assert "Our own customer “Deutsche Bank AG”, a similar name" in card


async def test_the_same_file_again_changes_nothing(office: Office):
    lines = ("Kowalski Sp. z o.o.,PL,kowalski.example,named,ce,nowak", "Kowalski,DE,,customer,,")
    imported(office, *lines)

    assert not imported(office, *lines).due


async def test_mistakes_are_said(office: Office):
    assert wrong(office, ",PL,,customer,,").reason == "import-name"
    assert wrong(office, "!!!,PL,,customer,,").reason == "import-name"
    assert wrong(office, "=1+1,PL,,customer,,").reason == "import-formula"
    assert wrong(office, "Kowalski,Polen,,customer,,").reason == "import-country"
    assert wrong(office, "Kowalski,PL,no site,customer,,").reason == "deal-website-unreadable"
    assert wrong(office, "Kowalski,PL,,big,,").reason == "import-customer-kind"
    assert wrong(office, "Kowalski,PL,,customer,nobody@vendor.example,").reason == "import-owner"
    assert wrong(office, "Kowalski,PL,,named,,nobody").reason == "import-partner"
    with office.database.read() as store:
        assert store.conflicts.listed() == ()


async def test_a_rule_for_named_accounts_asks_somebody_else_and_the_partner_reads_nothing_of_it(sqlite_url: str):
    rule = '[[approvals]]\nconflicts = ["named"]\ndecided_by = "director"\n\n[[approvals]]'
    async with an_office(sqlite_url, programme=PROGRAMME.replace("[[approvals]]", rule, 1)) as office:
        imported(office, "Kowalski Sp. z o.o.,PL,,named,ce,")

        named = await office.registers("rep", customer="KOWALSKI")
        other = await office.registers("rep", customer="Zeta S.A.")

        assert "Named account" in words_of(office.card("director", about=named))
        assert other in words_of(office.card("manager"))
        assert not [who for who in ("manager", "second") if told(office, who, named)]
        for ref in (named, other):
            received = words_of(office.card("rep", about=ref))
            assert "Test Programme will decide by Nov 25" in received
            assert not [name for name in ("Dana", "Ola", "Piotr") if name in received]


def told(office: Office, who: str, ref: str) -> bool:
    return any(ref in words_of(card) for _, card in office.letters.cards.get(who, []))
