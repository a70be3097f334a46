"""Every route x every role x own and others' things: a refusal, no data, nothing changed, and a row for the audit.

The cells come from the tables of routes: a new route is covered by itself. What a role may, and whose things it
sees, stand here a second time, by hand.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import pytest

from bot.arrivals import Asked, Dropped, Pressed, Replied, Sent, Sought, Typed
from bot.handling import find
from domain.people import Can, Role
from handlers.replies import Amend, Correct, OpenForm, Options, Reply, Show
from handlers.routes import BUTTONS, COMMANDS, FORMS, REPLIES, SEARCHES, Route
from storage.documents import File
from tests.handlers.worlds import PARTNER, dump, fill, ids_of, markers, rows_of, without_chance
from tests.office import GOOD_DEAL, NOON, Office, buttons, card_of, words_of
from views.translator import LANGUAGES, translator
from views.vocabulary import Button, plain

LOOKERS = {Can.COME_IN, Can.BELONG, Can.SEE_DEALS, Can.SEE_PARTNERS, Can.SEE_TEAM, Can.READ_DOCUMENTS}
PARTNERS = LOOKERS | {Can.REGISTER_DEALS, Can.CHANGE_DEALS}
DECIDERS = LOOKERS | {
    Can.DECIDE,
    Can.APPROVE,
    Can.REGISTER_DEALS,
    Can.REGISTER_FOR_PARTNERS,
    Can.RUN_TEAM,
    Can.ANNOUNCE,
    Can.KEEP_DOCUMENTS,
    *(Can.SEE_CHANNELS, Can.LINK_CHANNELS, Can.SEE_LEARNERS, Can.RUN_TRAINING),
}
ADMINS = LOOKERS | {
    *(Can.IMPORT, Can.IMPORT_PEOPLE, Can.IMPORT_CUSTOMERS, Can.IMPORT_CHANNELS, Can.IMPORT_TRAINING),
    *(Can.SEE_CHANNELS, Can.LINK_CHANNELS, Can.RUN_TRAINING),
    *(Can.READ_FEEDBACK, Can.RUN_TEAM, Can.ANNOUNCE, Can.KEEP_DOCUMENTS, Can.SEE_LEARNERS),
    Can.SEE_DOCUMENT_USE,
}

MAY: Mapping[str, set[Can]] = {
    "rep": PARTNERS,
    "boss": PARTNERS | {Can.APPROVE, Can.RUN_TEAM, Can.SEE_CHANNELS, Can.LINK_CHANNELS, Can.SEE_LEARNERS},
    "second": DECIDERS,
    "lead": DECIDERS,
    "director": DECIDERS | {Can.ANNOUNCE_ALONE},
    "admin": ADMINS | {Can.APPROVE},
    "auditor": LOOKERS | {Can.SEE_CHANNELS, Can.SEE_LEARNERS},
    "nobody": {Can.COME_IN},
}
SEES: Mapping[str, set[str]] = {
    "rep": {"rep"},
    "boss": {"rep"},
    "second": {"rep"},
    "lead": {"rep", "rival"},
    "director": {"rep", "rival", "rio"},
    "admin": {"rep", "rival", "rio"},
    "auditor": {"rep", "rival", "rio"},
    "nobody": set(),
}
"""Whose things each sees, by the partner's own rep: nowak is in ce with rival, rio is in latam."""
DECIDES: Mapping[str, set[str]] = {name: SEES[name] if Can.DECIDE in MAY[name] else set() for name in SEES}

VALUES = {
    **GOOD_DEAL,
    "reason": "duplicate",
    "words": "Because",
    "stage": "offer",
    "language": "en",
    "zone": "Europe/Berlin",
    "code": "AAAAAAAA",
    "name": "New Colleague",
}
TRIED = ("ref 0", "ref 2", "deal 0", "approval 0", "draft", "person", "partner")
MISSING = {f"ref {index}": f"D-0000{index}" for index in range(4)}
"""What a ref looks like matters: what is no ref at all is another mistake. Of other ids nothing is known."""


@dataclass(frozen=True)
class Cell:
    """One thing asked, with an id in it; `name` is the route that it comes to: "deal D-7K3QX" is "deal show"."""

    asked: Asked
    id: str

    @property
    def name(self) -> str:
        return find(self.asked).name

    @property
    def may(self) -> Can:
        return self._route.may

    @property
    def writes(self) -> bool:
        return self._route.writes

    @property
    def _route(self) -> Route:
        route = find(self.asked).route
        assert route is not None
        return route


