"""Channels as their platforms tell of them: Tandem is added, somebody comes in, a name changes, a channel ends."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from zlib import crc32

from domain.channels import ANYBODY, TOLD_ANEW, Channel, Met, State, Trouble, guess, may_link
from domain.notices.announcements import ChannelProposed
from domain.people import Person, Role
from domain.places import Identity, Platform
from domain.programme import VENDOR
from handlers.apart import each, together
from storage.people import Known
from storage.store import Store

BATCH = 200
_MINUTE, _MINUTES = timedelta(minutes=1), 24 * 60
LOOKS = 5
"""How often it is looked one after another who is in a channel, where others come in while it is being looked."""


class Change(StrEnum):
    """What a platform says of a channel; `value` of `changed` is what is named here."""

    RENAMED = "renamed"
    """Its name."""
    READDRESSED = "readdressed"
    """Its new id."""
    ARCHIVED = "archived"
    RETURNED = "returned"
    """From the archive, or from among what was deleted."""
    DELETED = "deleted"
    LEFT = "left"
    """By Tandem itself."""
    SHARED = "shared"
    """With this workspace or tenant."""
    UNSHARED = "unshared"
    """Not with this one any more."""
    JOINED = "joined"
    """By this account."""
    MET = "met"
    """By Tandem itself, which is in the team that it is a channel of."""
    PARTED = "parted"
    """By somebody."""
    OTHERWISE = "otherwise"
    """In a way of which nobody says whose people it brought or took."""


ENDS = frozenset({Change.ARCHIVED, Change.DELETED, Change.LEFT})
"""After which nobody is asked any more who is in it: a look would take it for one that is there."""

_REFUSALS: Mapping[str, Trouble] = {
    "is_archived": Trouble.ARCHIVED,
    "conversation-gone": Trouble.DELETED,
    "channel_not_found": Trouble.REMOVED,  # what Slack says of a private channel, too, in which one is not
    "not_in_channel": Trouble.REMOVED,
    "not-in-conversation": Trouble.REMOVED,
}
"""What the messengers' reasons say of the channel itself."""


def refused(platform: Platform, conversation: str, reason: str, store: Store) -> None:
    """A message was turned away there: whoever announces something next reads why it is not reached."""
    if trouble := _REFUSALS.get(reason):
        store.channels.trouble(platform, conversation, trouble)


def added(met: Met, store: Store, *, at: datetime) -> bool:
    """Tandem is in it now, or looks again at who is: what is linked stays so; of what is new, it asks whose it is.

    Whether it has to be looked once more: nobody reads along any more, unless they came after this look had begun.
    """
    known = store.channels.get(met.platform, met.conversation)
    if _is_desk(met, store) or (known is None and _is_nobodys(met, store)):
        return False
    companies = _companies(met, store)
    if known or companies:
        store.channels.meet(met.platform, met.conversation, companies)
    if known and known.state is State.LINKED:
        return _again(known, met, companies, store)
    if known is None:
        _propose(met, companies, store, at=at)
    return False


def _is_desk(met: Met, store: Store) -> bool:
    """Requests wait there: it is the vendor's own."""
    return any(desk.channel == met.conversation for desk in store.programme.deal_desks)


def _is_nobodys(met: Met, store: Store) -> bool:
    """The programme names neither the workspace or tenant nor the organisation that it is of."""
    of = store.programme.organisation_of
    return bool(met.host) and not (of(met.platform, met.host) or of(met.platform, met.house))


def _companies(met: Met, store: Store) -> frozenset[str]:
    """The partners whose people are in it, and ANYBODY where more are in it than were looked at."""
    of = store.programme.organisation_of
    found = {of(met.platform, tenant) for tenant in (met.owner, *met.tenants) if tenant}
    found |= store.channels.companies(met.platform, met.users)
    known = frozenset(one for one in found if one and one != VENDOR)
    return known if met.whole else known | {ANYBODY}


def _again(known: Channel, met: Met, companies: frozenset[str], store: Store) -> bool:
    others, service, outside = companies - {known.partner}, met.service or known.service, _outside(met, store)
    over = {*TOLD_ANEW, *(() if others else (Trouble.OTHERS,))}
    over |= {Trouble.UNSHARED} if known.partner in companies else set()
    store.channels.mend(met.platform, met.conversation, *over)
    if others:
        store.channels.trouble(met.platform, met.conversation, Trouble.OTHERS)
    store.channels.settle(met.platform, met.conversation, host=met.host, service=service, outside=outside)
    if met.name:
        store.channels.rename(met.platform, met.conversation, met.name)
    return Trouble.OTHERS in known.troubles and not others


def _outside(met: Met, store: Store) -> bool:
    owner = store.programme.organisation_of(met.platform, met.owner or met.host)
    return owner not in (None, VENDOR)


