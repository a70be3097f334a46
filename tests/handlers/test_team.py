"""A partner's team: seen by all of it, changed by its administrators and the vendor's people who look after it."""

import asyncio
import re

import pytest
from sqlalchemy import select

from bot.arrivals import Pressed
from domain.people import Role
from handlers.replies import Amend, Show
from storage.tables import codes, copies, drafts
from tests.office import GOOD_DEAL, Office, buttons, card_of, form_of, words_of
from views.vocabulary import Card, plain


async def team_of(office: Office, who: str, words: str = "") -> Card:
    return card_of(await office.types(who, f"partner team {words}".strip()))


async def colleague(office: Office, who: str, name: str, words: str = ""):
    """The card of one colleague, from the list."""
    card = await team_of(office, who, words)
    while True:
        rows = [row for part in card.parts for row in getattr(part, "rows", ())]
        found = [row.button for row in rows if plain(row.title) == name]
        if found:
            assert found[0] is not None
            return card_of(await office.presses(who, found[0]))
        card = card_of(await office.presses(who, buttons(card)["Show more"]))


async def adds(office: Office, who: str = "boss", words: str = "", **values: str):
    card = await team_of(office, who, words)
    opener = next(button for button in buttons(card).values() if button.route == "team-add-form")
    return await office.sends(who, form_of(await office.presses(who, opener)), **values)


def code_in(reply) -> str:
    found = re.search(r"\b[0-9A-Z]{8}\b", words_of(card_of(reply)))
    assert found
    return found[0]


async def test_a_rep_sees_the_team_and_can_change_nothing(office: Office):
    card = await team_of(office, "rep")

    assert words_of(card).splitlines() == [
        "The team of Nowak Systems",
        "2 people",
        "Ewa Nowak partner administrator · Web",
        "Jan Nowak partner representative · Web",
    ]
    assert not buttons(card)


@pytest.mark.parametrize(("who", "words"), [("boss", ""), ("second", "Nowak Systems"), ("lead", "nowak")])
async def test_in_three_interactions_a_colleague_is_added_and_comes_in_with_a_code(office: Office, who, words):
    reply = await adds(office, who, words, name="Piotr Nowy", email="piotr@nowak.example")

    assert isinstance(reply, Show)
    await office.types("newcomer", "deal list")
    assert "I do not know you" in words_of(card_of(office.replies[-1])), "to be added is not to be in"
    await office.types("newcomer", f"partner link {code_in(reply)}")
    assert "Piotr Nowy" in words_of(card_of(office.replies[-1]))
    await office.types("newcomer", "deal list")
    assert "I do not know you" not in words_of(card_of(office.replies[-1]))


async def test_an_invitation_is_good_for_seven_days_and_for_one_account(office: Office):
    code = code_in(await adds(office, name="Piotr Nowy"))
    office.later(days=6, hours=23)
    await office.types("newcomer", f"partner link {code}")
    assert "Piotr Nowy" in words_of(card_of(office.replies[-1]))
    await office.types("another", f"partner link {code}")
    assert "wrong, used or too old" in repr(office.replies[-1])

    late = code_in(await adds(office, name="Late Comer"))
    office.later(days=7, seconds=1)
    await office.types("third", f"partner link {late}")
    assert "wrong, used or too old" in repr(office.replies[-1])


async def test_who_has_not_come_in_is_invited_again_and_the_old_code_is_void(office: Office):
    first = code_in(await adds(office, name="Piotr Nowy"))
    card = await colleague(office, "boss", "Piotr Nowy")

    again = await office.presses("boss", buttons(card)["Zaproś ponownie"])

    await office.types("newcomer", f"partner link {first}")
    assert "wrong, used or too old" in repr(office.replies[-1])
    await office.types("newcomer", f"partner link {code_in(again)}")
    assert "Piotr Nowy" in words_of(card_of(office.replies[-1]))
    refused = await office.presses("boss", buttons(card)["Zaproś ponownie"])
    assert "już dołączyła" in words_of(card_of(refused))


async def test_what_is_typed_about_a_colleague_is_looked_at(office: Office):
    for values, field in (
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "Piotr Nowy", "email": "piotr"}, "email"),
        ({"name": "Piotr Nowy", "email": "REP@nowak.example"}, "email"),
        ({"name": "jan  NOWAK"}, "name"),
        ({"name": "Piotr Nowy", "role": "director"}, "role"),
    ):
        form = form_of(await adds(office, **values))

        assert list(form.errors) == [field], values
    assert len(await people(office, "nowak")) == 2


async def people(office: Office, organisation: str):
    with office.database.read() as store:
        return store.people.team(organisation)


async def test_to_promote_and_to_demote_takes_three_interactions(office: Office):
    card = await colleague(office, "boss", "Jan Nowak")

    promoted = await office.presses("boss", buttons(card)["Ustaw jako administratora"])

    assert isinstance(promoted, Amend)
    assert office.person("rep").roles == {Role.PARTNER_ADMIN}
    await office.presses("boss", buttons(card_of(promoted))["Ustaw jako przedstawiciela"])
    assert office.person("rep").roles == {Role.PARTNER_REP}


