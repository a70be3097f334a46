"""A card as a plain page of its own, for a browser that nobody has signed in with."""

import base64
import hashlib
from html import escape

from aiohttp import web

from views.translator import Translator, language_of, translator
from views.vocabulary import Card, Paragraph, plain

_STYLE = "body{font:1rem/1.5 system-ui,sans-serif;max-width:38rem;margin:3rem auto;padding:0 1rem}"
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEADERS = {
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def reader(request: web.Request) -> Translator:
    """In the first of the browser's languages that is ours."""
    wanted = request.headers.get("Accept-Language", "")[:200].split(",")
    known = (language_of(tag.partition(";")[0].strip()) for tag in wanted)
    return translator(next(filter(None, known), "en"), "UTC")


def page(card: Card, t: Translator, *, status: int = 200) -> web.Response:
    """Title, summary and paragraphs; nothing else of a card, and nothing that runs."""
    words = (card.summary, *(part.words for part in card.parts if isinstance(part, Paragraph)))
    body = "".join(f"<p>{escape(plain(one))}</p>" for one in words)
    title = escape(plain(card.title))
    text = (
        f'<!doctype html><html lang="{t.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme"'
        f' content="light dark"><title>{title}</title><style>{_STYLE}</style></head>'
        f"<body><main><h1>{title}</h1>{body}</main></body></html>"
    )
    return web.Response(text=text, content_type="text/html", status=status, headers=_HEADERS)
