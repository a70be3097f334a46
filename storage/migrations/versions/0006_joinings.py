"""Who asks to join; copies that go to an account or a channel instead of a person."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_TEXTS = (
    *("platform", "tenant", "user", "host", "conversation", "channel", "service", "standing"),
    *("name", "company", "note", "partner", "language", "zone"),
)
_ADDRESSED = ("channel", "language", "zone")


def upgrade() -> None:
    op.create_table(
        "joinings",
        sa.Column("id", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in _TEXTS),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_joinings"),
    )
    op.create_index("ix_joinings_account", "joinings", ["platform", "tenant", "user"])
    op.create_index("ix_joinings_asked_at", "joinings", ["asked_at"])
    op.add_column("identities", sa.Column("channel", sa.Text(), server_default="", nullable=False))
    with op.batch_alter_table("copies") as copies:
        copies.alter_column("person", existing_type=sa.Text(), nullable=True)
        for name in _ADDRESSED:
            copies.add_column(sa.Column(name, sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.execute("DELETE FROM copies WHERE person IS NULL")
    with op.batch_alter_table("copies") as copies:
        for name in _ADDRESSED:
            copies.drop_column(name)
        copies.alter_column("person", existing_type=sa.Text(), nullable=False)
    op.drop_column("identities", "channel")
    op.drop_table("joinings")
