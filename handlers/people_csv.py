"""people.csv: who works with the programme, read line by line; every mistake is said with its line."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from domain.people import PARTNER_ROLES, VENDOR_ROLES, Can, Person, Role
from domain.programme import VENDOR, Programme
from domain.refusal import Refusal
from domain.sheets import Line, Mistake, read_lines
from domain.when import zone
from handlers.cells import FORMULA, listed, name_of
from handlers.kinds import Kind
from handlers.terms import EMAIL
from storage.store import Store

COLUMNS = ("email", "name", "organisation", "roles", "language", "zone", "looks_after")


def read_people(text: str, programme: Programme) -> Iterator[Line[Person] | Mistake]:
    """Each line as a person, without an id yet, or a mistake."""
    return read_lines(text, COLUMNS, lambda cells: _person(cells, programme), _key)


def _key(person: Person) -> str:
    return f"{person.organisation} {person.email}"


def _present(store: Store) -> Mapping[str, Person]:
    return {_key(person): person for person in store.people.everybody() if person.email}


def _differing(new: Person, old: Person) -> tuple[str, ...]:
    """What a person chose is left as it is."""
    columns = {
        "name": new.name != old.name,
        "roles": new.roles != old.roles,
        "language": new.language != old.language and not old.language_chosen,
        "zone": new.zone != old.zone and not old.zone_chosen,
        "looks_after": new.looks_after != old.looks_after,
    }
    return tuple(column for column, differs in columns.items() if differs)


def _keep(person: Person, store: Store, at: datetime, by: str) -> None:
    known = store.people.with_email(person.organisation, person.email)
    kept = store.people.keep(person)
    if known is None or (known.roles, known.looks_after) != (kept.roles, kept.looks_after):
        held = {"was": _rights(known)} if known else {}
        what = "role" if known else "added"
        store.acts.note(by, what, kept.id, at=at, partner=kept.partner, roles=_rights(kept), **held)


def _rights(person: Person) -> str:
    """Roles, and what is looked after: "channel-manager: nowak rival"."""
    over = f": {' '.join(sorted(person.looks_after))}" if person.looks_after else ""
    return " ".join(sorted(person.roles)) + over


PEOPLE = Kind[Person](
    name="people",
    columns=COLUMNS,
    example=("jan.kowalski@partner.example", "Jan Kowalski", "partner", "partner-rep", "pl", "Europe/Warsaw", ""),
    may=Can.IMPORT_PEOPLE,
    read=lambda cells, store: _person(cells, store.programme),
    key=_key,
    present=_present,
    differing=_differing,
    titled=lambda person: f"{person.name} <{person.email}>, {person.organisation}",
    keep=_keep,
)


# --- one line ---


def _person(cells: Mapping[str, str], programme: Programme) -> Person:
    organisation = _organisation(cells["organisation"], programme)
    roles = _roles(cells["roles"], organisation)
    return Person(
        id="",
        name=name_of(cells["name"]),
        email=_email(cells["email"]),
        organisation=organisation,
        roles=roles,
        language=_language(cells["language"], organisation, programme),
        zone=_zone(cells["zone"], organisation, programme),
        looks_after=_looks_after(cells["looks_after"], roles, programme),
    )


def _email(text: str) -> str:
    if not EMAIL.fullmatch(text) or text.startswith(FORMULA):
        raise Refusal("import-email", given=text)
    return text.casefold()


def _organisation(text: str, programme: Programme) -> str:
    if text != VENDOR and programme.partner(text) is None:
        raise Refusal("import-organisation", given=text, allowed=listed([VENDOR, *_partners(programme)]))
    return text


def _roles(text: str, organisation: str) -> frozenset[Role]:
    allowed = VENDOR_ROLES if organisation == VENDOR else PARTNER_ROLES
    words = text.split()
    wrong = [word for word in words if word not in allowed]
    if not words:
        raise Refusal("import-role-missing", organisation=organisation, allowed=listed(allowed))
    if wrong:
        raise Refusal("import-role", given=wrong[0], organisation=organisation, allowed=listed(allowed))
    return frozenset(map(Role, words))


def _language(text: str, organisation: str, programme: Programme) -> str:
    partner = programme.partner(organisation)
    language = text or (partner.language if partner else programme.language)
    if language not in programme.languages:
        raise Refusal("import-language", given=text, allowed=listed(programme.languages))
    return language


def _zone(text: str, organisation: str, programme: Programme) -> str:
    partner = programme.partner(organisation)
    try:
        return zone(text or (partner.zone if partner else programme.zone)).key
    except Refusal:
        raise Refusal("import-zone", given=text) from None


def _looks_after(text: str, roles: frozenset[Role], programme: Programme) -> frozenset[str]:
    allowed = set(_partners(programme)) if Role.CHANNEL_MANAGER in roles else set()
    allowed |= set(programme.regions) if Role.REGIONAL_LEAD in roles else set()
    wrong = [word for word in text.split() if word not in allowed]
    if wrong and not allowed:
        raise Refusal("import-looks-after-nothing", given=wrong[0])
    if wrong:
        raise Refusal("import-looks-after", given=wrong[0], allowed=listed(allowed))
    return frozenset(text.split())


def _partners(programme: Programme) -> list[str]:
    return [partner.key for partner in programme.partners]
