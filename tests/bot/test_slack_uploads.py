"""A file into a direct message at Slack: seen once, found again where nobody knows, and sent to no other host."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.messenger import Address, Found, Paused, Refused, Uncertain
from bot.slack.messenger import SlackMessenger
from bot.slack.uploads import where
from domain.places import Platform
from storage.file_store import Folder
from tests.wire.payloads import SLACK_PARTNER, SLACK_TOKEN, VENDOR_TEAM
from tests.wire.slack_api import SlackApi
from tests.wire.slack_tokens import Given
from views.vocabulary import Card, Handed, said

TO = Address(Platform.SLACK, VENDOR_TEAM, user=SLACK_PARTNER.user)
BODY = b"Sensor: 10 EUR\n" * 100


def bringing(content: bytes | str) -> Card:
    file = Handed(said("Prices"), "prices.txt", "text/plain", content, len(BODY), said("Ask your admin"))
    return Card(said("Prices"), said("prices.txt (2 kB)"), handed=file)


CARD = bringing(BODY)


@pytest.fixture
async def slack() -> AsyncIterator[SlackApi]:
    async with SlackApi() as server:
        yield server


@pytest.fixture
async def messenger(slack: SlackApi, tmp_path: Path) -> AsyncIterator[SlackMessenger]:
    async with aiohttp.ClientSession() as session:
        yield SlackMessenger(Given({VENDOR_TEAM: SLACK_TOKEN}), slack.base_url, session, files=Folder(tmp_path))


async def test_a_file_is_seen_in_the_direct_message_with_the_words_of_its_card(slack, messenger, tmp_path):
    there = await messenger.post(TO, bringing(Folder(tmp_path).keep(BODY)), key="copy-1")

    assert slack.handed_to(SLACK_PARTNER) == [("prices.txt", BODY)]
    [message] = slack.messages_to(SLACK_PARTNER)
    assert "prices.txt (2 kB)" in str(message.blocks)
    assert message.files[0]["title"] == "Prices"
    assert (there.conversation, there.message) == (slack.direct(SLACK_PARTNER).id, "")
    assert [call.token for call in slack.calls_of("upload")] == [""]  # our token stays with the API


async def test_what_is_shared_stands_in_the_channel_and_in_no_direct_message(slack, messenger):
    channel = slack.add_channel("ext-nowak", SLACK_PARTNER)

    await messenger.post(Address(Platform.SLACK, VENDOR_TEAM, channel.id), CARD, key="copy-1")

    [message] = slack.messages_in(channel.id)
    assert [file["name"] for file in message.files] == ["prices.txt"]
    assert slack.handed_to(SLACK_PARTNER) == []


async def test_what_the_store_has_lost_is_refused(slack, messenger):
    with pytest.raises(Refused, match="file-missing"):
        await messenger.post(TO, bringing("0" * 64), key="copy-1")
    assert not slack.calls


async def test_what_the_store_cannot_read_just_now_is_tried_again(slack, messenger, tmp_path):
    kept = Folder(tmp_path).keep(BODY)
    there = tmp_path / kept[:2]
    there.rename(tmp_path / "away")
    there.touch()  # no folder: as where a disk does not answer, it is not that the file is not there

    with pytest.raises(Paused, match="file-unread"):
        await messenger.post(TO, bringing(kept), key="copy-1")
    assert not slack.calls

    there.unlink()
    (tmp_path / "away").rename(there)
    await messenger.post(TO, bringing(kept), key="copy-1")
    assert slack.handed_to(SLACK_PARTNER) == [("prices.txt", BODY)]


@pytest.mark.parametrize(
    ("method", "kind"),
    [
        ("files.getUploadURLExternal", "500"),
        ("files.getUploadURLExternal", "truncated"),
        ("upload", "500"),
        ("upload", "redirect"),
        ("upload", "act_then_drop"),
        ("files.completeUploadExternal", "429"),
    ],
)
async def test_what_fails_before_anybody_sees_it_is_begun_anew(slack, messenger, method, kind):
    slack.fail(method, kind=kind)
    with pytest.raises(Paused):
        await messenger.post(TO, CARD, key="copy-1")
    assert slack.handed_to(SLACK_PARTNER) == []

    await messenger.post(TO, CARD, key="copy-1")

    assert len(slack.handed_to(SLACK_PARTNER)) == 1


@pytest.mark.parametrize(("kind", "there"), [("act_then_drop", True), ("act_then_500", True), ("drop", False)])
async def test_where_nobody_knows_it_is_looked_for_by_the_key_of_its_copy(slack, messenger, kind, there):
    since = datetime.now(UTC) - timedelta(seconds=1)
    await messenger.post(TO, CARD, key="another")
    slack.fail("files.completeUploadExternal", kind=kind)

    with pytest.raises(Uncertain):
        await messenger.post(TO, CARD, key="copy-1")
    found = await messenger.find(TO, key="copy-1", since=since)

    assert isinstance(found, Found)
    assert bool(found.address) == there
    assert len(slack.handed_to(SLACK_PARTNER)) == 1 + there


async def test_a_workspace_that_lets_nobody_send_files_is_told_so_and_goes_on(slack, messenger):
    slack.uploads.allowed = False

    there = await messenger.post(TO, CARD, key="copy-1")

    [message] = slack.messages_to(SLACK_PARTNER)
    assert "Ask your admin" in message.text
    assert there.message == message.ts


@pytest.mark.parametrize(
    "url",
    [
        "http://files.slack.com/upload/v1/x",
        "https://files.slack.com.evil.example/upload",
        "https://files.slack.com@127.0.0.1/upload",
        "https://files.slack.com:8443/upload",
        "https://127.0.0.1/upload",
        "https://files.slack.com\\@evil.example/",
        "//files.slack.com/upload",
        "",
        None,
    ],
)
def test_the_bytes_go_to_slacks_own_host_only(url):
    with pytest.raises(Refused):
        where({"upload_url": url, "file_id": "F1"}, "https://slack.com/api/")
    assert where({"upload_url": "https://files.slack.com/upload/v1/x", "file_id": "F1"}, "https://slack.com/api/")
