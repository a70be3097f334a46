"""The catalogue: documents, their versions, who reads what, and what is in the files."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    op.create_table(
        "shelves",
        *_texts("id", "view", "regions", "tiers", "partner_types", "partners"),
        sa.PrimaryKeyConstraint("id", name="pk_shelves"),
    )
    op.create_table(
        "files",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        *_texts("type", "text"),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_files"),
    )
    op.create_table(
        "documents",
        *_texts("id", "ref"),
        sa.Column("key", sa.Text()),
        *_texts("title", "sort", "product", "languages"),
        sa.Column("owner", sa.Text(), sa.ForeignKey("persons.id", name="fk_documents_owner"), nullable=False),
        sa.Column("shelf", sa.Text(), sa.ForeignKey("shelves.id", name="fk_documents_shelf"), nullable=False),
        *_texts("download", "edit"),
        sa.Column("customers", sa.Boolean(), nullable=False),
        sa.Column("review_days", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.BigInteger()) for name in ("review_at", "ask_at", "verified_at", "retired_at")),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
        sa.UniqueConstraint("ref", name="uq_documents_ref"),
        sa.UniqueConstraint("key", name="uq_documents_key"),
    )
    op.create_index("ix_documents_shelf", "documents", ["shelf"])
    op.create_index("ix_documents_owner", "documents", ["owner"])
    op.create_index("ix_documents_ask_at", "documents", ["ask_at"])
    op.create_index("ix_documents_added_at", "documents", ["added_at", "id"])
    op.create_table(
        "versions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), sa.ForeignKey("documents.id", name="fk_versions_document"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("file", sa.Text(), sa.ForeignKey("files.hash", name="fk_versions_file"), nullable=False),
        *_texts("name", "note", "added_by"),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("wanted_from", sa.BigInteger(), nullable=False),
        *_texts("state", "approved_by", "approved_by_name"),
        *(sa.Column(name, sa.BigInteger()) for name in ("decided_at", "counts_from", "counts_until")),
        sa.PrimaryKeyConstraint("id", name="pk_versions"),
        sa.UniqueConstraint("document", "number", name="uq_versions_document"),
    )
    op.create_index("ix_versions_file", "versions", ["file"])
    op.create_index("ix_versions_counts_from", "versions", ["counts_from"])


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def downgrade() -> None:
    for table in ("versions", "documents", "files", "shelves"):
        op.drop_table(table)
