"""Of copies that wait, or are there, no index holds the state: it changed its place there twice until it was sent."""

import sqlalchemy as sa
from alembic import op

revision = "0066"
down_revision = "0065"

_IN_DOUBT = sa.text("(state = 'sending' OR state = 'uncertain')")
_DONE = sa.text("done_at IS NOT NULL")


def upgrade() -> None:
    op.drop_index("ix_copies_state", "copies")
    op.create_index(
        "ix_copies_in_doubt", "copies", ["state", "lease"], sqlite_where=_IN_DOUBT, postgresql_where=_IN_DOUBT
    )
    op.drop_index("ix_copies_done_at", "copies")
    op.create_index("ix_copies_done_at", "copies", ["done_at", "state"], sqlite_where=_DONE, postgresql_where=_DONE)


def downgrade() -> None:
    op.drop_index("ix_copies_done_at", "copies")
    op.create_index("ix_copies_done_at", "copies", ["done_at"], sqlite_where=_DONE, postgresql_where=_DONE)
    op.drop_index("ix_copies_in_doubt", "copies")
    op.create_index("ix_copies_state", "copies", ["state", "lease"])
