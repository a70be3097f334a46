"""Replies as JSON for Slack, by the way in which was asked; and one kind of answer made into another.

A rendered answer is one of {"options"}, {"home"}, {"amend"}, {"say", "public"} or {"view", "errors"}; "keep" beside
it is what was typed and would be lost if its form could not be opened.
"""

from collections.abc import Mapping
from typing import Any, assert_never

from bot.slack import limits
from bot.slack.blocks import first, message
from bot.slack.came import WRITTEN, Way
from bot.slack.modals import errors, home, modal, shown, submitted, suggested, waiting
from bot.slack.mrkdwn import Json
from handlers.replies import Amend, Correct, OpenForm, Options, Reply, Show
from views.translator import Translator
from views.vocabulary import AccountChoice, Button, Buttons, Card, Choice, DayField, Field, Form, TextField, Tone, said

OPENERS: Mapping[str, str] = {
    "deal-register": "deal-form",
    "deal-edit": "deal-edit-form",
    "deal-withdraw": "deal-withdraw-form",
    "deal-stage": "deal-stage-form",
    "deal-answer": "deal-answer-form",
    "deal-extend": "deal-extend-form",
    "deal-appeal": "deal-appeal-form",
    "approval-choose": "approval-approve-form",
    "approval-reject": "approval-reject-form",
    "approval-ask": "approval-ask-form",
    "delegation-save": "delegation-form",
    "settings-save": "settings-form",
    "announcement-write": "announcement-form",
    "announcement-edit": "announcement-edit-form",
    "announcement-picture": "announcement-picture-form",
    "announcement-link": "announcement-link-form",
    "announcement-opening": "announcement-opening-form",
    "announcement-revise": "announcement-revise-form",
    "announcement-who": "announcement-who-form",
    "announcement-when": "announcement-when-form",
    "announcement-alone": "announcement-alone-form",
    "question-ask": "question-form",
    "question-answer": "question-answer-form",
    "document-add": "document-add-form",
    "document-edit": "document-edit-form",
    "document-hand-on": "document-hand-on-form",
    "question-keep": "question-keep-form",
    "document-renew": "document-renew-form",
    "document-replace": "document-replace-form",
    "feedback-give": "feedback-form",
    "code-redeem": "code-form",
    "training-code": "training-code-form",
    "import-lines": "import-form",
    "join-ask": "door-join",
    "channel-link-to": "channel-link-form",
    "team-add": "team-add-form",
}
"""For each form the button that opens it, where Slack gives no trigger to open it at once."""

_IN_VIEWS = frozenset({Way.SCREEN, Way.MODAL, Way.SUBMISSION})


def rendered(reply: Reply, t: Translator, *, way: Way, words: str = "") -> Json:
    """The reply as Slack shows it; `words` are what was typed behind a command."""
    match reply:
        case Options(options):
            return suggested(options)
        case OpenForm(form):
            return _asked(form, t, way) | (_kept(form) if words else {})
        case Correct(form):
            corrected = {"errors": errors(form)} if way is Way.SUBMISSION else {}
            return _asked(form, t, way) | corrected
        case Amend(card):
            return {"amend": message(card)} if way is Way.PRESS else _told(card, t, way)
        case Show(card, public):
            return _told(card, t, way) | ({"public": True} if public else {})
        case _:
            assert_never(reply)


def _told(card: Card, t: Translator, way: Way) -> Json:
    if way is Way.TAB:
        return {"home": home((card,))}
    return {"view": shown(card, close=t("close"))} if way in _IN_VIEWS else {"say": message(card)}


def _asked(form: Form, t: Translator, way: Way) -> Json:
    view = modal(form, close=t("cancel"))
    return {"say": opener(view, t)} if way in WRITTEN else {"view": view}


def _kept(form: Form) -> Json:
    """What was understood of typed words, for the form's own draft."""
    if form.keep is None:
        return {}
    values = {field.name: _value(field) for field in form.fields}
    return {"keep": {"route": form.keep.route, "draft": form.draft, "values": values}}


def _value(field: Field) -> str:
    match field:
        case TextField() | Choice() | AccountChoice():
            return field.value
        case DayField():
            return field.value.isoformat() if field.value else ""
        case _:
            assert_never(field)


# --- one kind made into another ---


def opener(view: Mapping[str, Any], t: Translator) -> Json:
    """A message with the button that opens this form, and with what the form says besides its fields."""
    form = submitted(view)
    button = Button(
        t("open-form"),
        OPENERS[form.route],
        ref=form.ref or form.draft,
        version=form.version,
        tone=Tone.GOOD,
        opens=True,
    )
    title = said(view["title"]["text"])
    made = message(Card(title=title, summary=t("open-form-here"), parts=(Buttons((button,)),)))
    *above, actions = made["blocks"]
    notes = [block for block in view["blocks"] if block["type"] in {"section", "context"}]
    return {**made, "blocks": [*first([*above, *notes], limits.MESSAGE_BLOCKS - 1), actions]}


def in_message(view: Mapping[str, Any], t: Translator) -> Json:
    """A view as a message, where it cannot be shown: a card as it is, a form as the way to it."""
    if "submit" in view:
        return opener(view, t)
    return {"text": _title(view["blocks"]), "blocks": first(view["blocks"], limits.MESSAGE_BLOCKS)}


def in_view(told: Mapping[str, Any], t: Translator) -> Json:
    """A message as a view, where one is open already."""
    frame = waiting(said(_title(told["blocks"])), said(""), close=t("close"))
    return {**frame, "blocks": told["blocks"]}


def _title(blocks: list[Json]) -> str:
    """Of a card: its first block is its title."""
    return str(blocks[0]["text"]["text"])


def waiting_view(t: Translator) -> Json:
    """Put up while a form takes long to come."""
    return waiting(t("waiting-title"), t("waiting-words"), close=t("close"))


def saving_view(t: Translator) -> Json:
    """Put up while what was sent is being saved."""
    return waiting(t("saving-title"), t("saving-words"), close=t("close"))


# --- answers to the request itself ---


def to_command(told: Mapping[str, Any], *, public: bool) -> Json:
    """For a command or a response_url; a new message, which only the person sees unless `public`."""
    return {"response_type": "in_channel" if public else "ephemeral", "replace_original": False, **told}


def to_submission(answer: Mapping[str, Any]) -> Json:
    """Errors stand at their fields, and all that was typed stays; anything else takes the form's place."""
    if answer.get("errors"):
        return {"response_action": "errors", "errors": answer["errors"]}
    return {"response_action": "update", "view": answer["view"]}
