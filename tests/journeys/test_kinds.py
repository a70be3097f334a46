"""Every kind of account comes in by an invitation, works, and leaves: from then on it sees nothing."""

from dataclasses import dataclass, replace

import pytest

from domain.people import Person, Role
from domain.team import INVITATION_LIFE
from tests.journeys.actors import Actor
from tests.journeys.pairs import both
from tests.journeys.slack_actor import SlackActor
from tests.journeys.teams_actor import TeamsActor
from tests.journeys.test_joining import ANYBODY, AT_SLACK, AT_TEAMS, SOMEBODY
from tests.journeys.world import SLACK, TEAMS, World, good
from tests.wire.payloads import STRANGE_TENANT, SlackIdentity

SECRETS = ("Left Ltd", "Nowak Systems", "Ola Lis", "Ewa Nowak", "D-")


@dataclass
class Newcomer:
    """Somebody whom the partner invited, and the code that was passed on to them."""

    actor: Actor
    person: Person
    code: str


def invited(world: World, actor: Actor, name: str) -> Newcomer:
    colleague = Person(
        id="", name=name, organisation="nowak", language="en", zone="UTC", roles=frozenset({Role.PARTNER_REP})
    )
    with world.app.database.write() as store:
        person = store.people.keep(colleague)
        code = store.people.offer_code(person, at=world.clock(), life=INVITATION_LIFE)
    return Newcomer(actor, person, code)


async def writes(actor: Actor, words: str) -> None:
    """In words, not in commands: people from shared channels have none of ours."""
    await (actor.user.message(words) if isinstance(actor, SlackActor) else actor.types(words))


async def comes_in_and_works(world: World, newcomer: Newcomer) -> None:
    actor = newcomer.actor
    await writes(actor, f"partner link {newcomer.code}")
    await actor.hears(f"Welcome, {newcomer.person.name}")
    await writes(actor, "deal new")
    if actor.form is None:
        await actor.presses("Open the form")
    await actor.fills(**good(customer="Left Ltd"))
    await actor.hears("Left Ltd (D-")
    assert newcomer.person.id in [deal.filed_by for deal in world.deals()]


async def sees_nothing_more(world: World, newcomer: Newcomer) -> None:
    """Neither by asking, nor by the code, nor by what was on the screen, nor is anything told."""
    actor, before = newcomer.actor, len(newcomer.actor.messages)
    if isinstance(actor, SlackActor):
        actor._leave()
    for words in ("deal list", "deal Mine 5 eur", "approvals", "partner", f"partner link {newcomer.code}"):
        await writes(actor, words)
        assert actor.form is None, words
    said = "\n".join((*actor.messages[before:], actor.open_words))
    assert "I do not know you here yet" in said
    assert not [one for one in SECRETS if one in said], said
    assert not world.look(lambda store: store.people.accounts(newcomer.person.id))


SLACK_WAYS = ("the event", "nobody knows them any more", "the profile")


@both
async def test_every_kind_at_slack_comes_in_works_and_leaves(world: World):
    for number, like in enumerate(AT_SLACK.values()):
        who = like if like.user == "U0DIRECTOR" else replace(like, user=f"U0KIND{number}", name=f"Kind {number}")
        world.slack.add_person(who)
        newcomer = invited(world, world.at_slack(who), f"Colleague {number}")
        assert isinstance(newcomer.actor, SlackActor)

        await comes_in_and_works(world, newcomer)
        match SLACK_WAYS[number % 3]:
            case "the event":
                gone = replace(who, deleted=True)
                world.slack.add_person(gone)
                await newcomer.actor.user.event({"type": "user_change", "user": gone.profile(with_locale=True)})
                await world.slack.until(lambda: not accounts(world, newcomer), seconds=10)  # noqa: B023  # within this turn
            case "nobody knows them any more":
                del world.slack.known[who.user]
            case "the profile":
                world.slack.add_person(replace(who, deleted=True))
        a_minute_later(world)

        await sees_nothing_more(world, newcomer)


@both
async def test_every_kind_at_teams_comes_in_works_and_leaves(world: World):
    for number, like in enumerate(AT_TEAMS.values()):
        who = replace(like, user=f"29:1kind{number}", aad=f"ffffffff-0000-4000-8000-{number:012d}")
        world.teams.add_person(who)
        newcomer = invited(world, world.at_teams(who), f"Colleague {number}")

        await comes_in_and_works(world, newcomer)
        world.teams.personal(who).members.clear()
        a_minute_later(world)

        await sees_nothing_more(world, newcomer)


@both
async def test_somebody_of_a_tenant_that_nobody_named_is_not_even_answered(world: World):
    who = replace(SOMEBODY, tenant=STRANGE_TENANT)
    world.teams.add_person(who)
    newcomer = invited(world, world.at_teams(who), "Colleague")
    assert isinstance(newcomer.actor, TeamsActor)

    for words in ("help", f"partner link {newcomer.code}", "deal list"):
        assert (await newcomer.actor.user.say(words)).status == 401

    assert not accounts(world, newcomer)
    assert newcomer.actor.everything.strip() in ("", "None", "None\nNone"), newcomer.actor.everything


@both
@pytest.mark.parametrize("by_now", [replace(ANYBODY, deleted=True), replace(ANYBODY, is_bot=True)], ids=["gone", "bot"])
async def test_no_code_lets_a_bot_or_a_deactivated_account_in(world: World, by_now: SlackIdentity):
    """The form may still be open when the account is gone."""
    world.slack.add_person(ANYBODY)
    newcomer = invited(world, world.at_slack(ANYBODY), "Colleague")
    await newcomer.actor.types("help")
    await newcomer.actor.presses("I have a code")
    world.slack.add_person(by_now)
    world.app.gateways[SLACK]._gateway._profiles._strangers.clear()  # type: ignore[attr-defined]  # as after half a minute

    await newcomer.actor.fills(code=newcomer.code)

    assert "wrong, used or too old" in newcomer.actor.opened.errors["code"]
    assert not accounts(world, newcomer)


def accounts(world: World, newcomer: Newcomer) -> object:
    return world.look(lambda store: store.people.accounts(newcomer.person.id))


def a_minute_later(world: World) -> None:
    """What this process has seen of anybody's account is older than a minute."""
    slack, teams = (world.app.gateways[one]._gateway._profiles for one in (SLACK, TEAMS))  # type: ignore[attr-defined]  # of the doors
    for seen in (*slack._seen.values(), *slack._strangers.values()):
        seen.asked -= 61
    for account, seen in list(teams._seen.items()):
        teams._seen[account] = replace(seen, until=0.0)
