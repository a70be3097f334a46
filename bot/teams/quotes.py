"""Which message somebody replies to in a chat of Teams, which has no threads: the one that their own quotes."""

import re
from collections.abc import Mapping
from typing import Any

from bot.teams.cards import mapping, text_of
from bot.teams.markup import in_lines

_REPLY = re.compile(r"<blockquote\b([^<>]{0,500})>", re.IGNORECASE)
_QUOTED = re.compile(r"<blockquote\b[^<>]{0,500}>.{0,2000}?</blockquote>", re.IGNORECASE | re.DOTALL)
_PLACE = re.compile(r"<quoted\b[^<>]{0,200}/?>", re.IGNORECASE)
_ID = re.compile(r"""itemid=["']([^"'<>]{1,200})["']""", re.IGNORECASE)
_KIND = "schema.skype.com/Reply"
_SOME = 20
_READ = 8000
"""Characters of a text that are looked at."""


def replied_to(activity: Mapping[str, Any]) -> str:
    """Its id; "" for none, for more than one, and where Teams itself does not vouch for the quote.

    Newer clients send an entity `quotedReply` (learn.microsoft.com, QuotedReplyEntity), older ones a <blockquote> in
    the text or in its HTML; `replyToId` is what a message in reply to a card has. In a channel it is the first one of
    the thread.
    """
    found = {_of_entity(one) for one in _some(activity.get("entities")) if one.get("type") == "quotedReply"}
    if not found:
        texts = [activity.get("text"), *(one.get("content") for one in _html(activity))]
        found = {one for text in texts if isinstance(text, str) for one in _quotes(text)}
    if not found:
        found = {text_of(activity, "replyToId") or _thread(activity)}
    return next(iter(found)) if len(found) == 1 else ""


def without_quotes(text: str) -> str:
    """What was written, without what it quotes, which Teams may repeat in it."""
    text = text[:_READ]
    if "<" not in text:
        return text
    if _KIND in text:  # all of it is HTML, then; who is mentioned is looked for later
        text = in_lines(_QUOTED.sub("", text), but=("at", "quoted"))
    return _PLACE.sub("", text)


def _thread(activity: Mapping[str, Any]) -> str:
    return text_of(mapping(activity.get("conversation")), "id").partition(";messageid=")[2]


def _of_entity(entity: Mapping[str, Any]) -> str:
    quote = mapping(entity.get("quotedReply"))
    gone = quote.get("isReplyDeleted") is True or quote.get("validatedMessageReference") is False
    return "" if gone else text_of(quote, "messageId")


def _quotes(text: str) -> list[str]:
    marks = (found[1] for found in _REPLY.finditer(text[:_READ]))
    ids = (_ID.search(mark) for mark in marks if _KIND in mark)
    return [found[1] for found in ids if found]


def _html(activity: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [one for one in _some(activity.get("attachments")) if one.get("contentType") == "text/html"]


def _some(things: object) -> list[Mapping[str, Any]]:
    return [mapping(one) for one in things[:_SOME]] if isinstance(things, list) else []
