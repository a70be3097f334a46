"""One copy that was taken to be worked on: what it needs, and whither it goes."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from domain.notices.kinds import BRING_FILES
from storage.copies import CopyState
from storage.people import Known
from storage.queues import Due
from storage.rooms import Place
from storage.tables.columns import moment


class Work(StrEnum):
    """What a claimed copy needs."""

    POST = "post"
    AMEND = "amend"
    FIND = "find"


WORK: Mapping[str, Work] = {
    CopyState.PENDING: Work.POST,
    CopyState.SENT: Work.AMEND,
    CopyState.RETRACTED: Work.AMEND,
    CopyState.UNCERTAIN: Work.FIND,
}
"""What one in this state needs once it is due."""
OUT = frozenset(state for state, work in WORK.items() if work is Work.AMEND)
"""The states of what stands at its platform."""
UPLOAD = 60.0
"""Seconds more for a copy that brings a file: it is uploaded first, and seen by nobody until that is done."""
FILE = "file"
"""What is limited by itself though it is posted."""


class Claim(NamedTuple):
    """One copy to work on; only whoever holds this fence may finish it. A tuple: thousands are made in a moment."""

    row: Due
    """As it was before it was taken; first, as it is also the order in which they go."""
    work: Work
    known: Known
    host: Place
    """Whose pace it takes from: its platform, and the workspace or tenant there."""
    slot: datetime
    """Not to be sent before: its turn in the pace of the place where it goes."""
    at: datetime
    """When it was taken."""

    @property
    def copy(self) -> str:
        """Its id, by which it is also found at its platform."""
        return self.row.id

    @property
    def kind(self) -> str:
        """Of its notice."""
        return self.row.kind

    @property
    def subject(self) -> str:
        """Of its notice."""
        return self.row.subject

    @property
    def occasion(self) -> str:
        """Of its notice."""
        return self.row.occasion

    @property
    def person(self) -> str:
        """Nobody ("") where it goes to an account or a channel; `language` and `zone` say in which words."""
        return self.row.person or ""

    @property
    def language(self) -> str:
        """As above."""
        return self.row.language

    @property
    def zone(self) -> str:
        """As above."""
        return self.row.zone

    @property
    def message(self) -> str:
        """Where it is out: by which name its platform knows it."""
        return self.row.message

    @property
    def wanted(self) -> int:
        """The revision that is to be shown."""
        return self.row.wanted

    @property
    def attempts(self) -> int:
        """How often it was tried in vain."""
        return self.row.attempts

    @property
    def fence(self) -> int:
        """Ours."""
        return self.row.fence + 1

    @property
    def put_at(self) -> datetime:
        """When its notice was put."""
        return moment(self.row.put_at)

    @property
    def due(self) -> datetime:
        """Since when."""
        return moment(self.row.due)

    @property
    def started_at(self) -> datetime:
        """When it was taken to be posted, for the last time."""
        before = self.row.started_at
        return self.at if self.work is Work.POST or before is None else moment(before)

    @property
    def refused(self) -> str:
        """The accounts that turned it away, each with the reason; it goes to none of them again."""
        return self.row.refused

    @property
    def linked(self) -> str:
        """The channel for which it was meant, by our id; "" where it goes to nothing that a partner is linked to."""
        return self.row.linked

    @property
    def retracted(self) -> bool:
        """Amended for the last time: it is not for its reader any more."""
        return self.row.state == CopyState.RETRACTED


def work_at(host: str, work: Work, kind: str) -> str:
    """What is paused where only this work is: platforms limit each by itself, and neither a look nor a file must stop
    a message.
    """
    return f"{host} {FILE if is_a_file(kind, work) else work}"


def is_a_file(kind: str, work: Work) -> bool:
    """Whether this copy brings one, or may."""
    return work is Work.POST and kind in BRING_FILES
