"""Announcements that have left can be edited and taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"

_NAMES = ("revision", "edits", "edited_at")


def upgrade() -> None:
    op.add_column("announcements", sa.Column("revision", sa.Text(), nullable=False, server_default=""))
    op.add_column("announcements", sa.Column("edits", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("announcements", sa.Column("edited_at", sa.BigInteger()))


def downgrade() -> None:
    for name in reversed(_NAMES):
        op.drop_column("announcements", name)
