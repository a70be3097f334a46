"""Replies to our messages: what is an answer, what may be one, and who learns of it."""

import asyncio
from dataclasses import replace

import pytest

from bot.arrivals import Dropped, Message, Typed
from domain.deals import State
from handlers.replies import Correct, Reply
from tests.handlers.worlds import dump, without_chance
from tests.office import Office, buttons, card_of, filled, form_of, words_of
from views.vocabulary import Card

QUESTION = "Which plant?"


async def asked(office: Office, who: str = "rep", words: str = QUESTION, **values: str) -> str:
    """A deal of this person's about which its manager has asked; its ref."""
    ref = await office.registers(who, **values)
    await asks(office, ref, words)
    return ref


async def asks(office: Office, ref: str, words: str = QUESTION) -> None:
    requests = [card for _, card in office.letters.cards["manager"] if ref in words_of(card)]
    ask = next(buttons(card)["Ask"] for card in requests if "Ask" in buttons(card))
    await office.sends("manager", form_of(await office.presses("manager", ask)), words=words)
    await office.delivers()


def state(office: Office, ref: str) -> State:
    with office.database.read() as store:
        deal = store.deals.by_ref(ref)
        assert deal
        return deal.state


def read(reply: Reply) -> str:
    return words_of(card_of(reply))


async def says(office: Office, who: str, text: str, to: str = "") -> Card:
    return card_of(await office.writes(who, text, to))


async def test_a_reply_to_the_question_is_the_answer_line_by_line(office: Office):
    ref = await asked(office)

    card = await says(office, "rep", "The one in Gdynia.\nFrom May on.", QUESTION)

    await office.delivers()
    assert "Your answer is sent" in words_of(card)
    assert state(office, ref) is State.SUBMITTED
    assert "The one in Gdynia.\nFrom May on." in words_of(office.card("manager", about="was answered"))


async def test_a_reply_that_is_delivered_four_times_is_one_answer(office: Office):
    ref = await asked(office)
    posted = len(office.letters.posted)

    for _ in range(4):
        await office.writes("rep", "In Gdynia.", QUESTION, key="one")
    await office.delivers()

    with office.database.read() as store:
        deal = store.deals.by_ref(ref)
        assert deal
        assert [line.words for line in store.deals.history(deal.id)].count("In Gdynia.") == 1
    assert len(office.letters.posted) == posted + 1


async def test_two_replies_at_once_are_one_answer_and_one_word_that_it_was_answered(office: Office):
    await asked(office)

    await asyncio.gather(*(office.writes("rep", text, QUESTION) for text in ("In Gdynia.", "In Lublin.")))

    titles = sorted(read(one).splitlines()[0] for one in office.replies[-2:])
    assert titles == ["Not sent", "Your answer is sent"]


async def test_who_comes_second_reads_who_answered_and_that_nothing_was_sent(office: Office):
    ref = await asked(office)
    await office.writes("rep", "In Gdynia.", QUESTION)

    card = await says(office, "rep", "In Lublin.", QUESTION)

    assert "was answered already" in words_of(card)
    assert "Jan Nowak answered" in words_of(card)
    assert "In Lublin." not in repr(office.letters.cards)
    assert state(office, ref) is State.SUBMITTED


async def test_a_reply_to_what_is_decided_says_so(office: Office):
    ref = await asked(office)
    await office.presses("manager", buttons(office.card("manager", about=ref))["Approve"])

    assert "The deal is: approved" in words_of(await says(office, "rep", "In Gdynia.", QUESTION))


@pytest.mark.parametrize("answered", [False, True], ids=["while it waits", "once it is answered"])
async def test_words_tell_nothing_of_a_decision_that_can_be_undone(office: Office, *, answered: bool):
    with office.database.write() as store:
        store.programmes.apply(store.programme.model_copy(update={"undo_seconds": 60}), at=office.clock[0])
    ref = await asked(office)
    if answered:
        await office.writes("rep", "In Lublin.", QUESTION)
    said = (
        ("It is in Gdynia, I think", ""),
        (f"{ref} is in Gdynia", ""),
        ("deal is in Gdynia", QUESTION),
        ("Yes.", QUESTION),
    )
    before = [repr(await office.writes("rep", *one)) for one in said[: 4 if answered else 3]]
    await office.presses("manager", buttons(office.card("manager", about=ref))["Approve"])

    after = [repr(await office.writes("rep", *one)) for one in said]

    if answered:
        assert without_chance("".join(after)) == without_chance("".join(before))
    else:
        assert all("deciding this deal right now" in one for one in after), after
    office.later(seconds=61)
    assert "I do not understand" in read(await office.writes("rep", *said[0]))


