"""What is kept for how long: one table of kinds of rows, and the purge that goes by it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Delete,
    Table,
    Text,
    and_,
    delete,
    exists,
    func,
    literal_column,
    select,
    tuple_,
    type_coerce,
)

from domain.announcements import ON_RECORD
from domain.approvals import UNDECIDED
from domain.joinings import KIND
from storage.drafts import LIFE as DRAFT_LIFE
from storage.tables import (
    approvals,
    codes,
    copies,
    drafts,
    feedback,
    files,
    gaps,
    handshakes,
    imports,
    inbox,
    joinings,
    notices,
    openings,
    pauses,
    questions,
    readings,
    training_reminders,
    tries,
    unlinked,
    usefulness,
)

BATCH = 500
"""Rows of one kind that one purge takes: a few milliseconds, so that nobody waits behind a million old ones."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """Rows of `table` go when what `since` says is older than `days`, and `only` holds."""

    name: str
    what: str
    days: int
    since: str
    table: Table
    only: ColumnElement[bool] | None = field(default=None, repr=False, compare=False)
    beside: bool = False
    """Bytes that are kept elsewhere go first: by `loose` and `drop_loose`, not by the purge."""


def _is_settled() -> ColumnElement[bool]:
    """Nothing is left to do, and nobody's decision hangs on it: who was asked must be known until it is made."""
    asked = (
        select(approvals.c.id)
        .join(notices, and_(approvals.c.kind == _about(), approvals.c.subject == notices.c.subject))
        .where(notices.c.id == copies.c.notice, approvals.c.phase.in_(UNDECIDED))
    )
    # In these words SQLite looks by `done_at`, and not through all that has no `due`, which is nearly everything.
    nothing_due = func.coalesce(type_coerce(copies.c.due, BigInteger), 0) == 0
    return nothing_due & ~exists(asked)


def _about() -> ColumnElement[str]:
    """What kind of thing a notice's topic names, which is before the subject: approvals are found by their own key."""
    return func.substr(notices.c.topic, 1, func.length(notices.c.topic) - func.length(notices.c.subject) - 1)


def _is_answered() -> ColumnElement[bool]:
    waits = select(approvals.c.id).where(
        approvals.c.kind == KIND, approvals.c.subject == joinings.c.id, approvals.c.phase.in_(UNDECIDED)
    )
    return ~exists(waits)


def _is_over() -> ColumnElement[bool]:
    """Sent, stale or never agreed to. Written out: only so do the databases see their index of it."""
    return training_reminders.c.fate != literal_column("'planned'", Text())


_LOOSE = Kind(
    name="files that nobody added",
    what="bytes, size, type and text of each file that was dropped, by a hash of its content, while no version of"
    " a document is it; what is a version stays",
    days=2,  # what was dropped can be added for one: storage/imports.py
    since="loose_at",
    table=files,
    beside=True,
)

