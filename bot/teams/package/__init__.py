"""The Teams app package: manifest 1.30, its words in every language, and two icons, as one zip file."""

import io
import json
import re
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

Json = dict[str, Any]

DEFAULT_LANGUAGE = "en"
_ICONS = ("color.png", "outline.png")
_NAMES = ("name.short", "name.full", "description.short", "description.full")
OUR_NAME = "Tandem"
ICON_SIZE = (192, 192)
_ALWAYS = (1980, 1, 1, 0, 0, 0)  # the same package twice is the same file


@dataclass(frozen=True, kw_only=True)
class Publisher:
    """Who offers the app: its name, and two pages that Teams shows before anybody installs it.

    `icon` is a PNG of 192 x 192; None for ours.
    """

    name: str
    privacy: str
    terms: str
    icon: bytes | None = None


def build(app_id: str, publisher: Publisher, host: str | None, *, slash: bool = False) -> bytes:
    """Gives the zip to upload. `host` is where Tandem is reached, without https://.

    `slash` offers the commands after "/" too, a part of Teams that its documentation still calls a preview in
    places. Raises ValueError where `app_id` is no GUID or the icon no such PNG.
    """
    manifest = _manifest(str(UUID(app_id)), publisher, host, slash=slash)
    contents = {"manifest.json": _written(manifest), **{icon: _file(icon) for icon in _ICONS}}
    if publisher.icon is not None:
        contents[_ICONS[0]] = _icon(publisher.icon)
    for language in manifest["localizationInfo"]["additionalLanguages"]:
        texts = _texts(manifest, _words(language["languageTag"], publisher.name))
        contents[language["file"]] = _written(texts)
    return _zipped(contents)


def _manifest(app_id: str, publisher: Publisher, host: str | None, *, slash: bool) -> Json:
    manifest = json.loads(_file("manifest.json"))
    for path, text in _texts(manifest, _words(DEFAULT_LANGUAGE, publisher.name)).items():
        _put(manifest, path, text)
    bot, extension = manifest["bots"][0], manifest["composeExtensions"][0]
    manifest["id"] = bot["botId"] = extension["botId"] = manifest["webApplicationInfo"]["id"] = app_id
    manifest["developer"] = _developer(publisher)
    manifest["validDomains"] = [host] if host else []
    if slash:
        bot["supportsTargetedMessages"] = True
        bot["commandLists"][1]["triggers"] = ["mention", "slash"]
        extension["commands"][0]["triggers"] = ["slash"]
    return dict(manifest)


def _developer(publisher: Publisher) -> Json:
    """Teams wants a site as well: that of the privacy page."""
    page = urlsplit(publisher.privacy)
    return {
        "name": publisher.name,
        "websiteUrl": f"{page.scheme}://{page.netloc}",
        "privacyUrl": publisher.privacy,
        "termsOfUseUrl": publisher.terms,
    }


def _icon(picture: bytes) -> bytes:
    """As it is, where it is a PNG of Teams' size (a PNG says its size in bytes 16 to 24)."""
    if picture[:8] != b"\x89PNG\r\n\x1a\n" or struct.unpack(">II", picture[16:24].ljust(8, b"\0")) != ICON_SIZE:
        raise ValueError("The icon must be a PNG of 192 x 192 pixels.")
    return picture


def _texts(manifest: Json, words: Mapping[str, str]) -> dict[str, str]:
    """Every text under the path that Teams' language files use for it.

    A command's title is what it sends, so it stays the same word in every language.
    """
    texts = {name: words[name] for name in _NAMES}
    for at, commands in enumerate(manifest["bots"][0]["commandLists"]):
        for number, command in enumerate(commands["commands"]):
            path = f"bots[0].commandLists[{at}].commands[{number}]"
            texts |= {f"{path}.title": command["title"], f"{path}.description": words[command["title"]]}
    for number, action in enumerate(manifest["composeExtensions"][0]["commands"]):
        path = f"composeExtensions[0].commands[{number}]"
        texts |= {f"{path}.{kind}": words[f"{action['id']}.{kind}"] for kind in ("title", "description")}
        for at, asked in enumerate(action.get("parameters", ())):
            name = f"{action['id']}.{asked['name']}"
            texts |= {f"{path}.parameters[{at}].{kind}": words[f"{name}.{kind}"] for kind in ("title", "description")}
    return texts


def _put(manifest: Json, path: str, text: str) -> None:
    place: Any = manifest
    *way, name = (int(step) if step.isdigit() else step for step in re.findall(r"\w+", path))
    for step in way:
        place = place[step]
    place[name] = text


def _words(language: str, name: str) -> Mapping[str, str]:
    """Ours, with the app's own name in them."""
    words = json.loads(_file(f"{language}.json"))
    return {key: text.replace(OUR_NAME, name) for key, text in words.items()}


def _file(name: str) -> bytes:
    return (files(__name__) / name).read_bytes()


def _written(thing: object) -> bytes:
    return (json.dumps(thing, ensure_ascii=False, indent=2) + "\n").encode()


def _zipped(contents: Mapping[str, bytes]) -> bytes:
    """Everything at the root, where Teams looks for it."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in contents.items():
            package.writestr(zipfile.ZipInfo(name, _ALWAYS), content, zipfile.ZIP_DEFLATED)
    return whole.getvalue()
