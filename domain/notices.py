"""Notices: what is to be told, by name and ids; it is worded only when it is sent."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Notice:
    """`subject` is the thing told of; `occasion` tells apart two notices of a kind about one thing.

    `waits` says that it may be put off to the end of the reader's quiet hours; `inner`, that only those read it who
    decide, so that a decision shows there before it is told; `gathers`, that it asks for a decision and may come
    together with others, where the reader wants it so; `closed`, that it goes nowhere where outsiders could read it;
    `same_for_all`, that it says the same to all who read one language in one zone, and is worded once for them;
    `capped`, that nobody waits for it: of those only so many go to a person on one day, the others in one digest;
    `brings_file`, that it may bring a file, which takes its time, and meets with limits and rules of its own.
    """

    kind: ClassVar[str]
    about: ClassVar[str]
    waits: ClassVar[bool] = False
    inner: ClassVar[bool] = False
    gathers: ClassVar[bool] = False
    closed: ClassVar[bool] = False
    same_for_all: ClassVar[bool] = False
    capped: ClassVar[bool] = False
    brings_file: ClassVar[bool] = False

    subject: str
    occasion: str = ""

    @property
    def key(self) -> str:
        """Unique: the same notice is never put twice."""
        return f"{self.kind}:{self.subject}:{self.occasion}"

    @property
    def topic(self) -> str:
        """What an amend names to reach every copy about one thing."""
        return topic(self.about, self.subject)


def topic(about: str, subject: str) -> str:
    """The name of a thing that notices are about."""
    return f"{about}:{subject}"


class DealReceived(Notice):
    """To whoever filed it: the receipt."""

    kind = "deal-received"
    about = "deal"


class DealAwaitsDecision(Notice):
    """To those who may decide."""

    kind = "deal-awaits-decision"
    about = "deal"
    waits = True
    inner = True
    gathers = True


class DealStillWaits(Notice):
    """To those who were asked and have not decided yet."""

    kind = "deal-still-waits"
    about = "deal"
    waits = True
    inner = True
    gathers = True


class DealEscalated(Notice):
    """To somebody else who may decide: those who were asked have not done so in time."""

    kind = "deal-escalated"
    about = "deal"
    waits = True
    inner = True


class DealAtDesk(Notice):
    """To a channel of the vendor's: it waits for whoever takes it."""

    kind = "deal-at-desk"
    about = "deal"
    inner = True
    closed = True


class DealTaken(Notice):
    """To whoever has taken it there: the request; `occasion` is who that is, and when."""

    kind = "deal-taken"
    about = "deal"
    inner = True


class DeskUnreachable(Notice):
    """To the admins: nothing can be said in the channel that the programme names; `occasion` is the day."""

    kind = "desk-unreachable"
    about = "desk"


class RequestsWait(Notice):
    """To somebody who wants requests together: all that waits; `subject` is who that is."""

    kind = "requests-wait"
    about = "digest"


class ToldTogether(Notice):
    """To somebody: what was above their cap; `subject` is who that is, and when: it says the same for ever."""

    kind = "told-together"
    about = "digest"
    waits = True


class Delegated(Notice):
    """To whoever decides for somebody who is away."""

    kind = "delegated"
    about = "delegation"


class DealDecided(Notice):
    """To whoever filed it: the decision; `occasion` is the deal's version: it can be undone, or appealed against."""

    kind = "deal-decided"
    about = "deal"


class DealQuestion(Notice):
    """To whoever filed it: somebody asks for information."""

    kind = "deal-question"
    about = "deal"


class DealAnswered(Notice):
    """To whoever asked: the answer has come."""

    kind = "deal-answered"
    about = "deal"
    waits = True
    inner = True


class DealUndecidable(Notice):
    """To the admins: nobody holds the role that must decide."""

    kind = "deal-undecidable"
    about = "deal"
    inner = True


class DealExpired(Notice):
    """To whoever filed it: the protection has ended."""

    kind = "deal-expired"
    about = "deal"
    waits = True


class DealExpiring(Notice):
    """To whoever filed it: the protection ends soon; `occasion` is until when it lasts, and how many days before."""

    kind = "deal-expiring"
    about = "deal"
    waits = True


class DealStalled(Notice):
    """To whoever filed it: nothing has changed for long; `occasion` is the deal's version."""

    kind = "deal-stalled"
    about = "deal"
    waits = True
    capped = True


class VersionAwaitsDecision(Notice):
    """To those who approve documents; `occasion` is how often others were asked before."""

    kind = "version-awaits-decision"
    about = "document-version"
    waits = True
    inner = True


