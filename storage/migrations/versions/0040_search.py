"""The index of documents, and what was looked for in vain."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"


def upgrade() -> None:
    plain = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.create_table(
        "racks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shelf", sa.Text(), sa.ForeignKey("shelves.id", name="fk_racks_shelf"), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("passages", sa.Integer(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_racks"),
        sa.UniqueConstraint("shelf", "language", "owner", name="uq_racks_shelf"),
    )
    op.create_table(
        "findable",
        sa.Column("document", sa.Text(), sa.ForeignKey("documents.id", name="fk_findable_document"), nullable=False),
        sa.Column("version", sa.Text(), sa.ForeignKey("versions.id", name="fk_findable_version")),
        sa.Column("look_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("document", name="pk_findable"),
    )
    op.create_index("ix_findable_look_at", "findable", ["look_at"])
    op.create_table(
        "passages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rack", sa.Integer(), sa.ForeignKey("racks.id", name="fk_passages_rack"), nullable=False),
        sa.Column("document", sa.Text(), sa.ForeignKey("documents.id", name="fk_passages_document"), nullable=False),
        sa.Column("version", sa.Text(), sa.ForeignKey("versions.id", name="fk_passages_version"), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_passages"),
    )
    op.create_index("ix_passages_document", "passages", ["document"])
    op.create_table(
        "passage_texts",
        sa.Column("passage", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("rack", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("title", "terms", "marks", "text")),
        sa.ForeignKeyConstraint(["passage"], ["passages.id"], name="fk_passage_texts_passage"),
        sa.PrimaryKeyConstraint("passage", name="pk_passage_texts"),
    )
    op.create_table(
        "terms",
        sa.Column("term", plain, nullable=False),
        sa.Column("rack", sa.Integer(), sa.ForeignKey("racks.id", name="fk_terms_rack"), nullable=False),
        sa.Column("passages", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("term", "rack", name="pk_terms"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "spellings",
        sa.Column("spelling", plain, nullable=False),
        sa.Column("term", plain, nullable=False),
        sa.PrimaryKeyConstraint("spelling", "term", name="pk_spellings"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "gaps",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("region", "words", "partner")),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("region", "words", "partner", name="pk_gaps"),
    )
    op.create_index("ix_gaps_at", "gaps", ["at"])
    _index_the_terms()


def _index_the_terms() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE passage_terms USING fts5(title, terms, content='', tokenize='ascii')")
        op.execute("INSERT INTO passage_terms (passage_terms, rank) VALUES ('rank', 'bm25(3.0, 1.0)')")
    else:
        op.execute(
            "CREATE INDEX ix_passage_texts_terms ON passage_texts"
            " USING gin (array_to_tsvector(string_to_array(btrim(title || terms || marks), '  ')))"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE passage_terms")
    for table in ("gaps", "spellings", "terms", "passage_texts", "passages", "findable", "racks"):
        op.drop_table(table)
