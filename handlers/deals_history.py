"""What happened to a deal, all of it."""

from collections.abc import Sequence

from domain.deals import Deal
from domain.notices.deals import DealAwaitsDecision
from domain.page import number_in
from handlers import deals_known
from handlers.deals_known import KIND, accessed
from handlers.replies import Reply, Show
from handlers.requests import Command, Press, Request
from storage.store import Store
from views import deals_history as views


def history(request: Command | Press, store: Store) -> Reply:
    """A page of it, the newest first; a press brings how many lines are older than the page before."""
    deal = accessed(request, store)
    older = request.ref.partition(" ")[2] if isinstance(request, Press) else ""
    until = number_in(older) or 0
    told = deals_known.as_told(deal, request.person, store, at=request.at)
    return Show(views.history(told, _lines(deal, request, store), request.t, until=until))


def _lines(deal: Deal, request: Request, store: Store) -> Sequence[views.Line]:
    """Oldest first. A partner's people read its steps alone: never who else was asked, nor what was found."""
    steps = deals_known.history(deal, request.person, store, at=request.at)
    if request.person.partner:
        return steps
    inside = store.insides.of(KIND, deal.id, asking=DealAwaitsDecision.kind)
    return sorted((*steps, *inside), key=lambda line: line.at)
