"""Who wants requests in the deal desk of their region, and who has taken which request there."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    op.add_column("persons", sa.Column("desk", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "takings",
        sa.Column("approval", sa.Text(), sa.ForeignKey("approvals.id", name="fk_takings_approval"), nullable=False),
        sa.Column("person", sa.Text(), sa.ForeignKey("persons.id", name="fk_takings_person"), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("approval", name="pk_takings"),
    )


def downgrade() -> None:
    op.drop_table("takings")
    op.drop_column("persons", "desk")
