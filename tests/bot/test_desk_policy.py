"""What an operator can learn of the approval policy, and change in it."""

import re
from pathlib import Path

from tests.bot.command_line import run
from tests.handlers.test_policy import TWO_STEPS, under
from tests.office import an_office, buttons


async def test_why_a_deal_waits_for_whom_is_told_with_rule_rate_and_names(sqlite_url: str, tmp_path: Path):
    async with an_office(sqlite_url) as office:
        under(office, f'name = "Large"\nup_to = {{ EUR = 50000 }}\nconvert = true\n{TWO_STEPS}')
        ref = await office.registers("rep")
        await office.presses("manager", buttons(office.card("manager"))["Approve"])

    said = run("programme", "explain", ref.lower(), folder=tmp_path, DATABASE_URL=sqlite_url)

    assert said.code == 0
    first, rule, rate, *steps = re.sub("[\u202f\xa0]", " ", said.out).splitlines()
    assert first == f"{ref}: Kowalski Sp. z o.o. · PLN 12,500"
    assert rule == "It falls under rule 1 of the programme as it was when it was filed: Large."
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
