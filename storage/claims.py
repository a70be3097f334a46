"""What the courier takes to deliver.

Claim, send, finish: the intent (`sending`, with a fence and a lease) is committed before the send, so that
a crash leaves a copy that is known to be uncertain, never one that is sent again blindly.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Float, Row, and_, bindparam, select, update

from domain.notices import RequestsWait
from domain.places import Identity, Platform
from storage.clock import Clock
from storage.copies import MINE, NO_ACCOUNT_YET, NOW, PARKED, THIS, UNGATHER, CopyState, address_of, in_order
from storage.pauses import Pauses, places_of
from storage.people import Known
from storage.tables import copies, identities, notices

LEASE = 30.0
"""Seconds in which a claim must be finished; a sender does not start a send past half of it."""
SETTLE = timedelta(seconds=10)
"""How long an uncertain send is left before it is looked for: histories lag behind."""
NO_ACCOUNT = timedelta(minutes=5)
"""When somebody without an account is looked at again."""
CHANGING = timedelta(seconds=1)
"""When somebody is looked at again whose installation is changed at this very moment."""
ROUNDS = 8
"""How often one claim looks for others in the place of copies that must wait."""

_NOWHERE: Mapping[str, str] = MappingProxyType({})


class Work(StrEnum):
    """What a claimed copy needs."""

    POST = "post"
    AMEND = "amend"
    FIND = "find"


_WORK = {
    CopyState.PENDING: Work.POST,
    CopyState.SENT: Work.AMEND,
    CopyState.RETRACTED: Work.AMEND,
    CopyState.UNCERTAIN: Work.FIND,
}


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One copy to work on; only whoever holds this fence may finish it."""

    copy: str
    work: Work
    kind: str
    subject: str
    occasion: str
    person: str
    """ "" where it goes to an account or a channel; `language` and `zone` say in which words."""
    known: Known
    language: str
    zone: str
    message: str
    wanted: int
    attempts: int
    fence: int
    put_at: datetime
    started_at: datetime
    refused: str = ""
    """The accounts that turned it away, each with the reason; it goes to none of them again."""
    retracted: bool = False
    """Amended for the last time: it is not for its reader any more."""


class Claims:
    """Takes what is due."""

    def __init__(self, connection: Connection, pauses: Pauses) -> None:
        self._connection = connection
        self._pauses = pauses

    def take(
        self, *, at: datetime, platforms: Sequence[Platform], size: int, lease: float = LEASE
    ) -> tuple[Claim, ...]:
        """Up to `size` copies that are due, each with a fence and a lease of so many seconds.

        What must wait, for an account or for a pause to end, is put off and does not count.
        """
        self._connection.execute(_EXPIRE, {"look_at": at + SETTLE})
        taken: list[Claim] = []
        for _ in range(ROUNDS):
            rows = self._connection.execute(_DUE, {"now": at, "size": size - len(taken)}).all()
            # Looked at after the rows: an installation that came back made them due, and is seen to be back.
            found = self._take(rows, platforms, self._pauses.at(at), at) if rows else []
            self._mark(found, at, lease)
            taken += found
            if not rows or len(taken) == size:
                break
        return tuple(taken)

    def _take(
        self,
        rows: Sequence[Row[Any]],
        platforms: Sequence[Platform],
        held: Mapping[tuple[str, str], datetime],
        at: datetime,
    ) -> list[Claim]:
        """All of them in a few statements, however many they are."""
        readers = {row.person for row in rows if row.person and row.state == CopyState.PENDING}
        accounts = accounts_of(self._connection, readers, platforms)
        claims: list[Claim] = []
        parked: list[tuple[str, Known]] = []
        for row in rows:
            work = _WORK[CopyState(row.state)]
            known = _reachable(accounts, row, held) if row.person and work is Work.POST else _kept(row)
            if known is None and row.refused:
                self._fail(row, at)
            elif known is None or known.identity.platform not in platforms:
                self._put_off(row.id, at + NO_ACCOUNT, NO_ACCOUNT_YET)
            elif (until := _held(known, held, work)) == PARKED:
                parked.append((row.id, known))
            elif until:
                self._put_off(row.id, until, "paused", address_of(known))
            else:
                claims.append(_claim(row, work, known, at))
        self._park(parked, at)
        return claims

    def _park(self, parked: Sequence[tuple[str, Known]], at: datetime) -> None:
        """Until the installation is back. One that changes at this very moment may not see them any more: they are
        looked at again.
        """
        firm = self._pauses.keep_out([known for _, known in parked]) if parked else set()
        for copy, known in parked:
            until = PARKED if firm.intersection(places_of(known)) else at + CHANGING
            self._put_off(copy, until, "paused", address_of(known))

    def _fail(self, row: Row[Any], at: datetime) -> None:
        """Its reader has no other account any more."""
        ended = {"of": row.id, "state": CopyState.FAILED, "done_at": at}
        self._connection.execute(THIS, {**ended, "due": None})
        if row.kind == RequestsWait.kind:
            self._connection.execute(UNGATHER, {**ended, "whose": row.person})

    def _mark(self, claims: Sequence[Claim], at: datetime, lease: float) -> None:
        """Taken; what is sent now shows the revision that is wanted now, whenever it is known to have arrived."""
        posts = [claim for claim in claims if claim.work is Work.POST]
        others = [claim for claim in claims if claim.work is not Work.POST]
        if posts:
            intent = {"state": CopyState.SENDING, "started_at": at, "gather_at": None, "lasting": lease}
            rows = [_mine(claim) | intent | {"shown": claim.wanted} | address_of(claim.known) for claim in posts]
            self._connection.execute(_TAKE, rows)
        if others:
            self._connection.execute(_TAKE, [_mine(claim) | {"lasting": lease} for claim in others])

    def _put_off(self, copy: str, due: datetime, reason: str, whither: Mapping[str, str] = _NOWHERE) -> None:
        self._connection.execute(THIS, {"of": copy, "due": due, "reason": reason, **whither})


