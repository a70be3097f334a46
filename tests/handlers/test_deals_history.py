"""A deal's history: all of it for whoever sees the deal, a page at a time; what the vendor keeps inside stays there."""

import pytest
from sqlalchemy import update

from bot.arrivals import Pressed
from handlers.commands import Asked, read_command
from storage.tables import copies
from tests.handlers.test_deadlines import ref, ticks, waits
from tests.handlers.test_policy import TWO_STEPS, under
from tests.office import GOOD_DEAL, PROGRAMME, Office, an_office, buttons, card_of, form_of, words_of

WORDS = ("history", "log", "historia", "historię", "histórico", "HISTORICO")


@pytest.mark.parametrize("word", WORDS)
def test_it_is_asked_for_in_every_language_and_either_order(word: str):
    assert read_command(f"/deal D-7K3QX {word}") == Asked("deal history", "D-7K3QX")
    assert read_command(f"deal {word} D-7K3QX") == Asked("deal history", "D-7K3QX")


def test_what_can_be_done_to_a_deal_can_be_said_behind_its_ref():
    assert read_command("/deal D-7K3QX wycofaj") == Asked("deal withdraw", "D-7K3QX")
    assert read_command("deal D-7K3QX 500 eur") == Asked("deal", "D-7K3QX 500 eur")


async def decided(office: Office) -> str:
    ref = await office.registers("rep")
    form = form_of(await office.presses("manager", buttons(office.card("manager"))["Ask"]))
    await office.sends("manager", form, words="Who signs?")
    await office.delivers()
    form = form_of(await office.presses("rep", buttons(office.card("rep", about="Who signs?"))["Answer"]))
    await office.sends("rep", form, words="Maria.")
    await office.delivers()
    await office.presses("manager", buttons(office.card("manager", about="Kowalski"))["Decide"])
    [approve] = [one for one in buttons(office.card("second")).values() if one.route == "approval-approve"]
    await office.presses("second", approve)
    return ref


async def test_who_sees_the_deal_reads_what_happened_and_a_partner_nothing_of_the_inside(office: Office):
    ref = await decided(office)

    theirs = words_of(card_of(await office.types("rep", f"deal {ref} history")))
    ours = words_of(card_of(await office.types("auditor", f"deal {ref} history")))

    steps = ["Approved", "Answered", "Information asked", "Registered"]
    assert [line.split(" ", 1)[0] for line in theirs.splitlines()[2:]] == [step.split()[0] for step in steps]
    assert "4 entries" in theirs
    assert "Information asked Ola Lis, Nov 23, 2026, 12:00 PM (Warsaw). “Who signs?”" in theirs.replace("\u202f", " ")
    assert "Asked to decide Ola Lis and Piotr Bak, Nov 23, 2026" in ours
    assert set(theirs.splitlines()[2:]) < set(ours.splitlines())


async def test_whom_the_request_never_reached_is_not_said_to_have_been_asked(office: Office):
    ref = await office.registers("rep")
    with office.database.write() as store:
        failed = copies.c.person == office.person("second").id
        store._connection.execute(update(copies).where(failed).values(state="failed"))

    ours = words_of(card_of(await office.types("auditor", f"deal {ref} history")))

    assert "Asked to decide Ola Lis, Nov 23, 2026" in ours


async def test_no_partner_reads_who_was_reminded_and_who_was_asked_as_well(office: Office):
    await waits(office)
    for day in (9, 10, 12):
        await ticks(office, day, 16)

    for words in (f"deal {await ref(office)} history", f"deal {await ref(office)}"):
        theirs = words_of(card_of(await office.types("rep", words)))
        ours = words_of(card_of(await office.types("director", words)))
        assert "Dana Cole" in ours
        assert "Dana Cole" not in theirs
        assert "Remind" not in theirs


