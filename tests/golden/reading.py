"""What a platform got, as text that people can read and compare: one line a block, marks as they were sent."""

from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

from tests.gallery import Shown
from tests.golden import surfaces
from views.translator import Translator
from views.vocabulary import Card, Form

Json = Mapping[str, Any]
JOINER = "\u2060"  # shown as ¦, or nobody would see it come and go


def readable(platform: str, shown: Shown, t: Translator) -> str:
    """On the surface where it is mostly seen: a message, for a form a modal or a dialog."""
    lines = _lines(platform, shown, t)
    return "\n".join(line.rstrip().replace("\n", "\n    ") for line in lines).replace(JOINER, "¦")


def _lines(platform: str, shown: Shown, t: Translator) -> Iterator[str]:
    match platform, shown:
        case "slack", Card():
            yield from _slack(next(surfaces.slack_messages(shown, t)))
        case "slack", Form():
            yield from _slack(next(surfaces.slack_views(shown, t)))
        case "teams", Card():
            yield from _card(surfaces.teams(shown).cards[0])
        case "teams", Form():
            yield from _dialog(surfaces.teams(shown).dialog)
        case _:
            yield from _Page(str(surfaces.web(shown, t))).lines


# --- Slack ---


def _slack(thing: Json) -> Iterator[str]:
    if "title" in thing:
        buttons = " ".join(f"[{thing[name]['text']}]" for name in ("close", "submit") if name in thing)
        yield f"<{thing['title']['text']}> {buttons}"
    for block in thing["blocks"]:
        yield from _block(block)


def _block(block: Json) -> Iterator[str]:
    match block["type"]:
        case "header":
            yield f"# {block['text']['text']}"
        case "section" if "fields" in block:
            texts = [field["text"] for field in block["fields"]]
            yield from (f"{name} | {value}" for name, value in zip(texts[::2], texts[1::2], strict=True))
        case "section":
            yield block["text"]["text"]
            yield from (f"    {_pressed(block[name])}" for name in ("accessory",) if name in block)
        case "context":
            yield f"~ {block['elements'][0]['text']}"
        case "image":
            yield f"(image {block['image_url']}: {block['alt_text']})"
        case "actions":
            yield " ".join(map(_pressed, block["elements"]))
        case "input":
            yield from _input(block)
        case other:
            yield f"({other})"


def _pressed(button: Json) -> str:
    confirm = button.get("confirm", {})
    words = (f"{name}: {confirm[name]['text']}" for name in ("title", "text", "confirm", "deny") if name in confirm)
    asks = "".join(f"; {word}" for word in words)
    value = button.get("value") or button.get("url")
    to = filter(None, (button["action_id"], value, button.get("style")))
    return f"[{button['text']['text']} -> {' '.join(to)}{asks}]"


def _input(block: Json) -> Iterator[str]:
    element = block["element"]
    star = "" if block["optional"] else " *"
    yield f"{block['label']['text']}{star} = {element['type']} {element['action_id']}"
    values = [element[name] for name in ("initial_value", "initial_date") if name in element]
    values += [element["initial_option"]["text"]["text"]] if "initial_option" in element else []
    yield from (f"    = {value}" for value in values)
    yield from _options(option["text"]["text"] for option in element.get("options", ()))
    yield from (f"    ? {block[name]['text']}" for name in ("hint",) if name in block)


def _options(names: Iterator[str]) -> Iterator[str]:
    offered = " / ".join(names)
    yield from (f"    ( {offered} )",) if offered else ()


# --- Teams ---


def _dialog(answer: Json) -> Iterator[str]:
    value = answer["task"]["value"]
    yield f"<{value['title']}> {value['height']}"
    yield from _card(value["card"]["content"])


def _card(card: Json) -> Iterator[str]:
    yield from _elements(card["body"])
    if "actions" in card:
        yield _actions(card["actions"])


def _elements(elements: Sequence[Json]) -> Iterator[str]:
    for element in elements:
        yield from _element(element)


def _element(element: Json) -> Iterator[str]:
    match element["type"]:
        case "TextBlock":
            mark = "# " if element.get("style") == "heading" else "~ " if element.get("isSubtle") else ""
            yield mark + element["text"]
        case "FactSet":
            yield from (f"{fact['title']} | {fact['value']}" for fact in element["facts"])
        case "ActionSet":
            yield _actions(element["actions"])
        case "Container":
            yield f"{{ {element['style']}{' hidden' if element.get('isVisible') is False else ''}"
            yield from _elements(element["items"])
            yield "}"
        case "ColumnSet":
            yield from (line for column in element["columns"] for line in _elements(column["items"]))
        case "Image":
            yield f"(image {element['url']}: {element['altText']})"
        case kind:
            yield f"{element['label']} = {kind} {element['id']} {element.get('style', '')}"
            yield from (f"    = {element['value']}" for _ in (1,) if element.get("value"))
            yield from _options(choice["title"] for choice in element.get("choices", ()))
            yield from (f"    ? {element['placeholder']}" for _ in (1,) if "placeholder" in element)


def _actions(actions: Sequence[Json]) -> str:
    return " ".join(map(_action, actions))


def _action(action: Json) -> str:
    kind, data = action["type"].removeprefix("Action."), action.get("data", {})
    to = [
        kind,
        *((action["url"],) if "url" in action else ()),
        *(str(data[name]) for name in ("route", "ref", "version", "draft") if data.get(name)),
    ]
    return f"[{action['title']} -> {' '.join((*to, *(action[name] for name in ('style',) if name in action)))}]"


# --- the web ---

_BLOCKS = {"h2", "h3", "p", "li", "legend", "label", "summary", "article", "form", "div", "dl", "ul", "fieldset"}
_BEFORE = {"h2": "# ", "h3": "# ", "dd": " | ", "button": "[", "summary": "[", "option": " / "}
_AFTER = {"button": "] ", "summary": "] "}


class _Page(HTMLParser):
    """One line a block; of inputs what they are called and what they hold."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines = [""]
        self.feed(html)
        self.close()
        self.lines = [line.rstrip() for line in self.lines if line.strip()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        if tag in _BLOCKS or (tag in ("dt", "input", "textarea", "select")):
            self.lines.append("~ " if has.get("class") == "note" else "")
        self.lines[-1] += _BEFORE.get(tag, "")
        if tag in ("input", "textarea", "select"):
            told = [has.get("type") or tag, has.get("name"), has.get("value"), "checked" if "checked" in has else ""]
            self.lines[-1] += f"    = {' '.join(filter(None, told))} "
        if tag in ("button", "option"):
            self.lines[-1] += f"{has.get('value', '')}{'*' if 'selected' in has else ''} -> "
        if has.get("role") == "img":
            self.lines[-1] += f"({has['aria-label']}) "

    def handle_endtag(self, tag: str) -> None:
        self.lines[-1] += _AFTER.get(tag, "")
        if tag in _BLOCKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        self.lines[-1] += data
