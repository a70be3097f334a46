"""The programme's terms: who registers deals for their own partner accepts them first, and again when they change."""

from collections.abc import Callable

from domain.programme import Conditions
from handlers import deals
from handlers.replies import Reply, Show
from handlers.requests import Command, Press, Request, Submission
from storage.acceptances import Acceptance
from storage.store import Store
from views import acceptances as views
from views.vocabulary import REF_LIMIT

Handler = Callable[..., Reply]


def accepted(handler: Handler) -> Handler:
    """The handler, for those who owe no acceptance; all others are shown the terms first, and lose nothing typed."""

    def once_accepted(request: Request, store: Store) -> Reply:
        owed = _owed(request, store)
        return handler(request, store) if owed is None else _ask(owed, request, store)

    return once_accepted


def _owed(request: Request, store: Store) -> Conditions | None:
    """What is still to be accepted; asked of the database only where the programme has terms."""
    conditions = store.programme.terms
    if conditions is None or not request.person.partner:
        return None
    return None if conditions.version in store.acceptances.versions(request.person.id) else conditions


def _ask(conditions: Conditions, request: Request, store: Store) -> Reply:
    own = store.programme.language
    language = conditions.read_in(request.t.language, own)
    ref = f"{conditions.version} {language} {_typed(request, store)}"[:REF_LIMIT].strip()
    again = bool(store.acceptances.versions(request.person.id))
    return Show(views.terms(conditions, store.programme, request.t, ref=ref, again=again))


def _typed(request: Request, store: Store) -> str:
    """What brings back what was typed: the words of a command, or a draft."""
    match request:
        case Command():
            return request.words
        case Submission():
            draft = request.draft or store.new_id()
            store.drafts.keep(draft, person=request.person.id, form=deals.FORM, values=request.values, at=request.at)
            return draft
        case Press():
            return request.ref
    return ""


def accept(request: Press, store: Store) -> Reply:
    """The version that was read is accepted, and the form opens; where it has changed since, the new one is shown."""
    version, _, rest = request.ref.partition(" ")
    language, _, typed = rest.partition(" ")
    owed = _owed(request, store)
    if owed is not None and version != owed.version:
        return _ask(owed, _without(request, typed), store)
    if owed is not None:
        read_in = owed.read_in(language, store.programme.language)
        store.acceptances.add(Acceptance(person=request.person.id, version=version, language=read_in, at=request.at))
    return _continued(request, typed, store)


def _without(request: Press, typed: str) -> Press:
    return Press(person=request.person, known=request.known, at=request.at, place=request.place, t=request.t, ref=typed)


def _continued(request: Press, typed: str, store: Store) -> Reply:
    """The draft that was kept, else the form with the words that were typed."""
    if typed and store.drafts.get(typed, person=request.person.id, at=request.at):
        return deals.open_form(_without(request, typed), store)
    command = Command(
        person=request.person, known=request.known, at=request.at, place=request.place, t=request.t, words=typed
    )
    return deals.start(command, store)
