"""A newcomer follows docs/install-slack.md and docs/install-teams.md: every shell block, in order, in an empty folder.

The platforms are played on this machine. What the documents leave to the newcomer, secrets and ids, is filled in.
"""

import asyncio
import os
import re
import sys
import textwrap
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import pytest
import yaml

from bot.slack.manifest import scopes
from storage.database import Database
from tests.conftest import HOUSE
from tests.journeys.actors import Actor
from tests.journeys.processes import STARTS, time_passes
from tests.journeys.slack_actor import SlackActor
from tests.journeys.teams_actor import TeamsActor
from tests.ports import free_port
from tests.wire.connector import Connector
from tests.wire.payloads import (
    PARTNER_TENANT,
    SLACK_SECRET,
    SLACK_TOKEN,
    VENDOR_TEAM,
    VENDOR_TENANT,
    SlackIdentity,
    TeamsIdentity,
)
from tests.wire.slack_api import SlackApi
from tests.wire.slack_client import SlackUser
from tests.wire.slack_doors import HttpDoor
from tests.wire.teams_client import TeamsUser

BLOCK = re.compile(r"^( *)```sh\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
GAP = re.compile(r"^(export (\w+)=)\S*\.\.\.$", re.MULTILINE)
DEAL = {"customer": "Huta Szkła", "amount": "12500", "currency": "PLN", "close_on": "2027-03-31"}


@dataclass
class Newcomer:
    """Types what a document says into a shell; each block sees what the one before exported."""

    folder: Path
    ids: Mapping[str, str]
    secrets: Mapping[str, str]
    around: Mapping[str, str]
    ports: tuple[int, int] = field(default_factory=lambda: (free_port(), free_port()))
    serving: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.ports[0]}"

    async def follows(self, block: str) -> str:
        """What the block printed; a block that begins to serve is left serving."""
        for example, own in self.ids.items():
            block = block.replace(example, own)
        block = GAP.sub(lambda gap: gap[1] + self.secrets[gap[2]], block)
        first, serve, _ = block.partition("tandem serve\n")
        said = await self._runs(f"{first}\nexport -p > exported.sh\n")
        if serve:
            await self._serves()
        return said

    async def _runs(self, block: str) -> str:
        script = f"test -e exported.sh && . ./exported.sh\nset -e\n{block}"
        process = await self._started(script, asyncio.subprocess.PIPE)
        said, _ = await process.communicate()
        assert process.returncode == 0, f"{block}\n{said.decode()}"
        return said.decode()

    async def _serves(self) -> None:
        with (self.folder / "serve.log").open("wb") as log:
            self.serving = await self._started(". ./exported.sh\nexec tandem serve", log)
        async with asyncio.timeout(STARTS):
            while not await self._is_ready():
                assert self.serving.returncode is None, (self.folder / "serve.log").read_text()
                await asyncio.sleep(0.05)

    async def _started(self, script: str, out: object) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *("bash", "-c", script),
            cwd=self.folder,
            env={
                "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
                "LISTEN": f"127.0.0.1:{self.ports[0]}",
                "OPS_LISTEN": f"127.0.0.1:{self.ports[1]}",
                **self.around,
            },
            stdin=asyncio.subprocess.DEVNULL,
            stdout=out,  # type: ignore[arg-type]  # a pipe or a file
            stderr=asyncio.subprocess.STDOUT,
        )

    async def _is_ready(self) -> bool:
        ready = f"http://127.0.0.1:{self.ports[1]}/readyz"
        try:
            async with aiohttp.ClientSession() as session, session.get(ready) as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False


@asynccontextmanager
async def leaving(newcomer: Newcomer) -> AsyncIterator[Newcomer]:
    """Whatever happens, what serves does not outlive the test."""
    try:
        yield newcomer
    finally:
        if newcomer.serving and newcomer.serving.returncode is None:
            newcomer.serving.terminate()
            await newcomer.serving.wait()


def blocks(document: str) -> list[str]:
    """The shell blocks, in their order."""
    text = (HOUSE / "docs" / document).read_text("utf-8")
    return [textwrap.dedent(found[2]) for found in BLOCK.finditer(text)]


def code_in(said: str) -> str:
    [code] = re.findall(r"^ *([0-9A-Z]{8})\b", said, re.MULTILINE)
    return str(code)


async def registers_and_hears(partner: Actor, manager: Actor, newcomer: Newcomer) -> None:
    """As step 8 of both says."""
    await partner.types("deal")
    if partner.form is None:
        await partner.presses("Zgłoś transakcję")
    await partner.fills(**DEAL)
    await partner.hears("Mamy zgłoszenie D-")
    await manager.types("approvals")  # by night, the message of its own waits for the morning
    await manager.presses("Decide")
    await manager.presses("Approve")
    with closing(Database(f"sqlite:///{newcomer.folder}/tandem.db")) as database:
        time_passes(database)  # so long the decision can be undone
    await partner.hears("zatwierdzona")


# --- Slack ---

OLA = SlackIdentity("U0OLA", VENDOR_TEAM, "Ola Lis", "ola@acme.example", locale="en-GB")
ZOFIA = SlackIdentity("U0ZOFIA", VENDOR_TEAM, "Zofia Malińska", "zofia@acme.example", locale="en-GB")
MAREK = SlackIdentity("U0MAREK", VENDOR_TEAM, "Marek Zielonka", "marek@wislan.example", is_restricted=True)


