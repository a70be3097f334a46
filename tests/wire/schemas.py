"""The platforms' published JSON schemas, when the folder with them is there; they know structure, not limits."""

import json
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema_rs import Validator, validator_for


def schema_folder() -> Path | None:
    """TANDEM_SCHEMAS, or `shared/schemas` beside the checkout; None when neither is there (then skip and say so)."""
    named = os.environ.get("TANDEM_SCHEMAS")
    folder = Path(named) if named else Path(__file__).parents[3] / "shared" / "schemas"
    return folder if folder.is_dir() else None


def slack_faults(folder: Path, surface: str, thing: Mapping[str, Any]) -> list[str]:
    """What Slack's types say is wrong; `surface` is message, modal or home."""
    return faults(folder / f"slack-{surface}.schema.json", thing)


def card_faults(folder: Path, card: Mapping[str, Any]) -> list[str]:
    """What Adaptive Cards 1.5 says is wrong; what only Teams knows (msteams, choices.data, filtered) is left out."""
    return faults(folder / "adaptive-card-1.5.schema.json", _known_to_1_5(card))


def faults(schema: Path, thing: Any) -> list[str]:
    """What one of these files says is wrong."""
    return [f"{error.instance_path}: {error.message[:300]}" for error in _validator(schema).iter_errors(thing)]


@cache
def _validator(schema: Path) -> Validator:
    """Compiled: a card takes it some ten microseconds, where one in Python takes ten milliseconds."""
    return validator_for(json.loads(schema.read_text(encoding="utf-8")))


def _known_to_1_5(thing: Any) -> Any:
    if isinstance(thing, Mapping):
        return {key: _known_to_1_5(value) for key, value in thing.items() if not _only_teams(key, value)}
    if isinstance(thing, list):
        return [_known_to_1_5(value) for value in thing]
    return thing


def _only_teams(key: str, value: Any) -> bool:
    return key in ("msteams", "choices.data") or (key == "style" and value == "filtered")
