"""Documents, their versions and what is in their files. Who may read is a part of every query that answers a person."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    false,
    func,
    insert,
    or_,
    select,
    text,
    update,
)

from domain.documents import Circle, Document, Reader, Shelf, Sort, State, Version, numbered, read_ref
from domain.page import Page
from domain.refusal import Refusal
from storage.acts import Acts
from storage.cursors import before, cursor, read_cursor
from storage.deals import BEFORE_ALL
from storage.ids import new_id, new_ref
from storage.memory import Memory, read_once
from storage.tables import documents, files, readings, shelves, versions
from storage.tables.columns import Moment
from storage.upsert import insert_new

_LETTER = "F"
_NOW: ColumnElement[datetime] = bindparam("now", type_=Moment)
CURRENT = and_(versions.c.counts_from <= _NOW, or_(versions.c.counts_until.is_(None), versions.c.counts_until > _NOW))
"""Of a row of `versions`: it is the one that counts at the moment `now`."""
OFFERED = or_(documents.c.retired_at.is_(None), documents.c.retired_at > _NOW)
"""Of a row of `documents`: it stands in the catalogue at the moment `now`."""

_SHELVED = select(documents, *(column.label(f"shelf_{column.name}") for column in shelves.c)).join(
    shelves, shelves.c.id == documents.c.shelf
)
_STOOD = shelves.alias("stood")


def versions_with(prefix: str = "") -> list[ColumnElement[Any]]:
    """Columns of `versions` and of the shelf of each, as `version_of` reads them; to be joined by ON_SHELF."""
    own = (column.label(prefix + column.name) for column in versions.c)
    return [*own, *(column.label(f"{prefix}shelf_{column.name}") for column in _STOOD.c)]


ON_SHELF = (_STOOD, _STOOD.c.id == versions.c.shelf)

_BY_ID = _SHELVED.where(documents.c.id == bindparam("of"))
_BY_REF = _SHELVED.where(documents.c.ref == bindparam("of"))
_BY_KEY = _SHELVED.where(documents.c.key == bindparam("of"))
_TAKEN = select(documents.c.id).where(documents.c.key == bindparam("of"))
_CHANGE = update(documents).where(documents.c.id == bindparam("of"), documents.c.version == bindparam("was"))
_LOCK = update(documents).where(documents.c.id == bindparam("of")).values(version=documents.c.version)
_ADD_VERSION = insert(versions)
_SAVE_VERSION = update(versions).where(versions.c.id == bindparam("of"))
_VERSION = select(*versions_with()).join(*ON_SHELF).where(versions.c.id == bindparam("of"))
_VERSIONS = select(*versions_with()).join(*ON_SHELF).where(versions.c.document == bindparam("of"))
_VERSIONS = _VERSIONS.order_by(versions.c.number)
_CURRENT_OF = select(*versions_with()).join(*ON_SHELF).where(versions.c.document == bindparam("of"), CURRENT)
_MOVE = update(versions).where(
    versions.c.document == bindparam("of"), or_(versions.c.counts_until.is_(None), versions.c.counts_until > _NOW)
)
# Written out as the index says it, which holds nothing else.
_UNSHELVED = text("versions.shelf = ''")
_SHELVE = (
    update(versions)
    .where(_UNSHELVED)
    .values(shelf=select(documents.c.shelf).where(documents.c.id == versions.c.document).scalar_subquery())
    .returning(versions.c.document)
)
_WEIGHT = select(files.c.size, files.c.type).where(files.c.hash == bindparam("of"))
_READ = insert(readings)
_LOOSE = update(files).where(files.c.hash == bindparam("of"), files.c.loose_at.is_not(None))
_LOOSE = _LOOSE.values(loose_at=bindparam("since", type_=Moment))
_FILE = select(files).where(files.c.hash == bindparam("of"))
_TO_COME = (
    _SHELVED.add_columns(*versions_with("version_"))
    .join(versions, versions.c.document == documents.c.id)
    .join(*ON_SHELF)
    .where(OFFERED, or_(versions.c.counts_from > _NOW, versions.c.counts_from.is_(None)))
    .order_by(documents.c.added_at.desc(), documents.c.id)
    .limit(bindparam("size"))
)
_KNOWN = select(files.c.hash).where(files.c.hash.in_(bindparam("some", expanding=True)))
_TO_REVIEW = (
    _SHELVED.where(documents.c.ask_at <= _NOW, OFFERED)
    .order_by(documents.c.ask_at, documents.c.id)
    .limit(bindparam("size"))
    .offset(bindparam("beyond"))
)
_KEYED = _SHELVED.where(documents.c.key.startswith(bindparam("begins")), OFFERED)
_ASKED = update(documents).where(documents.c.id == bindparam("of"), documents.c.ask_at == bindparam("was"))


@dataclass(frozen=True, kw_only=True)
class File:
    """What is known of a file's content, by its hash: bytes, the type that it has, and its text."""

    hash: str
    size: int
    type: str
    text: str
    at: datetime


