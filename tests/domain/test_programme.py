# ruff: noqa: E501  (tables: one mistake, one change a line)
import csv
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.money import Money
from domain.policy import Filing, Step, planned
from domain.programme import Conditions, Programme, from_json, to_json
from domain.programme_changes import changes
from domain.programme_checks import countries
from domain.programme_text import Problem, ProgrammeError, read_programme
from domain.when import QuietHours

EXAMPLE_FOLDER = Path(__file__).parents[2] / "bot" / "example"
EXAMPLE = (EXAMPLE_FOLDER / "programme.toml").read_text(encoding="utf-8")

SMALL = """\
name = "Small"
languages = ["en", "pl"]
zone = "Europe/Warsaw"
currencies = ["EUR", "PLN"]
partner_types = ["channel", "referral"]
answer_within_hours = 24
products = { one = "One", two = { en = "Two", pl = "Dwa" } }
deal_types = { new = "New" }
stages = { open = "Open", late = "Late" }
quiet_hours = { start = "20:00", end = "08:00" }
approvals = [
  { region = "east", up_to = { EUR = 100, PLN = 400.50 }, decided_by = "channel-manager" },
  { decided_by = "director" },
]

[tiers.gold]
label = "Gold"
protection_days = 90

[tiers.base]
label = { pl = "Podstawowy" }
protection_days = 30

[regions.east]
label = "East"
countries = ["PL", "CZ"]

[regions.west]
label = "West"
countries = ["US"]

[[partners]]
key = "acme"
name = "Acme"
type = "channel"
tier = "gold"
region = "east"
country = "PL"
language = "pl"
zone = "Europe/Warsaw"
currency = "PLN"

[[workspaces]]
platform = "slack"
tenant = "T0123ABCD"
organisation = "acme"
"""


@pytest.fixture
def small() -> Programme:
    return read_programme(SMALL)


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(ProgrammeError) as caught:
        read_programme(text)
    return caught.value.problems


def changed(old: str, new: str, *, within: str = SMALL) -> str:
    assert within.count(old) == 1, f"{old!r} must stand there once"
    return within.replace(old, new)


def only(text: str) -> Problem:
    (problem,) = problems(text)
    return problem


def a_filing(region: str, amount: str, currency: str) -> Filing:
    return Filing(
        region=region, amount=Money(Decimal(amount), currency), tier="gold", product="one",
        partner_type="channel", deal_type="new", conflict="none", on=date(2026, 11, 23),
    )  # fmt: skip


# --- what a programme knows ---


@pytest.mark.parametrize(
    ("region", "amount", "currency", "decider"),
    [
        ("east", "99.99", "EUR", "channel-manager"),
        ("east", "100", "EUR", "channel-manager"),
        ("east", "100.01", "EUR", "director"),
        ("east", "400.50", "PLN", "channel-manager"),
        ("east", "400.51", "PLN", "director"),
        ("east", "1", "USD", "director"),
        ("west", "1", "EUR", "director"),
    ],
)
def test_the_first_rule_that_covers_region_and_amount_decides(small, region, amount, currency, decider):
    plan = planned(small, a_filing(region, amount, currency))

    assert plan.steps == (Step((decider,)),)


def test_a_workspace_belongs_to_the_organisation_of_the_same_platform_and_tenant_only(small):
    assert small.organisation_of("slack", "T0123ABCD") == "acme"
    assert small.organisation_of("teams", "T0123ABCD") is None
    assert small.organisation_of("slack", "T0123ABCE") is None


def test_a_label_falls_back_to_the_programmes_language_and_then_to_any(small):
    two, base, gold = small.product("two"), small.tier("base"), small.tier("gold")

    assert (two.label("pl"), two.label("pt-BR"), two.label("xx")) == ("Dwa", "Two", "Two")
    assert (base.label("en"), gold.label("pl")) == ("Podstawowy", "Gold")


def test_a_product_that_was_dropped_is_called_by_its_key(small):
    assert small.product("abacus").label("pl") == "abacus"


def test_a_partner_is_found_by_key_and_protected_by_tier(small):
    partner = small.partner("acme")

    assert partner is not None
    assert small.protection_days(partner.tier) == 90
    assert small.partner("nobody") is None


def test_tiers_and_stages_keep_the_order_of_the_text(small):
    assert list(small.tiers) == ["gold", "base"]
    assert list(from_json(to_json(small)).stages) == ["open", "late"]


