"""Finds what has had its time, whatever there is."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_FINISHED = sa.text("done_at IS NOT NULL")


def upgrade() -> None:
    op.create_index("ix_codes_expires_at", "codes", ["expires_at"])
    op.create_index("ix_tries_since", "tries", ["since"])
    op.create_index("ix_copies_done_at", "copies", ["done_at"], sqlite_where=_FINISHED, postgresql_where=_FINISHED)


def downgrade() -> None:
    op.drop_index("ix_copies_done_at", "copies")
    op.drop_index("ix_tries_since", "tries")
    op.drop_index("ix_codes_expires_at", "codes")
