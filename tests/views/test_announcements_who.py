"""For whom an announcement is, in words."""

from domain.audience import Audience
from tests.filling import Filling
from views.announcements_who import NAMED, rules
from views.translator import translator
from views.vocabulary import plain


def told(many: int) -> str:
    """What is said of an announcement to so many partners."""
    v = Filling(translator("en", "UTC"))
    audience = Audience(partners=frozenset(f"p{number:03}" for number in range(many)))
    return next(plain(one.value) for one in rules(audience, v.programme, v.t, {}) if plain(one.label) == "Partners")


def test_of_many_partners_some_are_named_and_the_others_counted():
    assert told(3) == "p000, p001, and p002"
    assert told(NAMED).endswith(", and p019")
    assert told(600).endswith("p018, and p019, and 580 more")
