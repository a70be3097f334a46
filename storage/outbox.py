"""What is to be told, to whom, when, and what became of it.

A notice holds a name and ids, never a rendered card. A copy is one reader's: its state counts the first
delivery only; `wanted` and `shown` are the revisions that amends go by; `due` is NULL when nothing is left to
do. Claim, send, finish: the intent (`sending`, with a fence and a lease) is committed before the send, so that
a crash leaves a copy that is known to be uncertain, never one that is sent again blindly.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    Text,
    Update,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from domain.notices import KINDS, Notice
from domain.people import Person
from domain.places import Identity, Platform
from domain.when import QuietHours
from storage.clock import Clock
from storage.ids import new_id
from storage.people import Known
from storage.tables import Moment, copies, identities, installations, notices, pauses
from storage.upsert import insert_new, upsert

LEASE = 30.0
"""Seconds in which a claim must be finished; a sender does not start a send past half of it."""
SETTLE = timedelta(seconds=10)
"""How long an uncertain send is left before it is looked for: histories lag behind."""
NO_ACCOUNT = timedelta(minutes=5)
"""When somebody without an account is looked at again."""
ROUNDS = 8
"""How often one claim looks for others in the place of copies that must wait."""


_NOWHERE: Mapping[str, str] = MappingProxyType({})


class CopyState(StrEnum):
    """What became of one reader's copy; the states always add up to the audience."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    RETRACTED = "retracted"
    SKIPPED = "skipped"


class Work(StrEnum):
    """What a claimed copy needs."""

    POST = "post"
    AMEND = "amend"
    FIND = "find"


PARKED = datetime(9999, 1, 1, tzinfo=UTC)
"""Due never: what is for an installation that is disabled waits until it is in force again."""

NO_ACCOUNT_YET = "no-account"
"""The reason of a pending copy whose reader has no account that can be reached: it waits until one is linked."""
HELD = "held"
"""The reason of an uncertain copy that nobody can look for: it waits for an operator."""

RESTORED = "restored"
"""The reason of a copy that was still to be sent, or to be amended, in a database that was restored: held as well."""

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
    started_at: datetime
    refused: str = ""
    """The accounts that turned it away, each with the reason; it goes to none of them again."""
    retracted: bool = False
    """Amended for the last time: it is not for its reader any more."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """A copy as its reader finds it in an inbox: newest state, rendered when read."""

    copy: str
    kind: str
    subject: str
    occasion: str
    due: datetime


@dataclass(frozen=True, kw_only=True)
class Stuck:
    """A copy that failed or is held, as an operator finds it; `person` is an account where it is nobody's."""

    id: str
    state: CopyState
    reason: str
    person: str
    kind: str
    put_at: datetime


