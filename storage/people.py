"""Persons, how they are known on each platform, and what they were refused."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, and_, bindparam, case, delete, func, insert, literal, or_, select, update
from sqlalchemy.sql.dml import ReturningInsert

from domain.delegations import Course
from domain.people import Away, Person, Role
from domain.places import Identity, Platform
from domain.programme import VENDOR
from domain.refusal import Refusal
from domain.when import QuietHours
from storage.acts import Acts
from storage.ids import digest, new_code, new_id
from storage.memory import Memory, read_once
from storage.partners import Partners, access_partner
from storage.tables import Moment, codes, delegations, greetings, identities, persons, programmes, tries
from storage.upsert import insert_into, insert_new, upsert

CODE_LIFE = timedelta(minutes=10)
TRIES = 5
"""Wrong codes an account may type in CODE_LIFE."""
TRIES_TOGETHER = 1000
"""Codes that all accounts of one workspace or tenant may type in CODE_LIFE: one of 2^40 is not guessed so."""


class Known(NamedTuple):
    """How to reach somebody on a platform: `host` is the workspace or tenant that Tandem is installed in.

    `channel` is where they were met among others: what is left where no private message reaches them.
    """

    identity: Identity
    conversation: str = ""
    service: str = ""
    host: str = ""
    channel: str = ""


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """To become `person`, sent to one account; `used` also where it was taken by the code."""

    id: str
    person: str
    platform: Platform
    host: str
    user: str
    until: datetime
    used: bool = False

    def is_for(self, known: Known) -> bool:
        """Whether it was sent to this very account, in the workspace or tenant where it is heard now."""
        there = (self.platform, self.host, self.user.casefold())
        return there == (known.identity.platform, known.host, known.identity.user.casefold())


_THIS_ACCOUNT = and_(
    identities.c.platform == bindparam("of_platform"),
    identities.c.tenant == bindparam("of_tenant"),
    identities.c.user == bindparam("of_user"),
)
_KNOWN = select(persons).join(identities, identities.c.person == persons.c.id).where(_THIS_ACCOUNT)
# Who asks and which programme is in force is asked of by every request, and is one statement for it.
_SENDER = _KNOWN.add_columns(select(func.max(programmes.c.version)).scalar_subquery().label("programme"))
_REACHABLE = select(literal(1)).where(identities.c.person == bindparam("of")).limit(1)
_MEET = update(identities).where(_THIS_ACCOUNT)
_UNLINK = delete(identities).where(_THIS_ACCOUNT)
_VOUCHED = select(identities.c.vouched).where(_THIS_ACCOUNT)
_THIS_PERSON = update(persons).where(persons.c.id == bindparam("of"))
_NEXT = persons.c.version + 1
_LEAVE = _THIS_PERSON.values(left_at=bindparam("now", type_=Moment), changed=1, version=_NEXT)
_LINKED = _THIS_PERSON.values(
    left_at=None, changed=case((persons.c.left_at.is_not(None), 1), else_=persons.c.changed), version=_NEXT
)
_IS_ANOTHER = or_(*(persons.c[name] != bindparam(f"new_{name}") for name in ("organisation", "roles", "looks_after")))
_SAVE = _THIS_PERSON.values(version=case((_IS_ANOTHER, _NEXT), else_=persons.c.version))
_ACCOUNTS = (
    select(identities)
    .where(identities.c.person == bindparam("of"))
    .order_by(identities.c.seen_at.desc(), identities.c.platform, identities.c.user)
)
_THEIRS = select(identities.c.person, identities.c.platform, identities.c.user).where(
    identities.c.person.in_(bindparam("these", expanding=True))
)
# Whoever may be asked is read with whether they are away: that costs no statement of its own.
_WITH_AWAY = select(persons, delegations.c.until.label("away_until"), delegations.c.to.label("away_to")).outerjoin(
    delegations, and_(delegations.c.by == persons.c.id, delegations.c.course == Course.RUNNING)
)
_BY_ID = _WITH_AWAY.where(persons.c.id == bindparam("of"))
_BY_IDS = _WITH_AWAY.where(persons.c.id.in_(bindparam("these", expanding=True)))
_BY_EMAIL = select(persons).where(
    persons.c.organisation == bindparam("of_organisation"), persons.c.email == bindparam("of_email")
)
_TEAM = (
    select(persons)
    .where(persons.c.organisation == bindparam("of_organisation"), persons.c.roles != "")
    .order_by(persons.c.name, persons.c.id)
)
_TEAM_ALONE = _TEAM.order_by(None).order_by(persons.c.id).with_for_update()
_REACHED = (
    select(identities.c.person, identities.c.platform)
    .join(persons, persons.c.id == identities.c.person)
    .where(persons.c.organisation == bindparam("of_organisation"))
)
_ADDRESSED = (
    select(persons).where(persons.c.email == bindparam("of_email"), persons.c.left_at.is_(None)).order_by(persons.c.id)
)
_UNLINK_ALL = delete(identities).where(identities.c.person == bindparam("of"))
_VOID = delete(codes).where(codes.c.person == bindparam("of"))
_HOLDERS = _WITH_AWAY.where(
    persons.c.organisation == bindparam("of_organisation"),
    persons.c.roles.contains(bindparam("of_role")),
    persons.c.left_at.is_(None),
).order_by(persons.c.name, persons.c.id)
_REDEEM = (
    update(codes)
    .where(codes.c.digest == bindparam("of"), codes.c.used_at.is_(None), codes.c.expires_at > bindparam("now"))
    .values(used_at=bindparam("now"))
    .returning(codes.c.person)
)
_OFFER = insert(codes)
_INVITED = select(codes).where(codes.c.invitation == bindparam("of"), codes.c.invitation != "")
_TAKE_INVITATION = (
    update(codes)
    .where(codes.c.invitation == bindparam("of"), codes.c.used_at.is_(None), codes.c.expires_at > bindparam("now"))
    .values(used_at=bindparam("now"))
)
_MET_AS = (
    select(persons)
    .join(identities, identities.c.person == persons.c.id)
    .where(
        identities.c.platform == bindparam("of_platform"),
        identities.c.host == bindparam("of_host"),
        identities.c.user == bindparam("of_user"),
    )
)


class People:
    """Who is known."""

    def __init__(self, connection: Connection, acts: Acts, memory: Memory | None = None) -> None:
        self._connection = connection
        self._acts = acts
        self._memory = memory

    @read_once
    def get(self, person_id: str) -> Person | None:
        """The person with this id."""
        row = self._connection.execute(_BY_ID, {"of": person_id}).first()
        return _with_away(row) if row else None

    def some(self, ids: Collection[str]) -> Mapping[str, Person]:
        """Those with these ids."""
        rows = self._connection.execute(_BY_IDS, {"these": sorted(ids)}) if ids else ()
        return {row.id: _with_away(row) for row in rows}

    def known_as(self, identity: Identity) -> Person | None:
        """Whoever is linked to this account."""
        row = self._connection.execute(_KNOWN, _of(identity)).first()
        return person_of(row) if row else None

    def sender(self, identity: Identity) -> tuple[Person, int] | None:
        """The same, and the version of the programme in force."""
        row = self._connection.execute(_SENDER, _of(identity)).first()
        return (person_of(row), row.programme) if row and row.programme else None

    def with_email(self, organisation: str, email: str) -> Person | None:
        """The person of this organisation with this address, whatever its case; nobody without one."""
        row = self._connection.execute(
            _BY_EMAIL, {"of_organisation": organisation, "of_email": _address(email)}
        ).first()
        return person_of(row) if row else None

    def addressed(self, email: str) -> tuple[Person, ...]:
        """Everybody with this address, of whatever organisation, who has not left."""
        found = self._connection.execute(_ADDRESSED, {"of_email": _address(email)})
        return tuple(map(person_of, found))

    def everybody(self) -> tuple[Person, ...]:
        """Everybody, by organisation and name."""
        rows = self._connection.execute(select(persons).order_by(persons.c.organisation, persons.c.name))
        return tuple(map(person_of, rows))

    def team(self, organisation: str, *, alone: bool = False) -> tuple[Person, ...]:
        """Everybody of this organisation who has a role, by name.

        `alone` holds them until the transaction ends, so that two changes at once see each other.
        """
        if alone:
            self._connection.execute(_TEAM_ALONE, {"of_organisation": organisation}).all()
        return tuple(map(person_of, self._connection.execute(_TEAM, {"of_organisation": organisation})))

    def reached(self, organisation: str) -> Mapping[str, frozenset[Platform]]:
        """On which platforms each person of this organisation has an account; who has none is not there."""
        found: dict[str, frozenset[Platform]] = {}
        for row in self._connection.execute(_REACHED, {"of_organisation": organisation}):
            found[row.person] = found.get(row.person, frozenset()) | {Platform(row.platform)}
        return found

    @read_once
    def holders(self, role: Role, organisation: str = VENDOR) -> tuple[Person, ...]:
        """Everybody of the organisation who holds this role and has not left the chat, by name."""
        rows = self._connection.execute(_HOLDERS, {"of_role": role.value, "of_organisation": organisation})
        return tuple(person for person in map(_with_away, rows) if role in person.roles)

    def keep(self, person: Person) -> Person:
        """Add the person, or update the one of the same organisation and e-mail; returns it with its id.

        Somebody without an e-mail is always added. What the person chose, language and zone, is left as it is.
        """
        added = replace(person, id=new_id(), email=_address(person.email) or "")
        if insert_new(self._connection, persons, _row(added)):
            return added
        known = self.with_email(person.organisation, person.email)
        assert known is not None, "only the organisation and the e-mail can have been there before"
        kept = replace(
            person,
            id=known.id,
            email=known.email,
            quiet=known.quiet,
            quiet_chosen=known.quiet_chosen,
            digest=known.digest,
            desk=known.desk,
            per_day=known.per_day,
            digest_hour=known.digest_hour,
            language=known.language if known.language_chosen else person.language,
            zone=known.zone if known.zone_chosen else person.zone,
            language_chosen=known.language_chosen,
            zone_chosen=known.zone_chosen,
        )
        if kept != known:
            self.save(kept)
        return kept

    def save(self, person: Person) -> None:
        """The person as it is now."""
        row = _row(person)
        seen = {f"new_{name}": row[name] for name in ("organisation", "roles", "looks_after")}
        self._connection.execute(_SAVE, {"of": person.id, **row, **seen})

    def link(self, known: Known, person: Person, *, at: datetime, vouched: bool = False) -> None:
        """From now on this account is this person; `vouched`: as long as its own tenant answers for the address."""
        identity = known.identity
        upsert(
            self._connection,
            identities,
            {"platform": identity.platform, "tenant": identity.tenant, "user": identity.user},
            {
                "person": person.id,
                "conversation": known.conversation,
                "service": known.service,
                "host": known.host,
                "channel": known.channel,
                "vouched": vouched,
                "seen_at": at,
            },
        )
        self._connection.execute(_LINKED, {"of": person.id})
        self._acts.note(
            person.id, "linked", person.id, at=at, partner=person.partner, platform=identity.platform, vouched=vouched
        )

    def is_vouched(self, identity: Identity) -> bool:
        """Whether this account is linked by an address that was vouched for."""
        return bool(self._connection.execute(_VOUCHED, _of(identity)).scalar())

    def leave(self, person_id: str, *, at: datetime) -> None:
        """The last account is gone: until there is one again nobody is asked for a decision in this name."""
        self._connection.execute(_LEAVE, {"of": person_id, "now": at})

    def unlink(self, identity: Identity) -> None:
        """The account is nobody's any more."""
        self._connection.execute(_UNLINK, _of(identity))

    def shut_out(self, person_id: str) -> None:
        """No account is this person's any more, and no code lets one in."""
        self._connection.execute(_UNLINK_ALL, {"of": person_id})
        self._connection.execute(_VOID, {"of": person_id})

    def meet(self, known: Known, *, at: datetime) -> None:
        """Where this account was seen last; an unknown account leaves no trace."""
        told = {"conversation": known.conversation, "service": known.service, "host": known.host}
        told["channel"] = known.channel
        new = {name: value for name, value in told.items() if value}
        self._connection.execute(_MEET, {**_of(known.identity), "seen_at": at, **new})

    def accounts(self, person_id: str) -> tuple[Known, ...]:
        """Where a person can be reached, the account seen last first."""
        rows = self._connection.execute(_ACCOUNTS, {"of": person_id})
        return tuple(
            Known(
                identity=Identity(Platform(row.platform), row.tenant, row.user),
                conversation=row.conversation,
                service=row.service,
                host=row.host,
                channel=row.channel,
            )
            for row in rows
        )

    def accounts_of(self, people: Collection[str]) -> frozenset[tuple[str, Platform, str]]:
        """Each account of these people: whose it is, the platform and the user there."""
        rows = self._connection.execute(_THEIRS, {"these": sorted(people)})
        return frozenset((row.person, Platform(row.platform), row.user) for row in rows)

    def reachable(self, person_id: str) -> bool:
        """Whether a person has an account at all."""
        return self._connection.execute(_REACHABLE, {"of": person_id}).first() is not None

    def met_as(self, known: Known) -> Person | None:
        """Whoever is linked to the account with this user's id, where it was met; its tenant may not be known."""
        asked = {"of_platform": known.identity.platform, "of_host": known.host, "of_user": known.identity.user}
        row = self._connection.execute(_MET_AS, asked).first()
        return person_of(row) if row else None

    def offer_code(
        self,
        person: Person,
        *,
        at: datetime,
        life: timedelta = CODE_LIFE,
        to: Known | None = None,
        invitation: str = "",
    ) -> str:
        """A one-time code with which an account of this person can be linked; it voids older ones.

        `to`: that account can take it without the code, by the id of its `invitation`.
        """
        code = new_code()
        over = or_(codes.c.used_at.is_not(None), codes.c.expires_at <= at)
        self._connection.execute(delete(codes).where(or_(codes.c.person == person.id, over)))
        row = {"digest": digest(code), "person": person.id, "expires_at": at + life}
        if to:
            there = {"platform": to.identity.platform, "host": to.host, "user": to.identity.user}
            row |= {"invitation": invitation, **there}
        self._connection.execute(_OFFER, row)
        return code

    def invited(self, invitation: str) -> Invitation | None:
        """The invitation with this id, until another one or a removal voids it."""
        row = self._connection.execute(_INVITED, {"of": invitation}).first()
        if row is None:
            return None
        return Invitation(
            id=row.invitation,
            person=row.person,
            platform=Platform(row.platform),
            host=row.host,
            user=row.user,
            until=row.expires_at,
            used=row.used_at is not None,
        )

    def take(self, invitation: Invitation, *, at: datetime) -> bool:
        """Whether it was good until now; it works once, by the button or by the code."""
        return self._connection.execute(_TAKE_INVITATION, {"of": invitation.id, "now": at}).rowcount == 1

    def redeem_code(self, code: str, *, at: datetime) -> Person | None:
        """Whose code this is; it works once, None where it is wrong, used or too old."""
        used = self._connection.execute(_REDEEM, {"of": digest(code), "now": at}).scalar()
        return self.get(used) if used else None

    def void_codes(self) -> int:
        """Whatever was offered is worth nothing any more; how many codes that are."""
        return self._connection.execute(delete(codes).where(codes.c.used_at.is_(None))).rowcount

    def count_try(self, who: str, what: str, *, at: datetime, limit: int, window: timedelta) -> None:
        """Count one try; Refusal("too-many-tries") over `limit` in `window`.

        Whatever undoes the transaction undoes the count as well.
        """
        since, count = self._connection.execute(
            _count_try(self._connection.dialect.name), {"who": who, "what": what, "since": at, "stale": at - window}
        ).one()
        if count > limit:
            raise Refusal("too-many-tries", until=since + window)

    def count_stranger(
        self, account: Identity, what: str, *, at: datetime, limit: int, together: int, window: timedelta
    ) -> None:
        """Count one try of an account that may be nobody's, and one of its whole workspace, `together` at most:
        accounts cost nothing to whoever has a workspace of their own.

        Also a lock: of two tries of one account at the same moment the second sees what the first one did.
        """
        self.count_try(account.name, what, at=at, limit=limit, window=window)
        self.count_try(account.workspace, what, at=at, limit=together, window=window)

    def greet(self, place: str, *, at: datetime) -> bool:
        """Whether Tandem has never introduced itself in this place; from now on it has."""
        return insert_new(self._connection, greetings, {"place": place, "at": at})


