"""At which hours somebody wants their requests together, and when a message that is held for that is gathered."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"

_HELD = sa.text("gather_at IS NOT NULL")


def upgrade() -> None:
    op.add_column("persons", sa.Column("digest", sa.Text(), server_default="", nullable=False))
    op.add_column("copies", sa.Column("gather_at", sa.BigInteger()))
    op.create_index(
        "ix_copies_gather_at", "copies", ["gather_at", "person"], sqlite_where=_HELD, postgresql_where=_HELD
    )


def downgrade() -> None:
    op.drop_index("ix_copies_gather_at", "copies")
    op.drop_column("copies", "gather_at")
    op.drop_column("persons", "digest")
