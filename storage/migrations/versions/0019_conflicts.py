"""Customers' names that are nearly the same, and the vendor's own customers."""

import sqlalchemy as sa
from alembic import op

from domain.customers import name_words
from storage.customers import Customers

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "marks",
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("of", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("mark", "of", name="pk_marks"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "alike",
        sa.Column("one", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("one", "other", name="pk_alike"),
    )
    op.create_table(
        "customers",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("customer_key", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("website", sa.Text(), nullable=False),
        sa.Column("website_key", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("partners", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_customers"),
        sa.UniqueConstraint("customer_key", "country", name="uq_customers_customer_key"),
    )
    op.create_index("ix_customers_website", "customers", ["website_key"])
    _learn_what_is_there()


def _learn_what_is_there() -> None:
    """About a millisecond for each customer that has a deal."""
    customers = Customers(op.get_bind())
    known = op.get_bind().execute(sa.text("SELECT DISTINCT customer FROM deals"))
    for name in sorted({name_words(customer) for customer in known.scalars()}):
        customers.learn(name)


def downgrade() -> None:
    op.drop_table("customers")
    op.drop_table("alike")
    op.drop_table("marks")
