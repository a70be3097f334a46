"""The web door's cards, forms and chat page."""

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.arrivals import Sent
from bot.web import markup
from bot.web.forms import form, options, submitted
from bot.web.pages import (
    ChatPage,
    Labels,
    Message,
    Pressed,
    Quick,
    Side,
    Someone,
    bubble,
    card,
    chat_page,
    environment,
    pack,
    unpack,
)
from tests.bot import web_checks
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

LABELS = Labels.spoken(lambda name: f"words of {name}")
HIDDEN = {"as": "ana", "beside": "marta", "token": "t-1"}
HOSTILE = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "' autofocus onfocus=alert(1) x='",
    "</textarea></option></select></form><h1>",
    "<!-- --> ]]> &lt;b&gt; &quot;",
    "{{ 7 * 7 }} {% raw %} {0} %s",
    "\u202eevil\u2066 \u200b\u200d\ufeff zero\x00width\x1b[31m",
    "two\nlines\r\nand\u2028three",
    "javascript:alert(1)",
    "<!channel> <@U1> [x](http://evil.example)",
    "\ud800 lone",
    "a" * 3000,
)


def a_card(text: str) -> Card:
    words = said(text)
    ask = Confirm(title=words, text=words, yes=words, no=words)
    open_it = Button(label=words, route="deal-show", ref=text[:100])
    return Card(
        title=words,
        summary=words,
        parts=(
            Paragraph(Words((Span(text, Mark.BOLD), Span(text, Mark.ITALIC), Span(text, Mark.CODE)))),
            Facts((Fact(words, words),)),
            Rows((Row(words, words, open_it), Row(words, words)), more=open_it),
            Buttons((open_it, replace(open_it, tone=Tone.BAD, confirm=ask))),
            Note(words),
        ),
        tone=Tone.WAITING,
    )


def a_form(text: str, *, errors: bool = True) -> Form:
    words = said(text)
    choices = (Option(text, words), Option("other", words))
    names = ("customer", "currency", "kind", "amount", "note", "closes", "")
    return Form(
        route="deal-register",
        title=words,
        submit=words,
        draft=text,
        ref=text,
        version=3,
        intro=(Paragraph(words), Note(words)),
        keep=Button(label=words, route="deal-keep"),
        errors=dict.fromkeys(names, words) if errors else {},
        fields=(
            Choice(name="customer", label=words, value=text, manner=Manner.SEARCH, search="customers", hint=words),
            Choice(name="currency", label=words, manner=Manner.MANY, options=choices, required=True),
            Choice(name="kind", label=words, manner=Manner.FEW, options=choices, hint=words),
            TextField(name="amount", label=words, value=text, hint=words),
            TextField(name="note", label=words, value=text, lines=True),
            DayField(name="closes", label=words, value=date(2027, 3, 31), required=True),
        ),
    )


def a_page(text: str = "Nowak", *, ask: Form | None = None, empty: bool = False) -> ChatPage:
    people = tuple(Someone(id=name.lower(), name=f"{name} {text}", role=text) for name in ("Ana", "Marta", "Dana"))
    messages = (
        Message(id="1", html=bubble(text), mine=True, moment=text),
        Message(id="2", html=card(a_card(text), LABELS)),
    )
    return ChatPage(
        language="en",
        token="t-1",
        key="k-1",
        labels=LABELS,
        people=people,
        mine=Side(who=people[0], language="en", messages=() if empty else messages),
        other=Side(who=people[1], language="pl", messages=() if empty else messages),
        quick=(Quick(words="deal", label=text),),
        form=form(ask, LABELS, HIDDEN) if ask else None,
    )


def every_html(text: str) -> tuple[str, ...]:
    return (
        card(a_card(text), LABELS),
        form(a_form(text), LABELS, HIDDEN),
        options((Option(text, said(text)),)),
        bubble(text),
        chat_page(a_page(text, ask=a_form(text)), environment()),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_typed_text_never_becomes_an_element_or_an_attribute(text: str) -> None:
    harmless = every_html("Nowak")

    hostile = every_html(text)

    for found, expected in zip(hostile, harmless, strict=True):
        assert web_checks.shape(found) == web_checks.shape(expected)


def test_a_page_can_be_sent_whatever_it_holds() -> None:
    assert chat_page(a_page("\ud800", ask=a_form("\ud800")), environment()).encode("utf-8")


@given(st.text(min_size=1, max_size=60))
def test_no_text_at_all_changes_a_card_or_a_form(text: str) -> None:
    assert web_checks.shape(card(a_card(text), LABELS)) == web_checks.shape(card(a_card("x"), LABELS))
    assert web_checks.shape(form(a_form(text), LABELS, HIDDEN)) == web_checks.shape(form(a_form("x"), LABELS, HIDDEN))


def test_what_has_no_shape_is_taken_out_of_what_is_shown() -> None:
    shown = web_checks.text(card(a_card("a\u202eb\u200bc\x00d\u2069e\ufefff\ud800"), LABELS))

    assert "abcdef" in shown
    assert not {"\u202e", "\u200b", "\x00", "\u2069", "\ufeff", "\ud800"} & set(shown)


def test_a_title_stays_on_one_line_and_a_sentence_keeps_its_lines() -> None:
    words = said("one\r\ntwo\n\n  three")

    assert markup.title(words) == "one two three"
    assert markup.lines(words) == "one\ntwo\n\n  three"


def test_marks_become_elements() -> None:
    words = Words((Span("a", Mark.BOLD), Span(" "), Span("b", Mark.ITALIC), Span("<c>", Mark.CODE)))

    assert markup.lines(words) == "<strong>a</strong> <em>b</em><code>&lt;c&gt;</code>"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "\u200bjavascript:alert(1)",
        "data:text/html,<script>",
        "//evil.example",
        "https:evil",
        "http://[bad",
        "",
    ],
)
def test_a_link_that_leads_elsewhere_than_to_the_web_is_only_its_label(url: str) -> None:
    assert markup.lines(Words((Link("rules & more", url),))) == "rules &amp; more"


