"""English words without their endings: the same for a word in singular and plural, and for each form of a verb."""

import re
from collections.abc import Iterator

from domain.stems import bases

_IRREGULAR = """
    man men; woman women; child children; person people; foot feet; tooth teeth; mouse mice; goose geese; ox oxen
    criterion criteria; phenomenon phenomena; datum data; medium media; index indices; appendix appendices
    matrix matrices; vertex vertices; analysis analyses; basis bases; crisis crises; thesis theses; axis axes
    hypothesis hypotheses; diagnosis diagnoses; synthesis syntheses; parenthesis parentheses; emphasis emphases
    curriculum curricula; memorandum memoranda; life lives; wife wives; knife knives; leaf leaves; half halves
    shelf shelves; self selves; thief thieves; wolf wolves; loaf loaves; calf calves; lens lenses; bus buses
    be is are was were been am; have has had; do does did done; go goes went gone; make made; take took taken
    give gave given; get got gotten; buy bought; sell sold; pay paid; send sent; spend spent; lend lent; lose lost
    win won; find found; think thought; bring brought; teach taught; catch caught; seek sought; fight fought
    tell told; say said; hold held; keep kept; leave left; meet met; lead led; read; feed fed; feel felt; deal dealt
    mean meant; learn learnt; build built; bend bent; write wrote written; rewrite rewrote rewritten; ride rode ridden
    drive drove driven; rise rose risen; arise arose arisen; choose chose chosen; break broke broken; speak spoke spoken
    steal stole stolen; freeze froze frozen; forget forgot forgotten; know knew known; grow grew grown; show shown
    throw threw thrown; draw drew drawn; withdraw withdrew withdrawn; see saw seen; fall fell fallen; eat ate eaten
    begin began begun; run ran; come came; become became; overcome overcame; drink drank drunk; sing sang sung
    swim swam swum; ring rang rung; sink sank sunk; sit sat; stand stood; understand understood; hear heard
    hang hung; stick stuck; strike struck; dig dug; shoot shot; shine shone; sleep slept; sweep swept; wear wore worn
    bear bore born; tear tore torn; swear swore sworn; wake woke woken; undertake undertook undertaken
    overtake overtook overtaken; bind bound; wind wound; grind ground; fly flew flown; lay laid; lie lying
    shake shook shaken; hide hid hidden; bite bit bitten; light lit; slide slid; good better best; bad worse worst
    create creating created; tie tying; die dying; add adding added; resell resold; overlay overlaid; creep crept
    new newer newest; large larger largest; high higher highest; low lower lowest; late later latest
    early earlier earliest; cheap cheaper cheapest; great greater greatest; small smaller smallest
    long longer longest; short shorter shortest; fast faster fastest; big bigger biggest; old older oldest
    easy easier easiest; simple simpler simplest; safe safer safest; near nearer nearest; strong stronger strongest
    few fewer fewest; quick quicker quickest; recent; close closer closest; wide wider widest; deep deeper deepest
"""
_BASE = bases(_IRREGULAR)
_UNCHANGED = """
    news series species lens business address access process always perhaps sms saas css aws us is bus gas plus
    bonus status campus focus virus census thus less this its his yes during thing nothing something anything
    everything king ring spring string wing bring sing evening morning ceiling need feed seed speed bed red shed
    hundred indeed embed unless across
"""
_AS_IT_IS = frozenset(_UNCHANGED.split())
_VOWELS = re.compile("[aeiouy]+")
_WANTS_E = re.compile("[^aeiou]*(?:qu)?[aeiouy][^aeiouwxy]|.*(?:[cvuz]|[^s]s|[dr]g|ang|[bdgt]l)")
"""What is left of a verb of one syllable that ends in -e."""


def stem(word: str) -> str:
    """Of a folded word; derived words, such as "university" and "universe", stay apart."""
    base = _BASE.get(word)
    if base:
        return base
    if len(word) < 4 or word in _AS_IT_IS:
        return word
    found = _without_tense(_singular(word))
    if found.endswith("ll") and _syllables(found) > 1:
        return found[:-1]
    return found[:-2] + "y" if found.endswith("ie") and len(found) > 4 else found


def _singular(word: str) -> str:
    if word.endswith("men") and len(word) > 5:
        return word[:-2] + "an"
    if not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return word[:-2]
    return _BASE.get(word[:-1], word[:-1])


def _without_tense(word: str) -> str:
    if word.endswith("ied"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if not word.endswith("eed") and word not in _AS_IT_IS:
        for ending in ("ing", "ed"):
            root = word.removesuffix(ending)
            if root != word and len(root) > 1 and _VOWELS.search(root):
                return _BASE.get(root) or _BASE.get(root + "e") or _mended(root)
    return word[:-1] if word.endswith("e") and not word.endswith("ee") and _syllables(word[:-1]) > 1 else word


def _mended(root: str) -> str:
    """What it was before -ing: "plann" is "plan", and "hop" is "hope"."""
    if root[-1] == root[-2] and root[-1] not in "aeiousz" and root[-1] != "l":
        return root[:-1]
    return root + "e" if _syllables(root) == 1 and _WANTS_E.fullmatch(root) else root


def _syllables(word: str) -> int:
    return len(_VOWELS.findall(word))


def others(word: str) -> Iterator[str]:
    """The stems that forms of the same word may have: one, and the word as it is written."""
    yield from (stem(word), word)
