"""What did not certainly arrive: what the handlers are told of it, in the transaction that keeps it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Missed:
    """`copy` of a notice about `subject`, on this `occasion`: to `person`, or ("" then) to a `channel`,
    "<platform>:<conversation>".
    """

    copy: str
    subject: str
    person: str
    channel: str
    occasion: str = ""
