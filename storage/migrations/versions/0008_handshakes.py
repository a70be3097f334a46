"""Installations that were begun, and who is renewing a token just now."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "handshakes",
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("state", name="pk_handshakes"),
    )
    op.create_index("ix_handshakes_at", "handshakes", ["at"])
    op.add_column("installations", sa.Column("lease", sa.Float(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("installations", "lease")
    op.drop_table("handshakes")
