"""The card of each copy, worded for its reader at the last moment, or why there is none, or when it may come."""

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.audience import next_open
from domain.digests import LATE
from domain.notices.announcements import Announced
from domain.notices.digests import RequestsWait
from domain.notices.kinds import KINDS
from domain.people import Person, stranger
from domain.refusal import Refusal
from handlers import deals_known
from handlers.announcements_followed import ANNOUNCED, is_taken_back, promised_there
from handlers.deals_told import looked_at
from handlers.notices import HELD_UP, NOTICES
from handlers.people import at_home
from handlers.rest import source_of
from storage.claimed import Claim, Work
from storage.faults import UnusableError, answering
from storage.store import Store
from views.common import closed, renewed
from views.rest import button
from views.translator import translator
from views.vocabulary import Card

NOT_LINKED = "channel-not-linked"
"""The reason of what was meant for a channel that is not that partner's any more, or where others read along."""

Worded = Card | Exception | datetime | None
"""A card; why there is none (a Refusal, or a bug); when it may come; None where it is only looked for."""


def all_worded(claims: Sequence[Claim], store: Store, at: datetime) -> list[Worded]:
    """The card of each; what is the same for all is worded once a language and zone, and is then one card."""
    same: dict[tuple[object, ...], Worded] = {}
    unfit, lost = _unfit(claims, store), _lost(claims, store)
    _look_ahead(claims, store)
    cards: list[Worded] = []
    for claim in claims:
        key = _alike(claim)
        if key is None:
            card = _tried(claim, store, at, lost=claim.copy in lost)
        else:
            card = same[key] = same[key] if key in same else _tried(claim, store, at)
        cards.append(Refusal(NOT_LINKED) if claim.copy in unfit and not isinstance(card, Refusal) else card)
    return cards


def _look_ahead(claims: Sequence[Claim], store: Store) -> None:
    """Several deals are read together; where one of them cannot be, each by itself, so that it stops no other."""
    about = {claim.subject for claim in claims if KINDS[claim.kind].about == deals_known.KIND}
    if len(about) > 1:
        with contextlib.suppress(ArithmeticError, LookupError, TypeError, ValueError):
            deals_known.look_ahead(about, store)


def _unfit(claims: Sequence[Claim], store: Store) -> frozenset[str]:
    """What was meant for a channel that is not that partner's any more, or where others read along, or whose partner
    the programme does not name any more: it is not sent, and what is out there stays, but for what is taken back.
    """
    meant = {claim.copy: claim.linked for claim in claims if claim.linked and _says_more(claim, store)}
    if not meant:
        return frozenset()
    fit = store.channels.fit(frozenset(meant.values()), {one.key for one in store.programme.partners})
    return frozenset(copy for copy, channel in meant.items() if channel not in fit)


def _lost(claims: Sequence[Claim], store: Store) -> frozenset[str]:
    """What is out at an account that is not its reader's any more: it may be a guest's by now, or somebody else's.

    A workspace that joined an organisation has another tenant since, and the same users.
    """
    out = [claim for claim in claims if claim.person and claim.work is Work.AMEND]
    theirs = store.people.accounts_of({claim.person for claim in out}) if out else frozenset()
    accounts = ((claim, claim.known.identity) for claim in out)
    return frozenset(
        claim.copy for claim, account in accounts if (claim.person, account.platform, account.user) not in theirs
    )


def _says_more(claim: Claim, store: Store) -> bool:
    """That something was taken back tells nobody anything."""
    if claim.work is Work.AMEND:
        return not claim.retracted and not (claim.kind in ANNOUNCED and is_taken_back(claim.subject, store))
    return claim.work is Work.POST


def _alike(claim: Claim) -> tuple[object, ...] | None:
    """What is told to no person, and says the same to whoever reads it."""
    if claim.person or claim.retracted or not KINDS[claim.kind].same_for_all:
        return None
    return claim.kind, claim.subject, claim.occasion, claim.work, claim.language, claim.zone


def may_be_stopped(claim: Claim) -> bool:
    """Whether somebody may call it off, or hold it up, until it leaves."""
    return claim.work is Work.POST and claim.kind in HELD_UP


def _tried(claim: Claim, store: Store, at: datetime, *, lost: bool = False) -> Worded:
    """The card, or why there is none, or when it may come: one that cannot be worded does not stop the others, unless
    it is the database that is lost. `lost`: the account is not its reader's any more.
    """
    if claim.work is Work.FIND:
        return None
    try:
        with answering():
            asks = HELD_UP[claim.kind] if may_be_stopped(claim) else None
            holds = asks(claim.subject, store, at) if asks else False
            later = _after_quiet(claim, store, at, holds=holds)
            return later if later > at else _passing(_seen(claim, store, at, lost=lost), at)
    except UnusableError:
        raise
    except Exception as error:  # noqa: BLE001  # it is logged, or is a Refusal, where the outcome is noted
        return error


def _passing(card: Card, at: datetime) -> Card:
    """Only where it changes after it was worded: it may be over by the time that it is sent."""
    return card if card.changes_after(at) else replace(card, passing=None)


def _seen(claim: Claim, store: Store, at: datetime, *, lost: bool) -> Card:
    """The card as its reader knows it now, in their language and zone; Refusal where they may not see it.

    What is out already, and may not be seen any more, is amended to say no more than that.
    """
    reader = store.people.get(claim.person) if claim.person else stranger(claim.language, claim.zone)
    if claim.retracted and reader:
        t = translator(reader.language, reader.zone)
        return closed(t) if claim.person else renewed(t)
    try:
        return _worded(claim, None if lost else reader, store, at)
    except Refusal:
        if claim.work is not Work.AMEND or reader is None:
            raise
        return closed(translator(reader.language, reader.zone))


def _worded(claim: Claim, reader: Person | None, store: Store, at: datetime) -> Card:
    if reader is None or (claim.person and (reader.left or not at_home(reader, claim.known.identity, store.programme))):
        raise Refusal("not-found")
    t = translator(reader.language, reader.zone)
    card = looked_at(NOTICES[claim.kind], claim.subject, reader, store, t, at=at)
    return replace(card, rest=button(source_of(claim.kind, claim.subject), t)) if claim.person else card


def _after_quiet(claim: Claim, store: Store, at: datetime, *, holds: bool) -> datetime:
    """What was put off, by a pause or a fault, may have come into its reader's quiet hours meanwhile.

    `holds`: what was written to many waits for a working day as well, in a channel where the programme says so.
    """
    reader = store.people.get(claim.person)
    if reader and claim.kind == Announced.kind and claim.work is Work.POST:
        at = max(at, promised_there(claim.subject, reader.zone, store, since=claim.put_at))
    if holds and reader:
        return next_open(at, reader.zone, reader.rests(store.programme.quiet))
    if holds and not claim.person and store.programme.announcements.hold_channels:
        return next_open(at, claim.zone, store.programme.quiet)
    waits = KINDS[claim.kind].waits or (claim.kind == RequestsWait.kind and at - claim.put_at > LATE)
    quiet = reader.rests(store.programme.quiet) if reader and waits else None
    return quiet.next_allowed(at, ZoneInfo(reader.zone)) if reader and quiet and claim.work is Work.POST else at
