"""An announcement that has left is changed or taken back everywhere; who still has the old words is named."""

from domain.announcements import State
from handlers.replies import Correct
from storage.copies import NAMELESS
from tests.following import again, begun, button, choosy, ends, progress
from tests.handlers.test_announcements import allow
from tests.office import Office, buttons, card_of, form_of, words_of
from views.vocabulary import plain

READERS = ("rep", "boss", "rio", "rival")


async def test_an_edit_reaches_every_copy_and_says_that_it_is_one(office: Office):
    letters = choosy(office)
    letters.stays = {"rio"}
    one = begun(office)
    await office.delivers()

    form = form_of(await office.presses("director", button("announcement-revise-form", one)))
    shown = card_of(await office.sends("director", form, **{"title-en": "Mended prices"}))
    assert "shown in 0 of 4 copies" in words_of(shown)
    office.later(seconds=10)
    await office.delivers()

    assert "Mended prices" in words_of(office.card("rep"))
    assert "Edited Nov" in words_of(office.card("rep"))
    assert "Edited" not in words_of(office.card("rio"))
    office.later(minutes=10)
    await office.delivers()
    mine = words_of(office.card("director", about=one.ref))
    assert "shown in 3 of 4 copies" in mine
    assert "Could not be changed: Ana Souza (Rio Automação)." in mine
    assert len(letters.posted) == len(READERS) + 1


async def test_who_reads_it_in_a_language_goes_on_reading_it_in_that_unless_the_programme_falls_back(office: Office):
    one = begun(office)
    await office.delivers()
    form = form_of(await office.presses("director", button("announcement-revise-form", one)))

    refused = form_of(await office.sends("director", form, **{"title-pl": "", "body-pl": ""}))
    assert "read Polski, in which it is not written" in plain(refused.errors["title-pl"])

    allow(office, missing_language="fall-back")
    await office.sends("director", form, **{"title-pl": "", "body-pl": ""})
    await office.delivers()
    assert "Prices (en)" in words_of(office.card("boss"))


async def test_what_is_written_in_a_language_that_the_programme_has_no_more_stays(office: Office):
    one = begun(office)
    with office.database.write() as store:
        store.programmes.apply(store.programme.model_copy(update={"languages": ("en", "pl")}), at=office.clock[0])
    form = form_of(await office.presses("director", button("announcement-revise-form", one)))

    await office.sends("director", form, **{"title-en": "Other prices"})

    assert set(again(office, one).content.texts) == {"en", "pl", "pt-BR"}


async def test_what_has_not_left_yet_leaves_as_it_was_edited(office: Office):
    one = begun(office)
    form = form_of(await office.presses("director", button("announcement-revise-form", one)))
    await office.sends("director", form, **{"title-en": "Mended prices"})

    await office.delivers()

    assert "Mended prices" in words_of(office.card("rep"))
    assert progress(office, one).behind == 0


async def test_to_many_an_edit_needs_a_second_person(office: Office):
    allow(office, approve_above=2)
    one = begun(office)
    await office.delivers()
    form = form_of(await office.presses("director", button("announcement-revise-form", one)))
    waits = card_of(await office.sends("director", form, **{"title-en": "Mended prices"}))
    await office.delivers()
    assert "An edit waits for a second person" in words_of(waits)
    assert "Prices (en)" in words_of(office.card("rep"))

    asked = office.card("admin")
    assert f"Edit of {one.ref}: Mended prices" in words_of(asked)
    preview = card_of(await office.presses("admin", buttons(asked)["Preview"]))
    assert "Mended prices" in words_of(preview)
    ends(office)  # It may be finished meanwhile: the edit still counts.
    await office.presses("admin", buttons(asked)["Edit everywhere"])
    await office.delivers()

    assert "Mended prices" in words_of(office.card("rep"))
    assert "The edit is on its way" in words_of(office.card("director", about="The edit"))
    assert again(office, one).revision is None


async def test_an_edit_that_the_second_person_does_not_want_is_not_made(office: Office):
    allow(office, approve_above=2)
    one = begun(office)
    await office.delivers()
    form = form_of(await office.presses("director", button("announcement-revise-form", one)))
    await office.sends("director", form, **{"title-en": "Mended prices"})
    await office.delivers()
    first = office.card("admin")
    again_form = form_of(await office.presses("director", button("announcement-revise-form", again(office, one))))
    await office.sends("director", again_form, **{"title-en": "Better prices"})
    await office.delivers()

    # The first was asked about other words than those that wait now.
    await office.presses("admin", buttons(first)["Edit everywhere"])
    await office.delivers()
    assert "Prices (en)" in words_of(office.card("rep"))
    await office.presses("admin", buttons(office.card("admin", about="Better prices"))["Reject"])
    await office.delivers()

    assert "Prices (en)" in words_of(office.card("rep"))
    assert "The edit was not made" in words_of(office.card("director", about="The edit"))
    assert again(office, one).revision is None


