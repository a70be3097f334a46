"""All that a handler can answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from views.vocabulary import Card, Form, Option


@dataclass(frozen=True)
class Show:
    """A card for this person, at this moment, privately; `public` only where it shows nobody's data."""

    card: Card
    public: bool = False


@dataclass(frozen=True)
class Compare(Show):
    """A preview for its author: the edge says below the card what each platform shows otherwise of `seen`, which is
    what readers of each language, by its name, will get.
    """

    seen: Mapping[str, Card] = field(default_factory=dict)


@dataclass(frozen=True)
class OpenForm:
    """A form to fill in."""

    form: Form


@dataclass(frozen=True)
class Correct:
    """The form again, with what was typed and `errors` at their fields."""

    form: Form


@dataclass(frozen=True)
class Amend:
    """The card whose button was pressed, as it is now."""

    card: Card


@dataclass(frozen=True)
class Options:
    """What fits the text typed so far."""

    options: tuple[Option, ...]


Reply = Show | OpenForm | Correct | Amend | Options