async def test_install_slack_leads_from_init_to_the_first_decided_deal(tmp_path):
    begin, manifest, secrets, serve, doctor, partner, people = blocks("install-slack.md")[:7]
    secrets_of_slack = {"SLACK_SIGNING_SECRET": SLACK_SECRET, "SLACK_BOT_TOKEN": SLACK_TOKEN}
    async with SlackApi(people=(OLA, ZOFIA, MAREK)) as api:
        ids, around = {"T0123ABCD": VENDOR_TEAM}, {"SLACK_API_URL": api.base_url}
        async with leaving(Newcomer(tmp_path, ids, secrets_of_slack, around)) as newcomer:
            code = code_in(await newcomer.follows(begin))
            api.scopes = granted(await newcomer.follows(manifest))
            await newcomer.follows(secrets)
            await newcomer.follows(serve)
            ola, zofia, marek = (at_slack(api, newcomer, who) for who in (OLA, ZOFIA, MAREK))

            first = await newcomer.follows(doctor)
            assert "error" not in first
            assert "ok       Slack scopes" in first, first
            assert "Ola Lis has no account at Slack yet" in first

            await ola.types(code)
            await ola.hears("Welcome, Ola Lis")
            assert "sent to Ola Lis at Slack." in await newcomer.follows(doctor)
            await ola.hears("A test from Tandem")

            await newcomer.follows(partner)
            await marek.types(code_in(await newcomer.follows(people)))
            await marek.hears("Witaj, Marek Zielonka!")
            await zofia.types("partner")
            await zofia.hears("Wiślan Automatyka")
            await registers_and_hears(marek, zofia, newcomer)


def granted(manifest: str) -> tuple[str, ...]:
    """What Slack grants who pastes this."""
    asked = yaml.safe_load(manifest)["oauth_config"]["scopes"]
    assert scopes().needed == set(asked["bot"])
    return (*asked["bot"], *asked.get("bot_optional", ()))


def at_slack(api: SlackApi, newcomer: Newcomer, who: SlackIdentity) -> SlackActor:
    return SlackActor(who.name, SlackUser(api, who, HttpDoor(newcomer.url, SLACK_SECRET)))


# --- Teams ---


def _at_teams(number: int, name: str, email: str, tenant: str, locale: str) -> TeamsIdentity:
    return TeamsIdentity(
        f"29:1{name}", f"aaaaaaaa-0000-4000-8000-{number:012d}", tenant, name, email, locale, "Europe/Warsaw"
    )


OLA_AT_TEAMS = _at_teams(1, "Ola Lis", "ola@acme.example", VENDOR_TENANT, "en-GB")
ZOFIA_AT_TEAMS = _at_teams(2, "Zofia Malińska", "zofia@acme.example", VENDOR_TENANT, "en-GB")
MAREK_AT_TEAMS = _at_teams(3, "Marek Zielonka", "marek@wislan.example", PARTNER_TENANT, "pl-PL")


async def test_install_teams_leads_from_init_to_the_first_decided_deal(tmp_path):
    begin, partner, people, serve, doctor, package = blocks("install-teams.md")[:6]
    everybody = (OLA_AT_TEAMS, ZOFIA_AT_TEAMS, MAREK_AT_TEAMS)
    async with Connector(people=everybody) as connector:
        ids = {
            "01234567-89ab-cdef-0123-456789abcdef": VENDOR_TENANT,
            "89abcdef-0123-4567-89ab-cdef01234567": PARTNER_TENANT,
        }
        secrets = {
            "MICROSOFT_APP_ID": connector.app_id,
            "MICROSOFT_APP_PASSWORD": connector.secret,
            "MICROSOFT_APP_TENANTID": connector.tenant,
        }
        around = {"MICROSOFT_LOGIN_URL": connector.login_url, "BOT_OPENID_METADATA": connector.metadata_url}
        async with leaving(Newcomer(tmp_path, ids, secrets, around)) as newcomer:
            code = code_in(await newcomer.follows(begin))
            await newcomer.follows(partner)
            await newcomer.follows(people)
            await newcomer.follows(serve)
            ola, zofia, marek = (TeamsActor(who.name, TeamsUser(connector, who, newcomer.url)) for who in everybody)

            first = await newcomer.follows(doctor)
            assert "error" not in first
            assert "Ola Lis has no account at Teams yet" in first
            await newcomer.follows(package)
            assert (tmp_path / "tandem-teams.zip").exists()

            await ola.types(code)
            await ola.hears("Welcome, Ola Lis")
            assert "sent to Ola Lis at Teams." in await newcomer.follows(doctor)
            await ola.hears("A test from Tandem")

            await zofia.types("partner")
            await zofia.hears("Wiślan Automatyka")
            await registers_and_hears(marek, zofia, newcomer)


@pytest.mark.parametrize("document", ["install-slack.md", "install-teams.md"])
def test_every_command_of_the_documents_is_walked(document):
    """A block that is not marked as shell is none of the commands up to the first deal."""
    text = (HOUSE / "docs" / document).read_text("utf-8").partition("The first deal")[0]
    unmarked = re.findall(r"^ *```\n(.*?)^ *```$", BLOCK.sub("", text), re.MULTILINE | re.DOTALL)

    assert not [block for block in unmarked if re.search(r"^ *(tandem|export) ", block, re.MULTILINE)]