@cache
def _count_try(dialect: str) -> ReturningInsert[datetime, int]:
    """One statement, so that two tries at once are two."""
    statement = insert_into(dialect, tries).values(count=1)
    stale = tries.c.since <= bindparam("stale", type_=Moment)
    return statement.on_conflict_do_update(
        index_elements=["who", "what"],
        set_={
            "since": case((stale, statement.excluded.since), else_=tries.c.since),
            "count": case((stale, 1), else_=tries.c["count"] + 1),
        },
    ).returning(tries.c.since, tries.c["count"])


def _of(identity: Identity) -> dict[str, str]:
    return {"of_platform": identity.platform, "of_tenant": identity.tenant, "of_user": identity.user}


def person_of(row: Row[Any], away: Away | None = None) -> Person:
    """The person of a row of `persons`."""
    kept = row._mapping  # noqa: SLF001 - as in storage/deals.py
    return Person(
        id=kept["id"],
        name=kept["name"],
        email=kept["email"] or "",
        organisation=kept["organisation"],
        roles=frozenset(map(Role, kept["roles"].split())),
        looks_after=frozenset(kept["looks_after"].split()),
        language=kept["language"],
        zone=kept["zone"],
        language_chosen=kept["language_chosen"],
        zone_chosen=kept["zone_chosen"],
        quiet=_quiet(kept["quiet_from"], kept["quiet_to"]),
        quiet_chosen=kept["quiet_from"] is not None,
        digest=tuple(map(int, kept["digest"].split())),
        desk=kept["desk"],
        per_day=kept["per_day"],
        digest_hour=kept["digest_hour"],
        away=away,
    )


