"""The migrations: they make exactly the tables that the code counts on, forth and back, on both databases."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select, text, update

from domain.acts import first_fault
from domain.channels import Channel, Trouble
from domain.notices.announcements import QuestionAsked
from domain.places import Platform
from domain.questions import Question
from storage import revisions, schema
from storage.database import Database
from storage.faults import UnusableError
from storage.tables import copies, metadata, notices, secrets
from tests.storage.examples import NOON, at_once, programme, rep
from tests.storage.test_announcements import written
from tests.storage.test_documents import document


@pytest.fixture
def empty(empty_database_url):
    database = Database(empty_database_url)
    yield database
    database.close()


def test_the_migrations_make_the_tables_that_the_code_counts_on(empty, empty_database_url):
    schema.migrate(empty_database_url)

    with empty.engine.connect() as connection:
        # Alembic 1.20 takes every empty default on SQLite for a difference.
        compared = {"compare_server_default": not empty.sqlite, "include_name": _is_for_all}
        context = MigrationContext.configure(connection, opts=compared)
        assert compare_metadata(context, metadata) == []


def _is_for_all(name, _kind, _parents):
    """Whether both databases have it: the index of documents' terms is another thing on each."""
    return not (name or "").startswith(("passage_terms", "ix_passage_texts_terms"))


def test_primary_keys_are_those_that_the_code_counts_on(empty, empty_database_url):
    schema.migrate(empty_database_url)

    found = inspect(empty.engine)
    for table in metadata.sorted_tables:
        keys = found.get_pk_constraint(table.name)["constrained_columns"]
        assert keys == [column.name for column in table.primary_key.columns]


def test_pages_of_copies_are_as_full_as_the_tables_say(empty, empty_database_url):
    """Alembic does not compare it; SQLite has no such thing."""
    if empty.sqlite:
        return
    schema.migrate(empty_database_url)

    with empty.engine.connect() as connection:
        said = connection.execute(text("SELECT reloptions FROM pg_class WHERE relname = 'copies'")).scalar_one()
    assert said == [f"{option}={value}" for option, value in copies.dialect_options["postgresql"]["with"].items()]


def test_up_down_and_up_again(empty, empty_database_url):
    schema.migrate(empty_database_url)
    schema.downgrade(empty_database_url, "base")

    assert inspect(empty.engine).get_table_names() == ["alembic_version"]

    schema.migrate(empty_database_url)

    assert schema.misfit(empty) is None


def test_an_empty_database_and_an_older_schema_are_not_current(empty, empty_database_url):
    assert schema.misfit(empty) is revisions.OLDER

    schema.migrate(empty_database_url)
    assert schema.misfit(empty) is None

    schema.downgrade(empty_database_url, "base")
    assert schema.misfit(empty) is revisions.OLDER


def test_a_newer_schema_is_refused_and_left_alone(empty, empty_database_url):
    schema.migrate(empty_database_url)
    with empty.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from tomorrow'"))

    with pytest.raises(UnusableError, match="newer than this version"):
        schema.migrate(empty_database_url)

    assert schema.misfit(empty) == revisions.NEWER
    with empty.engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "from tomorrow"


def test_the_key_of_refs_is_made_once(empty, empty_database_url):
    schema.migrate(empty_database_url)
    first = _key(empty)
    schema.migrate(empty_database_url)

    assert _key(empty) == first
    assert len(first) >= 43  # 32 bytes in base64


def _key(database):
    with database.engine.connect() as connection:
        return connection.execute(select(secrets.c.value).where(secrets.c.name == "refs")).scalar_one()


def test_each_file_of_a_revision_begins_with_its_number_and_comes_after_the_one_before():
    scripts = ScriptDirectory(str(Path(schema.__file__).with_name("migrations")))
    newest_first = list(scripts.walk_revisions())

    assert [script.revision for script in reversed(newest_first)] == list(revisions.revisions())
    assert all(Path(script.path).name.startswith(f"{script.revision}_") for script in newest_first)


def test_several_that_start_at_once_migrate_once(empty, empty_database_url):
    at_once(*[lambda: schema.migrate(empty_database_url)] * 4)

    assert schema.misfit(empty) is None


def test_a_migration_that_fails_leaves_nothing_behind(empty, empty_database_url):
    with empty.engine.begin() as connection:
        connection.execute(text("CREATE TABLE denials (in_the_way INTEGER)"))  # the last table that is made

    with pytest.raises(Exception, match="denials"):
        schema.migrate(empty_database_url)

    assert inspect(empty.engine).get_table_names() == ["denials"]


