"""Keys: what is kept of a token can be read with them alone, and only in the row and column it was written for."""

import hashlib
import hmac
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from pydantic import SecretStr

from storage.database import Database
from storage.installations import NOTHING, Installation, Sealed
from storage.store import Store

BATCH = 100
"""Rows in one transaction of `rotate`: whoever serves meanwhile waits for no more than these."""


class UnreadableError(Exception):
    """It was not sealed with any of these keys, or not for this place."""


def new_key() -> str:
    """One more, to be put in front of the others."""
    return Fernet.generate_key().decode()


class Keys:
    """The first one seals; any of them opens."""

    def __init__(self, texts: SecretStr) -> None:
        """`texts` are Fernet keys, separated by commas. Without any, nothing can be sealed and nothing opened."""
        keys = [text for text in texts.get_secret_value().split(",") if text]
        self._fernet = MultiFernet([Fernet(text) for text in keys]) if keys else None
        # Keys of their own, so that a signature says nothing of what seals.
        self._signing = [hmac.digest(text.encode(), b"to sign", hashlib.sha256) for text in keys]

    def __bool__(self) -> bool:
        return self._fernet is not None

    def seal(self, secret: str, *, of: Installation, column: str) -> Sealed:
        """What is kept of `secret`; "" stays "". UnreadableError without a key."""
        if not secret:
            return NOTHING
        return Sealed(self._keys().encrypt(f"{_place(of, column)}{secret}".encode()).decode())

    def open(self, sealed: Sealed, *, of: Installation, column: str) -> str:
        """The secret; UnreadableError where it was moved here from another row or column, or the key is missing."""
        if not sealed:
            return ""
        try:
            plain = self._keys().decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise UnreadableError("sealed with a key that TOKEN_KEYS does not name") from None
        if not plain.startswith(_place(of, column)):
            raise UnreadableError("sealed for another place")
        return plain.removeprefix(_place(of, column))

    def again(self, kept: Installation) -> tuple[Sealed, Sealed]:
        """Its token and its refresh token, sealed with the first key; UnreadableError where they cannot be opened."""
        token = self.open(kept.token, of=kept, column="token")
        refresh_token = self.open(kept.refresh_token, of=kept, column="refresh_token")
        return (
            self.seal(token, of=kept, column="token"),
            self.seal(refresh_token, of=kept, column="refresh_token"),
        )

    def sign(self, text: str) -> str:
        """What shows that this text is ours; UnreadableError without a key."""
        self._keys()
        return _signature(self._signing[0], text)

    def has_signed(self, text: str, signature: str) -> bool:
        """Whether any of the keys did."""
        return any(hmac.compare_digest(_signature(key, text), signature) for key in self._signing)

    def _keys(self) -> MultiFernet:
        if self._fernet is None:
            raise UnreadableError("TOKEN_KEYS is not set")
        return self._fernet


def _signature(key: bytes, text: str) -> str:
    return hmac.digest(key, text.encode(), hashlib.sha256).hex()


def _place(of: Installation, column: str) -> str:
    return f"{of.platform}\n{of.host}\n{column}\n"


# --- exchanging a key ---


@dataclass
class Rotation:
    """How many installations were sealed anew, and how many no key opens."""

    sealed: int = 0
    unreadable: int = 0


def rotate(database: Database, keys: Keys) -> Rotation:
    """Seals all of them with the first key, in small transactions: others read and write meanwhile."""
    done = Rotation()
    last: Installation | None = None
    while True:
        with database.write() as store:
            batch = store.installations.sealed(last, size=BATCH)
            for installation in batch:
                _renew(installation, keys, store, done)
        if not batch:
            return done
        last = batch[-1]


def _renew(seen: Installation, keys: Keys, store: Store, done: Rotation) -> None:
    try:
        token, refresh_token = keys.again(seen)
    except UnreadableError:
        done.unreadable += 1
        return
    store.installations.renew(seen, token=token, refresh_token=refresh_token, expires_at=seen.expires_at)
    done.sealed += 1
