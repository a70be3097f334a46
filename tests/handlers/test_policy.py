"""Rules with steps: who is asked when, exactly one outcome, and nobody who may not has a say."""

from dataclasses import replace
from datetime import UTC, datetime

from domain.deals import State
from domain.people import Role
from domain.programme_text import read_programme
from handlers.deals_told import ask_anew
from handlers.replies import Show
from storage.store import Store
from tests.handlers.test_joinings import joins
from tests.office import NOON, PROGRAMME, Office, buttons, card_of, form_of, words_of

TWO_STEPS = 'steps = [{ any_of = ["channel-manager"] }, { any_of = ["regional-lead"] }]'


RATED = datetime(2026, 11, 2, 11, 0, tzinfo=UTC)
"""A day of which the table of exchange rates knows."""


def under(office: Office, rules: str) -> None:
    """From now on this is the policy; what is left goes to the director."""
    before, _, rest = PROGRAMME.partition("[[approvals]]")
    after = rest.partition("[[workspaces]]")[2]
    text = f'{before}[[approvals]]\n{rules}\n[[approvals]]\ndecided_by = "director"\n[[workspaces]]{after}'
    with office.database.write() as store:
        store.programmes.apply(read_programme(text), at=NOON)


def the_deal(store: Store):
    [deal] = store.deals.seen_by(next(p for p in store.people.everybody() if Role.DIRECTOR in p.roles), size=1).items
    return deal


async def test_two_steps_are_asked_one_after_the_other_and_every_copy_shows_how_far_it_is(office: Office):
    under(office, f'region = "ce"\n{TWO_STEPS}')
    await office.registers("rep")
    assert "lead" not in office.letters.cards

    reply = card_of(await office.presses("manager", buttons(office.card("manager"))["Approve"]))
    await office.delivers()

    assert "Step 1 of 2: approved by Ola Lis." in words_of(reply)
    assert not buttons(office.card("second")).keys() & {"Zatwierdź"}
    assert "Krok 2 z 2" in words_of(office.card("second"))
    lead = office.card("lead")
    assert "Now asked: regional lead" in words_of(lead)
    with office.database.read() as store:
        assert the_deal(store).state is State.SUBMITTED

    await office.presses("lead", buttons(lead)["Approve"])
    await office.delivers()

    for who in ("manager", "lead"):
        assert "Approved by Lena Berg" in words_of(office.card(who))
        assert "Approve" not in buttons(office.card(who))
    assert "approved" in words_of(office.card("rep")).lower()


async def test_a_no_of_anybody_asked_ends_it(office: Office):
    under(office, f'region = "ce"\n{TWO_STEPS}')
    await office.registers("rep")

    form = form_of(await office.presses("manager", buttons(office.card("manager"))["Reject"]))
    await office.sends("manager", form, reason="duplicate")
    await office.delivers()

    assert "lead" not in office.letters.cards
    with office.database.read() as store:
        assert the_deal(store).state is State.REJECTED


async def test_two_of_a_role_must_be_two_people_and_a_card_from_before_the_first_yes_still_counts(office: Office):
    under(office, 'region = "ce"\nsteps = [{ of = ["channel-manager"], at_least = 2 }]')
    ref = await office.registers("rep")
    first, second = (buttons(office.card(who)) for who in ("manager", "second"))

    once = card_of(await office.presses("manager", first["Approve"]))
    twice = card_of(await office.presses("manager", first["Approve"]))

    assert "1 of 2 approved (Ola Lis)" in words_of(once)
    assert "Others are asked now" in words_of(twice)
    assert not buttons(twice)
    assert "Nothing waits" in words_of(card_of(await office.types("manager", "approvals")))
    detail = words_of(card_of(await office.types("rep", f"deal {ref}")))
    assert "Piotr Bak" in detail
    assert "Lena Berg" not in detail, "two are there: nobody above them is needed"
    done = card_of(await office.presses("second", second["Zatwierdź"]))
    assert "zatwierdzono, Piotr Bak" in words_of(done)


