"""What people and imports may type to harm others, and how one tells that it did nothing."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from random import Random
from typing import Any

from markdown_it import MarkdownIt

from tests.bot import teams_limits, web_checks
from tests.bot.slack_limits import texts
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
    ">>> q", "# title", "- item", "1. item", "| a | b |", "---", "&lt;!channel&gt;", "&amp;#60;", "&#x202e;", "\\*", "\\",
    "<script>alert(1)</script>", "\"><img src=x onerror='alert(1)'>", "</textarea></option></select></form><h1>",
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


# --- Slack ---

_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_SIGN = re.compile(r"[*~`]|(?<![^\W_])_|_(?![^\W_])")
_SHORTCODE = re.compile(r":[\w+'-]+:")
_QUOTED = re.compile(r"^\s*&gt;", re.MULTILINE)
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt);)")
_NAMED = {"type", "style", "action_id", "block_id", "callback_id", "id", "verb", "route", "ref", "dataset", "size"}
_HELD = {"initial_value", "initial_option"}  # what an input holds when it opens: perhaps nothing is left of it


def slack_faults(shown: Shown, harmless: Shown, t: Translator) -> Iterator[str]:
    for hostile, plain in zip(_slack(shown, t), _slack(harmless, t), strict=True):
        if _bones(hostile) != _bones(plain):
            yield f"another structure: {hostile}"
        for text, own in zip(texts(hostile), texts(plain), strict=False):
            yield from (f"{fault}: {text['text']!r}" for fault in _text_faults(text, own))


def _slack(shown: Shown, t: Translator) -> list[Mapping[str, Any]]:
    return [*surfaces.slack_message(shown), *surfaces.slack_views(shown, t)]


def _text_faults(text: Mapping[str, Any], own: Mapping[str, Any]) -> Iterator[str]:
    said = text["text"]
    if not said.strip():
        yield "empty"
    if _UNSEEN.search(said):
        yield "unseen characters"
    if re.search("<[!@#]", said):
        yield "a mention"
    if text["type"] == "mrkdwn":
        yield from _mark_faults(said, own["text"])


def _mark_faults(said: str, own: str) -> Iterator[str]:
    if set(_SIGN.findall(said)) - set(_SIGN.findall(own)):
        yield "a mark"
    if said.count("<") != own.count("<"):
        yield "a link"
    if _SHORTCODE.search(said) or _QUOTED.search(said) or _ENTITY.search(said):
        yield "a shortcode, a quote or an entity"


def _bones(thing: Any) -> Any:
    """The structure: what it is, not what it says."""
    if isinstance(thing, Mapping):
        return {name: value if name in _NAMED else _bones(value) for name, value in thing.items() if name not in _HELD}
    if isinstance(thing, list | tuple):
        return [_bones(value) for value in thing]
    return "" if isinstance(thing, str) else thing


# --- Teams ---

_CLIENT = MarkdownIt("commonmark")
_PLAIN = ("title", "label", "placeholder", "fallbackText", "summary")


def teams_faults(shown: Shown, harmless: Shown) -> Iterator[str]:
    summaries = [activity["summary"] for activity in surfaces.teams_message(shown)]
    titles = [surfaces.teams_dialog(shown)["task"]["value"]["title"]]
    for hostile, plain in zip(surfaces.teams_cards(shown), surfaces.teams_cards(harmless), strict=True):
        if _bones(hostile) != _bones(plain):
            yield f"another structure: {hostile}"
        for text, own in zip(teams_limits.marked_texts(hostile), teams_limits.marked_texts(plain), strict=False):
            yield from _markdown_faults(text, own)
        unmarked = [value for part in [hostile, *teams_limits.parts_of(hostile)] for value in _unmarked(part)]
        for text in (*summaries, *titles, *unmarked):
            yield from (f"{text!r} is empty" for _ in (1,) if not text.strip())
            yield from (f"{text!r} has unseen characters" for _ in (1,) if _UNSEEN.search(text))


def _unmarked(part: Mapping[str, Any]) -> Iterator[str]:
    """What Teams reads no marks in."""
    yield from (part[name] for name in _PLAIN if name in part)
    yield from (choice["title"] for choice in part.get("choices", ()))
    if part.get("type") == "Input.Text" and part["value"]:
        yield f"x{part['value']}"


def _markdown_faults(text: str, own: str) -> Iterator[str]:
    if not text.strip():
        yield f"an empty text, where {own!r} could stand"
        return
    fault = _not_inert(text, _marks(own))
    yield from (fault,) if fault else ()


@cache
def _marks(own: str) -> frozenset[str]:
    return frozenset(teams_limits.PLAIN | teams_limits.inline_types(_CLIENT.parse(own)))


@lru_cache(20_000)  # the same value stands on many cards
def _not_inert(text: str, allowed: frozenset[str]) -> str:
    try:
        teams_limits.assert_inert(text, set(allowed))
    except AssertionError as fault:
        return f"{text!r}: {str(fault)[:200]}"
    return ""


# --- the web ---


def web_faults(shown: Shown, harmless: Shown, t: Translator) -> Iterator[str]:
    hostile, plain = (surfaces.web(one, t) for one in (shown, harmless))
    if web_checks.shape(hostile) != web_checks.shape(plain):
        yield f"another structure: {hostile}"
    told = [web_checks.text(hostile), *(value for _, has in web_checks.tags(hostile) for value in has.values())]
    yield from (f"unseen characters: {text!r}" for text in told if _UNSEEN.search(text))
