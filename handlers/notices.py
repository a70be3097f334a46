"""Everything that is told without being asked: its words, what holds it up, and what is done where it is missed."""

from collections.abc import Callable, Mapping
from datetime import datetime

from domain.notices.announcements import AnnouncementAwaitsSending, QuestionAsked, QuestionStillWaits
from domain.notices.deals import DealAtDesk, DealAwaitsDecision, DealEscalated, DealStalled, DealStillWaits, DealTaken
from domain.notices.digests import ToldTogether
from domain.notices.documents import DocumentShared, FileHanded, VersionAwaitsDecision
from domain.people import Person
from handlers import (
    announcements,
    announcements_acknowledged,
    announcements_approved,
    announcements_files,
    announcements_followed,
    announcements_withheld,
    approvals,
    channels,
    deal_desks,
    deals_late,
    deals_told,
    delegations,
    digests,
    digests_daily,
    documents_approved,
    documents_found,
    documents_kept,
    documents_owned,
    documents_renewed,
    documents_shared,
    extensions,
    feedback,
    handed,
    installations,
    joinings,
    questions,
    stalls,
    team,
    training_attendance,
    training_files,
    training_lapsing,
    training_reminders,
)
from handlers.missed import Missed
from storage.store import Store
from views.translator import Translator
from views.vocabulary import Card

FILES: Mapping[str, handed.Make] = {
    **documents_found.FILES,
    **training_files.FILES,
    **announcements_files.FILES,
}
"""What can be handed to somebody, by the word that `handed.hand_over` is given: (ref, reader, store, t, at)."""

HANDING = handed.Handing(FILES)


def _together(subject: str, reader: Person, store: Store, t: Translator, at: datetime) -> Card:
    return digests_daily.together(subject, reader, store, t, at, notices=NOTICES)


NOTICES: Mapping[str, deals_told.Worded] = {
    **deals_told.NOTICES,
    **installations.NOTICES,
    **joinings.NOTICES,
    **team.NOTICES,
    **delegations.NOTICES,
    **digests.NOTICES,
    ToldTogether.kind: deals_told.AsOf(_together),
    **deal_desks.NOTICES,
    DealTaken.kind: approvals.awaits_deal,
    **feedback.NOTICES,
    **training_reminders.NOTICES,
    **training_attendance.NOTICES,
    **training_lapsing.NOTICES,
    **announcements.NOTICES,
    **channels.NOTICES,
    **announcements_approved.NOTICES,
    **announcements_followed.NOTICES,
    **announcements_withheld.NOTICES,
    **announcements_acknowledged.NOTICES,
    **questions.NOTICES,
    **extensions.NOTICES,
    **documents_approved.NOTICES,
    **documents_kept.NOTICES,
    **documents_owned.NOTICES,
    **documents_shared.NOTICES,
    **HANDING.notices(),
    **documents_renewed.NOTICES,
    DealStalled.kind: stalls.stalled,
    DealAwaitsDecision.kind: approvals.awaits_deal,
    DealStillWaits.kind: deals_late.still_waits,
    DealEscalated.kind: deals_late.escalated,
}

MISSED: Mapping[str, Callable[[Missed, Store, datetime], None]] = {
    DealAtDesk.kind: deal_desks.missed,
    AnnouncementAwaitsSending.kind: announcements_approved.missed,
    VersionAwaitsDecision.kind: documents_approved.missed,
    FileHanded.kind: handed.missed,
    ToldTogether.kind: digests_daily.missed,
    DocumentShared.kind: documents_shared.missed,
    QuestionAsked.kind: questions.missed,
    QuestionStillWaits.kind: questions.missed,
}
"""What is done where such a notice does not certainly arrive, in the same transaction."""

HELD_UP: Mapping[str, Callable[[str, Store, datetime], bool]] = {
    **announcements_acknowledged.HELD_UP,
    **announcements_approved.HELD_UP,
    **documents_approved.HELD_UP,
    **questions.HELD_UP,
    **training_reminders.HELD_UP,
    **documents_renewed.HELD_UP,
    **training_lapsing.HELD_UP,
}
"""What is asked before such a notice is told anybody for the first time, whether it waits for working hours: (subject,
store, at); a Refusal stops it."""
