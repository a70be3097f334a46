"""Home: what waits for me, my deals, my settings; the card to pin; and what is tidied up."""

from collections.abc import Sequence
from datetime import datetime

from domain.people import Can
from handlers import approvals, deals
from handlers.apart import each, together
from handlers.replies import Reply, Show
from handlers.requests import Command, Press
from handlers.standing_in import acting
from storage.imports import LIFE
from storage.retention import PURGED, Kind
from storage.store import Store
from views import home as views
from views.vocabulary import Card


def home(request: Press, store: Store) -> Reply:
    """Everything one needs at a glance."""
    return Show(views.home(request.person, tuple(_sections(request, store)), request.t))


def _sections(request: Press, store: Store) -> list[Card]:
    sections = []
    if request.person.may(Can.APPROVE):
        sections.append(_card(acting(approvals.waiting)(request, store)))
    if request.person.may(Can.SEE_DEALS):
        sections.append(_card(deals.show_list(request, store)))
    return sections


def _card(reply: Reply) -> Card:
    if not isinstance(reply, Show):
        raise TypeError(reply)
    return reply.card


def pinned(request: Command, store: Store) -> Reply:
    """A card for a shared channel, to be pinned: it shows nobody's data and opens the form for whoever presses."""
    return Show(views.pinned(request.t), public=True)


def tidy(at: datetime, store: Store) -> bool:
    """Forget what has had its time; whether there may be more of it."""
    more = [False]

    def purge(some: Sequence[Kind]) -> None:
        more.append(store.retention.purge(at, some))

    together([at - LIFE], each(store.imports.forget), store, about=lambda _: "imports")
    together(PURGED, purge, store, about=lambda kind: kind.name)
    return any(more)
