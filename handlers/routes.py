"""The table of contents: everything that can be asked, and who may ask it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from domain.people import Can, Person
from domain.refusal import Refusal
from handlers import (
    acceptances,
    announcements,
    announcements_acknowledged,
    announcements_files,
    announcements_followed,
    announcements_opening,
    announcements_revised,
    announcements_sending,
    announcements_unreached,
    announcements_who,
    appeals,
    approvals,
    channels,
    conflicts,
    deal_desks,
    deals,
    deals_automatic,
    deals_changes,
    deals_for,
    deals_found,
    deals_history,
    delegations,
    documents_dropped,
    documents_edited,
    documents_found,
    documents_kept,
    documents_owned,
    documents_shared,
    documents_used,
    extensions,
    feedback,
    home,
    imports,
    joinings,
    partners,
    people,
    questions,
    questions_kept,
    questions_replied,
    replied,
    replied_sent,
    rest,
    several,
    stalls,
    team,
    training,
    training_attendance,
    training_files,
    training_lapsed,
    training_lapsing,
    training_own,
    training_reminders,
)
from handlers.acceptances import accepted
from handlers.imports import IMPORTS
from handlers.notices import HANDING, NOTICES
from handlers.replies import Reply
from handlers.requests import Press, Submission
from handlers.standing_in import acting
from handlers.subjects import SUBJECTS
from storage.store import Store
from views import deals_forms
from views.vocabulary import Form as FormView

R = TypeVar("R")

__all__ = [
    "BUTTONS",
    "COMMANDS",
    "DROP",
    "DROP_DOCUMENT",
    "FORMS",
    "IMPORTS",
    "REPLIES",
    "SEARCHES",
    "SUBJECTS",
    "Form",
    "Route",
]


@dataclass(frozen=True)
class Route:
    """A handler, what it asks of the person, and whether it writes. `opens`: the answer is a form."""

    handler: Callable[[Any, Store], Reply]
    may: Can
    writes: bool
    opens: bool = False


@dataclass(frozen=True)
class Form(Route):
    """A form that was sent; `view` makes it again, as it was sent, for a correction."""

    view: Callable[[Submission, Store], FormView] | None = None


def _reads(handler: Callable[[Any, Store], Reply], may: Can, *, opens: bool = False) -> Route:
    return Route(_as(handler, may), may, writes=False, opens=opens)


def _writes(handler: Callable[[Any, Store], Reply], may: Can, *, opens: bool = False) -> Route:
    return Route(_as(handler, may), may, writes=True, opens=opens)


def _form(
    handler: Callable[[Submission, Store], Reply], may: Can, view: Callable[[Submission, Store], FormView]
) -> Form:
    return Form(_as(handler, may), may, writes=True, view=_as(view, may))


def _as(handler: Callable[..., R], may: Can) -> Callable[..., R]:
    """Whatever decides is asked for those as well for whom the person decides while they are away."""
    return acting(handler) if may in (Can.APPROVE, Can.DECIDE) else handler


def _look(way: str, name: str, person: Person) -> Callable[[Any, Store], Reply]:
    tables: Mapping[str, Mapping[str, Route]] = {rest.COMMAND: COMMANDS, rest.BUTTON: BUTTONS}
    route = tables.get(way, {}).get(name)
    if route is None or route.writes or name == "card-rest":
        raise Refusal("not-found")
    if not person.may(route.may):
        raise Refusal("not-allowed")
    return route.handler


def _rest(request: Press, store: Store) -> Reply:
    return rest.bring(request, store, look=_look, notices=NOTICES)


COMMANDS: Mapping[str, Route] = {
    "deal": _reads(accepted(deals.start), Can.REGISTER_DEALS, opens=True),
    "deal new": _reads(accepted(deals.start_empty), Can.REGISTER_DEALS, opens=True),
    "deal list": _reads(deals.show_list, Can.SEE_DEALS),
    "deal show": _reads(deals.show, Can.SEE_DEALS),
    "deal history": _reads(deals_history.history, Can.SEE_DEALS),
    "deal edit": _reads(deals_changes.edit_form, Can.CHANGE_DEALS, opens=True),
    "deal withdraw": _reads(deals_changes.withdraw_form, Can.CHANGE_DEALS, opens=True),
    "deal stage": _reads(deals_changes.stage_form, Can.CHANGE_DEALS, opens=True),
    "deal appeal": _reads(appeals.form, Can.CHANGE_DEALS, opens=True),
    "deal extend": _reads(extensions.form, Can.CHANGE_DEALS, opens=True),
    "deal won": _writes(deals_changes.win, Can.CHANGE_DEALS),
    "deal lost": _writes(deals_changes.lose, Can.CHANGE_DEALS),
    "deal pin": _reads(home.pinned, Can.BELONG),
    "deal help": _reads(people.help_, Can.BELONG),
    "approvals": _reads(approvals.waiting, Can.APPROVE),
    "approvals delegate": _reads(delegations.form, Can.DECIDE, opens=True),
    "approvals delegate list": _reads(delegations.listing, Can.DECIDE),
    "approvals help": _reads(people.help_, Can.BELONG),
    "training": _reads(training.show, Can.BELONG),
    "training calendar": _reads(training.calendar, Can.BELONG),
    "training team": _reads(training.team, Can.SEE_LEARNERS),
    "training remind": _writes(training_own.ask, Can.BELONG),
    "training code": _writes(training_attendance.code, Can.BELONG),
    "training attendance": _reads(training_attendance.sessions, Can.BELONG),
    "training help": _reads(people.help_, Can.BELONG),
    "partner": _reads(partners.show, Can.SEE_PARTNERS),
    "partner team": _reads(team.show, Can.SEE_TEAM),
    "partner channels": _reads(channels.listing, Can.SEE_CHANNELS),
    "partner settings": _reads(people.settings_form, Can.BELONG, opens=True),
    "partner feedback": _reads(feedback.form, Can.BELONG, opens=True),
    "partner feedback list": _reads(feedback.listing, Can.READ_FEEDBACK),
    "partner link": _writes(people.link, Can.COME_IN),
    "partner code": _writes(people.bare_code, Can.COME_IN),
    "partner import": _reads(imports.lines_form, Can.IMPORT, opens=True),
    "partner help": _reads(people.help_, Can.BELONG),
    "docs": _writes(documents_found.find, Can.READ_DOCUMENTS),
    "docs show": _writes(documents_found.show, Can.READ_DOCUMENTS),
    "docs usage": _reads(documents_used.usage, Can.SEE_DOCUMENT_USE),
    "docs help": _reads(people.help_, Can.BELONG),
    "announce": _reads(announcements.form, Can.ANNOUNCE, opens=True),
    "announce list": _reads(announcements.listing, Can.ANNOUNCE),
    "announce show": _reads(announcements.show, Can.ANNOUNCE),
    "announce questions": _reads(questions.listing, Can.ANNOUNCE),
    "announce help": _reads(people.help_, Can.BELONG),
    "help": _reads(people.help_, Can.BELONG),
    "help thanks": _reads(people.thanks, Can.BELONG),
}
"""By the English words; handlers.commands finds them from what was typed in any of our languages."""

FORMS: Mapping[str, Form] = {
    "deal-register": _form(accepted(deals_automatic.register), Can.REGISTER_DEALS, deals.form_again),
    "deal-draft": _form(deals.keep_draft, Can.REGISTER_DEALS, deals.form_again),
    "deal-edit": _form(deals_changes.edit, Can.CHANGE_DEALS, deals_changes.edit_form_again),
    "deal-withdraw": _form(deals_changes.withdraw, Can.CHANGE_DEALS, deals_changes.withdraw_form_again),
    "deal-stage": _form(deals_changes.move, Can.CHANGE_DEALS, deals_changes.stage_form_again),
    "deal-appeal": _form(appeals.appeal, Can.CHANGE_DEALS, appeals.form_again),
    "deal-extend": _form(extensions.extend, Can.CHANGE_DEALS, extensions.form_again),
    "deal-answer": _form(deals_changes.answer, Can.CHANGE_DEALS, deals_changes.answer_form_again),
    "approval-choose": _form(approvals.choose, Can.APPROVE, approvals.approve_form_again),
    "approval-reject": _form(approvals.reject, Can.DECIDE, approvals.reject_form_again),
    "approval-ask": _form(approvals.ask, Can.DECIDE, approvals.ask_form_again),
    "delegation-save": _form(delegations.save, Can.DECIDE, delegations.form_again),
    "team-add": _form(team.add, Can.RUN_TEAM, team.add_form_again),
    "announcement-write": _form(announcements.write, Can.ANNOUNCE, announcements.form_again),
    "announcement-edit": _form(announcements.edit, Can.ANNOUNCE, announcements.form_again),
    "announcement-picture": _form(announcements.picture, Can.ANNOUNCE, announcements.picture_form_again),
    "announcement-link": _form(announcements.link, Can.ANNOUNCE, announcements.link_form_again),
    "announcement-opening": _form(announcements_opening.opens, Can.ANNOUNCE, announcements_opening.opening_form_again),
    "announcement-revise": _form(announcements_revised.revise, Can.ANNOUNCE, announcements_revised.revise_form_again),
    "announcement-who": _form(announcements_who.who, Can.ANNOUNCE, announcements_who.who_form_again),
    "announcement-when": _form(announcements_sending.when, Can.ANNOUNCE, announcements_sending.when_form_again),
    "announcement-alone": _form(
        announcements_sending.alone, Can.ANNOUNCE_ALONE, announcements_sending.alone_form_again
    ),
    "question-ask": _form(questions.ask, Can.BELONG, questions.form_again),
    "question-answer": _form(questions.answer, Can.ANNOUNCE, questions.answer_form_again),
    "training-code": _form(training_attendance.send_code, Can.BELONG, training_attendance.code_form_again),
    "question-keep": _form(questions_kept.keep, Can.KEEP_DOCUMENTS, questions_kept.form_again),
    "document-edit": _form(documents_edited.edit, Can.KEEP_DOCUMENTS, documents_edited.form_again),
    "document-hand-on": _form(documents_owned.hand_on, Can.KEEP_DOCUMENTS, documents_owned.form_again),
    "document-add": _form(documents_dropped.add, Can.KEEP_DOCUMENTS, documents_dropped.add_form_again),
    "document-replace": _form(documents_dropped.replaced, Can.KEEP_DOCUMENTS, documents_dropped.replace_form_again),
    "document-renew": _form(documents_dropped.renewed, Can.KEEP_DOCUMENTS, documents_dropped.renew_form_again),
    "feedback-give": _form(feedback.give, Can.BELONG, feedback.form_again),
    "channel-link-to": _form(channels.link_to, Can.LINK_CHANNELS, channels.link_form_again),
    "settings-save": _form(people.save_settings, Can.BELONG, people.settings_form_again),
    "import-lines": _form(imports.lines, Can.IMPORT, imports.lines_form_again),
    "code-redeem": _form(people.redeem, Can.COME_IN, people.code_form_again),
    "join-ask": _form(joinings.ask, Can.COME_IN, joinings.ask_form_again),
}

BUTTONS: Mapping[str, Route] = {
    "deal-form": _reads(accepted(deals.open_form), Can.REGISTER_DEALS, opens=True),
    "deal-for": _reads(deals_for.open_for, Can.REGISTER_FOR_PARTNERS, opens=True),
    "terms-accept": _writes(acceptances.accept, Can.REGISTER_DEALS, opens=True),
    "deal-from-message": _reads(accepted(deals_found.from_message), Can.REGISTER_DEALS, opens=True),
    "deals": _reads(deals.show_list, Can.SEE_DEALS),
    "deals-more": _reads(deals.show_list, Can.SEE_DEALS),
    "deal-open": _reads(deals.show, Can.SEE_DEALS),
    "deal-history": _reads(deals_history.history, Can.SEE_DEALS),
    "deal-edit-form": _reads(deals_changes.edit_form, Can.CHANGE_DEALS, opens=True),
    "deal-withdraw-form": _reads(deals_changes.withdraw_form, Can.CHANGE_DEALS, opens=True),
    "deal-stage-form": _reads(deals_changes.stage_form, Can.CHANGE_DEALS, opens=True),
    "deal-appeal-form": _reads(appeals.form, Can.CHANGE_DEALS, opens=True),
    "deal-extend-form": _reads(extensions.form, Can.CHANGE_DEALS, opens=True),
    "deal-answer-form": _reads(deals_changes.answer_form, Can.CHANGE_DEALS, opens=True),
    "reply-answer": _writes(replied_sent.send_answer, Can.CHANGE_DEALS),
    "deal-won": _writes(deals_changes.win, Can.CHANGE_DEALS),
    "deal-lost": _writes(deals_changes.lose, Can.CHANGE_DEALS),
    "deal-move": _writes(stalls.move, Can.CHANGE_DEALS),
    "approvals": _reads(approvals.waiting, Can.APPROVE),
    "approvals-more": _reads(approvals.waiting, Can.APPROVE),
    "approvals-offer": _writes(several.offer, Can.DECIDE),
    "approvals-several": _writes(several.approve, Can.DECIDE),
    "approval-open": _reads(approvals.show, Can.APPROVE),
    "approval-why": _reads(approvals.why, Can.APPROVE),
    "approval-approve": _writes(approvals.approve, Can.APPROVE),
    "approval-approve-form": _reads(approvals.approve_form, Can.APPROVE, opens=True),
    "approval-undo": _writes(approvals.undo, Can.DECIDE),
    "approval-refuse": _writes(approvals.refuse, Can.APPROVE),
    "approval-reject-form": _reads(approvals.reject_form, Can.DECIDE, opens=True),
    "desk-take": _writes(deal_desks.take, Can.DECIDE),
    "desk-give-back": _writes(deal_desks.give_back, Can.DECIDE),
    "conflict-same": _writes(conflicts.same, Can.DECIDE),
    "conflict-not-same": _writes(conflicts.apart, Can.DECIDE),
    "conflict-unsay": _writes(conflicts.unsaid, Can.DECIDE),
    "reply-ask": _writes(replied_sent.send_question, Can.DECIDE),
    "approval-ask-form": _reads(approvals.ask_form, Can.DECIDE, opens=True),
    "delegation-form": _reads(delegations.form, Can.DECIDE, opens=True),
    "delegation-end": _writes(delegations.end, Can.DECIDE),
    "partner-open": _reads(partners.open_one, Can.SEE_PARTNERS),
    "partners-more": _reads(partners.more, Can.SEE_PARTNERS),
    "import-form": _reads(imports.lines_form, Can.IMPORT, opens=True),
    "import-more": _reads(imports.more, Can.IMPORT),
    "import-apply": _writes(imports.apply, Can.IMPORT),
    "import-discard": _writes(imports.discard, Can.IMPORT),
    "team": _reads(team.open_team, Can.SEE_TEAM),
    "team-colleague": _reads(team.open_colleague, Can.RUN_TEAM),
    "team-add-form": _reads(team.add_form, Can.RUN_TEAM, opens=True),
    "team-invite": _writes(team.invite, Can.RUN_TEAM),
    "team-make-admin": _writes(team.make_admin, Can.RUN_TEAM),
    "team-make-rep": _writes(team.make_rep, Can.RUN_TEAM),
    "team-join": _writes(team.join, Can.COME_IN),
    "team-remove": _writes(team.remove, Can.RUN_TEAM),
    "documents": _reads(documents_found.more, Can.READ_DOCUMENTS),
    "document-open": _writes(documents_found.open_one, Can.READ_DOCUMENTS),
    "file-again": _writes(HANDING.again, Can.BELONG),
    "question-keep-form": _reads(questions_kept.form, Can.KEEP_DOCUMENTS, opens=True),
    "document-edit-form": _reads(documents_edited.form, Can.KEEP_DOCUMENTS, opens=True),
    "document-hand-on-form": _reads(documents_owned.form, Can.KEEP_DOCUMENTS, opens=True),
    "document-add-form": _reads(documents_dropped.add_form, Can.KEEP_DOCUMENTS, opens=True),
    "document-replace-form": _reads(documents_dropped.replace_form, Can.KEEP_DOCUMENTS, opens=True),
    "document-renew-form": _reads(documents_dropped.renew_form, Can.KEEP_DOCUMENTS, opens=True),
    "document-useful": _writes(documents_used.useful, Can.READ_DOCUMENTS),
    "document-useless": _writes(documents_used.useless, Can.READ_DOCUMENTS),
    "documents-usage": _reads(documents_used.usage_in, Can.SEE_DOCUMENT_USE),
    "document-share": _reads(documents_shared.offer, Can.KEEP_DOCUMENTS),
    "document-share-there": _writes(documents_shared.share, Can.KEEP_DOCUMENTS),
    "document-verify": _writes(documents_kept.verify, Can.KEEP_DOCUMENTS),
    "document-retire": _writes(documents_kept.retire, Can.KEEP_DOCUMENTS),
    "document-bring-back": _writes(documents_kept.bring_back, Can.KEEP_DOCUMENTS),
    "document-history": _reads(documents_found.history, Can.READ_DOCUMENTS),
    "announcements": _reads(announcements.listing, Can.ANNOUNCE),
    "announcement-form": _reads(announcements.form, Can.ANNOUNCE, opens=True),
    "announcement-open": _reads(announcements.show, Can.ANNOUNCE),
    "announcement-unreached": _reads(announcements_unreached.listing, Can.ANNOUNCE),
    "announcement-edit-form": _reads(announcements.edit_form, Can.ANNOUNCE, opens=True),
    "announcement-picture-form": _reads(announcements.picture_form, Can.ANNOUNCE, opens=True),
    "announcement-link-form": _reads(announcements.link_form, Can.ANNOUNCE, opens=True),
    "announcement-unlink": _writes(announcements.unlink, Can.ANNOUNCE),
    "announcement-opening-form": _reads(announcements_opening.opening_form, Can.ANNOUNCE, opens=True),
    "announcement-document": _writes(announcements_opening.document, Can.READ_DOCUMENTS),
    "announcement-course": _reads(announcements_opening.course, Can.BELONG),
    "announcement-copies": _writes(announcements_files.send_copies, Can.ANNOUNCE),
    "announcement-unreached-file": _writes(announcements_files.send_unreached, Can.ANNOUNCE),
    "announcement-who-form": _reads(announcements_who.who_form, Can.ANNOUNCE, opens=True),
    "announcement-when-form": _reads(announcements_sending.when_form, Can.ANNOUNCE, opens=True),
    "announcement-alone-form": _reads(announcements_sending.alone_form, Can.ANNOUNCE_ALONE, opens=True),
    "announcement-send": _writes(announcements_sending.send, Can.ANNOUNCE),
    "announcement-have-sent": _writes(announcements_sending.have_sent, Can.ANNOUNCE),
    "announcement-take-back": _writes(announcements_sending.take_back, Can.ANNOUNCE),
    "announcement-follow": _reads(announcements_followed.show, Can.ANNOUNCE),
    "announcement-acknowledge": _writes(announcements_acknowledged.acknowledge, Can.BELONG),
    "announcement-remind": _writes(announcements_acknowledged.remind, Can.ANNOUNCE),
    "announcement-revise-form": _reads(announcements_revised.revise_form, Can.ANNOUNCE, opens=True),
    "announcement-retract": _writes(announcements_revised.retract, Can.ANNOUNCE),
    "announcement-pause": _writes(announcements_followed.pause, Can.ANNOUNCE),
    "announcement-resume": _writes(announcements_followed.resume, Can.ANNOUNCE),
    "announcement-cancel": _writes(announcements_followed.cancel, Can.ANNOUNCE),
    "announcement-retry": _writes(announcements_followed.retry, Can.ANNOUNCE),
    "announcement-preview": _reads(announcements.preview, Can.ANNOUNCE),
    "announcement-test": _writes(announcements.test, Can.ANNOUNCE),
    "announcement-duplicate": _writes(announcements.duplicate, Can.ANNOUNCE),
    "question-form": _reads(questions.form, Can.BELONG, opens=True),
    "question-send": _writes(questions_replied.send, Can.BELONG),
    "questions": _reads(questions.listing, Can.ANNOUNCE),
    "question-open": _reads(questions.show, Can.ANNOUNCE),
    "question-answer-form": _reads(questions.answer_form, Can.ANNOUNCE, opens=True),
    "question-tell": _writes(questions_replied.send_answer, Can.ANNOUNCE),
    "channels": _reads(channels.listing, Can.SEE_CHANNELS),
    "channel-open": _reads(channels.show, Can.SEE_CHANNELS),
    "channel-link": _writes(channels.link, Can.LINK_CHANNELS),
    "channel-link-form": _reads(channels.link_form, Can.LINK_CHANNELS, opens=True),
    "channel-leave": _writes(channels.unlink, Can.LINK_CHANNELS),
    "channel-unlink": _writes(channels.unlink, Can.LINK_CHANNELS),
    "training": _reads(training.show, Can.BELONG),
    "training-course": _reads(training.open_course, Can.BELONG),
    "training-register": _writes(training.register, Can.BELONG),
    "training-cannot": _writes(training.cannot_come, Can.BELONG),
    "training-renew": _writes(training_lapsed.renew, Can.BELONG),
    "training-done": _writes(training.done, Can.BELONG),
    "training-again": _writes(training_reminders.again, Can.BELONG),
    "training-code-form": _reads(training_attendance.code_form, Can.BELONG, opens=True),
    "training-attendance": _reads(training_attendance.sessions, Can.BELONG),
    "training-session": _writes(training_attendance.open_session, Can.BELONG),
    "training-absent": _writes(training_attendance.absent, Can.BELONG),
    "training-all-there": _writes(training_attendance.all_there, Can.BELONG),
    "training-calendar": _reads(training.calendar, Can.BELONG),
    "training-file": _writes(training_files.all_seats, Can.BELONG),
    "training-team": _reads(training.open_team, Can.SEE_LEARNERS),
    "training-partners": _reads(training.more_partners, Can.SEE_LEARNERS),
    "training-own-keep": _writes(training_own.keep, Can.BELONG),
    "training-own-drop": _writes(training_own.drop, Can.BELONG),
    "training-own-later": _writes(training_own.later, Can.BELONG),
    "training-lapsing": _reads(training_lapsing.show, Can.RUN_TRAINING),
    "training-remind-all": _writes(training_lapsing.remind, Can.RUN_TRAINING),
    "settings-form": _reads(people.settings_form, Can.BELONG, opens=True),
    "feedback-form": _reads(feedback.form, Can.BELONG, opens=True),
    "card-rest": _reads(_rest, Can.BELONG),
    "help": _reads(people.help_, Can.BELONG),
    "home": _reads(home.home, Can.BELONG),
    "welcome": _reads(people.welcome, Can.COME_IN),
    "welcome-here": _reads(people.welcome_here, Can.COME_IN),
    "code-form": _reads(people.code_form, Can.COME_IN, opens=True),
    "door-join": _reads(joinings.ask_form, Can.COME_IN, opens=True),
}

SEARCHES: Mapping[str, Route] = {
    "deal-customers": _reads(deals.customers, Can.REGISTER_DEALS),
    **{route: _reads(deals.offered(field), Can.REGISTER_DEALS) for field, route in deals_forms.SEARCHES.items()},
    "deal-partners": _reads(deals_for.search, Can.REGISTER_FOR_PARTNERS),
    "channel-partners": _reads(channels.search, Can.LINK_CHANNELS),
    "delegates": _reads(delegations.search, Can.DECIDE),
    "joining-companies": _reads(joinings.companies, Can.APPROVE),
    "zones": _reads(people.zones, Can.BELONG),
    "documents": _reads(documents_found.offered, Can.READ_DOCUMENTS),
    "document-partners": _reads(documents_edited.partners, Can.KEEP_DOCUMENTS),
    "document-owners": _reads(documents_owned.people, Can.KEEP_DOCUMENTS),
    "documents-own": _reads(documents_found.offered_own, Can.KEEP_DOCUMENTS),
    "announcement-targets": _reads(announcements_opening.targets, Can.ANNOUNCE),
}

REPLIES: Mapping[str, Route] = {
    replied.ANSWER: _writes(replied_sent.answer, Can.CHANGE_DEALS),
    replied.PERHAPS: _writes(replied_sent.perhaps, Can.CHANGE_DEALS),
    replied.ASK: _writes(replied_sent.ask, Can.DECIDE),
    questions_replied.ASK: _writes(questions_replied.ask, Can.BELONG),
    questions_replied.ASK_PERHAPS: _writes(questions_replied.perhaps, Can.BELONG),
    questions_replied.TELL: _writes(questions_replied.tell, Can.ANNOUNCE),
    questions_replied.TELL_PERHAPS: _writes(questions_replied.tell_perhaps, Can.ANNOUNCE),
}
"""What is written in reply to a message of ours, or while a question waits."""

DROP = _writes(imports.drop, Can.IMPORT)
"""A file that is dropped on Tandem; IMPORTS says what it can be."""

DROP_DOCUMENT = _writes(documents_dropped.drop, Can.KEEP_DOCUMENTS)
"""The same, where by its name it may be one of the catalogue."""
