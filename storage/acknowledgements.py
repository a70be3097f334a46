"""Acknowledgements: who has said that they read an announcement; each person once, by whichever account."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, case, exists, func, literal, or_, select, update

from domain.announcements_followed import ACKNOWLEDGED, Acknowledged
from domain.notices.announcements import Announced, AnnouncementReminder
from domain.notices.digests import ToldTogether
from domain.notices.notice import Notice, topic
from domain.people import Person
from domain.places import Platform
from storage.channels import FIT
from storage.copies import HELD, MINE, NOW, RESTORED, CopyState, Lane, in_order
from storage.outbox import Outbox
from storage.tables import acknowledgements, channels, copies, notices, persons
from storage.upsert import insert_new


class Acknowledgements:
    """Of people; what a channel was told is acknowledged by any of its partner's."""

    def __init__(self, connection: Connection, outbox: Outbox) -> None:
        self._connection = connection
        self._outbox = outbox

    def add(self, announcement_id: str, person: Person, platform: Platform, *, at: datetime) -> bool:
        """Whether it is the first time; then no reminder that has not left yet does, to them or to their partner."""
        row = {"announcement": announcement_id, "person": person.id, "platform": platform, "at": at}
        if not insert_new(self._connection, acknowledgements, row):
            return False
        about = {"about": topic(AnnouncementReminder.about, announcement_id), "now": at, "whose": person.id}
        self._connection.execute(_REMIND_NO_MORE, about)
        if person.partner:
            self._connection.execute(_REMIND_NONE_THERE, {**about, "theirs": person.partner})
        return True

    def at(self, announcement_id: str, person: Person) -> datetime | None:
        """When this person did, None where they have not."""
        return self._connection.execute(_AT, {"of": announcement_id, "whose": person.id}).scalar()

    def on_record(self, announcement_id: str) -> bool:
        """Whether it is known still to whom it was told."""
        return self._connection.execute(_NOTICE, {"the": Announced(announcement_id).key}).first() is not None

    def concerns(self, announcement_id: str, person: Person) -> bool:
        """Whether it was told to this person, or in a channel of the partner they work for."""
        asked = {"the": Announced(announcement_id).key, "whose": person.id, "theirs": person.partner or "-"}
        return bool(self._connection.execute(_CONCERNS, asked).scalar())

    def figures(self, announcement_id: str) -> Acknowledged:
        """How many of whom it was asked of; who has left since without a word is asked no more."""
        row = self._connection.execute(_FIGURES, _of(announcement_id)).one()
        return Acknowledged(
            people=row.people,
            asked=row.asked,
            told=row.told,
            partners=row.partners,
            asked_partners=row.asked_partners,
            coming=row.people_coming + row.partners_coming,
        )

    def remind(self, announcement_id: str, notice: Notice, *, at: datetime) -> int:
        """Those who have it and have not: people, and channels of partners of whom nobody has. How many; whoever is
        told so by an earlier one, which has not come yet, is left to that.
        """
        return self._outbox.broadcast(notice, _silent(announcement_id), at=at, lane=Lane.CROWD)


def _of(announcement_id: str) -> dict[str, str]:
    about = topic(AnnouncementReminder.about, announcement_id)
    return {"of": announcement_id, "the": Announced(announcement_id).key, "about": about}


# --- the statements, built once ---

