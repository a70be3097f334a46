"""A channel that is another partner's since, or where others read along, gets nothing that was meant for it before."""

import pytest

from domain.announcements import Announcement
from domain.announcements_followed import Acknowledged
from domain.audience import Audience, To
from domain.channels import Channel, Trouble
from domain.places import Platform
from handlers.channels_met import Change, changed
from tests.following import again, begun, button, choosy, ends, progress
from tests.handlers.test_announcements_acknowledged import ASKS, PRESS, figures
from tests.office import Office, card_of, form_of, words_of

MEANT = Audience(to=To.CHANNELS, partners=frozenset({"nowak"}))


def link(office: Office, partner: str) -> None:
    """Whoever's it was before, it is this partner's now."""
    made = Channel(platform=Platform.WEB, host="test", conversation="C1", partner=partner, name=f"ext-{partner}")
    with office.database.write() as store:
        if known := store.channels.get(Platform.WEB, "C1"):
            store.channels.unlink(known, by="", at=office.clock[0])
        store.channels.link(made, by="", at=office.clock[0])


def troubled(office: Office, trouble: Trouble) -> None:
    with office.database.write() as store:
        store.channels.trouble(Platform.WEB, "C1", trouble)


def on_its_way(office: Office) -> Announcement:
    link(office, "nowak")
    choosy(office)
    return begun(office, content=ASKS, to=MEANT)


def told(office: Office) -> int:
    return len(office.letters.cards.get("", ()))


async def test_what_was_meant_for_one_partner_is_not_told_to_another(office: Office):
    one = on_its_way(office)
    link(office, "rival")

    await office.delivers()

    assert told(office) == 0
    assert progress(office, one).failures == {"channel-not-linked": 1}
    shown = words_of(card_of(await office.presses("director", button("announcement-follow", one))))
    assert "The channel is not linked to that partner any more" in shown
    assert "Did not get it: ext-nowak (Nowak Systems)." in shown


@pytest.mark.parametrize("trouble", [Trouble.OTHERS, Trouble.UNSHARED])
async def test_where_others_read_along_it_comes_when_they_have_left_and_it_is_tried_again(
    office: Office, trouble: Trouble
):
    one = on_its_way(office)
    troubled(office, trouble)
    await office.delivers()
    assert told(office) == 0

    with office.database.write() as store:
        store.channels.mend(Platform.WEB, "C1", trouble)
    await office.presses("director", button("announcement-retry", again(office, one)))
    await office.delivers()

    assert told(office) == 1
    assert progress(office, one).failed == 0


async def test_the_new_partners_people_were_not_asked_and_are_not_reminded(office: Office):
    one = on_its_way(office)
    await office.delivers()
    assert told(office) == 1
    link(office, "rival")

    await office.presses("director", button("announcement-remind", again(office, one)))
    await office.delivers()

    assert told(office) == 1
    assert "nothing was noted" in words_of(card_of(await office.presses("rival", button(PRESS, one))))
    assert figures(office, one) == Acknowledged()


async def test_a_reminder_on_its_way_is_not_told_to_another_partner_either(office: Office):
    one = on_its_way(office)
    await office.delivers()
    await office.presses("director", button("announcement-remind", again(office, one)))
    link(office, "rival")

    await office.delivers()

    assert told(office) == 1


async def test_other_words_are_not_shown_to_another_partner_but_what_is_taken_back_is(office: Office):
    one = on_its_way(office)
    await office.delivers()
    link(office, "rival")

    form = form_of(await office.presses("director", button("announcement-revise-form", again(office, one))))
    await office.sends("director", form, **{"title-en": "Mended", "title-pl": "Mended"})
    await office.delivers()
    [(_, shown)] = office.letters.cards[""]
    assert "Mended" not in words_of(shown)
    assert progress(office, one).as_it_was == 1

    await office.presses("director", button("announcement-retract", again(office, one)))
    await office.delivers()

    [(_, shown)] = office.letters.cards[""]
    assert "To ogłoszenie wycofano" in words_of(shown)


@pytest.mark.parametrize("others", [True, False])
async def test_where_it_was_archived_and_no_event_tells_of_its_return_it_comes_when_it_is_tried_again(
    office: Office, *, others: bool
):
    one = on_its_way(office)
    letters = choosy(office, "")
    await office.delivers()
    assert progress(office, one).failures == {"is_archived": 1}
    if others:
        with office.database.write() as store:
            changed(Platform.WEB, "C1", Change.JOINED, "rival", store)

    letters.refuses = set()
    ends(office)
    await office.presses("director", button("announcement-retry", again(office, one)))
    await office.delivers()

    assert told(office) == (0 if others else 1)
    with office.database.read() as store:
        [there] = store.channels.of("nowak")
    assert there.trouble is (Trouble.OTHERS if others else None)


async def test_where_it_is_still_archived_that_is_what_its_author_reads_again(office: Office):
    one = on_its_way(office)
    choosy(office, "")
    await office.delivers()
    ends(office)
    await office.presses("director", button("announcement-retry", again(office, one)))
    await office.delivers()

    assert progress(office, one).failures == {"is_archived": 1}
    with office.database.read() as store:
        assert [there.trouble for there in store.channels.of("nowak")] == [Trouble.ARCHIVED]
