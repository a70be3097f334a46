"""What was done to one thing is found without reading the whole log."""

from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_index("ix_acts_about", "acts", ["about"])


def downgrade() -> None:
    op.drop_index("ix_acts_about", "acts")
