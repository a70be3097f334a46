"""Whoever is nobody yet asks to join on one platform and is answered on the other; test_kinds.py lets them in."""

from dataclasses import replace

import pytest

from bot.arrivals import Answer, Arrival, Asked, Sent
from domain.places import Identity, Place
from handlers.replies import Reply
from storage.people import Known
from tests.journeys.actors import Actor
from tests.journeys.kinds import AT_SLACK
from tests.journeys.pairs import both, on, on_sqlite
from tests.journeys.slack_actor import SlackActor
from tests.journeys.world import WEB, World
from views.translator import Translator

GUEST = replace(AT_SLACK["a guest with a director's e-mail"].who, email="maria@nowak.example")


async def sees_nothing(newcomer: Actor) -> None:
    """In words, not in commands: people from shared channels have none of ours."""
    for words in ("deal list", "approvals", "partner", "deal Mine 5 eur"):
        await (newcomer.user.message(words) if isinstance(newcomer, SlackActor) else newcomer.types(words))
        assert newcomer.form is None, words
    await newcomer.hears("I do not know you here yet")
    for secret in ("Secret", "Nowak Systems", "Ola Lis", "Ewa Nowak"):
        assert secret not in newcomer.everything, secret


async def asks_to_join(newcomer: Actor, company: str = "nowak systems SP. Z O.O.") -> None:
    await newcomer.types("help")
    await newcomer.presses("Ask to join")
    await newcomer.fills(name="Maria Joiner", company=company)
    await newcomer.hears("I have passed this on")


@both
@on_sqlite
@pytest.mark.parametrize("company", ["Nowak Systems", "Nobody Ltd", "vendor", "Rival GmbH"])
async def test_whoever_is_turned_away_hears_it_where_they_asked_whatever_they_named(world, company):
    world.slack.add_person(GUEST)
    admin, newcomer = await world.meets_at_teams("admin"), world.at_slack(GUEST)

    await asks_to_join(newcomer, company)
    await admin.types("approvals")
    await admin.presses("Decide")
    await admin.presses("Reject")

    await newcomer.hears("Your request to join was not accepted")
    await sees_nothing(newcomer)


@both
async def test_a_company_that_is_not_clear_is_chosen_by_the_vendors_admin(world):
    world.slack.add_person(GUEST)
    admin, newcomer = await world.meets_at_teams("admin"), world.at_slack(GUEST)
    await asks_to_join(newcomer, "Nowack")

    await admin.hears("Maria Joiner asks to join Nowack", "Slack · guest · in the vendor’s own workspace")
    await admin.presses("Approve")
    await admin.fills(choice="nowak")

    await newcomer.hears("You now work for Nowak Systems")


@both
@on_sqlite
async def test_to_whom_no_private_message_can_go_it_is_whispered_in_the_channel(world):
    who = replace(AT_SLACK["Slack Connect, without an e-mail"].who, locale="en-GB")
    world.slack.add_person(who)
    room = world.slack.add_channel("partners", who, shared=True)
    boss, newcomer = await world.meets_at_teams("boss"), world.at_slack(who)
    await newcomer.user.mention("help", room.id)
    world.slack.fail("conversations.open", kind="error", error="user_not_visible", times=50)

    await newcomer.presses("Ask to join")
    await newcomer.fills(name="Maria Joiner", company="Nowak Systems")
    await boss.hears("Maria Joiner prosi o dołączenie")
    await boss.presses("Zatwierdź")

    await newcomer.hears("Welcome, Maria Joiner")
    assert not [one for one in world.slack.messages_in(room.id) if "Maria" in one.everything and not one.only_for]


def _arrival(known: Known, asked: Asked, key: str) -> Arrival:
    place = Place(known.identity.platform, known.host, "", private=True)
    return Arrival(key=key, digest="d", known=known, place=place, asked=asked)


async def _asked(world: World, known: Known) -> str:
    sent = Sent("join-ask", {"name": "Maria Joiner", "company": "Nowak Systems"})
    answer = await world.app.dispatch.serve(_arrival(known, sent, "k1"), _said)
    return str(answer["said"])


def _said(reply: Reply, _: Translator) -> Answer:
    return {"said": repr(reply)}


@on((WEB, WEB))
@on_sqlite
async def test_the_partners_admin_decides_on_the_web_too(world):
    """Whoever opens the web door is somebody: so that an account asks that is nobody's."""
    known = Known(identity=Identity(WEB, "away", "maria"), host="web")
    boss = await world.meets("boss", WEB)

    assert "I have passed this on" in await _asked(world, known)
    await boss.hears("Maria Joiner prosi o dołączenie do Nowak Systems")
    await boss.presses("Zatwierdź")

    await boss.hears("Decyzja: zatwierdzono, Ewa Nowak")
    person = world.look(lambda store: store.people.known_as(known.identity))
    assert person.organisation == "nowak"
