"""One announcement in every kind of channel that people of two companies share, with a receipt from each."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from domain.announcements import Step
from domain.announcements_written import Act, Action, Content, Text
from domain.audience import Audience, To
from domain.channels import Channel
from domain.places import Platform
from domain.programme import Announcing
from handlers.announcements_going import go
from tests.journeys.pairs import both, on_sqlite
from tests.journeys.people import MEMBERS
from tests.journeys.test_announcing import END, longest
from tests.journeys.world import SLACK, TEAMS, World
from tests.wire.payloads import PARTNER_TENANT, VENDOR_TENANT, SlackIdentity, TeamsIdentity
from views.translator import LANGUAGES

READ = "Przeczytano"
REP, BOSS = MEMBERS["rep"], MEMBERS["boss"]
CONNECTED = replace(REP.slack, installed_in="T0VENDOR", email=None, tz=None, locale=None)
"""As Slack Connect shows somebody of another workspace: neither address nor zone."""
SLACK_GUEST = SlackIdentity(
    "U0GUEST1", "T0VENDOR", "Gość", "gosc@nowak.example", installed_in="T0VENDOR",
    is_restricted=True, is_ultra_restricted=True,
)  # fmt: skip
TEAMS_GUEST = TeamsIdentity(
    "29:1guest-of-nowak", "eeeeeeee-0000-4000-8000-000000000077", VENDOR_TENANT, "Gość", "gosc@nowak.example",
    role="guest", upn="gosc_nowak.example#EXT#@vendor.example",
)  # fmt: skip


@dataclass(frozen=True)
class Shared:
    """A channel of two companies; `reader` is somebody of the partner's in it, `guest` of nobody's."""

    platform: Platform
    host: str
    room: Any
    reader: Any
    guest: Any = None


def opened(world: World) -> list[Shared]:
    """Slack Connect, the partner's workspace, a shared channel of Teams, the partner's tenant; each is Nowak's."""
    manager = MEMBERS["manager"]
    connect = world.slack.add_channel("ext-nowak", manager.slack, CONNECTED, SLACK_GUEST, shared=True)
    connect.teams = ("T0VENDOR", "T0NOWAK")
    theirs = world.slack.add_channel("vendor-news", BOSS.slack)
    shared = world.teams.add_channel(manager.teams, REP.teams, TEAMS_GUEST, tenant=VENDOR_TENANT)
    shared.shared = True
    own = world.teams.add_channel(BOSS.teams, tenant=PARTNER_TENANT)
    world.slack.slack.twins["T0VENDOR", REP.slack.user] = CONNECTED
    world.slack.add_person(SLACK_GUEST)
    world.teams.add_person(TEAMS_GUEST)
    return [
        Shared(SLACK, "T0VENDOR", connect, CONNECTED, SLACK_GUEST),
        Shared(SLACK, "T0NOWAK", theirs, BOSS.slack),
        Shared(TEAMS, VENDOR_TENANT, shared, REP.teams, TEAMS_GUEST),
        Shared(TEAMS, PARTNER_TENANT, own, BOSS.teams),
    ]


def announces(world: World, rooms: list[Shared]) -> str:
    """By the director, as long as can be in each language, to be acknowledged; its id."""
    typed, author, at = longest(), world.person("director"), world.clock()
    texts = {one: Text(typed[f"title-{one}"], typed[f"body-{one}"]) for one in LANGUAGES}
    rules = Announcing(link_domains=("vendor.example",))
    with world.app.database.write() as store:
        store.programmes.apply(store.programme.model_copy(update={"announcements": rules}), at=at)
        for one in rooms:
            made = Channel(platform=one.platform, host=one.host, conversation=one.room.id, partner="nowak", name="n")
            store.channels.link(made, by="", at=at)
        draft = store.announcements.add(
            Content(texts, actions=(Action(Act.ACKNOWLEDGE),)), author=author, draft="d", at=at
        )
        ready = replace(draft, audience=Audience(to=To.CHANNELS, partners=frozenset({"nowak"})))
        kept = store.announcements.change(draft, ready.sent(at, agreed=100), Step.SEND, by=author.id, at=at)
        go(kept, store, at=at)
    world.clock.ahead += timedelta(seconds=61)
    return draft.id


def there(world: World, one: Shared) -> list[Any]:
    """What all who read the channel see in it."""
    return list((world.slack if one.platform is SLACK else world.teams).messages_in(one.room.id))


async def everywhere(world: World, rooms: list[Shared], says: str) -> None:
    def so() -> bool:
        return all(says in "".join(one.everything for one in there(world, room)) for room in rooms)

    await world.slack.until(so)
    assert all(len(there(world, room)) == 1 for room in rooms)


@both
@on_sqlite
async def test_one_reaches_each_and_each_has_a_receipt_and_guests_and_others_leave_none(world):
    director = await world.meets_at_slack("director")
    for who in ("rep", "boss"):
        await world.meets_at_slack(who)
        await world.meets_at_teams(who)
    await world.meets_at_teams("manager")
    rooms = opened(world)
    announcement = announces(world, rooms)
    await everywhere(world, rooms, "Prices pl")
    await everywhere(world, rooms, END)

    for room in rooms:
        before = there(world, room)
        reader = world.at_slack(room.reader) if room.platform is SLACK else world.at_teams(room.reader)
        await reader.user.press(before[0], READ)
        says = "You acknowledged this" if room.reader.name == REP.name else "Przeczytanie potwierdzono"
        await reader.hears(says)
        assert there(world, room) == before, "what one presses changes it for nobody else"
    for room in rooms[::2]:
        guest = world.at_slack(room.guest) if room.platform is SLACK else world.at_teams(room.guest)
        await guest.user.press(there(world, room)[0], READ)
        await guest.hears("Jeszcze Cię tu nie znam")

    with world.app.database.read() as store:
        assert store.acknowledgements.figures(announcement).people == 2, "over both platforms each once"
    posted = [call for call in world.slack.calls if call.method == "chat.postMessage"]
    tokens = {call.args["channel"]: call.token for call in posted}
    assert tokens[rooms[0].room.id] == "xoxb-vendor"
    assert tokens[rooms[1].room.id] == "xoxb-nowak"

    world.clock.ahead += timedelta(seconds=61)
    await director.hears("4 of 4 sent")
    await director.presses("Edit everywhere")
    await director.fills(**{f"title-{language}": "Mended" for language in LANGUAGES})
    await everywhere(world, rooms, "Mended")
    await director.presses("Take back everywhere")
    await everywhere(world, rooms, "wycofano")
