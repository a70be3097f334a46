"""Channels: which conversation is which partner's, and whether anything is wrong with it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, case, delete, func, or_, select, update

from domain.channels import TOLD_ANEW, Channel, State, Trouble
from domain.notices.notice import Notice
from domain.people import Person
from domain.places import Platform
from domain.refusal import Refusal
from storage.acts import Acts
from storage.copies import MINE, CopyState, in_order
from storage.ids import new_id
from storage.installations import Installations
from storage.partners import Partners, access_partner
from storage.tables import channels, copies, identities, met, notices, persons, unlinked
from storage.unseen import Unseen
from storage.upsert import Insert, insert_into, insert_new, upsert

_THIS = and_(channels.c.platform == bindparam("of_platform"), channels.c.conversation == bindparam("of_conversation"))
_GET = select(channels).where(_THIS)
_BY_ID = select(channels).where(channels.c.id == bindparam("of"))
_ALL = select(channels).order_by(channels.c.partner, channels.c.name, channels.c.id)
_OF = _ALL.where(channels.c.partner == bindparam("of"))
_LINKED = (
    select(channels)
    .where(channels.c.state == State.LINKED, channels.c.id > bindparam("after"))
    .order_by(channels.c.id)
    .limit(bindparam("size"))
)
_CHANGE = update(channels).where(_THIS)
TROUBLE = case(
    (channels.c.trouble != "", channels.c.trouble),
    (channels.c.unshared, Trouble.UNSHARED),
    (channels.c.others, Trouble.OTHERS),
    else_="",
)
"""The first thing that is wrong with it, "" where nothing is."""
FIT = and_(channels.c.state == State.LINKED, TROUBLE == "")
"""Something may be told there: it is a partner's, and nothing is wrong with it."""
_FIT = select(channels.c.id, channels.c.partner).where(channels.c.id.in_(bindparam("these", expanding=True)), FIT)
_FOLLOW = (
    update(copies)
    .where(
        copies.c.id.in_(
            in_order(
                and_(
                    MINE.c.linked != "",
                    MINE.c.platform == bindparam("of_platform"),
                    MINE.c.conversation == bindparam("of_conversation"),
                )
            )
        )
    )
    .values(conversation=bindparam("to_conversation"))
)
_MET = select(met.c.companies).where(
    met.c.platform == bindparam("of_platform"), met.c.conversation == bindparam("of_conversation")
)
_FOLLOW_MET = (
    update(met)
    .where(met.c.platform == bindparam("of_platform"), met.c.conversation == bindparam("of_conversation"))
    .values(conversation=bindparam("to_conversation"))
)
_FORGET_MET = delete(met).where(
    met.c.platform == bindparam("of_platform"), met.c.conversation == bindparam("of_conversation")
)
_TO_TRY = channels.alias()
# In the order of their ids: two that are tried again at once cannot wait for each other.
_FAILED = (
    select(_TO_TRY.c.id)
    .where(
        _TO_TRY.c.trouble != "",
        _TO_TRY.c.id.in_(
            select(copies.c.linked).where(
                copies.c.notice == select(notices.c.id).where(notices.c.key == bindparam("the")).scalar_subquery(),
                copies.c.state == CopyState.FAILED,
            )
        ),
    )
    .order_by(_TO_TRY.c.id)
    .with_for_update()
)
_TRY = update(channels).where(channels.c.id.in_(_FAILED)).values(trouble="")
_MOVED = select(channels.c.host).where(channels.c.id == copies.c.linked).scalar_subquery()
_FOLLOW_HOST = (
    update(copies)
    .where(
        copies.c.id.in_(
            in_order(
                and_(
                    MINE.c.notice == select(notices.c.id).where(notices.c.key == bindparam("the")).scalar_subquery(),
                    MINE.c.state == CopyState.FAILED,
                    select(_TO_TRY.c.id).where(_TO_TRY.c.id == MINE.c.linked, _TO_TRY.c.host != MINE.c.host).exists(),
                )
            )
        )
    )
    .values(host=_MOVED, tenant=_MOVED)
)
_UNLINK = delete(channels).where(
    channels.c.id == bindparam("of"),
    channels.c.partner == bindparam("as_partner"),
    channels.c.state == bindparam("as_state"),
)


