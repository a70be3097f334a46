"""Days as people type them: every phrase is read right, asked back or refused, and never read wrong."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.refusal import Refusal
from domain.tongues import TONGUES
from domain.when import read_day

SATURDAY = date(2026, 11, 21)
WEDNESDAY = date(2026, 11, 18)
FRIDAY = date(2026, 11, 27)

READ_ANYWHERE = {
    "2026-12-31": "2026-12-31",
    "2027-04-03": "2027-04-03",
    "2027/04/03": "2027-04-03",
    "31.12.2026": "2026-12-31",
    "31/12/2026": "2026-12-31",
    "31-12-2026": "2026-12-31",
    "13/04/2027": "2027-04-13",
    "04/13/2027": "2027-04-13",
    "04/04/2027": "2027-04-04",
    "31/12/26": "2026-12-31",
    "13/4": "2027-04-13",
    "05/05": "2027-05-05",
}

READ = {
    "en": {
        "today": "2026-11-21",
        "Tomorrow": "2026-11-22",
        "by tomorrow": "2026-11-22",
        "by 31/12/2026": "2026-12-31",
        "the day after tomorrow": "2026-11-23",
        "friday": "2026-11-27",
        "on Friday": "2026-11-27",
        "Fri": "2026-11-27",
        "this friday": "2026-11-27",
        "sunday": "2026-11-22",
        "monday": "2026-11-23",
        "saturday": "2026-11-28",
        "next friday": "2026-11-27",
        "Next Sunday": "2026-11-29",
        "next saturday": "2026-11-28",
        "Tuesday next week": "2026-11-24",
        "wednesday of next week": "2026-11-25",
        "coming thursday": "2026-11-26",
        "in 3 weeks": "2026-12-12",
        "in three weeks": "2026-12-12",
        "in a week": "2026-11-28",
        "within 10 days": "2026-12-01",
        "in 1 day": "2026-11-22",
        "in a fortnight": "2026-12-05",
        "in a month": "2026-12-21",
        "in three months": "2027-02-21",
        "in a quarter": "2027-02-21",
        "in a year": "2027-11-21",
        "in 90 days": "2027-02-19",
        "two weeks from now": "2026-12-05",
        "six weeks from today": "2027-01-02",
        "31 December": "2026-12-31",
        "December 31": "2026-12-31",
        "Dec 31st": "2026-12-31",
        "Dec. 31, 2026": "2026-12-31",
        "31st of December 2026": "2026-12-31",
        "the 5th of March": "2027-03-05",
        "March the 5th": "2027-03-05",
        "first of March": "2027-03-01",
        "21 November": "2026-11-21",
        "20 November": "2027-11-20",
        "29 February": "2028-02-29",
        "5 May 2028": "2028-05-05",
        "5-May-2028": "2028-05-05",
        "Sept 2nd": "2027-09-02",
        "friday, 27 november": "2026-11-27",
        "Friday, November 27, 2026": "2026-11-27",
        "2027 March 31": "2027-03-31",
        "31/mar/2027": "2027-03-31",
        "end of March": "2027-03-31",
        "by the end of March": "2027-03-31",
        "end of november": "2026-11-30",
        "end of february": "2027-02-28",
        "end of February 2028": "2028-02-29",
        "last day of June": "2027-06-30",
        "end of the month": "2026-11-30",
        "end of this month": "2026-11-30",
        "end of month": "2026-11-30",
        "EOM": "2026-11-30",
        "end of next month": "2026-12-31",
        "end of the year": "2026-12-31",
        "by year-end": "2026-12-31",
        "end of 2027": "2027-12-31",
        "end of next year": "2027-12-31",
        "end of the quarter": "2026-12-31",
        "end of next quarter": "2027-03-31",
        "Q1 2027": "2027-03-31",
        "Q1/2027": "2027-03-31",
        "Q4": "2026-12-31",
        "q3": "2027-09-30",
        "end of Q2 2027": "2027-06-30",
        "first quarter of 2027": "2027-03-31",
        "the 2nd quarter": "2027-06-30",
        "koniec marca": "2027-03-31",
        "jutro": "2026-11-22",
        "fim de março": "2027-03-31",
    },
    "pl": {
        "dziś": "2026-11-21",
        "dzisiaj": "2026-11-21",
        "Jutro": "2026-11-22",
        "do jutra": "2026-11-22",
        "pojutrze": "2026-11-23",
        "piątek": "2026-11-27",
        "w piątek": "2026-11-27",
        "w ten piątek": "2026-11-27",
        "do piątku": "2026-11-27",
        "we wtorek": "2026-11-24",
        "w środę": "2026-11-25",
        "w niedzielę": "2026-11-22",
        "sobota": "2026-11-28",
        "pn": "2026-11-23",
        "w najbliższy czwartek": "2026-11-26",
        "w przyszły piątek": "2026-11-27",
        "w przyszłą środę": "2026-11-25",
        "do przyszłej środy": "2026-11-25",
        "w przyszłą niedzielę": "2026-11-29",
        "w przyszly poniedzialek": "2026-11-23",
        "w przyszłym tygodniu w piątek": "2026-11-27",
        "w piątek w przyszłym tygodniu": "2026-11-27",
        "w następny piątek": "2026-11-27",
        "za tydzień": "2026-11-28",
        "za dwa tygodnie": "2026-12-05",
        "za trzy tygodnie": "2026-12-12",
        "za 3 tygodnie": "2026-12-12",
        "za 2 tyg.": "2026-12-05",
        "za pięć dni": "2026-11-26",
        "za 1 dzień": "2026-11-22",
        "za 10 dni": "2026-12-01",
        "w ciągu miesiąca": "2026-12-21",
        "w ciągu 90 dni": "2027-02-19",
        "za miesiąc": "2026-12-21",
        "za trzy miesiące": "2027-02-21",
        "za kwartał": "2027-02-21",
        "za pół roku": "2027-05-21",
        "za rok": "2027-11-21",
        "za 2 lata": "2028-11-21",
        "31.12.": "2026-12-31",
        "do 31.12.2026 r.": "2026-12-31",
        "31.12.2026r.": "2026-12-31",
        "31.12": "2026-12-31",
        "03.04.2027": "2027-04-03",
        "3.4.2027": "2027-04-03",
        "03.04.27": "2027-04-03",
        "31 grudnia": "2026-12-31",
        "31 grudnia 2026": "2026-12-31",
        "31 grudnia 2026 r.": "2026-12-31",
        "do dnia 31 grudnia 2026 roku": "2026-12-31",
        "31 gru": "2026-12-31",
        "31.XII.2026": "2026-12-31",
        "5 V 2027": "2027-05-05",
        "1 marca": "2027-03-01",
        "1-go marca": "2027-03-01",
        "pierwszego marca": "2027-03-01",
        "21 listopada": "2026-11-21",
        "20 listopada": "2027-11-20",
        "29 lutego": "2028-02-29",
        "2 września 2027": "2027-09-02",
        "15 października": "2027-10-15",
        "piątek, 27 listopada": "2026-11-27",
        "w piątek 27 listopada 2026": "2026-11-27",
        "koniec marca": "2027-03-31",
        "końcem marca": "2027-03-31",
        "pod koniec marca": "2027-03-31",
        "do końca marca 2027 r.": "2027-03-31",
        "na koniec listopada": "2026-11-30",
        "koniec lutego": "2027-02-28",
        "koniec lutego 2028": "2028-02-29",
        "koniec miesiąca": "2026-11-30",
        "do końca tego miesiąca": "2026-11-30",
        "koniec przyszłego miesiąca": "2026-12-31",
        "koniec roku": "2026-12-31",
        "końcem roku": "2026-12-31",
        "koniec 2027 roku": "2027-12-31",
        "koniec roku 2027": "2027-12-31",
        "koniec przyszłego roku": "2027-12-31",
        "koniec kwartału": "2026-12-31",
        "koniec następnego kwartału": "2027-03-31",
        "I kwartał 2027": "2027-03-31",
        "II kwartał": "2027-06-30",
        "1. kwartał 2027 r.": "2027-03-31",
        "do końca III kwartału 2027": "2027-09-30",
        "czwarty kwartał": "2026-12-31",
        "Q1 2027": "2027-03-31",
        "next friday": "2026-11-27",
    },
    "pt-BR": {
        "hoje": "2026-11-21",
        "Amanhã": "2026-11-22",
        "até amanhã": "2026-11-22",
        "até 31/12/2026": "2026-12-31",
        "dia 31/12/2026": "2026-12-31",
        "amanha": "2026-11-22",
        "depois de amanhã": "2026-11-23",
        "sexta": "2026-11-27",
        "sexta-feira": "2026-11-27",
        "na sexta-feira": "2026-11-27",
        "nesta sexta": "2026-11-27",
        "até sexta": "2026-11-27",
        "próxima sexta": "2026-11-27",
        "próxima sexta-feira": "2026-11-27",
        "na próxima terça-feira": "2026-11-24",
        "até a próxima quarta": "2026-11-25",
        "próximo domingo": "2026-11-22",
        "próximo sábado": "2026-11-28",
        "sábado": "2026-11-28",
        "segunda": "2026-11-23",
        "sexta que vem": "2026-11-27",
        "quinta-feira da semana que vem": "2026-11-26",
        "domingo da próxima semana": "2026-11-29",
        "em duas semanas": "2026-12-05",
        "em uma semana": "2026-11-28",
        "daqui a 3 semanas": "2026-12-12",
        "daqui a três semanas": "2026-12-12",
        "daqui 3 dias": "2026-11-24",
        "dentro de 10 dias": "2026-12-01",
        "em 90 dias": "2027-02-19",
        "em um mês": "2026-12-21",
        "em três meses": "2027-02-21",
        "daqui a um trimestre": "2027-02-21",
        "em um semestre": "2027-05-21",
        "em um ano": "2027-11-21",
        "daqui a dois anos": "2028-11-21",
        "31.12": "2026-12-31",
        "03.04.2027": "2027-04-03",
        "31 de dezembro": "2026-12-31",
        "31 de dezembro de 2026": "2026-12-31",
        "até 31 de dezembro de 2026": "2026-12-31",
        "31 dez": "2026-12-31",
        "31 dez 2026": "2026-12-31",
        "31/mar/2027": "2027-03-31",
        "31/março/2027": "2027-03-31",
        "dia 15 de janeiro": "2027-01-15",
        "no dia 15 de janeiro": "2027-01-15",
        "1º de março": "2027-03-01",
        "1o de março": "2027-03-01",
        "1° de março de 2028": "2028-03-01",
        "primeiro de março": "2027-03-01",
        "1 de marco": "2027-03-01",
        "21 de novembro": "2026-11-21",
        "20 de novembro": "2027-11-20",
        "29 de fevereiro": "2028-02-29",
        "2 de setembro de 2027": "2027-09-02",
        "sexta, 27 de novembro": "2026-11-27",
        "sexta-feira, 27 de novembro de 2026": "2026-11-27",
        "fim de março": "2027-03-31",
        "até o fim de março": "2027-03-31",
        "final de março de 2028": "2028-03-31",
        "no final de novembro": "2026-11-30",
        "fim de fevereiro": "2027-02-28",
        "último dia de junho": "2027-06-30",
        "fim do mês": "2026-11-30",
        "final do mês": "2026-11-30",
        "até o fim deste mês": "2026-11-30",
        "fim do mês que vem": "2026-12-31",
        "fim do próximo mês": "2026-12-31",
        "fim do ano": "2026-12-31",
        "fim de 2027": "2027-12-31",
        "fim do ano de 2027": "2027-12-31",
        "fim do ano que vem": "2027-12-31",
        "fim do trimestre": "2026-12-31",
        "fim do próximo trimestre": "2027-03-31",
        "1º trimestre de 2027": "2027-03-31",
        "primeiro trimestre": "2027-03-31",
        "fim do 2º trimestre de 2027": "2027-06-30",
        "T1 2027": "2027-03-31",
        "Q4": "2026-12-31",
        "end of March": "2027-03-31",
    },
}

ASKED = {
    ("en", "03/04/2027"): ("2027-04-03", "2027-03-04"),
    ("pl", "03/04/2027"): ("2027-04-03", "2027-03-04"),
    ("pt-BR", "03/04/2027"): ("2027-04-03", "2027-03-04"),
    ("pt-PT", "3/4/2027"): ("2027-04-03", "2027-03-04"),
    ("pl", "03-04-2027"): ("2027-04-03", "2027-03-04"),
    ("en", "03.04.2027"): ("2027-04-03", "2027-03-04"),
    ("pl", "do 03/04/2027"): ("2027-04-03", "2027-03-04"),
    ("en", "3/4/27"): ("2027-04-03", "2027-03-04"),
    ("pl", "3/4"): ("2027-04-03", "2027-03-04"),
    ("en", "12/11/2026"): ("2026-11-12", "2026-12-11"),  # one is past: a slip in the year is as likely
}

UNREADABLE = (
    *("", " ", ".", "?", "1", "12", "2027", "may", "March 2027", "03/2027", "12/26", "27-01-30", "26-12", "0/0"),
    *("31/02/2027", "2027-02-30", "2027-13-01", "0000-00-00", "32 December", "30 february", "0 March 2027"),
    *("monday 27 november", "Monday, 27 November 2026", "friday at 10", "tomorrow at 9", "at 5", "noon", "soon"),
    *("in -3 days", "in 1.5 weeks", "in 3-4 weeks", "in 3 business days", "in 5000 years", "before friday"),
    *(
        "next week",
        "next month",
        "last friday",
        "1 quarter",
        "1 trimestre",
        "mid March",
        "beginning of March",
        "end of the week",
        "not 5 March 2027",
    ),
    *("5 or 6 March 2027", "5-6 March 2027", "5 March 2027 at 10:00", "monday 27 2026", "1 hour 2027", "now"),
    *("jutro o 9", "w piątek o 10", "dziś o 18", "za godzinę", "za 3 dni robocze", "za półtora roku", "w marcu"),
    *("połowa marca", "początek marca", "wtorek 27 listopada", "w przyszłym tygodniu", "koniec tygodnia", "pt o 15"),
    *("amanhã às 9h", "hoje às 18h", "sexta às 10h", "próxima semana", "mês que vem", "em 3 dias úteis", "meados"),
    *("início de março", "quinta, 27 de novembro", "fim de semana", "daqui a pouco", "2 de março às 15h", "dom 27"),
    *(
        "٣ مارس",
        "２０２７-０４-０３",
        "2027-04-03T10:00",
        "3²/04/2027",
        "1² March",
        "\0",
        "ł" * 200,
        "5 March 2027 " * 9,
    ),
)

PHRASES = [
    (language, phrase, date.fromisoformat(day))
    for language, own in READ.items()
    for phrase, day in (*READ_ANYWHERE.items(), *own.items())
]


@pytest.mark.parametrize(("language", "phrase", "day"), PHRASES)
def test_a_phrase_is_read_as_the_day_it_means(language, phrase, day):
    assert read_day(phrase, language=language, today=SATURDAY) == day


@pytest.mark.parametrize("language", READ)
def test_the_table_is_long_enough_to_mean_something(language):
    assert len(READ[language]) >= 60


@pytest.mark.parametrize(("language", "phrase"), ASKED)
def test_an_ambiguous_day_is_asked_and_not_guessed(language, phrase):
    with pytest.raises(Refusal) as refused:
        read_day(phrase, language=language, today=SATURDAY)

    assert (refused.value.reason, refused.value.field) == ("date-ambiguous", None)
    both = refused.value.values["first"], refused.value.values["second"]
    assert tuple(map(str, both)) == ASKED[language, phrase]


@pytest.mark.parametrize("language", READ)
@pytest.mark.parametrize("phrase", UNREADABLE)
def test_what_is_not_surely_a_day_is_refused(language, phrase):
    with pytest.raises(Refusal, match="date-unreadable"):
        read_day(phrase, language=language, today=SATURDAY)


@pytest.mark.parametrize(
    ("language", "phrase", "today", "day"),
    [
        ("en", "friday", WEDNESDAY, "2026-11-20"),
        ("en", "next friday", WEDNESDAY, "2026-11-27"),
        ("en", "friday next week", WEDNESDAY, "2026-11-27"),
        ("pl", "w piątek", WEDNESDAY, "2026-11-20"),
        ("pl", "przyszły piątek", WEDNESDAY, "2026-11-27"),
        ("pl", "w najbliższy piątek", WEDNESDAY, "2026-11-20"),
        ("pt-BR", "sexta", WEDNESDAY, "2026-11-20"),
        ("pt-BR", "próxima sexta", WEDNESDAY, "2026-11-20"),
        ("pt-BR", "sexta da semana que vem", WEDNESDAY, "2026-11-27"),
        ("en", "friday", FRIDAY, "2026-12-04"),
        ("en", "next friday", FRIDAY, "2026-12-04"),
        ("pt-PT", "próxima sexta-feira", FRIDAY, "2026-12-04"),
        ("en", "in a month", date(2027, 1, 31), "2027-02-28"),
        ("en", "in 3 months", date(2027, 11, 30), "2028-02-29"),
        ("en", "end of March", date(2027, 3, 31), "2027-03-31"),
        ("en", "end of March", date(2027, 4, 1), "2028-03-31"),
        ("pl", "koniec przyszłego miesiąca", date(2027, 1, 31), "2027-02-28"),
        ("pl", "koniec kwartału", date(2027, 1, 1), "2027-03-31"),
        ("pt-BR", "fim do próximo trimestre", date(2026, 12, 31), "2027-03-31"),
        ("de", "31.12.2026", SATURDAY, "2026-12-31"),
    ],
)
def test_a_phrase_is_read_from_the_day_on_which_it_is_said(language, phrase, today, day):
    assert str(read_day(phrase, language=language, today=today)) == day


@pytest.mark.parametrize(
    ("language", "phrase", "today"),
    [
        ("pl", "następny piątek", WEDNESDAY),
        ("pl", "w kolejny piątek", WEDNESDAY),
        ("pt-BR", "sexta-feira que vem", WEDNESDAY),
        ("en", "this friday", FRIDAY),
        ("pl", "w ten piątek", FRIDAY),
        ("pt-BR", "nesta sexta", FRIDAY),
    ],
)
def test_a_weekday_that_may_be_either_of_two_is_asked(language, phrase, today):
    with pytest.raises(Refusal, match="date-ambiguous") as refused:
        read_day(phrase, language=language, today=today)

    first, second = (date.fromisoformat(str(refused.value.values[each])) for each in ("first", "second"))
    assert second - first == timedelta(days=7)


@pytest.mark.parametrize("phrase", ["2026-11-20", "31.12.2025", "end of 2025", "20 November 2026", "3/4/2026"])
def test_a_past_day_is_refused_by_name(phrase):
    with pytest.raises(Refusal, match="date-past") as refused:
        read_day(phrase, language="en", today=SATURDAY)

    assert date.fromisoformat(str(refused.value.values["day"])) < SATURDAY


@pytest.mark.parametrize(
    "phrase", ["2031-11-22", "in 6 years", "end of 2099", "9998-12-31", "in 999 years", "3/4/2040"]
)
def test_a_day_more_than_five_years_away_is_refused(phrase):
    with pytest.raises(Refusal, match="date-too-far") as refused:
        read_day(phrase, language="en", today=SATURDAY)

    assert refused.value.values["latest"] == date(2031, 11, 21)


@pytest.mark.parametrize("filler", ["9", "a", " ", "1/", "do ", "ł", ".", "-", "end of ", "2027 ", "\u0301"])
def test_however_long_a_text_is_it_comes_to_an_end(filler):
    """Anything that grows faster than the text would run into the suite's time-out."""
    for length in (200, 1_000_000):
        with pytest.raises(Refusal):
            read_day((filler * length)[:length], language="pl", today=SATURDAY)