class Index(Protocol):
    """Whoever has to hear of whatever changes a document: what is found must be true."""

    def refresh(self, *document_ids: str, at: datetime) -> None: ...


class Documents:
    """`access_document` is the door for one of them; whoever asks for several gives a Reader."""

    def __init__(self, connection: Connection, acts: Acts, index: Index, memory: Memory | None = None) -> None:
        self._connection = connection
        self._acts = acts
        self._index = index
        self._memory = memory

    # --- documents ---

    def add(self, document: Document, *, by: str) -> Document:
        """With its id and ref; Refusal("document-key-taken") where an import has called another one so."""
        shelf = self._shelf(document.shelf)
        while True:
            added = replace(document, id=new_id(), ref=new_ref(_LETTER))
            if insert_new(self._connection, documents, _row(added, shelf)):
                break
            if document.key and self._connection.execute(_TAKEN, {"of": document.key}).first():
                raise Refusal("document-key-taken")
            # Five letters collide now and then.
        self._acts.note(by, "document-added", added.id, at=added.added_at)
        return added

    def change(
        self, document: Document, changed: Document, *, by: str, what: str, at: datetime, renewed: bool = False
    ) -> Document:
        """Keep `changed` if `document` is still what is kept; Refusal("document-changed") where it is not.

        Its version goes to where it stands now; not if it is `renewed` with this: of what was for some only the others
        are not to read before the new version counts, nor after.
        """
        changed = replace(changed, version=document.version + 1)
        row = _row(changed, self._shelf(changed.shelf))
        if self._connection.execute(_CHANGE, {"of": document.id, "was": document.version, **row}).rowcount != 1:
            raise Refusal("document-changed")
        if changed.shelf != document.shelf and not renewed:
            self._connection.execute(_MOVE, {"of": document.id, "now": at, "shelf": row["shelf"]})
        self._acts.note(by, f"document-{what}", document.id, at=at, version=changed.version)
        self._index.refresh(document.id, at=at)
        return changed

    @read_once
    def get(self, document_id: str) -> Document | None:
        """By its id, whoever may read it."""
        return self._one(_BY_ID, document_id)

    def by_ref(self, ref: str) -> Document | None:
        """By what people see, however they type it."""
        made = read_ref(ref)
        return self._one(_BY_REF, made) if made else None

    def keyed(self, begins: str, at: datetime) -> tuple[Document, ...]:
        """Those in the catalogue whose key begins so."""
        rows = self._connection.execute(_KEYED, {"begins": begins, "now": at})
        return tuple(map(document_of, rows))

    def by_key(self, key: str) -> Document | None:
        """By what an import calls it."""
        return self._one(_BY_KEY, key) if key else None

    def _one(self, statement: Select[Any], of: str) -> Document | None:
        row = self._connection.execute(statement, {"of": of}).first()
        return document_of(row) if row else None

    def seen_by(
        self, reader: Reader, *, at: datetime, cursor_text: str = "", size: int = 5
    ) -> Page[tuple[Document, Version]]:
        """What the reader may read at this moment, each with the version that counts, the newest document first."""
        since, row_id = read_cursor(cursor_text) or BEFORE_ALL
        asked = {"now": at, "before": since, "before_id": row_id, "size": size + 1}
        rows = self._connection.execute(_page(reader), asked).all()
        page = tuple((document_of(row), version_of(row, "version_")) for row in rows[:size])
        more = cursor(page[-1][0].added_at, page[-1][0].id) if len(rows) > size else ""
        return Page(page, rows[0].total if rows else 0, more)

    def to_come(self, at: datetime, *, size: int) -> tuple[tuple[Document, Version], ...]:
        """Versions that wait for approval, or count later or never, with their documents, whoever may read them."""
        rows = self._connection.execute(_TO_COME, {"now": at, "size": size})
        return tuple((document_of(row), version_of(row, "version_")) for row in rows)

    def unknown(self, hashes: Sequence[str]) -> Sequence[str]:
        """Those of them that are no file of ours."""
        known = set(self._connection.execute(_KNOWN, {"some": hashes}).scalars())
        return [one for one in hashes if one not in known]

    def shelve(self) -> frozenset[str]:
        """Versions that an older release has added stand where their documents stand; the ids of these."""
        return frozenset(self._connection.execute(_SHELVE).scalars())

    def to_review(self, at: datetime, *, size: int = 100, beyond: int = 0) -> tuple[Document, ...]:
        """Those whose review is due, and of which the owner was not asked."""
        asked = {"now": at, "size": size, "beyond": beyond}
        return tuple(map(document_of, self._connection.execute(_TO_REVIEW, asked)))

    def asked(self, document: Document) -> bool:
        """Whether it is this transaction that asks the owner about this review."""
        mine = {"of": document.id, "was": document.ask_at, "ask_at": None}
        return self._connection.execute(_ASKED, mine).rowcount == 1

    def _shelf(self, shelf: Shelf) -> str:
        row = {
            "view": shelf.view.value,
            "regions": _keys(shelf.regions),
            "tiers": _keys(shelf.tiers),
            "partner_types": _keys(shelf.partner_types),
            "partners": _keys(shelf.partners),
        }
        shelf_id = hashlib.sha256("\n".join(row.values()).encode()).hexdigest()[:32]
        insert_new(self._connection, shelves, {"id": shelf_id, **row})
        return shelf_id

    # --- versions ---

    def add_version(self, version: Version) -> Version:
        """With its id and the next number of its document; it counts once it is approved."""
        self._connection.execute(_LOCK, {"of": version.document})
        number = 1 + max((one.number for one in self.versions(version.document)), default=0)
        added = replace(version, id=new_id(), number=number)
        self._connection.execute(_ADD_VERSION, {**_version_row(added), "shelf": self._shelf(added.shelf)})
        self._acts.note(version.added_by, "version-added", version.document, at=version.added_at, number=number)
        return added

    def decide_version(self, version: Version) -> Version:
        """Keep it as it was decided: it and its neighbours count from and until when they should now.

        Refusal("document-changed") where somebody has decided before.
        """
        self._connection.execute(_LOCK, {"of": version.document})
        before = {one.id: one for one in self.versions(version.document)}
        if before[version.id].state is not State.WAITING:
            raise Refusal("document-changed")
        after = numbered([version if one.id == version.id else one for one in before.values()])
        for one in after:
            if one != before[one.id]:
                self._connection.execute(_SAVE_VERSION, {"of": one.id, **_version_row(one)})
        assert version.decided_at is not None, "somebody has decided"
        self._index.refresh(version.document, at=version.decided_at)
        number = version.number
        self._acts.note(
            version.approved_by, f"version-{version.state}", version.document, at=version.decided_at, number=number
        )
        return next(one for one in after if one.id == version.id)

    def version(self, version_id: str) -> Version | None:
        """By its id, whoever may read it."""
        row = self._connection.execute(_VERSION, {"of": version_id}).first()
        return version_of(row) if row else None

    def versions(self, document_id: str) -> tuple[Version, ...]:
        """All there ever were, the first one first."""
        return tuple(map(version_of, self._connection.execute(_VERSIONS, {"of": document_id})))

    def current(self, document_id: str, at: datetime) -> Version | None:
        """The one that counts at this moment."""
        row = self._connection.execute(_CURRENT_OF, {"of": document_id, "now": at}).first()
        return version_of(row) if row else None

    # --- what is in the files ---

    def keep_file(self, file: File, *, loose_at: datetime | None = None) -> bool:
        """Remember what was read in a file that a version will name; with `loose_at`, one that perhaps none ever does:
        it stays for a while from then on. Whether it is a new one.
        """
        row = {"hash": file.hash, "size": file.size, "type": file.type, "text": file.text, "at": file.at}
        if insert_new(self._connection, files, {**row, "loose_at": loose_at}):
            return True
        self._connection.execute(_LOOSE, {"of": file.hash, "since": loose_at})
        return False

    @read_once
    def weight(self, file_hash: str) -> tuple[int, str]:
        """Bytes and type of a file that is there."""
        size, kind = self._connection.execute(_WEIGHT, {"of": file_hash}).one()
        return size, kind

    # --- who read what ---

    def note_reading(self, document: Document, version: Version, person: str, *, at: datetime) -> None:
        """Somebody has opened it."""
        row = {"id": new_id(), "document": document.id, "version": version.id, "person": person, "at": at}
        self._connection.execute(_READ, row)

    def readings(self, document_id: str) -> tuple[tuple[str, str, datetime], ...]:
        """Who opened which version, and when, the first one first."""
        found = select(readings.c.person, readings.c.version, readings.c.at).where(readings.c.document == document_id)
        rows = self._connection.execute(found.order_by(readings.c.at, readings.c.id))
        return tuple((row.person, row.version, row.at) for row in rows)

    def file(self, file_hash: str) -> File | None:
        """What was read in it."""
        row = self._connection.execute(_FILE, {"of": file_hash}).first()
        return File(hash=row.hash, size=row.size, type=row.type, text=row.text, at=row.at) if row else None


