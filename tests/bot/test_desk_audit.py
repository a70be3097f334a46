"""tandem audit: it prints a head, finds what was changed, and writes a file in which nothing is a formula."""

import csv
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from storage.database import Database
from tests.bot.command_line import run

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def filled(url: str, acts: int = 5) -> Database:
    database = Database(url)
    with database.write() as store:
        for number in range(acts):
            at, partner = NOON + timedelta(days=number), "nowak" if number % 2 else "silva"
            store.acts.note("=1+1", "test", str(number), at=at, partner=partner, number=number)
    return database


def tampered(database: Database, *statements: str) -> None:
    with database.engine.begin() as connection:
        for statement in (
            "DROP TRIGGER acts_no_update",
            "DROP TRIGGER acts_no_delete",
            *statements,
        ):
            connection.execute(text(statement))


def test_a_log_that_is_as_it_was_written_is_so_against_the_head_that_was_kept(sqlite_url: str, tmp_path: Path):
    database = filled(sqlite_url)
    head = run("audit", "head", folder=tmp_path, DATABASE_URL=sqlite_url).out.strip()
    with database.write() as store:
        store.acts.note("ola", "later", "", at=NOON)

    said = run("audit", "verify", "--head", head, folder=tmp_path, DATABASE_URL=sqlite_url)

    assert head.startswith("5:")
    assert said.code == 0
    assert "6 acts, all as they were written. Head: 6:" in said.out
    database.close()


def test_the_first_bad_act_is_named(sqlite_url: str, tmp_path: Path):
    database = filled(sqlite_url)
    tampered(database, "UPDATE acts SET about = '9' WHERE n = 3")

    said = run("audit", "verify", folder=tmp_path, DATABASE_URL=sqlite_url)

    assert said.code == 1
    assert "Act 3 is not as it was written" in said.err
    assert "The 2 before it are in order." in said.err
    database.close()


def test_a_log_that_was_cut_off_is_found_with_a_head(sqlite_url: str, tmp_path: Path):
    database = filled(sqlite_url)
    head = run("audit", "head", folder=tmp_path, DATABASE_URL=sqlite_url).out.strip()
    tampered(database, "DELETE FROM acts WHERE n > 3")

    assert run("audit", "verify", folder=tmp_path, DATABASE_URL=sqlite_url).code == 0
    said = run("audit", "verify", "--head", head, folder=tmp_path, DATABASE_URL=sqlite_url)

    assert said.code == 1
    assert "Act 4 is missing." in said.err
    database.close()


def test_a_head_that_is_none_is_told(sqlite_url: str, tmp_path: Path):
    said = run("audit", "verify", "--head", "5", folder=tmp_path, DATABASE_URL=sqlite_url)

    assert (said.code, "COUNT:SEAL" in said.err) == (1, True)


def test_the_log_as_a_table_without_formulas_and_as_json(sqlite_url: str, tmp_path: Path):
    filled(sqlite_url).close()

    table = run("audit", "export", "log.csv", "--partner", "nowak", folder=tmp_path, DATABASE_URL=sqlite_url)
    lines = run(
        "audit", "export", "log.jsonl", "--from", "2026-03-03", "--to", "2026-03-05", folder=tmp_path,
        DATABASE_URL=sqlite_url,
    )  # fmt: skip
    again = run("audit", "export", "log.csv", folder=tmp_path, DATABASE_URL=sqlite_url)

    with (tmp_path / "log.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["n"], row["who"], row["partner"]) for row in rows] == [
        ("2", "'=1+1", "nowak"),
        ("4", "'=1+1", "nowak"),
    ]
    written = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text("utf-8").splitlines()]
    assert [(line["n"], line["detail"], line["at"]) for line in written] == [
        (2, {"number": 1}, "2026-03-03T12:00:00+00:00"),
        (3, {"number": 2}, "2026-03-04T12:00:00+00:00"),
    ]
    assert (table.code, lines.code, again.code) == (0, 0, 1)
    assert "nothing was written" in again.err
