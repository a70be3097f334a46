"""Journeys run once for each pair of platforms, partner's and manager's, and on both databases.

`make test` walks each pair on one of the two, by turns from journey to journey; `make soak` walks them all.
"""

import os
import zlib
from collections.abc import AsyncIterator

import pytest

from domain.places import Platform
from tests.conftest import SOAK
from tests.journeys.actors import Actor
from tests.journeys.pairs import EVERY
from tests.journeys.world import WEB, World, a_world

ENGINES = ("sqlite", "postgresql")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if os.environ.get(SOAK):
        return
    left = [item for item in items if _is_walked_elsewhere(item)]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in set(left)]


def _is_walked_elsewhere(item: pytest.Item) -> bool:
    """Whether it is this journey's turn on the other database, for this pair of platforms; it may name its own."""
    if any("database_url" in mark.args[0] for mark in item.iter_markers("parametrize")):
        return False
    if not isinstance(item, pytest.Function) or not hasattr(item, "callspec"):
        return False
    chosen = item.callspec.params
    if not {"platforms", "database_url"} <= chosen.keys():
        return False
    turn = zlib.crc32(item.originalname.encode()) + EVERY.index(chosen["platforms"])
    return bool(ENGINES[turn % 2] != chosen["database_url"])


@pytest.fixture(params=EVERY, ids="-".join)
def platforms(request: pytest.FixtureRequest) -> tuple[Platform, Platform]:
    """The partner's and the manager's."""
    pair: tuple[Platform, Platform] = request.param
    return pair


@pytest.fixture
async def world(database_url: str, platforms: tuple[Platform, Platform]) -> AsyncIterator[World]:
    async with a_world(database_url, web=WEB in platforms) as world:
        yield world


@pytest.fixture
async def partner(world: World, platforms: tuple[Platform, Platform]) -> Actor:
    return await world.meets("rep", platforms[0])


@pytest.fixture
async def manager(world: World, platforms: tuple[Platform, Platform]) -> Actor:
    return await world.meets("manager", platforms[1])
