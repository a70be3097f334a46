"""What can be asked: who asks, when, where, in which language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.people import Person
from domain.places import Place, Standing
from domain.refusal import Refusal
from storage.documents import File
from storage.people import Known
from views.translator import Translator


@dataclass(frozen=True, kw_only=True)
class Request:
    """What every request has. `person` without an id is a stranger; `known` is the account; `at` is UTC.

    `standing` is what the platform said of a stranger's account, where it was asked; `support` is where people get help
    with Tandem itself, "" for nowhere.
    """

    person: Person
    known: Known
    at: datetime
    place: Place
    t: Translator
    standing: Standing = Standing.UNKNOWN
    support: str = ""


@dataclass(frozen=True, kw_only=True)
class Command(Request):
    """Typed words after a command, without the command itself; `nearest` is a command that may have been meant."""

    words: str = ""
    nearest: str = ""


@dataclass(frozen=True, kw_only=True)
class Submission(Request):
    """A form that was sent; absent fields are "". All of it are hints but the values themselves."""

    values: Mapping[str, str]
    draft: str = ""
    ref: str = ""
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class Press(Request):
    """A button that was pressed; `ref` and `version` are hints. `text` is a message's, where it was a shortcut's."""

    ref: str = ""
    version: int = 0
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Written(Request):
    """Words that are no command, in reply to a message of ours or while a question waits; `ref` names the one or the
    other. `files` came with them, which nobody reads; `nearest` is a command that may have been meant.
    """

    text: str
    ref: str = ""
    files: bool = False
    nearest: str = ""


@dataclass(frozen=True, kw_only=True)
class Search(Request):
    """What was typed so far in a Choice that searches."""

    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Drop(Request):
    """A file that was dropped on Tandem; `refusal` says why it could not be fetched, or is not taken.

    Of a document `file` is what was read in it.
    """

    name: str
    body: bytes = b""
    refusal: Refusal | None = None
    file: File | None = None
