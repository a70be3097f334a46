"""What Teams shows: cards, dialogs, presses and submissions, and that no typed value becomes markup."""

import json
import string
from dataclasses import replace
from datetime import date
from math import inf
from unicodedata import category

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.arrivals import Sent
from bot.teams import cards, dialogs, limits
from bot.teams.cards import Pressed, pressed
from bot.teams.dialogs import submitted, suggestion
from bot.teams.markdown import cut, line, markdown
from handlers.replies import Options
from tests.bot.teams_limits import (
    LINKED,
    MARKED,
    assert_activity,
    assert_card,
    assert_dialog,
    assert_inert,
    buttons_of,
    inputs_of,
    marked_texts,
    parts_of,
    read,
)
from views.vocabulary import (
    Button,
    Buttons,
    Card,
    Choice,
    Confirm,
    DayField,
    Fact,
    Facts,
    Form,
    Link,
    Manner,
    Mark,
    Note,
    Option,
    Paragraph,
    Row,
    Rows,
    Span,
    TextField,
    Tone,
    Words,
    said,
)

FAMILY = "👨‍👩‍👧‍👦"
BITES = [
    "**", "*", "_", "__", "`", "```", "~~", "~~~", "[x](http://evil.example)", "![x](http://evil.example/p.png)",
    "[x]", "](", "[x]: http://evil.example", "<at>everyone</at>", "<b>", "<http://evil.example>", "</at>", "<!--",
    "http://evil.example", "https://1.2.3.4/x", "www.evil.example", "evil.example", "a@evil.example", "mailto:a@b.co",
    "javascript:alert(1)", "//evil.example", "{{DATE(2026-11-27T09:00:00Z,SHORT)}}", "{{", "{", "&lt;at&gt;", "&#42;",
    "\\", "\\\\", "\\*", "# x", "- x", "+ x", "1. x", "2) x", "> x", "---", "===", "| a | b |", "|-|-|", "    code",
    "\t", "\n", "\r\n", "\n\n", "\u2028", "\u202e", "\u200b", "\u200d", "\u2066", "\ufeff", "\u2060", "\x00", "\ud800",
    FAMILY, "é", "e\u0301", "🇵🇱🇧🇷", "Żółć", "!", ".", ":", "/", "@", " ", "x",
]  # fmt: skip
hostile = st.lists(st.sampled_from(BITES) | st.text(string.punctuation + string.ascii_letters + " \n1", max_size=6))
hostile_text = hostile.map("".join) | st.text(max_size=80)


def words(*texts):
    return Words(tuple(Span(text) for text in texts))


def bare(text):
    """A value as a person may expect to read it again, blanks apart."""
    seen = "".join(" " if sign in "\t\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029" else sign for sign in text)
    return "".join(
        sign for sign in seen if sign == "\n" or (not sign.isspace() and category(sign) not in ("Cc", "Cf", "Cs"))
    ).replace("\n", "")


# --- the one door ---


@settings(max_examples=2000)
@given(hostile_text)
def test_a_value_stays_what_was_typed_and_nothing_else(value):
    text = markdown(said(value), 10_000)

    assert_inert(text)
    assert bare(read(text)) == bare(value)


@settings(max_examples=1000)
@given(hostile_text, hostile_text, hostile_text)
@example("", "MAILTO:", "")
@example("com", "evil.", "com")
def test_values_side_by_side_and_in_marks_stay_inert(first, second, third):
    spans = (Span(first), Span(second, Mark.BOLD), Span(third), Span(first, Mark.ITALIC), Span(second, Mark.CODE))

    assert_inert(markdown(Words(spans), 10_000, lines=True), MARKED)


@settings(max_examples=1000)
@given(hostile_text, st.integers(1, 60))
def test_a_text_that_is_cut_stays_inert(value, limit):
    text = markdown(said(value), limit)

    assert_inert(text)
    assert len(text) <= limit + 1  # a joiner may stand before it all
    assert len(line(value, limit)) <= limit


@settings(max_examples=200)
@given(hostile_text, hostile_text)
def test_no_card_of_hostile_values_has_more_than_our_own_marks(value, other):
    confirm = Confirm(said(value), said(other), said(f"x{value}"), said(f"x{other}"))
    button = Button(said(f"x{value}"), "deal-approve", "D-1", 1, confirm=confirm)
    shown = Card(
        said(f"x{value}"),
        said(f"x{other}"),
        (
            Paragraph(words(value, other)),
            Note(words(other, value)),
            Facts((Fact(said(value), said(other)),)),
            Rows((Row(said(value), said(other), button),)),
            Buttons((button,)),
        ),
        Tone.BAD,
    )

    for text in marked_texts(cards.card(shown)):
        assert_inert(text)