class Channels:
    """One row a conversation, so that it can be only one partner's."""

    def __init__(self, connection: Connection, acts: Acts, installations: Installations, unseen: Unseen) -> None:
        self._connection = connection
        self._acts = acts
        self._installations = installations
        self._unseen = unseen

    def link(self, channel: Channel, *, by: str, at: datetime) -> None:
        """It is this partner's from now on, by the word of `by`; again, it is as it is said now, and what its platform
        would say once more is not held against it. What else is wrong with it stays. Who has come into it while it was
        on no list is looked at.

        Refusal channel-taken where it is another partner's: that has to be ended first.
        """
        # One that was unlinked meanwhile gets another id: what was meant for it as it was is not meant for this one.
        row = _row(replace(channel, id=new_id(), state=State.LINKED, service=self._service(channel)), at)
        if self._connection.execute(_link(self._connection.dialect.name), row).rowcount != 1:
            raise Refusal("channel-taken")
        seen = self._met(channel.platform, channel.conversation)
        if seen is not None:
            self._changed(channel.platform, channel.conversation, {"others": bool(seen - {channel.partner})})
        self._unseen.ask(channel.platform, channel.conversation, at=at)
        self._acts.note(by, "channel-linked", _about(channel), at=at, partner=channel.partner)

    def propose(self, channel: Channel, *, at: datetime) -> bool:
        """It is to be asked about, unless it is known already; whether that is new."""
        row = _row(replace(channel, id=new_id(), state=State.PROPOSED, service=self._service(channel)), at)
        return insert_new(self._connection, channels, row)

    def unlink(self, channel: Channel, *, by: str, at: datetime) -> None:
        """It is nobody's any more, unless it has become another's, or been linked, since it was looked at. What was
        told there is named by it still.
        """
        seen = {"of": channel.id, "as_partner": channel.partner, "as_state": channel.state}
        if self._connection.execute(_UNLINK, seen).rowcount == 1:
            was = {"id": channel.id, "partner": channel.partner, "name": channel.name, "at": at}
            insert_new(self._connection, unlinked, was)
            self._unseen.seen(channel.platform, channel.conversation)
            self._acts.note(by, "channel-unlinked", _about(channel), at=at, partner=channel.partner)

    def rename(self, platform: Platform, conversation: str, name: str) -> bool:
        """It is called so on its platform now; False where it is not known here."""
        return self._changed(platform, conversation, {"name": name})

    def readdress(self, platform: Platform, conversation: str, new: str) -> bool:
        """The platform gave it another id, in which whatever was told there, or waits to be, goes on; False where it is
        not known here, or the new one is, already.
        """
        if self.get(platform, new) or not self._changed(platform, conversation, {"conversation": new}):
            return False
        # Who was seen where the new id stood before, for a channel that was unlinked since, is of no use.
        self._connection.execute(_FORGET_MET, _of(platform, new))
        for follow in (_FOLLOW, _FOLLOW_MET):
            self._connection.execute(follow, {**_of(platform, conversation), "to_conversation": new})
        return True

    def trouble(self, platform: Platform, conversation: str, *troubles: Trouble) -> bool:
        """So much is wrong with it as well; False where it is not known here."""
        return self._changed(platform, conversation, _troubled(troubles))

    def mend(self, platform: Platform, conversation: str, *troubles: Trouble) -> bool:
        """So much is not wrong with it any more; what else is stays. False where it is not known here."""
        nothing = {column: False if value is True else "" for column, value in _troubled(troubles).items()}
        return self._changed(platform, conversation, nothing)

    def try_again(self, notice: Notice) -> None:
        """Where it failed, what the platform would say once more is forgotten: nobody may tell when it is over. Where a
        channel has been moved to another workspace since, it goes there.
        """
        for again in (_TRY, _FOLLOW_HOST):
            self._connection.execute(again, {"the": notice.key})

    def meet(self, platform: Platform, conversation: str, companies: Collection[str]) -> None:
        """People of these partners are in it, and of no others."""
        there = {"platform": platform, "conversation": conversation}
        upsert(self._connection, met, there, {"companies": " ".join(sorted(companies))})

    def joined(self, platform: Platform, conversation: str, companies: Collection[str]) -> None:
        """People of these partners have come in."""
        self.meet(platform, conversation, (self._met(platform, conversation) or frozenset()).union(companies))

    def _met(self, platform: Platform, conversation: str) -> frozenset[str] | None:
        """None where it was never looked."""
        row = self._connection.execute(_MET, _of(platform, conversation)).first()
        return frozenset(row.companies.split()) if row else None

    def _changed(self, platform: Platform, conversation: str, values: Mapping[str, object]) -> bool:
        return self._connection.execute(_CHANGE, {**_of(platform, conversation), **values}).rowcount == 1

    def settle(self, platform: Platform, conversation: str, *, host: str, service: str, outside: bool) -> None:
        """Tandem is in it, and heard from there: whose it is, and how to write to it."""
        self._installations.moved(platform, conversation, service)
        self._changed(platform, conversation, {"host": host, "service": service, "outside": outside})

    # --- look ---

    def get(self, platform: Platform, conversation: str) -> Channel | None:
        """The channel with this id on its platform."""
        row = self._connection.execute(_GET, _of(platform, conversation)).first()
        return channel_of(row) if row else None

    def by_id(self, channel_id: str) -> Channel | None:
        """The channel with this id of ours."""
        row = self._connection.execute(_BY_ID, {"of": channel_id}).first()
        return channel_of(row) if row else None

    def fit(self, these: Collection[str], partners: Collection[str]) -> frozenset[str]:
        """Those of these, by our ids, that are linked as they were, to one of these partners, and have no trouble."""
        found = self._connection.execute(_FIT, {"these": sorted(these)})
        return frozenset(row.id for row in found if row.partner in partners)

    def linked(self, size: int, *, after: str) -> tuple[Channel, ...]:
        """So many of those that are somebody's, by our ids, from after this one on."""
        return tuple(map(channel_of, self._connection.execute(_LINKED, {"after": after, "size": size})))

    def of(self, partner: str) -> tuple[Channel, ...]:
        """This partner's, by name."""
        return tuple(map(channel_of, self._connection.execute(_OF, {"of": partner})))

    def page(self, partners: Collection[str] | None, *, own: bool, start: int, size: int) -> tuple[Channel, ...]:
        """Those of these partners, None for all, from the `start`th on: what needs a look first, then by partner.

        `own`: as the partner's own people see them, without what is only proposed of the vendor's.
        """
        rows = self._connection.execute(_listed(partners, own=own).offset(start).limit(size))
        return tuple(map(channel_of, rows))

    def tally(self, partners: Collection[str] | None, *, own: bool) -> tuple[int, int]:
        """How many these are, and how many need a look."""
        rows = _listed(partners, own=own).order_by(None).subquery()
        needy = func.coalesce(func.sum(rows.c.needs_look), 0)
        count, wrong = self._connection.execute(select(func.count(), needy).select_from(rows)).one()
        return int(count), int(wrong)

    def companies(self, platform: Platform, users: Collection[str]) -> frozenset[str]:
        """For whom those who have one of these accounts work."""
        found = self._connection.execute(_COMPANIES, {"of_platform": platform, "users": list(users)}) if users else ()
        return frozenset(row.organisation for row in found)

    def all(self) -> tuple[Channel, ...]:
        """Everybody's, by partner and name: for comparing, never for showing."""
        return tuple(map(channel_of, self._connection.execute(_ALL)))

    def _service(self, channel: Channel) -> str:
        """By which address the platform takes messages there, as far as anybody was heard from that tenant."""
        return channel.service or self._installations.service(channel.platform, channel.host)


