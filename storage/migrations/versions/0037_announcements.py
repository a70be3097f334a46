"""Announcements: what is said to many at once."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    op.create_table(
        "announcements",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False, server_default=""),
        sa.Column("timing", sa.Text(), nullable=False, server_default=""),
        sa.Column("starts_at", sa.BigInteger()),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["author"], ["persons.id"], name="fk_announcements_author"),
        sa.PrimaryKeyConstraint("id", name="pk_announcements"),
        sa.UniqueConstraint("ref", name="uq_announcements_ref"),
        sa.UniqueConstraint("draft", name="uq_announcements_draft"),
    )
    op.create_index("ix_announcements_author", "announcements", ["author", "changed_at"])
    op.create_index("ix_announcements_starts_at", "announcements", ["starts_at"])


def downgrade() -> None:
    op.drop_table("announcements")
