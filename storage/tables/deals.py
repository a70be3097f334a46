"""Deals, what happened to them, and whom they collide with."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from storage.tables.columns import Day, Exact, Moment, metadata, where

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
    # When its partner learns of the decision: what the programme says of it later changes nothing of that.
    Column("told_at", Moment),
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
    Index("ix_deals_stalls_at", "stalls_at", **where("stalls_at IS NOT NULL")),
    # The few about which something was asked.
    Index("ix_deals_asked", "partner", **where("state = 'information-asked'")),
)

_LIVE = where("released_at IS NULL")

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
