"""What learners are reminded of, planned ahead."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"

_PLANNED = sa.text("fate = 'planned'")


def upgrade() -> None:
    op.create_table(
        "training_reminders",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("person", sa.Text, sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("meant", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("over_at", sa.BigInteger, nullable=False),
        sa.Column("fate", sa.Text, nullable=False),
        sa.Column("done_at", sa.BigInteger),
        sa.UniqueConstraint("person", "subject", "step", "meant"),
    )
    for column in ("at", "person"):
        op.create_index(
            f"ix_training_reminders_{column}",
            "training_reminders",
            [column],
            sqlite_where=_PLANNED,
            postgresql_where=_PLANNED,
        )


def downgrade() -> None:
    op.drop_table("training_reminders")
