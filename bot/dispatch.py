"""serve(arrival) -> answer: a worker thread, one transaction, one handler. Refusal becomes words, a bug a reference.

The platform's gateway says what came in (Arrival) and how a Reply looks on its wire (render). The rendered answer
is kept in the inbox and committed last, so that a second delivery of the same gets the same answer.
"""

import asyncio
import json
import math
import secrets
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, TypedDict, TypeVar

import structlog

from bot.pace import REMEMBERED, Pace
from bot.recent import Recent
from domain.people import Can, Person, stranger
from domain.places import Identity, Place, Standing
from domain.refusal import Refusal
from handlers import kept, leaving, people, routes
from handlers.commands import read_command
from handlers.replies import Amend, Correct, OpenForm, Options, Reply, Show
from handlers.requests import Command, Drop, Press, Request, Search, Submission
from storage.database import Database
from storage.faults import UnusableError
from storage.people import Known
from storage.store import Store
from views.common import problem, refused
from views.translator import Translator, language_of, translator
from views.vocabulary import Card, Paragraph, Tone, said

log = structlog.get_logger()
T = TypeVar("T")
Answer = Mapping[str, Any]
Render = Callable[[Reply, Translator], Answer]

PATIENCE = 60.0
"""Seconds for which a submission is tried again while the database does not answer."""
AGAIN = 2.0
"""Seconds between two such tries."""
DEADLINE = 2.2
"""Seconds after which a gateway acknowledges without the answer (Slack asks for 3: docs.slack.dev, acknowledge)."""


@dataclass(frozen=True)
class Typed:
    """Words of a command or a message, without a leading slash: "deal list"."""

    text: str


@dataclass(frozen=True)
class Pressed:
    """A button; `text` is the message that it was pressed on, where it is a message's shortcut."""

    route: str
    ref: str = ""
    version: int = 0
    text: str = ""


@dataclass(frozen=True)
class Sent:
    """A form."""

    route: str
    values: Mapping[str, str]
    draft: str = ""
    ref: str = ""
    version: int = 0


@dataclass(frozen=True)
class Sought:
    """What was typed so far in a field that searches."""

    route: str
    text: str


@dataclass(frozen=True)
class Dropped:
    """A file, dropped where nobody else reads; `refusal` says why it could not be fetched."""

    name: str
    body: bytes = b""
    refusal: Refusal | None = None


WELCOMES = frozenset({"welcome", "welcome-here"})
"""The buttons that nobody presses: where Tandem may have to introduce itself, once. See Dispatch.is_said_before."""

