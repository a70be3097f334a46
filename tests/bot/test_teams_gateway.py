"""Teams from the wire to the store and back: what each person sees, whatever is slow, late or strange."""

import asyncio
import copy
import json
import threading
from collections.abc import AsyncIterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from bot.app import LARGEST_BODY
from bot.arrivals import Profile
from bot.dispatch import Dispatch
from bot.settings import Settings
from bot.teams.door import Microsoft, TeamsDoor, teams
from bot.teams.gateway import PATH
from bot.teams.profiles import vouched
from bot.workers import Workers
from domain.channels import Channel, Trouble
from domain.people import Role
from domain.places import Identity, Platform
from domain.programme_text import read_programme
from domain.sheets import Line
from handlers.people_csv import read_people
from storage.database import Database
from storage.people import Known
from storage.unseen import FIRST
from tests.office import GOOD_DEAL, PROGRAMME
from tests.wire.answers import post
from tests.wire.cards import buttons_of, inputs_of, words_of
from tests.wire.connector import Connector
from tests.wire.payloads import (
    PARTNER_TENANT,
    TEAMS_BOT,
    TEAMS_GUEST,
    TEAMS_MANAGER,
    TEAMS_PARTNER,
    TEAMS_STRANGER,
    TEAMS_UNKNOWN,
    VENDOR_TENANT,
    TeamsIdentity,
)
from tests.wire.schemas import schema_folder
from tests.wire.teams_client import TeamsUser

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)

TENANTS = f"""
[[workspaces]]
platform = "teams"
tenant = "{PARTNER_TENANT}"
organisation = "nowak"
"""
PEOPLE = """email,name,organisation,roles,language,zone,looks_after
joao@partner.example,João Lima,nowak,partner-rep,en,Europe/Warsaw,
ola@vendor.example,Ola Kowalska,vendor,channel-manager,pl,Europe/Warsaw,nowak
piotr@elsewhere.example,Piotr Gość,vendor,admin,en,Europe/Warsaw,
"""

JOAO = replace(TEAMS_PARTNER, locale="en-US")
OLA = TEAMS_MANAGER


@dataclass
class House:
    """One Teams app on one database, and Microsoft's side of the wire."""

    microsoft: Connector
    door: TeamsDoor
    dispatch: Dispatch
    database: Database
    url: str
    writer: Workers
    reader: Workers
    people: dict[str, TeamsUser] = field(default_factory=dict)

    def user(self, who: TeamsIdentity, **options: Any) -> TeamsUser:
        return TeamsUser(self.microsoft, who, self.url, **options)

    def deals(self) -> int:
        with self.database.read() as store:
            person = store.people.with_email("nowak", JOAO.email or "")
            assert person
            return len(store.deals.seen_by(person, size=50).items)

    def account(self, who: TeamsIdentity) -> Known | None:
        identity = Identity(Platform.TEAMS, who.tenant, who.aad)
        with self.database.read() as store:
            person = store.people.known_as(identity)
            accounts = store.people.accounts(person.id) if person else ()
        return next((known for known in accounts if known.identity == identity), None)

    async def settled(self) -> None:
        """Whatever was going on behind an acknowledgement has come to its end."""
        await self.door.close()

    @contextmanager
    def asleep(self):
        """Every thread that works on the database waits until the end of the block."""
        awake = threading.Event()
        for pool, threads in ((self.writer, 1), (self.reader, 2)):
            for _ in range(threads):
                pool.run(awake.wait)
        try:
            yield
        finally:
            awake.set()


