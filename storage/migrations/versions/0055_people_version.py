"""How often something changed of somebody that makes others be asked."""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"


def upgrade() -> None:
    op.add_column("persons", sa.Column("version", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("ix_persons_version", "persons", ["version"])


def downgrade() -> None:
    op.drop_index("ix_persons_version", "persons")
    op.drop_column("persons", "version")
