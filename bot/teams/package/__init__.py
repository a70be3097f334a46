"""The Teams app package: manifest 1.30, its words in every language, and two icons, as one zip file."""

import io
import json
import re
import zipfile
from collections.abc import Mapping
from importlib.resources import files
from typing import Any
from uuid import UUID

Json = dict[str, Any]

DEFAULT_LANGUAGE = "en"
_ICONS = ("color.png", "outline.png")
_NAMES = ("name.short", "name.full", "description.short", "description.full")
_NOWHERE = "tandem.example"
"""Teams wants addresses of the developer even where nobody named a host; this one belongs to nobody (RFC 2606)."""
_ALWAYS = (1980, 1, 1, 0, 0, 0)  # the same package twice is the same file


def build(app_id: str, host: str | None, *, slash: bool = False) -> bytes:
    """Gives the zip to upload. `host` is where Tandem is reached, without https://.

    `slash` offers the commands after "/" too, a part of Teams that its documentation still calls a preview in
    places. Raises ValueError where `app_id` is no GUID.
    """
    manifest = _manifest(str(UUID(app_id)), host, slash=slash)
    contents = {"manifest.json": _written(manifest), **{icon: _file(icon) for icon in _ICONS}}
    for language in manifest["localizationInfo"]["additionalLanguages"]:
        texts = _texts(manifest, _words(language["languageTag"]))
        contents[language["file"]] = _written(texts)
    return _zipped(contents)


def _manifest(app_id: str, host: str | None, *, slash: bool) -> Json:
    manifest = json.loads(_file("manifest.json"))
    for path, text in _texts(manifest, _words(DEFAULT_LANGUAGE)).items():
        _put(manifest, path, text)
    bot, extension = manifest["bots"][0], manifest["composeExtensions"][0]
    manifest["id"] = bot["botId"] = extension["botId"] = app_id
    manifest["developer"] |= _addresses(host or _NOWHERE)
    manifest["validDomains"] = [host] if host else []
    if slash:
        bot["supportsTargetedMessages"] = True
        bot["commandLists"][1]["triggers"] = ["mention", "slash"]
        extension["commands"][0]["triggers"] = ["slash"]
    return dict(manifest)


def _addresses(host: str) -> Json:
    site = f"https://{host}"
    return {"websiteUrl": site, "privacyUrl": f"{site}/privacy", "termsOfUseUrl": f"{site}/terms"}


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
    return texts


def _put(manifest: Json, path: str, text: str) -> None:
    place: Any = manifest
    *way, name = (int(step) if step.isdigit() else step for step in re.findall(r"\w+", path))
    for step in way:
        place = place[step]
    place[name] = text


def _words(language: str) -> Mapping[str, str]:
    return dict(json.loads(_file(f"{language}.json")))


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
