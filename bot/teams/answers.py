"""What a Reply becomes in Teams: pure JSON, so that the inbox can keep it and a second delivery gets the same."""

from dataclasses import replace
from typing import assert_never

from bot.arrivals import Pressed, Typed
from bot.handling import find
from bot.teams import cards, dialogs, queries
from bot.teams.arrivals import TYPED, TYPED_LIMIT, Turn, Way
from bot.teams.cards import ADAPTIVE, Json, mapping
from bot.teams.limits import SUMMARY
from bot.teams.markdown import markdown
from handlers.replies import Amend, Correct, OpenForm, Options, Reply, Show
from views.translator import Translator
from views.vocabulary import Button, Buttons, Card, Form, Words


def answered(turn: Turn, reply: Reply, t: Translator) -> Json:
    """All that is said, each part only where there is something to say.

    `private` is a message to the person alone, `here` one to where it was asked, `body` answers the invoke.
    `otherwise` holds the `here` and `body` for when the private message cannot be delivered.
    """
    match turn.way:
        case Way.MESSAGE:
            return _told(turn, reply, t)
        case Way.PRESS:
            return _on_card(turn, reply, t)
        case Way.DIALOG:
            return {"body": _in_dialog(reply)}
        case Way.SEARCH:
            return {"body": dialogs.options(_options(reply))}
        case Way.QUERY:
            return {"body": queries.results(_options(reply))}
        case _:
            assert_never(turn.way)


def late(turn: Turn, t: Translator) -> Json:
    """The body when time is over: the answer itself follows as a message."""
    route = find(turn.arrival.asked).route
    words = t("saving-words") if route and route.writes else t("waiting-words")
    return said(turn, words)


def said(turn: Turn, words: Words) -> Json:
    """A body that is one sentence; pickers stay empty, and a message has none."""
    match turn.way:
        case Way.MESSAGE:
            return {}
        case Way.PRESS:
            return cards.noted(words)
        case Way.DIALOG:
            return dialogs.message(words)
        case Way.SEARCH:
            return dialogs.options(Options(()))
        case Way.QUERY:
            return queries.results(Options(()))
        case _:
            assert_never(turn.way)


def _options(reply: Reply) -> Options:
    return reply if isinstance(reply, Options) else Options(())


def as_message(body: Json) -> Json:
    """The card that an invoke was to show, as a message; a form can be filled in and sent there as well.

    {} where the body shows no card.
    """
    task = mapping(mapping(body.get("task")).get("value"))
    card = mapping(task.get("card")).get("content") or (body.get("value") if body.get("type") == ADAPTIVE else None)
    if not isinstance(card, dict):
        return {}
    return {
        "type": "message",
        "summary": card["fallbackText"],
        "attachments": [{"contentType": ADAPTIVE, "content": card}],
    }


def _told(turn: Turn, reply: Reply, t: Translator) -> Json:
    """A channel learns only that there was an answer; what a targeted message asks it does not even learn that of."""
    message = _message(turn, reply, t)
    if turn.private or _is_public(reply):
        return {"here": message}
    aside = {} if turn.targeted else {"here": _line(t("answer-in-private"))}
    return {"private": message, **aside, "otherwise": {"here": _behind_button(turn, t) or _line(t("write-in-person"))}}


def _on_card(turn: Turn, reply: Reply, t: Translator) -> Json:
    """The pressed card stays, unless it is itself what changed: a new card is a new message."""
    if isinstance(reply, Amend):
        return {"body": cards.replaced(reply.card)}
    message = _message(turn, reply, t)
    if turn.private or _is_public(reply):
        return {"here": message, "body": cards.noted(_gist(reply, t))}
    return {
        "private": message,
        "body": cards.noted(t("answer-in-private")),
        "otherwise": _pressed_in_vain(turn, t),
    }


def _pressed_in_vain(turn: Turn, t: Translator) -> Json:
    if card := _behind_button(turn, t):
        return {"here": card, "body": cards.noted(t("answer-behind-button"))}
    return {"body": cards.noted(t("write-in-person"))}


def _behind_button(turn: Turn, t: Translator) -> Json:
    """A neutral line, and a button that shows whoever presses it what they themselves are answered: in a dialog.

    {} where to ask again would do something again, or would tell the channel what only Tandem was told.
    """
    route, again = find(turn.arrival.asked).route, _again(turn, t)
    if again is None or turn.targeted or (route and route.writes):
        return {}
    button = replace(again, label=t("answer-open"))
    return cards.activity(Card(t("answer-waits"), t("answer-behind-button"), parts=(Buttons((button,)),)))


def _in_dialog(reply: Reply) -> Json:
    match reply:
        case Show(card) | Amend(card):
            return dialogs.shown(card)
        case OpenForm(form) | Correct(form):
            return dialogs.dialog(form)
        case Options():
            return {}
        case _:
            assert_never(reply)


def _message(turn: Turn, reply: Reply, t: Translator) -> Json:
    match reply:
        case Show(card) | Amend(card):
            return cards.activity(card)
        case OpenForm(form):
            return _opening(turn, form, t)
        case Correct(form):
            return as_message(dialogs.dialog(form))
        case Options():
            return {}
        case _:
            assert_never(reply)


def _opening(turn: Turn, form: Form, t: Translator) -> Json:
    """Only a button opens a dialog: this one asks the same again, so the form is filled in as it would be now."""
    again = _again(turn, t)
    if again is None:
        return as_message(dialogs.dialog(form))
    return cards.activity(Card(title=form.title, summary=t("open-form-here"), parts=(Buttons((again,)),)))


def _again(turn: Turn, t: Translator) -> Button | None:
    button = Button(t("open-form"), TYPED, opens=True)
    match turn.arrival.asked:
        case Typed(text):
            return replace(button, ref=text[:TYPED_LIMIT])
        case Pressed(route, ref, version):
            return replace(button, route=route, ref=ref, version=version)
        case _:
            return None


def _is_public(reply: Reply) -> bool:
    return isinstance(reply, Show) and reply.public


def _gist(reply: Reply, t: Translator) -> Words:
    match reply:
        case Show(card) | Amend(card):
            return card.summary or card.title
        case OpenForm(form) | Correct(form):
            return form.title
        case Options():
            return t("waiting-title")
        case _:
            assert_never(reply)


def _line(words: Words) -> Json:
    return {"type": "message", "text": markdown(words, SUMMARY)}