def test_customer_and_amount_are_required_and_nothing_is_revealed_unless_the_text_says_more(small):
    assert small.required == ("customer", "amount")
    assert small.conflict_reveal == "nothing"


@pytest.mark.parametrize("text", [SMALL, EXAMPLE], ids=["small", "example"])
def test_a_programme_survives_its_json(text):
    programme = read_programme(text)

    assert from_json(to_json(programme)) == programme
    assert to_json(from_json(to_json(programme))) == to_json(programme)


def test_quiet_hours_are_wall_times(small):
    assert small.quiet == QuietHours(time(20), time(8))


@pytest.mark.parametrize(
    ("terms", "reads", "in_language"),
    [
        ({"text": {"en": "T", "pl": "W"}}, "pl", "pl"),
        ({"text": {"pl": "W"}, "link": {"en": "https://vendor.example"}}, "en", "pl"),  # the text is what is read
        ({"link": {"pt-BR": "https://vendor.example"}}, "pl", "pt-BR"),
        ({"text": "T"}, "pl", "en"),  # the same in every language: the programme's own
    ],
)
def test_terms_are_read_in_the_language_that_is_shown(terms, reads, in_language):
    assert Conditions.model_validate({"version": "1", **terms}).read_in(reads, "en") == in_language


def test_amounts_are_exact(small):
    assert small.approvals[0].up_to == {"EUR": Decimal(100), "PLN": Decimal("400.50")}


def test_there_are_as_many_countries_as_iso_lists_and_kosovo():
    assert len(countries()) == 249 + 1
    assert {"PL", "BR", "US", "XK"} <= countries()


# --- what is wrong with a text ---