async def test_a_reply_to_an_earlier_question_is_offered_for_the_one_that_waits(office: Office):
    ref = await asked(office)
    first = office.message("rep", about=QUESTION)
    await office.writes("rep", "In Gdynia.", QUESTION)
    await office.delivers()
    await asks(office, ref, "And from when on?")

    offered = card_of(await office.writes_at("rep", "From May on.", first, of="rep"))

    assert "And from when on?" in words_of(offered)
    assert state(office, ref) is State.INFORMATION_ASKED
    sent = await office.presses("rep", buttons(offered)["Send as the answer"])
    assert "From May on." in read(sent)
    assert state(office, ref) is State.SUBMITTED


async def test_words_to_tandem_alone_are_offered_while_exactly_one_question_waits(office: Office):
    ref = await asked(office)

    offered = card_of(await office.types("rep", "It is the one in Gdynia"))

    assert state(office, ref) is State.INFORMATION_ASKED
    assert QUESTION in words_of(offered)
    other = card_of(await office.types("rep", "Something else altogether"))
    send = buttons(offered)["Send as the answer"]
    assert buttons(other)["Send as the answer"] != send
    assert "It is the one in Gdynia" in words_of(card_of(await office.presses("rep", send)))
    assert state(office, ref) is State.SUBMITTED
    assert "sent already" in read(await office.presses("rep", send))


async def test_words_while_none_or_two_questions_wait_are_like_any_others(office: Office):
    await office.registers()
    assert "I do not understand" in read(await office.types("rep", "It is the one in Gdynia"))
    await asked(office, customer="First")
    ref = await asked(office, customer="Second")

    assert "I do not understand" in read(await office.types("rep", "It is the one in Gdynia"))
    assert "Is this your answer?" in read(await office.types("rep", f"{ref} is in Gdynia, I think"))


@pytest.mark.parametrize("text", ["deal list", "help", "/deal new", "partner team"])
async def test_a_command_is_one_wherever_it_is_typed(office: Office, text: str):
    ref = await asked(office)

    await office.writes("rep", text, QUESTION)

    assert state(office, ref) is State.INFORMATION_ASKED


@pytest.mark.parametrize("text", ["Deal is signed in May, they say", "Thanks, 40 seats", "hello"])
async def test_what_may_be_a_command_as_well_is_offered(office: Office, text: str):
    ref = await asked(office)

    offered = await says(office, "rep", text, QUESTION)

    assert state(office, ref) is State.INFORMATION_ASKED
    await office.presses("rep", buttons(offered)["Send as the answer"])
    assert state(office, ref) is State.SUBMITTED


async def test_what_is_too_long_stands_in_the_form_as_far_as_it_fits(office: Office):
    ref = await asked(office)

    card = await says(office, "rep", "word " * 300, QUESTION)

    assert "1,000 characters" in words_of(card)
    assert state(office, ref) is State.INFORMATION_ASKED
    form = form_of(await office.presses("rep", buttons(card)["Open the form"]))
    assert filled(form)["words"] == ("word " * 200)


async def test_what_is_too_long_for_an_earlier_question_is_not_offered_for_the_next(office: Office):
    ref = await asked(office)
    first = office.message("rep", about=QUESTION)
    await office.writes("rep", "In Gdynia.", QUESTION)
    await office.delivers()
    await asks(office, ref, "And from when on?")

    card = card_of(await office.writes_at("rep", "word " * 300, first, of="rep"))

    assert list(buttons(card)) == ["Open the form"]


async def test_files_are_not_passed_on_and_that_is_said(office: Office):
    await asked(office)

    assert "Only the words were passed on" in read(await office.writes("rep", "See there.", QUESTION, files=True))


async def test_a_file_alone_is_no_answer_and_that_is_said(office: Office):
    ref = await asked(office)

    assert "A file alone" in read(await office.writes("rep", "", QUESTION, files=True))
    assert state(office, ref) is State.INFORMATION_ASKED


async def test_a_file_alone_that_answers_nothing_is_not_answered(office: Office):
    await asked(office)
    picture = replace(office.arrival("rep", Typed("")), message=Message("", "elsewhere", files=True))

    assert await office.dispatch.serve(picture, lambda *_: {"said": "something"}) == {}


async def test_an_answer_without_words_is_none(office: Office):
    ref = await asked(office)
    form = form_of(await office.presses("rep", buttons(office.card("rep", about=QUESTION))["Answer"]))

    assert isinstance(await office.sends("rep", form, words="  "), Correct)
    assert state(office, ref) is State.INFORMATION_ASKED


async def test_nobody_else_learns_from_a_reply_that_there_is_a_question(office: Office):
    ref = await asked(office)
    key = office.message("rep", about=QUESTION)
    for who in ("rival", "rio", "auditor", "admin", "nobody", "manager"):
        usual = repr(await office.writes(who, "In Gdynia, they say"))
        before = dump(office.database)

        reply = await office.writes_at(who, "In Gdynia, they say", key, of="rep")

        assert repr(reply) == usual, who
        assert dump(office.database) == before, who
    assert state(office, ref) is State.INFORMATION_ASKED


