"""Customers' names, made up: surnames, brands, trades and towns, joined as firms join them."""

from collections.abc import Callable, Mapping
from random import Random

_ENDINGS = ["ski", "czyk", "wicz", "ak", "er", "mann", "es", "ez", "inho", "son"]
_TRADES = [
    "Transport",
    "Logistyka",
    "Budownictwo",
    "Systemy",
    "Hurt",
    "Handel",
    "Serwis",
    "Instalacje",
    "Energia",
    "Automatyka",
    "Meble",
    "Drewno",
    "Stal",
    "Farby",
    "Chemia",
    "Plastik",
    "Papier",
    "Druk",
    "Media",
    "Reklama",
    "Software",
    "Consulting",
    "Engenharia",
    "Comercio",
    "Construcoes",
    "Industria",
    "Servicos",
    "Tecnologia",
    "Alimentos",
    "Distribuidora",
    "Maschinenbau",
    "Elektrotechnik",
    "Bau",
    "Handels",
    "Werkzeuge",
    "Anlagenbau",
    "Technik",
    "Medizintechnik",
    "Verlag",
    "Trading",
    "Foods",
    "Metals",
    "Tools",
    "Motors",
    "Labs",
    "Energy",
    "Health",
    "Security",
    "Cleaning",
]
_BROAD = ["Polska", "Brasil", "Deutschland", "Group", "Grupa", "Holding", "International", "Europe", "Nord", "Sul"]


class Namer:
    """Names by chance, the same ones for the same seed."""

    def __init__(self, seed: int = 7) -> None:
        self.chance = Random(seed)
        self._surnames = [self._brand() + self.chance.choice(_ENDINGS) for _ in range(8000)]
        self._towns = [self._brand() for _ in range(300)]

    def _syllable(self) -> str:
        pick = self.chance.choice
        return pick("bcdfghjklmnprstvwz") + pick("aeiou") + pick(("", "", "n", "r", "l", "s", "k", "m"))

    def _brand(self) -> str:
        return "".join(self._syllable() for _ in range(self.chance.choice((2, 2, 3, 3, 4)))).capitalize()

    def name(self) -> str:
        """One firm's."""
        pick, kind = self.chance.choice, self.chance.random()
        surname, brand, trade, town = pick(self._surnames), self._brand(), pick(_TRADES), pick(self._towns)
        if kind < 0.35:
            return f"{brand} {trade}"
        if kind < 0.5:
            return f"{surname} {trade}"
        if kind < 0.65:
            return f"{surname} {trade} {town}"
        if kind < 0.75:
            return f"{brand} {self._brand()}"
        if kind < 0.85:
            return f"{brand} {pick(_BROAD)}"
        if kind < 0.95:
            return f"{pick(_TRADES)} {trade} {town}"
        return f"{brand} {trade} {pick(_BROAD)} {town}"

    def slip(self, name: str) -> str:
        """With a letter wrong, missing, too many, or two of them swapped."""
        at, letter = self.chance.randrange(len(name)), self.chance.choice("abcdefghijklmnoprstuwz")
        head, tail = name[:at], name[at:]
        slips = (head + letter + tail[1:], head + tail[1:], head + letter + tail, head + tail[1::-1] + tail[2:])
        return self.chance.choice(slips)

    def shuffled(self, name: str) -> str:
        words = name.split()
        self.chance.shuffle(words)
        return " ".join(words)

    def shortened(self, name: str) -> str:
        """Without one of its words, where there are two."""
        words = name.split()
        if len(words) > 1:
            words.pop(self.chance.randrange(len(words)))
        return " ".join(words)

    @property
    def ways(self) -> Mapping[str, Callable[[str], str]]:
        """How the same name is written differently."""
        return {
            "legal": lambda name: f"{name} Sp. z o.o.",
            "diacritics": lambda name: name.translate(str.maketrans("aeocsnz", "áéóçšñž")),
            "order": self.shuffled,
            "slip": self.slip,
            "two slips": lambda name: self.slip(self.slip(name)),
            "word less": self.shortened,
        }
