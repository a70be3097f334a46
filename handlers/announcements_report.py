"""What became of every copy of an announcement, as a table."""

from collections.abc import Iterator

from domain.announcements import Announcement
from storage.copies import CopyState
from storage.store import Store
from views import reasons
from views.translator import Translator
from views.vocabulary import plain

COLUMNS = ("partner", "name", "email", "platform", "state", "reason", "hint", "at")


def header(t: Translator) -> tuple[str, ...]:
    """In the reader's words."""
    return tuple(t.plain(f"announcement-report-{name}") for name in COLUMNS)


def lines(one: Announcement, store: Store, t: Translator) -> Iterator[tuple[str, ...]]:
    """One a copy, by partner and name. Cells are as they are: whoever writes them makes them inert."""
    partners = {partner.key: partner.name for partner in store.programme.partners}
    for fate in store.following.every(one.id):
        yield (
            partners.get(fate.partner, fate.partner),
            fate.name,
            fate.email,
            fate.platform,
            t.plain(f"announcement-report-{fate.state}"),
            fate.reason,
            plain(reasons.why(fate.reason, t, failed=fate.state == CopyState.FAILED)) if fate.reason else "",
            f"{fate.at.astimezone(t.zone):%Y-%m-%d %H:%M:%S %z}" if fate.at else "",
        )
