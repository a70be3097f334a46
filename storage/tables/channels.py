"""Where a partner and the vendor talk."""

from sqlalchemy import Boolean, Column, Index, Integer, PrimaryKeyConstraint, Table, Text, UniqueConstraint, false

from storage.tables.columns import Moment, metadata

channels = Table(
    "channels",
    metadata,
    Column("id", Text, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("conversation", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("partner", Text, nullable=False),
    Column("name", Text, nullable=False),
    # "" where they are the partner's.
    Column("language", Text, nullable=False),
    Column("zone", Text, nullable=False),
    # Whether it is the partner's own and not the vendor's.
    Column("outside", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    # What a platform says of the channel itself, "" where nothing; the other two hold beside it.
    Column("trouble", Text, nullable=False),
    Column("unshared", Boolean, nullable=False, server_default=false()),
    Column("others", Boolean, nullable=False, server_default=false()),
    Column("at", Moment, nullable=False),
    # This, and no rule in the code, is what makes a channel one partner's.
    UniqueConstraint("platform", "conversation"),
    Index("ix_channels_partner", "partner"),
)

unlinked = Table(
    "unlinked",
    metadata,
    # As it was called in `channels`: what was told there is named by it still.
    Column("id", Text, primary_key=True),
    Column("partner", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_unlinked_at", "at"),
)

met = Table(
    "met",
    metadata,
    Column("platform", Text, nullable=False),
    Column("conversation", Text, nullable=False),
    # The partners whose people are in it, by key, between spaces: as it was looked at last, and who has come since.
    Column("companies", Text, nullable=False),
    PrimaryKeyConstraint("platform", "conversation"),
)

unseen = Table(
    "unseen",
    metadata,
    Column("platform", Text, nullable=False),
    Column("conversation", Text, nullable=False),
    # What was heard of it, as its platform's door reads it again.
    Column("heard", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("due", Moment, nullable=False),
    PrimaryKeyConstraint("platform", "conversation"),
)
