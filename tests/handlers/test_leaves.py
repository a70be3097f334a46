"""A payload edited on its way: any leaf, replaced by any known id, role or amount, changes nobody else's thing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from random import Random

from bot.arrivals import Asked, Pressed, Sent, Sought, Typed
from domain.people import Can, Role
from handlers.routes import BUTTONS, FORMS, SEARCHES
from tests.handlers.test_acceptances import accepted, has_terms
from tests.handlers.test_rights import DECIDES, MAY, SEES, VALUES
from tests.handlers.worlds import MINE, PARTNER, broken, deals_of, dump, fill, ids_of, joins, markers, rows_of
from tests.office import Office

HOSTILE = (
    *("", "0", "-1", "999999999999", "1e9", "NaN", "null", "true", "{}", "' OR 1=1 --", "../..", "%", "_", "*"),
    *(str(role) for role in Role),
    *("vendor", "nowak", "rival", "rio", "ce", "latam", "slack", "EUR", "T0VENDOR", "rep@rival.example"),
)
NUMBERS = (0, -1, 1, 2, 3, 2**31, 2**63, 2**70)


FILLED = {"company": "nowak", "note": "We met", "email": "new@nowak.example", "role": "partner-rep"}
"""What VALUES lacks for the forms of the door and of the team."""


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


def at_the_door(ids: dict[str, str]) -> Iterator[Asked]:
    """What joining, running a team and accepting the terms send, filled in."""
    filled = {**VALUES, **FILLED}
    yield Sent("join-ask", filled, "", "C0ROOM")
    yield Sent("team-add", filled, "", ids["partner"])
    yield Sent("approval-choose", {"choice": ids["partner"]}, "", ids["joining"], 1)
    yield Sent("code-redeem", filled)
    for button in ("approval-approve", "approval-refuse", "approval-open", "team-join"):
        yield Pressed(button, ids["joining"], 1)
    for button in ("team", *(name for name in BUTTONS if name.startswith("team-"))):
        yield Pressed(button, ids["person"], 1)
    yield Pressed("terms-accept", f"1 en {ids['draft']}")


def _partner_of(who: str) -> str:
    return {"boss": "rep"}.get(who, who if who in MINE else "rep")


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


@dataclass
class Edited:
    """Three partners' things, and what people send with one leaf of it replaced."""

    office: Office
    ids: dict[str, dict[str, str]]
    chance: Random = field(default_factory=lambda: Random(4))
    tried: int = 0

    async def changes_nothing(self, who: str, times: int, *, door: int) -> None:
        """Of anybody else's, nor is any of it shown; `door` of the payloads are those of at_the_door()."""
        office, mine = self.office, self.ids[_partner_of(who)]
        known = (*{one for each in self.ids.values() for one in each.values()}, *HOSTILE)
        runs = SEES[who] if Can.RUN_TEAM in MAY.get(who, set()) else set()
        others = set(PARTNER) - ({who} if who in PARTNER else DECIDES[who] | runs)
        theirs = {one for each in others for one in (*self.ids[each].values(), office.person(each).id)}
        before = rows_of(dump(office.database), theirs)

        for sent, size in ((recorded(office, who, mine), times), (at_the_door(mine), door)):
            for asked in self.chance.choices([*sent], k=size):
                await self._shows_nothing(who, self.chance.choice([*leaves(asked, known)]))

        after = rows_of(dump(office.database), theirs)
        if who == "nobody" or office.person(who).left:  # who may ask to join whatever company there is
            after = {name: [row for row in rows if row in before[name]] for name, rows in after.items()}
        assert after == before, who

    async def _shows_nothing(self, who: str, asked: Asked) -> None:
        self.tried += 1
        reply = repr(await self.office.asks(who, asked))

        hidden = set(PARTNER) - SEES.get(who, {who})
        assert not broken(reply), asked
        assert not [mark for each in hidden for mark in markers(each) if mark in reply], asked


KNOWN = ("rep", "rival", "boss", "second", "admin", "auditor")


async def test_an_edited_payload_changes_nobody_elses_thing(office: Office, count: Callable[[int], int]):
    ids = {}
    for who in PARTNER:
        await fill(office, who)
        ids[who] = ids_of(office, who) | {"joining": await joins(office, who)}
    edited = Edited(office, ids)

    for who in (*KNOWN, "nobody"):
        await edited.changes_nothing(who, count(2000), door=count(500))
    has_terms(office)
    for who in KNOWN:
        await edited.changes_nothing(who, count(200), door=count(200))

    assert edited.tried == 7 * (count(2000) + count(500)) + 6 * 2 * count(200)
    assert {one.person for one in accepted(office)} <= {office.person(who).id for who in ("rep", "rival", "boss")}


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
