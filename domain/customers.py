"""Customers' names and websites, made comparable: the same company however it is written."""

import re
from urllib.parse import urlsplit

from domain.folding import folded

# Polish, Portuguese, German, English and what else is met in their trade; without diacritics.
_DOTTED = """
    spzoo
    spk
    spj
    spp
    sa
    sc
    ska
    psa
    zoo
    ltda
    lda
    gmbh
    mbh
    ag
    kg
    kgaa
    ohg
    ug
    ek
    ev
    gbr
    se
    llc
    llp
    lp
    ltd
    plc
    pty
    sas
    sarl
    srl
    spa
    bv
    nv
    as
"""
"""Written with or without dots and spaces: "Sp. z o. o.", "sp zoo", "S/A"."""
_WHOLE = """
    spolka z ograniczona odpowiedzialnoscia
    spolka zoo
    spolka z o o
    prosta spolka akcyjna
    spolka akcyjna
    spolka komandytowa
    spolka komandytowo akcyjna
    spolka jawna
    spolka cywilna
    sociedade anonima
    sociedade limitada
    limitada
    unipessoal
    eireli
    mei
    epp
    me
    cia
    and cia
    e cia
    gesellschaft mit beschrankter haftung
    gesellschaft mbh
    aktiengesellschaft
    haftungsbeschrankt
    inc
    incorporated
    corp
    corporation
    limited
    co
    and co
    und co
    company
    and company
    oy
    ab
"""
_FORMS = (*(" ?".join(form) for form in _DOTTED.split()), *(form.strip() for form in _WHOLE.strip().splitlines()))
_TAIL = re.compile(r"(?: (?:" + "|".join(sorted(_FORMS, key=len, reverse=True)) + r"))+$")
_NOT_WORD = re.compile(r"[^0-9a-z]+")
_UMLAUT = re.compile(r"(?<![aeiouq])([aou])e")
_AND = re.compile(r"(?<=[a-z0-9]{2} )(?:and|und|oraz|i|e) (?=[a-z0-9]{2})")


def name_words(name: str) -> str:
    """The name without case, diacritics, punctuation and legal form: "Hurt-Pol Łódź Sp. z o.o." gives "hurt pol lodz".

    "&" is any language's "and", "ue" is "ü" and "u".
    """
    flat = _NOT_WORD.sub(" ", folded(name.replace("&", " and ").replace("'", ""))).strip()
    flat = _UMLAUT.sub(r"\1", flat)
    return _AND.sub("", _TAIL.sub("", flat) or flat)


def name_key(name: str) -> str:
    """The same without spaces: "hurtpollodz".

    Two companies may share a key now and then; one company must not have two, however it is written.
    """
    return name_words(name).replace(" ", "")


_SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])")
_WWW = re.compile(r"www\.(?=.*\.)")


def website_key(website: str) -> str:
    """The host without "www.", "" where there is none: "https://www.Nowak.pl/sklep" gives "nowak.pl"."""
    text = website.strip().casefold()
    if not text:
        return ""
    try:
        host = urlsplit(text if _SCHEME.match(text) else f"//{text}").hostname or ""
        host = host.rstrip(".").encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return ""
    host = _WWW.sub("", host, count=1) if host.startswith("www.") else host
    return host if _HOST.fullmatch(host) else ""
