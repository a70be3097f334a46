"""Who is asked, what they say, and until when."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from storage.tables.columns import Moment, metadata

approvals = Table(
    "approvals",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("partner", Text, nullable=False),
    Column("region", Text, nullable=False),
    Column("asked", Text, nullable=False),
    Column("filed_by", Text, nullable=False),
    Column("phase", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("outcome", Text),
    Column("decided_by", Text, nullable=False, server_default=""),
    Column("decided_by_name", Text, nullable=False, server_default=""),
    Column("decided_at", Moment),
    Column("answered", Text, nullable=False, server_default=""),
    Column("barred", Text, nullable=False, server_default=""),
    Column("plan", Text, nullable=False, server_default=""),
    Column("step", Integer, nullable=False, server_default="0"),
    Column("since", Integer, nullable=False, server_default="1"),
    Column("opened", Integer, nullable=False, server_default="1"),
    Column("decided_for", Text, nullable=False, server_default=""),
    Column("not_by", Text, nullable=False, server_default=""),
    UniqueConstraint("kind", "subject"),
    Index("ix_approvals_phase", "phase", "asked_at"),
)

votes = Table(
    "votes",
    metadata,
    Column("approval", Text, ForeignKey("approvals.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("step", Integer, nullable=False),
    Column("by", Text, nullable=False),
    Column("by_name", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("answers", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

deadlines = Table(
    "deadlines",
    metadata,
    Column("approval", Text, ForeignKey("approvals.id"), primary_key=True),
    Column("zone", Text, nullable=False),
    # Business time, in microseconds: what was promised, and what of it was worked before `since`.
    Column("within", BigInteger, nullable=False),
    Column("used", BigInteger, nullable=False),
    Column("since", Moment),
    Column("level", Integer, nullable=False),
    # When that level was done: the next comes so much later that there was time to answer.
    Column("raised_at", Moment),
    # NULL when nothing is due any more: what was decided long ago is not in the way.
    Column("next_at", Moment),
    Column("version", Integer, nullable=False),
    Index("ix_deadlines_next_at", "next_at", "approval"),
)

# Who has taken it at the deal desk.
takings = Table(
    "takings",
    metadata,
    Column("approval", Text, ForeignKey("approvals.id"), primary_key=True),
    Column("person", Text, ForeignKey("persons.id"), nullable=False),
    Column("at", Moment, nullable=False),
)

reminders = Table(
    "reminders",
    metadata,
    Column("approval", Text, ForeignKey("approvals.id"), primary_key=True),
    # For which time, counted from 1: a later step of the approval begins with the first level again, and counts on.
    Column("level", Integer, primary_key=True, autoincrement=False),
    Column("step", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("names", Text, nullable=False),
)
