"""How long each approval has waited, and who was reminded of it."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "deadlines",
        sa.Column("approval", sa.Text(), sa.ForeignKey("approvals.id", name="fk_deadlines_approval"), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("within", sa.BigInteger(), nullable=False),
        sa.Column("used", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger()),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.BigInteger()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("approval", name="pk_deadlines"),
    )
    op.create_index("ix_deadlines_next_at", "deadlines", ["next_at", "approval"])
    op.create_table(
        "reminders",
        sa.Column("approval", sa.Text(), sa.ForeignKey("approvals.id", name="fk_reminders_approval"), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("approval", "level", name="pk_reminders"),
    )


def downgrade() -> None:
    op.drop_table("reminders")
    op.drop_index("ix_deadlines_next_at", "deadlines")
    op.drop_table("deadlines")
