"""The Bot Connector on loopback: messages, members, tokens, keys; with Teams' refusals, limits and scripted faults."""

import itertools
import json
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web

from .connector_keys import SigningKey, claims_for, first_key
from .payloads import TEAMS_APP, TEAMS_PEOPLE, TEAMS_SECRET, VENDOR_TENANT, TeamsIdentity
from .schemas import card_faults
from .server import Call, Json, Loopback
from .teams_rooms import FILE_CONSENT, Conversation, Posted, TeamsError, TeamsRooms, size_of

SCOPE = "https://api.botframework.com/.default"
BIGGEST = 100 * 1024
"""Bytes of a message; learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages."""


@dataclass
class Connector(Loopback):
    """Methods, for `fail` and `calls`: create, send, update, delete, member, members, token, metadata, keys.

    `service_url` goes into every activity, `login_url` is where tokens come from, `metadata_url` where keys are found.
    Reading methods work from any thread.
    """

    app_id: str = TEAMS_APP
    secret: str = TEAMS_SECRET
    tenant: str = VENDOR_TENANT
    """The tenant in which the app is registered: only there tokens are given."""
    people: Iterable[TeamsIdentity] = TEAMS_PEOPLE
    schemas: Path | None = None
    """With the schema folder, cards are checked against Adaptive Cards 1.5; a wrong one is a 400."""
    per_second: int | None = None
    """7 plays Teams' limit for each conversation: 429 and Retry-After."""
    key: SigningKey = field(default_factory=first_key)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.known = {person.user: person for person in self.people}
        self.rooms = TeamsRooms(self.known)
        self.token_seconds = 3599
        self.files: dict[str, bytes] = {}
        self.stored: dict[str, bytes] = {}
        """In OneDrive: by the id of the upload that a consent began."""
        self._tokens: dict[str, float] = {}
        self._recent: dict[str, deque[float]] = {}
        self._count = itertools.count(1)
        self._next: SigningKey | None = None

    # What tests ask and arrange.

    @property
    def service_url(self) -> str:
        return f"{self.url}/emea/"

    @property
    def login_url(self) -> str:
        return self.url

    @property
    def metadata_url(self) -> str:
        return f"{self.url}/v1/.well-known/openidconfiguration"

    def announce(self) -> None:
        """From now on the key that comes next is published too, beside the one that signs."""
        self._next = SigningKey.make()

    def rotate(self) -> SigningKey:
        """From now on another key signs, the announced one if there is one, and only it is published; gives the old."""
        old, self.key, self._next = self.key, self._next or SigningKey.make(), None
        return old

    def token(self, *, signed_by: SigningKey | None = None, **claims: Any) -> str:
        """A token as Teams sends it with an activity; a claim set to None is left out."""
        return (signed_by or self.key).sign(claims_for(self.app_id, self.service_url, claims))

    def expire_tokens(self) -> None:
        """The app's tokens are no longer taken (401); it must fetch another."""
        with self.lock:
            self._tokens.clear()

    def add_person(self, person: TeamsIdentity) -> None:
        with self.lock:
            self.known[person.user] = person

    def add_channel(self, *people: TeamsIdentity, tenant: str = VENDOR_TENANT) -> Conversation:
        """A channel of a team in `tenant`, with these members; they may come from other tenants."""
        with self.lock:
            return self.rooms.channel(tenant, people)

    def personal(self, person: TeamsIdentity) -> Conversation:
        with self.lock:
            return self.rooms.personal(person)

    def block(self, person: TeamsIdentity, *, blocked: bool = True) -> None:
        """The person blocked or removed the bot: 403 MessageWritesBlocked."""
        with self.lock:
            self.rooms.personal(person).blocked = blocked

    def takes_out(self, person: TeamsIdentity) -> None:
        """The person left the tenant: the roster does not know them any more."""
        with self.lock:
            self.rooms.personal(person).members.pop(person.user, None)

    def share(self, name: str, body: bytes) -> Json:
        """A file as a message's activity has it; its address is good for anybody."""
        with self.lock:
            number = f"f{next(self._count)}"
            self.files[number] = body
        about = {"downloadUrl": f"{self.url}/files/{number}", "uniqueId": number, "fileType": name.rpartition(".")[2]}
        return {"contentType": "application/vnd.microsoft.teams.file.download.info", "name": name, "content": about}

    def upload_info(self, name: str) -> Json:
        """Where a file that somebody takes is to go: an address of its own, good for one file."""
        with self.lock:
            number = f"u{next(self._count)}"
        where = f"{self.url}/onedrive/{number}"
        kind = name.rpartition(".")[2]
        return {"name": name, "uploadUrl": where, "contentUrl": where, "uniqueId": number, "fileType": kind}

    async def _store(self, request: web.Request) -> web.Response:
        """learn.microsoft.com/graph/api/driveitem-createuploadsession: all of it in one piece; then it is over."""
        body, about = await request.read(), request.headers.get("Content-Range", "")
        token = request.headers.get("Authorization", "")
        call = Call("store", {"range": about}, time.monotonic(), token)
        return await self.answer(request, call, lambda: self._keep(request.match_info["number"], body, about))

    def _keep(self, number: str, body: bytes, about: str) -> web.Response:
        if number in self.stored:
            return web.Response(status=404)
        if about != f"bytes 0-{len(body) - 1}/{len(body)}":
            return web.Response(status=400)
        self.stored[number] = body
        return web.json_response({"id": number}, status=201)

    def messages_to(self, person: TeamsIdentity) -> list[Posted]:
        """What the bot wrote to this person alone, as it reads now; oldest first."""
        with self.lock:
            own = self.rooms.personal(person).id
            there = self.rooms.all()
        return [p for p in there if p.targeted_at == person.user or (p.conversation == own and not p.targeted_at)]

    def last_card(self, person: TeamsIdentity) -> Posted:
        """The youngest message with a card that this person has, as it reads now."""
        cards = [posted for posted in self.messages_to(person) if posted.card]
        assert cards, f"{person.name} has no card; the app called {[c.method for c in self.calls]}"
        return cards[-1]

    def messages_in(self, conversation: str) -> list[Posted]:
        """What everybody in a channel sees now, in all its threads; oldest first."""
        with self.lock:
            return [posted for posted in self.rooms.all(conversation) if not posted.targeted_at]

    def versions_of(self, posted: Posted) -> list[Posted]:
        with self.lock:
            return self.rooms.versions(posted.conversation, posted.id)

    def card_faults(self, card: Json) -> list[str]:
        return card_faults(self.schemas, card) if self.schemas else []

    # The server.

    def routes(self) -> Iterable[web.AbstractRouteDef]:
        room = "/emea/v3/conversations/{room}"
        return [
            web.post("/emea/v3/conversations", self._on("create", self._create)),
            web.post(room + "/activities", self._on("send", self._send)),
            web.post(room + "/activities/{activity}", self._on("send", self._send)),
            web.put(room + "/activities/{activity}", self._on("update", self._update)),
            web.delete(room + "/activities/{activity}", self._on("delete", self._delete)),
            web.get(room + "/members/{member}", self._on("member", self._member)),
            web.get(room + "/pagedmembers", self._on("members", self._members)),
            web.get("/emea/v3/teams/{team}/conversations", self._on("channels", self._channels)),
            web.post("/{tenant}/oauth2/v2.0/token", self._on("token", self._give_token, guarded=False)),
            web.get("/v1/.well-known/openidconfiguration", self._on("metadata", self._metadata, guarded=False)),
            web.get("/files/{number}", self._on("file", self._file, guarded=False)),
            web.put("/onedrive/{number}", self._store),
            web.get("/v1/.well-known/keys", self._on("keys", self._keys, guarded=False)),
        ]

    def refusal(self, status: int, error: str) -> web.Response:
        code = error or {429: "TooManyRequests", 412: "PreconditionFailed"}.get(status, "ServiceError")
        return web.json_response({"error": {"code": code, "message": f"{code} (loopback)"}}, status=status)

    def _on(
        self, method: str, act: Callable[[Json], web.Response], *, guarded: bool = True
    ) -> Callable[[web.Request], Any]:
        async def serve(request: web.Request) -> web.Response:
            args = {**await _body(request), "path": dict(request.match_info), "query": dict(request.query)}
            token = request.headers.get("Authorization", "").removeprefix("Bearer ")
            call = Call(method, args, time.monotonic(), token)
            return await self.answer(request, call, lambda: self._act(call, act, guarded=guarded))

        return serve

    def _act(self, call: Call, act: Callable[[Json], web.Response], *, guarded: bool) -> web.Response:
        try:
            if guarded:
                self._guard(call.token)
            return act(call.args)
        except TeamsError as error:
            refused = self.refusal(error.status, error.code)
            if error.status == 429:
                refused.headers["Retry-After"] = "1"
            return refused

    def _guard(self, token: str) -> None:
        if self._tokens.get(token, 0.0) < time.monotonic():
            raise TeamsError(401, "Unauthorized")

    # Conversations and activities.

    def _create(self, args: Json) -> web.Response:
        room, name = self.rooms.create(args)
        answer = {"id": name, "serviceUrl": self.service_url}
        if args.get("activity"):
            self._check(args["activity"], room.id)
            answer["activityId"] = self.rooms.post(name, args["activity"]).id
        elif room.blocked:
            raise TeamsError(403, "MessageWritesBlocked")
        return web.json_response(answer, status=201)

    def _send(self, args: Json) -> web.Response:
        """Typing is not kept. Text and attachment together become two messages, and no id comes back."""
        name, activity = args["path"]["room"], _activity(args)
        room = self.rooms.get(name)
        if activity.get("type") != "message":
            return web.json_response({"id": self.rooms.new_id()}, status=201)
        self._check(activity, room.id)
        reader = activity.get("recipient", {}).get("id", "") if _targeted(args) else ""
        if activity.get("text") and activity.get("attachments"):
            self.rooms.post(name, {**activity, "attachments": []}, reader)
            self.rooms.post(name, {**activity, "text": ""}, reader)
            return web.json_response({}, status=201)
        return web.json_response({"id": self.rooms.post(name, activity, reader).id}, status=201)

    def _update(self, args: Json) -> web.Response:
        path, activity = args["path"], _activity(args)
        self._check(activity, path["room"])
        self.rooms.amend(path["room"], path["activity"], activity)
        return web.json_response({"id": path["activity"]})

    def _delete(self, args: Json) -> web.Response:
        self.rooms.delete(args["path"]["room"], args["path"]["activity"])
        return web.Response(status=200)

    def _member(self, args: Json) -> web.Response:
        return web.json_response(self.rooms.member(args["path"]["room"], args["path"]["member"]))

    def _members(self, args: Json) -> web.Response:
        people = list(self.rooms.get(args["path"]["room"]).members.values())
        start, size = (
            int(args["query"].get("continuationToken") or 0),
            int(args["query"].get("pageSize") or 200),
        )
        more = {"continuationToken": str(start + size)} if start + size < len(people) else {}
        return web.json_response({"members": [p.member() for p in people[start : start + size]], **more})

    def _channels(self, args: Json) -> web.Response:
        """All that there are: there is one team in a tenant. The first has no name."""
        tenant = self.rooms.get(args["path"]["team"]).tenant
        rooms = [one for one in self.rooms.conversations.values() if (one.kind, one.tenant) == ("channel", tenant)]
        return web.json_response({"conversations": [{"id": one.id, "name": None} for one in rooms]})

    def _check(self, activity: Json, room: str) -> None:
        if size_of(activity) > BIGGEST:
            raise TeamsError(413, "MessageSizeTooBig")
        for one in activity.get("attachments") or []:
            if one.get("contentType") == FILE_CONSENT and not self._may_offer(one, room):
                raise TeamsError(
                    400, "BadSyntax: a file can be offered in a personal chat only, with its name and size"
                )
        card = Posted(room, "", activity).card
        if card is not None and self.card_faults(card):
            raise TeamsError(400, f"BadSyntax: {self.card_faults(card)}")
        self._pace(room)

    def _may_offer(self, attachment: Json, room: str) -> bool:
        about = attachment.get("content") or {}
        whole = bool(attachment.get("name")) and about.get("sizeInBytes", 0) > 0 and "acceptContext" in about
        return whole and self.rooms.get(room).kind == "personal"

    def _pace(self, room: str) -> None:
        if self.per_second is None:
            return
        now, recent = time.monotonic(), self._recent.setdefault(room, deque())
        while recent and now - recent[0] >= 1.0:
            recent.popleft()
        if len(recent) >= self.per_second:
            raise TeamsError(429, "TooManyRequests")
        recent.append(now)

    def _file(self, args: Json) -> web.Response:
        return web.Response(body=self.files[args["path"]["number"]], content_type="application/octet-stream")

    # Tokens and keys.

    def _give_token(self, args: Json) -> web.Response:
        if args["path"]["tenant"] != self.tenant:
            return _oauth_error(400, "invalid_request", "AADSTS90002: Tenant not found.")
        if args.get("grant_type") != "client_credentials" or args.get("scope") != SCOPE:
            return _oauth_error(400, "invalid_scope", "AADSTS70011: The provided value for scope is not valid.")
        if args.get("client_id") != self.app_id or args.get("client_secret") != self.secret:
            return _oauth_error(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.")
        token, life = f"eyJ-app-token-{next(self._count)}", self.token_seconds
        self._tokens[token] = time.monotonic() + life
        about = {"token_type": "Bearer", "expires_in": life, "ext_expires_in": life}
        return web.json_response({**about, "access_token": token})

    def _metadata(self, _: Json) -> web.Response:
        about = {"issuer": "https://api.botframework.com", "jwks_uri": f"{self.url}/v1/.well-known/keys"}
        algorithms = {"id_token_signing_alg_values_supported": ["RS256"]}
        return web.json_response({**about, **algorithms, "authorization_endpoint": "https://invalid.botframework.com"})

    def _keys(self, _: Json) -> web.Response:
        return web.json_response({"keys": [key.jwk() for key in (self.key, self._next) if key]})


async def _body(request: web.Request) -> Json:
    if request.content_type == "application/json" and request.can_read_body:
        body = json.loads(await request.text())
        return body if isinstance(body, dict) else {}
    return {key: value for key, value in (await request.post()).items() if isinstance(value, str)}


def _activity(args: Json) -> Json:
    return {key: value for key, value in args.items() if key not in ("path", "query")}


def _targeted(args: Json) -> bool:
    return bool(args["query"].get("isTargetedActivity") == "true")


def _oauth_error(status: int, error: str, said: str) -> web.Response:
    return web.json_response({"error": error, "error_description": said}, status=status)
