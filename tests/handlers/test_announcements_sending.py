"""Announcements on their way out: whom they reach, who sends them, when they leave, and how they are taken back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.ticker import do_chores
from domain.announcements_timed import Timing
from domain.channels import Channel, Trouble
from domain.people import Role
from domain.places import Platform
from handlers.announcements_going import begin_due
from handlers.announcements_report import lines
from handlers.replies import Correct
from storage.tables import announcements, copies
from tests.following import button, choosy
from tests.handlers.learning import BASICS, imports
from tests.handlers.test_announcements import TEXTS, allow
from tests.office import NOON, Office, account, buttons, card_of, filled, form_of, words_of
from views.announcements_who import SOME
from views.translator import translator
from views.vocabulary import Card, plain

WHO = {"to": "people"}


async def written(office: Office, who: str = "manager", **values: str) -> Card:
    form = form_of(await office.types(who, "announce"))
    return card_of(await office.sends(who, form, **{**TEXTS, **values}))


async def chosen(
    office: Office, who: str = "manager", to: Mapping[str, str] = WHO, *, when: Mapping[str, str] | None = None
) -> Card:
    """Written, and for whom it is; the card that says whom that reaches."""
    card = await written(office, who)
    form = form_of(await office.presses(who, buttons(card)["Next: for whom"]))
    card = card_of(await office.sends(who, form, **{**WHO, **to}))
    if when:
        form = form_of(await office.presses(who, buttons(card)["When"]))
        card = card_of(await office.sends(who, form, **when))
    return card


async def passes(office: Office, **by: float) -> None:
    """The clock goes on, and does what is due."""
    office.later(**by)
    await do_chores(office.dispatch)
    await office.delivers()


def got(office: Office) -> set[str]:
    """Who has an announcement."""
    return {who for who, cards in office.letters.cards.items() if any("body in" in words_of(card) for _, card in cards)}


async def test_it_reaches_those_whom_the_review_has_counted_each_in_their_language_and_they_add_up(office: Office):
    card = await chosen(office)
    assert "Reached: 3" in words_of(card)
    assert "For example" in words_of(card)

    sent = card_of(await office.presses("manager", buttons(card)["Send"]))
    assert "Will be sent" in words_of(sent)
    await passes(office, seconds=59)
    assert not got(office)
    await passes(office, seconds=2)

    assert got(office) == {"rep", "boss", "rival"}
    assert "title in pl" in words_of(office.card("boss"))
    await passes(office, seconds=60)
    assert "Audience: 3\nSent: 3\nFailed: 0\nWaiting: 0\nLeft out: 0" in words_of(office.card("manager"))
    assert "has been sent" in words_of(office.card("manager"))
    await passes(office, minutes=5)
    assert len(office.letters.cards["rep"]) == 1


async def test_it_can_be_taken_back_for_sixty_seconds_and_not_later(office: Office):
    card = await chosen(office)
    sent = card_of(await office.presses("manager", buttons(card)["Send"]))
    await passes(office, seconds=50)

    draft = card_of(await office.presses("manager", buttons(sent)["Take it back"]))
    await passes(office, minutes=5)

    assert "State: Draft" in words_of(draft)
    assert not got(office)
    again = card_of(await office.presses("manager", buttons(draft)["Send"]))
    await passes(office, seconds=61)
    assert got(office) == {"rep", "boss", "rival"}
    assert "not possible with this announcement any more" in repr(
        await office.presses("manager", buttons(again)["Take it back"])
    )


async def test_what_is_sent_for_now_leaves_when_the_minute_is_over_and_waits_for_no_chore(office: Office):
    card = await chosen(office)
    sent = card_of(await office.presses("manager", buttons(card)["Send"]))
    assert "Will be sent" in words_of(sent)
    office.later(seconds=59)
    await office.delivers()
    assert not got(office)

    office.later(seconds=1)
    await office.delivers()

    assert got(office) == {"rep", "boss", "rival"}
    assert "Audience: 3" in words_of(office.card("manager"))


async def test_the_list_is_made_by_the_press_and_whoever_comes_in_afterwards_is_not_on_it(office: Office):
    card = await chosen(office)
    await office.presses("manager", buttons(card)["Send"])
    with office.database.write() as store:
        store.people.keep(replace(office.person("rio"), organisation="nowak"))
        store.people.keep(replace(office.person("rival"), roles=frozenset()))

    await passes(office, minutes=2)

    assert got(office) == {"rep", "boss"}
    assert "Audience: 3" in words_of(office.card("manager"))


async def test_a_courier_that_was_faster_than_the_button_wins(office: Office):
    card = await chosen(office)
    sent = card_of(await office.presses("manager", buttons(card)["Send"]))
    with office.database.engine.begin() as connection:
        connection.execute(update(copies).where(copies.c.person == office.person("rep").id).values(state="sending"))

    refused = await office.presses("manager", buttons(sent)["Take it back"])

    assert "not possible with this announcement any more" in repr(refused)
    await passes(office, minutes=2)
    assert got(office) >= {"boss", "rival"}


async def test_pressed_twice_it_goes_once(office: Office):
    card = await chosen(office)

    await office.presses("manager", buttons(card)["Send"])
    assert "changed meanwhile" in repr(await office.presses("manager", buttons(card)["Send"]))

    await passes(office, seconds=61)
    assert len(office.letters.cards["rep"]) == 1


async def test_to_many_a_second_person_sends_it_and_it_is_never_its_author(office: Office):
    allow(office, approve_above=2)
    card = await chosen(office, "director")
    asked = card_of(await office.presses("director", buttons(card)["Have it sent"]))
    assert "Waits for somebody else" in words_of(asked)
    await office.delivers()
    assert "Dana Cole asks you to send it to 4 recipients." in words_of(office.card("admin"))
    assert "director" not in office.letters.cards
    request = office.card("admin", about="asks you to send")
    assert "somebody else" in words_of(card_of(await office.presses("director", buttons(request)["Send"])))

    preview = card_of(await office.presses("admin", buttons(request)["Preview"]))
    assert "body in en" in words_of(preview)
    assert "asks you to send" in words_of(card_of(await office.types("admin", "approvals")))
    await office.presses("admin", buttons(request)["Send"])
    await office.delivers()

    assert "It was sent" in words_of(office.card("director"))
    await passes(office, hours=22)
    assert got(office) == {"rep", "boss", "rival", "rio"}


async def test_an_edit_while_somebody_is_asked_or_after_it_was_sent_voids_that(office: Office):
    allow(office, approve_above=0)
    card = await chosen(office)
    asked = card_of(await office.presses("manager", buttons(card)["Have it sent"]))
    await office.delivers()
    request = buttons(office.card("admin", about="asks you to send"))["Send"]

    draft = card_of(await office.presses("manager", buttons(asked)["Take it back"]))
    form = form_of(await office.presses("manager", buttons(draft)["Edit"]))
    edited = card_of(await office.sends("manager", form, **{"body-en": "Another text"}))
    await office.presses("admin", request)
    await passes(office, minutes=5)
    assert not got(office)

    await office.presses("manager", buttons(edited)["Have it sent"])
    await office.delivers()
    await office.presses("director", buttons(office.card("director", about="asks you to send"))["Send"])
    await office.delivers()
    sent = card_of(await office.presses("manager", buttons(office.card("manager"))["Open"]))
    again = card_of(await office.presses("manager", buttons(sent)["Take it back"]))
    assert "Have it sent" in buttons(again)
    await passes(office, minutes=5)
    assert not got(office)


async def test_whoever_is_asked_may_say_no_and_the_author_hears_of_it(office: Office):
    allow(office, approve_above=0)
    card = await chosen(office)
    await office.presses("manager", buttons(card)["Have it sent"])
    await office.delivers()

    await office.presses("director", buttons(office.card("director"))["Reject"])
    await passes(office, minutes=5)

    assert "was not sent" in words_of(office.card("manager"))
    assert not got(office)


async def test_whoever_is_asked_and_forgets_is_asked_once_more_unless_somebody_has_answered(office: Office):
    allow(office, approve_above=0)
    card = await chosen(office)
    await office.presses("manager", buttons(card)["Have it sent"])
    await office.delivers()
    await passes(office, days=2)
    assert "still waits for your decision" in words_of(office.card("director"))

    await office.presses("director", buttons(office.card("director"))["Send"])
    await passes(office, days=10)
    assert len(office.letters.cards["director"]) == 2


async def test_where_nobody_can_be_told_who_could_send_it_its_author_reads_so(office: Office):
    allow(office, approve_above=0)
    with office.database.write() as store:
        store.people.unlink(account("director"))
    card = await chosen(office)
    asked = card_of(await office.presses("manager", buttons(card)["Have it sent"]))
    choosy(office).refuses.add("admin")
    await office.delivers()
    assert "can be told" in words_of(office.card("manager"))

    with office.database.write() as store:
        store.people.unlink(account("admin"))
    again = card_of(await office.presses("manager", buttons(asked)["Take it back"]))
    refused = card_of(await office.presses("manager", buttons(again)["Have it sent"]))
    assert "Send it to fewer" in words_of(refused)


async def test_a_director_sends_it_alone_in_an_emergency_and_all_admins_hear_why(office: Office):
    allow(office, approve_above=0)
    card = await chosen(office, "director", when={"way": "now", "urgent": "Data is lost"})
    form = form_of(await office.presses("director", buttons(card)["Send in an emergency"]))
    assert isinstance(await office.sends("director", form, reason=" "), Correct)

    await office.sends("director", form, reason="Nobody answers tonight")
    await passes(office, seconds=61)

    assert got(office) == {"rep", "boss", "rival", "rio"}
    assert "Nobody answers tonight" in words_of(office.card("admin"))
    manager = await chosen(office, "manager")
    assert "Send in an emergency" not in buttons(manager)


async def test_in_an_emergency_too_it_goes_to_those_of_whom_its_director_has_read(office: Office):
    allow(office, approve_above=0)
    linked(office, "C1")
    card = await chosen(office, "director", to=CHANNELS, when={"way": "now", "urgent": "Data is lost"})
    form = form_of(await office.presses("director", buttons(card)["Send in an emergency"]))
    linked(office, "C2", "C3", "C4")

    again = card_of(await office.sends("director", form, reason="Nobody answers tonight"))
    await passes(office, seconds=61)

    assert "" not in office.letters.cards
    assert "It reaches 4 recipients by now" in words_of(again)
    assert "admin" not in office.letters.cards
    form = form_of(await office.presses("director", buttons(again)["Send in an emergency"]))
    await office.sends("director", form, reason="Nobody answers tonight")
    await passes(office, seconds=61)
    assert len(office.letters.cards[""]) == 4


async def test_one_that_cannot_begin_stops_no_other(office: Office):
    for who in ("manager", "director"):
        await office.presses(who, buttons(await chosen(office, who, when=LATER))["Send"])
        office.later(seconds=1)
    rules = '{"to": "people", "active_days": "?"}'
    broken = update(announcements).where(announcements.c.author == office.person("manager").id).values(audience=rules)
    with office.database.engine.begin() as connection:
        connection.execute(broken)
    office.later(days=7, hours=10)

    with office.database.write() as store:
        assert begin_due(office.clock[0], store)
    with office.database.write() as store:
        assert not begin_due(office.clock[0], store)
        [fault] = store.failed.values()
        assert isinstance(fault, TypeError)

    await office.delivers()
    assert got(office) == {"rep", "boss", "rival", "rio"}


async def test_what_is_agreed_to_go_later_says_when(office: Office):
    allow(office, approve_above=0)
    card = await chosen(office, when={"way": "at", "day": "2026-12-03", "moment": "14:30"})
    await office.presses("manager", buttons(card)["Have it sent"])
    await office.delivers()
    await office.presses("director", buttons(office.card("director", about="asks you to send"))["Send"])
    await office.delivers()

    told = words_of(office.card("manager"))
    assert "Goes: Dec 3, 2026, 2:30\u202fPM (Warsaw)" in told
    assert "You can take it back until Dec 3, 2026, 2:29\u202fPM (Warsaw)." in told


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        ({"way": "at", "moment": "tomorrow at 9"}, "Nov 24, 2026, 9:00\u202fAM (Warsaw)"),
        ({"way": "at", "day": "2026-11-26", "moment": "14:30"}, "Nov 26, 2026, 2:30\u202fPM (Warsaw)"),
    ],
)
async def test_a_moment_is_read_back_in_words_with_its_zone_and_it_leaves_then(
    office: Office, when: dict[str, str], shown: str
):
    card = await chosen(office, to={"partners": "Nowak Systems"}, when={**when, "urgent": "x"})
    assert shown in words_of(card)
    await office.presses("manager", buttons(card)["Send"])
    goes = datetime(2026, 11, 24, 8, tzinfo=UTC) if "day" not in when else datetime(2026, 11, 26, 13, 30, tzinfo=UTC)
    await passes(office, seconds=(goes - NOON).total_seconds() - 5)
    assert not got(office)

    office.later(seconds=5)
    await office.delivers()

    assert got(office) == {"rep", "boss"}


async def test_whoever_presses_an_old_card_reads_where_the_new_one_is(office: Office):
    card = await chosen(office)
    await office.presses("manager", buttons(card)["Send"])

    late = words_of(card_of(await office.presses("manager", buttons(card)["Send"])))

    assert "/announce list" in late
    assert "Will be sent" in words_of(card_of(await office.types("manager", "announce list")))


async def test_whoever_sends_it_for_later_reads_until_when_it_can_be_taken_back(office: Office):
    card = await chosen(office, when={"way": "at", "day": "2026-12-03", "moment": "14:30"})

    sure = buttons(card)["Send"].confirm

    assert sure
    assert plain(sure.text) == (
        "It goes to 3 recipients on Dec 3, 2026, 2:30\u202fPM (Warsaw). You can take it back until shortly before."
    )


@pytest.mark.parametrize(("way", "goes"), [("now", "As soon as it is sent"), ("morning", "At 09:00")])
async def test_what_was_to_go_at_a_moment_goes_otherwise_by_one_choice(office: Office, way: str, goes: str):
    card = await chosen(office, when={"way": "at", "day": "2026-12-03", "moment": "14:30"})

    form = form_of(await office.presses("manager", buttons(card)["When"]))
    card = card_of(await office.sends("manager", form, way=way))

    assert f"Goes: {goes}" in words_of(card)


async def test_in_the_morning_it_leaves_at_nine_by_each_ones_own_clock(office: Office):
    card = await chosen(office, "director", when={"way": "morning", "day": "2026-11-26"})
    assert "Thursday, November 26, 2026" in words_of(card)
    await office.presses("director", buttons(card)["Send"])
    await passes(office, minutes=2)
    assert not got(office)

    await passes(office, seconds=(datetime(2026, 11, 26, 7, 59, tzinfo=UTC) - office.clock[0]).total_seconds())
    assert not got(office)
    await passes(office, minutes=1)
    assert got(office) == {"rep", "boss", "rival"}
    await passes(office, hours=3, minutes=59)
    assert got(office) == {"rep", "boss", "rival"}
    await passes(office, minutes=1)
    assert got(office) == {"rep", "boss", "rival", "rio"}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"way": "at"}, "moment"),
        ({"way": "at", "day": "2026-11-26"}, "moment"),
        ({"way": "at", "moment": "yesterday at 9"}, "moment"),
        ({"way": "at", "day": "2026-11-23", "moment": "9:00"}, "moment"),
        ({"way": "morning", "day": "2026-11-22"}, "day"),
        ({"way": "never"}, "way"),
        ({"way": "now", "moment": "tomorrow at 9"}, "way"),
        ({"way": "now", "day": "2026-11-26"}, "way"),
        ({"way": "morning", "day": "2026-11-26", "moment": "14:30"}, "way"),
    ],
)
async def test_a_time_that_cannot_be_meant_is_said_at_its_field(office: Office, values: dict[str, str], field: str):
    card = await chosen(office)
    form = form_of(await office.presses("manager", buttons(card)["When"]))

    wrong = form_of(await office.sends("manager", form, **values))

    assert set(wrong.errors) == {field}
    assert filled(wrong)["way"] == values["way"]


@pytest.mark.parametrize(
    ("values", "count"),
    [
        ({"partners": "nowak systems, Rival GmbH"}, 3),
        ({"countries": "Polska"}, 2),
        ({"countries": "DE; Polônia"}, 3),
        ({"regions": "latam"}, 1),
        ({"tiers": "base"}, 2),
        ({"languages": "pl"}, 1),
        ({"types": "referral"}, 1),
        ({"tiers": "gold,base"}, 4),
        ({"languages": "pl,pt-BR", "regions": "ce,latam"}, 2),
        ({"types": "Referral, channel"}, 4),
        ({"activity": "active-30"}, 0),
        ({"activity": "idle-90"}, 4),
        ({"products": "Sensor"}, 0),
    ],
)
async def test_each_rule_narrows_it(office: Office, values: dict[str, str], count: int):
    card = await chosen(office, "director", values)

    assert f"Reached: {count}\n" in words_of(card) + "\n"
    form = form_of(await office.presses("director", buttons(card)["For whom"]))
    again = card_of(await office.sends("director", form))
    assert words_of(again).partition("Changed")[0] == words_of(card).partition("Changed")[0]


@pytest.mark.parametrize("to", ["people", "channels"])
async def test_a_certificate_that_is_valid_lets_in_who_has_it_and_their_partners_channels(office: Office, to: str):
    imports(office.database, "courses", BASICS)
    linked(office, "C1", "C2")
    for who, ends_on in (("rep", date(2026, 11, 24)), ("rival", date(2026, 11, 23)), ("boss", None)):
        with office.database.write() as store:
            mine = store.enrolments.assign(office.person(who).id, "basics", at=NOON)
            assert mine
            if who != "boss":
                store.enrolments.finish(mine, at=NOON, ends_on=ends_on)

    card = await chosen(office, "director", {"to": to, "certificates": "Basics"})

    assert "Certificates, valid ones: Sensor basics" in words_of(card)
    assert f"Reached: {1 if to == 'people' else 2}\n" in words_of(card)
    samples = "Jan Nowak" if to == "people" else "C1 (Nowak Systems)"
    assert samples in words_of(card)


@pytest.mark.parametrize("to", ["people", "channels"])
async def test_a_certificate_of_somebody_who_has_left_lets_in_nobody(office: Office, to: str):
    imports(office.database, "courses", BASICS)
    linked(office, "C1")
    with office.database.write() as store:
        mine = store.enrolments.assign(office.person("rep").id, "basics", at=NOON)
        assert mine
        store.enrolments.finish(mine, at=NOON, ends_on=None)
        store.people.save(replace(office.person("rep"), roles=frozenset()))

    card = await chosen(office, "director", {"to": to, "certificates": "Basics"})

    assert "It reaches nobody" in words_of(card)


async def test_a_partner_whose_name_has_a_semicolon_stays_chosen_among_many(office: Office):
    with office.database.write() as store:
        one, *others = store.programme.partners
        many = [one.model_copy(update={"key": f"p{n}", "name": f"P {n}"}) for n in range(SOME)]
        odd = one.model_copy(update={"name": "Nowak; Sons"})
        store.programmes.apply(store.programme.model_copy(update={"partners": (odd, *others, *many)}), at=NOON)
    card = await chosen(office, "director", to={"partners": one.key})
    form = form_of(await office.presses("director", buttons(card)["For whom"]))

    assert "Nowak; Sons" in words_of(card_of(await office.sends("director", form)))


async def test_what_was_for_a_partner_that_is_there_no_more_is_not_for_everybody_by_itself(office: Office):
    card = await chosen(office, to={"partners": "rival"})
    with office.database.write() as store:
        left = tuple(one for one in store.programme.partners if one.key != "rival")
        store.programmes.apply(store.programme.model_copy(update={"partners": left}), at=office.clock[0])

    form = form_of(await office.presses("manager", buttons(card)["For whom"]))
    again = await office.sends("manager", form, to="channels")

    assert filled(form)["partners"] == "rival"
    assert isinstance(again, Correct)
    assert set(again.form.errors) == {"partners"}
    cleared = card_of(await office.sends("manager", again.form, partners=""))
    assert "Send to: Partners' channels" in words_of(cleared)


async def test_an_unknown_name_or_one_out_of_sight_is_said_at_its_field(office: Office):
    card = await written(office)
    form = form_of(await office.presses("manager", buttons(card)["Next: for whom"]))

    for values in ({"partners": "Rio Automação"}, {"partners": "Nobody"}, {"countries": "Atlantis"}, {"tiers": "iron"}):
        wrong = form_of(await office.sends("manager", form, **values))
        assert set(wrong.errors) == set(values)


async def test_a_language_that_is_not_written_blocks_or_falls_back_as_the_programme_says(office: Office):
    card = await written(office, **{"title-pl": "", "body-pl": ""})
    form = form_of(await office.presses("manager", buttons(card)["Next: for whom"]))
    card = card_of(await office.sends("manager", form, **WHO))
    refused = card_of(await office.presses("manager", buttons(card)["Send"]))
    assert "read Polski, in which it is not written" in words_of(refused)

    allow(office, missing_language="fall-back")
    await office.presses("manager", buttons(card)["Send"])
    await passes(office, seconds=61)

    assert "title in en" in words_of(office.card("boss"))


async def test_a_language_that_is_not_written_blocks_it_later_too(office: Office):
    allow(office, approve_above=0, missing_language="block")
    form = form_of(await office.types("manager", "announce"))
    texts = {name: text for name, text in TEXTS.items() if not name.endswith("pt-BR")}
    card = card_of(await office.sends("manager", form, **texts))
    form = form_of(await office.presses("manager", buttons(card)["Next: for whom"]))
    card = card_of(await office.sends("manager", form, **WHO, partners="nowak"))
    form = form_of(await office.presses("manager", buttons(card)["When"]))
    card = card_of(await office.sends("manager", form, way="at", day="2026-12-03", moment="14:30"))
    await office.presses("manager", buttons(card)["Have it sent"])
    await office.delivers()
    request = buttons(office.card("director"))["Send"]
    speaks(office, "pt-BR")
    assert "Português" in words_of(card_of(await office.presses("director", request)))

    speaks(office, "en")
    await office.presses("director", request)
    speaks(office, "pt-BR")
    await passes(office, days=10, hours=4)

    assert not got(office)
    assert "in which it is not written" in words_of(office.card("manager"))


def speaks(office: Office, language: str) -> None:
    with office.database.write() as store:
        store.people.save(replace(office.person("rep"), language=language))


async def test_partners_who_fall_out_of_what_was_scheduled_are_told_of(office: Office):
    card = await chosen(office, when={"way": "at", "day": "2026-12-03", "moment": "14:30"})
    await office.presses("manager", buttons(card)["Send"])
    with office.database.write() as store:
        store.people.save(replace(office.person("manager"), looks_after=frozenset({"rival"})))

    await passes(office, days=10, hours=4)

    assert got(office) == {"rival"}
    assert "Fewer than when it was agreed to: Nowak Systems (2)" in words_of(office.card("manager"))


async def test_nine_is_nine_by_the_clock_of_where_its_reader_is_by_then(office: Office):
    card = await chosen(office, "director", when={"way": "morning", "day": "2026-11-26", "urgent": "x"})
    await office.presses("director", buttons(card)["Send"])
    await passes(office, days=2)
    with office.database.write() as store:  # as Slack's profile says since
        store.people.save(replace(office.person("rep"), zone="America/Sao_Paulo"))

    await passes(office, seconds=(datetime(2026, 11, 26, 8, 1, tzinfo=UTC) - office.clock[0]).total_seconds())
    assert got(office) == {"boss", "rival"}
    await passes(office, hours=4)
    assert "rep" in got(office)


@pytest.mark.parametrize("step", ["", "paused"])
@pytest.mark.parametrize(("leaves", "nine"), [(6, 8), (10, 8 + 24)])
async def test_whoever_has_gone_east_gets_at_nine_what_would_have_come_in_the_afternoon(
    office: Office, leaves: int, nine: int, step: str
):
    monday = NOON.replace(hour=0)
    office.clock[0] = monday.replace(hour=4)
    with office.database.write() as store:
        store.people.save(replace(office.person("rep"), zone="America/New_York"))
    card = await chosen(office, to={"partners": "nowak"}, when={"way": "morning"})
    await office.presses("manager", buttons(card)["Send"])
    await passes(office, minutes=2)
    if step:
        await office.presses("manager", buttons(office.card("manager"))["Pause"])
    office.clock[0] = monday.replace(hour=leaves)
    with office.database.write() as store:
        store.people.save(replace(office.person("rep"), zone="Europe/Warsaw"))
    await passes(office, minutes=1)
    if step:
        await office.presses("manager", buttons(office.card("manager"))["Go on"])

    office.clock[0] = monday + timedelta(hours=nine, minutes=-1)
    await passes(office)
    assert "rep" not in got(office)
    await passes(office, minutes=1)
    assert "rep" in got(office)


async def test_to_nobody_it_cannot_be_sent(office: Office):
    card = await chosen(office, to={"activity": "active-30"})

    assert "Send" not in buttons(card)
    assert "It reaches nobody" in words_of(card)


async def test_what_waits_for_working_hours_says_so_and_what_is_urgent_does_not_wait(office: Office):
    office.later(hours=10)  # 22:00 in Warsaw; the test programme has no quiet hours, but weekends
    office.later(days=5)
    card = await chosen(office, to={"partners": "nowak"})
    assert "Reached later, in working hours: 2" in words_of(card)
    await office.presses("manager", buttons(card)["Send"])
    await passes(office, minutes=2)
    assert not got(office)

    card = await chosen(office, to={"partners": "rival"}, when={"way": "now", "urgent": "Recall"})
    assert "Reached: 1" in words_of(card)
    await office.presses("manager", buttons(card)["Send"])
    await passes(office, minutes=2)
    assert got(office) == {"rival"}
    await passes(office, hours=36)
    assert got(office) == {"rep", "boss", "rival"}


def linked(office: Office, *names: str) -> None:
    """Channels of one partner."""
    with office.database.write() as store:
        for name in names:
            one = Channel(
                platform=Platform.WEB, host="test", conversation=name, partner="nowak", name=name, service="x"
            )
            store.channels.link(one, by="", at=office.clock[0])


CHANNELS = {"to": "channels", "partners": "nowak"}
LATER = {"way": "at", "day": "2026-11-30", "moment": "14:30"}


@pytest.mark.parametrize("agreed", [("C1",), ("C1", "C2", "C3")], ids=["crosses", "grows"])
async def test_what_has_grown_since_it_was_agreed_to_goes_to_nobody_but_back_to_its_author(
    office: Office, agreed: tuple[str, ...]
):
    allow(office, approve_above=2)
    linked(office, *agreed)
    card = await chosen(office, to=CHANNELS, when=LATER)
    if len(agreed) > 2:
        await office.presses("manager", buttons(card)["Have it sent"])
        await office.delivers()
        await office.presses("admin", buttons(office.card("admin", about="asks you to send"))["Send"])
    else:
        await office.presses("manager", buttons(card)["Send"])
    linked(office, "C4", "C5", "C6")

    await passes(office, days=7, hours=3)

    assert "" not in office.letters.cards
    given_back = office.card("manager", about="has not gone")
    draft = card_of(await office.presses("manager", buttons(given_back)["Open"]))
    assert "New since then: Nowak Systems (3)" in words_of(given_back)
    assert "State: Draft" in words_of(draft)
    assert "Have it sent" in buttons(draft)


async def test_what_is_many_by_now_since_the_programme_says_so_is_sent_by_a_second_person(office: Office):
    linked(office, "C1", "C2", "C3")
    card = await chosen(office, to=CHANNELS, when=LATER)
    await office.presses("manager", buttons(card)["Send"])
    allow(office, approve_above=2)

    await passes(office, days=7, hours=3)

    assert "" not in office.letters.cards
    given_back = office.card("manager", about="has not gone")
    draft = card_of(await office.presses("manager", buttons(given_back)["Open"]))
    assert "Have it sent" in buttons(draft)


@pytest.mark.parametrize(
    ("agreed", "now"), [(9, 10), (30, 32), (40, 44), (11, 13), (0, 10), (500, 550), (12, 3)], ids=str
)
@pytest.mark.parametrize("by", [Timing(agreed_as="asked"), Timing(alone="It burns")], ids=["second", "alone"])
def test_an_audience_that_has_grown_by_a_few_is_the_one_that_was_agreed_to(by: Timing, agreed: int, now: int):
    assert not replace(by, agreed=agreed).outgrown(now, 10)


@pytest.mark.parametrize(("agreed", "now"), [(20, 23), (40, 45), (500, 551)], ids=str)
def test_one_that_has_grown_by_a_tenth_is_not(agreed: int, now: int):
    assert Timing(agreed=agreed, agreed_as="asked").outgrown(now, 10)


@pytest.mark.parametrize(("agreed", "now"), [(10, 11), (40, 40), (0, 11)], ids=str)
def test_to_many_nobody_has_agreed_who_was_not_asked(agreed: int, now: int):
    assert Timing(agreed=agreed).outgrown(now, 10)


async def test_one_who_comes_in_while_a_rollout_waits_gives_nothing_back(office: Office):
    allow(office, approve_above=2)
    linked(office, "C1", "C2", "C3")
    card = await chosen(office, to=CHANNELS, when=LATER)
    await office.presses("manager", buttons(card)["Have it sent"])
    await office.delivers()
    await office.presses("admin", buttons(office.card("admin", about="asks you to send"))["Send"])
    linked(office, "C4")

    await passes(office, days=7, hours=3)

    assert len(office.letters.cards[""]) == 4


async def test_who_is_not_reached_is_on_the_list_with_the_reason(office: Office):
    linked(office, "C1", "C2")
    with office.database.write() as store:
        store.channels.trouble(Platform.WEB, "C2", Trouble.ARCHIVED)
    card = await chosen(office, to={"to": "channels", "partners": "nowak, rival"})
    await office.presses("manager", buttons(card)["Send"])
    with office.database.write() as store:
        store.channels.mend(Platform.WEB, "C2", Trouble.ARCHIVED)

    await passes(office, minutes=2)
    await passes(office, minutes=1)

    shown = words_of(office.card("manager"))
    assert "Audience: 3\nSent: 1\nFailed: 0\nWaiting: 0\nLeft out: 2" in shown
    assert "1 partner has no linked channel." in shown
    assert "has been sent" in shown
    with office.database.read() as store:
        one = store.announcements.of(office.person("manager").id).items[0]
        found = {(line[0], line[1], line[5]) for line in lines(one, store, translator("en", "UTC"))}
    assert found == {
        ("Nowak Systems", "C1", ""),
        ("Nowak Systems", "C2", "unreached-archived"),
        ("Rival GmbH", "", "unreached-no-channel"),
    }


@pytest.mark.parametrize("later", [True, False])
async def test_where_the_programme_does_not_name_a_domain_any_more_nothing_leads_there(office: Office, *, later: bool):
    allow(office)
    card = await written(office, **{"body-en": "See https://vendor.example/prices."})
    form = form_of(await office.presses("manager", buttons(card)["Next: for whom"]))
    card = card_of(await office.sends("manager", form, **WHO))
    if later:
        form = form_of(await office.presses("manager", buttons(card)["When"]))
        card = card_of(await office.sends("manager", form, **LATER))
        await office.presses("manager", buttons(card)["Send"])
    allow(office, link_domains=("other.example",))

    if later:
        await passes(office, days=7, hours=3)
        assert "led to a domain" in words_of(office.card("manager", about="has not gone"))
    else:
        refused = await office.presses("manager", buttons(card)["Send"])
        assert "links may lead to other.example only" in words_of(card_of(refused))
        await passes(office, minutes=2)
    assert not got(office)


async def test_by_a_press_it_goes_to_no_fewer_than_its_author_has_read(office: Office):
    linked(office, "C1", "C2", "C3", "C4")
    card = await chosen(office, to=CHANNELS)
    for name in ("C2", "C3", "C4"):
        with office.database.write() as store:
            store.channels.trouble(Platform.WEB, name, Trouble.ARCHIVED)

    again = card_of(await office.presses("manager", buttons(card)["Send"]))

    assert "It reaches 1 recipient by now" in words_of(again)
    assert "Will be sent" in words_of(card_of(await office.presses("manager", buttons(again)["Send"])))


async def test_by_a_press_it_goes_to_no_more_than_its_author_has_read(office: Office):
    linked(office, "C1")
    card = await chosen(office, to=CHANNELS)
    linked(office, "C2", "C3", "C4")

    again = card_of(await office.presses("manager", buttons(card)["Send"]))
    assert "It reaches 4 recipients by now" in words_of(again)
    await passes(office, minutes=2)
    assert "" not in office.letters.cards

    allow(office, approve_above=3)
    again = card_of(await office.presses("manager", buttons(again)["Send"]))
    assert "a second person sends it" in words_of(again)
    assert "Have it sent" in buttons(again)


async def agreed_by_the_director(office: Office) -> Card:
    """The director's card, on which they have just pressed Send."""
    allow(office, approve_above=0)
    card = await chosen(office)
    await office.presses("manager", buttons(card)["Have it sent"])
    await office.delivers()
    return card_of(await office.presses("director", buttons(office.card("director"))["Send"]))


