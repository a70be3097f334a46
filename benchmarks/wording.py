"""What wording and rendering a list of five deals costs, apart from everything else."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.figures import Figure, note
from benchmarks.filling import fill
from bot.slack.blocks import message
from domain.deals import Deal
from domain.money import Money
from domain.page import Page
from storage.database import Database
from views import deals as views
from views.translator import translator

TIMES = 300


def figures(folder: Path) -> Iterator[Figure]:
    """Microseconds at the median: with values never worded before, and with the same ones again."""
    database = Database(fill(folder / "wording.db"))
    with database.read() as store:
        rep = store.people.with_email("nowak", "rep@nowak.example")
        assert rep is not None
        page = store.deals.seen_by(rep)
    database.close()
    t = translator("en", "Europe/Warsaw")

    def word(one: Page[Deal]) -> object:
        return views.listing(one, rep, t)

    card = views.listing(page, rep, t)
    cold, warm = _p50(word, [_other(page, number) for number in range(TIMES)]), _p50(word, [page] * TIMES)
    blocks = _p50(lambda _: message(card), [page] * TIMES)
    note("wording.us", f"listing, values new {cold:.0f}, values known {warm:.0f}; blocks {blocks:.0f}")
    yield Figure("wording.cold", "us, words and blocks", cold + blocks)
    yield Figure("wording.warm", "us, words and blocks", warm + blocks)


def _other(page: Page[Deal], number: int) -> Page[Deal]:
    """The same deals with other amounts and days."""
    return replace(page, items=tuple(_moved(deal, number * 10 + at) for at, deal in enumerate(page.items)))


def _moved(deal: Deal, by: int) -> Deal:
    amount = Money(deal.terms.amount.amount + Decimal(by) + 1, deal.terms.amount.currency)
    return replace(deal, filed_at=deal.filed_at - timedelta(minutes=by), terms=replace(deal.terms, amount=amount))


def _p50(work: Callable[[Page[Deal]], object], pages: Sequence[Page[Deal]]) -> float:
    times = []
    for page in pages:
        began = perf_counter()
        work(page)
        times.append(perf_counter() - began)
    return median(times) * 1e6
