"""The programme that `tandem init` writes: what was answered, in a small programme with comments."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template

from babel.numbers import get_territory_currencies

COUNTRY_OF = {"en": "US", "pl": "PL", "pt-BR": "BR"}
"""What is offered to whoever reads this language first."""
_LARGEST = {"AU": "Australia/Sydney", "BR": "America/Sao_Paulo", "CA": "America/Toronto", "RU": "Europe/Moscow"}
"""Where the zone that the list names first is not that of most people."""


@dataclass(frozen=True, kw_only=True)
class Answers:
    """All that a programme needs to begin with; `slack` and `teams` are the vendor's own, "" for none."""

    company: str
    languages: Sequence[str]
    countries: Sequence[str]
    currencies: Sequence[str]
    zone: str
    slack: str
    teams: str


def written(answers: Answers) -> str:
    """As TOML, which `tandem programme check` accepts."""
    template = Template((files("bot.desk") / "starter.toml").read_text(encoding="utf-8"))
    return template.substitute(
        company=answers.company,
        name=_toml(answers.company),
        languages=_toml(answers.languages),
        zone=_toml(answers.zone),
        currencies=_toml(answers.currencies),
        countries=_toml(answers.countries),
        currency=answers.currencies[0],
        workspaces=_workspace("slack", answers.slack) + _workspace("teams", answers.teams),
        country=_toml(answers.countries[0]),
        language=_toml(answers.languages[0]),
        first_currency=_toml(answers.currencies[0]),
    )


def _toml(value: str | Sequence[str]) -> str:
    """A string of JSON without control characters is one of TOML too, and so is a list of them."""
    return json.dumps(value if isinstance(value, str) else list(value), ensure_ascii=False)


def _workspace(platform: str, tenant: str) -> str:
    if not tenant:
        return ""
    return f'\n[[workspaces]]\nplatform = "{platform}"\ntenant = {_toml(tenant)}\norganisation = "vendor"\n'


def currency_of(country: str) -> str:
    """What is paid with there today, "EUR" where nothing is known."""
    found = get_territory_currencies(country)
    return found[0] if found else "EUR"


def zone_of(country: str) -> str:
    """Where most clocks of the country stand, "UTC" where nothing is known."""
    return _LARGEST.get(country) or _zones().get(country, "UTC")


@cache
def _zones() -> dict[str, str]:
    """The first zone of each country, from the table that comes with the zones."""
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    return {country: zone for country, _, zone, *_ in reversed(rows)}
