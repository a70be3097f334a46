"""A figure and its limit; notes beside them. Each is also a line that can be searched for."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Figure:
    """`most` or `least` is its limit; neither is a figure that is only told."""

    name: str
    unit: str
    value: float
    most: float | None = None
    least: float | None = None

    @property
    def verdict(self) -> str:
        """Whether it keeps its limit."""
        if self.most is None and self.least is None:
            return ""
        kept = self.value <= self.most if self.most is not None else self.value >= (self.least or 0.0)
        return "ok" if kept else "short"

    @property
    def limit(self) -> str:
        if self.most is not None:
            return f"<= {self.most:g}"
        return f">= {self.least:g}" if self.least is not None else ""

    def __str__(self) -> str:
        return f"figure {self.name} {self.value:.3g} {self.unit} {self.limit} {self.verdict}".rstrip()


def note(name: str, text: str) -> None:
    """What explains a figure."""
    print(f"note {name} {text}", flush=True)


def table(figures: Sequence[Figure]) -> None:
    shown = Table("figure", "measured", "unit", "limit", "")
    for figure in figures:
        style = "red" if figure.verdict == "short" else ""
        shown.add_row(figure.name, f"{figure.value:.3g}", figure.unit, figure.limit, figure.verdict, style=style)
    Console().print(shown)