class Outbox:
    """Put, amend, claim, finish."""

    def __init__(self, connection: Connection, quiet: Callable[[], QuietHours | None]) -> None:
        self._connection = connection
        self._quiet = quiet

    def put(self, notice: Notice, *, to: Iterable[Person], at: datetime, after: timedelta = timedelta()) -> None:
        """To be told once to each reader, so long `after`; the same notice again adds nothing."""
        readers = {person.id: person for person in to}
        row = _notice(notice, at)
        if readers and insert_new(self._connection, notices, row):
            quiet = self._quiet() if notice.waits else None
            rows = [_copy(notice, row["id"], reader, at + after, quiet) for reader in readers.values()]
            self._connection.execute(_PUT, rows)

    def address(self, notice: Notice, *, to: Known, language: str, zone: str, at: datetime) -> None:
        """The same, to somebody who is nobody yet, or to a channel: in these words, whoever reads it."""
        row = _notice(notice, at)
        if insert_new(self._connection, notices, row):
            copy = {**_new(row["id"], at), **_address(to), "language": language, "zone": zone}
            self._connection.execute(_PUT, copy)

    def amend(self, topic: str, *, at: datetime, only: str = "") -> None:
        """Every copy about this thing, or only those of one kind of notice, is to show how it is now."""
        self._connection.execute(_AMEND, {"about": topic, "now": at, "only": only})

    def amend_apart(self, topic: str, *, at: datetime, told_at: datetime) -> None:
        """What those read who decide shows at once how it is, everything else only when it is told."""
        self._connection.execute(_AMEND_APART, {"about": topic, "only": "", "now": at, "then": told_at})

    def call_off(self, notice: Notice, reason: str, *, at: datetime) -> bool:
        """Nobody is told. False where somebody has it by now, or may have it: then this is to be undone."""
        self._connection.execute(_CALL_OFF, {"the": notice.key, "why": reason, "now": at})
        return not self._connection.execute(_IS_OUT, {"the": notice.key}).scalar_one()

    def audience(self, topic: str, kind: str, *, tried: bool = False, ending: str = "") -> frozenset[str]:
        """Whose copies of this kind about this thing are out, or on their way; `tried`: or have failed.

        `ending` is that of the occasions that count.
        """
        states = (*_LIVE, CopyState.FAILED) if tried else _LIVE
        asked = {"about": topic, "of_kind": kind, "states": states, "occasions": f"%{ending}"}
        return frozenset(self._connection.execute(_AUDIENCE, asked).scalars())

    def resume(self, *, at: datetime) -> int:
        """What was parked, and is for an installation that is not disabled, is due. How many copies."""
        return self._connection.execute(_RESUME, {"now": at}).rowcount

    def parked(self) -> int:
        """How many copies wait for an installation to come back."""
        return int(self._connection.execute(_PARKED).scalar_one())

    def wake(self, person: str, *, at: datetime) -> None:
        """An account was linked: what waited for one is due."""
        self._connection.execute(_WAKE, {"whose": person, "now": at})

    def leave_out(self, person: str, state: CopyState, reason: str, *, at: datetime) -> None:
        """What was to be told to this person is skipped, or has failed; what is out stays out."""
        self._connection.execute(_LEAVE_OUT, {"whose": person, "then": state, "why": reason, "now": at})

    def sole(self, person: str) -> tuple[Told, ...]:
        """What is still to be told to this person, and is not told to anybody else; `due` is when."""
        rows = self._connection.execute(_SOLE, {"whose": person})
        return tuple(
            Told(copy=row.id, kind=row.kind, subject=row.subject, occasion=row.occasion, due=row.due) for row in rows
        )

    def hand_on(self, told: Told, *, to: Iterable[Person], at: datetime) -> None:
        """These are told as well, when it was due; whoever has a copy of it, or had, gets no other."""
        notice = self._connection.execute(_NOTICE_OF, {"of": told.copy}).scalar_one()
        had = frozenset(self._connection.execute(_READERS, {"of": notice}).scalars())
        due = told.due if told.due < PARKED else at
        rows = [{**_new(notice, due), "person": reader.id} for reader in to if reader.id not in had]
        if rows:
            self._connection.execute(_PUT, rows)

    def take_back(self, some: Iterable[str], reason: str, *, at: datetime) -> None:
        """These copies are for their readers no more: not sent, or amended once more, to say so."""
        for copy in sorted(some):
            self._connection.execute(_TAKE_BACK, {"of": copy, "why": reason, "now": at})

    def subjects(self, some: Collection[str]) -> frozenset[str]:
        """What these copies tell of."""
        found = self._connection.execute(_SUBJECTS, {"some": list(some)}).scalars() if some else ()
        return frozenset(found)

    def times(self, topic: str, kind: str) -> int:
        """How often a notice of this kind was put about this thing."""
        return int(self._connection.execute(_TIMES, {"about": topic, "of_kind": kind}).scalar_one())

    # --- claim ---

    def claim(self, *, at: datetime, platforms: Sequence[Platform], size: int) -> tuple[Claim, ...]:
        """Take up to `size` copies that are due, with a fence and a lease each.

        What must wait, for an account or for a pause to end, is put off and does not count.
        """
        self._connection.execute(_EXPIRE, {"look_at": at + SETTLE})
        held = self._pauses(at)
        taken: list[Claim] = []
        for _ in range(ROUNDS):
            rows = self._connection.execute(_DUE, {"now": at, "size": size - len(taken)}).all()
            taken += self._take(rows, platforms, held, at) if rows else ()
            if not rows or len(taken) == size:
                break
        return tuple(taken)

    def _pauses(self, at: datetime) -> Mapping[tuple[str, str], datetime]:
        rows = self._connection.execute(_PAUSES, {"now": at})
        return {(row.platform, row.tenant): row.until for row in rows}

    def _take(
        self,
        rows: Sequence[Row[Any]],
        platforms: Sequence[Platform],
        held: Mapping[tuple[str, str], datetime],
        at: datetime,
    ) -> list[Claim]:
        """All of them in a few statements, however many they are."""
        readers = {row.person for row in rows if row.person and row.state == CopyState.PENDING}
        accounts = self._accounts(readers, platforms)
        claims: list[Claim] = []
        for row in rows:
            work = _WORK[CopyState(row.state)]
            known = _reachable(accounts, row, held) if row.person and work is Work.POST else _kept(row)
            if known is None and row.refused:
                self._connection.execute(_THIS, {"of": row.id, "state": CopyState.FAILED, "due": None, "done_at": at})
            elif known is None or known.identity.platform not in platforms:
                self._put_off(row.id, at + NO_ACCOUNT, NO_ACCOUNT_YET)
            elif until := _held(known, held):
                self._put_off(row.id, until, "paused", _address(known))
            else:
                claims.append(_claim(row, work, known, at))
        self._mark(claims, at)
        return claims

    def _mark(self, claims: Sequence[Claim], at: datetime) -> None:
        """Taken; what is sent now shows the revision that is wanted now, whenever it is known to have arrived."""
        posts = [claim for claim in claims if claim.work is Work.POST]
        others = [claim for claim in claims if claim.work is not Work.POST]
        if posts:
            intent = {"state": CopyState.SENDING, "started_at": at}
            rows = [_mine(claim) | intent | {"shown": claim.wanted} | _address(claim.known) for claim in posts]
            self._connection.execute(_TAKE, rows)
        if others:
            self._connection.execute(_TAKE, [_mine(claim) for claim in others])

    def _accounts(self, readers: Collection[str], platforms: Sequence[Platform]) -> Mapping[str, list[Known]]:
        """Of each person, the one seen last last."""
        if not readers:
            return {}
        asked = {"whose": sorted(readers), "platforms": list(platforms)}
        found: dict[str, list[Known]] = {}
        for row in self._connection.execute(_ACCOUNTS, asked):
            found.setdefault(row.person, []).append(_kept(row))
        return found

    def _put_off(self, copy: str, due: datetime, reason: str, whither: Mapping[str, str] = _NOWHERE) -> None:
        self._connection.execute(_THIS, {"of": copy, "due": due, "reason": reason, **whither})

    # --- finish: each is False, and changes nothing, where the fence has passed on ---

    def sent(
        self, claim: Claim, *, conversation: str, message: str, at: datetime, anew: datetime | None = None
    ) -> bool:
        """It is there, as of the revision that was posted; `anew` is when it is to be amended by itself."""
        arrived = {"state": CopyState.SENT, "conversation": conversation, "message": message, "done_at": at}
        done = self._finish(_SENT, claim, now=at, reason="", attempts=0, **arrived)
        return self._shown_until(claim, anew) if done else False

    def amended(self, claim: Claim, *, anew: datetime | None = None) -> bool:
        """The reader sees the revision that was claimed; `anew` as above."""
        done = self._finish(_AMENDED, claim, shown=claim.wanted, seen=claim.wanted, reason="", attempts=0)
        return self._shown_until(claim, anew) if done else False

    def _shown_until(self, claim: Claim, anew: datetime | None) -> bool:
        if anew is not None:
            self._connection.execute(_ANEW, {"of": claim.copy, "held": claim.fence, "then": anew})
        return True

    def gone(self, claim: Claim) -> bool:
        """The message was deleted: forgotten, never sent again."""
        return self._finish(_FINISH, claim, shown=claim.wanted, message="", due=None)

    def failed(self, claim: Claim, reason: str, *, at: datetime) -> bool:
        """It will not be delivered to this reader. A failed amend leaves the copy sent, as it was."""
        if claim.work is Work.AMEND:
            return self._finish(_AMENDED, claim, shown=claim.wanted, seen=claim.wanted, reason=reason)
        return self._finish(_FINISH, claim, state=CopyState.FAILED, reason=reason, done_at=at, due=None)

    def turned_away(self, claim: Claim, reason: str, *, platforms: Sequence[Platform], at: datetime) -> bool:
        """Certainly not delivered, since nothing can be written to this account: the next one is tried at once, each
        once. It has failed where there is none that one of `platforms` can write to.
        """
        refused = f"{claim.refused}{claim.known.identity.name} {reason}\n"
        others = self._accounts((claim.person,), platforms).get(claim.person, [])
        if all(_turned_away(known, refused) for known in others):
            ended = {"state": CopyState.FAILED, "reason": reason, "done_at": at, "due": None}
            return self._finish(_FINISH, claim, refused=refused, **ended)
        again = {"state": CopyState.PENDING, "reason": reason, "due": at, "attempts": 0}
        return self._finish(_FINISH, claim, refused=refused, **again)

    def skip(self, claim: Claim, reason: str, *, at: datetime) -> bool:
        """The reader may not see it any more: nothing is sent. A copy that is out already stays as it was."""
        if claim.work is Work.POST:
            return self._finish(_FINISH, claim, state=CopyState.SKIPPED, reason=reason, done_at=at, due=None)
        return self._finish(_AMENDED, claim, shown=claim.wanted, seen=claim.wanted, reason=reason)

    def again(self, claim: Claim, reason: str, *, due: datetime, counted: bool = True) -> bool:
        """It was certainly not delivered: once more at `due`."""
        attempts = claim.attempts + (1 if counted else 0)
        state = {"state": CopyState.PENDING} if claim.work is Work.POST else {}
        return self._finish(_FINISH, claim, reason=reason, due=due, attempts=attempts, **state)

    def uncertain(self, claim: Claim, reason: str, *, at: datetime) -> bool:
        """Nobody knows: to be looked for once things have settled. An amend, which may be repeated, is repeated."""
        if claim.work is Work.AMEND:
            return self.again(claim, reason, due=at + SETTLE)
        later = {"due": at + SETTLE, "attempts": claim.attempts + 1}
        return self._finish(_FINISH, claim, state=CopyState.UNCERTAIN, reason=reason, **later)

    def not_there(self, claim: Claim, *, at: datetime) -> bool:
        """It was looked for and is certainly not there: to be sent again."""
        return self._finish(_FINISH, claim, state=CopyState.PENDING, reason="not-found", due=at)

    def hold(self, claim: Claim) -> bool:
        """It cannot be looked for: it waits for an operator, who finds it in the list of what is held."""
        return self._finish(_FINISH, claim, state=CopyState.UNCERTAIN, reason=HELD, due=None)

    def _finish(self, statement: Update, claim: Claim, **values: object) -> bool:
        done = self._connection.execute(statement, {"of": claim.copy, "held": claim.fence, "lease": 0.0, **values})
        return done.rowcount == 1

    def pause(self, platform: str, tenant: str, *, until: datetime, reason: str) -> None:
        """Nothing goes to this tenant before `until`; kept, so that a restart and a replica honour it."""
        key = {"platform": platform, "tenant": tenant}
        upsert(self._connection, pauses, key, {"until": until, "reason": reason})

    def unpause(self, platform: str, tenant: str) -> None:
        """Whatever it was paused for is over."""
        self._connection.execute(_UNPAUSE, {"of_platform": platform, "of_tenant": tenant})

    # --- look ---

    def inbox_of(self, person: str, *, at: datetime, size: int = 30) -> tuple[Told, ...]:
        """What this person has been told by now, oldest first: the web's chat."""
        rows = self._connection.execute(_INBOX, {"whose": person, "now": at, "size": size}).all()
        return tuple(
            Told(copy=row.id, kind=row.kind, subject=row.subject, occasion=row.occasion, due=row.put_at)
            for row in reversed(rows)
        )

    def letters_to(self, account: Identity, *, at: datetime, size: int = 30) -> tuple[Told, ...]:
        """The same of an account that is nobody's, whatever its tenant was known to be."""
        asked = {"of_platform": account.platform, "of_user": account.user, "now": at, "size": size}
        rows = self._connection.execute(_LETTERS, asked).all()
        return tuple(
            Told(copy=row.id, kind=row.kind, subject=row.subject, occasion=row.occasion, due=row.put_at)
            for row in reversed(rows)
        )

    def tally(self) -> Mapping[str, int]:
        """How many copies are in each state."""
        rows = self._connection.execute(select(copies.c.state, func.count()).group_by(copies.c.state))
        return {row[0]: row[1] for row in rows}

    def overdue(self, at: datetime) -> datetime | None:
        """When the oldest copy that should have gone was due."""
        return self._connection.execute(_OVERDUE, {"now": at}).scalar()

    def stuck(self) -> tuple[Stuck, ...]:
        """What failed, is held, or waits for an account, with whom it is for, oldest first: for the operator."""
        return tuple(
            Stuck(
                id=row.id,
                state=CopyState(row.state),
                reason=row.reason,
                person=row.person or Identity(row.platform, row.tenant, row.user).name,
                kind=row.kind,
                put_at=row.put_at,
            )
            for row in self._connection.execute(_STUCK_COPIES)
        )

    def resend(self, copy: str, *, at: datetime) -> bool:
        """An operator sends a failed or held copy again, knowing that a held one may arrive twice."""
        again = {"state": CopyState.PENDING, "due": at, "reason": "resent", "attempts": 0, "done_at": None}
        values = {**again, "refused": ""}
        return self._connection.execute(_RESEND, {"of": copy, **values}).rowcount == 1


