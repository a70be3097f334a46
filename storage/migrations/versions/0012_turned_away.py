"""Which of a reader's accounts turned a copy away, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("copies", sa.Column("refused", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("copies", "refused")
