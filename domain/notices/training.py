"""Notices of training."""

from domain.notices.notice import Notice


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