RETENTION = (
    Kind(
        name="requests received",
        what="a key and a hash of each request that changed something, and the answer to it; against deliveries twice",
        days=3,  # no platform delivers the same thing again after so long (Slack: an hour; docs.slack.dev, Events API)
        since="at",
        table=inbox,
    ),
    Kind(name="drafts", what="what was typed and not sent", days=DRAFT_LIFE.days, since="saved_at", table=drafts),
    Kind(
        name="one-time codes",
        what="a hash of the code, for whom it is, and the account that was invited with it; counted from the moment it"
        " ran out",
        days=1,
        since="expires_at",
        table=codes,
    ),
    Kind(
        name="installations finished",
        what="a hash, which tells that a browser came back from Slack, so that nobody comes back with the same again",
        days=1,
        since="at",
        table=handshakes,
    ),
    Kind(
        name="tries",
        what="how often an account tried what is limited, such as a code",
        days=7,
        since="since",
        table=tries,
    ),
    Kind(name="pauses", what="that a platform asked us to wait, and until when", days=1, since="until", table=pauses),
    Kind(
        name="messages",
        what="that somebody was told of something, where that message is, and when; no text. Counted from the moment"
        " it was finished; while a decision is open, who was asked for it stays",
        days=ON_RECORD.days,
        since="done_at",
        table=copies,
        only=_is_settled(),
    ),
    Kind(
        name="channels once linked",
        what="what a channel was called and which partner's it was, for what was told there; counted from the moment"
        " its link ended",
        days=2 * ON_RECORD.days,  # longer than any message there
        since="at",
        table=unlinked,
    ),
    Kind(
        name="imports",
        what="who imported which file, when, and how many lines of it. The file's text goes when it is applied or"
        " discarded, and after a day",
        days=365,
        since="at",
        table=imports,
    ),
    Kind(
        name="requests to join",
        what="name, company and note as typed, and the account they came from; while nobody has decided, they stay",
        days=365,
        since="asked_at",
        table=joinings,
        only=_is_answered(),
    ),
    Kind(
        name="feedback",
        what="what somebody said of Tandem by `/partner feedback`, when, and whether they may be answered",
        days=365,
        since="at",
        table=feedback,
    ),
    Kind(
        name="questions",
        what="who asked what about which announcement or document, in which channel, who answered it, how and when",
        days=730,
        since="asked_at",
        table=questions,
    ),
    Kind(
        name="searches in vain",
        what="which words of a search found nothing, for which partner and region, how often and when last; nobody's"
        " name",
        days=365,
        since="at",
        table=gaps,
    ),
    Kind(
        name="openings of documents",
        what="who opened which version of which document, and when; it also tells who is to hear of a new version",
        days=730,
        since="at",
        table=readings,
    ),
    _LOOSE,
    Kind(
        name="what was said of documents",
        what="who found which version of which document useful or not, and when",
        days=730,
        since="at",
        table=usefulness,
    ),
    Kind(
        name="reminders of training",
        what="who was reminded of which course, session or own wish, in which words, and when; counted from the moment"
        " from which on it had lost its sense",
        days=90,
        since="over_at",
        table=training_reminders,
        only=_is_over(),
    ),
    Kind(
        name="accounts in the audit",
        what="which account that is nobody's asked for something without the right to; the row in `acts` stays, and"
        " no longer tells",
        days=365,
        since="at",
        table=openings,
    ),
)

