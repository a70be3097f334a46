"""What came in, what goes out, and where it may go."""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from storage.tables.columns import Moment, metadata, where

inbox = Table(
    "inbox",
    metadata,
    Column("key", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("answer", Text),
    Index("ix_inbox_at", "at"),
)

notices = Table(
    "notices",
    metadata,
    Column("id", Text, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("occasion", Text, nullable=False),
    Column("put_at", Moment, nullable=False),
    # What is still to be done to all its copies, "" as a rule; the last copy that a change has come to, where that is
    # not all of them; and since when there is either.
    Column("sweep", Text, nullable=False, server_default=""),
    Column("amended_to", Text),
    Column("swept_since", Moment),
    Index("ix_notices_topic", "topic"),
    Index("ix_notices_sweep", "swept_since", **where("swept_since IS NOT NULL")),
)

UNTOLD = "(state = 'failed' OR state = 'skipped' OR state = 'retracted')"
"""It did not reach its reader, or is not for them any more: an index and who looks by it must say it alike."""
QUEUED = "(due IS NOT NULL AND state <> 'sending')"
"""Something is left to do with it, and nobody is posting it; likewise."""
IN_DOUBT = "(state = 'sending' OR state = 'uncertain')"
"""Nobody knows yet whether it is there; to be said alike as well."""

copies = Table(
    "copies",
    metadata,
    Column("id", Text, primary_key=True),
    Column("notice", Text, ForeignKey("notices.id"), nullable=False),
    # NULL where it goes to an account that is nobody's, or to a channel: the address is then there from the start.
    Column("person", Text, ForeignKey("persons.id")),
    Column("state", Text, nullable=False),
    # Who goes first where not all can go at once: 0 what is told by itself, 1 an urgent broadcast, 2 a broadcast.
    Column("lane", Integer, nullable=False, server_default="0"),
    # When it is to be worked on next, NULL when nothing is left to do: what was sent long ago is not in the way.
    Column("due", Moment),
    # When it is to be told together with others; NULL where it goes by itself, is on its way, or is finished.
    Column("gather_at", Moment),
    Column("wanted", Integer, nullable=False),
    Column("shown", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("lease", Float, nullable=False),
    Column("started_at", Moment),
    Column("done_at", Moment),
    Column("reason", Text, nullable=False, server_default=""),
    # A line for each of the reader's accounts that nothing can be written to, with the reason.
    Column("refused", Text, nullable=False, server_default=""),
    Column("platform", Text, nullable=False, server_default=""),
    Column("tenant", Text, nullable=False, server_default=""),
    Column("host", Text, nullable=False, server_default=""),
    Column("conversation", Text, nullable=False, server_default=""),
    Column("user", Text, nullable=False, server_default=""),
    Column("message", Text, nullable=False, server_default=""),
    Column("service", Text, nullable=False, server_default=""),
    Column("channel", Text, nullable=False, server_default=""),
    Column("language", Text, nullable=False, server_default=""),
    Column("zone", Text, nullable=False, server_default=""),
    # Which channel it was meant for, by our id: linked anew, it has another, whatever its platform calls it.
    Column("linked", Text, nullable=False, server_default=""),
    UniqueConstraint("notice", "person"),
    # Only what is left to do; in the order of time alone what goes to a person, as channels may be a great many.
    Index("ix_copies_due", "due", **where("due IS NOT NULL AND person IS NOT NULL")),
    Index("ix_copies_queue", "platform", "host", "lane", "due", "id", **where(QUEUED)),
    # Always little, too.
    Index("ix_copies_in_doubt", "state", "lease", **where(IN_DOUBT)),
    # What goes to no person does not pay for it.
    Index("ix_copies_person", "person", "done_at", **where("person IS NOT NULL")),
    Index("ix_copies_gather_at", "gather_at", "person", **where("gather_at IS NOT NULL")),
    # What is told to a channel by itself and is not there yet is always little.
    Index("ix_copies_addressed", "due", **where("person IS NULL AND done_at IS NULL AND lane = 0")),
    # Only what is finished: what is not does not pay for it. With the state, by which all of it is counted.
    Index("ix_copies_done_at", "done_at", "state", **where("done_at IS NOT NULL")),
    # In these words: of a list SQLite makes a table once a row that is changed.
    Index("ix_copies_untold", "done_at", **where(UNTOLD)),
    # By where it stands on its platform: somebody has replied to it.
    Index("ix_copies_message", "message", "conversation", **where("message <> ''")),
    # A copy is rewritten twice until it is sent, and stays beside itself: a tenth more of them a second.
    postgresql_with={"fillfactor": 50},
)

# How many messages that can wait somebody was sent, or asked to be, on their last day.
spent = Table(
    "spent",
    metadata,
    Column("person", Text, ForeignKey("persons.id"), primary_key=True),
    # By their own clock, as 2026-11-23.
    Column("day", Text, nullable=False),
    Column("count", Integer, nullable=False),
)

lookouts = Table(
    "lookouts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("mark", Text, nullable=False),
    Column("after", Text, nullable=False),
)

# Until when nothing goes to a workspace, a tenant or a conversation; or when its next message may go.
pauses = Table(
    "pauses",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("tenant", Text, primary_key=True),
    Column("until", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    Index("ix_pauses_until", "until"),
)

installations = Table(
    "installations",
    metadata,
    Column("platform", Text, primary_key=True),
    # The workspace, or the organisation that it is installed in as a whole; a tenant; a conversation in Teams.
    Column("host", Text, primary_key=True),
    Column("enterprise", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("bot_user", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("token", Text, nullable=False),
    Column("refresh_token", Text, nullable=False),
    Column("expires_at", Moment),
    Column("installed_by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("version", Integer, nullable=False),
    # By the database's clock: until then somebody is renewing the token.
    Column("lease", Float, nullable=False, server_default="0"),
    Index("ix_installations_state", "state"),
)

handshakes = Table(
    "handshakes",
    metadata,
    Column("state", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    Index("ix_handshakes_at", "at"),
)
