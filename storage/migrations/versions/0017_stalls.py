"""When whoever filed an approved deal is asked how it stands; of those that are approved already, 30 days later."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

_STALLS = sa.text("stalls_at IS NOT NULL")
_DAYS = 30 * 24 * 3600 * 1_000_000
_FILL = """
UPDATE deals SET stalls_at = :days + (SELECT max(at) FROM happenings WHERE happenings.deal = deals.id)
WHERE state = 'approved'
"""


def upgrade() -> None:
    op.add_column("deals", sa.Column("stalls_at", sa.BigInteger()))
    op.execute(sa.text(_FILL).bindparams(sa.bindparam("days", _DAYS, sa.BigInteger())))
    op.create_index("ix_deals_stalls_at", "deals", ["stalls_at"], sqlite_where=_STALLS, postgresql_where=_STALLS)


def downgrade() -> None:
    op.drop_index("ix_deals_stalls_at", "deals")
    op.drop_column("deals", "stalls_at")
