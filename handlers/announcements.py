"""Announcements while they are written: the form, drafts, the preview and a copy to oneself."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from domain.announcements import KIND, Announcement, State, Step
from domain.announcements_written import Content, checked, linked, pictured
from domain.notices.announcements import Announced, AnnouncementTried
from domain.people import Person, Role
from domain.refusal import Refusal
from handlers.announcements_card import as_read, changed, labels, present, shown
from handlers.announcements_followed import access_seen, may_follow
from handlers.announcements_written import content_of, line_of
from handlers.deals_told import Worded
from handlers.handed import AT_ONCE
from handlers.replies import Compare, OpenForm, Reply, Show
from handlers.requests import Command, Press, Request, Submission
from storage.announcements import access_own
from storage.store import Store
from views import announcements as views
from views import announcements_followed as followed
from views import announcements_more as more
from views.translator import NAMES, Translator, translator
from views.vocabulary import Card, Form

FORM = "announcement-write"
_TWICE = timedelta(minutes=1)


def form(request: Command | Press, store: Store) -> Reply:
    """With what was sent and not kept, else empty; words behind the command are the title, in their own language."""
    programme, words = store.programme, request.words if isinstance(request, Command) else ""
    language = request.t.language if request.t.language in programme.languages else programme.language
    begun = store.drafts.newest(request.person.id, FORM, at=request.at)
    if begun and not words:
        note = request.t("typed-restored", at=begun.saved_at)
        return OpenForm(views.form(begun.values, programme, request.t, draft=begun.id, note=note))
    values = {f"title-{language}": words} if words else {}
    return OpenForm(views.form(values, programme, request.t, draft=store.new_id()))


def edit_form(request: Press, store: Store) -> Reply:
    """With what it says now."""
    one = access_own(store.announcements, request.person, request.ref)
    one.after(Step.EDIT)
    return OpenForm(views.form(views.typed(one.content), store.programme, request.t, of=one))


def form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    one = access_own(store.announcements, request.person, request.ref) if request.ref else None
    return views.form(request.values, store.programme, request.t, draft=request.draft, of=one)


def write(request: Submission, store: Store) -> Reply:
    """A new draft."""
    typed = content_of(request.values, store.programme.languages, Content())
    content = checked(typed, store.programme.announcements.link_domains)
    store.drafts.drop(request.draft, person=request.person.id)
    return _added(content, request.draft or store.new_id(), request, store)


def edit(request: Submission, store: Store) -> Reply:
    """The same with other words, unless it was changed meanwhile."""
    one = present(request, store)
    typed = content_of(request.values, store.programme.languages, one.content)
    content = checked(typed, store.programme.announcements.link_domains)
    return shown(changed(one, one.edited(content), Step.EDIT, request, store), request, store)


def picture_form(request: Press, store: Store) -> Reply:
    """With the picture that it has."""
    one = access_own(store.announcements, request.person, request.ref)
    one.after(Step.EDIT)
    return OpenForm(more.picture_form(one, more.pictured(one.content), store.programme, request.t))


def picture_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    one = access_own(store.announcements, request.person, request.ref)
    return more.picture_form(one, request.values, store.programme, request.t)


def picture(request: Submission, store: Store) -> Reply:
    """With this picture, or without one."""
    one, programme = present(request, store), store.programme
    alt = labels(request.values, "alt", programme.languages)
    url, domains = line_of(request.values, "url"), programme.announcements.link_domains
    content = pictured(one.content, url, alt, domains, programme.languages)
    return shown(changed(one, one.edited(content), Step.EDIT, request, store), request, store)


def link_form(request: Press, store: Store) -> Reply:
    """For one more button."""
    one = access_own(store.announcements, request.person, request.ref)
    one.after(Step.EDIT)
    return OpenForm(more.link_form(one, {}, store.programme, request.t))


def link_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    one = access_own(store.announcements, request.person, request.ref)
    return more.link_form(one, request.values, store.programme, request.t)


def link(request: Submission, store: Store) -> Reply:
    """With one more button."""
    one, programme = present(request, store), store.programme
    typed = labels(request.values, "label", programme.languages)
    content = linked(one.content, line_of(request.values, "url"), typed, programme.announcements.link_domains)
    return shown(changed(one, one.edited(content), Step.EDIT, request, store), request, store)


def unlink(request: Press, store: Store) -> Reply:
    """Without this button."""
    ref, _, place = request.ref.partition(".")
    one = present(replace(request, ref=ref), store)
    left = tuple(action for at, action in enumerate(one.content.actions) if str(at) != place)
    content = replace(one.content, actions=left)
    return shown(changed(one, one.edited(content), Step.EDIT, request, store), request, store)


def _added(content: Content, draft: str, request: Request, store: Store) -> Reply:
    one = store.announcements.add(content, author=request.person, draft=draft, at=request.at)
    return shown(one, request, store)


def show(request: Command | Press, store: Store) -> Reply:
    """One's own, with what can be done with it."""
    typed = request.words if isinstance(request, Command) else request.ref
    return shown(access_seen(store, request.person, typed), request, store)


