"""By which rule a deal is decided, and by whom; and which open requests a change of the policy sends to others."""

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from bot.desk.opened import opened
from bot.settings import stop
from domain.deals import read_ref
from domain.people import ROLES, Person
from domain.policy import Step
from domain.programme import Programme
from handlers.deals_known import KIND
from handlers.policy import asked_by, explained, first_asked
from handlers.rerouting import Detour, detours
from storage.store import Store
from views import policy as views
from views.deals_facts import headline
from views.translator import translator
from views.vocabulary import Note, plain

LANGUAGE = "en"
Ref = Annotated[str, typer.Argument(metavar="REF", help="A deal's reference, such as D-7K3QX.")]


def explain(ref: Ref) -> None:
    """Print which rule a deal fell under, at what exchange rate, who decides in each step and why, and who has."""
    with opened() as database, database.read() as store:
        for line in _told(ref, store):
            typer.echo(line)


def _told(ref: str, store: Store) -> tuple[str, ...]:
    deal = store.deals.by_ref(ref) if read_ref(ref) else None
    approval = store.approvals.of(KIND, deal.id) if deal else None
    if deal is None or approval is None:
        stop(f"There is no deal {ref}.")
    t = translator(LANGUAGE, store.programme.zone)
    lines = views.explained(explained(approval, store, LANGUAGE), t)
    return (
        f"{deal.ref}: {plain(headline(deal, t))}",
        *(f"    {plain(line.words)}" if isinstance(line, Note) else plain(line.words) for line in lines),
    )


def detoured(programme: Programme, store: Store, *, reroute: bool) -> tuple[str, ...]:
    """What a change means for the requests that are open, as lines; none where it means nothing."""
    groups: dict[str, list[str]] = {}
    for detour in detours(programme, store):
        groups.setdefault(_ways(detour, store), []).append(detour.deal.ref)
    if not groups:
        return ()
    count = sum(map(len, groups.values()))
    return (_effect(count, reroute=reroute), *(f"  {ways}: {', '.join(refs)}" for ways, refs in groups.items()))


def _effect(count: int, *, reroute: bool) -> str:
    if reroute:
        return f"{count} open request begins anew:" if count == 1 else f"{count} open requests begin anew:"
    if count == 1:
        return "1 open request would be asked of others. It stays where it is, unless you add --reroute:"
    return f"{count} open requests would be asked of others. They stay where they are, unless you add --reroute:"


def _ways(detour: Detour, store: Store) -> str:
    approval, plan = detour.approval, detour.plan
    old = _way(approval.steps[approval.step :], asked_by(approval, store), store)
    return f"{old} -> {_way(plan.steps, first_asked(plan, detour.deal, store), store)}"


def _way(steps: Sequence[Step], first: Iterable[Person], store: Store) -> str:
    """Such as: channel manager (Ola Lis), then director."""
    now, *later = [_whom(step, store) for step in steps]
    names = ", ".join(person.name for person in first) or "nobody"
    return ", then ".join((f"{now} ({names})", *later))


def _whom(step: Step, store: Store) -> str:
    people = {one: person.name for one in step.asked if one not in ROLES and (person := store.people.get(one))}
    whom = views.whom(step, people, translator(LANGUAGE, store.programme.zone))
    return f"{step.need} of {whom}" if step.need > 1 else whom