def _propose(met: Met, companies: frozenset[str], store: Store, *, at: datetime) -> None:
    """Where nothing says that it could be a partner's, nobody is asked."""
    partners, outside, seen = store.partners.all(), _outside(met, store), companies - {ANYBODY}
    owner = store.programme.organisation_of(met.platform, met.owner or met.host) or ""
    partner = owner if outside else guess(met.name, partners, seen)
    if not partner and not seen:
        return
    made = Channel(
        platform=met.platform,
        host=met.host,
        conversation=met.conversation,
        partner=partner,
        name=met.name or met.conversation,
        service=met.service,
        outside=outside,
        troubles=frozenset({Trouble.OTHERS} if companies - {partner} else ()),
    )
    if store.channels.propose(made, at=at):
        kept = store.channels.get(met.platform, met.conversation)
        assert kept is not None, "it was put just now"
        store.outbox.put(ChannelProposed(kept.id), to=_asked(kept, met, store), at=at)


def _asked(channel: Channel, met: Met, store: Store) -> tuple[Person, ...]:
    """Whoever added Tandem, where they may say whose it is; else the admins."""
    partner = store.partners.get(channel.partner) if channel.partner else None
    account = Known(identity=Identity(met.platform, "", met.by), host=met.host)
    found = store.people.met_as(account) if met.by else None
    if found and may_link(found, partner, outside=channel.outside):
        return (found,)
    return store.people.holders(Role.ADMIN)


# --- looked at each day ---


def today(at: datetime, _: Store) -> str:
    """Another word each day."""
    return str(at.date())


def look_at_all(at: datetime, store: Store, after: str = "") -> str:
    """The next of those that are linked: each is looked at some time in the day that begins. Who was a stranger in it
    may be another partner's since, and what the platform told while nobody listened is not told again.
    """
    some = store.channels.linked(BATCH, after=after)

    def ask(one: Channel) -> None:
        store.unseen.ask(one.platform, one.conversation, at=at + crc32(one.id.encode()) % _MINUTES * _MINUTE)

    together(some, each(ask), store, about=lambda one: one.id)
    return some[-1].id if len(some) == BATCH else ""


# --- what happens to one that is known ---


def known(platform: Platform, conversation: str, store: Store) -> bool:
    """Whether it is on the list: of what is not, nothing is kept."""
    return store.channels.get(platform, conversation) is not None


def changed(platform: Platform, conversation: str, change: Change, value: str, store: Store) -> bool:
    """The list is as the platform says; whether it has to be looked at who is in it."""
    found = store.channels.get(platform, conversation)
    return found is not None and _CHANGES[change](found, value, store)


def _renamed(known: Channel, value: str, store: Store) -> bool:
    store.channels.rename(known.platform, known.conversation, value or known.name)
    return False


def _readdressed(known: Channel, value: str, store: Store) -> bool:
    store.channels.readdress(known.platform, known.conversation, value)
    return False


def _troubled(trouble: Trouble) -> Callable[[Channel, str, Store], bool]:
    def keep(known: Channel, _: str, store: Store) -> bool:
        store.channels.trouble(known.platform, known.conversation, trouble)
        return False

    return keep


def _returned(known: Channel, _: str, store: Store) -> bool:
    store.channels.mend(known.platform, known.conversation, *TOLD_ANEW)
    return True


def _shared(known: Channel, value: str, store: Store) -> bool:
    whose = store.programme.organisation_of(known.platform, value)
    if whose:
        _come(known, {whose}, store)
    return whose == known.partner and Trouble.UNSHARED in known.troubles


def _come(known: Channel, companies: Collection[str], store: Store) -> None:
    partners = set(companies) - {VENDOR}
    store.channels.joined(known.platform, known.conversation, partners)
    if partners - {known.partner}:
        store.channels.trouble(known.platform, known.conversation, Trouble.OTHERS)


def _unshared(known: Channel, value: str, store: Store) -> bool:
    whose = store.programme.organisation_of(known.platform, value)
    if whose == known.partner:
        store.channels.trouble(known.platform, known.conversation, Trouble.UNSHARED)
    return whose != known.partner and _parted(known, value, store)


def _joined(known: Channel, value: str, store: Store) -> bool:
    companies = store.channels.companies(known.platform, [value])
    _come(known, companies, store)
    # Of whom nobody knows for whom they work, the platform may: by the tenant from which they come.
    return not companies and not known.ended


def _parted(known: Channel, _: str, __: Store) -> bool:
    return Trouble.OTHERS in known.troubles and not known.ended


def _otherwise(known: Channel, _: str, __: Store) -> bool:
    return not known.ended


def _met(known: Channel, _: str, __: Store) -> bool:
    return known.state is State.LINKED


_CHANGES: Mapping[Change, Callable[[Channel, str, Store], bool]] = {
    Change.RENAMED: _renamed,
    Change.READDRESSED: _readdressed,
    Change.ARCHIVED: _troubled(Trouble.ARCHIVED),
    Change.DELETED: _troubled(Trouble.DELETED),
    Change.LEFT: _troubled(Trouble.REMOVED),
    Change.RETURNED: _returned,
    Change.SHARED: _shared,
    Change.UNSHARED: _unshared,
    Change.JOINED: _joined,
    Change.PARTED: _parted,
    Change.MET: _met,
    Change.OTHERWISE: _otherwise,
}
