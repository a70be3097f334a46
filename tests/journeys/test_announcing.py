"""An announcement from the first word until it is taken back, on every platform; as long as it may be."""

from datetime import timedelta

from bot.ticker import do_chores
from domain.announcements_written import BODY, TITLE
from domain.programme import Announcing
from tests.journeys.pairs import alone, on_sqlite
from views.translator import LANGUAGES

END = " Finis."
LINK = "**Read** [the list](https://vendor.example/prices). "


def asks_a_second_person(world):
    rules = Announcing(link_domains=("vendor.example",), approve_above=0)
    with world.app.database.write() as store:
        store.programmes.apply(store.programme.model_copy(update={"announcements": rules}), at=world.clock())


def longest() -> dict[str, str]:
    """In each language, as long as can be; each of its ends can be told."""
    texts = {}
    for language in LANGUAGES:
        texts[f"title-{language}"] = f"Prices {language} ".ljust(TITLE, "ż")
        texts[f"body-{language}"] = f"{LINK}{'ą & <b> ' * BODY}"[: BODY - len(END)] + END
    return texts


@alone
@on_sqlite
async def test_it_is_written_looked_at_sent_by_a_second_person_and_arrives(world, partner, manager, platforms):
    asks_a_second_person(world)
    director = await world.meets("director", platforms[1])

    await manager.types("announce")
    await manager.fills(**longest(), acknowledge="yes")
    await manager.hears("Announcement A-", "Draft", "Prices en")
    await manager.presses("Preview")
    await manager.hears("Preview of A-", "Only you see it", "will show all of it as it was written")
    await manager.types("announce list")
    await manager.presses("Open")
    await manager.presses("Next: for whom")
    await manager.fills(to="people", partners="nowak", tiers="gold,base", languages="en,pl")
    await manager.hears("Partners' people", "Base and Gold", "Jan Nowak (Nowak Systems)")
    await manager.types("announce list")
    await manager.presses("Open")
    await manager.presses("For whom")
    await manager.fills()
    await manager.hears("Base and Gold", "English and Polski")
    await manager.presses("Have it sent")
    await director.hears("Ola Lis asks you to send it")
    assert "Prices" not in partner.everything
    await director.presses("Send")
    await manager.hears("It was sent")
    world.clock.ahead += timedelta(seconds=61)
    await do_chores(world.app.dispatch)

    await partner.hears("Prices en", "the list", END.strip())
    await partner.presses("I have read this")
    await partner.hears("You acknowledged this on")
    await world.notes()
    world.clock.ahead += timedelta(seconds=61)
    await do_chores(world.app.dispatch)
    await manager.hears("has been sent", "Acknowledged by 1 of")

    await manager.presses("Edit everywhere")
    await manager.fills(**{"title-en": "Mended prices", "title-pl": "Mended prices", "title-pt-BR": "Mended prices"})
    await director.hears("Edit of A-", "agree to other words")
    await director.presses("Edit everywhere")
    await partner.hears("Mended prices", "Edited")
    await manager.presses("Refresh")
    await manager.presses("Take back everywhere")
    await partner.hears("This announcement was taken back")
    assert "Mended prices" not in partner.reads
    await manager.hears("copies, on")