WRONG = [
    ('tier = "gold"', 'tier = "platinum"', "partners[0].tier", 36, '"platinum" is not a tier; allowed: gold, base.'),
    ('region = "east"\nc', 'region = "north"\nc', "partners[0].region", 37, '"north" is not a region; allowed: east, west.'),
    ('country = "PL"', 'country = "US"', "partners[0].country", 38, '"US" is not a country of the partner\'s region; allowed: PL, CZ.'),
    ('language = "pl"', 'language = "pt-BR"', "partners[0].language", 39, '"pt-BR" is not a language of this programme; allowed: en, pl.'),
    ('type = "channel"', 'type = "alliance"', "partners[0].type", 35, '"alliance" is not a type of this programme; allowed: channel, referral.'),
    ('type = "channel"', 'type = "friend"', "partners[0].type", 35, '"friend" is not a type of this programme; allowed: channel, referral.'),
    ('currency = "PLN"', 'currency = "USD"', "partners[0].currency", 41, '"USD" is not a currency of this programme; allowed: EUR, PLN.'),
    ('"pl"\nzone = "Europe/Warsaw"', '"pl"\nzone = "Europe/Warsav"', "partners[0].zone", 40, '"Europe/Warsav" is not a time zone; did you mean Europe/Warsaw?'),
    ('"pl"]\nzone = "Europe/Warsaw"', '"pl"]\nzone = "?"', "zone", 3, '"?" is not a time zone; allowed: a name from the IANA list, such as Europe/Warsaw.'),
    ('tier = "gold"\n', "", "partners[0].tier", 32, '"tier" is missing; needed here: key, name, type, tier, region, country, language, zone, currency.'),
    ('tier = "gold"\n', 'tier = "gold"\nfax = 1\n', "partners[0].fax", 37, '"fax" is not known here; allowed: key, name, type, tier, region, country, language, zone, currency.'),
    ('name = "Small"\n', "", "name", None, '"name" is missing; needed here: name, languages, zone, currencies, partner_types, answer_within_hours, tiers, regions, products, deal_types, stages, approvals.'),
    ('["en", "pl"]', '["en",\n "pl", "de"]', "languages[2]", 3, '"de" is not allowed; allowed: en, pl, pt-BR.'),
    ('["en", "pl"]', '["en", "pl", "en"]', "languages[2]", 2, '"en" is here twice; each value is allowed once.'),
    ('["EUR", "PLN"]', '["EUR", "PLN", "DEM"]', "currencies[2]", 4, '"DEM" is not a currency in use; allowed: ISO 4217 codes, such as EUR.'),
    ('["PL", "CZ"]', '["PL", "CZ", "XX"]', "regions.east.countries[2]", 26, '"XX" is not a country; allowed: ISO 3166 codes of two letters, such as PL.'),
    ("= 24", "= 0", "answer_within_hours", 6, "This must be at least 1."),
    ("= 24", "= 24.5", "answer_within_hours", 6, "This must be a whole number, not a number with a point."),
    ("= 24", '= "24"', "answer_within_hours", 6, 'This must be a whole number, not "24".'),
    ("= 24", "= true", "answer_within_hours", 6, "This must be a whole number, not true or false."),
    ("= 90", "= 4000", "tiers.gold.protection_days", 18, "This must be at most 3650."),
    ('{ new = "New" }', "{}", "deal_types", 8, "This must not be empty."),
    ('{ new = "New" }', '{ new = "" }', "deal_types.new", 8, "This must not be empty."),
    ('{ new = "New" }', '{ new = "New\\u0007" }', "deal_types.new", 8, '"New\x07" is not allowed; allowed: text on one line, without control characters.'),
    ('{ new = "New" }', '{ new = { de = "Neu" } }', "deal_types.new.de", 8, '"de" is not allowed; allowed: en, pl, pt-BR.'),
    ('{ new = "New" }', "{ new = 1 }", "deal_types.new", 8, "This must be text in quotes, not a whole number."),
    ('{ new = "New" }', '{ New = "New" }', "deal_types.New", 8, '"New" is not allowed; allowed: small letters a-z, digits and single hyphens, such as central-europe.'),
    ('{ new = "New" }', f'{{ new = "{"n" * 76}" }}', "deal_types.new", 8, "This is too long; at most 75 characters."),
    ('{ new = "New" }', '["new"]', "deal_types", 8, "This must be a table, not a list."),
    ('"20:00"', '"8 pm"', "quiet_hours.start", 10, 'This must be a time of day, such as "20:00".'),
    ('"20:00"', "20", "quiet_hours.start", 10, 'This must be a time of day in quotes, such as "20:00".'),
    ('"20:00"', '"20:00Z"', "quiet_hours", 10, 'Quiet hours are wall times without a zone, such as "20:00".'),
    ("quiet_hours =", 'working_hours = { start = "17:00", end = "09:00" }\nquiet_hours =', "working_hours", 10, "Working hours must end later on the same day."),
    ("quiet_hours =", 'working_hours = { start = "09:00Z", end = "17:00" }\nquiet_hours =', "working_hours", 10, 'Working hours are wall times without a zone, such as "09:00".'),
    ('"20:00"', '"08:00"', "quiet_hours", 10, "Quiet hours must not end when they start."),
    ("EUR = 100", "USD = 100", "approvals[0].up_to.USD", 12, '"USD" is not a currency of this programme; allowed: EUR, PLN.'),
    ("EUR = 100", "EUR = 0", "approvals[0].up_to.EUR", 12, "This must be more than 0."),
    ("EUR = 100", "EUR = inf", "approvals[0].up_to.EUR", 12, "This must be an amount."),
    ("EUR = 100", 'EUR = "a lot"', "approvals[0].up_to.EUR", 12, 'This must be an amount, not "a lot".'),
    ("EUR = 100", "EUR = 100.1234", "approvals[0].up_to.EUR", 12, "This amount has too many digits after the point; at most 3."),
    ('"director" }', '"board" }', "approvals[1].decided_by", 13, '"board" is not allowed; allowed: channel-manager, regional-lead, director.'),
    ("{ decided_by", '{ region = "west", decided_by', "approvals[1]", 13, "The last rule must cover every deal; it may have only decided_by or steps, no region and no up_to."),
    ("approvals = [", 'approvals = [\n{ decided_by = "director" },', "approvals[0]", 12, "This rule covers every deal, so those below it are never reached; move it to the end."),
    ('"slack"', '"irc"', "workspaces[0].platform", 44, '"irc" is not allowed; allowed: slack, teams, web.'),
    ('"slack"', '"teams"', "workspaces[0].tenant", 45, '"T0123ABCD" is not a Teams tenant id; allowed: 32 digits and small letters a-f with hyphens, such as 01234567-89ab-cdef-0123-456789abcdef.'),
    ("T0123ABCD", "acme.slack.com", "workspaces[0].tenant", 45, '"acme.slack.com" is not a Slack workspace id; allowed: T or E and capitals and digits, such as T0123ABCD.'),
    ("T0123ABCD", " T0123ABCD", "workspaces[0].tenant", 45, '" T0123ABCD" is not a Slack workspace id; allowed: T or E and capitals and digits, such as T0123ABCD.'),
    ('"slack"\ntenant = "T0123ABCD"', '"web"\ntenant = " "', "workspaces[0].tenant", 45, '" " is not allowed; allowed: an id without spaces.'),
    ('organisation = "acme"', 'organisation = "acne"', "workspaces[0].organisation", 46, '"acne" is not an organisation; allowed: vendor, acme.'),
    ('= ["channel", "referral"]', '= ["channel", "referral"]\nrequired = ["amount"]', "required", 6, "A deal always needs customer and amount; add customer."),
    ("= 24", '= 24\nterms = { version = "1" }', "terms", 7, "Terms need a text, a link, or both."),
    ("= 24", '= 24\nterms = { version = "a b", text = "T" }', "terms.version", 7, '"a b" is not allowed; allowed: letters, digits, points and hyphens, such as 2026-11.'),
    ("= 24", '= 24\nterms = { version = "1", link = "http://x.example" }', "terms.link", 7, '"http://x.example" is not allowed; allowed: an address that begins with https://.'),
    ("= 24", '= 24\nterms = { version = "1", text = { de = "T" } }', "terms.text.de", 7, '"de" is not allowed; allowed: en, pl, pt-BR.'),
    ("= 24", f'= 24\nterms = {{ version = "1", text = "{"t" * 1501}" }}', "terms.text", 7, "This is too long; at most 1500 characters."),
    ('= ["channel", "referral"]', '= "channel"', "partner_types", 5, 'This must be a list in square brackets, not "channel".'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "path", "line", "sentence"), WRONG)
