"""Partners: the companies that sell with the vendor."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Partner:
    """A partner as the programme describes it; `key` is its name in programme.toml."""

    key: str
    name: str
    type: str
    tier: str
    region: str
    country: str
    language: str
    zone: str
    currency: str
