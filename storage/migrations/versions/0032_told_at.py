"""A deal knows when its partner learns of its decision."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    op.add_column("deals", sa.Column("told_at", sa.BigInteger()))


def downgrade() -> None:
    op.drop_column("deals", "told_at")
