"""Who accepted which version of the programme's terms."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "acceptances",
        sa.Column("person", sa.Text(), sa.ForeignKey("persons.id", name="fk_acceptances_person"), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person", "version", name="pk_acceptances"),
    )


def downgrade() -> None:
    op.drop_table("acceptances")