@pytest.fixture
async def house(sqlite_url: str) -> AsyncIterator[House]:
    database = Database(sqlite_url)
    programme = read_programme(PROGRAMME + TENANTS)
    with database.write() as store:
        store.programmes.apply(programme, at=NOON)
        for line in read_people(PEOPLE, programme):
            assert isinstance(line, Line), line
            store.people.keep(line.thing)
    writer, reader = Workers(1), Workers(2)
    dispatch = Dispatch(database, writer=writer, reader=reader, clock=lambda: NOON)
    async with Connector(schemas=schema_folder()) as microsoft, aiohttp.ClientSession() as session:
        settings = Settings(
            microsoft_app_id=microsoft.app_id,
            microsoft_app_password=SecretStr(microsoft.secret),
            microsoft_app_tenantid=microsoft.tenant,
        )
        there = Microsoft(microsoft.metadata_url, microsoft.login_url, loopback=True)
        app = web.Application(client_max_size=LARGEST_BODY)
        door, _ = teams(settings, dispatch, session, app, microsoft=there)
        await door.start()
        async with TestServer(app) as server:
            url = str(server.make_url("/"))
            yield House(microsoft, door, dispatch, database, url, writer, reader)
        await door.close()
    writer.close()
    reader.close()
    database.close()


@pytest.fixture
def joao(house: House) -> TeamsUser:
    return house.user(JOAO)


@pytest.fixture
def ola(house: House) -> TeamsUser:
    return house.user(OLA)


GOOD: dict[str, Any] = {name: value for name, value in GOOD_DEAL.items() if name != "customer"}


async def registered(person: TeamsUser, customer: str = "Kowalski") -> None:
    await person.say(f"deal {customer} 12500 pln")
    await person.press(person.card, "Open the form")
    await person.submit(person.dialog, GOOD)
    assert "D-" in person.dialog.title


# --- who it is ---


async def test_a_member_with_a_vouched_e_mail_is_known_at_the_first_word(house, ola):
    await ola.say("help")

    account = house.account(OLA)
    assert account is not None
    assert account.conversation == house.microsoft.personal(OLA).id
    assert (account.service, account.host) == (house.microsoft.service_url, VENDOR_TENANT)
    assert "W czym mogę pomóc" in ola.card.everything


@pytest.mark.parametrize("who", [TEAMS_GUEST, TEAMS_UNKNOWN], ids=["guest", "nobody"])
async def test_who_is_not_vouched_for_gets_the_door_and_no_data(house, who):
    person = house.user(replace(who, locale="en-US"))
    house.microsoft.add_person(who)

    await person.say("deal list")

    assert house.account(who) is None
    assert "Hello, I am Tandem" in person.card.everything


async def test_a_tenant_of_nobody_is_kept_out(house):
    answer = await house.user(TEAMS_STRANGER).say("help")

    assert answer.status == 401
    assert house.microsoft.calls_of("send") == []


async def test_a_tenant_is_let_in_when_the_programme_names_it(house):
    stranger = house.user(replace(TEAMS_STRANGER, locale="en-US"))
    with house.database.write() as store:
        named = TENANTS.replace(PARTNER_TENANT, TEAMS_STRANGER.tenant)
        store.programmes.apply(read_programme(PROGRAMME + named), at=NOON)
    assert (await stranger.say("help")).status == 401

    await house.door.close()
    await house.door.start()

    assert (await stranger.say("help")).ok
    assert "Hello, I am Tandem" in stranger.card.everything


async def test_it_is_asked_once_a_minute_who_somebody_is(house):
    person = house.user(TEAMS_GUEST)

    await asyncio.gather(*(person.say("help") for _ in range(3)))
    await person.say("help")

    assert len(house.microsoft.calls_of("member")) == 1
    assert len(person.messages) == 4


async def test_where_a_known_account_is_now_is_noted(house, joao):
    await joao.say("help")
    joao.who = replace(JOAO, zone="America/Sao_Paulo")
    await joao.say("help")
    await house.settled()

    with house.database.read() as store:
        person = store.people.with_email("nowak", "joao@partner.example")
    assert person
    assert person.zone == "America/Sao_Paulo"
    assert Role.PARTNER_REP in person.roles


