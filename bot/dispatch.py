"""serve(arrival) -> answer: a worker thread, one transaction, one handler. Refusal becomes words, a bug a reference.

The platform's gateway says what came in (Arrival) and how a Reply looks on its wire (render). The rendered answer
is kept in the inbox and committed last, so that a second delivery of the same gets the same answer.
"""

import asyncio
import json
import math
import secrets
from collections.abc import Callable, Hashable
from datetime import UTC, datetime
from itertools import count
from typing import Any, TypeVar

import structlog

from bot.arrivals import Answer, Arrival, Pressed, Profile, Render, Sent, Sought
from bot.compared import Sight, compared
from bot.handling import DENIALS, Found, corrected, deny, find, handled, is_secret, keep, refusal_of, requested
from bot.introductions import WELCOMES, introduced, is_new, met
from bot.pace import REMEMBERED, Pace
from bot.recent import Recent
from bot.replying import is_silent, may_reply, understood
from bot.workers import Works
from domain.places import Identity, Platform
from domain.refusal import Refusal
from handlers import leaving
from handlers.replies import Options, Reply, Show
from handlers.requests import Request
from storage.database import Database
from storage.faults import DeadlockError, UnusableError
from storage.store import Store
from views.common import problem, refused
from views.translator import Translator, language_of, translator
from views.vocabulary import Card, Paragraph, Tone, said

log = structlog.get_logger()
T = TypeVar("T")

PATIENCE = 60.0
"""Seconds for which a submission is tried again while the database does not answer."""
AGAIN = 2.0
"""Seconds between two such tries."""
AT_ONCE = 1.0
"""Seconds within which it was lost whatever is tried once more at once: a connection was cut, perhaps after all was
done, and then the inbox says what became of it."""
TRIES = 3
"""How often a transaction is begun that the database ends because it and another wait for each other."""
DEADLINE = 2.2
"""Seconds after which a gateway acknowledges without the answer (Slack asks for 3: docs.slack.dev, acknowledge)."""


