"""A session has a code that is said in it, and it can be asked who was there."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"

_CODED = sa.text("code <> ''")
_ATTENDED = sa.text("standing = 'done' AND session <> ''")


def upgrade() -> None:
    op.add_column("sessions", sa.Column("code", sa.Text(), nullable=False, server_default=""))
    op.create_index("ix_sessions_code", "sessions", ["code"], sqlite_where=_CODED, postgresql_where=_CODED)
    op.create_index(
        "ix_enrolments_attended", "enrolments", ["session"], sqlite_where=_ATTENDED, postgresql_where=_ATTENDED
    )


def downgrade() -> None:
    op.drop_index("ix_enrolments_attended", "enrolments")
    op.drop_index("ix_sessions_code", "sessions")
    op.drop_column("sessions", "code")