def test_a_mistake_names_its_key_its_line_and_what_is_allowed(old, new, path, line, sentence):
    assert only(changed(old, new)) == Problem(path, line, sentence)


def test_a_workspace_belongs_to_one_organisation():
    problem = only(f'{SMALL}\n[[workspaces]]\nplatform = "slack"\ntenant = "T0123ABCD"\norganisation = "vendor"\n')

    assert (problem.path, problem.line) == ("workspaces[1]", 48)
    assert problem.sentence == '"T0123ABCD" on slack is here twice; it belongs to one organisation.'


def test_no_partner_is_called_vendor():
    text = SMALL[: SMALL.index("[[workspaces]]")].replace("acme", "vendor")

    assert only(text) == Problem("partners[0].key", 33, '"vendor" means the vendor; give the partner another key.')


def test_two_partners_do_not_share_a_key():
    partner = SMALL[SMALL.index("[[partners]]") : SMALL.index("[[workspaces]]")]

    problem = only(SMALL + partner)

    assert (problem.path, problem.line) == ("partners[1].key", 48)
    assert problem.sentence == '"acme" is another partner\'s key; each key is allowed once.'


def test_all_mistakes_are_told_at_once_by_line():
    text = changed('"Europe/Warsaw"\ncurrencies', '"Mars"\ncurrencies')
    text = changed("protection_days = 90", 'protection_days = "long"', within=text)
    text = changed('tier = "gold"', 'tier = "platinum"', within=text)
    text = changed('platform = "slack"', "", within=text)

    assert [(problem.path, problem.line) for problem in problems(text)] == [
        ("zone", 3),
        ("tiers.gold.protection_days", 18),
        ("partners[0].tier", 36),
        ("workspaces[0].platform", 43),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (changed('name = "Small"', "name = Small"), 1),
        (changed('tier = "gold"', 'tier = "gold'), 36),
        (changed("[tiers.base]", "[tiers.gold]"), 20),
        ("name = ", None),
        ('name = """', None),
    ],
)
def test_what_is_no_toml_is_a_problem_with_its_line(text, line):
    problem = only(text)

    assert problem.line == line
    assert problem.sentence.startswith("This is not valid TOML")


@pytest.mark.parametrize(
    "value",
    ["9" * 5000, "0x" + "f" * 5000, "1e99999999999999999999", "[" * 5000 + "]" * 5000, '"\ud800"', '"\x00"'],
    ids=["digits", "hexadecimal", "exponent", "nested", "surrogate", "control"],
)
def test_what_breaks_pythons_limits_is_a_problem_like_any_other(value):
    assert problems(changed("= 24", f"= {value}"))


def test_a_problem_reads_as_one_line():
    assert str(Problem("partners[2].tier", 88, "Wrong.")) == "line 88, partners[2].tier: Wrong."
    assert str(Problem("name", None, "Missing.")) == "name: Missing."
    assert str(Problem("", None, "Not TOML.")) == "Not TOML."


