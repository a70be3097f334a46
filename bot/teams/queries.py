"""What is searched for beside a message, in Teams' message extension: results, each with the card it puts there.

learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/search-commands/respond-to-search: whoever
searches sees the preview, and everybody in the conversation the card, once it was chosen and sent.
"""

import html

from bot.teams import cards
from bot.teams.cards import ADAPTIVE, Json, mapping, text_of
from bot.teams.limits import OPTION, QUERY, SUMMARY
from bot.teams.markdown import line
from handlers.replies import Options
from views.vocabulary import Card, Option, plain

ROUTES = {"documents": "documents"}
"""The message extension's searches by the route of SEARCHES that answers; no other is asked from there."""
WORDS = "words"
"""The parameter that holds what was typed; before anything is, Teams sends another: `initialRun`."""
_PREVIEW = "application/vnd.microsoft.card.thumbnail"


def asked(value: object) -> tuple[str, str]:
    """The route and the text typed so far, from the value of composeExtension/query; there is one page."""
    query = mapping(value)
    given = query.get("parameters")
    typed = [one for one in map(mapping, given if isinstance(given, list) else ()) if one.get("name") == WORDS]
    route = "" if mapping(query.get("queryOptions")).get("skip") else ROUTES.get(text_of(query, "commandId"), "")
    text = typed[0].get("value") if typed else ""
    return route, text[:QUERY] if isinstance(text, str) else ""


def results(found: Options) -> Json:
    """The answer to composeExtension/query; where there is nothing, Teams says so."""
    shown = [_result(option, option.card) for option in found.options if option.card]
    return {"composeExtension": {"type": "result", "attachmentLayout": "list", "attachments": shown}}


def _result(option: Option, card: Card) -> Json:
    text = html.escape(line(plain(option.detail), SUMMARY), quote=False)
    preview = {"title": line(plain(option.label), OPTION), "text": text}
    return {
        "contentType": ADAPTIVE,
        "content": cards.card(card),
        "preview": {"contentType": _PREVIEW, "content": preview},
    }
