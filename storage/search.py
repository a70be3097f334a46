"""Finding documents: who may read is a part of each query, and nothing that is counted comes from beyond that wall."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA
from sqlalchemy import Connection, Row, bindparam, or_, select

from domain.alike import spellings as spelled
from domain.documents import Document, Reader, Version
from domain.programme import Language
from domain.ranking import SHORT, Counts, Look, Sought, essential, look, score
from domain.words import LANGUAGES, Way, Word, best_sentence, sentences, shortened, words
from storage.documents import CURRENT, OFFERED, document_of, version_of
from storage.indexing import SENTENCE
from storage.matching import CLOSELY, POSTGRESQL, SQLITE, fts5, tiers, weighed
from storage.tables import documents, passage_texts, passages, racks, shelves, versions

MOST_READ = 8000
"""Passages that are read at most to find those."""
BEGINS = 3
"""Letters of a word's beginning by which it is found."""
_COMPLETIONS = 20
_LONG = 8
"""Letters from which on a word may have two slips."""
_ALIKE = 55
"""From here on a title is near, of 100."""


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A document that was found, its version that counts, and the sentence in which the most stands, "" for none."""

    document: Document
    version: Version
    language: str
    sentence: str
    score: float


@dataclass(frozen=True)
class _Rack:
    """Passages in one language that the reader may read."""

    id: int
    language: Language
    passages: int
    length: int


@dataclass(frozen=True)
class _Passage:
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
        looks = self._looks(reader, text, language)
        return self._shown(reader, self._strictly(looks) or self._loosely(looks, size), at, size)

    def nearest(self, reader: Reader, text: str, *, language: str, at: datetime, size: int = 3) -> tuple[Hit, ...]:
        """Where nothing was found: the documents whose titles are the most like what was typed."""
        looks = self._looks(reader, text, language, freely=True)
        found = self._loosely(looks, CLOSELY, titles=True)
        shown = self._shown(reader, found, at, CLOSELY)
        near = [(fuzz.WRatio(text.casefold(), hit.document.title.casefold()), hit) for hit in shown]
        best = sorted((pair for pair in near if pair[0] >= _ALIKE), key=lambda pair: (-pair[0], pair[1].document.id))
        return tuple(hit for _, hit in best[:size])

    # --- what is looked for ---

    def _looks(self, reader: Reader, text: str, language: str, *, freely: bool = False) -> list[Look]:
        """One for each language in which there is anything, the reader's first unless it knows much less of it."""
        here: defaultdict[Language, list[_Rack]] = defaultdict(list)
        for rack in self._racks(reader):
            here[rack.language].append(rack)
        tongues = sorted(here, key=lambda one: (one != language, LANGUAGES.index(one)))
        asked = {tongue: words(text, tongue) for tongue in tongues}
        counted = self._counted({term for each in asked.values() for term in _terms_of(each)}, here)
        if any(asked.values()):
            asked = self._mended(asked, counted, here, freely=freely)
        looks = [
            look(tongue, [rack.id for rack in here[tongue]], asked[tongue], _counts(here[tongue], counted[tongue]))
            for tongue in tongues
        ]
        most = max((one.known for one in looks), default=0.0)
        return sorted((one for one in looks if one.sought), key=lambda one: one.known < most / 2)

    def _racks(self, reader: Reader) -> list[_Rack]:
        if reader.circle is None:
            return []
        asked = {"circles": [one.value for one in reader.circle.within], "person": reader.person}
        who = reader.partner
        if who is None:
            rows = self._connection.execute(_VENDORS, asked)
        else:
            keys = {"region": who.region, "tier": who.tier, "type": who.type, "partner": who.key}
            rows = self._connection.execute(_PARTNERS, asked | {name: f"% {key} %" for name, key in keys.items()})
        return [_Rack(*row) for row in rows]

    def _counted(
        self, terms: set[str], here: Mapping[Language, Sequence[_Rack]]
    ) -> defaultdict[Language, dict[str, int]]:
        """By language, in how many passages that the reader may read each term is."""
        counted: defaultdict[Language, dict[str, int]] = defaultdict(dict)
        tongue_of = {rack.id: rack.language for racks_ in here.values() for rack in racks_}
        rows = self._read("counted", terms=sorted(terms), racks=list(tongue_of)) if terms and tongue_of else []
        for row in rows:
            of = counted[tongue_of[row.rack]]
            of[row.term] = of.get(row.term, 0) + row.passages
        return counted

    def _mended(
        self,
        asked: Mapping[Language, tuple[Word, ...]],
        counted: defaultdict[Language, dict[str, int]],
        here: Mapping[Language, Sequence[_Rack]],
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
        mended = dict(asked)
        for tongue, each in asked.items():
            lost = [word for word in each if freely or word.typed not in known]
            for word in lost:
                ways = self._near(word, tongue, counted, here, freely=freely)
                mended[tongue] = tuple(
                    Word(one.typed, (*one.ways, *ways), one.common) if one is word else one for one in mended[tongue]
                )
        return mended

    def _near(
        self,
        word: Word,
        tongue: Language,
        counted: defaultdict[Language, dict[str, int]],
        here: Mapping[Language, Sequence[_Rack]],
        *,
        freely: bool,
    ) -> tuple[Way, ...]:
        whole = word.ways[0][0]
        racks_ = [rack.id for rack in here[tongue]]
        begins = whole[: BEGINS + 1] if freely else whole
        found: Iterable[Any] = ()
        if len(begins) >= BEGINS:
            found = self._read("beginning", begins=begins, end=begins + "{", racks=racks_, most=_COMPLETIONS)
        if freely or not found:
            slips = self._read("spelled", spellings=list(spelled(whole)), racks=racks_)
            far = 2 if len(whole) >= _LONG else 1
            found = [*found, *(row for row in slips if OSA.distance(row.term, whole) <= far)]
        for row in found:
            counted[tongue][row.term] = row.passages
        return tuple((row.term,) for row in found)

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
        if self._sqlite:
            rows = self._read("found", looked_for=fts5(sought, every=every, titles=titles), racks=one.racks)
        elif every:
            rows = self._read("found", racks=one.racks, **tiers(sought))
        else:
            rows = self._read("of_any", racks=one.racks, **weighed(sought, titles=titles))
        found = [_Passage(row.id, row.document, one, score(one, row.title, row.terms, row.length)) for row in rows]
        return sorted(found, key=lambda passage: (-passage.score, passage.document, passage.id))

    # --- what is shown ---

    def _shown(self, reader: Reader, found: Sequence[_Passage], at: datetime, size: int) -> tuple[Hit, ...]:
        """The best passage of each document, as long as the catalogue still says that the reader may read it."""
        best: dict[str, _Passage] = {}
        for passage in found:
            best.setdefault(passage.document, passage)
        chosen = {passage.id: passage for passage in list(best.values())[:size]}
        if not chosen:
            return ()
        rows = self._connection.execute(_SHOWN, {"of": list(chosen), "now": at})
        hits = {row.passage: _hit(row, chosen[row.passage]) for row in rows}
        return tuple(hits[one] for one in chosen if one in hits and hits[one].document.open_to(reader))

    def _read(self, name: str, **asked: object) -> Sequence[Row[Any]]:
        lists = {key: list(value) for key, value in asked.items() if isinstance(value, list | tuple)}
        if not self._sqlite:
            return self._connection.exec_driver_sql(POSTGRESQL[name], asked | lists).all()
        written = {key: json.dumps(value) for key, value in lists.items()}
        return self._connection.exec_driver_sql(SQLITE[name], asked | written).all()


def _terms_of(each: Iterable[Word]) -> set[str]:
    return {term for word in each for way in word.ways for term in way}


def _counts(racks_: Sequence[_Rack], of: Mapping[str, int]) -> Counts:
    number = sum(rack.passages for rack in racks_)
    return Counts(number, sum(rack.length for rack in racks_) / number if number else 0.0, of)


def _hit(row: Row[Any], passage: _Passage) -> Hit:
    look_ = passage.look
    weights = [(frozenset(term for way in one.ways for term in way), one.weight) for one in look_.sought]
    number = best_sentence(row.terms.split(SENTENCE), weights)
    found = sentences(row.text)[number] if number >= 0 else ""
    wanted = frozenset().union(*(one for one, _ in weights))
    return Hit(
        document=document_of(row),
        version=version_of(row, "version_"),
        language=look_.language,
        sentence=shortened(found, look_.language, wanted),
        score=passage.score,
    )


# The racks that a reader may read; what only its owner reads has one of its own.
_HERE = select(racks.c.id, racks.c.language, racks.c.passages, racks.c.length).where(racks.c.passages > 0)
_OPEN = select(shelves.c.id).where(shelves.c.view.in_(bindparam("circles", expanding=True)))
_VENDORS = _HERE.where(or_(racks.c.owner == bindparam("person"), racks.c.shelf.in_(_OPEN))).order_by(racks.c.id)
_FOR = (
    (shelves.c.regions, "region"),
    (shelves.c.tiers, "tier"),
    (shelves.c.partner_types, "type"),
    (shelves.c.partners, "partner"),
)
_THEIRS = _OPEN.where(*(or_(keys == "", keys.like(bindparam(name))) for keys, name in _FOR))
_PARTNERS = _HERE.where(racks.c.shelf.in_(_THEIRS)).order_by(racks.c.id)

_SHOWN = (
    select(
        passages.c.id.label("passage"),
        passage_texts.c.terms,
        passage_texts.c.text,
        documents,
        *(column.label(f"shelf_{column.name}") for column in shelves.c),
        *(column.label(f"version_{column.name}") for column in versions.c),
    )
    .join_from(passages, passage_texts, passage_texts.c.passage == passages.c.id)
    .join(documents, documents.c.id == passages.c.document)
    .join(shelves, shelves.c.id == documents.c.shelf)
    .join(versions, versions.c.id == passages.c.version)
    .where(passages.c.id.in_(bindparam("of", expanding=True)), OFFERED, CURRENT)
)
