"""A question about an announcement, and its answer: by form and in the thread, on every platform."""

from dataclasses import replace
from datetime import timedelta

from domain.announcements import Step
from domain.announcements_written import Content, Text
from domain.audience import Audience, To
from handlers.announcements_going import go
from tests.journeys.pairs import alone, on_sqlite
from tests.journeys.test_replied import on_record
from tests.journeys.world import WEB, World


async def announces(world: World) -> None:
    """To Nowak's people, by their manager."""
    author, at = world.person("manager"), world.clock()
    texts = {language: Text("New prices", "From May on.") for language in ("en", "pl", "pt-BR")}
    with world.app.database.write() as store:
        draft = store.announcements.add(Content(texts), author=author, draft="d1", at=at)
        ready = replace(draft, audience=Audience(to=To.PEOPLE, partners=frozenset({"nowak"})))
        kept = store.announcements.change(draft, ready.sent(at, agreed=100), Step.SEND, by=author.id, at=at)
        go(kept, store, at=at)
    world.clock.ahead += timedelta(seconds=61)


@alone
@on_sqlite
async def test_a_question_is_asked_below_the_announcement_and_answered_to_who_asked(world, partner, manager, platforms):
    await announces(world)
    await partner.hears("New prices", "From May on.")
    await partner.presses("Ask a question")
    await partner.fills(words="Does <!channel> get them & all of us?")
    await partner.hears("Your question is sent", "in private")

    await manager.hears("asks about A-", "Does <!channel> get them & all of us?", "Jan Nowak (")
    await manager.presses("Answer")
    await manager.fills(words="All of you.")
    await partner.hears("Your question is answered", "All of you.")

    if platforms[0] == WEB:  # nothing there says what a word is about: it is offered
        await partner.replies("And from when on?", "Your question is answered")
        await partner.presses("Send as a question")
        await manager.hears("And from when on?", "You asked before")
    else:
        await on_record(world)
        await partner.replies("And from when on?", "Your question is answered")
        await manager.hears("And from when on?", "You asked before")
        await on_record(world)
        await manager.replies("In May.", "And from when on?")
        await partner.hears("In May.")