async def test_a_member_look_up_that_hangs_does_not_hold_up_the_answer(house, joao):
    house.microsoft.fail("member", kind="held")

    answer = await joao.say("help")

    assert answer.ok
    assert "Hello, I am Tandem" in joao.card.everything


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "joao@partner.example"),
        ({"userRole": "guest"}, ""),
        ({"userRole": "anonymous"}, ""),
        ({"tenantId": VENDOR_TENANT}, ""),
        ({"tenantId": None}, ""),
        ({"aadObjectId": "somebody-else"}, ""),
        ({"userPrincipalName": "joao_x.example#EXT#@partner.example"}, ""),
        ({"email": None}, "joao@partner.example"),
        ({"email": None, "userPrincipalName": "joao"}, ""),
        ({"email": ["joao@partner.example"], "userPrincipalName": None}, ""),
    ],
)
def test_only_the_own_tenant_vouches_and_only_for_members(changes, expected):
    known = Known(identity=Identity(Platform.TEAMS, JOAO.tenant, JOAO.aad))

    profile = vouched(Profile(known=known), {**JOAO.member(), **changes})

    assert (profile.email, profile.vouched) == (expected, bool(expected))


# --- in the personal chat ---


async def test_a_deal_from_the_first_word_to_the_thanks(house, joao):
    await joao.say("/deal Nowak 12500 eur")
    await joao.press(joao.card, "Open the form")

    form = inputs_of(joao.dialog.card)
    assert (form["customer"]["value"], form["currency"]["value"]) == ("Nowak", "EUR")
    assert form["amount"]["value"].replace(",", "") == "12500"

    await joao.submit(joao.dialog, {**GOOD, "amount": "lots", "note": "keep me"})

    assert "not understood as an amount" in json.dumps(joao.dialog.card)
    assert inputs_of(joao.dialog.card)["note"]["value"] == "keep me"
    assert house.deals() == 0

    await joao.submit(joao.dialog, {"amount": "12 500"})

    assert house.deals() == 1
    assert "Nowak" in json.dumps(joao.dialog.card, ensure_ascii=False)


async def test_a_button_answers_with_a_new_message_and_the_pressed_card_stays(house, joao):
    await joao.say("help")
    card = joao.card

    answer = await joao.press(card, "deals")

    assert answer.ok
    assert joao.said
    assert len(joao.messages) == 2
    assert joao.seen(card) == card.card


async def test_a_button_that_opens_a_form_opens_a_dialog(house, joao):
    await joao.say("help")
    await joao.press(joao.card, "Register a deal")

    assert "customer" in inputs_of(joao.dialog.card)


async def test_saving_a_draft_keeps_what_was_typed(house, joao):
    await joao.say("deal new")
    await joao.press(joao.card, "Open the form")
    await joao.submit(joao.dialog, {"note": "half \u2060done"}, "Save draft")
    await joao.say("deal")
    await joao.press(joao.card, "Open the form")

    assert inputs_of(joao.dialog.card)["note"]["value"] == "half done"


async def test_typing_into_the_customer_offers_customers(house, joao):
    await joao.fetch_action("deal-register")

    answer = await joao.type_ahead(joao.dialog, "deal-customers", "Now\u2060ak")

    assert [found["value"] for found in answer.results] == ["Nowak"]


async def test_the_action_of_the_message_extension_opens_the_form_at_once(house, joao):
    await joao.fetch_action("deal-register")
    await joao.type_ahead(joao.dialog, "deal-customers", "Nowak")
    await joao.submit(joao.dialog, {**GOOD, "customer": "Nowak"})

    assert house.deals() == 1
    assert joao.sees_a_dialog


async def test_a_manager_approves_and_the_pressed_card_changes(house, joao, ola):
    await registered(joao)
    await ola.say("approvals")
    card = ola.card
    listed = [button for button in buttons_of(card.card) if button.get("verb") == "approval-open"]
    await ola.press(card, listed[0]["title"])

    approve = next(b for b in buttons_of(ola.card.card) if b.get("verb") == "approval-approve")
    request, before = ola.card, len(ola.messages)
    await ola.press(request, approve["title"])

    assert len(ola.messages) == before
    assert not [b for b in buttons_of(ola.seen(request)) if b.get("verb") == "approval-approve"]


