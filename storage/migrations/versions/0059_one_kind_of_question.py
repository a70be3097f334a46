"""Questions about announcements and about documents are of one kind, and are put to others where nobody answers."""

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"

_WORDS = "by_name, partner, words, asked_at, answer, answered_by, answered_by_name, answered_at"
_WAITING = sa.text("answered_at IS NULL")


def _text(*names: str, default: str | None = None) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False, server_default=default) for name in names]


def _keep(select: str) -> None:
    """What is to be kept stands aside, since the names of what is made anew are taken until then."""
    op.execute(f"CREATE TABLE kept_questions AS {select}")


def _make(name: str, about: sa.Column[str], *more: sa.Column[str] | sa.Column[int], default: str | None) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("same_as", sa.Text(), nullable=False, unique=True),
        about,
        sa.Column("by", sa.Text(), sa.ForeignKey("persons.id"), nullable=False),
        *_text("by_name", "partner"),
        *more,
        *_text("words"),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        *_text("answer", "answered_by", "answered_by_name", default=default),
        sa.Column("answered_at", sa.BigInteger()),
    )
    op.create_index(f"ix_{name}_asked_at", name, ["asked_at"])


def _index_waiting(name: str, column: str) -> None:
    op.create_index(f"ix_questions_{name}", "questions", [column], postgresql_where=_WAITING, sqlite_where=_WAITING)


def _rename(was: str, then: str, only: str = "") -> None:
    """What is told of them, in the outbox."""
    for step in ("asked", "answered"):
        kind, about = f"{then}-{step}", {"document": "document-question"}.get(then, then)
        op.execute(
            f"UPDATE notices SET kind = '{kind}', topic = '{about}:' || subject,"  # noqa: S608  # words of our own
            f" key = '{kind}:' || subject || ':' || occasion WHERE kind = '{was}-{step}' {only}"
        )


def upgrade() -> None:
    names = f'"by", channel, follows, {_WORDS}'
    _keep(
        f"SELECT id, same_as, 'announcement:' || announcement AS about, {names} FROM questions UNION ALL"  # noqa: S608  # words of our own
        f" SELECT id, same_as, 'document:' || document, \"by\", '', '', {_WORDS} FROM document_questions"
    )
    op.drop_table("questions")
    op.drop_table("document_questions")
    about, *more = _text("about", "channel", "follows")
    _make("questions", about, *more, sa.Column("others_at", sa.BigInteger()), default="")
    op.create_index("ix_questions_about", "questions", ["about", "asked_at"])
    _index_waiting("others_at", "others_at")
    _index_waiting("waiting", "id")
    names = f'id, same_as, about, "by", channel, follows, {_WORDS}'
    op.execute(f"INSERT INTO questions ({names}) SELECT {names} FROM kept_questions")  # noqa: S608  # words of our own
    op.drop_table("kept_questions")
    _rename("document", "question")


def downgrade() -> None:
    _keep(f'SELECT id, same_as, about, "by", channel, follows, {_WORDS} FROM questions')  # noqa: S608  # our own
    op.drop_table("questions")
    thing = sa.Column("announcement", sa.Text(), sa.ForeignKey("announcements.id"), nullable=False)
    _make("questions", thing, *_text("channel", "follows"), default="")
    op.create_index("ix_questions_announcement", "questions", ["announcement", "asked_at"])
    _index_waiting("waiting", "id")
    thing = sa.Column("document", sa.Text(), sa.ForeignKey("documents.id"), nullable=False)
    _make("document_questions", thing, default=None)
    _bring_back("questions", "announcement", ", channel, follows")
    _bring_back("document_questions", "document", "")
    op.drop_table("kept_questions")
    _rename("question", "document", "AND subject IN (SELECT id FROM document_questions)")


def _bring_back(table: str, thing: str, more: str) -> None:
    names = f'id, same_as, "by"{more}, {_WORDS}'
    op.execute(
        f"INSERT INTO {table} ({thing}, {names}) SELECT substr(about, {len(thing) + 2}), {names} FROM kept_questions"  # noqa: S608  # words of our own
        f" WHERE about LIKE '{thing}:%'"
    )