def access_document(documents_: Documents, reader: Reader, ref: str, *, at: datetime) -> tuple[Document, Version]:
    """The document and the version that counts, or Refusal("not-found") alike for missing and forbidden."""
    found = documents_.by_ref(ref)
    version = documents_.current(found.id, at) if found else None
    if found is None or version is None or found.retired(at) or not found.shows(version, reader):
        raise Refusal("not-found")
    return found, version


def access_own_document(documents_: Documents, reader: Reader, ref: str) -> Document:
    """One that the reader may change, whether a version of it counts or not; Refusal("not-found") as above."""
    found = documents_.by_ref(ref)
    if found is None or not found.editable_by(reader):
        raise Refusal("not-found")
    return found


# --- who may read ---


def _readable(reader: Reader) -> ColumnElement[bool]:
    """Of a row of `documents` and one of `versions`: the reader may know of both. Said with OFFERED and CURRENT."""
    if reader.circle is None:
        return false()
    open_ = _open_shelves(reader, reader.circle)
    both = and_(documents.c.shelf.in_(open_), versions.c.shelf.in_(open_))
    return or_(both, documents.c.owner == reader.person) if reader.partner is None else both


def _open_shelves(reader: Reader, circle: Circle) -> Select[tuple[str]]:
    found = select(shelves.c.id).where(shelves.c.view.in_([one.value for one in circle.within]))
    partner = reader.partner
    if partner is None:
        return found
    wanted = (
        (shelves.c.regions, partner.region),
        (shelves.c.tiers, partner.tier),
        (shelves.c.partner_types, partner.type),
        (shelves.c.partners, partner.key),
    )
    return found.where(*(or_(keys == "", keys.contains(f" {has} ")) for keys, has in wanted))


