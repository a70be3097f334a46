"""Journeys run once for each pair of platforms, partner's and manager's, and on both databases."""

from collections.abc import AsyncIterator

import pytest

from domain.places import Platform
from tests.journeys.actors import Actor
from tests.journeys.pairs import EVERY
from tests.journeys.world import WEB, World, a_world


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