def test_a_link_to_the_web_gives_nothing_away() -> None:
    found = web_checks.tags(markup.lines(Words((Link("rules", 'https://x.example/?a="1"&b=2'),))))

    assert found == [("a", {"href": 'https://x.example/?a="1"&b=2', "rel": "noopener noreferrer nofollow"})]


@pytest.mark.parametrize("tone", Tone)
def test_a_tone_is_never_told_by_colour_alone(tone: Tone) -> None:
    html = card(replace(a_card("Nowak"), tone=tone), LABELS)

    said_aloud = [has["aria-label"] for tag, has in web_checks.tags(html) if has.get("role") == "img"]
    assert said_aloud == ([] if tone is Tone.NEUTRAL else [f"words of web-tone-{tone}"])


def test_a_button_that_asks_first_cannot_be_pressed_before_its_question_is_open() -> None:
    ask = Confirm(title=said("Withdraw?"), text=said("For good."), yes=said("Yes"), no=said("No"))
    html = card(
        Card(said("t"), said("s"), (Buttons((Button(said("Withdraw"), "deal-withdraw", confirm=ask),)),)),
        LABELS,
    )

    names = [tag for tag, _ in web_checks.tags(html)]
    assert names.index("details") < names.index("summary") < names.index("button")
    assert names.count("button") == 1


@given(st.text(st.characters(categories=("L", "N", "P")), max_size=100), st.integers(0, 999_999_999))
def test_a_button_comes_back_as_it_was_sent(ref: str, version: int) -> None:
    button = Button(label=said("x"), route="deal-approve", ref=ref, version=version)

    assert unpack(pack(button)) == Pressed("deal-approve", ref, version)


@pytest.mark.parametrize(
    "packed",
    [
        *("", ":", "::", "1", "1:", "x:deal:r", "-1:deal:r", "²:deal:r", "1::r", "1:deal:\x00"),
        *("1:de\nal:r", "1:deal:\ud800"),
        *("9" * 5000 + ":deal:r", "1:deal:" + "r" * 101, "1:" + "d" * 101 + ":r"),
    ],
)
def test_garbage_is_no_button(packed: str) -> None:
    assert unpack(packed) is None


@given(st.text())
def test_no_text_upsets_unpack(packed: str) -> None:
    found = unpack(packed)

    assert found is None or found.version >= 0


def test_what_a_form_sent_is_read_back() -> None:
    found = submitted(
        {"route": "deal-register", "draft": "d", "ref": "r", "version": "3", "token": "t", "as": "ana"}
        | {"f.customer": "\u200eNo\xadwak\u202c", "f.note": "one\r\ntwo\x00", "f.route": "inert"}
    )

    values = {"customer": "Nowak", "note": "one\ntwo", "route": "inert"}
    assert found == Sent("deal-register", values, draft="d", ref="r", version=3)


def test_the_keeping_button_sends_the_same_form_to_its_own_route() -> None:
    keep = next(has for tag, has in web_checks.tags(form(a_form("x"), LABELS, {})) if has.get("name") == "keep")

    found = submitted({"route": "deal-register", "keep": keep["value"], "f.amount": "12"})

    assert found == Sent("deal-keep", {"amount": "12"})
    assert "formnovalidate" in keep


@given(
    st.dictionaries(
        st.sampled_from(["route", "keep", "draft", "ref", "version", "f.", "f.x"]) | st.text(),
        st.text() | st.binary(),
    )
)
def test_garbage_is_a_submission_like_any_other(fields: dict[str, object]) -> None:
    found = submitted(fields)

    assert found.version >= 0
    assert all("\x00" not in value for value in (found.route, found.ref, found.draft, *found.values.values()))


def test_a_form_sends_back_every_value_that_it_was_given() -> None:
    text = " 'a' \"b\"\n<c> & d "
    html = form(
        replace(a_form("x"), fields=(TextField(name="note", label=said("n"), value=text, lines=True),)), LABELS, HIDDEN
    )

    assert "\n" + text in web_checks.text(html)  # a parser drops the first line break of a textarea