def test_lines_are_found_past_comments_and_long_strings_and_in_quoted_keys():
    text = SMALL.replace('name = "Small"', '# name = "no"\n"name" = """\\\n  Small \\" # [x]\n"""', 1)
    text = changed("tier = ", "\t'tier' = ", within=changed('"gold"\nregion', '"lead"\nregion', within=text))

    assert only(text).line == 36 + 3


SNIPPETS = st.sampled_from(
    [*'"[]{}=,.#\n\\', "'''", '"""', "[[partners]]", "[tiers.gold]", "true", "nan", "1979-05-27", "07:32:00",
     "-1", "1e400", "[[[[", "key", "EUR", '"pl"', "zone", "\r\n", "\u2028", "ż"]
)  # fmt: skip


@st.composite
def mutated(draw):
    text = draw(st.sampled_from([SMALL, EXAMPLE]))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.integers(0, 30))
        text = text[:start] + draw(SNIPPETS | st.text(max_size=5)) + text[end:]
    return text


@settings(max_examples=400)
@given(st.text() | mutated())
@example("")
@example("partners = 1\ntiers = []\nregions = {a = 1}\nworkspaces = {a = {}}\napprovals = [1]")
@example("approvals = [{}, []]\npartners = [[], {}]\nworkspaces = [{tenant = []}]\nquiet_hours = 08:00:00")
def test_any_text_is_a_programme_or_a_list_of_problems(text):
    found: tuple[Problem, ...] = ()
    programme = None
    try:
        programme = read_programme(text)
    except ProgrammeError as error:
        found = error.problems

    assert found if programme is None else from_json(to_json(programme)) == programme
    assert all(1 <= problem.line <= len(text) + 1 for problem in found if problem.line is not None)


@settings(max_examples=30)
@given(st.lists(st.sampled_from(["", "# [[partners]]", "\t", "# tier = 'x'"]), max_size=4))
def test_the_line_is_right_whatever_stands_between(between):
    text = SMALL.replace("\n[[partners]]", "\n".join(["", *between, "[[partners]]"]))
    text = changed('tier = "gold"', 'tier = "lead"', within=text)

    assert only(text).line == 1 + text[: text.index('tier = "lead"')].count("\n")


# --- what changes ---


def between(old: str, new: str) -> list[str]:
    return [str(change) for change in changes(read_programme(old), read_programme(new))]


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ('tier = "gold"', 'tier = "base"', ["changed  partners[acme].tier: gold -> base"]),
        ("= 24", "= 48", ["changed  answer_within_hours: 24 -> 48"]),
        ('"20:00"', '"21:30"', ["changed  quiet_hours.start: 20:00 -> 21:30"]),
        ("EUR = 100,", "EUR = 200,", ["changed  approvals[0].up_to.EUR: 100 -> 200"]),
        ("EUR = 100, ", "", ["removed  approvals[0].up_to.EUR: 100"]),
        ("EUR = 100,", "EUR = 100.0,", []),
        ('one = "One"', 'one = "One", six = "Six"', ["added    products.six: Six"]),
        ('["PL", "CZ"]', '["PL", "CZ", "SK"]', ["changed  regions.east.countries: PL, CZ -> PL, CZ, SK"]),
        ('"Open", late = "Late"', '"Open"', ["removed  stages.late: Late"]),
        ('open = "Open", late = "Late"', 'late = "Late", open = "Open"', ["changed  stages (order): open, late -> late, open"]),
        ('organisation = "acme"', 'organisation = "vendor"', ["changed  workspaces[slack/T0123ABCD].organisation: acme -> vendor"]),
        ('key = "acme"\nname = "Acme"', 'key = "acme"\nname = "Acme Sp. z o.o."', ["changed  partners[acme].name: Acme -> Acme Sp. z o.o."]),
    ],
)  # fmt: skip
def test_a_change_is_one_line_by_its_key(old, new, lines):
    assert between(SMALL, changed(old, new)) == lines


def test_a_new_partner_is_one_line():
    text = SMALL + SMALL[SMALL.index("[[partners]]") : SMALL.index("[[workspaces]]")].replace("acme", "nova")

    assert between(SMALL, text) == [
        "added    partners[nova]: key nova, name Acme, type channel, tier gold, region east, country PL, language pl, zone Europe/Warsaw, currency PLN"
    ]


def test_a_first_programme_is_all_added():
    lines = [str(change) for change in changes(None, read_programme(SMALL))]

    assert all(line.startswith("added ") for line in lines)
    assert "added    tiers.gold: label Gold, protection_days 90, certificates none" in lines
    assert "added    products.two: en Two, pl Dwa" in lines


