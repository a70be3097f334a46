"""What happened to a deal is read on every platform: by a word, by a button, page after page."""

import pytest

from tests.journeys.pairs import alone
from tests.journeys.world import registers


@alone
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_history_is_read_to_its_end(world, partner):
    ref = await registers(partner, customer="Huta Szkła")
    for number in range(11):
        await partner.types(f"deal {ref} edit")
        await partner.fills(note=f"take {number}")

    await partner.types(f"deal {ref}")
    await partner.presses("History")
    await partner.hears(f"History of {ref}", "12 entries, the newest first", "Edited")
    await partner.presses("Show more")

    await partner.hears("Registered", "Jan Nowak, Nov 2")
