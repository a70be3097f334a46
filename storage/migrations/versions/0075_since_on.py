"""The day on which something was assigned, by the clock that its reader had then."""

import sqlalchemy as sa
from alembic import op

revision = "0075"
down_revision = "0074"


def upgrade() -> None:
    op.add_column("enrolments", sa.Column("since_on", sa.Text()))


def downgrade() -> None:
    op.drop_column("enrolments", "since_on")
