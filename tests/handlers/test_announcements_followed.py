"""An announcement on its way: figures that add up, paused, resumed, cancelled, tried again; for those who may know."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from bot.messenger import Address
from bot.ticker import do_chores
from domain.announcements import State
from domain.announcements_followed import CANCELLED, OFTEN, PAUSED
from domain.announcements_written import Act, Action, Content
from domain.audience import Audience, To
from domain.channels import Channel
from domain.notices.announcements import AnnouncementFollowed
from domain.notices.notice import topic
from domain.places import Platform
from handlers.leaving import leave
from storage.claimed import Claim
from storage.copies import Lane
from storage.deliveries import Deliveries, Late
from storage.tables import copies, identities
from tests.following import TEXTS, again, begun, button, choosy, ends, progress
from tests.handlers.test_acts import acts, head
from tests.handlers.test_announcements import allow
from tests.office import Office, an_office, buttons, card_of, form_of, words_of
from views.vocabulary import Card, said

READERS = ("rep", "boss", "rio", "rival")
LATE = said("Late")
NOWHERE = Address(Platform.WEB, "", "")


async def test_the_authors_card_adds_up_and_keeps_up(office: Office):
    choosy(office, "rio")
    one = begun(office)
    await office.courier.deliver_due()
    assert "Audience: 4" in words_of(office.card("director"))

    await office.delivers()
    office.later(seconds=OFTEN.total_seconds() + 1)
    await office.delivers()

    shown = words_of(office.card("director", about=one.ref))
    assert "Sent: 3\nFailed: 1\nWaiting: 0" in shown
    assert "1 failed. The channel is archived." in shown
    assert "Did not get it: Ana Souza (Rio Automação)." in shown


async def test_when_all_have_it_it_has_been_sent_and_the_card_rests(office: Office):
    one = begun(office)
    await office.delivers()
    ends(office)
    await office.delivers()

    assert again(office, one).state is State.SENT
    assert "has been sent" in words_of(office.card("director"))
    assert all(office.card(who, about="New from May") for who in READERS)
    office.later(hours=1)
    assert not await office.courier.deliver_due()


async def test_of_several_each_has_been_sent_when_it_is_over_and_no_other(database_url: str):
    async with an_office(database_url) as office:
        some = [begun(office) for _ in range(3)]
        await office.delivers()
        some += [begun(office) for _ in range(3)]
        ends(office)

        stand = [again(office, one).state for one in some]
        assert stand == [State.SENT] * 3 + [State.SENDING] * 3
        await office.delivers()
        ends(office)
        assert {again(office, one).state for one in some} == {State.SENT}


async def test_the_card_is_not_changed_more_often_than_it_may_be(office: Office):
    begun(office)
    await office.delivers()
    seen = office.card("director")

    office.later(seconds=OFTEN.total_seconds() / 2)
    assert not await office.courier.deliver_due()
    assert office.card("director") is seen


async def test_paused_nothing_leaves_resumed_everything_does_at_its_hour(office: Office):
    one = begun(office)

    paused = card_of(await office.presses("director", button("announcement-pause", one)))
    await office.delivers()
    assert "paused" in words_of(paused)
    assert set(office.letters.cards) == {"director"}
    assert progress(office, one).waiting == len(READERS)

    office.later(hours=3)
    await office.presses("director", buttons(paused)["Go on"])
    await office.delivers()
    assert set(office.letters.cards) == {"director", *READERS}


async def test_what_goes_on_at_night_or_on_a_weekend_waits_for_working_hours(office: Office):
    one = begun(office)
    paused = card_of(await office.presses("director", button("announcement-pause", one)))
    office.later(days=5, hours=11)  # Saturday, 23:00

    await office.presses("director", buttons(paused)["Go on"])
    await office.delivers()

    assert set(office.letters.cards) == {"director"}
    with office.database.read() as store:
        lanes = {row.lane for row in store._connection.execute(select(copies).where(copies.c.reason == "quiet-hours"))}
    assert lanes == {Lane.CROWD}, "it overtakes nothing in the morning"
    office.later(days=2)
    await office.delivers()
    assert set(office.letters.cards) == {"director", *READERS}


async def test_what_is_urgent_goes_on_at_night(office: Office):
    one = begun(office, urgent="Recall")
    paused = card_of(await office.presses("director", button("announcement-pause", one)))
    office.later(days=5, hours=11)

    await office.presses("director", buttons(paused)["Go on"])
    await office.delivers()

    assert set(office.letters.cards) == {"director", *READERS}


@pytest.mark.parametrize("hold", [True, False])
async def test_what_goes_to_channels_waits_where_the_programme_says_so(office: Office, *, hold: bool):
    allow(office, hold_channels=hold)
    with office.database.write() as store:
        channel = Channel(
            platform=Platform.WEB, host="test", conversation="C1", partner="nowak", name="nowak", service="x"
        )
        store.channels.link(channel, by="", at=office.clock[0])
    one = begun(office, to=Audience(to=To.CHANNELS))
    paused = card_of(await office.presses("director", button("announcement-pause", one)))
    office.later(days=5, hours=11)

    await office.presses("director", buttons(paused)["Go on"])
    await office.delivers()

    assert ("" in office.letters.cards) is not hold


async def test_what_was_due_later_is_due_then_after_a_pause(office: Office):
    one = begun(office)
    then = office.clock[0] + timedelta(hours=8)
    with office.database.write() as store:
        store.outbox._connection.exec_driver_sql(
            f"UPDATE copies SET due = {int(then.timestamp() * 1_000_000)} WHERE person IS NOT NULL AND lane > 0"
        )

    paused = card_of(await office.presses("director", button("announcement-pause", one)))
    await office.presses("director", buttons(paused)["Go on"])
    await office.delivers()

    now = progress(office, one)
    assert (now.later, now.next_at) == (len(READERS), then)
    office.later(hours=8)
    await office.delivers()
    assert progress(office, one).sent == len(READERS)


async def test_cancelled_the_report_says_who_got_it(office: Office):
    one = begun(office)
    paused = card_of(await office.presses("director", button("announcement-pause", one)))

    cancelled = card_of(await office.presses("director", buttons(paused)["Cancel"]))
    office.later(hours=1)
    await office.delivers()

    assert "Sent: 0\nFailed: 0\nWaiting: 0\nLeft out: 4" in words_of(cancelled)
    assert set(office.letters.cards) == {"director"}
    assert again(office, one).state is State.CANCELLED


async def test_what_a_courier_had_in_hand_when_it_was_cancelled_does_not_come_later(office: Office):
    one = begun(office)
    at = office.clock[0]
    with office.database.write() as store:
        claims = store.claims.take(at=at, platforms=tuple(office.courier.messengers), size=10)
    await office.presses("director", button("announcement-cancel", one))
    with office.database.write() as store:
        for claim in claims:
            store.deliveries.again(claim, "unreachable", due=at)

    office.later(minutes=1)
    await office.delivers()

    assert set(office.letters.cards) == {"director"}
    assert progress(office, one).skipped == len(READERS)


async def test_what_a_courier_had_in_hand_when_it_was_paused_comes_when_it_goes_on(office: Office):
    one = begun(office)
    at = office.clock[0]
    with office.database.write() as store:
        claims = store.claims.take(at=at, platforms=tuple(office.courier.messengers), size=10)
    paused = card_of(await office.presses("director", button("announcement-pause", one)))
    with office.database.write() as store:
        for claim in claims:
            store.deliveries.again(claim, "unreachable", due=at)
    office.later(minutes=1)
    await office.delivers()
    assert progress(office, one).waiting == len(READERS)

    await office.presses("director", buttons(paused)["Go on"])
    await office.delivers()

    assert progress(office, one).sent == len(READERS)


async def test_what_was_found_paused_and_is_noted_after_it_went_on_goes_as_well(office: Office):
    one = begun(office)
    claims = _taken(office)
    paused = card_of(await office.presses("director", button("announcement-pause", one)))
    await office.presses("director", buttons(paused)["Go on"])
    with office.database.write() as store:
        for claim in claims:
            store.deliveries.skip(claim, PAUSED, at=office.clock[0])

    await office.delivers()

    assert progress(office, one).sent == len(READERS)


def _taken(office: Office) -> Sequence[Claim]:
    """By a courier that stands still at once."""
    with office.database.write() as store:
        return store.claims.take(at=office.clock[0], platforms=tuple(office.courier.messengers), size=10)


def _looked_for(office: Office) -> None:
    """The lease has run out; another courier finds nothing."""
    with office.database.engine.begin() as connection:
        connection.execute(update(copies).values(lease=1.0))
    _taken(office)
    office.later(minutes=1)
    for claim in _taken(office):
        with office.database.write() as store:
            store.deliveries.not_there(claim, at=office.clock[0])


@pytest.mark.parametrize(
    ("step", "reason"), [("pause", PAUSED), ("cancel", CANCELLED), ("retract", CANCELLED), ("", "is_archived")]
)
async def test_what_arrives_after_all_counts_and_comes_once(office: Office, step: str, reason: str):
    """One courier stands still for longer than its lease, and sends; another has given it up meanwhile."""
    one = begun(office)
    slow = _taken(office)
    _looked_for(office)
    other = _taken(office)
    assert {claim.copy for claim in other} == {claim.copy for claim in slow}
    if step:
        await office.presses("director", button(f"announcement-{step}", one))
    ended = Deliveries.skip if step else Deliveries.failed
    for claim in other:
        with office.database.write() as store:
            ended(store.deliveries, claim, reason, at=office.clock[0])
    for claim in slow:
        there = await office.letters.post(
            replace(NOWHERE, user=claim.known.identity.user), Card(LATE, LATE), key=f"late {claim.copy}"
        )
        with office.database.write() as store:
            kept = store.deliveries.late(
                claim, conversation=there.conversation, message=there.message, at=office.clock[0]
            )
        assert kept is Late.KEPT

    then = {"pause": "resume", "": "retry"}.get(step, "follow")
    await office.presses("director", button(f"announcement-{then}", again(office, one)))
    await office.delivers()

    assert progress(office, one).sent == len(READERS)
    assert not {claim.copy for claim in slow} & set(office.letters.posted)
    for who in READERS:
        ((_, card),) = office.letters.cards[who]
        assert (card.title != LATE) is (step == "retract")


async def test_only_the_failed_are_tried_again_and_once(office: Office):
    letters = choosy(office, "rio", "rival")
    one = begun(office)
    await office.delivers()
    ends(office)
    one = again(office, one)
    letters.refuses.clear()

    await office.presses("director", button("announcement-retry", one))
    await office.presses("admin", button("announcement-retry", one))
    await office.delivers()

    assert progress(office, one).sent == len(READERS)
    assert len(letters.posted) == len(set(letters.posted)) == len(READERS) + 1
    ends(office)
    assert again(office, one).state is State.SENT


async def test_an_admin_who_follows_it_reads_what_it_says(office: Office):
    one = begun(office)
    followed = card_of(await office.presses("admin", button("announcement-follow", one)))

    assert "New from May" in words_of(card_of(await office.presses("admin", buttons(followed)["Preview"])))
    assert "New from May" not in words_of(card_of(await office.presses("auditor", button("announcement-preview", one))))


@pytest.mark.parametrize("who", ["manager", "auditor", "rep", "boss"])
@pytest.mark.parametrize("route", ["follow", "pause", "resume", "cancel", "retry"])
async def test_nobody_else_follows_it(office: Office, who: str, route: str):
    one = begun(office)

    answer = words_of(card_of(await office.presses(who, button(f"announcement-{route}", one))))

    assert one.ref not in answer
    assert again(office, one) == one


async def test_a_card_that_is_not_true_any_more_shows_what_is(office: Office):
    one = begun(office)
    await office.presses("director", button("announcement-pause", one))

    shown = card_of(await office.presses("admin", button("announcement-cancel", one)))

    assert "paused" in words_of(shown)
    assert again(office, one).state is State.PAUSED


async def test_each_step_is_on_record_in_the_name_of_who_took_it(office: Office):
    letters = choosy(office, "rio")
    one = begun(office, content=Content(TEXTS, actions=(Action(Act.ACKNOWLEDGE),)))
    await office.delivers()
    letters.refuses.clear()
    noted = head(office)

    for step in ("pause", "resume", "retry", "remind"):
        await office.presses("admin", button(f"announcement-{step}", again(office, one)))
    form = form_of(await office.presses("admin", button("announcement-revise-form", again(office, one))))
    await office.sends("admin", form)
    for step in ("cancel", "retract"):
        await office.presses("admin", button(f"announcement-{step}", again(office, one)))

    steps = ("pause", "resume", "retry", "remind", "revise", "cancel", "retract")
    assert [what for _, what in acts(office, noted)] == [f"announcement-{step}" for step in steps]


async def test_what_is_held_keeps_nothing_open_and_the_card_says_so_until_it_is_decided(office: Office):
    one = begun(office)
    held = update(copies).where(copies.c.person == office.person("rep").id).values(state="uncertain", reason="held")
    with office.database.engine.begin() as connection:
        connection.execute(held.values(due=None))
    await office.delivers()
    ends(office)
    await office.delivers()
    shown = words_of(office.card("director"))
    assert "has been sent" in shown
    assert "Waiting: 0" in shown
    assert "Nobody knows: 1" in shown
    assert "Nobody knows yet whether it arrived at: Jan Nowak" in shown

    with office.database.write() as store:
        assert store.following.stuck() == (one.id,)
        store.outbox.amend(topic(AnnouncementFollowed.about, one.id), at=office.clock[0])
        store.review.drop(at=office.clock[0], kind="announcement")
    await office.delivers()

    assert "Left out: 1" in words_of(office.card("director"))


@pytest.mark.parametrize("route", ["announcement-cancel", "announcement-retract"])
async def test_what_nobody_knows_of_stays_so_where_it_was_called_off(office: Office, route: str):
    one = begun(office)
    held = update(copies).where(copies.c.person == office.person("rep").id).values(state="uncertain", reason="held")
    with office.database.engine.begin() as connection:
        connection.execute(held.values(due=None))
    await office.presses("director", button(route, again(office, one)))

    with office.database.write() as store:
        [stuck] = store.review.stuck()
        assert not store.review.resend(stuck.id, at=office.clock[0])
        assert not store.review.release(at=office.clock[0])
    await office.delivers()
    assert progress(office, one).held == 1


async def test_of_copies_that_are_not_on_record_any_more_nothing_is_said_and_nothing_is_done_to_them(office: Office):
    choosy(office)
    one = begun(office)
    await office.delivers()
    ends(office)
    office.later(days=365)

    shown = card_of(await office.presses("director", button("announcement-follow", one)))
    assert "kept for a year" in words_of(shown)
    assert "Audience" not in words_of(shown)
    assert {one.route for one in buttons(shown).values()} == {"announcement-preview"}
    said = card_of(await office.presses("director", button("announcement-retract", again(office, one))))
    assert "not possible" in words_of(said)
    assert again(office, one).state is State.SENT


async def test_what_is_under_way_when_its_author_leaves_is_the_admins_matter(office: Office):
    choosy(office)
    one = begun(office, by="manager")
    await office.presses("manager", button("announcement-pause", one))
    with office.database.write() as store:
        leave(replace(office.person("manager"), roles=frozenset()), store, at=office.clock[0])
    for _ in range(2):
        await do_chores(office.dispatch)
        await office.delivers()

    [(_, card)] = office.letters.cards["admin"]
    assert "may not announce any more" in words_of(card)
    assert one.ref in words_of(card_of(await office.types("admin", "announce list")))
    await office.presses("admin", buttons(card)["Go on"])
    await do_chores(office.dispatch)
    await office.delivers()
    assert office.letters.cards["rep"]


async def test_who_was_never_reached_is_no_part_of_the_rate(office: Office):
    with office.database.engine.begin() as connection:
        connection.execute(delete(identities).where(identities.c.person == office.person("rio").id))
    one = begun(office)
    office.clock[0] -= timedelta(seconds=30)

    assert (progress(office, one).skipped, progress(office, one).lately) == (1, 0)
