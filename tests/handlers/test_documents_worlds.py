"""Readers, documents and channels at random: no door shows anybody a document outside the rule, or a trace of one.

Each document is full of marks that are nobody else's: in its title, its text, what changed, its file's name, an older
version and a coming one. Whoever may not read it must never see one that they did not type.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

import pytest

from bot.arrivals import Asked, Pressed, Typed
from domain.channels import Channel, Trouble
from domain.documents import Document, reader_of
from domain.notices.documents import DocumentRenewed, DocumentShared
from domain.people import Can, Person, Role
from domain.places import Place, Platform
from domain.questions import Question
from domain.refusal import Refusal
from handlers.deals_told import looked_at
from handlers.documents_found import file_of, index_due
from handlers.notices import NOTICES
from handlers.questions import answer_in
from handlers.replies import Amend, Options, Show
from handlers.requests import Command, Press, Request, Search
from handlers.routes import BUTTONS, COMMANDS, SEARCHES
from storage.people import Known
from storage.store import Store
from tests.handlers.test_documents import DAY, described, put_in
from tests.office import NOON, PROGRAMME, Office, account, an_office, buttons, card_of
from views.translator import translator
from views.vocabulary import Button, Card, Handed, Rows

COUNTRIES = {"ce": "PL", "latam": "BR"}
REGIONS, TIERS, TYPES = ("ce", "latam"), ("gold", "base"), ("channel", "referral")
LANGUAGES = ("en", "pl", "pt-BR")
PARTNERS = 12
ASKED = Question(id="q", about="", by="", by_name="", partner="", words="", asked_at=NOON)
NOT_FOUND: tuple[str, dict[str, object]] = ("not-found", {})
VIEWS = ("owner", "vendor", "partner-admins", "partners")
WORDS = ["price", "list", "sensor", "gateway", "warranty", "discount", "install", "guide", "contract", "region"]


@dataclass(frozen=True)
class Marked:
    """A document and its marks; `rule` is what was asked for when it was put in."""

    document: Document
    rule: dict[str, object]
    title: str
    text: str
    hidden: tuple[str, ...]

    @property
    def ours(self) -> tuple[str, ...]:
        return (self.title, self.text, *self.hidden, self.document.ref, self.document.id)


def programme(chance: Random) -> str:
    """The office's, and partners of every kind."""
    regions = [chance.choice(REGIONS) for _ in range(PARTNERS)]
    added = (
        f'[[partners]]\nkey = "p{n}"\nname = "P{n}"\ntype = "{chance.choice(TYPES)}"\ntier = "{chance.choice(TIERS)}"\n'
        f'region = "{region}"\ncountry = "{COUNTRIES[region]}"\nlanguage = "{chance.choice(LANGUAGES)}"\n'
        'zone = "Europe/Warsaw"\ncurrency = "EUR"\n'
        for n, region in enumerate(regions)
    )
    return PROGRAMME + "\n".join(added)


def some(chance: Random, of: tuple[str, ...]) -> list[str]:
    return sorted(chance.sample(of, chance.choice((0, 0, 1, 2))))


def publish(chance: Random, number: int, owners: list[Person], store: Store) -> Marked:
    """With a version that counts, one before, one that is to come, and now and then it is retired by now."""
    title, text, older, coming, note = (f"{letter}{number:04}zq" for letter in ("tt", "ss", "oo", "cc", "nn"))
    rule: dict[str, object] = {
        "view": chance.choice(VIEWS),
        "download": chance.choice((*VIEWS, "partners", "partners")),
        "regions": some(chance, REGIONS),
        "tiers": some(chance, TIERS),
        "partner_types": some(chance, TYPES),
        "partners": sorted({f"p{chance.randrange(PARTNERS)}" for _ in range(chance.choice((0, 0, 0, 6)))}),
    }
    owner = chance.choice(owners)
    told = {**rule, "languages": [chance.choice(LANGUAGES)], "file": f"ff{number:04}zq.txt"}
    common, ref = " ".join(chance.choices(WORDS, k=8)), ""
    name = f"{chance.choice(WORDS)} {title}"
    for words, changes, at in (
        (older, {"note": f"Old {older}"}, NOON - 2 * DAY),
        (f"{text}. {common}", {"note": f"New {note}"}, NOON - DAY),
        (coming, {"counts_from": NOON + DAY, "note": f"Later {coming}"}, NOON - DAY),
    ):
        ref = put_in(store, owner, described(name, **{**told, **changes}), f"{words} words.", at=at)
    document = store.documents.by_ref(ref)
    assert document is not None
    if chance.random() < 0.1:
        retired = replace(document, retired_at=NOON - timedelta(hours=1))
        document = store.documents.change(document, retired, by=owner.id, what="retired", at=NOON - DAY)
    return Marked(document, rule, title, text, (older, coming, note, f"ff{number:04}zq"))