def _notice(notice: Notice, at: datetime) -> dict[str, Any]:
    return {
        "id": new_id(),
        "key": notice.key,
        "kind": notice.kind,
        "topic": notice.topic,
        "subject": notice.subject,
        "occasion": notice.occasion,
        "put_at": at,
    }


def _copy(notice: Notice, notice_id: str, reader: Person, at: datetime, quiet: QuietHours | None) -> dict[str, Any]:
    quiet = reader.rests(quiet) if notice.waits else None
    due = quiet.next_allowed(at, ZoneInfo(reader.zone)) if quiet else at
    return {**_new(notice_id, due), "person": reader.id}


def _new(notice_id: str, due: datetime) -> dict[str, Any]:
    return {
        "id": new_id(),
        "notice": notice_id,
        "state": CopyState.PENDING,
        "due": due,
        "wanted": 1,
        "shown": 0,
        "attempts": 0,
        "fence": 0,
        "lease": 0.0,
    }


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
        started_at=at if work is Work.POST else row.started_at or at,
    )


def _mine(claim: Claim) -> dict[str, Any]:
    return {"of": claim.copy, "fence": claim.fence}


def _address(known: Known) -> dict[str, str]:
    return {
        "platform": known.identity.platform,
        "tenant": known.identity.tenant,
        "host": known.host,
        "conversation": known.conversation,
        "user": known.identity.user,
        "service": known.service,
        "channel": known.channel,
    }