def listing(request: Command | Press, store: Store) -> Reply:
    """One's own, what was changed last first; for admins also what is under way of others."""
    cursor = request.ref if isinstance(request, Press) else ""
    page = store.announcements.of(request.person.id, cursor_text=cursor, others=Role.ADMIN in request.person.roles)
    items = tuple(as_read(one, request.at) for one in page.items)
    return Show(views.listing(replace(page, items=items), store.programme, request.t))


def duplicate(request: Press, store: Store) -> Reply:
    """Another draft with the same words."""
    one = access_own(store.announcements, request.person, request.ref)
    # Pressed twice on the same card within a minute it is one, also where the minute ends in between.
    minute = int(request.at.timestamp()) // 60
    drafts = [f"{one.id}.{request.version}.{each}" for each in (minute - 1, minute)]
    made = store.announcements.made_from(drafts[0], request.person)
    if made and request.at - made.made_at < _TWICE:
        return shown(made, request, store)
    return _added(one.content, drafts[1], request, store)


def preview(request: Press, store: Store) -> Reply:
    """As its readers will see it, in one of the programme's languages; to its author alone."""
    ref, _, language = request.ref.partition(".")
    one = _readable(ref, request.person, store)
    languages = store.programme.languages
    asked = next((each for each in (language, request.t.language) if each in languages), languages[0])
    zone = ZoneInfo(request.person.zone).key
    seen = {NAMES[each]: views.announced(one, store.programme, translator(each, zone)) for each in languages}
    return Compare(views.preview(one, store.programme, translator(asked, zone), request.t), seen=seen)


def _readable(ref: str, person: Person, store: Store) -> Announcement:
    """One's own, what one is asked to send, or what one may follow once it has begun; Refusal("not-found") alike for
    missing and forbidden.
    """
    one = store.announcements.get(ref)
    approval = store.approvals.of(KIND, one.asked_as) if one else None
    asked = approval is not None and approval.concerns(person)
    if one is None or not (asked or one.author == person.id or (one.has_begun and may_follow(person, one))):
        raise Refusal("not-found")
    # Whoever is asked about an edit reads what it would say.
    return replace(one, content=one.revision) if one.revision and asked and one.author != person.id else one


def test(request: Press, store: Store) -> Reply:
    """A copy to its author, on the platform where their messages come."""
    one = access_own(store.announcements, request.person, request.ref)
    tried = AnnouncementTried(one.id, f"{one.version}.{int(request.at.timestamp())}")
    # Pressed twice as it is now, it comes once.
    if not store.outbox.lately(tried, request.person, since=max(one.changed_at, request.at - AT_ONCE)):
        store.outbox.put(tried, to=[request.person], at=request.at)
    return Show(views.tested(one, request.t))


def _announced(announcement_id: str, reader: Person, store: Store, t: Translator) -> Card:
    """For a reader, or for a channel, of whom is known only what it reads."""
    one = store.announcements.get(announcement_id)
    if one is None:
        raise Refusal("not-found")
    if one.state is State.RETRACTED:
        return followed.taken_back(one, t)
    asks = one.content.asks and reader.id
    at = store.acknowledgements.at(one.id, reader) if asks else None
    return views.announced(one, store.programme, t, acknowledged_at=at)


def _tried(announcement_id: str, reader: Person, store: Store, t: Translator) -> Card:
    one = access_own(store.announcements, reader, announcement_id)
    return views.announced(one, store.programme, t)


NOTICES: Mapping[str, Worded] = {Announced.kind: _announced, AnnouncementTried.kind: _tried}
