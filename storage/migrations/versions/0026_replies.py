"""By which message of ours a reply finds its copy, and by which partner the deals about which something was asked."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"

_POSTED = sa.text("message <> ''")
_ASKED = sa.text("state = 'information-asked'")


def upgrade() -> None:
    op.create_index(
        "ix_copies_message",
        "copies",
        ["message", "conversation"],
        sqlite_where=_POSTED,
        postgresql_where=_POSTED,
    )
    op.create_index("ix_deals_asked", "deals", ["partner"], sqlite_where=_ASKED, postgresql_where=_ASKED)


def downgrade() -> None:
    op.drop_index("ix_deals_asked", "deals")
    op.drop_index("ix_copies_message", "copies")
