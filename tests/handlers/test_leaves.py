"""A payload edited on its way: any leaf, replaced by any known id, role or amount, changes nobody else's thing."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count as counting
from random import Random

from bot.arrivals import Asked, Pressed, Sent, Sought, Typed
from domain.people import Can, Role
from handlers.routes import BUTTONS, FORMS, SEARCHES
from tests.handlers.test_rights import DECIDES, MAY, SEES, VALUES
from tests.handlers.worlds import MINE, PARTNER, broken, deals_of, dump, fill, ids_of, markers, rows_of
from tests.office import Office

HOSTILE = (
    *("", "0", "-1", "999999999999", "1e9", "NaN", "null", "true", "{}", "' OR 1=1 --", "../..", "%", "_", "*"),
    *(str(role) for role in Role),
    *("vendor", "nowak", "rival", "rio", "ce", "latam", "slack", "EUR", "T0VENDOR", "rep@rival.example"),
)
NUMBERS = (0, -1, 1, 2, 3, 2**31, 2**63, 2**70)


def recorded(office: Office, who: str, ids: dict[str, str]) -> Iterator[Asked]:
    """What this person's own clients really send: buttons and forms with their own ids in them."""
    versions = {deal.ref: deal.version for deal in deals_of(office, "rep")} if who in ("rep", "boss") else {}
    refs = [ids[f"ref {index}"] for index in range(4)]
    for ref in refs:
        for button in BUTTONS:
            yield Pressed(button, ref, versions.get(ref, 1))
        for form in FORMS:
            yield Sent(form, {**VALUES, **MINE[_partner_of(who)]}, ids["draft"], ref, versions.get(ref, 1))
    for index in range(4):
        for button in BUTTONS:
            yield Pressed(button, ids[f"approval {index}"], 1)
        for form in FORMS:
            yield Sent(form, VALUES, "", ids[f"approval {index}"], 1)
    for search in SEARCHES:
        yield Sought(search, "K")
    yield Typed(f"deal withdraw {refs[0]}")


def _partner_of(who: str) -> str:
    return who if who in MINE else "rep"


def leaves(asked: Asked, known: tuple[str, ...]) -> Iterator[Asked]:
    """The same, with one leaf replaced."""
    match asked:
        case Typed(text):
            yield from (replace(asked, text=f"{text.rpartition(' ')[0]} {one}") for one in known)
        case Sought():
            yield from (replace(asked, text=one) for one in known)
        case Pressed():
            yield from (replace(asked, ref=one) for one in known)
            yield from (replace(asked, version=number) for number in NUMBERS)
        case Sent(values=values):
            yield from (replace(asked, ref=one) for one in known)
            yield from (replace(asked, draft=one) for one in known)
            yield from (replace(asked, version=number) for number in NUMBERS)
            yield from (replace(asked, values={**values, name: one}) for name in values for one in known)


async def test_an_edited_payload_changes_nobody_elses_thing(office: Office, count: Callable[[int], int]):
    for who in PARTNER:
        await fill(office, who)
    ids = {who: ids_of(office, who) for who in PARTNER}
    known = (*{one for each in ids.values() for one in each.values()}, *HOSTILE)
    chance, tried = Random(4), counting()

    for who in ("rep", "rival", "second", "admin", "auditor", "nobody"):
        mine = _partner_of(who)
        runs = SEES[who] if Can.RUN_TEAM in MAY.get(who, set()) else set()
        others = set(PARTNER) - ({who} if who in PARTNER else DECIDES[who] | runs)
        hidden = set(PARTNER) - SEES.get(who, {who})
        theirs = {one for each in others for one in (*ids[each].values(), office.person(each).id)}
        before = rows_of(dump(office.database), theirs)
        every = [edited for asked in recorded(office, who, ids[mine]) for edited in leaves(asked, known)]
        for asked in chance.sample(every, count(2000)):
            next(tried)
            reply = repr(await office.asks(who, asked))

            assert not broken(reply), asked
            assert not [mark for each in hidden for mark in markers(each) if mark in reply], asked
        assert rows_of(dump(office.database), theirs) == before, who
    assert next(tried) == 6 * count(2000)


async def test_everything_at_the_edge_is_answered_without_a_bug(office: Office):
    """Every route with nothing, too much, and what is no text of ours."""
    await fill(office, "rep")
    for text in ("", " ", "x" * 5000, "🧨" * 300, "\u202eevil\u200b", "<!channel> <@U1> [x](http://x)", "٣", "ﬀ", "İ"):
        for who in ("rep", "manager", "nobody"):
            for route in BUTTONS:
                assert not broken(repr(await office.asks(who, Pressed(route, text, 1)))), (route, text)
            for route in FORMS:
                values = dict.fromkeys(VALUES, text)
                assert not broken(repr(await office.asks(who, Sent(route, values, text[:50], text, 1)))), (route, text)
            for route in SEARCHES:
                assert not broken(repr(await office.asks(who, Sought(route, text)))), (route, text)
            for command in ("deal", "deal show", "deal edit", "partner", "approvals", "partner link", ""):
                assert not broken(repr(await office.types(who, f"{command} {text}"))), (command, text)


async def test_a_form_without_its_fields_is_asked_for_them(office: Office):
    await fill(office, "rep")
    for route in FORMS:
        for who in ("rep", "manager", "nobody"):
            assert not broken(repr(await office.asks(who, Sent(route, {})))), route
