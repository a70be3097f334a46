"""What `tandem demo` shows: an invented programme, its people, and a few deals in the middle of their lives."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from importlib.resources import files
from types import MappingProxyType

from bot.extraction.markdown import plain as read_markdown
from bot.extraction.types import written_type
from bot.web.cast import Cast, Pair
from domain.deals import Deal
from domain.documents_text import Described, read_toml
from domain.people import PARTNER_ROLES, Person
from domain.places import Identity, Place, Platform
from domain.programme import VENDOR, Workspace
from domain.programme_text import read_programme
from domain.sheets import Line
from domain.training import Course, Rule, Session
from handlers import approvals, deals_automatic, deals_known
from handlers.documents import take_in
from handlers.people_csv import read_people
from handlers.requests import Press, Submission
from handlers.training_assigned import assign_missing
from storage.documents import File
from storage.file_store import FileStore, hash_of
from storage.people import Known
from storage.store import Store
from views.translator import translator

_HOST = "web"


def _account(organisation: str, user: str) -> Known:
    return Known(identity=Identity(Platform.WEB, organisation, user), host=_HOST)


CAST = Cast(
    people=(
        _account("wislan", "marek.zielonka"),
        _account("vendor", "zofia.malinska"),
        _account("arauce", "beatriz.moura"),
        _account("vendor", "rafael.teixeira"),
        _account("prairiegate", "grace.okafor"),
        _account("vendor", "dana.whitlock"),
        _account("vendor", "tomasz.grel"),
        _account("vendor", "luciana.prado"),
        _account("vendor", "owen.hartley"),
        _account("vendor", "aoife.brannigan"),
        _account("vendor", "ciaran.doyle"),
        _account("elsewhere", "somebody.new"),
    ),
    pairs=MappingProxyType(
        {
            "pl": Pair("marek.zielonka", "zofia.malinska"),
            "pt-BR": Pair("beatriz.moura", "rafael.teixeira"),
            "en": Pair("grace.okafor", "dana.whitlock"),
        }
    ),
)


TEST_CLIENTS = "00000000-0000-0000-0000-000000000001"
"""The vendor's tenant of Teams as far as the demo goes: whoever uses a local test client has an account there."""


def fill(store: Store, *, at: datetime) -> None:
    """Fills an empty database: the programme, the people with their web accounts, and the deals.

    None of the deals is of somebody in the pairs: whoever looks for the first time finds an empty chat and a welcome.
    """
    programme = read_programme(_text("programme.toml"))
    clients = Workspace(platform=Platform.TEAMS, tenant=TEST_CLIENTS, organisation=VENDOR)
    # A stranger who tries it at night is to see the manager's card at once.
    shown = {"quiet_hours": None, "workspaces": (*programme.workspaces, clients)}
    store.programmes.apply(programme.model_copy(update=shown), at=at)
    people = {_known(person).identity.user: person for person in _people(store, at)}
    _documents(store, people, at=at)
    _decided(store, people, at=at)
    _contested(store, people, at=at)
    _waiting(store, people, at=at)
    _learning(store, at=at)


def _text(name: str) -> str:
    return (files("bot.example") / name).read_text(encoding="utf-8")


def _people(store: Store, at: datetime) -> Iterator[Person]:
    for line in read_people(_text("people.csv"), store.programme):
        assert isinstance(line, Line), line
        person = store.people.keep(line.thing)
        store.people.link(_known(person), person, at=at)
        yield person


# --- the documents ---


def _documents(store: Store, people: Mapping[str, Person], *, at: datetime) -> None:
    """They are ours, so that they are read without a child."""
    for told, text in _described():
        body = text.encode()
        kind = written_type(text)
        file = File(hash=hash_of(body), size=len(body), type=kind.value, text=read_markdown(text), at=at)
        take_in(told, file, people[told.owner.partition("@")[0]], store, at=at - timedelta(days=20))


def _described() -> Iterator[tuple[Described, str]]:
    for told in read_toml(_text("documents/documents.toml")):
        assert isinstance(told, Described), told
        yield told, _text(f"documents/{told.file}")


