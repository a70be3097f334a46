"""Forms as Teams dialogs: asking, asking again with errors, submissions, and searches made while typing."""

import re
from typing import assert_never

from bot.arrivals import Sent
from bot.teams import cards
from bot.teams.cards import ADAPTIVE, Json, mapping, number_of, text_of
from bot.teams.limits import DIALOG_TITLE, HINT, LABEL, OPTION, QUERY, SEARCH_OPTIONS, SUMMARY
from bot.teams.markdown import line, typed
from handlers.replies import Options
from views.vocabulary import (
    AccountChoice,
    Button,
    Card,
    Choice,
    DayField,
    Facts,
    Field,
    Form,
    Manner,
    Note,
    Option,
    Paragraph,
    TextField,
    Tone,
    Words,
    plain,
)

PEOPLE = "graph.microsoft.com/users"
"""The dataset that Teams itself searches: the bot is not asked."""
_OBJECT = re.compile("[0-9a-f-]{36}")
_OURS = ("route", "draft", "ref", "version", "msteams")
_SEARCHED = "application/vnd.microsoft.search.searchResponse"
_MUCH = 4  # fields above which the dialog opens tall


def dialog(form: Form) -> Json:
    """The answer to task/fetch, task/submit and their composeExtension kin that shows the form.

    No input is marked as required for the client: it would refuse "Save draft" too, and could say only that
    something is missing. The server says what, at the field, and what was typed stays.
    """
    return _continued(form.title, _asking(form), tall=len(form.fields) > _MUCH)


def shown(card: Card) -> Json:
    """The answer that shows a card in the dialog; its buttons arrive as task/submit."""
    return _continued(card.title, cards.content(card, cards.submit), tall=False)


def message(words: Words) -> Json:
    """The answer that closes the dialog and says something: thanks, or that it is being saved."""
    return {"task": {"type": "message", "value": line(plain(words), SUMMARY)}}


def submitted(value: object) -> Sent:
    """Reads the value of task/submit and composeExtension/submitAction; what no input sends is left out, and what
    cannot be read has the route "".
    """
    data = mapping(mapping(value).get("data"))
    values = {name: text for name in data if name not in _OURS and (text := _typed(data[name])) is not None}
    return Sent(
        text_of(data, "route"), values, text_of(data, "draft"), text_of(data, "ref"), number_of(data, "version")
    )


def options(found: Options) -> Json:
    """The answer to application/search; Teams takes 15 options."""
    results = [
        {"title": line(plain(option.label), OPTION), "value": option.value} for option in found.options[:SEARCH_OPTIONS]
    ]
    return {"type": _SEARCHED, "value": {"results": results}}


def suggestion(value: object) -> tuple[str, str]:
    """The route and the text typed so far, from the value of application/search."""
    asked = mapping(value)
    typed = asked.get("queryText")
    return text_of(asked, "dataset"), typed[:QUERY] if isinstance(typed, str) else ""


def _continued(title: Words, card: Json, *, tall: bool) -> Json:
    task = {
        "title": line(plain(title), DIALOG_TITLE),
        "width": "medium",
        "height": "large" if tall else "medium",
        "card": {"contentType": ADAPTIVE, "content": card},
    }
    return {"task": {"type": "continue", "value": task}}


def _asking(form: Form) -> Json:
    body = [_intro(part) for part in form.intro]
    for field in form.fields:
        body += _field(field)
        body += [_error(form.errors[field.name])] if field.name in form.errors else []
    return cards.adaptive([*_general_errors(form), *body], fallback=form.title, actions=_sending(form))


def _intro(part: Paragraph | Facts | Note) -> Json:
    match part:
        case Paragraph(words):
            return cards.paragraph(words)
        case Note(words):
            return cards.note(words)
        case Facts():
            return cards.facts(part)
        case _:
            assert_never(part)


def _general_errors(form: Form) -> list[Json]:
    """What is said above all fields; an error at a field that the form does not show is said there too."""
    fields = {field.name for field in form.fields}
    said = [_error(words) for name, words in form.errors.items() if name not in fields]
    return [{"type": "Container", "style": "attention", "bleed": True, "items": said}] if said else []


def _error(words: Words) -> Json:
    text = cards.paragraph(words)
    return {**text, "text": f"⚠️ {text['text']}", "color": "Attention", "weight": "Bolder", "spacing": "Small"}


def _field(field: Field) -> list[Json]:
    match field:
        case TextField():
            return [_text(field)]
        case DayField():
            return [_day(field)]
        case Choice():
            return _choice(field)
        case AccountChoice():
            return _account(field)
        case _:
            assert_never(field)


def _text(field: TextField) -> Json:
    return {
        "type": "Input.Text",
        **_named(field),
        **_hinted(field),
        "isMultiline": field.lines,
        "maxLength": field.limit,
        "value": typed(field.value, lines=field.lines),
    }


def _day(field: DayField) -> Json:
    day = {"value": field.value.isoformat()} if field.value else {}
    return {"type": "Input.Date", **_named(field), **_hinted(field), **day}


def _choice(field: Choice) -> list[Json]:
    """Options all in sight have no place for a hint: it stands above them."""
    asked = {"type": "Input.ChoiceSet", **_named(field), "choices": [_option(one) for one in field.options]}
    asked = {**asked, "value": field.value} if field.value else asked
    asked = {**asked, "isMultiSelect": True} if field.several else asked
    match field.manner:
        case Manner.FEW:
            above = [cards.note(field.hint)] if field.hint else []
            return [*above, {**asked, "style": "expanded"}]
        case Manner.MANY:
            return [{**asked, **_hinted(field), "style": "compact"}]
        case Manner.SEARCH:
            query = {"type": "Data.Query", "dataset": field.search}
            return [{**asked, **_hinted(field), "style": "filtered", "choices.data": query}]
        case _:
            assert_never(field.manner)


def _account(field: AccountChoice) -> list[Json]:
    """learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/people-picker: searches the members of
    the tenant, asks for no permission, and gives the object id, by which it also shows who is picked already.
    """
    above = [cards.note(field.hint)] if field.hint else []
    picked = {"value": field.value} if _OBJECT.fullmatch(field.value) else {}
    query = {"type": "Data.Query", "dataset": PEOPLE}
    return [*above, {"type": "Input.ChoiceSet", **_named(field), "choices": [], "choices.data": query, **picked}]


def _option(option: Option) -> Json:
    return {"title": line(plain(option.label), OPTION), "value": option.value}


def _named(field: Field) -> Json:
    label = line(plain(field.label), LABEL)
    return {"id": field.name, "label": f"{label} *" if field.required else label}


def _hinted(field: Field) -> Json:
    return {"placeholder": line(plain(field.hint), HINT)} if field.hint else {}


def _sending(form: Form) -> list[Json]:
    sent = Button(form.submit, form.route, form.ref, form.version, Tone.GOOD)
    return [_send(form, button) for button in (sent, form.keep) if button]


def _send(form: Form, button: Button) -> Json:
    """A second way to send has its own route; the hints are the form's where it has none."""
    made = cards.submit(button)
    hints = {"ref": button.ref or form.ref, "version": button.version or form.version}
    return {**made, "data": {**made["data"], **hints, "draft": form.draft}, "associatedInputs": "auto"}


def _typed(value: object) -> str | None:
    match value:
        case str():
            return value
        case None:
            return ""
        case bool() | list() | dict():
            return None
        case int() | float():
            return str(value)
    return None
