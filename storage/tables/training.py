"""Training: courses, sessions, rules, who takes what, and certificates."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from storage.tables.columns import Day, Moment, metadata, where

courses = Table(
    "courses",
    metadata,
    Column("key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("product", Text, nullable=False),
    Column("tier", Text, nullable=False),
    Column("mandatory", Boolean, nullable=False),
    Column("valid_months", Integer, nullable=False),
    Column("link", Text, nullable=False),
    Column("open", Boolean, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("course", Text, ForeignKey("courses.key"), nullable=False),
    Column("key", Text, nullable=False),
    # What was meant: a day and an hour by the clocks of a zone.
    Column("day", Day, nullable=False),
    Column("wall", Text, nullable=False),
    Column("zone", Text, nullable=False),
    # When that is, by the rules of zones that were known when it was last looked at.
    Column("at", Moment, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("capacity", Integer, nullable=False),
    Column("taken", Integer, nullable=False),
    Column("link", Text, nullable=False),
    Column("recording", Text, nullable=False),
    Column("cancelled", Boolean, nullable=False),
    Column("sequence", Integer, nullable=False),
    # What is said in it, for those who are there to type; "" until somebody asks for it.
    Column("code", Text, nullable=False, server_default=""),
    # Who leads it, "" where nobody was named.
    Column("trainer", Text, nullable=False, server_default=""),
    UniqueConstraint("course", "key"),
    Index("ix_sessions_at", "at"),
    Index("ix_sessions_code", "code", **where("code <> ''")),
)

training_rules = Table(
    "training_rules",
    metadata,
    Column("key", Text, primary_key=True),
    Column("course", Text, ForeignKey("courses.key"), nullable=False),
    Column("roles", Text, nullable=False),
    Column("tiers", Text, nullable=False),
    Column("products", Text, nullable=False),
    Column("regions", Text, nullable=False),
    Column("partner_types", Text, nullable=False),
    Column("days", Integer),
    Column("on", Boolean, nullable=False),
)

_OPEN = where("standing IN ('assigned', 'registered')")

enrolments = Table(
    "enrolments",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", Text, ForeignKey("persons.id"), nullable=False),
    Column("course", Text, ForeignKey("courses.key"), nullable=False),
    Column("since", Moment, nullable=False),
    Column("standing", Text, nullable=False),
    # A session's id, "" where no seat is taken.
    Column("session", Text, nullable=False),
    # The rule that assigned it, "" where somebody wished to take it.
    Column("rule", Text, nullable=False),
    Column("due_on", Day),
    # By the clock that its reader had then: whoever goes to another zone has as long as they were told.
    Column("since_on", Day),
    Column("version", Integer, nullable=False),
    Column("done_at", Moment),
    # Once at a time; another where a certificate has ended.
    Index("uq_enrolments_open", "person", "course", unique=True, **_OPEN),
    Index("ix_enrolments_session", "session", **where("standing = 'registered'")),
    Index("ix_enrolments_attended", "session", **where("standing = 'done' AND session <> ''")),
)

certificates = Table(
    "certificates",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", Text, ForeignKey("persons.id"), nullable=False),
    Column("course", Text, ForeignKey("courses.key"), nullable=False),
    # That by which it was won.
    Column("enrolment", Text, ForeignKey("enrolments.id"), nullable=False, unique=True),
    Column("won_at", Moment, nullable=False),
    Column("ends_on", Day),
    Index("ix_certificates_person", "person", "course"),
    Index("ix_certificates_ends_on", "ends_on"),
)

training_reminders = Table(
    "training_reminders",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", Text, ForeignKey("persons.id"), nullable=False),
    Column("about", Text, nullable=False),
    # A session's id, or a course's key.
    Column("subject", Text, nullable=False),
    Column("step", Text, nullable=False),
    # The wall time, or the day, that it is before.
    Column("meant", Text, nullable=False),
    # When that comes to, by the rules of zones and the calendar that were known when it was last looked at.
    Column("at", Moment, nullable=False),
    Column("over_at", Moment, nullable=False),
    Column("fate", Text, nullable=False),
    Column("done_at", Moment),
    # Of what somebody asked for themselves: that by whose clocks `at` was worked out.
    Column("zone", Text, nullable=False, server_default=""),
    UniqueConstraint("person", "subject", "step", "meant"),
    # Only what is still to be sent: however much was sent, it is not in the way.
    Index("ix_training_reminders_at", "at", **where("fate = 'planned'")),
    Index("ix_training_reminders_person", "person", **where("fate = 'planned'")),
    Index("ix_training_reminders_over", "over_at", **where("fate <> 'planned'")),
)
