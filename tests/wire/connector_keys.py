"""The keys with which the Bot Connector signs what it sends, and the tokens made with them."""

import base64
import itertools
import time
from dataclasses import dataclass
from functools import cache
from typing import Any, Self

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

from .server import Json

ISSUER = "https://api.botframework.com"
_numbers = itertools.count(1)


@dataclass(frozen=True)
class SigningKey:
    kid: str
    private: RSAPrivateKey
    endorsements: tuple[str, ...] = ("msteams",)

    @classmethod
    def make(cls, *endorsements: str) -> Self:
        """A key nobody has seen yet."""
        return cls(f"key-{next(_numbers)}", generate_private_key(65537, 2048), endorsements or ("msteams",))

    def jwk(self) -> Json:
        numbers = self.private.public_key().public_numbers()
        return {
            "kty": "RSA", "use": "sig", "kid": self.kid, "x5t": self.kid, "n": _base64(numbers.n),
            "e": _base64(numbers.e), "endorsements": list(self.endorsements),
        }  # fmt: skip

    def sign(self, claims: Json) -> str:
        headers = {"kid": self.kid, "x5t": self.kid}
        return jwt.encode(claims, self.private, algorithm="RS256", headers=headers)


@cache
def first_key() -> SigningKey:
    """Made once a process: a key costs a tenth of a second."""
    return SigningKey.make()


def claims_for(app_id: str, service_url: str, changes: dict[str, Any]) -> Json:
    """What the Connector says in its token; a change to None leaves the claim out."""
    now = int(time.time())
    usual = {
        "iss": ISSUER,
        "aud": app_id,
        "serviceurl": service_url,
        "nbf": now - 300,
        "iat": now,
        "exp": now + 3600,
    }
    return {key: value for key, value in {**usual, **changes}.items() if value is not None}


def _base64(number: int) -> str:
    size = (number.bit_length() + 7) // 8
    return base64.urlsafe_b64encode(number.to_bytes(size, "big")).rstrip(b"=").decode()
