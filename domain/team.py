"""A partner's team: what may be changed about a colleague, and that somebody always speaks for the company."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from domain.people import PARTNER_ROLES, Person, Role
from domain.refusal import Refusal

INVITATION_LIFE = timedelta(days=7)
"""How long a colleague who was added can come in by what they were given."""
NAME_LIMIT = 200
EMAIL_LIMIT = 254


def role_named(text: str) -> Role:
    """A role that can be given to a partner's people; Refusal at "role" for any other."""
    if text not in PARTNER_ROLES:
        raise Refusal("field-not-an-option", field="role")
    return Role(text)


def with_role(colleague: Person, role: Role, *, by: Person, team: Sequence[Person]) -> Person:
    """The colleague in this role of a partner's; Refusal("team-last-admin") where nobody would speak for it."""
    changed = replace(colleague, roles=frozenset({role_named(role)}))
    _check(changed, by, team)
    return changed


def removed(colleague: Person, *, by: Person, team: Sequence[Person]) -> Person:
    """The colleague without any role; Refusal("team-last-admin") where nobody would speak for the partner."""
    changed = replace(colleague, roles=frozenset(), looks_after=frozenset())
    _check(changed, by, team)
    return changed


def _check(changed: Person, by: Person, team: Sequence[Person]) -> None:
    """The vendor's people may leave a partner without an administrator: they can name the next one."""
    admins = {one.id for one in team if Role.PARTNER_ADMIN in one.roles}
    if by.partner and admins == {changed.id} and Role.PARTNER_ADMIN not in changed.roles:
        raise Refusal("team-last-admin")