@pytest.mark.parametrize(
    "pair", [("evil.", "example"), ("http", "://x"), ("http:", "//x"), ("[x]", "(http://x)"), ("{", "{")]
)
def test_two_values_make_nothing_together(pair):
    assert_inert(markdown(words(*pair), 100))


@pytest.mark.parametrize(
    "value",
    ["Nowak & Sons (PL)", "AT&T", "12.500,00 zł", "jan_maria_k", "10:30", "A - B", "[TEST] Acme", "-5 %", "+48 600"],
)
def test_an_ordinary_value_has_no_backslash_that_a_phone_could_show(value):
    text = markdown(said(value), 100)

    assert "\\" not in text
    assert read(text) == value


def test_marks_are_ours_and_a_mark_that_teams_lacks_is_left_out():
    text = markdown(Words((Span("a "), Span(" b*c ", Mark.BOLD), Span("d", Mark.ITALIC), Span(" e", Mark.CODE))), 100)

    assert text == "a  **b\\*c** _d_ e"


def test_a_link_of_ours_is_one_and_only_to_the_web():
    assert_inert(markdown(Words((Link("Read [more]", "https://tandem.example.com/a?b=1"),)), 100), LINKED)
    assert markdown(Words((Link("Read [more]", "https://tandem.example.com/a"),)), 100) == (
        "[Read (more)](https://tandem.example.com/a)"
    )
    assert markdown(Words((Link("x", "javascript:alert(1)"),)), 100) == "x"
    assert markdown(Words((Link("x", "https://a.example) [y](https://b.example"),)), 100) == "x"


def test_line_breaks_stay_where_they_are_welcome_and_nowhere_else():
    assert markdown(said("one\r\n\r\n  - two\nthree"), 100, lines=True) == "one\n\n\u2060- two\n\nthree"
    assert markdown(said("one\n- two"), 100) == "one - two"


@pytest.mark.parametrize("blank", ["\n\n\n", " \n ", "\r\n\u2028", "\u200b\n"])
def test_of_lines_in_which_nothing_stands_nothing_is_left(blank):
    assert markdown(said(blank), 100, lines=True) == ""
    assert markdown(said(f"{blank}one{blank}"), 100, lines=True) == "one"
    assert line(" one \n two\t", 100) == "one two"


@pytest.mark.parametrize(
    ("text", "limit", "kept"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdefg", 6, "abcde…"),
        ("ab cdef", 4, "ab…"),
        (f"a{FAMILY}b", 5, "a…"),
        ("ae\u0301x", 3, "a…"),
        ("a🇵🇱🇧🇷", 3, "a…"),
        ("a🇵🇱🇧🇷", 4, "a🇵🇱…"),
        ("a👍🏽bc", 3, "a…"),
        ("ab\\*c", 4, "ab…"),
    ],
)
def test_a_text_is_cut_between_what_people_see_as_characters(text, limit, kept):
    assert cut(text, limit) == kept


def test_a_family_stays_one_and_a_stray_joiner_goes():
    assert line(f"a\u200db {FAMILY}", 50) == f"ab {FAMILY}"


# --- cards ---

APPROVE = Button(said("Approve"), "deal-approve", "D-7K3QX", 3, Tone.GOOD)
REJECT = Button(said("Reject"), "deal-reject", "D-7K3QX", 3, Tone.BAD, opens=True)
WITHDRAW = Button(
    said("Withdraw"), "deal-withdraw", "D-7K3QX", 3,
    confirm=Confirm(said("Withdraw?"), said("It cannot be undone."), said("Yes, withdraw"), said("Keep it")),
)  # fmt: skip
DEAL = Card(
    said("Deal with Nowak"),
    said("12 500 EUR, gold partner"),
    (
        Facts((Fact(said("Amount"), said("12 500 EUR")), Fact(said("Partner"), said("Orion")))),
        Paragraph(said("A note")),
        Note(said("Answer by Friday, 17:00 Warsaw time")),
        Buttons((APPROVE, REJECT, WITHDRAW)),
    ),
    Tone.WAITING,
)


