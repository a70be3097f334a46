"""What is found in a message, and what is left alone because it could be something else."""

import time
from datetime import date

import pytest

from domain.found import MOST, Found, find
from domain.money import Money

TODAY = date(2026, 11, 23)


def found(text: str, language: str = "en", known: tuple[str, ...] = ()) -> Found:
    return find(text, language=language, today=TODAY, currencies=("EUR", "PLN", "BRL", "USD"), known=known)


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("They would pay 12 500 EUR for it.", "12500.00 EUR"),
        ("Budżet to 45 tys. zł netto, może więcej", "45000.00 PLN"),
        ("O valor é de R$ 1.234,56.", "1234.56 BRL"),
        ("(amount: €12,500.00)", "12500.00 EUR"),
        ("12500eur, and once more: EUR 12,500", "12500.00 EUR"),
        ("1,5 mln zł", "1500000.00 PLN"),
    ],
)
def test_an_amount_has_a_currency(text: str, money: str):
    language = "pl" if "z\u0142" in text else "pt-BR" if "R$" in text else "en"

    assert found(text, language).amount == Money.parse(money)


@pytest.mark.parametrize(
    "text",
    [
        "We need 12500 of them, 12k in all",
        "12 500 EUR or 13 000 EUR",
        "They pay in lei: 12 500 RON",
        "1 real problem and 5 dollars of doubt",
        "1.234 eur",  # a thousand, or a little more than one
        "call 500 600 700 or come to Studio 54",
        "",
    ],
)
def test_what_may_be_something_else_is_no_amount(text: str):
    assert found(text).amount is None


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("They sign on 31 March 2027.", "en", date(2027, 3, 31)),
        ("We expect March 31st, 2027 (at the latest)", "en", date(2027, 3, 31)),
        ("by the end of March they decide", "en", date(2027, 3, 31)),
        ("podpisz\u0105 31 marca", "pl", date(2027, 3, 31)),
        ("do ko\u0144ca marca, tak m\u00f3wi\u0105", "pl", date(2027, 3, 31)),
        ("termin: 31.03.2027.", "pl", date(2027, 3, 31)),
        ("fecham em 15 de abril de 2027", "pt-BR", date(2027, 4, 15)),
        ("fim de mar\u00e7o", "pt-BR", date(2027, 3, 31)),
        ("2027-03-31, i.e. 31 March 2027", "en", date(2027, 3, 31)),
        ("on 5 May 2027", "en", date(2027, 5, 5)),
    ],
)
def test_a_day_that_is_written_out_is_found(text: str, language: str, day: date):
    assert found(text, language).close_on == day


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2027",
        "tomorrow, or on Friday, or next week",
        "in March",
        "3 may have been late, 10 set, 12 out of 20",
        "31 March 2027 or 30 April 2027",
        "31 March 2020",
        "version 1.2.2027.4, ticket 12-31-2027-9",
        "we march on, mars is far",
        "",
    ],
)
def test_what_may_be_another_day_is_none(text: str):
    assert found(text).close_on is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hello, Kowalski i Synowie Sp. z o.o. wants a quote.", "Kowalski i Synowie Sp. z o.o."),
        ("new lead:\nHuta Szk\u0142a S.A. from Krak\u00f3w", "Huta Szk\u0142a S.A."),
        ("customer: Padaria Sol, S\u00e3o Paulo", "Padaria Sol"),
        ("Klient: Zak\u0142ady \u017b\u00f3\u0142\u0107", "Zak\u0142ady \u017b\u00f3\u0142\u0107"),
        ("We met M\u00fcller GmbH, and M\u00fcller GmbH liked it", "M\u00fcller GmbH"),
        ("ask Smith & Sons Ltd about it", "Smith & Sons Ltd"),
        ("Zeta is interested again", "Zeta"),
        ("the ones from zeta automatyka", "Zeta Automatyka"),
    ],
)
def test_a_company_is_called_so_known_or_has_a_legal_form(text: str, name: str):
    assert found(text, known=("Zeta", "Zeta Automatyka", "PO")).customer == name


@pytest.mark.parametrize(
    "text",
    [
        "Kowalski Sp. z o.o. or M\u00fcller GmbH",
        "Kowalski wants it",
        "we sa, they ag",
        "possibly, zetaland",
        "Customer: \n12 500 EUR",
        "",
    ],
)
def test_what_may_be_two_or_none_is_no_company(text: str):
    assert found(text, known=("Zeta", "PO")).customer == ""


@pytest.mark.parametrize(
    "part", ["1 000 ", "EUR 1 ", "may ", "31 March ", "Aa Sp. z ", "customer: ", "1.1.2027", "9", "S.A. ", "\u0141 "]
)
def test_no_text_takes_long(part: str):
    text = (part * MOST)[: 2 * MOST]
    began = time.process_time()

    found(text, known=tuple(f"Customer {number}" for number in range(50)))

    assert time.process_time() - began < 1.0
