"""Questions about an announcement: to its author in one place, answered once, and read by nobody else."""

import asyncio
from dataclasses import replace

import pytest

from bot.arrivals import Message, Pressed, Typed
from domain.announcements import Announcement
from domain.audience import Audience, To
from domain.channels import Channel
from domain.places import Place, Platform
from domain.questions import Tally
from handlers import questions
from handlers.replies import Correct, Reply, Show
from tests.following import begun, button, choosy
from tests.office import Office, buttons, card_of, filled, form_of, words_of
from views.vocabulary import Card

WORDS = "Does it count for <!channel> what we offered?"


async def announced(office: Office, **more: object) -> Announcement:
    one = begun(office, **more)  # type: ignore[arg-type]  # as it is given
    await office.delivers()
    return one


async def asks(office: Office, who: str = "rep", words: str = WORDS, ask: str = "Ask a question") -> str:
    """By the form; what its sender reads."""
    form = form_of(await office.presses(who, buttons(office.card(who))[ask]))
    card = card_of(await office.sends(who, form, words=words))
    await office.delivers()
    return words_of(card)


async def answers(office: Office, who: str = "director", words: str = "No.") -> Card:
    form = form_of(await office.presses(who, buttons(office.card(who, about="asks about"))["Answer"]))
    card = card_of(await office.sends(who, form, words=words))
    await office.delivers()
    return card


def tally(office: Office, one: Announcement) -> Tally:
    with office.database.read() as store:
        return store.questions.tally(f"announcement:{one.id}")


def read(reply: Reply) -> str:
    return words_of(card_of(reply))


async def test_a_question_goes_to_the_author_alone_and_the_answer_to_who_asked_alone(office: Office):
    one = await announced(office)

    assert "The answer comes to you here, in private" in await asks(office)
    office.later(seconds=10)
    await office.delivers()

    card = words_of(office.card("director", about="asks about"))
    assert WORDS in card
    assert "Asked by: Jan Nowak (Nowak Systems)" in card
    assert "Where: in private" in card
    assert "Announcement: Prices (en)" in card
    assert "1 question; waiting for an answer: 1." in words_of(office.card("director", about="of 4 sent"))

    sent = await answers(office, words="Only from January on.")
    assert "Answer: “Only from January on.”" in words_of(sent)
    assert "Answer" not in buttons(office.card("director", about="asks about"))
    answer = words_of(office.card("rep"))
    assert "Only from January on." in answer
    assert "Dana Cole answered on" in answer
    assert WORDS in answer
    for who in ("boss", "rival", "rio", "manager", "second", "admin"):
        assert "January on" not in repr(office.letters.cards.get(who)), who
        assert "we offered" not in repr(office.letters.cards.get(who)), who
    assert tally(office, one) == Tally(1, 0)
    with office.database.read() as store:
        done = [(act.who, act.what, act.partner) for act in store.acts.since(0) if act.what.startswith("question")]
    people = {who: office.person(who).id for who in ("rep", "director")}
    assert done == [
        (people["rep"], "question-asked", "nowak"),
        (people["director"], "question-answered", "nowak"),
    ]


async def test_a_reply_to_the_announcement_is_a_question_and_a_reply_to_that_is_the_answer(office: Office):
    one = await announced(office)

    assert "Your question is sent" in read(await office.writes("rep", "Which\nprices?", "Prices (en)"))
    await office.delivers()
    assert "Which\nprices?" in words_of(office.card("director", about="asks about"))
    assert "Answer: “All.”" in read(await office.writes("director", "All.", "asks about"))
    await office.delivers()
    assert "All." in words_of(office.card("rep"))

    await office.writes("rep", "From when on?", "Your question is answered")
    await office.delivers()
    next_ = words_of(office.card("director", about="From when on?"))
    assert "You asked before: “Which\nprices?” The answer was: “All.”" in next_
    assert tally(office, one) == Tally(2, 1)


async def test_words_that_may_be_none_are_offered_by_a_button_and_sent_once(office: Office):
    one = await announced(office)

    offered = card_of(await office.writes("rep", "Thanks, great!", "Prices (en)"))
    assert tally(office, one) == Tally()
    assert "Nobody has seen it yet." in words_of(offered)
    send = buttons(offered)["Send as a question"]
    assert "zbyt stare" in read(await office.presses("boss", send))
    assert "Your question is sent" in read(await office.presses("rep", send))
    assert "sent already" in read(await office.presses("rep", send))
    await office.delivers()

    told = card_of(await office.writes("director", "Thanks, great!", "asks about"))
    assert tally(office, one) == Tally(1, 1)
    answer = buttons(told)["Send as the answer"]
    assert "Answer: “Thanks, great!”" in read(await office.presses("director", answer))
    assert tally(office, one) == Tally(1, 0)


