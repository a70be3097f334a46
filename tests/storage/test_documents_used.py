"""What is used of the catalogue, by the openings of some partners' people, on both databases."""

from datetime import timedelta

from domain.documents import Circle, Shelf
from tests.storage.examples import NOON, manager
from tests.storage.test_search import DAY, publish


def test_what_the_most_people_opened_comes_first_and_what_nobody_opened_is_counted(database, readers):
    with database.write() as store:
        owner = manager(store).id
        made = [
            publish(store, owner, name, name, added_at=NOON - n * DAY, shelf=shelf)
            for n, (name, shelf) in enumerate(
                (
                    ("Often", Shelf()),
                    ("By two", Shelf()),
                    ("For Latin America", Shelf(regions=frozenset({"latam"}))),
                    ("Inside", Shelf(view=Circle.VENDOR)),
                    ("Unread", Shelf()),
                )
            )
        ]
        often, by_two = made[:2]
        for document, people in ((often, [readers[0]] * 3), (by_two, readers)):
            version = store.documents.current(document.id, NOON)
            for person in people:
                store.documents.note_reading(document, version, person.id, at=NOON + DAY)
            store.documents_used.say(version, readers[0].id, useful=False, at=NOON + DAY)
            store.documents_used.say(version, readers[0].id, useful=True, at=NOON + DAY)
        partners = sorted({person.organisation for person in readers})
        since, at = NOON + timedelta(hours=1), NOON + 2 * DAY

        most = store.documents_used.most(partners, since=since, size=5)
        everywhere = store.documents_used.unused(None, partners, since=since, at=at, size=1)
        here = store.documents_used.unused("emea", partners, since=since, at=at, size=5)
        others = store.documents_used.unused("emea", ["nobody"], since=since, at=at, size=5)

    assert [(one.title, one.people, one.times, one.useful, one.useless) for one in most] == [
        ("By two", 2, 2, 1, 0),
        ("Often", 1, 3, 1, 0),
    ]
    assert (everywhere.count, [one.title for one in everywhere.some]) == (2, ["Unread"])
    assert [one.title for one in here.some] == ["Unread"]
    assert others.count == 3
