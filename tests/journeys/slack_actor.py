"""Somebody at Slack, in the words of actors.py."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence

from tests.journeys.actors import Actor, Seen
from tests.wire.server import Json
from tests.wire.slack_client import SlackUser
from tests.wire.slack_fields import field_named, fields_of
from tests.wire.slack_limits import elements_of
from tests.wire.slack_rooms import Message

COMMANDS = ("deal", "partner", "approvals", "announce")
"""The slash commands of manifest.yml; anything else is written to Tandem directly."""

_WARNING = "\u26a0\ufe0f"
_DATE = re.compile(r"<!date\^[^|>]*\|([^>]*)>")
_LINK = re.compile(r"<([^|>]*)\|([^>]*)>")


class SlackActor(Actor):
    def __init__(self, who: str, user: SlackUser) -> None:
        super().__init__(who, user.who.name)
        self.user = user

    async def types(self, words: str) -> None:
        self._leave()
        first, _, rest = words.partition(" ")
        if first in COMMANDS:
            await self.user.command(f"/{first}", rest)
        else:
            await self.user.message(words)

    async def replies(self, words: str, about: str) -> None:
        self._leave()
        found = [message for message in self.user.messages if about in _words_of(message)]
        await self.user.message(words, thread=found[-1].ts)

    async def drops(self, name: str, body: bytes) -> None:
        self._leave()
        await self.user.drop(self.user.api.share(name, body))

    async def handed(self, name: str) -> list[bytes]:
        return [body for called, body in self.user.api.handed_to(self.user.who) if called == name]

    async def fills(self, **values: str) -> None:
        await self._search(values)
        await self.user.submit(self.user.view, values)

    async def saves_draft(self, **values: str) -> None:
        await self._search(values)
        await self.user.type_in(self.user.view, values)
        await self.user.press(self.user.view, "deal-draft")

    async def presses(self, label: str) -> None:
        view = self._view
        if view and label in _labels(view["blocks"]):
            await self.user.press(view, label)
            return
        self._leave()
        messages = [message for message in self.user.messages if label in _labels(message.blocks)]
        assert messages, f"{self.who} has no button {label!r}; there are {self.buttons}; reads: {self.reads}"
        await self.user.press(messages[-1], label)

    async def _search(self, values: Mapping[str, str]) -> None:
        """What is typed into a picker is chosen from what it then offers."""
        for name, value in values.items():
            if field_named(self.user.view, name).kind == "external_select":
                await self.user.type_ahead(self.user.view, name, value)

    def _leave(self) -> None:
        """Behind an open view nothing can be typed or pressed."""
        self.user.errors = {}
        with self.user.api.lock:
            self.user.api.screens.clear(self.user.who.user)

    # What the person sees.

    @property
    def _view(self) -> Json | None:
        return self.user.api.view_of(self.user.who)

    @property
    def form(self) -> Seen | None:
        view = self._view
        if view is None or not view.get("submit"):
            return None
        values = {found.block_id: str(self.user.filled_in(found.block_id) or "") for found in fields_of(view)}
        return Seen(view["title"]["text"], values, {**_notes(view["blocks"]), **self.user.errors})

    @property
    def messages(self) -> list[str]:
        return [_words_of(message) for message in self.user.messages]

    @property
    def open_words(self) -> str:
        view = self._view
        shown = (view["title"]["text"], *words(view["blocks"])) if view else ()
        return "\n".join((*shown, *self.user.errors.values(), self.user.trouble))

    @property
    def buttons(self) -> list[str]:
        messages = [label for message in self.user.messages for label in _labels(message.blocks)]
        return [*messages, *(_labels(self._view["blocks"]) if self._view else ())]

    @property
    def everything(self) -> str:
        versions = [old for message in self.user.messages for old in self.user.api.versions_of(message)]
        return "\n".join(
            (*(one.everything for one in versions), str(self._view), str(self.user.last and self.user.last.json))
        )


def _words_of(message: Message) -> str:
    return "\n".join(words(message.blocks)) or message.text


def words(blocks: Sequence[Json]) -> Iterator[str]:
    """All that can be read on them, as it looks; labels of buttons and options included."""
    for block in blocks:
        yield from _texts(block)


def _texts(thing: object) -> Iterator[str]:
    match thing:
        case {"type": "mrkdwn", "text": str(text)}:
            yield _shown(text)
        case {"type": "plain_text", "text": str(text)}:
            yield text
        case dict():
            yield from (str(thing[name]) for name in ("initial_value", "initial_date") if name in thing)
            for key, value in thing.items():
                if key not in ("confirm", "hint"):
                    yield from _texts(value)
        case list() | tuple():
            for one in thing:
                yield from _texts(one)
        case _:
            pass


def _shown(mrkdwn: str) -> str:
    return html.unescape(_LINK.sub(r"\2", _DATE.sub(r"\1", mrkdwn)))


def _labels(blocks: Sequence[Json]) -> list[str]:
    elements = [element for block in blocks for element in elements_of(block)]
    return [str(one["text"]["text"]) for one in elements if one["type"] == "button"]


def _notes(blocks: Sequence[Json]) -> dict[str, str]:
    """What the form itself says is wrong: below a field, or above them all."""
    found, field = {}, ""
    for block in blocks:
        said = " ".join(_texts(block))
        if block["type"] == "input":
            field = block["block_id"]
        elif block["type"] in ("context", "section") and said.startswith(_WARNING):
            found[field if block["type"] == "context" else ""] = said.removeprefix(_WARNING).strip()
    return found