async def test_who_steps_down_is_warned_and_the_last_one_cannot(office: Office):
    card = await colleague(office, "boss", "Ewa Nowak")
    down = buttons(card)["Ustaw jako przedstawiciela"]
    assert down.confirm is not None

    refused = await office.presses("boss", down)

    assert "Nikt nie reprezentowałby" in words_of(card_of(refused))
    assert office.person("boss").roles == {Role.PARTNER_ADMIN}
    await office.presses("boss", buttons(await colleague(office, "boss", "Jan Nowak"))["Ustaw jako administratora"])
    stepped = await office.presses("boss", down)
    assert not buttons(card_of(stepped))
    assert "zobaczyć, co możesz zrobić" in repr(await office.presses("boss", down))


async def test_the_removed_one_is_a_stranger_at_once_and_what_they_did_stays(office: Office):
    ref = await office.registers("rep")
    form = form_of(await office.types("rep", "deal new"))
    await office.sends("rep", form, **{**GOOD_DEAL, "amount": "nothing"})
    await office.types("rep", "partner link")
    card = await colleague(office, "boss", "Jan Nowak")
    remove = buttons(card)["Usuń"]
    assert remove.confirm is not None

    await office.presses("boss", remove)

    for words in ("deal list", f"deal {ref}", "help", "partner team"):
        assert "I do not know you here yet" in words_of(card_of(await office.types("rep", words)))
    assert ref in repr(await office.types("boss", "deal list"))
    assert "Jan Nowak" in repr(await office.types("boss", f"deal {ref}"))
    assert "Jan Nowak" not in repr(await team_of(office, "boss"))
    gone = office.person("rep")
    with office.database.engine.connect() as connection:
        assert not connection.execute(select(drafts).where(drafts.c.person == gone.id)).all()
        assert not connection.execute(select(codes).where(codes.c.person == gone.id)).all()


async def test_what_was_to_be_told_to_the_removed_one_is_not_and_the_company_hears_what_comes(office: Office):
    ref = await office.registers("rep")
    with office.database.read() as store:
        approval = store.approvals.of("deal", store.deals.seen_by(office.person("boss"), size=1).items[0].id)
    form = form_of(await office.types("rep", "deal new"))
    await office.sends("rep", form, **{**GOOD_DEAL, "customer": "Second"})
    await office.presses("boss", buttons(await colleague(office, "boss", "Jan Nowak"))["Usuń"])
    await office.delivers()
    with office.database.engine.connect() as connection:
        theirs = connection.execute(select(copies).where(copies.c.person == office.person("rep").id)).all()
    assert [(row.state, row.reason) for row in theirs if row.state != "sent"] == [("skipped", "left")]

    assert approval is not None
    approve = buttons(office.card("second", about=ref))["Zatwierdź"]
    await office.presses("second", approve)
    await office.delivers()

    assert ref in words_of(office.card("boss", about=ref))


async def test_an_address_that_is_vouched_for_lets_the_removed_one_in_no_more(office: Office):
    await office.presses("boss", buttons(await colleague(office, "boss", "Jan Nowak"))["Usuń"])

    reply = await adds(office, name="Jan Nowak", email="rep@nowak.example")

    assert isinstance(reply, Show), "they can come back, as the same person"
    with office.database.read() as store:
        assert [one.email for one in store.people.everybody()].count("rep@nowak.example") == 1


async def test_others_teams_are_not_found(office: Office):
    theirs = office.person("rival").id
    for who in ("boss", "second"):
        for route in ("team", "team-colleague", "team-make-admin", "team-make-rep", "team-remove", "team-invite"):
            for one in ("rival", theirs):
                expected = repr(await office.asks(who, Pressed(route, "none", 0)))
                assert repr(await office.asks(who, Pressed(route, one, 0))) == expected, (who, route)
        for words in ("Rival GmbH", "rival"):
            expected = repr(await office.types(who, "partner team nobody"))
            assert repr(await office.types(who, f"partner team {words}")) == expected
    assert office.person("rival").roles == {Role.PARTNER_REP}


async def test_the_vendors_people_choose_a_partner_first(office: Office):
    card = await team_of(office, "admin")
    assert plain(card.title) == "Partners"

    profile = card_of(await office.asks("admin", Pressed("partner-open", "nowak")))
    team = card_of(await office.presses("admin", buttons(profile)["Team"]))

    assert plain(team.title) == "The team of Nowak Systems"
    assert "Add a colleague" in buttons(team)
    assert "Add a colleague" not in buttons(await team_of(office, "auditor", "nowak"))


async def test_of_two_who_remove_each_other_at_once_one_stays(office: Office):
    await office.presses("boss", buttons(await colleague(office, "boss", "Jan Nowak"))["Ustaw jako administratora"])
    each = {"boss": "Jan Nowak", "rep": "Ewa Nowak"}
    cards = {who: await colleague(office, who, name) for who, name in each.items()}
    labels = {"boss": "Usuń", "rep": "Remove"}

    await asyncio.gather(*(office.presses(who, buttons(card)[labels[who]]) for who, card in cards.items()))

    assert len(await people(office, "nowak")) == 1


