"""The shapes of Slack's payloads: which fields are there, and of what type, before our gateway reads them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """Paths in a payload: `*` stands for each member of an object, `[]` for each of a list of at least one.

    At `texts` there is a string, at `maybe` a string, null or nothing, at `objects` an object or nothing.
    """

    texts: Sequence[Sequence[str]]
    maybe: Sequence[Sequence[str]] = ()
    objects: Sequence[Sequence[str]] = ()

    def fits(self, payload: object) -> bool:
        return (
            all(_all(_leaves(payload, path), (str,)) for path in self.texts)
            and all(_all(_leaves(payload, path), (str, type(None)), least=0) for path in self.maybe)
            and all(_all(_leaves(payload, path), (dict, type(None)), least=0) for path in self.objects)
        )


_MISFIT = object()


def _leaves(thing: object, path: Sequence[str]) -> list[object]:
    """What stands at the end of a path: None where a part is missing, _MISFIT where one does not fit."""
    found = [thing]
    for step in path:
        # A level at a time: a form of ours has hundreds of leaves, and this runs for each request.
        further: list[object] = []
        for one in found:
            if one is None or one is _MISFIT:
                further.append(one)
            elif step in {"*", "[]"}:
                further += [_MISFIT if member is None else member for member in _members(one, step)]
            else:
                further.append(one.get(step) if isinstance(one, dict) else _MISFIT)
        found = further
    return found


def _members(thing: object, step: str) -> Iterable[object]:
    if step == "*" and isinstance(thing, dict):
        return thing.values()
    return thing if step == "[]" and isinstance(thing, list) else (_MISFIT,)


def _all(leaves: Iterable[object], types: tuple[type, ...], *, least: int = 1) -> bool:
    found = [isinstance(leaf, types) for leaf in leaves]
    return len(found) >= least and all(found)


def _shape(texts: str, maybe: str = "", objects: str = "") -> Shape:
    def paths(words: str) -> Sequence[Sequence[str]]:
        return tuple(tuple(word.replace("[]", ".[]").split(".")) for word in words.split())

    return Shape(paths(texts), paths(maybe), paths(objects))


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
        "event_id team_id event.type", "enterprise_id authorizations[].team_id authorizations[].enterprise_id"
    ),
    "url_verification": _shape("challenge"),
}
# Other events carry whole objects where these have an id.
SPOKEN = {"app_home_opened", "app_mention", "message"}
SPEECH = _shape("event.type", "event.user event.channel event.channel_type event.team event.text event.ts event.tab")