def _readable_versions(reader: Reader) -> Select[Any]:
    """What the reader may read, with the version that counts at the moment `now`."""
    return (
        _SHELVED.add_columns(*versions_with("version_"))
        .join(versions, versions.c.document == documents.c.id)
        .join(*ON_SHELF)
        .where(_readable(reader), OFFERED, CURRENT)
    )


def _page(reader: Reader) -> Select[Any]:
    here = documents.join(versions, versions.c.document == documents.c.id)
    wall = and_(_readable(reader), OFFERED, CURRENT)
    total = select(func.count()).select_from(here).where(wall).scalar_subquery().label("total")
    place = before(documents.c.added_at, documents.c.id, bindparam("before", type_=Moment), bindparam("before_id"))
    return (
        _readable_versions(reader)
        .add_columns(total)
        .where(place)
        .order_by(documents.c.added_at.desc(), documents.c.id.desc())
        .limit(bindparam("size"))
    )


# --- rows ---


def _keys(words: Iterable[str]) -> str:
    return "".join(f" {word} " for word in sorted(words))


def _row(document: Document, shelf: str) -> dict[str, Any]:
    return {
        "id": document.id,
        "ref": document.ref,
        "key": document.key or None,
        "title": document.title,
        "sort": document.sort.value,
        "product": document.product,
        "languages": " ".join(document.languages),
        "owner": document.owner,
        "shelf": shelf,
        "download": document.download.value,
        "edit": document.edit.value,
        "customers": document.customers,
        "review_days": document.review_days,
        "review_at": document.review_at,
        "ask_at": document.ask_at,
        "verified_at": document.verified_at,
        "retired_at": document.retired_at,
        "added_at": document.added_at,
        "version": document.version,
        "told": document.told,
    }


