"""The same customer however it is written, and not its sister."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.customers import name_key, website_key

# Each line is one company; every way of writing it must give the same key.
SAME = [
    ["Kowalski Sp. z o.o.", "KOWALSKI sp. z o. o.", "Kowalski spółka z o.o.", "kowalski sp zoo", "Kowalski SPZOO"],
    ["Kowalski", "Kowalski Spółka z ograniczoną odpowiedzialnością", "Kowalski sp. z oo", "  Kowalski  Sp.z.o.o "],
    ["Łódź Development S.A.", "Lodz Development SA", "ŁÓDŹ DEVELOPMENT Spółka Akcyjna", "Łódź Development, S. A."],
    ["Żabka Polska Sp. k.", "Zabka Polska sp.k.", "Żabka Polska Spółka Komandytowa", "Z\u0307abka Polska"],
    ["Nowak i Syn s.c.", "Nowak & Syn", "NOWAK I SYN Spółka Cywilna", "Nowak oraz Syn"],
    ["Bracia Miś sp. j.", "Bracia Mis Spółka Jawna", "BRACIA MIŚ"],
    ["Hurt-Pol Sp. z o.o. Sp. k.", "Hurt Pol sp. z o.o. spółka komandytowa", "HurtPol", "„Hurt-Pol”"],
    ["Zeta Prosta Spółka Akcyjna", "Zeta P.S.A.", "ZETA PSA"],
    ["A.B.C. Sp. z o.o.", "ABC", "A B C sp. z o.o.", "ＡＢＣ Sp. z o.o."],
    ["Petróleo Brasileiro S.A.", "PETROLEO BRASILEIRO S/A", "Petróleo Brasileiro Sociedade Anônima"],
    ["Padaria São João Ltda.", "PADARIA SAO JOAO LTDA ME", "Padaria São João Limitada", "Padaria Sao Joao Ltda - EPP"],
    ["Construções Ávila EIRELI", "Construcoes Avila Eireli - ME", "CONSTRUÇÕES ÁVILA"],
    ["Silva & Filhos Lda.", "Silva e Filhos", "SILVA & FILHOS, UNIPESSOAL LDA"],
    ["Irmãos Souza & Cia. Ltda.", "Irmaos Souza e Cia", "IRMÃOS SOUZA"],
    ["Müller GmbH", "MÜLLER GMBH & CO. KG", "Mueller G.m.b.H.", "Muller", "Müller Gesellschaft mbH"],
    ["Größe AG", "Groesse A.G.", "GROSSE Aktiengesellschaft"],
    ["Schäfer und Söhne OHG", "Schaefer & Soehne", "Schafer und Sohne ohg"],
    ["Klein UG (haftungsbeschränkt)", "Klein UG", "Klein"],
    ["Huber e.K.", "Huber eK", "HUBER"],
    ["Johnson & Johnson Inc.", "Johnson and Johnson", "JOHNSON & JOHNSON, Incorporated"],
    ["McDonald's Corp.", "McDonalds Corporation", "MCDONALD’S"],
    ["3M Company", "3 M Co.", "3M"],
    ["Acme Widgets L.L.C.", "Acme Widgets LLC", "ACME-WIDGETS", "Acme\u200b Widgets, Ltd", "Acme Widgets Co., Ltd."],
    ["Tiffany & Co.", "Tiffany and Company", "Tiffany"],
    ["Coca-Cola Company", "Coca Cola Co", "CocaCola"],
]

DIFFERENT = [
    ("Orlen Paliwa", "Orlen Gaz"),
    ("Orlen", "Orlen Paliwa"),
    ("ABC Sp. z o.o.", "ABD Sp. z o.o."),
    ("ABC Sp. z o.o.", "ABCD Sp. z o.o."),
    ("PKO Bank Polski S.A.", "PKO Leasing S.A."),
    ("PGE Dystrybucja", "PGE Obrót"),
    ("KGHM", "KGHM Zanam"),
    ("Nowak i Syn", "Nowak i Synowie"),
    ("Nowak", "Nowacki"),
    ("Kowalski", "Kowalska"),
    ("Kowalski Transport", "Kowalski Budowa"),
    ("Hotel Mercure Warszawa", "Hotel Mercure Kraków"),
    ("Oddział 1", "Oddział 11"),
    ("Grupa 2000", "Grupa 3000"),
    ("Zakład Łódź", "Zakład Łowicz"),
    ("Itaú Unibanco", "Itaú Seguros"),
    ("Petrobras Distribuidora", "Petrobras Transporte"),
    ("Silva & Filhos", "Silva & Irmãos"),
    ("São João", "São José"),
    ("Padaria Ana", "Padaria Anna"),
    ("Bauer AG", "Baur AG"),
    ("Siemens Energy", "Siemens Mobility"),
    ("Müller Milch", "Müller Drogerie"),
    ("Klein GmbH", "Kleiner GmbH"),
    ("Deutsche Bank", "Deutsche Bahn"),
    ("Ford", "Fiord"),
    ("General Motors", "General Electric"),
    ("Delta Air", "Delta Faucet"),
    ("Johnson & Johnson", "Johnson Controls"),
    ("United Airlines", "United Parcel"),
    ("Apple Inc.", "Apple Records"),
    ("Sun Co", "Sunco Energy"),
    ("S.A.", "Ltda"),
    ("Costa Ltda", "Costal Ltda"),
    ("AG Barr", "Barr"),
    ("Incorporated Knitwear", "Knitwear"),
]


@pytest.mark.parametrize("written", SAME, ids=lambda written: written[0])
def test_one_company_has_one_key(written: list[str]):
    assert len({name_key(name) for name in written}) == 1, [(name, name_key(name)) for name in written]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_companies_have_two_keys(one: str, other: str):
    assert name_key(one) != name_key(other)


def test_the_tables_are_not_thin():
    assert sum(len(written) for written in SAME) >= 60
    assert len(DIFFERENT) >= 30
    keys = [name_key(written[0]) for written in SAME]
    assert len(set(keys)) == len(keys) - 1, "Kowalski stands there twice, nobody else"


def test_a_name_that_is_nothing_but_a_legal_form_is_still_a_name():
    assert name_key("S.A.") == "sa"
    assert name_key("Co. Ltd.") == "co"


@given(st.text(max_size=75))
def test_any_text_gives_a_short_plain_key(name: str):
    key = name_key(name)

    assert key == "" or (key.isascii() and key.isalnum() and key == key.lower())


@given(st.text("abcdeoui ąćęłńóśźżãõâêôáéíúçàäöüß.&-'", max_size=75))
def test_case_is_no_difference(name: str):
    assert name_key(name.upper()) == name_key(name)


def test_a_hostile_name_comes_to_an_end():
    """Anything that grows faster than the text would run into the suite's time-out."""
    for name in ("a " * 37, " s.a" * 18, "sp z o " * 10, "and " * 18, "e" * 75, "co " * 25 + "x"):
        assert name_key(name)


