"""Cards as Slack's blocks, in messages, modals and App Home alike; and what a pressed button carried."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import assert_never

from bot.slack import limits
from bot.slack.mrkdwn import EMPTY, Json, clean, clip, divided, escaped, plain_text, text_object
from views.rest import CUT, beginning
from views.vocabulary import (
    REF_LIMIT,
    Button,
    Buttons,
    Card,
    Confirm,
    Fact,
    Facts,
    Link,
    Links,
    Mark,
    Note,
    Paragraph,
    Part,
    Picture,
    Row,
    Rows,
    Span,
    Tone,
    Words,
    plain,
    said,
)

# Said before the title, which says the same in words: no reader needs to see the sign or its colour.
_SIGNS = {
    Tone.NEUTRAL: "",
    Tone.GOOD: "\u2705 ",
    Tone.WARNING: "\u26a0\ufe0f ",
    Tone.BAD: "\u274c ",
    Tone.WAITING: "\u23f3 ",
}
_STYLES = {Tone.GOOD: "primary", Tone.BAD: "danger"}
_AGAIN = "#"
_NOTHING = Words()


def message(card: Card) -> Json:
    """What chat.postMessage and chat.update take of a card: `text` and `blocks`."""
    return {"text": text(card), "blocks": blocks(card)}


def text(card: Card) -> str:
    """Title and summary: the notification, and what screen readers read instead of the blocks."""
    lines = (clean(plain(words), lines=True).strip() for words in (card.title, card.summary))
    return clip(escaped("\n".join(line for line in lines if line)) or EMPTY, limits.MESSAGE_TEXT)


def blocks(card: Card, most: int = limits.MESSAGE_BLOCKS) -> list[Json]:
    """Title, summary and parts in at most `most` blocks; always at least one."""
    drawn = list(_all(card, card.parts))
    if len(drawn) > most:
        drawn = list(_all(card, beginning(card, lambda parts: len(list(_all(card, parts))) <= most)))
    return distinct(first(drawn, most))


def fits(card: Card) -> bool:
    """Whether a message has room for all of it."""
    return len(list(_all(card, card.parts))) <= limits.MESSAGE_BLOCKS


def part_blocks(part: Part) -> list[Json]:
    """One part, as one block or several, or none where it says nothing."""
    match part:
        case Paragraph(words):
            return [section(one) for one in divided(words, limits.SECTION_TEXT)] if words else []
        case Note(words):
            return [note(words)] if words else []
        case Facts(facts):
            return _facts(facts)
        case Rows(rows, more):
            return [*map(_row, rows), *_actions([more] if more else [])]
        case Buttons(buttons):
            return _actions(buttons)
        case Picture(url, alt):
            return [{"type": "image", "image_url": url, "alt_text": clip(_spoken(alt), limits.ALT_TEXT)}]
        case Links(links):
            return [
                {"type": "actions", "elements": row} for row in _rows([_leading(one) for one in links], limits.ACTIONS)
            ]
        case _:
            assert_never(part)


def without_pictures(drawn: Sequence[Json]) -> list[Json]:
    """Each picture is a link to it, by what it shows."""
    return [
        section(Words((Link(block["alt_text"], block["image_url"]),))) if block["type"] == "image" else block
        for block in drawn
    ]


def section(words: Words) -> Json:
    return {"type": "section", "text": text_object(words, limits.SECTION_TEXT)}


def note(words: Words) -> Json:
    return {"type": "context", "elements": [text_object(words, limits.CONTEXT_TEXT)]}


def button(of: Button, *, about: Words = _NOTHING) -> Json:
    """A button; `about` is what a screen reader says after its label, where many have the same label."""
    spoken = ", ".join(word for word in (clean(plain(of.label)).strip(), clean(plain(about)).strip()) if word)
    return {
        "type": "button",
        "text": plain_text(of.label, limits.BUTTON_TEXT),
        "action_id": of.route,
        "value": pack(of.ref, of.version),
        "accessibility_label": clip(spoken or EMPTY, limits.BUTTON_SPOKEN),
        **_style(of.tone),
        **({"confirm": _confirm(of.confirm, of.tone)} if of.confirm else {}),
    }


def _spoken(words: Words) -> str:
    return clean(plain(words)).strip() or EMPTY


def _leading(link: Link) -> Json:
    """A button that only opens an address; Slack tells us of the press all the same, and nothing is to be done."""
    label = said(link.label)
    return {
        "type": "button",
        "text": plain_text(label, limits.BUTTON_TEXT),
        "action_id": LEADS,
        "url": link.url,
        "accessibility_label": clip(_spoken(label), limits.BUTTON_SPOKEN),
    }


LEADS = "leads"
"""The action of a button that only opens an address."""


def pack(ref: str, version: int) -> str:
    """A button's `value`; `unpack` is its inverse."""
    return f"{version}:{ref}"


