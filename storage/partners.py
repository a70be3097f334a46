"""Partners: read from the programme in force."""

from domain.partners import Partner
from domain.people import Person, Role
from domain.programme import Programme
from domain.refusal import Refusal


class Partners:
    """Which partners there are, and who may see which."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme

    def get(self, key: str) -> Partner | None:
        """The partner with this key, None where the programme no longer has it."""
        for partner in self._programme.partners:
            if partner.key == key:
                return Partner(**partner.model_dump())
        return None

    def all(self) -> tuple[Partner, ...]:
        """Every partner, in the programme's order: for comparing, never for showing."""
        return tuple(Partner(**partner.model_dump()) for partner in self._programme.partners)

    def seen_by(self, person: Person) -> tuple[Partner, ...]:
        """Every partner within the person's scope, in the programme's order."""
        scope = person.scope
        return tuple(
            Partner(**partner.model_dump())
            for partner in self._programme.partners
            if scope.holds(partner.key, partner.region)
        )

    def looked_after_by(self, person: Person) -> tuple[Partner, ...]:
        """Those over whose deals the person may decide: not all that an administrator or auditor sees."""
        return tuple(one for one in self.seen_by(person) if _looks_after(person, one))


def access_partner(partners: Partners, person: Person, key: str) -> Partner:
    """The partner, or Refusal("not-found") alike for missing and forbidden."""
    found = partners.get(key)
    if found is None or not person.scope.holds(found.key, found.region):
        raise Refusal("not-found")
    return found


def access_looked_after(partners: Partners, person: Person, key: str) -> Partner:
    """The partner where the person looks after it; Refusal("not-found") alike for missing and forbidden."""
    found = access_partner(partners, person, key)
    if not _looks_after(person, found):
        raise Refusal("not-found")
    return found


def _looks_after(person: Person, partner: Partner) -> bool:
    return person.decides_as(Role.CHANNEL_MANAGER, partner=partner.key, region=partner.region)
