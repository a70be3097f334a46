"""Joinings: somebody nobody knows asks to work for a partner."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.customers import name_key
from domain.partners import Partner
from domain.places import Identity, Standing

KIND = "joining"
LIMITS = {"name": 100, "company": 100, "note": 500}
"""Characters of what is typed."""


@dataclass(frozen=True, kw_only=True)
class Joining:
    """What an account asked for, as typed; `partner` is the company that was meant, "" where that is not clear.

    `host`, `conversation`, `channel` and `service` say how to reach the account; `channel` is where it was seen
    among others, "" where it wrote in private.
    """

    id: str
    account: Identity
    host: str
    conversation: str
    channel: str
    service: str
    standing: Standing
    name: str
    company: str
    note: str
    partner: str
    language: str
    zone: str
    asked_at: datetime


def meant(company: str, partners: Iterable[Partner]) -> str:
    """The key of the one partner that is called so, however it is written; "" for none and for several."""
    typed, key = company.strip().casefold(), name_key(company)
    found = [partner.key for partner in partners if typed == partner.key or (key and key == name_key(partner.name))]
    return found[0] if len(found) == 1 else ""
