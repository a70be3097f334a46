"""The programme, the sealed log, imports and keys."""

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text

from storage.tables.columns import Moment, metadata

secrets = Table(
    "secrets",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

programmes = Table(
    "programmes",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("body", Text, nullable=False),
)

# Only added to; `seal` is a hash over the row and the seal before it (domain/acts.py).
acts = Table(
    "acts",
    metadata,
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("partner", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("seal", Text, nullable=False),
    Index("ix_acts_about", "about"),
)

imports = Table(
    "imports",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("shown", Text, nullable=False),
    Column("done_at", Moment),
    Column("added", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Index("ix_imports_at", "at"),
    Index("ix_imports_state", "state", "at"),
)
