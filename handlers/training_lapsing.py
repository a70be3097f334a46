"""Whose certificates end soon, by partner, for those who look after them; and one button that reminds them all."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from domain.notices.training import CertificateEnds
from domain.partners import Partner
from domain.people import Person
from domain.refusal import Refusal
from domain.training import LAPSED_LATELY, RENEW_BEFORE, Certificate, last_day
from handlers.deals_told import AsOf, Worded
from handlers.replies import Amend, Reply, Show
from handlers.requests import Press, Request
from handlers.training import shown_to, today_of
from storage.partners import access_partner
from storage.store import Store
from views import training as course_views
from views import training_lapsing as views
from views.training_lapsing import Lapsing
from views.translator import Translator
from views.vocabulary import Card, Words


def show(request: Press, store: Store) -> Reply:
    """Of a partner, or of all whom one looks after: `ref` is a partner's key, and after whom the list goes on."""
    key, _, after = request.ref.partition(" ")
    return Show(_card(key, request, store, after=after))


def remind(request: Press, store: Store) -> Reply:
    """Each of them is reminded, once for each certificate, however often and by whomever this is pressed."""
    found = lapsing(_partners(request.ref, request, store), store, today=today_of(request.person, request.at))
    told = ((CertificateEnds(one.certificate.id), one.person, timedelta()) for one in found)
    new = store.outbox.put_each(told, at=request.at)
    store.acts.note(request.person.id, "remind", request.ref or "all", at=request.at, people=new)
    lead = request.t("training-reminded", count=new, before=len(found) - new)
    return Amend(_card(request.ref, request, store, lead=lead))


def _card(key: str, request: Request, store: Store, *, after: str = "", lead: Words | None = None) -> Card:
    found = lapsing(_partners(key, request, store), store, today=today_of(request.person, request.at))
    return views.lapsing(found, request.t, key=key, after=after, lead=lead)


def _partners(key: str, request: Request, store: Store) -> Sequence[Partner]:
    if key:
        return (access_partner(store.partners, request.person, key),)
    return store.partners.seen_by(request.person)


def lapsing(partners: Sequence[Partner], store: Store, *, today: date) -> Sequence[Lapsing]:
    """By partner and person: the newest certificate of each course that ends within sixty days, or has ended lately."""
    found = store.enrolments.lapsing(
        [one.key for one in partners], since=today - LAPSED_LATELY, until=today + RENEW_BEFORE
    )
    names, courses = {one.key: one.name for one in partners}, store.training.courses()
    some = [
        Lapsing(person=person, partner=names[person.partner], course=courses[one.course].name, certificate=one)
        for person, one in found
    ]
    return sorted(some, key=lambda one: (one.partner, one.person.name, one.course, one.certificate.id))


# --- in words ---


def _told(certificate_id: str, reader: Person, store: Store, t: Translator, at: datetime) -> Card:
    """The course as its reader stands with it now, and what ends when, or has ended."""
    one = _own(certificate_id, reader, store)
    assert one.ends_on is not None, "only what ends is reminded of"
    shown, today = shown_to(reader, store.training.courses()[one.course], store, t, at=at), today_of(reader, at)
    lead = t("training-lapses" if one.valid(today) else "training-has-lapsed", day=last_day(one.ends_on))
    return course_views.course(shown, t, at=at, today=today, lead=lead)


def _own(certificate_id: str, reader: Person, store: Store) -> Certificate:
    one = store.enrolments.certificate(certificate_id)
    if one is None or one.person != reader.id:
        raise Refusal("not-found")
    return one


def still_ends(certificate_id: str, store: Store, at: datetime) -> bool:
    """Refusal where it was renewed since it was put; it waits for working hours."""
    one = store.enrolments.certificate(certificate_id)
    newer = (
        [each for each in store.enrolments.certificates_of([one.person]) if each.course == one.course] if one else []
    )
    if one is None or newer[0].id != one.id:
        raise Refusal("training-reminder-over")
    return True


NOTICES: Mapping[str, Worded] = {CertificateEnds.kind: AsOf(_told)}
HELD_UP = {CertificateEnds.kind: still_ends}
