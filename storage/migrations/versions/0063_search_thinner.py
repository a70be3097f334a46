"""On PostgreSQL a passage's words lie beside its row: a search looks at tens of thousands of rows for their rack."""

from alembic import op

revision = "0063"
down_revision = "0062"


def upgrade() -> None:
    """What is there already is written once more, since a row stays as it was written."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE passage_texts SET (toast_tuple_target = 128)")
        op.execute("UPDATE passage_texts SET terms = terms || '', text = text || ''")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE passage_texts RESET (toast_tuple_target)")
