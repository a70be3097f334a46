"""What is said to many at once, and asked about it. To whom it went is in `copies`, as for every other notice."""

from sqlalchemy import Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, Table, Text

from storage.tables.columns import Moment, metadata, where

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

questions = Table(
    "questions",
    metadata,
    Column("id", Text, primary_key=True),
    # Of all that makes it this question: sent twice, it is one.
    Column("same_as", Text, nullable=False, unique=True),
    Column("announcement", Text, ForeignKey("announcements.id"), nullable=False),
    Column("by", Text, ForeignKey("persons.id"), nullable=False),
    Column("by_name", Text, nullable=False),
    # Who they worked for then.
    Column("partner", Text, nullable=False),
    # What the channel was called in which it was asked, "" for in private.
    Column("channel", Text, nullable=False),
    # The question whose answer it is about, "" for none.
    Column("follows", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("answer", Text, nullable=False, server_default=""),
    Column("answered_by", Text, nullable=False, server_default=""),
    Column("answered_by_name", Text, nullable=False, server_default=""),
    # NULL while it waits.
    Column("answered_at", Moment),
    Index("ix_questions_announcement", "announcement", "asked_at"),
    Index("ix_questions_asked_at", "asked_at"),
    Index("ix_questions_waiting", "id", **where("answered_at IS NULL")),
)
