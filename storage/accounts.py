"""Where a person can be written to, account by account."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from domain.places import Identity, Platform
from storage.copies import PARKED
from storage.pauses import places_of
from storage.people import Known
from storage.queues import Due
from storage.rooms import Place
from storage.tables import identities


def accounts_of(
    connection: Connection, readers: Collection[str], platforms: Sequence[Platform]
) -> Mapping[str, list[Known]]:
    """Where each person can be written to, the account seen last last."""
    if not readers:
        return {}
    asked = {"whose": sorted(readers), "platforms": list(platforms)}
    found: dict[str, list[Known]] = {}
    for row in connection.execute(_ACCOUNTS, asked):
        found.setdefault(row.person, []).append(known_at(row, Identity(Platform(row.platform), row.tenant, row.user)))
    return found


def turned_away(known: Known, refused: str) -> bool:
    """Whether nothing could be written to this account."""
    return any(line.startswith(f"{known.identity.name} ") for line in refused.splitlines())


def reachable(accounts: Mapping[str, list[Known]], row: Due, held: Mapping[Place, datetime]) -> Known | None:
    """The account seen last of those that did not turn it away; one whose installation is disabled only where there
    is no other.
    """
    left = [known for known in accounts.get(row.person or "", ()) if not turned_away(known, row.refused)]
    return next((known for known in reversed(left) if not is_parked(known, held)), left[0] if left else None)


def is_parked(known: Known, held: Mapping[Place, datetime]) -> bool:
    """Whether its workspace, its tenant or this very conversation is disabled."""
    return any(held.get(place) == PARKED for place in places_of(known))


def known_at(row: Due | Row[Any], identity: Identity) -> Known:
    """This account, where the row says that it is written to."""
    return _known((identity, row.conversation, row.service, row.host, row.channel))


def kept_at(row: Due) -> Known:
    """As the row itself says."""
    return known_at(row, _account(row.platform, row.tenant, row.user))


@lru_cache(maxsize=1000)
def _account(platform: str, tenant: str, user: str) -> Identity:
    """The same for all channels of one workspace."""
    return Identity(Platform(platform), tenant, user)


_known = partial(tuple.__new__, Known)
"""Of its fields in a tuple: as in storage/queues.py."""


# --- the statements, built once ---

_ACCOUNTS = (
    select(identities)
    .where(
        identities.c.person.in_(bindparam("whose", expanding=True)),
        identities.c.platform.in_(bindparam("platforms", expanding=True)),
    )
    .order_by(identities.c.seen_at, identities.c.platform.desc(), identities.c.user.desc())
)
