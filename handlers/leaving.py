"""Leaving: whoever is not one of us any more loses everything at once; what they did keeps their name."""

from datetime import datetime

from domain.acts import TANDEM
from domain.people import Person
from domain.places import Identity
from handlers import deals_told, extensions, joinings
from storage.copies import CopyState
from storage.store import Store


def leave(person: Person, store: Store, *, at: datetime) -> None:
    """`person`, who has no role by now, is nobody's colleague any more; what waited for them goes to others."""
    store.people.save(person)
    store.people.shut_out(person.id)
    store.drafts.drop_all(person.id)
    store.training_reminders.forget_all(person.id)
    _leave_out(person, CopyState.SKIPPED, "left", store, at=at)
    pass_on(at, store)


def account_gone(account: Identity, store: Store, *, at: datetime) -> bool:
    """The platform says that this account is nobody's any more. Whether it was somebody's.

    What waits goes to the person's other account; without one it has failed, and others are asked for decisions.
    """
    person = store.people.known_as(account)
    if person is None:
        return False
    store.people.unlink(account)
    store.acts.note(TANDEM, "account-gone", person.id, at=at, partner=person.partner, platform=account.platform)
    if not store.people.reachable(person.id):
        store.people.leave(person.id, at=at)
        _leave_out(person, CopyState.FAILED, "account-gone", store, at=at)
        pass_on(at, store)
    return True


def _leave_out(person: Person, state: CopyState, reason: str, store: Store, *, at: datetime) -> None:
    """They are not told any more; what then nobody would have been told is told to their colleagues."""
    untold = store.outbox.sole(person.id)
    store.outbox.leave_out(person.id, state, reason, at=at)
    deals_told.tell_others(untold, person.id, store, at=at)


def pass_on(at: datetime, store: Store) -> None:
    """What waits for a decision of somebody who cannot make it any more is asked of those who can."""
    deals_told.ask_anew(at, store)
    joinings.ask_anew(at, store)
    extensions.ask_anew(at, store)