def cells(one: str, *, draft: bool = False) -> Iterator[Cell]:
    """Every route, asked with this id wherever an id can stand; as a draft's too, if it is one."""
    for command in COMMANDS:
        yield Cell(Typed(f"{command} {one}"), one)
    for button in BUTTONS:
        yield Cell(Pressed(button, one, 1), one)
    for form in FORMS:
        yield Cell(Sent(form, {**VALUES, "partner": one}, one if draft else "", one, 1), one)
    for search in SEARCHES:
        yield Cell(Sought(search, one), one)
    for reply in REPLIES:
        yield Cell(Replied(reply, one, "Because"), one)
    yield Cell(Dropped(one, b"email,name"), one)
    yield Cell(Dropped(f"{one}.pdf", file=File(hash="f" * 64, size=9, type="application/pdf", text=one, at=NOON)), one)


def outcome(reply: Reply, one: str = "-") -> str:
    """The whole reply, without what is random in it and without the id that was asked for."""
    # As a word: what is random may have a short one in it by chance.
    return without_chance(re.sub(rf"(?<![0-9a-z]){re.escape(one)}(?![0-9a-z])", "ID", repr(reply)))


REFUSED = frozenset(
    plain(translator(language, "UTC")(reason)) for language in LANGUAGES for reason in ("not-allowed", "not-found")
)
"""What somebody reads who may not, or for whom there is nothing."""


def is_refusal(who: str, reply: Reply) -> bool:
    if isinstance(reply, Options):
        return not reply.options
    if isinstance(reply, OpenForm | Correct) or not isinstance(reply, Show | Amend):
        return False
    if who == "nobody":
        return "I do not know you here yet" in repr(reply) or [b.route for b in _buttons(reply)] == [
            "code-form",
            "door-join",
        ]
    return plain(reply.card.summary) in REFUSED


def _buttons(reply: Show | Amend) -> list[Button]:
    return list(buttons(reply.card).values())


async def the_world(office: Office) -> dict[str, dict[str, str]]:
    """Deals of three partners in every state; the ids of each."""
    for who in PARTNER:
        await fill(office, who)
    return {who: ids_of(office, who) for who in PARTNER}


def new_denials(office: Office) -> list[tuple[str, str, str]]:
    """Who was refused what and why since this was asked last."""
    with office.database.read() as store:
        seen, office.acts_seen = office.acts_seen, store.acts.head().count
        return [(one.who, one.route, one.reason) for one in store.acts.denied(after=seen)]


@pytest.mark.parametrize("who", MAY)
async def test_without_the_right_nothing_is_told_nothing_changes_and_it_is_on_record(office: Office, who: str):
    ids = await the_world(office)
    before, seen = dump(office.database), 0
    new_denials(office)
    account = "web:test:nobody" if who == "nobody" else office.person(who).id

    for whose in PARTNER:
        for what in ("ref 0", "approval 0"):
            for cell in cells(ids[whose][what]):
                if cell.may in MAY[who]:
                    continue

                reply = await office.asks(who, cell.asked)

                assert is_refusal(who, reply), (cell, reply)
                assert not [mark for each in PARTNER for mark in markers(each) if mark in repr(reply)], cell
                reason = "stranger" if who == "nobody" else "not-allowed"
                assert new_denials(office) == [(account, cell.name, reason)], cell
                seen += 1
    assert dump(office.database) == before
    assert seen >= {"nobody": 250, "admin": 100, "auditor": 100, "boss": 20}.get(who, 35), seen


