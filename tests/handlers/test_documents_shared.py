"""A document goes into a channel by an explicit act, and only where all who read there may have it."""

from dataclasses import replace

import pytest
from sqlalchemy import update
from structlog.testing import capture_logs

from bot.arrivals import Pressed
from bot.carrying.wording import all_worded
from bot.messenger import Refused
from domain.channels import Channel
from domain.places import Platform
from domain.refusal import Refusal
from storage.claimed import Claim
from storage.tables import notices
from tests.handlers.test_channels import linked
from tests.handlers.test_documents import put
from tests.handlers.test_handed import faulty
from tests.office import NOON, Office, buttons, card_of, words_of
from views.vocabulary import Button, Card, plain


def waiting(office: Office) -> list[Claim]:
    """What is on its way into channels."""
    with office.database.write() as store:
        claims = store.claims.take(at=office.clock[0], platforms=(Platform.SLACK, Platform.TEAMS), size=50)
    return [claim for claim in claims if claim.kind == "document-shared"]


def told(office: Office, claim: Claim) -> object:
    """Its card, or why there is none."""
    with office.database.read() as store:
        return all_worded([claim], store, office.clock[0])[0]


async def offered(office: Office, ref: str, who: str = "manager") -> dict[str, Button]:
    """The places, by what is said before."""
    card = card_of(await office.asks(who, Pressed("document-share", ref)))
    return {plain(one.confirm.text): one for one in buttons(card).values() if one.confirm}


async def test_who_will_see_it_is_said_before_and_it_goes_there_once(office: Office):
    linked(office)
    ref = put(office, "Prices", "Sensors", regions=["ce"])

    opened = card_of(await office.types("manager", f"docs {ref}"))
    assert "Share in a channel" in buttons(opened)
    assert "Share in a channel" not in buttons(card_of(await office.types("rep", f"docs {ref}")))
    [(sure, button)] = (await offered(office, ref)).items()
    assert "Everybody in ext-nowak" in sure
    assert "Nowak Systems" in sure
    for _ in range(2):
        assert "on its way to ext-nowak" in words_of(card_of(await office.presses("manager", button)))

    [claim] = waiting(office)
    card = told(office, claim)
    assert isinstance(card, Card)
    assert claim.known.conversation == "C1"
    assert card.handed
    assert card.handed.name == "Prices.txt"
    with office.database.read() as store:
        assert [act.partner for act in store.acts.since(0) if act.what == "document-shared"] == ["nowak"]


@pytest.mark.parametrize(
    "how",
    [
        {"regions": ["latam"]},
        {"view": "vendor"},
        {"view": "partner-admins"},
        {"download": "vendor"},
        {"partners": ["rio"]},
    ],
)
async def test_what_not_all_of_them_may_have_goes_nowhere(office: Office, how):
    channel = linked(office)
    ref = put(office, "Prices", **how)

    assert await offered(office, ref) == {}
    reply = card_of(await office.asks("manager", Pressed("document-share-there", f"{ref}.{channel.id}")))

    assert "Not all who read this channel" in words_of(reply) or "not find" in words_of(reply).lower()
    assert waiting(office) == []


async def test_a_right_that_goes_before_it_leaves_and_a_channel_that_is_anothers_stop_it(office: Office):
    channel = linked(office)
    ref = put(office, "Prices")
    await office.asks("manager", Pressed("document-share-there", f"{ref}.{channel.id}"))
    [claim] = waiting(office)

    put(office, "Prices", "New", view="vendor", at=NOON)

    assert isinstance(told(office, claim), Refusal)


async def test_others_channels_and_documents_are_like_none(office: Office):
    theirs = linked(office, "C2", partner="rio")
    ref, hidden = put(office, "Prices"), put(office, "Limits", view="owner", owner="x")

    missing = await office.asks("second", Pressed("document-share-there", f"{ref}.nothing"))
    assert await office.asks("second", Pressed("document-share-there", f"{ref}.{theirs.id}")) == missing
    assert await office.asks("second", Pressed("document-share", hidden)) == await office.asks(
        "second", Pressed("document-share", "F-00000")
    )


