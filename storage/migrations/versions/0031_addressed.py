"""What goes to an account or a channel, and is not there yet, is found by itself."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"

_ADDRESSED = sa.text("person IS NULL AND done_at IS NULL")


def upgrade() -> None:
    op.create_index("ix_copies_addressed", "copies", ["due"], sqlite_where=_ADDRESSED, postgresql_where=_ADDRESSED)


def downgrade() -> None:
    op.drop_index("ix_copies_addressed", "copies")