def _reachable(
    accounts: Mapping[str, list[Known]], row: Row[Any], held: Mapping[tuple[str, str], datetime]
) -> Known | None:
    """The account seen last of those that did not turn it away; one whose installation is disabled only where there
    is no other.
    """
    left = [known for known in accounts.get(row.person, ()) if not _turned_away(known, row.refused)]
    return next((known for known in reversed(left) if _held(known, held) != PARKED), left[0] if left else None)


def _turned_away(known: Known, refused: str) -> bool:
    return any(line.startswith(f"{known.identity.name} ") for line in refused.splitlines())


def _held(known: Known, held: Mapping[tuple[str, str], datetime]) -> datetime | None:
    """Until when nothing goes to the workspace or tenant, or into this very conversation."""
    platform = known.identity.platform
    return held.get((platform, known.host)) or held.get((platform, known.conversation))


def _kept(row: Row[Any]) -> Known:
    return Known(
        identity=Identity(Platform(row.platform), row.tenant, row.user),
        conversation=row.conversation,
        service=row.service,
        host=row.host,
        channel=row.channel,
    )


# --- the statements, built once ---

_MINE = copies.alias("mine")
_NOW = bindparam("now", type_=Moment)


def _in_order(which: ColumnElement[bool], *, skip_locked: bool = False) -> Select[str]:
    """Locks the rows in the order of their ids: two that change several at once cannot wait for each other."""
    # Not the column itself: SQLite would walk through all copies in its order, and not look up what is asked for.
    return select(_MINE.c.id).where(which).order_by(_MINE.c.id + "").with_for_update(skip_locked=skip_locked)


