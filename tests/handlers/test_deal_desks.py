"""Deal desks: one card for all who want it there, taken by one, and never where outsiders could read it."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.arrivals import Pressed
from bot.courier import Courier
from bot.messenger import Address, Found, Gone, Paused, Refused, Uncertain
from bot.ticker import do_chores
from domain.places import Platform
from domain.programme import DealDesk
from domain.programme_text import read_programme
from handlers import rerouting
from handlers.deals_known import KIND
from handlers.replies import Reply
from storage.copies import CopyState
from tests.handlers.test_appeals import appeals, rejects
from tests.handlers.test_delegations import BACK, leaves, ticks
from tests.office import NOON, PROGRAMME, Letterbox, Office, an_office, buttons, card_of, filled, form_of, words_of
from views.vocabulary import Button, Card

CHANNEL = "C0DESK"
DESK = DealDesk(platform="slack", tenant="T0VENDOR", channel=CHANNEL, region="ce")


class Channels(Letterbox):
    """Slack, as far as the desk needs it; `closed` channels take nothing."""

    closed = False
    uncertain = False
    gone = False
    paused = False

    async def post(self, address: Address, card: Card, *, key: str) -> Address:
        assert address.closed, "outsiders must not read it"
        if self.closed:
            raise Refused("shared-channel")
        if self.uncertain:
            raise Uncertain("timeout")
        self.cards.setdefault(address.conversation, []).append((key, card))
        return Address(address.platform, address.tenant, address.conversation, message=key, closed=True)

    async def find(self, address: Address, *, key: str, since: datetime) -> Found | None:
        if self.paused:
            raise Paused("ratelimited", 3600.0)
        return None

    async def amend(self, address: Address, card: Card) -> None:
        if self.gone:
            raise Gone("shared-channel")
        mine = self.cards[address.conversation]
        mine[:] = [(key, card if key == address.message else old) for key, old in mine]


@pytest.fixture
def channels(office: Office) -> Channels:
    """The programme has a desk, and both managers of nowak want requests there."""
    with office.database.write() as store:
        store.programmes.apply(store.programme.model_copy(update={"deal_desks": (DESK,)}), at=NOON)
    slack = Channels()
    office.courier = Courier(office.dispatch, {Platform.WEB: office.letters, Platform.SLACK: slack})
    return slack


async def wants(office: Office, *who: str) -> None:
    for one in who:
        form = form_of(await office.types(one, "partner settings"))
        await office.sends(one, form, arrive="desk")


def card(channels: Channels) -> Card:
    ((_, only),) = channels.cards[CHANNEL]
    return only


def told(office: Office, who: str) -> list[str]:
    return [words_of(one) for _, one in office.letters.cards.get(who, [])]


async def presses(office: Office, who: str, button: Button) -> Reply:
    reply = await office.presses(who, button)
    await office.delivers()
    return reply


async def test_one_card_stands_in_the_channel_and_says_no_more_than_all_there_may_know(
    office: Office, channels: Channels
):
    await wants(office, "manager", "second")

    await office.registers("rep", note="Their buyer is Anna", contact="Jan Kowalski")

    shown = words_of(card(channels))
    assert all(words in shown for words in ("Kowalski Sp. z o.o.", "PLN", "Nowak Systems", "Nov 25, 2026"))
    assert "Anna" not in shown
    assert "Jan Kowalski" not in shown
    assert list(buttons(card(channels))) == ["I’ll take it"]
    assert told(office, "manager") == told(office, "second") == []


async def test_who_takes_it_has_it_in_private_and_can_give_it_back(office: Office, channels: Channels):
    await wants(office, "manager", "second")
    await office.registers("rep")
    take = buttons(card(channels))["I’ll take it"]

    assert "It is yours" in words_of(card_of(await presses(office, "manager", take)))
    assert "Taken by Ola Lis" in words_of(card(channels))
    assert "Ola Lis" in words_of(card_of(await presses(office, "second", take)))
    assert told(office, "second") == []
    back = buttons(card(channels))["Give it back"]
    assert "Ola Lis" not in words_of(card_of(await presses(office, "second", back)))
    assert "Taken by Ola Lis" in words_of(card(channels))
    await presses(office, "manager", back)
    assert "Taken by" not in words_of(card(channels))
    await presses(office, "second", take)
    assert "Taken by Piotr Bak" in words_of(card(channels))
    await presses(office, "second", buttons(card(channels))["Give it back"])
    for _ in range(2):
        office.later(seconds=1)
        assert "To Twoja sprawa" in words_of(card_of(await presses(office, "second", take)))

    await presses(office, "second", buttons(office.card("second"))["Zatwierdź"])

    assert "Approved by Piotr Bak" in words_of(card(channels))
    assert not buttons(card(channels))
    with office.database.read() as store:
        desk = [(act.what, act.who) for act in store.acts.all() if act.what.startswith("desk-")]
    assert [what for what, _ in desk] == [
        "desk-taken",
        "desk-given-back",
        "desk-taken",
        "desk-given-back",
        "desk-taken",
    ]
    assert [who for _, who in desk] == [office.person(who).id for who in ("manager", "manager", *["second"] * 3)]
    assert (len(told(office, "manager")), len(told(office, "second"))) == (1, 2)


@pytest.mark.parametrize("who", ["rep", "boss", "rival", "admin", "auditor", "stranger"])
async def test_nobody_else_learns_anything_from_a_press(office: Office, channels: Channels, who: str):
    await wants(office, "manager")
    await office.registers("rep")
    take = buttons(card(channels))["I’ll take it"]

    reply = await presses(office, who, take)

    assert "Kowalski" not in repr(reply)
    assert "Taken by" not in words_of(card(channels))


async def test_who_may_decide_and_was_not_asked_can_take_it_and_who_may_not_cannot(office: Office, channels: Channels):
    await wants(office, "manager", "second")
    await office.registers("rep")
    take = buttons(card(channels))["I’ll take it"]

    await presses(office, "lead", take)
    assert "Taken by Lena Berg" in words_of(card(channels))
    assert "Approve" in buttons(office.card("lead"))


async def test_where_the_channel_cannot_be_told_each_is_told_directly_and_the_admins_once(
    office: Office, channels: Channels
):
    await wants(office, "manager", "second")
    channels.closed = True

    await office.registers("rep")
    await office.registers("rep", customer="Nowicki")

    assert len(told(office, "manager")) == len(told(office, "second")) == 2
    assert "The deal desk cannot be reached" in words_of(office.card("admin"))
    assert len(told(office, "admin")) == 1
    assert channels.cards == {}


async def test_who_does_not_want_it_there_is_told_as_ever_and_reminders_come_to_each(
    office: Office, channels: Channels
):
    await wants(office, "manager")
    await office.registers("rep")
    assert (len(told(office, "manager")), len(told(office, "second"))) == (0, 1)

    office.clock[0] = datetime(2026, 11, 24, 11, 1, tzinfo=UTC)
    await do_chores(office.dispatch)
    await office.delivers()

    assert (len(told(office, "manager")), len(told(office, "second"))) == (1, 2)


async def test_a_region_without_a_desk_is_asked_directly(office: Office, channels: Channels):
    with office.database.write() as store:
        desk = DealDesk(platform="slack", tenant="T0VENDOR", channel=CHANNEL, region="latam")
        store.programmes.apply(store.programme.model_copy(update={"deal_desks": (desk,)}), at=NOON)
    await wants(office, "manager")

    await office.registers("rep")

    assert len(told(office, "manager")) == 1
    assert channels.cards == {}


async def test_the_choice_is_there_where_the_programme_has_a_desk(office: Office):
    form = form_of(await office.types("manager", "partner settings"))
    assert "desk" not in repr(form)
    assert filled(form)["arrive"] == "each"


async def test_who_chose_a_desk_that_the_programme_has_no_more_has_each_by_itself(office: Office, channels: Channels):
    await wants(office, "manager")
    with office.database.write() as store:
        store.programmes.apply(store.programme.model_copy(update={"deal_desks": ()}), at=NOON)

    form = form_of(await office.types("manager", "partner settings"))

    assert filled(form)["arrive"] == "each"
    await office.sends("manager", form)
    assert not office.person("manager").desk


async def test_whoever_leaves_has_it_no_more(office: Office, channels: Channels):
    await wants(office, "manager", "second")
    await office.registers("rep")
    take = buttons(card(channels))["I’ll take it"]
    await presses(office, "manager", take)
    with office.database.write() as store:
        gone = office.person("manager")
        store.people.save(replace(gone, looks_after=frozenset()))

    await presses(office, "second", take)

    assert "Taken by Piotr Bak" in words_of(card(channels))
    with office.database.read() as store:
        assert store.deliveries.tally().get(CopyState.FAILED) is None


async def test_who_presses_after_the_decision_reads_how_it_ended(office: Office, channels: Channels):
    await wants(office, "manager", "second")
    await office.registers("rep")
    take = buttons(card(channels))["I’ll take it"]
    await presses(office, "manager", take)
    await presses(office, "manager", buttons(office.card("manager"))["Approve"])

    assert "Ola Lis" in words_of(card_of(await presses(office, "second", take)))


async def test_who_is_asked_besides_finds_the_card_that_is_there(office: Office, channels: Channels):
    await wants(office, "manager", "second", "lead")
    await office.registers("rep")
    with office.database.write() as store:
        store.people.save(replace(office.person("manager"), looks_after=frozenset()))
        store.people.save(replace(office.person("second"), looks_after=frozenset()))
    await do_chores(office.dispatch)
    await do_chores(office.dispatch)
    await office.delivers()

    assert len(channels.cards[CHANNEL]) == 1
    assert told(office, "lead") == []
    await presses(office, "lead", buttons(card(channels))["I’ll take it"])
    assert "Approve" in buttons(office.card("lead"))


async def test_what_does_not_get_there_in_five_minutes_is_told_to_each(office: Office, channels: Channels):
    await wants(office, "manager")
    with office.database.write() as store:
        store.pauses.add(Platform.SLACK, "T0VENDOR", until=NOON + timedelta(hours=1), reason="ratelimited")
    await office.registers("rep")

    for minutes, times in ((4, 0), (2, 1), (60, 1)):
        office.later(minutes=minutes)
        await do_chores(office.dispatch)
        await office.delivers()
        assert len(told(office, "manager")) == times

    assert channels.cards == {}
    assert len(told(office, "admin")) == 1


async def test_where_nobody_knows_whether_it_arrived_each_is_told_and_an_operator_looks(
    office: Office, channels: Channels
):
    await wants(office, "manager")
    channels.uncertain = True
    await office.registers("rep")
    office.later(minutes=1)
    await office.delivers()

    assert len(told(office, "manager")) == 1
    with office.database.read() as store:
        assert [one.kind for one in store.review.stuck()] == ["deal-at-desk"]


async def test_where_tandem_was_taken_out_of_the_workspace_each_is_told_at_once(office: Office, channels: Channels):
    await wants(office, "manager")
    with office.database.write() as store:
        store.installations.disable(Platform.SLACK, "T0VENDOR", "app_uninstalled", at=NOON)

    await office.registers("rep")

    assert len(told(office, "manager")) == 1


async def test_where_the_card_is_taken_away_each_is_told_and_so_is_who_is_asked_besides(
    office: Office, channels: Channels
):
    await wants(office, "manager", "second", "lead")
    ref = await office.registers("rep")
    channels.gone = True
    form = form_of(await office.types("rep", f"deal edit {ref}"))

    await office.sends("rep", form, amount="13000")
    await office.delivers()

    assert [len(told(office, who)) for who in ("manager", "second", "lead", "admin")] == [1, 1, 0, 1]
    with office.database.write() as store:
        for who in ("manager", "second"):
            store.people.save(replace(office.person(who), looks_after=frozenset()))
    await do_chores(office.dispatch)
    await office.delivers()
    assert len(channels.cards[CHANNEL]) == 2


async def test_a_card_that_is_taken_away_once_it_is_decided_is_told_to_nobody(office: Office, channels: Channels):
    await wants(office, "manager", "second")
    await office.registers("rep")
    await presses(office, "manager", buttons(card(channels))["I’ll take it"])
    channels.gone = True

    await presses(office, "manager", buttons(office.card("manager"))["Approve"])

    assert [len(told(office, who)) for who in ("manager", "second", "admin")] == [1, 0, 0]


async def test_whoever_has_taken_it_and_goes_away_has_it_no_more_and_others_can_take_it(
    office: Office, channels: Channels
):
    await wants(office, "manager", "second")
    await office.registers("rep")
    await presses(office, "manager", buttons(card(channels))["I’ll take it"])

    await leaves(office, "manager", since="2026-11-23", until="2026-12-04")
    await presses(office, "second", buttons(card(channels))["I’ll take it"])
    await office.delivers()

    assert "Taken by Piotr Bak" in words_of(card(channels))


async def test_whoever_has_taken_it_and_may_not_decide_it_any_more_has_it_no_more(office: Office, channels: Channels):
    await wants(office, "manager", "second")
    await office.registers("rep")
    await presses(office, "manager", buttons(card(channels))["I’ll take it"])

    with office.database.write() as store:
        store.people.save(replace(office.person("manager"), looks_after=frozenset()))
    await do_chores(office.dispatch)
    await office.delivers()

    assert "Taken by" not in words_of(card(channels))
    assert "I’ll take it" in buttons(card(channels))


async def test_what_somebody_took_for_a_time_is_anybodys_when_it_is_over(office: Office, channels: Channels):
    await wants(office, "manager", "second")
    await leaves(office, "manager", "second")
    await office.registers("rival", customer="Meanwhile AG")
    await presses(office, "second", buttons(card(channels))["I’ll take it"])
    back = buttons(card(channels))["Give it back"]

    await ticks(office, BACK)

    assert "Taken by" not in words_of(card(channels))
    await presses(office, "second", back)  # from before: they may not decide it now, and learn nothing
    assert "Given back" in words_of(card_of(await presses(office, "manager", back)))
    await presses(office, "manager", buttons(card(channels))["I’ll take it"])
    assert "Taken by Ola Lis" in words_of(card(channels))


async def test_who_gives_it_back_after_the_decision_reads_how_it_ended(office: Office, channels: Channels):
    await wants(office, "manager", "second")
    await office.registers("rep")
    await presses(office, "manager", buttons(card(channels))["I’ll take it"])
    back = buttons(card(channels))["Give it back"]
    await presses(office, "manager", buttons(office.card("manager"))["Approve"])

    assert "Approved by Ola Lis" in words_of(card_of(await presses(office, "manager", back)))


async def test_who_has_taken_it_unasked_is_reminded_with_those_asked_and_not_asked_besides(
    office: Office, channels: Channels
):
    await wants(office, "manager", "second")
    await office.registers("rep")
    await presses(office, "lead", buttons(card(channels))["I’ll take it"])

    await ticks(office, datetime(2026, 11, 24, 11, 1, tzinfo=UTC))

    assert [len(told(office, who)) for who in ("manager", "second", "lead")] == [1, 1, 2]
    await ticks(office, datetime(2026, 11, 25, 11, 1, tzinfo=UTC))
    assert "asked as well" not in " ".join(told(office, "lead"))


async def test_who_took_it_unasked_and_may_not_decide_any_more_keeps_nothing_and_reads_what_was_changed_before(
    office: Office, channels: Channels
):
    await wants(office, "manager", "second")
    ref = await office.registers("rep")
    await presses(office, "lead", buttons(card(channels))["I’ll take it"])
    office.later(minutes=1)
    form = form_of(await office.types("rep", f"deal edit {ref}"))
    await office.sends("rep", form, amount="13000")
    await office.delivers()
    assert "12,500" in words_of(office.card("lead"))

    with office.database.write() as store:
        store.people.save(replace(office.person("lead"), looks_after=frozenset()))
    await ticks(office)

    assert "Kowalski" not in words_of(office.card("lead"))
    assert "I’ll take it" in buttons(card(channels))


IN_TWO = PROGRAMME.replace(
    "[[approvals]]",
    """[[approvals]]
