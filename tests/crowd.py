"""Something to be told to many channels: an answer that says the same to everybody, since it names nobody."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, cast, literal, select
from sqlalchemy.sql.expression import CTE

from domain.joinings import Joining
from domain.notices.people import JoiningRejected
from domain.places import Identity, Platform, Standing
from storage.people import Known
from storage.store import Store

SUBJECT = "crowd"


def prepare(store: Store, at: datetime) -> None:
    """What the notices are about."""
    nobody = Identity(Platform.SLACK, "T0NOBODY", "U0NOBODY")
    asked = {"name": "Nobody", "company": "Nobody's", "note": "", "partner": "", "language": "en", "zone": "UTC"}
    where = {"host": nobody.tenant, "conversation": "", "channel": "", "service": ""}
    standing = Standing.MEMBER
    store.joinings.add(Joining(id=SUBJECT, account=nobody, standing=standing, asked_at=at, **asked, **where))


def tell(
    store: Store,
    host: str,
    conversations: Iterable[str],
    *,
    at: datetime,
    platform: Platform = Platform.WEB,
    service: str = "",
) -> None:
    """One notice a channel, due now."""
    for conversation in conversations:
        known = Known(identity=Identity(platform, host, ""), host=host, conversation=conversation, service=service)
        notice = JoiningRejected(SUBJECT, f"{host} {conversation}")
        store.outbox.address(notice, to=known, language="en", zone="UTC", at=at)


def broadcast(store: Store, host: str, channels: int, *, at: datetime, platform: Platform = Platform.SLACK) -> int:
    """One notice to the channels `name_of(host, 1)` and so on, due now."""
    return store.outbox.broadcast(JoiningRejected(SUBJECT, host), _readers(host, channels, platform), at=at)


def name_of(host: str, number: int) -> str:
    """What a channel is called on its platform."""
    return f"C{host}{number}"


def _readers(host: str, channels: int, platform: Platform) -> Select[Any]:
    n = numbers(channels).c.n
    columns: dict[str, str] = {
        "platform": platform, "tenant": host, "host": host, "user": "", "service": "", "channel": "",
        "language": "en", "zone": "UTC",
    }  # fmt: skip
    named: list[ColumnElement[str]] = [literal(value).label(name) for name, value in columns.items()]
    return select(literal(f"C{host}").concat(cast(n, Text)).label("conversation")).add_columns(*named)


def numbers(last: int) -> CTE:
    """`n` from 1 on, one a row."""
    first = select(literal(1).label("n")).cte("numbers", recursive=True)
    return first.union_all(select(first.c.n + 1).where(first.c.n < last))
