"""What Slack does not show of an announcement as it was written, found by drawing it."""

from collections.abc import Iterator

from bot.slack import limits
from bot.slack.blocks import fits
from bot.slack.mrkdwn import divided, plain_text, text_object
from views.compared import Loss, is_cut, pieces
from views.vocabulary import Card, Words


def losses(card: Card) -> Iterator[Loss]:
    """Each once or more often."""
    yield from (loss for loss, words in pieces(card) if is_cut(_drawn(loss, words), words))
    if not fits(card):
        yield Loss.LATER


def _drawn(loss: Loss, words: Words) -> str:
    match loss:
        case Loss.TITLE:
            return str(plain_text(words, limits.HEADER)["text"])
        case Loss.LABEL:
            return str(plain_text(words, limits.BUTTON_TEXT)["text"])
        case _:
            *_, last = divided(words, limits.SECTION_TEXT)
            return str(text_object(last, limits.SECTION_TEXT)["text"])
