"""What an edit of a deal found, so that whoever decides sees what it changed."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.add_column("happenings", sa.Column("before", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("happenings", "before")
