"""People choose how many messages that can wait they get a day, and when the others come."""

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"

_NAMES = ("per_day", "digest_hour")


def upgrade() -> None:
    for name in _NAMES:
        op.add_column("persons", sa.Column(name, sa.Integer()))


def downgrade() -> None:
    for name in reversed(_NAMES):
        op.drop_column("persons", name)
