"""What is wrong with a channel in several ways at once."""

import sqlalchemy as sa
from alembic import op

revision = "0069"
down_revision = "0068"


def upgrade() -> None:
    for who in ("unshared", "others"):
        op.add_column("channels", sa.Column(who, sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE channels SET unshared = (trouble = 'unshared'), others = (trouble = 'others')")
    op.execute("UPDATE channels SET trouble = '' WHERE unshared OR others")


def downgrade() -> None:
    op.execute("UPDATE channels SET trouble = 'unshared' WHERE unshared AND trouble = ''")
    op.execute("UPDATE channels SET trouble = 'others' WHERE others AND trouble = ''")
    for who in ("others", "unshared"):
        op.drop_column("channels", who)
