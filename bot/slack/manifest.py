"""The Slack app's manifest for one host: our own file with its address replaced, so comments and order stay."""

import json
import re
from dataclasses import dataclass
from importlib.resources import files
from urllib.parse import urlsplit

EXAMPLE = "https://tandem.example.com"
"""The address that stands in manifest.yml."""

OUR_NAME = "Tandem"
COMMAND_LIMIT = 32
"""Characters of a command, its slash included: docs.slack.dev/reference/app-manifest, slash_commands.command."""

_LEAD = f"{OUR_NAME} brings"
_NAME = re.compile(r"^( *(?:display_)?name: )Tandem$", re.MULTILINE)
_COMMAND = re.compile(r"^( *- command: /)([a-z]+)$", re.MULTILINE)
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*")
_SCOPES = re.compile(r"^    (bot|bot_optional):(?: #.*)?\n((?:      [-#] .*\n)+)", re.MULTILINE)
_ITEM = re.compile(r"^ *- ([a-z:._]+)", re.MULTILINE)
_PREFIX = re.compile(r"[a-z]([a-z0-9-]*[a-z0-9])?")


def manifest(url: str, *, prefix: str = "", name: str = OUR_NAME) -> str:
    """The manifest as YAML, for Tandem at `url`; with a `prefix`, /deal becomes /prefix-deal; `name` is the app's.

    ValueError, as a sentence for whoever typed it, where Slack would take neither.
    """
    text = files("bot.slack").joinpath("manifest.yml").read_text(encoding="utf-8")
    text = text.replace(EXAMPLE, _address(url)).replace(_LEAD, f"{name} brings")
    text = _NAME.sub(lambda found: found[1] + _written(name), text)
    return _COMMAND.sub(lambda found: found[1] + _renamed(found[2], prefix), text) if prefix else text


def _written(name: str) -> str:
    """A string of JSON is one of YAML too, whatever stands in it."""
    return name if name == OUR_NAME else json.dumps(name, ensure_ascii=False)


@dataclass(frozen=True)
class Scopes:
    """What the manifest asks for; without an optional one something else takes its place."""

    needed: frozenset[str]
    optional: frozenset[str]


def scopes() -> Scopes:
    """As manifest.yml has them."""
    text = files("bot.slack").joinpath("manifest.yml").read_text(encoding="utf-8")
    lists = {name: frozenset(_ITEM.findall(items)) for name, items in _SCOPES.findall(text)}
    return Scopes(lists["bot"], lists.get("bot_optional", frozenset()))


def _address(url: str) -> str:
    """Scheme, host and port alone; the path is ours."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise ValueError(f"{url!r} is no address; it should look like {EXAMPLE}.") from None
    if parts.scheme != "https":
        raise ValueError(f"{url!r} does not begin with https://; Slack sends to nothing else.")
    if not _HOST.fullmatch(parts.hostname or "") or parts.username is not None:
        raise ValueError(f"{url!r} names no host that Slack could reach; it should look like {EXAMPLE}.")
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ValueError(f"{url!r} goes on after the host; give the host alone, as in {EXAMPLE}.")
    return f"https://{parts.hostname}" + (f":{port}" if port is not None else "")


def _renamed(command: str, prefix: str) -> str:
    if not _PREFIX.fullmatch(prefix):
        raise ValueError(
            f"{prefix!r} cannot stand before a command: lower-case letters a-z, digits and dashes, a letter first."
        )
    renamed = f"{prefix}-{command}"
    if len(renamed) + 1 > COMMAND_LIMIT:
        raise ValueError(f"/{renamed} is longer than the {COMMAND_LIMIT} characters that Slack allows a command.")
    return renamed
