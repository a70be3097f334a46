"""The document that is the answer to a question."""

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"


def upgrade() -> None:
    op.add_column("questions", sa.Column("document", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("questions", "document")
