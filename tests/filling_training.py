"""Training with every value that its views can be given, at its longest where a Filling is."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time, timedelta

from domain.people import Role
from domain.training import Certificate, Course, Enrolment, Progress, Session, Standing
from domain.training_reminders import About, Reminder, Step
from tests.filling import LABEL, Filling
from tests.office import NOON
from views import deals_forms as forms
from views.deals_facts import Shown as DealShown
from views.training import Shown
from views.training_lapsing import Lapsing
from views.vocabulary import Card

TODAY = date(2026, 11, 23)
_LINK = "https://learn.example/sensors"


def course(v: Filling, key: str = "basics", **changed: object) -> Course:
    usual = Course(
        key=key,
        name=v.text("Sensor basics", LABEL),
        language="en",
        product="sensor",
        mandatory=True,
        valid_months=12,
        link=_LINK,
    )
    return replace(usual, **changed)  # type: ignore[arg-type]  # each by its name, as in the class


def session(id_: str = "s0", *, taken: int = 3, cancelled: bool = False, course: str = "basics") -> Session:
    return Session(
        id=id_,
        course=course,
        key="spring",
        day=date(2026, 12, 3),
        wall=time(10),
        zone="Europe/Warsaw",
        minutes=90,
        capacity=20,
        link="https://meet.example/spring",
        recording=_LINK,
        cancelled=cancelled,
        taken=taken,
    )


def enrolment(course: str = "basics", due_on: date | None = date(2026, 12, 23), seat: str = "") -> Enrolment:
    standing = Standing.REGISTERED if seat else Standing.ASSIGNED
    return Enrolment(id="e1", person="p1", course=course, since=NOON, standing=standing, session=seat, due_on=due_on)


def certificate(course: str = "basics", ends_on: date | None = date(2027, 11, 23)) -> Certificate:
    return Certificate(id="c1", person="p1", course=course, won_at=NOON, ends_on=ends_on)


def shown(v: Filling) -> Mapping[str, Shown]:
    """A course as somebody may stand with it, by name."""
    held = course(v, link="")
    product = v.programme.product("sensor").label(v.t.language)
    usual = Shown(course=held, enrolment=enrolment(), product=product, coming=(session("s1"), session("s2", taken=20)))
    return {
        "to do": usual,
        "overdue": replace(usual, enrolment=enrolment(due_on=date(2026, 11, 20))),
        "no date": replace(usual, coming=(), enrolment=enrolment(due_on=None)),
        "a seat": replace(
            usual, enrolment=enrolment(seat="s0"), session=session(), led_by=v.person(Role.CHANNEL_MANAGER).name
        ),
        "begun": replace(
            usual, enrolment=enrolment(seat="s0"), session=replace(session(), day=TODAY - timedelta(days=1))
        ),
        "cancelled": replace(usual, enrolment=enrolment(seat="s0"), session=session(cancelled=True)),
        "module": replace(usual, course=course(v), coming=()),
        "offered": replace(usual, enrolment=None),
        "won": Shown(course=held, certificate=certificate()),
        "won for good": Shown(course=held, certificate=certificate(ends_on=None)),
        "ended": Shown(course=held, certificate=certificate(ends_on=date(2026, 11, 1)), coming=usual.coming),
    }


def overview(v: Filling, *, nothing: bool = False, late: bool = True) -> Mapping[str, object]:
    stands = shown(v)
    doing = [stands[name] for name in ("overdue", "a seat", "module", "no date") if late or name != "overdue"]
    won = [stands[name] for name in ("won", "won for good", "ended")]
    return {
        "doing": [] if nothing else doing,
        "won": [] if nothing else won,
        "reader": v.person(Role.PARTNER_ADMIN),
        "at": NOON,
        "today": TODAY,
    }


def calendar(v: Filling) -> Mapping[str, object]:
    coming = [session("s0"), session("s1", taken=20), *(session(f"s{number}") for number in range(2, 2 + v.rows))]
    return {"sessions": coming, "courses": {"basics": course(v)}, "mine": frozenset({"s0"})}


def team(v: Filling) -> Mapping[str, object]:
    far = Progress(to_do=3, late=1, valid=2, ending=1)
    people = [(replace(v.person(Role.PARTNER_REP), id=f"p{number}"), far) for number in range(v.rows + 4)]
    asked = [(v.text("Sensor basics", LABEL), 0), (v.text("Gateway", LABEL), 3)]
    return {"partner": v.partner(), "people": people, "courses": 5, "asked": asked, "runs": True}


def partners(v: Filling) -> Mapping[str, object]:
    far = Progress(to_do=3, late=1, valid=2, ending=1)
    return {"page": [(one, far) for one in v.some_partners(3)], "count": 12, "after": "partner-2", "runs": True}


def blocked(v: Filling) -> Mapping[str, object]:
    name = v.programme.product("sensor").label(v.t.language)
    return {"product": "sensor", "name": name, "ended_on": date(2026, 11, 1), "draft": "d1"}


def warned(v: Filling) -> Mapping[str, object]:
    told = {name: value for name, value in blocked(v).items() if name != "draft"}
    return {
        "card": Card(v.t("deal-thanks-title", ref="D-7K3QX"), v.t("training-renew-later")),
        **told,
        "blocks_on": None,
    }


def foretold(v: Filling) -> Mapping[str, object]:
    told = {name: value for name, value in blocked(v).items() if name not in ("draft", "product")}
    return {"form": forms.form({}, v.programme, v.t), **told, "blocks_on": None, "blocked": False}


def registered_without(v: Filling) -> DealShown:
    """A deal whose registrant's certificate had ended."""
    return replace(v.shown(), lapsed_on=date(2026, 11, 1))


def sessions(v: Filling) -> Mapping[str, object]:
    found = [session("s0"), session("s1", cancelled=True), *(session(f"s{number}") for number in range(2, 2 + v.rows))]
    return {"found": found, "courses": {"basics": course(v)}}


def attendance(v: Filling) -> Mapping[str, object]:
    people = [replace(v.person(Role.PARTNER_REP), id=f"p{number}") for number in range(v.rows + 9)]
    company = v.text("Nowak Systems", LABEL)
    return {
        "session": session("s" * 16),
        "course": course(v),
        "code": "7K3QXM",
        "seated": [(one, company) for one in people],
        "there": 12,
        "begun": True,
        "led_by": v.person(Role.CHANNEL_MANAGER).name,
    }


def lapsing(v: Filling) -> Mapping[str, object]:
    person, partner, named = v.person(Role.PARTNER_REP), v.text("Nowak Systems", LABEL), course(v).name
    ends = replace(certificate(), ends_on=date(2026, 12, 11))
    some = (replace(ends, id=f"c{number}") for number in range(v.rows + 9))
    return {"found": [Lapsing(person=person, partner=partner, course=named, certificate=one) for one in some]}


def own(v: Filling) -> Reminder:
    return Reminder(
        id="r" * 16,
        person="p1",
        about=About.OWN,
        subject=v.text("module 2", 200),
        step=Step.AGAIN,
        meant="2026-11-27T09:00:00",
        at=NOON,
        over_at=NOON,
    )
