"""What happens to something inside the vendor's house, and no partner reads."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Entry(StrEnum):
    """What a history can hold besides the steps of a deal; whatever else the log has is shown by its own word."""

    ON_BEHALF = "on-behalf"
    AUTOMATIC = "automatic"
    ASKED = "asked"
    YES = "vote-approved"
    NO = "vote-rejected"
    SAME = "same-customer"
    NOT_SAME = "not-same-customer"
    UNSAID = "customers-unsaid"


@dataclass(frozen=True, kw_only=True)
class Inside:
    """`who` did `what`, an Entry or an act's word; `names` are whom it was done to. `who` is "" for Tandem."""

    at: datetime
    what: str
    who: str = ""
    names: tuple[str, ...] = ()