async def test_each_of_all_of_needs_a_yes_of_somebodys_own(office: Office):
    under(office, 'region = "ce"\nsteps = [{ all_of = ["channel-manager", "director@vendor.example"] }]')
    await office.registers("rep")
    await office.presses("manager", buttons(office.card("manager"))["Approve"])

    late = card_of(await office.presses("second", buttons(office.card("second"))["Zatwierdź"]))
    assert "Teraz decyzja należy do innych osób" in words_of(late)
    await office.presses("director", buttons(office.card("director"))["Approve"])

    with office.database.read() as store:
        assert the_deal(store).state is State.APPROVED


async def test_whoever_has_voted_answers_a_later_step_only_where_there_is_nobody_else(office: Office):
    under(office, 'region = "ce"\nsteps = [{ any_of = ["director"] }, { any_of = ["director"] }]')
    await office.registers("rep")

    await office.presses("director", buttons(office.card("director"))["Approve"])
    await office.delivers()
    again = office.card("director")
    assert "Step 2 of 2" in words_of(again)
    assert "Approve" in buttons(again)
    await office.presses("director", buttons(again)["Approve"])

    with office.database.read() as store:
        assert the_deal(store).state is State.APPROVED


async def test_an_edit_begins_the_steps_anew(office: Office):
    under(office, f'region = "ce"\n{TWO_STEPS}')
    ref = await office.registers("rep")
    await office.presses("manager", buttons(office.card("manager"))["Approve"])
    await office.delivers()
    seen = buttons(office.card("lead"))["Approve"]

    form = form_of(await office.types("rep", f"deal edit {ref}"))
    await office.sends("rep", form, amount="13000")
    await office.delivers()

    stale = card_of(await office.presses("lead", seen))
    assert "Step 1 of 2: 0 of 1 approved so far" in words_of(stale)
    assert "Approve" in buttons(office.card("manager"))


async def test_what_is_under_a_trusted_tiers_limit_is_approved_at_once_and_says_so(office: Office):
    office.clock[0] = RATED
    under(office, 'tiers = ["gold"]\nup_to = { EUR = 5000 }\nconvert = true\nauto = true')
    ref = await office.registers("rep")

    card = words_of(card_of(await office.types("rep", f"deal {ref}")))
    assert "Approved automatically by a rule of the programme" in card
    assert "Protected until" in card
    assert "manager" not in office.letters.cards
    assert "Approved automatically" in words_of(office.card("rep"))
    with office.database.read() as store:
        [decision] = [act for act in store.acts.all() if act.what == "decision"]
    assert (decision.who, decision.detail) == ("", '{"outcome":"approved","rule":1}')

    await office.registers("rival", customer="Kowalski Sp. z o.o.", currency="EUR", amount="10")
    with office.database.read() as store:
        assert the_deal(store).state is State.SUBMITTED


async def test_whoever_of_a_later_step_leaves_is_replaced(office: Office):
    under(office, f'region = "ce"\n{TWO_STEPS}')
    await office.registers("rep")
    await office.presses("manager", buttons(office.card("manager"))["Approve"])
    await office.delivers()
    gone = office.person("lead")

    with office.database.write() as store:
        store.people.save(replace(gone, roles=frozenset({Role.AUDITOR})))
        ask_anew(office.clock[0], store)
    await office.delivers()

    assert "Approve" in buttons(office.card("director"))
    assert "Approve" not in buttons(office.card("lead"))


async def test_a_press_after_a_demotion_counts_for_nothing(office: Office):
    under(office, f'region = "ce"\n{TWO_STEPS}')
    await office.registers("rep")
    button = buttons(office.card("manager"))["Approve"]
    with office.database.write() as store:
        store.people.save(replace(office.person("manager"), roles=frozenset({Role.AUDITOR})))

    await office.presses("manager", button)

    with office.database.read() as store:
        approval = store.approvals.of("deal", the_deal(store).id)
        assert approval
        assert approval.step == 0
        assert not store.approvals.votes(approval)


async def test_a_manager_who_filed_it_is_asked_in_no_step(office: Office):
    under(office, f'region = "ce"\n{TWO_STEPS}')
    form = form_of(await office.types("lead", "deal for Nowak"))
    reply = await office.sends("lead", form, customer="Own", amount="10", currency="EUR", product="sensor",
                               close_on="2027-03-31", deal_type="new", country="PL")  # fmt: skip
    assert isinstance(reply, Show)
    await office.delivers()

    await office.presses("manager", buttons(office.card("manager"))["Approve"])
    await office.delivers()

    assert "Approve" in buttons(office.card("director"))