async def test_the_second_person_takes_back_what_they_have_sent_for_sixty_seconds(office: Office):
    agreed = await agreed_by_the_director(office)
    await office.delivers()
    assert "Undo" in buttons(office.card("director"))
    assert "Nobody gets it before" in words_of(office.card("director"))
    office.later(seconds=50)
    shown = card_of(await office.presses("director", buttons(agreed)["Undo"]))
    await passes(office, minutes=5)

    assert set(buttons(shown)) == {"Preview"}
    assert "is over, or in other hands" in words_of(office.card("admin")), "who was asked as well"
    assert not got(office)
    assert "It was not sent, and is a draft again" in words_of(office.card("manager"))
    draft = card_of(await office.presses("manager", buttons(office.card("manager"))["Open"]))
    await office.presses("manager", buttons(draft)["Have it sent"])
    await office.delivers()
    await office.presses("admin", buttons(office.card("admin", about="asks you to send"))["Send"])
    await passes(office, seconds=61)
    assert got(office) == {"rep", "boss", "rival"}


async def test_nobody_else_takes_it_back_for_them_and_they_not_later(office: Office):
    undo = buttons(await agreed_by_the_director(office))["Undo"]
    for who in ("admin", "lead", "rep"):
        await office.presses(who, undo)
    await passes(office, seconds=61)

    assert got(office) == {"rep", "boss", "rival"}
    assert "60" in words_of(card_of(await office.presses("director", undo)))
    assert "Undo" not in buttons(office.card("director"))


