"""Announcements: what is said to many at once. To whom it went is in `copies`."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, func, or_, select, update

from domain.announcements import KIND, Announcement, State, Step, read_ref
from domain.announcements_timed import Timing, timing_from_json, timing_to_json
from domain.announcements_written import Content, from_json, to_json
from domain.audience import from_json as audience_from_json
from domain.audience import to_json as audience_to_json
from domain.notices.announcements import Announced
from domain.page import Page
from domain.people import Person
from domain.refusal import Refusal
from storage.acts import Acts
from storage.copies import HELD, RESTORED, CopyState
from storage.cursors import before, cursor, read_cursor
from storage.ids import new_id, new_ref
from storage.memory import Memory, read_once
from storage.tables import Moment, announcements, copies, notices
from storage.upsert import insert_new

_COLUMNS = announcements.c
_BY_ID = select(announcements).where(_COLUMNS.id == bindparam("of"))
_BY_REF = select(announcements).where(_COLUMNS.ref == bindparam("of"))
_BY_DRAFT = select(announcements).where(_COLUMNS.draft == bindparam("of"), _COLUMNS.author == bindparam("whose"))
_TAKEN = select(func.count()).where(_COLUMNS.draft == bindparam("of"))
_CHANGE = update(announcements).where(_COLUMNS.id == bindparam("of"), _COLUMNS.version == bindparam("was"))
_MINE = or_(_COLUMNS.author == bindparam("whose"), _COLUMNS.state.in_(bindparam("of_others", expanding=True)))
_COUNT = select(func.count()).where(_MINE)
_BEFORE = before(_COLUMNS.changed_at, _COLUMNS.id, bindparam("before", type_=Moment), bindparam("before_id"))
_PAGE = (
    select(announcements)
    .where(_MINE, _BEFORE)
    .order_by(_COLUMNS.changed_at.desc(), _COLUMNS.id.desc())
    .limit(bindparam("size"))
)
_BEFORE_ALL = (datetime(9999, 1, 1, tzinfo=UTC), "")


_DUE = (
    select(announcements)
    .where(_COLUMNS.starts_at <= bindparam("now", type_=Moment), _COLUMNS.state == State.SCHEDULED)
    .order_by(_COLUMNS.starts_at, _COLUMNS.id)
    .limit(bindparam("size"))
    .offset(bindparam("beyond"))
    # What another replica is about to begin is left to it.
    .with_for_update(skip_locked=True)
)
_UNDER_WAY = (
    select(announcements)
    .where(_COLUMNS.state.in_((State.SENDING, State.PAUSED)), _COLUMNS.id > bindparam("after"))
    .order_by(_COLUMNS.id)
    .limit(bindparam("size"))
)
_TO_GO = (
    select(announcements)
    .where(_COLUMNS.state == State.SCHEDULED, _COLUMNS.id > bindparam("after"))
    .order_by(_COLUMNS.id)
    .limit(bindparam("size"))
)
_WAITING = (CopyState.PENDING, CopyState.SENDING)
# What is held waits for a person, perhaps for ever: it is named on the card, and keeps nothing open.
_LOOKED_FOR = and_(copies.c.state == CopyState.UNCERTAIN, copies.c.reason.not_in((HELD, RESTORED)))
# Said outright: by itself a statement within a statement within another does not refer to the outermost.
_NOTICE = (
    select(notices.c.id)
    .where(notices.c.key == Announced.kind + ":" + _COLUMNS.id + ":")
    .correlate(announcements)
    .scalar_subquery()
)
_LEFT = select(copies.c.id).where(copies.c.notice == _NOTICE, or_(copies.c.state.in_(_WAITING), _LOOKED_FOR)).exists()
_OVER = (
    select(announcements)
    .where(_COLUMNS.state == State.SENDING, ~_LEFT)
    .order_by(_COLUMNS.id)
    .limit(bindparam("size"))
    .offset(bindparam("beyond"))
    .with_for_update(skip_locked=True)
)


class Announcements:
    """Each is its author's; the compare-and-set on the version makes each change count once."""

    def __init__(self, connection: Connection, acts: Acts, memory: Memory | None = None) -> None:
        self._connection = connection
        self._acts = acts
        self._memory = memory

    def add(self, content: Content, *, author: Person, draft: str, at: datetime) -> Announcement:
        """A new draft; the same form sent again is the one that it made. Refusal("not-found") for another's form."""
        while True:
            added = Announcement(
                id=new_id(),
                ref=new_ref("A"),
                author=author.id,
                author_name=author.name,
                state=State.DRAFT,
                version=1,
                content=content,
                made_at=at,
                changed_at=at,
            )
            if insert_new(self._connection, announcements, {"draft": draft, **_row(added)}):
                self._note(added, author.id, "written")
                return added
            if self._connection.execute(_TAKEN, {"of": draft}).scalar_one():
                return self._sent_before(draft, author)
            # Five letters collide now and then.

    def _sent_before(self, draft: str, author: Person) -> Announcement:
        found = self.made_from(draft, author)
        if found is None:
            raise Refusal("not-found")
        return found

    def made_from(self, draft: str, author: Person) -> Announcement | None:
        """What this form of theirs has made, None where it was not sent."""
        row = self._connection.execute(_BY_DRAFT, {"of": draft, "whose": author.id}).first()
        return announcement_of(row) if row else None

    def change(self, was: Announcement, then: Announcement, step: Step, *, by: str, at: datetime) -> Announcement:
        """Keep `then` if `was` is still what is kept; Refusal("announcement-changed") where it is not."""
        kept = replace(then, version=was.version + 1, changed_at=at)
        done = self._connection.execute(_CHANGE, {"of": was.id, "was": was.version, **_row(kept)})
        if done.rowcount != 1:
            raise Refusal("announcement-changed")
        self._note(kept, by, step)
        return kept

    def _note(self, one: Announcement, by: str, what: str) -> None:
        self._acts.note(by, f"announcement-{what}", f"{KIND}:{one.id}", at=one.changed_at, version=one.version)

    @read_once
    def get(self, announcement_id: str) -> Announcement | None:
        """By its id."""
        row = self._connection.execute(_BY_ID, {"of": announcement_id}).first()
        return announcement_of(row) if row else None

    def by_ref(self, ref: str) -> Announcement | None:
        """By what people see, however they type it."""
        made = read_ref(ref)
        row = self._connection.execute(_BY_REF, {"of": made}).first() if made else None
        return announcement_of(row) if row else None

    def of(self, author: str, *, cursor_text: str = "", size: int = 8, others: bool = False) -> Page[Announcement]:
        """What this person has written, what was changed last first; with `others` also what is under way of theirs."""
        at, row_id = read_cursor(cursor_text) or _BEFORE_ALL
        states = [State.SENDING, State.PAUSED] if others else []
        asked = {"whose": author, "of_others": states, "before": at, "before_id": row_id, "size": size + 1}
        rows = self._connection.execute(_PAGE, asked).all()
        page = tuple(map(announcement_of, rows[:size]))
        more = cursor(page[-1].changed_at, page[-1].id) if len(rows) > size else ""
        return Page(page, int(self._connection.execute(_COUNT, asked).scalar_one()), more)

    def due(self, at: datetime, size: int, *, beyond: int = 0) -> tuple[Announcement, ...]:
        """Whose copies are to be made, the longest waiting first, without so many of those."""
        asked = {"now": at, "size": size, "beyond": beyond}
        return tuple(map(announcement_of, self._connection.execute(_DUE, asked)))

    def under_way(self, size: int, *, after: str) -> tuple[Announcement, ...]:
        """Those being sent or held up, by id."""
        return tuple(map(announcement_of, self._connection.execute(_UNDER_WAY, {"size": size, "after": after})))

    def scheduled(self, size: int, *, after: str) -> tuple[Announcement, ...]:
        """Those that go later, by id."""
        return tuple(map(announcement_of, self._connection.execute(_TO_GO, {"size": size, "after": after})))

    def over(self, size: int, *, beyond: int = 0) -> tuple[Announcement, ...]:
        """Those being sent of which nothing is left to send."""
        return tuple(map(announcement_of, self._connection.execute(_OVER, {"size": size, "beyond": beyond})))