def person(chance: Random, number: int, store: Store) -> Person:
    """Of a partner, of the vendor, of a firm that is none of the programme's, or without any role."""
    roles = chance.choice(([Role.PARTNER_REP], [Role.PARTNER_REP], [Role.PARTNER_ADMIN], []))
    organisation = f"p{chance.randrange(PARTNERS + 1)}"
    if chance.random() < 0.2:
        organisation, roles = "vendor", [chance.choice((Role.ADMIN, Role.CHANNEL_MANAGER, Role.AUDITOR))]
    made = replace(
        store.people.everybody()[0],
        id=f"w{number}",
        email=f"w{number}@world.example",
        organisation=organisation,
        roles=frozenset(roles),
        looks_after=frozenset(),
        language=chance.choice(LANGUAGES),
    )
    return store.people.keep(made) if organisation != f"p{PARTNERS}" else made


def is_theirs(one: Marked, who: Person, store: Store) -> bool:
    """The rule once more, in other words than the code's."""
    if one.document.retired_at is not None or not who.roles:
        return False
    view = one.rule["view"]
    if who.organisation == "vendor":
        return view != "owner" or who.id == one.document.owner or Role.ADMIN in who.roles
    partner = store.partners.get(who.organisation)
    if partner is None or view in ("owner", "vendor"):
        return False
    if view == "partner-admins" and Role.PARTNER_ADMIN not in who.roles:
        return False
    wanted = {"regions": partner.region, "tiers": partner.tier, "partner_types": partner.type, "partners": partner.key}
    return all(not one.rule[name] or has in one.rule[name] for name, has in wanted.items())  # type: ignore[operator]  # lists


def may_have(one: Marked, who: Person, store: Store) -> bool:
    """The same of the file itself."""
    if who.organisation == "vendor":
        own = who.id == one.document.owner or Role.ADMIN in who.roles
        return is_theirs(one, who, store) and (own or one.rule["download"] != "owner")
    allowed = {"partners"} | ({"partner-admins"} if Role.PARTNER_ADMIN in who.roles else set())
    return is_theirs(one, who, store) and one.rule["download"] in allowed


def rooms(chance: Random, store: Store) -> list[Channel]:
    """Channels of some partners, on both platforms; in some of them others read along."""
    for number in range(PARTNERS):
        platform, troubles = chance.choice((Platform.SLACK, Platform.TEAMS)), chance.choice(((), (), (Trouble.OTHERS,)))
        room = Channel(platform=platform, host="T1", conversation=f"C{number}", partner=f"p{number}", name=f"e{number}")
        store.channels.link(replace(room, troubles=frozenset(troubles)), by="operator", at=NOON)
    found = (store.channels.get(platform, f"C{number}") for platform in Platform for number in range(PARTNERS))
    kept = [one for one in found if one]
    assert {one.usable for one in kept} == {True, False}
    return kept


def is_meant(one: Marked, room: Channel, somebody: Person, store: Store) -> bool:
    """Whether everybody who reads in that channel may have it, and nobody else reads there."""
    reader = replace(somebody, id="x", organisation=room.partner, roles=frozenset({Role.PARTNER_REP}))
    return may_have(one, reader, store) and room.trouble is None


def asking(who: Person, chance: Random) -> Request:
    """Whoever asks, in private or in a channel where others read along."""
    place = Place(Platform.WEB, "test", "C1", private=chance.random() < 0.5)
    known = Known(identity=account("rep"), host="test")
    return Request(person=who, known=known, at=NOON, place=place, t=translator(who.language, who.zone))


def typed_by(base: Request, words: str) -> Command:
    return Command(**vars(base), words=words)


def pressed_by(base: Request, ref: str) -> Press:
    return Press(**vars(base), ref=ref, version=1)


