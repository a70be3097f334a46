"""tandem programme explain: by which rule a deal is decided, and by whom."""

from typing import Annotated

import typer

from bot.desk.opened import opened
from bot.settings import stop
from domain.deals import read_ref
from handlers.deals import KIND
from handlers.policy import explained
from storage.store import Store
from views import policy as views
from views.deals import headline
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
