"""Who answers a question, and which are one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.people import Person, Role
from domain.questions import Question, checked, in_place_of
from domain.refusal import Refusal

AT = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
ONE = Question(id="q1", about="announcement:an1", by="p1", by_name="Jan", partner="nowak", words="Why?", asked_at=AT)


def somebody(*roles: Role, organisation: str = "vendor") -> Person:
    return Person(id="p2", name="Ola", organisation=organisation, language="en", zone="UTC", roles=frozenset(roles))


def test_the_same_words_of_one_person_on_one_day_are_one_question():
    assert replace(ONE, id="q2", asked_at=AT + timedelta(minutes=29)).same_as == ONE.same_as
    others = ({"words": "Who?"}, {"by": "p2"}, {"about": "document:an1"}, {"follows": "q0"})
    assert ONE.same_as not in {replace(ONE, **other).same_as for other in others}  # type: ignore[arg-type]  # by name
    assert replace(ONE, asked_at=AT + timedelta(hours=1)).same_as != ONE.same_as


def test_who_wrote_it_answers_as_long_as_they_may_else_the_admins():
    manager, admin, auditor = (somebody(role) for role in (Role.CHANNEL_MANAGER, Role.ADMIN, Role.AUDITOR))

    assert in_place_of(manager, (admin,)) == (manager,)
    for gone in (None, somebody(), auditor, somebody(Role.PARTNER_ADMIN, organisation="nowak")):
        assert in_place_of(gone, (admin,)) == (admin,)
    assert in_place_of(None, (somebody(), auditor)) == ()


def test_words_lose_only_what_surrounds_them():
    assert checked("  a\n b \n") == "a\n b"
    for wrong in ("", " \n", "a" * 1001):
        with pytest.raises(Refusal):
            checked(wrong)
