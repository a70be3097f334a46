"""What tests ask of a page: its structure, its labels, what axe says, how it behaves in Chromium."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from html.parser import HTMLParser
from importlib.resources import files
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
HOME = "http://tandem.test"
"""Where `opened` pretends to be; no socket is involved."""

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: pages are not looked at in a browser")

_Tag = tuple[str, Mapping[str, str]]


class _Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[_Tag] = []
        self.ends: list[str] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        self.ends.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.tags.append(("!--", {data: ""}))


@lru_cache(1)  # several questions are asked of one page
def _read(html: str) -> _Reader:
    return _Reader(html)


def tags(html: str) -> list[_Tag]:
    """Every element with its attributes, in order."""
    return _read(html).tags


def shape(html: str) -> tuple[object, ...]:
    """Elements and the names of their attributes: what no typed text may ever change."""
    read = _read(html)
    return tuple((tag, *attributes) for tag, attributes in read.tags), tuple(read.ends)


def text(html: str) -> str:
    """All that can be read."""
    return "".join(_read(html).texts)


def unlabelled(html: str) -> list[_Tag]:
    """Inputs that neither a label's `for` nor a label around them (our radios) names."""
    every = tags(html)
    named = {attributes.get("for") for tag, attributes in every if tag == "label"}
    return [
        (tag, attributes)
        for place, (tag, attributes) in enumerate(every)
        if tag in ("input", "select", "textarea")
        and attributes.get("type") != "hidden"
        and attributes.get("id") not in named
        and every[place - 1][0] != "label"
    ]


def dangling(html: str) -> set[str]:
    """Ids that are pointed to (for, aria-*, list, #anchors) and are nowhere."""
    every = tags(html)
    pointing = ("for", "aria-describedby", "aria-labelledby", "list")
    wanted = {one for _, has in every for name in pointing for one in has.get(name, "").split()}
    wanted |= {has["href"][1:] for _, has in every if has.get("href", "").startswith("#")}
    return wanted - {has.get("id", "") for _, has in every}


@contextmanager
def opened(answer: Callable[[str], str], **looks: Any) -> Iterator[Any]:
    """A page of Chromium; `answer` gives the body for each path but those under /static/."""
    from playwright.sync_api import Route, sync_playwright

    def fulfil(route: Route) -> None:
        path = route.request.url.removeprefix(HOME)
        kind, body = _static(path) or _live(path, answer) or ("text/html", answer(path))
        route.fulfill(body=body, content_type=f"{kind}; charset=utf-8")

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_QUIET)
        try:
            page = browser.new_context(**looks).new_page()
            page.route("**/*", fulfil)
            yield page
        finally:
            browser.close()


def axe(page: Any) -> list[str]:
    """What axe finds on the page as it stands: rule and element."""
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    return [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]


def _static(path: str) -> tuple[str, str] | None:
    if not path.startswith("/static/"):
        return None
    kinds = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
    body = files("bot.web").joinpath(path[1:]).read_text(encoding="utf-8")
    return kinds[path.rpartition(".")[2]], body


def _live(path: str, answer: Callable[[str], str]) -> tuple[str, str] | None:
    return ("text/event-stream", answer(path)) if path.startswith("/live") else None
