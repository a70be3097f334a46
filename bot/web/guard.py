"""Keeps the demo's door shut to all but a browser on this very machine, looking at our own pages."""

import hmac
import ipaddress
import secrets
from collections.abc import Mapping
from types import MappingProxyType

# Every answer carries these. Not "no-referrer": with it browsers send "Origin: null" with our own forms.
HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": (
            "default-src 'self'; img-src 'self' https:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        ),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
)

_NAMES = ("localhost", "127.0.0.1", "[::1]")
_HTTP_PORT = 80
_READING = {"GET", "HEAD"}
_OF_A_PROXY = {"forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip"}


def objection(method: str, headers: Mapping[str, str], *, remote: str | None, port: int) -> str | None:
    """Why this request is refused (403; the words are for the log), or None; never raises.

    `remote` is the address at the other end of the socket, `port` where we listen. `headers` may name one
    header twice, as aiohttp's do. A request that changes something needs a form token besides.
    """
    if not _is_loopback(remote):
        return "not from this machine"
    if any(name.lower() in _OF_A_PROXY or name.lower().startswith("x-forwarded-") for name in headers):
        return "through a proxy"
    if not _is_us(_all(headers, "host"), _hosts(port)):
        return "under another name"
    if method not in _READING and not _is_same_origin(headers):
        return "from another page"
    return None


def _is_loopback(remote: str | None) -> bool:
    try:
        return ipaddress.ip_address(remote or "").is_loopback
    except ValueError:
        return False


def _hosts(port: int) -> set[str]:
    bare = set(_NAMES) if port == _HTTP_PORT else set()
    return bare | {f"{name}:{port}" for name in _NAMES}


def _all(headers: Mapping[str, str], name: str) -> list[str]:
    return [value.lower() for key, value in headers.items() if key.lower() == name]


def _is_us(values: list[str], ours: set[str]) -> bool:
    return len(values) == 1 and values[0] in ours


def _is_same_origin(headers: Mapping[str, str]) -> bool:
    """One witness at least and none against it: Sec-Fetch-Site, Origin, or Referer where the others lack.

    The page stands under the very name that it posts to: localhost and 127.0.0.1 are two sites to a browser.
    """
    host = _all(headers, "host")[0]
    site, origin, referer = _all(headers, "sec-fetch-site"), _all(headers, "origin"), _all(headers, "referer")
    if site and not _is_us(site, {"same-origin"}):
        return False
    if origin and not _is_us(origin, {f"http://{host}"}):
        return False
    if site or origin:
        return True
    return len(referer) == 1 and referer[0].startswith(f"http://{host}/")


# --- forms ---


def new_session() -> str:
    """What the cookie holds: nothing but chance, 256 bits."""
    return secrets.token_urlsafe(32)


def token_for(session: str, *, key: bytes) -> str:
    """The token that every form of this session carries; `key` is made anew when the process starts."""
    return hmac.digest(key, b"form:" + _octets(session), "sha256").hex()


def token_matches(session: str, token: str, *, key: bytes) -> bool:
    """In constant time. Without a session nothing matches."""
    return session != "" and hmac.compare_digest(_octets(token_for(session, key=key)), _octets(token))


def sign_file(session: str, person: str, copy: str, until: int, *, key: bytes) -> str:
    """Of the address of a file: for this session, this person and this copy alone, until a second since 1970."""
    said = repr((session, person, copy, until)).encode(errors="surrogatepass")
    return hmac.digest(key, b"file:" + said, "sha256").hex()


def _octets(text: str) -> bytes:
    """Whatever a browser sends, also half a surrogate pair."""
    return text.encode(errors="surrogatepass")
