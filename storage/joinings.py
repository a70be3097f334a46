"""Who asked to join. What became of it stands in the approvals, and only there."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, bindparam, insert, select, update

from domain.approvals import UNDECIDED
from domain.joinings import KIND, Joining
from domain.places import Identity, Platform, Standing
from storage.tables import approvals, joinings

_ADD = insert(joinings)
_SAVE = update(joinings).where(joinings.c.id == bindparam("of"))
_BY_ID = select(joinings).where(joinings.c.id == bindparam("of"))
_OPEN = (
    select(joinings)
    .join(approvals, and_(approvals.c.kind == KIND, approvals.c.subject == joinings.c.id))
    .where(
        joinings.c.platform == bindparam("of_platform"),
        joinings.c.tenant == bindparam("of_tenant"),
        joinings.c.user == bindparam("of_user"),
        approvals.c.phase.in_(UNDECIDED),
    )
)


class Joinings:
    """One row a request, with the account and the address it came from."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, joining_id: str) -> Joining | None:
        """The request with this id."""
        row = self._connection.execute(_BY_ID, {"of": joining_id}).mappings().first()
        return _joining(row) if row else None

    def open_of(self, account: Identity) -> Joining | None:
        """What this account has asked and nobody has decided yet."""
        whose = {"of_platform": account.platform, "of_tenant": account.tenant, "of_user": account.user}
        row = self._connection.execute(_OPEN, whose).mappings().first()
        return _joining(row) if row else None

    def add(self, joining: Joining) -> None:
        """A request; whoever adds it opens its approval in the same transaction."""
        self._connection.execute(_ADD, _row(joining))

    def save(self, joining: Joining) -> None:
        """The request as it is now."""
        self._connection.execute(_SAVE, {"of": joining.id, **_row(joining)})


def _joining(row: RowMapping) -> Joining:
    kept: dict[str, Any] = dict(row)
    account = Identity(Platform(kept.pop("platform")), kept.pop("tenant"), kept.pop("user"))
    return Joining(account=account, standing=Standing(kept.pop("standing")), **kept)


def _row(joining: Joining) -> dict[str, Any]:
    row = asdict(joining)
    return {**row, **row.pop("account")}
