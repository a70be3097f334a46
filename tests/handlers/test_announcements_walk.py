"""A walk over all that can be done with announcements, by whoever may and whoever may not, at any moment and from any
card that was ever shown: each hears what it is to hear, at its time, once, and nothing else.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select

from bot.courier import Courier
from bot.messenger import Address, Refused
from bot.ticker import do_chores
from domain.announcements import KIND, Announcement, State
from domain.approvals import Outcome
from domain.channels import Channel
from domain.notices.announcements import Announced, AnnouncementReminder
from domain.people import Role
from domain.places import Platform
from handlers.replies import Amend, Correct, OpenForm, Reply, Show
from storage.announcements import announcement_of
from storage.store import Store
from storage.tables import announcements, copies, notices
from tests.handlers.test_announcements import allow
from tests.handlers.worlds import broken
from tests.office import WHO, Letterbox, Office, buttons, filled, words_of
from views.vocabulary import Button, Card, Form

STEPS = 1_200
"""Of each walk in `make soak`."""
AUTHORS = ("manager", "director", "admin")
PARTNERS = {"rep": "nowak", "boss": "nowak", "rio": "rio", "rival": "rival", "C1": "nowak", "C2": "rio", "C3": "rival"}
WAITS = (1, 5, 30, 61, 61, 600, 3 * 3600, 14 * 3600, 26 * 3600)
"""Seconds that pass."""
OFTEN, SELDOM = (
    ("send", "sent", "who-form", "approve"),
    (*("form", "preview", "test", "duplicate", "list", "retract", "cancel", "back", "unlink", "unreached", "open"),),
)
OURS = ("announcement", "approv", "undo")
TURNS = {"manager": Role.CHANNEL_MANAGER, "director": Role.DIRECTOR}
"""Who loses the right, and gets it back."""


@dataclass
class Screens(Letterbox):
    """What everybody, and every channel, has before them; what is wrong with a message as it comes is kept."""

    chance: Random = field(default_factory=Random)
    fault: Callable[[str, str, str], str] = lambda *_: ""
    faults: list[str] = field(default_factory=list)
    shown: dict[str, tuple[str, Card]] = field(default_factory=dict)
    """By the copy: for whom, and how it looks now."""

    async def post(self, address: Address, card: Card, *, key: str) -> Address:
        to = address.user or address.conversation
        if to in PARTNERS and self.chance.random() < 0.05:
            raise Refused("msg_too_long")
        if wrong := self.fault(to, key, words_of(card)):
            self.faults.append(f"{to}: {wrong}: {words_of(card)}")
        self.shown[key] = to, card
        return replace(address, conversation=address.conversation or f"dm:{to}", message=key)

    async def amend(self, address: Address, card: Card) -> None:
        self.shown[address.message] = self.shown[address.message][0], card


@dataclass
class Walk:
    """Every button that is pressed was shown to somebody at some time; every text has a word of its own."""

    office: Office
    chance: Random
    screens: Screens = field(init=False)
    bags: dict[str, list[list[Button]]] = field(default_factory=dict)
    words: int = 0
    kept: int = 0
    was: dict[str, Announcement] = field(default_factory=dict)
    asked: dict[str, tuple[object, object]] = field(default_factory=dict)
    """What a second person was asked about: its words, and for whom."""
    heard: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often whom was told of which."""

    def __post_init__(self) -> None:
        self.screens = Screens(chance=self.chance, fault=self.fault)
        self.office.letters = self.screens
        self.office.courier = Courier(self.office.dispatch, {Platform.WEB: self.screens})
        with self.office.database.write() as store:
            for name in ("C1", "C2", "C3"):
                there = Channel(
                    platform=Platform.WEB,
                    host="test",
                    conversation=name,
                    partner=PARTNERS[name],
                    name=name,
                    service="x",
                )
                store.channels.link(there, by="", at=self.office.clock[0])

    # --- what is done ---

    async def step(self) -> None:
        done = self.chance.choices(("press", "write", "wait", "turn"), (74, 4 if self.words else 90, 20, 2))[0]
        if done == "press":
            await self.press()
        elif done == "write":
            who = self.chance.choice(AUTHORS)
            await self.gets(who, await self.office.types(who, "announce"))
        elif done == "wait":
            await self.wait(self.chance.choice(WAITS))
        else:
            self.turn()
        self.check()

    async def press(self) -> None:
        """As a rule a button of the newest card that somebody was shown, as a rule by them."""
        whose = self.chance.choice([*AUTHORS, *AUTHORS, *self.bags])
        bag = self.bags.get(whose, [])
        if some := self.chance.choice(bag[-self.chance.choice((1, 1, 1, 5, 100)) :] or [[]]):
            press = self.chance.choices(some, [_weight(one) for one in some])[0]
            who = whose if whose in WHO and self.chance.random() < 0.9 else self.chance.choice([*WHO])
            await self.gets(who, await self.office.presses(who, press))

    async def gets(self, who: str, reply: Reply) -> None:
        if isinstance(reply, OpenForm) or (isinstance(reply, Correct) and self.chance.random() < 0.5):
            await self.gets(who, await self.office.sends(who, reply.form, **self.typed(reply.form)))
        elif isinstance(reply, Show | Amend):
            assert not broken(words_of(reply.card))
            self.keep(who, reply.card)

    def keep(self, who: str, card: Card) -> None:
        ours = [one for one in buttons(card).values() if one.route.startswith(OURS)]
        self.bags.setdefault(who, []).append([one for one in ours if not one.route.endswith(("copies", "file"))])

    def typed(self, form: Form) -> dict[str, str]:
        """Something for each of its fields, as a rule something that is right."""
        self.words += 1
        some = {
            "to": self.chance.choice(("people", "channels")),
            "partners": ",".join(self.chance.sample(sorted({*PARTNERS.values()}), self.chance.choice((0, 1, 2)))),
            "way": self.chance.choice(("now", "now", "at", "morning")),
            "moment": self.chance.choice(("tomorrow at 9", "in 2 hours")),
            "day": self.chance.choice(("", f"{self.office.clock[0]:%Y-%m-%d}")),
            "urgent": self.chance.choice(("", "", "It burns")),
            "acknowledge": self.chance.choice(("yes", "no")),
            "reason": "Because",
            "url": "https://vendor.example/x",
        }
        fields = filled(form)
        written = {name: f"word{self.words}q" for name in fields if name.startswith(("title-", "body-", "label-"))}
        return {name: text for name, text in {**some, **written}.items() if name in fields}

    async def wait(self, seconds: float) -> None:
        self.office.later(seconds=seconds)
        await do_chores(self.office.dispatch)
        await self.office.delivers()

    def turn(self) -> None:
        """The programme changes, or who may what."""
        if self.chance.random() < 0.5:
            domains = self.chance.choice((("vendor.example",), ("other.example",)))
            allow(self.office, approve_above=self.chance.choice((0, 2, 10)), link_domains=domains)
            return
        who = self.chance.choice([*TURNS])
        with self.office.database.write() as store:
            roles = frozenset({TURNS[who]} if self.chance.random() < 0.8 else ())
            store.people.keep(replace(self.office.person(who), roles=roles))

    # --- what is to be so ---

    def fault(self, to: str, copy: str, words: str) -> str:
        """What is wrong with this message to a partner's channel or person, "" where nothing is."""
        if to not in PARTNERS:
            return ""
        with self.office.database.read() as store:
            one, kind = self._of(copy, store)
            told = self.heard[to, one.id]
            if copy in self.screens.shown:
                return "it came twice"
            if one.audience and one.audience.partners and PARTNERS[to] not in one.audience.partners:
                return "it is for others"
            if one.content.texts["en"].title not in words:
                return "it does not say what it says now"
            if kind == AnnouncementReminder.kind:
                return "reminded, and not told before" if not told else self._needless(to, one, store)
            self.heard[to, one.id] += 1
            if kind != Announced.kind or told:
                return "told twice"
            early = one.starts_at and self.office.clock[0] < one.starts_at
            return "it does not go now" if early or one.state is not State.SENDING else ""

    def _needless(self, to: str, one: Announcement, store: Store) -> str:
        people = [who for who in PARTNERS if who in WHO and (who == to or to not in WHO)]
        theirs = [self.office.person(who) for who in people if PARTNERS[who] == PARTNERS[to]]
        done = any(store.acknowledgements.at(one.id, each) for each in theirs)
        return "reminded of what was done" if done else ""

    def _of(self, copy: str, store: Store) -> tuple[Announcement, str]:
        told = select(notices.c.subject, notices.c.kind).join(copies, copies.c.notice == notices.c.id)
        row = store.outbox._connection.execute(told.where(copies.c.id == copy)).one()
        one = store.announcements.get(row.subject)
        assert one
        return one, row.kind

    def check(self) -> None:
        """After each step: nobody has sent to many alone, nor what nobody agreed to; and the figures are true."""
        assert not self.screens.faults
        for to, card in list(self.screens.shown.values())[self.kept :]:
            self.keep(to, card)
        self.kept = len(self.screens.shown)
        with self.office.database.read() as store:
            for one in self._all(store):
                was = self.was.get(one.id, one)
                if one.state is State.WAITING or one.revision:
                    self.asked[one.asked_as] = one.revision or one.content, one.audience
                if one.has_begun and not was.has_begun:
                    self._may_begin(one, store)
                if one.has_begun and was.has_begun and was.content != one.content:
                    self._may_change(was, one, store)
                if not one.has_begun:
                    assert not self._told(one), "it is a draft, and somebody has it"
                self.was[one.id] = one

    def _all(self, store: Store) -> Iterator[Announcement]:
        return map(announcement_of, store.outbox._connection.execute(select(announcements)).all())

    def _told(self, one: Announcement) -> int:
        return sum(1 for _, about in self.heard if about == one.id)

    def _reached(self, one: Announcement, store: Store) -> int:
        return store.following.progress(one.id, at=self.office.clock[0]).reached

    def _may_begin(self, one: Announcement, store: Store) -> None:
        if one.timing.agreed_as:
            approval = store.approvals.of(KIND, one.timing.agreed_as)
            assert approval
            assert approval.outcome is Outcome.APPROVED
            assert approval.decided_by != one.author
            assert self.asked[one.timing.agreed_as] == (one.content, one.audience)
        elif one.timing.alone:
            assert one.author == self.office.person("director").id
        else:
            assert 0 < self._reached(one, store) <= store.programme.announcements.approve_above

    def _may_change(self, was: Announcement, one: Announcement, store: Store) -> None:
        approval = store.approvals.of(KIND, was.asked_as) if was.revision else None
        if approval and approval.outcome is Outcome.APPROVED:
            assert approval.decided_by != approval.filed_by
            assert was.revision == one.content
        else:
            assert self._reached(one, store) <= store.programme.announcements.approve_above

    async def ends(self) -> None:
        """When nothing changes any more: everybody has what was sent, as it is now, and the figures say so."""
        await self.wait(0)
        with self.office.database.read() as store:
            held = [one for one in self._all(store) if one.state is State.PAUSED]
        for one in held:
            await self.office.presses(
                "admin",
                Button(label=None, route="announcement-resume", ref=one.id, version=one.version),  # type: ignore[arg-type]  # nobody reads it
            )
        for _ in range(8):
            await self.wait(timedelta(hours=14).total_seconds())
        assert not self.screens.faults
        with self.office.database.read() as store:
            for one in self._all(store):
                if one.has_begun:
                    now = store.following.progress(one.id, at=self.office.clock[0])
                    assert (now.waiting, now.unsure, now.behind, now.sent) == (0, 0, 0, self._told(one)), one
                    assert one.state in (State.SENT, State.CANCELLED, State.RETRACTED)
            for copy, (to, card) in self.screens.shown.items():
                if to in PARTNERS:
                    one, _ = self._of(copy, store)
                    says = one.content.texts["en"].title in words_of(card)
                    assert says is (one.state is not State.RETRACTED), words_of(card)


def _weight(press: Button) -> int:
    return 60 if press.route.endswith(OFTEN) else 2 if press.route.endswith(SELDOM) else 8


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_is_pressed_by_whom_each_hears_what_it_is_to_hear_once(
    office: Office, seed: int, count: Callable[[int], int]
):
    allow(office, approve_above=2)
    walk = Walk(office, Random(seed))
    for _ in range(count(STEPS)):
        await walk.step()
    await walk.ends()
    assert walk.was
