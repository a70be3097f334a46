"""Teams' numbers, each with the page it comes from, and the lengths at which we cut where Teams names none.

Pages: learn.microsoft.com/microsoftteams/platform/...; lengths are in characters (code points).
"""

from datetime import timedelta

from storage.paces import Bucket, Pace

PACE = Pace(
    Bucket(timedelta(seconds=1) / 40, burst=10),
    Bucket(timedelta(seconds=1800.0 / 890), burst=7),
    window=14,
)
"""Of messages: 50 a second of one bot in a tenant are allowed, of which a fifth is left to answers; in one thread 7 a
second, 8 in two, 60 in thirty and 1,800 an hour: bots/how-to/rate-limit. Fourteen under way, which is 40 a second at
the quarter of a second that the Connector takes to answer, and a little to note it.
"""

CARD_BYTES = 80 * 1024
"""A card's JSON in UTF-16; Teams refuses about 100 KB with 413: bots/how-to/format-your-bot-messages."""

VISIBLE_ACTIONS = 6
"""Actions in one row before Teams hides the rest in a menu: task-modules-and-cards/cards/cards-reference."""

SEARCH_OPTIONS = 15
"""Options a search may answer: task-modules-and-cards/cards/dynamic-search."""

DIALOG_TITLE = 64
"""`taskInfo.title` of the app manifest's schema, version 1.30."""

# Ours: Teams states no limit but that of the whole card.
TITLE = 200
SUMMARY = 500
TEXT = 4000
FACT_NAME = 100
FACT_VALUE = 2500
LABEL = 80
HINT = 200
OPTION = 150
QUERY = 200
