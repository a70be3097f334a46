"""The chain: whatever is done to a log, the first row that is not as it was is named."""

import random
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.acts import (
    EMPTY,
    START,
    Act,
    Fault,
    Head,
    Kept,
    canonical,
    commitment,
    first_fault,
    read_head,
    seal_of,
    sealed,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def log(size: int) -> list[Kept]:
    return resealed([row(n) for n in range(1, size + 1)])


def row(n: int) -> Kept:
    return (n, n * 1000, f"person {n % 7}", "deal-edit", f"deal {n % 50}", "nowak", "{}", "")


def resealed(rows: list[Kept], *, since: int = 0) -> list[Kept]:
    """With the seals that belong to the rows from there on: what somebody who knows the way would write."""
    before = rows[since - 1][7] if since else START
    made = rows[:since]
    for row in rows[since:]:
        before = seal_of(before, row[:7])
        made.append((*row[:7], before))
    return made


def changed(row: Kept, chance: random.Random) -> Kept:
    column = chance.randrange(8)
    value = row[column]
    other = value + 1 if isinstance(value, int) else f"{value}x"
    return (*row[:column], other, *row[column + 1 :])  # type: ignore[return-value]  # one value of the same kind


def tampered(rows: list[Kept], chance: random.Random) -> tuple[list[Kept], bool]:
    """A log that somebody was at, and whether only a head that was kept elsewhere can tell."""
    at = chance.randrange(1, len(rows) - 1)
    match chance.choice(("change", "delete", "swap", "insert", "cut off", "cut the start", "rewrite")):
        case "change":
            return [*rows[:at], changed(rows[at], chance), *rows[at + 1 :]], False
        case "delete":
            return [*rows[:at], *rows[at + 1 :]], False
        case "swap":
            one, other = (at, *rows[at][1:]), (at + 1, *rows[at - 1][1:])
            return [*rows[: at - 1], one, other, *rows[at + 1 :]], False
        case "insert":
            return [*rows[:at], rows[at], *rows[at:]], False
        case "cut off":
            return rows[:at], True
        case "cut the start":
            return rows[at:], False
        case _:
            put_in = (*rows[at][:4], "another deal", *rows[at][5:])
            return resealed([*rows[:at], put_in, *rows[at + 1 :]], since=at), True


def test_whatever_is_done_to_a_log_is_found(count):
    chance, rows = random.Random(7), log(60)
    head = first_fault(rows)[1]
    for _ in range(count(10_000)):
        worse, needs_head = tampered(rows, chance)

        fault, before = first_fault(worse, head)

        assert fault, worse
        assert before.count <= fault.n
        assert needs_head is (first_fault(worse)[0] is None)


def test_the_first_bad_row_is_the_one_that_is_named():
    rows = log(10)

    fault, before = first_fault([*rows[:4], (*rows[4][:6], "{1}", rows[4][7]), *rows[5:]])

    assert (fault, before) == (Fault(5, "changed"), Head(4, rows[3][7]))


def test_a_hundred_thousand_rows_take_less_than_ten_seconds():
    rows = log(100_000)
    began = time.process_time()

    fault, head = first_fault(rows, Head(100_000, rows[-1][7]))

    assert (fault, head.count) == (None, 100_000)
    assert time.process_time() - began < 10


def test_a_row_is_sealed_over_everything_it_says():
    act = Act(n=1, at=NOON, who="ola", what="role", about="jan", partner="nowak", detail="{}")
    others = [
        replace(act, n=2), replace(act, at=NOON + timedelta(microseconds=1)), replace(act, who="o"),
        replace(act, what="x"), replace(act, about="j"), replace(act, partner=""), replace(act, detail=""),
    ]  # fmt: skip

    seals = {sealed(START, act), sealed("1" * 64, act), *(sealed(START, other) for other in others)}

    assert len(seals) == 2 + len(others)


def test_a_commitment_says_nothing_without_its_salt():
    assert commitment("salt", "slack:T1:U1") == commitment("salt", "slack:T1:U1") != commitment("pepper", "slack:T1:U1")
    assert canonical({"b": 1, "a": "ł"}) == '{"a":"ł","b":1}'


@pytest.mark.parametrize("text", ["", "5", "5:xyz", "x:" + "0" * 64, "5:" + "0" * 63, "5:" + "G" * 64])
def test_what_is_no_head_is_told(text):
    with pytest.raises(ValueError, match="COUNT:SEAL"):
        read_head(text)


def test_a_head_is_read_as_it_was_printed():
    head = Head(5, "ab" * 32)

    assert read_head(f" {head}\n") == head
    assert first_fault([], EMPTY) == (None, EMPTY)
