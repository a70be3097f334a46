"""What people wrote in Slack, as they wrote it."""

import re

from bot.untrusted import visible

# docs.slack.dev/messaging/formatting-message-text: what people write comes with these three escaped, with links,
# channels and people in angle brackets.
_BRACKETS = re.compile(r"<(?:mailto:|tel:)?([^<>|]*)(?:\|([^<>]*))?>")
_MENTION = re.compile(r"<[@#!][^<>|]*(?:\|([^<>]*))?>")
_MARKED = re.compile(r"<([@#!])([^<>|]*)(?:\|([^<>]*))?>")
_LONGEST = 6000
"""Characters of a message that are read; Slack's longest is 40,000."""
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def written(text: str) -> str:
    """In one line, each link by its label."""
    text = _BRACKETS.sub(lambda found: found[2] or found[1], text) if "<" in text else text
    return " ".join(visible(_unescaped(text)).split())


def without_people(text: str) -> str:
    """What somebody else wrote, line by line, without the ids that stand for people."""
    return _lines(_MENTION.sub(lambda found: found[1] or "", text[:_LONGEST]))


def whole(text: str) -> str:
    """Line by line, with all that is in it: where links lead, and who is mentioned, by an id where there is no name."""
    text = _MARKED.sub(_mentioned, text[:_LONGEST])
    return _lines(_BRACKETS.sub(_linked, text))


def _lines(text: str) -> str:
    return "\n".join(written(line) for line in text.splitlines()).strip()


def _mentioned(found: re.Match[str]) -> str:
    """As "#general", "@channel" or "@U012AB3CD"; of a date, and the like, the words beside it."""
    sign, name, label = found[1], found[2], found[3]
    if label:
        return label if sign == "!" else f"{sign}{label.removeprefix(sign)}"
    return f"{'#' if sign == '#' else '@'}{name}"


def _linked(found: re.Match[str]) -> str:
    where, label = found[1], found[2]
    return f"{label} ({where})" if label and label not in where else where


def _unescaped(text: str) -> str:
    if "&" in text:
        for entity, sign in _ENTITIES:
            text = text.replace(entity, sign)
    return text
