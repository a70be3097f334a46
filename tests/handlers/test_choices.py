"""Choices with more options than Slack lists: each is found by its name, and can be registered."""

import pytest

from bot.slack.limits import SELECT_OPTIONS
from bot.slack.modals import modal, suggested, suggestion
from domain.programme_text import read_programme
from handlers.replies import Show
from tests.office import NOON, PROGRAMME, Office, form_of, options_of
from views.deals_forms import SEARCHES, options
from views.translator import translator
from views.vocabulary import Choice, plain, said

LINES = (
    "AF AL DZ AR AM AU AT AZ BH BD BY BE BJ BO BA BW BR BG BF BI KH CM CA TD CL CN",
    "CO CR CI HR CU CY CZ DK DJ DO EC EG SV EE ET FI FR GA GE DE GH GR GT GN HT HN",
    "HU IS IN ID IR IQ IE IL IT JM JP JO KZ KE KW KG LA LV LB LY LT LU MG MW MY ML",
    "MT MR MX MD MN ME MA MZ MM NA NP NL NZ NI NE NG MK NO OM PK PA PY PE PH PL PT",
    "QA RO RU RW SA SN RS SG SK SI ZA KR ES LK SD SE CH SY TJ TZ TH TG TN TR UG UA",
    "AE GB US UY UZ VE VN YE ZM ZW",
)
WORLD = [code for line in LINES for code in line.split()]


@pytest.fixture
def wide(office: Office) -> Office:
    """The programme sells in all the world."""
    countries = ", ".join(f'"{code}"' for code in WORLD if code != "BR")
    text = PROGRAMME.replace('countries = ["PL", "DE"]', f"countries = [{countries}]")
    with office.database.write() as store:
        store.programmes.apply(read_programme(text), at=NOON)
    return office


async def test_no_country_is_lost_where_slack_cannot_list_them(wide: Office):
    form = form_of(await wide.types("boss", "deal new"))
    view = modal(form, close=said("x"))
    element = next(block["element"] for block in view["blocks"] if block.get("block_id") == "country")
    route, _ = suggestion({"action_id": element["action_id"], "value": "x"})
    country = next(field for field in form.fields if field.name == "country")

    assert isinstance(country, Choice)
    assert len(country.options) == len(WORLD) > SELECT_OPTIONS
    assert element["type"] == "external_select"
    assert element["initial_option"]["value"] == "PL"
    for option in country.options:
        found = await wide.seeks("boss", route, plain(option.label).casefold())
        offered = suggested(found.options)["options"]  # type: ignore[union-attr]  # seeking gives Options
        assert option.value in [one["value"] for one in offered], option
    assert options_of(await wide.seeks("boss", route, "chin"))[0] == "CN"
    assert "KR" in options_of(await wide.seeks("boss", route, "poludniowa"))


async def test_what_was_found_can_be_registered(wide: Office):
    ref = await wide.registers("rep", country="VN")

    with wide.database.read() as store:
        [deal] = store.deals.seen_by(wide.person("rep"), size=5).items
    assert (deal.ref, deal.terms.country) == (ref, "VN")


@pytest.mark.parametrize("field", SEARCHES)
async def test_each_long_field_has_a_search_that_offers_all_of_it(office: Office, field: str):
    with office.database.read() as store:
        every = options(field, store.programme, translator("en", "UTC"))

    assert options_of(await office.seeks("rep", SEARCHES[field], "")) == [option.value for option in every]
    assert options_of(await office.seeks("rep", SEARCHES[field], "no such thing")) == []


async def test_whoever_registers_nothing_searches_in_vain(office: Office):
    for who in ("nobody", "auditor"):
        assert options_of(await office.seeks(who, "deal-countries", "pol")) == []


async def test_a_short_list_is_still_a_list(office: Office):
    view = modal(form_of(await office.types("rep", "deal new")), close=said("x"))

    kinds = {block["block_id"]: block["element"]["type"] for block in view["blocks"] if block["type"] == "input"}
    assert kinds["country"] == kinds["product"] == "static_select"
    assert isinstance(await office.types("rep", "help"), Show)
