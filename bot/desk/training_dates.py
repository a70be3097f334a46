"""tandem training dates: the sessions of a course that comes again, as a file to look at and to import."""

import csv
import sys
from datetime import date, time
from typing import Annotated

import typer

from bot.settings import stop
from domain.business import country_of
from domain.refusal import Refusal
from domain.training_dates import dates
from domain.when import zone as zone_named
from handlers.training_csv import SESSIONS

From = Annotated[str, typer.Option("--from", help="The first day, such as 2027-01-01.")]
Until = Annotated[str, typer.Option("--until", help="The last day, such as 2027-12-31.")]
Zone = Annotated[str, typer.Option("--zone", help="By whose clocks, such as Europe/Warsaw.")]
Country = Annotated[str, typer.Option("--country", help="Whose holidays are left out; without it, the zone's own.")]


def training_dates(  # typer reads a command's arguments from its signature
    course: str,
    rule: Annotated[str, typer.Argument(help='"first monday", "last friday", "every tuesday".')],
    start: Annotated[str, typer.Argument(help="The hour by the wall clock, such as 10:00.")],
    first: From,
    until: Until,
    zone: Zone,
    country: Country = "",
    minutes: int = 60,
    capacity: int = 20,
    link: str = "",
) -> None:
    """Print the sessions of a course that comes again, as a CSV file: look at it, and import it.

    What falls on a public holiday is left out.
    """
    try:
        clock = zone_named(zone)
        wall, last = _hour(start), _day(until, "--until")
        found = dates(rule, wall, clock, first=_day(first, "--from"), last=last, country=country or country_of(zone))
    except Refusal as refusal:
        stop(f'"{refusal.values.get("given")}" is no zone such as Europe/Warsaw.')
    except ValueError as error:
        stop(f"{error}.")
    sheet = csv.writer(sys.stdout, lineterminator="\n")
    sheet.writerow(SESSIONS.columns)
    for day in found:
        row = (course, day.isoformat(), day.isoformat(), f"{wall:%H:%M}", zone, minutes, capacity, link, "", "planned")
        sheet.writerow(row)


def _hour(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError:
        stop(f'"{text}" is no hour such as 10:00.')


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        stop(f'{option}: "{text}" is no day such as 2027-01-31.')
