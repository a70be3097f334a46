"""Announcements: what is said to many at once, in each language, and the states that it goes through."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from domain.audience import Audience, Leaving
from domain.marks import addresses, leads_to
from domain.programme import Announcing
from domain.refusal import Refusal
from domain.when import QuietHours

KIND = "announcement"
TITLE, BODY = 100, 2000
"""Characters of a title and of a text: with every sign escaped a text still fits into a card of each platform."""
LABEL, ALT, ADDRESS = 40, 200, 300
BUTTONS = 5
REASON = 300
ON_RECORD = timedelta(days=365)
"""How long it is known what became of each message."""
TAKE_BACK = timedelta(seconds=60)
"""How long it can be taken back before the first copy leaves."""
GROWTH, GROWTH_AT_LEAST = 0.1, 3
"""By what share, and by how many at least, an audience grows until it is not the one that was agreed to any more."""
MORNING = time(9)
SENDER_LOST = "announcement-sender-lost"
"""Why it does not go: who has sent it, or agreed to that, may not any more."""
_EAST, _WEST = timedelta(hours=14), timedelta(hours=12)

_REF = re.compile(r"[Aa]-?([0-9A-Za-z]{5})")
_LOOKALIKES = str.maketrans("OILU", "011V")


class State(StrEnum):
    """Where an announcement is in its life."""

    DRAFT = "draft"
    WAITING = "waiting"
    """For a second person, who sends it."""
    SCHEDULED = "scheduled"
    """It goes later; until then it can be taken back."""
    SENDING = "sending"
    """It has its copies; for the first sixty seconds none of them leaves, and it can be taken back."""
    PAUSED = "paused"
    CANCELLED = "cancelled"
    SENT = "sent"
    RETRACTED = "retracted"


BEGUN = frozenset({State.SENDING, State.PAUSED, State.CANCELLED, State.SENT, State.RETRACTED})
"""From then on it has copies."""


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
    RETRY = "retry"
    """What has failed is sent once more."""
    REMIND = "remind"
    """Those who have not acknowledged it are told once more."""
    FINISH = "finish"
    PROPOSE = "propose"
    """A second person is asked about other words for what has left."""
    REVISE = "revise"
    """Its words are changed everywhere."""
    DISMISS = "dismiss"
    """They are not."""
    RETRACT = "retract"


_LEADS: Mapping[tuple[State, Step], State] = {
    (State.DRAFT, Step.EDIT): State.DRAFT,
    (State.DRAFT, Step.ASK): State.WAITING,
    (State.DRAFT, Step.SEND): State.SCHEDULED,
    (State.WAITING, Step.EDIT): State.DRAFT,
    (State.WAITING, Step.TAKE_BACK): State.DRAFT,
    (State.WAITING, Step.SEND): State.SCHEDULED,
    (State.SCHEDULED, Step.TAKE_BACK): State.DRAFT,
    (State.SCHEDULED, Step.ASK): State.WAITING,
    (State.SENDING, Step.TAKE_BACK): State.DRAFT,
    (State.SCHEDULED, Step.BEGIN): State.SENDING,
    (State.SENDING, Step.PAUSE): State.PAUSED,
    (State.PAUSED, Step.RESUME): State.SENDING,
    (State.SENDING, Step.CANCEL): State.CANCELLED,
    (State.PAUSED, Step.CANCEL): State.CANCELLED,
    (State.SENDING, Step.RETRY): State.SENDING,
    (State.SENT, Step.RETRY): State.SENDING,
    (State.SENDING, Step.FINISH): State.SENT,
    (State.SENDING, Step.RETRACT): State.RETRACTED,
    (State.PAUSED, Step.RETRACT): State.RETRACTED,
    (State.CANCELLED, Step.RETRACT): State.RETRACTED,
    (State.SENT, Step.RETRACT): State.RETRACTED,
}


_LEFT = (State.SENDING, State.PAUSED, State.CANCELLED, State.SENT)
_IN_PLACE = {(state, step): state for state in _LEFT for step in (Step.PROPOSE, Step.REVISE, Step.DISMISS, Step.REMIND)}


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


class Way(StrEnum):
    """When it goes."""

    NOW = "now"
    AT = "at"
    """At one moment, the same for everybody."""
    MORNING = "morning"
    """At MORNING by each reader's own clock, the first time from a moment on."""


