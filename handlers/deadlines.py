"""Deadlines: by when an answer is promised, in the business time of whoever is asked first."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.business import Calendar, calendar_of
from domain.people import Person
from storage.store import Store


def calendar(asked: Sequence[Person], store: Store) -> Calendar:
    """Of the first who is asked; where nobody is, the programme's."""
    return calendar_of(asked[0].zone if asked else store.programme.zone, store.programme.working)


def promised(asked: Sequence[Person], store: Store, *, at: datetime) -> datetime:
    """When the programme's answer time, asked at `at`, will have been worked."""
    return calendar(asked, store).add(at, timedelta(hours=store.programme.answer_within_hours))
