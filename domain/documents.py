"""Documents: what the vendor gives its partners to read, who may, and which version counts."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from domain.partners import Partner
from domain.people import PARTNER_ROLES, Person, Role
from domain.refs import ref_in

SETTLES = timedelta(minutes=10)
"""So long a version has to count before it is told of: of one that is corrected at once nobody hears twice."""

KIND = "document-version"
"""Of the approval of a version."""


WATCHED, VANISHED = "watched/", "vanished/"
"""How the keys of documents begin whose file is in the folder that is watched, and of those whose file was."""


class Sort(StrEnum):
    """What kind of document it is."""

    PRICE_LIST = "price-list"
    DATASHEET = "datasheet"
    BROCHURE = "brochure"
    PRESENTATION = "presentation"
    GUIDE = "guide"
    CONTRACT = "contract"
    POLICY = "policy"
    TRAINING = "training"
    OTHER = "other"


_SAYS = {
    Sort.PRICE_LIST: ("price", "cennik", "preco", "preço", "tabela"),
    Sort.DATASHEET: ("datasheet", "data sheet", "spec", "karta", "ficha"),
    Sort.BROCHURE: ("brochure", "flyer", "broszura", "ulotka", "folheto", "folder"),
    Sort.PRESENTATION: (".ppt", "presentation", "slides", "prezentacja", "apresent"),
    Sort.GUIDE: ("guide", "manual", "handbook", "przewodnik", "instrukcja", "guia"),
    Sort.CONTRACT: ("contract", "agreement", "umowa", "contrato"),
    Sort.POLICY: ("policy", "terms", "polityka", "regulamin", "politica", "política"),
    Sort.TRAINING: ("training", "course", "szkoleni", "treinamento", "curso"),
}


def guessed_sort(name: str) -> Sort:
    """What kind of document a file of this name is, as far as its name says it."""
    folded = name.casefold().replace("_", " ").replace("-", " ")
    return next((sort for sort, words in _SAYS.items() if any(word in folded for word in words)), Sort.OTHER)


class Circle(StrEnum):
    """Who has a right; each holds those before it. The owner's holds the admins too."""

    OWNER = "owner"
    VENDOR = "vendor"
    PARTNER_ADMINS = "partner-admins"
    PARTNERS = "partners"

    @property
    def within(self) -> "tuple[Circle, ...]":
        """The circles that hold this one, itself first."""
        return _CIRCLES[_CIRCLES.index(self) :]


_CIRCLES = tuple(Circle)


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Whoever asks: the innermost circle they stand in, None for a stranger, and the partner they work for."""

    person: str
    circle: Circle | None
    partner: Partner | None = None


def reader_of(person: Person, partner: Partner | None) -> Reader:
    """`partner` is the company they work for, where that is one of the programme's; else they read nothing."""
    return Reader(person=person.id, circle=_circle(person, partner), partner=partner)


def _circle(person: Person, partner: Partner | None) -> Circle | None:
    if person.stranger or person.left:
        return None
    if not person.partner:
        return Circle.OWNER if Role.ADMIN in person.roles else Circle.VENDOR
    if partner is None or not person.roles & PARTNER_ROLES:
        return None
    return Circle.PARTNER_ADMINS if Role.PARTNER_ADMIN in person.roles else Circle.PARTNERS


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """Who reads what stands on it: the circle of `view`, and of partners those it is meant for; empty means any."""

    view: Circle = Circle.PARTNERS
    regions: frozenset[str] = frozenset()
    tiers: frozenset[str] = frozenset()
    partner_types: frozenset[str] = frozenset()
    partners: frozenset[str] = frozenset()

    def is_for(self, partner: Partner) -> bool:
        """Whether the partner is one of those it is meant for."""
        asked = (
            (self.regions, partner.region),
            (self.tiers, partner.tier),
            (self.partner_types, partner.type),
            (self.partners, partner.key),
        )
        return all(not wanted or has in wanted for wanted, has in asked)

    @property
    def for_all(self) -> bool:
        """Whether everybody at every partner reads what stands on it."""
        return self == Shelf()

    def open_to(self, reader: Reader) -> bool:
        """Whether the reader sees what stands on it."""
        inside = reader.circle is not None and self.view in reader.circle.within
        return inside and (reader.partner is None or self.is_for(reader.partner))


class State(StrEnum):
    """Whether a version may count."""

    WAITING = "waiting"
    APPROVED = "approved"
    REJECTED = "rejected"


class Validity(StrEnum):
    """How a version stands at a moment."""

    WAITING = "waiting"
    REJECTED = "rejected"
    COMING = "coming"
    CURRENT = "current"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, kw_only=True)
class Version:
    """One file of a document. `file` is the hash of its content, `note` says what changed.

    `shelf`: who might read it while it counted, whoever may read the document by now.
    It counts from `counts_from` until a later one does; None where it does not, or not yet.
    """

    id: str
    document: str
    number: int
    file: str
    name: str
    note: str
    added_by: str
    added_at: datetime
    wanted_from: datetime
    shelf: Shelf
    state: State = State.WAITING
    approved_by: str = ""
    approved_by_name: str = ""
    decided_at: datetime | None = None
    counts_from: datetime | None = None
    counts_until: datetime | None = None
    tell_at: datetime | None = None
    """When those hear of it who opened an older one; None once they have, and for the first."""

    def approved(self, *, by: str, by_name: str, at: datetime) -> "Version":
        """As it is once somebody has approved it: it counts from the moment that was wanted, and never before now."""
        begins = max(self.wanted_from, at)
        return replace(
            self,
            state=State.APPROVED,
            approved_by=by,
            approved_by_name=by_name,
            decided_at=at,
            counts_from=begins,
            tell_at=begins + SETTLES if self.number > 1 else None,
        )

    def rejected(self, *, by: str, by_name: str, at: datetime) -> "Version":
        """As it is once somebody has rejected it: it never counts."""
        return replace(self, state=State.REJECTED, approved_by=by, approved_by_name=by_name, decided_at=at)

    def counts(self, at: datetime) -> bool:
        """Whether it is the one that counts at this moment."""
        begun = self.counts_from is not None and self.counts_from <= at
        return begun and (self.counts_until is None or at < self.counts_until)

    def validity(self, at: datetime) -> Validity:
        """How it stands at this moment."""
        if self.state is not State.APPROVED:
            return Validity(self.state.value)
        if self.counts(at):
            return Validity.CURRENT
        return Validity.COMING if self.counts_from and self.counts_from > at else Validity.SUPERSEDED


