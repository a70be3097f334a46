"""What is still to be done to all copies of a notice."""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"

_LEFT = sa.text("sweep > ''")


def upgrade() -> None:
    op.add_column("notices", sa.Column("sweep", sa.Text(), nullable=False, server_default=""))
    op.add_column("notices", sa.Column("swept_since", sa.BigInteger()))
    op.create_index("ix_notices_sweep", "notices", ["swept_since"], sqlite_where=_LEFT, postgresql_where=_LEFT)


def downgrade() -> None:
    op.drop_index("ix_notices_sweep", "notices")
    op.drop_column("notices", "swept_since")
    op.drop_column("notices", "sweep")
