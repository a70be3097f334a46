"""The cap: so many messages that can wait on one day, the others in one digest; nothing is lost, and nothing twice."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Any
from unittest.mock import AsyncMock
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Row, select

from bot.courier import Courier
from bot.messenger import Address, Paused
from bot.ticker import do_chores
from domain.announcements import Announcement
from domain.announcements_written import Act, Action, Content
from domain.audience import Audience, To
from domain.cap import day_of
from domain.notices.announcements import Announced
from domain.notices.deals import DealStalled
from domain.people import Person
from domain.places import Platform
from domain.programme import Messaging, QuietTimes
from domain.when import QuietHours
from handlers.chores import CHORES
from handlers.replies import Correct
from storage.announcements_followed import Which
from storage.tables import copies, notices
from tests.following import TEXTS, again, begun, button, choosy, progress
from tests.handlers.test_digests import wants
from tests.office import Letterbox, Office, buttons, card_of, filled, form_of, words_of
from views.vocabulary import Card

NOWAK = Audience(to=To.PEOPLE, partners=frozenset({"nowak"}))
DIGEST = "messages for you"
NEXT_MORNING = datetime(2026, 11, 24, 7, tzinfo=UTC)


def capped(office: Office, per_day: int = 2, **more: object) -> None:
    with office.database.write() as store:
        rules = Messaging(per_day=per_day)
        store.programmes.apply(store.programme.model_copy(update={"messages": rules, **more}), at=office.clock[0])


async def announces(office: Office, count: int, **more: object) -> list[Announcement]:
    some = []
    for _ in range(count):
        some.append(begun(office, to=NOWAK, **more))  # type: ignore[arg-type]  # as it is given
        await office.delivers()
    return some


async def at(office: Office, day: int, hour: int) -> None:
    office.clock[0] = datetime(2026, 11, day, hour, 30, tzinfo=UTC)
    await do_chores(office.dispatch)
    await office.delivers()


async def goes_on(office: Office, *, minutes: int) -> None:
    office.later(minutes=minutes)
    await do_chores(office.dispatch)
    await office.delivers()


def heard(office: Office, who: str = "rep") -> list[str]:
    return [words_of(card) for _, card in office.letters.cards.get(who, [])]


def states(office: Office, who: str = "rep") -> Counter[str]:
    with office.database.engine.connect() as connection:
        mine = select(copies.c.state).join(notices, notices.c.id == copies.c.notice)
        asked = mine.where(copies.c.person == office.person(who).id, notices.c.kind != "told-together")
        return Counter(connection.execute(asked).scalars())


async def test_what_is_above_the_cap_comes_in_one_digest_and_opens_by_one_press(office: Office):
    capped(office)
    asks = Content(TEXTS, actions=(Action(Act.ACKNOWLEDGE),))
    some = await announces(office, 5, content=asks)
    assert [text.splitlines()[0] for text in heard(office)] == ["Prices (en)"] * 2

    await at(office, 23, 14)
    assert len(heard(office)) == 2
    await at(office, 23, 15)
    await at(office, 23, 15)

    digest = office.card("rep")
    assert words_of(digest).startswith("3 more messages for you")
    assert words_of(digest).count("Prices (en)") == 3
    assert len(heard(office)) == 3
    opened = card_of(await office.presses("rep", buttons(digest)["Open"]))
    assert "New from May (en)." in words_of(opened)
    read = card_of(await office.presses("rep", buttons(opened)["I have read this"]))
    assert "You acknowledged this on" in words_of(read)
    with office.database.read() as store:
        assert store.acknowledgements.figures(some[-1].id).told == 1
    await at(office, 24, 10)
    await announces(office, 1)
    assert len(heard(office)) == 4, "a new day"


@pytest.mark.parametrize("many", [1, 2])
async def test_a_reply_to_a_digest_is_offered_as_a_question_about_the_only_announcement_in_it(
    office: Office, many: int
):
    capped(office)
    *_, last = await announces(office, 2 + many)
    await at(office, 23, 15)

    offered = words_of(card_of(await office.writes("rep", "Which prices?", "for you")))

    assert ("Is this a question about the announcement?" in offered) is (many == 1)
    if many == 1:
        await office.presses("rep", buttons(card_of(office.replies[-1]))["Send as a question"])
        with office.database.read() as store:
            assert store.questions.tally(f"announcement:{last.id}").count == 1


async def test_its_figures_say_that_it_was_told_so(office: Office):
    capped(office, per_day=1)
    _, second = await announces(office, 2)
    assert (progress(office, second).sent, progress(office, second).waiting) == (0, 2)

    await at(office, 23, 15)

    now = progress(office, second)
    assert (now.sent, now.gathered, now.waiting, now.audience) == (2, 2, 0, 2)
    shown = card_of(await office.presses("director", button("announcement-follow", again(office, second))))
    assert "2 of those sent were told in a daily digest." in words_of(shown)


async def test_what_is_urgent_or_asked_for_or_nobody_may_miss_is_not_counted(office: Office):
    capped(office, per_day=1)
    await announces(office, 2)

    await announces(office, 2, urgent="It leaks")
    await office.registers("rep")

    assert sum("Prices (en)" in text for text in heard(office)) == 3
    assert sum("Kowalski" in text for text in heard(office)) == 1
    assert states(office) == {"sent": 4, "pending": 1}


async def test_what_loses_its_sense_meanwhile_is_not_told_and_what_is_paused_comes_with_the_next(office: Office):
    capped(office, per_day=1)
    _, cancelled, paused, retracted = await announces(office, 4)
    for one, press in ((cancelled, "cancel"), (paused, "pause"), (retracted, "retract")):
        await office.presses("director", button(f"announcement-{press}", again(office, one)))

    await at(office, 23, 15)
    assert len(heard(office)) == 1
    await office.presses("director", button("announcement-resume", again(office, paused)))
    await office.delivers()
    assert len(heard(office)) == 1
    await at(office, 24, 15)

    assert words_of(office.card("rep")).startswith("1 more message for you")
    assert states(office) == {"sent": 1, "gathered": 1, "skipped": 2}


async def test_a_digest_that_cannot_be_delivered_has_told_nobody(office: Office):
    capped(office, per_day=1)
    _, one = await announces(office, 2)
    choosy(office, "rep")

    await at(office, 23, 15)

    assert states(office)["failed"] == 1
    assert (progress(office, one).failed, progress(office, one).sent) == (1, 1)


async def test_of_a_digest_of_which_nobody_knows_whether_it_arrived_each_author_reads_so(office: Office):
    capped(office, per_day=1)
    letters = choosy(office)
    _, one, other = await announces(office, 3)
    assert not any("Jan Nowak" in text for text in heard(office, "director"))
    letters.doubts = {"rep"}

    await at(office, 23, 15)
    await goes_on(office, minutes=1)

    for told in (one, other):
        now = progress(office, told)
        assert (now.sent, now.held, now.audience) == (1, 1, 2)
        with office.database.read() as store:
            assert [fate.name for fate in store.following.named(told.id, Which.UNSURE, size=5)] == ["Jan Nowak"]
    await goes_on(office, minutes=1)
    assert sum("Jan Nowak" in text for text in heard(office, "director")) == 2, "their cards say so"
    with office.database.read() as store:
        assert {stuck.kind for stuck in store.review.stuck()} == {Announced.kind}

    letters.doubts = set()
    with office.database.write() as store:
        assert store.review.release(at=office.clock[0], kind=Announced.kind) == 2
    await office.delivers()
    await at(office, 24, 15)
    assert words_of(office.card("rep")).startswith("2 more messages for you")
    assert states(office) == {"sent": 1, "gathered": 2}


async def test_what_a_digest_was_to_tell_that_is_dropped_after_a_restore_does_not_count_as_sent(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    capped(office, per_day=1)
    _, one = await announces(office, 2)
    monkeypatch.setattr(office.letters, "post", AsyncMock(side_effect=Paused("slow", 3600)))
    await at(office, 23, 15)
    before = progress(office, one)

    with office.database.write() as store:
        assert store.review.hold()
        assert store.review.drop(at=office.clock[0])

    after = progress(office, one)
    assert (before.sent, before.skipped) == (2, 0)
    assert (after.sent, after.skipped) == (0, 2)
    assert states(office) == {"sent": 1, "skipped": 1}


async def test_a_digest_that_has_told_nobody_is_not_sent_again_itself_but_what_it_was_to_tell(office: Office):
    capped(office, per_day=1)
    _, one = await announces(office, 2)
    letters = choosy(office, "rep")
    await at(office, 23, 15)

    with office.database.read() as store:
        (stuck,) = store.review.stuck()
    assert stuck.kind == Announced.kind
    letters.refuses.clear()
    with office.database.write() as store:
        assert store.review.resend(stuck.id, at=office.clock[0])
    await at(office, 24, 10)
    assert progress(office, one).sent == 2


@pytest.mark.parametrize(
    ("changes", "comes"),
    [
        ({"zone": "America/Los_Angeles"}, datetime(2026, 11, 24, tzinfo=UTC)),
        ({"zone": "Asia/Kathmandu"}, datetime(2026, 11, 24, 10, 15, tzinfo=UTC)),
        ({"digest_hour": 9}, datetime(2026, 11, 24, 8, tzinfo=UTC)),
        ({"digest_hour": 18}, datetime(2026, 11, 23, 17, tzinfo=UTC)),
        ({"digest_hour": 18, "quiet": QuietHours(time(17), time(8)), "quiet_chosen": True}, NEXT_MORNING),
    ],
    ids=["west", "east", "earlier", "later", "quiet"],
)
async def test_a_digest_that_waits_comes_at_the_hour_and_by_the_clock_that_its_reader_has_by_then(
    office: Office, changes: dict[str, Any], comes: datetime
):
    capped(office, per_day=1)
    await announces(office, 3)
    with office.database.write() as store:
        store.people.save(replace(office.person("rep"), **changes))

    await goes_on(office, minutes=1)
    while office.clock[0] < comes:
        assert len(heard(office)) == 1
        await goes_on(office, minutes=15)

    assert words_of(office.card("rep")).startswith(f"2 more {DIGEST}")


@pytest.mark.parametrize("day", [27, 28, 29], ids=["in the quiet hours", "on Saturday", "on Sunday"])
async def test_one_that_waits_for_the_end_of_the_quiet_hours_is_put_off_no_further(office: Office, day: int):
    capped(office, per_day=1, quiet_hours=QuietTimes(start="15:00", end="08:00"))
    office.clock[0] = datetime(2026, 11, 27, 12, tzinfo=UTC)
    await announces(office, 3)
    office.clock[0] = datetime(2026, 11, day, 20, tzinfo=UTC)
    with office.database.write() as store:
        store.people.save(replace(office.person("rep"), name="Ada Nowak"))

    await goes_on(office, minutes=1)
    await at(office, 30, 7)
    assert len(heard(office)) == 1
    await at(office, 30, 8)

    assert words_of(office.card("rep")).startswith(f"2 more {DIGEST}")


async def test_a_manager_has_requests_and_the_rest_apart(office: Office):
    capped(office, per_day=1)
    await wants(office)
    manager = office.person("manager")
    await office.registers("rep")
    deal = office.deal(await office.registers("rep", customer="Nowicki"))
    with office.database.write() as store:
        for occasion in "abc":
            store.outbox.put(DealStalled(deal.id, occasion), to=[manager], at=office.clock[0])
    await office.delivers()
    assert len(heard(office, "manager")) == 1

    await at(office, 23, 15)

    titles = [text.splitlines()[0] for text in heard(office, "manager")[1:]]
    assert sorted(titles) == ["2 more messages for you", "Requests that wait for you"]


async def test_who_changes_when_requests_come_changes_nothing_of_it(office: Office):
    capped(office, per_day=1)
    manager = office.person("manager")
    deal = office.deal(await office.registers("rep"))
    with office.database.write() as store:
        for occasion in "ab":
            store.outbox.put(DealStalled(deal.id, occasion), to=[manager], at=office.clock[0])
    await office.delivers()
    with office.database.write() as store:
        store.digests.move(manager.id, to=None, at=office.clock[0])
    await office.delivers()

    assert len([text for text in heard(office, "manager") if "Approve" not in text]) == 2
    await at(office, 23, 15)
    assert heard(office, "manager")[-1].startswith("1 more message for you")


async def passes(office: Office) -> None:
    """An hour."""
    with office.database.write() as store:
        while CHORES["gather requests"](office.clock[0], store):
            pass
    await office.delivers()
    office.later(hours=1)


async def test_who_wants_fewer_or_all_together_says_so_in_the_settings(office: Office):
    assert "per_day" not in filled(form_of(await office.types("rep", "partner settings")))
    capped(office, per_day=3)
    form = form_of(await office.types("rep", "partner settings"))
    assert (filled(form)["per_day"], filled(form)["digest_hour"]) == ("usual", "usual")

    wrong = await office.sends("rep", form, per_day="4")
    assert isinstance(wrong, Correct)
    assert set(wrong.form.errors) == {"per_day"}
    saved = card_of(await office.sends("rep", form, per_day="0", digest_hour="9"))
    assert "None: all in a digest" in words_of(saved)
    await announces(office, 2)
    assert (heard(office), len(heard(office, "boss"))) == ([], 2)
    await at(office, 23, 16)
    assert heard(office) == []
    await at(office, 24, 8)

    assert [text.splitlines()[0] for text in heard(office)] == ["2 more messages for you"]
    again_ = form_of(await office.types("rep", "partner settings"))
    assert (filled(again_)["per_day"], filled(again_)["digest_hour"]) == ("0", "9")
    with office.database.write() as store:
        assert store.people.keep(office.person("rep")).per_day == 0


async def test_what_is_edited_or_taken_back_is_in_the_digest_that_told_it_too(office: Office):
    capped(office, per_day=1)
    _, edited, retracted = await announces(office, 3)
    await at(office, 23, 15)

    await office.presses("director", button("announcement-retract", again(office, retracted)))
    form = form_of(await office.presses("director", button("announcement-revise-form", again(office, edited))))
    await office.sends("director", form, **{"title-en": "Better prices"})
    await office.delivers()

    digest = words_of(office.card("rep", about="more messages"))
    assert "Better prices" in digest
    assert "taken back" in digest
    assert "Prices (en)" not in digest
    assert len(heard(office)) == 2


async def test_what_is_taken_back_while_its_digest_is_being_sent_is_so_in_the_digest_too(office: Office):
    capped(office, per_day=1)
    _, retracted = await announces(office, 2)
    office.letters = slow = Slow(cards=office.letters.cards)
    office.courier = Courier(office.dispatch, {Platform.WEB: slow}, patience=0.01)
    sending = asyncio.create_task(at(office, 23, 15))
    await slow.begun.wait()

    await office.presses("director", button("announcement-retract", again(office, retracted)))
    slow.may.set()
    await sending
    await office.delivers()

    assert "taken back" in words_of(office.card("rep", about="more message"))


@pytest.mark.parametrize("step", ["cancel", "pause"])
async def test_what_is_called_off_or_held_up_before_its_digest_has_left_is_not_in_it(office: Office, step: str):
    """A workspace lets so many a minute go: the last of many digests leaves long after the first."""
    capped(office, per_day=1)
    _, stopped, goes = await announces(office, 3)
    office.clock[0] = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
    with office.database.write() as store:
        CHORES["gather requests"](office.clock[0], store)

    await office.presses("director", button(f"announcement-{step}", again(office, stopped)))
    await office.delivers()

    assert words_of(office.card("rep", about=DIGEST.replace("messages", "message"))).startswith("1 more message")
    both, figures = 2, progress(office, stopped)
    assert (figures.sent, figures.waiting, figures.skipped) == ((0, 0, both) if step == "cancel" else (0, both, 0))
    assert progress(office, goes).sent == both


async def test_what_was_held_up_before_its_digest_left_comes_once_in_a_later_one(office: Office):
    capped(office, per_day=1)
    _, stopped, _ = await announces(office, 3)
    office.clock[0] = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
    with office.database.write() as store:
        CHORES["gather requests"](office.clock[0], store)
    await office.presses("director", button("announcement-pause", again(office, stopped)))
    await at(office, 23, 16)

    await office.presses("director", button("announcement-resume", again(office, stopped)))
    await office.delivers()
    for day in (24, 25):
        await at(office, day, 15)

    assert [text.splitlines()[0] for text in heard(office)] == ["Prices (en)", *["1 more message for you"] * 2]


async def test_nobody_is_reminded_of_what_their_digest_has_not_told_them_yet(office: Office):
    capped(office, per_day=1)
    asks = Content(TEXTS, actions=(Action(Act.ACKNOWLEDGE),))
    _, one = await announces(office, 2, content=asks)
    office.clock[0] = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
    with office.database.write() as store:
        CHORES["gather requests"](office.clock[0], store)
        assert store.acknowledgements.figures(one.id).asked == 0

    await office.presses("director", button("announcement-remind", again(office, one)))
    await office.presses("director", button("announcement-cancel", again(office, one)))
    await at(office, 24, 10)
    await at(office, 25, 10)

    assert len(heard(office)) == 1


async def test_who_was_told_in_a_digest_is_reminded(office: Office):
    capped(office, per_day=1)
    asks = Content(TEXTS, actions=(Action(Act.ACKNOWLEDGE),))
    _, one = await announces(office, 2, content=asks)
    await at(office, 23, 15)

    await office.presses("director", button("announcement-remind", again(office, one)))
    await at(office, 24, 15)

    assert [words.partition(":")[0] for words in heard(office)[2:]] == ["Reminder"]


@dataclass
class Slow(Letterbox):
    """Answers nothing before it may."""

    begun: asyncio.Event = field(default_factory=asyncio.Event)
    may: asyncio.Event = field(default_factory=asyncio.Event)

    async def post(self, address: Address, card: Card, *, key: str) -> Address:
        self.begun.set()
        await self.may.wait()
        return await super().post(address, card, key=key)


ZONES = {"rep": "Europe/Warsaw", "boss": "America/Sao_Paulo", "manager": "Asia/Kathmandu", "second": "Pacific/Auckland"}


async def test_over_weeks_and_changes_of_clocks_nobody_gets_more_and_each_thing_comes_once(
    office: Office, count: Callable[[int], int]
):
    """Thirty days from before the clocks change in March, in four zones, hour by hour; three of them here."""
    chance, per_day = Random(77), 3
    capped(office, per_day, quiet_hours=QuietTimes(start="21:00", end="07:00"))
    deal = office.deal(await office.registers("rep"))
    people = {who: replace(office.person(who), zone=zone) for who, zone in ZONES.items()}
    with office.database.write() as store:
        for person in people.values():
            store.people.keep(person)
    put: list[tuple[Person, str]] = []
    office.clock[0] = datetime(2027, 3, 26, 0, 10, tzinfo=UTC)
    for step in range(count(720)):
        for person in people.values():
            for _ in range(chance.choice((0, 0, 0, 0, 0, 1, 1, 3))):
                put.append((person, f"{len(put):05}"))
                with office.database.write() as store:
                    store.outbox.put(DealStalled(deal.id, put[-1][1]), to=[person], at=office.clock[0])
        await passes(office)
        office.later(minutes=step % 7)
    for _ in range(24 * 5):
        await passes(office)

    rows = _became_of(office)
    for person in people.values():
        mine = [row for row in rows if row.person == person.id and row.kind == DealStalled.kind]
        assert len(mine) == sum(one is person for one, _ in put)
        assert {row.state for row in mine} <= {"sent", "gathered"}
        days = Counter(day_of(row.started_at, person.zone) for row in mine if row.state == "sent")
        assert max(days.values()) <= per_day
        digests = [row for row in rows if row.person == person.id and row.kind == "told-together"]
        told = Counter(day_of(row.started_at, person.zone) for row in digests)
        assert max(told.values()) == 1
        for row in digests:
            local = row.done_at.astimezone(ZoneInfo(person.zone))
            assert 7 <= local.hour < 21
            assert local.weekday() < 5
        sent = [row for row in mine if row.state == "sent"]
        alone = [row.occasion for row in sorted(sent, key=lambda row: (row.started_at, row.occasion))]
        assert alone == sorted(alone), "in their order"
        moments = {row.subject.partition(".")[2] for row in digests}
        epoch = datetime(1970, 1, 1, tzinfo=UTC)
        gathered = {str((row.done_at - epoch) // timedelta(microseconds=1)) for row in mine if row.state == "gathered"}
        assert gathered <= moments, "each in a digest that went"


def _became_of(office: Office) -> list[Row[Any]]:
    with office.database.engine.connect() as connection:
        columns = (copies.c.person, copies.c.state, copies.c.started_at, copies.c.done_at, copies.c.reason)
        asked = select(*columns, notices.c.kind, notices.c.subject, notices.c.occasion)
        return list(connection.execute(asked.join(notices, notices.c.id == copies.c.notice)))
