"""Imports from the chat: a dropped file is answered with a dry run, which can be applied or discarded, once."""

from collections.abc import Mapping
from typing import Any

from domain.imports import Plan, State, Template
from domain.page import number_in
from domain.people import Can
from domain.refusal import Refusal
from domain.sheets import header_of, text_of
from handlers.attendance_csv import ATTENDANCE
from handlers.channels_csv import CHANNELS
from handlers.customers_csv import CUSTOMERS
from handlers.kinds import Kind, carry_out, plan_of
from handlers.people_csv import PEOPLE
from handlers.replies import Amend, OpenForm, Reply, Show
from handlers.requests import Command, Drop, Press, Request, Submission
from handlers.trainers_csv import TRAINERS
from handlers.training_csv import COURSES, RULES, SESSIONS
from storage.imports import Import, access_import
from storage.store import Store
from views import announcements
from views import imports as views
from views.vocabulary import Card, Form

_KINDS: tuple[Kind[Any], ...] = (PEOPLE, CUSTOMERS, CHANNELS, COURSES, SESSIONS, RULES, ATTENDANCE, TRAINERS)
IMPORTS: Mapping[str, Kind[Any]] = {kind.name: kind for kind in _KINDS}
"""What can be imported, by name. The header of a file tells which it is."""

NAME_LIMIT = 100
"""Characters of a file's name that are kept."""


# --- a file comes ---


def drop(request: Drop, store: Store) -> Reply:
    """What the file would do; where it could not be fetched, why not and what to do instead."""
    if request.refusal is not None:
        raise request.refusal
    return _looked_at(request.body, request.name, request, store)


def lines_form(request: Command | Press, store: Store) -> Reply:
    """For lines to be pasted, where no file can be dropped."""
    return OpenForm(views.lines_form(request.t))


def lines_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    return views.lines_form(request.t, request.values.get("lines", ""))


def lines(request: Submission, store: Store) -> Reply:
    """Pasted lines, as if they had been dropped as a file."""
    typed = request.values.get("lines", "")
    if not typed.strip():
        raise Refusal("field-required", field="lines")
    # A tab at the end of a line is an empty cell, so that only line ends are taken away.
    return _looked_at(typed.strip("\r\n").encode(errors="replace"), "", request, store)


def _looked_at(body: bytes, name: str, request: Request, store: Store) -> Reply:
    read = text_of(body, language=request.t.language)
    header = header_of(read.text)
    kind = _kind_of(header)
    if kind is None:
        return Show(views.unknown(header, _importable(request), request.t))
    if not request.person.may(kind.may):
        raise Refusal("not-allowed")
    plan = plan_of(kind, read.text, store)
    name = " ".join(name.split())[:NAME_LIMIT] or request.t.plain(f"import-kind-{kind.name}")
    if not plan.due and not plan.mistakes:
        return Show(views.nothing(name, plan.lines, request.t))
    kept = store.imports.keep(request.person.id, kind.name, name=name, body=read.text, shown=plan.digest, at=request.at)
    return Show(_dry_run(kept, plan, request, code_page=read.code_page))


def _kind_of(header: tuple[str, ...]) -> Kind[Any] | None:
    return next((kind for kind in IMPORTS.values() if sorted(kind.columns) == sorted(header)), None)


def _importable(request: Request) -> list[Template]:
    return [kind.template for kind in IMPORTS.values() if request.person.may(kind.may)]


# --- its buttons ---


def more(request: Press, store: Store) -> Reply:
    """The next lines of a dry run, from what is true now."""
    ref, _, start = request.ref.partition(".")
    found, kind = _found(ref, request, store)
    if found.state is not State.OPEN:
        return Show(_over(found, request))
    after = number_in(start) or 0
    return Show(_dry_run(found, plan_of(kind, found.body, store), request, after=after))


def apply(request: Press, store: Store) -> Reply:
    """Does what the dry run said; where it would do something else by now, that is shown instead."""
    found, kind = _found(request.ref, request, store)
    if found.state is not State.OPEN:
        return Amend(_over(found, request))
    plan = plan_of(kind, found.body, store)
    if plan.digest != found.shown or request.version != found.version or not plan.possible:
        store.imports.show(found, shown=plan.digest)
    elif store.imports.settle(found, State.APPLIED, at=request.at, counts=plan.counts):
        carry_out(kind, plan.due, store, by=request.person.id, at=request.at)
        store.acts.note(request.person.id, "import", found.id, at=request.at)
    now = _again(found, store)
    if now.state is State.OPEN:
        return Amend(_dry_run(now, plan, request, changed=plan.possible))
    return Amend(_over(now, request))


def discard(request: Press, store: Store) -> Reply:
    """Forgets the file."""
    found, _ = _found(request.ref, request, store)
    if found.state is State.OPEN:
        store.imports.settle(found, State.DISCARDED, at=request.at)
    return Amend(_over(_again(found, store), request))


def _found(ref: str, request: Request, store: Store) -> tuple[Import, Kind[Any]]:
    """One's own file, as long as one may import its kind."""
    found = access_import(store.imports, request.person, ref)
    kind = IMPORTS.get(found.kind)
    if kind is None or not request.person.may(kind.may):
        raise Refusal("not-found")
    return found, kind


def _again(found: Import, store: Store) -> Import:
    now = store.imports.get(found.id)
    assert now is not None, "rows stay; only their text goes"
    return now


def _dry_run(
    found: Import, plan: Plan, request: Request, *, after: int = 0, changed: bool = False, code_page: str = ""
) -> Card:
    return views.dry_run(
        plan, found.name, found.id, request.t, version=found.version, after=after, changed=changed, code_page=code_page
    )


def _over(found: Import, request: Request) -> Card:
    writes = found.kind == CHANNELS.name and request.person.may(Can.ANNOUNCE)
    onward = (announcements.writing(request.t),) if writes else ()
    return views.over(found.name, found.state, found.counts, found.done_at or found.at, request.t, onward=onward)
