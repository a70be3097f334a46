"""When somebody lost their last account, and which accounts were linked by an address that was vouched for."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("persons", sa.Column("left_at", sa.BigInteger()))
    op.add_column("identities", sa.Column("vouched", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    op.drop_column("identities", "vouched")
    op.drop_column("persons", "left_at")
