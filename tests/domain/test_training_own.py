"""When and of what somebody wants to be reminded, from their own words, in three languages."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.refusal import Refusal
from domain.training_own import read_wish

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)  # a Monday; noon in Warsaw
WARSAW = ZoneInfo("Europe/Warsaw")


@pytest.mark.parametrize(
    ("language", "words", "wall", "about"),
    [
        ("en", "me friday 9:00 about module 2", "2026-11-27 09:00", "module 2"),
        ("en", "me tomorrow at 9 to call Anna", "2026-11-24 09:00", "call Anna"),
        ("en", "me in 2 hours", "2026-11-23 14:00", ""),
        ("en", "about module 2 on friday at 9", "2026-11-27 09:00", "module 2"),
        ("en", "me on March 5 at 14:30 that the certificate ends", "2027-03-05 14:30", "the certificate ends"),
        ("pl", "mi jutro o 9", "2026-11-24 09:00", ""),
        ("pl", "mi jutro o 9 o module 2", "2026-11-24 09:00", "module 2"),
        ("pl", "mi za dwie godziny żeby zadzwonić", "2026-11-23 14:00", "zadzwonić"),
        ("pl", "o kursie bramek w piątek o 9:00", "2026-11-27 09:00", "kursie bramek"),
        ("pt-BR", "amanhã às 9h", "2026-11-24 09:00", ""),
        ("pt-BR", "me sexta às 9h sobre o módulo 2", "2026-11-27 09:00", "o módulo 2"),
        ("pt-BR", "daqui a 3 dias às 14h30 de ligar", "2026-11-26 14:30", "ligar"),
    ],
)
def test_when_and_what_are_told_apart(language: str, words: str, wall: str, about: str):
    wish = read_wish(words, language=language, zone=WARSAW, at=NOON)

    assert (f"{wish.moment.at.astimezone(WARSAW):%Y-%m-%d %H:%M}", wish.about) == (wall, about)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("me about module 2", "moment-unreadable"),
        ("me friday about module 2", "moment-without-hour"),
        ("me yesterday at 9:00 about module 2", "date-past"),
        ("", "moment-unreadable"),
        ("x" * 201, "field-too-long"),
    ],
)
def test_what_is_no_moment_to_come_is_asked_for(words: str, reason: str):
    with pytest.raises(Refusal) as refused:
        read_wish(words, language="en", zone=WARSAW, at=NOON)

    assert refused.value.reason == reason
