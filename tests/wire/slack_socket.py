"""Slack's end of Socket Mode: hello, envelopes, acks and the request to come back on another socket."""

import asyncio
import itertools
import json

from aiohttp import WSMsgType, web

from .payloads import SLACK_APP
from .server import Json


class Links:
    """The sockets an app has open; lives in the server's loop."""

    def __init__(self) -> None:
        self._open: list[web.WebSocketResponse] = []
        self._acks: dict[str, asyncio.Future[Json]] = {}
        self._count = itertools.count(1)

    def __len__(self) -> int:
        return len(self._open)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        link = web.WebSocketResponse()
        await link.prepare(request)
        self._open.append(link)
        await link.send_json(self._hello())
        try:
            async for frame in link:
                if frame.type == WSMsgType.TEXT:
                    self._acked(str(frame.data))
        finally:
            self._open.remove(link)
        return link

    async def deliver(self, kind: str, payload: Json, retry: int, reason: str, seconds: float) -> Json:
        """Sends one envelope down the sockets in turn; gives the payload of its ack, or TimeoutError."""
        number = next(self._count)
        name = f"00000000-0000-4000-8000-{number:012d}"
        acked = self._acks[name] = asyncio.get_running_loop().create_future()
        again = {"retry_attempt": retry, "retry_reason": reason} if kind == "events_api" else {}
        envelope = {
            "envelope_id": name,
            "type": kind,
            "accepts_response_payload": kind != "events_api",
            **again,
        }
        await self._open[number % len(self._open)].send_json({**envelope, "payload": payload})
        async with asyncio.timeout(seconds):
            return dict(await acked)

    async def disconnect(self, reason: str) -> None:
        for link in list(self._open):
            await link.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-1"}})

    async def close(self) -> None:
        for link in list(self._open):
            await link.close()

    def _hello(self) -> Json:
        debug = {"host": "applink-1", "started": "2026-01-01 00:00:00.000", "build_number": 1}
        about = {
            "connection_info": {"app_id": SLACK_APP},
            "debug_info": {**debug, "approximate_connection_time": 18060},
        }
        return {"type": "hello", "num_connections": len(self._open), **about}

    def _acked(self, text: str) -> None:
        try:
            ack: Json = json.loads(text)
        except ValueError:  # the client's own pings are plain text
            return
        waiting = self._acks.pop(ack.get("envelope_id", ""), None)
        if waiting is not None and not waiting.done():
            waiting.set_result(ack.get("payload") or {})
