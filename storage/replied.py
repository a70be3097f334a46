"""Which copy a message of ours is, and which questions wait for somebody: for what is written in reply."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, and_, bindparam, exists, literal, literal_column, or_, select

from domain.deals import State
from domain.notices.deals import DealDecided, DealQuestion
from domain.notices.notice import topic
from domain.places import Place
from storage.people import Known
from storage.tables import Moment, copies, deals, notices

WAITING = 2
"""More questions than one are as many as it takes to know that it is not the only one."""


@dataclass(frozen=True, kw_only=True)
class Posted:
    """A copy that is out, by what it tells."""

    copy: str
    kind: str
    subject: str
    occasion: str


class Replied:
    """Looks only."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def at(self, place: Place, known: Known, message: str) -> Posted | None:
        """The copy that is this message, in the conversation in which `known` replied to it."""
        # A channel's conversation in Teams names the thread behind it.
        there = {"conversation": place.conversation, "room": place.conversation.partition(";")[0]}
        where = {"platform": place.platform, "host": known.host, "house": place.tenant, **there}
        asked = {**where, "user": known.identity.user, "message": message}
        return _posted(self._connection.execute(_AT, asked).first())

    def copy(self, copy_id: str) -> Posted | None:
        """The copy with this id."""
        return _posted(self._connection.execute(_COPY, {"id": copy_id}).first())

    def waiting_for(self, person: str, partner: str) -> tuple[str, ...]:
        """The ids of at most WAITING deals of this partner about which this person was asked, and which wait."""
        asked = {"whose": person, "of_partner": partner}
        return tuple(self._connection.execute(_WAITING_FOR, asked).scalars())

    def untold(self, person: str, partner: str, *, at: datetime, until: datetime) -> tuple[str, ...]:
        """Those about which this person was asked once, and of whose decision the partner is told by `until` only."""
        asked = {"whose": person, "of_partner": partner, "now": at, "then": until}
        return tuple(self._connection.execute(_UNTOLD, asked).scalars())


def _posted(row: Row[str, str, str, str] | None) -> Posted | None:
    return Posted(copy=row.id, kind=row.kind, subject=row.subject, occasion=row.occasion) if row else None


_POSTED = select(copies.c.id, notices.c.kind, notices.c.subject, notices.c.occasion).join(
    notices, notices.c.id == copies.c.notice
)
_COPY = _POSTED.where(copies.c.id == bindparam("id"))
# The conditions of the two indexes are said as they stand there: else SQLite does not know that they hold.
# The web's chat has no conversations: there a copy is where its reader is.
_HERE = or_(
    copies.c.conversation.in_((bindparam("conversation"), bindparam("room"))),
    and_(copies.c.conversation == "", copies.c.user == bindparam("user")),
)
_AT = _POSTED.where(
    copies.c.message == bindparam("message"),
    copies.c.message != literal_column("''"),
    copies.c.platform == bindparam("platform"),
    # A linked channel is one row, by its own id: where the list has it under its organisation it is still the same.
    or_(copies.c.host.in_((bindparam("host"), bindparam("house"))), copies.c.linked != ""),
    _HERE,
).limit(1)
_DECIDED, _UNDUE = notices.alias("decided"), copies.alias("undue")
_ASKED_OF_THEM = exists().where(
    notices.c.topic == literal(topic("deal", "")) + deals.c.id,
    notices.c.kind == DealQuestion.kind,
    copies.c.notice == notices.c.id,
    copies.c.person == bindparam("whose"),
)
_WAITING_FOR = (
    select(deals.c.id)
    .where(
        deals.c.partner == bindparam("of_partner"),
        deals.c.state == literal(State.INFORMATION_ASKED.value, literal_execute=True),
        _ASKED_OF_THEM,
    )
    .limit(WAITING)
)
# By when it is due: that is the moment at which the decision cannot be undone any more.
_UNTOLD = (
    select(deals.c.id)
    .join(_DECIDED, _DECIDED.c.subject == deals.c.id)
    .join(_UNDUE, _UNDUE.c.notice == _DECIDED.c.id)
    .where(
        _UNDUE.c.person.is_not(None),
        _UNDUE.c.due > bindparam("now", type_=Moment),
        _UNDUE.c.due <= bindparam("then", type_=Moment),
        _DECIDED.c.kind == DealDecided.kind,
        deals.c.partner == bindparam("of_partner"),
        _ASKED_OF_THEM,
    )
    .distinct()
)
