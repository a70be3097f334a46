"""A deadline knows when its last level was done."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    op.add_column("deadlines", sa.Column("raised_at", sa.BigInteger()))


def downgrade() -> None:
    op.drop_column("deadlines", "raised_at")
