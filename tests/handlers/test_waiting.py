"""/approvals narrowed by typed words, and several approved at once."""

import pytest

from domain.conflicts import Said
from handlers.replies import Amend, Show
from tests.office import NOON, Office, buttons, card_of, form_of, words_of
from views.vocabulary import Card, Rows, plain

DEALS = (
    ("rep", {"customer": "Kowalski Sp. z o.o.", "amount": "12500"}),
    ("rep", {"customer": "Baltic Fish", "amount": "60000"}),
    ("rep", {"customer": "Müller AG", "amount": "9000", "currency": "EUR", "country": "DE"}),
    ("rival", {"customer": "Baltic Fish", "amount": "20000", "currency": "EUR"}),
)

FITS = {
    "approvals": 4,
    "approvals kowalski sp. z o.o.": 1,
    "approvals baltic": 2,
    "approvals nowak baltic": 1,
    "approvals poland": 3,
    "zatwierdzenia niemcy": 1,
    "aprovações polônia": 3,
    "approvals central europe": 4,
    "approvals over 10000 eur": 2,
    "zatwierdzenia powyżej 10 000 zł": 4,
    "aprovações acima de 15 000 eur": 1,
    "approvals over 10000 eur baltic": 2,
    "approvals conflict": 2,
    "zatwierdzenia konflikt": 2,
    "approvals conflict nowak": 1,
    "approvals overdue": 0,
    "approvals brazil": 0,
}


@pytest.fixture
async def full(office: Office) -> Office:
    """Four deals wait for the manager; two are for one customer."""
    for who, values in DEALS:
        await office.registers(who, **values)
    return office


async def lists(office: Office, text: str, who: str = "manager") -> tuple[Card, list[str]]:
    card = card_of(await office.types(who, text))
    rows = [plain(row.title) for part in card.parts if isinstance(part, Rows) for row in part.rows]
    return card, rows


async def test_typed_words_narrow_what_waits(full: Office):
    found = {typed: len((await lists(full, typed))[1]) for typed in FITS}

    assert found == FITS


async def test_the_list_says_what_it_leaves_out_and_shows_all_again(full: Office):
    card, _ = await lists(full, "approvals over 10000 eur conflict")

    assert "worth more than €10,000" in words_of(card)
    assert "collides with another deal" in words_of(card)
    again = card_of(await full.presses("manager", buttons(card)["Show all"]))
    assert "4 decisions wait for you" in words_of(again)


async def test_an_amount_that_may_be_in_any_currency_is_not_guessed(full: Office):
    card, _ = await lists(full, "approvals over 10000")

    assert "currency" in words_of(card)


async def test_what_should_have_been_answered_by_now_is_found(full: Office):
    full.later(days=7)

    _, rows = await lists(full, "approvals overdue")

    assert len(rows) == 4


async def test_the_next_page_is_narrowed_too(office: Office):
    for number in range(7):
        await office.registers("rep", customer=f"Gamma {number}")
        await office.registers("rep", customer=f"Delta {number}")
    card, rows = await lists(office, "approvals gamma")

    more = card_of(await office.presses("manager", buttons(card)["Show more"]))

    assert len(rows) == 5
    rest = [plain(row.title) for part in more.parts if isinstance(part, Rows) for row in part.rows]
    assert len(rest) == 2
    assert all("Gamma" in title for title in (*rows, *rest))


# --- several at once ---


async def offered(office: Office, text: str = "approvals", who: str = "manager") -> Card:
    card, _ = await lists(office, text, who)
    return card_of(await office.presses(who, buttons(card)["Approve all without conflict"]))


async def test_all_without_conflict_are_approved_after_one_look(full: Office):
    offer = await offered(full)

    assert "Approve 2 requests at once?" in plain(offer.title)
    assert "€9,000 and PLN\u00a012,500" in words_of(offer)
    done = card_of(await full.presses("manager", buttons(offer)["Approve these"]))
    await full.delivers()

    assert plain(done.title) == "2 requests approved"
    _, rows = await lists(full, "approvals")
    assert len(rows) == 2
    with full.database.read() as store:
        decided = [act for act in store.acts.all() if act.what == "decision"]
    assert len(decided) == 2
    assert "Approved" in words_of(full.card("rep", about="Kowalski"))


