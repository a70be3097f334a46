"""A partner that the programme does not name any more: nobody there is told anything, and what it had is free."""

from bot.arrivals import Pressed
from domain.audience import Audience, To
from domain.channels import Channel
from domain.places import Platform
from tests.following import again, begun, button, choosy
from tests.handlers.learning import BASICS, EVERYBODY, SPRING, imports, minute
from tests.handlers.test_channels import button as route_of
from tests.office import Office, buttons, card_of, form_of, words_of


def ends(office: Office, key: str = "rival") -> None:
    with office.database.write() as store:
        now = store.programme
        left = tuple(one for one in now.partners if one.key != key)
        spaces = tuple(one for one in now.workspaces if one.organisation != key)
        store.programmes.apply(now.model_copy(update={"partners": left, "workspaces": spaces}), at=office.clock[0])


def link(office: Office, platform: Platform = Platform.WEB) -> None:
    made = Channel(platform=platform, host="test", conversation="C1", partner="rival", name="ext-rival")
    with office.database.write() as store:
        store.channels.link(made, by="", at=office.clock[0])


async def test_what_was_on_its_way_leaves_neither_to_its_people_nor_to_its_channel(office: Office):
    link(office)
    choosy(office)
    for to in To:
        begun(office, to=Audience(to=to, partners=frozenset({"rival"})))
    ends(office)

    await office.delivers()

    assert set(office.letters.cards) == {"director"}  # who follows them


async def test_an_edit_is_not_shown_to_its_people(office: Office):
    choosy(office)
    one = begun(office, to=Audience(to=To.PEOPLE, partners=frozenset({"rival"})))
    await office.delivers()
    ends(office)

    form = form_of(await office.presses("director", button("announcement-revise-form", again(office, one))))
    await office.sends("director", form, **{"title-en": "Mended"})
    await office.delivers()

    assert "Mended" not in words_of(office.card("rival"))


async def test_its_people_have_no_seats_and_take_none(office: Office):
    for name, lines in (("courses", BASICS), ("sessions", SPRING), ("rules", EVERYBODY)):
        imports(office.database, name, lines)
    minute(office)
    with office.database.read() as store:
        [session] = store.training.sessions()
    register = Pressed("training-register", session.id)
    await office.asks("rival", register)
    assert taken(office) == 1

    ends(office)
    minute(office)
    await office.asks("rival", register)

    assert taken(office) == 0


def taken(office: Office) -> int:
    with office.database.read() as store:
        [session] = store.training.sessions()
    return session.taken


async def test_its_channel_is_unlinked_by_an_admin_and_given_to_another(office: Office):
    link(office)
    ends(office)

    listed = card_of(await office.types("admin", "partner channels"))
    opened = card_of(await office.presses("admin", buttons(listed)["Open"]))
    await office.presses("admin", route_of(opened, "channel-unlink"))

    with office.database.read() as store:
        assert store.channels.get(Platform.WEB, "C1") is None
