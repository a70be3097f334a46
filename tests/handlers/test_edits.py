"""A deal that is edited while it waits: whoever decides sees what changed, and whoever asked hears of it."""

import pytest

from domain.programme_text import read_programme
from handlers.replies import Reply
from tests.office import GOOD_DEAL, NOON, PROGRAMME, Office, buttons, card_of, form_of, words_of
from views.vocabulary import Card, Facts, plain


async def edits(office: Office, ref: str, **values: str) -> Reply:
    office.later(minutes=1)
    reply = await office.sends("rep", form_of(await office.types("rep", f"deal edit {ref}")), **values)
    await office.delivers()
    return reply


def text(card: Card) -> str:
    """All words, with plain spaces."""
    return words_of(card).replace("\xa0", " ")


def request(office: Office, who: str = "manager") -> Card:
    """The card that asks this person to decide."""
    return next(card for _, card in office.letters.cards[who] if "approval-approve" in repr(card))


async def test_whoever_was_asked_sees_only_what_changed_old_and_new_and_the_whole_by_a_button(office: Office):
    ref = await office.registers("rep", note="Forty old ones.", website="kowalski.example")
    assert "Sensor" in text(request(office))

    await edits(office, ref, amount="15000", note="Forty old ones, and ten more.", website="")

    card = request(office)
    assert "PLN 12,500 → PLN 15,000" in text(card)
    assert "Forty old ones. → Forty old ones, and ten more." in text(card)
    assert "kowalski.example → nothing" in text(card)
    assert "Sensor" not in text(card)
    assert "Changed: Amount, net of tax, Customer's website, and Note." in text(card)
    assert "Sensor" in text(card_of(await office.presses("manager", buttons(card)["Open"])))
    second = request(office, "second")
    assert "12 500 zł → 15 000 zł" in text(second)


async def test_several_edits_add_up_and_what_was_taken_back_is_no_change(office: Office):
    ref = await office.registers("rep")
    await edits(office, ref, amount="15000", note="Ten more.")
    await edits(office, ref, amount="18000", note="")

    assert "PLN 12,500 → PLN 18,000" in text(request(office))
    assert "Note" not in [plain(fact.label) for part in request(office).parts for fact in getattr(part, "facts", ())]

    await edits(office, ref, amount="12500")
    assert "→" not in text(request(office))
    assert "Sensor" in text(request(office))


async def test_who_is_asked_later_sees_it_whole(office: Office):
    ref = await office.registers("rep")

    await edits(office, ref, amount="250000")  # over the first rule's limit

    lead = request(office, "lead")
    assert "→" not in text(lead)
    assert "Sensor" in text(lead)
    office.later(minutes=1)
    await edits(office, ref, product="gateway")
    assert "Sensor → Gateway" in text(request(office, "lead"))
    assert "12,500" not in text(request(office, "lead")), "that was before they were asked"


async def test_who_gets_the_message_after_an_edit_has_seen_it_edited(office: Office):
    """As where the message waited for the end of the quiet hours."""
    await office.sends("rep", form_of(await office.types("rep", "deal new")), **GOOD_DEAL)
    with office.database.read() as store:
        ref = store.deals.seen_by(office.person("rep"), size=1).items[0].ref
    await edits(office, ref, amount="15000")  # and only now all is delivered
    listed = buttons(card_of(await office.types("manager", "approvals"))).values()
    waits = next(one for one in listed if one.route == "approval-open")

    opened = text(card_of(await office.presses("manager", waits)))
    assert "Only what has changed" not in opened
    assert "Sensor" in opened
    await edits(office, ref, product="gateway")
    assert "Sensor → Gateway" in text(request(office))
    assert "12,500" not in text(request(office))


async def test_whoever_asked_hears_of_an_edit_as_of_an_answer(office: Office):
    ref = await office.registers("rep")
    form = form_of(await office.presses("manager", buttons(request(office))["Ask"]))
    await office.sends("manager", form, words="Is it not 15,000?")
    await office.delivers()

    await edits(office, ref, amount="15000")

    answer = office.card("manager", about="Answer about")
    assert "PLN 12,500 → PLN 15,000" in text(answer)
    assert "Edited by Jan Nowak" in text(office.card("rep", about="Is it not"))
    assert office.deal(ref).state == "submitted"


async def test_a_decision_on_what_was_shown_before_the_edit_is_none(office: Office):
    ref = await office.registers("rep")
    old = buttons(request(office))["Approve"]
    await edits(office, ref, amount="15000")

    late = card_of(await office.presses("manager", old))

    assert office.deal(ref).state == "submitted"
    assert "PLN 12,500 → PLN 15,000" in text(late)
    await office.presses("manager", buttons(late)["Approve"])
    assert office.deal(ref).state == "approved"


async def test_what_changed_stands_in_the_history_and_in_the_database(office: Office):
    ref = await office.registers("rep", contact="Maria Wójcik")
    await edits(office, ref, contact="", close_on="2027-04-30")

    with office.database.read() as store:
        [_, line] = store.deals.history(office.deal(ref).id)
    assert line.reason == "close_on contact"
    assert line.before is not None
    assert (line.before.contact, line.before.amount) == ("Maria Wójcik", office.deal(ref).terms.amount)
    assert "Changed: Expected close and Contact at the customer." in text(
        card_of(await office.types("rep", f"deal {ref}"))
    )


async def test_a_form_over_a_deal_that_somebody_else_edited_says_in_words_how_it_is_now(office: Office):
    ref = await office.registers("rep")
    mine, theirs = [form_of(await office.types(who, f"deal edit {ref}")) for who in ("boss", "rep")]
    await office.sends("rep", theirs, product="gateway", close_on="2027-04-30", country="DE", website="")

    again = form_of(await office.sends("boss", mine, note="Pilne"))

    now = [fact for part in again.intro if isinstance(part, Facts) for fact in part.facts]
    assert {plain(fact.value) for fact in now} == {"Gateway", "piątek, 30 kwietnia 2027", "Niemcy", "brak"}


WITHOUT_PLN = (
    PROGRAMME.replace('"EUR", "PLN"', '"EUR"')
    .replace("PLN = 200000, ", "")
    .replace('currency = "PLN"', 'currency = "EUR"')
)
WITHOUT_POLAND = PROGRAMME.replace('countries = ["PL", "DE"]', 'countries = ["DE"]').replace(
    'country = "PL"', 'country = "DE"'
)


@pytest.mark.parametrize(
    ("programme", "field", "other"), [(WITHOUT_PLN, "currency", "EUR"), (WITHOUT_POLAND, "country", "DE")]
)
async def test_what_the_programme_has_dropped_is_chosen_anew_and_never_by_itself(
    programme: str, field: str, other: str, office: Office
):
    """Teams sends a form in which nothing is chosen as well."""
    ref = await office.registers("rep")
    before = office.deal(ref)
    with office.database.write() as store:
        store.programmes.apply(read_programme(programme), at=NOON)

    form = form_of(await edits(office, ref, note="Ten more."))

    assert {name: plain(words) for name, words in form.errors.items()} == {field: "Please fill this in."}
    assert office.deal(ref) == before
    await office.sends("rep", form, **{field: other})
    assert office.deal(ref).terms.note == "Ten more."