def accounts_of(
    connection: Connection, readers: Collection[str], platforms: Sequence[Platform]
) -> Mapping[str, list[Known]]:
    """Where each person can be written to, the account seen last last."""
    if not readers:
        return {}
    asked = {"whose": sorted(readers), "platforms": list(platforms)}
    found: dict[str, list[Known]] = {}
    for row in connection.execute(_ACCOUNTS, asked):
        found.setdefault(row.person, []).append(_kept(row))
    return found


def turned_away(known: Known, refused: str) -> bool:
    """Whether nothing could be written to this account."""
    return any(line.startswith(f"{known.identity.name} ") for line in refused.splitlines())


def _claim(row: Row[Any], work: Work, known: Known, at: datetime) -> Claim:
    return Claim(
        copy=row.id,
        work=work,
        kind=row.kind,
        subject=row.subject,
        occasion=row.occasion,
        person=row.person or "",
        known=known,
        language=row.language,
        zone=row.zone,
        message=row.message,
        wanted=row.wanted,
        attempts=row.attempts,
        refused=row.refused,
        retracted=row.state == CopyState.RETRACTED,
        fence=row.fence + 1,
        put_at=row.put_at,
        started_at=at if work is Work.POST else row.started_at or at,
    )


def _mine(claim: Claim) -> dict[str, Any]:
    return {"of": claim.copy, "fence": claim.fence}


def _reachable(
    accounts: Mapping[str, list[Known]], row: Row[Any], held: Mapping[tuple[str, str], datetime]
) -> Known | None:
    """The account seen last of those that did not turn it away; one whose installation is disabled only where there
    is no other.
    """
    left = [known for known in accounts.get(row.person, ()) if not turned_away(known, row.refused)]
    return next((known for known in reversed(left) if _held(known, held) != PARKED), left[0] if left else None)


def work_at(host: str, work: Work) -> str:
    """What is paused where only this work is: platforms limit each by itself, and a look must not stop a post."""
    return f"{host} {work}"


def _held(known: Known, held: Mapping[tuple[str, str], datetime], work: Work = Work.POST) -> datetime | None:
    """Until when nothing goes to the workspace or tenant, nothing of this kind, or nothing into this conversation."""
    places = *places_of(known), (known.identity.platform, work_at(known.host, work))
    return max((held[place] for place in places if place in held), default=None)


def _kept(row: Row[Any]) -> Known:
    return Known(
        identity=Identity(Platform(row.platform), row.tenant, row.user),
        conversation=row.conversation,
        service=row.service,
        host=row.host,
        channel=row.channel,
    )


# --- the statements, built once ---

# Whoever was sending these has gone: nobody knows whether they arrived.
_LOST = and_(MINE.c.state == CopyState.SENDING, MINE.c.lease < Clock())
_EXPIRE = (
    update(copies)
    .where(copies.c.id.in_(in_order(_LOST, skip_locked=True)))
    .values(state=CopyState.UNCERTAIN, reason="sender-lost", due=bindparam("look_at"))
)
_DUE = (
    select(copies, notices.c.kind, notices.c.subject, notices.c.occasion, notices.c.put_at)
    .join(notices, notices.c.id == copies.c.notice)
    .where(copies.c.due <= NOW, copies.c.state != CopyState.SENDING, copies.c.lease < Clock())
    .order_by(copies.c.due, copies.c.id)
    .limit(bindparam("size"))
    .with_for_update(of=copies, skip_locked=True)
)
_ACCOUNTS = (
    select(identities)
    .where(
        identities.c.person.in_(bindparam("whose", expanding=True)),
        identities.c.platform.in_(bindparam("platforms", expanding=True)),
    )
    .order_by(identities.c.seen_at, identities.c.platform.desc(), identities.c.user.desc())
)
_TAKE = THIS.values(lease=Clock() + bindparam("lasting", type_=Float))
