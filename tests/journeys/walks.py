"""One account's way through: it asks, is let in, works and leaves, or gets nothing; on Slack and on Teams."""

from abc import ABC, abstractmethod
from dataclasses import replace

from domain.people import Person, Role
from domain.places import Identity
from domain.team import INVITATION_LIFE
from tests.journeys.actors import Actor
from tests.journeys.kinds import End, Kind
from tests.journeys.knocking import Secret, knocks_at_slack, knocks_at_teams
from tests.journeys.slack_actor import SlackActor
from tests.journeys.teams_actor import TeamsActor
from tests.journeys.world import SLACK, TEAMS, World, good
from tests.wire.payloads import SlackIdentity, TeamsIdentity

DOOR = "I do not know you here yet"
HIDDEN = ("Secret", "Nowak Systems", "Ola Lis", "Ewa Nowak", "D-")


class Walk(ABC):
    """The same on either platform; `boss` runs the partner's team, `secret` is that partner's."""

    def __init__(
        self, world: World, number: int, end: End, account: Identity, actor: Actor, boss: Actor, secret: Secret
    ) -> None:
        self.world, self.name, self.end = world, f"Kind {number}", end
        self.account, self.actor, self.boss, self.secret = account, actor, boss, secret
        self.code = invited(world, self.name) if end in (End.CODE, End.NEVER, End.UNHEARD) else ""

    async def walks(self) -> None:
        match self.end:
            case End.UNHEARD:
                await self.is_not_answered()
                return
            case End.NEVER:
                await self.asks_in_vain()
            case End.KNOWN:
                await self.actor.types("help")
            case End.JOINS:
                await self.sees_nothing()
                await self.asks_to_join()
                await self.is_let_in()
            case End.CODE:
                await self.sees_nothing()
                await self.writes(f"partner link {self.code}")
                await self.actor.hears(f"Welcome, {self.name}")
        if self.end is not End.NEVER:
            await self.works()
            await self.leaves()
        await self.sees_nothing()

    # What each platform does in its own way.

    @abstractmethod
    async def knocks(self) -> str:
        """All that is answered on every door."""

    @abstractmethod
    async def writes(self, words: str) -> None:
        """To Tandem itself, also where there are no commands."""

    @abstractmethod
    async def ends(self) -> None:
        """The account is nobody's any more: from the next request on, or a minute later."""

    async def leaves(self) -> None:
        await self.ends()

    async def is_not_answered(self) -> None:
        raise NotImplementedError("Slack sends nothing from where Tandem is not installed")

    # What is the same.

    async def sees_nothing(self) -> None:
        """Neither by asking, nor by an old code, nor by what is on the screen, nor is anything told."""
        before = len(self.actor.messages)
        said = "\n".join((await self.knocks(), *self.actor.messages[before:]))
        assert DOOR in said
        assert not [one for one in HIDDEN if one in said.replace(self.secret.ref, "")], said
        [deal] = [deal for deal in self.world.deals() if deal.ref == self.secret.ref]
        assert deal.version == 1, "nothing was done to it"
        assert self.person is None

    async def asks_to_join(self) -> None:
        await self.actor.types("help")
        await self.actor.presses("Ask to join")
        await self.actor.fills(name=self.name, company="nowak systems SP. Z O.O.")
        await self.actor.hears("I have passed this on")
        assert self.person is None

    async def is_let_in(self) -> None:
        await self.boss.hears(f"{self.name} prosi o dołączenie do Nowak Systems")
        await self.boss.presses("Zatwierdź")
        await self.actor.hears(f"Welcome, {self.name}", "You now work for Nowak Systems")

    async def works(self) -> None:
        person = self.person
        assert person
        assert (person.organisation, person.roles) == ("nowak", frozenset({Role.PARTNER_REP}))
        await self.writes("deal new")
        if self.actor.form is None:
            await self.actor.presses("Open the form")
        await self.actor.fills(**good(customer=f"{self.name} Ltd"))
        await self.actor.hears(f"{self.name} Ltd (D-")
        [deal] = [deal for deal in self.world.deals() if deal.terms.customer == f"{self.name} Ltd"]
        assert deal.filed_by == person.id

    async def asks_in_vain(self) -> None:
        """The forms may still be open when the account is gone."""
        await self.actor.types("help")
        await self.actor.presses("Ask to join")
        await self.ends()
        await self.actor.fills(name=self.name, company="Nowak Systems")
        await self.actor.hears("I have passed this on")
        assert self.world.look(lambda store: store.joinings.open_of(self.account)) is None

        await self.actor.presses("I have a code")
        await self.actor.fills(code=self.code)
        assert "wrong, used or too old" in self.actor.opened.errors["code"]

    @property
    def person(self) -> Person | None:
        return self.world.look(lambda store: store.people.known_as(self.account))


