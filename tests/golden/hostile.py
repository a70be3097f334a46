"""What people and imports may type to harm others, and how one tells that it did nothing."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from random import Random
from typing import Any

from markdown_it import MarkdownIt

from tests.bot import teams_limits, web_checks
from tests.bot.slack_limits import texts, walk
from tests.gallery import Shown
from tests.golden import surfaces
from views.translator import Translator

KINDS = (
    "<!channel>", "<!here|here>", "<!everyone>", "<!subteam^S1>", "<!date^1392734382^{date}|x>", "@channel",
    "@everyone", "<@U1>", "<@U0MANAGER|boss>", "<#C1>", "<#C1|general>",
    "<https://evil.example|bank>", "<mailto:a@evil.example|x>", "https://evil.example/a?b=1", "www.evil.example",
    "[x](http://evil.example)", "![x](http://evil.example/y.png)", "[x]: http://evil.example", "<http://evil.example>",
    "<at>Boss</at>", '<at id="0">Boss</at>', "{{DATE(2026-01-01T00:00:00Z)}}", "{{TIME(2026-01-01T00:00:00Z)}}", "${x}",
    "*bold*", "**bold**", "_italic_", "__x__", "~gone~", "~~gone~~", "`code`", "```fence```", ":smile:", "> quote",
    ">>> q", "# title", "- item", "1. item", "| a | b |", "---", "&lt;!channel&gt;", "&amp;#60;", "&#x202e;", "\\*",
    "\\", "<script>alert(1)</script>", "\"><img src=x onerror='alert(1)'>",
    "</textarea></option></select></form><h1>",
    "' autofocus onfocus=alert(1) x='", "<!-- -->", "]]>", "javascript:alert(1)",
    "{0} {1} %s %(x)s {{ 7*7 }} {% raw %}",
    "\u202egnp.exe\u202c", "\u2066x\u2069", "\u200e\u200f\u061c", "a\u200bd\u2060m\ufeffin", "No\u200dwak", "\u00ad",
    "\x00", "a\x07\x1b[31mb", "\ud800", "\udfff\ud83d", "\ufffe\uffff", "\ue000customer\ue001",
    "a\r\nb", "\n\n\n", "one\ntwo\u2028three\u2029four\x85five", "\t", " ", "\u3164\u2800\u115f",
    "Z" + "\u0351\u0489" * 40, "W" * 1200, "\ufdfd" * 30, "مرحبا بالعالم", "שלום עולם", "العربية <!here> *x*",
    "👨‍👩‍👧‍👦", "🇵🇱🇧🇷🇺", "👍🏽❤️🏳️‍🌈1️⃣", "\u200d👩\ufe0f", "\U000e0041\U000e007f",
)  # fmt: skip
"""One of each kind."""


def strings(random: Random) -> Iterator[str]:
    """A kind as it is, several together, or parts of them: what a cut may leave."""
    while True:
        many = random.choice((1, 2, 2, 3, 5))
        whole = random.choice(("", "", " ", "\n")).join(random.choice(KINDS) for _ in range(many))
        start = random.randrange(len(whole)) if whole and random.random() < 0.3 else 0
        yield whole[start:]


@dataclass(frozen=True)
class Seen:
    """What the platforms get of one card or form, taken apart: structure, texts that may hold marks, other texts."""

    slack: Any
    mrkdwn: Sequence[str]
    teams: Any
    markdown: Sequence[str]
    web: Any
    plain: Sequence[str]
    held: Sequence[str]
    """What inputs hold when they open; it may well be blank."""

    def faults(self, harmless: "Seen") -> Iterator[str]:
        """What is otherwise than with harmless values, and what must not be anywhere."""
        for platform in ("slack", "teams", "web"):
            if getattr(self, platform) != getattr(harmless, platform):
                yield f"another structure on {platform}"
        yield from (
            fault for pair in zip(self.mrkdwn, harmless.mrkdwn, strict=False) for fault in _mrkdwn_faults(*pair)
        )
        yield from (
            fault for pair in zip(self.markdown, harmless.markdown, strict=False) for fault in _markdown_faults(*pair)
        )
        for text in (*self.mrkdwn, *self.markdown, *self.plain):
            if not text.strip():
                yield "an empty text"
        for text in (*self.mrkdwn, *self.markdown, *self.plain, *self.held):
            if UNSEEN.search(text):
                yield f"unseen characters: {text!r}"


def seen(shown: Shown, t: Translator) -> Seen:
    slack = [*surfaces.slack_messages(shown, t), *surfaces.slack_views(shown, t)]
    spoken = [text for thing in slack for text in texts(thing)]
    teams = surfaces.teams(shown)
    cards = teams.cards
    html = str(surfaces.web(shown, t))
    return Seen(
        slack=_bones(slack),
        mrkdwn=[text["text"] for text in spoken if text["type"] == "mrkdwn"],
        teams=_bones(cards),
        markdown=[text for card in cards for text in teams_limits.marked_texts(card)],
        web=web_checks.shape(html),
        plain=[
            *(text["text"] for text in spoken if text["type"] == "plain_text"),
            *(activity["summary"] for activity in teams.messages),
            teams.dialog["task"]["value"]["title"],
            *(text for card in cards for part in (card, *teams_limits.parts_of(card)) for text in _unmarked(part)),
            web_checks.text(html),
        ],
        held=[
            *(part["initial_value"] for thing in slack for part in walk(thing) if "initial_value" in part),
            *(part["value"] for card in cards for part in teams_limits.inputs_of(card) if part["type"] == "Input.Text"),
            *(value for _, has in web_checks.tags(html) for value in has.values()),
        ],
    )


_NAMED = {"type", "style", "action_id", "block_id", "callback_id", "id", "verb", "route", "ref", "dataset", "size"}
_HELD = {"initial_value", "initial_option"}  # what an input holds when it opens: perhaps nothing is left of it


def _bones(thing: Any) -> Any:
    """The structure: what it is, not what it says."""
    if isinstance(thing, Mapping):
        return {name: value if name in _NAMED else _bones(value) for name, value in thing.items() if name not in _HELD}
    if isinstance(thing, list | tuple):
        return [_bones(value) for value in thing]
    return "" if isinstance(thing, str) else thing


UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_SIGN = re.compile(r"[*~`]|(?<![^\W_])_|_(?![^\W_])")
_SHORTCODE = re.compile(r":[\w+'-]+:")
_QUOTED = re.compile(r"^\s*&gt;", re.MULTILINE)
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt);)")


def _mrkdwn_faults(said: str, own: str) -> Iterator[str]:
    """Our own sentence has its marks and links; a value adds none."""
    lines = 1 + said.count("\n")  # a mark is closed and opened again at each
    if set(_SIGN.findall(said)) - set(_SIGN.findall(own)) or len(_SIGN.findall(said)) > lines * len(_SIGN.findall(own)):
        yield f"a mark: {said!r}"
    if said.count("<") != own.count("<"):
        yield f"a link or a mention: {said!r}"
    if _SHORTCODE.search(said) or _QUOTED.search(said) or _ENTITY.search(said):
        yield f"a shortcode, a quote or an entity: {said!r}"


_CLIENT = MarkdownIt("commonmark")
_PLAIN = ("title", "label", "placeholder", "fallbackText")


def _unmarked(part: Mapping[str, Any]) -> Iterator[str]:
    """What Teams reads no marks in."""
    yield from (part[name] for name in _PLAIN if name in part)
    yield from (choice["title"] for choice in part.get("choices", ()))


def _markdown_faults(said: str, own: str) -> Iterator[str]:
    fault = _not_inert(said, _marks(own))
    yield from (fault,) if fault else ()


@cache
def _marks(own: str) -> frozenset[str]:
    return frozenset(teams_limits.PLAIN | teams_limits.inline_types(_CLIENT.parse(own)))


@lru_cache(20_000)  # the same value stands on many cards
def _not_inert(said: str, allowed: frozenset[str]) -> str:
    try:
        teams_limits.assert_inert(said, set(allowed))
    except AssertionError as fault:
        return f"{said!r}: {str(fault)[:200]}"
    return ""
