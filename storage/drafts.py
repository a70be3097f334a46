"""What was typed and is not sent yet, kept for seven days."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, select

from storage.tables import drafts
from storage.upsert import Insert, insert_into

LIFE = timedelta(days=7)

_DROP = delete(drafts).where(drafts.c.id == bindparam("of"), drafts.c.person == bindparam("whose"))
_DROP_ALL = delete(drafts).where(drafts.c.person == bindparam("whose"))
_ONE = select(drafts).where(
    drafts.c.id == bindparam("of"), drafts.c.person == bindparam("whose"), drafts.c.saved_at > bindparam("since")
)
_NEWEST = (
    select(drafts)
    .where(
        drafts.c.person == bindparam("whose"),
        drafts.c.form == bindparam("of_form"),
        drafts.c.saved_at > bindparam("since"),
    )
    .order_by(drafts.c.saved_at.desc(), drafts.c.id)
    .limit(1)
)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """The values of a form, as they were typed."""

    id: str
    form: str
    values: Mapping[str, str]
    saved_at: datetime


class Drafts:
    """Each belongs to one person; nobody else reads it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, draft_id: str, *, person: str, form: str, values: Mapping[str, str], at: datetime) -> None:
        """Keep what was typed; somebody else's draft of the same id is left alone."""
        body = json.dumps(dict(values), ensure_ascii=False)
        self._connection.execute(
            _keep(self._connection.dialect.name),
            {"id": draft_id, "person": person, "form": form, "body": body, "saved_at": at},
        )

    def newest(self, person: str, form: str, *, at: datetime) -> Draft | None:
        """The draft kept last, unless it is older than LIFE."""
        row = self._connection.execute(_NEWEST, {"whose": person, "of_form": form, "since": at - LIFE}).first()
        return _draft(row) if row else None

    def get(self, draft_id: str, *, person: str, at: datetime) -> Draft | None:
        """This draft, if it is this person's and not older than LIFE."""
        row = self._connection.execute(_ONE, {"of": draft_id, "whose": person, "since": at - LIFE}).first()
        return _draft(row) if row else None

    def drop(self, draft_id: str, *, person: str) -> None:
        """It was sent, or is not wanted any more."""
        self._connection.execute(_DROP, {"of": draft_id, "whose": person})

    def drop_all(self, person: str) -> None:
        """Whoever typed them has left."""
        self._connection.execute(_DROP_ALL, {"whose": person})


def about(person: str, form: str, ref: str, version: int) -> str:
    """The draft of this form: this person's, about this thing as it was in this version."""
    return f"{person}:{form}:{ref}:{version}"


@cache
def _keep(dialect: str) -> Insert:
    statement = insert_into(dialect, drafts)
    typed = {name: statement.excluded[name] for name in ("form", "body", "saved_at")}
    return statement.on_conflict_do_update(
        index_elements=["id"], set_=typed, where=drafts.c.person == statement.excluded.person
    )


def _draft(row: Row[Any]) -> Draft:
    return Draft(id=row.id, form=row.form, values=json.loads(row.body), saved_at=row.saved_at)