async def test_to_have_it_sent_is_never_to_send_it_also_where_nobody_else_has_to_by_now(office: Office):
    allow(office, approve_above=2)
    card = await chosen(office)
    allow(office, approve_above=10)

    asked = card_of(await office.presses("manager", buttons(card)["Have it sent"]))
    await passes(office, minutes=2)

    assert "Waits for somebody else" in words_of(asked)
    assert not got(office)


async def test_a_second_person_sends_it_to_no_more_than_they_were_asked_about(office: Office):
    allow(office, approve_above=0)
    linked(office, "C1")
    card = await chosen(office, to=CHANNELS)
    await office.presses("manager", buttons(card)["Have it sent"])
    await office.delivers()
    linked(office, "C2", "C3", "C4")

    refused = await office.presses("director", buttons(office.card("director"))["Send"])
    assert "would go to 4 recipients; its author asked to have it sent to 1" in words_of(card_of(refused))
    await passes(office, minutes=2)
    assert "" not in office.letters.cards


async def test_what_has_grown_but_not_to_many_goes_and_so_does_what_has_shrunk(office: Office):
    allow(office, approve_above=2)
    linked(office, "C1")
    card = await chosen(office, to=CHANNELS, when=LATER)
    await office.presses("manager", buttons(card)["Send"])
    linked(office, "C2")

    await passes(office, days=7, hours=3)

    assert len(office.letters.cards[""]) == 2