STAYS: Mapping[str, str] = {
    "secrets": "the key that references such as D-7K3QX are made with",
    "programmes": "each version of the programme, when it was applied",
    "persons": "name, work e-mail, company, roles, language, time zone, quiet hours, digests, cap, deal desk",
    "spent": "how many messages that can wait somebody was sent on the last day on which there were any",
    "lookouts": "how far the clock's looks for who can be asked have come",
    "greetings": "in which chats Tandem has introduced itself, so that it never does so twice",
    "identities": "which account at Slack or Teams is which person, and when it was last seen",
    "channels": "which channel or group chat is which partner's, its name, language and time zone",
    "met": "people of which partners were seen in which channel or group chat",
    "unseen": "of which channels it is still to be looked who is in them, within a day and for three more at most",
    "deals": "what a partner registered: customer, amount, product, contact, note",
    "protections": "which deal had which customer and product to itself, from when until when",
    "counts": "how many deals a partner has registered",
    "happenings": "the history of a deal: who did what, when, and why; and what an edit changed",
    "acceptances": "who accepted which version of the programme's terms, when and in which language",
    "marks": "words of customers' names, as registered or listed, by which a name that is nearly the same is found",
    "alike": "which customers' names are nearly the same, and whether a manager said that they are one customer's",
    "customers": "the vendor's own customers and named accounts: name, country, website, who looks after them",
    "acts": "who did what to whom or which deal, and who was refused what, when; each row sealed with the one before",
    "installations": "where Tandem is installed, and its sealed tokens, which go at once when it is taken out",
    "documents": "what stands in the catalogue: title, owner, who may read it, when it is looked at again",
    "versions": "each version of a document: its file's name, what changed, who added and who approved it, and when",
    "shelves": "which regions, tiers, types and partners may read what",
    "approvals": "who was to decide what, by which rule, who decided, when and how",
    "votes": "who said yes or no in which step of an approval, and when",
    "deadlines": "how much of an answer time has passed, and what is due next",
    "takings": "who has taken a request at the deal desk, and when",
    "reminders": "who was reminded of a deal, or asked as well, and when: a part of its history",
    "delegations": "who was away, from when until when, who decided for them, and why",
    "announcements": "what was said to many: its words, by whom, for whom and when",
    "acknowledgements": "who said that they read which announcement, where and when",
    "courses": "what can be learned: name, language, product, link, and how long its certificate is valid",
    "sessions": "when a course is held, where, and how many seats are taken",
    "training_rules": "whom a course is assigned to",
    "enrolments": "who is to take which course, by when, and how far they are",
    "certificates": "who has finished which course, when, and until when that counts",
    "racks": "of the index of documents: who reads what in which language, and how much that is",
    "findable": "which version of a document is in the index",
    "passages": "of which document and version a passage in the index is",
    "passage_texts": "the text of each passage of a version that counts, and its words",
    "terms": "in how many passages a word is",
    "spellings": "words of the documents with a letter left out, by which a slip is understood",
    "notices": "that there was something to tell, without text; it goes with the last message about it",
}
"""By table: what is business, or says who somebody is. It has no end of its own."""

PURGED = tuple(kind for kind in RETENTION if not kind.beside)
"""What the clock drops."""


class Retention:
    """Forgets what has had its time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def purge(self, at: datetime, some: Sequence[Kind] = PURGED, *, size: int = BATCH) -> bool:
        """Drop up to `size` rows of each of these kinds that are over at this moment; whether there may be more."""
        taken = [self._drop(kind, at, size) for kind in some]
        return max(taken) == size

    def loose(self, at: datetime, *, size: int = BATCH) -> Sequence[str]:
        """Hashes of files that no version has named for so long."""
        over = select(files.c.hash).where(files.c.loose_at < _before(_LOOSE, at)).order_by(files.c.loose_at).limit(size)
        return self._connection.execute(over).scalars().all()

    def drop_loose(self, hashes: Sequence[str], at: datetime) -> None:
        """Those whose bytes are gone, unless one was dropped once more meanwhile, or is a version by now."""
        over = files.c.loose_at < _before(_LOOSE, at)
        self._connection.execute(delete(files).where(files.c.hash.in_(hashes), over))

    def _drop(self, kind: Kind, at: datetime, size: int) -> int:
        statement = _over(kind, _before(kind, at), size)
        if kind.table is not copies:
            return self._connection.execute(statement).rowcount
        told = self._connection.execute(statement.returning(copies.c.notice)).scalars().all()
        self._drop_notices(set(told))
        return len(told)

    def _drop_notices(self, ids: set[str]) -> None:
        """A notice goes with its last copy, so that it cannot be put again for the others meanwhile."""
        if ids:
            told = exists(select(copies.c.id).where(copies.c.notice == notices.c.id))
            self._connection.execute(delete(notices).where(notices.c.id.in_(ids), ~told))


def _before(kind: Kind, at: datetime) -> datetime:
    return at - timedelta(days=kind.days)


def _over(kind: Kind, before: datetime, size: int) -> Delete:
    """The oldest first; what another replica is taking is left to it."""
    since, key = kind.table.c[kind.since], tuple(kind.table.primary_key.columns)
    oldest = select(*key).where(since < before, *(() if kind.only is None else (kind.only,)))
    oldest = oldest.order_by(since).limit(size).with_for_update(skip_locked=True).correlate(None)
    return delete(kind.table).where(tuple_(*key).in_(oldest))
