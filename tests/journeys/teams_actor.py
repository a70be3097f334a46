"""Somebody at Teams, in the words of actors.py."""

from collections.abc import Mapping

from bot.teams.dialogs import PEOPLE
from tests.journeys.actors import Actor, Seen, plain
from tests.wire.cards import button_named, buttons_of, inputs_of, parts, words_of
from tests.wire.server import Json
from tests.wire.teams_client import TeamsUser
from tests.wire.teams_rooms import FILE_CONSENT, FILE_INFO, Posted

_SENDING = ("Action.Execute", "Action.Submit")
_WARNING = "\u26a0\ufe0f "


class TeamsActor(Actor):
    def __init__(self, who: str, user: TeamsUser) -> None:
        super().__init__(who, user.who.name)
        self.user = user
        self._before: set[str] = set()

    async def types(self, words: str) -> None:
        self.user.close_dialog()
        self._before = {message.id for message in self.user.messages}
        await self.user.say(words)
        await self._opens()

    async def replies(self, words: str, about: str) -> None:
        self.user.close_dialog()
        found = [message for message in self.user.messages if about in plain(str(message.card))]
        await self.user.say(words, quoting=found[-1].id)

    async def drops(self, name: str, body: bytes) -> None:
        self.user.close_dialog()
        await self.user.drop(self.user.connector.share(name, body))

    async def handed(self, name: str) -> list[bytes]:
        for message in self.user.messages:
            if (card := message.attached(FILE_CONSENT)) and card["name"] == name:
                await self.user.consents(message)
        cards = [card for message in self.user.messages if (card := message.attached(FILE_INFO))]
        return [self.user.connector.stored[one["content"]["uniqueId"]] for one in cards if one["name"] == name]

    async def fills(self, **values: str) -> None:
        if not self.user.sees_a_dialog:  # on a busy machine the button that opens it comes late
            await self.user.connector.until(self._openers)
            await self._opens()
        await self._search(values)
        await self.user.submit(self.user.dialog, values)

    async def saves_draft(self, **values: str) -> None:
        await self._search(values)
        keep = next(one for one in buttons_of(self.user.dialog.card) if one["data"]["route"] == "deal-draft")
        await self.user.submit(self.user.dialog, values, keep["title"])

    async def presses(self, label: str) -> None:
        card = self._dialog
        if card and label in _labels(card):
            await self.user.submit(self.user.dialog, title=label)
            return
        self.user.close_dialog()
        messages = [
            message for message in self.user.messages if message.card and label in _labels(self.user.seen(message))
        ]
        assert messages, f"{self.who} has no button {label!r}; there are {self.buttons}; reads: {self.reads}"
        await self.user.press(messages[-1], _name_of(label, self.user.seen(messages[-1])))

    def _openers(self) -> list[tuple[Posted, str]]:
        """Of what has come since something was typed."""
        new = [message for message in self.user.messages if message.id not in self._before]
        return [(message, label) for message in new if (label := self._opener(message))]

    async def _opens(self) -> None:
        for message, label in self._openers():
            await self.user.press(message, label)

    def _opener(self, message: Posted) -> str:
        """The label of the one button with which Teams asks again what was typed, to open a dialog."""
        actions = buttons_of(message.card) if message.card else []
        typed = [one for one in actions if (one.get("data") or {}).get("route") == "typed"]
        return str(typed[0]["title"]) if typed and len(actions) == 1 else ""

    async def _search(self, values: Mapping[str, str]) -> None:
        """What is typed into a picker is chosen from what it then offers."""
        dialog = self.user.dialog
        for name, value in values.items():
            query = inputs_of(dialog.card)[name].get("choices.data")
            if query and query["dataset"] == PEOPLE:
                self.user.pick(dialog, name)
            elif query:
                await self.user.type_ahead(dialog, query["dataset"], value)

    # What the person sees.

    @property
    def _dialog(self) -> Json | None:
        return self.user.dialog.card if self.user.sees_a_dialog else None

    @property
    def form(self) -> Seen | None:
        card = self._dialog
        if card is None or not card.get("actions"):
            return None
        values = {name: str(part.get("value") or "") for name, part in inputs_of(card).items()}
        return Seen(self.user.dialog.title, values, _errors(card))

    @property
    def messages(self) -> list[str]:
        return [words_of(self.user.seen(one)) if one.card else one.text for one in self.user.messages]

    @property
    def open_words(self) -> str:
        card = self._dialog
        typed = [str(part.get("value", "")) for part in inputs_of(card).values()] if card else []
        words = (self.user.dialog.title, words_of(card), *typed) if card else ()
        return "\n".join((*words, self.user.said, self.user.trouble))

    @property
    def buttons(self) -> list[str]:
        cards = [self.user.seen(message) for message in self.user.messages if message.card]
        return [label for card in (*cards, self._dialog) if card for label in _labels(card)]

    @property
    def everything(self) -> str:
        versions = [old for message in self.user.messages for old in self.user.connector.versions_of(message)]
        return "\n".join(
            (*(one.everything for one in versions), str(self._dialog), str(self.user.last and self.user.last.json))
        )


def _labels(card: Json) -> list[str]:
    return [str(one["title"]) for one in _pressable(card)]


def _pressable(card: Json) -> list[Json]:
    """What a press on tells Tandem; a question that stands hidden below its button is one press more."""
    return [one for one in buttons_of(card) if one["type"] in _SENDING and one.get("isEnabled", True)]


def _name_of(label: str, card: Json) -> str:
    """Of the button itself, where the one that shows its question has the same label."""
    chosen = next(one for one in _pressable(card) if one["title"] == label)
    return label if button_named(card, label) is chosen else str(chosen.get("verb") or chosen["data"]["route"])


def _errors(card: Json) -> dict[str, str]:
    found, field = {}, ""
    for element in card["body"]:
        if element["type"].startswith("Input."):
            field = element["id"]
        elif element.get("color") == "Attention":
            found[field] = _error(element)
        elif element.get("style") == "attention":
            found[""] = " ".join(_error(one) for one in parts(element["items"]))
    return found


def _error(element: Json) -> str:
    return words_of(element).removeprefix(_WARNING)