# --- why ---


async def why(office: Office, who: str, label: str = "Why me?") -> str:
    return words_of(card_of(await office.presses(who, buttons(office.card(who))[label])))


async def test_whoever_is_asked_reads_why_by_which_rule_and_who_decides_with_them(office: Office):
    under(office, 'name = "Large"\nregion = "ce"\nup_to = { EUR = 50000 }\nconvert = true\n' + TWO_STEPS)
    await office.registers("rep")

    said = await why(office, "manager")

    assert "because you look after Nowak Systems as channel manager" in said
    assert "rule 1 of the programme (version 2): Large" in said
    assert "European Central Bank" in said
    assert "Piotr Bak, channel manager of Nowak Systems" in said
    assert "Lena Berg, regional lead for Central Europe" in said
    assert "opiekujesz się partnerem Nowak Systems" in await why(office, "second", "Dlaczego ja?")
    seen = buttons(office.card("manager"))["Why me?"]

    await office.presses("manager", buttons(office.card("manager"))["Approve"])
    await office.delivers()

    assert "because you are the regional lead for Central Europe" in await why(office, "lead")
    again = words_of(card_of(await office.presses("manager", seen)))
    assert "You have answered already" in again
    assert "Ola Lis approved it" in again


async def test_who_stands_above_the_role_that_is_asked_reads_that_too(office: Office):
    await office.registers("rep")
    ask = buttons(card_of(await office.types("director", "approvals")))["Decide"]

    said = words_of(card_of(await office.presses("director", replace(ask, route="approval-why"))))

    assert "because you are a director" in said
    assert "Now asked: channel manager" in said
    assert "Dana Cole" not in said, "the others are asked first"


async def test_whoever_is_asked_who_may_join_reads_why(office: Office):
    await joins(office)

    said = {who: await why(office, who, label) for who, label in (("manager", "Why me?"), ("boss", "Dlaczego ja?"))}

    assert "because you look after Nowak Systems" in said["manager"]
    assert "w roli administratora partnera Nowak Systems" in said["boss"]
    assert not [name for name in ("Ola Lis", "Piotr Bak", "Lena Berg") if name in said["boss"]]


async def test_whoever_has_voted_can_not_stop_the_clock_with_a_question(office: Office):
    under(office, f'region = "ce"\n{TWO_STEPS}')
    await office.registers("rep")
    asks, approves = (buttons(office.card("manager"))[label] for label in ("Ask", "Approve"))
    form = form_of(await office.presses("manager", asks))
    await office.presses("manager", approves)

    with office.database.read() as store:
        [waits] = store.asked.waiting_for(office.person("lead")).items
    answer = await office.sends("manager", replace(form, version=waits.version), words="Who is it?")

    assert "Others are asked now" in words_of(card_of(answer))
    with office.database.read() as store:
        assert the_deal(store).state is State.SUBMITTED


async def test_who_is_asked_and_by_when_does_not_tell_a_partner_of_a_conflict(office: Office):
    mine = 'up_to = { EUR = 90000 }\ndecided_by = "channel-manager"'
    under(office, f'conflicts = ["other"]\ndecided_by = "director"\n[[approvals]]\n{mine}')
    await office.registers("rival", customer="Kowalski")
    await office.registers("rep", customer="Kowalski")
    await office.registers("rep", customer="Nobody")
    await office.delivers()

    taken, free = (words_of(card) for _, card in office.letters.cards["rep"])
    with office.database.read() as store:
        by_ref = {deal.terms.customer: deal for deal in store.deals.seen_by(office.person("rep"), size=5).items}
    first, second = by_ref["Kowalski"], by_ref["Nobody"]
    assert "director" in office.letters.cards
    assert "Test Programme will decide by" in taken
    assert first.answer_by
    assert second.answer_by
    assert second.answer_by - first.answer_by == second.filed_at - first.filed_at
    assert taken.replace(first.ref, "") == free.replace(second.ref, "").replace("Nobody", "Kowalski")
