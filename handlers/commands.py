"""From typed words to a route: commands are understood in each of our languages, whatever one's own."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from unicodedata import normalize

from rapidfuzz import fuzz, process

from domain.announcements import read_ref as read_announcement
from domain.deals import read_ref
from domain.documents import read_ref as read_document
from handlers.routes import COMMANDS
from storage.ids import read_code
from views.translator import LANGUAGES, typed_words