@dataclass(frozen=True, kw_only=True)
class Timing:
    """`at` is that moment, None for as soon as it is sent; `day` the first on which it is MORNING.

    `urgent` is the reason why it does not wait for working hours, "" where it does; `alone`, why somebody sent it to
    many without a second person; `agreed`, how many it reached when it was said that it goes, or a second person was
    asked, `at_partners` how many at each partner, and `agreed_as` what a second person was asked who has sent it, ""
    where nobody was. `new` are those by how many more it had grown when it was given back for that, `stopped` why else
    it was, or is not sent by itself; `lost`, by how many fewer it went than were agreed to.
    """

    way: Way = Way.NOW
    at: datetime | None = None
    day: date | None = None
    urgent: str = ""
    alone: str = ""
    agreed: int = 0
    at_partners: Mapping[str, int] = field(default_factory=dict)
    new: Mapping[str, int] = field(default_factory=dict)
    lost: Mapping[str, int] = field(default_factory=dict)
    stopped: str = ""
    agreed_as: str = ""

    def afresh(self, *, agreed: int = 0, alone: str = "", agreed_as: str = "") -> "Timing":
        """When it goes, and nothing of what was agreed to before."""
        now = replace(self, agreed=agreed, alone=alone, agreed_as=agreed_as)
        return replace(now, at_partners={}, new={}, lost={}, stopped="")

    def check(self, at: datetime) -> None:
        """Refusal where the moment is over, or the morning of that day, wherever one is."""
        if self.way is Way.AT and self.at and self.at <= at:
            raise Refusal("announcement-moment-past", given=self.at)
        if self.day and datetime.combine(self.day, MORNING, tzinfo=UTC) + _WEST <= at:
            raise Refusal("announcement-day-past", day=self.day)

    def outgrown(self, reached: int, many: int) -> bool:
        """Whether it reaches so many now that somebody has to agree anew: those to whom it is sent by a second person
        above `many`, and nobody had to then, or GROWTH more than were agreed to.
        """
        if reached <= many:
            return False
        return self.agreed <= many or has_grown(self.agreed, reached)

    def newcomers(self, at_partners: Mapping[str, int]) -> dict[str, int]:
        """How many more it reaches at which partner, the most first; none where it was not kept how many it was."""
        return _more(at_partners, self.at_partners) if self.at_partners else {}

    def missing(self, at_partners: Mapping[str, int]) -> dict[str, int]:
        """How many fewer, in the same order."""
        return _more(self.at_partners, at_partners)

    def leaving(self, at: datetime, rules: Announcing, quiet: QuietHours | None) -> Leaving:
        """When each copy leaves, where the first may leave `at`."""
        return Leaving(
            at=max(self._from or at, at),
            wall=MORNING if self.way is Way.MORNING else None,
            day=self.day,
            urgent=bool(self.urgent),
            holds_channels=rules.hold_channels,
            quiet=quiet,
        )

    def starts_at(self, at: datetime) -> datetime:
        """Where it is sent `at`: when the first copy may leave, or where that is later than TAKE_BACK, when its copies
        are made. So long it can be taken back.

        What goes at one moment is made ready before, so that it leaves then.
        """
        return max(at + TAKE_BACK, self._from - TAKE_BACK) if self._from else at + TAKE_BACK

    @property
    def _from(self) -> datetime | None:
        """When the first copy may leave: a day begins in the east before it does anywhere else."""
        return datetime.combine(self.day, time(), tzinfo=UTC) - _EAST if self.day else self.at


def is_another(seen: int, reached: int) -> bool:
    """Whether an audience is another than the one that somebody has seen, in either way."""
    return has_grown(seen, reached) or has_grown(reached, seen)


