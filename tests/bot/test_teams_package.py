"""The Teams app package holds together: schema, languages, icons, commands."""

import io
import json
import zipfile
from dataclasses import replace

import pytest
from PIL import Image

from bot.teams.package import Publisher, build
from tests.wire.schemas import faults

APP = "5c1b7d3e-0000-4000-8000-00000000a99e"
ACME = Publisher(name="Tandem", privacy="https://acme.example/privacy", terms="https://acme.example/terms")
LANGUAGES = {"pl": "pl.json", "pt-BR": "pt-BR.json"}
COMMANDS = ["deal", "partner", "approvals", "docs", "announce", "training", "help"]


def unpacked(**options):
    with zipfile.ZipFile(io.BytesIO(build(APP, ACME, "tandem.example.com", **options))) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def manifest_of(contents):
    return json.loads(contents["manifest.json"])


@pytest.mark.parametrize("slash", [False, True])
@pytest.mark.parametrize("host", [None, "tandem.example.com"])
def test_the_manifest_is_valid(slash, host, schemas):
    with zipfile.ZipFile(io.BytesIO(build(APP, ACME, host, slash=slash))) as package:
        manifest = json.loads(package.read("manifest.json"))

    assert faults(schemas / "teams-manifest-1.30.schema.json", manifest) == []


def test_it_can_be_put_into_a_shared_channel_and_hears_there_who_comes():
    manifest = manifest_of(unpacked())

    assert manifest["supportsChannelFeatures"] == "tier1"
    assert manifest["webApplicationInfo"]["id"] == APP
    asked = manifest["authorization"]["permissions"]["resourceSpecific"]
    assert asked == [{"name": "ChannelMember.Read.Group", "type": "Application"}]


def test_everything_stands_at_the_root_and_is_named_by_the_manifest():
    contents = unpacked()
    manifest = manifest_of(contents)

    named = {"manifest.json", *manifest["icons"].values(), *LANGUAGES.values()}
    assert contents.keys() == named
    about = manifest["localizationInfo"]
    assert about["defaultLanguageTag"] == "en"
    assert {one["languageTag"]: one["file"] for one in about["additionalLanguages"]} == LANGUAGES


def test_the_icons_have_teams_sizes_and_the_outline_is_white_on_nothing():
    contents = unpacked()
    color = Image.open(io.BytesIO(contents["color.png"]))
    outline = Image.open(io.BytesIO(contents["outline.png"])).convert("RGBA")

    assert color.size == (192, 192)
    assert outline.size == (32, 32)
    raw = outline.tobytes()
    pixels = {raw[at : at + 4] for at in range(0, len(raw), 4)}
    assert {pixel[:3] for pixel in pixels if pixel[3]} == {bytes((255, 255, 255))}
    assert outline.getchannel("A").getextrema() == (0, 255)


@pytest.mark.parametrize("file", LANGUAGES.values())
def test_every_text_stands_in_every_language_within_its_limits(file):
    contents = unpacked()
    manifest, texts = manifest_of(contents), json.loads(contents[file])

    limits = {"name.short": 30, "name.full": 100, "description.short": 80, "description.full": 4000}
    assert all(0 < len(texts[name]) <= limit for name, limit in limits.items())
    for at, commands in enumerate(manifest["bots"][0]["commandLists"]):
        for number, command in enumerate(commands["commands"]):
            path = f"bots[0].commandLists[{at}].commands[{number}]"
            assert texts.pop(f"{path}.title") == command["title"]
            assert texts.pop(f"{path}.description") != command["description"]
    for number, action in enumerate(manifest["composeExtensions"][0]["commands"]):
        path = f"composeExtensions[0].commands[{number}]"
        assert len(texts[f"{path}.title"]) <= 32
        assert len(texts[f"{path}.description"]) <= 128
        assert texts.pop(f"{path}.title") != action["title"]
        assert texts.pop(f"{path}.description") != action["description"]
        for at, asked in enumerate(action.get("parameters", ())):
            assert 0 < len(asked["title"]) <= 32
            assert texts.pop(f"{path}.parameters[{at}].title") != asked["title"]
            assert texts.pop(f"{path}.parameters[{at}].description") != asked["description"]
    assert texts.keys() == limits.keys()


def test_the_commands_are_offered_in_every_scope():
    bot = manifest_of(unpacked())["bots"][0]

    assert sorted(bot["scopes"]) == ["groupChat", "personal", "team"]
    assert sorted(scope for one in bot["commandLists"] for scope in one["scopes"]) == sorted(bot["scopes"])
    assert [[c["title"] for c in one["commands"]] for one in bot["commandLists"]] == [COMMANDS, COMMANDS]
    assert all(command["description"] for one in bot["commandLists"] for command in one["commands"])


def test_the_action_opens_the_form_at_once():
    action = manifest_of(unpacked())["composeExtensions"][0]["commands"][0]

    assert (action["id"], action["type"], action["fetchTask"]) == ("deal-register", "action", True)
    assert action["context"] == ["compose", "commandBox"]


def test_slash_is_there_only_where_it_is_asked_for():
    assert "slash" not in json.dumps(manifest_of(unpacked()))

    manifest = manifest_of(unpacked(slash=True))
    assert manifest["bots"][0]["supportsTargetedMessages"] is True
    assert manifest["bots"][0]["commandLists"][1]["triggers"] == ["mention", "slash"]
    assert manifest["composeExtensions"][0]["commands"][0]["triggers"] == ["slash"]


def test_the_app_keeps_its_id_and_the_same_package_is_the_same_file():
    manifest = manifest_of(unpacked())

    assert APP == manifest["id"] == manifest["bots"][0]["botId"] == manifest["composeExtensions"][0]["botId"]
    assert manifest["validDomains"] == ["tandem.example.com"]
    assert build(APP, ACME, None) == build(APP, ACME, None)


def test_an_app_id_that_is_none_is_refused():
    with pytest.raises(ValueError, match="UUID"):
        build("my-app", ACME, None)


# --- who offers it ---


def published(publisher):
    with zipfile.ZipFile(io.BytesIO(build(APP, publisher, None))) as package:
        return {name: package.read(name) for name in package.namelist()}


def picture(*size):
    png = io.BytesIO()
    Image.new("RGB", size).save(png, "PNG")
    return png.getvalue()


def test_the_pages_are_those_of_the_publisher_and_nothing_of_ours():
    developer = manifest_of(published(ACME))["developer"]

    assert developer == {
        "name": "Tandem",
        "websiteUrl": "https://acme.example",
        "privacyUrl": "https://acme.example/privacy",
        "termsOfUseUrl": "https://acme.example/terms",
    }


def test_the_app_has_the_publishers_name_and_icon_in_every_language():
    icon = picture(192, 192)

    contents = published(replace(ACME, name="Acme Partners", icon=icon))

    assert contents["color.png"] == icon
    assert manifest_of(contents)["name"] == {
        "short": "Acme Partners",
        "full": "Acme Partners: work with your partners in chat",
    }
    assert "Tandem" not in "".join(text.decode() for name, text in contents.items() if name.endswith(".json"))


@pytest.mark.parametrize("icon", [b"", b"GIF89a", picture(191, 192), picture(192, 192)[:18]])
def test_an_icon_that_teams_would_not_take_is_refused(icon):
    with pytest.raises(ValueError, match="PNG of 192 x 192"):
        build(APP, replace(ACME, icon=icon), None)
