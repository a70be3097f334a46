"""In the order of time alone stands what goes to a person: what goes to channels stands in the queue of its place."""

import sqlalchemy as sa
from alembic import op

revision = "0073"
down_revision = "0072"

_OPEN = sa.text("due IS NOT NULL")
_OF_PEOPLE = sa.text("due IS NOT NULL AND person IS NOT NULL")


def upgrade() -> None:
    op.drop_index("ix_copies_due", "copies")
    op.create_index("ix_copies_due", "copies", ["due"], sqlite_where=_OF_PEOPLE, postgresql_where=_OF_PEOPLE)


def downgrade() -> None:
    op.drop_index("ix_copies_due", "copies")
    op.create_index("ix_copies_due", "copies", ["due"], sqlite_where=_OPEN, postgresql_where=_OPEN)
