"""Notices of announcements, their channels, and questions."""

from domain.notices.notice import Notice


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
    """To the admins: it was sent to many without a second person; `occasion` is its version, then or as it left."""

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
