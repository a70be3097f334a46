"""A manager goes away; a colleague, who does not look after that partner, decides meanwhile."""

from datetime import timedelta

from tests.journeys.pairs import alone, on_sqlite
from tests.journeys.world import registers


@alone
@on_sqlite
async def test_a_colleague_decides_for_who_is_away_and_it_is_signed_with_both_names(world, platforms, manager):
    rival, second = [await world.meets(who, platforms[0]) for who in ("rival", "second")]
    ref = await registers(rival, country="DE")
    await manager.hears("Kowalski")

    await manager.types("approvals delegate piotr")
    assert manager.opened.values["to"] == world.person("second").id
    await manager.fills(until=(world.clock() + timedelta(days=5)).date().isoformat(), why="Holiday in Hel")

    await manager.hears("Piotr Bak decides for you")
    await second.hears("Decydujesz w zastępstwie: Ola Lis", "Holiday in Hel", "w zastępstwie osoby", "Rival GmbH")
    await second.presses("Zatwierdź")
    await rival.hears(f"{ref} approved", "Piotr Bak (for Ola Lis)")
    await manager.hears("Approved by Piotr Bak (for Ola Lis)")
    await manager.types("approvals delegate list")
    await manager.presses("End it")
    await manager.hears("Nothing is planned.")
    await second.hears("decyduje znów Ola Lis")
