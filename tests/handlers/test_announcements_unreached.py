"""Who is not reached by an announcement is listed for its author, and for nobody else."""

from dataclasses import replace

from tests.handlers.test_announcements_sending import written
from tests.office import Office, buttons, card_of, form_of, words_of


async def test_everybody_who_is_not_reached_is_listed_with_the_reason_and_an_address(office: Office):
    card = await written(office)
    form = form_of(await office.presses("manager", buttons(card)["Next: for whom"]))
    review = card_of(await office.sends("manager", form, to="channels"))

    door = buttons(review)["Who is not reached"]
    page = words_of(card_of(await office.presses("manager", door)))

    assert "Nowak Systems No channel of theirs is linked: boss@nowak.example" in page
    assert "Rival GmbH No channel of theirs is linked: rep@rival.example" in page
    assert "Rio" not in page  # whom the manager does not look after
    others, missing = [
        await office.presses("second", replace(door, ref=ref)) for ref in (door.ref, door.ref.replace(door.ref[0], "z"))
    ]
    assert others == missing


async def test_a_long_list_is_read_page_by_page(office: Office):
    with office.database.write() as store:
        programme = store.programme
        more = tuple(
            programme.partners[0].model_copy(update={"key": f"p{n}", "name": f"Partner {n}"}) for n in range(10)
        )
        store.programmes.apply(programme.model_copy(update={"partners": programme.partners + more}), at=office.clock[0])
    card = await written(office, "director")
    form = form_of(await office.presses("director", buttons(card)["Next: for whom"]))
    review = card_of(await office.sends("director", form, to="channels"))

    first = card_of(await office.presses("director", buttons(review)["Who is not reached"]))
    second = card_of(await office.presses("director", buttons(first)["Show more"]))

    shown = [line for page in (first, second) for line in words_of(page).splitlines() if "is linked" in line]
    assert len(shown) == len(set(shown)) == 13
    assert "Show more" not in buttons(second)
    made_up = replace(buttons(first)["Show more"], ref=f"{buttons(review)['Who is not reached'].ref}.{'9' * 5000}")
    assert words_of(card_of(await office.presses("director", made_up))) == words_of(first)
