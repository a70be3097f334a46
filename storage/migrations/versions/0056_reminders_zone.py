"""By which zone somebody's own reminder was worked out, and what of reminders is over."""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"

_OVER = "fate <> 'planned'"
_ZONES = """
UPDATE training_reminders SET zone = (SELECT persons.zone FROM persons WHERE persons.id = training_reminders.person)
WHERE about = 'own'
"""


def upgrade() -> None:
    op.add_column("training_reminders", sa.Column("zone", sa.Text(), nullable=False, server_default=""))
    op.execute(_ZONES)
    op.create_index(
        "ix_training_reminders_over",
        "training_reminders",
        ["over_at"],
        sqlite_where=sa.text(_OVER),
        postgresql_where=sa.text(_OVER),
    )


def downgrade() -> None:
    op.drop_index("ix_training_reminders_over", "training_reminders")
    op.drop_column("training_reminders", "zone")
