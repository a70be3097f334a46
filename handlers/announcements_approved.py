"""Announcements to many: a second person sends what somebody else has written."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from domain.announcements import KIND, Announcement, State, Step, is_edit, read_asked
from domain.announcements_timed import TAKE_BACK, has_grown
from domain.announcements_written import Content, check_links
from domain.approvals import UNDECIDED, Approval, Decision, Outcome
from domain.audience import Reach
from domain.notices.announcements import (
    AnnouncementAwaitsSending,
    AnnouncementDecided,
    AnnouncementFollowed,
    AnnouncementGivenBack,
    AnnouncementSentAlone,
    AnnouncementStillWaits,
    AnnouncementUndecidable,
)
from domain.notices.notice import topic
from domain.people import Person, Role
from domain.policy import Plan
from domain.policy import Step as Asking
from domain.refusal import Refusal
from handlers.announcements_card import courses_of
from handlers.announcements_card import reach as reached
from handlers.announcements_going import agreed, check, go
from handlers.deals_told import Worded
from handlers.lookout import ask_twice, asking_anew, waits_still
from handlers.missed import Missed
from handlers.policy import asked_by
from handlers.standing_in import answering
from storage.store import Store
from views import announcements_review as views
from views import approvals as requests
from views.approvals import Described
from views.translator import Translator
from views.vocabulary import Card


def _kept(subject: str, store: Store) -> Announcement:
    one = store.announcements.get(read_asked(subject))
    if one is None:
        raise Refusal("not-found")
    return one


def described(subject: str, reader: Person, store: Store, t: Translator) -> Described:
    """The announcement as something to send; whom it reaches is looked up with its author's eyes."""
    one = _kept(subject, store)
    found = _reach(one, store, one.changed_at)
    courses, edit = courses_of(one, store), is_edit(subject)
    back = one.state is State.DRAFT and not edit and _was_sent(subject, store)
    return views.described(one, found, store.programme, t, courses=courses, edit=edit, back=back)


def _was_sent(subject: str, store: Store) -> bool:
    approval = store.approvals.of(KIND, subject)
    return approval is not None and approval.outcome is Outcome.APPROVED


def _reach(one: Announcement, store: Store, at: datetime) -> Reach:
    author = store.people.get(one.author)
    return reached(one, author, store, at=at) if author else Reach()


def decide(subject: str, decision: Decision, store: Store) -> None:
    """Sent, or a draft again; its author is told."""
    one = _kept(subject, store)
    if one.asked_as != subject:
        raise Refusal("announcement-changed")
    if one.revision:
        then, step = _edited(one, one.revision, decision, store)
    elif decision.outcome is Outcome.APPROVED:
        found = _reach(one, store, decision.at)
        check(one, found, store, at=decision.at)
        if one.timing.agreed and has_grown(one.timing.agreed, found.reached):
            raise Refusal("announcement-grown-since", count=found.reached, asked=one.timing.agreed)
        sent = one.sent(decision.at, agreed=found.reached, agreed_as=subject)
        then, step = agreed(sent, store, at=decision.at), Step.SEND
    else:
        then, step = one.moved(Step.TAKE_BACK), Step.TAKE_BACK
    kept = store.announcements.change(one, then, step, by=decision.by.id, at=decision.at)
    if step is Step.SEND:
        go(kept, store, at=decision.at)
    if one.has_begun:
        store.sweeps.amend(one.id, at=decision.at)
        store.outbox.amend(topic(AnnouncementFollowed.about, one.id), at=decision.at)
        store.digests.amend(topic(KIND, one.id), at=decision.at)
    store.outbox.amend(topic(KIND, subject), at=decision.at)
    store.outbox.put(AnnouncementDecided(subject), to=_hearers(one, subject, store), at=decision.at)


def undoable(approval: Approval, store: Store) -> timedelta:
    """How long whoever has sent it can take it back, as its author can; nothing for all else that was decided."""
    if approval.outcome is not Outcome.APPROVED or is_edit(approval.subject):
        return timedelta()
    one = _kept(approval.subject, store)
    return TAKE_BACK if one.has_begun or one.state is State.SCHEDULED else timedelta()


def undo(approval: Approval, by: Person, at: datetime, store: Store) -> None:
    """A draft again: whoever wants it after all is asked anew by its author."""
    one = _kept(approval.subject, store)
    if approval.subject != one.sent_as[0]:
        raise Refusal("announcement-not-now")
    store.announcements.change(one, one.taken_back(at), Step.TAKE_BACK, by=by.id, at=at)
    if one.has_begun and not store.following.take_back(one.id):
        raise Refusal("announcement-not-now")
    for about in (KIND, AnnouncementDecided.about):
        store.outbox.amend(topic(about, approval.subject), at=at)


