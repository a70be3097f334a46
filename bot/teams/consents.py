"""Files in a personal chat of Teams: offered by a card, and stored in the person's own OneDrive once they take it.

learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from io import BytesIO
from typing import Any

import structlog
from aiohttp import ClientTimeout
from yarl import URL

from bot import handing, outward
from bot.answered import NO_ANSWER
from bot.dispatch import Dispatch
from bot.teams import cards
from bot.teams.cards import Json, mapping, text_of
from bot.teams.connector import Connector, Failed, NoToken, Untrusted
from bot.teams.files import is_sharepoints
from bot.teams.guard import Accepted, is_loopback
from bot.teams.limits import SUMMARY
from bot.teams.markdown import line
from domain.notices.documents import FileHanded
from domain.people import Person
from domain.places import Identity, Platform
from domain.refusal import Refusal
from handlers.deals_told import looked_at
from handlers.notices import NOTICES
from handlers.people import at_home
from storage.file_store import FileStore, hash_of
from storage.store import Store
from views import handed as views
from views.common import closed
from views.translator import Translator, translator
from views.vocabulary import Card, Handed, plain

log = structlog.get_logger()

NAME = "fileConsent/invoke"
CONSENT = "application/vnd.microsoft.teams.card.file.consent"
INFO = "application/vnd.microsoft.teams.card.file.info"
LONGEST = 60.0
"""Seconds that the bytes may take on their way to OneDrive."""
LOST = timedelta(minutes=3)
"""After that nobody is storing it any more: whoever did has ended in the midst of it."""
_LONG = 8192


def asking(card: Card, file: Handed, key: str) -> Json:
    """The message that offers a file; the card carries the name of its copy and a mark of what is offered: hints."""
    about = {"description": line(plain(card.summary), SUMMARY), "sizeInBytes": file.size}
    hints = {"file": key, "offer": _mark(file)}
    context = {"acceptContext": hints, "declineContext": hints}
    return {
        "type": "message",
        "summary": line(plain(card.title), SUMMARY),
        "attachments": [{"contentType": CONSENT, "name": file.name, "content": {**about, **context}}],
    }


def _mark(file: Handed) -> str:
    """Of what somebody agrees to: the size, and the name under which Teams makes room for it."""
    return hash_of(f"{file.size} {file.name}".encode())[:16]


@dataclass(frozen=True, kw_only=True)
class Consent:
    """What somebody answered, and where the file would go; all of it hints."""

    account: Identity
    copy: str
    offer: str
    taken: bool
    service: str
    conversation: str
    message: str
    upload: Mapping[str, Any]


def consented(accepted: Accepted) -> Consent | None:
    """None for what is no answer to such a card."""
    activity = accepted.activity
    if activity["type"] != "invoke" or activity.get("name") != NAME:
        return None
    value = mapping(activity.get("value"))
    tenant, user = accepted.tenant.lower(), text_of(activity["from"], "aadObjectId").lower()
    return Consent(
        account=Identity(Platform.TEAMS, tenant if user else "", user or activity["from"]["id"]),
        copy=text_of(mapping(value.get("context")), "file"),
        offer=text_of(mapping(value.get("context")), "offer"),
        taken=value.get("action") == "accept",
        service=activity["serviceUrl"],
        conversation=activity["conversation"]["id"],
        message=text_of(activity, "replyToId", _LONG),
        upload=mapping(value.get("uploadInfo")),
    )


@dataclass(frozen=True)
class _Begun:
    """The file, for whoever took it, in their language; `stored` is where it is already.

    `other`: it is not the one that they were asked about, since another version counts by now.
    """

    file: Handed
    t: Translator
    first: bool = True
    other: bool = False
    lost: bool = False
    stored: Json | None = None


@dataclass(frozen=True)
class Consents:
    """Stores what was taken, once, and puts in the place of the card that asked what became of it."""

    dispatch: Dispatch
    connector: Connector
    files: FileStore
    loopback: bool = False
    """Whether tests may play OneDrive on this machine."""

    async def answer(self, consent: Consent) -> None:
        """Never raises for what a platform answers; a second press of the same card stores nothing."""
        try:
            begun = await self.dispatch.in_write(lambda store: self._begun(consent, store))
        except Refusal:
            reader = await self.dispatch.in_read(lambda store: store.people.known_as(consent.account))
            t = translator(reader.language, reader.zone) if reader else translator("en", "UTC")
            await self._amend(consent, cards.activity(closed(t)))
            return
        if shown := await self._became(consent, begun):
            await self._amend(consent, shown)

    def _begun(self, consent: Consent, store: Store) -> _Begun:
        """The right to it is looked at now: it may have gone since the card was sent."""
        at = self.dispatch.now()
        reader = store.people.known_as(consent.account)
        file, t = self._file(consent, reader, store, at)
        if not consent.taken:
            return _Begun(file, t, first=False)
        if consent.offer != _mark(file):
            return _Begun(file, t, first=False, other=True)
        earlier = store.inbox.take(_key(consent), at.isoformat(), at=at)
        if earlier is None:
            return _Begun(file, t)
        stored = json.loads(earlier.answer) if earlier.answer else None
        lost = stored is None and at - datetime.fromisoformat(earlier.digest) > LOST
        return _Begun(file, t, first=False, lost=lost, stored=stored)

    @staticmethod
    def _file(consent: Consent, reader: Person | None, store: Store, at: datetime) -> tuple[Handed, Translator]:
        if reader is None or reader.left or not at_home(reader, consent.account, store.programme):
            raise Refusal("not-found")
        subject = store.handed.subject(consent.copy, reader.id)
        if subject is None:
            raise Refusal("not-found")
        t = translator(reader.language, reader.zone)
        card = looked_at(NOTICES[FileHanded.kind], subject, reader, store, t, at=at)
        assert card.handed is not None, "that is what such a notice is"
        return card.handed, t

    async def _became(self, consent: Consent, begun: _Begun) -> Json | None:
        """What stands in the place of the card from now on, None where it is being stored at this moment."""
        if not consent.taken:
            return cards.activity(views.declined(begun.file, consent.copy, begun.t))
        if begun.other:
            return asking(views.handed(begun.file, begun.t), begun.file, consent.copy)
        if begun.first:
            # Where nobody hears of the end of it, whoever took it can have it once more.
            await self._amend(consent, cards.activity(views.storing(begun.file, consent.copy, begun.t)))
            stored = await self._stored(consent, begun.file)
            await self.dispatch.in_write(lambda store: store.inbox.answer(_key(consent), json.dumps(stored)))
        elif begun.stored is not None or begun.lost:
            stored = begun.stored or {}
        else:
            return None
        return _info(stored) if stored else cards.activity(views.failed(begun.file, consent.copy, begun.t))

    async def _stored(self, consent: Consent, file: Handed) -> Json:
        """What Teams' own card of the file needs; {} where it is not certainly there."""
        url = text_of(consent.upload, "uploadUrl", _LONG)
        try:
            body = await handing.bytes_of(file, self.files)
        except OSError:
            log.exception("teams.file_not_read")
            return {}
        if body is None or not self._may_go(url):
            log.warning("teams.file_not_stored", why=handing.MISSING if body is None else "elsewhere")
            return {}
        try:
            status = await self._put(url, body)
        except NO_ANSWER as error:
            log.warning("teams.file_not_stored", why=type(error).__name__)
            return {}
        if status not in (HTTPStatus.OK, HTTPStatus.CREATED):
            log.warning("teams.file_not_stored", why=f"http-{status}")
            return {}
        named = {name: text_of(consent.upload, name, _LONG) for name in ("contentUrl", "uniqueId", "fileType")}
        return {**named, "name": file.name} if self._may_go(named["contentUrl"]) else {}

    def _may_go(self, url: str) -> bool:
        return is_sharepoints(url) or (self.loopback and is_loopback(url.partition("?")[0]))

    async def _put(self, url: str, body: bytes) -> int:
        """Its HTTP status. Without our token, to an address of the internet at large, and on to no other."""
        headers = {"Content-Range": f"bytes 0-{len(body) - 1}/{len(body)}", "Content-Type": "application/octet-stream"}
        wait = ClientTimeout(total=LONGEST, sock_connect=5)
        async with (
            outward.session(home=self.loopback) as session,
            session.put(
                URL(url, encoded=True), data=BytesIO(body), headers=headers, allow_redirects=False, timeout=wait
            ) as response,
        ):
            return response.status

    async def _amend(self, consent: Consent, shown: Json) -> None:
        try:
            await self.connector.update(consent.service, consent.conversation, consent.message, shown)
        except (Untrusted, NoToken, Failed, *NO_ANSWER) as error:
            log.warning("teams.consent_not_amended", error=type(error).__name__)


def _key(consent: Consent) -> str:
    return f"teams:consent:{consent.copy}:{consent.offer}"


def _info(stored: Json) -> Json:
    about = {"uniqueId": stored["uniqueId"], "fileType": stored["fileType"]}
    card = {"contentType": INFO, "name": stored["name"], "contentUrl": stored["contentUrl"], "content": about}
    return {"type": "message", "summary": line(stored["name"], SUMMARY), "attachments": [card]}
