"""What is due is found by where it goes, and what is paused by until when."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"

_OPEN = sa.text("due IS NOT NULL")


def upgrade() -> None:
    op.drop_index("ix_copies_due", "copies")
    op.create_index("ix_copies_due", "copies", ["due"], sqlite_where=_OPEN, postgresql_where=_OPEN)
    queue = ["platform", "host", "lane", "due", "id"]
    op.create_index("ix_copies_queue", "copies", queue, sqlite_where=_OPEN, postgresql_where=_OPEN)
    op.create_index("ix_pauses_until", "pauses", ["until"])


def downgrade() -> None:
    op.drop_index("ix_pauses_until", "pauses")
    op.drop_index("ix_copies_queue", "copies")
    op.drop_index("ix_copies_due", "copies")
    op.create_index("ix_copies_due", "copies", ["due", "id"])
