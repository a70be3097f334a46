"""The languages in which days and hours can be typed."""

from collections.abc import Mapping

from domain.english import ENGLISH
from domain.polish import POLISH
from domain.portuguese import PORTUGUESE
from domain.tongue import Tongue

TONGUES: Mapping[str, Tongue] = {"en": ENGLISH, "pl": POLISH, "pt": PORTUGUESE}
