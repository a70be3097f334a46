"""Audience: who is reached by an announcement, who is not and why, and the copies of those who are.

One SELECT answers all of it, so that what was counted and shown is what is frozen into copies.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    Text,
    and_,
    case,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)

from domain.audience import SAMPLES, UNREACHED, Audience, Leaving, Reach, Recipient, To, Unreached, Why
from domain.channels import State
from domain.notices.notice import Notice
from domain.people import Person, Role
from domain.places import Platform
from domain.when import QuietHours
from storage.channels import TROUBLE
from storage.copies import CopyState, Lane
from storage.given import given
from storage.installations import InstallationState
from storage.outbox import Outbox
from storage.partners import Partners
from storage.plans import read_once_each
from storage.tables import Moment, certificates, channels, deals, identities, installations, persons
from storage.tables.columns import microseconds

Found = Mapping[str, ColumnElement[Any]]


class Audiences:
    """Counted, shown, and frozen: always within the scope of whoever announces."""

    def __init__(self, connection: Connection, partners: Partners, outbox: Outbox) -> None:
        self._connection = connection
        self._partners = partners
        self._outbox = outbox

    def count(self, audience: Audience, leaving: Leaving, *, by: Person) -> Reach:
        """What it comes to, with a few of those who are reached and of those who are not."""
        found = self._found(audience, leaving, by).cte("found").prefix_with("MATERIALIZED")
        with read_once_each(self._connection):
            return _reach(self._connection.execute(_review(found)).all())

    def unreached(self, audience: Audience, leaving: Leaving, *, by: Person) -> Iterator[Unreached]:
        """All who are not, by reason and name."""
        found = self._found(audience, leaving, by).cte("found").prefix_with("MATERIALIZED")
        with read_once_each(self._connection):
            return map(_unreached, self._connection.execute(_missed(found)))

    def at_partners(self, audience: Audience, leaving: Leaving, *, by: Person) -> dict[str, int]:
        """How many are reached at each partner, by its key."""
        found = self._found(audience, leaving, by).cte("found").prefix_with("MATERIALIZED")
        counted = select(found.c.key, func.count()).where(found.c.why == "").group_by(found.c.key)
        with read_once_each(self._connection):
            return {row[0]: row[1] for row in self._connection.execute(counted)}

    def freeze(
        self, audience: Audience, notice: Notice, leaving: Leaving, *, by: Person, at: datetime, lane: Lane = Lane.CROWD
    ) -> int:
        """A copy for each who is reached, due when it leaves there; how many. The same notice again adds nothing.

        Who is not reached has a copy too, skipped, which says why: it is part of the list.
        """
        found = self._found(audience, leaving, by).cte("found").prefix_with("MATERIALIZED")
        readers = select(*_copied(found, audience.to, at))
        with read_once_each(self._connection):
            return self._outbox.broadcast(notice, readers, at=at, lane=lane)

    def _found(self, audience: Audience, leaving: Leaving, by: Person) -> Select[Any]:
        """A row for each who is meant, reached or not."""
        chosen = self._chosen(audience, leaving.at, by)
        if audience.to is To.CHANNELS:
            zones = self._connection.execute(select(channels.c.zone).distinct()).scalars()
            clocks = {(zone, "", "") for zone in (*zones, *(one.zone for one in self._partners.all())) if zone}
            return _in_channels(audience, chosen, self._leaving(leaving, clocks, audience.to), leaving.at)
        rows = self._connection.execute(_CLOCKS).all()
        clocks = {(row.zone, row.quiet_from, row.quiet_to) for row in rows}
        return _in_person(audience, chosen, self._leaving(leaving, clocks, audience.to), leaving.at)

    def _chosen(self, audience: Audience, at: datetime, by: Person) -> CTE:
        """The partners whom the rules let in."""
        seen = [one for one in self._partners.seen_by(by) if audience.holds(one)]
        columns = {"key": Text, "name": Text, "language": Text, "zone": Text}
        rows = given(self._dialect, "seen", columns, ((one.key, one.name, one.language, one.zone) for one in seen))
        return select(rows).where(*_active(audience, at, rows)).cte("chosen").prefix_with("MATERIALIZED")

    def _leaving(self, leaving: Leaving, clocks: Iterable[tuple[str, str, str]], to: To) -> CTE:
        """When it leaves where, for everybody with the same clock and the same quiet hours."""
        columns = {"zone": Text, "quiet_from": Text, "quiet_to": Text, "due": BigInteger, "held": BigInteger}
        return given(self._dialect, "clocks", columns, (_clock(leaving, *clock, to) for clock in sorted(clocks)))

    @property
    def _dialect(self) -> str:
        return self._connection.dialect.name


# --- the rules that deals and certificates answer ---


def _active(audience: Audience, at: datetime, partner: FromClause) -> Iterator[ColumnElement[bool]]:
    theirs = deals.c.partner == partner.c.key
    if audience.active_days:
        yield exists().where(theirs, deals.c.filed_at >= audience.active_since(at))
    if audience.idle_days:
        yield ~exists().where(theirs, deals.c.filed_at >= audience.idle_since(at))
    if audience.certificates and audience.to is To.CHANNELS:
        there = and_(persons.c.organisation == partner.c.key, persons.c.roles != "")
        yield exists().where(there, persons.c.id.in_(_certified(audience, at)))
    if audience.products:
        yield exists().where(theirs, deals.c.product.in_(sorted(audience.products)))


def _certified(audience: Audience, at: datetime) -> Select[Any]:
    """Who has one of these certificates, and it has not ended by the day in UTC."""
    valid = or_(certificates.c.ends_on.is_(None), certificates.c.ends_on > at.date())
    return select(certificates.c.person).where(certificates.c.course.in_(sorted(audience.certificates)), valid)


# --- when it leaves ---

_UNCHOSEN = "-"
"""Quiet hours of somebody who has chosen none: those of the programme count."""
_FROM = func.coalesce(persons.c.quiet_from, _UNCHOSEN)
_TO = func.coalesce(persons.c.quiet_to, "")
_CLOCKS = select(persons.c.zone, _FROM.label("quiet_from"), _TO.label("quiet_to")).distinct()


def _clock(leaving: Leaving, zone: str, start: str, end: str, to: To) -> tuple[str, str, str, int, int]:
    quiet = leaving.quiet if start == _UNCHOSEN or to is To.CHANNELS else _quiet(start, end)
    due = leaving.leaves(zone, quiet, to=to)
    return zone, start, end, microseconds(due), int(due > leaving.meant(zone))


def _quiet(start: str, end: str) -> QuietHours | None:
    return QuietHours(time.fromisoformat(start), time.fromisoformat(end)) if start and end else None


# --- who is meant ---

_OF_COPY = {
    To.CHANNELS: ("platform", "tenant", "host", "conversation", "service", "language", "zone", "linked"),
    To.PEOPLE: ("person",),
}
"""What a copy is told of its reader; where a person is reached, and in which words, is looked up when it leaves."""


def _copied(found: CTE, to: To, at: datetime) -> Iterator[ColumnElement[Any]]:
    """A partner without a channel stands in the place of its conversation, on no platform."""
    yield from (found.c[name] for name in _OF_COPY[to])
    reached = found.c.why == ""
    yield case((reached, CopyState.PENDING), else_=CopyState.SKIPPED).label("state")
    yield case((reached, found.c.due)).label("due")
    yield case((found.c.why != "", literal(at, Moment))).label("done_at")
    yield case((reached, ""), else_=UNREACHED + found.c.why).label("reason")


def _heard() -> CTE:
    """By which address each tenant takes messages; in Slack there is none.

    What was not known when a channel was linked may be since: somebody has written from there.
    """
    said = select(identities.c.platform, identities.c.tenant, func.max(identities.c.service).label("service"))
    said = said.where(identities.c.platform == Platform.TEAMS, identities.c.service != "")
    return said.group_by(identities.c.platform, identities.c.tenant).cte("heard").prefix_with("MATERIALIZED")


def _in_channels(audience: Audience, chosen: CTE, clocks: CTE, at: datetime) -> Select[Any]:
    """Each linked channel of each partner; a partner without one is a row too."""
    language = func.coalesce(func.nullif(channels.c.language, ""), chosen.c.language)
    zone = func.coalesce(func.nullif(channels.c.zone, ""), chosen.c.zone)
    host, chat, heard = _out("out_of_host"), _out("out_of_chat"), _heard()
    service = func.coalesce(func.nullif(channels.c.service, ""), heard.c.service, "")
    linked = and_(channels.c.partner == chosen.c.key, channels.c.state == State.LINKED)
    why = case(
        (channels.c.id.is_(None), Why.NO_CHANNEL),
        (TROUBLE != "", TROUBLE),
        (or_(host.c.host.is_not(None), chat.c.host.is_not(None)), Why.NO_APP),
        (and_(channels.c.platform == Platform.TEAMS, service == ""), Why.NO_ADDRESS),
        else_="",
    )
    row: Found = {
        **_shown(func.coalesce(channels.c.id, chosen.c.key), func.coalesce(channels.c.name, ""), chosen, why),
        "email": literal(""),
        "person": null(),
        "platform": func.coalesce(channels.c.platform, ""),
        "tenant": func.coalesce(channels.c.host, ""),
        "host": func.coalesce(channels.c.host, ""),
        "conversation": func.coalesce(channels.c.conversation, chosen.c.key),
        "service": service,
        "language": language,
        "zone": zone,
        "linked": func.coalesce(channels.c.id, ""),
    }
    there = chosen.outerjoin(channels, linked).outerjoin(clocks, clocks.c.zone == zone)
    there = there.outerjoin(host, and_(host.c.platform == channels.c.platform, host.c.host == channels.c.host))
    there = there.outerjoin(chat, and_(chat.c.platform == channels.c.platform, chat.c.host == channels.c.conversation))
    there = there.outerjoin(heard, and_(heard.c.platform == channels.c.platform, heard.c.tenant == channels.c.host))
    return _select(row, clocks, at).select_from(there).where(*_speaks(audience, language))


def _in_person(audience: Audience, chosen: CTE, clocks: CTE, at: datetime) -> Select[Any]:
    """Each of the partners' people in these roles."""
    accounts = _accounts()
    why = case(
        (accounts.c.person.is_(None), Why.NO_ACCOUNT),
        (accounts.c.open == 0, Why.NO_APP),
        else_="",
    )
    row: Found = {
        **_shown(persons.c.id, persons.c.name, chosen, why),
        "email": func.coalesce(persons.c.email, ""),
        "person": persons.c.id,
        "language": persons.c.language,
        "zone": persons.c.zone,
    }
    quiet = and_(clocks.c.zone == persons.c.zone, clocks.c.quiet_from == _FROM, clocks.c.quiet_to == _TO)
    there = chosen.join(persons, persons.c.organisation == chosen.c.key).outerjoin(clocks, quiet)
    there = there.outerjoin(accounts, accounts.c.person == persons.c.id)
    roles = or_(*(persons.c.roles.contains(role) for role in sorted(audience.asked_roles)))
    certified = [persons.c.id.in_(_certified(audience, at))] if audience.certificates else []
    return _select(row, clocks, at).select_from(there).where(roles, *certified, *_speaks(audience, persons.c.language))


