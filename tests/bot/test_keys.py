"""Keys: a token can be read with them alone, only where it belongs, and at every moment while they are exchanged."""

import threading
from dataclasses import replace

import pytest
from pydantic import SecretStr

from bot.keys import Keys, UnreadableError, new_key, rotate
from domain.places import Platform
from storage.database import Database
from storage.installations import Installation
from tests.bot.command_line import run
from tests.storage.examples import NOON

ROW = Installation(platform=Platform.SLACK, host="T0ACME", at=NOON)


def keys(*texts):
    return Keys(SecretStr(",".join(texts)))


@pytest.fixture
def database(database_url):
    database = Database(database_url)
    yield database
    database.close()


def fill(database, sealing, hosts):
    with database.write() as store:
        for number in range(hosts):
            row = replace(ROW, host=f"T{number:06d}")
            token = sealing.seal(f"xoxb-{number}", of=row, column="token")
            refresh_token = sealing.seal(f"xoxe-{number}", of=row, column="refresh_token")
            store.installations.keep(replace(row, token=token, refresh_token=refresh_token))


def token_of(database, opening, number):
    with database.read() as store:
        row = store.installations.get(Platform.SLACK, f"T{number:06d}")
    return opening.open(row.token, of=row, column="token")


def test_what_was_sealed_is_opened_and_does_not_show():
    holder = keys(new_key())

    sealed = holder.seal("xoxb-canary", of=ROW, column="token")

    assert "canary" not in sealed
    assert holder.open(sealed, of=ROW, column="token") == "xoxb-canary"


@pytest.mark.parametrize(
    ("of", "column"),
    [
        (replace(ROW, host="T0OTHER"), "token"),
        (replace(ROW, host="T0ACM"), "token"),
        (replace(ROW, platform=Platform.TEAMS), "token"),
        (ROW, "refresh_token"),
        (ROW, "toke"),
    ],
)
def test_what_was_moved_to_another_row_or_column_cannot_be_read(of, column):
    holder = keys(new_key())
    sealed = holder.seal("xoxb-canary", of=ROW, column="token")

    with pytest.raises(UnreadableError):
        holder.open(sealed, of=of, column=column)


def test_without_its_key_it_cannot_be_read():
    sealed = keys(new_key()).seal("xoxb-canary", of=ROW, column="token")

    for others in (keys(new_key()), keys()):
        with pytest.raises(UnreadableError) as error:
            others.open(sealed, of=ROW, column="token")
        assert "canary" not in str(error.value)


def test_nothing_needs_no_key():
    assert not keys().seal("", of=ROW, column="token")
    assert not keys().open(replace(ROW).token, of=ROW, column="token")


def test_the_first_key_seals_and_the_others_still_open():
    old, new = new_key(), new_key()
    sealed = keys(old).seal("xoxb-1", of=ROW, column="token")

    assert keys(new, old).open(sealed, of=ROW, column="token") == "xoxb-1"
    with pytest.raises(UnreadableError):
        keys(old).open(keys(new, old).seal("xoxb-1", of=ROW, column="token"), of=ROW, column="token")


def test_keys_are_exchanged_while_others_read_and_no_reading_fails(database, count):
    old, new = new_key(), new_key()
    rows = count(10_000)
    fill(database, keys(old), rows)
    serving, ended, read, failed = keys(new, old), threading.Event(), [0], []

    def reads():
        while not ended.is_set():
            number = read[0] % rows
            try:
                assert token_of(database, serving, number) == f"xoxb-{number}"
            except Exception as error:  # noqa: BLE001  # told below
                failed.append(error)
            read[0] += 1

    reader = threading.Thread(target=reads)
    reader.start()
    done = rotate(database, serving)
    ended.set()
    reader.join()

    assert (done.sealed, done.unreadable) == (rows, 0)
    assert not failed
    assert read[0] > 0
    assert [token_of(database, keys(new), number) for number in (0, rows - 1)] == ["xoxb-0", f"xoxb-{rows - 1}"]


def test_what_no_key_opens_is_left_as_it_is_and_said(sqlite_url, tmp_path):
    old, new = new_key(), new_key()
    database = Database(sqlite_url)
    fill(database, keys(old), 3)
    with database.write() as store:
        store.installations.keep(replace(ROW, token=keys(new_key()).seal("xoxb-x", of=ROW, column="token")))
    database.close()

    said = run("keys", "rotate", folder=tmp_path, DATABASE_URL=sqlite_url, TOKEN_KEYS=f"{new},{old}")

    assert said.code == 1
    assert "sealed anew: 3" in said.out
    assert "Left as they are: 1" in said.err


def test_without_a_key_the_command_says_how_to_get_one(sqlite_url, tmp_path):
    said = run("keys", "rotate", folder=tmp_path, DATABASE_URL=sqlite_url)

    assert said.code == 1
    assert "tandem keys new" in said.err


def test_a_new_key_can_be_set(sqlite_url, tmp_path):
    printed = run("keys", "new", folder=tmp_path).out.strip()

    said = run("keys", "rotate", folder=tmp_path, DATABASE_URL=sqlite_url, TOKEN_KEYS=printed)

    assert (said.code, said.out) == (0, "Installations sealed anew: 0.\n")


@pytest.mark.parametrize("wrong", ["cAnArY", "cAnArY,", "é", "cAnArY" * 8, "A" * 44 + ",cAnArY"])
def test_what_is_no_key_is_said_and_not_quoted(sqlite_url, tmp_path, wrong):
    said = run("keys", "rotate", folder=tmp_path, DATABASE_URL=sqlite_url, TOKEN_KEYS=wrong)

    assert said.code == 1
    assert said.err.startswith("TOKEN_KEYS: ")
