"""All words of cards and forms: what things mean, never how a platform shows them.

Each platform's renderer is one `match` over these words, closed by `assert_never`: a new word breaks
the type check there until every platform knows it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

REF_LIMIT = 100
"""A button's ref, in characters: an id or a cursor, always a hint. Leaves room in Slack's 255 of an action."""


class Mark(StrEnum):
    """The inline marks a text may carry; values never do."""

    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"
    CODE = "code"


class Tone(StrEnum):
    """What a card or a button means to its reader; colours and icons are the platform's."""

    NEUTRAL = "neutral"
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"
    WAITING = "waiting"


class Manner(StrEnum):
    """How one chooses: all in sight, from a list, or by typing (a search asked of SEARCHES)."""

    FEW = "few"
    MANY = "many"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text, raw: whoever renders it escapes it. It may hold anything a person typed."""

    text: str
    mark: Mark = Mark.PLAIN


@dataclass(frozen=True, slots=True)
class Link:
    """A link that Tandem's own texts make, or an announcement, to the programme's own domains.

    No other typed value becomes one.
    """

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence as spans; values in it are inert."""

    spans: tuple[Span | Link, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.spans)


def plain(words: Words) -> str:
    """The sentence without marks, for titles, buttons, options and notifications. Still unescaped."""
    return "".join([span.text if isinstance(span, Span) else span.label for span in words.spans])


def said(text: str) -> Words:
    """A value a person typed, or a name, as inert Words."""
    return Words((Span(text),)) if text else Words()


@dataclass(frozen=True, slots=True)
class Confirm:
    """The question asked before a button acts."""

    title: Words
    text: Words
    yes: Words
    no: Words


@dataclass(frozen=True, slots=True)
class Button:
    """Carries a route, a ref and a version, nothing else; `opens` says that the answer is a form.

    A Teams button must know when it is drawn that it opens a dialog; the other platforms need not.
    """

    label: Words
    route: str
    ref: str = ""
    version: int = 0
    tone: Tone = Tone.NEUTRAL
    opens: bool = False
    confirm: Confirm | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or a few."""

    words: Words


@dataclass(frozen=True, slots=True)
class Note:
    """Something said in a lower voice, below the rest."""

    words: Words


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and its value."""

    label: Words
    value: Words


@dataclass(frozen=True, slots=True)
class Facts:
    """A short table of names and values."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: a title, a detail, and at most one button."""

    title: Words
    detail: Words
    button: Button | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """A list to page through; `more` asks for the next page."""

    rows: tuple[Row, ...]
    more: Button | None = None


@dataclass(frozen=True, slots=True)
class Buttons:
    """What the reader can do."""

    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture at an https address, with what it shows in words."""

    url: str
    alt: Words


@dataclass(frozen=True, slots=True)
class Links:
    """Where the reader can go from here; each is pressed like a button and asks nothing of us."""

    links: tuple[Link, ...]


Part = Paragraph | Note | Facts | Rows | Buttons | Picture | Links


@dataclass(frozen=True, slots=True)
class Passing:
    """What stands below a card until a moment, and not any more from then on."""

    until: datetime
    parts: tuple[Note | Buttons, ...]


@dataclass(frozen=True, slots=True)
class Handed:
    """A file for one person alone: `name` with its ending, `type` its media type as it was sniffed, `title` in words.

    `content` is its bytes, or the hash under which the store of files has them; `size` is how many there are.
    `otherwise` is said in its place where a platform does not let Tandem send files.
    """

    title: Words
    name: str
    type: str
    content: bytes | str = field(repr=False)
    size: int
    otherwise: Words = Words()


@dataclass(frozen=True, slots=True)
class Card:
    """Its first two lines, title and `summary`, suffice to act on it; they are also the notification.

    `secret` says that whoever reads it could act for somebody else: it is shown once and kept nowhere. `rest` brings
    what a platform has no room for (views/rest.py); the edge gives it to each card that can be made again. It says how
    the card was asked for and nothing that is read on it: two that read alike are equal. `passing` is shown by whoever
    knows the time, through `shown_at`. `handed` is the file that the message brings: such a card is a notice's, never a
    reply, and holds nothing besides its first two lines.
    """

    title: Words
    summary: Words
    parts: tuple[Part, ...] = ()
    tone: Tone = Tone.NEUTRAL
    secret: bool = False
    rest: Button | None = field(default=None, compare=False, repr=False)
    passing: Passing | None = None
    handed: Handed | None = None

    def changes_after(self, at: datetime) -> datetime | None:
        """When it is to be shown anew, None where it stays as it is."""
        return self.passing.until if self.passing and self.passing.until > at else None

    def shown_at(self, at: datetime) -> "Card":
        """As it is at that moment."""
        below = self.passing.parts if self.passing and self.passing.until > at else ()
        return replace(self, parts=(*self.parts, *below), passing=None) if self.passing else self


@dataclass(frozen=True, slots=True)
class Option:
    """`value` of at most 75 characters (Slack's option: docs.slack.dev, composition objects).

    `detail` says more of it, and `card` is what stands in a conversation where it is chosen to be put there: both where
    one searches beside a message (Teams' message extension), and nowhere else.
    """

    value: str
    label: Words
    detail: Words = Words()
    card: "Card | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField:
    """Typed text of at most `limit` characters; `lines` where several lines are welcome."""

    name: str
    label: Words
    hint: Words = Words()
    value: str = ""
    required: bool = False
    lines: bool = False
    limit: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class DayField:
    """A day, picked natively; it arrives as YYYY-MM-DD."""

    name: str
    label: Words
    hint: Words = Words()
    value: date | None = None
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One option of several.

    With Manner.SEARCH the options are asked for as one types, from the route `search` of SEARCHES, and
    what was typed may itself be an answer (the search offers it); `options` then holds the present value.
    With Manner.MANY the same route serves where a platform cannot list so many options: Slack takes 100.

    `several`: any number of them, of Manner.MANY, without a search; `value` and what arrives are theirs, separated by
    commas, which no option's own has.
    """

    name: str
    label: Words
    hint: Words = Words()
    value: str = ""
    required: bool = False
    manner: Manner = Manner.MANY
    options: tuple[Option, ...] = ()
    search: str = ""
    several: bool = False

    @property
    def values(self) -> tuple[str, ...]:
        """What is chosen."""
        return tuple(one for one in self.value.split(",") if one) if self.several else (self.value,)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountChoice:
    """Somebody of the platform that the form is on, picked natively; it arrives as the user's id there, a hint.

    Never required: where a platform has nobody to offer it stays empty, and the form must do without it.
    """

    required: ClassVar[bool] = False
    name: str
    label: Words
    hint: Words = Words()
    value: str = ""


Field = TextField | DayField | Choice | AccountChoice


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Asks for several things at once.

    `draft` makes a submission happen once; `ref` and `version` are hints, as in a Button. `errors` stand
    at their field, the one named "" above all fields. `keep`, where there is one, is a second way to send
    the form: its label, and the route that gets what was typed so far, valid or not. `secret` as of a Card.
    """

    route: str
    title: Words
    submit: Words
    fields: tuple[Field, ...]
    intro: tuple[Paragraph | Facts | Note, ...] = ()
    draft: str = ""
    ref: str = ""
    version: int = 0
    keep: Button | None = None
    errors: Mapping[str, Words] = field(default_factory=dict)
    secret: bool = False
