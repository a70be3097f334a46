"""What is worth a look whether it replies to something: nothing that is said every day."""

import pytest

from bot.arrivals import Arrival, Asked, Dropped, Message, Pressed, Typed
from bot.handling import find
from bot.replying import may_reply
from domain.places import Identity, Place, Platform
from storage.people import Known


def arrived(asked: Asked, message: Message | None = None, *, private: bool = True) -> Arrival:
    return Arrival(
        key="k",
        digest="d",
        known=Known(identity=Identity(Platform.SLACK, "T1", "U1")),
        place=Place(Platform.SLACK, "T1", "D1", private),
        asked=asked,
        message=message,
    )


def looks(arrival: Arrival) -> bool:
    return may_reply(arrival, find(arrival.asked))


@pytest.mark.parametrize(
    "text", ["deal list", "deal Nowak 12500 eur", "help", "thanks", "hello", "D-7K3QX", "approvals"]
)
def test_commands_and_greetings_cost_nothing_more(text: str):
    assert not looks(arrived(Typed(text)))
    assert not looks(arrived(Typed(text), Message(text)))
    assert not looks(arrived(Typed("It is in Gdynia"), private=False)), "in a channel only what replies is looked at"
    assert not looks(arrived(Pressed("deals")))
    assert not looks(arrived(Dropped("people.csv"), Message("")))


@pytest.mark.parametrize("text", ["It is in Gdynia", "deal Nowak 12500 eur", "thanks"])
def test_a_reply_is_looked_at_wherever_it_is(text: str):
    assert looks(arrived(Typed(text), Message(text, "1.0"), private=False))


def test_a_command_in_a_thread_is_one():
    assert not looks(arrived(Typed("deal list"), Message("deal list", "1.0")))
    assert looks(arrived(Typed("It is in Gdynia")))
    assert looks(arrived(Dropped("prices.csv"), Message("See there", "1.0", files=True)))
