"""Documents: the catalogue, the versions, who reads what, and what is in the files."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from storage.tables.columns import Moment, metadata, where

# Who reads what stands on a shelf. There are few, so that the wall of a query is a look at a small table.
shelves = Table(
    "shelves",
    metadata,
    # A hash of the rest: the same readers are the same shelf.
    Column("id", Text, primary_key=True),
    Column("view", Text, nullable=False),
    # Keys, each with a space before and behind; "" is any.
    Column("regions", Text, nullable=False),
    Column("tiers", Text, nullable=False),
    Column("partner_types", Text, nullable=False),
    Column("partners", Text, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("ref", Text, nullable=False, unique=True),
    # What an import calls it; NULL where it came otherwise.
    Column("key", Text, unique=True),
    Column("title", Text, nullable=False),
    Column("sort", Text, nullable=False),
    Column("product", Text, nullable=False),
    Column("languages", Text, nullable=False),
    Column("owner", Text, ForeignKey("persons.id"), nullable=False),
    Column("shelf", Text, ForeignKey("shelves.id"), nullable=False),
    Column("download", Text, nullable=False),
    Column("edit", Text, nullable=False),
    Column("customers", Boolean, nullable=False),
    Column("review_days", Integer, nullable=False),
    Column("review_at", Moment),
    # When the owner is to be asked whether it is still right; NULL once they were, or where there is no review.
    Column("ask_at", Moment),
    Column("verified_at", Moment),
    Column("retired_at", Moment),
    Column("added_at", Moment, nullable=False),
    Column("version", Integer, nullable=False),
    # A hash of what an import said of it last, where somebody has changed it since; else "".
    Column("told", Text, nullable=False, server_default=""),
    Index("ix_documents_shelf", "shelf"),
    Index("ix_documents_owner", "owner"),
    Index("ix_documents_ask_at", "ask_at"),
    Index("ix_documents_added_at", "added_at", "id"),
)

# By content: a file that comes twice is kept, and read, once.
files = Table(
    "files",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    # What its first bytes say that it is, whatever its name says.
    Column("type", Text, nullable=False),
    # What can be read in it, cut where it is too long.
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
    # When it was dropped last, as long as no version names it; NULL once one does.
    Column("loose_at", Moment),
    Index("ix_files_loose_at", "loose_at"),
)

versions = Table(
    "versions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("document", Text, ForeignKey("documents.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("file", Text, ForeignKey("files.hash"), nullable=False),
    Column("name", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("wanted_from", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("approved_by", Text, nullable=False),
    Column("approved_by_name", Text, nullable=False),
    Column("decided_at", Moment),
    # It is the one that counts from the first of these moments until right before the second; NULL is never, and ever.
    Column("counts_from", Moment),
    Column("counts_until", Moment),
    # Who might read it while it counted; as long as it does, also the document's own shelf is asked.
    Column("shelf", Text, nullable=False, server_default=""),
    # When those hear of it who opened an older one; NULL once they have, or where there is none.
    Column("tell_at", Moment),
    UniqueConstraint("document", "number", name="uq_versions_document"),
    Index("ix_versions_file", "file"),
    Index("ix_versions_counts_from", "counts_from"),
    Index("ix_versions_tell_at", "tell_at"),
    # Those that an older release has added: nearly always none.
    Index("ix_versions_unshelved", "document", **where("shelf = ''")),
)

# Every opening, for whoever asks who has read what, and to tell those who read an older version.
readings = Table(
    "readings",
    metadata,
    Column("id", Text, primary_key=True),
    Column("document", Text, ForeignKey("documents.id"), nullable=False),
    Column("version", Text, ForeignKey("versions.id"), nullable=False),
    Column("person", Text, ForeignKey("persons.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_readings_document", "document", "at"),
    Index("ix_readings_at", "at"),
)

# Whether a version was useful: one word a person.
usefulness = Table(
    "usefulness",
    metadata,
    Column("version", Text, ForeignKey("versions.id"), primary_key=True),
    Column("person", Text, ForeignKey("persons.id"), primary_key=True),
    Column("useful", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_usefulness_at", "at"),
)