SITES = [
    ("nowak.pl", "nowak.pl"),
    ("NOWAK.PL", "nowak.pl"),
    ("www.nowak.pl", "nowak.pl"),
    ("https://www.Nowak.pl/sklep?x=1#top", "nowak.pl"),
    ("http://nowak.pl:8080", "nowak.pl"),
    ("//nowak.pl/x", "nowak.pl"),
    ("nowak.pl.", "nowak.pl"),
    ("https://nowak.pl./", "nowak.pl"),
    ("  nowak.pl \n", "nowak.pl"),
    ("nowak.pl/?from=https://other.pl", "nowak.pl"),
    ("nowak.pl//double", "nowak.pl"),
    ("sklep.nowak.pl", "sklep.nowak.pl"),
    ("www.pl", "www.pl"),
    ("https://user:secret@nowak.pl/", "nowak.pl"),
    ("https://other.pl@nowak.pl/", "nowak.pl"),
    ("łódź.pl", "xn--d-uga0v4h.pl"),
    ("https://ŁÓDŹ.PL", "xn--d-uga0v4h.pl"),
    ("nowak。pl", "nowak.pl"),
    ("ftp://nowak.pl", "nowak.pl"),
]
NO_SITES = [
    "",
    " ",
    "nowak",
    "http://",
    "https:///nowak.pl",
    "javascript:alert(1)",
    "javascript://%0aalert(1)",
    "mailto:a@b",
    "data:text/html,x",
    "http://[::1]/",
    "http://[",
    "http://127.0.0.1/",
    "10.0.0.10",
    "http://2130706433/",
    "-nowak.pl",
    "nowak-.pl",
    "nowak..pl",
    ".pl",
    "now ak.pl",
    "<!channel>.pl",
    "nowak.pl|evil",
    "nowak_x.pl",
    "a" * 64 + ".pl",
    "\u202enowak.pl",
    "x\x00.pl",
    "nowak.-l",
    "\ud800.pl",
]


@pytest.mark.parametrize(("website", "key"), SITES)
def test_a_website_is_its_host(website: str, key: str):
    assert website_key(website) == key


@pytest.mark.parametrize("website", NO_SITES)
def test_what_is_no_website_has_no_key(website: str):
    assert website_key(website) == ""


@given(st.text(max_size=200))
def test_any_text_gives_a_host_or_nothing(website: str):
    key = website_key(website)

    assert key == "" or ("." in key and key.isascii() and not set(key) & set("/:@ <>|?#"))
    assert website_key(key) in (key, website_key(f"//{key}"))
