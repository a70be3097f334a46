"""Which partner words begin with."""

import pytest

from domain.partners import Partner, named


def partner(key: str, name: str) -> Partner:
    return Partner(
        key=key,
        name=name,
        type="channel",
        tier="gold",
        region="ce",
        country="PL",
        language="pl",
        zone="Europe/Warsaw",
        currency="PLN",
    )


KNOWN = (
    partner("nowak", "Nowak Systems Sp. z o.o."),
    partner("nowak-plus", "Nowak Plus"),
    partner("lodz", "Łódź Automatyka"),
    partner("and-co", "Smith & Sons"),
)


@pytest.mark.parametrize(
    ("words", "keys", "rest"),
    [
        ("nowak 12500 eur", ["nowak", "nowak-plus"], "12500 eur"),
        ("and-co 12500 eur", ["and-co"], "12500 eur"),  # by its key
        ("Nowak Systems 12500 eur", ["nowak"], "12500 eur"),
        ("Nowak Systems sp. z o.o. Kowalski 5000", ["nowak"], "Kowalski 5000"),
        ("NOWAK PLUS: Kowalski", ["nowak-plus"], "Kowalski"),
        ("lodz automatyka", ["lodz"], ""),
        ("Łódź, Huta 500 zł", ["lodz"], "Huta 500 zł"),
        ("smith and sons 12k", ["and-co"], "12k"),
        ("Smith Huta", ["and-co"], "Huta"),
        ("Now 12500", [], "Now 12500"),
        ("Kowalski 12500 eur", [], "Kowalski 12500 eur"),
        ("", [], ""),
        ("12500 eur", [], "12500 eur"),
        ("- : -", [], "- : -"),
        (" ".join(["x"] * 2000), [], " ".join(["x"] * 2000)),
    ],
)
def test_the_longest_name_counts(words: str, keys: list[str], rest: str):
    found, behind = named(words, KNOWN)

    assert ([one.key for one in found], behind) == (keys, rest)


def test_what_may_mean_two_means_both():
    found, behind = named("Nowak 12500", (partner("a", "Nowak Systems"), partner("b", "Nowak Plus")))

    assert [one.key for one in found] == ["a", "b"]
    assert behind == "12500"


def test_a_name_counts_before_the_beginning_of_another():
    found, _ = named("Nowak 12500", (partner("a", "Nowak Systems"), partner("b", "Nowak")))

    assert [one.key for one in found] == ["b"]
