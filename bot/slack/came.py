"""One thing that came from Slack, and the way it came."""

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.arrivals import Arrival


class Way(StrEnum):
    """How it came, which decides how it can be answered."""

    COMMAND = "command"
    MESSAGE = "message"  # written to Tandem alone
    MENTION = "mention"
    PRESS = "press"  # a button of a message
    SCREEN = "screen"  # a button of App Home, or a shortcut: no message and no form to answer in
    MODAL = "modal"  # a button inside a form or a card in a modal
    SUBMISSION = "submission"
    SEARCH = "search"
    TAB = "tab"  # App Home was opened


WRITTEN = frozenset({Way.MESSAGE, Way.MENTION})


@dataclass(frozen=True, kw_only=True)
class Came:
    """One thing from Slack. `hosts` are the workspaces, and last the organisation, whose installation may have heard
    it, the likeliest first; `message` and `thread` are a message's ts, `view` is a view's id, `file` the address of a
    dropped file; each "" where there is none.
    """

    arrival: Arrival
    way: Way
    hosts: tuple[str, ...]
    trigger: str = ""
    response_url: str = ""
    view: str = ""
    message: str = ""
    thread: str = ""
    file: str = ""

    @property
    def host(self) -> str:
        return self.arrival.known.host

    @property
    def user(self) -> str:
        return self.arrival.known.identity.user

    @property
    def channel(self) -> str:
        return self.arrival.place.conversation

    def at(self, host: str) -> "Came":
        """The same, heard by the installation in this workspace."""
        known = self.arrival.known._replace(host=host)
        place = replace(self.arrival.place, tenant=host)
        return replace(self, arrival=replace(self.arrival, known=known, place=place))