async def test_a_colleague_who_may_answer_in_the_form_may_in_the_thread(office: Office):
    ref = await asked(office)

    await office.writes_at("boss", "W Gdyni.", office.message("rep", about=QUESTION), of="rep")

    assert state(office, ref) is State.SUBMITTED


@pytest.mark.parametrize(
    "text", ["<!channel> {0} %s", "\u202egnp.exe", "'; DROP TABLE deals; --", "[x](https://e.example)"]
)
async def test_hostile_words_are_words(office: Office, text: str):
    await asked(office)

    await office.writes("rep", text, QUESTION)

    await office.delivers()
    assert text in words_of(office.card("manager", about="was answered"))


# --- the other way round ---


async def test_a_reply_to_a_request_is_a_question_only_when_a_button_says_so(office: Office):
    ref = await office.registers()

    offered = await says(office, "manager", "Which plant is\nit for?", ref)

    assert state(office, ref) is State.SUBMITTED
    assert "Send this as a question?" in words_of(offered)
    asked_ = card_of(await office.presses("manager", buttons(offered)["Send as a question"]))
    await office.delivers()
    assert state(office, ref) is State.INFORMATION_ASKED
    assert "Which plant is\nit for?" in words_of(office.card("rep", about="question"))
    assert "Send as a question" not in buttons(asked_)


async def test_a_reply_to_an_answer_is_the_next_question(office: Office):
    ref = await asked(office)
    await office.writes("rep", "In Gdynia.", QUESTION)
    await office.delivers()

    offered = await says(office, "manager", "And from when on?", "was answered")
    await office.presses("manager", buttons(offered)["Send as a question"])
    await office.delivers()
    await office.writes("rep", "From May on.", "And from when on?")

    await office.delivers()
    assert "From May on." in words_of(office.card("manager", about=f"({ref}) was answered"))


async def test_what_cannot_be_asked_any_more_says_why(office: Office):
    ref = await office.registers()
    offered = await says(office, "manager", "Which plant?", ref)
    await asks(office, ref)

    assert "was asked already" in words_of(await says(office, "manager", "And when?", ref))
    assert "was asked already" in read(await office.presses("manager", buttons(offered)["Send as a question"]))
    await office.presses("second", buttons(office.card("second", about=ref))["Zatwierdź"])
    assert "Approved by Piotr Bak" in words_of(await says(office, "manager", "And when?", ref))


async def test_a_question_about_what_was_edited_since_is_offered_once_more(office: Office):
    ref = await office.registers()
    offered = await says(office, "manager", "Which plant?", ref)
    edit = form_of(await office.types("rep", f"deal edit {ref}"))
    await office.sends("rep", edit, customer="Kowalski i Syn")

    again = card_of(await office.presses("manager", buttons(offered)["Send as a question"]))

    assert "Which plant?" in words_of(again)
    assert state(office, ref) is State.SUBMITTED
    await office.presses("manager", buttons(again)["Send as a question"])
    assert state(office, ref) is State.INFORMATION_ASKED


async def test_a_reply_leaves_a_row_in_the_name_of_whoever_wrote_it(office: Office):
    ref = await office.registers()
    offered = await says(office, "manager", "Which plant?", ref)
    await office.presses("manager", buttons(offered)["Send as a question"])
    loose = await says(office, "rep", "It is the one in Gdynia")
    await office.presses("rep", buttons(loose)["Send as the answer"])

    with office.database.read() as store:
        rows = {(act.who, act.what) for act in store.acts.since(0)}
    assert {(office.person("manager").id, "deal-ask"), (office.person("rep").id, "deal-answer")} <= rows


async def test_in_a_channel_only_who_may_ask_learns_of_a_request(office: Office):
    ref = await office.registers()
    message = office.message("manager", about=ref)  # as if it stood where others are, too
    before = dump(office.database)

    for who in ("rival", "rio", "boss", "nobody"):
        said = await office.writes_at(who, "Which plant is it for?", message, of="manager", private=False)
        assert ref not in repr(said), who
        assert "Kowalski" not in repr(said), who
    assert dump(office.database) == before
    offered = card_of(await office.writes_at("second", "Which plant?", message, of="manager", private=False))
    assert "Which plant?" in words_of(offered)
    assert "Wyślij jako pytanie" in buttons(offered)


async def test_a_file_with_words_in_the_thread_is_an_answer_without_the_file(office: Office):
    ref = await asked(office)
    arrival = office.arrival("rep", Dropped("prices.xlsx"))
    message = Message("See there.", office.message("rep", about=QUESTION), files=True)

    await office.dispatch.serve(replace(arrival, message=message), lambda reply, _t: {"words": read(reply)})

    assert state(office, ref) is State.SUBMITTED


async def test_nobody_sends_what_somebody_else_typed(office: Office):
    ref = await asked(office)
    send = buttons(card_of(await office.types("rep", "It is the one in Gdynia")))["Send as the answer"]

    assert "zbyt stare" in read(await office.presses("boss", send))
    assert state(office, ref) is State.INFORMATION_ASKED
