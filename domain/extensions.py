"""Extensions: more time for a protection, by itself where the programme says so and the deal moves on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.deals import Happening, Step
from domain.page import number_in
from domain.programme import Extending

KIND = "extension"
_ENDS = (Step.APPROVE, Step.EXTEND, Step.KEEP_TIME)
"""What a request for more time does not outlive."""


@dataclass(frozen=True, kw_only=True)
class Extension:
    """What was asked for a deal: to be protected up to `until`. `version` is the deal's, which the request made."""

    deal: str
    version: int
    by: str
    by_name: str
    at: datetime
    until: datetime
    words: str

    @property
    def id(self) -> str:
        return f"{self.deal}.{self.version}"


def read_id(text: str) -> tuple[str, int]:
    """The deal and the version in an extension's id; version 0 in what is none."""
    deal, _, version = text.rpartition(".")
    return deal, number_in(version) or 0


def asked(deal: str, version: int, history: Sequence[Happening]) -> Extension | None:
    """What was asked in this version of the deal; None where something else happened."""
    line = next((line for line in history if line.version == version), None)
    return _read(deal, line) if line and line.step is Step.ASK_TIME else None


def _read(deal: str, line: Happening) -> Extension:
    return Extension(
        deal=deal,
        version=line.version,
        by=line.by,
        by_name=line.by_name,
        at=line.at,
        until=datetime.fromisoformat(line.reason),
        words=line.words,
    )


def waiting(deal: str, history: Sequence[Happening]) -> Extension | None:
    """What was asked and is not answered yet."""
    last = next((line for line in reversed(history) if line.step in (Step.ASK_TIME, *_ENDS)), None)
    return _read(deal, last) if last and last.step is Step.ASK_TIME else None


def granted(history: Sequence[Happening]) -> int:
    """How often the present protection was extended."""
    return sum(line.step is Step.EXTEND for line in history[_last(history, (Step.APPROVE,)) + 1 :])


def moved_on(history: Sequence[Happening]) -> bool:
    """Whether the deal is at another stage than when its protection began, or was last extended."""
    return _stage(history) != _stage(history[: _last(history, (Step.APPROVE, Step.EXTEND)) + 1])


def comes_by_itself(rules: Extending, history: Sequence[Happening]) -> bool:
    """Whether nobody has to decide."""
    return granted(history) < rules.by_itself and moved_on(history)


def _last(history: Sequence[Happening], steps: Sequence[Step]) -> int:
    return max((place for place, line in enumerate(history) if line.step in steps), default=-1)


def _stage(history: Sequence[Happening]) -> str:
    return next((line.reason for line in reversed(history) if line.step is Step.MOVE), "")
