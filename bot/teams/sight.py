"""What Teams does not show of an announcement as it was written, found by drawing it."""

from collections.abc import Iterator

from bot.teams import limits
from bot.teams.cards import fits
from bot.teams.markdown import line, markdown
from views.compared import Loss, is_cut, pieces
from views.vocabulary import Card, Mark, Picture, Span, Words, plain


def losses(card: Card) -> Iterator[Loss]:
    """Each once or more often."""
    for loss, words in pieces(card):
        if is_cut(_drawn(loss, words, card), words):
            yield loss
        if any(isinstance(piece, Span) and piece.mark is Mark.CODE for piece in words.spans):
            yield Loss.CODE  # Markdown in a card knows no code
    if any(isinstance(part, Picture) and part.url.lower().endswith(".gif") for part in card.parts):
        # learn.microsoft.com, task-modules-and-cards/cards/cards-reference: animated GIF is not supported
        yield Loss.STILL
    if not fits(card):
        yield Loss.LATER


def _drawn(loss: Loss, words: Words, card: Card) -> str:
    match loss:
        case Loss.TITLE:
            return markdown(words, limits.TITLE)
        case Loss.LABEL:
            return line(plain(words), limits.LABEL)
        case _:
            return markdown(words, limits.SUMMARY if words is card.summary else limits.TEXT, lines=True)