_A = acknowledgements.c
_AT = select(_A.at).where(_A.announcement == bindparam("of"), _A.person == bindparam("whose"))
_NOTICE = select(notices.c.id).where(notices.c.key == bindparam("the"))
_THE = _NOTICE.scalar_subquery()
# As it was linked then: whoever it is linked to since was not asked.
_THERE = channels.c.id == copies.c.linked
_TOLD = and_(copies.c.notice == _THE, copies.c.state != CopyState.SKIPPED)
_CONCERNS = select(
    or_(
        exists().where(_TOLD, copies.c.person == bindparam("whose")),
        exists().where(_TOLD, _THERE, channels.c.partner == bindparam("theirs")),
    )
)
_DIGEST, _OF_DIGEST = copies.alias("digest"), notices.alias("of_digest")
# It may still be called off before its digest leaves: whoever was reminded then would be asked for what they never got.
_IN_ONE_THAT_GOES = exists().where(
    _DIGEST.c.person == copies.c.person,
    _DIGEST.c.done_at.is_(None),
    _OF_DIGEST.c.id == _DIGEST.c.notice,
    _OF_DIGEST.c.kind == ToldTogether.kind,
    _OF_DIGEST.c.put_at == copies.c.done_at,
)
_TOLD_TOGETHER = and_(copies.c.state == CopyState.GATHERED, ~_IN_ONE_THAT_GOES)
_OUT = and_(copies.c.notice == _THE, or_(copies.c.state == CopyState.SENT, _TOLD_TOGETHER))
_ACKED = and_(_A.announcement == bindparam("of"), _A.person == copies.c.person)
_IS_HERE = and_(persons.c.id == copies.c.person, persons.c.roles != "", persons.c.left_at.is_(None))
_IS_ASKED = or_(exists().where(_IS_HERE), exists().where(_ACKED))
_BY_PARTNER = and_(_A.announcement == bindparam("of"), persons.c.id == _A.person)
_THEIRS = and_(_BY_PARTNER, persons.c.organisation == channels.c.partner)
_HEARD = exists().where(_THEIRS)
_REMINDERS = select(notices.c.id).where(
    notices.c.topic == bindparam("about"), notices.c.kind == AnnouncementReminder.kind
)
_LOOKED_FOR = and_(MINE.c.state == CopyState.UNCERTAIN, MINE.c.reason.not_in((HELD, RESTORED)))
_COMES = and_(MINE.c.notice.in_(_REMINDERS), or_(MINE.c.state.in_((CopyState.PENDING, CopyState.SENDING)), _LOOKED_FOR))
_THEIR_REMINDERS = select(MINE.c.person).where(_COMES, MINE.c.person.is_not(None))
_REMINDERS_THERE = select(MINE.c.linked).where(_COMES, MINE.c.person.is_(None))
_FIGURES = select(
    select(func.count()).where(_A.announcement == bindparam("of")).scalar_subquery().label("people"),
    select(func.count()).where(_OUT, copies.c.person.is_not(None), _IS_ASKED).scalar_subquery().label("asked"),
    select(func.count()).where(_OUT, exists().where(_ACKED)).scalar_subquery().label("told"),
    select(func.count(channels.c.partner.distinct())).where(_OUT, _THERE).scalar_subquery().label("asked_partners"),
    select(func.count(channels.c.partner.distinct())).where(_OUT, _THERE, _HEARD).scalar_subquery().label("partners"),
    select(func.count(MINE.c.person.distinct())).where(_COMES).scalar_subquery().label("people_coming"),
    select(func.count(channels.c.partner.distinct()))
    .where(channels.c.id.in_(_REMINDERS_THERE))
    .scalar_subquery()
    .label("partners_coming"),
)
_TO_COME = and_(MINE.c.notice.in_(_REMINDERS), MINE.c.state == CopyState.PENDING)
_TO_THEM = and_(_TO_COME, MINE.c.person == bindparam("whose"))
_THEIR_CHANNELS = select(channels.c.id).where(channels.c.partner == bindparam("theirs"))
_THERE_TO_COME = and_(_TO_COME, MINE.c.person.is_(None), MINE.c.linked.in_(_THEIR_CHANNELS))
_OVER = {"state": CopyState.SKIPPED, "reason": ACKNOWLEDGED, "done_at": NOW, "due": None, "gather_at": None}
_REMIND_NO_MORE = update(copies).where(copies.c.id.in_(in_order(_TO_THEM))).values(**_OVER)
_REMIND_NONE_THERE = update(copies).where(copies.c.id.in_(in_order(_THERE_TO_COME))).values(**_OVER)
_ADDRESS: Sequence[str] = ("platform", "tenant", "host", "conversation", "user", "service", "channel", "linked")


def _silent(announcement_id: str) -> Select[Any]:
    """A person is looked up anew when it leaves; a channel stays where it was."""
    there = [case((copies.c.person.is_(None), copies.c[name]), else_=literal("")).label(name) for name in _ADDRESS]
    silent = or_(
        and_(exists().where(_IS_HERE), ~exists().where(_ACKED), copies.c.person.not_in(_THEIR_REMINDERS)),
        and_(exists().where(_THERE, FIT), ~exists().where(_THERE, _THEIRS), copies.c.linked.not_in(_REMINDERS_THERE)),
    )
    chosen = select(copies.c.person, *there, copies.c.language, copies.c.zone).where(_OUT, silent)
    return chosen.params(_of(announcement_id))
