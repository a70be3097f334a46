"""Installations: what happens where Tandem is taken out, and where it comes back."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from domain.notices.notice import topic
from domain.notices.people import InstallationLost
from domain.people import Person, Role
from domain.places import Platform
from domain.programme import VENDOR
from domain.refusal import Refusal
from handlers.deals_told import Worded
from storage.installations import Installation
from storage.store import Store
from views import installations as views
from views.translator import Translator
from views.vocabulary import Card


def ended(platform: Platform, host: str, reason: str, store: Store, *, since: datetime, at: datetime) -> None:
    """The platform says that it was taken out `since`; what it says late, of a time before the last change, is old."""
    kept = store.installations.get(platform, host)
    if kept is None or kept.at <= since:
        lost(platform, host, reason, store, at=at)


def lost(platform: Platform, host: str, reason: str, store: Store, *, at: datetime, version: int | None = None) -> None:
    """Nothing may be said there any more: tokens are wiped, what is for there waits, and the admins are told. A
    workspace of an organisation that has Tandem as a whole goes by its token from now on.

    With a `version` only where it is still the one that was seen.
    """
    if not store.installations.disable(platform, host, reason, at=at, version=version):
        return
    # Only now: whichever of the two changes first, the other one is seen.
    kept = store.installations.get(platform, host)
    if kept and store.installations.whole(kept):
        back(kept, store, at=at)
        return
    _tell(platform, host, store, at=at)
    for one in store.installations.workspaces(platform, host):
        if not one.token and store.installations.disable(platform, one.host, reason, at=at):
            _retell(platform, one.host, store, at=at)


def shut_out(platform: Platform, host: str, reason: str, store: Store, *, by: Installation, at: datetime) -> None:
    """Its organisation's token, as it was seen, is not good for this workspace: what is for there waits until the
    organisation lets Tandem in, or it is installed there by itself.
    """
    kept = store.installations.hold(platform, host)
    if kept and store.installations.speaking(platform, host) == by:
        store.installations.disable(platform, host, reason, at=at)
        _tell(platform, host, store, at=at)


def let_in(platform: Platform, hosts: Collection[str], store: Store, *, at: datetime) -> None:
    """The organisation of these workspaces lets Tandem in, which it has as a whole."""
    for host in sorted(hosts):
        kept = store.installations.hold(platform, host)
        if kept and store.installations.whole(kept):
            back(kept, store, at=at)


def installed(installation: Installation, store: Store, *, at: datetime) -> bool:
    """Kept, with its sealed tokens, if the programme names this workspace or its organisation; else False. The
    workspaces of an organisation that is installed as a whole are back too.
    """
    named = (installation.host, installation.enterprise)
    if not any(one and store.programme.organisation_of(installation.platform, one) for one in named):
        return False
    store.installations.keep(replace(installation, at=at))
    resumed(installation.platform, installation.host, store, at=at)
    for one in store.installations.workspaces(installation.platform, installation.host):
        back(one, store, at=at)
    return True


def left(platform: Platform, conversation: str, store: Store, *, since: datetime, at: datetime) -> None:
    """Taken out of one conversation, by whoever it is with: what is for them waits. Nobody else need know."""
    kept = store.installations.get(platform, conversation)
    if kept is None or kept.at <= since:
        store.installations.disable(platform, conversation, "removed", at=since)


def came(platform: Platform, conversation: str, service: str, store: Store, *, since: datetime, at: datetime) -> None:
    """Put back into it, and heard from there by this address: what waited is due."""
    kept = store.installations.get(platform, conversation)
    if kept and kept.at > since:
        return
    store.installations.moved(platform, conversation, service)
    if kept and store.installations.enable(platform, conversation, at=since):
        store.pauses.resume(at=at)


def back(installation: Installation, store: Store, *, at: datetime) -> None:
    """Tandem may speak there, with another token than its own, of which it has none: what waited is due."""
    if store.installations.enable(installation.platform, installation.host, at=at):
        resumed(installation.platform, installation.host, store, at=at)


def resumed(platform: Platform, host: str, store: Store, *, at: datetime) -> None:
    """It is in force again: what waited is due, and the admins' cards say so."""
    store.pauses.lift(platform, host, at=at)
    store.pauses.resume(at=at)
    _retell(platform, host, store, at=at)


def _tell(platform: Platform, host: str, store: Store, *, at: datetime) -> None:
    """The admins, that Tandem was removed from there."""
    _retell(platform, host, store, at=at)
    notice = InstallationLost(_subject(platform, host), at.isoformat())
    store.outbox.put(notice, to=store.people.holders(Role.ADMIN), at=at)


def _retell(platform: Platform, host: str, store: Store, *, at: datetime) -> None:
    """What the admins have read of it says how it is now."""
    store.outbox.amend(topic(InstallationLost.about, _subject(platform, host)), at=at)


def _subject(platform: Platform, host: str) -> str:
    return f"{platform}:{host}"


def worded(subject: str, reader: Person, store: Store, t: Translator) -> Card:
    """To the admins, as it is now."""
    platform, _, host = subject.partition(":")
    installation = store.installations.get(Platform(platform), host)
    if installation is None or Role.ADMIN not in reader.roles:
        raise Refusal("not-found")
    view = views.lost if installation.disabled else views.back
    return view(_whose(installation, store), installation.platform, installation.host, installation.at, t)


NOTICES: Mapping[str, Worded] = {InstallationLost.kind: worded}


def _whose(installation: Installation, store: Store) -> str:
    """The name of the organisation whose workspace it is, else its id."""
    of = store.programme.organisation_of
    key = of(installation.platform, installation.host) or of(installation.platform, installation.enterprise)
    partner = store.programme.partner(key) if key else None
    return store.programme.name if key == VENDOR else partner.name if partner else installation.host
