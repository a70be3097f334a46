"""A document is edited in the chat by whoever may change it, and is for its new readers and for nobody else at once."""

from datetime import timedelta

import pytest

from bot.arrivals import Pressed, Sent, Sought
from handlers.replies import Correct
from tests.handlers.test_documents import described, put, put_in, titles
from tests.handlers.test_documents_dropped import drop
from tests.office import NOON, Office, buttons, card_of, filled, form_of, options_of, words_of
from views.vocabulary import Choice, Form


async def editing(office: Office, ref: str, who: str = "manager") -> Form:
    opened = card_of(await office.types(who, f"docs {ref}"))
    return form_of(await office.presses(who, buttons(opened)["Edit"]))


async def test_the_form_holds_what_is_and_saving_it_changes_nothing(office: Office):
    ref = put(
        office, "Prices", regions=["ce"], tiers=["gold"], partners=["nowak", "rival"], review_days=30, edit="vendor"
    )
    form = await editing(office, ref)

    assert filled(form) == {
        "title": "Prices",
        "kind": "guide",
        "languages": "en",
        "product": "*",
        "view": "partners",
        "regions": "ce",
        "tiers": "gold",
        "types": "",
        "partner": "+",
        "download": "partners",
        "customers": "no",
        "edit": "vendor",
        "review": "2026-12-23",
        "every": "30",
    }
    await office.sends("manager", form)
    with office.database.read() as store:
        document = store.documents.by_ref(ref)
        assert document
        assert (document.version, document.shelf.partners) == (1, {"nowak", "rival"})  # type: ignore[comparison-overlap]  # a frozen set


async def test_its_new_readers_find_it_and_the_others_do_not_from_that_very_moment(office: Office):
    ref = put(office, "Sensor prices", "Ten euros.", regions=["ce"])
    form = await editing(office, ref)

    saved = card_of(
        await office.sends(
            "manager", form, title="  All   prices ", regions="latam", kind="price-list", languages="en,pl"
        )
    )

    assert "One partner may read it" in words_of(saved)
    assert "Latin America" in words_of(saved)
    assert titles(await office.types("rep", "docs euros")) == []
    assert titles(await office.types("rio", "docs euros")) == ["All prices"]
    with office.database.read() as store:
        last = [act for act in store.acts.since(0) if act.what == "document-edited"]
        assert [act.who for act in last] == [office.person("manager").id]


async def test_for_one_partner_only_and_for_all_again(office: Office):
    ref = put(office, "Offer", "Ten euros.")
    assert options_of(await office.asks("manager", Sought("document-partners", "now"))) == ["nowak", "*"]
    await office.sends("manager", await editing(office, ref), partner="nowak")
    assert [titles(await office.types(who, "docs euros")) for who in ("rep", "rival", "rio")] == [["Offer"], [], []]

    form = await editing(office, ref)
    assert filled(form)["partner"] == "nowak"
    await office.sends("manager", form, partner="*")
    assert titles(await office.types("rio", "docs euros")) == ["Offer"]


async def test_a_dropped_file_can_be_for_one_partner_only(office: Office):
    form = form_of(await office.presses("manager", buttons(await drop(office))["Add to the catalogue"]))
    await office.sends("manager", form, view="partners", partner="rival")
    assert titles(await office.types("rival", "docs cennik")) == ["Cennik 2026"]
    assert titles(await office.types("rep", "docs cennik")) == []