@pytest.mark.parametrize("who", sorted(set(MAY) - {"nobody"}))
async def test_others_things_are_answered_like_things_that_do_not_exist(office: Office, who: str, count):
    """In `make test` each kind of thing is one of the others', by turns."""
    ids = await the_world(office)
    denied, others = 0, sorted(set(PARTNER) - SEES[who])
    turns = 1 if count(10) == 10 else max(1, len(others))

    for turn, whose in enumerate(others):
        theirs = {*ids[whose].values(), office.person(whose).id}
        before = rows_of(dump(office.database), theirs)
        for what in TRIED[turn % turns :: turns]:
            one = ids[whose][what]
            missing = MISSING.get(what, f"{whose}missing{what}".replace(" ", ""))
            draft = what == "draft"
            pairs = zip(cells(one, draft=draft), cells(missing, draft=draft), strict=True)
            mine = [(cell, absent) for cell, absent in pairs if cell.may in MAY[who]]
            refused = [pair for pair in mine if await is_answered_alike(office, who, pair, markers(whose))]
            denied += await are_denied(office, who, refused)
        assert rows_of(dump(office.database), theirs) == before, whose
    assert denied >= 20 * len(others) / turns, denied


async def is_answered_alike(office: Office, who: str, pair: tuple[Cell, Cell], marks: Iterable[str]) -> bool:
    """As what does not exist; whether it is refused."""
    cell, absent = pair
    expected = outcome(await office.asks(who, absent.asked), absent.id)
    reply = await office.asks(who, cell.asked)

    if not isinstance(reply, Options):
        assert outcome(reply, cell.id) == expected, (cell, reply)
    assert not [mark for mark in marks if mark in repr(reply)], (cell, reply)
    return not isinstance(reply, Options) and is_refusal(who, reply)


async def are_denied(office: Office, who: str, pairs: Iterable[tuple[Cell, Cell]]) -> int:
    """Once more, one after the other: nothing changes, and each is on record; how many these are."""
    before, account, denied = dump(office.database), office.person(who).id, 0
    new_denials(office)
    for cell, _ in pairs:
        reply = await office.asks(who, cell.asked)

        assert is_refusal(who, reply), (cell, reply)
        assert new_denials(office) == [(account, cell.name, "not-found")], cell
        denied += 1
    assert dump(office.database) == before
    return denied


@pytest.mark.parametrize("who", sorted(set(MAY) - {"nobody"}))
async def test_what_is_in_sight_is_shown_and_decided_only_by_those_who_may(office: Office, who: str):
    ids = await the_world(office)

    for whose in PARTNER:
        shown = repr(await office.asks(who, Pressed("deal-open", ids[whose]["ref 0"])))
        assert (f"{whose}mark" in shown) is (whose in SEES[who]), whose
        if Can.APPROVE in MAY[who]:
            opened = await office.asks(who, Pressed("approval-open", ids[whose]["approval 0"], 1))
            assert (f"{whose}mark" in repr(opened)) is (whose in DECIDES[who]), whose
            decided = await office.asks(who, Pressed("approval-approve", ids[whose]["approval 0"], 1))
            assert isinstance(decided, Amend) is (whose in DECIDES[who]), whose
        for route in ("deals", "home", "approvals"):
            listed = repr(await office.asks(who, Pressed(route)))
            for each in set(PARTNER) - SEES[who]:
                assert not [mark for mark in markers(each) if mark in listed], (route, each)


async def test_nobody_decides_what_they_filed_even_when_they_have_become_a_director(office: Office):
    ids = await the_world(office)
    with office.database.write() as store:
        rep = office.person("rep")
        store.people.save(replace(rep, organisation="vendor", roles=frozenset({Role.DIRECTOR})))
        moved = store.programme.workspaces[0].model_copy(update={"tenant": "test"})
        workspaces = (*store.programme.workspaces, moved)
        store.programmes.apply(store.programme.model_copy(update={"workspaces": workspaces}), at=office.clock[0])
    before = dump(office.database)
    new_denials(office)

    for asked in (
        Pressed("approval-approve", ids["rep"]["approval 0"], 1),
        Sent("approval-reject", VALUES, "", ids["rep"]["approval 0"], 1),
        Sent("approval-ask", VALUES, "", ids["rep"]["approval 0"], 1),
    ):
        await office.asks("rep", asked)

    assert dump(office.database) == before
    assert [reason for _, _, reason in new_denials(office)] == ["own-approval"] * 3
    waiting = words_of(card_of(await office.types("rep", "approvals")))
    assert "repmark" not in waiting
    assert "riomark" in waiting


def test_the_tables_here_are_as_many_as_there():
    assert {can for rights in MAY.values() for can in rights} == set(Can)
    assert len(COMMANDS) + len(BUTTONS) + len(FORMS) + len(SEARCHES) >= 50
