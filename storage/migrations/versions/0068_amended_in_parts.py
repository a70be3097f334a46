"""A change of what is out goes through all copies of a notice a part at a time."""

import sqlalchemy as sa
from alembic import op

revision = "0068"
down_revision = "0067"

_SWEPT, _OPEN = sa.text("sweep > ''"), sa.text("swept_since IS NOT NULL")


def upgrade() -> None:
    op.add_column("notices", sa.Column("amended_to", sa.Text()))
    op.drop_index("ix_notices_sweep", "notices")
    op.execute("UPDATE notices SET swept_since = NULL WHERE sweep = '' AND swept_since IS NOT NULL")
    op.create_index("ix_notices_sweep", "notices", ["swept_since"], sqlite_where=_OPEN, postgresql_where=_OPEN)


def downgrade() -> None:
    op.drop_index("ix_notices_sweep", "notices")
    op.create_index("ix_notices_sweep", "notices", ["swept_since"], sqlite_where=_SWEPT, postgresql_where=_SWEPT)
    op.drop_column("notices", "amended_to")