async def test_loose_words_are_offered_to_what_was_told_last_and_only_then(office: Office):
    one = await announced(office)

    offered = card_of(await office.writes("rep", "It is not clear what it costs"))
    assert "Is this a question about the announcement?" in words_of(offered)
    assert tally(office, one) == Tally()
    await office.presses("rep", buttons(offered)["Send as a question"])
    await office.delivers()
    told = card_of(await office.writes("director", "It costs as much as before"))
    await office.presses("director", buttons(told)["Send as the answer"])
    await office.delivers()
    assert "It costs as much as before" in words_of(office.card("rep"))

    await office.registers("boss")
    office.later(days=2)
    for who in ("boss", "rio"):
        assert "question-send" not in repr(await office.writes(who, "Nie wiem, ile to kosztuje"))


async def test_the_same_question_in_a_day_is_one_and_four_deliveries_are_one(office: Office):
    one = await announced(office)

    for _ in range(4):
        await office.writes("rep", WORDS, "Prices (en)", key="one")
    await office.writes("rep", WORDS, "Prices (en)")
    await office.delivers()

    assert tally(office, one) == Tally(1, 1)
    assert sum("asks about" in words_of(card) for _, card in office.letters.cards["director"]) == 1


async def test_of_two_who_answer_at_once_one_does_and_the_other_reads_that(office: Office):
    await announced(office, by="manager", to=Audience(to=To.PEOPLE, partners=frozenset({"nowak"})))
    await asks(office)
    question = buttons(office.card("manager", about="asks about"))["Answer"]
    forms = [form_of(await office.presses(who, question)) for who in ("manager", "admin")]

    pairs = zip(("manager", "admin"), forms, ("Yes.", "No."), strict=True)
    await asyncio.gather(*(office.sends(who, form, words=words) for who, form, words in pairs))
    await office.delivers()

    cards = [read(reply) for reply in office.replies[-2:]]
    assert sorted("Somebody else was quicker" in card for card in cards) == [False, True]
    assert sum("Your question is answered" in words_of(card) for _, card in office.letters.cards["rep"]) == 1


async def test_who_has_no_part_in_it_learns_nothing_by_any_door(office: Office):
    one = await announced(office, to=Audience(to=To.PEOPLE, partners=frozenset({"nowak"})))
    await asks(office)
    message = office.message("rep", about="Prices (en)")
    card = office.message("director", about="asks about")
    answer = buttons(office.card("director", about="asks about"))["Answer"]

    for who in ("rival", "rio", "auditor", "second", "lead", "nobody"):
        usual = repr(await office.writes(who, "Is it so, I wonder"))
        for of, there in (("rep", message), ("director", card)):
            assert repr(await office.writes_at(who, "Is it so, I wonder", there, of=of, private=False)) == usual, who
        for press in (answer, button("question-form", one), replace(answer, route="question-open")):
            assert "Prices" not in repr(reply := await office.presses(who, press)), who
            assert "offered" not in repr(reply), who
        assert "offered" not in repr(await office.types(who, f"announce {one.ref} questions")), who
    assert tally(office, one) == Tally(1, 1)
    assert "<!channel>" in read(await office.types("admin", f"announce questions {one.ref}"))


@pytest.mark.parametrize("host", ["test", "the organisation that it is a workspace of"])
async def test_in_a_channel_the_answer_comes_to_who_asked_and_nowhere_else(office: Office, host: str):
    channel = Channel(platform=Platform.WEB, host=host, conversation="C1", partner="nowak", name="nowak", service="x")
    with office.database.write() as store:
        store.channels.link(channel, by="", at=office.clock[0])
    one = await announced(office, to=Audience(to=To.CHANNELS, partners=frozenset({"nowak"})))
    posted = office.letters.posted[-2:]

    async def writes(who: str) -> Reply:
        arrival = office.arrival(who, Typed("Which prices?"))
        place = Place(Platform.WEB, "test", "C1", private=False)
        for message in posted:
            arrived = replace(arrival, place=place, message=Message("Which prices?", message), key=f"{who}{message}")
            await office.dispatch.serve(arrived, office._keep)
            if "Your question is sent" in repr(office.replies[-1]):
                break
        return office.replies[-1]

    with office.database.write() as store:  # where the test's post has put it
        store._connection.exec_driver_sql("UPDATE copies SET conversation = 'C1' WHERE person IS NULL")
    assert "Your question is sent" not in repr(await writes("rival"))
    reply = await writes("rep")
    assert isinstance(reply, Show)
    assert not reply.public
    await office.delivers()
    assert "Where: nowak" in words_of(office.card("director", about="asks about"))
    before = len(office.letters.posted)
    await answers(office, words="All of them.")
    assert "All of them." in words_of(office.card("rep"))
    assert len(office.letters.posted) == before + 1
    assert tally(office, one) == Tally(1, 0)