class Dispatch:
    """The one way in for every platform."""

    def __init__(
        self,
        database: Database,
        *,
        writer: Works,
        reader: Works,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        told: Callable[[], None] = lambda: None,
        pace: Pace | None = None,
        support: str = "",
    ) -> None:
        """`told` is called after each commit that may have put something into the outbox. Without a `pace`, anybody
        may ask as much as they like. `support` is where people get help with Tandem itself.
        """
        self._database = database
        self._writer = writer
        self._reader = reader
        self._clock = clock
        self._told = told
        self._waiting = 0
        self._answered = 0.0
        self._pace = pace
        self._support = support
        self.sights: dict[Platform, Sight] = {}
        """What each platform that is served does not show of a card: for previews."""
        self._readers: Recent[Identity, Translator] = Recent(REMEMBERED)

    def now(self) -> datetime:
        """The clock of the edge, in UTC."""
        return self._clock()

    async def serve(self, arrival: Arrival, render: Render) -> Answer:
        """The rendered answer. It never raises for anything that was asked: a bug is an answer with a reference.

        While the database does not answer, what was submitted is tried again for PATIENCE seconds, everything else
        once more where nobody has waited yet, and told then; the gateway has acknowledged long before.
        """
        self._waiting += 1
        try:
            return await self._answer(arrival, find(arrival.asked), render)
        finally:
            self._waiting -= 1
            self._answered = asyncio.get_running_loop().time()

    def rested(self) -> float:
        """For how many seconds nobody has waited for an answer."""
        return 0.0 if self._waiting else asyncio.get_running_loop().time() - self._answered

    async def _answer(self, arrival: Arrival, found: Found, render: Render) -> Answer:
        if self._pace and (seconds := self._pace.wait(*_counted(arrival))):
            return await self._too_much(arrival, found, math.ceil(seconds), render)
        render = self._remembering(arrival, render)
        loop = asyncio.get_running_loop()
        began, patience = loop.time(), PATIENCE if isinstance(arrival.asked, Sent) else 0.0
        for tried in count():
            try:
                return await self._served(arrival, found, render)
            except UnusableError as unusable:
                log.exception("dispatch.no_database", route=found.name, why=str(unusable))
                waited = loop.time() - began
                if waited >= patience and (tried or waited > AT_ONCE):
                    break
            await asyncio.sleep(AGAIN if tried else 0)
        return render(Show(_apology(arrival, "no-database")), _words(arrival))

    async def _served(self, arrival: Arrival, found: Found, render: Render) -> Answer:
        if may_reply(arrival, found):
            arrival = await self._run(self._reader, lambda: self._understood(arrival, found))
            found = find(arrival.asked)
        if is_silent(arrival):
            return {}
        if found.route is None or not found.route.writes:
            return await self._run(self._reader, lambda: self._read(arrival, found, render))
        answer = await self._run(self._writer, lambda: self._write(arrival, found, render))
        self._told()
        return answer

    def _remembering(self, arrival: Arrival, render: Render) -> Render:
        """The same, and whose language it was: known then without the database."""

        def rendered(reply: Reply, t: Translator) -> Answer:
            self._readers[arrival.known.identity] = t
            return render(reply, t)

        return rendered

    async def _too_much(self, arrival: Arrival, found: Found, seconds: int, render: Render) -> Answer:
        """Nothing is done, and the database is left alone but for a form, which comes back as it was sent."""
        log.info("dispatch.too_much", route=found.name, tenant=arrival.known.identity.tenant)
        refusal = Refusal("too-much-at-once", seconds=seconds)
        if isinstance(arrival.asked, Sent):
            return await self._run(self._reader, lambda: self._returned(arrival, found, refusal, render))
        t = self._readers.get(arrival.known.identity) or _words(arrival)
        reply = Options(()) if isinstance(arrival.asked, Sought) else Show(problem(refused(refusal, t), t))
        return render(reply, t)

    def _returned(self, arrival: Arrival, found: Found, refusal: Refusal, render: Render) -> Answer:
        try:
            with self._database.read() as store:
                request = self._request(arrival, store, self._clock())
                return render(corrected(arrival, found, request, refusal, store), request.t)
        except UnusableError:
            return render(Show(_apology(arrival, "no-database")), _words(arrival))
        except Exception as bug:  # noqa: BLE001  # as below
            return self._sorry(arrival, found, render, bug)

    def _request(self, arrival: Arrival, store: Store, at: datetime) -> Request:
        return requested(arrival, store, at, self._support)

    async def in_write(self, work: Callable[[Store], T]) -> T:
        """Something of the edge's own in one writing transaction: the courier's claims, the clock's chores."""
        return await self._run(self._writer, lambda: self._in(self._database.write, work))

    async def in_read(self, work: Callable[[Store], T]) -> T:
        """Something of the edge's own in one reading transaction."""
        return await self._run(self._reader, lambda: self._in(self._database.read, work))

    @staticmethod
    def _in(opened: Callable[[], Any], work: Callable[[Store], T]) -> T:
        with opened() as store:
            return work(store)

    async def _run(self, workers: Works, work: Callable[[], T]) -> T:
        return await workers.run(lambda: _undisturbed(work))

    async def allows(self, arrival: Arrival) -> bool:
        """Whether its sender may ask this at all: for nobody else is a file fetched. Serving it says why not."""
        route = find(arrival.asked).route
        try:
            request = await self.in_read(lambda store: self._request(arrival, store, self._clock()))
        except UnusableError:
            return False
        return route is not None and not request.person.stranger and request.person.may(route.may)

    # --- reading ---

    def _understood(self, arrival: Arrival, found: Found) -> Arrival:
        try:
            with self._database.read() as store:
                return understood(arrival, found, self._request(arrival, store, self._clock()), store)
        except UnusableError:
            raise
        except Exception:
            log.exception("dispatch.not_understood")
            return arrival

    def _read(self, arrival: Arrival, found: Found, render: Render) -> Answer:
        try:
            with self._database.read() as store:
                request = self._request(arrival, store, self._clock())
                reply = compared(handled(arrival, found, request, store), self.sights, request.t)
                return render(reply, request.t)
        except Refusal as refusal:
            return self._refused(arrival, found, refusal, render)
        except UnusableError:
            raise
        except Exception as bug:  # noqa: BLE001  # the one place where a bug becomes words
            return self._sorry(arrival, found, render, bug)

    def _refused(self, arrival: Arrival, found: Found, refusal: Refusal, render: Render) -> Answer:
        """A Read that was refused: the denial is a row of its own."""
        try:
            with self._database.write() as store:
                request = self._request(arrival, store, self._clock())
                deny(request, found, refusal, store)
                return render(refusal_of(arrival, request, refusal), request.t)
        except UnusableError:
            raise
        except Exception as bug:  # noqa: BLE001  # as above
            return self._sorry(arrival, found, render, bug)

    # --- writing ---

    def _write(self, arrival: Arrival, found: Found, render: Render) -> Answer:
        try:
            with self._database.write() as store:
                return self._once(arrival, found, store, render)
        except UnusableError:
            raise
        except Exception as bug:  # noqa: BLE001  # as above; everything is rolled back, the inbox row too
            return self._sorry(arrival, found, render, bug, kept=self._keep_draft(arrival))

    def _once(self, arrival: Arrival, found: Found, store: Store, render: Render) -> Answer:
        at = self._clock()
        earlier = store.inbox.take(arrival.key, arrival.digest, at=at)
        if earlier is not None:
            return self._again(arrival, earlier.digest, earlier.answer, store, render)
        request = self._request(arrival, store, at)
        try:
            with store.savepoint():
                reply = handled(arrival, found, request, store)
        except Refusal as refusal:
            deny(request, found, refusal, store)
            if refusal.reason not in DENIALS:  # who may not do it has nothing to come back to
                keep(arrival.asked, request.person, store, at=at)
            reply = corrected(arrival, found, request, refusal, store)
        once = render(Show(problem(request.t("answered-once"), request.t)), request.t) if is_secret(reply) else None
        answer = render(reply, request.t)
        store.inbox.answer(arrival.key, json.dumps(once or answer, ensure_ascii=False))
        return answer

    def _again(self, arrival: Arrival, digest: str, answer: str, store: Store, render: Render) -> Answer:
        if digest == arrival.digest and answer:
            return dict(json.loads(answer))
        log.warning("inbox.same_key_other_body", key=arrival.key)
        request = self._request(arrival, store, self._clock())
        return render(Show(problem(request.t("already-received"), request.t)), request.t)

    def _keep_draft(self, arrival: Arrival) -> bool:
        """What was submitted is never lost, whatever went wrong: it stands in its form, or else in the answer."""
        try:
            with self._database.write() as store:
                person = store.people.known_as(arrival.known.identity)
                return person is not None and keep(arrival.asked, person, store, at=self._clock())
        except Exception:
            log.exception("dispatch.draft_lost")
            return False

    def _sorry(self, arrival: Arrival, found: Found, render: Render, bug: Exception, *, kept: bool = False) -> Answer:
        reference = secrets.token_hex(4)
        log.error("dispatch.bug", reference=reference, route=found.name, exc_info=bug)
        reason = "sorry-kept" if kept else "sorry"
        return render(Show(_apology(arrival, reason, reference=reference)), _words(arrival))

    # --- who it is ---

    async def introduce(self, profile: Profile) -> bool:
        """Link an unknown account by a vouched e-mail to a person of the organisation its tenant belongs to.

        Whether the account is somebody now; False too, and logged, where the database does not say.
        """
        try:
            return await self.in_write(lambda store: introduced(profile, store, self._clock()))
        except Exception:
            log.exception("dispatch.not_introduced")
            return False

    async def is_said_before(self, arrival: Arrival) -> bool:
        """Of an introduction: whether this person, or this channel, has had it; from now on they have.

        To be asked before the account is introduced: whoever is known has met Tandem and needs none.
        True, and logged, where the database does not say.
        """
        if not (isinstance(arrival.asked, Pressed) and arrival.asked.route in WELCOMES):
            return False
        try:
            return not await self.in_write(lambda store: is_new(arrival, store, self._clock()))
        except Exception:
            log.exception("dispatch.not_greeted")
            return True

    async def part(self, account: Identity) -> None:
        """The platform says that this account is gone: it is nobody's any more, at once."""
        try:
            gone = await self.in_write(lambda store: leaving.account_gone(account, store, at=self._clock()))
        except Exception:
            log.exception("dispatch.not_parted")
            return
        if gone:
            log.info("dispatch.parted", platform=account.platform)
            self._told()

    async def meet(self, profile: Profile) -> None:
        """Where a known account was seen last; language and zone too, unless the person chose them."""
        try:
            await self.in_write(lambda store: met(profile, store, self._clock()))
        except Exception:
            log.exception("dispatch.not_met")


