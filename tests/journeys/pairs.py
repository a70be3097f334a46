"""On which platforms a journey is walked: the partner's first, the manager's second."""

import os

import pytest

from tests.conftest import SOAK
from tests.journeys.world import SLACK, TEAMS, WEB

SAME = ((SLACK, SLACK), (TEAMS, TEAMS), (WEB, WEB))
CROSSED = ((SLACK, TEAMS), (TEAMS, SLACK))
EVERY = (*SAME, *CROSSED)


def on(*pairs: tuple[str, str]) -> pytest.MarkDecorator:
    """Only these, for what does not differ on the others."""
    return pytest.mark.parametrize("platforms", pairs, indirect=True, ids=lambda pair: "-".join(dict.fromkeys(pair)))


alone = on(*SAME)
"""Only one person acts: no need to cross platforms."""
in_chat = on(*SAME[:2])
"""The web door has neither strangers nor second platforms: whoever opens the demo is somebody."""
crossed = on(*CROSSED)
at_slack, at_teams = on(SAME[0]), on(SAME[1])
both = on(CROSSED[0])
"""One process serves both."""

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what a database cannot make different, and is shown on PostgreSQL by another journey."""

in_soak_on_both = pytest.mark.parametrize(
    "database_url", ["sqlite", "postgresql"] if os.environ.get(SOAK) else ["sqlite"], indirect=True
)
"""For what takes long, and asks little of the database."""