def of_type(card, kind):
    return [part for part in parts_of(card) if part["type"] == kind]


def named(card, title):
    (button,) = [button for button in buttons_of(card) if button["title"] == title]
    return button


def test_a_message_is_one_attachment_with_a_summary_and_no_text():
    made = cards.activity(DEAL)

    assert_activity(made)
    assert made["summary"] == "Deal with Nowak: 12 500 EUR, gold partner"


def test_the_first_two_lines_are_title_and_summary_and_the_tone_is_no_colour_alone():
    header = cards.card(DEAL)["body"][0]

    assert header["style"] == "emphasis"
    assert [item["text"] for item in header["items"]] == [
        "⏳ Deal with Nowak",
        "12 500 EUR, gold partner",
    ]
    assert header["items"][0]["style"] == "heading"


def test_every_tone_looks_and_reads_apart():
    headers = [cards.card(replace(DEAL, tone=tone))["body"][0] for tone in Tone]

    assert len({header["style"] for header in headers}) == len(Tone)
    assert len({header["items"][0]["text"] for header in headers}) == len(Tone)


def test_a_button_carries_a_route_a_ref_and_a_version_also_for_old_clients():
    button = named(cards.card(DEAL), "Approve")
    carried = {"route": "deal-approve", "ref": "D-7K3QX", "version": 3}

    assert (button["type"], button["verb"], button["data"]) == ("Action.Execute", "deal-approve", carried)
    assert (button["fallback"]["type"], button["fallback"]["data"]) == ("Action.Submit", carried)


def test_a_button_that_opens_a_form_fetches_a_dialog():
    button = named(cards.card(DEAL), "Reject")

    assert button["type"] == "Action.Submit"
    assert button["data"]["msteams"] == {"type": "task/fetch"}
    assert pressed({"data": button["data"], "context": {}}) == Pressed("deal-reject", "D-7K3QX", 3)


def test_a_question_is_asked_before_the_button_acts():
    made = cards.card(DEAL)
    (question,) = [part for part in of_type(made, "Container") if part.get("isVisible") is False]

    assert named(made, "Withdraw")["targetElements"] == [question["id"]]
    assert named(made, "Keep it")["targetElements"] == [question["id"]]
    assert named(made, "Yes, withdraw")["verb"] == "deal-withdraw"
    assert [text["text"] for text in of_type(question, "TextBlock")] == ["Withdraw?", "It cannot be undone."]


def test_more_than_six_buttons_stand_in_two_rows():
    buttons = Buttons(tuple(replace(APPROVE, ref=str(number)) for number in range(8)))

    made = cards.card(replace(DEAL, parts=(buttons,)))

    assert_card(made)
    assert [len(one["actions"]) for one in of_type(made, "ActionSet")] == [6, 2]


def test_a_list_has_a_button_a_row_and_a_pager():
    rows = tuple(Row(said(f"Deal {n}"), said("x"), replace(WITHDRAW, ref=str(n))) for n in range(5))
    listed = Rows((*rows, Row(said("Without"), Words())), more=replace(APPROVE, label=said("More"), route="deal-list"))

    made = cards.card(replace(DEAL, parts=(listed,)))

    assert_card(made)
    assert len(of_type(made, "ColumnSet")) == 6
    assert made["body"][-1]["actions"][0]["verb"] == "deal-list"


def test_a_card_over_the_size_shows_its_beginning_what_brings_the_rest_and_its_last_buttons():
    rows = Rows(tuple(Row(said(f"Deal {n}"), said("ż" * 300)) for n in range(500)))
    huge = replace(DEAL, parts=(rows, *DEAL.parts), rest=Button(said("Show all"), "card-rest", "0:b:deals:"))

    made = cards.card(huge)

    assert_card(made)
    assert named(made, "Approve")
    texts = [part["text"] for part in of_type(made, "TextBlock")]
    shown = sum(text.startswith("Deal ") for text in texts)
    assert "Deal 0" in texts
    assert shown < 200
    assert named(made, "Show all")["data"]["ref"] == f"{shown}:b:deals:"
    assert_activity(cards.activity(replace(huge, rest=None)))


def test_nothing_is_left_out_of_a_card_that_fits():
    assert "Show all" not in json.dumps(cards.card(replace(DEAL, rest=Button(said("Show all"), "card-rest", "0:b:d:"))))


