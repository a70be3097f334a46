"""Letters as they are compared: small, without diacritics, in the Latin alphabet."""

from anyascii import anyascii


def folded(text: str) -> str:
    """As anybody types it who is in a hurry: "Łódź" is "lodz"."""
    return text.lower() if text.isascii() else anyascii(text).casefold()
