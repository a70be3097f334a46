"""The index of documents: passages of their texts, the terms they are found by, and what was looked for in vain."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from storage.tables.columns import Moment, metadata

Plain = Text().with_variant(Text(collation="C"), "postgresql")
"""In the order of its letters on both databases, so that what begins alike stands together."""

# Passages with the same readers in the same language, with what their ranking counts; `owner` where nobody else reads.
racks = Table(
    "racks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("shelf", Text, ForeignKey("shelves.id"), nullable=False),
    Column("language", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("passages", Integer, nullable=False),
    Column("length", Integer, nullable=False),
    UniqueConstraint("shelf", "language", "owner", name="uq_racks_shelf"),
)

# What of a document is in the index; it is looked at again at `look_at`, where something changes by itself.
findable = Table(
    "findable",
    metadata,
    Column("document", Text, ForeignKey("documents.id"), primary_key=True),
    Column("version", Text, ForeignKey("versions.id")),
    Column("look_at", Moment),
    Index("ix_findable_look_at", "look_at"),
)

# Narrow, as the wall of a search reads very many; the rest of each is in `passage_texts`.
passages = Table(
    "passages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("rack", Integer, ForeignKey("racks.id"), nullable=False),
    Column("document", Text, ForeignKey("documents.id"), nullable=False),
    Column("version", Text, ForeignKey("versions.id"), nullable=False),
    Column("length", Integer, nullable=False),
    Index("ix_passages_document", "document"),
)

# The terms of the title and of the text, each with a space before and one behind. On SQLite they are in
# `passage_terms`, a table of FTS5; on PostgreSQL in the index "ix_passage_texts_terms", with `marks`: "=price" is a
# term of the title, "+price" one that comes often. The migration makes both. PostgreSQL keeps what is long beside the
# rows: of those that have a common word, tens of thousands are looked at for their rack alone.
passage_texts = Table(
    "passage_texts",
    metadata,
    Column("passage", Integer, ForeignKey("passages.id"), primary_key=True, autoincrement=False),
    Column("rack", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("terms", Text, nullable=False),
    Column("marks", Text, nullable=False),
    Column("text", Text, nullable=False),
)

# In how many passages of a rack a term is: what is rare says more, to each reader by what they may read.
terms = Table(
    "terms",
    metadata,
    Column("term", Plain, primary_key=True),
    Column("rack", Integer, ForeignKey("racks.id"), primary_key=True),
    Column("passages", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# By a term with any one letter left out, the terms that it may have been.
spellings = Table(
    "spellings",
    metadata,
    Column("spelling", Plain, primary_key=True),
    Column("term", Plain, primary_key=True),
    sqlite_with_rowid=False,
)

gaps = Table(
    "gaps",
    metadata,
    Column("region", Text, primary_key=True),
    Column("words", Text, primary_key=True),
    Column("partner", Text, primary_key=True),
    Column("times", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_gaps_at", "at"),
)
