"""The parent: starts a child for each file, waits so long and no longer, and believes what it says with care."""

import json
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from typing import IO

from bot.extraction.limits import ANSWER, LARGEST, LONGEST, WALL
from bot.extraction.tidied import UNPRINTED
from bot.extraction.types import Type
from domain.refusal import Refusal

REASONS = frozenset(
    {
        "document-bomb",
        "document-empty",
        "document-encrypted",
        "document-macros",
        "document-too-heavy",
        "document-too-large",
        "document-type-unknown",
        "document-unreadable",
    }
)
"""Why a file is not taken."""

_CHILD = (sys.executable, "-I", "-m", "bot.extraction.child")
_ENDED = (signal.SIGKILL, signal.SIGXCPU, signal.SIGXFSZ)


@dataclass(frozen=True)
class Extract:
    """What a file is, and what can be read in it."""

    type: Type
    text: str


def extract(body: bytes) -> Extract:
    """Refusal, by one of REASONS, where nothing can be read in it or it would not be wise. Takes up to WALL seconds."""
    if len(body) > LARGEST:
        raise Refusal("document-too-large")
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as said:
        given.write(body)
        given.seek(0)
        return _understood(_run(given, said))


def _run(given: IO[bytes], said: IO[bytes]) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603  # our own program, by its full path
            _CHILD, stdin=given, stdout=said, stderr=subprocess.DEVNULL, env={}, cwd="/", timeout=WALL, check=False
        )
    except subprocess.TimeoutExpired:
        raise Refusal("document-too-heavy") from None
    if done.returncode:
        # Without memory for a last word it ends with an error, by its limits with a signal; else it broke.
        heavy = done.returncode == 1 or -done.returncode in _ENDED
        raise Refusal("document-too-heavy" if heavy else "document-unreadable")
    said.seek(0)
    return said.read(ANSWER)


def _understood(said: bytes) -> Extract:
    try:
        answer = json.loads(said)
        if refused := answer.get("refused"):
            raise Refusal(refused if refused in REASONS else "document-unreadable")
        return Extract(Type(answer["type"]), _believed(answer["text"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refusal("document-unreadable") from error


def _believed(text: object) -> str:
    """The child has tidied it, which may cost more than a look."""
    if not isinstance(text, str) or len(text) > LONGEST or UNPRINTED.search(text):
        raise Refusal("document-unreadable")
    return text
