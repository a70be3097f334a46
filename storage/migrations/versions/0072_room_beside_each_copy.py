"""On PostgreSQL a page of copies is left half empty: a copy is rewritten twice until it is sent, and stays beside it.

Rows that are there stay where they are; new ones find the room.
"""

from alembic import op

revision = "0072"
down_revision = "0071"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE copies SET (fillfactor = 50)")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE copies RESET (fillfactor)")
