"""Every sentence can be said in every language, fits where it stands, and leaves what people typed alone."""

import ast as python
import re
from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import product
from typing import get_args

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor
from hypothesis import given
from hypothesis import strategies as st

from domain.announcements import State as Stands
from domain.approvals import Outcome, Phase
from domain.audience import Why
from domain.conflicts import Evidence
from domain.currencies import CODES, decimals
from domain.deals import Conflict, Rejection, State, Step
from domain.documents import Validity
from domain.inside import Entry
from domain.money import LARGEST, Money, read_money
from domain.people import Role
from domain.places import Platform
from domain.programme import PartnerType
from domain.when import read_day, read_wall_time
from handlers.commands import ALONE, OF_ONE, ROOTS, WITH_REF, WITH_WORDS
from tests.conftest import HOUSE
from tests.house.layers import modules
from tests.house.test_words import CATEGORIES, PLURALS, named
from views.compared import Loss
from views.deals_forms import FIELDS
from views.translator import LANGUAGES, Translator, Value, catalogue, translator
from views.vocabulary import Link, Mark, Span, Words, plain

SELECTORS: dict[str, type[StrEnum] | tuple[type[StrEnum], ...]] = {
    "state": State,
    "validity": Validity,
    "open": State,
    "stands": Stands,
    "step": Step,
    "entry": (Step, Entry),
    "conflict": Conflict,
    "evidence": Evidence,
    "outcome": Outcome,
    "phase": (Outcome, Phase),
    "loss": Loss,
    "platform": Platform,
    "role": Role,
    "why": Why,
}
NUMBERS = (0, 1, 2, 5, 22, Decimal("1.5"), 1_000_000)
SENTINEL = "Nowak"
SUBS = (*ALONE, *WITH_REF, *OF_ONE, *WITH_WORDS)

MODAL = 24  # docs.slack.dev/reference/views: title, submit and close
BUTTON = 30  # docs.slack.dev, confirmation dialog: confirm and deny; and what fits on a phone
OPTION = 75  # docs.slack.dev, composition objects: an option's text
SHOWN_IN_A_MODAL = (
    "waiting-title",
    "saving-title",
    "problem-title",
    "sorry-title",
    "deal-kept-title",
    "settings-saved",
)


class Used(Visitor):
    """Notes a message's values: those that choose a variant, of them those that count, and the others."""

    def __init__(self) -> None:
        self.values: set[str] = set()
        self.choosing: dict[str, set[str]] = {}

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the visitor's form
        self.values.add(node.id.name)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        keys = {v.key.name for v in node.variants if isinstance(v.key, ast.Identifier)}
        assert isinstance(node.selector, ast.VariableReference)
        self.choosing[node.selector.id.name] = keys
        self.generic_visit(node)

    def counts(self, name: str) -> bool:
        return bool(self.choosing.get(name, set()) & (CATEGORIES - {"other"}))


@cache
def used(language: str) -> dict[str, Used]:
    found: dict[str, Used] = {}
    for file in sorted((HOUSE / "locales" / language).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text("utf-8")).body:
            if isinstance(entry, ast.Message):
                found[entry.id.name] = Used()
                found[entry.id.name].visit(entry)
    return found


def talk(language: str) -> Translator:
    return translator(language, "Europe/Warsaw")


def choices(name: str, of: Used) -> tuple[Value, ...]:
    """What a value may be: a name, every number, or every member of an enum."""
    if of.counts(name):
        return NUMBERS
    if name not in of.choosing:
        return (SENTINEL,)
    enums = SELECTORS[name]
    return tuple(member for enum in (enums if isinstance(enums, tuple) else (enums,)) for member in enum)


def ways(message: str, language: str) -> Iterator[dict[str, Value]]:
    of = used(language)[message]
    names = sorted(of.values)
    for picked in product(*(choices(name, of) for name in names)):
        yield dict(zip(names, picked, strict=True))


EVERY = [(language, message) for language in LANGUAGES for message in used(language)]
WITH_NAMES = [pair for pair in EVERY if used(pair[0])[pair[1]].values - used(pair[0])[pair[1]].choosing.keys()]


def test_the_languages_are_those_of_the_house():
    assert set(LANGUAGES) == set(PLURALS)
    assert len(EVERY) > 100 * len(LANGUAGES)


