"""An announcement whose sender may not send it any more before it has left: it is held up, and others decide."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from domain.announcements import KIND, SENDER_LOST, Announcement, State, Step
from domain.approvals import Outcome
from domain.notices.announcements import Announced, AnnouncementFollowed, AnnouncementWithheld
from domain.notices.notice import topic
from domain.people import Can, Person, Role
from domain.refusal import Refusal
from handlers.deals_told import Worded
from storage.store import Store
from storage.sweeps import Sweep
from views import announcements_review as views
from views.translator import Translator
from views.vocabulary import Card

FIRST = timedelta(minutes=10)
"""So long after it may begin to leave it is looked at who has sent it: its first copies may be late."""


def _still_goes(announcement_id: str, store: Store, at: datetime) -> bool:
    """Whether it waits for its reader's working hours, as all does that is not urgent.

    Refusal where it was paused or called off: a courier had it in hand at that moment, and it is due once more. Or
    where whoever sent it may not any more.
    """
    one = store.announcements.get(announcement_id)
    if one and one.state is State.PAUSED:
        raise Refusal("announcement-paused")
    if one and one.state in (State.CANCELLED, State.RETRACTED):
        raise Refusal("announcement-cancelled")
    if one and one.starts_at and at < one.starts_at + FIRST and not sender_may(one, store):
        raise Refusal(SENDER_LOST)
    return bool(one and not one.timing.urgent)


def sender_may(one: Announcement, store: Store) -> bool:
    """Its author may write to partners, and who sent it, alone or as the second person, may do that."""
    author = store.people.get(one.author)
    if not _may(author, Can.ANNOUNCE_ALONE if one.timing.alone else Can.ANNOUNCE):
        return False
    asked = (store.approvals.of(KIND, subject) for subject in one.sent_as)
    second = next((each.decided_by for each in asked if each and each.outcome is Outcome.APPROVED), "")
    by = store.people.get(second) if second else None
    return not second or (by is not None and _may(by, Can.ANNOUNCE) and bool({Role.DIRECTOR, Role.ADMIN} & by.roles))


def _may(person: Person | None, what: Can) -> bool:
    return person is not None and not person.left and not person.partner and person.may(what)


def hold(announcement_id: str, store: Store, at: datetime) -> bool:
    """Nothing of it leaves until an admin says so; all of them are told, once. False where it has changed meanwhile,
    and is to be looked at anew.
    """
    one = store.announcements.get(announcement_id)
    if one is None or one.state is not State.SENDING or one.starts_at is None:
        return one is not None and one.state is State.PAUSED
    # Without a beginning it is looked at no more: whoever lets it go on has decided.
    held = replace(one, state=one.after(Step.PAUSE), starts_at=None)
    try:
        kept = store.announcements.change(one, held, Step.PAUSE, by="", at=at)
    except Refusal:
        return False
    store.sweeps.begin(kept.id, Sweep.PAUSE, at=at)
    store.outbox.amend(topic(AnnouncementFollowed.about, kept.id), at=at)
    store.outbox.put(AnnouncementWithheld(kept.id, str(kept.version)), to=store.people.holders(Role.ADMIN), at=at)
    return True


def _withheld(announcement_id: str, reader: Person, store: Store, t: Translator) -> Card:
    one = store.announcements.get(announcement_id)
    if one is None or Role.ADMIN not in reader.roles:
        raise Refusal("not-found")
    return views.withheld(one, store.programme, t)


NOTICES: Mapping[str, Worded] = {AnnouncementWithheld.kind: _withheld}
HELD_UP = {Announced.kind: _still_goes}
"""What is asked before such a copy leaves for the first time."""
