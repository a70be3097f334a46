"""A preview says what each platform does not show as it was written: each draws the card, and is asked what is lost."""

from collections.abc import Callable, Collection, Iterable, Mapping

from domain.places import Platform
from handlers.replies import Compare, Reply, Show
from views import compared as views
from views.compared import Loss
from views.translator import Translator
from views.vocabulary import Card

Sight = Callable[[Card], Iterable[Loss]]
"""What a platform does not show of a card as it was written."""


def compared(reply: Reply, sights: Mapping[Platform, Sight], t: Translator) -> Reply:
    """Any other reply as it is, and so a preview where no platform is to be compared with."""
    if not isinstance(reply, Compare) or not sights:
        return reply
    found = {platform: _lost(reply.seen, sight) for platform, sight in sights.items()}
    return Show(views.told(reply.card, found, t))


def _lost(seen: Mapping[str, Card], sight: Sight) -> Mapping[Loss, Collection[str]]:
    """In which languages what is lost, in the order of Loss."""
    each = {language: frozenset(sight(card)) for language, card in seen.items()}
    found = {loss: [language for language, losses in each.items() if loss in losses] for loss in Loss}
    return {loss: languages for loss, languages in found.items() if languages}
