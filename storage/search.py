"""Finding documents: who may read is a part of each query, and nothing that is counted comes from beyond that wall."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA
from sqlalchemy import Connection

from domain.alike import spellings as spelled
from domain.documents import Circle, Reader
from domain.programme import Language
from domain.ranking import SHORT, Counts, Look, Sought, essential, look, scorer
from domain.words import LANGUAGES, Way, Word, best_sentence, shortened, words
from storage.matching import CLOSELY, POSTGRESQL, SQLITE, WIDELY, fts5_tiers, fts5_weighed, tiers, weighed

MOST_READ = 8000
"""Passages that are read at most to find those."""
BEGINS = 3
"""Letters of a word's beginning by which it is found."""
_COMPLETIONS = 20
_LONG = 8
"""Letters from which on a word may have two slips."""
_EPOCH, _MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
_ALIKE = 55
"""From here on a title is near, of 100."""


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A document that was found, its version that counts, and the sentence in which the most stands, "" for none.

    Document and version are ids; `language` is the version's.
    """

    document: str
    version: str
    title: str
    language: str
    sentence: str
    score: float


class _Rack(NamedTuple):
    """Passages in one language that the reader may read."""

    id: int
    passages: int
    length: int


class _Near(NamedTuple):
    """A term that the reader may read, near the lost word of this number."""

    number: int
    term: str
    passages: int


_Racks = defaultdict[Language, list[_Rack]]
_Counted = defaultdict[Language, dict[str, int]]


class _Passage(NamedTuple):
    id: int
    document: str
    look: Look
    score: float


class Search:
    """Answers by what one reader may read: in a world without the rest they would get the same."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sqlite = connection.dialect.name == "sqlite"

    def find(self, reader: Reader, text: str, *, language: str, at: datetime, size: int = 5) -> tuple[Hit, ...]:
        """The documents that answer best, the best first; those in the reader's language before others.

        Of a few words all are wanted, if that finds anything; of a question, what says the most. A word that is nowhere
        is taken for the beginning of one, or for one with a slip in it.
        """
        found = self._strictly(self._looks(reader, text, language, (language,)))
        if not found:
            looks = self._looks(reader, text, language, LANGUAGES)
            found = self._strictly(looks) or self._loosely(looks, size)
        return self._shown(found, at, size)

    def nearest(self, reader: Reader, text: str, *, language: str, at: datetime, size: int = 3) -> tuple[Hit, ...]:
        """Where nothing was found: the documents whose titles are the most like what was typed."""
        looks = self._looks(reader, text, language, LANGUAGES, freely=True)
        found = self._loosely(looks, CLOSELY, titles=True)
        shown = self._shown(found, at, CLOSELY)
        near = [(fuzz.WRatio(text.casefold(), hit.title.casefold()), hit) for hit in shown]
        best = sorted((pair for pair in near if pair[0] >= _ALIKE), key=lambda pair: (-pair[0], pair[1].document))
        return tuple(hit for _, hit in best[:size])

    # --- what is looked for ---

    def _looks(
        self, reader: Reader, text: str, language: str, among: Sequence[str], *, freely: bool = False
    ) -> list[Look]:
        """One for each language in which there is anything, the reader's first unless it knows much less of it."""
        asked = {tongue: words(text, tongue) for tongue in LANGUAGES if tongue in among}
        if reader.circle is None or not any(asked.values()):
            return []
        here, counted = self._counted(reader, {term for each in asked.values() for term in _terms_of(each)})
        tongues = sorted(asked.keys() & here.keys(), key=lambda one: (one != language, LANGUAGES.index(one)))
        mended = {tongue: asked[tongue] for tongue in tongues}
        if len(among) > 1:
            mended = self._mended(mended, counted, here, freely=freely)
        looks = [
            look(tongue, [rack.id for rack in here[tongue]], mended[tongue], _counts(here[tongue], counted[tongue]))
            for tongue in tongues
        ]
        most = max((one.known for one in looks), default=0.0)
        return sorted((one for one in looks if one.sought), key=lambda one: one.known < most / 2)

    def _counted(self, reader: Reader, terms: set[str]) -> tuple[_Racks, _Counted]:
        """What the reader may read, and by language in how many passages of it each term is."""
        here: _Racks = defaultdict(list)
        counted: _Counted = defaultdict(dict)
        for rack, language, passages, length, term in self._read("counted", terms=sorted(terms), **_of(reader)):
            if term:
                of = counted[language]
                of[term] = of.get(term, 0) + passages
            else:
                here[language].append(_Rack(rack, passages, length))
        return here, counted

    def _mended(
        self,
        asked: Mapping[Language, tuple[Word, ...]],
        counted: _Counted,
        here: _Racks,
        *,
        freely: bool,
    ) -> dict[Language, tuple[Word, ...]]:
        """What is nowhere is taken for the beginning of a word, or else for one with a slip in it."""
        known = {
            word.typed
            for tongue, each in asked.items()
            for word in each
            if word.common or any(all(term in counted[tongue] for term in way) for way in word.ways)
        }
        lost = [(tongue, word) for tongue, each in asked.items() for word in each if freely or word.typed not in known]
        ways: defaultdict[tuple[Language, Word], list[Way]] = defaultdict(list)
        for number, term, passages in self._near(lost, here, freely=freely):
            counted[lost[number][0]][term] = passages
            ways[lost[number]].append((term,))
        return {
            tongue: tuple(Word(one.typed, (*one.ways, *ways[tongue, one]), one.common) for one in each)
            for tongue, each in asked.items()
        }

    def _near(self, lost: Sequence[tuple[Language, Word]], here: _Racks, *, freely: bool) -> list[_Near]:
        """In a statement or two, however many words are lost."""
        racks_ = [rack.id for tongue in {tongue for tongue, _ in lost} for rack in here[tongue]]
        wholes = [word.ways[0][0] for _, word in lost]
        begins = [whole[: BEGINS + 1] if freely else whole for whole in wholes]
        asked = [
            (number, begin, begin + "{", tongue)
            for number, ((tongue, _), begin) in enumerate(zip(lost, begins, strict=True))
            if len(begin) >= BEGINS
        ]
        found = self._each_near("beginning", asked, racks_, most=_COMPLETIONS)
        begun = {row.number for row in found}
        left = range(len(lost)) if freely else [number for number in range(len(lost)) if number not in begun]
        slips = [(number, spelling, "", lost[number][0]) for number in left for spelling in spelled(wholes[number])]
        near = self._each_near("spelled", slips, racks_)
        return found + [row for row in near if _is_slip(row.term, wholes[row.number])]

    def _each_near(
        self, name: str, asked: Sequence[tuple[int, str, str, Language]], racks_: Sequence[int], **more: object
    ) -> list[_Near]:
        if not asked:
            return []
        numbers, begins, ends, languages = map(list, zip(*asked, strict=True))
        each = {"numbers": numbers, "begins": begins, "ends": ends, "languages": languages}
        rows = self._read(name, racks=racks_, **({"asked": asked} if self._sqlite else each), **more)
        return [_Near(*row) for row in rows]

    # --- where it is ---

    def _strictly(self, looks: Sequence[Look]) -> list[_Passage]:
        """All words that say something, in one passage: in the first language in which there is any."""
        for one in looks:
            if one.known == 1.0 and len(one.telling) <= SHORT:
                found = self._passages(one, one.telling, every=True)
                if found:
                    return found
        return []

    def _loosely(self, looks: Sequence[Look], size: int, *, titles: bool = False) -> list[_Passage]:
        """What says the most; in another language only as far as the first ones leave room."""
        found: list[_Passage] = []
        for one in looks:
            if len({passage.document for passage in found}) < size:
                found += self._passages(one, essential(one.sought, MOST_READ), every=False, titles=titles)
        return found

    def _passages(self, one: Look, sought: Sequence[Sought], *, every: bool, titles: bool = False) -> list[_Passage]:
        if every:
            rows = self._all(one.racks, sought)
        else:
            asked = fts5_weighed(sought, titles=titles) if self._sqlite else weighed(sought, titles=titles)
            rows = self._read("of_any", racks=one.racks, **asked)
        score = scorer(one)
        found = [(-score(title, terms, length), document, number) for number, document, length, title, terms in rows]
        return [_Passage(number, document, one, -points) for points, document, number in sorted(found)]

    def _all(self, racks_: Sequence[int], sought: Sequence[Sought]) -> Sequence[Any]:
        if not self._sqlite:
            return self._read("found", racks=racks_, **tiers(sought))
        asked = fts5_tiers(sought)
        rows = self._read("found", racks=racks_, **asked)
        if len(rows) < WIDELY:
            return rows
        return [*dict.fromkeys((*rows, *self._read("titled", racks=racks_, **asked)))]

    # --- what is shown ---

    def _shown(self, found: Sequence[_Passage], at: datetime, size: int) -> tuple[Hit, ...]:
        """The best passage of each document, as long as the catalogue still says the same of it as the index."""
        best: dict[str, _Passage] = {}
        for passage in found:
            best.setdefault(passage.document, passage)
        chosen = {passage.id: passage for passage in list(best.values())[:size]}
        if not chosen:
            return ()
        rows = self._read("shown", passages=list(chosen), now=(at - _EPOCH) // _MICROSECOND)
        hits = {row[0]: _hit(chosen[row[0]], *row[1:]) for row in rows}
        return tuple(hits[one] for one in chosen if one in hits)

    def _read(self, name: str, **asked: object) -> Sequence[Any]:
        lists = {key: list(value) for key, value in asked.items() if isinstance(value, list | tuple)}
        if not self._sqlite:
            return self._connection.exec_driver_sql(POSTGRESQL[name], asked | lists).all()
        written = {key: json.dumps(value) for key, value in lists.items()}
        return self._connection.exec_driver_sql(SQLITE[name], asked | written).all()


def _terms_of(each: Iterable[Word]) -> set[str]:
    return {term for word in each for way in word.ways for term in way}


def _is_slip(term: str, whole: str) -> bool:
    return OSA.distance(term, whole) <= (2 if len(whole) >= _LONG else 1)


def _counts(racks_: Sequence[_Rack], of: Mapping[str, int]) -> Counts:
    number = sum(rack.passages for rack in racks_)
    return Counts(number, sum(rack.length for rack in racks_) / number if number else 0.0, of)


def _of(reader: Reader) -> dict[str, object]:
    """Whoever asks, as the wall asks for them."""
    assert reader.circle is not None, "a stranger reads nothing"
    within = reader.circle.within
    who = reader.partner
    keys = (who.region, who.tier, who.type, who.key) if who else ("",) * 4
    return {
        "inside": who is None,
        "person": reader.person,
        **{f"circle{n}": within[min(n, len(within) - 1)].value for n in range(len(Circle))},
        **{name: f"% {key} %" for name, key in zip(("region", "tier", "type", "partner"), keys, strict=True)},
    }


def _hit(passage: _Passage, document: str, version: str, title: str, terms: str, text: str) -> Hit:
    language = passage.look.language
    weights = [(frozenset(term for way in one.ways for term in way), one.weight) for one in passage.look.sought]
    number = best_sentence(terms, weights)
    shown = ""
    if number >= 0:
        wanted = frozenset().union(*(one for one, _ in weights))
        shown = shortened(text.split("\n")[number], language, wanted)
    return Hit(document=document, version=version, title=title, language=language, sentence=shown, score=passage.score)
