"""What others see of a card otherwise than it was written, told to its author."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum

from domain.places import Platform
from views.rest import CUT
from views.translator import Translator
from views.vocabulary import Buttons, Card, Links, Note, Paragraph, Words, plain, said


class Loss(StrEnum):
    """What a platform does not show as it was written."""

    TITLE = "title"
    """Its end."""
    TEXT = "text"
    """The end of a paragraph."""
    LABEL = "label"
    """The end of what stands on a button."""
    LATER = "later"
    """What has no room stands behind a button."""
    STILL = "still"
    """A picture that moves."""
    CODE = "code"
    """That it is code."""


def pieces(card: Card) -> Iterator[tuple[Loss, Words]]:
    """All that is read of an announcement, with what it is where its end is missing."""
    yield Loss.TITLE, card.title
    yield Loss.TEXT, card.summary
    for part in card.parts:
        match part:
            case Paragraph(words) | Note(words):
                yield Loss.TEXT, words
            case Buttons(buttons):
                yield from ((Loss.LABEL, button.label) for button in buttons)
            case Links(links):
                yield from ((Loss.LABEL, said(link.label)) for link in links)
            case _:
                pass


def is_cut(drawn: str, words: Words) -> bool:
    """Whether a platform's text of these words ends before they do; it may end with a mark of its own."""
    return drawn.rstrip("*_`").endswith(CUT) and not plain(words).rstrip().endswith(CUT)


Found = Mapping[Platform, Mapping[Loss, Collection[str]]]
"""On each platform that was looked at, what is lost, and for readers of which languages, by their names."""


def told(card: Card, found: Found, t: Translator) -> Card:
    """The card with that in words below it; only what differs, or that nothing does."""
    return replace(card, parts=(*card.parts, *_notes(found, t)))


def _notes(found: Found, t: Translator) -> Iterator[Note]:
    same = [platform for platform, losses in found.items() if not losses]
    if same:
        yield Note(t("shown-as-written", platforms=t.all_of([_name(one, t) for one in same])))
    for platform, losses in found.items():
        for loss, languages in losses.items():
            named = t.all_of(list(languages))
            yield Note(t("shown-otherwise", loss=loss, platform=_name(platform, t), languages=named))


def _name(platform: Platform, t: Translator) -> str:
    return t.plain(f"platform-{platform}")