async def test_whoever_may_not_announce_any_more_writes_to_nobody_and_the_admins_hear_of_it(office: Office):
    card = await chosen(office, when=LATER)
    await office.presses("manager", buttons(card)["Send"])
    with office.database.write() as store:
        store.people.keep(replace(office.person("manager"), roles=frozenset()))

    await passes(office, days=7, hours=3)

    assert not got(office)
    assert "may not announce any more" in words_of(office.card("admin"))


async def test_nobody_agrees_to_a_moment_that_is_over_but_may_still_say_no(office: Office):
    allow(office, approve_above=0)
    card = await chosen(office, when={"way": "at", "moment": "13:30"})
    await office.presses("manager", buttons(card)["Have it sent"])
    await office.delivers()
    request = buttons(office.card("admin", about="asks you to send"))

    office.later(hours=12)
    assert "is over. Its author has to choose another" in words_of(
        card_of(await office.presses("admin", request["Send"]))
    )
    await passes(office, minutes=5)
    assert not got(office)

    await office.presses("admin", request["Reject"])
    await passes(office, minutes=5)
    assert "was not sent" in words_of(office.card("manager"))


async def test_a_morning_that_is_over_is_not_another_by_itself(office: Office):
    card = await chosen(office, when={"way": "morning", "day": "2026-11-24"})
    allow(office, approve_above=0)
    asked = await chosen(office, when={"way": "morning", "day": "2026-11-24"})
    await office.presses("manager", buttons(asked)["Have it sent"])
    await office.delivers()
    request = buttons(office.card("director", about="asks you to send"))

    office.later(days=1, hours=10)  # Nov 24, 21:00 UTC: nobody's nine o'clock comes any more

    for who, press in (("manager", buttons(card)["Send"]), ("director", request["Send"])):
        assert "Tuesday, November 24, 2026, is over" in words_of(card_of(await office.presses(who, press)))
    await passes(office, days=2)
    assert not got(office)


