import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.slack.blocks import blocks, message, pack, route_of, unpack
from bot.slack.modals import errors, home, modal, shown, submitted, suggested, suggestion, waiting
from bot.slack.mrkdwn import EMPTY, clean, clip, cut, divided, mrkdwn, size, text_object
from tests.bot.slack_limits import assert_message, assert_options, assert_view, texts, units, walk
from tests.wire.schemas import schema_folder
from views.rest import CUT
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
    plain,
    said,
)

SCHEMAS = schema_folder()
FAMILY = "👨‍👩‍👧‍👦"
HOSTILE = [
    "<!channel>",
    "<!here|here>",
    "<@U1>",
    "<#C1|x>",
    "<!subteam^S1>",
    "<!date^1392734382^{date}|x>",
    "<https://evil.example|bank>",
    "http://evil.example",
    "[x](http://evil.example)",
    "&amp;&lt;!channel&gt;",
    "*bold* _it_ ~no~ `code` ```fence```",
    ":smile: :wave::skin-tone-2:",
    "> quote\n>>> quotes",
    "\u202egnp.exe\u202c",
    "a\u200bd\u2060m\ufeffin",
    FAMILY * 900,
    "🇵🇱🇧🇷" * 700,
    "Z" + "\u0351" * 500,
    "a\r\nb\u2028c\x00\x07",
    "\ud800",
    "\u3164",
    " \n ",
    "",
    "x" * 10_000,
    "&" * 10_000,
    "<" * 3_001,
]
CLOSE = said("Close")


def words(text: str) -> Words:
    """A sentence of ours with a value in it, twice, once under a mark."""
    return Words((Span("Deal with "), Span(text, Mark.BOLD), Span(": "), Span(text), Span(text, Mark.CODE)))


def card_of(text: str) -> Card:
    value = said(text)
    confirm = Confirm(value, value, value, value)
    press = Button(value, "deal-approve", "D-7K3QX", 3, Tone.GOOD, confirm=confirm)
    return Card(
        title=value,
        summary=words(text),
        tone=Tone.WAITING,
        parts=(
            Paragraph(words(text)),
            Note(value),
            Note(Words((Link(text, f"https://tandem.example/{text}"), Span(text, Mark.ITALIC)))),
            Facts(tuple(Fact(value, value) for _ in range(7))),
            Facts((Fact(value, words(text)), Fact(value, Words()))),
            Rows(tuple(Row(value, value, press) for _ in range(3)), more=press),
            Rows((Row(value, words(text)), Row(Words(), Words()))),
            Buttons((press, Button(value, "deal-reject", text[:90], 3, Tone.BAD, opens=True))),
        ),
    )


def form_of(text: str) -> Form:
    value = said(text)
    options = tuple(Option(f"v{number}", said(f"{text} {number}")) for number in range(120))
    return Form(
        route="deal-register",
        title=value,
        submit=value,
        intro=(Paragraph(words(text)), Facts((Fact(value, value),)), Note(value)),
        fields=(
            TextField(name="customer", label=value, hint=value, value=text, required=True),
            TextField(name="note", label=value, value=text, lines=True, limit=3000),
            DayField(name="close", label=value, value=date(2027, 3, 31)),
            Choice(name="kind", label=value, manner=Manner.FEW, options=options[:3], value="v1"),
            Choice(name="stage", label=value, manner=Manner.FEW, options=options[:11]),
            Choice(name="product", label=value, options=options, value="v119"),
            Choice(name="of", label=value, manner=Manner.SEARCH, search="customers", options=options[:1], value="v0"),
        ),
        draft="draft-1",
        ref="D-7K3QX",
        version=2,
        keep=Button(value, "deal-keep"),
        errors={"": value, "customer": value, "gone": value} if text else {},
    )