@pytest.mark.parametrize("errors", [True, False])
def test_each_input_has_a_label_and_whatever_is_pointed_to_is_there(errors: bool) -> None:  # noqa: FBT001
    html = chat_page(a_page(ask=a_form("Nowak", errors=errors)), environment())

    assert web_checks.unlabelled(html) == []
    assert web_checks.dangling(html) == set()


def test_an_error_stands_at_its_field_and_in_the_summary_that_has_the_focus() -> None:
    every = web_checks.tags(form(a_form("Nowak"), LABELS, HIDDEN))

    amount = next(has for _, has in every if has.get("id") == "f-amount")
    assert amount["aria-describedby"] == "f-amount-hint f-amount-error"
    assert amount["aria-invalid"] == "true"
    assert [has.get("role") for _, has in every if "autofocus" in has] == ["alert"]
    assert {"#f-amount", "#f-kind-0"} <= {has.get("href") for _, has in every}


def test_a_form_without_errors_opens_at_its_first_field() -> None:
    every = web_checks.tags(form(a_form("Nowak", errors=False), LABELS, HIDDEN))

    assert [has.get("name") for _, has in every if "autofocus" in has] == ["f.customer"]


def test_nothing_stops_a_form_before_tandem_has_read_it() -> None:
    every = web_checks.tags(form(a_form("Nowak"), LABELS, HIDDEN))

    assert not [tag for tag, has in every if "required" in has]
    assert next(has for tag, has in every if tag == "form").keys() >= {"novalidate"}


def test_an_empty_chat_begins_with_what_to_do_first() -> None:
    html = chat_page(a_page("Register a deal", empty=True), environment())

    first = next(has for tag, has in web_checks.tags(html) if tag == "button")
    assert (first["name"], first["value"]) == ("words", "deal")
    assert "words of web-welcome" in web_checks.text(html)


def test_the_page_says_who_one_is() -> None:
    every = web_checks.tags(chat_page(a_page(), environment()))

    assert [has["href"] for _, has in every if "aria-current" in has] == ["/?as=ana&beside=marta"]
    assert [has["lang"] for _, has in every if "lang" in has] == ["en", "en", "pl"]


def test_every_form_of_the_page_carries_the_token_and_who_sends_it() -> None:
    every = web_checks.tags(chat_page(a_page(ask=a_form("Nowak")), environment()))

    posts = [has for tag, has in every if tag == "form"]
    for name in ("token", "as", "beside"):
        assert len([has for _, has in every if has.get("name") == name]) == len(posts)


def test_the_page_has_no_word_of_its_own() -> None:
    blank = Labels(**{one.name: "" for one in fields(Labels)})
    page = replace(a_page(empty=True), labels=blank, people=(), quick=())
    nobody = Someone(id="x", name="", role="")

    html = chat_page(
        replace(page, mine=Side(who=nobody, language="en"), other=Side(who=nobody, language="en")), environment()
    )

    assert not [letter for letter in web_checks.text(html) if letter.isalpha()]


@web_checks.needs_chromium
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(width: int, scheme: str) -> None:
    long = "Konstantynopolitańczykiewiczówna" * 3
    pages = {
        "/": a_page(long),
        "/empty": a_page(empty=True),
        "/form": a_page(ask=a_form(long, errors=False)),
        "/errors": a_page(ask=a_form("Nowak")),
    }

    def answer(path: str) -> str:
        return "" if path.startswith("/live") else chat_page(pages[path.partition("?")[0]], environment())

    with web_checks.opened(
        answer, viewport={"width": width, "height": 700}, color_scheme=scheme, reduced_motion="reduce"
    ) as page:
        for path in (*pages, "/#beside"):
            page.goto("about:blank")
            page.goto(web_checks.HOME + path)
            assert web_checks.axe(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width


@web_checks.needs_chromium
def test_news_arrives_without_touching_what_one_types() -> None:
    now = a_page("Nowak")
    events = ["1"]

    def answer(path: str) -> str:
        if path.startswith("/live"):
            return f"retry: 50\ndata: {events[-1]}\n\n"
        return chat_page(now, environment())

    with web_checks.opened(answer) as page:
        page.goto(web_checks.HOME)
        page.locator("#words").press_sequentially("half a sent")
        page.locator("#chat summary").click()
        page.locator("#words").focus()

        changed = Message(id="2", html=card(a_card("Approved"), LABELS))
        added = Message(id="3", html=bubble("thanks"), mine=True)
        now = replace(now, other=replace(now.other, messages=(now.other.messages[0], changed, added)))
        events.append("2")
        page.locator("#beside .bubble", has_text="thanks").wait_for()

        assert page.locator("#marta-2 h3").inner_text() == "Approved"
        assert page.locator("#marta-1").count() == 1
        page.keyboard.type("ence")
        assert page.locator("#words").input_value() == "half a sentence"
        assert page.locator("#chat details").evaluate("one => one.open")
