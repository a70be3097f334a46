"""Files that no version names, and what an import said of a document that was changed since."""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"


def upgrade() -> None:
    op.add_column("files", sa.Column("loose_at", sa.BigInteger()))
    op.create_index("ix_files_loose_at", "files", ["loose_at"])
    op.execute(
        "UPDATE files SET loose_at = at WHERE NOT EXISTS (SELECT 1 FROM versions WHERE versions.file = files.hash)"
    )
    op.add_column("documents", sa.Column("told", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("documents", "told")
    op.drop_index("ix_files_loose_at", "files")
    op.drop_column("files", "loose_at")
