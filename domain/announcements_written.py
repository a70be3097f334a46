"""What an announcement says in each language, with a picture and buttons; and what is wrong with that."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from urllib.parse import urlsplit

from domain.marks import addresses, leads_to
from domain.refusal import Refusal

TITLE, BODY = 100, 2000
"""Characters of a title and of a text: with every sign escaped a text still fits into a card of each platform."""
LABEL, ALT, ADDRESS = 40, 200, 300
BUTTONS = 5


class Act(StrEnum):
    """What a button of an announcement does for its reader."""

    LINK = "link"
    ACKNOWLEDGE = "acknowledge"
    DOCUMENT = "document"
    TRAINING = "training"


@dataclass(frozen=True)
class Text:
    """What it says in one language; the body may carry the four marks."""

    title: str
    body: str


@dataclass(frozen=True)
class Picture:
    """An address, and what it shows, in words for those who do not see it, by language."""

    url: str
    alt: Mapping[str, str]


@dataclass(frozen=True)
class Action:
    """A button: where a link leads, or which document or course; `labels` by language, for a link."""

    act: Act
    target: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Content:
    """What is read."""

    texts: Mapping[str, Text] = field(default_factory=dict)
    picture: Picture | None = None
    actions: tuple[Action, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether its readers are to acknowledge it."""
        return any(one.act is Act.ACKNOWLEDGE for one in self.actions)

    def missing(self, languages: Sequence[str]) -> tuple[str, ...]:
        """The languages in which nothing is written yet."""
        return tuple(language for language in languages if language not in self.texts)

    def text(self, language: str, languages: Sequence[str]) -> Text:
        """In this language; where it is not written, in the first of the others that is."""
        order = (language, *languages, *self.texts)
        return next((self.texts[one] for one in order if one in self.texts), Text("", ""))


# --- checking what was typed ---


def checked(content: Content, domains: Collection[str]) -> Content:
    """As it was given; else Refusal at the field at fault, with the others that are."""
    found = [refusal for language, text in content.texts.items() for refusal in _wrong(language, text, domains)]
    if not content.texts:
        found.append(Refusal("announcement-empty"))
    if found:
        found[0].others = found[1:]
        raise found[0]
    return content


def check_links(content: Content, domains: Collection[str]) -> None:
    """Refusal where a link, a button or the picture leads elsewhere by now: the programme's domains change."""
    texts = (part for text in content.texts.values() for part in (text.title, text.body))
    written = [url for text in texts for url in addresses(text)]
    pressed = [one.target for one in content.actions if one.act is Act.LINK]
    shown = [content.picture.url] if content.picture else []
    for url in (*written, *pressed, *shown):
        if not leads_to(url, domains):
            raise _astray(url, domains, "")


def _wrong(language: str, text: Text, domains: Collection[str]) -> list[Refusal]:
    found = [
        *_too_long(text.title, TITLE, f"title-{language}"),
        *_too_long(text.body, BODY, f"body-{language}"),
        *_led_astray(text.title, domains, f"title-{language}"),
        *_led_astray(text.body, domains, f"body-{language}"),
    ]
    if not text.title or not text.body:
        found.append(Refusal("field-required", field=f"{'body' if text.title else 'title'}-{language}"))
    return found


def _too_long(text: str, limit: int, name: str) -> list[Refusal]:
    return [Refusal("announcement-too-long", field=name, count=len(text), limit=limit)] if len(text) > limit else []


def _led_astray(text: str, domains: Collection[str], name: str) -> list[Refusal]:
    away = next((url for url in addresses(text) if not leads_to(url, domains)), None)
    return [_astray(away, domains, name)] if away else []


def _astray(url: str, domains: Collection[str], name: str) -> Refusal:
    if not domains:
        return Refusal("announcement-no-links", field=name, given=url[:ADDRESS])
    return Refusal("announcement-link", field=name, given=url[:ADDRESS], allowed=tuple(domains))


_UNSHOWN = frozenset(
    ["svg", "svgz", "webp", "avif", "heic", "heif", "jxl", "bmp", "tif", "tiff", "ico", "pdf", "mp4", "mov", "webm"]
)
"""How the name of a picture ends that Slack or Teams do not show: docs.slack.dev, image-block, and learn.microsoft.com,
cards-reference, name PNG, JPEG and GIF. An address that does not tell is taken.
"""


def _check_address(url: str, domains: Collection[str]) -> None:
    if not leads_to(url, domains):
        raise _astray(url, domains, "url")
    for refusal in _too_long(url, ADDRESS, "url"):
        raise refusal


def pictured(
    content: Content, url: str, alt: Mapping[str, str], domains: Collection[str], languages: Sequence[str]
) -> Content:
    """With this picture, or with none where there is no address; Refusal at the field at fault. Where it is said in no
    language what it shows, that is the first one's.
    """
    if not url:
        return replace(content, picture=None)
    _check_address(url, domains)
    if (ending := urlsplit(url).path.rpartition(".")[2].lower()) in _UNSHOWN:
        raise Refusal("announcement-picture-type", field="url", given=f".{ending}")
    if not alt:
        raise Refusal("announcement-alt-missing", field=f"alt-{languages[0]}")
    _check_labels(alt, "alt", ALT)
    return replace(content, picture=Picture(url, alt))


def linked(content: Content, url: str, labels: Mapping[str, str], domains: Collection[str]) -> Content:
    """With one more button, which leads there; Refusal at the field at fault."""
    if len(content.actions) >= BUTTONS:
        raise Refusal("announcement-buttons", limit=BUTTONS)
    _check_address(url, domains)
    _check_labels(labels, "label", LABEL)
    return replace(content, actions=(*content.actions, Action(Act.LINK, url, labels)))


def opening(content: Content, act: Act, target: str, labels: Mapping[str, str]) -> Content:
    """With one more button, which opens this document or course; without labels it says so itself."""
    if len(content.actions) >= BUTTONS:
        raise Refusal("announcement-buttons", limit=BUTTONS)
    if labels:
        _check_labels(labels, "label", LABEL)
    return replace(content, actions=(*content.actions, Action(act, target, labels)))


def _check_labels(labels: Mapping[str, str], name: str, limit: int) -> None:
    """In one language at least."""
    if not labels:
        raise Refusal("announcement-words", field="url")
    for language, label in labels.items():
        for refusal in _too_long(label, limit, f"{name}-{language}"):
            raise refusal


def in_language(labels: Mapping[str, str], language: str, languages: Sequence[str]) -> str:
    """In this language, else in the first of the others in which it is written."""
    return next((labels[one] for one in (language, *languages, *labels) if one in labels), "")


# --- as it is kept ---


def to_json(content: Content) -> str:
    """Lossless."""
    picture = {"url": content.picture.url, "alt": dict(content.picture.alt)} if content.picture else None
    return json.dumps(
        {
            "texts": {language: [text.title, text.body] for language, text in content.texts.items()},
            "picture": picture,
            "actions": [[one.act, one.target, dict(one.labels)] for one in content.actions],
        },
        ensure_ascii=False,
    )


def from_json(body: str) -> Content:
    """What `to_json` made."""
    kept = json.loads(body)
    return Content(
        texts={language: Text(*text) for language, text in kept["texts"].items()},
        picture=Picture(kept["picture"]["url"], kept["picture"]["alt"]) if kept["picture"] else None,
        actions=tuple(Action(Act(act), target, labels) for act, target, labels in kept["actions"]),
    )