_NEEDS_LOOK = case((or_(channels.c.state == State.PROPOSED, TROUBLE != ""), 1), else_=0)
_COMPANIES = (
    select(persons.c.organisation)
    .distinct()
    .join(identities, identities.c.person == persons.c.id)
    .where(
        identities.c.platform == bindparam("of_platform"),
        identities.c.user.in_(bindparam("users", expanding=True)),
        persons.c.roles != "",
    )
)


def _listed(partners: Collection[str] | None, *, own: bool) -> Select[Any]:
    found = select(channels, _NEEDS_LOOK.label("needs_look"))
    found = found.order_by(_NEEDS_LOOK.desc(), channels.c.partner, channels.c.name, channels.c.id)
    if partners is not None:
        found = found.where(channels.c.partner.in_(sorted(partners)))
    if own:
        found = found.where(or_(channels.c.state == State.LINKED, channels.c.outside.is_(True)))
    return found


@cache
def _link(dialect: str) -> Insert:
    """One statement, so that of two who link it to two partners at once the second is refused."""
    statement = insert_into(dialect, channels)
    new = statement.excluded
    told = ("host", "partner", "name", "language", "zone", "outside", "state", "at")
    return statement.on_conflict_do_update(
        index_elements=["platform", "conversation"],
        set_={
            **{name: new[name] for name in told},
            "service": case((new.service == "", channels.c.service), else_=new.service),
            "trouble": case((channels.c.state == State.LINKED, ""), else_=channels.c.trouble),
            "unshared": and_(channels.c.unshared, channels.c.partner == new.partner),
        },
        where=or_(channels.c.state == State.PROPOSED, channels.c.partner == new.partner),
    ).execution_options(preserve_rowcount=True)