def assert_inert(thing: Any) -> None:
    """No mention, link, mark or shortcode other than our own."""
    for text in texts(thing):
        shown = text["text"]
        assert not re.search(r"<[!@#]", shown)
        assert not re.search("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\x00-\x09\x0b-\x1f]", shown)
        if text["type"] == "mrkdwn":
            assert not re.search(r"<(?!https://tandem\.example/)", shown)
            assert not re.search(r"&(?!(amp|lt|gt);)", shown)
            assert not re.search(r":[\w+'-]+:", re.sub("<.*?>", "", shown))
            assert not re.search(r"^\s*&gt;", shown, re.MULTILINE)
            assert "~" not in re.sub("<.*?>", "", shown)
    assert all(part.get("unfurl_links") is not True for part in walk(thing))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_does_nothing_on_any_surface_and_fits(text):
    surfaces = [modal(form_of(text), close=said(text)), shown(card_of(text), close=said(text))]
    surfaces += [home([card_of(text)] * 3), waiting(said(text), words(text), close=said(text))]

    for view in surfaces:
        assert_view(view, SCHEMAS)
        assert_inert(view)
    assert_message(message(card_of(text)), SCHEMAS)
    assert_inert(message(card_of(text)))


def test_two_thousand_strings_do_nothing_and_fit(count: Callable[[int], int]):
    pieces = st.sampled_from([*HOSTILE[:15], "*", "_", "~", "`", ":", ">", "\n", "&", FAMILY])
    strings = st.one_of(st.text(max_size=300), st.lists(pieces, max_size=8).map("".join))

    @settings(max_examples=count(2000), database=None)
    @given(strings)
    def check(text: str) -> None:
        assert_message(message(card_of(text)))
        assert_inert(message(card_of(text)))
        view = modal(form_of(text), close=said(text))
        assert_view(view)
        assert_inert(view)

    check()


@pytest.mark.parametrize("limit", range(1, 40))
def test_a_cut_falls_between_graphemes_and_entities(limit):
    whole = f"a&amp;b{FAMILY}🇵🇱🇧🇷e\u0301👍🏽1\ufe0f\u20e3z"
    graphemes = ["", *"a", "&amp;", "b", FAMILY, "🇵🇱", "🇧🇷", "e\u0301", "👍🏽", "1\ufe0f\u20e3", "z"]
    ends = {"".join(graphemes[: end + 1]) for end in range(len(graphemes))}

    assert cut(whole, limit) in ends
    assert size(clip(whole, limit)) <= limit


def test_what_fits_is_not_cut_and_what_does_not_ends_in_an_ellipsis():
    assert clip("Nowak", 5) == "Nowak"
    assert clip("Nowak", 4) == "Now…"
    assert clip("👍👍", 3) == "👍…"


def test_a_mark_is_closed_where_the_text_is_cut():
    assert mrkdwn(Words((Span("Deal "), Span("Nowak and sons", Mark.BOLD))), 13) == "Deal *Nowak*…"


@pytest.mark.parametrize("sign", ["&", "& ", "&\n", "a & <b> ", "👩🏽‍💻"])
def test_a_paragraph_that_is_too_long_when_escaped_stands_there_whole_in_several_parts(sign):
    words = Words((Span("Read", Mark.BOLD), Span(" "), Link("here", "https://x.example/?a&b"), Span(sign * 2000)))

    parts = list(divided(words, 3000))

    assert "".join(plain(part) for part in parts) == plain(words)
    assert len(parts) > 1
    for part in parts:
        written = text_object(part, 3000)
        assert written == text_object(part, 10**6), "none is cut"
    assert list(divided(Words((Link("x" * 4000, "https://x.example"),)), 3000))


def test_words_without_marks_are_plain_text_letter_for_letter():
    assert text_object(said("a_b* <c> & :smile:"), 100) == {
        "type": "plain_text",
        "text": "a_b* <c> & :smile:",
        "emoji": False,
    }


def test_words_with_marks_are_mrkdwn_in_which_values_are_inert():
    sentence = Words((Span("Nowak", Mark.BOLD), Span(" says *_hi_* in a_b_c to <!here> & :smile:")))

    text = text_object(sentence, 100)

    assert text["text"] == ("*Nowak* says \u2217\u02cdhi\u02cd\u2217 in a_b_c to &lt;!here&gt; &amp; :\u2060smile:")


def test_our_own_link_is_one_and_a_strange_scheme_is_not():
    assert mrkdwn(Words((Link("Open", "https://x.example/?a=1&b=<2>|3"),)), 99) == (
        "<https://x.example/?a=1&amp;b=%3C2%3E%7C3|Open>"
    )
    assert mrkdwn(Words((Link("Open", "javascript:alert(1)"),)), 99) == "Open"