def _counted(arrival: Arrival) -> tuple[Hashable, Hashable, str]:
    """Whose bucket, which workspace's, and the key. What is asked as one types has a bucket of its own, and no key."""
    known = arrival.known
    where = (known.identity.platform, known.host)
    if isinstance(arrival.asked, Sought):
        return (known.identity, "seeks"), where, ""
    return known.identity, where, arrival.key


def _words(arrival: Arrival) -> Translator:
    """Without the database we know no more of somebody's language than their platform says."""
    return translator(language_of(arrival.locale) or "en", "UTC")


def _apology(arrival: Arrival, reason: str, **values: str) -> Card:
    """What went wrong, and whatever was typed into a form, so that it can be copied from here."""
    t = _words(arrival)
    typed = arrival.asked.values.values() if isinstance(arrival.asked, Sent) else ()
    parts = tuple(Paragraph(said(text)) for text in typed if text)
    return Card(
        title=t("sorry-title"),
        summary=t(reason, **values),
        tone=Tone.WARNING,
        parts=(Paragraph(t("sorry-typed")), *parts) if parts else (),
    )


def _undisturbed(work: Callable[[], T]) -> T:
    """A whole transaction: one that another stood in the way of has left nothing behind, and is begun again."""
    for _ in range(TRIES - 1):
        try:
            return work()
        except DeadlockError:
            log.info("dispatch.deadlock")
    return work()
