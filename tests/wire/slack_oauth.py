"""Slack's side of installing by a browser: what it asks of the address, the code, and the tokens that end."""

import base64
import itertools
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode, urlsplit

from .server import Json
from .slack_rooms import SlackError

CLIENT_ID = "1234567890.0987654321"
CLIENT_SECRET = "the-slack-apps-client-secret"
PUBLIC_URL = "https://tandem.example.com"
CALLBACK = f"{PUBLIC_URL}/slack/oauth_redirect"


@dataclass
class OAuth:
    """Not locked: the server that owns it holds its lock. Codes and refresh tokens are good once."""

    tokens: dict[str, str]
    codes: dict[str, Json] = field(default_factory=dict)
    refresh: dict[str, Json] = field(default_factory=dict)
    rotates: bool = False
    bent: Json | None = None
    """What is given instead of what was granted."""
    refreshed: int = 0

    def __post_init__(self) -> None:
        self._count = itertools.count(1)

    def authorize(self, address: str, answer: Json) -> str:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert urlsplit(address).path == "/oauth/v2/authorize", address
        assert asked["client_id"] == CLIENT_ID
        assert asked["redirect_uri"] == CALLBACK, "not an address that the app has registered"
        assert "chat:write" in asked["scope"].split(",")
        code = f"code-{next(self._count)}"
        self.codes[code] = {"scope": asked["scope"], **answer}
        return f"{CALLBACK}?{urlencode({'code': code, 'state': asked['state']})}"

    def access(self, token: str, args: Json) -> Json:
        if token != _basic():
            raise SlackError("invalid_client_id")
        if args.get("grant_type") == "refresh_token":
            return self._renewed(args.get("refresh_token", ""))
        if args.get("redirect_uri") != CALLBACK:
            raise SlackError("bad_redirect_uri")
        answer = self.codes.pop(args.get("code", ""), None)
        if answer is None:
            raise SlackError("invalid_code")
        return self.bent or self._given(answer)

    def _renewed(self, refresh_token: str) -> Json:
        answer = self.refresh.pop(refresh_token, None)
        if answer is None:
            raise SlackError("invalid_refresh_token")
        self.refreshed += 1
        return self._given(answer)

    def _given(self, answer: Json) -> Json:
        number = next(self._count)
        whole = answer["enterprise"] if answer.get("is_enterprise_install") else answer["team"]
        token = f"xoxb-{whole['id']}-{number}"
        self.tokens[token] = whole["id"]
        ends: Json = {}
        if self.rotates:
            ends = {"refresh_token": f"xoxe-{number}", "expires_in": 43200}
            self.refresh[f"xoxe-{number}"] = answer
        return {"token_type": "bot", "access_token": token, "bot_user_id": "U07TANDEMBOT", **ends, **answer}


def workspace(team: str, *, enterprise: str | None = None, user: str = "U0ADMIN") -> Json:
    """What Slack gives for one workspace."""
    return {
        "team": {"id": team, "name": team.lower()},
        "enterprise": {"id": enterprise, "name": "Group"} if enterprise else None,
        "is_enterprise_install": False,
        "authed_user": {"id": user},
    }


def organisation(enterprise: str) -> Json:
    """What Slack gives for an organisation as a whole."""
    whole = {"enterprise": {"id": enterprise, "name": "Group"}, "is_enterprise_install": True}
    return {"team": None, **whole, "authed_user": {"id": "W0ADMIN"}}


def _basic() -> str:
    return "Basic " + base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