def _of(platform: Platform, conversation: str) -> dict[str, str]:
    return {"of_platform": platform, "of_conversation": conversation}


def _about(channel: Channel) -> str:
    return f"channel:{channel.platform}:{channel.conversation}"


def _row(channel: Channel, at: datetime) -> Mapping[str, Any]:
    return {
        "id": channel.id,
        "platform": channel.platform,
        "conversation": channel.conversation,
        "host": channel.host,
        "service": channel.service,
        "partner": channel.partner,
        "name": channel.name,
        "language": channel.language,
        "zone": channel.zone,
        "outside": channel.outside,
        "state": channel.state,
        **_NOTHING,
        **_troubled(channel.troubles),
        "at": at,
    }


_NOTHING: Mapping[str, object] = {"trouble": "", "unshared": False, "others": False}


def _troubled(troubles: Collection[Trouble]) -> dict[str, object]:
    """In which columns they stand, and how; of what a platform says of the channel itself, one does."""
    kept = {one.value: True for one in (Trouble.UNSHARED, Trouble.OTHERS) if one in troubles}
    said = next((one for one in TOLD_ANEW if one in troubles), None)
    return {**kept, **({"trouble": said} if said else {})}


def channel_of(row: Row[Any]) -> Channel:
    """The channel of a row of `channels`."""
    return Channel(
        id=row.id,
        platform=Platform(row.platform),
        host=row.host,
        conversation=row.conversation,
        service=row.service,
        partner=row.partner,
        name=row.name,
        language=row.language,
        zone=row.zone,
        outside=row.outside,
        state=State(row.state),
        troubles=frozenset(_troubles(row)),
    )


def _troubles(row: Row[Any]) -> Iterator[Trouble]:
    if row.trouble:
        yield Trouble(row.trouble)
    if row.unshared:
        yield Trouble.UNSHARED
    if row.others:
        yield Trouble.OTHERS


def access_channel(channels: Channels, partners: Partners, person: Person, channel_id: str) -> Channel:
    """One of a partner's within the person's scope; Refusal("not-found") alike for missing and forbidden.

    Of a channel that is not their own, a partner's people learn nothing before it is linked: the guess may be wrong.
    One of a partner that there is no more is seen by whoever sees everything.
    """
    found = channels.by_id(channel_id)
    if found is None or (person.partner and found.state is State.PROPOSED and not found.outside):
        raise Refusal("not-found")
    if partners.get(found.partner) or not person.scope.everything:
        access_partner(partners, person, found.partner)
    return found
