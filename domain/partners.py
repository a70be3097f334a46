"""Partners: the companies that sell with the vendor."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from domain.customers import name_key


@dataclass(frozen=True, kw_only=True)
class Partner:
    """A partner as the programme describes it; `key` is its name in programme.toml."""

    key: str
    name: str
    type: str
    tier: str
    region: str
    country: str
    language: str
    zone: str
    currency: str


def named(words: str, partners: Sequence[Partner]) -> tuple[tuple[Partner, ...], str]:
    """The partners whom the words begin with, and the words behind; nobody and all the words where there are none.

    A partner is named by its name, however it is spelt, else by whole first words of it, else by its key; the most
    words count, and several partners are found where the same words may mean each of them.
    """
    typed = words.split()
    for known in (_spelt(partners, _names), _spelt(partners, _beginnings), _spelt(partners, _partner_keys)):
        for count in range(min(len(typed), _LONGEST), 0, -1):
            found = known.get(name_key(" ".join(typed[:count])))
            if found:
                return tuple(found), " ".join(typed[count:])
    return (), words


_LONGEST = 12
"""Words of a name that are looked at; a name has at most 75 characters."""


def _spelt(partners: Sequence[Partner], spellings: Callable[[Partner], Sequence[str]]) -> Mapping[str, list[Partner]]:
    known: dict[str, list[Partner]] = {}
    for partner in partners:
        for spelling in {name_key(each) for each in spellings(partner)} - {""}:
            known.setdefault(spelling, []).append(partner)
    return known


def _names(partner: Partner) -> Sequence[str]:
    return (partner.name,)


def _beginnings(partner: Partner) -> Sequence[str]:
    words = partner.name.split()
    return [" ".join(words[:count]) for count in range(1, len(words))]


def _partner_keys(partner: Partner) -> Sequence[str]:
    return (partner.key,)
