"""Slack's Web API and Teams' Connector, as cheap as can be: `python -m benchmarks.far_side PORT`.

It says yes to everything and counts; whether what it gets is right, the tests ask.
"""

import itertools
import json
import sys
from collections import Counter

from aiohttp import web

from benchmarks.filling import SLACK_PEOPLE
from tests.wire.connector_keys import SigningKey, claims_for
from tests.wire.payloads import TEAMS_APP

_KNOWN = {person.user: person for person in SLACK_PEOPLE}


class FarSide:
    def __init__(self, port: int) -> None:
        self._url = f"http://127.0.0.1:{port}"
        self._counts: Counter[str] = Counter()
        self._numbers = itertools.count(1)
        self._key = SigningKey.make()

    def application(self) -> web.Application:
        app = web.Application()
        app.add_routes([
            web.route("*", "/api/{method}", self._slack),
            web.post("/response/{name}", self._slack),
            web.post("/emea/v3/conversations{rest:.*}", self._connector),
            web.put("/emea/v3/conversations{rest:.*}", self._connector),
            web.post("/{tenant}/oauth2/v2.0/token", self._token),
            web.get("/metadata", self._metadata),
            web.get("/keys", self._keys),
            web.get("/jwt", self._jwt),
            web.get("/counts", self._told),
        ])  # fmt: skip
        return app

    async def _slack(self, request: web.Request) -> web.Response:
        method = request.match_info.get("method", "response_url")
        self._counts[method] += 1
        asked = await request.json() if request.content_type == "application/json" else await request.post()
        asked = {**request.query, **asked}
        return web.json_response({"ok": True, **self._said(method, asked)})

    def _said(self, method: str, asked: dict[str, object]) -> dict[str, object]:
        number = next(self._numbers)
        match method:
            case "auth.test":
                return {"team_id": "T0VENDOR"}
            case "users.info":
                return {"user": _KNOWN[str(asked["user"])].profile(with_locale=True)}
            case "conversations.open":
                return {"channel": {"id": f"D{str(asked['users'])[1:]}"}}
            case "chat.postMessage" | "chat.update":
                return {"channel": asked["channel"], "ts": asked.get("ts") or f"1790000000.{number:06d}"}
            case "views.open" | "views.update":
                return {"view": {"id": asked.get("view_id") or f"V{number}"}}
            case _:
                return {}

    async def _connector(self, request: web.Request) -> web.Response:
        await request.read()
        self._counts["connector"] += 1
        return web.json_response({"id": f"1:{next(self._numbers)}"}, status=201)

    async def _token(self, _: web.Request) -> web.Response:
        return web.json_response({"token_type": "Bearer", "expires_in": 3599, "access_token": "eyJ-bench"})

    async def _metadata(self, _: web.Request) -> web.Response:
        about = {"issuer": "https://api.botframework.com", "jwks_uri": f"{self._url}/keys"}
        return web.json_response({**about, "id_token_signing_alg_values_supported": ["RS256"]})

    async def _keys(self, _: web.Request) -> web.Response:
        return web.json_response({"keys": [self._key.jwk()]})

    async def _jwt(self, _: web.Request) -> web.Response:
        return web.Response(text=self._key.sign(claims_for(TEAMS_APP, f"{self._url}/emea/", {})))

    async def _told(self, _: web.Request) -> web.Response:
        return web.Response(text=json.dumps(self._counts), content_type="application/json")


if __name__ == "__main__":
    at = int(sys.argv[1])
    web.run_app(FarSide(at).application(), host="127.0.0.1", port=at, print=None, access_log=None)
