"""Channels of partners: whose each is, who may say so, and what the platforms say of them since."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from domain.audience import Audience, Leaving, Why
from domain.channels import Channel, Met, State, Trouble
from domain.places import Identity, Platform
from domain.programme import VENDOR, Workspace
from handlers.channels_met import Change, added, changed
from storage.copies import CopyState
from storage.people import Known
from storage.tables import copies
from tests.following import begun
from tests.office import NOON, PROGRAMME, Office, an_office, buttons, card_of, form_of, options_of, words_of
from views.vocabulary import Button, Card, said

SLACK = Platform.SLACK
MET = Met(platform=SLACK, host="T0VENDOR", conversation="C1", name="ext-nowak-systems", owner="T0VENDOR")

BOTH = replace(MET, tenants=frozenset({"T0NOWAK"}), users=frozenset({"U0RIVAL"}))


def meets(office: Office, met: Met) -> Channel | None:
    with office.database.write() as store:
        added(met, store, at=office.clock[0])
    with office.database.read() as store:
        return store.channels.get(met.platform, met.conversation)


def happens(office: Office, change: Change, value: str = "", conversation: str = "C1") -> bool:
    with office.database.write() as store:
        return changed(SLACK, conversation, change, value, store)


def linked(office: Office, conversation: str = "C1", partner: str = "nowak", **more: object) -> Channel:
    made = Channel(platform=SLACK, host="T0VENDOR", conversation=conversation, partner=partner, name=f"ext-{partner}")
    with office.database.write() as store:
        store.channels.link(replace(made, **more), by="operator", at=NOON)  # type: ignore[arg-type]  # fields of it
        kept = store.channels.get(SLACK, conversation)
    assert kept is not None
    return kept


def in_slack(office: Office, who: str, user: str) -> None:
    with office.database.write() as store:
        there = Known(identity=Identity(SLACK, "T0VENDOR", user), host="T0VENDOR")
        store.people.link(there, office.person(who), at=NOON)


def told(office: Office) -> list[str]:
    return [who for who, cards in office.letters.cards.items() if any(_asks(card) for _, card in cards)]


def _asks(card: Card) -> bool:
    return "added to this channel" in words_of(card)


def button(card: Card, route: str) -> Button:
    return next(one for one in buttons(card).values() if one.route == route)


def state(office: Office, conversation: str = "C1") -> State | None:
    with office.database.read() as store:
        found = store.channels.get(SLACK, conversation)
    return found.state if found else None


def trouble_of(office: Office) -> Trouble | None:
    with office.database.read() as store:
        found = store.channels.get(SLACK, "C1")
    return found.trouble if found else None


# --- proposed ---


async def test_whoever_added_tandem_is_asked_and_links_it_by_one_press(office: Office):
    in_slack(office, "manager", "U0MANAGER")
    meets(office, replace(MET, by="U0MANAGER"))
    assert state(office) is State.PROPOSED
    await office.delivers()

    card = office.card("manager", about="looks like Nowak Systems’s")
    assert told(office) == ["manager"]
    shown = card_of(await office.presses("manager", buttons(card)["Link"]))

    assert "Announcements to Nowak Systems come here" in words_of(shown)
    assert state(office) is State.LINKED


async def test_where_whoever_added_it_may_not_say_so_the_admins_are_asked_and_choose_another(office: Office):
    in_slack(office, "rep", "U0REP")
    meets(office, replace(MET, by="U0REP"))
    await office.delivers()

    card = office.card("admin", about="added to this channel")
    assert told(office) == ["admin"]
    form = form_of(await office.presses("admin", buttons(card)["Another partner"]))
    assert options_of(await office.seeks("admin", "channel-partners", "rio")) == ["rio"]
    await office.sends("admin", form, partner="rio")
    await office.delivers()

    assert "Announcements to Rio Automação come here" in words_of(office.card("admin", about="ext-nowak"))


async def test_in_a_workspace_of_an_organisation_it_is_the_organisation_that_the_programme_names(office: Office):
    grid = replace(MET, host="T0GRID", house="E0VENDOR", owner="T0GRID")
    with office.database.write() as store:
        house = Workspace(platform=SLACK, tenant="E0VENDOR", organisation=VENDOR)
        more = {"workspaces": (*store.programme.workspaces, house)}
        store.programmes.apply(store.programme.model_copy(update=more), at=NOON)

    assert meets(office, replace(grid, conversation="C2", house="E0OTHER")) is None
    found = meets(office, grid)

    assert found
    assert (found.state, found.partner, found.host) == (State.PROPOSED, "nowak", "T0GRID")


async def test_of_a_linked_channel_it_is_seen_who_is_in_it_whatever_its_workspace_is_called(office: Office):
    in_slack(office, "rival", "U0RIVAL")
    linked(office, host="E0VENDOR")

    meets(office, replace(BOTH, host="T0GRID"))

    assert trouble_of(office) is Trouble.OTHERS


async def test_what_is_no_partners_is_left_and_nobody_is_asked_twice(office: Office):
    meets(office, MET)
    await office.delivers()
    card = office.card("admin", about="added to this channel")

    assert "not linked" in words_of(card_of(await office.presses("admin", buttons(card)["Not a partner’s channel"])))
    with office.database.read() as store:
        assert store.channels.get(SLACK, "C1") is None


@pytest.mark.parametrize(
    ("met", "partner", "trouble"),
    [
        (MET, "nowak", None),
        (replace(MET, name="general", tenants=frozenset({"T0VENDOR", "T0NOWAK"})), "nowak", None),
        (replace(MET, name="x", owner="T0NOWAK"), "nowak", None),
        (
            replace(MET, name="partner-rival", tenants=frozenset({"T0NOWAK"}), users=frozenset({"U0RIVAL"})),
            "rival",
            Trouble.OTHERS,
        ),
        (replace(MET, name="sales-poland"), None, None),
        (replace(MET, name="sales-poland", whole=False), None, None),
        (replace(MET, whole=False), "nowak", Trouble.OTHERS),
        (replace(MET, host="T0UNKNOWN"), None, None),
    ],
    ids=[
        "by its name",
        "by who shares it",
        "by whose it is",
        "of several by name",
        "nobody's",
        "everybody's",
        "of many",
        "not ours",
    ],
)
async def test_whose_it_is_is_guessed_from_its_name_and_from_who_is_in_it(
    office: Office, met: Met, partner: str | None, trouble: Trouble | None
):
    in_slack(office, "rival", "U0RIVAL")

    found = meets(office, met)

    assert (found and found.partner, found and found.trouble) == (partner, trouble)


async def test_the_partners_own_admin_says_whose_their_own_channels_are_and_nobody_elses(office: Office):
    own = meets(office, replace(MET, owner="T0NOWAK"))
    vendors = meets(office, replace(MET, conversation="C2"))
    assert own is not None
    assert vendors is not None
    assert (own.outside, vendors.outside) == (True, False)

    page = words_of(card_of(await office.types("boss", "partner channels")))
    assert page.count("ext-nowak-systems") == 1
    yes = button(await opened(office, "boss"), "channel-link")
    await office.presses("boss", yes)

    assert (state(office), state(office, "C2")) == (State.LINKED, State.PROPOSED)
    missing, forbidden = [await office.presses("boss", replace(yes, ref=ref)) for ref in ("none", vendors.id)]
    assert missing == forbidden
    assert state(office, "C2") is State.PROPOSED


async def opened(office: Office, who: str) -> Card:
    return card_of(
        await office.presses(who, button(card_of(await office.types(who, "partner channels")), "channel-open"))
    )


# --- twin worlds ---


async def test_a_partner_admin_reads_the_same_whatever_other_partners_have(office: Office):
    linked(office)
    before = [await office.types("boss", words) for words in ("partner channels", "partner channels rival")]

    other = linked(office, "C2", "rival", troubles=frozenset({Trouble.ARCHIVED}))
    meets(office, replace(MET, conversation="C3", name="nowak-and-rival"))
    after = [await office.types("boss", words) for words in ("partner channels", "partner channels rival")]

    assert before == after
    door = button(card_of(before[0]), "channel-open")
    missing, forbidden = [await office.presses("boss", replace(door, ref=ref)) for ref in ("none", other.id)]
    assert missing == forbidden


# --- true to the platforms ---


async def test_names_and_ids_follow_the_platform_and_what_ends_is_reached_no_more(office: Office):
    linked(office)

    happens(office, Change.RENAMED, "nowak-new")
    happens(office, Change.READDRESSED, "C9")
    assert happens(office, Change.ARCHIVED, conversation="C1") is False
    happens(office, Change.ARCHIVED, conversation="C9")

    card = card_of(await office.types("admin", "partner channels"))
    assert "nowak-new" in words_of(card)
    assert "it is archived" in words_of(card)
    with office.database.read() as store:
        reach = store.audience.count(
            Audience(partners=frozenset({"nowak"})), Leaving(at=NOON), by=office.person("admin")
        )
    assert reach.unreachable == {Why.ARCHIVED: 1}
    assert happens(office, Change.RETURNED, conversation="C9")


@pytest.mark.parametrize(
    ("change", "value", "trouble"),
    [
        (Change.LEFT, "", Trouble.REMOVED),
        (Change.DELETED, "", Trouble.DELETED),
        (Change.UNSHARED, "T0NOWAK", Trouble.UNSHARED),
        (Change.UNSHARED, "T0ELSEWHERE", None),
        (Change.SHARED, "T0RIVAL", Trouble.OTHERS),
        (Change.SHARED, "T0NOWAK", None),
        (Change.JOINED, "U0RIVAL", Trouble.OTHERS),
        (Change.JOINED, "U0MANAGER", None),
        (Change.JOINED, "U0NOBODY", None),
    ],
)
async def test_what_happens_to_a_channel_is_told_from_then_on(
    sqlite_url: str, change: Change, value: str, trouble: Trouble | None
):
    terms = PROGRAMME + '\n[[workspaces]]\nplatform = "slack"\ntenant = "T0RIVAL"\norganisation = "rival"\n'
    async with an_office(sqlite_url, programme=terms) as office:
        linked(office)
        in_slack(office, "rival", "U0RIVAL")
        in_slack(office, "manager", "U0MANAGER")

        happens(office, change, value)

        assert trouble_of(office) is trouble


async def test_when_tandem_is_added_again_or_the_others_have_left_all_is_well(office: Office):
    kept = linked(office)
    in_slack(office, "rival", "U0RIVAL")

    meets(office, replace(MET, users=frozenset({"U0RIVAL"})))
    assert trouble_of(office) is Trouble.OTHERS
    again = meets(office, replace(MET, name="renamed"))

    assert again == replace(kept, name="renamed")
    await office.delivers()
    assert not told(office)


@pytest.mark.parametrize(("chosen", "trouble"), [("nowak", None), ("rival", Trouble.OTHERS)])
async def test_who_is_in_it_is_others_or_not_by_whom_it_is_linked_to(
    office: Office, chosen: str, trouble: Trouble | None
):
    meets(office, replace(MET, name="ext-rival", tenants=frozenset({"T0NOWAK"})))
    await office.delivers()

    form = form_of(await office.presses("admin", button(office.card("admin"), "channel-link-form")))
    await office.sends("admin", form, partner=chosen)

    assert trouble_of(office) is trouble


async def test_that_others_are_in_it_outlives_its_link_and_an_archive(office: Office):
    in_slack(office, "rival", "U0RIVAL")
    kept = linked(office)
    happens(office, Change.JOINED, "U0RIVAL")
    with office.database.write() as store:
        store.channels.unlink(kept, by="", at=office.clock[0])
    linked(office)
    assert trouble_of(office) is Trouble.OTHERS

    happens(office, Change.ARCHIVED)
    happens(office, Change.RETURNED)  # and Slack is not reached for the look that follows
    assert trouble_of(office) is Trouble.OTHERS


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((Change.UNSHARED, "T0NOWAK"), (Change.ARCHIVED, "")),
        ((Change.UNSHARED, "T0NOWAK"), (Change.JOINED, "U0RIVAL")),
        ((Change.JOINED, "U0RIVAL"), (Change.UNSHARED, "T0NOWAK")),
        ((Change.JOINED, "U0RIVAL"), (Change.LEFT, "")),
    ],
)
async def test_of_two_things_that_are_wrong_each_holds_until_it_is_over(
    office: Office, first: tuple[Change, str], second: tuple[Change, str]
):
    over: dict[Change, Callable[[], object]] = {
        Change.ARCHIVED: lambda: happens(office, Change.RETURNED),
        Change.LEFT: lambda: linked(office),  # its line is imported once more
        Change.JOINED: lambda: meets(office, MET),
        Change.UNSHARED: lambda: meets(office, BOTH),
    }
    in_slack(office, "rival", "U0RIVAL")
    linked(office)
    happens(office, *first)
    held = trouble_of(office)
    happens(office, *second)

    over[second[0]]()

    assert held
    assert trouble_of(office) is held


async def test_who_comes_in_and_is_known_to_nobody_is_looked_at(office: Office):
    linked(office, partner="rival")

    assert happens(office, Change.JOINED, "U0SOMEBODY")
    meets(office, replace(MET, tenants=frozenset({"T0NOWAK"})))

    assert trouble_of(office) is Trouble.OTHERS


async def test_of_two_teams_of_the_partner_one_may_go_and_only_with_the_other_nobody_is_left(office: Office):
    linked(office)
    for there, trouble in ({"T0NOWAK"}, None), (set(), Trouble.UNSHARED), ({"T0NOWAK"}, None):
        happens(office, Change.UNSHARED, "T0NOWAK")
        assert happens(office, Change.OTHERWISE)
        meets(office, replace(MET, tenants=frozenset(there)))
        assert trouble_of(office) is trouble

    happens(office, Change.ARCHIVED)
    assert not happens(office, Change.OTHERWISE)


async def test_what_waits_for_a_channel_goes_to_its_new_id(office: Office):
    linked(office)
    begun(office, to=Audience(partners=frozenset({"nowak"})))
    happens(office, Change.READDRESSED, "C2")

    with office.database.engine.connect() as connection:
        assert connection.execute(select(copies.c.conversation).where(copies.c.linked != "")).scalars().all() == ["C2"]


async def test_what_failed_since_a_channel_was_moved_to_another_workspace_is_tried_again_there(office: Office):
    """An organisation moves it: where it was nobody finds it any more."""
    channel = linked(office)
    linked(office, conversation="C2")
    one = begun(office, to=Audience(partners=frozenset({"nowak"})))
    with office.database.engine.begin() as connection:
        failed = {"state": CopyState.FAILED, "reason": "channel_not_found", "due": None, "done_at": office.clock[0]}
        connection.execute(update(copies).where(copies.c.linked != "").values(failed))
    meets(office, replace(MET, host="T0MOVED"))

    retry = Button(route="announcement-retry", ref=one.id, version=one.version, label=said("Again"))
    await office.presses("director", retry)

    with office.database.engine.connect() as connection:
        asked = select(copies.c.linked, copies.c.host, copies.c.tenant).where(copies.c.state == CopyState.PENDING)
        asked = asked.where(copies.c.linked != "")
        hosts = {row.linked == channel.id: (row.host, row.tenant) for row in connection.execute(asked)}
    assert hosts == {True: ("T0MOVED", "T0MOVED"), False: ("T0VENDOR", "T0VENDOR")}


async def test_a_deal_desk_is_nobodys_channel(sqlite_url: str):
    terms = PROGRAMME + '\n[[deal_desks]]\nplatform = "slack"\ntenant = "T0VENDOR"\nchannel = "C0000001"\n'
    async with an_office(sqlite_url, programme=terms) as office:
        assert meets(office, replace(MET, conversation="C0000001")) is None


async def test_a_link_is_ended_and_the_proposal_of_another_day_is_asked_anew(office: Office):
    linked(office)
    card = await opened(office, "admin")

    await office.presses("admin", buttons(card)["End the link"])
    office.later(days=1)

    meets(office, MET)
    assert state(office) is State.PROPOSED
    with office.database.read() as store:
        assert [act.what for act in store.acts.all() if act.about == "channel:slack:C1"][-1] == "channel-unlinked"