WORDS = sorted(
    {word for tongue in TONGUES.values() for table in (tongue.months, tongue.weekdays, tongue.units) for word in table}
    | {"in", "za", "daqui a", "em", "next", "przyszły", "próxima", "end of", "koniec", "fim de", "do", "de", "º", "Q1"}
)
TYPED = st.one_of(
    st.text(max_size=250),
    st.lists(st.sampled_from([*WORDS, *"0123456789/.-,", "31", "2027", "12"]), max_size=7).map(" ".join),
    st.from_regex(r"[0-9]{1,4}[-/. ][0-9a-zA-Z]{1,4}[-/. ][0-9]{1,4}", fullmatch=True),
)


@settings(max_examples=1500, deadline=None)
@given(
    text=TYPED,
    language=st.sampled_from(["en", "pl", "pt-BR", "xx"]),
    today=st.dates(date(2024, 1, 1), date(2036, 12, 31)),
)
def test_any_text_gives_a_day_in_reach_or_a_refusal(text, language, today):
    outcome = read_or_refused(text, language, today)

    if isinstance(outcome, Refusal):
        assert outcome.reason in {"date-unreadable", "date-past", "date-too-far", "date-ambiguous"}
    else:
        assert today <= outcome <= today + timedelta(days=5 * 366)


def read_or_refused(text, language, today):
    try:
        return read_day(text, language=language, today=today)
    except Refusal as refusal:
        return refusal