Asked = Typed | Pressed | Sent | Sought | Dropped


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """What came in at a platform's door.

    `key` is the same for every delivery of the same thing, `digest` the hash of its body; `locale` and `zone` are
    what the platform says of the sender just now, "" where it says nothing.
    """

    key: str
    digest: str
    known: Known
    place: Place
    asked: Asked
    locale: str = ""
    zone: str = ""
    standing: Standing = Standing.UNKNOWN


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What a platform vouches for of one of its users. `vouched`: a full member of `known.identity.tenant`, neither
    guest nor bot nor deactivated, whose e-mail that tenant's own administrator answers for.
    """

    known: Known
    email: str = ""
    locale: str = ""
    zone: str = ""
    vouched: bool = False
    standing: Standing = Standing.UNKNOWN


@dataclass(frozen=True)
class _Found:
    """The route of what was asked; `words` are what is left of typed text."""

    name: str
    route: routes.Route | None
    words: str = ""
    nearest: str = ""


class Dispatch:
    """The one way in for every platform."""

    def __init__(
        self,
        database: Database,
        *,
        writer: Executor,
        reader: Executor,
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
        self._readers: Recent[Identity, Translator] = Recent(REMEMBERED)

    def now(self) -> datetime:
        """The clock of the edge, in UTC."""
        return self._clock()

    async def serve(self, arrival: Arrival, render: Render) -> Answer:
        """The rendered answer. It never raises for anything that was asked: a bug is an answer with a reference.

        While the database does not answer, what was submitted is tried again for PATIENCE seconds, everything else
        is told at once; the gateway has acknowledged long before.
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

    async def _answer(self, arrival: Arrival, found: _Found, render: Render) -> Answer:
        if self._pace and (seconds := self._pace.wait(*_counted(arrival))):
            return await self._too_much(arrival, found, math.ceil(seconds), render)
        render = self._remembering(arrival, render)
        loop = asyncio.get_running_loop()
        until = loop.time() + (PATIENCE if isinstance(arrival.asked, Sent) else 0)
        while True:
            try:
                return await self._served(arrival, found, render)
            except UnusableError:
                log.exception("dispatch.no_database", route=found.name)
                if loop.time() >= until:
                    return render(Show(_apology(arrival, "no-database")), _words(arrival))
            await asyncio.sleep(AGAIN)

    async def _served(self, arrival: Arrival, found: _Found, render: Render) -> Answer:
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

    async def _too_much(self, arrival: Arrival, found: _Found, seconds: int, render: Render) -> Answer:
        """Nothing is done, and the database is left alone but for a form, which comes back as it was sent."""
        log.info("dispatch.too_much", route=found.name, tenant=arrival.known.identity.tenant)
        refusal = Refusal("too-much-at-once", seconds=seconds)
        if isinstance(arrival.asked, Sent):
            return await self._run(self._reader, lambda: self._returned(arrival, found, refusal, render))
        t = self._readers.get(arrival.known.identity) or _words(arrival)
        reply = Options(()) if isinstance(arrival.asked, Sought) else Show(problem(refused(refusal, t), t))
        return render(reply, t)

    def _returned(self, arrival: Arrival, found: _Found, refusal: Refusal, render: Render) -> Answer:
        try:
            with self._database.read() as store:
                request = self._request(arrival, store, self._clock())
                return render(_corrected(arrival, found, request, refusal, store), request.t)
        except UnusableError:
            return render(Show(_apology(arrival, "no-database")), _words(arrival))
        except Exception as bug:  # noqa: BLE001  # as below
            return self._sorry(arrival, found, render, bug)

    def _request(self, arrival: Arrival, store: Store, at: datetime) -> Request:
        return _request(arrival, store, at, self._support)

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

    async def _run(self, executor: Executor, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(executor, work)

    async def allows(self, arrival: Arrival) -> bool:
        """Whether its sender may ask this at all: for nobody else is a file fetched. Serving it says why not."""
        route = find(arrival.asked).route
        try:
            request = await self.in_read(lambda store: self._request(arrival, store, self._clock()))
        except UnusableError:
            return False
        return route is not None and not request.person.stranger and request.person.may(route.may)

    # --- reading ---

    def _read(self, arrival: Arrival, found: _Found, render: Render) -> Answer:
        try:
            with self._database.read() as store:
                request = self._request(arrival, store, self._clock())
                reply = _handled(arrival, found, request, store)
                return render(reply, request.t)
        except Refusal as refusal:
            return self._refused(arrival, found, refusal, render)
        except UnusableError:
            raise
        except Exception as bug:  # noqa: BLE001  # the one place where a bug becomes words
            return self._sorry(arrival, found, render, bug)

    def _refused(self, arrival: Arrival, found: _Found, refusal: Refusal, render: Render) -> Answer:
        """A Read that was refused: the denial is a row of its own."""
        try:
            with self._database.write() as store:
                request = self._request(arrival, store, self._clock())
                _deny(request, found, refusal, store)
                return render(_refusal(arrival, request, refusal), request.t)
        except UnusableError:
            raise
        except Exception as bug:  # noqa: BLE001  # as above
            return self._sorry(arrival, found, render, bug)

    # --- writing ---

    def _write(self, arrival: Arrival, found: _Found, render: Render) -> Answer:
        try:
            with self._database.write() as store:
                return self._once(arrival, found, store, render)
        except UnusableError:
            raise
        except Exception as bug:  # noqa: BLE001  # as above; everything is rolled back, the inbox row too
            self._keep_draft(arrival)
            return self._sorry(arrival, found, render, bug)

    def _once(self, arrival: Arrival, found: _Found, store: Store, render: Render) -> Answer:
        at = self._clock()
        earlier = store.inbox.take(arrival.key, arrival.digest, at=at)
        if earlier is not None:
            return self._again(arrival, earlier.digest, earlier.answer, store, render)
        request = self._request(arrival, store, at)
        try:
            with store.savepoint():
                reply = _handled(arrival, found, request, store)
        except Refusal as refusal:
            _deny(request, found, refusal, store)
            if refusal.reason not in DENIALS:  # who may not do it has nothing to come back to
                _keep(arrival.asked, request.person, store, at=at)
            reply = _corrected(arrival, found, request, refusal, store)
        once = render(Show(problem(request.t("answered-once"), request.t)), request.t) if _secret(reply) else None
        answer = render(reply, request.t)
        store.inbox.answer(arrival.key, json.dumps(once or answer, ensure_ascii=False))
        return answer

    def _again(self, arrival: Arrival, digest: str, answer: str, store: Store, render: Render) -> Answer:
        if digest == arrival.digest and answer:
            return dict(json.loads(answer))
        log.warning("inbox.same_key_other_body", key=arrival.key)
        request = self._request(arrival, store, self._clock())
        return render(Show(problem(request.t("already-received"), request.t)), request.t)

    def _keep_draft(self, arrival: Arrival) -> None:
        """What was submitted is never lost, whatever went wrong."""
        try:
            with self._database.write() as store:
                person = store.people.known_as(arrival.known.identity)
                if person:
                    _keep(arrival.asked, person, store, at=self._clock())
        except Exception:
            log.exception("dispatch.draft_lost")

    def _sorry(self, arrival: Arrival, found: _Found, render: Render, bug: Exception) -> Answer:
        reference = secrets.token_hex(4)
        log.error("dispatch.bug", reference=reference, route=found.name, exc_info=bug)
        return render(Show(_apology(arrival, "sorry", reference=reference)), _words(arrival))

    # --- who it is ---

    async def introduce(self, profile: Profile) -> bool:
        """Link an unknown account by a vouched e-mail to a person of the organisation its tenant belongs to.

        Whether the account is somebody now; False too, and logged, where the database does not say.
        """
        try:
            return await self.in_write(lambda store: _introduced(profile, store, self._clock()))
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
            return not await self.in_write(lambda store: _is_new(arrival, store, self._clock()))
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
            await self.in_write(lambda store: _met(profile, store, self._clock()))
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


def find(asked: Asked) -> _Found:
    """The route of what was asked; None for what there is not."""
    match asked:
        case Typed(text):
            command = read_command(text)
            return _Found(command.name, routes.COMMANDS.get(command.name), command.words, command.nearest)
        case Pressed(route, text=text):
            return _Found(route, routes.BUTTONS.get(route), text)
        case Sent(route):
            return _Found(route, routes.FORMS.get(route))
        case Sought(route):
            return _Found(route, routes.SEARCHES.get(route))
        case Dropped():
            return _Found("drop", routes.DROP)


def _request(arrival: Arrival, store: Store, at: datetime, support: str) -> Request:
    account = arrival.known.identity
    person = store.people.known_as(account)
    if person is None or person.left or not people.at_home(person, account, store.programme):
        person = stranger(language_of(arrival.locale) or store.programme.language)
        person = people.settled(person, language=None, zone_name=arrival.zone, allowed=())
    t = translator(person.language, person.zone)
    return Request(
        person=person,
        known=arrival.known,
        at=at,
        place=arrival.place,
        t=t,
        standing=arrival.standing,
        support=support,
    )


def _handled(arrival: Arrival, found: _Found, request: Request, store: Store) -> Reply:
    asked = _asked(arrival.asked, found, request)
    if found.route is None:
        return _nothing(asked)
    if request.person.stranger and found.route.may is not Can.COME_IN:
        raise Refusal("stranger")
    if not request.person.may(found.route.may):
        raise Refusal("not-allowed")
    reply = found.route.handler(asked, store)
    if isinstance(asked, Submission):
        kept.done(reply, found.name, asked, store)
    return kept.restored(reply, request, store)


def _nothing(asked: Request) -> Reply:
    if asked.person.stranger:
        raise Refusal("stranger")
    if isinstance(asked, Command):
        return people.unknown(asked)
    if isinstance(asked, Search):
        return Options(())
    raise Refusal("not-found")


class _Base(TypedDict):
    person: Person
    known: Known
    at: datetime
    place: Place
    t: Translator
    standing: Standing
    support: str


def _asked(asked: Asked, found: _Found, request: Request) -> Request:
    base: _Base = {
        "person": request.person,
        "known": request.known,
        "at": request.at,
        "place": request.place,
        "t": request.t,
        "standing": request.standing,
        "support": request.support,
    }
    match asked:
        case Typed():
            return Command(**base, words=found.words, nearest=found.nearest)
        case Pressed(_, ref, version, text):
            return Press(**base, ref=ref, version=version, text=text)
        case Sent(_, values, draft, ref, version):
            return Submission(**base, values=values, draft=draft, ref=ref, version=version)
        case Sought(_, text):
            return Search(**base, text=text)
        case Dropped(name, body, refusal):
            return Drop(**base, name=name, body=body, refusal=refusal)


def _refusal(arrival: Arrival, request: Request, refusal: Refusal) -> Reply:
    if isinstance(arrival.asked, Sought):
        return Options(())
    if refusal.reason == "stranger":
        return people.door(request)
    return Show(problem(refused(refusal, request.t), request.t))


def _secret(reply: Reply) -> bool:
    """Whether the answer must not be kept, not even for whoever asks the same again."""
    match reply:
        case Show(card) | Amend(card):
            return card.secret
        case OpenForm(form) | Correct(form):
            return form.secret
        case _:
            return False


def _corrected(arrival: Arrival, found: _Found, request: Request, refusal: Refusal, store: Store) -> Reply:
    """A form comes back as it was sent, with what is wrong at each field."""
    asked = _asked(arrival.asked, found, request)
    view = found.route.view if isinstance(found.route, routes.Form) else None
    if view is None or not isinstance(asked, Submission) or not request.person.may(found.route.may):  # type: ignore[union-attr]  # a view comes from a route
        return _refusal(arrival, request, refusal)
    try:
        form = view(asked, store)
    except Refusal:  # what the form was about cannot be seen by this person (any more)
        return _refusal(arrival, request, refusal)
    names = {field.name for field in form.fields}
    errors = {
        fault.field if fault.field in names else "": refused(fault, request.t)
        for fault in (*reversed(refusal.others), refusal)
    }
    return Correct(replace(form, errors=errors))


def _deny(request: Request, found: _Found, refusal: Refusal, store: Store) -> None:
    """A row for the audit: only where a right was missing, not where a field was mistyped."""
    if refusal.reason in DENIALS:
        account = request.known.identity
        who = request.person.id or store.acts.conceal(
            f"{account.platform}:{account.tenant}:{account.user}", at=request.at
        )
        route = found.name if found.route else ""
        store.acts.deny(who, route, refusal.reason, at=request.at, partner=request.person.partner)


DENIALS = frozenset({"stranger", "not-allowed", "not-found", "own-approval"})


def _keep(asked: Asked, person: Person, store: Store, *, at: datetime) -> None:
    if not isinstance(asked, Sent):
        return
    if asked.route in DRAFTED and asked.draft and person.may(Can.REGISTER_DEALS):
        store.drafts.keep(asked.draft, person=person.id, form="deal-register", values=asked.values, at=at)
    if asked.route in kept.KEPT and person.may(routes.FORMS[asked.route].may):
        name = kept.name(person, asked.route, asked.ref, asked.version)
        store.drafts.keep(name, person=person.id, form=asked.route, values=asked.values, at=at)


DRAFTED = frozenset({"deal-register", "deal-draft"})
"""The forms whose fields are kept as a draft of a deal."""


def _introduced(profile: Profile, store: Store, at: datetime) -> bool:
    identity = profile.known.identity
    if store.people.known_as(identity) is not None:
        if profile.vouched or not store.people.is_vouched(identity):
            return True
        return not leaving.account_gone(identity, store, at=at)  # a member once, and by now a guest
    organisation = store.programme.organisation_of(identity.platform, identity.tenant)
    if not (profile.vouched and profile.email and organisation):
        return False
    person = store.people.with_email(organisation, profile.email)
    if person is None or person.left:
        return False
    store.people.link(profile.known, person, at=at, vouched=True)
    _settle(profile, person, store)
    store.outbox.wake(person.id, at=at)
    return True


def _is_new(arrival: Arrival, store: Store, at: datetime) -> bool:
    place, account = arrival.place, arrival.known.identity
    here = f"{place.platform}:{place.tenant}:{place.conversation.partition(';')[0]}"  # Teams: the thread is behind it
    mine = f"{account.platform}:{account.tenant}:{account.user}"
    first = store.people.greet(mine if place.private else here, at=at)
    return first and not (place.private and store.people.known_as(account))


def _met(profile: Profile, store: Store, at: datetime) -> None:
    person = store.people.known_as(profile.known.identity)
    if person is not None:
        store.people.meet(profile.known, at=at)
        _settle(profile, person, store)


def _settle(profile: Profile, person: Person, store: Store) -> None:
    settled = people.settled(
        person,
        language=language_of(profile.locale),
        zone_name=profile.zone or None,
        allowed=store.programme.languages,
    )
    if settled != person:
        store.people.save(settled)
