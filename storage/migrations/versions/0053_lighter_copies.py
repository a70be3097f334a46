"""A broadcast's copies stand in fewer indexes: those of a person, and those of what is told to a channel by itself."""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"

_SOMEBODYS = sa.text("person IS NOT NULL")
_ADDRESSED = sa.text("person IS NULL AND done_at IS NULL")
_BY_ITSELF = sa.text("person IS NULL AND done_at IS NULL AND lane = 0")


def upgrade() -> None:
    op.drop_index("ix_copies_addressed", "copies")
    op.create_index("ix_copies_addressed", "copies", ["due"], sqlite_where=_BY_ITSELF, postgresql_where=_BY_ITSELF)
    op.drop_index("ix_copies_person", "copies")
    person = ["person", "done_at"]
    op.create_index("ix_copies_person", "copies", person, sqlite_where=_SOMEBODYS, postgresql_where=_SOMEBODYS)


def downgrade() -> None:
    op.drop_index("ix_copies_person", "copies")
    op.create_index("ix_copies_person", "copies", ["person", "done_at"])
    op.drop_index("ix_copies_addressed", "copies")
    op.create_index("ix_copies_addressed", "copies", ["due"], sqlite_where=_ADDRESSED, postgresql_where=_ADDRESSED)
