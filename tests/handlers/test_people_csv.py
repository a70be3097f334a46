"""people.csv: every mistake with its line; repeat-safe; as spreadsheets write it."""

from collections.abc import Iterator

import pytest

from domain.people import Person, Role
from domain.programme_text import read_programme
from domain.sheets import Line, Mistake
from handlers.people_csv import COLUMNS, read_people
from storage.database import Database
from tests.office import NOON, PEOPLE, PROGRAMME
from views.common import refused
from views.translator import translator
from views.vocabulary import plain

HEADER = ",".join(COLUMNS)
GOOD = "jan@nowak.example,Jan Nowak,nowak,partner-rep,pl,Europe/Warsaw,"
TEST_PROGRAMME = read_programme(PROGRAMME)


def read(*lines: str, header: str = HEADER, end: str = "\n") -> list[Line[Person] | Mistake]:
    return list(read_people(end.join([header, *lines]) + end, TEST_PROGRAMME))


def sentence_of(mistake: Mistake) -> str:
    return plain(refused(mistake.refusal, translator("en", "UTC")))


WRONG = [
    ("jan,Jan,nowak,partner-rep,pl,,", "“jan” is no e-mail address"),
    (",Jan,nowak,partner-rep,pl,,", "“” is no e-mail address"),
    ("a@b@c.example,Jan,nowak,partner-rep,pl,,", "is no e-mail address"),
    ("<a@b.example>,Jan,nowak,partner-rep,pl,,", "is no e-mail address"),
    ("a@b.example,,nowak,partner-rep,pl,,", "A name of 1 to 200 characters is needed"),
    (f"a@b.example,{'x' * 201},nowak,partner-rep,pl,,", "A name of 1 to 200 characters is needed"),
    ("a@b.example,Jan,nowhere,partner-rep,pl,,", "“nowhere” is no organisation. Allowed: nowak, rio, rival, vendor"),
    ("a@b.example,Jan,,partner-rep,pl,,", "“” is no organisation"),
    ("a@b.example,Jan,Nowak Systems,partner-rep,pl,,", "“Nowak Systems” is no organisation"),
    ("a@b.example,Jan,nowak,,pl,,", "A role of nowak is needed. Allowed: partner-admin, partner-rep"),
    ("a@b.example,Jan,nowak,director,pl,,", "“director” is no role of nowak"),
    ("a@b.example,Jan,nowak,partner-rep admin,pl,,", "“admin” is no role of nowak"),
    ("a@b.example,Jan,vendor,partner-rep,pl,,", "“partner-rep” is no role of vendor"),
    ("a@b.example,Jan,vendor,boss,pl,,", "“boss” is no role of vendor"),
    ("a@b.example,Jan,nowak,partner-rep,de,,", "“de” is no language of the programme. Allowed: en, pl, pt-BR"),
    ("a@b.example,Jan,nowak,partner-rep,pl,Warsaw,", "“Warsaw” is no time zone. Write it like Europe/Warsaw"),
    ("a@b.example,Jan,nowak,partner-rep,pl,,rival", "“rival” cannot be looked after: these roles look after nothing"),
    ("a@b.example,Jan,vendor,channel-manager,pl,,ce", "“ce” cannot be looked after. Allowed: nowak, rio, rival"),
    ("a@b.example,Jan,vendor,regional-lead,pl,,nowak", "“nowak” cannot be looked after. Allowed: ce, latam"),
    (
        "a@b.example,Jan,vendor,director,pl,,ce",
        "“ce” cannot be looked after: these roles look after nothing",
    ),
    ("a@b.example,Jan,nowak,partner-rep,pl", "5 columns instead of 7."),
    (GOOD + ",more", "8 columns instead of 7."),
    ("a@b.example;Jan;nowak;partner-rep;pl;;", "1 column instead of 7."),
]


@pytest.mark.parametrize(("line", "sentence"), WRONG)
def test_a_mistake_is_said_with_its_line_and_what_is_allowed(line: str, sentence: str):
    first, wrong, last = read(GOOD, line, "ewa@nowak.example,Ewa,nowak,partner-admin,,,")

    assert isinstance(first, Line)
    assert isinstance(last, Line)
    assert isinstance(wrong, Mistake)
    assert wrong.line == 3
    assert sentence in sentence_of(wrong)


