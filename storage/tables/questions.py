"""What is asked about an announcement or a document, and answered."""

from sqlalchemy import Column, ForeignKey, Index, Table, Text

from storage.tables.columns import Moment, metadata, where

questions = Table(
    "questions",
    metadata,
    Column("id", Text, primary_key=True),
    # Of all that makes it this question: sent twice, it is one.
    Column("same_as", Text, nullable=False, unique=True),
    # As notices name it: "announcement:..." or "document:...".
    Column("about", Text, nullable=False),
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
    # When others are asked as well; NULL where they were, or nobody else is there.
    Column("others_at", Moment),
    Column("answer", Text, nullable=False, server_default=""),
    Column("answered_by", Text, nullable=False, server_default=""),
    Column("answered_by_name", Text, nullable=False, server_default=""),
    # NULL while it waits.
    Column("answered_at", Moment),
    # The one that is the answer, or a part of it, "" for none.
    Column("document", Text, nullable=False, server_default=""),
    Index("ix_questions_about", "about", "asked_at"),
    Index("ix_questions_asked_at", "asked_at"),
    Index("ix_questions_others_at", "others_at", **where("answered_at IS NULL")),
    Index("ix_questions_waiting", "id", **where("answered_at IS NULL")),
)
