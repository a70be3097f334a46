"""People: the door, one's own settings, a second account, help."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from anyascii import anyascii

from domain.digests import next_digest, read_hours
from domain.people import Can, Person
from domain.places import NOBODY, Identity, Platform
from domain.programme import VENDOR, Programme
from domain.refusal import Refusal
from domain.when import QuietHours, read_wall_time, zone
from handlers.replies import Correct, OpenForm, Options, Reply, Show
from handlers.requests import Command, Press, Request, Search, Submission
from handlers.training_planned import plan
from storage.ids import read_code
from storage.people import CODE_LIFE, TRIES, TRIES_TOGETHER
from storage.store import Store
from views import people as views
from views.common import refused
from views.translator import cities, translator
from views.vocabulary import Form, Option, said

FOUND = 15


def door(request: Request) -> Reply:
    """To a stranger: no data, and a way in."""
    return Show(views.door(request.t))


def welcome(request: Press, store: Store) -> Reply:
    """To whoever has just met Tandem; the edge sees to it that it is said once."""
    return door(request) if request.person.stranger else Show(views.welcome(request.person, request.t))


def welcome_here(request: Press, store: Store) -> Reply:
    """To everybody in a channel, in the programme's language."""
    programme = store.programme
    return Show(views.welcome_here(translator(programme.language, programme.zone)), public=True)


def help_(request: Command | Press, store: Store) -> Reply:
    """What this person can do."""
    return Show(views.help_card(request.person, request.t, support=request.support))


def thanks(request: Command | Press, store: Store) -> Reply:
    """To whoever is polite."""
    return Show(views.thanks(request.t))


def unknown(request: Command) -> Reply:
    """Words that are no command."""
    missed, near = request.words[:100], request.nearest
    return Show(views.help_card(request.person, request.t, unknown=missed, nearest=near, support=request.support))


# --- a second account ---


def link(request: Command, store: Store) -> Reply:
    """For a person a code to type elsewhere; for a stranger, the code that was typed is redeemed."""
    if request.person.stranger:
        return _redeem(request, store, request.words) if request.words.strip() else OpenForm(views.code_form(request.t))
    person = request.person
    code = store.people.offer_code(person, at=request.at)
    store.acts.note(person.id, "code", person.id, at=request.at, partner=person.partner)
    return Show(views.code(code, request.t))


def bare_code(request: Command, store: Store) -> Reply:
    """A code and nothing else, written to Tandem alone: redeemed for a stranger, words like any others otherwise."""
    if request.person.stranger and request.place.private:
        return _redeem(request, store, request.words)
    return door(request) if request.person.stranger else unknown(request)


def code_form(request: Press, store: Store) -> Reply:
    """Asks for the code."""
    return OpenForm(views.code_form(request.t))


def code_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    return views.code_form(request.t, request.values.get("code", ""))


def redeem(request: Submission, store: Store) -> Reply:
    """The code that was typed into the form."""
    return _redeem(request, store, request.values.get("code", ""))


def _redeem(request: Command | Submission, store: Store, typed: str) -> Reply:
    """A wrong code is an answer, not a Refusal: a Refusal would undo that the try was counted."""
    if not request.person.stranger:
        raise Refusal("code-already-linked")
    account, at = request.known.identity, request.at
    store.people.count_stranger(account, "code", at=at, limit=TRIES, together=TRIES_TOGETHER, window=CODE_LIFE)
    person = None if request.standing in NOBODY else store.people.redeem_code(read_code(typed), at=request.at)
    if person is None or person.left:
        form = views.code_form(request.t, typed[:20])
        return Correct(replace(form, errors={"code": refused(Refusal("code-wrong"), request.t)}))
    if not at_home(person, account, store.programme):
        raise Refusal("code-not-here")
    store.people.link(request.known, person, at=request.at)
    store.outbox.wake(person.id, at=request.at)
    return Show(views.linked(person, translator(person.language, person.zone)))