_PUT = insert(copies)
_ABOUT = select(notices.c.id).where(
    notices.c.topic == bindparam("about"),
    or_(bindparam("only", type_=Text) == "", notices.c.kind == bindparam("only", type_=Text)),
)
_LIVE = (CopyState.PENDING, CopyState.SENDING, CopyState.SENT, CopyState.UNCERTAIN)
_AUDIENCE = (
    select(copies.c.person)
    .join(notices, notices.c.id == copies.c.notice)
    .where(
        notices.c.topic == bindparam("about"),
        notices.c.kind == bindparam("of_kind"),
        notices.c.occasion.like(bindparam("occasions")),
        copies.c.person.is_not(None),
        copies.c.state.in_(bindparam("states", expanding=True)),
    )
)
_SUBJECTS = (
    select(notices.c.subject)
    .join(copies, copies.c.notice == notices.c.id)
    .where(copies.c.id.in_(bindparam("some", expanding=True)))
)
_TIMES = select(func.count()).where(notices.c.topic == bindparam("about"), notices.c.kind == bindparam("of_kind"))
# A copy that is not out yet keeps its time; one that is, is amended at once; one that is gone, never.
_AMEND = (
    update(copies)
    .where(copies.c.id.in_(_in_order(_MINE.c.notice.in_(_ABOUT))))
    .values(
        wanted=copies.c.wanted + 1,
        due=case((and_(copies.c.state == CopyState.SENT, copies.c.message != ""), _NOW), else_=copies.c.due),
    )
)
_INNER = [kind for kind, notice in KINDS.items() if notice.inner]
_OF_INNER = select(notices.c.id).where(notices.c.topic == bindparam("about"), notices.c.kind.in_(_INNER))
_TO_AMEND = and_(copies.c.state == CopyState.SENT, copies.c.message != "")
_AMEND_APART = _AMEND.values(
    due=case(
        (and_(_TO_AMEND, copies.c.notice.in_(_OF_INNER)), _NOW),
        (_TO_AMEND, bindparam("then", type_=Moment)),
        else_=copies.c.due,
    )
)
_THE = select(notices.c.id).where(notices.c.key == bindparam("the")).scalar_subquery()
_CALL_OFF = (
    update(copies)
    .where(copies.c.id.in_(_in_order(and_(_MINE.c.notice == _THE, _MINE.c.state == CopyState.PENDING))))
    .where(copies.c.state == CopyState.PENDING)
    .values(state=CopyState.SKIPPED, reason=bindparam("why"), done_at=_NOW, due=None)
)
# Pending too: one whose send was put off while the others were called off would still be sent.
_IS_OUT = select(exists().where(copies.c.notice == _THE, copies.c.state.in_(_LIVE)))
_WAITS_FOR_AN_ACCOUNT = and_(
    _MINE.c.person == bindparam("whose"), _MINE.c.state == CopyState.PENDING, _MINE.c.reason == NO_ACCOUNT_YET
)
_WAKE = update(copies).where(copies.c.id.in_(_in_order(_WAITS_FOR_AN_ACCOUNT))).values(due=_NOW)

