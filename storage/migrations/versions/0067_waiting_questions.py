"""Questions that waited before they were of one kind get buttons that work, and are put to others in time."""

import hashlib
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0067"
down_revision = "0066"

_WEEK = 7 * 24 * 60 * 60 * 1_000_000
"""In microseconds: longer than twice any answer time, of which a migration knows nothing."""
_UNSHELVED = sa.text("shelf = ''")


def upgrade() -> None:
    ours = "SELECT id FROM questions WHERE about LIKE 'document:%'"
    op.execute(
        "UPDATE copies SET wanted = wanted + 1, due = coalesce(done_at, 1)"  # noqa: S608  # words of our own
        " WHERE state = 'sent' AND message <> '' AND notice IN"
        f" (SELECT id FROM notices WHERE kind IN ('question-asked', 'question-answered') AND subject IN ({ours}))"
    )
    op.execute(
        f"UPDATE questions SET others_at = asked_at + {_WEEK}"  # noqa: S608  # words of our own
        f" WHERE answered_at IS NULL AND others_at IS NULL AND about LIKE 'document:%'"
    )
    _found_again()
    op.create_index(
        "ix_versions_unshelved", "versions", ["document"], postgresql_where=_UNSHELVED, sqlite_where=_UNSHELVED
    )


def _found_again() -> None:
    """By what a question is found that comes once more: it names what it is about by more words than it did."""
    said = op.get_bind()
    rows = said.execute(sa.text('SELECT id, same_as, about, "by", follows, asked_at, words FROM questions')).all()
    taken = {row.same_as for row in rows}
    for row in rows:
        day = datetime.fromtimestamp(row.asked_at // 1_000_000, UTC)
        parts = (row.about, row.by, row.follows, f"{day:%Y-%m-%d}", row.words)
        now = hashlib.sha256("\0".join(parts).encode()).hexdigest()
        if now not in taken:
            said.execute(sa.text("UPDATE questions SET same_as = :now WHERE id = :of"), {"now": now, "of": row.id})


def downgrade() -> None:
    op.drop_index("ix_versions_unshelved", "versions")