def at_home(person: Person, account: Identity, programme: Programme) -> bool:
    """Vendor roles exist only in the vendor's own workspaces; nobody is let in at another partner's, nor from a tenant
    of Teams that the programme does not name (any more): a guest there is in the tenant that invited them. Nor are the
    people of a partner that it does not name any more.
    """
    if person.partner and programme.partner(person.partner) is None:
        return False
    house = programme.organisation_of(account.platform, account.tenant)
    if house is None and account.platform is Platform.TEAMS:
        return False
    welcome = (VENDOR,) if person.organisation == VENDOR else (None, VENDOR, person.organisation)
    return bool(account.tenant) and house in welcome


# --- settings ---


def settings_form(request: Command | Press, store: Store) -> Reply:
    """What somebody can choose, as it is."""
    return OpenForm(views.settings_form(request.person, store.programme, request.t))


def settings_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    return views.settings_form(request.person, store.programme, request.t, request.values)


def save_settings(request: Submission, store: Store) -> Reply:
    """From now on; what was chosen is not overwritten by what the platform says."""
    given = request.values
    language = given.get("language", "")
    if language not in store.programme.languages:
        raise Refusal("field-not-an-option", field="language")
    arrive = given.get("arrive", "each") if request.person.may(Can.DECIDE) else "each"
    changed = replace(
        _counting(request.person, request, store),
        language=language,
        zone=zone(given.get("zone", "").strip()).key,
        quiet=_quiet(given.get("quiet_from", "").strip(), given.get("quiet_to", "").strip(), request.t.language),
        quiet_chosen=True,
        digest=read_hours(given.get("digest", ""), language=request.t.language) if arrive == "digest" else (),
        desk=arrive == "desk",
        language_chosen=True,
        zone_chosen=True,
    )
    store.people.save(changed)
    plan((changed,), store, at=request.at)
    if request.person.digest:
        then = next_digest(changed.digest, changed.zone, after=request.at) if changed.digest else None
        store.digests.move(changed.id, to=then, at=request.at)
    return Show(views.settings_saved(changed, translator(changed.language, changed.zone)))


def _counting(person: Person, request: Submission, store: Store) -> Person:
    """With how many messages a day, and when the others come; as it was, where the programme has no cap."""
    if store.programme.messages.per_day is None:
        return person
    per_day = _one_of(views.per_days(store.programme), "per_day", request)
    return replace(person, per_day=per_day, digest_hour=_one_of(views.HOURS, "digest_hour", request))


def _one_of(options: Sequence[str], name: str, request: Submission) -> int | None:
    chosen = request.values.get(name, "") or views.USUAL
    if chosen not in options:
        raise Refusal("field-not-an-option", field=name)
    return None if chosen == views.USUAL else int(chosen)


def _quiet(start: str, end: str, language: str) -> QuietHours | None:
    if not start and not end:
        return None
    times = []
    for name, text in (("quiet_from", start), ("quiet_to", end)):
        try:
            times.append(_wall_time(text, language))
        except Refusal as refusal:
            refusal.field = name
            raise
    if times[0] == times[1]:
        raise Refusal("quiet-hours-empty", field="quiet_to")
    return QuietHours(times[0], times[1])


def _wall_time(text: str, language: str) -> time:
    if not text:
        raise Refusal("field-required")
    return read_wall_time(text, language=language)


def zones(request: Search, store: Store) -> Reply:
    """Zones whose name, or whose city in the reader's language, contains what was typed."""
    typed = folded(request.text)
    named = cities(request.t.language)
    found = [zone for zone, city in named.items() if typed in folded(city) or typed in folded(zone)]
    return Options(tuple(Option(zone, said(f"{named[zone]} · {zone}")) for zone in found[:FOUND]))


def folded(text: str) -> str:
    """As it is compared where people search: without accents and capitals."""
    return anyascii(text).casefold().replace("_", " ").strip()


def settled(person: Person, *, language: str | None, zone_name: str | None, allowed: tuple[str, ...]) -> Person:
    """What a platform says of somebody's language and zone, unless the person chose."""
    if language in allowed and not person.language_chosen:
        person = replace(person, language=language)
    if zone_name and not person.zone_chosen:
        try:
            person = replace(person, zone=zone(zone_name).key)
        except Refusal:
            return person
    return person
