"""Who has changed since what their training asks of them was looked at: everybody, at first."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"


def upgrade() -> None:
    op.add_column("persons", sa.Column("changed", sa.Integer(), nullable=False, server_default="1"))
    here = sa.text("changed = 1")
    op.create_index("ix_persons_changed", "persons", ["id"], sqlite_where=here, postgresql_where=here)


def downgrade() -> None:
    op.drop_index("ix_persons_changed", "persons")
    op.drop_column("persons", "changed")