async def test_the_reasons_of_a_rejection_are_asked_in_a_dialog(house, joao, ola):
    await registered(joao)
    await ola.say("approvals")
    listed = next(b for b in buttons_of(ola.card.card) if b.get("verb") == "approval-open")
    await ola.press(ola.card, listed["title"])
    reject = next(b for b in buttons_of(ola.card.card) if (b.get("data") or {}).get("route") == "approval-reject-form")

    await ola.press(ola.card, reject["title"])
    await ola.submit(ola.dialog, {"reason": "other"})
    assert "⚠️" in json.dumps(ola.dialog.card, ensure_ascii=False)
    await ola.submit(ola.dialog, {"words": "za drogo"})

    assert not inputs_of(ola.dialog.card)


async def test_a_wrong_code_is_asked_for_again_in_the_chat_itself(house):
    person = house.user(replace(TEAMS_GUEST, locale="en-US"))

    await person.say("partner link WRONGCODE")
    assert "This code is wrong" in person.card.everything
    form = person.card
    await person.press(form, "Link", {"code": "STILLBAD"})

    assert inputs_of(person.card.card or {})["code"]["value"] == "STILLBAD"
    assert len(person.messages) == 2


async def test_the_first_thing_one_sees_is_a_welcome_and_one_sees_it_once(house, joao):
    for _ in range(2):
        await joao.installed()
        await joao.removed()

    assert len(joao.messages) == 1
    assert "I am Tandem" in joao.card.everything
    assert house.account(JOAO)


async def test_a_picture_without_words_is_answered_too(house, joao):
    await joao.say("")

    assert "What I can do for you" in joao.card.everything


# --- in a channel ---


@pytest.fixture
def channel(house):
    return house.microsoft.add_channel(JOAO, OLA, tenant=PARTNER_TENANT)


async def test_a_mention_is_answered_in_private_and_the_channel_learns_nothing(house, channel):
    joao = house.user(JOAO, channel=channel)

    await joao.mention("deal list")

    (line,) = house.microsoft.messages_in(channel.id)
    assert (line.text, line.card) == ("I have answered you in private.", None)
    assert ";messageid=" in line.conversation
    assert len(joao.messages) == 1


@pytest.mark.parametrize("new", [{"id": JOAO.user, "aadObjectId": JOAO.aad}, {"id": TEAMS_BOT}])
async def test_who_joins_a_team_is_noticed_in_each_of_its_channels(house, new):
    first, second = (house.microsoft.add_channel(JOAO, OLA, tenant=VENDOR_TENANT) for _ in range(2))
    made = Channel(platform=Platform.TEAMS, host=VENDOR_TENANT, conversation=second.id, partner="rival", name="Rival")
    with house.database.write() as store:
        store.channels.link(made, by="", at=NOON)
    ola = house.user(OLA)
    joined = {**ola._activity("conversationUpdate", first), "membersAdded": [new]}
    del joined["channelData"]["channel"]  # it is told of the team, in its first channel

    await ola.deliver(joined)
    await house.settled()

    with house.database.read() as store:
        seen = store.channels.get(Platform.TEAMS, second.id)
    assert seen
    assert seen.trouble is Trouble.OTHERS


async def test_who_joins_a_team_is_noticed_later_where_teams_did_not_name_its_channels(house):
    first, second = (house.microsoft.add_channel(JOAO, OLA, tenant=VENDOR_TENANT) for _ in range(2))
    made = Channel(platform=Platform.TEAMS, host=VENDOR_TENANT, conversation=second.id, partner="rival", name="Rival")
    with house.database.write() as store:
        store.channels.link(made, by="", at=NOON)
    ola, new = house.user(OLA), {"id": JOAO.user, "aadObjectId": JOAO.aad}
    joined = {**ola._activity("conversationUpdate", first), "membersAdded": [new]}
    del joined["channelData"]["channel"]
    house.microsoft.fail("channels", 1, "503")
    await ola.deliver(joined)
    await house.settled()
    later = Dispatch(house.database, writer=house.writer, reader=house.reader, clock=lambda: NOON + FIRST)

    await replace(house.door._gateway.channels, dispatch=later).look_again()

    with house.database.write() as store:
        seen = store.channels.get(Platform.TEAMS, second.id)
        over = store.channels.get(Platform.TEAMS, first.id), store.unseen.take(Platform.TEAMS, 9, at=NOON + 9 * FIRST)
    assert seen
    assert seen.trouble is Trouble.OTHERS
    assert over == (None, ())


