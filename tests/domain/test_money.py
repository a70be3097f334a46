"""Money as people type it: read exactly, asked back or refused, and never guessed."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.money import Money, Prefill, read_money, split_money
from domain.refusal import Refusal

ALLOWED = ("PLN", "EUR", "BRL", "USD", "GBP", "JPY")

READ_ANYWHERE = {
    "12500": "12500.00 PLN",
    "12500 eur": "12500.00 EUR",
    "EUR 12500": "12500.00 EUR",
    "€12500": "12500.00 EUR",
    "1.234,56 €": "1234.56 EUR",
    "1,234.56 €": "1234.56 EUR",
    "€ 1'234.50": "1234.50 EUR",
    "1’234’567.5 usd": "1234567.50 USD",
    "1.234.567": "1234567.00 PLN",
    "1,234,567": "1234567.00 PLN",
    "12 500 zł": "12500.00 PLN",
    "12\u00a0500\u202fzł": "12500.00 PLN",
    "zł 12 500": "12500.00 PLN",
    "12500zl": "12500.00 PLN",
    "12  500   zł": "12500.00 PLN",
    "R$ 1.500,00": "1500.00 BRL",
    "R$1500,5": "1500.50 BRL",
    "US$ 12.50": "12.50 USD",
    "$ 99,90": "99.90 USD",
    "$500 USD": "500.00 USD",
    "£ 0.99": "0.99 GBP",
    "12,5": "12.50 PLN",
    "12.5": "12.50 PLN",
    "0,50": "0.50 PLN",
    "12k": "12000.00 PLN",
    "12.5k eur": "12500.00 EUR",
    "12kR$": "12000.00 BRL",
    "1,5 mlnUS$": "1500000.00 USD",
    "1,5 mln PLN": "1500000.00 PLN",
    "1.5 mln": "1500000.00 PLN",
    "12,5 tys. zł": "12500.00 PLN",
    "500,- zł": "500.00 PLN",
    "500,-- zł": "500.00 PLN",
    "+500": "500.00 PLN",
    "12 500 zł netto": "12500.00 PLN",
    "1500 JPY": "1500 JPY",
    "1000000000000": "1000000000000.00 PLN",
    "1 zł": "1.00 PLN",
    "15000 dollars": "15000.00 USD",
    "15000 dólares": "15000.00 USD",
    "15000 dolarów": "15000.00 USD",
    "200 euro": "200.00 EUR",
    "200 euros": "200.00 EUR",
    "200 Reais": "200.00 BRL",
    "200 złotych": "200.00 PLN",
    "200 ZŁ": "200.00 PLN",
    "2 mld zł": "2000000000.00 PLN",
    "100 000,00": "100000.00 PLN",
    "100 000.00": "100000.00 PLN",
    "1 234 567,89 zł": "1234567.89 PLN",
}

READ = {
    "en": {
        "1,234": "1234.00 PLN",
        "USD 3,000": "3000.00 USD",
        "$3,000": "3000.00 USD",
        "3,000 dollars": "3000.00 USD",
        "2.5m usd": "2500000.00 USD",
        "2M EUR": "2000000.00 EUR",
        "1.5 million euros": "1500000.00 EUR",
        "3 thousand pounds": "3000.00 GBP",
        "1 bn eur": "1000000000.00 EUR",
        "12,500,000.25": "12500000.25 PLN",
    },
    "pl": {
        "1.234": "1234.00 PLN",
        "12.500 zł": "12500.00 PLN",
        "12,5 tys": "12500.00 PLN",
        "15 tysięcy złotych": "15000.00 PLN",
        "2 miliony euro": "2000000.00 EUR",
        "1,25 mln zł": "1250000.00 PLN",
        "0,5 mln zł": "500000.00 PLN",
        "3 tysiące dolarów": "3000.00 USD",
        "12.500.000,25": "12500000.25 PLN",
        "99,99 zł": "99.99 PLN",
    },
    "pt-BR": {
        "1.500": "1500.00 PLN",
        "R$ 12.500": "12500.00 BRL",
        "10 mil reais": "10000.00 BRL",
        "R$ 10 mil": "10000.00 BRL",
        "1,5 milhão de reais": "1500000.00 BRL",
        "2 milhões de dólares": "2000000.00 USD",
        "R$ 3 mi": "3000000.00 BRL",
        "1 bi de reais": "1000000000.00 BRL",
        "7,5 mil euros": "7500.00 EUR",
        "12.500.000,25": "12500000.25 PLN",
    },
}

CASES = [
    (language, text, money) for language, own in READ.items() for text, money in (*READ_ANYWHERE.items(), *own.items())
]


def read(text, language="en", currency="PLN", currencies=ALLOWED):
    return read_money(text, language=language, currency=currency, currencies=currencies)


@pytest.mark.parametrize(("language", "text", "money"), CASES)
def test_an_amount_is_read_as_its_writer_means_it(language, text, money):
    assert str(read(text, language)) == money


@pytest.mark.parametrize(
    ("language", "text", "first", "second"),
    [
        ("en", "1.234", "1234.00 PLN", "1.23 PLN"),
        ("en", "€ 12.500", "12500.00 EUR", "12.50 EUR"),
        ("pl", "1,234", "1234.00 PLN", "1.23 PLN"),
        ("pt-BR", "R$ 1,500", "1500.00 BRL", "1.50 BRL"),
        ("pt-PT", "USD 3,000", "3000.00 USD", "3.00 USD"),
        ("en", "1,500k", "1500000.00 PLN", "1500.00 PLN"),
        ("pl", "1.500 mln zł", "1500000000.00 PLN", "1500000.00 PLN"),
        ("pt-BR", "1.500 mil", "1500000.00 PLN", "1500.00 PLN"),
    ],
)
def test_an_amount_that_may_be_two_is_asked_and_not_guessed(language, text, first, second):
    with pytest.raises(Refusal, match="money-ambiguous") as refused:
        read(text, language)

    assert refused.value.field == "amount"
    assert [str(refused.value.values[each]) for each in ("first", "second")] == [first, second]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        *((text, "money-unreadable") for text in ("", " ", "zł", "abc", "12 zł 50", "12-15", "1e5", "12 foo", "12²")),
        *((text, "money-unreadable") for text in ("12 50", "1 2345", "1.23.45", "1,234.567.8", "12..5", "12.", ".5")),
        *(
            (text, "money-unreadable")
            for text in ("5 mil", "1 mln 200 tys", "12 500 zł 3000 eur", "(500)", "١٢", "１２")
        ),
        *(
            (text, "money-unreadable")
            for text in ("500-", "--5", "1,23,456", "0x10", "NaN", "inf", "12 500 brutto", "5%")
        ),
        *(
            (text, "money-unreadable")
            for text in ("1" * 61, "1 234.567,8", "001 234", "5 k k", "k 5", "12 500 zł + VAT")
        ),
        *((text, "money-not-positive") for text in ("0", "0,00 zł", "-5", "−5 eur", "zł -500", "$-5", "-$5", "-1.234")),
        *((text, "money-too-precise") for text in ("1.2345", "0.001", "12345.678", "1,234.567", "1.5 JPY", "12.5000")),
        *((text, "money-too-large") for text in ("1000000000001", "1001 mld", "9" * 60)),
        *((text, "money-currency-not-allowed") for text in ("5 chf", "CHF 5", "5 kr", "¥ 5 CNY", "5 czk")),
    ],
)
def test_what_is_no_amount_is_refused_with_the_reason(text, reason):
    with pytest.raises(Refusal, match=f"^{reason}$") as refused:
        read(text)

    assert refused.value.field == "amount"


def test_a_refused_currency_is_named_with_those_that_are_allowed():
    with pytest.raises(Refusal) as refused:
        read("CHF 5")

    assert refused.value.values == {"given": "CHF", "allowed": ALLOWED}


def test_a_dollar_is_the_only_dollar_of_the_programme():
    assert str(read("$5", currencies=("EUR", "CAD"))) == "5.00 CAD"
    with pytest.raises(Refusal, match="money-ambiguous") as refused:
        read("5 dollars", currencies=("USD", "CAD"))
    assert [str(each) for each in refused.value.values.values()] == ["5.00 USD", "5.00 CAD"]
    with pytest.raises(Refusal, match="money-currency-not-allowed"):
        read("$5", currencies=("EUR", "PLN"))


@pytest.mark.parametrize(
    ("text", "currencies"),
    [
        ("$500", ("USD", "TWD")),
        ("500 $", ("USD", "UYU")),
        ("500 dollars", ("USD", "TTD")),
        ("£500", ("GBP", "EGP")),
        ("500 funtów", ("GBP", "LBP")),
        ("500 kr", ("SEK", "ISK")),
        ("C$ 500", ("CAD", "NIO")),
    ],
)
def test_a_sign_that_several_countries_share_is_none_of_them_by_itself(text, currencies):
    with pytest.raises(Refusal, match="money-ambiguous") as refused:
        read(text, currencies=currencies)
    assert [str(each).split()[1] for each in refused.value.values.values()] == [*currencies]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("C$ 500", "500.00 CAD"),
        ("CA$500", "500.00 CAD"),
        ("500 A$", "500.00 AUD"),
        ("AU$ 500", "500.00 AUD"),
        ("NZ$1,500", "1500.00 NZD"),
        ("S$ 500", "500.00 SGD"),
        ("HK$500", "500.00 HKD"),
        ("MX$500", "500.00 MXN"),
        ("NT$500", "500.00 TWD"),
    ],
)
def test_a_dollar_with_the_name_of_its_country_is_that_one(text, amount):
    dollars = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "TWD")

    assert str(read(text, currencies=dollars)) == amount


def test_without_a_currency_the_only_one_is_meant_and_of_several_none():
    assert str(read("5", currency=None, currencies=("EUR",))) == "5.00 EUR"
    with pytest.raises(Refusal, match="money-currency-missing"):
        read("5", currency=None)
    with pytest.raises(Refusal, match="money-currency-not-allowed"):
        read("5", currency="CHF")


def test_a_currency_has_its_own_decimals():
    assert str(read("1.234,567 KWD", "pl", currencies=("KWD",))) == "1234.567 KWD"
    assert str(Money(Decimal("1500.00"), "JPY")) == "1500 JPY"


@pytest.mark.parametrize(
    ("text", "language", "amount"),
    [
        ("12.345", "en", "12.345"),
        ("12,345", "en", "12345.000"),
        ("12,345", "pl", "12.345"),
        ("12 345", "pl", "12345.000"),
        ("12,345", "pt-BR", "12.345"),
        ("12.345", "pt-BR", "12345.000"),
        ("1,234.567", "en", "1234.567"),
    ],
)
def test_three_digits_behind_the_decimal_sign_are_the_decimals_of_a_currency_that_has_three(text, language, amount):
    assert str(read(f"{text} BHD", language, currencies=("BHD", "EUR"))) == f"{amount} BHD"
    assert str(read(text, language, currency="BHD", currencies=("BHD", "EUR"))) == f"{amount} BHD"


def test_a_dot_before_three_digits_is_asked_about_in_polish():
    with pytest.raises(Refusal, match="money-ambiguous") as refused:
        read("12.345 BHD", "pl", currencies=("BHD",))

    assert [str(each) for each in refused.value.values.values()] == ["12345.000 BHD", "12.345 BHD"]


@pytest.mark.parametrize(
    ("amount", "currency"),
    [
        ("NaN", "EUR"),
        ("Infinity", "EUR"),
        ("1.005", "EUR"),
        ("1.5", "JPY"),
        ("1", "EUX"),
        ("1", "eur"),
        ("1e40", "EUR"),
    ],
)
def test_money_cannot_be_what_money_is_not(amount, currency):
    with pytest.raises(ValueError, match=r"currency|amount"):
        Money(Decimal(amount), currency)


def test_money_is_never_a_float():
    with pytest.raises(TypeError):
        Money(12.5, "EUR")  # type: ignore[arg-type] # that is what is tested


def test_money_has_an_order_within_its_currency_only():
    five, six = Money(Decimal(5), "EUR"), Money(Decimal("6.00"), "EUR")

    assert five < six
    assert six >= Money(Decimal(6), "EUR")
    assert Money(Decimal(5), "EUR") == Money(Decimal("5.00"), "EUR")
    assert Money(Decimal(5), "EUR") != Money(Decimal(5), "USD")
    with pytest.raises(ValueError, match="no order"):
        assert five < Money(Decimal(6), "USD")


@pytest.mark.parametrize("text", ["", "5", "EUR", "EUR 5", "x EUR", "5  EUR"])
def test_only_what_money_wrote_is_parsed(text):
    assert Money.parse("12500.00 EUR") == Money(Decimal(12500), "EUR")
    with pytest.raises(ValueError, match=r"currency|amount"):
        Money.parse(text)


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=2), st.sampled_from(["EUR", "BRL", "KWD"]))
def test_money_is_parsed_as_it_was_written(amount, currency):
    money = Money(amount, currency)

    assert Money.parse(str(money)) == money


@pytest.mark.parametrize(
    ("words", "name", "money", "day"),
    [
        ("", "", "", ""),
        ("Acme", "Acme", "", ""),
        ("Nowak 12500 eur", "Nowak", "12500 eur", ""),
        ("Nowak i Synowie 12 500 zł", "Nowak i Synowie", "12 500 zł", ""),
        ("Nowak i Synowie 12\u00a0500\u00a0zł", "Nowak i Synowie", "12 500 zł", ""),
        ("3M Poland 1.234,56 €", "3M Poland", "1.234,56 €", ""),
        ("Acme Corp USD 3,000 31/03/2027", "Acme Corp", "USD 3,000", "31/03/2027"),
        ("Acme Corp 2027-03-31 USD 3,000", "Acme Corp", "USD 3,000", "2027-03-31"),
        ("Acme 31.03.2027", "Acme", "", "31.03.2027"),
        ("3M", "3M", "", ""),
        ("Grupa 3M", "Grupa 3M", "", ""),
        ("3M 500 000 zł", "3M", "500 000 zł", ""),
        ("7-Eleven", "7-Eleven", "", ""),
        ("7-Eleven 12k", "7-Eleven", "12k", ""),
        ("Studio 54", "Studio 54", "", ""),
        ("Studio 54 12 500 zł", "Studio 54", "12 500 zł", ""),
        ("Studio 54 R$ 500", "Studio 54", "R$ 500", ""),
        ("Studio 54 USD 3,000", "Studio 54", "USD 3,000", ""),
        ("Studio 54 eur 500", "Studio 54", "eur 500", ""),
        ("Nowak 500 eur 31.12", "Nowak", "500 eur", "31.12"),
        ("Nowak 500 eur 31 marca", "Nowak", "500 eur", "31 marca"),
        ("Nowak 500 eur 31 marca 2027", "Nowak", "500 eur", "31 marca 2027"),
        ("Nowak 500 eur Q1 2027", "Nowak", "500 eur", "Q1 2027"),
        ("Studio 54 Warszawa 900 zł", "Studio 54 Warszawa", "900 zł", ""),
        ("Forum 2000 5000 eur", "Forum 2000", "5000 eur", ""),
        ("Expo 2030", "Expo 2030", "", ""),
        ("Top 500", "Top 500", "", ""),
        ("Web 2.0", "Web 2.0", "", ""),
        ("1&1 Ionos 500 eur", "1&1 Ionos", "500 eur", ""),
        ("Nowak 12 500", "Nowak", "12 500", ""),
        ("Nowak 12500", "Nowak", "12500", ""),
        ("Nowak 1.234,56", "Nowak", "1.234,56", ""),
        ("Nowak 900", "Nowak 900", "", ""),
        ("12500 eur", "", "12500 eur", ""),
        ("12500 eur Nowak", "Nowak", "12500 eur", ""),
        ("Nowak, 12500 eur, koniec marca", "Nowak", "12500 eur", "koniec marca"),
        ("Nowak - 12500 eur", "Nowak", "12500 eur", ""),
        ("Nowak za 12,5 tys. zł netto, do końca marca", "Nowak", "12,5 tys. zł netto", "do końca marca"),
        ("Padaria Silva por R$ 10 mil próxima sexta", "Padaria Silva", "R$ 10 mil", "próxima sexta"),
        ("Padaria Silva 1,5 milhão de reais", "Padaria Silva", "1,5 milhão de reais", ""),
        ("Acme 2.5m end of March", "Acme", "2.5m", "end of March"),
        ("Acme -500 eur", "Acme", "-500 eur", ""),
        ("Acme €1234", "Acme", "€1234", ""),
        ("Acme 5000 mxn", "Acme", "5000 mxn", ""),
        ("Żabka $ 5000", "Żabka", "$ 5000", ""),
        ("Nowak SEK 5000", "Nowak", "SEK 5000", ""),
        ("Nowak CAD 12,500 31.12.2026", "Nowak", "CAD 12,500", "31.12.2026"),
        ("Nowak C$ 5000", "Nowak", "C$ 5000", ""),
        ("Nowak NZ$5000", "Nowak", "NZ$5000", ""),
        ("Fortune TOP 500", "Fortune TOP 500", "", ""),
        ("Top 1000 Hotels", "Top 1000 Hotels", "", ""),
        ('"Nowak & Synowie" 12500 eur', "Nowak & Synowie", "12500 eur", ""),
        ("„Nowak” 12500 eur", "Nowak", "12500 eur", ""),
        ("«Padaria» R$ 500", "Padaria", "R$ 500", ""),
        ("'t Hooft 500 eur", "'t Hooft", "500 eur", ""),
        ('Firma "Nowak" 500 eur', 'Firma "Nowak"', "500 eur", ""),
        ('"A" i "B" 500 eur', '"A" i "B"', "500 eur", ""),
    ],
)
def test_the_words_of_a_command_are_taken_apart(words, name, money, day):
    assert split_money(words) == Prefill(name, money, day)


TYPED = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="0123456789 .,'-+kmlnzł$€R", max_size=64),
    st.lists(st.sampled_from([*"0123456789", "500", ".", ",", " ", "zł", "R$", "$", "mil", "mln", "eur", "-"])).map(
        "".join
    ),
)


@settings(max_examples=1500)
@given(
    text=TYPED, language=st.sampled_from(["en", "pl", "pt-BR", "xx"]), currency=st.sampled_from([None, "PLN", "CHF"])
)
def test_any_text_gives_positive_money_or_a_refusal(text, language, currency):
    outcome = read_or_refused(text, language, currency)

    if isinstance(outcome, Refusal):
        assert outcome.field == "amount"
    else:
        assert 0 < outcome.amount <= 10**12
        assert outcome.currency in ALLOWED


def read_or_refused(text, language, currency):
    try:
        return read(text, language, currency)
    except Refusal as refusal:
        return refusal


@given(
    st.decimals(min_value="0.01", max_value=10**9, places=2),
    st.sampled_from([("en", ",", "."), ("pl", " ", ","), ("pt-BR", ".", ",")]),
)
def test_what_is_written_in_the_manner_of_a_language_is_read_back(amount, manner):
    language, group, point = manner
    typed = f"{amount:,.2f}".translate({ord(","): group, ord("."): point})

    assert read(typed, language).amount == amount


@given(st.text(max_size=400))
def test_any_words_can_be_taken_apart(words):
    parts = split_money(words)

    assert len(parts.name) + len(parts.money) + len(parts.day) <= len(words)


@pytest.mark.parametrize(
    "filler", ["9", "9 ", "999 ", "9.", "9,999", "a", " ", "€", "$ ", "- ", "9 mil ", "zł", "'", "1/1/20 "]
)
def test_however_long_a_text_is_it_comes_to_an_end(filler):
    """Anything that grows faster than the text would run into the suite's time-out."""
    for length in (60, 300, 1_000_000):
        text = (filler * length)[:length]
        assert read_or_refused(text, "pl", "PLN") != ""
        assert len(split_money(text).name) <= length