def test_nothing_changes_between_a_programme_and_itself():
    assert between(EXAMPLE, EXAMPLE) == []


# --- the shipped example ---


def test_the_example_is_sound_and_speaks_every_language():
    programme = read_programme(EXAMPLE)

    assert {partner.country for partner in programme.partners} == {"PL", "BR", "US"}
    assert {partner.type for partner in programme.partners} == set(programme.partner_types)
    assert programme.organisation_of("web", "vendor") == "vendor"
    assert all(programme.organisation_of("web", one.key) == one.key for one in programme.partners)


def test_the_examples_people_belong_to_its_organisations_and_look_after_what_exists():
    programme = read_programme(EXAMPLE)
    lines = (EXAMPLE_FOLDER / "people.csv").read_text(encoding="utf-8").splitlines()
    people = list(csv.DictReader(lines))
    partners = {partner.key for partner in programme.partners}

    assert {person["organisation"] for person in people} == {"vendor", *partners}
    assert {key for person in people for key in person["looks_after"].split()} == {
        *partners,
        *programme.regions,
    }
    assert all(person["email"].endswith(".example") for person in people)
    assert len({person["email"] for person in people}) == len(people)
    assert {person["language"] for person in people} == set(programme.languages)


OURS = """
[[workspaces]]
platform = "slack"
tenant = "T0OURS"
organisation = "vendor"
"""
DESK = """
[[deal_desks]]
platform = "slack"
tenant = "T0OURS"
channel = "C0DESK"
"""


def test_a_region_has_a_desk_of_its_own_or_that_of_all_the_others():
    elsewhere = DESK.replace("C0DESK", "G0EAST") + 'region = "east"\n'

    read = read_programme(SMALL + OURS + DESK + elsewhere)

    assert [desk and desk.channel for desk in map(read.desk_of, ("east", "west"))] == ["G0EAST", "C0DESK"]
    assert read_programme(SMALL).desk_of("east") is None


@pytest.mark.parametrize(
    ("wrong", "path", "sentence"),
    [
        (("T0OURS", "T0123ABCD"), "deal_desks[0].tenant", "is not known as the vendor's own"),
        (("C0DESK", "#deals"), "deal_desks[0].channel", "is not a channel's id"),
        (("C0DESK", "19:x@thread.tacv2"), "deal_desks[0].channel", "is not a channel's id"),
        (('"slack"', '"web"'), "deal_desks[0].platform", "is not allowed"),
        (('channel = "C0DESK"', 'channel = "C0DESK"\nregion = "north"'), "deal_desks[0].region", "is not a region"),
        (("channel", "topic"), "deal_desks[0].topic", ""),
    ],
)
def test_a_desk_that_is_wrong_names_its_key(wrong, path, sentence):
    with pytest.raises(ProgrammeError) as error:
        read_programme(SMALL + OURS + DESK.replace(*wrong))

    assert any(one.path == path and sentence in one.sentence for one in error.value.problems)


def test_a_region_has_one_desk():
    with pytest.raises(ProgrammeError) as error:
        read_programme(SMALL + OURS + DESK + DESK)

    assert [one.path for one in error.value.problems] == ["deal_desks[1]"]


# --- certificates ---


@pytest.mark.parametrize(
    ("table", "path", "sentence"),
    [
        ('warn = ["three"]', "certificates.warn[0]", '"three" is not a product; allowed: one, two.'),
        ('block = ["one", "one"]', "certificates.block[1]", '"one" is here twice; each value is allowed once.'),
        (
            'warn = ["one"]\nblock = ["one"]',
            "certificates.block[0]",
            '"one" is in warn too; what blocks need not warn.',
        ),
    ],
)
def test_certificates_are_looked_at_for_products_of_the_programme_each_in_one_list(table, path, sentence):
    problem = only(f"{SMALL}\n[certificates]\n{table}\n")

    assert (problem.path, problem.sentence) == (path, sentence)


def test_what_blocks_does_so_after_the_grace_and_what_warns_never():
    rules = read_programme(f'{SMALL}\n[certificates]\nwarn = ["one"]\nblock = ["two"]\ngrace_days = 3\n').certificates

    assert rules.blocks_on("two", date(2026, 11, 20)) == date(2026, 11, 23)
    assert rules.blocks_on("one", date(2026, 11, 20)) is None
    assert [rules.asks(product) for product in ("one", "two", "three")] == [True, True, False]
