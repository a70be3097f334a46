"""A card that goes to many is drawn once."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.drawn import KEPT, Drawn
from views.vocabulary import Card, said


@dataclass
class Counted:
    times: int = 0

    def __call__(self, card: Card) -> Mapping[str, object]:
        self.times += 1
        return {"title": card.title}


def card() -> Card:
    return Card(title=said("Title"), summary=said("Summary"))


def test_the_same_card_is_drawn_once_and_another_like_it_again():
    counted = Counted()
    draw = Drawn(counted)
    one, another = card(), card()

    assert draw(one) is draw(one)
    draw(another)

    assert counted.times == 2


def test_it_remembers_no_more_than_a_few():
    counted = Counted()
    draw = Drawn(counted)
    many = [card() for _ in range(3 * KEPT)]

    for each in (*many, many[-1], many[0]):
        draw(each)

    assert counted.times == 3 * KEPT + 1
