"""What became of every copy, and who is not reached, as files for a spreadsheet: handed to whoever may follow it."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from domain.people import Person
from domain.refusal import Refusal
from domain.sheets import write_table
from handlers.announcements_followed import access_followed
from handlers.announcements_report import header, lines
from handlers.announcements_unreached import unreached
from handlers.handed import Make, hand_over
from handlers.replies import Reply, Show
from handlers.requests import Press
from storage.announcements import access_own
from storage.store import Store
from views import announcements_files as views
from views.translator import Translator
from views.vocabulary import Handed

COPIES, UNREACHED = "announcement-copies", "announcement-unreached"
"""What is handed over, in the table of files."""


def send_copies(request: Press, store: Store) -> Reply:
    """Every copy, as it is when the file leaves."""
    one = access_followed(store, request.person, request.ref)
    hand_over(COPIES, one.id, request, store)
    return Show(views.comes(one, request.t))


def send_unreached(request: Press, store: Store) -> Reply:
    """All who are not reached, as it is when the file leaves."""
    one = access_own(store.announcements, request.person, request.ref)
    hand_over(UNREACHED, one.id, request, store)
    return Show(views.comes(one, request.t))


def _copies(ref: str, person: Person, store: Store, t: Translator, _at: datetime) -> Handed:
    one = access_followed(store, person, ref)
    return views.file(one, "copies", _sheet((header(t), *lines(one, store, t)), t), t)


def _unreached(ref: str, person: Person, store: Store, t: Translator, at: datetime) -> Handed:
    one = access_own(store.announcements, person, ref)
    if one.has_begun:
        raise Refusal("not-found")
    rows = ((each.partner, each.name, views.why(each, t), each.email) for each in unreached(one, person, store, at=at))
    return views.file(one, "unreached", _sheet((views.columns(t), *rows), t), t)


def _sheet(rows: Iterable[Sequence[str]], t: Translator) -> bytes:
    """With the mark by which spreadsheets know UTF-8."""
    out = io.StringIO()
    write_table(rows, out, language=t.language)
    return out.getvalue().encode("utf-8-sig")


FILES: Mapping[str, Make] = {COPIES: _copies, UNREACHED: _unreached}