async def test_in_teams_a_channel_reads_how_to_get_it(office: Office):
    with office.database.write() as store:
        tenant = "11111111-aaaa-4bbb-8ccc-000000000001"
        made = Channel(platform=Platform.TEAMS, host=tenant, conversation="19:x", partner="nowak", name="Nowak")
        store.channels.link(replace(made, service="https://smba.trafficmanager.net/emea/"), by="operator", at=NOON)
        channel = store.channels.get(Platform.TEAMS, "19:x")
    assert channel
    ref = put(office, "Prices")
    await office.asks("manager", Pressed("document-share-there", f"{ref}.{channel.id}"))

    [claim] = waiting(office)
    card = told(office, claim)

    assert isinstance(card, Card)
    assert card.handed is None
    assert f"/docs {ref}" in words_of(card)


async def shared(office: Office) -> tuple[Channel, str]:
    channel, ref = linked(office), put(office, "Prices")
    await office.asks("manager", Pressed("document-share-there", f"{ref}.{channel.id}"))
    return channel, ref


async def test_who_shared_it_hears_why_the_platform_refused_it_and_shares_it_again(office: Office):
    letters = faulty(office, Refused("slack_connect_file_upload_sharing_blocked"))
    await shared(office)
    await office.delivers()

    told = office.card("manager", about="Prices was not shared")
    assert "ext-nowak, where the people of Nowak Systems read" in words_of(told)
    assert "do not allow this file" in words_of(told)

    letters.fault = None
    [place] = buttons(card_of(await office.presses("manager", buttons(told)["Share in a channel"]))).values()
    await office.presses("manager", place)
    await office.delivers()
    assert [card.handed.name for _, card in letters.cards[""] if card.handed] == ["Prices.txt"]
    assert len(letters.cards["manager"]) == 1


async def test_who_shared_it_hears_of_what_changed_before_it_left(office: Office):
    faulty(office, Refused("never asked"))
    channel, ref = await shared(office)
    with office.database.write() as store:
        store.channels.unlink(channel, by="", at=NOON)
    linked(office, partner="rio")
    await office.delivers()
    told = words_of(office.card("manager", about="was not shared"))
    assert "not linked to Nowak Systems any more" in told
    assert "Not all who read this channel" in told

    office.later(minutes=2)
    channel = linked(office, "C3")
    await office.asks("manager", Pressed("document-share-there", f"{ref}.{channel.id}"))
    with office.database.write() as store:
        document = store.documents.by_ref(ref)
        assert document
        over = replace(document, retired_at=office.clock[0])
        store.documents.change(document, over, by="", what="retired", at=office.clock[0])
    await office.delivers()
    assert "taken out of the catalogue" in words_of(office.card("manager", about="was not shared"))


def told_before(office: Office, subject: str, occasion: str) -> None:
    """The notice says what an older release, or a bug, made of it."""
    with office.database.engine.begin() as connection:
        this = update(notices).where(notices.c.kind == "document-shared")
        connection.execute(this.values(subject=subject, occasion=occasion))


@pytest.mark.parametrize("arrives", [True, False], ids=["arrives", "refused"])
async def test_what_was_shared_before_an_upgrade_is_told_as_it_was_then(office: Office, arrives):
    letters = faulty(office, Refused("no-files-here"))
    letters.fault = None if arrives else letters.fault
    channel, ref = await shared(office)
    with office.database.read() as store:
        document = store.documents.by_ref(ref)
    assert document
    told_before(office, f"{document.id}:{channel.id}", "version:29000000")
    await office.delivers()

    with office.database.read() as store:
        assert store.deliveries.tally() == {"sent" if arrives else "failed": 1}


async def test_a_bug_in_telling_the_sharer_keeps_nobody_from_noting_what_became_of_it(office: Office):
    faulty(office, Refused("no-files-here"))
    channel, _ = await shared(office)
    told_before(office, f"nothing:{channel.id}:nowak", "broken")
    with capture_logs() as logs:
        await office.delivers()

    assert [line["kind"] for line in logs if line["event"] == "courier.missed_not_told"] == ["document-shared"]
    with office.database.read() as store:
        assert store.deliveries.tally() == {"skipped": 1}


async def test_two_presses_a_moment_apart_put_it_there_once_whatever_the_clock_shows(office: Office):
    office.clock[0] = office.clock[0].replace(second=59, microsecond=500_000)
    channel, ref = await shared(office)
    for seconds in (1, 30):
        office.later(seconds=seconds)
        await office.asks("manager", Pressed("document-share-there", f"{ref}.{channel.id}"))
    assert len(waiting(office)) == 1

    office.later(minutes=2)
    await office.asks("manager", Pressed("document-share-there", f"{ref}.{channel.id}"))
    assert len(waiting(office)) == 1, "one more"