def test_all_mistakes_are_said_at_once():
    found = read(*(line for line, _ in WRONG))

    assert [one.line for one in found if isinstance(one, Mistake)] == list(range(2, 2 + len(WRONG)))


def test_the_same_person_twice_is_a_mistake_whatever_the_case():
    first, second, other = read(GOOD, GOOD.replace("jan@", "JAN@"), GOOD.replace("nowak,partner", "rio,partner"))

    assert isinstance(first, Line)
    assert isinstance(second, Mistake)
    assert "The same stands in line 2 already" in sentence_of(second)
    assert isinstance(other, Line), "somebody may work for two partners"


def test_what_is_left_out_comes_from_the_partner_or_the_programme():
    rep, manager = read("a@b.example,Ana,rio,partner-rep,,,", "m@v.example,Ola,vendor,channel-manager,,,nowak rio")

    assert isinstance(rep, Line)
    assert (rep.thing.language, rep.thing.zone) == ("pt-BR", "America/Sao_Paulo")
    assert isinstance(manager, Line)
    assert (manager.thing.language, manager.thing.zone) == ("en", "Europe/Warsaw")
    assert manager.thing.looks_after == {"nowak", "rio"}
    assert manager.thing.roles == {Role.CHANNEL_MANAGER}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_it_is_read_as_spreadsheets_write_it(start: str, end: str):
    lines = ['"jan@nowak.example","Nowak, Jan ""Janek""",nowak,partner-rep,pl,,""', "", ",,,,,,", f" {GOOD} ".upper()]
    found = read(*lines[:3], header=start + HEADER.title().replace("_After", "_after"), end=end)

    (line,) = found
    assert isinstance(line, Line)
    assert line.thing.name == 'Nowak, Jan "Janek"'


def test_a_name_over_two_lines_is_one_name():
    one, wrong = read('jan@nowak.example,"Jan\nNowak",nowak,partner-rep,pl,,', "x,Y,nowak,partner-rep,,,")

    assert isinstance(one, Line)
    assert one.thing.name == "Jan Nowak"
    assert isinstance(wrong, Mistake)
    assert wrong.line == 4, "as an editor counts them"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "email,name\n",
        GOOD + "\n",
        HEADER + '\n"jan@nowak.example,Jan',
        HEADER + '\n"jan"@nowak.example,Jan,nowak,partner-rep,,,\n',
        HEADER + "\n" + "x" * 200_000,
    ],
)
def test_what_is_no_such_file_is_said_in_a_sentence(text: str):
    *_, last = read_people(text, TEST_PROGRAMME)

    assert isinstance(last, Mistake)
    assert last.fatal
    assert sentence_of(last).startswith(
        ("The first line must be: email,name", "This line and all below cannot be read")
    )


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    with database.write() as store:
        store.programmes.apply(TEST_PROGRAMME, at=NOON)
    yield database
    database.close()


def imported(database: Database, text: str) -> list[str]:
    with database.write() as store:
        for line in read_people(text, TEST_PROGRAMME):
            assert isinstance(line, Line)
            store.people.keep(line.thing)
    with database.read() as store:
        return [repr(person) for person in store.people.everybody()]


def test_the_same_file_again_changes_nothing(database: Database):
    once = imported(database, PEOPLE)

    assert imported(database, PEOPLE) == once
    assert imported(database, "\n".join([HEADER, *reversed(PEOPLE.strip().split("\n")[1:])])) == once


def test_a_changed_line_changes_its_person(database: Database):
    once = imported(database, PEOPLE)
    again = imported(database, PEOPLE.replace("Jan Nowak,nowak,partner-rep", "Jan Nowak,nowak,partner-admin"))

    assert len(again) == len(once)
    assert len(set(once) - set(again)) == 1


def test_ten_thousand_lines_are_kept(sqlite_url: str):
    lines = [f"p{number}@nowak.example,Person {number},nowak,partner-rep,,," for number in range(10_000)]
    database = Database(sqlite_url)

    people = imported(database, "\n".join([HEADER, *lines]))

    assert len(people) == 10_000
    database.close()


@pytest.mark.parametrize("evil", ["\x00", "\x07", "\x9f"])
def test_what_no_database_keeps_is_a_mistake(evil: str):
    name, email = read(GOOD.replace("Jan Nowak", f"Jan{evil}Nowak"), GOOD.replace("jan@", f"jan{evil}@"))

    assert isinstance(name, Mistake)
    assert isinstance(email, Mistake) or evil == "\x9f"
