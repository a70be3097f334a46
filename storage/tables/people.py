"""Who may do what: the programme's people, their accounts, and how they come in."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, false

from storage.tables.columns import Moment, metadata, where

persons = Table(
    "persons",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("email", Text),
    Column("organisation", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("looks_after", Text, nullable=False, server_default=""),
    Column("language", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("language_chosen", Boolean, nullable=False),
    Column("zone_chosen", Boolean, nullable=False),
    Column("quiet_from", Text),
    Column("quiet_to", Text),
    # The hours, by their own clock, at which requests come together; "" where each comes by itself.
    Column("digest", Text, nullable=False, server_default=""),
    # Whether they come in the deal desk.
    Column("desk", Boolean, nullable=False, server_default=false()),
    # How many messages that can wait they want a day, and at which hour the others; NULL for as the programme says.
    Column("per_day", Integer),
    Column("digest_hour", Integer),
    # When the last account was lost; NULL while there is one, or has not been one yet.
    Column("left_at", Moment),
    # 1 from each change on until what their training asks of them has been looked at.
    Column("changed", Integer, nullable=False, server_default="1"),
    UniqueConstraint("organisation", "email"),
    # Counts what makes others be asked: another role or organisation, an account more, the last one lost.
    Column("version", Integer, nullable=False, server_default="0"),
    Index("ix_persons_version", "version"),
    Index("ix_persons_changed", "id", **where("changed = 1")),
)

delegations = Table(
    "delegations",
    metadata,
    Column("id", Text, primary_key=True),
    Column("by", Text, ForeignKey("persons.id"), nullable=False),
    # A person's id, or "" where nobody decides in their name.
    Column("to", Text, nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("why", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("course", Text, nullable=False),
    # How far what waits has been passed on; NULL when nothing is left.
    Column("after", Text),
    # What knows of it: a file, a calendar; "" where the person said so.
    Column("source", Text, nullable=False, server_default=""),
    Index("ix_delegations_by", "by", "course"),
    Index("ix_delegations_to", "to", "course"),
)

identities = Table(
    "identities",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("tenant", Text, primary_key=True),
    Column("user", Text, primary_key=True),
    Column("person", Text, ForeignKey("persons.id"), nullable=False),
    Column("conversation", Text, nullable=False, server_default=""),
    Column("service", Text, nullable=False, server_default=""),
    Column("host", Text, nullable=False, server_default=""),
    Column("channel", Text, nullable=False, server_default=""),
    Column("vouched", Boolean, nullable=False, server_default=false()),
    Column("seen_at", Moment, nullable=False),
    Index("ix_identities_person", "person"),
)

codes = Table(
    "codes",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("person", Text, ForeignKey("persons.id"), nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    # Of an invitation that was sent to an account that was picked: only that one can take it, by a button.
    Column("invitation", Text, nullable=False, server_default=""),
    Column("platform", Text, nullable=False, server_default=""),
    Column("host", Text, nullable=False, server_default=""),
    Column("user", Text, nullable=False, server_default=""),
    Index("ix_codes_expires_at", "expires_at"),
)

greetings = Table(
    "greetings",
    metadata,
    Column("place", Text, primary_key=True),
    Column("at", Moment, nullable=False),
)

tries = Table(
    "tries",
    metadata,
    Column("who", Text, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("since", Moment, nullable=False),
    Column("count", Integer, nullable=False),
    Index("ix_tries_since", "since"),
)

acceptances = Table(
    "acceptances",
    metadata,
    Column("person", Text, ForeignKey("persons.id"), primary_key=True),
    Column("version", Text, primary_key=True),
    Column("language", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

joinings = Table(
    "joinings",
    metadata,
    Column("id", Text, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("tenant", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("conversation", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("standing", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("company", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("partner", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Index("ix_joinings_account", "platform", "tenant", "user"),
    Index("ix_joinings_asked_at", "asked_at"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", Text, ForeignKey("persons.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("words", Text, nullable=False),
    Column("may_answer", Boolean, nullable=False),
    Index("ix_feedback_at", "at"),
)

# What a commitment in `acts` stands for; it can go, and the chain stays as it is.
openings = Table(
    "openings",
    metadata,
    Column("commitment", Text, primary_key=True),
    Column("salt", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_openings_at", "at"),
)
