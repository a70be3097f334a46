"""Acknowledging: each person once over all their accounts; only who has not is reminded, and once."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.arrivals import Pressed
from domain.announcements import Announcement
from domain.announcements_followed import Acknowledged
from domain.announcements_written import Act, Action, Content
from domain.audience import Audience, To
from domain.channels import Channel
from domain.places import Place, Platform
from handlers.leaving import leave
from handlers.replies import Amend, Show
from tests.following import TEXTS, again, begun, button, choosy
from tests.handlers.test_announcements import TEXTS as TYPED
from tests.handlers.test_announcements import writes
from tests.office import Office, buttons, card_of, filled, form_of, words_of

ASKS = Content(TEXTS, actions=(Action(Act.ACKNOWLEDGE),))
PRESS = "announcement-acknowledge"


def figures(office: Office, one: Announcement) -> Acknowledged:
    with office.database.read() as store:
        return store.acknowledgements.figures(one.id)


async def test_it_is_asked_for_in_the_form(office: Office):
    await writes(office, acknowledge="yes")
    card = card_of(office.replies[-1])

    assert filled(form_of(await office.presses("manager", buttons(card)["Edit"])))["acknowledge"] == "yes"
    preview = card_of(await office.presses("manager", buttons(card)["Preview"]))
    assert "I have read this" in buttons(preview)
    assert set(TYPED) < set(filled(form_of(await office.presses("manager", buttons(card)["Edit"]))))


async def test_whoever_presses_counts_once_and_reads_that_it_counted(office: Office):
    one = begun(office, content=ASKS)
    await office.delivers()
    press = buttons(office.card("rep"))["I have read this"]

    first = card_of(await office.presses("rep", press))
    assert card_of(await office.presses("rep", press)) == first
    assert "You acknowledged this on" in words_of(first)
    assert "I have read this" not in buttons(first)
    office.later(seconds=10)
    await office.delivers()

    assert figures(office, one) == Acknowledged(people=1, asked=4, told=1)
    assert "Acknowledged by 1 of 4 people (25 %)." in words_of(office.card("director"))


async def test_only_who_has_not_is_reminded_and_once(office: Office):
    letters = choosy(office, "rival")
    one = begun(office, content=ASKS)
    await office.delivers()
    await office.presses("rep", buttons(office.card("rep"))["I have read this"])
    one = again(office, one)

    shown = card_of(await office.presses("director", button("announcement-follow", one)))
    remind = buttons(shown)["Remind the others (2)"]
    await office.presses("director", remind)
    await office.presses("admin", remind)
    await office.delivers()

    told = {who: [words_of(card) for _, card in cards] for who, cards in letters.cards.items()}
    reminded = {who: sum("Reminder:" in words or "Przypomnienie:" in words for words in told[who]) for who in told}
    assert (reminded["rep"], reminded["boss"]) == (0, 1)
    assert sum("Lembrete:" in words for words in told["rio"]) == 1
    assert "rival" not in told
    boss = office.card("boss")
    await office.presses("boss", buttons(boss)["Przeczytano"])
    assert figures(office, one).told == 2


async def test_who_has_left_since_is_asked_no_more_unless_they_have_acknowledged_it(office: Office):
    one = begun(office, content=ASKS)
    await office.delivers()
    await office.presses("rep", buttons(office.card("rep"))["I have read this"])
    with office.database.write() as store:
        for who in ("rep", "boss"):
            leave(replace(office.person(who), roles=frozenset()), store, at=office.clock[0])
        store.people.leave(office.person("rio").id, at=office.clock[0])

    shown = card_of(await office.presses("director", button("announcement-follow", again(office, one))))
    await office.presses("director", buttons(shown)["Remind the others (1)"])
    await office.delivers()

    assert "Acknowledged by 1 of 2 people (50 %)." in words_of(shown)
    reminded = [who for who, cards in office.letters.cards.items() if "Reminder:" in words_of(cards[-1][1])]
    assert reminded == ["rival"]


async def test_a_reminder_comes_though_the_announcement_is_paused_meanwhile(office: Office):
    one = begun(office, content=ASKS)
    await office.delivers()
    shown = card_of(await office.presses("director", button("announcement-follow", again(office, one))))

    reminded = card_of(await office.presses("director", buttons(shown)["Remind the others (4)"]))
    await office.presses("director", buttons(reminded)["Pause"])
    await office.delivers()

    words = [words_of(card) for who in ("rep", "boss", "rival", "rio") for _, card in office.letters.cards[who]]
    assert sum(any(one in text for one in ("Reminder:", "Przypomnienie:", "Lembrete:")) for text in words) == 4


async def test_who_acknowledges_before_the_reminder_leaves_is_not_reminded(office: Office):
    choosy(office)
    one = begun(office, content=ASKS)
    await office.delivers()
    office.clock[0] = datetime(2026, 11, 28, 10, 0, tzinfo=UTC)  # Saturday: it waits for Monday
    await office.presses("director", button("announcement-remind", again(office, one)))
    await office.presses("rep", buttons(office.card("rep"))["I have read this"])

    office.later(days=3)
    await office.delivers()

    assert [len(office.letters.cards[who]) for who in ("rep", "boss")] == [1, 2]


async def test_who_is_to_be_reminded_already_is_not_reminded_twice(office: Office):
    choosy(office)
    one = begun(office, content=ASKS)
    await office.delivers()
    office.clock[0] = datetime(2026, 11, 28, 10, 0, tzinfo=UTC)  # Saturday: it waits for Monday
    reminded = card_of(await office.presses("director", button("announcement-remind", again(office, one))))
    assert "Reminders are on their way to 4 of them." in words_of(reminded)
    assert not any(label.startswith("Remind") for label in buttons(reminded))

    await office.presses("admin", button("announcement-remind", again(office, one)))
    office.later(days=3)
    await office.delivers()
    assert [len(office.letters.cards[who]) for who in ("rep", "boss", "rio", "rival")] == [2, 2, 2, 2]

    await office.presses("admin", button("announcement-remind", again(office, one)))
    await office.delivers()
    assert len(office.letters.cards["rep"]) == 3, "what has come holds up no other"


async def test_a_channel_that_is_to_be_reminded_already_is_not_reminded_twice(office: Office):
    channel = Channel(platform=Platform.WEB, host="test", conversation="C1", partner="nowak", name="nowak", service="x")
    with office.database.write() as store:
        store.channels.link(channel, by="", at=office.clock[0])
    one = begun(office, content=ASKS, to=Audience(to=To.CHANNELS))
    await office.delivers()

    await office.presses("director", button("announcement-remind", again(office, one)))
    shown = await office.presses("admin", button("announcement-remind", again(office, one)))
    assert figures(office, one).coming == 1
    assert figures(office, one).silent == 0
    await office.delivers()

    assert "on its way to 1 of them" in words_of(card_of(shown))
    assert sum("Przypomnienie:" in words_of(card) for _, card in office.letters.cards[""]) == 1


async def test_nobody_is_reminded_of_what_asks_for_nothing_any_more(office: Office):
    choosy(office)
    one = begun(office, content=ASKS)
    await office.delivers()
    office.clock[0] = datetime(2026, 11, 28, 10, 0, tzinfo=UTC)
    await office.presses("director", button("announcement-remind", again(office, one)))
    form = form_of(await office.presses("director", button("announcement-revise-form", again(office, one))))
    await office.sends("director", form, acknowledge="no")

    office.later(days=3)
    await office.delivers()

    assert len(office.letters.cards["rep"]) == 1


async def test_in_a_channel_any_of_the_partners_people_may_and_others_are_told_kindly(office: Office):
    channel = Channel(platform=Platform.WEB, host="test", conversation="C1", partner="nowak", name="nowak", service="x")
    with office.database.write() as store:
        store.channels.link(channel, by="", at=office.clock[0])
    choosy(office)
    one = begun(office, content=ASKS, to=Audience(to=To.CHANNELS, partners=frozenset({"nowak", "rio"})))
    await office.delivers()
    there = office.arrival("rep", Pressed(PRESS, one.id))
    there = replace(there, place=Place(Platform.WEB, "test", "C1", private=False))

    await office.dispatch.serve(there, office._keep)
    noted = office.replies[-1]
    assert isinstance(noted, Show)
    assert not noted.public
    assert "You acknowledged this" in words_of(noted.card)
    assert isinstance(await office.presses("boss", button(PRESS, one)), Amend)
    for who, told in {"rio": "nada foi registrado", "rival": "nothing was noted", "director": "nothing"}.items():
        assert told in words_of(card_of(await office.presses(who, button(PRESS, one))))
    assert figures(office, one) == Acknowledged(people=2, asked_partners=1, partners=1)


async def test_what_was_not_asked_or_was_taken_back_is_not_acknowledged(office: Office):
    plain = begun(office)
    asks = begun(office, content=ASKS)
    await office.delivers()
    await office.presses("director", button("announcement-retract", asks))

    for one in (plain, asks):
        assert "not possible" in words_of(card_of(await office.presses("rep", button(PRESS, one))))
        assert figures(office, one).people == 0


async def test_after_a_year_nobody_reads_that_it_was_not_for_them(office: Office):
    one = begun(office, content=ASKS)
    await office.delivers()
    office.later(days=14)
    await office.presses("director", button("announcement-remind", again(office, one)))
    office.later(days=360)
    with office.database.write() as store:
        while store.retention.purge(office.clock[0]):
            pass

    assert "more than a year ago" in words_of(card_of(await office.presses("rep", button(PRESS, again(office, one)))))