def keep_files(files: FileStore) -> None:
    """The bytes of the documents, so that they can be handed out."""
    for _, text in _described():
        files.keep(text.encode())


# --- the deals ---


def _decided(store: Store, people: Mapping[str, Person], *, at: datetime) -> None:
    filed = at - timedelta(days=6, hours=3)
    deal = _register(
        store,
        people["hanna.kurek"],
        filed,
        customer="Mleczarnia Trzy Jodły",
        amount="86 400",
        product="flow",
        close_on=_day(at, 75),
        website="trzyjodly.example",
        note="Przepływomierze dla dwóch linii rozlewniczych.",
    )
    _approve(store, people["zofia.malinska"], deal, filed + timedelta(hours=4))


def _contested(store: Store, people: Mapping[str, Person], *, at: datetime) -> None:
    """The same customer as above, from another partner."""
    _register(
        store,
        people["piotr.lisek"],
        at - timedelta(hours=1, minutes=20),
        customer="Mleczarnia Trzy Jodły sp. z o.o.",
        amount="19 800",
        product="gateway",
        close_on=_day(at, 60),
        website="trzyjodly.example",
    )


def _waiting(store: Store, people: Mapping[str, Person], *, at: datetime) -> None:
    _register(
        store,
        people["caio.bittencourt"],
        at - timedelta(hours=2, minutes=45),
        customer="Usina Santa Quitéria",
        amount="148.500,00",
        product="vibration",
        close_on=_day(at, 90),
        note="Monitoramento de seis moendas antes da próxima safra.",
    )
    _register(
        store,
        people["walter.lindqvist"],
        at - timedelta(hours=3, minutes=10),
        customer="Calloway Grain Terminals",
        amount="42,750",
        product="gas",
        close_on=_day(at, 45),
    )


def _learning(store: Store, *, at: datetime) -> None:
    """A course held twice, one that is taken by oneself, and the rules that assign them."""
    basics = Course(key="flow", name="Flow metering: first steps", language="en", product="flow", valid_months=12)
    module = Course(key="gateway", name="Gateways, by yourself", language="en", link="https://learn.example/gateway")
    for course in (replace(basics, mandatory=True), module):
        store.training.keep_course(course)
        store.training.keep_rule(Rule(key=course.key, course=course.key, roles=frozenset(PARTNER_ROLES), days=30))
    for key, days, hour in (("first", 9, 10), ("second", 23, 15)):
        held = Session(
            course=basics.key,
            key=key,
            day=at.date() + timedelta(days=days),
            wall=time(hour),
            zone=store.programme.zone,
            minutes=90,
            capacity=12,
            link="https://meet.example/flow",
        )
        store.training.keep_session(held)
    assign_missing(at, store)


def _day(at: datetime, days: int) -> str:
    return (at + timedelta(days=days)).date().isoformat()


def _register(store: Store, by: Person, at: datetime, **values: str) -> Deal:
    partner = store.partners.get(by.partner)
    assert partner is not None
    request = Submission(
        person=by,
        known=_known(by),
        at=at,
        place=_place(by),
        t=translator(by.language, by.zone),
        values={"currency": partner.currency, "country": partner.country, "deal_type": "new-business", **values},
    )
    deals_automatic.register(request, store)
    return store.deals.seen_by(by).items[0]


def _approve(store: Store, by: Person, deal: Deal, at: datetime) -> None:
    approval = store.approvals.of(deals_known.KIND, deal.id)
    assert approval is not None
    press = Press(
        person=by,
        known=_known(by),
        at=at,
        place=_place(by),
        t=translator(by.language, by.zone),
        ref=approval.id,
        version=approval.version,
    )
    approvals.approve(press, store)


def _known(person: Person) -> Known:
    return _account(person.organisation, person.email.partition("@")[0])


def _place(person: Person) -> Place:
    return Place(Platform.WEB, _HOST, _known(person).identity.user, private=True)
