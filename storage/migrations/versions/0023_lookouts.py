"""What a look through all that waits saw last."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

_UNTOLD = sa.text("state IN ('failed', 'skipped', 'retracted')")


def upgrade() -> None:
    op.create_table(
        "lookouts",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
    )
    op.create_index("ix_copies_untold", "copies", ["done_at"], sqlite_where=_UNTOLD, postgresql_where=_UNTOLD)


def downgrade() -> None:
    op.drop_index("ix_copies_untold", "copies")
    op.drop_table("lookouts")
