"""Handshakes are signed: of one that came back, its state is enough to know it again."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.drop_column("handshakes", "browser")


def downgrade() -> None:
    op.drop_table("handshakes")
    op.create_table(
        "handshakes",
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("state", name="pk_handshakes"),
    )
    op.create_index("ix_handshakes_at", "handshakes", ["at"])
