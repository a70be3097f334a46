"""What knows of an absence, where that is not the person who is away."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.add_column("delegations", sa.Column("source", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("delegations", "source")
