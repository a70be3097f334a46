"""Partners: read from the programme in force."""

from domain.partners import Partner
from domain.people import Person
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

    def seen_by(self, person: Person) -> tuple[Partner, ...]:
        """Every partner within the person's scope, in the programme's order."""
        scope = person.scope
        return tuple(
            Partner(**partner.model_dump())
            for partner in self._programme.partners
            if scope.holds(partner.key, partner.region)
        )


def access_partner(partners: Partners, person: Person, key: str) -> Partner:
    """The partner, or Refusal("not-found") alike for missing and forbidden."""
    found = partners.get(key)
    if found is None or not person.scope.holds(found.key, found.region):
        raise Refusal("not-found")
    return found
