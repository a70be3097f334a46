"""Ids and refs: opaque, so that nobody can count another's things by their own."""

import base64
import hashlib
import hmac
import secrets

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_HEARD = str.maketrans("OIL", "011")
_REF_LENGTH = 5
_CODE_LENGTH = 8
_SHORT_LENGTH = 6


def new_id() -> str:
    """80 random bits as 16 letters and digits."""
    return base64.b32encode(secrets.token_bytes(10)).decode("ascii").lower()


def new_ref(letter: str) -> str:
    """F-7K3QX, by chance: of what is the vendor's alone, nobody counts. Not unique by itself: the table is."""
    return f"{letter}-" + "".join(secrets.choice(_CROCKFORD) for _ in range(_REF_LENGTH))


def new_code() -> str:
    """40 random bits as eight letters and digits that are not mistaken for one another."""
    return "".join(secrets.choice(_CROCKFORD) for _ in range(_CODE_LENGTH))


def read_code(typed: str) -> str:
    """The code as `new_code` gave it, from what somebody typed; "" where it cannot be one."""
    code = "".join(typed.split()).replace("-", "").upper()
    return code if len(code) == _CODE_LENGTH and set(code) <= set(_CROCKFORD) else ""


def new_short_code() -> str:
    """30 random bits as six letters and digits: said aloud, good for an hour or two, and tries are counted."""
    return "".join(secrets.choice(_CROCKFORD) for _ in range(_SHORT_LENGTH))


def read_short_code(typed: str) -> str:
    """The code as `new_short_code` gave it, from what somebody heard: O is 0, I and L are 1; "" where it is none."""
    code = "".join(typed.split()).replace("-", "").upper().translate(_HEARD)
    return code if len(code) == _SHORT_LENGTH and set(code) <= set(_CROCKFORD) else ""


def digest(text: str) -> str:
    """SHA-256 in hex: what is kept of a one-time code."""
    return hashlib.sha256(text.encode()).hexdigest()


def ref(key: str, partner: str, count: int) -> str:
    """D-7K3QX: from a keyed hash of the partner and its own count. Not unique by itself: the table is."""
    keyed = hmac.digest(key.encode(), f"{partner}\0{count}".encode(), "sha256")
    number = int.from_bytes(keyed[:8])
    letters = []
    for _ in range(_REF_LENGTH):
        number, rest = divmod(number, len(_CROCKFORD))
        letters.append(_CROCKFORD[rest])
    return "D-" + "".join(letters)
