"""A document is handed on to somebody else, and whose owner leaves is nobody's for no longer than that."""

from bot.arrivals import Pressed, Sent, Sought
from bot.ticker import do_chores
from handlers.replies import Correct
from tests.handlers.test_documents import put
from tests.handlers.test_documents_asked import ASKED
from tests.handlers.test_documents_asked import asks as questioned
from tests.handlers.test_documents_edited import editing
from tests.office import Office, account, buttons, card_of, filled, form_of, options_of, words_of
from views.vocabulary import Form

HAND_ON = "Hand on"


async def handing(office: Office, ref: str, who: str = "manager") -> Form:
    return form_of(await office.asks(who, Pressed("document-hand-on-form", ref)))


async def goes_on(office: Office) -> None:
    for _ in range(2):
        await do_chores(office.dispatch)
        await office.delivers()


async def test_its_questions_and_reviews_go_to_whoever_has_it_now_and_so_does_what_waits(office: Office):
    ref = put(office, "Guide", edit="owner", review_days=30)
    await questioned(office, ref, "Is it for FM200?")
    office.later(days=31)
    await goes_on(office)
    opened = card_of(await office.types("manager", f"docs {ref}"))
    form = form_of(await office.presses("manager", buttons(opened)[HAND_ON]))
    assert options_of(await office.asks("manager", Sought("document-owners", "cole"))) == [office.person("director").id]

    done = words_of(card_of(await office.sends("manager", form, owner=office.person("director").id)))
    office.later(hours=5)  # it is morning in New York
    await goes_on(office)

    assert "Dana Cole answers for" in done
    assert "You answer for" in words_of(office.card("director", about="from now on"))
    assert "Still right" in buttons(office.card("director", about="Is it still right?"))
    card = office.card("director", about=ASKED)
    form = form_of(await office.presses("director", buttons(card)["Answer"]))
    await office.sends("director", form, words="Yes.")
    await office.delivers()
    assert "Yes." in words_of(office.card("rep", about="Your question is answered"))
    assert "Still right" not in buttons(office.card("manager", about="Guide"))
    with office.database.read() as store:
        [act] = [act for act in store.acts.since(0) if act.what == "document-handed-on"]
    assert act.who == office.person("manager").id


async def test_only_its_owner_and_the_admins_hand_it_on_and_only_to_who_may_keep_documents(office: Office):
    ref = put(office, "Guide", edit="vendor")
    for who, refused in (("second", "albo administrator"), ("director", "or an administrator")):
        reply = await office.asks(who, Pressed("document-hand-on-form", ref))
        assert refused in words_of(card_of(reply))
        sent = Sent("document-hand-on", {"owner": office.person(who).id}, "", ref, 1)
        assert refused in repr(await office.asks(who, sent))
    assert "or an administrator" not in repr(await office.asks("rep", Pressed("document-hand-on-form", ref)))

    form = await handing(office, ref, "admin")
    for wrong in ("", "nobody", office.person("rep").id, office.person("auditor").id, "Jan Nowak"):
        assert isinstance(await office.sends("admin", form, owner=wrong), Correct), wrong
    await office.sends("admin", form, owner="piotr bak")
    await office.delivers()

    assert ref in words_of(office.card("second"))
    assert "changed meanwhile" in repr(await office.sends("admin", form, owner=office.person("lead").id))


async def test_of_who_has_left_an_admin_hands_it_on(office: Office):
    ref = put(office, "Guide", view="owner", edit="owner")
    await office.dispatch.part(account("manager"))

    form = await handing(office, ref, "admin")
    assert "Ola Lis" in repr(form.intro)
    await office.sends("admin", form, owner=office.person("director").id)
    await office.delivers()

    assert filled(await editing(office, ref, "director"))["title"] == "Guide"
