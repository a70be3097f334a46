"""Announcements on their way out: for whom, when, sent or asked to be, and taken back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from domain.announcements import REASON, Announcement, Step
from domain.announcements_timed import Timing, Way, is_another
from domain.notices.announcements import AnnouncementSentAlone
from domain.page import number_in
from domain.people import Role
from domain.refusal import Refusal
from domain.when import instant, read_moment, read_wall_time
from handlers.announcements_approved import ask, asked
from handlers.announcements_card import card, changed, present, review, shown, void
from handlers.announcements_going import agreed, check, go
from handlers.replies import OpenForm, Reply, Show
from handlers.requests import Press, Request, Submission
from storage.announcements import access_own
from storage.store import Store
from views import announcements_review as views
from views.announcements_review import Review
from views.vocabulary import Form

# --- when ---


def when_form(request: Press, store: Store) -> Reply:
    """With what was chosen before."""
    one = access_own(store.announcements, request.person, request.ref)
    one.after(Step.EDIT)
    return OpenForm(views.when_form(one, views.timed(one.timing, request.t), request.t))


def when_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    one = access_own(store.announcements, request.person, request.ref)
    return views.when_form(one, request.values, request.t)


def when(request: Submission, store: Store) -> Reply:
    """Kept; the card reads it back in words before it counts."""
    one, timing = present(request, store), _timing(request)
    if _overlooked(request, views.timed(one.timing, request.t)):
        raise Refusal("announcement-way", field="way")
    return shown(changed(one, one.edited(timing=timing), Step.EDIT, request, store), request, store)


def _overlooked(request: Submission, before: Mapping[str, str]) -> bool:
    """A day or an hour was given now that does not count by what is chosen: it would go at another time than meant."""
    typed = (request.values.get(name, "").strip() not in ("", before[name]) for name in _IDLE[request.values["way"]])
    return any(typed)


_IDLE: Mapping[str, tuple[str, ...]] = {Way.NOW: ("day", "moment"), Way.MORNING: ("moment",), Way.AT: ()}
"""What does not count, by what is chosen."""


def _timing(request: Submission) -> Timing:
    way, urgent = request.values.get("way", ""), " ".join(request.values.get("urgent", "").split())
    if len(urgent) > REASON:
        raise Refusal("field-too-long", field="urgent", limit=REASON)
    match way:
        case Way.NOW:
            return Timing(urgent=urgent)
        case Way.AT:
            return Timing(way=Way.AT, at=_moment(request), urgent=urgent)
        case Way.MORNING:
            return Timing(way=Way.MORNING, day=_day(request), urgent=urgent)
        case _:
            raise Refusal("field-not-an-option", field="way")


def _day(request: Submission) -> date | None:
    """The day that was picked; Refusal where it is over."""
    picked = request.values.get("day", "").strip()
    if not picked:
        return None
    try:
        day = date.fromisoformat(picked)
    except ValueError:
        raise Refusal("field-not-an-option", field="day") from None
    if day < request.at.astimezone(request.t.zone).date():
        raise Refusal("date-past", field="day", day=day)
    return day


def _moment(request: Submission) -> datetime:
    """The hour on the day that was picked, or the moment as it was typed."""
    typed, day, zone = request.values.get("moment", "").strip(), _day(request), request.t.zone
    if not typed:
        raise (
            Refusal("moment-without-hour", field="moment", day=day)
            if day
            else Refusal("field-required", field="moment")
        )
    try:
        if day is None:
            return read_moment(typed, language=request.t.language, zone=zone, at=request.at).at
        at = instant(day, read_wall_time(typed, language=request.t.language), zone)
    except Refusal as refusal:
        refusal.field = "moment"
        raise
    if at <= request.at:
        raise Refusal("moment-past", field="moment", given=at)
    return at


# --- out ---


def send(request: Press, store: Store) -> Reply:
    """It goes; where it reaches others by now than its author has seen, or so many that a second person has to send
    it, they see that first.
    """
    one, seen = _seen(request, store)
    found = review(one, request.person, store, at=request.at)
    check(one, found.reach, store, at=request.at)
    one.timing.check(request.at)
    if found.second or _is_another(seen, found):
        return _as_it_is_now(one, found, request, store)
    return shown(_out(one, one.sent(request.at, agreed=found.reach.reached), request, store), request, store)


def have_sent(request: Press, store: Store) -> Reply:
    """A second person is asked to send it, also where one could send it alone by now: nothing goes by this press."""
    one, seen = _seen(request, store)
    found = review(one, request.person, store, at=request.at)
    check(one, found.reach, store, at=request.at)
    one.timing.check(request.at)
    if _is_another(seen, found):
        return _as_it_is_now(one, found, request, store)
    waits = changed(one, one.asked(found.reach.reached), Step.ASK, request, store)
    ask_second(waits, request, store)
    return shown(waits, request, store)


def _seen(request: Press | Submission, store: Store) -> tuple[Announcement, int | None]:
    """With how many it reached on the card whose button was pressed; one of an older release says nothing of it."""
    ref, _, seen = request.ref.partition(".")
    return present(replace(request, ref=ref), store), number_in(seen)


def _is_another(seen: int | None, found: Review) -> bool:
    return seen is not None and is_another(seen, found.reach.reached)


def _as_it_is_now(one: Announcement, found: Review, request: Request, store: Store) -> Reply:
    return Show(views.grown(card(one, request.person, store, request.t, at=request.at), found, request.t))


def _out(one: Announcement, goes: Announcement, request: Request, store: Store) -> Announcement:
    kept = changed(one, agreed(goes, store, at=request.at), Step.SEND, request, store)
    go(kept, store, at=request.at)
    return kept


def ask_second(one: Announcement, request: Request, store: Store) -> None:
    """A second person sends it, or the edit of it; any one of those who may."""
    approval = ask(one, request.person, store, at=request.at)
    if not asked(approval, store, at=request.at):
        raise Refusal("announcement-nobody-to-send")


def alone_form(request: Press, store: Store) -> Reply:
    """Asks why nobody else can send it."""
    return OpenForm(_alone_form(request, store))


def alone_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    return _alone_form(request, store, reason=request.values.get("reason", ""))


def _alone_form(request: Press | Submission, store: Store, *, reason: str = "") -> Form:
    ref, _, seen = request.ref.partition(".")
    one = access_own(store.announcements, request.person, ref)
    one.after(Step.SEND)
    return views.alone_form(one, request.t, seen=seen, reason=reason)


def alone(request: Submission, store: Store) -> Reply:
    """Sent by its author without a second person, to those whom they have seen; all admins are told, and why."""
    (one, seen), reason = _seen(request, store), request.values.get("reason", "").strip()
    if not reason:
        raise Refusal("field-required", field="reason")
    if len(reason) > REASON:
        raise Refusal("field-too-long", field="reason", limit=REASON)
    found = review(one, request.person, store, at=request.at)
    check(one, found.reach, store, at=request.at)
    one.timing.check(request.at)
    if _is_another(seen, found):
        return _as_it_is_now(one, found, request, store)
    kept = _out(one, one.sent(request.at, agreed=found.reach.reached, alone=reason), request, store)
    told = AnnouncementSentAlone(kept.id, str(kept.version))
    store.outbox.put(told, to=store.people.holders(Role.ADMIN), at=request.at)
    return shown(kept, request, store)


def take_back(request: Press, store: Store) -> Reply:
    """A draft again, before the first copy has left."""
    one = access_own(store.announcements, request.person, request.ref)
    kept = changed(one, one.taken_back(request.at), Step.TAKE_BACK, request, store)
    if one.has_begun and not store.following.take_back(one.id):
        raise Refusal("announcement-not-now")
    void(one, store, at=request.at)
    return shown(kept, request, store)