# --- every sentence ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_said_with_every_value(language):
    said = [
        (message, plain(talk(language)(message, **values)))
        for message in used(language)
        for values in ways(message, language)
    ]

    assert not [(message, text) for message, text in said if not text.strip() or re.search(r"[{}*`\ue000\ue001]", text)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("message", "value", "members"),
    [("deal-state", "state", State), ("deal-happened", "step", Step), ("deal-conflict", "conflict", Conflict)],
)
def test_every_state_is_told_apart(language, message, value, members):
    others = dict.fromkeys(used(language)[message].values - {value}, SENTINEL)

    assert len({talk(language).plain(message, **others, **{value: member}) for member in members}) == len(members)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "names",
    [
        [f"deal-rejection-{code.value}" for code in Rejection],
        [f"role-{role.value}" for role in Role],
        [f"partner-type-{key}" for key in get_args(PartnerType)],
        [f"deal-field-{field.replace('_', '-')}" for field in FIELDS],
    ],
)
def test_what_is_named_by_a_code_has_a_name_of_its_own(language, names):
    said = {talk(language).plain(name) for name in names}

    assert len(said) == len(names)
    assert all(said)


@pytest.mark.parametrize(
    ("message", "forms"),
    [
        ("days", ["0 dni", "1 dzień", "2 dni", "5 dni", "22 dni", "1,5 dnia"]),
        (
            "deals-count",
            ["Brak transakcji", "1 transakcja", "2 transakcje", "5 transakcji", "22 transakcje", "1,5 transakcji"],
        ),
        (
            "partners-count",
            ["Brak partnerów", "1 partner", "2 partnerów", "5 partnerów", "22 partnerów", "1,5 partnera"],
        ),
        (
            "approvals-count",
            [
                "Nic nie czeka na Twoją decyzję.",
                "1 sprawa czeka na Twoją decyzję.",
                "2 sprawy czekają na Twoją decyzję.",
                "5 spraw czeka na Twoją decyzję.",
                "22 sprawy czekają na Twoją decyzję.",
                "1,5 sprawy czeka na Twoją decyzję.",
            ],
        ),
    ],
)
def test_polish_counts(message, forms):
    assert [talk("pl").plain(message, count=number) for number in NUMBERS[:6]] == forms


# --- what fits ---


@cache
def labels(kind: str, argument: str | int) -> frozenset[str]:
    """Gives the messages that views give to every Button, Confirm, Form or Option in this argument."""
    return frozenset(
        name
        for _, tree in modules("views")
        for node in python.walk(tree)
        if isinstance(node, python.Call) and isinstance(node.func, python.Name) and node.func.id == kind
        for name in named(python.Module([python.Expr(_argument(node, argument))], []))
    )


def _argument(call: python.Call, argument: str | int) -> python.expr:
    if isinstance(argument, int) and argument < len(call.args):
        return call.args[argument]
    found = [keyword.value for keyword in call.keywords if keyword.arg == argument]
    return found[0] if found else python.Constant(None)


def too_long(names: frozenset[str] | tuple[str, ...], limit: int, language: str) -> list[str]:
    return [text for name in names if len(text := talk(language).plain(name)) > limit]


