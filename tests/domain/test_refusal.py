"""A refusal carries what a person must be told."""

import pytest

from domain.refusal import Refusal


def test_a_refusal_names_its_message_its_field_and_its_values():
    refusal = Refusal("money-too-precise", field="amount", currency="PLN", decimals=2)

    assert (refusal.reason, refusal.field) == ("money-too-precise", "amount")
    assert refusal.values == {"currency": "PLN", "decimals": 2}
    assert str(refusal) == "money-too-precise"


def test_a_refusal_may_concern_the_whole_request():
    assert Refusal("deal-own-approval").field is None
    assert Refusal("deal-own-approval").values == {}


def test_a_refusal_is_raised_and_carries_its_traceback():
    with pytest.raises(Refusal, match="deal-own-approval") as refused:
        raise Refusal("deal-own-approval")

    assert refused.value.__traceback__ is not None
