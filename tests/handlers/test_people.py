"""People: the door, a second account by a one-time code, one's own settings, help."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import time

import pytest

from bot.arrivals import Asked, Pressed, Sent, Typed
from domain.people import Person
from domain.places import Identity, Platform
from domain.programme import Workspace
from domain.when import QuietHours
from handlers.replies import Correct, OpenForm, Reply, Show
from storage.people import Known
from storage.tables import metadata
from tests.office import Office, buttons, card_of, filled, form_of, options_of, words_of
from views.vocabulary import plain

SLACK_VENDOR = Identity(Platform.SLACK, "T0VENDOR", "U1")
TEAMS_VENDOR = Identity(Platform.TEAMS, "11111111-aaaa-4bbb-8ccc-000000000001", "u1")
SLACK_NOWAK = Identity(Platform.SLACK, "T0NOWAK", "U2")
UNLISTED = Identity(Platform.SLACK, "T0ELSEWHERE", "U3")
NO_TENANT = Identity(Platform.TEAMS, "", "u4")


async def asks_as(office: Office, account: Identity, asked: Asked) -> Reply:
    """As an account on another platform, whoever it is."""
    arrival = office.arrival("nobody", asked)
    known = Known(identity=account, host="T0VENDOR")
    await office.dispatch.serve(replace(arrival, known=known), office._keep)
    return office.replies[-1]


async def code_of(office: Office, who: str) -> str:
    card = card_of(await office.types(who, "partner link"))
    return str(re.findall(r"\b[0-9A-Z]{8}\b", plain(card.summary))[0])


def who_is(office: Office, account: Identity) -> Person | None:
    with office.database.read() as store:
        return store.people.known_as(account)


# --- a second account ---


@pytest.mark.parametrize("typed", [str, str.lower, "  {} ".format, lambda code: f"{code[:4]}-{code[4:]}"])
async def test_a_code_links_a_second_account_to_the_same_person(office: Office, typed: Callable[[str], str]):
    code = await code_of(office, "rep")

    reply = await asks_as(office, SLACK_NOWAK, Sent("code-redeem", {"code": typed(code)}))

    assert "Welcome, Jan Nowak" in words_of(card_of(reply))
    person = who_is(office, SLACK_NOWAK)
    assert person is not None
    assert person.id == office.person("rep").id


async def test_a_stranger_may_type_the_code_after_the_command(office: Office):
    code = await code_of(office, "rep")
    assert isinstance(await asks_as(office, SLACK_NOWAK, Typed("partner link")), OpenForm)

    await asks_as(office, SLACK_NOWAK, Typed(f"partner link {code}"))

    assert who_is(office, SLACK_NOWAK)


@pytest.mark.parametrize("typed", [str, str.lower, " {} ".format, lambda code: f"{code[:4]} {code[4:]}"])
async def test_a_stranger_may_type_the_code_alone(office: Office, typed: Callable[[str], str]):
    code = await code_of(office, "rep")

    reply = await asks_as(office, SLACK_NOWAK, Typed(typed(code)))

    assert "Welcome, Jan Nowak" in words_of(card_of(reply))
    assert who_is(office, SLACK_NOWAK)


async def test_a_code_alone_where_others_read_is_not_taken(office: Office):
    code = await code_of(office, "rep")
    arrival = office.arrival("nobody", Typed(code))
    public = replace(arrival, known=Known(identity=SLACK_NOWAK), place=replace(arrival.place, private=False))

    await office.dispatch.serve(public, office._keep)

    assert "I have a code" in buttons(card_of(office.replies[-1]))
    assert who_is(office, SLACK_NOWAK) is None


@pytest.mark.parametrize("typed", ["marched", "MARCHTED", "that ham2", "OIL-CO-1", "7K3QX2A", "7K3QX2AB9"])
async def test_whoever_is_known_reads_that_a_word_like_a_code_is_no_command(office: Office, typed: str):
    text = words_of(card_of(await office.types("rep", typed)))

    assert f"I do not understand “{typed}”" in text


async def test_a_code_typed_in_the_wrong_house_stays_good(office: Office):
    code = await code_of(office, "manager")

    refused = await asks_as(office, SLACK_NOWAK, Typed(code))
    taken = await asks_as(office, SLACK_VENDOR, Typed(code))

    assert "it is still good there" in words_of(card_of(refused))
    assert "Welcome, Ola Lis" in words_of(card_of(taken))


async def test_a_code_works_once(office: Office):
    code = await code_of(office, "rep")
    await asks_as(office, SLACK_NOWAK, Sent("code-redeem", {"code": code}))

    second = await asks_as(office, UNLISTED, Sent("code-redeem", {"code": code}))

    assert isinstance(second, Correct)
    assert who_is(office, UNLISTED) is None


async def test_a_code_is_good_for_ten_minutes(office: Office):
    code = await code_of(office, "rep")
    office.later(minutes=10)

    late = await asks_as(office, SLACK_NOWAK, Sent("code-redeem", {"code": code}))

    assert isinstance(late, Correct)
    assert who_is(office, SLACK_NOWAK) is None


async def test_a_new_code_voids_the_one_before(office: Office):
    old, new = await code_of(office, "rep"), await code_of(office, "rep")

    assert isinstance(await asks_as(office, SLACK_NOWAK, Sent("code-redeem", {"code": old})), Correct)
    assert isinstance(await asks_as(office, SLACK_NOWAK, Sent("code-redeem", {"code": new})), Show)


async def test_five_wrong_codes_in_ten_minutes_are_enough(office: Office):
    code = await code_of(office, "rep")
    for _ in range(5):
        wrong = await asks_as(office, SLACK_NOWAK, Sent("code-redeem", {"code": "AAAAAAAA"}))
        assert isinstance(wrong, Correct)
        assert filled(wrong.form)["code"] == "AAAAAAAA"

    for _ in range(3):
        sixth = await asks_as(office, SLACK_NOWAK, Sent("code-redeem", {"code": code}))
        assert "too often" in plain(form_of(sixth).errors[""])
    assert who_is(office, SLACK_NOWAK) is None
    assert isinstance(await asks_as(office, UNLISTED, Sent("code-redeem", {"code": "AAAAAAAA"})), Correct)

    office.later(minutes=10)
    fresh = await code_of(office, "rep")
    assert isinstance(await asks_as(office, SLACK_NOWAK, Sent("code-redeem", {"code": fresh})), Show)


async def test_many_accounts_of_one_workspace_guess_no_codes_and_other_workspaces_go_on(office: Office):
    code = await code_of(office, "rep")
    for number in range(200):
        for _ in range(5):
            guesser = Identity(Platform.SLACK, "T0GUESS", f"U{number}")
            await asks_as(office, guesser, Sent("code-redeem", {"code": "AAAAAAAA"}))

    fresh = await asks_as(office, Identity(Platform.SLACK, "T0GUESS", "U999"), Sent("code-redeem", {"code": code}))

    assert "too often" in plain(form_of(fresh).errors[""])
    assert isinstance(await asks_as(office, SLACK_NOWAK, Sent("code-redeem", {"code": code})), Show)


@pytest.mark.parametrize(
    ("who", "account", "welcome"),
    [
        ("manager", SLACK_VENDOR, True),
        ("manager", TEAMS_VENDOR, True),
        # A vendor's role exists in the vendor's own houses only.
        ("manager", SLACK_NOWAK, False),
        ("director", UNLISTED, False),
        ("admin", NO_TENANT, False),
        # A partner's people are at home, at the vendor's (as guests), and where nobody is listed.
        ("rep", SLACK_NOWAK, True),
        ("rep", SLACK_VENDOR, True),
        ("rep", UNLISTED, True),
        ("rep", NO_TENANT, False),
        ("rival", SLACK_NOWAK, False),
        ("rio", UNLISTED, True),
    ],
)
async def test_a_code_is_no_way_round_the_houses(office: Office, who: str, account: Identity, *, welcome: bool):
    code = await code_of(office, who)

    await asks_as(office, account, Sent("code-redeem", {"code": code}))

    person = who_is(office, account)
    assert (person.id if person else None) == (office.person(who).id if welcome else None)
    if not welcome:
        home = SLACK_VENDOR if who in ("manager", "director", "admin") else UNLISTED
        assert isinstance(await asks_as(office, home, Sent("code-redeem", {"code": code})), Show), "it is not used up"


async def test_whoever_is_known_already_cannot_become_somebody_else(office: Office):
    code = await code_of(office, "manager")

    refused = await office.asks("rep", Sent("code-redeem", {"code": code}))

    assert "linked already" in plain(form_of(refused).errors[""])
    assert office.person("rep").organisation == "nowak"


async def test_what_waited_for_an_account_comes_with_the_code(office: Office):
    """Ola is nowhere; a deal waits for her; her operator gives her a code."""
    account = Identity(Platform.WEB, "vendor", "manager")
    with office.database.write() as store:
        store.people.unlink(account)
    await office.registers("rep")
    assert "manager" not in office.letters.cards
    with office.database.write() as store:
        code = store.people.offer_code(office.person("manager"), at=office.clock[0])
        vendor = store.programme.model_copy(
            update={"workspaces": (*store.programme.workspaces, _web_is_the_vendors(store.programme.workspaces[0]))}
        )
        store.programmes.apply(vendor, at=office.clock[0])

    await office.asks("manager", Sent("code-redeem", {"code": code}))
    await office.delivers()

    assert "Approve" in buttons(office.card("manager"))


def _web_is_the_vendors(workspace: Workspace) -> Workspace:
    return workspace.model_copy(update={"platform": "web", "tenant": "test"})


async def test_no_code_is_kept_as_it_is(office: Office):
    code = await code_of(office, "rep")

    with office.database.engine.connect() as connection:
        everything = [repr(connection.execute(table.select()).all()) for table in metadata.sorted_tables]
    assert not [rows for rows in everything if code in rows]


# --- settings ---


async def test_settings_hold_from_the_answer_on(office: Office):
    form = form_of(await office.types("rep", "partner settings"))
    assert filled(form) == {"language": "en", "zone": "Europe/Warsaw", "quiet_from": "", "quiet_to": ""}

    done = await office.sends("rep", form, language="pl", zone="America/Sao_Paulo", quiet_from="20", quiet_to="7:30")

    assert "Zapisano ustawienia" in words_of(card_of(done))
    rep = office.person("rep")
    assert (rep.language, rep.zone, rep.quiet) == ("pl", "America/Sao_Paulo", QuietHours(time(20), time(7, 30)))
    assert filled(form_of(await office.types("rep", "partner settings"))) == {
        "language": "pl",
        "zone": "America/Sao_Paulo",
        "quiet_from": "20:00",
        "quiet_to": "07:30",
    }
    again = form_of(await office.types("rep", "partner settings"))
    await office.sends("rep", again, quiet_from="", quiet_to="")
    assert office.person("rep").quiet is None


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"language": "de"}, "language"),
        ({"language": ""}, "language"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"zone": ""}, "zone"),
        ({"zone": "../../etc/passwd"}, "zone"),
        ({"quiet_from": "20:00", "quiet_to": ""}, "quiet_to"),
        ({"quiet_from": "", "quiet_to": "7"}, "quiet_from"),
        ({"quiet_from": "late", "quiet_to": "7"}, "quiet_from"),
        ({"quiet_from": "25:00", "quiet_to": "7"}, "quiet_from"),
        ({"quiet_from": "7", "quiet_to": "7:00"}, "quiet_to"),
    ],
)
async def test_a_wrong_setting_comes_back_at_its_field_and_changes_nothing(
    office: Office, values: dict[str, str], wrong: str
):
    before = office.person("rep")
    form = form_of(await office.types("rep", "partner settings"))

    reply = await office.sends("rep", form, **values)

    assert isinstance(reply, Correct)
    assert set(reply.form.errors) == {wrong}
    assert office.person("rep") == before


async def test_nobody_sets_anothers(office: Office):
    before = office.person("boss")
    form = form_of(await office.types("rep", "partner settings"))

    await office.asks("rep", Sent(form.route, {**filled(form), "language": "pt-BR"}, "", before.id, 1))

    assert office.person("boss") == before
    assert office.person("rep").language == "pt-BR"


@pytest.mark.parametrize(
    ("typed", "zone"),
    [("warsaw", "Europe/Warsaw"), ("SAO PAULO", "America/Sao_Paulo"), ("new york", "America/New_York")],
)
async def test_zones_are_found_by_a_city(office: Office, typed: str, zone: str):
    found = options_of(await office.seeks("rep", "zones", typed))

    assert zone in found
    assert len(found) <= 15


async def test_zones_are_found_by_a_city_as_it_is_called_at_home(office: Office):
    assert "Europe/Warsaw" in options_of(await office.seeks("boss", "zones", "Warszawa"))


# --- help and partners ---


async def test_help_says_what_one_can_do(office: Office):
    for who, says, not_says in (
        ("rep", "/deal Nowak 12500 eur", "/approvals"),
        ("manager", "/approvals", "/deal Nowak 12500 eur"),
        ("auditor", "/deal list", "/approvals"),
    ):
        text = words_of(card_of(await office.types(who, "help")))
        assert says in text, who
        assert not_says not in text, who


async def test_help_says_where_to_get_more_of_it(office: Office):
    assert "Something is wrong with Tandem?" not in words_of(card_of(await office.types("rep", "help")))

    office.dispatch._support = "mailto:help@acme.example"

    for words in ("help", "gibberish"):
        text = words_of(card_of(await office.types("rep", words)))
        assert "Something is wrong with Tandem? help@acme.example" in text


async def test_what_is_no_command_gets_the_nearest_one(office: Office):
    text = words_of(card_of(await office.types("rep", "aprovals")))

    assert "I do not understand “aprovals”" in text
    assert "approvals" in text.replace("aprovals", "")


async def test_a_partner_sees_itself_and_its_manager(office: Office):
    mine = words_of(card_of(await office.types("rep", "partner")))
    still_mine = words_of(card_of(await office.types("rep", "partner rival")))

    assert "Nowak Systems" in mine
    assert "Ola Lis" in mine
    assert mine == still_mine


async def test_the_vendors_people_see_whom_they_look_after(office: Office):
    directory = words_of(card_of(await office.types("second", "partner")))
    assert "Nowak Systems" in directory
    assert "Rival GmbH" not in directory
    assert "Rio Automação" in words_of(card_of(await office.types("director", "partner")))
    assert "Nowak Systems" in words_of(card_of(await office.types("second", "partner Nowak Systems")))
    assert words_of(card_of(await office.types("second", "partner rio"))) == directory
    refused = words_of(card_of(await office.asks("second", Pressed("partner-open", "rio"))))
    assert refused == words_of(card_of(await office.asks("second", Pressed("partner-open", "none"))))


async def test_a_pinned_card_shows_nobodys_data_and_leads_each_to_their_own(office: Office):
    await office.registers("rep", customer="Secret Customer")
    reply = await office.types("rep", "deal pin")

    assert isinstance(reply, Show)
    assert reply.public
    assert "Secret" not in repr(reply)
    for who in ("rep", "rival", "manager", "nobody"):
        for button in buttons(reply.card).values():
            answer = await office.presses(who, button)
            assert ("Secret" in repr(answer)) is (who in ("rep", "manager") and button.route == "deals"), who