def _shown(
    key: ColumnElement[str], name: ColumnElement[str], partner: CTE, why: ColumnElement[str]
) -> dict[str, ColumnElement[Any]]:
    return {"id": key, "name": name, "key": partner.c.key, "partner": partner.c.name, "why": why}


def _select(row: Found, clocks: CTE, at: datetime) -> Select[Any]:
    named = [column.label(name) for name, column in row.items()]
    # Whoever has changed their clock since the clocks were read, to one that nobody had, is reached all the same.
    due, held = func.coalesce(clocks.c.due, microseconds(at)), func.coalesce(clocks.c.held, 0)
    return select(*named, type_coerce(due, Moment).label("due"), held.label("held"))


def _speaks(audience: Audience, language: ColumnElement[str]) -> list[ColumnElement[bool]]:
    return [language.in_(sorted(audience.languages))] if audience.languages else []


def _accounts() -> CTE:
    """Who has an account at all, and whether there is one where Tandem can still write."""
    host, chat = _out("out_of_host"), _out("out_of_chat")
    at_host = and_(host.c.platform == identities.c.platform, host.c.host == identities.c.host)
    in_chat = and_(chat.c.platform == identities.c.platform, chat.c.host == identities.c.conversation)
    is_open = case((or_(host.c.host.is_not(None), chat.c.host.is_not(None)), 0), else_=1)
    there = identities.outerjoin(host, at_host).outerjoin(chat, in_chat)
    found = select(identities.c.person, func.max(is_open).label("open")).select_from(there)
    return found.group_by(identities.c.person).cte("accounts").prefix_with("MATERIALIZED")


