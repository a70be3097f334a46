"""One live protection at most per customer, country and product; of what is approved already, the first keeps it.

Whoever has one is reminded of its end from now on.
"""

import sqlalchemy as sa
from alembic import op

from storage.clock import Clock

revision = "0014"
down_revision = "0013"

_LIVE = sa.text("released_at IS NULL")
_KEEP = """
INSERT INTO protections (deal, partner, customer_key, country, product, since, until, released_at, remind_at)
SELECT id, partner, customer_key, country, product, decided_at, protected_until, NULL, :now
FROM (
    SELECT deals.*, row_number() OVER (
        PARTITION BY customer_key, country, product ORDER BY decided_at, filed_at, id
    ) AS place
    FROM deals
    WHERE state = 'approved' AND decided_at IS NOT NULL AND protected_until IS NOT NULL AND customer_key <> ''
) AS held
WHERE place = 1
"""


def upgrade() -> None:
    op.create_table(
        "protections",
        sa.Column("deal", sa.Text(), sa.ForeignKey("deals.id", name="fk_protections_deal"), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("partner", sa.Text(), nullable=False),
        sa.Column("customer_key", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("released_at", sa.BigInteger()),
        sa.Column("remind_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("deal", "since", name="pk_protections"),
    )
    for name, columns, unique in (
        ("uq_protections_customer", ["customer_key", "country", "product"], True),
        ("ix_protections_partner", ["partner", "until"], False),
        ("ix_protections_remind_at", ["remind_at"], False),
    ):
        op.create_index(name, "protections", columns, unique=unique, sqlite_where=_LIVE, postgresql_where=_LIVE)
    seconds = op.get_bind().execute(sa.select(Clock())).scalar_one()
    op.execute(sa.text(_KEEP).bindparams(now=int(float(seconds) * 1_000_000)))


def downgrade() -> None:
    op.drop_table("protections")
