"""A copy for a partner's channel knows which link it was meant for: the channel may be another partner's since."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"


def upgrade() -> None:
    op.add_column("copies", sa.Column("linked", sa.Text(), nullable=False, server_default=""))
    # What is there already was meant for whom the channel is linked to today, as far as anybody can tell.
    op.execute(
        "UPDATE copies SET linked = coalesce((SELECT channels.id FROM channels WHERE channels.state = 'linked'"
        " AND channels.platform = copies.platform AND channels.conversation = copies.conversation), '')"
        " WHERE person IS NULL AND notice IN"
        " (SELECT id FROM notices WHERE kind IN ('announcement', 'announcement-reminder'))"
    )


def downgrade() -> None:
    op.drop_column("copies", "linked")
