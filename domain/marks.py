"""The four inline marks of texts that people write, and where the links in them lead."""

import re
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

MARKED = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|_(?P<italic>[^_]+)_|`(?P<code>[^`]+)`|\[(?P<label>[^\]]+)\]\((?P<url>https?://[^)\]>\s]+)\)"
)
"""**bold**, _italic_, `code` and [label](url); what stands between them is plain."""

# Ends where the address behind a label ends: what is looked at is all of what is followed.
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://[^\s)\]>]+", re.IGNORECASE)
_UNSAFE = frozenset('<>|"`\\ ')


def addresses(text: str) -> Iterator[str]:
    """Every address in a text, behind a label or bare: a platform may make a link of either."""
    return (found[0] for found in _ADDRESS.finditer(text))


def leads_to(url: str, domains: Collection[str]) -> bool:
    """Whether it is an https address on one of these domains, or below one, and nothing that looks like it."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    plain = parts.scheme == "https" and port is None and "@" not in parts.netloc and not _UNSAFE & set(url)
    return plain and url.isprintable() and any(host == one or host.endswith(f".{one}") for one in domains)