def test_emoji_keep_what_holds_them_together_and_nothing_else_does():
    assert clean(f"{FAMILY} ❤️ 🏳️‍🌈 1️⃣ 👩🏽‍⚕️") == f"{FAMILY} ❤️ 🏳️‍🌈 1️⃣ 👩🏽‍⚕️"
    assert clean("No\u200dwak\ufe0f 1\ufe0f2") == "Nowak 12"


def test_money_and_names_stay_as_they_are():
    for text in ("12\u202f500,00\u00a0zł", "São Paulo: 1.234,56 €", "Łódź", "O’Neil & Søn"):
        assert clean(text) == text


def test_the_tone_is_a_sign_before_the_title():
    title = blocks(Card(said("Approved"), said("Nowak"), tone=Tone.GOOD))[0]

    assert title["text"]["text"] == "✅ Approved"


def test_the_text_of_a_message_is_title_and_summary():
    assert message(Card(said("Deal <1>"), said("Nowak")))["text"] == "Deal &lt;1&gt;\nNowak"
    assert message(Card(Words(), Words()))["text"] == EMPTY


def test_repeated_buttons_have_ids_of_their_own_and_the_same_route():
    rows = Rows(tuple(Row(said(f"D-{n}"), Words(), Button(said("Open"), "open", f"D-{n}")) for n in range(3)))

    buttons = [part for part in walk(blocks(Card(said("Deals"), Words(), (rows,)))) if "action_id" in part]

    assert [button["action_id"] for button in buttons] == ["open", "open#2", "open#3"]
    assert {route_of(button["action_id"]) for button in buttons} == {"open"}
    assert [unpack(button["value"]) for button in buttons] == [("D-0", 0), ("D-1", 0), ("D-2", 0)]
    assert buttons[1]["accessibility_label"] == "Open, D-1"


def test_a_row_is_the_same_again_wherever_it_stands_in_a_list():
    rows = [Row(said(f"D-{n}"), Words(), Button(said("Open"), "open", f"D-{n}")) for n in range(2)]
    first = blocks(Card(said("Deals"), Words(), (Rows(tuple(rows)),)))
    turned = blocks(Card(said("Deals"), Words(), (Rows(tuple(reversed(rows))),)))

    again = blocks(Card(said("Deals"), Words(), (Rows(tuple(rows)),)))

    assert again == first
    assert [block["accessory"]["action_id"] for block in turned[1:]] == ["open", "open#2"]


@pytest.mark.parametrize("value", [None, 7, "", "x", "-1:a", "1e3:a", "٣:a", "1:" + "r" * 101, "9" * 5000 + ":a"])
def test_a_value_that_we_did_not_make_is_nothing(value):
    assert unpack(value) == ("", 0)


@given(st.text(max_size=100), st.integers(0, 2**31 - 1))
def test_what_is_packed_is_unpacked(ref, version):
    assert unpack(pack(ref, version)) == (ref, version)


def test_buttons_have_style_and_question():
    confirm = Confirm(said("Sure?"), said("All is lost."), said("Yes"), said("No"))
    press = Button(said("Withdraw"), "deal-withdraw", tone=Tone.BAD, confirm=confirm)

    button = blocks(Card(said("Deal"), Words(), (Buttons((press,)),)))[-1]["elements"][0]

    assert button["style"] == button["confirm"]["style"] == "danger"
    assert button["confirm"]["deny"]["text"] == "No"


def test_a_card_that_is_too_long_shows_its_first_part_and_its_last_buttons():
    rows = Rows(tuple(Row(said(f"D-{n}"), said("Nowak")) for n in range(80)))
    decide = Buttons(tuple(Button(said(str(n)), "go") for n in range(25)))

    card = Card(said("Deals"), Words(), (rows, decide))

    for rest in (Button(said("Show all"), "card-rest", "0:b:deals:"), None):
        shown_blocks = blocks(replace(card, rest=rest))

        assert_message({"text": "x", "blocks": shown_blocks}, SCHEMAS)
        assert len(shown_blocks) == 50
        assert shown_blocks[-1]["type"] == "actions"
        told = shown_blocks[-2]["elements"][0]
        assert told["value"] == "0:47:b:deals:" if rest else told["text"] == CUT


