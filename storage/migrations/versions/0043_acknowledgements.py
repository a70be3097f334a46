"""Who has said that they read an announcement."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"


def upgrade() -> None:
    op.create_table(
        "acknowledgements",
        sa.Column("announcement", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["announcement"], ["announcements.id"], name="fk_acknowledgements_announcement"),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name="fk_acknowledgements_person"),
        sa.PrimaryKeyConstraint("announcement", "person", name="pk_acknowledgements"),
    )


def downgrade() -> None:
    op.drop_table("acknowledgements")
