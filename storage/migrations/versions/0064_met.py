"""Whose people were seen in a channel: it outlives whom the channel is linked to."""

import sqlalchemy as sa
from alembic import op

revision = "0064"
down_revision = "0063"


def upgrade() -> None:
    op.create_table(
        "met",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("companies", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "conversation"),
    )


def downgrade() -> None:
    op.drop_table("met")
