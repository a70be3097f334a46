"""Whom an announcement does not reach, all of them: page by page for its author, or as lines of a file."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from domain.announcements import Announcement
from domain.audience import Unreached
from domain.page import number_in
from domain.people import Person
from handlers.announcements_card import leaving
from handlers.replies import Reply, Show
from handlers.requests import Press
from storage.announcements import access_own
from storage.store import Store
from views import announcements_unreached as views

PAGE = 8


def listing(request: Press, store: Store) -> Reply:
    """As it is now; the next page begins where the button says."""
    ref, _, start = request.ref.partition(".")
    one = access_own(store.announcements, request.person, ref)
    after = number_in(start) or 0
    page = tuple(islice(unreached(one, request.person, store, at=request.at), after, after + PAGE + 1))
    more = f"{one.id}.{after + PAGE}" if len(page) > PAGE else ""
    return Show(views.listing(one, page[:PAGE], request.t, more=more))


def unreached(one: Announcement, author: Person, store: Store, *, at: datetime) -> Iterator[Unreached]:
    """Nobody as long as it is not said for whom it is."""
    if one.audience is None:
        return iter(())
    return store.audience.unreached(one.audience, leaving(one, store, at=at), by=author)