_OUT = and_(copies.c.state == CopyState.SENT, copies.c.message != "")
_TAKE_BACK = (
    update(copies)
    .where(copies.c.id == bindparam("of"), copies.c.state.in_((CopyState.PENDING, CopyState.SENT)))
    .values(
        state=case((copies.c.state == CopyState.SENT, CopyState.RETRACTED), else_=CopyState.SKIPPED),
        due=case((_OUT, _NOW), else_=None),
        wanted=copies.c.wanted + 1,
        done_at=_NOW,
        reason=bindparam("why"),
    )
)
_MINE_PENDING = and_(_MINE.c.person == bindparam("whose"), _MINE.c.state == CopyState.PENDING)
_LEAVE_OUT = (
    update(copies)
    .where(copies.c.id.in_(_in_order(_MINE_PENDING)))
    .values(state=bindparam("then"), reason=bindparam("why"), done_at=_NOW, due=None)
)
_OTHER = copies.alias("other")
_SOLE = (
    select(copies.c.id, copies.c.due, notices.c.kind, notices.c.subject, notices.c.occasion)
    .join(notices, notices.c.id == copies.c.notice)
    .where(
        copies.c.person == bindparam("whose"),
        copies.c.state == CopyState.PENDING,
        ~exists().where(_OTHER.c.notice == copies.c.notice, _OTHER.c.id != copies.c.id, _OTHER.c.state.in_(_LIVE)),
    )
    .order_by(copies.c.due, copies.c.id)
)
_NOTICE_OF = select(copies.c.notice).where(copies.c.id == bindparam("of"))
_READERS = select(copies.c.person).where(copies.c.notice == bindparam("of"), copies.c.person.is_not(None))