def has_grown(seen: int, reached: int) -> bool:
    """Whether it is another audience than the one that somebody has seen."""
    more = reached - seen
    return more >= GROWTH_AT_LEAST and more > GROWTH * seen


def _more(these: Mapping[str, int], than: Mapping[str, int]) -> dict[str, int]:
    more = ((partner, count - than.get(partner, 0)) for partner, count in these.items())
    return dict(sorted((one for one in more if one[1] > 0), key=lambda one: (-one[1], one[0])))


@dataclass(frozen=True, kw_only=True)
class Announcement:
    """`version` makes each change happen once; `starts_at` is when its copies are made, or where it has them, when the
    first may leave.

    `revision` is what it is to say where a second person agrees, `edits` numbers what was asked so; `edited_at` is when
    its words were changed, or taken back, after it had left.
    """

    id: str
    ref: str
    author: str
    author_name: str
    state: State
    version: int
    content: Content
    made_at: datetime
    changed_at: datetime
    audience: Audience | None = None
    timing: Timing = Timing()
    starts_at: datetime | None = None
    revision: Content | None = None
    edits: int = 0
    edited_at: datetime | None = None

    @property
    def has_begun(self) -> bool:
        """Whether it has copies."""
        return self.state in BEGUN

    def forgotten(self, at: datetime) -> bool:
        """Whether it is not on record any more what became of its copies: nothing more can be done to them."""
        return self.has_begun and (self.starts_at or self.changed_at) + ON_RECORD <= at

    def after(self, step: Step) -> State:
        """Where this step leads; Refusal where it is not possible now."""
        then = _LEADS.get((self.state, step)) or _IN_PLACE.get((self.state, step))
        if then is None:
            raise Refusal("announcement-not-now")
        return then

    @property
    def asked_as(self) -> str:
        """What a second person is asked about: these words, for these readers, and no others."""
        return f"{self.id}.r{self.edits}" if self.revision else f"{self.id}.{self.version}"

    @property
    def sent_as(self) -> tuple[str, ...]:
        """What a second person was asked about who has sent it. Where that is not kept, it has changed once since, or
        twice where it began.
        """
        if self.timing.agreed_as:
            return (self.timing.agreed_as,)
        return tuple(f"{self.id}.{self.version - steps}" for steps in (1, 2))

    def to_revise(self, content: Content) -> "Announcement":
        """With other words that wait for a second person."""
        return replace(self, state=self.after(Step.PROPOSE), revision=content, edits=self.edits + 1)

    def revised(self, content: Content, at: datetime) -> "Announcement":
        """With other words, in every copy."""
        return replace(self, state=self.after(Step.REVISE), content=content, revision=None, edited_at=at)

    def edited(
        self, content: Content | None = None, audience: Audience | None = None, timing: Timing | None = None
    ) -> "Announcement":
        """With other words, readers or times; whatever was decided about the old ones does not count any more."""
        return replace(
            self,
            state=self.after(Step.EDIT),
            content=content or self.content,
            audience=audience or self.audience,
            timing=(timing or self.timing).afresh(),
        )

    def sent(self, at: datetime, *, agreed: int, alone: str = "", agreed_as: str = "") -> "Announcement":
        """It goes to so many, but for what holds it; for so long it can be taken back. What goes at once is SENDING.

        Refusal where the moment or the morning at which it was to go is over: nobody has agreed to another.
        """
        state, timing = self.after(Step.SEND), self.timing.afresh(agreed=agreed, alone=alone, agreed_as=agreed_as)
        timing.check(at)
        starts_at = timing.starts_at(at)
        at_once = starts_at <= at + TAKE_BACK
        return replace(self, state=State.SENDING if at_once else state, timing=timing, starts_at=starts_at)

    def asked(self, reached: int) -> "Announcement":
        """A second person is to send it to so many."""
        return replace(self.moved(Step.ASK), timing=self.timing.afresh(agreed=reached))

    def asked_again(self) -> "Announcement":
        """It was to go, and whoever had agreed to that does not count any more."""
        timing = replace(self.timing.afresh(agreed=self.timing.agreed), stopped=SENDER_LOST)
        return replace(self.moved(Step.ASK), timing=timing)

    def waits(self, at: datetime) -> bool:
        """Whether it has its copies and none of them may leave yet."""
        return self.state is State.SENDING and self.starts_at is not None and at < self.starts_at

    def taken_back(self, at: datetime) -> "Announcement":
        """A draft again; Refusal where a copy may have left."""
        then = self.moved(Step.TAKE_BACK)
        if self.has_begun and not self.waits(at):
            raise Refusal("announcement-not-now")
        return then

    def moved(self, step: Step) -> "Announcement":
        """One step on, with nothing to be made any more; of what has left it stays known since when."""
        then = self.after(step)
        return replace(self, state=then, starts_at=self.starts_at if then in BEGUN else None)


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


