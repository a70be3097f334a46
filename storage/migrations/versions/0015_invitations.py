"""Which account an invitation was sent to."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

_ADDED = ("invitation", "platform", "host", "user")


def upgrade() -> None:
    for name in _ADDED:
        op.add_column("codes", sa.Column(name, sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    for name in reversed(_ADDED):
        op.drop_column("codes", name)
