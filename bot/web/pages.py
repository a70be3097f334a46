"""Cards and the chat page as HTML: one small function a word of the vocabulary."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from importlib.resources import files
from typing import Self, assert_never

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from bot.web import markup
from views.vocabulary import (
    REF_LIMIT,
    Button,
    Buttons,
    Card,
    Confirm,
    Facts,
    Handed,
    Link,
    Links,
    Note,
    Paragraph,
    Part,
    Picture,
    Row,
    Rows,
    Tone,
    said,
)

_HIGHEST_VERSION_DIGITS = 9
_ROUTE_LIMIT = 100

_ICONS = {
    Tone.GOOD: "M5 10.5l3.2 3.2L15 7",
    Tone.WARNING: "M10 5v6M10 14v.5",
    Tone.BAD: "M6.5 6.5l7 7M13.5 6.5l-7 7",
    Tone.WAITING: "M10 5.5V10l3 2",
}


@dataclass(frozen=True)
class Pressed:
    """What a pressed button carried; all of it hints."""

    route: str
    ref: str
    version: int


@dataclass(frozen=True, kw_only=True)
class Labels:
    """The page's own sentences, in the reader's language, unescaped.

    `tone_*` is what a card's icon says to those who cannot see it.
    """

    product: str
    people: str
    chat: str
    beside: str
    change: str
    swap: str
    composer: str
    send: str
    file: str
    send_file: str
    quick: str
    you: str
    nothing: str
    welcome: str
    welcome_text: str
    refresh: str
    close: str
    news: str
    skip: str
    tone_good: str
    tone_warning: str
    tone_bad: str
    tone_waiting: str
    required: str
    errors: str
    choose: str

    @classmethod
    def spoken(cls, say: Callable[[str], str]) -> Self:
        """Every label from its message: `tone_good` is `say("web-tone-good")`."""
        return cls(**{one.name: say(f"web-{one.name.replace('_', '-')}") for one in fields(cls)})

    def tone(self, tone: Tone) -> str:
        """The tone in a word; "" for the neutral one, which has no icon."""
        return "" if tone is Tone.NEUTRAL else str(getattr(self, f"tone_{tone}"))


@dataclass(frozen=True, kw_only=True)
class Someone:
    """A person one can be: `role` is a line such as "Partner, São Paulo", `beside` the id of whom they work with."""

    id: str
    name: str
    role: str
    beside: str = ""

    @property
    def given(self) -> str:
        """The first of the names, all that a phone has room for."""
        return markup.one_line(self.name).partition(" ")[0]

    @property
    def family(self) -> str:
        """The names after the first."""
        return markup.one_line(self.name).partition(" ")[2]

    @property
    def initials(self) -> str:
        """Of the first and the last name."""
        return (self.given[:1] + self.family.rpartition(" ")[2][:1]).upper()


@dataclass(frozen=True, kw_only=True)
class Message:
    """`id` stays when the message is amended; `mine` is what the person said, else Tandem's card."""

    id: str
    html: Markup
    mine: bool = False
    moment: str = ""


