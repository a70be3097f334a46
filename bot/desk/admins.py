"""Admins, as the operator makes them: a person, and a code that works for a day in the vendor's own house."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import typer

from bot.desk.opened import Yes, agreed, opened
from bot.desk.questions import text
from bot.settings import stop
from domain.acts import OPERATOR
from domain.people import Person, Role
from domain.programme import VENDOR, Programme
from storage.store import Store

LIFE = timedelta(hours=24)
"""How long an admin's code is good: it is typed after Slack or Teams is set up, which may take a while."""
_PLATFORMS = {"slack": "Slack workspace", "teams": "Microsoft 365 tenant"}


def first_admin(name: str, store: Store, *, at: datetime) -> tuple[Person, str]:
    """The admin there is, else one of this name, and a code that voids any older one. Of two at once, one is it."""
    store.programmes.hold()
    there = store.people.holders(Role.ADMIN)
    return _offered(there[0] if there else _added(name, store), store, at=at)


def _added(name: str, store: Store) -> Person:
    language, zone = store.programme.language, store.programme.zone
    admin = Person(id="", name=name, organisation=VENDOR, language=language, zone=zone, roles=frozenset({Role.ADMIN}))
    return store.people.keep(admin)


def _offered(admin: Person, store: Store, *, at: datetime) -> tuple[Person, str]:
    code = store.people.offer_code(admin, at=at, life=LIFE)
    store.acts.note(OPERATOR, "admin-code", admin.id, at=at)
    return admin, code


def people_admin(name: str, *, yes: Yes = False) -> None:
    """Print a code for an admin who lost the account, or make somebody else an admin: the way back in."""
    name = _name(name)
    with opened() as database:
        with database.read() as store:
            programme = store.programmes.newest() or stop("There is no programme yet. Run: tandem init")
            known = [person for person in store.people.everybody() if _is_called(person, name)]
        admin = _chosen(known, name)
        if not agreed(_question(admin, name), "Nothing was changed.", yes=yes or _is_admin(admin)):
            return
        with database.write() as store:
            offered = _offered(_made(admin, name, store), store, at=datetime.now(UTC))
    typer.echo(told(*offered, programme))


def _name(typed: str) -> str:
    try:
        return text(typed)
    except ValueError as error:
        stop(f"NAME: {error}")


def _is_called(person: Person, name: str) -> bool:
    return person.organisation == VENDOR and name.casefold() in {person.name.casefold(), person.email}


def _chosen(known: Sequence[Person], name: str) -> Person | None:
    if len(known) > 1:
        stop(f"The vendor has {len(known)} people called {name}. Say which, by the e-mail address.")
    return known[0] if known else None


def _is_admin(person: Person | None) -> bool:
    return person is not None and Role.ADMIN in person.roles


def _question(person: Person | None, name: str) -> str:
    if person is None:
        return f"The vendor has nobody called {name}. Add {name} as an admin?"
    return f"{person.name} is no admin. Make {person.name} one?"


def _made(person: Person | None, name: str, store: Store) -> Person:
    if person is None:
        return _added(name, store)
    if Role.ADMIN not in person.roles:
        person = replace(person, roles=person.roles | {Role.ADMIN})
        store.people.save(person)
    return person


def told(admin: Person, code: str, programme: Programme) -> str:
    """The code, and where to type it."""
    homes = [
        f"{_PLATFORMS[space.platform]} {space.tenant}"
        for space in programme.workspaces
        if space.organisation == VENDOR and space.platform in _PLATFORMS
    ]
    where = (
        f"Write it to Tandem in a direct message, in {' or '.join(homes)}; it works nowhere else."
        if homes
        else "It works in a direct message to Tandem in a workspace of the vendor's own: the programme names none yet."
    )
    return (
        f"\nThe code of {admin.name}:\n\n    {code}\n\n{where}\n"
        f"It works once, for 24 hours; whoever writes it becomes {admin.name}."
    )
