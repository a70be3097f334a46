"""Installations: where Tandem is installed, whether it still is, and the sealed tokens that go with it.

A `host` is a Slack workspace, a Slack organisation where it was installed for all of it, a Teams tenant, or one Teams
conversation that somebody took Tandem out of. Without a row a host is as the settings say. Every change adds one to a
row's version, so that `stamp` changes with each and a cache elsewhere knows that it is old.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Select, and_, bindparam, func, or_, select, update

from domain.acts import TANDEM
from domain.places import Platform
from storage.acts import Acts
from storage.clock import Clock
from storage.copies import MINE, in_order
from storage.tables import channels, copies, identities, installations
from storage.upsert import insert_into, insert_new

Sealed = NewType("Sealed", str)
"""A secret as it is kept: whoever reads the database alone cannot read it. "" where there is none."""

NOTHING = Sealed("")


RENEWING = 30.0
"""Seconds in which whoever renews a token must be done; after that another one may try."""


class InstallationState(StrEnum):
    """Whether Tandem may speak there."""

    ACTIVE = "active"
    DISABLED = "disabled"


@dataclass(frozen=True, kw_only=True)
class Installation:
    """`reason` says why it is disabled, `installed_by` whose account installed it; `at` is when it last changed hands:
    installed, taken out, put back.
    """

    platform: Platform
    host: str
    at: datetime
    state: InstallationState = InstallationState.ACTIVE
    reason: str = ""
    enterprise: str = ""
    bot_user: str = ""
    scopes: str = ""
    token: Sealed = NOTHING
    refresh_token: Sealed = NOTHING
    expires_at: datetime | None = None
    installed_by: str = ""
    version: int = 1

    @property
    def disabled(self) -> bool:
        """Whether nothing may be said or answered there."""
        return self.state is InstallationState.DISABLED


_THIS = and_(installations.c.platform == bindparam("of_platform"), installations.c.host == bindparam("of_host"))
_GET = select(installations).where(_THIS)
_ACTIVE = (
    select(installations.c.host)
    .where(
        installations.c.platform == bindparam("of_platform"),
        installations.c.state == InstallationState.ACTIVE,
        installations.c.token != "",
    )
    .order_by(installations.c.host)
)
_HOLD = _GET.with_for_update()
_STAMP = select(func.coalesce(func.sum(installations.c.version), 0))
_TALLY = select(installations.c.platform, installations.c.state, func.count()).group_by(
    installations.c.platform, installations.c.state
)
_CHANGE = update(installations).where(_THIS).values(version=installations.c.version + 1)
_STOP = _CHANGE.where(installations.c.state == InstallationState.ACTIVE)
_RETURN = _CHANGE.where(installations.c.state == InstallationState.DISABLED)
_RENEW = _CHANGE.where(installations.c.version == bindparam("seen"))
_LEASE = (
    update(installations)
    .where(_THIS, installations.c.version == bindparam("seen"), installations.c.lease < Clock())
    .values(lease=Clock() + RENEWING)
)
_SEALED = (
    select(installations)
    .where(
        or_(installations.c.token != "", installations.c.refresh_token != ""),
        or_(
            installations.c.platform > bindparam("of_platform"),
            and_(
                installations.c.platform == bindparam("of_platform"),
                installations.c.host > bindparam("of_host"),
            ),
        ),
    )
    .order_by(installations.c.platform, installations.c.host)
    .limit(bindparam("size"))
    .with_for_update()
)
_WORKSPACES = (
    select(installations)
    .where(
        installations.c.platform == bindparam("of_platform"),
        installations.c.enterprise == bindparam("of_host"),
        installations.c.host != bindparam("of_host"),
    )
    .order_by(installations.c.host)
    .with_for_update()
)
_DISABLED = (
    select(installations)
    .where(installations.c.state == InstallationState.DISABLED)
    .order_by(installations.c.platform, installations.c.host)
)


_SERVICE = (
    select(identities.c.service)
    .where(
        identities.c.platform == bindparam("of_platform"),
        identities.c.tenant == bindparam("of_tenant"),
        identities.c.service != "",
    )
    .order_by(identities.c.seen_at.desc())
    .limit(1)
)


def _moved(at: FromClause) -> ColumnElement[bool]:
    there = and_(at.c.platform == bindparam("of_platform"), at.c.conversation == bindparam("of_conversation"))
    return and_(there, at.c.service.not_in(("", bindparam("new"))))


_MOVE = tuple(update(table).where(_moved(table)).values(service=bindparam("new")) for table in (channels, identities))
_FOLLOW = update(copies).where(copies.c.id.in_(in_order(_moved(MINE)))).values(service=bindparam("new"))


class Installations:
    """Kept, disabled, enabled, renewed."""

    def __init__(self, connection: Connection, acts: Acts) -> None:
        self._connection = connection
        self._acts = acts

    def get(self, platform: Platform, host: str) -> Installation | None:
        """The installation, None where there is no row of it."""
        return self._one(_GET, platform, host)

    def whole(self, workspace: Installation) -> Installation | None:
        """That of the organisation as a whole which this workspace is of; None where it has no token."""
        found = self.get(workspace.platform, workspace.enterprise) if workspace.enterprise else None
        return found if found and found.token else None

    def speaking(self, platform: Platform, host: str) -> Installation | None:
        """By whose token something is said there: that of its organisation where it is active, and has none itself."""
        own = self.get(platform, host)
        return own if own is None or own.disabled or own.token else self.whole(own) or own

    def workspaces(self, platform: Platform, organisation: str) -> tuple[Installation, ...]:
        """Those of this organisation that were installed by themselves, each held like one by `hold`."""
        return tuple(map(_installation, self._connection.execute(_WORKSPACES, _of(platform, organisation))))

    def active(self, platform: Platform) -> tuple[str, ...]:
        """Where there is a token of an installation's own, by host."""
        return tuple(self._connection.execute(_ACTIVE, {"of_platform": platform}).scalars())

    def hold(self, platform: Platform, host: str) -> Installation | None:
        """The same; until the transaction ends nobody else changes it or holds it."""
        return self._one(_HOLD, platform, host)

    def _one(self, statement: Select[Any], platform: Platform, host: str) -> Installation | None:
        row = self._connection.execute(statement, _of(platform, host)).first()
        return _installation(row) if row else None

    def service(self, platform: Platform, tenant: str) -> str:
        """By which address the platform takes messages for this tenant, as far as anybody was heard from there."""
        asked = {"of_platform": platform, "of_tenant": tenant}
        return str(self._connection.execute(_SERVICE, asked).scalar() or "")

    def moved(self, platform: Platform, conversation: str, service: str) -> None:
        """By which address the platform takes messages for this conversation from now on: what waits for it goes there,
        and what stands in it is changed there.
        """
        asked = {"of_platform": platform, "of_conversation": conversation, "new": service}
        if service and sum(self._connection.execute(move, asked).rowcount for move in _MOVE):
            self._connection.execute(_FOLLOW, asked)

    def keep(self, installation: Installation) -> None:
        """As it is now, whatever was there before; its version is one more than before."""
        statement = insert_into(self._connection.dialect.name, installations)
        told = {name: statement.excluded[name] for name in asdict(installation) if name not in _KEY}
        again = statement.on_conflict_do_update(
            index_elements=list(_KEY), set_={**told, "version": installations.c.version + 1}
        )
        self._connection.execute(again, asdict(installation))
        self._note("installed", installation.platform, installation.host, at=installation.at)

    def disable(self, platform: Platform, host: str, reason: str, *, at: datetime, version: int | None = None) -> bool:
        """From now on nothing may be said there, and its tokens are wiped. Whether that is new.

        With a `version` only if it is still the one that was seen: whatever failed then may be put right since.
        """
        wiped = {"token": "", "refresh_token": "", "expires_at": None, "reason": reason, "at": at}
        values = {**wiped, "state": InstallationState.DISABLED}
        new = not version and insert_new(self._connection, installations, {**_BLANK, **_key(platform, host), **values})
        if not new:
            statement = _STOP if version is None else _STOP.where(installations.c.version == bindparam("seen"))
            seen = {} if version is None else {"seen": version}
            new = self._connection.execute(statement, {**_of(platform, host), **seen, **values}).rowcount == 1
        if new:
            self._note("disabled", platform, host, at=at, reason=reason)
        return new

    def enable(self, platform: Platform, host: str, *, at: datetime) -> bool:
        """Tandem is back there, as the settings say. Whether that is new."""
        values = {"state": InstallationState.ACTIVE, "reason": "", "at": at}
        new = self._connection.execute(_RETURN, {**_of(platform, host), **values}).rowcount == 1
        if new:
            self._note("enabled", platform, host, at=at)
        return new

    def _note(self, what: str, platform: Platform, host: str, *, at: datetime, reason: str = "") -> None:
        """A conversation is somebody's; a workspace or a tenant is not, and has no colon in its id."""
        where = self._acts.conceal(host, at=at) if ":" in host else host
        self._acts.note(TANDEM, f"installation-{what}", where, at=at, platform=platform, reason=reason)

    def lease(self, seen: Installation) -> bool:
        """Whether its token is yours to renew, for RENEWING seconds; False where somebody else does, or did."""
        return self._connection.execute(_LEASE, {**_of(seen.platform, seen.host), "seen": seen.version}).rowcount == 1

    def renew(self, seen: Installation, token: Sealed, refresh_token: Sealed, expires_at: datetime | None) -> bool:
        """Other tokens for the same installation; False, and nothing is changed, where it is not as it was seen."""
        values = {"token": token, "refresh_token": refresh_token, "expires_at": expires_at, "seen": seen.version}
        return self._connection.execute(_RENEW, {**_of(seen.platform, seen.host), **values}).rowcount == 1

    # --- look ---

    def stamp(self) -> int:
        """Another number after each change of any of them."""
        return int(self._connection.execute(_STAMP).scalar_one())

    def tally(self) -> Mapping[tuple[str, str], int]:
        """How many there are, by platform and state."""
        return {(row[0], row[1]): row[2] for row in self._connection.execute(_TALLY)}

    def disabled(self) -> tuple[Installation, ...]:
        """All in which nothing may be said."""
        return tuple(map(_installation, self._connection.execute(_DISABLED)))

    def sealed(self, after: Installation | None, *, size: int) -> tuple[Installation, ...]:
        """The next `size` of them that hold a token, in the order of their keys, held like one by `hold`."""
        beyond = _of(after.platform, after.host) if after else {"of_platform": "", "of_host": ""}
        return tuple(map(_installation, self._connection.execute(_SEALED, {**beyond, "size": size})))


_KEY = ("platform", "host")
_BLANK = {"enterprise": "", "bot_user": "", "scopes": "", "installed_by": "", "version": 1}


def _key(platform: Platform, host: str) -> dict[str, str]:
    return {"platform": platform, "host": host}


def _of(platform: Platform, host: str) -> dict[str, str]:
    return {"of_platform": platform, "of_host": host}


def _installation(row: Row[Any]) -> Installation:
    return Installation(
        platform=Platform(row.platform),
        host=row.host,
        at=row.at,
        state=InstallationState(row.state),
        reason=row.reason,
        enterprise=row.enterprise,
        bot_user=row.bot_user,
        scopes=row.scopes,
        token=Sealed(row.token),
        refresh_token=Sealed(row.refresh_token),
        expires_at=row.expires_at,
        installed_by=row.installed_by,
        version=row.version,
    )
