"""Installations: every change is seen, what was put right since is not undone, and nobody's row is another's."""

from dataclasses import replace

import pytest

from domain.places import Platform
from storage.installations import Installation, InstallationState, Sealed
from tests.storage.examples import MINUTE, NOON

SLACK, TEAMS = Platform.SLACK, Platform.TEAMS
ACME = Installation(
    platform=SLACK,
    host="T0ACME",
    at=NOON,
    enterprise="E0ACME",
    bot_user="U0BOT",
    scopes="chat:write",
    token=Sealed("sealed"),
    refresh_token=Sealed("sealed too"),
    expires_at=NOON,
    installed_by="U0ADMIN",
)


def keep(database, installation=ACME):
    with database.write() as store:
        store.installations.keep(installation)


def get(database, platform=SLACK, host="T0ACME"):
    with database.read() as store:
        return store.installations.get(platform, host)


def stamp(database):
    with database.read() as store:
        return store.installations.stamp()


def disable(database, host="T0ACME", version=None):
    with database.write() as store:
        return store.installations.disable(SLACK, host, "app_uninstalled", at=NOON + MINUTE, version=version)


def test_what_is_kept_is_found_as_it_was(database):
    keep(database)

    assert get(database) == ACME
    assert get(database, TEAMS) is None
    assert get(database, host="T0OTHER") is None


def test_what_is_installed_again_replaces_what_was_there(database):
    keep(database)
    again = replace(ACME, token=Sealed("another"), refresh_token=Sealed(""), expires_at=None, at=NOON + MINUTE)

    keep(database, again)

    assert get(database) == replace(again, version=2)


def test_what_is_disabled_has_no_token_any_more(database):
    keep(database)

    assert disable(database)

    kept = get(database)
    assert kept.disabled
    assert (kept.token, kept.refresh_token, kept.expires_at) == ("", "", None)
    assert (kept.reason, kept.at) == ("app_uninstalled", NOON + MINUTE)
    assert not disable(database)


def test_a_host_without_a_row_can_be_disabled_and_come_back(database):
    assert disable(database)
    assert get(database).disabled

    with database.write() as store:
        assert store.installations.enable(SLACK, "T0ACME", at=NOON)
        assert not store.installations.enable(SLACK, "T0ACME", at=NOON)

    assert get(database).state is InstallationState.ACTIVE


def test_what_failed_with_an_older_token_disables_nothing(database):
    keep(database)
    keep(database)

    assert not disable(database, version=1)
    assert not get(database).disabled
    assert disable(database, version=2)


def test_what_failed_where_there_is_no_row_any_more_makes_none(database):
    assert not disable(database, version=1)
    assert get(database) is None


def test_other_tokens_are_kept_only_by_whoever_saw_the_last_ones(database):
    keep(database)
    seen = get(database)
    newer, nothing = Sealed("newer"), Sealed("")

    with database.write() as store:
        assert store.installations.renew(seen, token=newer, refresh_token=nothing, expires_at=None)
        assert not store.installations.renew(seen, token=Sealed("lost"), refresh_token=nothing, expires_at=None)

    assert get(database) == replace(ACME, token=newer, refresh_token=nothing, expires_at=None, version=2)


def test_each_change_of_any_of_them_changes_the_stamp(database):
    stamps = [stamp(database)]
    changes = (
        lambda store: store.installations.keep(ACME),
        lambda store: store.installations.keep(replace(ACME, host="T0OTHER")),
        lambda store: store.installations.keep(ACME),
        lambda store: store.installations.disable(SLACK, "T0ACME", "token_revoked", at=NOON),
        lambda store: store.installations.enable(SLACK, "T0ACME", at=NOON),
        lambda store: store.installations.disable(TEAMS, "tenant", "removed", at=NOON),
    )
    for change in changes:
        with database.write() as store:
            change(store)
        stamps.append(stamp(database))

    assert len(set(stamps)) == len(changes) + 1


def test_those_with_a_token_are_gone_through_in_order_and_once(database):
    for host in ("T3", "T1", "T2", "T4"):
        keep(database, replace(ACME, host=host))
    disable(database, "T2")

    with database.write() as store:
        first = store.installations.sealed(None, size=2)
        second = store.installations.sealed(first[-1], size=2)

    assert [one.host for one in (*first, *second)] == ["T1", "T3", "T4"]


def test_they_are_counted_by_platform_and_state(database):
    for host in ("T1", "T2", "T3"):
        keep(database, replace(ACME, host=host))
    disable(database, "T2")

    with database.read() as store:
        assert store.installations.tally() == {("slack", "active"): 2, ("slack", "disabled"): 1}
        assert [one.host for one in store.installations.disabled()] == ["T2"]


@pytest.mark.parametrize("platform", [SLACK, TEAMS])
def test_the_same_host_on_two_platforms_is_two(database, platform):
    keep(database)
    keep(database, replace(ACME, platform=TEAMS))

    with database.write() as store:
        store.installations.disable(platform, "T0ACME", "removed", at=NOON)

    assert [get(database, one).disabled for one in (SLACK, TEAMS)] == [platform is SLACK, platform is TEAMS]
