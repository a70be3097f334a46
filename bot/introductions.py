"""Who an account belongs to: met, linked by a vouched e-mail, greeted once. Each in the caller's transaction."""

from datetime import datetime

from bot.arrivals import Arrival, Profile
from domain.people import Person
from handlers import leaving, people
from storage.store import Store
from views.translator import language_of

WELCOMES = frozenset({"welcome", "welcome-here"})
"""The buttons that nobody presses: where Tandem may have to introduce itself, once. See Dispatch.is_said_before."""


def introduced(profile: Profile, store: Store, at: datetime) -> bool:
    identity = profile.known.identity
    if store.people.known_as(identity) is not None:
        if profile.vouched or not store.people.is_vouched(identity):
            return True
        return not leaving.account_gone(identity, store, at=at)  # a member once, and by now a guest
    organisation = store.programme.organisation_of(identity.platform, identity.tenant)
    if not (profile.vouched and profile.email and organisation):
        return False
    person = store.people.with_email(organisation, profile.email)
    if person is None or person.left:
        return False
    store.people.link(profile.known, person, at=at, vouched=True)
    _settle(profile, person, store)
    store.outbox.wake(person.id, at=at)
    return True


def is_new(arrival: Arrival, store: Store, at: datetime) -> bool:
    place, account = arrival.place, arrival.known.identity
    here = f"{place.platform}:{place.tenant}:{place.conversation.partition(';')[0]}"  # Teams: the thread is behind it
    first = store.people.greet(account.name if place.private else here, at=at)
    return first and not (place.private and store.people.known_as(account))


def met(profile: Profile, store: Store, at: datetime) -> None:
    person = store.people.known_as(profile.known.identity)
    if person is not None:
        store.people.meet(profile.known, at=at)
        _settle(profile, person, store)


def _settle(profile: Profile, person: Person, store: Store) -> None:
    settled = people.settled(
        person,
        language=language_of(profile.locale),
        zone_name=profile.zone or None,
        allowed=store.programme.languages,
    )
    if settled != person:
        store.people.save(settled)