async def test_who_is_an_admin_by_the_time_it_leaves_reads_that_it_was_sent_alone_and_each_reads_it_once(
    office: Office,
):
    allow(office, approve_above=0)
    card = await chosen(office, "director", when=LATER)
    form = form_of(await office.presses("director", buttons(card)["Send in an emergency"]))
    await office.sends("director", form, reason="Nobody answers tonight")
    await passes(office, minutes=2)
    with office.database.write() as store:
        store.people.save(replace(office.person("manager"), roles=frozenset({Role.ADMIN})))

    await passes(office, days=7, hours=9)

    assert got(office)
    for who in ("admin", "manager"):
        told = [card for _, card in office.letters.cards[who] if "Nobody answers tonight" in words_of(card)]
        assert len(told) == 1, who


async def test_what_was_sent_alone_and_taken_back_is_told_so(office: Office):
    allow(office, approve_above=0)
    card = await chosen(office, "director")
    form = form_of(await office.presses("director", buttons(card)["Send in an emergency"]))
    sent = card_of(await office.sends("director", form, reason="Nobody answers tonight"))
    await office.delivers()
    await office.presses("director", buttons(sent)["Take it back"])
    await office.delivers()

    assert "Nobody has got it" in words_of(office.card("admin"))


@pytest.mark.parametrize("alone", [True, False])
async def test_what_does_not_go_when_its_time_comes_says_so_to_all_who_heard_that_it_would(
    office: Office, *, alone: bool
):
    allow(office, approve_above=0)
    card = await chosen(office, "director", when=LATER)
    if alone:
        form = form_of(await office.presses("director", buttons(card)["Send in an emergency"]))
        await office.sends("director", form, reason="Nobody answers tonight")
    else:
        await office.presses("director", buttons(card)["Have it sent"])
        await office.delivers()
        await office.presses("admin", buttons(office.card("admin"))["Send"])
    await passes(office, minutes=2)
    with office.database.write() as store:
        for who in ("rep", "boss", "rival", "rio"):
            store.people.keep(replace(office.person(who), roles=frozenset()))
    await passes(office, days=7, hours=9)

    assert "nobody any more whom it would have reached" in words_of(office.card("director", about="has not gone"))
    assert "Nobody has got it" in words_of(office.card("admin"))
    if not alone:
        assert "Nobody has got it" in words_of(office.card("director", about="Approved by"))