# Whoever was sending these has gone: nobody knows whether they arrived.
_LOST = and_(_MINE.c.state == CopyState.SENDING, _MINE.c.lease < Clock())
_EXPIRE = (
    update(copies)
    .where(copies.c.id.in_(_in_order(_LOST, skip_locked=True)))
    .values(state=CopyState.UNCERTAIN, reason="sender-lost", due=bindparam("look_at"))
)
_DUE = (
    select(copies, notices.c.kind, notices.c.subject, notices.c.occasion)
    .join(notices, notices.c.id == copies.c.notice)
    .where(copies.c.due <= _NOW, copies.c.state != CopyState.SENDING, copies.c.lease < Clock())
    .order_by(copies.c.due, copies.c.id)
    .limit(bindparam("size"))
    .with_for_update(of=copies, skip_locked=True)
)
_DISABLED = installations.c.state == "disabled"
# The longest last, which counts.
_PAUSES = (
    select(pauses.c.platform, pauses.c.tenant, pauses.c.until)
    .where(pauses.c.until > _NOW)
    .union_all(select(installations.c.platform, installations.c.host, literal(PARKED, Moment)).where(_DISABLED))
    .order_by("until")
)
_UNPAUSE = delete(pauses).where(
    pauses.c.platform == bindparam("of_platform"), pauses.c.tenant == bindparam("of_tenant")
)


