"""The tables. A moment is kept as microseconds since 1970 in UTC: exact, sortable, the same on both databases."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept as whole microseconds since 1970."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """A naive datetime is a bug and raises TypeError."""
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """In UTC."""
        return None if value is None else _EPOCH + timedelta(microseconds=value)


class Exact(TypeDecorator[Decimal]):
    """A Decimal, kept as its own text: SQLite has no exact numbers."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """Without an exponent."""
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """As it was given."""
        return None if value is None else Decimal(value)


class Day(TypeDecorator[date]):
    """A calendar day, kept as YYYY-MM-DD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """ISO 8601."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """A date without a zone."""
        return None if value is None else date.fromisoformat(value)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)

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
    # When the last account was lost; NULL while there is one, or has not been one yet.
    Column("left_at", Moment),
    UniqueConstraint("organisation", "email"),
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

_STALLS: Any = {"sqlite_where": text("stalls_at IS NOT NULL"), "postgresql_where": text("stalls_at IS NOT NULL")}

deals = Table(
    "deals",
    metadata,
    Column("id", Text, primary_key=True),
    Column("ref", Text, nullable=False, unique=True),
    Column("draft", Text, nullable=False, unique=True),
    Column("partner", Text, nullable=False),
    Column("region", Text, nullable=False),
    Column("filed_by", Text, ForeignKey("persons.id"), nullable=False),
    Column("filed_at", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("stage", Text, nullable=False),
    Column("conflict", Text, nullable=False),
    Column("rival_until", Moment),
    Column("answer_by", Moment),
    Column("decided_at", Moment),
    Column("protected_until", Moment),
    # When somebody is asked how it stands; NULL where nobody is, or was already.
    Column("stalls_at", Moment),
    Column("customer", Text, nullable=False),
    Column("customer_key", Text, nullable=False),
    Column("country", Text, nullable=False),
    Column("amount", Exact, nullable=False),
    Column("currency", Text, nullable=False),
    Column("product", Text, nullable=False),
    Column("close_on", Day),
    Column("deal_type", Text, nullable=False),
    Column("website", Text, nullable=False),
    Column("website_key", Text, nullable=False),
    Column("contact", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("note", Text, nullable=False),
    Index("ix_deals_partner", "partner", "filed_at"),
    Index("ix_deals_region", "region", "filed_at"),
    Index("ix_deals_filed_at", "filed_at"),
    Index("ix_deals_customer", "customer_key", "country"),
    Index("ix_deals_website", "website_key"),
    Index("ix_deals_protected_until", "state", "protected_until"),
    # Only what can stall: what is decided, closed or was asked about long ago is not in the way.
    Index("ix_deals_stalls_at", "stalls_at", **_STALLS),
)

_LIVE: Any = {"sqlite_where": text("released_at IS NULL"), "postgresql_where": text("released_at IS NULL")}

protections = Table(
    "protections",
    metadata,
    Column("deal", Text, ForeignKey("deals.id"), primary_key=True),
    Column("since", Moment, primary_key=True),
    Column("partner", Text, nullable=False),
    Column("customer_key", Text, nullable=False),
    Column("country", Text, nullable=False),
    Column("product", Text, nullable=False),
    Column("until", Moment, nullable=False),
    # NULL while it is live.
    Column("released_at", Moment),
    # When its people are to be reminded next of its end; NULL when nothing is left to say.
    Column("remind_at", Moment),
    # This, and no rule in the code, is what holds against any race.
    Index("uq_protections_customer", "customer_key", "country", "product", unique=True, **_LIVE),
    Index("ix_protections_partner", "partner", "until", **_LIVE),
    Index("ix_protections_remind_at", "remind_at", **_LIVE),
)

counts = Table(
    "counts",
    metadata,
    Column("partner", Text, primary_key=True),
    Column("deals", Integer, nullable=False),
)

# What a customer's name is found by: a spelling leads to a word, a word and a pair of words to names.
marks = Table(
    "marks",
    metadata,
    Column("mark", Text, primary_key=True),
    Column("of", Text, primary_key=True),
    sqlite_with_rowid=False,
)

# Names (domain.customers.name_key) that are nearly the same, each pair both ways; `said` is a manager's word.
alike = Table(
    "alike",
    metadata,
    Column("one", Text, primary_key=True),
    Column("other", Text, primary_key=True),
    Column("score", Integer, nullable=False),
    Column("said", Text, nullable=False, server_default=""),
)

customers = Table(
    "customers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("customer_key", Text, nullable=False),
    Column("country", Text, nullable=False),
    Column("website", Text, nullable=False),
    Column("website_key", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("partners", Text, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("customer_key", "country"),
    Index("ix_customers_website", "website_key"),
)

happenings = Table(
    "happenings",
    metadata,
    Column("deal", Text, ForeignKey("deals.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("step", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("by_name", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("words", Text, nullable=False),
    # With it the audit's commitment to this line can be tried; without it the line can be forgotten.
    Column("salt", Text, nullable=False, server_default=""),
    # What an edit found, as JSON: between this and the next one is what it changed.
    Column("before", Text, nullable=False, server_default=""),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", Text, ForeignKey("persons.id"), nullable=False),
    Column("form", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("saved_at", Moment, nullable=False),
    Index("ix_drafts_person", "person", "saved_at"),
    Index("ix_drafts_saved_at", "saved_at"),
)

acceptances = Table(
    "acceptances",
    metadata,
    Column("person", Text, ForeignKey("persons.id"), primary_key=True),
    Column("version", Text, primary_key=True),
    Column("language", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

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
    # NULL when nothing is due any more: what was decided long ago is not in the way.
    Column("next_at", Moment),
    Column("version", Integer, nullable=False),
    Index("ix_deadlines_next_at", "next_at", "approval"),
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
    Index("ix_notices_topic", "topic"),
)

_FINISHED: Any = {"sqlite_where": text("done_at IS NOT NULL"), "postgresql_where": text("done_at IS NOT NULL")}
_NOT_TOLD = text("state IN ('failed', 'skipped', 'retracted')")
_UNTOLD: Any = {"sqlite_where": _NOT_TOLD, "postgresql_where": _NOT_TOLD}

copies = Table(
    "copies",
    metadata,
    Column("id", Text, primary_key=True),
    Column("notice", Text, ForeignKey("notices.id"), nullable=False),
    # NULL where it goes to an account that is nobody's, or to a channel: the address is then there from the start.
    Column("person", Text, ForeignKey("persons.id")),
    Column("state", Text, nullable=False),
    # When it is to be worked on next, NULL when nothing is left to do: what was sent long ago is not in the way.
    Column("due", Moment),
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
    UniqueConstraint("notice", "person"),
    Index("ix_copies_due", "due", "id"),
    Index("ix_copies_state", "state", "lease"),
    Index("ix_copies_person", "person", "done_at"),
    # Only what is finished: what is not does not pay for it.
    Index("ix_copies_done_at", "done_at", **_FINISHED),
    Index("ix_copies_untold", "done_at", **_UNTOLD),
)

lookouts = Table(
    "lookouts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("mark", Text, nullable=False),
    Column("after", Text, nullable=False),
)

pauses = Table(
    "pauses",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("tenant", Text, primary_key=True),
    Column("until", Moment, nullable=False),
    Column("reason", Text, nullable=False),
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

handshakes = Table(
    "handshakes",
    metadata,
    Column("state", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    Index("ix_handshakes_at", "at"),
)
