"""Who rejected what was appealed against, and so may not decide it again."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.add_column("approvals", sa.Column("not_by", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("approvals", "not_by")
