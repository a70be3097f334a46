"""A notice to many, made by one statement."""

from datetime import timedelta

from sqlalchemy import case, literal, select, union_all

from domain.places import Platform
from storage.copies import Lane
from storage.tables import Moment, copies, persons
from tests.storage.examples import NOON, News, account, rep
from tests.storage.telling import claim, sent, tally

MINUTE = timedelta(minutes=1)


def channel(number, due=None):
    there = {
        "platform": Platform.SLACK.value,
        "host": "T0VENDOR",
        "tenant": "T0VENDOR",
        "conversation": f"C{number}",
        "language": "pl",
        "zone": "Europe/Warsaw",
    }
    columns = [literal(value).label(name) for name, value in there.items()]
    return select(*columns, literal(due or NOON, Moment).label("due"))


def channels(*numbers):
    return select(union_all(*map(channel, numbers)).subquery())


def broadcast(database, readers, **options):
    with database.write() as store:
        return store.outbox.broadcast(News("1"), readers, at=NOON, **options)


def test_each_channel_has_its_copy_in_its_own_words_and_zone(database):
    assert broadcast(database, channels(1, 2)) == 2

    one, two = claim(database)

    assert {one.known.conversation, two.known.conversation} == {"C1", "C2"}
    assert (one.language, one.zone, one.kind, one.subject) == ("pl", "Europe/Warsaw", "news", "1")
    assert one.copy != two.copy
    assert sent(database, one)
    assert tally(database) == {"sent": 1, "sending": 1}


def test_the_same_notice_again_tells_nobody_twice(database):
    assert broadcast(database, channels(1)) == 1

    assert broadcast(database, channels(1, 2)) == 0

    assert tally(database) == {"pending": 1}


def test_people_are_written_to_where_they_are_when_it_is_sent(database):
    with database.write() as store:
        reader = rep(store)
    broadcast(database, select(persons.c.id.label("person")).where(persons.c.organisation == "wislan"))
    with database.write() as store:
        store.people.link(account(reader), reader, at=NOON)

    (claimed,) = claim(database)

    assert (claimed.person, claimed.known.conversation) == (reader.id, f"c-{reader.id}")


def test_each_copy_is_due_at_a_moment_of_its_own(database):
    rows = channels(1, 2).subquery()
    later = case((rows.c.conversation == "C2", literal(NOON + MINUTE, Moment)), else_=literal(NOON, Moment))

    broadcast(database, select(*[column for column in rows.c if column.key != "due"], later.label("due")))

    assert [claimed.known.conversation for claimed in claim(database)] == ["C1"]
    assert [claimed.known.conversation for claimed in claim(database, at=NOON + MINUTE)] == ["C2"]


def test_a_broadcast_knows_how_much_of_a_hurry_it_is_in(database):
    broadcast(database, channels(1), lane=Lane.URGENT)

    with database.engine.connect() as connection:
        assert connection.execute(select(copies.c.lane)).scalars().all() == [Lane.URGENT]