def test_it_works_away_from_the_checkout(tmp_path):
    program = f"from storage import schema; schema.migrate('sqlite:///{tmp_path}/100%25/new.sqlite')"
    here = str(Path(schema.__file__).parents[1])

    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env={"PYTHONPATH": here}, check=True, timeout=60)

    database = Database(f"sqlite:///{tmp_path}/100%25/new.sqlite")
    assert schema.misfit(database) is None
    database.close()


def test_what_was_on_record_before_the_chain_comes_first_in_it(empty, empty_database_url):
    schema.migrate(empty_database_url)
    schema.downgrade(empty_database_url, "0012")
    with empty.engine.begin() as connection:
        connection.execute(text("INSERT INTO acts VALUES ('a', 2, 'operator', 'import', 'x')"))
        connection.execute(text("INSERT INTO denials VALUES ('b', 1, 'slack:T1:U1', 'deals', 'stranger')"))
        connection.execute(text("INSERT INTO denials VALUES ('c', 3, 'jan', 'deals', 'not-found')"))

    schema.migrate(empty_database_url)

    with empty.read() as store:
        assert [(act.who, act.what, act.about) for act in store.acts.since()] == [
            ("slack:T1:U1", "denied", "deals"),
            ("operator", "import", "x"),
            ("jan", "denied", "deals"),
        ]
        assert first_fault(store.acts.sealed_rows()) == (None, store.acts.head())


def test_questions_and_what_is_told_of_them_survive_the_way_back_and_forth(empty, empty_database_url):
    schema.migrate(empty_database_url)
    with empty.write() as store:
        store.programmes.apply(programme(), at=NOON)
        by = rep(store)
        about = (f"announcement:{written(store, by).id}", f"document:{store.documents.add(document(by), by=by.id).id}")
        asked = [question(number, of, by) for number, of in enumerate(about)]
        for one in asked:
            store.questions.add(one)
            store.outbox.put(QuestionAsked(one.id, "1"), to=[by], at=NOON)
        store.questions.answer(asked[0], "So.", by, NOON)
        before = [store.questions.get(one.id) for one in asked]
        told = [store.outbox.times(f"question:{one.id}", QuestionAsked.kind) for one in asked]

        there = {"conversation": "C", "message": "m", "state": "sent", "due": None, "wanted": 0, "shown": 0}
        store.questions._connection.execute(update(copies).values(there))

    schema.downgrade(empty_database_url, "0056")
    with empty.engine.begin() as connection:
        connection.execute(text("UPDATE document_questions SET same_as = 'otherwise'"))
    schema.migrate(empty_database_url)

    with empty.write() as store:
        later = replace(asked[1], others_at=NOON + timedelta(days=7))
        assert [store.questions.get(one.id) for one in asked] == [before[0], later], "the admins are asked, too"
        assert store.questions.add(replace(asked[1], id="twice")).id == asked[1].id, "sent once more it is the same"
        shown = select(notices.c.subject).join(copies, copies.c.notice == notices.c.id).where(copies.c.wanted == 1)
        due = shown.where(copies.c.due.is_not(None))
        assert store.questions._connection.execute(due).scalars().all() == [asked[1].id], "its buttons are others"
        assert [store.outbox.times(f"question:{one.id}", QuestionAsked.kind) for one in asked] == told == [1, 1]


def question(number, about, by):
    return Question(id=f"q{number}", about=about, by=by.id, by_name="Jan", partner="nowak", words="Why?", asked_at=NOON)


@pytest.mark.parametrize("trouble", Trouble)
def test_what_is_wrong_with_a_channel_stays_so_on_the_way_back_and_forth(trouble, empty, empty_database_url):
    schema.migrate(empty_database_url)
    there = Channel(platform=Platform.SLACK, host="T", conversation="C", partner="nowak", name="C")
    with empty.write() as store:
        store.channels.link(replace(there, troubles=frozenset({trouble})), by="operator", at=NOON)

    schema.downgrade(empty_database_url, "0068")
    with empty.engine.connect() as connection:
        assert connection.execute(text("SELECT trouble FROM channels")).scalar_one() == trouble
    schema.migrate(empty_database_url)

    with empty.read() as store:
        assert store.channels.get(Platform.SLACK, "C").troubles == {trouble}