def invited(world: World, name: str) -> str:
    """A colleague was added, and this is the code that was passed on."""
    colleague = Person(
        id="", name=name, organisation="nowak", language="en", zone="UTC", roles=frozenset({Role.PARTNER_REP})
    )
    with world.app.database.write() as store:
        return store.people.offer_code(store.people.keep(colleague), at=world.clock(), life=INVITATION_LIFE)


class OneAtSlack(Walk):
    def __init__(self, world: World, number: int, kind: Kind[SlackIdentity], boss: Actor, secret: Secret) -> None:
        who = kind.who
        self.who = replace(who, user=f"{who.user}{number}") if who.user.endswith("JOINER") else who
        self.told = kind.told
        alive = replace(self.who, deleted=False, is_bot=False)
        world.slack.add_person(alive)
        self.room = world.slack.add_channel("partners", alive, shared=who.is_stranger)
        self.screen: SlackActor = world.at_slack(alive)
        account = Identity(SLACK, who.enterprise or who.team, self.who.user)
        super().__init__(world, number, kind.end, account, self.screen, boss, secret)

    async def knocks(self) -> str:
        said = await knocks_at_slack(self.screen, self.secret, self.room)
        assert {one.author for one in self.world.slack.messages_in(self.room.id)} <= {self.who.user}
        return said

    async def writes(self, words: str) -> None:
        await self.screen.user.message(words)

    async def ends(self) -> None:
        """A shared channel ends without a word; of a member there is an event, which may be lost."""
        gone = self.who if self.end is End.NEVER else replace(self.who, deleted=True)
        self.world.slack.add_person(gone)
        if self.who.is_stranger:
            del self.world.slack.known[self.who.user]
        if not self.told:
            self.world.a_minute_later()
            return
        await self.screen.user.event({"type": "user_change", "user": gone.profile(with_locale=True)})
        await self.world.slack.until(lambda: self.person is None)


class OneAtTeams(Walk):
    def __init__(self, world: World, number: int, kind: Kind[TeamsIdentity], boss: Actor, secret: Secret) -> None:
        own = {} if kind.end is End.KNOWN else {"user": f"29:1kind{number}", "aad": kind.who.aad[:-1] + str(number)}
        self.who, self.told = replace(kind.who, **own), kind.told
        world.teams.add_person(self.who)
        self.screen: TeamsActor = world.at_teams(self.who)
        self.user = self.screen.user
        self.user.channel = self.channel = world.teams.add_channel(self.who)
        account = Identity(TEAMS, self.who.tenant, self.who.aad)
        super().__init__(world, number, kind.end, account, self.screen, boss, secret)

    async def knocks(self) -> str:
        said = await knocks_at_teams(self.screen, self.secret)
        aloud = {one.text for one in self.world.teams.messages_in(self.channel.id)}
        assert aloud == {"I have answered you in private."}
        return said

    async def writes(self, words: str) -> None:
        await self.screen.types(words)

    async def ends(self) -> None:
        self.world.teams.takes_out(self.who)
        if not self.told:
            self.world.a_minute_later()
            return
        removed = {"membersRemoved": [{"id": self.who.user, "aadObjectId": self.who.aad}]}
        await self.user._send({**self.user._activity("conversationUpdate", self.user._own_chat()), **removed})

    async def is_not_answered(self) -> None:
        for words in ("help", f"partner link {self.code}", *self.secret.words):
            assert (await self.user.say(words)).status == 401
        assert not self.screen.messages
        assert self.person is None
