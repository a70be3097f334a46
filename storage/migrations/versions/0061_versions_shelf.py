"""Who might read a version while it counted; of those that there are, whoever may read their documents."""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"


def upgrade() -> None:
    op.add_column("versions", sa.Column("shelf", sa.Text(), nullable=False, server_default=""))
    op.execute("UPDATE versions SET shelf = (SELECT shelf FROM documents WHERE documents.id = versions.document)")


def downgrade() -> None:
    op.drop_column("versions", "shelf")
