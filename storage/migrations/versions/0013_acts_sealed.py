"""One log for the audit, each row sealed with the one before; what was in `acts` and `denials` comes first in it."""

import hashlib
import json
import secrets

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    connection = op.get_bind()
    done = [(row.at, row.id, row.who, row.what, row.about, "") for row in connection.execute(sa.text(_DONE))]
    refused = [
        (row.at, row.id, row.who, "denied", row.route, _canonical({"reason": row.reason}))
        for row in connection.execute(sa.text(_REFUSED))
    ]
    op.drop_table("acts")
    op.drop_table("denials")
    _make()
    op.add_column("happenings", sa.Column("salt", sa.Text(), server_default="", nullable=False))
    _keep(sorted((*done, *refused)))
    if connection.dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER acts_no_{what.lower()} BEFORE {what} ON acts "
                "BEGIN SELECT RAISE(ABORT, 'acts are only added to'); END"
            )


_DONE = "SELECT id, at, who, what, about FROM acts"
_REFUSED = "SELECT id, at, who, route, reason FROM denials"


def _make() -> None:
    op.create_table(
        "acts",
        sa.Column("n", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("partner", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_acts"),
    )
    op.create_table(
        "openings",
        sa.Column("commitment", sa.Text(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("commitment", name="pk_openings"),
    )
    op.create_index("ix_openings_at", "openings", ["at"])


def _keep(rows: list[tuple[int, str, str, str, str, str]]) -> None:
    """Sealed as `domain.acts` seals them; an account that is nobody's stands there as a commitment."""
    connection, seal = op.get_bind(), "0" * 64
    for n, (at, _, named, what, about, detail) in enumerate(rows, 1):
        who = _concealed(named, at) if ":" in named else named
        seal = _hash(seal, (n, at, who, what, about, "", detail))
        values = {"n": n, "at": at, "who": who, "what": what, "about": about, "detail": detail, "seal": seal}
        connection.execute(sa.text(_ROW), values)


_ROW = (
    "INSERT INTO acts (n, at, who, what, about, partner, detail, seal) "
    "VALUES (:n, :at, :who, :what, :about, '', :detail, :seal)"
)
_OPENING = "INSERT INTO openings (commitment, salt, value, at) VALUES (:commitment, :salt, :value, :at)"


def _concealed(account: str, at: int) -> str:
    salt = secrets.token_hex(16)
    commitment = _hash(salt, account)
    values = {"commitment": commitment, "salt": salt, "value": account, "at": at}
    op.get_bind().execute(sa.text(_OPENING), values)
    return commitment


def _hash(before: str, value: object) -> str:
    return hashlib.sha256((before + _canonical(value)).encode(errors="surrogatepass")).hexdigest()


def _canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def downgrade() -> None:
    """What was noted since goes with it: the older tables have no place for most of it."""
    op.drop_column("happenings", "salt")
    op.drop_table("openings")
    op.drop_table("acts")
    for table, last in (("acts", ("what", "about")), ("denials", ("route", "reason"))):
        op.create_table(
            table,
            sa.Column("id", sa.Text(), nullable=False),
            sa.Column("at", sa.BigInteger(), nullable=False),
            sa.Column("who", sa.Text(), nullable=False),
            *(sa.Column(name, sa.Text(), nullable=False) for name in last),
            sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        )
        op.create_index(f"ix_{table}_at", table, ["at"])