class VersionStillWaits(Notice):
    """To the same: the answer time is over, and nobody has answered; `occasion` is how often others were told."""

    kind = "version-still-waits"
    about = "document-version"
    waits = True
    inner = True


class VersionDecided(Notice):
    """To the owner of the document: whether the version counts."""

    kind = "version-decided"
    about = "document-version"
    waits = True


class VersionUndecidable(Notice):
    """To the admins: nobody but its owner could approve it, or none of those who could can be told."""

    kind = "version-undecidable"
    about = "document-version"


class DocumentDue(Notice):
    """To its owner: the review is due; `occasion` is when it was, and who owned it."""

    kind = "document-due"
    about = "document"
    waits = True
    capped = True


class DocumentHandedOn(Notice):
    """To whoever answers for it from now on; `occasion` is its version then."""

    kind = "document-handed-on"
    about = "document"
    waits = True


class DocumentRenewed(Notice):
    """To those who opened an older version: a new one counts."""

    kind = "document-renewed"
    about = "document-version"
    waits = True


class ExtensionAwaitsDecision(Notice):
    """To those who may give a protection more time; `occasion` is how often others were asked before."""

    kind = "extension-awaits-decision"
    about = "extension"
    waits = True
    gathers = True


class ExtensionDecided(Notice):
    """To whoever asked for more time: the decision."""

    kind = "extension-decided"
    about = "extension"


class InstallationLost(Notice):
    """To the admins: Tandem was taken out of a workspace or a tenant."""

    kind = "installation-lost"
    about = "installation"


class JoiningAwaitsDecision(Notice):
    """To those who may let somebody in; `occasion` is how often others were asked before."""

    kind = "joining-awaits-decision"
    about = "joining"
    waits = True
    gathers = True


class JoiningApproved(Notice):
    """To whoever asked to join, who is a person now: the welcome."""

    kind = "joining-approved"
    about = "joining"


class JoiningRejected(Notice):
    """To the account from which somebody asked to join."""

    kind = "joining-rejected"
    about = "joining"


class Invited(Notice):
    """To the account that was picked for somebody who may come in."""

    kind = "invited"
    about = "invitation"


class FeedbackGiven(Notice):
    """To those who run Tandem: somebody has said what they think of it."""

    kind = "feedback-given"
    about = "feedback"
    waits = True


class AnnouncementTried(Notice):
    """To its author: an announcement as its readers will get it; `occasion` is its version, and when."""

    kind = "announcement-tried"
    about = "announcement"


class ChannelProposed(Notice):
    """To whoever may say whose channel it is that Tandem was added to."""

    kind = "channel-proposed"
    about = "channel"


class AnnouncementAwaitsSending(Notice):
    """To those who may send it: somebody else has written to many; `subject` names its version as well."""

    kind = "announcement-awaits-sending"
    about = "announcement"
    waits = True


class AnnouncementStillWaits(Notice):
    """To the same: the answer time is over, and nobody has answered; `occasion` is how often others were told."""

    kind = "announcement-still-waits"
    about = "announcement"
    waits = True


class AnnouncementUndecidable(Notice):
    """To its author: none of those who may send it can be told; `subject` names its version as well."""

    kind = "announcement-undecidable"
    about = "announcement-decision"


class AnnouncementDecided(Notice):
    """To its author: a second person has sent it, or has not; `subject` names its version as well."""

    kind = "announcement-decided"
    about = "announcement-decision"


class AnnouncementSentAlone(Notice):
    """To the admins: it was sent to many without a second person; `occasion` is its version."""

    kind = "announcement-sent-alone"
    about = "announcement-report"


class AnnouncementWithheld(Notice):
    """To the admins: whoever has sent it may not any more, and it waits for one of them; `occasion` is its version."""

    kind = "announcement-withheld"
    about = "announcement-report"


class AnnouncementGivenBack(Notice):
    """To its author, else to the admins: when its moment came it did not go. `occasion` is its version."""

    kind = "announcement-given-back"
    about = "announcement-report"


class AnnouncementFollowed(Notice):
    """To its author: what becomes of its copies."""

    kind = "announcement-followed"
    about = "announcement-report"


class AnnouncementReminder(Notice):
    """To those of its audience who have not acknowledged it; `occasion` is the version that it was asked with."""

    kind = "announcement-reminder"
    about = "announcement"
    waits = True
    capped = True


