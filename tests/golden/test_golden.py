"""What people see, kept as text: whoever changes a word or a card sees in the diff what it does on each platform."""

import os
from pathlib import Path

import pytest

from tests.filling import Filling
from tests.gallery import EXAMPLES
from tests.golden.reading import readable
from tests.golden.surfaces import PLATFORMS
from views.translator import LANGUAGES, translator

CARDS = Path(__file__).with_name("cards")
SWITCH = "GOLDEN"
RENEW = f"{SWITCH}=write .venv/bin/pytest tests/golden/test_golden.py -n 0"


def gallery(platform: str, language: str) -> str:
    t = translator(language, "Europe/Warsaw")
    shown = ((name, readable(platform, example.shown(Filling(t)), t)) for name, example in EXAMPLES.items())
    return "\n\n".join(f"=== {name}\n{text}" for name, text in shown) + "\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_example_reads_as_it_did(platform, language):
    kept = CARDS / f"{platform}.{language}.txt"
    now = gallery(platform, language)
    if os.environ.get(SWITCH) == "write":
        kept.write_text(now, "utf-8")

    before = kept.read_text("utf-8") if kept.exists() else ""

    assert before.split("\n") == now.split("\n"), f"if this is as it should be, write it anew: {RENEW}"