async def test_the_vendors_people_read_who_said_yes_in_which_order(office: Office):
    under(office, f'region = "ce"\n{TWO_STEPS}')
    ref = await office.registers("rep")
    await office.presses("manager", buttons(office.card("manager"))["Approve"])
    await office.delivers()

    ours = words_of(card_of(await office.types("lead", f"deal {ref} history"))).splitlines()[2:]
    theirs = words_of(card_of(await office.types("rep", f"deal {ref} history"))).splitlines()[2:]

    entries = (
        "Asked to decide Lena Berg,",
        "Voted to approve Ola Lis,",
        "Asked to decide Ola Lis and",
        "Registered Jan",
    )
    assert all(any(line.startswith(entry) for line in ours) for entry in entries), ours
    assert len(ours) == len(entries)
    assert len(theirs) == 1


async def test_it_is_worded_for_its_reader_and_has_a_button_on_the_deal(office: Office):
    ref = await office.registers("rio", currency="BRL", country="BR")

    deal = card_of(await office.types("director", f"deal {ref}"))
    there = words_of(card_of(await office.presses("director", buttons(deal)["History"])))
    here = words_of(card_of(await office.types("rio", f"deal {ref} histórico")))

    assert "6:00\u202fAM (New York)" in there
    assert "Registrado Ana Souza, 23 de nov. de 2026, 08:00 (São Paulo)." in here


async def test_others_deals_and_what_is_no_deal_are_answered_alike(office: Office):
    ref = await office.registers("rep")

    theirs = await office.types("rival", f"deal history {ref}")
    missing = await office.types("rival", "deal history D-00000")

    assert theirs == missing
    assert "Kowalski" not in repr(theirs)


async def test_the_longest_history_is_read_to_its_first_line_a_page_at_a_time(office: Office, count):
    edits = count(200)
    ref = await office.registers("rep")
    for number in range(edits):
        office.later(minutes=1)
        form = form_of(await office.asks("rep", Pressed("deal-edit-form", ref)))
        await office.sends("rep", form, **{**GOOD_DEAL, "note": f"note {number}"})

    card = card_of(await office.types("rep", f"deal {ref} history"))
    newest, read = words_of(card), []
    await office.sends("rep", form_of(await office.asks("rep", Pressed("deal-edit-form", ref))), note="meanwhile")
    while True:
        read += words_of(card).splitlines()[2:]
        if "Show more" not in buttons(card):
            break
        card = card_of(await office.presses("rep", buttons(card)["Show more"]))

    assert f"{edits + 1} entries" in newest
    assert len(read) == len(set(read)) == edits + 1
    assert read[-1].startswith("Registered Jan Nowak")


@pytest.mark.parametrize("bent", ["x", "-1", "0", "99999999999999999999", "٣", "5 5"])
async def test_a_bent_cursor_begins_at_the_beginning(office: Office, bent: str):
    ref = await office.registers("rep")

    reply = await office.asks("rep", Pressed("deal-history", f"{ref} {bent}"))

    assert reply == await office.types("rep", f"deal history {ref}")


@pytest.mark.parametrize(
    ("who", "reason"),
    [("rep", "“Outside the programme”: “clause 3”"), ("boss", "„Poza programem partnerskim”: „clause 3”")],
)
async def test_a_reason_is_read_in_ones_language_beside_the_words_that_came_with_it(office: Office, who, reason):
    ref_ = await office.registers(who)
    press = next(one for one in buttons(office.card("manager")).values() if one.route == "approval-reject-form")
    form = form_of(await office.presses("manager", press))
    await office.sends("manager", form, reason="not-eligible", words="clause 3")
    await office.delivers()

    assert reason in words_of(office.card(who))
    assert reason in words_of(card_of(await office.types(who, f"deal {ref_} history")))


LABELLED = PROGRAMME.replace('offer = "Offer"', 'offer = { en = "Offer made", pl = "Oferta wysłana" }')


async def test_a_stage_is_read_in_the_readers_own_language(sqlite_url: str):
    async with an_office(sqlite_url, programme=LABELLED) as office:
        ref_ = await office.registers("rep")
        await office.presses("manager", buttons(office.card("manager"))["Approve"])
        await office.sends("boss", form_of(await office.types("boss", f"deal stage {ref_}")), stage="offer")

        for words in (f"deal {ref_}", f"deal {ref_} history"):
            said = words_of(card_of(await office.types("manager", words)))
            assert "Offer made" in said
            assert "Oferta wysłana" not in said