def test_labels_are_seen_where_views_give_them():
    assert {"deal-form-title", "deal-form-edit", "settings-title", "code-title"} <= labels("Form", "title")
    assert {"deal-form-submit", "deal-form-save", "approval-ask-send"} <= labels("Form", "submit")
    assert {"deal-open", "deal-form-keep", "approval-approve"} <= labels("Button", 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_title_and_its_buttons_fit_a_form(language):
    names = labels("Form", "title") | labels("Form", "submit") | {"close", "cancel", "deal-form-keep"}

    assert not too_long(names, MODAL, language)
    assert not too_long(SHOWN_IN_A_MODAL, MODAL, language)
    assert len(talk(language).plain("deal-thanks-title", ref="D-7K3QX")) <= MODAL


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_button_is_short(language):
    names = labels("Button", 0) | {"deal-won", "deal-lost", "open-form", "close", "cancel"}

    assert not too_long(names, BUTTON, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reason_fits_an_option(language):
    assert not too_long(tuple(f"deal-rejection-{code.value}" for code in Rejection), OPTION, language)


# --- what people can type ---


def meanings(words: tuple[str, ...]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {word: {word} for word in words}
    for language, word in product(LANGUAGES, words):
        for spelling in catalogue(language).text(f"word-{word}").split():
            found.setdefault(spelling, set()).add(word)
    return found


@pytest.mark.parametrize("words", [ROOTS, SUBS])
def test_no_spelling_means_two_things(words):
    assert not {spelling: meant for spelling, meant in meanings(words).items() if len(meant) > 1}


@pytest.mark.parametrize("words", [ROOTS, SUBS])
def test_a_spelling_is_what_a_typed_word_becomes(words):
    assert not [spelling for spelling in meanings(words) if spelling != spelling.casefold()]


@pytest.mark.parametrize("words", [ROOTS, SUBS])
def test_a_spelling_with_diacritics_stands_without_them_too(words):
    bare = str.maketrans("ąćęłńóśźżáâãçéêíõôú", "acelnoszzaaaceeioou")
    known = meanings(words)

    assert not [s for s, meant in known.items() if known.get(s.translate(bare)) != meant]


def coded(language: str, message: str) -> list[str]:
    """Gives what a sentence tells people to type."""
    spans = talk(language)(message, **next(ways(message, language))).spans
    return [span.text for span in spans if isinstance(span, Span) and span.mark is Mark.CODE]


def commands(language: str, message: str) -> list[str]:
    """Gives the same, in the English words."""
    meant = {spelling: min(words) for spelling, words in {**meanings(SUBS), **meanings(ROOTS)}.items()}
    return [meant[word] for text in coded(language, message) for word in text.lstrip("/").split() if word in meant]


@pytest.mark.parametrize("language", ["pl", "pt-BR"])
def test_what_a_sentence_tells_people_to_type_is_understood(language):
    told = {message: commands("en", message) for message in used("en")}

    assert len([words for words in told.values() if words]) > 10
    assert {message: commands(language, message) for message in used(language)} == told


@pytest.mark.parametrize("language", ["pl", "pt-BR"])
def test_what_people_are_told_to_type_is_in_their_own_words(language):
    own = {word: catalogue(language).text(f"word-{word}").split() for word in SUBS}
    in_chat = [text for message in used(language) for text in coded(language, message) if text.startswith("/")]

    assert not [text for text in in_chat for word in text.split() if own.get(word) and word not in own[word]]


@pytest.mark.parametrize(
    ("language", "amount", "day"),
    [
        ("en", "12,500.00 EUR", "31 March 2027"),
        ("pl", "12 500,00 EUR", "31 marca 2027"),
        ("pt-BR", "12.500,00 EUR", "31 de março de 2027"),
    ],
)
def test_what_is_given_as_an_example_is_understood(language, amount, day):
    t = talk(language)

    assert amount in t.plain("money-unreadable")
    assert amount in t.plain("deal-hint-amount")
    assert read_money(amount, language=language, currency=None, currencies=["EUR"]) == Money(Decimal(12500), "EUR")
    assert day in t.plain("date-unreadable")
    assert read_day(day, language=language, today=date(2026, 11, 27)) == date(2027, 3, 31)
    assert "22:00" in t.plain("time-unreadable")
    assert read_wall_time("22:00", language=language) == time(22)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_amount_is_shown_to_the_last_sign_and_read_back_as_it_was(language):
    """In whatever currency a programme may have; some have decimals that nobody uses, and are rounded elsewhere."""
    t = translator(language, "UTC")

    for code in CODES:
        smallest = Decimal(1).scaleb(-decimals(code))
        for amount in (smallest, 1234 + smallest, Decimal(12500), LARGEST):
            money = Money(amount, code)
            typed = t.typed_money(money)
            assert read_money(typed, language=language, currency=code, currencies=[code]) == money
            assert typed in t.money(money)


# --- what people typed is inert ---

MARKS = [
    "{",
    "}",
    "{ $who }",
    "**",
    "**x**",
    "_",
    "_x_",
    "`",
    "`x`",
    "[x](http://y)",
    "\ue000",
    "\ue001",
    "\ue000who\ue001",
]
TYPED = st.one_of(st.text(min_size=1), st.lists(st.sampled_from([*MARKS, "a", " "]), min_size=1).map("".join))


def spoken(language: str, message: str, typed: str, variant: int) -> Words:
    values = list(ways(message, language))
    picked = values[variant % len(values)]
    filled = {name: typed if value == SENTINEL else value for name, value in picked.items()}
    return talk(language)(message, **filled)


@given(st.sampled_from(WITH_NAMES), TYPED, st.integers(0, 50))
def test_what_somebody_typed_is_said_as_it_is(pair, typed, variant):
    language, message = pair
    usual = spoken(language, message, SENTINEL, variant)
    words = spoken(language, message, typed, variant)

    assert words.spans == tuple(
        Span(typed, span.mark) if isinstance(span, Span) and span.text == SENTINEL else span for span in usual.spans
    )
    assert not [span for span in words.spans if isinstance(span, Link)]


@given(TYPED)
def test_what_somebody_typed_is_plain_in_a_plain_sentence(typed):
    words = talk("pl")("help-unknown", typed=typed)

    assert words.spans == (Span("Nie rozumiem: „"), Span(typed), Span("”."))


@given(TYPED)
def test_what_somebody_typed_takes_the_mark_of_its_place_and_no_other(typed):
    words = talk("en")("deal-headline", customer=typed, amount="1")

    assert words.spans == (Span(typed, Mark.BOLD), Span(" · "), Span("1"))


@given(TYPED)
def test_a_sentence_in_a_sentence_leaves_it_alone_too(typed):
    t = talk("pt-BR")

    words = t("deal-happened", step=Step.REJECT, who="Ana", at="x", why=t("deal-why", words=typed))

    assert words.spans[-3:] == (Span(" “"), Span(typed), Span("”"))


def test_nothing_typed_leaves_no_span():
    assert talk("en")("deal-why", words="").spans == (Span(" “"), Span("”"))
