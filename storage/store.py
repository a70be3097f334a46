"""Store: one transaction and its repositories."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TypeVar

from sqlalchemy import Connection, select

from domain.people import Person
from domain.places import Identity
from domain.programme import Programme
from storage.acceptances import Acceptances
from storage.acknowledgements import Acknowledgements
from storage.acts import Acts, LastHead
from storage.announcements import Announcements
from storage.announcements_followed import Following
from storage.approvals import Approvals
from storage.asked import Asked
from storage.audience import Audiences
from storage.caps import Caps
from storage.channels import Channels
from storage.claims import Claims
from storage.clock import Clock
from storage.conflicts import Conflicts
from storage.customers import Customers
from storage.deadlines import Deadlines
from storage.deal_desks import DealDesks
from storage.deals import Deals
from storage.delegations import Delegations
from storage.deliveries import Deliveries
from storage.digests import Digests
from storage.documents import Documents
from storage.documents_renewed import Renewed
from storage.documents_used import DocumentsUsed
from storage.drafts import Drafts
from storage.enrolments import Enrolments
from storage.faults import UnusableError, answering
from storage.feedback import Feedbacks
from storage.gaps import Gaps
from storage.handed import HandedFiles
from storage.handshakes import Handshakes
from storage.ids import new_id
from storage.imports import Imports
from storage.inbox import Inbox
from storage.indexing import Indexing
from storage.inside import Insides
from storage.installations import Installations
from storage.joinings import Joinings
from storage.lookouts import Lookouts
from storage.memory import Memory
from storage.outbox import Outbox
from storage.partners import Partners
from storage.pauses import Pauses
from storage.people import People
from storage.programme import ProgrammeCache, Programmes
from storage.protections import Protections
from storage.questions import Questions
from storage.replied import Replied
from storage.retention import Retention
from storage.review import Review
from storage.revisions import Misfit, misfit_of
from storage.search import Search
from storage.sweeps import Sweeps
from storage.training import Training
from storage.training_reminders import TrainingReminders
from storage.unseen import Unseen

T = TypeVar("T")


class Store:
    """Everything a handler can reach. It lives as long as its transaction and never outlives it."""

    def __init__(
        self, connection: Connection, programmes: ProgrammeCache, last: LastHead, memory: Memory | None = None
    ) -> None:
        """With a `memory` where the transaction only looks."""
        self._connection = connection
        self._cache = programmes
        self._last = last
        self._memory = memory
        self.failed: dict[str, Exception] = {}
        """What was left out, so that the others go on, and why: for whoever opened the transaction to log."""

    def tried(self, work: Callable[[], object]) -> Exception | None:
        """What it failed with, undone then; None where it is done. That the database cannot be used is raised."""
        try:
            with answering(), self.savepoint():
                work()
        except UnusableError:
            raise
        except Exception as fault:  # whoever opened the transaction logs it
            if self._is_over():
                raise
            return fault
        return None

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What happens inside is undone by an exception; the transaction itself goes on. The newest counts.

        Said in SQL that both databases know: every write passes here, and a nested transaction object costs more
        than most of what happens inside.
        """
        say, noted = self._connection.exec_driver_sql, self.acts.noted
        say("SAVEPOINT inside")
        try:
            yield
        except BaseException:
            if not self._is_over():  # else there is nothing any more that could be undone
                say("ROLLBACK TO SAVEPOINT inside")
                say("RELEASE SAVEPOINT inside")
            self.acts.forget(noted)
            raise
        say("RELEASE SAVEPOINT inside")

    def _is_over(self) -> bool:
        """Whether the whole transaction is undone: its connection is lost, or SQLite has no more room on the disk
        (sqlite.org/lang_transaction.html, errors that can undo it). What is said after that stands by itself, at once.
        """
        connection = self._connection
        return connection.invalidated or not getattr(connection.connection.dbapi_connection, "in_transaction", True)

    def once(self, what: object, work: Callable[[], T]) -> T:
        """What `work` gives, in a transaction that only looks worked out once for each `what`."""
        if self._memory is None:
            return work()
        if what not in self._memory:
            self._memory[what] = work()
        found: T = self._memory[what]
        return found

    def new_id(self) -> str:
        """For a draft or a form: unique, and nobody can guess it."""
        return new_id()

    def seconds(self) -> float:
        """The database's own clock, in seconds since 1970."""
        return float(self._connection.execute(select(Clock())).scalar_one())

    def misfit(self) -> Misfit | None:
        """Why this code cannot work on the schema as it is now; None where it can."""
        return misfit_of(self._connection)

    @cached_property
    def programmes(self) -> Programmes:
        """The programme's versions."""
        return Programmes(self._connection, self._cache, self.acts)

    @property
    def programme(self) -> Programme:
        """The programme in force."""
        return self.programmes.current

    def sender(self, identity: Identity) -> Person | None:
        """Whoever is linked to this account; the programme in force is known then, too."""
        found = self.people.sender(identity)
        if found is None:
            return None
        person, version = found
        self.programmes.see(version)
        return person

    @cached_property
    def partners(self) -> Partners:
        """The partners of the programme in force."""
        return Partners(self.programme)

    @cached_property
    def channels(self) -> Channels:
        """Where the vendor talks with which partner."""
        return Channels(self._connection, self.acts, self.installations, self.unseen)

    @cached_property
    def unseen(self) -> Unseen:
        """Of which of these it is still to be looked who is in them."""
        return Unseen(self._connection)

    @cached_property
    def audience(self) -> Audiences:
        """To whom something is announced."""
        return Audiences(self._connection, self.partners, self.outbox)

    @cached_property
    def people(self) -> People:
        """Persons and their identities."""
        return People(self._connection, self.acts, self._memory)

    @cached_property
    def acts(self) -> Acts:
        """What was done and what was refused, for the audit."""
        return Acts(self._connection, self._last)

    @cached_property
    def deals(self) -> Deals:
        """Registrations and their history."""
        return Deals(self._connection, self.acts, self._memory)

    @cached_property
    def protections(self) -> Protections:
        """Which deal has a customer and a product to itself."""
        return Protections(self._connection)

    @cached_property
    def customers(self) -> Customers:
        """Customers' names, and which are nearly the same."""
        return Customers(self._connection)

    @cached_property
    def conflicts(self) -> Conflicts:
        """What else is known of a deal's customer."""
        return Conflicts(self._connection, self._memory)

    @cached_property
    def replied(self) -> Replied:
        """What a reply is to."""
        return Replied(self._connection)

    @cached_property
    def search(self) -> Search:
        """What answers, of the documents that one may read."""
        return Search(self._connection)

    @cached_property
    def documents_renewed(self) -> Renewed:
        """Who is to hear of a new version of a document."""
        return Renewed(self._connection)

    @cached_property
    def documents_used(self) -> DocumentsUsed:
        """What of the catalogue is used, and what its readers say of it."""
        return DocumentsUsed(self._connection)

    @cached_property
    def gaps(self) -> Gaps:
        """What was looked for in vain."""
        return Gaps(self._connection)

    @cached_property
    def indexing(self) -> Indexing:
        """What of the documents can be found."""
        return Indexing(self._connection)

    @cached_property
    def handed(self) -> HandedFiles:
        """Files that were handed out."""
        return HandedFiles(self._connection)

    @cached_property
    def documents(self) -> Documents:
        """The catalogue."""
        return Documents(self._connection, self.acts, self.indexing, self._memory)

    @cached_property
    def drafts(self) -> Drafts:
        """What was typed and is not sent yet."""
        return Drafts(self._connection)

    @cached_property
    def imports(self) -> Imports:
        """Files that were dropped, and what became of them."""
        return Imports(self._connection)

    @cached_property
    def approvals(self) -> Approvals:
        """What is asked, and what each answer makes of it."""
        return Approvals(self._connection, self.acts, self._memory)

    @cached_property
    def asked(self) -> Asked:
        """What waits for whom, and who has heard of it."""
        return Asked(self._connection)

    @cached_property
    def deadlines(self) -> Deadlines:
        """How long they have waited, and what is due about it."""
        return Deadlines(self._connection)

    @cached_property
    def deal_desks(self) -> DealDesks:
        """Who has taken which of it in a channel."""
        return DealDesks(self._connection)

    @cached_property
    def lookouts(self) -> Lookouts:
        """Who can be asked, in one word."""
        return Lookouts(self._connection)

    @cached_property
    def delegations(self) -> Delegations:
        """Who is away, and who decides for them."""
        return Delegations(self._connection, self.acts, self._memory)

    @cached_property
    def joinings(self) -> Joinings:
        """Who asked to join."""
        return Joinings(self._connection)

    @cached_property
    def feedback(self) -> Feedbacks:
        """What people think of Tandem."""
        return Feedbacks(self._connection)

    @cached_property
    def acceptances(self) -> Acceptances:
        """Who accepted the programme's terms."""
        return Acceptances(self._connection, self.acts)

    @cached_property
    def announcements(self) -> Announcements:
        """What is said to many at once."""
        return Announcements(self._connection, self.acts, self._memory)

    @cached_property
    def acknowledgements(self) -> Acknowledgements:
        """Who has said that they read it."""
        return Acknowledgements(self._connection, self.outbox)

    @cached_property
    def questions(self) -> Questions:
        """What is asked about announcements and documents."""
        return Questions(self._connection, self.acts)

    @cached_property
    def following(self) -> Following:
        """What becomes of it."""
        return Following(self._connection)

    @cached_property
    def sweeps(self) -> Sweeps:
        """What is done to all of it that is still to go."""
        return Sweeps(self._connection)

    @cached_property
    def outbox(self) -> Outbox:
        """What is to be told."""
        return Outbox(self._connection, lambda: self.programme.quiet)

    @cached_property
    def claims(self) -> Claims:
        """What the courier takes of it."""
        return Claims(self._connection, self.pauses, self.caps)

    @cached_property
    def caps(self) -> Caps:
        """How much of it comes on one day."""
        return Caps(self._connection, lambda: self.programme.messages, lambda: self.programme.quiet)

    @cached_property
    def deliveries(self) -> Deliveries:
        """What became of that."""
        return Deliveries(self._connection)

    @cached_property
    def pauses(self) -> Pauses:
        """Where nothing may be sent for a while."""
        return Pauses(self._connection)

    @cached_property
    def digests(self) -> Digests:
        """What is held until its reader's next digest."""
        return Digests(self._connection)

    @cached_property
    def inbox(self) -> Inbox:
        """What was received."""
        return Inbox(self._connection)

    @cached_property
    def insides(self) -> Insides:
        """What only the vendor's people read of something's history."""
        return Insides(self._connection)

    @cached_property
    def handshakes(self) -> Handshakes:
        """Installations that were begun."""
        return Handshakes(self._connection)

    @cached_property
    def installations(self) -> Installations:
        """Where Tandem is installed."""
        return Installations(self._connection, self.acts)

    @cached_property
    def retention(self) -> Retention:
        """What is kept for how long."""
        return Retention(self._connection)

    @cached_property
    def review(self) -> Review:
        """What is stuck, or held after a restore."""
        return Review(self._connection)

    @cached_property
    def training(self) -> Training:
        """Courses, sessions, and the rules that assign them."""
        return Training(self._connection)

    @cached_property
    def enrolments(self) -> Enrolments:
        """Who takes what, and what was won."""
        return Enrolments(self._connection)

    @cached_property
    def training_reminders(self) -> TrainingReminders:
        """What learners are to be reminded of, and when."""
        return TrainingReminders(self._connection)
