"""Questions to the owners of documents."""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"


def upgrade() -> None:
    words = ("by_name", "partner", "words", "answer", "answered_by", "answered_by_name")
    op.create_table(
        "document_questions",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("same_as", sa.Text(), nullable=False, unique=True),
        sa.Column("document", sa.Text(), sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("by", sa.Text(), sa.ForeignKey("persons.id"), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in words),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("answered_at", sa.BigInteger()),
    )
    op.create_index("ix_document_questions_asked_at", "document_questions", ["asked_at"])


def downgrade() -> None:
    op.drop_table("document_questions")