async def test_who_has_left_is_followed_by_the_admins_and_nobody_is_told_twice(office: Office):
    one = await announced(office, by="manager", to=Audience(to=To.PEOPLE, partners=frozenset({"nowak"})))
    await asks(office)
    with office.database.write() as store:
        manager = office.person("manager")
        store.people.keep(replace(manager, roles=frozenset()))
    for _ in range(2):
        with office.database.write() as store:
            questions.ask_anew(office.clock[0], store)
    await office.delivers()

    told = [card for _, card in office.letters.cards["admin"] if "asks about" in words_of(card)]
    assert len(told) == 1
    await asks(office, "boss", words="A co ze starymi?", ask="Zadaj pytanie")
    assert "A co ze starymi?" in words_of(office.card("admin"))
    await answers(office, "admin", words="Also.")
    assert tally(office, one) == Tally(2, 1)


async def test_who_asked_and_has_left_is_not_answered_and_whoever_answers_is_told(office: Office):
    await announced(office)
    await asks(office)
    with office.database.write() as store:
        store.people.keep(replace(office.person("rep"), roles=frozenset()))

    card = await answers(office)

    assert "nobody reads an answer" in words_of(card)
    assert "Your question is answered" not in repr(office.letters.cards["rep"])


@pytest.mark.parametrize("answered", [False, True])
async def test_what_nobody_answers_in_time_is_said_once_more_and_once(office: Office, *, answered: bool):
    await announced(office)
    await asks(office)
    if answered:
        await answers(office)

    for _ in range(6):
        office.later(hours=20)
        await office.delivers()

    late = [card for _, card in office.letters.cards["director"] if "still waits for an answer" in words_of(card)]
    assert len(late) == (0 if answered else 1)


async def test_all_of_them_are_listed_what_waits_first(office: Office):
    one = await announced(office)
    assert "Nobody has asked anything yet." in read(await office.types("director", f"announce {one.ref} questions"))
    for number in range(9):
        office.later(hours=number and 1)
        await asks(office, words=f"Number {number}?")
    await office.writes("director", "Yes.", "Number 3?")

    for typed in (f"announce {one.ref} questions", f"ogłoszenie pytania {one.ref}", f"comunicado {one.ref} perguntas"):
        card = card_of(await office.types("director", typed))
        assert "9 questions; waiting for an answer: 8." in words_of(card)
        assert "Number 3?" not in words_of(card)
        assert words_of(card).index("Number 0?") < words_of(card).index("Number 8?")
    card = card_of(office.replies[-1])
    more = card_of(await office.presses("director", buttons(card)["Show more"]))
    assert "Number 3?" in words_of(more)
    assert "answered on" in words_of(more)
    assert "Yes." in read(await office.presses("director", buttons(more)["Open"]))


async def test_nothing_typed_is_lost(office: Office):
    await announced(office)
    form = form_of(await office.presses("rep", buttons(office.card("rep"))["Ask a question"]))

    wrong = await office.sends("rep", form, words="a" * 1001)
    assert isinstance(wrong, Correct)
    assert set(wrong.form.errors) == {"words"}
    opened = form_of(await office.presses("rep", buttons(office.card("rep"))["Ask a question"]))
    assert filled(opened)["words"] == "a" * 1001

    long = card_of(await office.writes("boss", "b" * 1001, "Prices (pl)"))
    form = form_of(await office.presses("boss", buttons(long)["Otwórz formularz"]))
    assert filled(form)["words"] == "b" * 1000
    assert "Samego pliku" in read(await office.writes("boss", "", "Prices (pl)", files=True))


async def test_twenty_in_an_hour_are_enough(office: Office):
    one = await announced(office)
    for number in range(21):
        await office.writes("rep", f"Number {number}?", "Prices (en)")

    assert "tried too often" in read(office.replies[-1])
    assert tally(office, one) == Tally(20, 20)


async def test_a_button_on_what_was_not_sent_yet_asks_nothing(office: Office):
    one = await announced(office)

    for ref in (f"{one.id}.nothing", "nothing", ""):
        assert "nothing here by that name" in read(await office.asks("rep", Pressed("question-form", ref)))


async def test_a_question_of_which_its_author_cannot_be_told_goes_to_the_admins(office: Office):
    letters = choosy(office, "director")
    await announced(office)

    await asks(office)
    await office.delivers()

    read = {who for who, cards in letters.cards.items() if any("we offered" in words_of(card) for _, card in cards)}
    assert read == {"admin"}