def access_own(announcements_: Announcements, person: Person, typed: str) -> Announcement:
    """The person's own, by id or by ref; Refusal("not-found") alike for missing and forbidden."""
    found = announcements_.get(typed) or announcements_.by_ref(typed)
    if found is None or found.author != person.id:
        raise Refusal("not-found")
    return found


def _row(one: Announcement) -> dict[str, Any]:
    return {
        "id": one.id,
        "ref": one.ref,
        "author": one.author,
        "author_name": one.author_name,
        "state": one.state,
        "version": one.version,
        "content": to_json(one.content),
        "audience": audience_to_json(one.audience) if one.audience else "",
        "timing": timing_to_json(one.timing),
        "starts_at": one.starts_at,
        "revision": to_json(one.revision) if one.revision else "",
        "edits": one.edits,
        "edited_at": one.edited_at,
        "made_at": one.made_at,
        "changed_at": one.changed_at,
    }


def announcement_of(row: Row[Any]) -> Announcement:
    """The announcement of a row of `announcements`."""
    return Announcement(
        id=row.id,
        ref=row.ref,
        author=row.author,
        author_name=row.author_name,
        state=State(row.state),
        version=row.version,
        content=from_json(row.content),
        audience=audience_from_json(row.audience) if row.audience else None,
        timing=timing_from_json(row.timing) if row.timing else Timing(),
        starts_at=row.starts_at,
        revision=from_json(row.revision) if row.revision else None,
        edits=row.edits,
        edited_at=row.edited_at,
        made_at=row.made_at,
        changed_at=row.changed_at,
    )
