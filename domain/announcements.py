"""Announcements: what is said to many at once, in each language, and the states that it goes through."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from domain.marks import addresses, leads_to
from domain.refusal import Refusal

KIND = "announcement"
TITLE, BODY = 100, 2000
"""Characters of a title and of a text: with every sign escaped a text still fits into a card of each platform."""
LABEL, ALT, ADDRESS = 40, 200, 300
BUTTONS = 5

_REF = re.compile(r"[Aa]-?([0-9A-Za-z]{5})")
_LOOKALIKES = str.maketrans("OILU", "011V")


class State(StrEnum):
    """Where an announcement is in its life."""

    DRAFT = "draft"
    WAITING = "waiting"
    """For a second person, who sends it."""
    SCHEDULED = "scheduled"
    """It goes in sixty seconds, or later; until then it can be taken back."""
    SENDING = "sending"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    SENT = "sent"
    RETRACTED = "retracted"


class Step(StrEnum):
    """What happens to an announcement."""

    EDIT = "edit"
    ASK = "ask"
    """A second person is asked to send it."""
    SEND = "send"
    """It was said when it goes."""
    TAKE_BACK = "take-back"
    BEGIN = "begin"
    """The first copies can leave."""
    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "cancel"
    FINISH = "finish"
    RETRACT = "retract"


_LEADS: Mapping[tuple[State, Step], State] = {
    (State.DRAFT, Step.EDIT): State.DRAFT,
    (State.DRAFT, Step.ASK): State.WAITING,
    (State.DRAFT, Step.SEND): State.SCHEDULED,
    (State.WAITING, Step.EDIT): State.DRAFT,
    (State.WAITING, Step.TAKE_BACK): State.DRAFT,
    (State.WAITING, Step.SEND): State.SCHEDULED,
    (State.SCHEDULED, Step.TAKE_BACK): State.DRAFT,
    (State.SCHEDULED, Step.BEGIN): State.SENDING,
    (State.SENDING, Step.PAUSE): State.PAUSED,
    (State.PAUSED, Step.RESUME): State.SENDING,
    (State.SENDING, Step.CANCEL): State.CANCELLED,
    (State.PAUSED, Step.CANCEL): State.CANCELLED,
    (State.SENDING, Step.FINISH): State.SENT,
    (State.SENDING, Step.RETRACT): State.RETRACTED,
    (State.PAUSED, Step.RETRACT): State.RETRACTED,
    (State.CANCELLED, Step.RETRACT): State.RETRACTED,
    (State.SENT, Step.RETRACT): State.RETRACTED,
}


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

    def missing(self, languages: Sequence[str]) -> tuple[str, ...]:
        """The languages in which nothing is written yet."""
        return tuple(language for language in languages if language not in self.texts)

    def text(self, language: str, languages: Sequence[str]) -> Text:
        """In this language; where it is not written, in the first of the others that is."""
        order = (language, *languages, *self.texts)
        return next((self.texts[one] for one in order if one in self.texts), Text("", ""))


@dataclass(frozen=True, kw_only=True)
class Announcement:
    """`version` makes each change happen once; `starts_at` is when it may begin to leave."""

    id: str
    ref: str
    author: str
    author_name: str
    state: State
    version: int
    content: Content
    made_at: datetime
    changed_at: datetime

    def after(self, step: Step) -> State:
        """Where this step leads; Refusal where it is not possible now."""
        then = _LEADS.get((self.state, step))
        if then is None:
            raise Refusal("announcement-not-now")
        return then

    def edited(self, content: Content) -> "Announcement":
        """With other words; whatever was decided about the old ones does not count any more."""
        return replace(self, state=self.after(Step.EDIT), content=content)


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


def read_ref(text: str) -> str | None:
    """A-7K3QX as people type it: any case, without the dash, O for 0 and I or L for 1; None where it is none."""
    found = _REF.fullmatch(text.strip())
    return f"A-{found[1].upper().translate(_LOOKALIKES)}" if found else None


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
