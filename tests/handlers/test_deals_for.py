"""A manager registers a deal for a partner who telephoned: whose it is, who is told, and who decides it."""

from dataclasses import replace

import pytest

from bot.arrivals import Pressed
from domain.deals import State
from domain.people import Role
from domain.programme_text import read_programme
from handlers.replies import Amend, Correct, OpenForm, Show
from tests.office import GOOD_DEAL, PROGRAMME, Office, buttons, card_of, filled, form_of, options_of, words_of
from views.vocabulary import Choice, Form, plain


async def registers_for(office: Office, who: str, words: str = "for Nowak", **values: str) -> str:
    """A deal that this person registers for a partner; its ref."""
    form = form_of(await office.types(who, f"deal {words}"))
    reply = await office.sends(who, form, **{**GOOD_DEAL, **values})
    assert isinstance(reply, Show), reply
    await office.delivers()
    with office.database.read() as store:
        return store.deals.seen_by(office.person("director"), size=1).items[0].ref


def partner_field(form: Form) -> Choice:
    field = next(one for one in form.fields if one.name == "partner")
    assert isinstance(field, Choice)
    return field


async def test_the_deal_is_the_partners_and_everybody_reads_who_registered_it(office: Office):
    ref = await registers_for(office, "manager")

    with office.database.read() as store:
        deal = store.deals.by_ref(ref)
    assert deal is not None
    assert (deal.partner, deal.filed_by, deal.state) == ("nowak", office.person("manager").id, State.SUBMITTED)
    for who in ("rep", "manager", "second"):
        assert "Ola Lis (Test Programme)" in words_of(office.card(who)), who
        assert "Nowak Systems" in words_of(office.card(who)), who
    assert "w imieniu partnera Nowak Systems" in words_of(office.card("boss"))
    detail = words_of(card_of(await office.types("rep", f"deal {ref}")))
    assert "Registered by Ola Lis on the partner’s behalf" in detail


async def test_whoever_registered_it_cannot_decide_it_and_the_next_who_holds_the_role_is_asked(office: Office):
    ref = await registers_for(office, "manager")
    with office.database.read() as store:
        deal = store.deals.by_ref(ref)
        assert deal is not None
        approval = store.approvals.of("deal", deal.id)
    assert approval is not None

    refused = card_of(await office.asks("manager", Pressed("approval-approve", approval.id, approval.version)))

    assert "You filed this yourself" in words_of(refused)
    assert "Approve" not in {label for key, card in office.letters.cards["manager"] for label in buttons(card)}
    assert "Approve" not in repr(await office.types("manager", "approvals"))
    decided = await office.presses("second", buttons(office.card("second"))["Zatwierdź"])
    assert isinstance(decided, Amend)
    await office.delivers()
    assert "Approved" in words_of(office.card("rep"))
    assert "Approved" in words_of(office.card("manager"))


async def test_where_nobody_else_holds_the_role_the_next_higher_is_asked(office: Office):
    await registers_for(office, "manager", "for Rival", currency="EUR", country="DE")

    assert "Kowalski" in words_of(office.card("lead"))
    assert "Approve" in buttons(office.card("lead"))
    assert "director" not in office.letters.cards


async def test_a_director_who_registers_one_is_decided_over_by_the_role_that_the_rule_names(office: Office):
    await registers_for(office, "director")

    assert "Approve" in buttons(office.card("manager"))
    assert "lead" not in office.letters.cards


async def test_when_nobody_else_at_all_may_decide_the_admins_are_told(office: Office):
    with office.database.write() as store:
        for who in ("lead", "second", "manager"):
            store.people.save(replace(office.person(who), roles=frozenset({Role.AUDITOR})))

    await registers_for(office, "director")

    assert "too few of those who may decide it" in words_of(office.card("admin"))


async def test_the_partners_people_edit_answer_and_withdraw_it_as_their_own(office: Office):
    ref = await registers_for(office, "manager")

    edited = await office.sends("rep", form_of(await office.types("rep", f"deal edit {ref}")), amount="13000")
    assert "13,000" in words_of(card_of(edited))
    await office.delivers()
    asking = form_of(await office.presses("second", buttons(office.card("second"))["Zapytaj"]))
    await office.sends("second", asking, words="Kto?")
    await office.delivers()
    assert not [card for _, card in office.letters.cards["manager"] if "Answer" in buttons(card)]
    answer = form_of(await office.presses("rep", buttons(office.card("rep", about="question"))["Answer"]))
    await office.sends("rep", answer, words="We do")
    withdrawn = await office.sends("rep", form_of(await office.types("rep", f"deal withdraw {ref}")))

    assert "is withdrawn" in words_of(card_of(withdrawn))
    refused = await office.types("manager", f"deal edit {ref}")
    assert "Your role does not allow this" in words_of(card_of(refused))


@pytest.mark.parametrize(
    "words", ["for Nowak 12500 eur", "dla Nowak Systems 12500 eur", "Nowak 12500 eur", "para nowak: 12500 eur"]
)
async def test_the_partner_is_named_in_any_language_and_the_rest_fills_in_the_form(office: Office, words: str):
    form = form_of(await office.types("manager", f"deal {words}"))

    assert [option.value for option in partner_field(form).options] == ["nowak"]
    assert (filled(form)["partner"], filled(form)["customer"]) == ("nowak", "")
    assert (filled(form)["amount"], filled(form)["currency"], filled(form)["country"]) == ("12,500", "EUR", "PL")


