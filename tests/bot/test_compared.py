"""What a preview says of other platforms is what they draw: nothing where nothing is lost, else what, and where."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.demonstration import SIGHTS
from bot.slack.sight import losses as in_slack
from bot.teams.sight import losses as in_teams
from tests.handlers.test_announcements import allow, writes
from tests.office import Office, an_office, buttons, card_of, words_of
from views.compared import Loss
from views.translator import marked
from views.vocabulary import Button, Buttons, Card, Link, Links, Paragraph, Picture, said

PLAIN = Card(title=said("Prices"), summary=said("New from May."), parts=(Paragraph(marked("**Soon**, and _more_.")),))


@pytest.mark.parametrize(
    ("card", "slack", "teams"),
    [
        (PLAIN, set(), set()),
        (replace(PLAIN, summary=said("To be continued…")), set(), set()),
        (replace(PLAIN, title=said("😀" * 100)), {Loss.TITLE}, set()),
        (replace(PLAIN, parts=(Links((Link("😀" * 40, "https://vendor.example"),)),)), {Loss.LABEL}, set()),
        (replace(PLAIN, parts=(Buttons((Button(said("a" * 90), "x"),)),)), {Loss.LABEL}, {Loss.LABEL}),
        (replace(PLAIN, parts=(Paragraph(marked("Type `a`.")),)), set(), {Loss.CODE}),
        (replace(PLAIN, summary=said("a_ " * 250)), set(), {Loss.TEXT}),
        (replace(PLAIN, parts=(Paragraph(said("& " * 1000)),)), set(), set()),
        (replace(PLAIN, parts=(Picture("https://vendor.example/A.GIF", said("x")),)), set(), {Loss.STILL}),
        (replace(PLAIN, parts=(Paragraph(said("a")),) * 60), {Loss.LATER}, set()),
        (replace(PLAIN, parts=(Paragraph(said("a" * 2000)),) * 30), set(), {Loss.LATER}),
    ],
)  # fmt: skip
def test_each_platform_says_what_it_does_not_show(card: Card, slack: set[Loss], teams: set[Loss]):
    assert (set(in_slack(card)), set(in_teams(card))) == (slack, teams)


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    async with an_office(sqlite_url) as office:
        office.dispatch.sights |= SIGHTS
        yield office


async def test_the_preview_says_what_differs_where_and_in_which_language(office: Office):
    await writes(office, **{"body-pl": "Wpisz `a`.", "body-en": "Type `a`.", "title-en": "😀" * 100})

    preview = words_of(card_of(await office.presses("manager", buttons(card_of(office.replies[-1]))["Preview"])))

    assert "In Slack the title is cut at its end (English)." in preview
    assert "In Microsoft Teams code looks like the rest of the text (English and Polski)." in preview
    assert "as it was written" not in preview


async def test_where_nothing_differs_it_says_that_alone(office: Office):
    allow(office)
    short = "\n\n".join(f"{number}" for number in range(60))
    await writes(office, **{"body-en": short})

    preview = words_of(card_of(await office.presses("manager", buttons(card_of(office.replies[-1]))["Preview"])))

    assert "Slack and Microsoft Teams will show all of it as it was written, in each language." in preview
    assert "\n59\n" in preview
