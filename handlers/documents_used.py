"""What is used of the documents: whoever opened one says whether it was useful, and admins read what is missing."""

from collections.abc import Sequence
from datetime import timedelta

from domain.documents import Version
from domain.refusal import Refusal
from handlers.documents_found import reader
from handlers.replies import Reply, Show
from handlers.requests import Command, Press, Request
from storage.documents import access_document
from storage.store import Store
from views import documents_used as views

_WINDOW = timedelta(days=90)
_LISTED = 5


def useful(request: Press, store: Store) -> Reply:
    """It was: one word a person and version, the last one counts."""
    return _said(request, store, useful=True)


def useless(request: Press, store: Store) -> Reply:
    """It was not."""
    return _said(request, store, useful=False)


def _said(request: Press, store: Store, *, useful: bool) -> Reply:
    document, current = access_document(store.documents, reader(request, store), request.ref, at=request.at)
    version = _shown(store.documents.versions(document.id), request) or current
    store.documents_used.say(version, request.person.id, useful=useful, at=request.at)
    return Show(views.thanks(document, request.t, useful=useful))


def _shown(versions: Sequence[Version], request: Press) -> Version | None:
    """The one on whose card the button stands: there may be a later one by now."""
    begun = (one for one in versions if one.counts_from is not None and one.counts_from <= request.at)
    return next((one for one in begun if one.number == request.version), None)


def usage(request: Command, store: Store) -> Reply:
    """Of all regions."""
    return _report(request, "", store)


def usage_in(request: Press, store: Store) -> Reply:
    """Of one region, or of all again."""
    return _report(request, request.ref, store)


def _report(request: Request, region: str, store: Store) -> Reply:
    if region and region not in store.programme.regions:
        raise Refusal("not-found")
    partners = [one.key for one in store.partners.all() if not region or one.region == region]
    since = request.at - _WINDOW
    found = views.Usage(
        region=region,
        most=store.documents_used.most(partners, since=since, size=_LISTED),
        unused=store.documents_used.unused(region or None, partners, since=since, at=request.at, size=_LISTED),
        gaps=tuple(store.gaps.ranked(region=region or None, size=_LISTED)),
    )
    return Show(views.usage(found, store.programme, request.t, days=_WINDOW.days))
