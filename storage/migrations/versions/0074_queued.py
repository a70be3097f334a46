"""What is on its way stands in no queue: it is not waiting there, and on PostgreSQL one index less is written to when
it is taken.
"""

import sqlalchemy as sa
from alembic import op

revision = "0074"
down_revision = "0073"

_COLUMNS = ["platform", "host", "lane", "due", "id"]
_OPEN = sa.text("due IS NOT NULL")
_QUEUED = sa.text("(due IS NOT NULL AND state <> 'sending')")


def upgrade() -> None:
    op.drop_index("ix_copies_queue", "copies")
    op.create_index("ix_copies_queue", "copies", _COLUMNS, sqlite_where=_QUEUED, postgresql_where=_QUEUED)


def downgrade() -> None:
    op.drop_index("ix_copies_queue", "copies")
    op.create_index("ix_copies_queue", "copies", _COLUMNS, sqlite_where=_OPEN, postgresql_where=_OPEN)
