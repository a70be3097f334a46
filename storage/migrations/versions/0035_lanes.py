"""Which copies go first where not all can go at once."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    op.add_column("copies", sa.Column("lane", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("copies", "lane")
