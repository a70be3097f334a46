"""Every view stands in the gallery, with every reason for a refusal."""

import ast
import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType
from typing import get_type_hints

from handlers.routes import BUTTONS
from tests.conftest import HOUSE
from tests.filling import Filling
from tests.gallery import EXAMPLES, REFUSALS
from tests.house.layers import LAYERS, modules
from views.translator import LANGUAGES, translator
from views.vocabulary import Button, Buttons, Card, Form, Rows, plain


def views() -> Iterator[Callable[..., object]]:
    """Gives each public function of views/ that makes a Card or a Form."""
    for file in sorted((HOUSE / "views").glob("*.py")):
        yield from makers(import_module(f"views.{file.stem}"))


def makers(module: ModuleType) -> Iterator[Callable[..., object]]:
    for name, function in inspect.getmembers(module, inspect.isfunction):
        own = function.__module__ == module.__name__ and not name.startswith("_")
        if own and get_type_hints(function).get("return") in (Card, Form):
            yield function


def refusals() -> Iterator[str]:
    """Gives the reason of each Refusal("reason", ...) that the code makes."""
    for _, tree in modules(*LAYERS):
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Name(id="Refusal"), args=[ast.Constant(value=str(reason)), *_]):
                    yield reason
                case _:
                    pass


def test_every_view_is_in_the_gallery():
    shown = {example.view for example in EXAMPLES.values()}
    found = set(views())

    assert len(found) > 20
    assert not {f"{view.__module__}.{view.__name__} has no example" for view in found - shown}


def test_every_refusal_is_in_the_gallery():
    found = set(refusals())

    assert len(found) > 20
    assert found == REFUSALS.keys()


def test_a_view_is_recognised():
    module = ModuleType("views.trial")
    source = """
from views.vocabulary import Card, Form, Row
def a(t: str) -> Card: ...
def b() -> Form: ...
def row() -> Row: ...
def _own() -> Card: ...
"""
    exec(source, module.__dict__)

    assert [view.__name__ for view in makers(module)] == ["a", "b"]


ONE_PRESS = {
    # The whole question stands on the card, and nothing else does: pressing it is the decision.
    "approval-approve",
    # It takes back what was decided, before anybody was told; it can be decided again.
    "approval-undo",
    # It only shows what would be approved; what is pressed there is the one question, with all of it above.
    "approvals-offer",
    "approvals-several",
    # Undone by the button of the stage before.
    "deal-move",
    # They make a draft, or a copy to whoever presses.
    "announcement-duplicate",
    "announcement-test",
    # Nothing goes by it: a second person is asked, who sends it or does not, and until then it can be taken back.
    "announcement-have-sent",
    # It can be added again.
    "announcement-unlink",
    # Undone by the button that stands in its place afterwards.
    "announcement-pause",
    "announcement-resume",
    # The other one takes it back: the last word counts.
    "document-useful",
    "document-useless",
    # Only those whom it did not reach, and each of them once.
    "announcement-retry",
    # The whole text stands on the card: pressing it is to say that it was read.
    "announcement-acknowledge",
    # Nothing has left yet, and it is a draft again.
    "announcement-take-back",
    # Nothing was done yet, and whoever wants it after all drops the file again.
    "import-discard",
    # Undone by the button that stands in its place afterwards; whoever steps down themselves is asked.
    "team-make-admin",
    "team-make-rep",
    # It shows; that somebody has looked is on record.
    "document-open",
    "announcement-document",
    # A file for whoever presses, with what they can read anyway.
    "announcement-copies",
    "announcement-unreached-file",
    # It only sends what was offered before.
    "file-again",
    # The whole question stands on the card, and it is counted anew at the next review; what is out comes back alike.
    "document-verify",
    "document-bring-back",
    # The whole text stands on the card: pressing it is to say that it was meant so.
    "reply-answer",
    "reply-ask",
    "question-send",
    "question-tell",
    # Taken back by the button that stands in its place afterwards.
    "desk-take",
    "desk-give-back",
    "conflict-same",
    "conflict-not-same",
    "conflict-unsay",
    # The whole text stands on the card, and nothing else does: pressing it is the acceptance.
    "terms-accept",
    # What it does stands on the card; whoever leaves again is asked.
    "team-join",
    # The whole question stands on the card; undone by the button that stands there afterwards.
    "channel-link",
    # Nothing was linked yet, and whoever wants it after all adds Tandem again, or drops a file.
    "channel-leave",
    # It shows; the code that it may make says nothing by itself.
    "training-session",
    # What was understood stands on the card; each is undone by the button that stands there afterwards, or typed anew.
    "training-own-keep",
    "training-own-drop",
    "training-own-later",
    # It only hands a file to whoever asks.
    "training-file",
    # Each is undone by the other.
    "training-register",
    "training-cannot",
    "training-renew",
    # It says of oneself what nobody else can be asked; the reminder before is to be answered by one press.
    "training-done",
    # It only says when one is reminded again.
    "training-again",
    # Another code for the one before.
    "team-invite",
}
"""Buttons that change something at once, each with its reason; every other one asks first, or opens a form."""


def test_what_cannot_be_undone_asks_first():
    t = translator("en", "UTC")
    shown = [button for example in EXAMPLES.values() for button in _buttons(example.shown(Filling(t)))]
    at_once = {button.route for button in shown if _writes(button.route) and not button.confirm}

    assert at_once <= ONE_PRESS
    assert at_once >= ONE_PRESS, "what is gone needs no exception"


def test_whoever_is_asked_whether_they_are_sure_reads_two_answers_that_differ():
    alike = {
        f"{language}: {example.name}: {button.route}"
        for language in LANGUAGES
        for example in EXAMPLES.values()
        for button in _buttons(example.shown(Filling(translator(language, "UTC"))))
        if button.confirm and plain(button.confirm.no).casefold() in plain(button.confirm.yes).casefold()
    }

    assert not alike


def _writes(route: str) -> bool:
    return BUTTONS[route].writes if route in BUTTONS else False


def _buttons(shown: Card | Form) -> Iterator[Button]:
    for part in shown.parts if isinstance(shown, Card) else ():
        match part:
            case Buttons(buttons):
                yield from buttons
            case Rows(rows, more):
                yield from filter(None, (*(row.button for row in rows), more))
            case _:
                pass
