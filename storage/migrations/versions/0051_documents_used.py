"""Whether a version of a document was useful, one word a person."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"


def upgrade() -> None:
    op.create_table(
        "usefulness",
        sa.Column(
            "version", sa.Text(), sa.ForeignKey("versions.id", name="fk_usefulness_version_versions"), primary_key=True
        ),
        sa.Column(
            "person", sa.Text(), sa.ForeignKey("persons.id", name="fk_usefulness_person_persons"), primary_key=True
        ),
        sa.Column("useful", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_usefulness_at", "usefulness", ["at"])


def downgrade() -> None:
    op.drop_table("usefulness")