async def test_a_large_team_is_shown_a_page_at_a_time(office: Office):
    for number in range(6):
        await adds(office, name=f"Colleague {number}")

    card: Card = await team_of(office, "boss")
    seen = words_of(card)
    while "Pokaż więcej" in buttons(card):
        card = card_of(await office.presses("boss", buttons(card)["Pokaż więcej"]))
        seen += words_of(card)

    assert all(f"Colleague {number}" in seen for number in range(6))
    assert "8 osób" in seen


async def test_invitations_have_a_limit(office: Office):
    for number in range(30):
        assert isinstance(await adds(office, name=f"Colleague {number}"), Show), number

    assert "zbyt wiele" in repr(await adds(office, name="One more")).lower() or form_of(office.replies[-1]).errors


# --- an account is picked ---


async def invites(office: Office, user: str = "newcomer", who: str = "boss", **values: str) -> Card:
    """What the account that was picked got."""
    reply = await adds(office, who, "" if who == "boss" else "nowak", name="Piotr Nowy", account=user, **values)
    assert isinstance(reply, Show), reply
    await office.delivers()
    return office.card(user)


@pytest.mark.parametrize("who", ["boss", "second"])
async def test_the_account_that_was_picked_is_written_to_and_comes_in_by_one_button(office: Office, who: str):
    card = await invites(office, who=who)
    assert words_of(card).startswith("Zaproszenie do zespołu: Nowak Systems")
    assert "I do not know you" in words_of(card_of(await office.types("newcomer", "deal list"))), "not in yet"

    welcome = await office.presses("newcomer", buttons(card)["Dołącz"])

    assert isinstance(welcome, Amend)
    assert "Nowak Systems" in words_of(welcome.card)
    form = form_of(await office.types("newcomer", "deal new"))
    await office.sends("newcomer", form, **{**GOOD_DEAL, "customer": "First Ltd"})
    assert "First Ltd" in repr(await office.types("boss", "deal list"))


async def test_only_the_very_account_comes_in_and_once(office: Office):
    join = buttons(await invites(office))["Dołącz"]

    for other in ("another", "third"):
        assert "I do not know you" in words_of(card_of(await office.presses(other, join)))
    refused = await office.presses("rival", join)
    assert "Piotr" not in repr(refused)
    assert office.person("rival").organisation == "rival"
    await office.presses("newcomer", join)
    again = await office.presses("newcomer", join)
    assert "Nowak Systems" in words_of(card_of(again)), "who is in already reads so"
    assert len(await people(office, "nowak")) == 3


@pytest.mark.parametrize("button", [True, False], ids=["the button first", "the code first"])
async def test_of_the_button_and_the_code_one_works(office: Office, *, button: bool):
    reply = await adds(office, name="Piotr Nowy", account="newcomer")
    await office.delivers()
    join, code = buttons(office.card("newcomer"))["Dołącz"], code_in(reply)
    if button:
        await office.presses("newcomer", join)
        await office.types("another", f"partner link {code}")
        assert "wrong, used or too old" in repr(office.replies[-1])
    else:
        await office.types("another", f"partner link {code}")
        assert "Piotr Nowy" in words_of(card_of(office.replies[-1]))
        assert "has been taken" in repr(await office.presses("newcomer", join))
    with office.database.read() as store:
        newcomer = next(one for one in store.people.team("nowak") if one.name == "Piotr Nowy")
        assert len(store.people.accounts(newcomer.id)) == 1


async def test_an_invitation_that_is_too_old_or_whose_person_was_removed_lets_nobody_in(office: Office):
    join = buttons(await invites(office))["Dołącz"]
    office.later(days=7, seconds=1)
    assert "too old" in repr(await office.presses("newcomer", join))

    other = buttons(await invites_again(office))["Dołącz"]
    await office.presses("boss", buttons(await colleague(office, "boss", "Anna Nowa"))["Usuń"])
    assert "I do not know you" in words_of(card_of(await office.presses("fourth", other)))
    assert not [one for one in await people(office, "nowak") if one.name == "Anna Nowa"]


async def invites_again(office: Office) -> Card:
    await adds(office, name="Anna Nowa", account="fourth")
    await office.delivers()
    return office.card("fourth")


async def test_who_is_in_the_team_is_not_picked_again_and_who_is_anothers_is_not_told_of(office: Office):
    form = form_of(await adds(office, name="Somebody", account="rep"))
    assert list(form.errors) == ["account"]
    assert "account" in form_of(await adds(office, name="Somebody", account="<!channel>")).errors

    strangers = await adds(office, name="Piotr Nowy", account="nobody")
    rivals = await adds(office, name="Piotr Inny", account="rival")

    assert masked(strangers, "Piotr Nowy") == masked(rivals, "Piotr Inny")
    await office.delivers()
    assert "już" in repr(await office.presses("rival", buttons(office.card("rival"))["Dołącz"])) or "already" in repr(
        office.replies[-1]
    )
    assert office.person("rival").organisation == "rival"


def masked(reply, name: str) -> str:
    return words_of(card_of(reply)).replace(name, "NAME").replace(code_in(reply), "CODE")
