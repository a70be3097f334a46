"""A version of a document waits for an approval, where the programme says so, and counts once it has it."""

from collections.abc import Collection, Mapping
from datetime import datetime

from domain.approvals import UNDECIDED, Approval, Decision, Outcome
from domain.delegations import represented
from domain.documents import KIND, Document, Version
from domain.notices.documents import VersionAwaitsDecision, VersionDecided, VersionStillWaits, VersionUndecidable
from domain.notices.notice import topic
from domain.people import Person, Role
from domain.refusal import Refusal
from handlers.deals_told import Worded
from handlers.documents_found import reader_as
from handlers.lookout import ask_twice, asking_anew, waits_still
from handlers.missed import Missed
from handlers.standing_in import answering
from storage.store import Store
from views import approvals as requests
from views import documents_approved as views
from views.approvals import Described
from views.translator import Translator
from views.vocabulary import Card


def publish(document: Document, version: Version, store: Store, *, at: datetime, by: str) -> None:
    """At once, in the name of whoever brings it; or once somebody whom the programme names has approved it."""
    if store.programme.documents_approved_by is None:
        store.documents.decide_version(version.approved(by=by, by_name="", at=at))
        return
    role = _approver(Role(store.programme.documents_approved_by), (document.owner, by), store)
    approval = store.approvals.ask(
        KIND, version.id, partner="", region="", role=role, filed_by=document.owner, not_by=(by,), at=at
    )
    reach(approval, store, at)


def _approver(named: Role, theirs: Collection[str], store: Store) -> Role:
    """Whom the programme names; the other of the two where nobody can be told but the owner and whoever brings it, who
    cannot approve their own, or else nobody but they are there.
    """
    roles = (named, Role.ADMIN if named is Role.DIRECTOR else Role.DIRECTOR)
    able = {role: [one.id for one in store.people.holders(role) if one.id not in theirs] for role in roles}
    told = (role for role in roles if any(map(store.people.reachable, able[role])))
    return next(told, next((role for role in roles if able[role]), named))


def reach(approval: Approval, store: Store, at: datetime) -> None:
    """Who is to decide now and was not asked is; the admins hear where nobody can be told."""
    deciders = _deciders(approval, store)
    if not ask_twice(approval, VersionAwaitsDecision, VersionStillWaits, deciders, store, at=at):
        store.outbox.put(VersionUndecidable(approval.subject), to=store.people.holders(Role.ADMIN), at=at)


def _deciders(approval: Approval, store: Store) -> tuple[Person, ...]:
    """In the place of one who is away stands who decides for them."""
    holders = (person for role in approval.asked for person in store.people.holders(Role(role)))
    return represented((person for person in holders if approval.decidable_by(person)), store.people.get)


def missed(one: Missed, store: Store, at: datetime) -> None:
    """One of those who were asked cannot be told."""
    approval = store.approvals.of(KIND, one.subject)
    if approval and approval.phase in UNDECIDED:
        reach(approval, store, at)


ask_anew = asking_anew(KIND, VersionAwaitsDecision.kind, reach, also=(VersionStillWaits.kind,))


# --- deciding ---


def described(version_id: str, reader: Person, store: Store, t: Translator) -> Described:
    """The version as something to decide, with the beginning of its text."""
    document, version = _kept(version_id, store)
    file = store.documents.file(version.file)
    owner = store.people.get(document.owner)
    assert file is not None, "a version has a file"
    return views.described(document, version, file.text, owner.name if owner else "", t)


def _kept(version_id: str, store: Store) -> tuple[Document, Version]:
    version = store.documents.version(version_id)
    document = store.documents.get(version.document) if version else None
    if version is None or document is None:
        raise Refusal("not-found")
    return document, version


def decide(version_id: str, decision: Decision, store: Store) -> None:
    """It counts from the moment that was wanted, or never; its owner is told, and whoever brought it."""
    document, version = _kept(version_id, store)
    by, at = decision.by, decision.at
    approved = decision.outcome is Outcome.APPROVED
    answer = version.approved if approved else version.rejected
    store.documents.decide_version(answer(by=by.id, by_name=by.name, at=at))
    store.outbox.amend(topic(KIND, version_id), at=at)
    theirs = map(store.people.get, (document.owner, version.added_by))
    told = [one for one in theirs if one is not None and not one.left and one.id != by.id]
    store.outbox.put(VersionDecided(version_id), to=told, at=at)


# --- telling ---


def _awaits(version_id: str, reader: Person, store: Store, t: Translator) -> Card:
    """The request, for one of those asked; Refusal("not-found") where they have no say in it any more."""
    approval = store.approvals.of(KIND, version_id)
    reader = answering(reader, approval, store) if approval else reader
    if approval is None or not approval.concerns(reader):
        raise Refusal("not-found")
    what = described(version_id, reader, store, t)
    return requests.request(approval, what, t, may=approval.decidable_by(reader))


def _still_waits(version_id: str, reader: Person, store: Store, t: Translator) -> Card:
    card, approval = _awaits(version_id, reader, store, t), store.approvals.of(KIND, version_id)
    return requests.reminded(card, approval, "approval-still-waits", t) if approval else card


def _decided(version_id: str, reader: Person, store: Store, t: Translator) -> Card:
    document, version = _kept(version_id, store)
    if reader.id != version.added_by and not document.editable_by(reader_as(reader, store)):
        raise Refusal("not-found")
    return views.decided(document, version, t)


def _undecidable(version_id: str, reader: Person, store: Store, t: Translator) -> Card:
    document, version = _kept(version_id, store)
    if not document.editable_by(reader_as(reader, store)):
        raise Refusal("not-found")
    return views.undecidable(document, version, t)


NOTICES: Mapping[str, Worded] = {
    VersionAwaitsDecision.kind: _awaits,
    VersionStillWaits.kind: _still_waits,
    VersionDecided.kind: _decided,
    VersionUndecidable.kind: _undecidable,
}
HELD_UP = {VersionStillWaits.kind: waits_still(KIND)}
"""What is asked before such a copy leaves for the first time."""
