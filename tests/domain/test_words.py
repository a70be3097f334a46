"""Words: which are the same one in another form, and what is left of names and numbers."""

from itertools import product
from pathlib import Path

import pytest

from domain.words import LANGUAGES, best_sentence, sentences, shortened, terms, terms_of, words

FOLDER = Path(__file__).with_name("inflections")


def found(typed, text, language):
    """Whether what was typed finds the text."""
    here = set(terms(text, language))
    return all(any(here.issuperset(way) for way in word.ways) for word in words(typed, language))


def pairs_of(language):
    for line in (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        base, forms = line.split(":")
        yield from ((base, form) for form in forms.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_is_found_by_its_other_forms_and_finds_them(language):
    pairs = list(pairs_of(language))

    missed = [(one, other) for pair in pairs for one, other in (pair, pair[::-1]) if not found(one, other, language)]

    assert len(pairs) >= 200
    assert missed == []


def test_words_that_look_alike_are_not_the_same():
    lines = (FOLDER / "apart.txt").read_text(encoding="utf-8").splitlines()
    pairs = [
        (*pair.split(), language) for language, rest in (line.split(": ") for line in lines) for pair in rest.split(";")
    ]

    confused = [each for each in pairs if found(*each) or found(each[1], each[0], each[2])]

    assert all(sum(language == one for _, _, language in pairs) >= 100 for one in LANGUAGES)
    assert confused == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_finds_itself_and_what_it_is_without_diacritics(language):
    for pair, upper in product(pairs_of(language), (False, True)):
        for form in pair:
            typed = form.upper() if upper else form
            assert found(typed, form, language), typed


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("X200", "the X-200 router"),
        ("x 200", "the X200 router"),
        ("X-200", "the X 200 router"),
        ("200", "the X200 router"),
        ("2026-Q1", "results of 2026-Q1"),
        ("Q1 2026", "results of 2026-Q1"),
        ("2026q1", "results of 2026-Q1"),
        ("Q1", "Q1-2026"),
        ("1000", "1,000 units"),
        ("co-sell", "cosell"),
        ("cosell", "co-sell with us"),
        ("partner's", "all partners"),
        ("ABC-1234/B", "abc1234b"),
        ("PARTNER", "partner"),
    ],
)
def test_names_and_numbers_are_found_whole_and_in_parts(typed, text):
    assert found(typed, text, "en")


@pytest.mark.parametrize(("typed", "text"), [("X200", "the X300 router"), ("2026-Q1", "2026-Q2"), ("200", "2000")])
def test_another_number_is_not_found(typed, text):
    assert not found(typed, text, "en")


@pytest.mark.parametrize(
    ("typed", "text", "language"),
    [
        ("umow", "umów", "pl"),
        ("zamowien", "zamówienie", "pl"),
        ("partnerow", "partner", "pl"),
        ("bledow", "błędów", "pl"),
        ("reunioes", "reunião", "pt-BR"),
        ("negocio", "negócios", "pt-BR"),
        ("precos", "preço", "pt-BR"),
    ],
)
def test_what_is_typed_without_diacritics_finds_what_is_written_with_them(typed, text, language):
    assert found(typed, text, language)


def test_words_of_which_every_text_is_full_are_known():
    asked = words("Where is the price list for my region?", "en")

    assert [word.typed for word in asked if not word.common] == ["price", "list", "region"]


def test_nothing_is_looked_for_in_signs_alone():
    assert words("?! -- 🙂 …", "en") == ()


def test_a_word_counts_once_and_a_text_is_looked_for_by_its_first_words():
    assert len(words("price price PRICE " + " ".join(f"w{n}" for n in range(100)), "en", most=5)) == 5


def test_a_long_word_is_cut_on_both_sides_alike():
    assert found("a" * 5000, "a" * 4000, "pl")


TEXT = "Prices are in euros. Discounts for gold partners start at 20 percent.\nReturns: see the guide."


def test_a_text_is_shown_sentence_by_sentence_and_line_by_line():
    assert [part.strip() for part in sentences(TEXT)] == [
        "Prices are in euros.",
        "Discounts for gold partners start at 20 percent.",
        "Returns: see the guide.",
    ]


def test_the_sentence_in_which_most_of_it_stands_is_the_best():
    here = f" {'  '.join(terms_of(sentences(TEXT), 'en'))} "
    weights = [(frozenset(terms(word, "en")), 1.0) for word in ("partner", "discount")]

    assert best_sentence(here, weights) == 1
    assert best_sentence(here, [(frozenset({"nothing"}), 1.0)]) == -1


def test_a_long_sentence_is_shown_around_the_first_word():
    shown = shortened("word " * 200 + "discount " + "word " * 200, "en", frozenset({"discount"}))

    assert "discount" in shown
    assert shown.startswith("\u2026")
    assert shown.endswith("\u2026")
    assert len(shown) < 260
