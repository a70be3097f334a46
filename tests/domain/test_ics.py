"""Calendar files, as two readers that know nothing of each other open them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from domain.ics import Event, calendar

AT = datetime(2026, 11, 23, 11, 0, 5, tzinfo=UTC)
START = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
SEQUENCE = 326 * 86_400 + 11 * 3600 + 5
"""Seconds since the year began."""


def event(**changed: Any) -> Event:
    usual: dict[str, Any] = {"uid": "s1@tandem.invalid", "start": START, "title": "Sensor basics"}
    usual |= {"end": START + timedelta(minutes=90), "link": "https://meet.example/spring?a=1&b=2", **changed}
    return Event(**usual)


def by_icalendar(body: bytes) -> list[tuple[object, ...]]:
    found = icalendar.Calendar.from_ical(body).events
    return [
        (str(one["UID"]), int(str(one["SEQUENCE"])), one.DTSTART, one.DTEND, str(one["SUMMARY"]), str(one["STATUS"]))
        for one in found
    ]


def by_vobject(body: bytes) -> list[tuple[object, ...]]:
    found = vobject.readOne(body.decode()).vevent_list
    return [
        (
            one.uid.value,
            int(one.sequence.value),
            one.dtstart.value,
            one.dtend.value,
            one.summary.value,
            one.status.value,
        )
        for one in found
    ]


def test_two_readers_find_the_same_events_at_the_right_moments():
    events = [event(), event(uid="s2@tandem.invalid", start=START + timedelta(days=40), end=START + timedelta(days=41))]
    body = calendar(events, organiser='Ostrelle "Sensors"; Ltd', made_at=AT)

    expected = [(one.uid, SEQUENCE, one.start, one.end, one.title, "CONFIRMED") for one in events]
    assert by_icalendar(body) == expected
    assert by_vobject(body) == expected
    assert str(icalendar.Calendar.from_ical(body)["METHOD"]) == "PUBLISH"


def test_what_is_called_off_says_so_under_the_same_name():
    body = calendar([event(cancelled=True)], organiser="Ostrelle", made_at=AT + timedelta(seconds=1))

    for found in (by_icalendar(body), by_vobject(body)):
        assert [(one[0], one[1], one[5]) for one in found] == [("s1@tandem.invalid", SEQUENCE + 1, "CANCELLED")]
    assert str(icalendar.Calendar.from_ical(body)["METHOD"]) == "CANCEL"


@given(st.text(max_size=120), st.text(max_size=40))
def test_whatever_a_title_holds_stays_one_line_of_one_event(title: str, organiser: str):
    body = calendar([event(title=f"T{title}", about=title)], organiser=organiser, made_at=AT)

    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    [one], [other] = by_icalendar(body), by_vobject(body)
    assert one[2:4] == other[2:4] == (START, START + timedelta(minutes=90))
    assert str(one[4])[:1] == str(other[4])[:1] == "T"


@pytest.mark.parametrize("text", ["Czujniki, cz. 2; wstęp\\kurs", "Zażółć gęślą jaźń " * 9, "👩‍👩‍👧 " * 30], ids=str)
def test_signs_that_mean_something_in_such_a_file_mean_themselves(text: str):
    body = calendar([event(title=text)], organiser="Ostrelle", made_at=AT)

    assert by_icalendar(body)[0][4] == by_vobject(body)[0][4] == text