def unpack(value: object) -> tuple[str, int]:
    """The ref and the version of a pressed button; ("", 0) for anything that `pack` did not make."""
    if not isinstance(value, str):
        return "", 0
    version, colon, ref = value.partition(":")
    if not colon or len(ref) > REF_LIMIT or len(version) > len("2147483647"):
        return "", 0
    return (ref, int(version)) if version.isascii() and version.isdecimal() else ("", 0)


def route_of(action_id: object) -> str:
    """The route of a pressed button: its action_id as far as the "#" that sets a repeated route apart."""
    return action_id.partition(_AGAIN)[0] if isinstance(action_id, str) else ""


def distinct(blocks: Sequence[Json]) -> list[Json]:
    """The same blocks, with each button's action_id unique among them: "open", "open#2", "open#3"."""
    seen: Counter[str] = Counter()
    return [_counted(block, seen) for block in blocks]


def _counted(block: Json, seen: Counter[str]) -> Json:
    if block["type"] == "actions":
        return {**block, "elements": [_named(one, seen) for one in block["elements"]]}
    return {**block, "accessory": _named(block["accessory"], seen)} if "accessory" in block else block


def _named(pressed: Json, seen: Counter[str]) -> Json:
    route = route_of(pressed["action_id"])
    seen[route] += 1
    return {**pressed, "action_id": route if seen[route] == 1 else f"{route}{_AGAIN}{seen[route]}"}


def first(blocks: Sequence[Json], most: int) -> list[Json]:
    """The first part of what is too long, then CUT, then its last buttons: one can still decide."""
    if len(blocks) <= most:
        return list(blocks)
    last = [blocks[-1]] if blocks[-1]["type"] == "actions" else []
    return [*blocks[: most - 1 - len(last)], note(said(CUT)), *last]


def _all(card: Card, parts: Iterable[Part]) -> Iterator[Json]:
    yield {"type": "header", "text": plain_text(card.title, limits.HEADER, before=_SIGNS[card.tone])}
    if card.summary:
        yield section(card.summary)
    for part in parts:
        yield from part_blocks(part)


def _facts(facts: Iterable[Fact]) -> list[Json]:
    """Name left, value right: a value in a field of its own needs no marks and stays as it was typed."""
    fields = [field for fact in facts for field in _fact(fact)]
    return [{"type": "section", "fields": row} for row in _rows(fields, limits.SECTION_FIELDS)]


def _fact(fact: Fact) -> tuple[Json, Json]:
    label = Words((Span(plain(fact.label), Mark.BOLD),))
    return (
        text_object(label, limits.SECTION_FIELD, lines=False),
        text_object(fact.value, limits.SECTION_FIELD),
    )


@lru_cache(maxsize=1024)
def _row(row: Row) -> Json:
    """Drawn once, since lists show most rows again; not to be changed."""
    title = Words((Span(clip(clean(plain(row.title)), limits.SECTION_TEXT // 4), Mark.BOLD),))
    gap = (Span("\n"),) if row.title and row.detail else ()
    block = section(Words((*title.spans, *gap, *row.detail.spans)))
    return {**block, "accessory": button(row.button, about=row.title)} if row.button else block


def _actions(buttons: Iterable[Button]) -> list[Json]:
    drawn = [button(one) for one in buttons]
    return [{"type": "actions", "elements": row} for row in _rows(drawn, limits.ACTIONS)]


def _rows(things: Sequence[Json], most: int) -> Iterator[list[Json]]:
    """By `most` at a time; none where there are none."""
    return (list(things[start : start + most]) for start in range(0, len(things), most))


def _confirm(confirm: Confirm, tone: Tone) -> Json:
    return {
        "title": plain_text(confirm.title, limits.CONFIRM_TITLE),
        "text": plain_text(confirm.text, limits.CONFIRM_TEXT, lines=True),
        "confirm": plain_text(confirm.yes, limits.CONFIRM_BUTTON),
        "deny": plain_text(confirm.no, limits.CONFIRM_BUTTON),
        **_style(tone),
    }


def _style(tone: Tone) -> Mapping[str, str]:
    return {"style": _STYLES[tone]} if tone in _STYLES else {}