def answered(route: Callable[..., object], *given: object, **more: object) -> object:
    """The reply, or why there is none."""
    try:
        return route(*given, **more)
    except Refusal as refusal:
        return str(refusal), refusal.values


def typed_of(one: Marked, chance: Random) -> Iterator[str]:
    """What somebody types who knows of it, or slips, or begins a word."""
    yield chance.choice((one.title, one.text))
    yield chance.choice((one.title[:-1] + "x", one.title[:-2], one.text[:-1], one.text + "s", f"{one.title}?"))
    yield f"{chance.choice(WORDS)} {chance.choice((*one.hidden, one.title))}"


def shown(reply: object, typed: str) -> str:
    """All of a reply but what was typed, which it may repeat."""
    return repr(reply).replace(typed, "")


async def test_no_door_shows_a_document_outside_the_rule(sqlite_url: str, count, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    chance = Random(606)
    async with an_office(sqlite_url, programme=programme(chance)) as office:
        with office.database.write() as store:
            owners = [one for one in store.people.everybody() if not one.partner]
            made = [publish(chance, number, owners, store) for number in range(count(200))]
            while index_due(NOON, store):
                pass
            channels = rooms(chance, store)
            for number in range(count(1000)):
                who = chance.choice(owners) if chance.random() < 0.1 else person(chance, number, store)
                look_through_every_door(who, made, chance, store)
                share_in_any(who, made, channels, chance, store)
        for name in ("rep", "rio", "boss", "manager"):
            await errors_tell_nothing(office, name, made, chance)
    assert not [mark for one in made for mark in (one.title, one.text, *one.hidden) if mark in caplog.text]


def look_through_every_door(who: Person, made: list[Marked], chance: Random, store: Store) -> None:
    theirs = [one for one in made if is_theirs(one, who, store)]
    foreign = [mark for one in made if one not in theirs for mark in one.ours]
    never = [mark for one in theirs for mark in one.hidden[:2]]
    base = asking(who, chance)
    may_read = bool(who.roles)

    listed = COMMANDS["docs"].handler(typed_by(base, ""), store) if may_read else None
    if isinstance(listed, Show):
        assert len(refs_listed(listed, base, store)) == len(theirs)
    for one in chance.sample(made, 1):
        for typed in typed_of(one, chance):
            reply = answered(COMMANDS["docs"].handler, typed_by(base, typed), store)
            assert isinstance(reply, Show)
            assert not reply.public
            seen = shown(reply, typed)
            assert not [mark for mark in (*foreign, *never) if mark in seen], (who, typed)
            if typed == one.title and one in theirs:
                assert one.document.ref in first_row(reply)
        search = chance.choice(("documents", "documents-own", "announcement-targets"))
        if base.person.may(SEARCHES[search].may):
            offered_while_typing(search, one, base, (*foreign, *never), made, store)
        if one not in theirs and not keeps(one, who):
            for name, route in BUTTONS.items():
                if name.startswith("document-"):
                    reply = answered(route.handler, pressed_by(base, one.document.ref), store)
                    assert reply == NOT_FOUND, (name, who, one)
        reply = answered(COMMANDS["docs show"].handler, typed_by(base, one.document.ref), store)
        kept = keeps(one, who) and who.may(Can.KEEP_DOCUMENTS) and one.document.retired_at is not None
        assert isinstance(reply, Show) == (one in theirs or kept)
        if isinstance(reply, Show) and not kept:
            assert not [mark for mark in (*foreign, *never) if mark in repr(reply)]
        told_of(one, who, store, theirs=one in theirs)
        answer = answer_in(replace(ASKED, document=one.document.id), who, store, at=NOON)
        assert (answer is not None) == (one in theirs)
        handed = answered(file_of, one.document.ref, who, store, base.t, NOON)
        assert isinstance(handed, Handed) == may_have(one, who, store), (who, one, handed)
        assert not [mark for mark in (*foreign, *never) if mark in repr(handed)]


def offered_while_typing(
    route: str, one: Marked, base: Request, marks: tuple[str, ...], made: list[Marked], store: Store
) -> None:
    """In a form, and beside a message; what is put into a conversation names only what is for all partners."""
    titles = {one.title for one in made if one.document.shelf.for_all}
    for typed in (one.title, one.document.ref):
        reply = SEARCHES[route].handler(Search(**vars(base), text=typed), store)
        assert isinstance(reply, Options)
        assert not [mark for mark in marks if mark in shown(reply, typed)], (base.person, route, typed)
        for option in reply.options:
            said = [mark for one in made for mark in (one.title, one.text, *one.hidden) if mark in repr(option.card)]
            assert set(said) <= titles, (typed, option)


def share_in_any(who: Person, made: list[Marked], channels: list[Channel], chance: Random, store: Store) -> None:
    """What is told in a channel is meant for all who read there; who may share it is offered no other channel."""
    one, room = chance.choice(made), chance.choice(channels)
    base, meant = asking(who, chance), is_meant(one, room, who, store)
    for _ in range(2):
        told = answered(looked_at, NOTICES[DocumentShared.kind], subject(one, room), who, store, base.t, at=NOON)
        assert isinstance(told, Card) == meant, (one, room)
        assert meant or not [mark for mark in one.ours if mark in repr(told)]
        assert not [mark for mark in (*one.hidden[:2], one.text) if mark in repr(told)]
        room = next((other for other in channels if is_meant(one, other, who, store)), room)
        meant = is_meant(one, room, who, store)
    if who.may(Can.KEEP_DOCUMENTS):
        may, ref = may_have(one, who, store), f"{one.document.ref}.{room.id}"
        offer = answered(BUTTONS["document-share"].handler, pressed_by(base, one.document.ref), store)
        assert isinstance(offer, Show) == may
        refs = {button.ref.partition(".")[2] for button in shared_by(offer)}
        assert refs <= {other.id for other in channels if is_meant(one, other, who, store)}
        reply = answered(BUTTONS["document-share-there"].handler, pressed_by(base, ref), store)
        assert not isinstance(reply, Amend) or (may and meant)


def subject(one: Marked, room: Channel) -> str:
    return f"{one.document.id}:{room.id}:{room.partner}"


def shared_by(offer: object) -> list[Button]:
    return (
        [one for one in buttons(offer.card).values() if one.route.endswith("there")] if isinstance(offer, Show) else []
    )


def keeps(one: Marked, who: Person) -> bool:
    """One that is retired is still its owner's, and the admins'."""
    return not who.partner and one.document.editable_by(reader_of(who, None))


def told_of(one: Marked, who: Person, store: Store, *, theirs: bool) -> None:
    """What is told of a new version is told to nobody else."""
    current = store.documents.current(one.document.id, NOON)
    assert current is not None
    t = translator(who.language, who.zone)
    told = answered(looked_at, NOTICES[DocumentRenewed.kind], current.id, who, store, t, at=NOON)
    assert told == NOT_FOUND or theirs


def refs_listed(listed: Show, base: Request, store: Store) -> list[str]:
    """Page by page."""
    rows = rows_of(listed)
    refs = [row.button.ref for part in rows for row in part.rows if row.button]
    if rows and rows[0].more:
        more = BUTTONS["documents"].handler(pressed_by(base, rows[0].more.ref), store)
        assert isinstance(more, Show)
        refs += refs_listed(more, base, store)
    return refs


def first_row(reply: Show) -> list[str]:
    return [row.button.ref for part in rows_of(reply) for row in part.rows[:1] if row.button]


def rows_of(reply: Show) -> list[Rows]:
    return [part for part in reply.card.parts if isinstance(part, Rows)]


async def errors_tell_nothing(office: Office, who: str, made: list[Marked], chance: Random) -> None:
    """Through the whole way of a request: what is typed wrong, and what nobody ever sent."""
    with office.database.read() as store:
        foreign = [one for one in made if not is_theirs(one, office.person(who), store)]
    for one in chance.sample(foreign, min(3, len(foreign))):
        ref = one.document.ref
        asked: list[tuple[Asked, Asked]] = [
            (Typed(f"docs {ref}"), Typed("docs F-00000")),
            (Typed(f"docs {ref.lower()}  "), Typed("docs f-00000  ")),
            (Pressed("document-history", ref, 99), Pressed("document-history", "F-00000", 99)),
            (Pressed("document-open", one.document.id), Pressed("document-open", "x" * 32)),
        ]
        for theirs, missing in asked:
            answer = await office.asks(who, theirs)
            assert answer == await office.asks(who, missing)
            assert not [mark for mark in one.ours if mark in repr(answer)]
        found = card_of(await office.types(who, f"docs {one.text}"))
        assert not [mark for mark in one.ours if mark != one.text and mark in repr(found)]