async def test_the_day_of_the_next_review_is_chosen(office: Office):
    ref, tomorrow = put(office, "Prices"), office.clock[0] + timedelta(days=1)
    past = await office.sends("manager", await editing(office, ref), review=f"{office.clock[0]:%Y-%m-%d}")
    assert isinstance(past, Correct)
    assert set(past.form.errors) == {"review"}
    await office.sends("manager", await editing(office, ref), review=f"{tomorrow:%Y-%m-%d}", every="90")

    with office.database.read() as store:
        document = store.documents.by_ref(ref)
        assert document
        assert document.review_at
        assert document.review_at == document.ask_at
        assert (tomorrow - document.review_at, document.review_days) == (timedelta(hours=12), 90)
    await office.sends("manager", await editing(office, ref), review="")
    with office.database.read() as store:
        document = store.documents.by_ref(ref)
        assert document
        assert (document.review_at, document.ask_at, document.review_days) == (None, None, 0)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("title", " "), ("title", "a\x00b"), ("kind", "novel"), ("languages", ""), ("languages", "en,xx")),
        *(("regions", "moon"), ("view", "everybody"), ("edit", "partners"), ("partner", "nobody"), ("every", "7")),
        *(("review", "soon"), ("partner", "")),
    ],
)
async def test_what_is_not_offered_is_not_taken(office: Office, field: str, value: str):
    ref = put(office, "Prices")
    reply = await office.sends("manager", await editing(office, ref), **{field: value})
    assert isinstance(reply, Correct)
    assert set(reply.form.errors) == {field}


async def test_who_may_not_change_it_is_offered_nothing_and_told_nothing(office: Office):
    ref = put(office, "Prices", edit="owner")
    others = put(office, "Of the vendor", view="vendor", edit="vendor")
    for who, named in (("second", ref), ("rep", ref), ("rep", others), ("auditor", others)):
        missing = Pressed("document-edit-form", "F-00000")
        assert await office.asks(who, Pressed("document-edit-form", named)) == await office.asks(who, missing)
        sent = [Sent("document-edit", {"title": "Mine"}, "", one, 1) for one in (named, "F-00000")]
        assert repr(await office.asks(who, sent[0])) == repr(await office.asks(who, sent[1]))
    assert "Edit" not in buttons(card_of(await office.types("auditor", f"docs {others}")))


async def test_of_two_who_edit_at_once_the_second_reads_that(office: Office):
    ref = put(office, "Prices", edit="vendor")
    forms = [await editing(office, ref) for _ in range(2)]
    await office.sends("manager", forms[0], title="First")
    late = form_of(await office.sends("manager", forms[1], title="Second"))
    assert "changed" in repr(late)
    assert isinstance(await office.sends("manager", late), Correct), "nor when it is sent once more"
    assert titles(await office.types("rep", "docs")) == ["First"]


async def test_a_title_is_mended_and_what_was_for_a_region_that_is_no_more_is_opened_to_nobody(office: Office):
    ref = put(office, "Offer", "Ten euros.", regions=["latam"])
    with office.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE shelves SET regions = replace(regions, 'latam', 'apac')")
    form = await editing(office, ref)
    [regions] = [field for field in form.fields if isinstance(field, Choice) and field.name == "regions"]

    saved = card_of(await office.sends("manager", form, title="Better"))

    assert "apac" in [option.value for option in regions.options]
    assert "No partner reads it" in words_of(saved)
    assert [titles(await office.types(who, "docs euros")) for who in ("rep", "rival", "rio")] == [[], [], []]


async def test_one_that_was_taken_out_is_there_for_whoever_may_bring_it_back(office: Office):
    ref = put(office, "Prices")
    await office.presses("manager", buttons(card_of(await office.types("manager", f"docs {ref}")))["Retire"])
    assert "Bring it back" in buttons(card_of(await office.types("manager", f"docs {ref}")))
    gone = [words_of(card_of(await office.types("rep", f"docs {one}"))) for one in (ref, "F-00000")]
    assert gone[0] == gone[1]


async def test_ones_own_are_offered_however_many_others_answer_it(office: Office):
    mine = put(office, "Sensor notes")
    with office.database.write() as store:
        for number in range(12):
            told = described(f"Sensor price {number}")
            put_in(store, office.person("director"), told, f"Sensor {number} sensor.", at=NOON)

    for typed in ("", "sensor"):
        assert options_of(await office.asks("manager", Sought("documents-own", typed))) == [mine]
