"""The fields of a Slack view: what each starts with, and what filling it in puts into view.state.values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from .server import ClientRefuses, Json

TEXTS = ("plain_text_input", "email_text_input", "url_text_input", "number_input")
PICKERS = {"datepicker": "date", "timepicker": "time"}
SINGLE = {
    "static_select": "option", "external_select": "option", "radio_buttons": "option", "users_select": "user",
    "conversations_select": "conversation", "channels_select": "channel",
}  # fmt: skip
MANY = {
    "multi_static_select": "options", "multi_external_select": "options", "checkboxes": "options",
    "multi_users_select": "users", "multi_conversations_select": "conversations",
    "multi_channels_select": "channels",
}  # fmt: skip
KINDS = {*TEXTS, *PICKERS, "datetimepicker", "rich_text_input", *SINGLE, *MANY}


@dataclass(frozen=True)
class Field:
    block_id: str
    element: Json
    optional: bool
    label: str
    dispatches: bool = False

    @property
    def action_id(self) -> str:
        return str(self.element.get("action_id", ""))

    @property
    def key(self) -> tuple[str, str]:
        return self.block_id, self.action_id

    @property
    def kind(self) -> str:
        return str(self.element["type"])


def fields_of(view: Mapping[str, Any]) -> list[Field]:
    """All that can be filled in, in the order it is seen."""
    return [field for block in view["blocks"] for field in _fields(block)]


def field_named(view: Mapping[str, Any], name: str) -> Field:
    """By block_id; by "block_id/action_id" or action_id where one block holds several."""
    fields = fields_of(view)
    for field in fields:
        if name in (f"{field.block_id}/{field.action_id}", field.action_id):
            return field
    here = [field for field in fields if field.block_id == name]
    if len(here) != 1:
        raise ClientRefuses(f"no field {name!r}; there are {[field.block_id for field in fields]}")
    return here[0]


def _fields(block: Json) -> Iterator[Field]:
    if block["type"] == "input":
        optional, label = bool(block.get("optional")), str(block["label"]["text"])
        yield Field(block["block_id"], block["element"], optional, label, bool(block.get("dispatch_action")))
        return
    inside = [block["accessory"]] if "accessory" in block else block.get("elements", [])
    if block["type"] in ("section", "actions"):
        for element in inside:
            if element["type"] in KINDS:
                yield Field(block["block_id"], element, optional=True, label=element["type"], dispatches=True)


def initial(field: Field) -> Json:
    """The state of an untouched field."""
    element, kind = field.element, field.kind
    if kind in TEXTS or kind == "rich_text_input":
        return {"type": kind, _value_key(kind): element.get("initial_value")}
    if kind in PICKERS:
        return {"type": kind, f"selected_{PICKERS[kind]}": element.get(f"initial_{PICKERS[kind]}")}
    if kind == "datetimepicker":
        return {"type": kind, "selected_date_time": element.get("initial_date_time")}
    if kind in SINGLE:
        return {"type": kind, f"selected_{SINGLE[kind]}": element.get(f"initial_{SINGLE[kind]}")}
    return {"type": kind, f"selected_{MANY[kind]}": element.get(f"initial_{MANY[kind]}", [])}


def filled(field: Field, value: Any, offered: Sequence[Json] = ()) -> Json:
    """The state of a field after the person put `value` in; None empties it. Options go by value or by what is read."""
    kind = field.kind
    if kind in TEXTS or kind == "rich_text_input":
        return {"type": kind, _value_key(kind): _typed(field, value)}
    if kind in PICKERS:
        return {"type": kind, f"selected_{PICKERS[kind]}": _picked(value)}
    if kind == "datetimepicker":
        moment = int(value.timestamp()) if isinstance(value, datetime) else value
        return {"type": kind, "selected_date_time": moment}
    if kind in SINGLE:
        chosen = None if value is None else _one(field, value, offered)
        return {"type": kind, f"selected_{SINGLE[kind]}": chosen}
    several = value.split(",") if isinstance(value, str) else value or ()
    return {"type": kind, f"selected_{MANY[kind]}": [_one(field, one, offered) for one in several]}


def is_empty(state: Json) -> bool:
    return not any(value for key, value in state.items() if key != "type")


def options_of(element: Json) -> list[Json]:
    grouped = [option for group in element.get("option_groups", []) for option in group["options"]]
    return [*element.get("options", []), *grouped]


def _value_key(kind: str) -> str:
    return "rich_text_value" if kind == "rich_text_input" else "value"


def _typed(field: Field, value: Any) -> Any:
    if value is None or not isinstance(value, str) or field.kind != "plain_text_input":
        return value or None
    least, most = field.element.get("min_length", 0), field.element.get("max_length", 3000)
    if not least <= len(value) <= most:
        raise ClientRefuses(f"{field.block_id}: {len(value)} characters, Slack takes {least} to {most}")
    return value or None


def _picked(value: Any) -> str | None:
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, date) else value


def _one(field: Field, value: Any, offered: Sequence[Json]) -> Any:
    """An option; a dict goes through as it is, for forged ones. Users and conversations go by id."""
    if {**SINGLE, **MANY}[field.kind] not in ("option", "options") or isinstance(value, dict):
        return value
    held = [*options_of(field.element), *_initially(field.element)]
    options = list(offered) if "external" in field.kind and offered else held
    for option in options:
        if str(value) in (option.get("value"), option["text"]["text"]):
            return option
    raise ClientRefuses(f"{field.block_id}: no option {value!r}; there are {[o['text']['text'] for o in options]}")


def _initially(element: Json) -> list[Json]:
    return [
        *([element["initial_option"]] if element.get("initial_option") else []),
        *element.get("initial_options", []),
    ]
