"""Channels as they are kept: each is one partner's, whatever happens at the same moment, and stays true."""

from dataclasses import replace

import pytest
from sqlalchemy import literal, select

from domain.channels import Channel, State, Trouble
from domain.notices.announcements import Announced
from domain.people import Role
from domain.places import Platform
from domain.refusal import Refusal
from storage.channels import access_channel
from storage.tables import copies
from tests.storage.examples import NOON, at_once, manager, programme, rep

SLACK = Platform.SLACK
MINE = Channel(platform=SLACK, host="T1", conversation="C1", partner="wislan", name="wislan-acme")


def test_of_two_who_link_it_to_two_partners_at_once_one_is_refused(database):
    def links(partner: str) -> str:
        with database.write() as store:
            try:
                store.channels.link(replace(MINE, partner=partner), by="operator", at=NOON)
            except Refusal as refused:
                return refused.reason
            return partner

    for _ in range(3):
        won = at_once(lambda: links("wislan"), lambda: links("baltmer"))
        assert won.count("channel-taken") == 1
        with database.write() as store:
            [kept] = store.channels.all()
            assert kept.partner in won
            store.channels.unlink(kept, by="operator", at=NOON)


@pytest.mark.parametrize(
    ("trouble", "then"), [(Trouble.ARCHIVED, None), (Trouble.REMOVED, None), (Trouble.OTHERS, Trouble.OTHERS)]
)
def test_linking_again_says_it_anew_and_leaves_the_trouble_that_no_refusal_tells(database, trouble, then):
    with database.write() as store:
        assert store.channels.propose(replace(MINE, partner=""), at=NOON)
        assert not store.channels.propose(MINE, at=NOON)
        assert store.channels.get(SLACK, "C1").state is State.PROPOSED
        store.channels.link(MINE, by="operator", at=NOON)
        first = store.channels.get(SLACK, "C1")
        assert store.channels.trouble(SLACK, "C1", trouble)
        store.channels.try_again(Announced("another"))
        assert store.channels.get(SLACK, "C1").trouble is trouble
        store.channels.link(replace(MINE, language="pl", zone="Europe/Warsaw"), by="operator", at=NOON)

        [kept] = store.channels.of("wislan")
        assert (kept.id, kept.language, kept.state, kept.trouble) == (first.id, "pl", State.LINKED, then)
    with database.read() as store:
        assert [act.partner for act in store.acts.all() if act.what == "channel-linked"] == ["wislan", "wislan"]


def test_what_was_linked_since_one_looked_is_not_unlinked_and_a_new_link_has_another_id(database):
    with database.write() as store:
        store.channels.propose(replace(MINE, partner="baltmer"), at=NOON)
        seen = store.channels.get(SLACK, "C1")
        store.channels.link(MINE, by="operator", at=NOON)

        store.channels.unlink(seen, by="operator", at=NOON)
        kept = store.channels.get(SLACK, "C1")
        assert (kept.partner, kept.state) == ("wislan", State.LINKED)

        store.channels.unlink(kept, by="operator", at=NOON)
        store.channels.link(replace(kept, partner="baltmer"), by="operator", at=NOON)
        assert store.channels.get(SLACK, "C1").id != kept.id


def test_what_is_told_there_goes_by_the_address_that_the_platform_said_last(database):
    there = replace(MINE, platform=Platform.TEAMS, service="https://old.example/")
    with database.write() as store:
        for channel in (there, replace(there, conversation="C9")):
            store.channels.link(channel, by="operator", at=NOON)
            address = {"platform": channel.platform, "tenant": "T1", "host": "T1", "conversation": channel.conversation}
            address |= {"user": "", "service": channel.service, "channel": "", "language": "en", "zone": "UTC"}
            row = select(*(literal(value).label(name) for name, value in address.items()))
            store.outbox.broadcast(Announced(channel.conversation), row, at=NOON)

        store.channels.settle(Platform.TEAMS, "C1", host="T1", service="https://new.example/", outside=False)
        store.channels.settle(Platform.TEAMS, "C9", host="T1", service="", outside=False)

        kept = store._connection.execute(select(copies.c.conversation, copies.c.service)).all()
        assert dict(kept) == {"C1": "https://new.example/", "C9": "https://old.example/"}
        assert store.channels.get(Platform.TEAMS, "C1").service == "https://new.example/"


def test_the_list_stays_true_to_what_the_platform_says(database):
    with database.write() as store:
        store.channels.link(MINE, by="operator", at=NOON)
        store.channels.link(replace(MINE, conversation="C9", partner="baltmer"), by="operator", at=NOON)

        assert store.channels.rename(SLACK, "C1", "new-name")
        for conversation, company in (("C1", "wislan"), ("C2", "baltmer")):  # one stood there before, unlinked since
            store.channels.meet(SLACK, conversation, [company])
        assert store.channels.readdress(SLACK, "C1", "C2")
        assert not store.channels.readdress(SLACK, "C2", "C9")
        assert not store.channels.rename(SLACK, "C1", "gone")
        assert not store.channels.trouble(SLACK, "C0", Trouble.REMOVED)

        [kept] = store.channels.of("wislan")
        assert (kept.conversation, kept.name) == ("C2", "new-name")


def test_a_teams_channel_knows_by_which_address_its_tenant_takes_messages(database, readers):
    with database.write() as store:
        there = replace(MINE, platform=Platform.TEAMS, host="wislan", conversation="19:a@thread.tacv2")
        account = store.people.accounts(readers[0].id)[0]
        met = replace(account.identity, platform=Platform.TEAMS)
        store.people.link(account._replace(identity=met, service="https://smba.example/emea/"), readers[0], at=NOON)

        store.channels.link(there, by="operator", at=NOON)

        assert store.channels.of("wislan")[0].service == "https://smba.example/emea/"


def test_a_channel_is_seen_only_within_ones_scope(database):
    with database.write() as store:
        store.programmes.apply(programme(), at=NOON)
        own, other = rep(store), rep(store, "Rita", partner="baltmer")
        looks_after, admin = (
            manager(store, "wislan"),
            replace(manager(store, name="Adam"), roles=frozenset({Role.ADMIN})),
        )
        store.channels.link(MINE, by="operator", at=NOON)
        [kept] = store.channels.all()

        for person in (own, looks_after, admin):
            assert access_channel(store.channels, store.partners, person, kept.id) == kept
        for person, asked in ((other, kept.id), (own, "none"), (admin, "none")):
            with pytest.raises(Refusal) as refused:
                access_channel(store.channels, store.partners, person, asked)
            assert refused.value.reason == "not-found"
