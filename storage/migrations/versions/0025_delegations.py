"""Who is away, from when until when, and who decides for them."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.create_table(
        "delegations",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), sa.ForeignKey("persons.id", name="fk_delegations_by"), nullable=False),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("after", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_delegations"),
    )
    op.create_index("ix_delegations_by", "delegations", ["by", "course"])
    op.create_index("ix_delegations_to", "delegations", ["to", "course"])


def downgrade() -> None:
    op.drop_table("delegations")
