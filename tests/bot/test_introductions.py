"""Who somebody is: a vouched address of the same organisation, and nothing else."""

from collections.abc import AsyncIterator

import pytest

from bot.arrivals import Arrival, Profile, Sent, Typed
from domain.places import Identity, Place, Platform
from storage.people import Known
from tests.handlers.worlds import counted, said
from tests.office import Office, an_office


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    async with an_office(database_url) as office:
        yield office


SLACK_VENDOR = Identity(Platform.SLACK, "T0VENDOR", "U1")
SLACK_NOWAK = Identity(Platform.SLACK, "T0NOWAK", "U1")
TEAMS_VENDOR = Identity(Platform.TEAMS, "11111111-aaaa-4bbb-8ccc-000000000001", "u1")
ELSEWHERE = Identity(Platform.SLACK, "T0OTHER", "U1")


def profile(identity: Identity, email: str, *, vouched: bool = True, locale: str = "", zone: str = "") -> Profile:
    return Profile(
        known=Known(identity=identity, host="T0VENDOR"), email=email, vouched=vouched, locale=locale, zone=zone
    )


CASES = [
    (SLACK_VENDOR, "manager@vendor.example", True, "Ola Lis"),
    (SLACK_VENDOR, "MANAGER@Vendor.Example ", True, "Ola Lis"),
    (TEAMS_VENDOR, "manager@vendor.example", True, "Ola Lis"),
    (SLACK_NOWAK, "rep@nowak.example", True, "Jan Nowak"),
    # Another organisation's address, whatever its tenant says.
    (SLACK_NOWAK, "manager@vendor.example", True, None),
    (SLACK_NOWAK, "rep@rival.example", True, None),
    (SLACK_VENDOR, "rep@nowak.example", True, None),
    # Nobody answers for it: a guest, a bot, somebody deactivated, a Slack Connect user.
    (SLACK_VENDOR, "manager@vendor.example", False, None),
    (SLACK_NOWAK, "rep@nowak.example", False, None),
    # A workspace that is on no list.
    (ELSEWHERE, "manager@vendor.example", True, None),
    (ELSEWHERE, "rep@nowak.example", True, None),
    (Identity(Platform.TEAMS, "T0VENDOR", "U1"), "manager@vendor.example", True, None),
    # Nobody by that address, or none at all.
    (SLACK_VENDOR, "unknown@vendor.example", True, None),
    (SLACK_VENDOR, "", True, None),
    (SLACK_VENDOR, "%", True, None),
]


async def test_only_a_vouched_address_of_the_same_organisation_is_somebody(office: Office):
    for identity, email, vouched, name in CASES:
        known = await office.dispatch.introduce(profile(identity, email, vouched=vouched))

        with office.database.write() as store:
            person = store.people.known_as(identity)
            store.people.unlink(identity)
        assert (person.name if person else None) == name, (identity, email, vouched)
        assert known is (name is not None)


async def test_a_known_account_stays_who_it_is_whatever_its_address_says_later(office: Office):
    await office.dispatch.introduce(profile(SLACK_VENDOR, "manager@vendor.example"))

    assert await office.dispatch.introduce(profile(SLACK_VENDOR, "admin@vendor.example"))

    with office.database.read() as store:
        person = store.people.known_as(SLACK_VENDOR)
    assert person is not None
    assert person.name == "Ola Lis"


async def test_language_and_zone_come_from_the_platform_until_somebody_chooses(office: Office):
    met = profile(SLACK_NOWAK, "rep@nowak.example", locale="pt-BR", zone="America/Sao_Paulo")
    await office.dispatch.introduce(met)
    assert (office.person("rep").language, office.person("rep").zone) == ("pt-BR", "America/Sao_Paulo")

    await office.asks("rep", Sent("settings-save", {"language": "pl", "zone": "Europe/Warsaw"}))
    await office.dispatch.meet(met)

    assert (office.person("rep").language, office.person("rep").zone) == ("pl", "Europe/Warsaw")


@pytest.mark.parametrize(("locale", "zone"), [("xx-YY", "Mars/Olympus"), ("", ""), ("de-DE", "../../etc/passwd")])
async def test_what_a_platform_says_that_we_do_not_know_changes_nothing(office: Office, locale: str, zone: str):
    before = office.person("rep")

    await office.dispatch.introduce(profile(SLACK_NOWAK, "rep@nowak.example", locale=locale, zone=zone))

    assert office.person("rep").zone == before.zone
    assert office.person("rep").language in ("en", before.language)


async def test_meeting_an_unknown_account_leaves_no_trace(office: Office):
    before = counted(office.database)

    await office.dispatch.meet(profile(ELSEWHERE, "rep@nowak.example", locale="pl", zone="Europe/Warsaw"))

    assert counted(office.database) == before


async def test_a_person_is_who_their_account_says_not_their_place(office: Office):
    """The same user id in another tenant is another account."""
    await office.dispatch.introduce(profile(SLACK_NOWAK, "rep@nowak.example"))
    stranger = Arrival(
        key="x",
        digest="d",
        known=Known(identity=ELSEWHERE, host="T0NOWAK"),
        place=Place(Platform.SLACK, "T0NOWAK", "C1", private=False),
        asked=Typed("deal list"),
    )

    answer = await office.dispatch.serve(stranger, said)

    assert "door" in str(answer) or "code-form" in str(answer)
    with office.database.read() as store:
        assert [denial.reason for denial in store.acts.denied()] == ["stranger"]