def test_a_card_of_the_longest_values_fits():
    long = said("Żółć " * 1000)
    button = Button(long, "r" * 40, "x" * 100, 2**31 - 1, confirm=Confirm(long, long, long, long))
    parts = (
        Paragraph(long),
        Note(long),
        Facts((Fact(long, long),) * 20),
        Rows((Row(long, long, button),) * 20, button),
    )

    assert_activity(cards.activity(Card(long, long, (*parts, Buttons((button,) * 20)), Tone.GOOD)))


def test_a_press_is_answered_with_the_new_card_or_a_sentence():
    replaced = cards.replaced(DEAL)

    assert (replaced["statusCode"], replaced["type"]) == (200, "application/vnd.microsoft.card.adaptive")
    assert replaced["value"] == cards.card(DEAL)
    assert cards.noted(said("Too late\nfor that"))["value"] == "Too late for that"


# --- presses ---


def test_a_press_is_read_from_every_form_in_which_teams_sends_it():
    data = {"route": "deal-approve", "ref": "D-1", "version": 2}
    wanted = Pressed("deal-approve", "D-1", 2)

    assert pressed({"action": {"type": "Action.Execute", "verb": "deal-approve", "data": data}}) == wanted
    assert pressed({"data": {**data, "msteams": {"type": "task/fetch"}}, "context": {}}) == wanted
    assert pressed(data) == wanted
    assert pressed({"action": {"verb": "deal-approve"}}) == Pressed("deal-approve")


@pytest.mark.parametrize(
    ("sent", "read"),
    [(2.0, 2), ("2", 2), ("2.0", 2), (2.5, 0), ("two", 0), (True, 0), ("-2", 0), ("9" * 10, 0), (inf, 0)],
)
def test_a_number_that_a_phone_gives_back_as_text_or_with_a_point_is_the_number(sent: object, read: int):
    data = {"route": "deal-approve", "ref": "D-1", "version": sent}

    assert pressed({"data": data}).version == read
    assert submitted({"data": data}).version == read


names = st.sampled_from(["action", "data", "verb", "route", "ref", "version", "draft", "dataset", "queryText"])
json_things = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=150),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names | st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=1000)
@given(json_things)
def test_whatever_is_sent_instead_is_read_without_trouble(value):
    press, sent, (route, text) = pressed(value), submitted(value), suggestion(value)

    assert all(isinstance(one, str) for one in (press.route, press.ref, sent.route, sent.draft, sent.ref, route, text))
    assert max(len(press.ref), len(sent.draft), len(route)) <= 100
    assert type(press.version) is int
    assert type(sent.version) is int
    assert all(isinstance(one, str) for one in sent.values.values())


# --- dialogs ---

CURRENCIES = (Option("EUR", said("Euro")), Option("PLN", said("Złoty")))
FORM = Form(
    route="deal-register",
    title=said("Register a deal"),
    submit=said("Send"),
    intro=(Paragraph(said("Five answers.")), Note(said("You can change them later."))),
    fields=(
        Choice(
            name="customer", label=said("Customer"), required=True, manner=Manner.SEARCH, search="customers",
            value="Nowak", options=(Option("Nowak", said("Nowak")),), hint=said("Type a name"),
        ),
        TextField(name="amount", label=said("Amount"), value="1.234,56", required=True, limit=40),
        Choice(name="currency", label=said("Currency"), manner=Manner.MANY, value="PLN", options=CURRENCIES),
        DayField(name="close", label=said("Expected close"), value=date(2027, 3, 31)),
        Choice(name="type", label=said("Type"), manner=Manner.FEW, options=CURRENCIES, hint=said("One of two")),
        TextField(name="note", label=said("Note"), lines=True, limit=3000, hint=said("If you like")),
    ),
    draft="draft-1",
    ref="D-7K3QX",
    version=4,
    keep=Button(said("Save draft"), "deal-keep"),
)  # fmt: skip


def card_of(answer):
    return answer["task"]["value"]["card"]["content"]


def field(answer, name):
    (found,) = [one for one in inputs_of(card_of(answer)) if one["id"] == name]
    return found


def test_a_form_is_a_dialog_within_every_limit():
    answer = dialogs.dialog(FORM)

    assert_dialog(answer)
    assert answer["task"]["value"]["title"] == "Register a deal"
    assert [one["id"] for one in inputs_of(card_of(answer))] == [one.name for one in FORM.fields]


