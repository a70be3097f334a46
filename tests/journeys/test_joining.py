"""Whoever is nobody yet asks to join on one platform, the partner's admin lets them in on the other, and they work."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.dispatch import Answer, Arrival, Asked, Sent
from domain.people import Role
from domain.places import Identity, Place
from handlers.replies import Reply
from storage.people import Known
from tests.journeys.actors import Actor
from tests.journeys.pairs import both, on
from tests.journeys.people import MEMBERS
from tests.journeys.slack_actor import SlackActor
from tests.journeys.world import SLACK, WEB, World, good
from tests.wire.payloads import ENTERPRISE, PARTNER_TENANT, VENDOR_TENANT, SlackIdentity, TeamsIdentity
from views.translator import Translator

DIRECTOR = MEMBERS["director"]
ANYBODY = SlackIdentity("U0JOINER", "T0VENDOR", "Maria Joiner", None, "Europe/Lisbon", "en-GB", installed_in="T0VENDOR")
AT_SLACK: Mapping[str, SlackIdentity] = {
    "a guest": replace(ANYBODY, is_restricted=True, email="maria@nowak.example"),
    "a guest of one channel": replace(ANYBODY, is_restricted=True, is_ultra_restricted=True),
    "somebody from a shared channel, with an e-mail": replace(ANYBODY, team="T0AWAY", email="boss@nowak.example"),
    "somebody from a shared channel, without one": replace(ANYBODY, team="T0AWAY", tz=None, locale=None),
    "a colleague whom nobody imported": replace(ANYBODY, team="T0NOWAK", installed_in="T0NOWAK"),
    "another workspace with an id that is known": replace(ANYBODY, user="U0DIRECTOR", team="T0AWAY"),
    "a director's e-mail in the partner's workspace": replace(
        ANYBODY, team="T0NOWAK", installed_in="T0NOWAK", email=DIRECTOR.slack.email
    ),
    "a member of an organisation-wide installation": replace(
        ANYBODY, enterprise=ENTERPRISE, org_wide=True, user="W0JOINER"
    ),
}
SOMEBODY = TeamsIdentity(
    "29:1joiner", "eeeeeeee-0000-4000-8000-000000000009", VENDOR_TENANT, "Maria Joiner", None, "en-GB", "Europe/Lisbon"
)
AT_TEAMS: Mapping[str, TeamsIdentity] = {
    "a guest": replace(SOMEBODY, role="guest", email="maria@nowak.example"),
    "somebody of the partner's tenant": replace(SOMEBODY, tenant=PARTNER_TENANT, email="maria@nowak.example"),
    "a director's e-mail in the partner's tenant": replace(SOMEBODY, tenant=PARTNER_TENANT, email=DIRECTOR.teams.email),
}


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


async def is_let_in_and_works(world: World, newcomer: Actor, boss: Actor) -> None:
    await boss.hears("Maria Joiner prosi o dołączenie do Nowak Systems")
    await boss.presses("Zatwierdź")
    await boss.hears("Decyzja: zatwierdzono, Ewa Nowak")
    await newcomer.hears("Welcome, Maria Joiner", "You now work for Nowak Systems")
    await newcomer.presses("Register a deal")
    await newcomer.fills(**good(customer="Joined Ltd"))
    await newcomer.hears("Joined Ltd (D-")
    person = next(one for one in world.look(lambda store: store.people.everybody()) if one.name == "Maria Joiner")
    assert (person.organisation, person.roles, person.email) == ("nowak", frozenset({Role.PARTNER_REP}), "")
    assert [deal.filed_by for deal in world.deals()] == [person.id]


@both
@pytest.mark.parametrize("kind", AT_SLACK)
async def test_everybody_at_slack_asks_is_let_in_on_teams_and_registers_a_deal(world, kind):
    world.slack.add_person(AT_SLACK[kind])
    boss, newcomer = await world.meets_at_teams("boss"), world.at_slack(AT_SLACK[kind])

    await sees_nothing(newcomer)
    await asks_to_join(newcomer)
    await sees_nothing(newcomer)
    await is_let_in_and_works(world, newcomer, boss)


@both
@pytest.mark.parametrize("kind", AT_TEAMS)
async def test_everybody_at_teams_asks_is_let_in_on_slack_and_registers_a_deal(world, kind):
    world.teams.add_person(AT_TEAMS[kind])
    boss, newcomer = await world.meets_at_slack("boss"), world.at_teams(AT_TEAMS[kind])

    await sees_nothing(newcomer)
    await asks_to_join(newcomer)
    await sees_nothing(newcomer)
    await is_let_in_and_works(world, newcomer, boss)


@both
@pytest.mark.parametrize("company", ["Nowak Systems", "Nobody Ltd", "vendor", "Rival GmbH"])
async def test_whoever_is_turned_away_hears_it_where_they_asked_whatever_they_named(world, company):
    world.slack.add_person(AT_SLACK["a guest"])
    admin, newcomer = await world.meets_at_teams("admin"), world.at_slack(AT_SLACK["a guest"])

    await asks_to_join(newcomer, company)
    await admin.types("approvals")
    await admin.presses("Decide")
    await admin.presses("Reject")

    await newcomer.hears("Your request to join was not accepted")
    await sees_nothing(newcomer)


@both
async def test_a_company_that_is_not_clear_is_chosen_by_the_vendors_admin(world):
    world.slack.add_person(AT_SLACK["a guest"])
    admin, newcomer = await world.meets_at_teams("admin"), world.at_slack(AT_SLACK["a guest"])
    await asks_to_join(newcomer, "Nowack")

    await admin.hears("Maria Joiner asks to join Nowack", "Slack · guest · in the vendor’s own workspace")
    await admin.presses("Approve")
    await admin.fills(choice="nowak")

    await newcomer.hears("You now work for Nowak Systems")


@both
async def test_to_whom_no_private_message_can_go_it_is_whispered_in_the_channel(world):
    who = replace(AT_SLACK["somebody from a shared channel, without one"], locale="en-GB")
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


@both
@pytest.mark.parametrize("mark", [{"deleted": True}, {"is_bot": True}])
async def test_deactivated_accounts_and_bots_ask_in_vain(world, mark):
    """A form may still be open when the account is gone."""
    world.slack.add_person(ANYBODY)
    newcomer = world.at_slack(ANYBODY)
    await newcomer.types("help")
    await newcomer.presses("Ask to join")
    world.slack.add_person(replace(ANYBODY, **mark))
    world.app.gateways[SLACK]._gateway._profiles._strangers.clear()  # as after half a minute

    await newcomer.fills(name="Maria Joiner", company="Nowak Systems")

    await newcomer.hears("I have passed this on")
    account = Identity(SLACK, ANYBODY.team, ANYBODY.user)
    assert world.look(lambda store: store.joinings.open_of(account)) is None


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
