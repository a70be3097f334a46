"""Layers: imports run down only, only the edge is asynchronous, and nothing below it asks the clock."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import HOUSE
from tests.house.layers import LAYERS, modules

BELOW_THE_EDGE = LAYERS[1:]
ASYNC = (ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith, ast.Await)
CLOCK = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
}

SOUND = {
    "bot/__init__.py": "",
    "bot/__main__.py": "from bot import command_line",
    "bot/command_line.py": "from bot import app",
    "bot/app.py": "from bot import courier, dispatch, ticker",
    "bot/courier.py": "from bot import carrying",
    "bot/carrying/__init__.py": "import asyncio",
    "bot/ticker.py": "import apscheduler",
    "bot/dispatch.py": "import handlers",
    "bot/messenger.py": "",
    "bot/settings.py": "",
    "bot/slack/__init__.py": "import slack_bolt, slack_sdk",
    "bot/teams/__init__.py": "import botbuilder.core",
    "bot/web/__init__.py": "import aiohttp",
    "handlers/__init__.py": "import storage, views",
    "views/__init__.py": "import domain",
    "views/translator.py": "import fluent.runtime",
    "storage/__init__.py": "import sqlalchemy",
    "domain/__init__.py": "",
    "domain/when.py": "import dateparser",
}
BREACHES = {
    "layers": ("views/deals.py", "import storage"),
    "edge": ("bot/slack/gateway.py", "import bot.teams"),
    "slack": ("bot/anything.py", "import slack_sdk"),
    "teams": ("bot/anything.py", "import botbuilder.schema"),
    "words": ("views/deals.py", "import fluent.syntax"),
    "dates": ("domain/deals.py", "def typed():\n    import dateparser"),
    "tables": ("bot/anything.py", "import sqlalchemy"),
    "async": ("handlers/deals.py", "import asyncio"),
}


def lint_imports(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache", *options],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def plant(folder: Path, *files: tuple[str, str]) -> None:
    """Makes a small house with these files, under the contracts of this one."""
    shutil.copy(HOUSE / "pyproject.toml", folder)
    for name, source in (*SOUND.items(), *files):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(source)


def test_every_import_keeps_to_the_contracts():
    told = lint_imports(HOUSE)

    assert told.returncode == 0, told.stdout + told.stderr


def test_a_sound_house_keeps_every_contract(tmp_path):
    plant(tmp_path)

    assert f"{len(BREACHES)} kept, 0 broken" in lint_imports(tmp_path).stdout


@pytest.mark.parametrize("contract", BREACHES)
def test_each_contract_sees_its_breach(contract, tmp_path):
    plant(tmp_path, BREACHES[contract])

    assert "0 kept, 1 broken" in lint_imports(tmp_path, "--contract", contract).stdout


def lines(is_sought: Callable[[ast.AST], bool]) -> dict[str, list[str]]:
    """Gives, for each module below the edge, what is sought and stands in it."""
    return {
        name: [ast.unparse(node) for node in ast.walk(tree) if is_sought(node)]
        for name, tree in modules(*BELOW_THE_EDGE)
    }


def test_only_the_edge_is_asynchronous():
    found = lines(lambda node: isinstance(node, ASYNC))

    assert len(found) > len(BELOW_THE_EDGE)
    assert not {name: sought for name, sought in found.items() if sought}


def test_nothing_below_the_edge_asks_the_clock():
    found = lines(asks_the_clock)

    assert len(found) > len(BELOW_THE_EDGE)
    assert not {name: sought for name, sought in found.items() if sought}


def asks_the_clock(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=owner) | ast.Attribute(attr=owner), attr=name)):
            return (owner, name) in CLOCK
        case _:
            return False


@pytest.mark.parametrize("call", ["datetime.now(UTC)", "datetime.datetime.now()", "date.today()", "time.time()"])
def test_a_question_to_the_clock_is_recognised(call):
    assert asks_the_clock(ast.parse(call, mode="eval").body)
