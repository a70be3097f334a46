"""Courses, their sessions, who takes what, and certificates."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"

_OPEN = sa.text("standing IN ('assigned', 'registered')")
_REGISTERED = sa.text("standing = 'registered'")


def upgrade() -> None:
    op.create_table(
        "courses",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("product", sa.Text, nullable=False),
        sa.Column("tier", sa.Text, nullable=False),
        sa.Column("mandatory", sa.Boolean, nullable=False),
        sa.Column("valid_months", sa.Integer, nullable=False),
        sa.Column("link", sa.Text, nullable=False),
        sa.Column("open", sa.Boolean, nullable=False),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("course", sa.Text, sa.ForeignKey("courses.key"), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("wall", sa.Text, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("capacity", sa.Integer, nullable=False),
        sa.Column("taken", sa.Integer, nullable=False),
        sa.Column("link", sa.Text, nullable=False),
        sa.Column("recording", sa.Text, nullable=False),
        sa.Column("cancelled", sa.Boolean, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.UniqueConstraint("course", "key"),
    )
    op.create_index("ix_sessions_at", "sessions", ["at"])
    op.create_table(
        "training_rules",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("course", sa.Text, sa.ForeignKey("courses.key"), nullable=False),
        sa.Column("roles", sa.Text, nullable=False),
        sa.Column("tiers", sa.Text, nullable=False),
        sa.Column("products", sa.Text, nullable=False),
        sa.Column("regions", sa.Text, nullable=False),
        sa.Column("partner_types", sa.Text, nullable=False),
        sa.Column("days", sa.Integer),
        sa.Column("on", sa.Boolean, nullable=False),
    )
    op.create_table(
        "enrolments",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("person", sa.Text, sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("course", sa.Text, sa.ForeignKey("courses.key"), nullable=False),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("standing", sa.Text, nullable=False),
        sa.Column("session", sa.Text, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("due_on", sa.Text),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("done_at", sa.BigInteger),
    )
    op.create_index(
        "uq_enrolments_open",
        "enrolments",
        ["person", "course"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_index(
        "ix_enrolments_session", "enrolments", ["session"], sqlite_where=_REGISTERED, postgresql_where=_REGISTERED
    )
    op.create_table(
        "certificates",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("person", sa.Text, sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("course", sa.Text, sa.ForeignKey("courses.key"), nullable=False),
        sa.Column("enrolment", sa.Text, sa.ForeignKey("enrolments.id"), nullable=False, unique=True),
        sa.Column("won_at", sa.BigInteger, nullable=False),
        sa.Column("ends_on", sa.Text),
    )
    op.create_index("ix_certificates_person", "certificates", ["person", "course"])
    op.create_index("ix_certificates_ends_on", "certificates", ["ends_on"])


def downgrade() -> None:
    for table in ("certificates", "enrolments", "training_rules", "sessions", "courses"):
        op.drop_table(table)