async def test_where_there_is_no_private_chat_a_button_shows_each_their_own_answer(house, channel):
    joao, ola = house.user(JOAO, channel=channel), house.user(OLA, channel=channel)
    house.microsoft.block(JOAO)

    await joao.mention("deal list")

    (line,) = house.microsoft.messages_in(channel.id)
    assert "only you will see the answer" in words_of(line.card)
    assert "deals" not in words_of(line.card)
    for user in (joao, ola):
        await user.press(line, "Show my answer")
        assert user.sees_a_dialog
    assert words_of(joao.dialog.card) != words_of(ola.dialog.card)
    assert house.microsoft.messages_in(channel.id) == [line]


async def test_what_would_be_done_twice_or_was_said_to_tandem_alone_has_no_such_button(house, channel):
    joao = house.user(JOAO, channel=channel)
    house.microsoft.block(JOAO)

    await joao.mention("deal won D-7K3QX")
    targeted = joao._message(channel, "deal list")
    targeted["recipient"]["isTargeted"] = True
    await joao.deliver(targeted)

    lines = house.microsoft.messages_in(channel.id)
    assert {line.text for line in lines} == {"I cannot answer you here. Please write to me in a private chat."}
    assert not [line for line in lines if line.card]


async def test_a_card_for_everybody_goes_into_the_channel_and_opens_the_form_for_whoever_presses(house, channel):
    joao = house.user(JOAO, channel=channel)
    await joao.mention("deal pin")
    (pinned,) = house.microsoft.messages_in(channel.id)

    await joao.press(pinned, "Register a deal")
    assert "customer" in inputs_of(joao.dialog.card)
    await joao.press(pinned, "deals")

    assert joao.said == "I have answered you in private."
    assert len(joao.messages) == 1
    house.microsoft.block(JOAO)
    await joao.press(pinned, "help")
    assert "only you will see the answer" in joao.said
    await joao.press(house.microsoft.messages_in(channel.id)[-1], "Show my answer")
    assert "/deal list" in words_of(joao.dialog.card)


async def test_a_private_chat_that_does_not_open_at_once_is_tried_again(house, channel):
    joao = house.user(JOAO, channel=channel)
    house.microsoft.fail("create", kind="503")

    await joao.mention("deal list")

    assert len(joao.messages) == 1
    assert len(house.microsoft.calls_of("create")) == 2


async def test_a_targeted_message_leaves_no_trace_in_the_channel(house, channel):
    joao = house.user(JOAO, channel=channel)
    activity = joao._message(channel, "deal list")
    activity["recipient"]["isTargeted"] = True

    await joao.deliver(activity)

    assert house.microsoft.messages_in(channel.id) == []
    assert len(joao.messages) == 1


async def test_what_is_said_to_others_is_none_of_ours(house, channel):
    joao = house.user(JOAO, channel=channel)
    activity = joao._message(channel, "deal list")
    mention = {"type": "mention", "mentioned": {"id": OLA.user, "name": OLA.name}, "text": "<at>Ola</at>"}

    await joao.deliver({**activity, "text": "<at>Ola</at> deal list", "entities": [mention]})

    assert house.microsoft.messages_in(channel.id) == []
    assert joao.messages == []


# --- twice ---


async def test_a_message_delivered_again_is_answered_once(house, joao):
    first = await joao.say("help")
    await asyncio.gather(*(joao.redeliver(first) for _ in range(3)))

    assert len(joao.messages) == 1


