"""More announcements on one day than a person is to get: the others come in one digest, on every platform."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import func, select

from bot.ticker import do_chores
from domain.announcements import Step
from domain.announcements_written import Act, Action, Content, Text
from domain.audience import Audience, To
from domain.programme import Messaging
from handlers.announcements_going import go
from storage.tables import copies
from tests.journeys.pairs import alone, on_sqlite
from tests.journeys.world import World


def announces(world: World, title: str) -> None:
    """To Nowak's people, by their manager, to be acknowledged."""
    author, at = world.person("manager"), world.clock()
    texts = {language: Text(title, f"All about {title}.") for language in ("en", "pl", "pt-BR")}
    with world.app.database.write() as store:
        content = Content(texts, actions=(Action(Act.ACKNOWLEDGE),))
        draft = store.announcements.add(content, author=author, draft=title, at=at)
        ready = replace(draft, audience=Audience(to=To.PEOPLE, partners=frozenset({"nowak"})))
        kept = store.announcements.change(draft, ready.sent(at, agreed=100), Step.SEND, by=author.id, at=at)
        go(kept, store, at=at)
    world.clock.ahead += timedelta(seconds=61)


def held(world: World) -> int:
    """How many wait for a digest."""
    mine = select(func.count()).where(copies.c.person == world.person("rep").id, copies.c.gather_at.is_not(None))
    with world.app.database.engine.connect() as connection:
        return int(connection.execute(mine).scalar_one())


@alone
@on_sqlite
async def test_what_is_above_the_cap_comes_together_and_opens_by_one_press(world, partner):
    with world.app.database.write() as store:
        rules = store.programme.model_copy(update={"messages": Messaging(per_day=1)})
        store.programmes.apply(rules, at=world.clock())
    announces(world, "Prices")
    await partner.hears("All about Prices.")
    for title in ("Terms", "Holidays"):
        announces(world, title)
    await world.slack.until(lambda: held(world) == 2)
    await world.notes()

    world.clock.ahead += timedelta(hours=5)
    await do_chores(world.app.dispatch)
    await partner.hears("2 more messages for you", "Terms", "Holidays")
    assert "All about Terms." not in partner.everything
    await partner.presses("Open")
    await partner.hears_one_of("All about Terms.", "All about Holidays.")
    await partner.presses("I have read this")
    await partner.hears("You acknowledged this")
