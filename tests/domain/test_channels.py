"""Whose channels a workspace can hold, and which language is spoken in one."""

import pytest

from domain.channels import Channel, State, Trouble, check_host, read_address
from domain.partners import Partner
from domain.places import Platform
from domain.programme_text import read_programme
from domain.refusal import Refusal
from tests.office import PROGRAMME

TERMS = read_programme(PROGRAMME)
NOWAK, RIO = (Partner(**partner.model_dump()) for partner in TERMS.partners if partner.key != "rival")
THERE = Channel(platform=Platform.SLACK, host="T0VENDOR", conversation="C1", partner="nowak", name="nowak")


def test_the_vendors_workspace_holds_everybodys_and_a_partners_only_its_own():
    assert check_host("nowak", Platform.SLACK, "T0VENDOR", TERMS) is False
    assert check_host("rival", Platform.SLACK, "T0VENDOR", TERMS) is False
    assert check_host("nowak", Platform.SLACK, "T0NOWAK", TERMS) is True
    for partner, host, reason in (
        ("rival", "T0NOWAK", "channel-host-elsewhere"),
        ("nowak", "T0NOBODY", "channel-host-unknown"),
    ):
        with pytest.raises(Refusal) as refused:
            check_host(partner, Platform.SLACK, host, TERMS)
        assert refused.value.reason == reason


def test_a_channel_speaks_its_own_language_else_its_partners_else_the_programmes():
    assert THERE.speaks(NOWAK, TERMS) == ("pl", "Europe/Warsaw")
    assert THERE.speaks(RIO, TERMS) == ("pt-BR", "America/Sao_Paulo")
    assert THERE.speaks(None, TERMS) == ("en", "Europe/Warsaw")


def test_only_what_is_linked_and_without_trouble_can_be_used():
    assert THERE.usable
    for other in ({"state": State.PROPOSED}, {"troubles": frozenset({Trouble.ARCHIVED})}):
        assert not Channel(**{**vars(THERE), **other}).usable


def test_what_is_no_link_at_all_is_refused_and_never_fails():
    for text in ("", "://", "https://[", "19:" + "a" * 500 + "@thread.v2", "C" * 2000, "https://" + "/C0" * 500):
        with pytest.raises(Refusal):
            read_address(text)