def test_many_buttons_and_facts_are_split():
    card = Card(
        said("Deal"),
        Words(),
        (
            Buttons(tuple(Button(said(str(n)), "go") for n in range(30))),
            Facts(tuple(Fact(said(str(n)), said(str(n))) for n in range(12))),
            Buttons(()),
            Facts(()),
            Rows(()),
        ),
    )

    assert [block["type"] for block in blocks(card)] == ["header", *["actions"] * 2, *["section"] * 3]


def test_a_form_comes_back_as_it_was_sent():
    view = modal(form_of("Nowak"), close=CLOSE)
    state: dict[str, Mapping[str, Any]] = {
        "customer": {"customer": {"type": "plain_text_input", "value": "Nowak & Sons"}},
        "note": {"note": {"type": "plain_text_input", "value": None}},
        "close": {"close": {"type": "datepicker", "selected_date": "2027-03-31"}},
        "kind": {"kind": {"type": "radio_buttons", "selected_option": {"value": "v1"}}},
        "product": {"product": {"type": "static_select", "selected_option": None}},
        "of": {"of?customers": {"type": "external_select", "selected_option": {"value": "v0"}}},
        "several": {"several": {"type": "multi_static_select", "selected_options": [{"value": "a"}, {"value": "b"}]}},
        "none": {"none": {"type": "multi_static_select", "selected_options": []}},
    }

    back = submitted({**view, "state": {"values": state}})

    assert (back.route, back.draft, back.ref, back.version) == ("deal-register", "draft-1", "D-7K3QX", 2)
    assert back.values == {
        "customer": "Nowak & Sons",
        "note": "",
        "close": "2027-03-31",
        "kind": "v1",
        "product": "",
        "of": "v0",
        "several": "a,b",
        "none": "",
    }


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["values", "a", "value", "selected_option"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(state=JSON, metadata=st.one_of(JSON, JSON.map(json.dumps)), name=JSON)
def test_any_view_that_comes_back_is_read(state, metadata, name):
    back = submitted({"state": state, "private_metadata": metadata, "callback_id": name})

    assert all(isinstance(value, str) for value in back.values.values())
    assert suggestion({"action_id": name, "value": state}) is not None


def test_a_search_says_whom_to_ask_and_what_was_typed():
    element = next(part for part in walk(modal(form_of("x"), close=CLOSE)) if "min_query_length" in part)

    assert element["initial_option"]["value"] == "v0"
    assert suggestion({"action_id": element["action_id"], "value": "now"}) == ("customers", "now")


def test_suggestions_are_those_that_slack_takes():
    options = [Option("", said("a")), Option("v" * 76, said("b"))]
    options += [Option(f"v{n}", said(f"label {n} " * 20)) for n in range(150)]

    answer = suggested(options)

    assert_options(answer)
    assert len(answer["options"]) == 100


def test_the_present_choice_is_offered_however_many_there_are():
    chosen = next(part for part in walk(modal(form_of("x"), close=CLOSE)) if part.get("action_id") == "product")

    assert chosen["initial_option"]["value"] == "v119"
    assert chosen["initial_option"] in chosen["options"]


def test_errors_at_fields_go_the_native_way_and_others_ask_for_a_new_view():
    field = TextField(name="customer", label=said("Customer"))

    def form(**wrong: str) -> Form:
        given_errors = {name.strip("_"): said(text) for name, text in wrong.items()}
        return Form(route="r", title=CLOSE, submit=CLOSE, fields=(field,), errors=given_errors)

    assert errors(form(customer="Who?")) == {"customer": "Who?"}
    assert errors(form(_="Not now")) is None
    shown_texts = [text["text"] for text in texts(modal(form(_="Not now", customer="Who?"), close=CLOSE)["blocks"])]
    assert shown_texts == ["⚠️ Not now", "Customer", "⚠️ Who?"]


def test_a_view_of_long_texts_stays_within_slacks_size():
    long = Card(said("x"), Words(), tuple(Paragraph(said("ż" * 3000)) for _ in range(90)))

    for view in (shown(long, close=CLOSE), home([long, long])):
        assert_view(view, SCHEMAS)
        assert len(json.dumps(view)) < 250 * 1024


def test_longest_values_fill_the_slots():
    view = modal(form_of("Ω" * 5000), close=said("Ω" * 5000))

    assert units(view["title"]["text"]) == 24
    assert_view(view, SCHEMAS)


def test_the_schemas_are_here(schemas: Path):
    assert schemas == SCHEMAS
