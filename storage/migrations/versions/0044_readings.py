"""Who opened which version of which document, and when."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"


def upgrade() -> None:
    op.create_table(
        "readings",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), sa.ForeignKey("documents.id", name="fk_readings_document"), nullable=False),
        sa.Column("version", sa.Text(), sa.ForeignKey("versions.id", name="fk_readings_version"), nullable=False),
        sa.Column("person", sa.Text(), sa.ForeignKey("persons.id", name="fk_readings_person"), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_readings"),
    )
    op.create_index("ix_readings_document", "readings", ["document", "at"])
    op.create_index("ix_readings_at", "readings", ["at"])


def downgrade() -> None:
    op.drop_table("readings")