name = "two"
region = "ce"
up_to = { PLN = 200000 }
steps = [{ any_of = ["channel-manager"] }, { any_of = ["regional-lead"] }]

[[approvals]]""",
    1,
)


async def test_an_appeal_begins_anew_at_the_desk_with_a_new_card_that_nobody_has_taken(
    office: Office, channels: Channels
):
    await wants(office, "manager", "second", "lead")
    ref = await office.registers("rep")
    await presses(office, "manager", buttons(card(channels))["I’ll take it"])
    await rejects(office, ref, "second")

    await appeals(office, ref)
    await office.delivers()

    (_, old), (_, new) = channels.cards[CHANNEL]
    assert "newer message" in words_of(old)
    assert not buttons(old)
    assert "Taken by" not in words_of(new)
    await presses(office, "manager", buttons(new)["I’ll take it"])
    assert len(told(office, "manager")) == 2
    assert "Taken by Ola Lis" in words_of(channels.cards[CHANNEL][1][1])


async def test_where_the_card_of_an_appeal_does_not_get_there_each_who_may_decide_is_told_once(
    office: Office, channels: Channels
):
    await wants(office, "manager", "second")
    ref = await office.registers("rep")
    await presses(office, "manager", buttons(card(channels))["I’ll take it"])
    await rejects(office, ref, "second")
    channels.closed = True

    await appeals(office, ref)
    await office.delivers()

    assert [len(told(office, who)) for who in ("manager", "second")] == [2, 0]


async def test_a_second_step_is_nobodys_and_where_its_card_does_not_get_there_only_it_is_told(
    office: Office, channels: Channels
):
    with office.database.write() as store:
        store.programmes.apply(read_programme(IN_TWO).model_copy(update={"deal_desks": (DESK,)}), at=NOON)
    await wants(office, "manager", "second", "lead")
    await office.registers("rep")
    take = buttons(card(channels))["I’ll take it"]
    await presses(office, "lead", take)
    channels.closed = True

    await presses(office, "manager", replace(take, route="approval-approve", version=1))

    assert "Taken by" not in words_of(card(channels))
    assert [len(told(office, who)) for who in ("manager", "second", "lead")] == [0, 0, 2]


async def test_an_edit_that_voids_a_yes_begins_anew_and_any_other_leaves_it_with_who_has_taken_it(
    office: Office, channels: Channels
):
    with office.database.write() as store:
        store.programmes.apply(read_programme(IN_TWO).model_copy(update={"deal_desks": (DESK,)}), at=NOON)
    await wants(office, "manager", "second", "lead")
    ref = await office.registers("rep")
    take = buttons(card(channels))["I’ll take it"]
    await presses(office, "lead", take)
    for times in (1, 3):
        form = form_of(await office.types("rep", f"deal edit {ref}"))
        await office.sends("rep", form, amount=f"13{times}00")
        await office.delivers()

        cards = [words_of(one) for _, one in channels.cards[CHANNEL]]
        assert len(cards) == times
        assert ("Taken by Lena Berg" in cards[-1]) is (times == 1)
        if times == 1:
            await presses(office, "manager", replace(take, route="approval-approve", version=2))
            await presses(office, "lead", buttons(channels.cards[CHANNEL][-1][1])["I’ll take it"])


async def test_new_rules_for_what_waits_begin_anew_at_the_desk_too(office: Office, channels: Channels):
    await wants(office, "manager", "second")
    await office.registers("rep")
    await presses(office, "lead", buttons(card(channels))["I’ll take it"])

    with office.database.write() as store:
        (detour,) = rerouting.detours(read_programme(IN_TWO), store)
        assert rerouting.take(detour, store, at=office.clock[0])
    await office.delivers()

    assert "Taken by" not in words_of(card(channels))
    assert "I’ll take it" in buttons(card(channels))


async def test_of_several_who_take_it_at_once_one_has_it_and_the_others_read_who(postgresql_url: str):
    async with an_office(postgresql_url) as office:
        ref = await office.registers("rep")
        with office.database.read() as store:
            approval = store.approvals.of(KIND, office.deal(ref).id)
        assert approval
        pressed = Pressed("desk-take", approval.id, 1)
        arrivals = [office.arrival(who, pressed) for who in ("manager", "second", "lead") * 3]
        before = len(office.replies)

        await asyncio.gather(*(office.dispatch.serve(one, office._keep) for one in arrivals))

        with office.database.read() as store:
            taker = store.people.get(store.deal_desks.taker(approval.id))
        assert taker
        others = [words for words in map(words_of, map(card_of, office.replies[before:])) if taker.name in words]
        assert len(others) == 6


async def test_where_nobody_can_look_whether_it_arrived_each_is_told_in_five_minutes_once(
    office: Office, channels: Channels
):
    await wants(office, "manager")
    channels.uncertain = channels.paused = True
    await office.registers("rep")

    for minutes, times in ((4, 0), (2, 1), (60, 1)):
        office.later(minutes=minutes)
        await ticks(office)
        assert len(told(office, "manager")) == times

    assert len(told(office, "admin")) == 1


async def test_who_is_asked_besides_where_nobody_knows_whether_it_arrived_is_told_directly(
    office: Office, channels: Channels
):
    await wants(office, "manager", "second", "lead")
    channels.uncertain = True
    await office.registers("rep")
    office.later(minutes=1)
    await office.delivers()
    with office.database.write() as store:
        for who in ("manager", "second"):
            store.people.save(replace(office.person(who), looks_after=frozenset()))

    for _ in range(6):
        office.later(minutes=1)
        await ticks(office)

    assert len(told(office, "lead")) == 1
