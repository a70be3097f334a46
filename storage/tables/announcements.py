"""What is said to many at once. To whom it went is in `copies`, as for every other notice."""

from sqlalchemy import Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, Table, Text

from storage.tables.columns import Moment, metadata

announcements = Table(
    "announcements",
    metadata,
    Column("id", Text, primary_key=True),
    Column("ref", Text, nullable=False, unique=True),
    # The form that it was first written in: sent twice, it is one announcement.
    Column("draft", Text, nullable=False, unique=True),
    Column("author", Text, ForeignKey("persons.id"), nullable=False),
    Column("author_name", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("content", Text, nullable=False),
    # Who it is for, and when it goes, as JSON; "" while nobody has said so.
    Column("audience", Text, nullable=False, server_default=""),
    Column("timing", Text, nullable=False, server_default=""),
    # When it may begin to leave; NULL while it was not sent, and once it has begun.
    Column("starts_at", Moment),
    # What it is to say where a second person agrees, as JSON, "" for nothing; and how often that was asked.
    Column("revision", Text, nullable=False, server_default=""),
    Column("edits", Integer, nullable=False, server_default="0"),
    # When its words were changed, or taken back, after it had left.
    Column("edited_at", Moment),
    Column("made_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Index("ix_announcements_author", "author", "changed_at"),
    Index("ix_announcements_starts_at", "starts_at"),
)

acknowledgements = Table(
    "acknowledgements",
    metadata,
    Column("announcement", Text, ForeignKey("announcements.id"), nullable=False),
    Column("person", Text, ForeignKey("persons.id"), nullable=False),
    # Where it was pressed.
    Column("platform", Text, nullable=False),
    Column("at", Moment, nullable=False),
    # This, and no rule in the code, is what counts each person once.
    PrimaryKeyConstraint("announcement", "person"),
)
