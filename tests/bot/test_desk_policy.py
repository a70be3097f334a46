"""What an operator can learn of the approval policy, and change in it."""

import re
from pathlib import Path

import pytest

from tests.bot.command_line import Said, at_noon, run
from tests.handlers.test_policy import TWO_STEPS, under
from tests.office import PROGRAMME, Office, an_office, buttons, words_of


async def test_why_a_deal_waits_for_whom_is_told_with_rule_rate_and_names(sqlite_url: str, tmp_path: Path):
    async with an_office(sqlite_url) as office:
        under(office, f'name = "Large"\nup_to = {{ EUR = 50000 }}\nconvert = true\n{TWO_STEPS}')
        ref = await office.registers("rep")
        await office.presses("manager", buttons(office.card("manager"))["Approve"])

    said = run("programme", "explain", ref.lower(), folder=tmp_path, DATABASE_URL=sqlite_url)

    assert said.code == 0
    first, rule, rate, *steps = re.sub("[\u202f\xa0]", " ", said.out).splitlines()
    assert first == f"{ref}: Kowalski Sp. z o.o. · PLN 12,500"
    assert rule == "It falls under rule 1 of the programme (version 2): Large."
    assert rate.startswith("Its amount was compared at the European Central Bank's rate of ")
    assert steps == [
        "Step 1 of 2: approved by Ola Lis.",
        "    Ola Lis approved it, Nov 23, 2026, 12:00 PM (Warsaw).",
        "Step 2 of 2: 0 of 1 approved so far. Now asked: regional lead.",
        "    Lena Berg, regional lead for Central Europe",
    ]


async def test_a_deal_that_is_not_there_is_told_so(sqlite_url: str, tmp_path: Path):
    async with an_office(sqlite_url):
        pass

    for ref in ("D-00000", "deal", ""):
        said = run("programme", "explain", ref, folder=tmp_path, DATABASE_URL=sqlite_url)
        assert (said.code, said.err) == (1, f"There is no deal {ref}.\n")


DIRECTOR = PROGRAMME.replace('decided_by = "channel-manager"', 'steps = [{ any_of = ["director"] }]')
TWICE = PROGRAMME.replace('decided_by = "channel-manager"', 'steps = [{ of = ["channel-manager"], at_least = 2 }]')


@pytest.fixture
def desk(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Types a command about one of these programmes."""
    at_noon(monkeypatch)

    def typed(command: str, *words: str, text: str = "") -> Said:
        file = tmp_path / "programme.toml"
        file.write_text(text, "utf-8")
        names = [str(file)] if text else []
        return run("programme", command, *names, *words, folder=tmp_path, DATABASE_URL=sqlite_url)

    return typed


async def test_a_change_of_policy_is_shown_with_the_open_requests_it_means_and_comes_back_by_one_command(
    sqlite_url: str, desk
):
    async with an_office(sqlite_url) as office:
        refs = [await office.registers("rep"), await office.registers("rival", customer="B", country="DE")]
        await office.registers("rio", customer="Decided", country="BR")
        await office.presses("director", buttons(office.card("director", about="Decided"))["Approve"])

        looked = desk("apply", "--dry-run", text=DIRECTOR)
        assert looked.out.splitlines()[-3:] == [
            "2 open requests would be asked of others. They stay where they are, unless you add --reroute:",
            f"  channel manager (Ola Lis, Piotr Bak) -> director (Dana Cole): {refs[0]}",
            f"  channel manager (Ola Lis) -> director (Dana Cole): {refs[1]}",
        ]
        assert version(office) == 1

        assert desk("apply", "--yes", text=DIRECTOR).out.endswith("Applied as version 2.\n")
        await office.delivers()
        assert "Approve" in buttons(office.card("manager"))
        assert office.letters.cards["director"][1:] == []

        shown = desk("undo", "--dry-run")
        back = desk("undo", "--yes")
        assert shown.out.splitlines() == [
            "added    approvals[0].decided_by: channel-manager",
            "removed  approvals[0].steps: any_of director",
        ]
        assert back.out.endswith("Applied as version 3.\n")
        assert version(office) == 3
        assert in_force(office) == in_force(office, 1)


async def test_with_reroute_open_requests_begin_anew_and_everybody_sees_it(sqlite_url: str, desk):
    async with an_office(sqlite_url) as office:
        desk("apply", "--yes", text=TWICE)
        ref = await office.registers("rep")
        await office.presses("manager", buttons(office.card("manager"))["Approve"])

        said = desk("apply", "--reroute", "--yes", text=DIRECTOR).out
        await office.delivers()

        assert f"2 of channel manager (Piotr Bak) -> director (Dana Cole): {ref}" in said
        assert not buttons(office.card("second"))
        director = buttons(office.card("director", about="Kowalski"))
        await office.presses("director", director["Approve"])
        await office.delivers()
        assert "Approved by Dana Cole" in words_of(office.card("manager"))
        with office.database.read() as store:
            assert [act.who for act in store.acts.all() if act.what == "rerouted"] == ["operator"]


async def test_nobody_of_an_earlier_way_is_left_out_of_a_later_step_of_the_new_one(sqlite_url: str, desk):
    steps = 'steps = [{{ any_of = ["channel-manager"] }}, {{ any_of = ["{}"] }}]'
    first, then = (
        PROGRAMME.replace('decided_by = "channel-manager"', steps.format(role))
        for role in ("regional-lead", "director")
    )
    async with an_office(sqlite_url) as office:
        desk("apply", "--yes", text=first)
        await office.registers("rep")
        await office.presses("manager", buttons(office.card("manager"))["Approve"])
        await office.delivers()
        assert "Approve" in buttons(office.card("lead"))

        desk("apply", "--reroute", "--yes", text=then)
        await office.delivers()
        await office.presses("manager", buttons(office.card("manager"))["Approve"])
        await office.delivers()

        assert "Approve" in buttons(office.card("director"))


def test_there_is_nothing_to_go_back_to_at_first(desk):
    assert desk("apply", "--yes", text=PROGRAMME).code == 0

    said = desk("undo")

    assert (said.code, said.err) == (1, "There was no other programme before this one.\n")


def version(office: Office) -> int:
    with office.database.read() as store:
        return store.programmes.version


def in_force(office: Office, version: int = 0) -> str:
    statement = "SELECT body FROM programmes ORDER BY version " + ("ASC" if version else "DESC")
    with office.database.engine.connect() as connection:
        return str(connection.exec_driver_sql(statement).scalar())
