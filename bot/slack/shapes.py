"""The shapes of Slack's payloads: which fields are there, and of what type, before our gateway reads them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field


@dataclass
class Shape:
    """What has to stand in one part of a payload, and in the parts of that: `*` is each member of an object, `[]`
    each of a list.
    """

    kind: type = dict
    needed: bool = False
    """Else it may be null or missing. Of members that are, there has to be one."""
    parts: "dict[str, Shape]" = field(default_factory=dict)

    def fits(self, thing: object) -> bool:
        """Each part is looked at once: a form of ours has hundreds, and this runs for each request."""
        if isinstance(thing, dict) and self.kind is dict:
            return all(
                _fit(shape, thing.values()) if name == "*" else _fits(shape, thing.get(name))
                for name, shape in self.parts.items()
            )
        if isinstance(thing, list) and self.kind is list:
            return _fit(self.parts["[]"], thing)
        return isinstance(thing, str) and self.kind is str


def _fits(shape: Shape, part: object) -> bool:
    return not shape.needed if part is None else shape.fits(part)


def _fit(shape: Shape, members: Collection[object]) -> bool:
    return all(map(shape.fits, members)) and (bool(members) or not shape.needed)


def _shape(texts: str, maybe: str = "", objects: str = "") -> Shape:
    """At `texts` there is a string, at `maybe` a string, null or nothing, at `objects` an object or nothing."""
    whole = Shape()
    for paths, kind in ((texts, str), (maybe, str), (objects, dict)):
        for path in paths.split():
            _add(whole, path.replace("[]", ".[]").split("."), kind, needed=paths is texts)
    return whole


def _add(whole: Shape, path: Sequence[str], kind: type, *, needed: bool) -> None:
    shape = whole
    for step in path:
        shape.kind = list if step == "[]" else dict
        shape = shape.parts.setdefault(step, Shape(kind))
        shape.needed |= needed
    shape.kind = kind


_PLACE = "team.id user.team_id enterprise.id channel.id message.ts container.message_ts response_url"
_VIEW = "view.id view.callback_id view.private_metadata view.hash view.root_view_id"
_INPUT = (
    "{0}.value {0}.selected_option.value {0}.selected_options[].value {0}.selected_date {0}.selected_time"
    " {0}.selected_user {0}.selected_channel {0}.selected_conversation"
)
_ANSWERS = _INPUT.format("view.state.values.*.*") + " " + _INPUT.format("state.values.*.*")
_BLOCKS = "view.state.values view.state.values.* view.state.values.*.* state.values state.values.* state.values.*.*"

COMMAND = _shape("command user_id team_id channel_id trigger_id", "text response_url enterprise_id")
INTERACTIVE = {
    "block_actions": _shape(
        "user.id trigger_id actions[].action_id actions[].block_id",
        f"{_PLACE} {_VIEW} {_INPUT.format('actions[]')} {_ANSWERS}",
        _BLOCKS,
    ),
    "block_suggestion": _shape("user.id action_id block_id", f"value {_PLACE} {_VIEW} {_ANSWERS}", _BLOCKS),
    "message_action": _shape("user.id trigger_id callback_id", _PLACE),
    "shortcut": _shape("user.id trigger_id callback_id", _PLACE),
    "view_closed": _shape("user.id view.id view.callback_id", f"{_PLACE} {_VIEW}"),
    "view_submission": _shape("user.id trigger_id view.id view.callback_id", f"{_PLACE} {_VIEW} {_ANSWERS}", _BLOCKS),
}
ENVELOPES = {
    "app_rate_limited": _shape("team_id"),
    "event_callback": _shape(
        "event_id event.type", "team_id enterprise_id authorizations[].team_id authorizations[].enterprise_id"
    ),
    "url_verification": _shape("challenge"),
}
# Other events carry whole objects where these have an id.
SPOKEN = {"app_home_opened", "app_mention", "message"}
SPEECH = _shape("event.type", "event.user event.channel event.channel_type event.team event.text event.ts event.tab")
