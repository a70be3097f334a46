"""Forms as Slack's modals, and back: what was typed or searched for; also cards in modals and App Home.

A field's name is both its block_id and its action_id: Slack keeps what was typed through an update only
while both stay as they were. A search field's action_id is "name?route": a block_suggestion says whom to ask.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, assert_never

from bot.arrivals import Sent
from bot.slack import limits
from bot.slack.blocks import blocks, button, distinct, first, note, part_blocks, section
from bot.slack.mrkdwn import Json, clean, cut, plain_text, size
from bot.untrusted import visible
from views.vocabulary import (
    REF_LIMIT,
    AccountChoice,
    Card,
    Choice,
    DayField,
    Field,
    Form,
    Manner,
    Option,
    Span,
    TextField,
    Words,
)

_ASKS = "?"
_WARNING = Span("\u26a0\ufe0f ")
_USER = re.compile("[UW][A-Z0-9]{2,20}")
"""As Slack takes it for who is picked already: a view with any other is refused whole."""
_DIVIDER: Mapping[str, str] = {"type": "divider"}


def modal(form: Form, *, close: Words) -> Json:
    """The form, with each error below its field: Slack's own way (`errors`) is for acknowledgements only."""
    parts = [block for part in form.intro for block in part_blocks(part)]
    fields = [block for field in form.fields for block in _field_blocks(form, field)]
    keep = [{"type": "actions", "elements": [button(form.keep)]}] if form.keep else []
    alerts = [section(_warned(words)) for name, words in form.errors.items() if name not in _names(form)]
    room = limits.VIEW_BLOCKS - len(alerts) - len(fields) - len(keep)
    return {
        **_view(form.title, [*alerts, *first(parts, room), *fields, *keep], close),
        "callback_id": form.route,
        "private_metadata": _metadata(form),
        "submit": plain_text(form.submit, limits.VIEW_BUTTON),
        "notify_on_close": False,
    }


def errors(form: Form) -> dict[str, str] | None:
    """For `response_action: errors`; None when one belongs to no input: then update the view itself."""
    if not set(form.errors) <= _names(form):
        return None
    return {name: plain_text(words, limits.INPUT_HINT)["text"] for name, words in form.errors.items()}


def waiting(title: Words, text: Words, *, close: Words) -> Json:
    """A view to put up at once, and to update when the form or the card is there."""
    return _view(title, [section(text)], close)


def shown(card: Card, *, close: Words) -> Json:
    """A card in a modal: nothing to submit, only to read and to close. As long as a message, which it may become."""
    return _view(card.title, blocks(card), close)


def home(cards: Iterable[Card]) -> Json:
    """App Home, one card below the other."""
    stack: list[Json] = []
    for card in cards:
        stack += [dict(_DIVIDER), *blocks(card)] if stack else blocks(card)
    return {"type": "home", "blocks": _small(distinct(first(stack, limits.VIEW_BLOCKS)))}


def submitted(view: Mapping[str, Any]) -> Sent:
    """What a view holds, of a view_submission or of a button pressed in it; what is missing or of no use is ""."""
    hints = _hints(view.get("private_metadata"))
    ref, version = hints.get("ref"), hints.get("version")
    values = _mapping(_mapping(view.get("state")).get("values"))
    return Sent(
        route=_text(view.get("callback_id")),
        values={name: visible(_value(elements)) for name, elements in values.items()},
        draft=_text(hints.get("draft")),
        ref=ref if isinstance(ref, str) and len(ref) <= REF_LIMIT else "",
        version=version if type(version) is int and version >= 0 else 0,
    )


def suggestion(payload: Mapping[str, Any]) -> tuple[str, str]:
    """The route in SEARCHES that a block_suggestion asks, and what was typed so far."""
    return _text(payload.get("action_id")).partition(_ASKS)[2], visible(_text(payload.get("value")))


def suggested(options: Iterable[Option]) -> Json:
    """The answer to a block_suggestion; a value too long for Slack is left out: cut, it would be another."""
    fit = [option for option in options if 0 < size(option.value) <= limits.OPTION_VALUE]
    return {"options": [_option(option) for option in fit[: limits.SELECT_OPTIONS]]}


def _view(title: Words, blocks: Sequence[Json], close: Words) -> Json:
    return {
        "type": "modal",
        "title": plain_text(title, limits.VIEW_TITLE),
        "close": plain_text(close, limits.VIEW_BUTTON),
        "blocks": _small(distinct(blocks)),
    }


def _small(blocks: list[Json]) -> list[Json]:
    """Drops the last texts of what Slack would refuse whole (view_too_large); inputs and buttons stay."""
    while len(json.dumps(blocks)) > limits.VIEW_BYTES - limits.PRIVATE_METADATA * 2:
        spare = [place for place, block in enumerate(blocks) if block["type"] in ("section", "context")]
        if not spare:
            break
        del blocks[spare[-1]]
    return blocks