async def test_what_a_second_person_has_sent_and_its_author_takes_back_says_so_to_both(office: Office):
    allow(office, approve_above=0)
    card = await chosen(office)
    await office.presses("manager", buttons(card)["Have it sent"])
    await office.delivers()
    await office.presses("director", buttons(office.card("director"))["Send"])
    await office.delivers()
    sent = card_of(await office.presses("manager", buttons(office.card("manager"))["Open"]))
    await office.presses("manager", buttons(sent)["Take it back"])
    await office.delivers()

    for who in ("manager", "director"):
        assert "Nobody has got it" in words_of(office.card(who))


async def test_in_its_minute_an_admin_reads_it_and_nobody_edits_it_but_as_a_draft(office: Office):
    card = await chosen(office)
    await office.presses("manager", buttons(card)["Send"])
    with office.database.read() as store:
        [one] = store.announcements.of(office.person("manager").id).items

    shown = card_of(await office.types("admin", f"announce {one.ref}"))
    assert set(buttons(shown)) == {"Preview"}
    assert "title in en" in words_of(card_of(await office.presses("admin", buttons(shown)["Preview"])))
    for who in ("manager", "admin"):
        assert "not begun to leave" in repr(await office.presses(who, button("announcement-revise-form", one)))


async def test_each_step_is_on_record_in_the_name_of_whoever_took_it(office: Office):
    allow(office)
    with office.database.read() as store:
        before = store.acts.head().count
    card = await chosen(office, "director", when={"way": "now", "urgent": "It burns"})
    for label, values in (
        ("Picture", {"url": "https://vendor.example/x.png", "alt-en": "x"}),
        ("Add a button", {"url": "https://vendor.example/x", "label-en": "x"}),
        ("Edit", {"title-en": "Other"}),
        ("Remove", None),
        ("Duplicate", None),
    ):
        asked = await office.presses("director", buttons(card)[label])
        done = await office.sends("director", form_of(asked), **values) if values else asked
        card = card_of(done)
    form = form_of(await office.presses("director", buttons(card)["Next: for whom"]))
    card = card_of(await office.sends("director", form, **WHO))
    sent = card_of(await office.presses("director", buttons(card)["Send"]))
    card = card_of(await office.presses("director", buttons(sent)["Take it back"]))
    allow(office, approve_above=0)
    waits = card_of(await office.presses("director", buttons(await chosen(office, "director"))["Have it sent"]))
    card = card_of(await office.presses("director", buttons(waits)["Take it back"]))
    form = form_of(await office.presses("director", buttons(card)["Send in an emergency"]))
    await office.sends("director", form, reason="Nobody answers")
    card = card_of(await office.types("director", "announce list"))

    with office.database.read() as store:
        acts = [(act.who, act.what) for act in store.acts.since(before)]
    me = office.person("director").id
    steps = ["written", "edit", "edit", "edit", "edit", "edit", "edit", "written", "edit", "send", "take-back"]
    told = [what.removeprefix("announcement-") for who, what in acts if who == me and what.startswith("announcement-")]
    assert told == [*steps, "written", "edit", "ask", "take-back", "send"]


async def test_what_is_taken_back_from_those_who_were_asked_is_its_authors_alone_again(office: Office):
    allow(office, approve_above=0)
    card = await chosen(office)
    asked = card_of(await office.presses("manager", buttons(card)["Have it sent"]))
    await office.delivers()
    assert "title in en" in words_of(office.card("admin"))

    await office.presses("manager", buttons(asked)["Take it back"])
    await office.delivers()

    assert "title in en" not in words_of(office.card("admin"))


@pytest.mark.parametrize("figure", ["9" * 5000, "9" * 20, "\u0663"])
async def test_a_figure_that_no_button_of_ours_carries_is_none(office: Office, figure: str):
    card = await chosen(office)
    made_up = replace(buttons(card)["Send"], ref=f"{buttons(card)['Send'].ref.partition('.')[0]}.{figure}")
    card_of(await office.presses("manager", replace(made_up, route="announcement-unreached")))
    await office.presses("manager", made_up)
    await passes(office, minutes=2)
    assert got(office)
