"""How many messages that can wait somebody was sent on their last day."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"


def upgrade() -> None:
    op.create_table(
        "spent",
        sa.Column("person", sa.Text(), sa.ForeignKey("persons.id"), primary_key=True),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("spent")
