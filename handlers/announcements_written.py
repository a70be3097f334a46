"""What was typed into an announcement's form."""

from collections.abc import Mapping

from domain.announcements import Text


def texts_of(values: Mapping[str, str], languages: tuple[str, ...]) -> dict[str, Text]:
    """What was typed, without the languages in which nothing was."""
    typed = {one: Text(_line(values, f"title-{one}"), _lines(values, f"body-{one}")) for one in languages}
    return {language: text for language, text in typed.items() if text.title or text.body}


def _line(values: Mapping[str, str], name: str) -> str:
    return " ".join(values.get(name, "").split())


def _lines(values: Mapping[str, str], name: str) -> str:
    return "\n".join(line.rstrip() for line in values.get(name, "").splitlines()).strip()