def current(versions: Iterable[Version], at: datetime) -> Version | None:
    """Of those that have begun to count, the one with the highest number."""
    begun = [one for one in versions if one.counts_from is not None and one.counts_from <= at]
    return max(begun, key=lambda one: one.number, default=None)


def numbered(versions: Sequence[Version]) -> tuple[Version, ...]:
    """Each with the moment from which on one of a higher number counts."""
    return tuple(
        replace(one, counts_until=min(_starts(versions, above=one.number), default=None)) if one.counts_from else one
        for one in versions
    )


def _starts(versions: Iterable[Version], *, above: int) -> list[datetime]:
    return [one.counts_from for one in versions if one.number > above and one.counts_from]


@dataclass(frozen=True, kw_only=True)
class Document:
    """What stands in the catalogue; `version` counts its changes, `ref` is what people see.

    `download` and `edit` say who else may have the file itself and who may change it; nobody but those who may read.
    `customers`: whoever has it may pass it on to customers. `key` is its name in an import, "" where it has none.
    """

    id: str
    ref: str
    title: str
    sort: Sort
    owner: str
    shelf: Shelf
    languages: tuple[str, ...]
    added_at: datetime
    version: int = 1
    key: str = ""
    product: str = ""
    download: Circle = Circle.PARTNERS
    edit: Circle = Circle.OWNER
    customers: bool = False
    review_days: int = 0
    review_at: datetime | None = None
    ask_at: datetime | None = None
    """When the owner is asked about that review; None once they were."""
    verified_at: datetime | None = None
    retired_at: datetime | None = None
    told: str = ""
    """A hash of what an import said of it last, where somebody has changed it since; else ""."""

    def open_to(self, reader: Reader) -> bool:
        """Whether the reader may know of it; whether a version counts is another question."""
        return reader.circle is not None and (self._owned_by(reader) or self.shelf.open_to(reader))

    def shows(self, version: Version, reader: Reader) -> bool:
        """Whether the reader may know of that version: of one that was for others they hear nothing, not even later."""
        return self.open_to(reader) and (self._owned_by(reader) or version.shelf.open_to(reader))

    def downloadable_by(self, reader: Reader) -> bool:
        """Whether they may have the file itself."""
        return self.open_to(reader) and self._holds(self.download, reader)

    def meant_for(self, partner: Partner, version: Version) -> bool:
        """Whether all of the partner's people may read it and have the file: a channel of theirs may have it too."""
        stands = (self.shelf, version.shelf)
        open_ = self.download is Circle.PARTNERS and all(one.view is Circle.PARTNERS for one in stands)
        return open_ and all(one.is_for(partner) for one in stands)

    def editable_by(self, reader: Reader) -> bool:
        """Whether they may change it: the vendor's people at most."""
        return reader.partner is None and self.open_to(reader) and self._holds(self.edit, reader)

    @property
    def telling(self) -> str:
        """A hash of all that an import may say of it."""
        shelf = self.shelf
        keys = [sorted(one) for one in (shelf.regions, shelf.tiers, shelf.partner_types, shelf.partners)]
        rights = (shelf.view, self.download, self.edit, self.customers, self.review_days)
        said = (self.title, self.sort, self.owner, self.product, self.languages, rights, keys)
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()

    def edited(self, changed: "Document") -> "Document":
        """`changed`, as somebody in the chat wants it: it stays so until an import says something else than before."""
        return replace(changed, told=self.told or self.telling if self.key else "")

    def verified(self, at: datetime) -> bool:
        """Whether somebody has said that it is still right, and the next review is not due."""
        return self.verified_at is not None and (self.review_at is None or at < self.review_at)

    def verify(self, at: datetime) -> "Document":
        """Somebody has looked: it is right, and the next review comes `review_days` later, if ever."""
        later = at + timedelta(days=self.review_days) if self.review_days else None
        return replace(self, verified_at=at, review_at=later, ask_at=later)

    @property
    def review_waits(self) -> bool:
        """Whether the owner was asked, and has not answered."""
        return self.review_at is not None and self.ask_at is None and self.retired_at is None

    def retired(self, at: datetime) -> bool:
        """Whether it is out of the catalogue."""
        return self.retired_at is not None and self.retired_at <= at

    def _owned_by(self, reader: Reader) -> bool:
        return bool(reader.person) and reader.person == self.owner and reader.partner is None

    def _holds(self, circle: Circle, reader: Reader) -> bool:
        return self._owned_by(reader) or (reader.circle is not None and circle in reader.circle.within)


LONGEST_TITLE = 150
LONGEST_NOTE = 500
"""Characters."""


def read_ref(text: str) -> str | None:
    """F-7K3QX as people type it. Without the dash it may be a word: None."""
    return ref_in(text, "F", bare=False)
