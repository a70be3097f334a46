"""A partner runs its own team: somebody is added, comes in, is promoted, and is gone the moment they are removed."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

import pytest

from domain.people import Person
from domain.places import Platform
from tests.journeys.actors import Actor
from tests.journeys.pairs import alone, at_slack, at_teams, both, in_chat
from tests.journeys.people import MEMBERS
from tests.journeys.slack_actor import SlackActor
from tests.journeys.teams_actor import TeamsActor
from tests.journeys.world import SLACK, TEAMS, WEB, World, good, registers
from tests.wire.payloads import PARTNER_TENANT, SlackIdentity, TeamsIdentity

AT_SLACK = SlackIdentity("U0ADAM", "T0NOWAK", "Adam Nowy", None, "Europe/Warsaw", "en-GB", installed_in="T0NOWAK")
AT_TEAMS = TeamsIdentity(
    "29:1adam", "eeeeeeee-0000-4000-8000-000000000011", PARTNER_TENANT, "Adam Nowy", None, "en-GB", "Europe/Warsaw"
)
T = TypeVar("T", bound=Actor)
DOOR = "I do not know you here yet"


async def somebody_new(world: World, platform: Platform) -> tuple[Actor, str]:
    """Somebody who works for the partner and whom nobody knows, and how they are picked there."""
    if platform is SLACK:
        world.slack.add_person(AT_SLACK)
        return world.at_slack(AT_SLACK), AT_SLACK.user
    world.teams.add_person(AT_TEAMS)
    actor = world.at_teams(AT_TEAMS)
    await actor.types("help")  # a bot can write to nobody at Teams who has no chat with it
    return actor, AT_TEAMS.aad


async def adds(boss: Actor, **values: str) -> None:
    await boss.types("partner team")
    await boss.presses("Dodaj osobę")
    await boss.fills(**values)
    await boss.hears("może dołączyć")


async def opens(boss: Actor, name: str) -> None:
    """The card of the colleague who stands first, or on the web last: of alike buttons the actors press that one."""
    await boss.types("partner team")
    await boss.hears(name)
    await boss.presses("Zmień")
    await boss.hears(name)


async def sees_nothing(actor: Actor, *secrets: str) -> None:
    """Whatever is typed from now on, and whatever is pressed on cards that are still there."""
    before = len(actor.messages)
    for words in ("deal list", "partner team", "approvals"):
        await actor.types(words)
        assert actor.form is None, words
    await actor.hears(DOOR)
    fresh = " ".join(actor.messages[before:])
    assert not [secret for secret in secrets if secret in fresh]


def team(world: World) -> dict[str, Person]:
    return {one.name: one for one in world.look(lambda store: store.people.team("nowak"))}


@in_chat
@pytest.mark.parametrize("way", ["picked", "by code"])
async def test_a_colleague_is_added_promoted_and_removed(world, platforms, way):
    boss = await world.meets("boss", platforms[0])
    newcomer, account = await somebody_new(world, platforms[0])

    if way == "picked":
        await adds(boss, name="Adam Nowy", account=account)
        await newcomer.hears("Zaproszenie do zespołu: Nowak Systems")
        await newcomer.presses("Dołącz")
        await newcomer.hears("Nowak Systems", "Adam Nowy")
    else:
        await adds(boss, name="Adam Nowy")
        [code] = set(re.findall(r"partner połącz ([0-9A-Z]{8})", boss.reads))
        await newcomer.types(f"partner link {code}")
        await newcomer.hears("Adam Nowy")

    await newcomer.types("deal new")
    await newcomer.fills(**good(customer="Huta Szkła"))
    await newcomer.hears("klient: Huta Szkła")
    await opens(boss, "Adam Nowy")
    await boss.presses("Ustaw jako administratora")
    await boss.hears("administrator partnera")
    assert "partner-admin" in team(world)["Adam Nowy"].roles
    await boss.presses("Usuń")
    await boss.hears("Usunięto: Adam Nowy")

    await sees_nothing(newcomer, "Huta", "Nowak Systems", "Ewa")
    assert "Adam Nowy" not in team(world)
    await boss.types("deal list")
    await boss.hears("Huta Szkła")


@in_chat
async def test_nobody_but_the_account_that_was_picked_comes_in_by_the_button(world, platforms):
    """The same card in other hands: the button is pressed by somebody it was not sent to."""
    boss = await world.meets("boss", platforms[0])
    newcomer, account = await somebody_new(world, platforms[0])
    await adds(boss, name="Adam Nowy", account=account)
    await newcomer.hears("Zaproszenie do zespołu")

    if isinstance(newcomer, SlackActor):
        thief = replace(AT_SLACK, user="U0THIEF", name="A Thief")
        world.slack.add_person(thief)
        other: Actor = world.at_slack(thief)
        await other.user.press(newcomer.user.messages[-1], "Dołącz")  # type: ignore[attr-defined]  # at Slack
    else:
        assert isinstance(newcomer, TeamsActor)
        stranger = replace(AT_TEAMS, user="29:1thief", aad="eeeeeeee-0000-4000-8000-000000000012", name="A Thief")
        world.teams.add_person(stranger)
        other = world.at_teams(stranger)
        await other.types("help")
        await other.user.press(newcomer.user.seen(newcomer.user.messages[-1]), "Dołącz")  # type: ignore[attr-defined]  # at Teams

    await sees_nothing(other, "Nowak", "Adam")
    assert not world.look(lambda store: store.people.accounts(team(world)["Adam Nowy"].id))
    await newcomer.presses("Dołącz")
    await newcomer.hears("Adam Nowy")


@alone
async def test_who_was_removed_sees_nothing_a_moment_later_and_can_be_invited_anew(world, platforms):
    name = "Jan Nowak" if platforms[0] is WEB else "Adam Nowak"
    with world.app.database.write() as store:
        store.people.save(replace(world.person("rep"), name=name))
    boss, rep = await world.meets("boss", platforms[0]), await world.meets("rep", platforms[0])
    ref = await registers(rep)
    await opens(boss, name)
    await boss.presses("Usuń")
    await boss.hears(f"Usunięto: {name}")

    await sees_nothing(rep, ref, "Kowalski", "Nowak Systems")
    await rep.presses("Edit") if "Edit" in rep.buttons else None
    assert rep.form is None
    if isinstance(rep, SlackActor):
        await rep.user.open_home()
        assert ref not in str(rep.user.home)
    account = {SLACK: MEMBERS["rep"].slack.user, TEAMS: MEMBERS["rep"].teams.aad, WEB: "rep"}[platforms[0]]
    await adds(boss, name="Jan Drugi", account=account)
    await rep.hears("Nowak Systems")
    await rep.presses("Join" if platforms[0] is WEB else "Dołącz")
    await rep.types("deal list")
    await rep.hears(ref)


# --- whoever leaves the chat ---


async def one_manager(world: World) -> None:
    """From now on `manager` alone decides for the partner; behind them there is the lead."""
    with world.app.database.write() as store:
        second = world.person("second")
        store.people.save(replace(second, looks_after=frozenset({"rival"})))


async def before_they_leave(meets: Callable[[str], Awaitable[T]], world: World) -> tuple[T, T, T, str]:
    """A partner, the one manager and the lead; the manager has been asked about the deal of this ref."""
    await one_manager(world)
    rep, manager, lead = [await meets(who) for who in ("rep", "manager", "lead")]
    ref = await registers(rep)
    await manager.hears(ref)
    await world.notes()
    return rep, manager, lead, ref


async def decided_by_the_lead(world: World, lead: Actor, rep: Actor, ref: str) -> None:
    await lead.hears(ref)
    assert len([message for message in lead.messages if ref in message]) == 1
    await lead.presses("Approve")
    await lead.hears("Approved by Lena Berg")
    await rep.hears(f"{ref} approved")
    assert len([step for step in world.steps(world.deals()[0]) if step == "approve"]) == 1


@at_slack
async def test_a_manager_who_is_deactivated_at_slack_loses_everything_and_the_lead_decides(world):
    rep, manager, lead, ref = await before_they_leave(world.meets_at_slack, world)

    gone = replace(MEMBERS["manager"].slack, deleted=True)
    world.slack.add_person(gone)
    await lead.user.event({"type": "user_change", "user": gone.profile(with_locale=False)})

    await decided_by_the_lead(world, lead, rep, ref)
    await manager.misses("Approve")
    await sees_nothing(manager, ref, "Kowalski")


@at_slack
async def test_where_slack_says_nothing_it_is_asked_again_after_a_minute(world):
    rep, manager, lead, ref = await before_they_leave(world.meets_at_slack, world)
    world.slack.add_person(replace(MEMBERS["manager"].slack, deleted=True))

    world.a_minute_later()
    await sees_nothing(manager, ref, "Kowalski")

    await decided_by_the_lead(world, lead, rep, ref)


@at_teams
@pytest.mark.parametrize("told", [True, False], ids=["membersRemoved", "a minute later"])
async def test_a_manager_whom_the_tenant_does_not_know_any_more_loses_everything(world, told):
    rep, manager, lead, ref = await before_they_leave(world.meets_at_teams, world)
    who = MEMBERS["manager"].teams
    world.teams.takes_out(who)

    if told:
        out = lead.user._activity("conversationUpdate", lead.user._own_chat())
        await lead.user._send({**out, "membersRemoved": [{"id": who.user, "aadObjectId": who.aad}]})
    else:
        world.a_minute_later()
    await sees_nothing(manager, ref, "Kowalski")

    await decided_by_the_lead(world, lead, rep, ref)


@both
async def test_who_is_disabled_at_slack_is_told_at_teams(world):
    """The account at Slack was seen last; nothing was heard of its end yet."""
    elsewhere = await world.meets_at_teams("rep")
    rep = await world.meets_at_slack("rep")
    manager = await world.meets_at_teams("manager")
    ref = await registers(rep)
    await manager.hears(ref)
    world.slack.fail("chat.postMessage", kind="error", error="user_disabled", times=50)

    await manager.presses("Approve")

    await elsewhere.hears("Approved: Kowalski")
    told = [message for message in elsewhere.messages if "Approved: Kowalski" in message]
    assert len(told) == 1