async def test_an_edit_leads_nowhere_but_to_the_domains_that_the_programme_names_by_then(office: Office):
    allow(office, approve_above=2)
    one = begun(office)
    await office.delivers()
    form = form_of(await office.presses("director", button("announcement-revise-form", one)))
    await office.sends("director", form, **{"body-en": "See https://vendor.example/prices"})
    await office.delivers()
    allow(office, approve_above=2, link_domains=("other.example",))
    asked = buttons(office.card("admin"))

    refused = await office.presses("admin", asked["Edit everywhere"])
    await office.delivers()
    assert "links may lead to other.example only" in words_of(card_of(refused))
    assert "vendor.example" not in words_of(office.card("rep"))

    await office.presses("admin", asked["Reject"])
    assert again(office, one).revision is None


async def test_who_proposed_the_edit_hears_what_became_of_it_as_its_author_does(office: Office):
    allow(office, approve_above=0)
    choosy(office)
    one = begun(office, by="manager")
    form = form_of(await office.presses("admin", button("announcement-revise-form", one)))
    await office.sends("admin", form, **{"title-en": "Mended"})
    await office.delivers()

    await office.presses("director", buttons(office.card("director", about="Mended"))["Reject"])
    await office.delivers()

    assert words_of(office.card("admin")) == words_of(office.card("manager"))
    assert "Rejected by" in words_of(office.card("admin"))


async def test_taken_back_it_is_gone_everywhere_and_who_keeps_it_is_named(office: Office):
    letters = choosy(office)
    letters.stays = {"rio"}
    one = begun(office)
    await office.delivers()

    await office.presses("director", button("announcement-retract", one))
    await office.presses("director", button("announcement-retract", one))
    await office.delivers()

    for who in ("rep", "rival"):
        assert words_of(office.card(who)).startswith("This announcement was taken back")
    assert "wycofano" in words_of(office.card("boss"))
    shown = card_of(await office.presses("admin", button("announcement-follow", one)))
    assert "Taken back in 3 of 4 copies" in words_of(shown)
    assert "Could not be removed: Ana Souza (Rio Automação)." in words_of(shown)
    assert set(buttons(shown)) == {"Refresh", "Preview", "Every copy as a file"}
    assert again(office, one).state is State.RETRACTED


async def test_taken_back_while_it_is_sent_nobody_else_gets_it(office: Office):
    one = begun(office)
    await office.presses("director", button("announcement-retract", one))
    await office.delivers()

    assert set(office.letters.cards) == {"director"}
    assert progress(office, one).skipped == len(READERS)


async def test_an_edit_of_what_changed_meanwhile_is_not_made_and_not_lost(office: Office):
    one = begun(office)
    form = form_of(await office.presses("director", button("announcement-revise-form", one)))
    await office.presses("admin", button("announcement-pause", one))

    late = await office.sends("director", form, **{"title-en": "Mended prices"})

    assert isinstance(late, Correct)
    assert "changed meanwhile" in plain(late.form.errors[""])


async def test_what_its_platform_did_not_name_stays_as_it_was_and_whose_it_is_is_named(office: Office):
    letters = choosy(office)
    letters.unnamed = {"rio"}
    one = begun(office)
    await office.delivers()
    before = progress(office, one).as_it_was

    form = form_of(await office.presses("director", button("announcement-revise-form", one)))
    await office.sends("director", form, **{"title-en": "Mended prices"})
    await office.delivers()
    edited = words_of(card_of(await office.presses("admin", button("announcement-follow", one))))
    await office.presses("director", button("announcement-retract", again(office, one)))
    await office.delivers()
    shown = words_of(card_of(await office.presses("admin", button("announcement-follow", one))))

    assert before == 0
    assert "shown in 3 of 4 copies" in edited
    assert "Could not be changed: Ana Souza (Rio Automação)." in edited
    assert "Taken back in 3 of 4 copies" in shown
    assert "Could not be removed: Ana Souza (Rio Automação)." in shown
    with office.database.read() as store:
        assert [fate.name for fate in store.following.every(one.id) if fate.reason == NAMELESS] == ["Ana Souza"]


async def test_what_its_reader_has_deleted_shows_no_old_words_however_often_it_is_edited(office: Office):
    letters = choosy(office)
    letters.deleted = {"rio"}
    one = begun(office)
    await office.delivers()

    for title in ("Mended prices", "Better prices"):
        form = form_of(await office.presses("director", button("announcement-revise-form", again(office, one))))
        await office.sends("director", form, **{"title-en": title})
        await office.delivers()

    assert "Could not be" not in words_of(card_of(await office.presses("admin", button("announcement-follow", one))))
    assert progress(office, one).as_it_was == 0
