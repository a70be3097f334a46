"""Notices of deals, and of what is asked about them."""

from domain.notices.notice import Notice


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