async def test_what_changed_meanwhile_is_left_out_and_named(full: Office):
    offer = await offered(full)
    first, second = (plain(row.title) for part in offer.parts if isinstance(part, Rows) for row in part.rows)
    form = form_of(await full.types("rep", f"deal edit {await ref_of(full, 'Kowalski')}"))
    await full.sends("rep", form, amount="13000")

    done = card_of(await full.presses("manager", buttons(offer)["Approve these"]))

    assert plain(done.title) == "1 request approved"
    assert "Kowalski" in first
    assert f"{first} It has changed since you saw it" in words_of(done)
    assert second not in words_of(done)


async def test_what_others_decided_collided_with_or_withdrew_meanwhile_is_left_out(full: Office):
    await full.registers("rep", customer="Zeta")
    offer = await offered(full)
    assert "Approve 3 requests" in plain(offer.title)
    await full.presses("second", buttons(full.card("second", about="Kowalski"))["Zatwierdź"])
    form = form_of(await full.types("rep", f"deal withdraw {await ref_of(full, 'Zeta')}"))
    await full.sends("rep", form)
    await full.registers("rival", customer="Müller AG", country="DE", currency="EUR")

    done = card_of(await full.presses("manager", buttons(offer)["Approve these"]))

    assert plain(done.title) == "Nothing was approved"
    for why in ("Piotr Bak approved it already", "it was withdrawn", "collides with another deal"):
        assert why in words_of(done)


async def test_a_name_that_is_nearly_the_same_is_looked_at_by_itself_until_a_manager_says_that_it_is_another(
    full: Office,
):
    await full.registers("rival", customer="Kowalsky", country="PL", currency="EUR", amount="500")
    _, rows = await lists(full, "approvals conflict")
    assert len(rows) == 4

    with full.database.write() as store:
        store.conflicts.say("Kowalski Sp. z o.o.", "Kowalsky", Said.NOT)

    _, rows = await lists(full, "approvals conflict")
    assert len(rows) == 2
    assert "Approve 3 requests" in plain((await offered(full)).title)


async def test_pressed_twice_each_is_approved_once(full: Office):
    offer = await offered(full)
    await full.presses("manager", buttons(offer)["Approve these"])

    again = card_of(await full.presses("manager", buttons(offer)["Approve these"]))

    assert plain(again.title) == "Nothing was approved"


async def test_one_that_cannot_be_protected_leaves_nothing_behind_and_the_others_go_on(full: Office):
    offer = await offered(full)
    with full.database.write() as store:
        deal = next(d for d in store.deals.seen_by(full.person("rep"), size=9).items if "Kowalski" in d.terms.customer)
        other = next(d for d in store.deals.seen_by(full.person("rep"), size=9).items if "Baltic" in d.terms.customer)
        taken = type(other)(**{**other.__dict__, "terms": deal.terms})
        store.protections.take(taken, since=NOON, until=NOON.replace(year=2027))

    done = card_of(await full.presses("manager", buttons(offer)["Approve these"]))

    assert plain(done.title) == "1 request approved"
    with full.database.read() as store:
        assert store.deals.get(deal.id) == deal
        assert len(store.deals.history(deal.id)) == 1


async def test_somebody_elses_list_approves_nothing(full: Office):
    button = buttons(await offered(full))["Approve these"]

    for who in ("second", "rep", "auditor"):
        reply = await full.presses(who, button)
        assert isinstance(reply, Show | Amend)
        assert "approved" not in plain(card_of(reply).title)
    with full.database.read() as store:
        assert store.asked.waiting_for(full.person("manager")).total == 4


async def test_no_more_than_one_looks_through_go_together(office: Office):
    for number in range(27):
        await office.registers("rep", customer=f"Firm {number}", amount="100")

    offer = await offered(office)

    assert "Approve 25 requests" in plain(offer.title)
    assert "2 more wait" in words_of(offer)


async def ref_of(office: Office, customer: str) -> str:
    with office.database.read() as store:
        deals = store.deals.seen_by(office.person("manager"), size=50).items
    return next(deal.ref for deal in deals if customer in deal.terms.customer)
