"""The tables. A moment is kept as microseconds since 1970 in UTC: exact, sortable, the same on both databases."""

from storage.tables.announcements import acknowledgements, announcements
from storage.tables.channels import channels, met
from storage.tables.columns import Day, Exact, Moment, metadata
from storage.tables.deals import alike, counts, customers, deals, drafts, happenings, marks, protections
from storage.tables.decisions import approvals, deadlines, reminders, takings, votes
from storage.tables.documents import documents, files, readings, shelves, usefulness, versions
from storage.tables.messages import copies, handshakes, inbox, installations, lookouts, notices, pauses, spent
from storage.tables.people import (
    acceptances,
    codes,
    delegations,
    feedback,
    greetings,
    identities,
    joinings,
    openings,
    persons,
    tries,
)
from storage.tables.questions import questions
from storage.tables.records import acts, imports, programmes, secrets
from storage.tables.search import (
    findable,
    gaps,
    passage_texts,
    passages,
    racks,
    spellings,
    terms,
)
from storage.tables.training import certificates, courses, enrolments, sessions, training_reminders, training_rules

__all__ = [
    "Day",
    "Exact",
    "Moment",
    "acceptances",
    "acknowledgements",
    "acts",
    "alike",
    "announcements",
    "approvals",
    "certificates",
    "channels",
    "codes",
    "copies",
    "counts",
    "courses",
    "customers",
    "deadlines",
    "deals",
    "delegations",
    "documents",
    "drafts",
    "enrolments",
    "feedback",
    "files",
    "findable",
    "gaps",
    "greetings",
    "handshakes",
    "happenings",
    "identities",
    "imports",
    "inbox",
    "installations",
    "joinings",
    "lookouts",
    "marks",
    "met",
    "metadata",
    "notices",
    "openings",
    "passage_texts",
    "passages",
    "pauses",
    "persons",
    "programmes",
    "protections",
    "questions",
    "racks",
    "readings",
    "reminders",
    "secrets",
    "sessions",
    "shelves",
    "spellings",
    "spent",
    "takings",
    "terms",
    "training_reminders",
    "training_rules",
    "tries",
    "usefulness",
    "versions",
    "votes",
]
