"""What came back from the app, and the HTTP that fetched it."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from .server import Json


@dataclass(frozen=True)
class Answer:
    """One answer of the app; `elapsed` in seconds. `sent` is what redeliver() sends again."""

    status: int
    text: str
    elapsed: float
    sent: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def json(self) -> Any:
        """The body; None when there is none or it is no JSON."""
        try:
            return json.loads(self.text)
        except ValueError:
            return None

    @property
    def body(self) -> Json:
        """The body when it is a JSON object, else empty."""
        return self.json if isinstance(self.json, dict) else {}

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def errors(self) -> dict[str, str]:
        """Of a Slack submission: what is said at which field."""
        return dict(self.body.get("errors", {}))

    @property
    def options(self) -> list[Json]:
        """Of a Slack type-ahead: what is offered, groups opened up."""
        groups = self.body.get("option_groups", [])
        return [*self.body.get("options", []), *(option for group in groups for option in group["options"])]

    @property
    def results(self) -> list[Json]:
        """Of a Teams type-ahead: what is offered, as title and value."""
        value = self.body.get("value")
        return list(value.get("results", [])) if isinstance(value, dict) else []


async def post(url: str, body: bytes, headers: Mapping[str, str], sent: Any = None, seconds: float = 30.0) -> Answer:
    """Posts raw bytes; the platform's own deadline is for the caller to judge by `elapsed`."""
    begun = time.monotonic()
    timeout = aiohttp.ClientTimeout(total=seconds)
    async with (
        aiohttp.ClientSession(timeout=timeout) as session,
        session.post(url, data=body, headers=headers, allow_redirects=False) as response,
    ):
        text = await response.text()
        return Answer(response.status, text, time.monotonic() - begun, sent, dict(response.headers))
