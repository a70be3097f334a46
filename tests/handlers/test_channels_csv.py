"""channels.csv: mistakes with their lines, repeat-safe, and never from one partner to another."""

from dataclasses import replace

import pytest

from domain.channels import Channel, Trouble
from domain.imports import Effect, Plan
from domain.places import Platform
from domain.programme import Workspace
from handlers.channels_csv import CHANNELS, COLUMNS
from handlers.kinds import carry_out, plan_of
from storage.installations import Installation
from tests.office import NOON, Office, buttons, card_of, form_of, words_of

HEADER = ",".join(COLUMNS)
TEAMS_LINK = (
    "https://teams.microsoft.com/l/channel/19%3Aabc%40thread.tacv2/Rio%20Automação?groupId=x"
    "&tenantId=11111111-AAAA-4bbb-8ccc-000000000001"
)
LINES = (
    "nowak,slack,T0VENDOR,C0000001,#ext-nowak,en,Europe/London",
    "nowak,,T0NOWAK,https://nowak.slack.com/archives/C0000002,,,",
    f"rio,,,{TEAMS_LINK},,,",
)


def imported(office: Office, *lines: str) -> Plan:
    with office.database.write() as store:
        plan = plan_of(CHANNELS, "\n".join((HEADER, *lines)), store)
        carry_out(CHANNELS, plan.due, store, by="operator", at=NOON)
    return plan


def kept(office: Office) -> dict[str, Channel]:
    with office.database.read() as store:
        return {one.conversation: one for one in store.channels.all()}


async def test_an_id_or_a_link_is_enough_and_the_rest_is_the_partners(office: Office):
    imported(office, *LINES)

    found = kept(office)
    first, second, third = found["C0000001"], found["C0000002"], found["19:abc@thread.tacv2"]
    assert (first.partner, first.name, first.language, first.zone) == ("nowak", "ext-nowak", "en", "Europe/London")
    assert (first.outside, second.outside) == (False, True)
    assert (second.host, second.name, second.language) == ("T0NOWAK", "C0000002", "")
    assert (third.platform, third.host) == (Platform.TEAMS, "11111111-aaaa-4bbb-8ccc-000000000001")
    assert third.name == "Rio Automação"


async def test_the_same_file_again_changes_nothing_and_a_change_is_named(office: Office):
    imported(office, *LINES)

    assert not imported(office, *LINES).due
    plan = imported(office, LINES[1].replace(",,,", ",renamed,pl,"))
    assert [(one.effect, one.columns) for one in plan.entries] == [(Effect.CHANGE, ("name", "language"))]


async def test_a_tenant_is_known_in_capitals_as_well(office: Office):
    imported(office, "rio,teams,11111111-AAAA-4BBB-8CCC-000000000001,19:abc@thread.tacv2,Rio,,")

    assert kept(office)["19:abc@thread.tacv2"].host == "11111111-aaaa-4bbb-8ccc-000000000001"


async def test_a_workspace_of_an_organisation_that_the_programme_names_is_known(office: Office):
    with office.database.write() as store:
        house = Workspace(platform=Platform.SLACK, tenant="E0NOWAK", organisation="nowak")
        more = {"workspaces": (*store.programme.workspaces, house)}
        store.programmes.apply(store.programme.model_copy(update=more), at=NOON)
        for host in ("T0GRID", "T0OTHER"):
            of = "E0NOWAK" if host == "T0GRID" else "E0OTHER"
            store.installations.keep(Installation(platform=Platform.SLACK, host=host, enterprise=of, at=NOON))

    assert not imported(office, "nowak,slack,T0GRID,C0000001,,,").mistakes
    reasons = [
        one.refusal.reason
        for line in ("rival,slack,T0GRID,C0000002,,,", "nowak,slack,T0OTHER,C0000003,,,", "nowak,slack,T0X,C0000004,,,")
        for one in imported(office, line).mistakes
    ]

    assert kept(office)["C0000001"].outside
    assert reasons == ["channel-host-elsewhere", "channel-host-unknown", "channel-host-unknown"]


async def test_a_channel_of_one_partner_is_never_made_anothers(office: Office):
    imported(office, *LINES)

    [mistake] = imported(office, "rival,slack,T0VENDOR,C0000001,,,").mistakes

    assert mistake.refusal.reason == "channel-taken"
    assert kept(office)["C0000001"].partner == "nowak"


async def test_what_was_proposed_as_a_partners_own_is_never_made_anothers(office: Office):
    with office.database.write() as store:
        own = Channel(platform=Platform.SLACK, host="T0VENDOR", conversation="C0000009", partner="nowak", name="nowak")
        store.channels.propose(replace(own, outside=True), at=NOON)

    [mistake] = imported(office, "rival,slack,T0VENDOR,C0000009,,,").mistakes
    assert mistake.refusal.reason == "channel-host-elsewhere"
    assert kept(office)["C0000009"].partner == "nowak"

    assert not imported(office, "nowak,slack,T0VENDOR,C0000009,,,").mistakes


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("nobody,slack,T0VENDOR,C0000001,,,", "import-partner"),
        ("nowak,teams,T0VENDOR,C0000001,,,", "channel-platform"),
        ("nowak,slack,T0VENDOR,#ext-nowak,,,", "channel-unreadable"),
        ("nowak,,,https://example.com/archives/nowhere,,,", "channel-unreadable"),
        ("nowak,slack,T0ELSEWHERE,C0000001,,,", "channel-host-unknown"),
        ("rival,slack,T0NOWAK,C0000001,,,", "channel-host-elsewhere"),
        ("nowak,slack,T0VENDOR,C0000001,=1+1,,", "import-formula"),
        ("nowak,slack,T0VENDOR,C0000001,,de,", "import-language"),
        ("nowak,slack,T0VENDOR,C0000001,,,Warschau", "import-zone"),
    ],
)
async def test_a_wrong_line_is_named_and_the_rest_go_on(office: Office, line: str, reason: str):
    plan = imported(office, line, LINES[1])

    assert [(one.line, one.refusal.reason) for one in plan.mistakes] == [(2, reason)]
    assert list(kept(office)) == ["C0000002"]


async def test_without_a_workspace_it_is_the_vendors_only_one(office: Office):
    imported(office, "nowak,,,C0000001,,,")

    assert kept(office)["C0000001"].host == "T0VENDOR"


async def test_an_admin_pastes_the_lines_in_the_chat(office: Office):
    text = "\n".join((HEADER, *LINES))
    form = form_of(await office.types("admin", "partner import"))

    shown = card_of(await office.sends("admin", form, lines=text))
    assert "ext-nowak, nowak" in words_of(shown)
    await office.presses("admin", buttons(shown)["Apply"])

    assert len(kept(office)) == 3
    with office.database.read() as store:
        linked = [act for act in store.acts.all() if act.what == "channel-linked"]
    assert {act.who for act in linked} == {office.person("admin").id}


async def test_the_line_of_a_channel_that_was_archived_says_that_it_is_there_again(office: Office):
    imported(office, *LINES)
    for conversation, trouble in (("C0000001", Trouble.ARCHIVED), ("C0000002", Trouble.UNSHARED)):
        with office.database.write() as store:
            store.channels.trouble(Platform.SLACK, conversation, trouble)

    imported(office, *LINES)

    found = kept(office)
    assert (found["C0000001"].trouble, found["C0000002"].trouble) == (None, Trouble.UNSHARED)