async def test_a_form_delivered_again_makes_one_deal_and_gets_the_same_answer(house, joao):
    await joao.fetch_action("deal-register")
    await joao.type_ahead(joao.dialog, "deal-customers", "Nowak")
    first = await joao.submit(joao.dialog, {**GOOD, "customer": "Nowak"})

    again = await asyncio.gather(*(joao.redeliver(first) for _ in range(3)))

    assert {answer.text for answer in again} == {first.text}
    assert house.deals() == 1


async def test_a_press_delivered_again_posts_one_card(house, joao):
    await joao.say("help")
    first = await joao.press(joao.card, "deals")
    again = await joao.redeliver(first)

    assert again.text == first.text
    assert len(joao.messages) == 2


async def test_the_same_key_with_another_body_changes_nothing(house, joao):
    await joao.fetch_action("deal-register")
    await joao.type_ahead(joao.dialog, "deal-customers", "Nowak")
    first = await joao.submit(joao.dialog, {**GOOD, "customer": "Nowak"})
    other = copy.deepcopy(first.sent)
    other["value"]["data"] |= {"customer": "Somebody else", "draft": "another"}

    answer = await joao.deliver(other)

    assert "received already" in answer.text
    assert house.deals() == 1


# --- late ---


async def test_while_the_database_sleeps_everything_is_acknowledged_and_answered_later(house, joao):
    await joao.say("help")
    helped = joao.card
    await joao.fetch_action("deal-register")
    await joao.type_ahead(joao.dialog, "deal-customers", "Nowak")
    filled_in, other = copy.copy(joao), copy.copy(joao)
    before = len(joao.messages)

    with house.asleep():
        answers = await asyncio.gather(
            joao.say("deal list"),
            other.fetch_action("deal-register"),
            filled_in.submit(filled_in.dialog, {**GOOD, "customer": "Nowak"}),
            copy.copy(joao).press(helped, "deals"),
            copy.copy(joao).type_ahead(joao.dialog, "deal-customers", "Nowak"),
        )
        assert [answer.status for answer in answers] == [200] * 5
        assert "longer than usual" in other.said
        assert "saving it" in filled_in.said
        assert answers[4].results == []
        assert len(joao.messages) == before
    await house.settled()

    assert house.deals() == 1
    assert len(joao.messages) == before + 4
    forms = [posted for posted in joao.messages if posted.card and "customer" in inputs_of(posted.card)]
    assert len(forms) == 1


async def test_a_form_that_is_refused_late_comes_back_as_a_card_with_all_that_was_typed(house, joao):
    await joao.fetch_action("deal-register")
    await joao.type_ahead(joao.dialog, "deal-customers", "Nowak")

    with house.asleep():
        await joao.submit(joao.dialog, {**GOOD, "customer": "Nowak", "amount": "lots", "note": "keep me"})
    await house.settled()

    form = joao.card
    assert inputs_of(form.card or {})["note"]["value"] == "keep me"
    assert "not understood as an amount" in form.everything
    await joao.press(form, "Register", {"amount": "12500"})
    assert house.deals() == 1


async def test_a_connector_that_hangs_holds_nobody_up(house, joao):
    await joao.say("help")
    house.microsoft.fail("send", kind="held")

    answer = await joao.say("help")

    assert answer.ok
    house.microsoft.let_go()
    await house.microsoft.until(lambda: len(joao.messages) == 2)


async def test_what_teams_has_no_room_for_is_sent_a_little_later(house, joao):
    house.microsoft.fail("send", kind="429", retry_after=0)

    await joao.say("help")

    assert len(joao.messages) == 1


async def test_what_may_have_been_sent_is_not_sent_again(house, joao):
    house.microsoft.fail("send", kind="act_then_500")

    await joao.say("help")

    assert len(joao.messages) == 1
    assert len(house.microsoft.calls_of("send")) == 1


# --- at the door ---