def _hearers(one: Announcement, subject: str, store: Store) -> list[Person]:
    """Its author, and who has proposed the edit."""
    approval = store.approvals.of(KIND, subject)
    ids = {one.author, approval.filed_by if approval else ""}
    people = (store.people.get(each) for each in sorted(ids - {""}))
    return [person for person in people if person and not person.left]


def _edited(one: Announcement, words: Content, decision: Decision, store: Store) -> tuple[Announcement, Step]:
    if decision.outcome is Outcome.APPROVED:
        check_links(Content(words.texts), store.programme.announcements.link_domains)
        return one.revised(words, decision.at), Step.REVISE
    return replace(one, state=one.after(Step.DISMISS), revision=None), Step.DISMISS


SECOND = ("director", "admin")
"""Who may send what somebody else has written; any one of them."""


def ask(one: Announcement, by: Person, store: Store, *, at: datetime) -> Approval:
    """What a second person is to decide, where `by` wants it to go, or wants other words in it; nobody is told yet."""
    plan = Plan(steps=(Asking(SECOND),), programme=store.programmes.version)
    return store.approvals.ask(KIND, one.asked_as, partner="", region="", plan=plan, filed_by=by.id, at=at)


def asked(approval: Approval, store: Store, *, at: datetime) -> bool:
    """Whoever may send it now and was not asked is. Whether anybody can be told."""
    people = asked_by(approval, store)
    return ask_twice(approval, AnnouncementAwaitsSending, AnnouncementStillWaits, people, store, at=at)


def reach(approval: Approval, store: Store, at: datetime) -> None:
    """The same; its author hears where nobody can be told."""
    if not asked(approval, store, at=at):
        author = store.people.get(_kept(approval.subject, store).author)
        store.outbox.put(AnnouncementUndecidable(approval.subject), to=[author] if author else [], at=at)


def missed(one: Missed, store: Store, at: datetime) -> None:
    """One of those who were asked cannot be told."""
    approval = store.approvals.of(KIND, one.subject)
    if approval and approval.phase in UNDECIDED:
        reach(approval, store, at)


ask_anew = asking_anew(KIND, AnnouncementAwaitsSending.kind, reach, also=(AnnouncementStillWaits.kind,))


def _awaits(subject: str, reader: Person, store: Store, t: Translator) -> Card:
    """For one of those asked; Refusal("not-found") where they may not send it any more and it is not theirs to see."""
    approval = store.approvals.of(KIND, subject)
    reader = answering(reader, approval, store) if approval else reader
    if approval is None or not approval.concerns(reader) or not _concerns_others(approval):
        raise Refusal("not-found")
    what, until = described(subject, reader, store, t), approval.undoable_until(reader, undoable(approval, store))
    return requests.request(approval, what, t, may=approval.decidable_by(reader), undo_until=until)


def _still_waits(subject: str, reader: Person, store: Store, t: Translator) -> Card:
    card, approval = _awaits(subject, reader, store, t), store.approvals.of(KIND, subject)
    return requests.reminded(card, approval, "approval-still-waits", t) if approval else card


def _undecidable(subject: str, reader: Person, store: Store, t: Translator) -> Card:
    one, approval = _kept(subject, store), store.approvals.of(KIND, subject)
    if approval is None or one.author != reader.id:
        raise Refusal("not-found")
    return views.undecidable(one, t, waits=approval.phase in UNDECIDED and one.asked_as == subject)


def _concerns_others(approval: Approval) -> bool:
    """Whether it is more than its author's own draft: it waits for somebody, or was sent."""
    return approval.phase in UNDECIDED or approval.outcome is Outcome.APPROVED


def _decided(subject: str, reader: Person, store: Store, t: Translator) -> Card:
    one, approval = _kept(subject, store), store.approvals.of(KIND, subject)
    if approval is None or reader.id not in (one.author, approval.filed_by):
        raise Refusal("not-found")
    return views.decided(one, approval, t)


def _sent_alone(announcement_id: str, reader: Person, store: Store, t: Translator) -> Card:
    one = store.announcements.get(announcement_id)
    if one is None or Role.ADMIN not in reader.roles:
        raise Refusal("not-found")
    return views.sent_alone(one, store.programme, t)


def _given_back(announcement_id: str, reader: Person, store: Store, t: Translator) -> Card:
    one = store.announcements.get(announcement_id)
    if one is None or (one.author != reader.id and Role.ADMIN not in reader.roles):
        raise Refusal("not-found")
    return views.given_back(one, store.programme, t, own=one.author == reader.id)


NOTICES: Mapping[str, Worded] = {
    AnnouncementGivenBack.kind: _given_back,
    AnnouncementAwaitsSending.kind: _awaits,
    AnnouncementStillWaits.kind: _still_waits,
    AnnouncementUndecidable.kind: _undecidable,
    AnnouncementDecided.kind: _decided,
    AnnouncementSentAlone.kind: _sent_alone,
}
HELD_UP = {AnnouncementStillWaits.kind: waits_still(KIND)}
"""What is asked before such a copy leaves for the first time."""
