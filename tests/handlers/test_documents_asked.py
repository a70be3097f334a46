"""A question about a document goes to its owner, is answered once, and only whoever asked reads the answer."""

from dataclasses import replace

from sqlalchemy import update

from bot.arrivals import Pressed, Sent
from handlers.chores import CHORES
from handlers.replies import OpenForm
from storage.tables import copies
from tests.following import choosy
from tests.handlers.test_documents import described, put, put_in
from tests.office import Office, buttons, card_of, form_of, words_of

ASKED, ANSWERED = "Nowak Systems asks about", "Your question is answered"


async def asks(office: Office, ref: str, words: str, who: str = "rep") -> str:
    form = form_of(await office.presses(who, buttons(card_of(await office.types(who, f"docs {ref}")))["Ask its owner"]))
    told = words_of(card_of(await office.sends(who, form, words=words)))
    await office.delivers()
    return told


def told(office: Office, who: str) -> list[str]:
    """The answers that this person has."""
    return [text for _, card in office.letters.cards.get(who, []) if ANSWERED in (text := words_of(card))]


async def test_the_owner_answers_and_only_whoever_asked_reads_it(office: Office):
    ref = put(office, "Guide")

    assert "Your question is sent" in await asks(office, ref, "Is it for FM200?")
    await asks(office, ref, "Is it for FM200?")
    (asked,) = [card for _, card in office.letters.cards["manager"]]
    assert "Is it for FM200?" in words_of(asked)
    form = form_of(await office.presses("manager", buttons(asked)["Answer"]))
    said = words_of(card_of(await office.sends("manager", form, words="Yes, for both.")))
    await office.delivers()

    assert "Yes, for both." in said
    assert "Yes, for both." in words_of(office.card("rep", about=ANSWERED))
    assert "Answer" not in buttons(office.card("manager", about=ASKED))
    assert not [who for who in ("boss", "second", "rival", "admin") if office.letters.cards.get(who)]


async def test_of_two_answers_the_first_one_counts_and_the_other_is_told_so(office: Office):
    ref = put(office, "Guide")
    await asks(office, ref, "Why?")
    card = office.card("manager", about=ASKED)
    forms = {who: form_of(await office.presses(who, buttons(card)["Answer"])) for who in ("manager", "admin")}

    await office.sends("admin", forms["admin"], words="Because.")
    late = words_of(card_of(await office.sends("manager", forms["manager"], words="Never.")))
    await office.delivers()

    assert "Somebody else was quicker" in late
    assert "Because." in late
    assert [card for _, card in office.letters.cards["rep"] if "Never." in words_of(card)] == []
    assert not isinstance(await office.presses("admin", buttons(card)["Answer"]), OpenForm)


async def test_who_may_not_read_it_asks_nothing_and_who_does_not_keep_it_answers_nothing(office: Office):
    ref = put(office, "Guide", regions=["ce"])
    await asks(office, ref, "Why?")
    answer = buttons(office.card("manager", about=ASKED))["Answer"]

    missing = await office.asks("rio", Pressed("question-form", "F-00000"))
    assert await office.asks("rio", Pressed("question-form", ref)) == missing
    for who in ("second", "rep", "lead"):
        missing = await office.asks(who, Pressed(answer.route, "x"))
        assert await office.presses(who, answer) == missing
        values = {"words": "Mine"}
        assert await office.asks(who, Sent("question-answer", values, "", answer.ref, 0)) == await office.asks(
            who, Sent("question-answer", values, "", "x", 0)
        )
    await office.delivers()
    assert not told(office, "rep")


async def test_whoever_may_not_read_it_any_more_by_then_hears_no_answer(office: Office):
    ref = put(office, "Guide")
    await asks(office, ref, "Why?")
    put(office, "Guide", regions=["latam"])
    form = form_of(await office.presses("manager", buttons(office.card("manager", about=ASKED))["Answer"]))

    await office.sends("manager", form, words="Because.")
    await office.delivers()

    assert not told(office, "rep")


async def test_where_the_owner_is_gone_the_admins_are_asked_and_every_step_is_on_record(office: Office):
    ref = put(office, "Guide")
    with office.database.write() as store:
        store.people.save(replace(office.person("manager"), roles=frozenset()))

    await asks(office, ref, "Why?")
    form = form_of(await office.presses("admin", buttons(office.card("admin", about=ASKED))["Answer"]))
    await office.sends("admin", form, words="Because.")

    with office.database.read() as store:
        assert [act.what for act in store.acts.since()][-2:] == ["question-asked", "question-answered"]


async def test_a_question_whose_owner_cannot_be_told_goes_to_the_administrators(office: Office):
    letters = choosy(office)
    ref = put(office, "Guide")
    letters.refuses.add("manager")

    await asks(office, ref, "Is it for FM200?")
    await office.delivers()

    [card] = [card for _, card in office.letters.cards["admin"] if "FM200" in words_of(card)]
    form = form_of(await office.presses("admin", buttons(card)["Answer"]))
    await office.sends("admin", form, words="Yes")
    await office.delivers()
    assert "Yes" in words_of(office.card("rep", about="FM200"))


async def test_nor_is_it_lost_where_the_owners_last_account_goes_meanwhile(office: Office):
    card, manager = card_of(await office.types("rep", f"docs {put(office, 'Guide')}")), office.person("manager")
    form = form_of(await office.presses("rep", buttons(card)["Ask its owner"]))
    await office.sends("rep", form, words="Is it for FM200?")
    with office.database.write() as store:
        for known in store.people.accounts(manager.id):
            store.people.unlink(known.identity)
    with office.database.engine.begin() as connection:  # the other one turned it away
        mine = update(copies).where(copies.c.person == manager.id, copies.c.state == "pending")
        connection.execute(mine.values(refused="slack:T0VENDOR:manager user_disabled\n"))

    await office.delivers()

    assert "FM200" in words_of(office.card("admin", about=ASKED))


async def test_a_new_owner_is_asked_what_waits_for_the_one_before(office: Office):
    ref = put(office, "Guide")
    await asks(office, ref, "Why?")
    with office.database.write() as store:
        CHORES["pass questions on"](office.clock[0], store)
    with office.database.write() as store:
        put_in(store, office.person("second"), described("Guide"), "Words", at=office.clock[0])
        CHORES["pass questions on"](office.clock[0], store)
    await office.delivers()

    assert "Why?" in words_of(office.card("second"))


async def test_what_the_owner_does_not_answer_in_twice_the_time_goes_to_the_admins_once(office: Office):
    ref = put(office, "Guide")
    await asks(office, ref, "Why?")
    for _ in range(12):
        office.later(hours=24)
        with office.database.write() as store:
            CHORES["ask others what waits"](office.clock[0], store)
        await office.delivers()

    assert "still waits for an answer" in words_of(office.card("manager"))
    assert sum("Why?" in words_of(card) for _, card in office.letters.cards["admin"]) == 2, "asked, and once more"
    await office.writes("admin", "Because.", "Why?")
    await office.delivers()
    assert "Because." in words_of(office.card("rep", about=ANSWERED))
    await office.writes("rep", "And since when?", ANSWERED)
    await office.delivers()
    assert "You asked before: “Why?”" in words_of(office.card("manager", about="And since when?"))