def _with_away(row: Row[Any]) -> Person:
    return person_of(row, Away(row.away_until, row.away_to) if row.away_until else None)


def _quiet(start: str | None, end: str | None) -> QuietHours | None:
    return QuietHours(time.fromisoformat(start), time.fromisoformat(end)) if start and end else None


def _row(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "email": _address(person.email),
        "organisation": person.organisation,
        "roles": _joined(person.roles),
        "looks_after": _joined(person.looks_after),
        "language": person.language,
        "zone": person.zone,
        "language_chosen": person.language_chosen,
        "zone_chosen": person.zone_chosen,
        # "" is a choice, that of no quiet hours; NULL is none yet.
        "quiet_from": person.quiet.start.isoformat() if person.quiet else "" if person.quiet_chosen else None,
        "quiet_to": person.quiet.end.isoformat() if person.quiet else None,
        "digest": " ".join(map(str, person.digest)),
        "desk": person.desk,
        "changed": 1,
        "per_day": person.per_day,
        "digest_hour": person.digest_hour,
    }


def _address(email: str) -> str | None:
    """None where there is none: two people without an e-mail are two people."""
    return email.strip().casefold() or None


def _joined(words: Iterable[str]) -> str:
    return " ".join(sorted(words))


def access_colleague(people: People, partners: Partners, person: Person, colleague: str) -> Person:
    """One of a partner's people within the person's scope; Refusal("not-found") alike for missing and forbidden."""
    found = people.get(colleague)
    if found is None or found.left or not found.partner:
        raise Refusal("not-found")
    access_partner(partners, person, found.partner)
    return found
