"""A card of which a platform showed the beginning: "Show all" brings the rest, to whoever may see it, nobody else."""

from collections.abc import Sequence

import pytest

from bot.arrivals import Pressed
from handlers.replies import Show
from tests.handlers.test_acts import approval_of
from tests.office import Office, buttons, card_of, words_of
from views import rest
from views.vocabulary import Button, Buttons, Card, Part, plain


def little(parts: Sequence[Part]) -> bool:
    """What a platform takes here: four parts, each with a few words."""
    return len(parts) <= 4 and sum(len(repr(part)) for part in parts) < 1500


def shown(card: Card) -> tuple[str, Button | None]:
    """What can be read of the beginning, and what brings the rest."""
    parts = rest.beginning(card, little)
    at = next((at for at, part in enumerate(parts) if isinstance(part, Buttons) and is_rest(part)), len(parts))
    more = parts[at] if at < len(parts) else None
    read = words_of(Card(card.title, card.summary, parts[:at])).splitlines()[2:]
    return "\n".join(read), more.buttons[0] if isinstance(more, Buttons) else None


def is_rest(part: Buttons) -> bool:
    return [one.route for one in part.buttons] == [rest.ROUTE]


async def read_on(office: Office, who: str, card: Card) -> str:
    whole, read, pages = words_of(card), [], 0
    while True:
        text, more = shown(card)
        read.append(text)
        if more is None:
            break
        assert plain(more.label) in {"Show all", "Pokaż całość", "Mostrar tudo"}
        reply = await office.presses(who, more)
        assert isinstance(reply, Show)
        assert not reply.public
        card, pages = reply.card, pages + 1
    assert pages
    assert whole.splitlines()[2:] == "\n".join(read).splitlines()
    return whole


async def test_what_was_asked_for_is_read_to_its_end_on_any_platform(office: Office):
    ref = await office.registers("rep", note="Behind it all.\nIn three lines.\nAnd no more.")

    by_word = await read_on(office, "rep", card_of(await office.types("rep", f"deal {ref}")))
    by_press = await read_on(office, "boss", card_of(await office.asks("boss", Pressed("deal-open", ref))))

    assert "And no more." in by_word
    assert "Zgłoszenie: Jan Nowak" in by_press


async def test_what_somebody_was_told_is_read_to_its_end(office: Office):
    await office.registers("rep", note="Behind it all.")

    for who in ("rep", "manager", "second"):
        assert "Behind it all." in await read_on(office, who, office.card(who))


async def test_the_rest_is_as_it_is_now_and_in_this_persons_own_words(office: Office):
    ref = await office.registers("rep")
    _, more = shown(office.card("second"))
    assert more is not None
    await office.asks("manager", Pressed("approval-approve", approval_of(office, ref), 1))

    now = words_of(card_of(await office.presses("second", more)))

    assert now.splitlines()[1] == "Dalsza część, według stanu na teraz."
    assert "Zatwierdzono" in now


@pytest.mark.parametrize("who", ["rival", "auditor"])
async def test_who_was_not_told_and_who_may_not_look_gets_the_answer_of_what_is_not_there(office: Office, who: str):
    ref = await office.registers("rep")
    with office.database.read() as store:
        deal = store.deals.by_ref(ref)
        assert deal
    missing = await office.asks(who, Pressed(rest.ROUTE, "1:n:deal-received:nothing"))

    told = await office.asks(who, Pressed(rest.ROUTE, f"1:n:deal-received:{deal.id}"))
    asked = await office.asks(who, Pressed(rest.ROUTE, f"1:n:deal-awaits-decision:{deal.id}"))
    looked = await office.asks(who, Pressed(rest.ROUTE, f"1:b:deal-open:{ref}"))

    assert told == asked == missing
    assert ("Kowalski" in repr(looked)) is (who == "auditor")
    with office.database.read() as store:
        assert [one.route for one in store.acts.denied()] == [rest.ROUTE] * (3 if who == "auditor" else 4)


@pytest.mark.parametrize(
    "bent",
    [
        *("", "x", ":::", "1:b", "1:b:deal-open:", "-1:b:deals:", "1:z:deals:", "1:n::", "1:n:deal-received:"),
        *("1:b:deal-won:REF", "1:c:deal won:REF", "1:b:card-rest:1:b:deals:", "1:c:deal new:", "1:b:deal-form:"),
    ],
)
async def test_nothing_is_done_by_a_bent_one(office: Office, bent: str):
    ref = await office.registers("rep")
    await office.asks("manager", Pressed("approval-approve", approval_of(office, ref), 1))

    reply = await office.asks("rep", Pressed(rest.ROUTE, bent.replace("REF", ref)))

    assert isinstance(reply, Show)
    assert not buttons(reply.card), reply
    with office.database.read() as store:
        deal = store.deals.by_ref(ref)
        assert deal is not None
        assert deal.state == "approved"


async def test_who_may_not_ask_for_the_whole_may_not_ask_for_the_rest(office: Office):
    reply = await office.asks("rep", Pressed(rest.ROUTE, "1:b:approvals:"))

    assert "Your role does not allow this." in words_of(card_of(reply))
    with office.database.read() as store:
        assert [one.reason for one in store.acts.denied()] == ["not-allowed"]