def document_of(row: Row[Any]) -> Document:
    """As a row of `documents` and its shelf says."""
    return Document(
        id=row.id,
        ref=row.ref,
        key=row.key or "",
        title=row.title,
        sort=Sort(row.sort),
        product=row.product,
        languages=tuple(row.languages.split()),
        owner=row.owner,
        shelf=_shelf_of(row),
        download=Circle(row.download),
        edit=Circle(row.edit),
        customers=row.customers,
        review_days=row.review_days,
        review_at=row.review_at,
        ask_at=row.ask_at,
        verified_at=row.verified_at,
        retired_at=row.retired_at,
        added_at=row.added_at,
        version=row.version,
        told=row.told,
    )


def _shelf_of(row: Row[Any], prefix: str = "") -> Shelf:
    view, *keys = (getattr(row, f"{prefix}shelf_{name}") for name in ("view", *_WANTED))
    return Shelf(view=Circle(view), **{name: frozenset(some.split()) for name, some in zip(_WANTED, keys, strict=True)})


_WANTED = ("regions", "tiers", "partner_types", "partners")


def _version_row(version: Version) -> dict[str, Any]:
    return {
        "id": version.id,
        "document": version.document,
        "number": version.number,
        "file": version.file,
        "name": version.name,
        "note": version.note,
        "added_by": version.added_by,
        "added_at": version.added_at,
        "wanted_from": version.wanted_from,
        "state": version.state.value,
        "approved_by": version.approved_by,
        "approved_by_name": version.approved_by_name,
        "decided_at": version.decided_at,
        "counts_from": version.counts_from,
        "counts_until": version.counts_until,
        "tell_at": version.tell_at,
    }


def version_of(row: Row[Any], prefix: str = "") -> Version:
    """As a row of `versions` and its shelf says, whose columns begin with `prefix`."""
    kept = {column.name: getattr(row, prefix + column.name) for column in versions.c}
    return Version(**{**kept, "state": State(kept["state"]), "shelf": _shelf_of(row, prefix)})
