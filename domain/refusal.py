"""The one error that is for people; everything else that is raised is a bug."""

from collections.abc import Mapping, Sequence


class Refusal(Exception):
    """Says no to a person: `reason` names a message in locales/, `values` are that message's variables.

    `field` is the form field at fault, None where the refusal concerns the whole request. `others` are what
    else was found at the same time, so that a form shows every mistake at once.
    """

    others: Sequence["Refusal"] = ()

    def __init__(self, reason: str, field: str | None = None, **values: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field
        self.values: Mapping[str, object] = values
