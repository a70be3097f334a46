"""In whose name a request was decided, where that is not who pressed: an appeal goes to neither."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.add_column("approvals", sa.Column("decided_for", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("approvals", "decided_for")
