"""Questions about announcements, and what they were answered."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"


def upgrade() -> None:
    op.create_table(
        "questions",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("same_as", sa.Text(), nullable=False, unique=True),
        sa.Column("announcement", sa.Text(), sa.ForeignKey("announcements.id"), nullable=False),
        sa.Column("by", sa.Text(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("partner", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("follows", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False, server_default=""),
        sa.Column("answered_by", sa.Text(), nullable=False, server_default=""),
        sa.Column("answered_by_name", sa.Text(), nullable=False, server_default=""),
        sa.Column("answered_at", sa.BigInteger()),
    )
    op.create_index("ix_questions_announcement", "questions", ["announcement", "asked_at"])
    op.create_index("ix_questions_asked_at", "questions", ["asked_at"])
    waiting = sa.text("answered_at IS NULL")
    op.create_index("ix_questions_waiting", "questions", ["id"], postgresql_where=waiting, sqlite_where=waiting)


def downgrade() -> None:
    op.drop_table("questions")