async def test_a_token_is_needed_and_one_only(house, joao):
    activity = joao._message(house.microsoft.personal(JOAO), "help")
    token = f"Bearer {house.microsoft.token()}"

    assert (await joao.deliver(activity, "")).status == 401
    assert (await joao.deliver(activity, "garbage")).status == 401
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            house.url + PATH[1:], json=activity, headers=[("Authorization", token), ("Authorization", token)]
        ) as twice,
    ):
        assert twice.status == 401


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"{", {}, 400),
        (b"[]", {}, 400),
        (b"\xff", {}, 400),
        (b"x" * (1024 * 1024 + 1), {}, 413),
        (b"no gzip", {"Content-Encoding": "gzip"}, 400),
    ],
    ids=["half", "list", "binary", "large", "not packed"],
)
@pytest.mark.filterwarnings("ignore:Sending a large body:ResourceWarning")
async def test_a_body_that_is_none_is_refused(house, body, headers, status):
    token = house.microsoft.token()

    answer = await post(house.url + PATH[1:], body, {"Authorization": f"Bearer {token}", **headers})

    assert answer.status == status


DIALOGUES = (
    "task/fetch",
    "task/submit",
    "adaptiveCard/action",
    "application/search",
    "composeExtension/fetchTask",
    "composeExtension/submitAction",
)
VALUES: tuple[Any, ...] = (
    None,
    [],
    "x",
    7,
    {},
    {"data": []},
    {"data": {"route": 7}},
    {"data": {"route": "deal-register"}},
    {"data": {"route": "typed", "ref": "deal list"}},
    {"action": "x"},
    {"commandId": {}},
)
STRANGE: list[dict[str, Any]] = [
    {"type": "messageReaction", "reactionsAdded": [{"type": "like"}]},
    {"type": "typing"},
    {"type": "event", "name": "application/vnd.microsoft.meetingStart"},
    {"type": "conversationUpdate", "membersAdded": "nobody"},
    {"type": "installationUpdate", "action": "add-upgrade"},
    {"type": "installationUpdate", "action": ["add"]},
    {"type": "invoke"},
    {"type": "invoke", "name": "signin/verifyState", "value": {"state": "1"}},
    {"type": "invoke", "name": "message/submitAction", "value": {"actionName": "feedback"}},
    {"type": "invoke", "name": "composeExtension/query", "value": []},
    {"type": "invoke", "name": "of/next/year", "value": {"a": {"b": [1, 2]}}},
    *({"type": "invoke", "name": name, "value": value} for name in DIALOGUES for value in VALUES),
]


async def test_whatever_teams_may_send_one_day_is_taken(house, joao):
    await joao.say("help")
    base = joao._activity("message", house.microsoft.personal(JOAO))

    for number, strange in enumerate(STRANGE):
        answer = await joao.deliver({**base, "id": f"s{number}", **strange})
        assert answer.ok, (strange, answer)
    assert house.deals() == 0


ODD: tuple[Any, ...] = (None, "", "x", "\u202e<at>", 0, -1, True, [], {}, [[]], {"id": {}}, "a" * 5000)


async def test_no_part_of_an_activity_brings_the_gateway_down(house, joao, count):
    """Each leaf of a real press, message and submission is replaced by what does not belong there."""
    await joao.fetch_action("deal-register")
    whole = [
        joao._message(house.microsoft.personal(JOAO), "deal list"),
        joao._invoke("task/submit", {"data": {"route": "deal-register", "draft": "d", "customer": "N"}, "context": {}}),
        joao._invoke("adaptiveCard/action", {"action": {"verb": "deals", "data": {"route": "deals", "ref": ""}}}),
    ]
    mutants = [_with(activity, path, odd) for activity in whole for path in _paths(activity) for odd in ODD]
    chosen = mutants[:: max(1, len(mutants) // max(count(2000), 150))]

    statuses = {(await joao.deliver(mutant)).status for mutant in chosen}

    assert statuses <= {200, 400, 401}


def _paths(thing: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    for key, value in thing.items() if isinstance(thing, dict) else enumerate(thing) if isinstance(thing, list) else ():
        found += _paths(value, (*path, key))
    return found


def _with(activity: dict[str, Any], path: tuple[Any, ...], odd: Any) -> dict[str, Any]:
    mutant = copy.deepcopy(activity)
    place: Any = mutant
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = odd
    return mutant