def _field_blocks(form: Form, field: Field) -> list[Json]:
    wrong = form.errors.get(field.name)
    return [_input(field), note(_warned(wrong))] if wrong else [_input(field)]


def _input(field: Field) -> Json:
    hint = {"hint": plain_text(field.hint, limits.INPUT_HINT)} if field.hint else {}
    return {
        "type": "input",
        "block_id": field.name,
        "label": plain_text(field.label, limits.INPUT_LABEL),
        "element": _element(field),
        "optional": not field.required,
        **hint,
    }


def _element(field: Field) -> Json:
    match field:
        case TextField():
            return _typed(field)
        case DayField():
            return _day(field.name, field.value)
        case Choice(manner=Manner.SEARCH):
            return _search(field)
        case Choice() if field.search and len(field.options) > limits.SELECT_OPTIONS:
            return _search(field)
        case Choice(several=True):
            return _several(field)
        case Choice():
            return _choice(field)
        case AccountChoice():
            return _account(field)
        case _:
            assert_never(field)


def _typed(field: TextField) -> Json:
    most = min(field.limit, limits.INPUT_LENGTH)
    value = cut(clean(field.value, lines=field.lines), most)
    initial = {"initial_value": value} if value else {}
    return {
        "type": "plain_text_input",
        "action_id": field.name,
        "multiline": field.lines,
        "max_length": most,
        **initial,
    }


def _day(name: str, value: date | None) -> Json:
    initial = {"initial_date": value.isoformat()} if value else {}
    return {"type": "datepicker", "action_id": name, **initial}


def _account(field: AccountChoice) -> Json:
    """docs.slack.dev/reference/block-kit/block-elements/select-menu-element, users_select: whoever the client
    knows, people from shared channels included.
    """
    initial = {"initial_user": field.value} if _USER.fullmatch(field.value) else {}
    return {"type": "users_select", "action_id": field.name, **initial}


def _choice(field: Choice) -> Json:
    few = field.manner is Manner.FEW and len(field.options) <= limits.RADIO_OPTIONS
    options = [_option(option) for option in _with_chosen(field)]
    return {
        "type": "radio_buttons" if few else "static_select",
        "action_id": field.name,
        "options": options,
        **_initial(field.value, options),
    }


def _several(field: Choice) -> Json:
    """docs.slack.dev/reference/block-kit/block-elements/multi-select-menu-element, static options."""
    options = [_option(option) for option in _with_chosen(field)]
    initial = [option for option in options if option["value"] in field.values]
    chosen = {"initial_options": initial} if initial else {}
    return {"type": "multi_static_select", "action_id": field.name, "options": options, **chosen}


def _search(field: Choice) -> Json:
    return {
        "type": "external_select",
        "action_id": f"{field.name}{_ASKS}{field.search}",
        "min_query_length": 1,
        **_initial(field.value, [_option(option) for option in field.options if option.value == field.value]),
    }


def _with_chosen(field: Choice) -> Sequence[Option]:
    """At most what a select holds, what is chosen at present among them."""
    beyond = [option for option in field.options[limits.SELECT_OPTIONS :] if option.value in field.values]
    return (*field.options[: limits.SELECT_OPTIONS - len(beyond)], *beyond)


def _initial(value: str, options: Sequence[Json]) -> Json:
    """Slack wants the initial option letter for letter as it is offered."""
    return next(({"initial_option": option} for option in options if option["value"] == value), {})


def _option(option: Option) -> Json:
    return {"text": plain_text(option.label, limits.OPTION_TEXT), "value": option.value}


def _names(form: Form) -> set[str]:
    return {field.name for field in form.fields}


def _warned(words: Words) -> Words:
    return Words((_WARNING, *words.spans))


def _metadata(form: Form) -> str:
    return json.dumps({"draft": form.draft, "ref": form.ref, "version": form.version}, separators=(",", ":"))


def _hints(metadata: object) -> Mapping[str, Any]:
    try:
        return _mapping(json.loads(_text(metadata)))
    except ValueError:
        return {}


def _value(elements: object) -> str:
    """The one value in a block, of whichever kind its element is; of several options theirs, with commas."""
    element = _mapping(next(iter(_mapping(elements).values()), None))
    if isinstance(several := element.get("selected_options"), Sequence):
        return ",".join(filter(None, (_text(_mapping(option).get("value")) for option in several)))
    option = _mapping(element.get("selected_option"))
    texts = (element.get(name) for name in ("value", "selected_date", "selected_user"))
    return next(filter(None, map(_text, texts)), "") or _text(option.get("value"))


def _mapping(thing: object) -> Mapping[str, Any]:
    return thing if isinstance(thing, Mapping) else {}


def _text(thing: object) -> str:
    return thing if isinstance(thing, str) else ""
