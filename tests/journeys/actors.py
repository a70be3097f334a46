"""A person in front of a screen: the same few words for what one does and sees on Slack, on Teams and on the web."""

import asyncio
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

PATIENCE = 30.0
"""Seconds in which what is told by the courier must be there; a busy machine takes some."""

_MARKS = re.compile("[*`\u2060]")


@dataclass(frozen=True)
class Seen:
    """The form on the screen: what each field holds, and what is said at which field ("" for none of them)."""

    title: str
    values: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)


class Actor(ABC):
    """One person at one platform."""

    def __init__(self, who: str, name: str) -> None:
        self.who = who
        self.name = name

    # What the person does.

    @abstractmethod
    async def types(self, words: str) -> None:
        """A command, without its slash; a form that it asks for is then open."""

    @abstractmethod
    async def replies(self, words: str, about: str) -> None:
        """Writes in the thread of the newest message that says `about`, or quotes it; on the web, which has neither,
        to Tandem alone.
        """

    @abstractmethod
    async def drops(self, name: str, body: bytes) -> None:
        """Drops a file on Tandem, where nobody else reads."""

    async def takes(self, name: str) -> bytes:
        """The newest file of this name that is handed to them, once it is there."""
        found: list[bytes] = []

        async def looked() -> bool:
            found[:] = await self.handed(name)
            return bool(found)

        last = asyncio.get_running_loop().time() + PATIENCE
        while not await looked():
            assert asyncio.get_running_loop().time() < last, f"{self.who} never got {name}; reads: {self.reads}"
            await asyncio.sleep(0.02)
            await self.looks()
        return found[-1]

    @abstractmethod
    async def handed(self, name: str) -> list[bytes]:
        """The files of this name that stand in their chat with Tandem, oldest first; what is offered is taken."""

    @abstractmethod
    async def fills(self, **values: str) -> None:
        """Fills in the open form and sends it; what is not named keeps what it holds."""

    @abstractmethod
    async def saves_draft(self, **values: str) -> None:
        """Fills in the open form and keeps it for later."""

    @abstractmethod
    async def presses(self, label: str) -> None:
        """The button with this label: of what is open, else on the newest message that has one."""

    async def looks(self) -> None:  # noqa: B027  # nothing to do where the screen changes by itself
        """Makes the screen as it is now."""

    # What the person sees.

    @property
    @abstractmethod
    def form(self) -> Seen | None:
        """The form that is open."""

    @property
    @abstractmethod
    def messages(self) -> list[str]:
        """The words of each message as it is now, oldest first."""

    @property
    @abstractmethod
    def open_words(self) -> str:
        """The words of the form or card that stands open over the messages."""

    @property
    @abstractmethod
    def buttons(self) -> list[str]:
        """The labels of all that can be pressed."""

    @property
    @abstractmethod
    def everything(self) -> str:
        """All that ever reached the screen, also what is not shown: to prove that something is nowhere."""

    @property
    def reads(self) -> str:
        """All plain text on the screen."""
        return plain("\n".join((*self.messages, self.open_words)))

    @property
    def opened(self) -> Seen:
        """The form that is open; the test fails where there is none."""
        assert self.form, f"{self.who} has no form open, but reads: {self.reads}"
        return self.form

    def message(self, about: str) -> str:
        """The newest message with these words."""
        found = [text for text in map(plain, self.messages) if about in text]
        assert found, f"{self.who} has no message with {about!r}, but reads: {self.reads}"
        return found[-1]

    async def hears(self, *words: str, seconds: float = PATIENCE) -> None:
        """Waits until all these words are to be read."""
        await self._until(lambda: all(one in self.reads for one in words), f"never read {words}", seconds)

    async def hears_one_of(self, *words: str, seconds: float = PATIENCE) -> None:
        """Waits until any of these words are to be read: where two are at once, either may be first."""
        await self._until(lambda: any(one in self.reads for one in words), f"never read any of {words}", seconds)

    async def misses(self, label: str, seconds: float = PATIENCE) -> None:
        """Waits until no button has this label any more."""
        await self._until(lambda: label not in self.buttons, f"can still press {label!r}", seconds)

    async def _until(self, true: Callable[[], bool], otherwise: str, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        last = loop.time() + seconds
        while not true():
            if loop.time() > last:
                raise AssertionError(
                    f"{self.who} {otherwise}; reads last: {self.reads[-800:]}; presses: {self.buttons}"
                )
            await asyncio.sleep(0.02)
            await self.looks()


def plain(text: str) -> str:
    """In one line, without marks and what has no width."""
    return " ".join(_MARKS.sub("", text).split())