def _is_disabled(at: FromClause) -> ColumnElement[bool]:
    """Whether nothing may be said where this account or copy is."""
    there = installations.c.host.in_((at.c.host, at.c.conversation))
    return exists().where(_DISABLED, installations.c.platform == at.c.platform, there)


_PARKED = select(func.count()).select_from(copies).where(copies.c.due >= PARKED)
_RESUME = (
    update(copies)
    .where(copies.c.id.in_(_in_order(and_(_MINE.c.due >= PARKED, ~_is_disabled(_MINE)))))
    .values(due=_NOW, reason="")
)
_ACCOUNTS = (
    select(identities)
    .where(
        identities.c.person.in_(bindparam("whose", expanding=True)),
        identities.c.platform.in_(bindparam("platforms", expanding=True)),
    )
    .order_by(identities.c.seen_at, identities.c.platform.desc(), identities.c.user.desc())
)
_THIS = update(copies).where(copies.c.id == bindparam("of"))
_TAKE = _THIS.values(lease=Clock() + LEASE)
_HELD = and_(copies.c.state == CopyState.UNCERTAIN, copies.c.reason.in_((HELD, RESTORED)))
_HELD_AMEND = and_(copies.c.state == CopyState.SENT, copies.c.reason == RESTORED, copies.c.due.is_(None))
_RESEND = _THIS.where(or_(copies.c.state == CopyState.FAILED, _HELD))
_FINISH = _THIS.where(copies.c.fence == bindparam("held"))
# An amend that came during the send or the amend is due now, at its own moment.
_SENT = _FINISH.values(due=case((copies.c.wanted > copies.c.shown, _NOW), else_=None))
_ANEW = _FINISH.where(copies.c.due.is_(None), copies.c.state == CopyState.SENT).values(
    wanted=copies.c.wanted + 1, due=bindparam("then", type_=Moment)
)
_AMENDED = _FINISH.values(due=case((copies.c.wanted > bindparam("seen"), copies.c.due), else_=None))

_INBOX = (
    select(copies.c.id, notices.c.kind, notices.c.subject, notices.c.occasion, notices.c.put_at)
    .join(notices, notices.c.id == copies.c.notice)
    .where(copies.c.person == bindparam("whose"), copies.c.state == CopyState.SENT, copies.c.done_at <= _NOW)
    .order_by(copies.c.done_at.desc(), notices.c.put_at.desc(), copies.c.id.desc())
    .limit(bindparam("size"))
)
_LETTERS = (
    select(copies.c.id, notices.c.kind, notices.c.subject, notices.c.occasion, notices.c.put_at)
    .join(notices, notices.c.id == copies.c.notice)
    .where(
        copies.c.person.is_(None),
        copies.c.platform == bindparam("of_platform"),
        copies.c.user == bindparam("of_user"),
        copies.c.state == CopyState.SENT,
        copies.c.done_at <= _NOW,
    )
    .order_by(copies.c.done_at.desc(), copies.c.id.desc())
    .limit(bindparam("size"))
)
_OVERDUE = select(func.min(copies.c.due)).where(copies.c.state == CopyState.PENDING, copies.c.due <= _NOW)
_STUCK_COPIES = (
    select(copies, notices.c.kind, notices.c.put_at)
    .join(notices, notices.c.id == copies.c.notice)
    .where(
        or_(
            copies.c.state == CopyState.FAILED,
            _HELD,
            _HELD_AMEND,
            and_(copies.c.state == CopyState.PENDING, copies.c.reason == NO_ACCOUNT_YET),
        )
    )
    .order_by(notices.c.put_at, copies.c.id)
)
