"""courses.csv, sessions.csv and rules.csv: mistakes with their lines, repeat-safe, and dropped in the chat."""

from datetime import UTC, datetime

import pytest

from bot.arrivals import Dropped
from domain.imports import Effect
from tests.handlers.learning import BASICS, EVERYBODY, HEADERS, SPRING, imports
from tests.office import Office, buttons, card_of, words_of

WRONG = [
    ("courses", "Basics,Basics,en,,,,,,", "import-key"),
    ("courses", f"{'b' * 41},Basics,en,,,,,,", "import-key"),
    ("courses", "basics,=1+1,en,,,,,,", "import-formula"),
    ("courses", "basics,Basics,de,,,,,,", "import-option"),
    ("courses", "basics,Basics,,chair,,,,,", "import-option"),
    ("courses", "basics,Basics,,,silver,,,,", "import-option"),
    ("courses", "basics,Basics,,,,maybe,,,", "import-option"),
    ("courses", "basics,Basics,,,,,121,,", "import-number"),
    ("courses", "basics,Basics,,,,,00000000121,,", "import-number"),
    ("courses", "basics,Basics,,,,,1.5,,", "import-number"),
    ("courses", "basics,Basics,,,,,,http://learn.example,", "import-link"),
    ("courses", "basics,Basics,,,,,,https://a b,", "import-link"),
    ("courses", "basics,Basics,,,,,,,gone", "import-option"),
    ("sessions", SPRING.replace("basics", "nothing"), "import-option"),
    ("sessions", SPRING.replace("2026-12-03", "3.12.2026"), "import-day"),
    ("sessions", SPRING.replace("10:00", "10"), "import-time"),
    ("sessions", SPRING.replace("10:00", "24:00"), "import-time"),
    ("sessions", SPRING.replace("Europe/Warsaw", "Warszawa"), "import-zone"),
    ("sessions", SPRING.replace(",90,", ",0,"), "import-number"),
    ("sessions", SPRING.replace(",2,", ",many,"), "import-number"),
    ("rules", EVERYBODY.replace(",,,,,,", ",boss,,,,,", 1), "import-option"),
    ("rules", EVERYBODY.replace(",30,", ",0,"), "import-number"),
    ("rules", EVERYBODY.replace("basics", "nothing"), "import-option"),
    ("rules", EVERYBODY.replace(",on", ",perhaps"), "import-option"),
]


@pytest.fixture
async def school(office: Office) -> Office:
    imports(office.database, "courses", BASICS)
    return office


async def test_each_mistake_is_said_with_its_line(school: Office):
    for kind, line, reason in WRONG:
        [mistake] = imports(school.database, kind, line).mistakes

        assert (mistake.line, mistake.refusal.reason) == (2, reason), line


async def test_the_same_again_changes_nothing_and_another_hour_is_another_sequence(school: Office):
    for kind, line in (("courses", BASICS), ("sessions", SPRING), ("rules", EVERYBODY)):
        imports(school.database, kind, line)
        assert [one.effect for one in imports(school.database, kind, line).entries] == [Effect.NONE]

    plan = imports(school.database, "sessions", SPRING.replace("10:00", "9:30").replace("Warsaw", "London"))

    assert [(one.effect, one.columns) for one in plan.entries] == [(Effect.CHANGE, ("start", "zone"))]
    with school.database.read() as store:
        [spring] = store.training.sessions()
    assert (spring.sequence, spring.at) == (1, datetime(2026, 12, 3, 9, 30, tzinfo=UTC))


async def test_it_can_be_dropped_in_the_chat(school: Office):
    body = "\n".join((HEADERS["sessions"], SPRING)).encode()

    shown = card_of(await school.asks("admin", Dropped("spring.csv", body)))
    await school.presses("admin", buttons(shown)["Apply"])

    assert "basics spring, 2026-12-03 10:00 Europe/Warsaw" in words_of(shown)
    with school.database.read() as store:
        assert [one.key for one in store.training.sessions()] == ["spring"]
