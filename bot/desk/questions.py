"""The questions of `tandem init`: each with a hint, a default and a check; answered by options or at the prompt."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import typer

from bot.desk.starter import COUNTRY_OF, Answers, currency_of, zone_of
from bot.settings import stop
from domain.currencies import CODES
from domain.programme_checks import countries, tenant_problem
from domain.refusal import Refusal
from domain.when import zone
from views.translator import language_of

T = TypeVar("T")

_TEAM = re.compile(r"\b[TE][A-Z0-9]{2,}\b")
_LONGEST = 75
NEITHER = "Give the Slack workspace or the Teams tenant, or both: whoever types the code there becomes the admin."


@dataclass(frozen=True)
class Asking:
    """`given` are the options by name, "" where none was given; with `yes` nothing is asked."""

    given: Mapping[str, str]
    yes: bool

    def ask(self, name: str, words: str, hint: str, read: Callable[[str], T], default: str | None) -> T:
        """The option as it is read, else the answer; a default of None must be answered, one of "" need not."""
        given = self.given[name] or (default if self.yes else None)
        if given is not None:
            return _read(name, given, read)
        if self.yes:
            stop(f"--{name} is missing: {words}.")
        typer.echo(f"\n{hint}")
        answer: T = typer.prompt(words, default=default, show_default=bool(default), value_proc=_again(read))
        return answer


def _read(name: str, given: str, read: Callable[[str], T]) -> T:
    try:
        return read(given)
    except ValueError as error:
        stop(f"--{name}: {error}")


def _again(read: Callable[[str], T]) -> Callable[[str], T]:
    """A prompt asks once more where BadParameter says why."""

    def tried(typed: str) -> T:
        try:
            return read(typed)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from error

    return tried


def programme(asking: Asking, *, tenant: str) -> Answers:
    """What the programme begins with; `tenant` is the Teams tenant of the settings, the default."""
    ask = asking.ask
    company = ask("company", "Your company's name", "As your partners read it.", text, None)
    languages = ask("languages", "Languages", "en, pl, pt-BR; the first is the programme's own.", _languages, "en")
    home = COUNTRY_OF[languages[0]]
    where = ask("countries", "Countries", "Where you sell, as two letters each: PL, BR, US.", _countries, home)
    money = ask("currencies", "Currencies", "Of your deals: EUR, PLN, BRL.", _currencies, currency_of(where[0]))
    clock = ask("zone", "Time zone", "Where your clock stands, such as Europe/Warsaw.", _zone, zone_of(where[0]))
    slack, teams = _homes(asking, tenant)
    return Answers(
        company=company,
        languages=languages,
        countries=where,
        currencies=money,
        zone=clock,
        slack=slack,
        teams=teams,
    )


def _homes(asking: Asking, tenant: str) -> tuple[str, str]:
    """The vendor's own workspace and tenant; one of the two there must be."""
    while True:
        slack = asking.ask(
            "slack",
            "Slack workspace",
            "Open Slack in a browser: app.slack.com/client/T.../...; paste the address or T... (none: just Enter).",
            _slack,
            "",
        )
        teams = asking.ask(
            "teams",
            "Microsoft 365 tenant",
            "entra.microsoft.com, Overview, Tenant ID (none: just Enter).",
            _teams,
            tenant,
        )
        if slack or teams:
            return slack, teams
        if asking.yes:
            stop(NEITHER)
        typer.echo(NEITHER)


def text(typed: str) -> str:
    """One line that fits every place where it is shown."""
    line = typed.strip()
    if not line or len(line) > _LONGEST or not line.isprintable():
        raise ValueError(f"this must be one line of 1 to {_LONGEST} characters.")
    return line


def _languages(typed: str) -> Sequence[str]:
    return _each(typed, language_of, "is not one of ours; there are en, pl, pt-BR.")


def _countries(typed: str) -> Sequence[str]:
    known = countries()
    return _each(
        typed, lambda word: word.upper() if word.upper() in known else None, "is no country; write two letters: PL."
    )


def _currencies(typed: str) -> Sequence[str]:
    return _each(
        typed, lambda word: word.upper() if word.upper() in CODES else None, "is no currency; write three letters: EUR."
    )


def _each(typed: str, known: Callable[[str], str | None], otherwise: str) -> Sequence[str]:
    words = re.findall(r"[^\s,;]+", typed)
    strange = next((word for word in words if known(word) is None), "")
    if strange or not words:
        raise ValueError(f'"{strange}" {otherwise}')
    return _once(found for word in words if (found := known(word)))


def _once(words: Iterable[str]) -> Sequence[str]:
    return tuple(dict.fromkeys(words))


def _zone(typed: str) -> str:
    try:
        return zone(typed.strip()).key
    except Refusal:
        raise ValueError(f'"{typed.strip()[:40]}" is no time zone; write one such as Europe/Warsaw.') from None


def _slack(typed: str) -> str:
    """The id, from itself or from the address that the browser shows."""
    found = _TEAM.search(typed)
    return _tenant("slack", found[0] if found else typed.strip())


def _teams(typed: str) -> str:
    return _tenant("teams", typed.strip().lower())


def _tenant(platform: str, tenant: str) -> str:
    if tenant and (problem := tenant_problem(platform, tenant)):
        raise ValueError(f'"{tenant[:40]}" {problem}')
    return tenant
