"""Partners: who looks after one, and what it may expect."""

from dataclasses import replace

from domain.partners import Partner
from domain.people import Role
from handlers import people
from handlers.replies import Reply, Show
from handlers.requests import Command, Press, Request
from storage.partners import access_partner
from storage.store import Store
from views import partners as views


def show(request: Command, store: Store) -> Reply:
    """The person's own partner; for the vendor's people the one that was named, else all they look after.

    Words like another command's, which name no partner, are taken for that.
    """
    if request.person.partner and request.nearest:
        return people.unknown(replace(request, words=f"partner {request.words}"))
    if request.person.partner:
        return _profile(access_partner(store.partners, request.person, request.person.partner), request, store)
    wanted = request.words.strip().casefold()
    seen = store.partners.seen_by(request.person)
    named = [partner for partner in seen if wanted in (partner.key, partner.name.casefold())]
    if request.nearest and not named:
        return people.unknown(replace(request, words=f"partner {request.words}"))
    return _profile(named[0], request, store) if named else directory(request, store)


def open_one(request: Press, store: Store) -> Reply:
    """One partner, from a list."""
    return _profile(access_partner(store.partners, request.person, request.ref), request, store)


def more(request: Press, store: Store) -> Reply:
    """The next page of the list."""
    return directory(request, store, after=request.ref)


def directory(request: Request, store: Store, *, after: str = "") -> Reply:
    """All whom this person looks after, a few at a time."""
    seen = store.partners.seen_by(request.person)
    return Show(views.directory(seen, store.programme, request.person, request.t, after=after))


def _profile(partner: Partner, request: Request, store: Store) -> Reply:
    managers = [
        person.name
        for person in store.people.holders(Role.CHANNEL_MANAGER)
        if person.holds(Role.CHANNEL_MANAGER, partner=partner.key, region=partner.region)
    ]
    return Show(views.profile(partner, managers, store.programme, request.person, request.t))
