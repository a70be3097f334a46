"""Slack's Web API, response_urls and Socket Mode on loopback, with Slack's refusals, limits and a script of faults."""

import itertools
import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from .payloads import (
    SLACK_APP,
    SLACK_APP_TOKEN,
    SLACK_BOT_USER,
    SLACK_PEOPLE,
    SLACK_TOKEN,
    VENDOR_TEAM,
    SlackIdentity,
)  # fmt: skip
from .server import Call, Json, Loopback
from .slack_methods import Slack
from .slack_oauth import OAuth
from .slack_rooms import Message, Room, Rooms, SlackError
from .slack_screens import Screen, Screens
from .slack_socket import Links
from .slack_uploads import Uploads


@dataclass
class _ResponseUrl:
    who: SlackIdentity
    channel: str
    source: Message | None
    made: float
    uses: int = 0


@dataclass
class SlackApi(Loopback):
    """`{url}/api/` is the base for a client. Reading methods (`messages_to`, `view_of` ...) work from any thread."""

    tokens: dict[str, str] = field(default_factory=lambda: {SLACK_TOKEN: VENDOR_TEAM})
    """Bot token to workspace."""
    people: Iterable[SlackIdentity] = SLACK_PEOPLE
    schemas: Path | None = None
    """With the schema folder, blocks and views are checked against Slack's types as well as its limits."""
    reads_files: bool = True
    """Whether the tokens have the scope files:read; without it a file's address leads to the login."""
    seconds_between_posts: float = 0.0
    """1.0 plays Slack's one message a second for each channel: 429 and Retry-After."""
    clock: Callable[[], float] = time.time
    scopes: tuple[str, ...] = ()
    """What the bot was granted, as auth.test says in a header."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.known = {person.user: person for person in self.people}
        self.rooms = Rooms(self.clock)
        self.screens = Screens()
        self.slack = Slack(self.tokens, self.known, self.rooms, self.screens, self.schemas, self.seconds_between_posts)
        self.oauth = OAuth(self.tokens)
        self._urls: dict[str, _ResponseUrl] = {}
        self.files: dict[str, bytes] = {}
        self._links = Links()
        self._count = itertools.count(1)

    # What tests ask and arrange.

    @property
    def base_url(self) -> str:
        """For SLACK_API_URL and for AsyncWebClient(base_url=...)."""
        return f"{self.url}/api/"

    def add_person(self, person: SlackIdentity) -> None:
        """Makes somebody known, or known anew: with another zone, deactivated ..."""
        with self.lock:
            self.known[person.user] = person

    def add_channel(self, name: str, *members: SlackIdentity, shared: bool = False, bot_is_in: bool = True) -> Room:
        """A public channel C..., or one shared with another organisation."""
        with self.lock:
            room = Room(f"C07{next(self._count):08d}", name, "public", {m.user for m in members}, shared)
            room.bot_is_in = bot_is_in
            self.rooms.rooms[room.id] = room
            return room

    def direct(self, person: SlackIdentity) -> Room:
        """The conversation of this person with the bot."""
        with self.lock:
            return self.rooms.direct(person)

    def messages_to(self, person: SlackIdentity) -> list[Message]:
        """What the bot wrote to this person alone, direct or ephemeral, as it reads now; oldest first."""
        with self.lock:
            direct = f"D{person.user[1:]}"
            ours = [m for m in self.rooms.all() if m.author == SLACK_BOT_USER]
            return [m for m in ours if m.only_for == person.user or (m.channel == direct and not m.only_for)]

    def whispers_to(self, person: SlackIdentity) -> list[Message]:
        """The ephemeral ones of them."""
        return [message for message in self.messages_to(person) if message.only_for]

    def last_card(self, person: SlackIdentity) -> Message:
        """The youngest message with blocks that this person has, as it reads now."""
        cards = [message for message in self.messages_to(person) if message.blocks]
        assert cards, f"{person.name} has no card; the app called {[c.method for c in self.calls]}"
        return cards[-1]

    def messages_in(self, channel: str) -> list[Message]:
        """What everybody in the channel sees now; oldest first."""
        with self.lock:
            return [message for message in self.rooms.all(channel) if not message.only_for]

    def versions_of(self, message: Message) -> list[Message]:
        with self.lock:
            return self.rooms.versions(message.channel, message.ts)

    def view_of(self, person: SlackIdentity) -> Json | None:
        """The view on top of this person's screen; None when no view is open."""
        with self.lock:
            screen = self.screens.top(person.user)
            return screen.view if screen else None

    def home_of(self, person: SlackIdentity) -> Json | None:
        with self.lock:
            return self.screens.home(person.user)

    def copies(self) -> dict[str, list[Message]]:
        """All messages of the bot that are there, by their metadata's event_payload (as sorted JSON; ""
        without).
        """
        found: dict[str, list[Message]] = {}
        with self.lock:
            for message in self.rooms.all():
                if message.author == SLACK_BOT_USER:
                    found.setdefault(_payload_of(message), []).append(message)
        return found

    def install(self, team: str, token: str) -> None:
        """The app's bot token for this workspace."""
        with self.lock:
            self.tokens[token] = team
            self.slack.refused.pop(token, None)

    def uninstall(self, team: str, code: str = "account_inactive") -> None:
        """The tokens of this workspace are worth nothing any more."""
        with self.lock:
            self.slack.refused |= {token: code for token, of in self.tokens.items() if of == team}

    def authorize(self, address: str, answer: Json) -> str:
        """The person presses Allow at this address; gives where the browser is sent back to. `answer` is what
        oauth.v2.access then gives, besides what is always in it.
        """
        with self.lock:
            return self.oauth.authorize(address, answer)

    # What Slack itself hands out with a payload.

    def new_trigger(self, person: SlackIdentity) -> str:
        with self.lock:
            return self.screens.new_trigger(person)

    def new_response_url(self, person: SlackIdentity, channel: str, source: Message | None = None) -> str:
        """Good for 5 uses in 30 minutes; `source` is the message whose button was pressed."""
        with self.lock:
            name = f"r{next(self._count):06d}"
            self._urls[name] = _ResponseUrl(person, channel, source, time.monotonic())
            return f"{self.url}/response/{name}"

    def new_ts(self) -> str:
        with self.lock:
            return self.rooms.next_ts()

    # The server.

    def routes(self) -> Iterable[web.AbstractRouteDef]:
        return [
            web.post("/api/{method}", self._api),
            web.get("/api/{method}", self._api),
            web.post("/response/{name}", self._response_url),
            web.get("/files-pri/{number}/download", self._file),
            web.post("/upload/v1/{number}", self._upload),
            web.get("/link", self._links.serve),
        ]

    def refusal(self, status: int, error: str) -> web.Response:
        code = error or ("ratelimited" if status == 429 else "internal_error")
        return web.json_response({"ok": False, "error": code}, status=status)

    async def _api(self, request: web.Request) -> web.Response:
        args = await _arguments(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or args.pop("token", "")
        if request.match_info["method"] == "files.getUploadURLExternal" and request.content_type == "application/json":
            args = {}  # it takes a query or a form
        self.uploads.url = self.url
        call = Call(request.match_info["method"], args, time.monotonic(), token)
        return await self.answer(request, call, lambda: self._act(call))

    def _act(self, call: Call) -> web.Response:
        try:
            answer = self._connect(call) if call.method == "apps.connections.open" else self._called(call)
        except SlackError as error:
            if error.code == "ratelimited":
                refused = self.refusal(429, "ratelimited")
                refused.headers["Retry-After"] = "1"
                return refused
            more = {"response_metadata": {"messages": error.details}} if error.details else {}
            return web.json_response({"ok": False, "error": error.code, **more})
        granted = {"x-oauth-scopes": ",".join(self.scopes)} if call.method == "auth.test" else {}
        return web.json_response({"ok": True, **answer}, headers=granted)

    def _called(self, call: Call) -> Json:
        if call.method == "oauth.v2.access":
            return self.oauth.access(call.token, call.args)
        return self.slack.call(call.method, call.token, call.args)

    def _connect(self, call: Call) -> Json:
        if call.token != SLACK_APP_TOKEN:
            raise SlackError("invalid_auth")
        return {"url": f"ws://127.0.0.1:{self.port}/link?ticket=t{next(self._count)}&app_id={SLACK_APP}"}

    # What an answer to a payload does to the screen (used by SlackUser).

    def screen_of(self, person: SlackIdentity, view_id: str) -> Screen | None:
        with self.lock:
            screen = self.screens.find(view_id)
            return screen if screen and screen.who.user == person.user else None

    def say_to(self, person: SlackIdentity, channel: str, answer: Json, source: Message | None = None) -> None:
        """Carries out a body sent to a response_url, or the body of the answer to a command."""
        with self.lock:
            self.slack.say(person, channel, answer, source)

    def apply(self, person: SlackIdentity, view_id: str, answer: Json) -> None:
        """Carries out the answer to a view_submission."""
        with self.lock:
            self.slack.apply(person, view_id, answer)

    def heard(self, channel: str, author: str, text: str) -> Message:
        """A person's own message in a conversation."""
        with self.lock:
            return self.rooms.put(channel, author, text)

    def share(self, name: str, body: bytes) -> Json:
        """A file as a message's event has it."""
        with self.lock:
            number = f"F07{next(self._count):08d}"
            self.files[number] = body
        where = f"{self.url}/files-pri/{number}"
        return {
            "id": number, "name": name, "title": name, "mimetype": "text/csv", "filetype": name.rpartition(".")[2],
            "mode": "hosted", "size": len(body), "is_external": False, "file_access": "visible",
            "url_private": where, "url_private_download": f"{where}/download",
        }  # fmt: skip

    @property
    def uploads(self) -> Uploads:
        """What the bot has uploaded."""
        return self.slack.uploads

    def handed_to(self, person: SlackIdentity) -> list[tuple[str, bytes]]:
        """The files that the bot gave this person in their direct message, by name; oldest first."""
        named = [(file["id"], file["name"]) for message in self.messages_to(person) for file in message.files]
        return [(name, self.uploads.found[number].body or b"") for number, name in named]

    async def _upload(self, request: web.Request) -> web.Response:
        """Without a token: whoever has the address may."""
        body = await request.read()
        call = Call("upload", {}, time.monotonic(), request.headers.get("Authorization", ""))
        return await self.answer(request, call, lambda: self._taken(request.match_info["number"], body))

    def _taken(self, number: str, body: bytes) -> web.Response:
        if not self.uploads.take(number, body):
            return web.Response(status=400, text="bad upload")
        return web.Response(text=f"OK - {len(body)}")

    async def _file(self, request: web.Request) -> web.Response:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        call = Call("file", {}, time.monotonic(), token)
        return await self.answer(request, call, lambda: self._given(token, request.match_info["number"]))

    def _given(self, token: str, number: str) -> web.Response:
        if token not in self.tokens or not self.reads_files:
            return web.Response(status=302, headers={"Location": f"{self.url}/login"})
        return web.Response(body=self.files[number], content_type="text/csv")

    async def _response_url(self, request: web.Request) -> web.Response:
        body = await _arguments(request)
        call = Call("response_url", body, time.monotonic(), request.match_info["name"])
        return await self.answer(request, call, lambda: self._respond(call.token, body))

    def _respond(self, name: str, body: Json) -> web.Response:
        door = self._urls.get(name)
        if door is None or time.monotonic() - door.made > 30 * 60:
            return self.refusal(404, "expired_url")
        if door.uses >= 5:
            return self.refusal(404, "used_url")
        try:
            self.slack.say(door.who, door.channel, body, door.source)
        except SlackError as error:
            return self.refusal(400, error.code)
        door.uses += 1
        return web.json_response({"ok": True})

    # Socket Mode.

    @property
    def links(self) -> int:
        """How many sockets the app has open."""
        return len(self._links)

    async def deliver(self, kind: str, payload: Json, retry: int = 0, reason: str = "", seconds: float = 30.0) -> Json:
        """Sends one envelope (slash_commands, interactive, events_api) and gives the ack's payload; or TimeoutError."""
        return await self.in_loop(self._links.deliver(kind, payload, retry, reason, seconds))

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Asks the app to come back on another socket, as Slack does every few hours."""
        await self.in_loop(self._links.disconnect(reason))

    async def stop(self) -> None:
        await self._links.close()
        await super().stop()


async def _arguments(request: web.Request) -> Json:
    """JSON body, form or query alike; in forms the structured arguments are JSON texts."""
    if request.content_type == "application/json":
        body = await request.json()
        return {**request.query, **{key: value for key, value in body.items() if value is not None}}
    form = {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
    whole: Json = {**request.query, **form}
    for key in ("blocks", "view", "metadata", "attachments"):
        if isinstance(whole.get(key), str):
            whole[key] = json.loads(whole[key])
    return whole


def _payload_of(message: Message) -> str:
    return json.dumps(message.metadata.get("event_payload"), sort_keys=True) if message.metadata else ""