def read_ref(text: str) -> str | None:
    """A-7K3QX as people type it: any case, without the dash, O for 0 and I or L for 1; None where it is none."""
    found = _REF.fullmatch(text.strip())
    return f"A-{found[1].upper().translate(_LOOKALIKES)}" if found else None


_UNSHOWN = frozenset(
    ["svg", "svgz", "webp", "avif", "heic", "heif", "jxl", "bmp", "tif", "tiff", "ico", "pdf", "mp4", "mov", "webm"]
)
"""How the name of a picture ends that Slack or Teams do not show: docs.slack.dev, image-block, and learn.microsoft.com,
cards-reference, name PNG, JPEG and GIF. An address that does not tell is taken.
"""


def pictured(
    content: Content, url: str, alt: Mapping[str, str], domains: Collection[str], languages: Sequence[str]
) -> Content:
    """With this picture, or with none where there is no address; Refusal at the field at fault. Where it is said in no
    language what it shows, that is the first one's.
    """
    if not url:
        return replace(content, picture=None)
    if not leads_to(url, domains) or len(url) > ADDRESS:
        raise _astray(url, domains, "url")
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
    if not leads_to(url, domains) or len(url) > ADDRESS:
        raise _astray(url, domains, "url")
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


def timing_to_json(timing: Timing) -> str:
    """Lossless."""
    at, day = (value.isoformat() if value else "" for value in (timing.at, timing.day))
    kept = {"way": timing.way, "at": at, "day": day, "urgent": timing.urgent, "alone": timing.alone}
    agreed = {"agreed": timing.agreed, "at_partners": dict(timing.at_partners), "new": dict(timing.new)}
    since = {"lost": dict(timing.lost), "stopped": timing.stopped, "agreed_as": timing.agreed_as}
    return json.dumps({**kept, **agreed, **since}, ensure_ascii=False)


def timing_from_json(text: str) -> Timing:
    """What `timing_to_json` made."""
    kept = json.loads(text)
    return Timing(
        way=Way(kept["way"]),
        at=datetime.fromisoformat(kept["at"]) if kept["at"] else None,
        day=date.fromisoformat(kept["day"]) if kept["day"] else None,
        urgent=kept["urgent"],
        alone=kept["alone"],
        agreed=kept.get("agreed", 0),
        at_partners=kept.get("at_partners", {}),
        new=kept.get("new", {}),
        lost=kept.get("lost", {}),
        stopped=kept.get("stopped", ""),
        agreed_as=kept.get("agreed_as", ""),
    )


def is_edit(asked: str) -> bool:
    """Whether a second person is asked about an edit of what has left."""
    return asked.rpartition(".")[2].startswith("r")


def read_asked(text: str) -> str:
    """The announcement in what a second person is asked about."""
    return text.rpartition(".")[0]


def from_json(body: str) -> Content:
    """What `to_json` made."""
    kept = json.loads(body)
    return Content(
        texts={language: Text(*text) for language, text in kept["texts"].items()},
        picture=Picture(kept["picture"]["url"], kept["picture"]["alt"]) if kept["picture"] else None,
        actions=tuple(Action(Act(act), target, labels) for act, target, labels in kept["actions"]),
    )
