"""An index of copies says in other words what it holds: of a list SQLite makes a table for each row that is changed."""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"

_LISTED = sa.text("state IN ('failed', 'skipped', 'retracted')")
_EACH = sa.text("(state = 'failed' OR state = 'skipped' OR state = 'retracted')")


def upgrade() -> None:
    op.drop_index("ix_copies_untold", "copies")
    op.create_index("ix_copies_untold", "copies", ["done_at"], sqlite_where=_EACH, postgresql_where=_EACH)


def downgrade() -> None:
    op.drop_index("ix_copies_untold", "copies")
    op.create_index("ix_copies_untold", "copies", ["done_at"], sqlite_where=_LISTED, postgresql_where=_LISTED)