def _out(name: str) -> CTE:
    """Where Tandem was taken out."""
    where = installations.c.state == InstallationState.DISABLED
    return select(installations.c.platform, installations.c.host).where(where).cte(name).prefix_with("MATERIALIZED")


# --- what is shown of them ---

_COUNT, _SAMPLE, _MISSED = "count", "sample", "missed"
_TOLD = ("name", "partner", "why", "email", "language", "zone")


def _review(found: CTE) -> Select[Any]:
    """The counts, some who are reached and some who are not, of one and the same list."""
    blank = {name: literal("") for name in _TOLD}
    groups = (found.c.why, found.c.held, found.c.language)
    counts = _part(_COUNT, {**blank, "why": found.c.why, "language": found.c.language}, found.c.held, func.count())
    told = {name: found.c[name] for name in _TOLD}
    # Ids are random, so that these are samples of all; and always the same.
    samples = _part(_SAMPLE, told, found.c.held, literal(1)).where(found.c.why == "").order_by(found.c.id)
    missed = _part(_MISSED, {**told, "email": _address(found)}, found.c.held, literal(1))
    missed = missed.where(found.c.why != "").order_by(found.c.why, found.c.partner, found.c.name, found.c.id)
    some = (select(part.limit(SAMPLES).subquery()) for part in (samples, missed))
    return select(union_all(counts.group_by(*groups), *some).subquery())


