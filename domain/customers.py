"""Customers' names and websites, made comparable: the same company however it is written."""

import re
from urllib.parse import urlsplit

from anyascii import anyascii

_LEGAL_FORMS = (
    "spolka z ograniczona odpowiedzialnoscia",
    "spolka z o o",
    "spolka akcyjna",
    "spolka komandytowa",
    "spolka jawna",
    "sociedade anonima",
    "sociedade limitada",
    "limitada",
    "gesellschaft mit beschrankter haftung",
    "sp z o o sp k",
    "sp z o o",
    "sp zoo",
    "spzoo",
    "sp k",
    "sp j",
    "s k a",
    "p s a",
    "s a",
    "s c",
    "z o o",
    "ltda me",
    "ltda epp",
    "ltda",
    "eireli",
    "mei",
    "epp",
    "me",
    "gmbh co kg",
    "gmbh",
    "ag",
    "kg",
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "llc",
    "llp",
    "lp",
    "ltd",
    "limited",
    "plc",
    "co",
    "company",
    "sa",
    "sas",
    "sarl",
    "srl",
    "bv",
    "nv",
    "oy",
    "ab",
    "as",
    "lda",
)
_TAIL = re.compile(r"(?: (?:" + "|".join(re.escape(form) for form in _LEGAL_FORMS) + r"))+$")
_NOT_WORD = re.compile(r"[^0-9a-z]+")


def name_key(name: str) -> str:
    """The name without case, diacritics, punctuation and legal form: "Łódź Sp. z o.o." gives "lodz"."""
    flat = _NOT_WORD.sub(" ", anyascii(name.replace("&", " and ")).casefold()).strip()
    return _TAIL.sub("", flat) or flat


_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")


def website_key(website: str) -> str:
    """The host without "www.", "" where there is none: "https://www.Nowak.pl/sklep" gives "nowak.pl"."""
    text = website.strip().casefold()
    if not text:
        return ""
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
        host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return ""
    host = host.removeprefix("www.").rstrip(".")
    return host if _HOST.fullmatch(host) else ""