@dataclass(frozen=True, kw_only=True)
class Quick:
    """A word of a command, one click away: `words` is said as if it had been typed."""

    words: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Side:
    """A person and that person's chat with Tandem, oldest message first, in that person's language."""

    who: Someone
    language: str
    messages: tuple[Message, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ChatPage:
    """All that the chat page shows. `quick` begins with what a stranger should do first.

    `key` is of this page alone: what is sent twice from it is one thing. `drops`: files can be sent.
    """

    language: str
    token: str
    key: str
    labels: Labels
    people: tuple[Someone, ...]
    mine: Side
    other: Side
    quick: tuple[Quick, ...] = ()
    drops: bool = False
    form: Markup | None = None


def environment() -> Environment:
    """Jinja with our templates, from wherever the package is installed; everything is escaped."""
    return Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def chat_page(page: ChatPage, templates: Environment) -> str:
    """The whole page; live.js takes the two chats out of it again."""
    html = templates.get_template("chat.html").render(page=page, labels=page.labels)
    return html.encode("utf-8", "ignore").decode("utf-8")  # a lone surrogate in a value cannot be sent


def refusal_page(language: str, sentence: str, again: str, templates: Environment) -> str:
    """A page with one sentence, and a link `again` to the chat."""
    return templates.get_template("refusal.html").render(language=language, sentence=sentence, again=again)


def bubble(text: str) -> Markup:
    """What a person said."""
    return Markup('<p class="bubble">{}</p>').format(markup.lines(said(text)))


def card(card: Card, labels: Labels, file: str = "") -> Markup:
    """What Tandem said. Its buttons belong to the form that stands around the chat; `file` is the address of the one
    that it hands over.
    """
    return Markup('<article class="card tone-{}"><h3>{}<span>{}</span></h3>{}{}{}</article>').format(
        card.tone,
        _icon(card.tone, labels),
        markup.title(card.title),
        Markup('<p class="summary">{}</p>').format(markup.lines(card.summary)) if card.summary else "",
        Markup().join(part(one) for one in card.parts),
        _download(card.handed, file) if card.handed and file else "",
    )


def _download(file: Handed, address: str) -> Markup:
    return Markup('<div class="buttons"><a class="button neutral" href="{}" download>{}</a></div>').format(
        address, file.name
    )


def part(part: Part) -> Markup:
    """One word of a card, as HTML."""
    match part:
        case Paragraph(words):
            return Markup("<p>{}</p>").format(markup.lines(words))
        case Note(words):
            return Markup('<p class="note">{}</p>').format(markup.lines(words))
        case Facts():
            return _facts(part)
        case Rows():
            return _rows(part)
        case Buttons(buttons):
            return _buttons(*buttons)
        case Picture(url, alt):
            return Markup(
                '<figure class="picture"><img src="{}" alt="{}" referrerpolicy="no-referrer"></figure>'
            ).format(url, markup.label(alt))
        case Links(links):
            return Markup('<div class="buttons">{}</div>').format(Markup().join(_leading(one) for one in links))
        case _:
            assert_never(part)


def packed(card: Card) -> Iterator[str]:
    """Every button on a card, as `pack` makes it."""
    for one in card.parts:
        match one:
            case Buttons(buttons):
                yield from map(pack, buttons)
            case Rows(rows, more):
                yield from (pack(row.button) for row in rows if row.button)
                yield from (pack(more),) if more else ()
            case _:
                pass


def pack(button: Button) -> str:
    """A button's route, ref and version as one value."""
    return f"{button.version}:{button.route}:{button.ref}"


def unpack(packed: str) -> Pressed | None:
    """What `pack` made; None for anything else."""
    version, _, rest = packed.partition(":")
    route, _, ref = rest.partition(":")
    if not (route and packed.isprintable() and len(ref) <= REF_LIMIT and len(route) <= _ROUTE_LIMIT):
        return None
    number = whole(version)
    return None if number is None else Pressed(route, ref, number)


def whole(text: str) -> int | None:
    """A version as sent; None where it is no such number."""
    fits = text.isascii() and text.isdigit() and len(text) <= _HIGHEST_VERSION_DIGITS
    return int(text) if fits else None


def _template(name: str) -> str | None:
    file = files("bot.web") / "templates" / name
    return file.read_text(encoding="utf-8") if file.is_file() else None


def _icon(tone: Tone, labels: Labels) -> Markup:
    if tone is Tone.NEUTRAL:
        return Markup()
    return Markup(
        '<span class="icon" role="img" aria-label="{}">'
        '<svg viewBox="0 0 20 20" aria-hidden="true"><path d="{}"/></svg></span>'
    ).format(labels.tone(tone), _ICONS[tone])


def _facts(facts: Facts) -> Markup:
    each = (
        Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(markup.title(fact.label), markup.lines(fact.value))
        for fact in facts.facts
    )
    return Markup('<dl class="facts">{}</dl>').format(Markup().join(each))


def _rows(rows: Rows) -> Markup:
    return Markup('<ul class="rows">{}</ul>{}').format(
        Markup().join(_row(row) for row in rows.rows),
        _buttons(rows.more) if rows.more else "",
    )


def _row(row: Row) -> Markup:
    return Markup('<li><div><p class="name">{}</p><p class="detail">{}</p></div>{}</li>').format(
        markup.title(row.title),
        markup.lines(row.detail),
        _button(row.button) if row.button else "",
    )


def _buttons(*buttons: Button) -> Markup:
    return Markup('<div class="buttons">{}</div>').format(Markup().join(_button(button) for button in buttons))


def _button(button: Button) -> Markup:
    if button.confirm:
        return _asking(button, button.confirm)
    return Markup('<button class="button {}" name="press" value="{}">{}</button>').format(
        button.tone, pack(button), markup.title(button.label)
    )


def _leading(link: Link) -> Markup:
    return Markup(
        '<a class="button neutral" href="{}" target="_blank" rel="noopener noreferrer nofollow">{}</a>'
    ).format(link.url, markup.title(said(link.label)))


def _asking(button: Button, confirm: Confirm) -> Markup:
    """Opens without a script; while it is open, what opened it says "no"."""
    return Markup(
        '<details class="confirm"><summary class="button {}">'
        '<span class="ask">{}</span><span class="no">{}</span></summary>'
        '<div class="question"><p><strong>{}</strong></p><p>{}</p>{}</div></details>'
    ).format(
        button.tone,
        markup.title(button.label),
        markup.title(confirm.no),
        markup.title(confirm.title),
        markup.lines(confirm.text),
        Markup('<button class="button {}" name="press" value="{}">{}</button>').format(
            button.tone, pack(button), markup.title(confirm.yes)
        ),
    )