def _part(name: str, told: Found, held: ColumnElement[int], many: ColumnElement[int]) -> Select[Any]:
    row = {"part": literal(name), **told, "held": held, "many": many}
    return select(*(column.label(label) for label, column in row.items()))


def _missed(found: CTE) -> Select[Any]:
    columns = {**{name: found.c[name] for name in _TOLD}, "email": _address(found)}
    named = select(*(column.label(label) for label, column in columns.items())).where(found.c.why != "")
    return named.order_by(found.c.why, found.c.partner, found.c.name, found.c.id)


def _address(found: CTE) -> ColumnElement[str]:
    """The person's own; of a channel, that of one of the partner's people: of its admin, where there is one."""
    admin = case((persons.c.roles.contains(Role.PARTNER_ADMIN), 0), else_=1)
    one = (
        select(persons.c.email)
        .where(persons.c.organisation == found.c.key, persons.c.roles != "", persons.c.email.is_not(None))
        .order_by(admin, persons.c.name, persons.c.id)
        .limit(1)
        .scalar_subquery()
    )
    return case((found.c.person.is_not(None), found.c.email), else_=func.coalesce(one, ""))


def _reach(rows: Iterable[Row[Any]]) -> Reach:
    parts: dict[str, list[Row[Any]]] = {_COUNT: [], _SAMPLE: [], _MISSED: []}
    for row in rows:
        parts[row.part].append(row)
    reached, missed = ([row for row in parts[_COUNT] if bool(row.why) is out] for out in (False, True))
    return Reach(
        reachable=sum(row.many for row in reached if not row.held),
        deferred=sum(row.many for row in reached if row.held),
        unreachable={Why(why): many for why, many in _summed((row.why, row.many) for row in missed).items()},
        languages=_summed((row.language, row.many) for row in reached),
        samples=tuple(map(_recipient, parts[_SAMPLE])),
        missed=tuple(map(_unreached, parts[_MISSED])),
    )


def _summed(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for key, many in pairs:
        sums[key] = sums.get(key, 0) + many
    return dict(sorted(sums.items()))


def _recipient(row: Row[Any]) -> Recipient:
    return Recipient(name=row.name, partner=row.partner, language=row.language, zone=row.zone)


def _unreached(row: Row[Any]) -> Unreached:
    return Unreached(partner=row.partner, name=row.name, why=Why(row.why), email=row.email)