class Announced(Notice):
    """To its audience: an announcement; each copy is one of them, and together they are the list that it went to."""

    kind = "announcement"
    about = "announcement"
    same_for_all = True
    capped = True


class QuestionAsked(Notice):
    """To whoever answers for an announcement or a document: a question; `occasion` is how often others were told."""

    kind = "question-asked"
    about = "question"
    waits = True


class QuestionStillWaits(Notice):
    """To the same: the answer time is over, and nobody has answered."""

    kind = "question-still-waits"
    about = "question"
    waits = True


class QuestionAnswered(Notice):
    """To whoever asked: the answer."""

    kind = "question-answered"
    about = "question"
    waits = True


class TrainingReminded(Notice):
    """To a learner: something of their training comes up; `subject` is the reminder, `occasion` when it was due."""

    kind = "training-reminded"
    about = "training"
    waits = True
    capped = True


class TrainingRemindedAlone(Notice):
    """The same, where it would be over before the next digest comes."""

    kind = "training-reminded-alone"
    about = "training"
    waits = True


class TrainingAttended(Notice):
    """To a learner: somebody else has noted that they were in a session; `subject` is the certificate."""

    kind = "training-attended"
    about = "certificate"
    waits = True


class CertificateEnds(Notice):
    """To its holder, from those who look after them: a certificate ends soon, or has; told once for each."""

    kind = "certificate-ends"
    about = "certificate"
    waits = True


class TrainingSoon(Notice):
    """To a learner: their session begins in an hour; it may be in their quiet hours itself."""

    kind = "training-soon"
    about = "training"


class SessionChanged(Notice):
    """To whoever has a seat in it: the session is moved or cancelled; `occasion` is its sequence."""

    kind = "session-changed"
    about = "session"
    waits = True


class SessionChangedSoon(Notice):
    """The same, to those for whom it would begin, or would have begun, before their quiet hours end."""

    kind = "session-changed-soon"
    about = "session"


class DocumentShared(Notice):
    """To a partner's channel: a document; `subject` is the three of them, `occasion` the version, who shared it,
    and how often it was before.
    """

    kind = "document-shared"
    about = "document-shared"
    brings_file = True


class DocumentNotShared(Notice):
    """To whoever shared it: it did not certainly get there; `subject` is the copy that was to bring it."""

    kind = "document-not-shared"
    about = "copy"


class FileHanded(Notice):
    """To whoever asked for it: a file; `subject` is what kind of file and its ref, `occasion` who asked, and when."""

    kind = "file-handed"
    about = "file"
    brings_file = True


class FileMissed(Notice):
    """To whoever was told that a file comes: it did not certainly; `subject` is the copy that was to bring it."""

    kind = "file-missed"
    about = "copy"


KINDS = {
    notice.kind: notice
    for notice in (
        DealReceived,
        DealAwaitsDecision,
        DealStillWaits,
        DealEscalated,
        DealAtDesk,
        DealTaken,
        DeskUnreachable,
        RequestsWait,
        ToldTogether,
        Delegated,
        DealDecided,
        DealQuestion,
        DealAnswered,
        DealUndecidable,
        DealExpired,
        DealExpiring,
        DealStalled,
        DocumentDue,
        DocumentHandedOn,
        DocumentRenewed,
        VersionAwaitsDecision,
        VersionStillWaits,
        VersionDecided,
        VersionUndecidable,
        ExtensionAwaitsDecision,
        ExtensionDecided,
        InstallationLost,
        JoiningAwaitsDecision,
        JoiningApproved,
        JoiningRejected,
        Invited,
        FeedbackGiven,
        AnnouncementTried,
        ChannelProposed,
        AnnouncementAwaitsSending,
        AnnouncementStillWaits,
        AnnouncementUndecidable,
        AnnouncementDecided,
        AnnouncementSentAlone,
        AnnouncementGivenBack,
        AnnouncementWithheld,
        AnnouncementFollowed,
        AnnouncementReminder,
        Announced,
        QuestionAsked,
        QuestionStillWaits,
        QuestionAnswered,
        TrainingReminded,
        TrainingRemindedAlone,
        TrainingAttended,
        CertificateEnds,
        TrainingSoon,
        SessionChanged,
        SessionChangedSoon,
        FileHanded,
        FileMissed,
        DocumentShared,
        DocumentNotShared,
    )
}
DIGESTS = frozenset({RequestsWait.kind, ToldTogether.kind})
"""What tells others together: they end as it does."""
BRING_FILES = frozenset(kind for kind, notice in KINDS.items() if notice.brings_file)
"""What may bring a file."""
