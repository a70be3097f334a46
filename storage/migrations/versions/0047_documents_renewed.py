"""A version of a document knows when those are told of it who opened an older one; of what is there nobody hears."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"


def upgrade() -> None:
    op.add_column("versions", sa.Column("tell_at", sa.BigInteger()))
    op.create_index("ix_versions_tell_at", "versions", ["tell_at"])


def downgrade() -> None:
    op.drop_index("ix_versions_tell_at", "versions")
    op.drop_column("versions", "tell_at")