def test_every_field_is_the_best_native_input_with_its_label_and_its_value():
    answer = dialogs.dialog(FORM)

    customer, amount = field(answer, "customer"), field(answer, "amount")
    assert (customer["style"], customer["value"], customer["label"]) == ("filtered", "Nowak", "Customer *")
    assert customer["choices.data"] == {"type": "Data.Query", "dataset": "customers"}
    assert customer["choices"] == [{"title": "Nowak", "value": "Nowak"}]
    assert (amount["type"], amount["value"], amount["maxLength"]) == ("Input.Text", "1.234,56", 40)
    assert (field(answer, "currency")["style"], field(answer, "currency")["value"]) == ("compact", "PLN")
    assert (field(answer, "type")["style"], "value" in field(answer, "type")) == ("expanded", False)
    assert (field(answer, "close")["type"], field(answer, "close")["value"]) == ("Input.Date", "2027-03-31")
    assert (field(answer, "note")["isMultiline"], field(answer, "note")["label"]) == (True, "Note")
    assert "One of two" in [part["text"] for part in of_type(card_of(answer), "TextBlock")]


def test_an_error_stands_under_its_field_and_what_was_typed_stays():
    answer = dialogs.dialog(replace(FORM, errors={"amount": said("Say it in *figures*"), "": said("Not yet")}))

    body = card_of(answer)["body"]
    under = body[[part.get("id") for part in body].index("amount") + 1]
    assert_dialog(answer)
    assert (read(under["text"]), under["color"]) == ("⚠️ Say it in *figures*", "Attention")
    assert body[0]["style"] == "attention"
    assert read(body[0]["items"][0]["text"]) == "⚠️ Not yet"
    assert field(answer, "amount")["value"] == "1.234,56"


def test_an_error_at_a_field_that_is_not_shown_is_said_above_all():
    answer = dialogs.dialog(replace(FORM, errors={"country": said("Which country?")}))

    assert read(card_of(answer)["body"][0]["items"][0]["text"]) == "⚠️ Which country?"


def test_both_ways_to_send_come_back_as_submissions_with_their_own_route():
    sending, keeping = card_of(dialogs.dialog(FORM))["actions"]
    typed = {"customer": "Nowak", "amount": "x*y", "currency": None, "count": 3, "odd": ["x"], "more": {"a": "b"}}

    sent = submitted({"data": {**sending["data"], **typed}, "context": {}})
    kept = submitted({"commandId": "deal-register", "data": {**keeping["data"], **typed}})

    values = {"customer": "Nowak", "amount": "x*y", "currency": "", "count": "3"}
    assert sent == Sent("deal-register", values, "draft-1", "D-7K3QX", 4)
    assert kept == Sent("deal-keep", values, "draft-1", "D-7K3QX", 4)


def test_a_form_of_the_longest_values_fits():
    long = said("Żółć " * 1000)
    many = tuple(Option(str(n), long) for n in range(60))
    fields = tuple(replace(one, label=long, hint=long) for one in FORM.fields)
    choice = FORM.fields[2]
    assert isinstance(choice, Choice)
    choice = replace(choice, name="many", label=long, options=many)
    errors = {one.name: said("Żółć " * 60) for one in fields}

    answer = dialogs.dialog(replace(FORM, title=long, submit=long, fields=(*fields, choice), errors=errors))

    assert_dialog(answer)


def test_a_card_in_a_dialog_has_only_buttons_that_a_dialog_takes():
    answer = dialogs.shown(DEAL)

    assert_card(card_of(answer))
    assert {button["type"] for button in buttons_of(card_of(answer))} == {"Action.Submit", "Action.ToggleVisibility"}
    assert "msteams" not in named(card_of(answer), "Reject")["data"]


def test_a_dialog_can_end_with_a_sentence():
    assert dialogs.message(said("We are saving it.")) == {"task": {"type": "message", "value": "We are saving it."}}


def test_a_search_is_read_and_answered_with_at_most_fifteen():
    found = tuple(Option(str(number), said(f"Nowak *{number}*")) for number in range(20))

    asked = suggestion({"queryText": "now", "queryOptions": {"skip": 0, "top": 15}, "dataset": "customers"})
    answer = dialogs.options(Options(found))

    assert asked == ("customers", "now")
    assert answer["type"] == "application/vnd.microsoft.search.searchResponse"
    assert len(answer["value"]["results"]) == limits.SEARCH_OPTIONS
    assert answer["value"]["results"][0] == {"title": "Nowak *0*", "value": "0"}
