"""Approvals in several steps: who has voted in which, and by which rule of the programme they are asked."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

NEW = ("answered", "barred", "plan", "step", "since", "opened")


def upgrade() -> None:
    op.execute("ALTER TABLE approvals RENAME COLUMN role TO asked")
    for name in NEW[:3]:
        op.add_column("approvals", sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.add_column("approvals", sa.Column("step", sa.Integer(), server_default="0", nullable=False))
    for name in NEW[4:]:
        op.add_column("approvals", sa.Column(name, sa.Integer(), server_default="1", nullable=False))
    # A card of an earlier version is out of date, as it was before there were steps.
    op.execute("UPDATE approvals SET opened = version, since = version")
    op.create_table(
        "votes",
        sa.Column("approval", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["approval"], ["approvals.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("approval", "version"),
    )


def downgrade() -> None:
    op.drop_table("votes")
    for name in reversed(NEW):
        op.drop_column("approvals", name)
    op.execute("ALTER TABLE approvals RENAME COLUMN asked TO role")
