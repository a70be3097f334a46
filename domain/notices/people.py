"""Notices of joining, of installations, and of what people say of Tandem."""

from domain.notices.notice import Notice


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
