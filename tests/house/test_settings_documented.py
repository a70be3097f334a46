"""Every setting stands in README.md's table, under its conventional name and with its default."""

import re

import pytest

from bot.settings import Settings
from tests.conftest import HOUSE

CONVENTIONAL = {
    "SLACK_BOT_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_APP_TOKEN",
    "SLACK_API_URL",
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
    "MICROSOFT_APP_ID",
    "MICROSOFT_APP_PASSWORD",
    "MICROSOFT_APP_TENANTID",
    "MICROSOFT_LOGIN_URL",
    "BOT_OPENID_METADATA",
    "TEAMS_AUTH",
    "DATABASE_URL",
    "APP_NAME",
    "APP_ICON",
    "PRIVACY_URL",
    "TERMS_URL",
    "SUPPORT_URL",
    "LISTEN",
    "OPS_LISTEN",
    "PROGRAMME",
    "PUBLIC_URL",
}
"""As Slack's and Microsoft's own samples call them, and everybody else."""
OURS = {
    "DOCUMENTS_FOLDER",
    "FILES_FOLDER",
    "LIMIT_PERSON",
    "LIMIT_WORKSPACE",
    "LOG_FORMAT",
    "SLACK_AMEND_RATE",
    "SLACK_RATE",
    "TEAMS_SLASH",
    "TOKEN_KEYS",
}

ROW = re.compile(r"^\| `([A-Z_]+)` \| (?:`([^`]+)`)? ?\| (.+) \|$", re.MULTILINE)
EXPORT = re.compile(r"\b(?:export |`)([A-Z][A-Z_]+)=")


def table() -> dict[str, str]:
    """Gives each setting's default as README.md has it."""
    text = (HOUSE / "README.md").read_text("utf-8").partition("## Settings")[2].partition("\n## ")[0]
    return {name: default for name, default, _ in ROW.findall(text)}


def defaults() -> dict[str, str]:
    """Gives each setting's default as one would write it in the environment."""
    return {name.upper(): written(field.default) for name, field in Settings.model_fields.items()}


def written(default: object) -> str:
    if hasattr(default, "get_secret_value"):
        return str(default.get_secret_value())
    if isinstance(default, bool):
        return str(default).lower()
    return "" if default is None else str(default)


def test_the_settings_have_their_conventional_names():
    assert defaults().keys() == CONVENTIONAL | OURS


def test_every_setting_is_documented_with_its_default():
    assert table() == defaults()


def test_every_setting_says_what_it_is():
    assert not [name for name, field in Settings.model_fields.items() if not field.description]


@pytest.mark.parametrize(
    "document", ["README.md", *sorted(f"docs/{file.name}" for file in (HOUSE / "docs").glob("*.md"))]
)
def test_documents_set_nothing_that_is_not_read(document):
    named = set(EXPORT.findall((HOUSE / document).read_text("utf-8")))

    assert named <= defaults().keys()
