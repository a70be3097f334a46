"""The packages of the house, from the edge down, and their modules."""

import ast
from collections.abc import Iterator

from tests.conftest import HOUSE

LAYERS = ("bot", "handlers", "views", "storage", "domain")


def modules(*packages: str) -> Iterator[tuple[str, ast.Module]]:
    """Gives each module of these packages: its path in the house, and what it says."""
    for package in packages:
        for file in sorted((HOUSE / package).rglob("*.py")):
            yield str(file.relative_to(HOUSE)), ast.parse(file.read_text("utf-8"))