async def test_who_is_not_named_is_chosen_and_what_was_typed_stays(office: Office):
    form = form_of(await office.types("manager", "deal for Kowalski 12500 eur"))

    assert filled(form)["customer"] == "Kowalski"
    assert [option.value for option in partner_field(form).options] == ["nowak", "rival"]
    assert (partner_field(form).value, filled(form)["currency"]) == ("", "EUR")
    unchosen = await office.sends("manager", form, **GOOD_DEAL)
    assert set(form_of(unchosen).errors) == {"partner"}
    assert isinstance(await office.sends("manager", form, **GOOD_DEAL, partner="rival"), Show)


async def test_an_amount_without_a_currency_is_asked_about_while_no_partner_is_chosen(office: Office):
    form = form_of(await office.types("manager", "deal Kowalski 12500"))

    assert "Which currency?" in plain(form.errors["amount"])
    assert filled(form)["amount"] == "12500"


async def test_two_of_the_same_first_name_are_a_choice(office: Office):
    twice = PROGRAMME.replace('name = "Rival GmbH"', 'name = "Nowak Plus"')
    with office.database.write() as store:
        store.programmes.apply(read_programme(twice), at=office.clock[0])

    form = form_of(await office.types("manager", "deal for Nowak 12500 eur"))

    assert (partner_field(form).value, len(partner_field(form).options)) == ("", 2)
    assert (filled(form)["customer"], filled(form)["amount"]) == ("", "12,500")


async def test_whoever_looks_after_one_partner_need_not_choose(office: Office):
    form = form_of(await office.types("second", "deal"))

    assert partner_field(form).value == "nowak"
    assert filled(form)["currency"] == "PLN"


async def test_the_partners_card_has_the_button_for_those_who_look_after_it(office: Office):
    card = card_of(await office.types("manager", "partner nowak"))

    form = form_of(await office.presses("manager", buttons(card)["Register a deal for them"]))

    assert partner_field(form).value == "nowak"
    for who in ("rep", "admin", "auditor"):
        assert "'deal-for'" not in repr(await office.types(who, "partner nowak")), who


@pytest.mark.parametrize("who", ["second", "lead", "rep", "admin", "auditor"])
async def test_nobody_registers_for_a_partner_they_do_not_look_after(office: Office, who: str):
    form = form_of(await office.types("director", "deal for Rio"))

    reply = await office.sends(who, replace(form, draft="forged"), **GOOD_DEAL, partner="rio")

    with office.database.read() as store:
        deals = store.deals.seen_by(office.person("director")).items
        reasons = [denial.reason for denial in store.acts.denied()]
    if who == "rep":  # whatever the payload says, it is a deal of their own
        assert [deal.partner for deal in deals] == ["nowak"]
        return
    assert not deals
    assert reasons == (["not-allowed"] if who in ("admin", "auditor") else ["not-found"])
    if isinstance(reply, Correct):
        assert "Rio" not in repr(reply.form)


async def test_a_partner_that_one_does_not_look_after_is_no_partner(office: Office):
    unknown = form_of(await office.types("second", "deal for Xyzq 12500 eur"))
    hidden = form_of(await office.types("second", "deal for Rio 12500 eur"))

    assert repr(hidden).replace(hidden.draft, "DRAFT") == repr(unknown).replace(unknown.draft, "DRAFT").replace(
        "Xyzq", "Rio"
    )
    assert options_of(await office.seeks("second", "deal-partners", "Rio")) == []
    assert options_of(await office.seeks("director", "deal-partners", "rio")) == ["rio"]


async def test_an_admin_who_is_a_manager_too_registers_only_for_those_they_look_after(office: Office):
    with office.database.write() as store:
        second = office.person("second")
        store.people.save(replace(second, roles=second.roles | {Role.ADMIN}))

    form = form_of(await office.types("second", "deal new"))

    assert [option.value for option in partner_field(form).options] == ["nowak"]


async def test_a_manager_without_a_partner_is_told_so(office: Office):
    with office.database.write() as store:
        store.people.save(replace(office.person("second"), looks_after=frozenset()))

    assert "żadnego partnera" in words_of(card_of(await office.types("second", "deal")))


async def test_a_draft_comes_back_with_its_partner(office: Office):
    form = form_of(await office.types("manager", "deal for Nowak"))
    await office.sends("manager", replace(form, route="deal-draft"), customer="Later Ltd")

    again = await office.types("manager", "deal")

    assert isinstance(again, OpenForm)
    assert (filled(again.form)["partner"], filled(again.form)["customer"]) == ("nowak", "Later Ltd")
    assert "Later Ltd" in words_of(card_of(await office.types("manager", "deal list")))


async def test_from_a_very_long_list_a_partner_is_found_by_typing(office: Office):
    template = PROGRAMME.split("[[partners]]")[1]
    more = [template.replace('"nowak"', f'"p{n}"').replace("Nowak Systems", f"Partner {n}") for n in range(100)]
    with office.database.write() as store:
        whole = "[[partners]]".join([PROGRAMME, *more])
        store.programmes.apply(read_programme(whole), at=office.clock[0])

    form = form_of(await office.types("director", "deal"))

    assert partner_field(form).search == "deal-partners"
    assert len(options_of(await office.seeks("director", "deal-partners", "partner"))) == 15
    reply = await office.sends("director", form, **GOOD_DEAL, partner="p42")
    assert "belongs to Partner 42" in words_of(card_of(reply))


async def test_a_partners_rep_who_writes_for_names_the_customer(office: Office):
    form = form_of(await office.types("rep", "deal For Ltd 12500 eur"))

    assert filled(form)["customer"] == "For Ltd"
    assert "partner" not in filled(form)
