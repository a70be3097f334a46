"""Polish words without their endings: of nouns, adjectives and verbs, as they are written without diacritics."""

from collections.abc import Iterator

from domain.stems import bases

_IRREGULAR = """
    rok roku rokiem lata lat latach latami latom; czlowiek czlowieka czlowiekiem ludzie ludzi ludziom ludzmi ludziach
    dziecko dziecka dzieckiem dzieci dziecmi dzieciom dzieciach; dzien dnia dniem dniu dni dniom dniami dniach
    tydzien tygodnia tygodniu tygodniem tygodnie tygodni tygodniami tygodniach; pieniadz pieniedzy pieniedzmi
    ksiaze ksiecia; brat brata bracia braci bratem; ksiadz ksiedza ksieza; reka rece rak rekami; oko oczy oczu
    tani tania tanie taniej tanszy tansza tansze najtanszy najtansza najtansze najtaniej tanich
    wysoki wysoka wysokie wysokiego wysokiej wyzszy wyzsza wyzsze najwyzszy najwyzsza najwyzsze wyzej najwyzej
    niski niska niskie niskiego niskiej nizszy nizsza nizsze najnizszy najnizsza najnizsze nizej najnizej
    duzy duza duze duzych duzego duzej wiekszy wieksza wieksze wiekszych najwiekszy najwieksza najwieksze
    maly mala male malych malego malej mniejszy mniejsza mniejsze najmniejszy najmniejsza najmniejsze
    dobry dobra dobre dobrych dobrego dobrej lepszy lepsza lepsze lepszych najlepszy najlepsza najlepsze najlepszych
    zly zla zle zlych gorszy gorsza gorsze najgorszy; dlugi dluga dlugie dluzszy dluzsza najdluzszy
    krotki krotka krotkie krotszy krotsza najkrotszy
"""
_BASE = bases(_IRREGULAR)
_ENDINGS = """
    a e i o u y ie ia io iu ii um ium eum
    ow iow owi iowi owie om iom em iem ami iami mi ach iach
    ego iego emu iemu ym im ych ich ymi imi ej iej
    am asz amy aja ajac ajacy ajaca ajace ajacych ajacym ajacymi ajacego ajacej ajacemu
    esz emy isz imy ysz ymy iesz iemy
    uje ujesz ujemy ujecie uja ujac ujmy ujcie
    ujacy ujaca ujace ujacych ujacym ujacymi ujacego ujacej ujacemu
    acy aca ace acych acym acymi acego acej acemu
    ac ec ic yc owac ywac iwac awac
    il ila ilo ili ily yl yla ylo yli yly
"""
_KNOWN = frozenset(_ENDINGS.split())
_LONGEST = max(map(len, _KNOWN))
_BEHIND = ("owan", "ywan", "iwan", "owal", "ywal", "iwal", "uj")
"""What may stand before an ending and says no more than it."""
_SHORTEST = 3
"""Letters that stay at least; two where only a vowel goes."""
_SOFTENED = (
    ("kc", "kt"), ("szcz", "sc"), ("dz", "d"), ("dz", "g"), ("rz", "r"), ("sz", "s"), ("c", "k"), ("c", "t"),
)  # fmt: skip
"""How a word sounds before an ending that softens it, and before others."""
_CONSONANTS = "bcdfghjklmnprstwz"


def stem(word: str) -> str:
    """Of a folded word."""
    word = _BASE.get(word, word)
    found = _compared(_without(word))
    for ending in _BEHIND:
        if found.endswith(ending) and len(found) - len(ending) >= _SHORTEST:
            found = found[: -len(ending)]
            break
    return found[:-1] if found.endswith("i") and len(found) > _SHORTEST else found


def _compared(found: str) -> str:
    """Not compared with others: "najnowsz" is "now"."""
    for ending in ("ejsz", "sz"):
        root = found.removesuffix(ending)
        if root != found and len(root) >= _SHORTEST and (len(ending) > 2 or root[-1] in _CONSONANTS):
            most = root.removeprefix("naj")
            return most if len(most) >= _SHORTEST else root
    return found


def _without(word: str) -> str:
    """Without the longest ending it has."""
    for left in range(max(2, len(word) - _LONGEST), len(word)):
        if word[left:] in _KNOWN and (left >= _SHORTEST or left == len(word) - 1):
            return word[:left]
    return word


def others(word: str, typed: str) -> Iterator[str]:
    """The stems that forms of the same word may have, its own first; some are no word's at all.

    `typed` is the word before it was folded.
    """
    found = stem(word)
    yield from (found, word, stem(found), found.removesuffix("ow"))
    yield from _changed(found, word)
    yield from _changed(word, word)
    verb = word[len(found) :]
    if verb == "ac":
        yield from (found + ending for ending in ("an", "al"))
    elif verb in ("ic", "yc", "ec"):
        for root in (found, *_hardened(found)):
            yield from (root + ending for ending in ("on", "en", "ion", "ien"))
    elif verb and len(found) > 5 and found.endswith(("an", "on")):
        yield from (found[:-2], found[:-2] + "al", found[:-3])
        yield from _hardened(found[:-2])
    if found.endswith("al") and "a\u0142" in typed:
        yield found[:-2]
    if "\u0105" in typed or "\u0119" in typed:
        for root in (_nasal(found), _nasal(word)):
            yield root
            yield from _changed(root, word)


def _changed(root: str, word: str) -> Iterator[str]:
    if word[len(root) : len(root) + 1] in ("e", "i", "y", "a"):
        yield from _hardened(root)
    for soft, hard in _SOFTENED:
        if root.endswith(hard):
            yield root.removesuffix(hard) + soft
    if len(root) > _SHORTEST and root[-1] in _CONSONANTS:
        if root[-2] == "e":
            yield root[:-2].removesuffix("i") + root[-1]
        elif root[-2] in _CONSONANTS:
            yield from (root[:-1] + "e" + root[-1], root[:-1] + "ie" + root[-1])


def _hardened(root: str) -> Iterator[str]:
    for soft, hard in _SOFTENED:
        if root.endswith(soft):
            yield root.removesuffix(soft) + hard


def _nasal(root: str) -> str:
    """With the last "a" for an "e", or the other way about, as in blad and bledy."""
    at = max(root.rfind("a"), root.rfind("e"))
    return root[:at] + {"a": "e", "e": "a"}.get(root[at], "") + root[at + 1 :]
